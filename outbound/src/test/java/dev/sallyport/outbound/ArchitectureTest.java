// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.sallyport.outbound", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** So that a program without CDI and without a servlet container can call too. */
    @ArchTest
    static final ArchRule what_calls_sees_no_jakarta = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("OutboundExtension")
            .and()
            .haveSimpleNameNotStartingWith("OutboundInitializer")
            .and()
            .doNotHaveFullyQualifiedName(Outbound.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(Outbound.Literal.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(OutboundInitializer.class.getName() + "$AtTheEnd")
            .and()
            .doNotHaveFullyQualifiedName(OutboundInitializer.class.getName() + "$ByApplication")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta..");

    @ArchTest
    static final ArchRule public_classes_are_final =
            classes().that().arePublic().and().areNotInterfaces().should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule no_thread_locals =
            noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);
}
