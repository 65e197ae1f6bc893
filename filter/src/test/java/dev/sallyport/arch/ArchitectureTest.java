// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.sallyport", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.sallyport";

    @ArchTest
    static final ArchRule only_the_servlet_package_sees_jakarta = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".servlet")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta..");

    @ArchTest
    static final ArchRule dependencies_point_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .withOptionalLayers(true)
            .layer("servlet")
            .definedBy(ROOT + ".servlet")
            .layer("config")
            .definedBy(ROOT + ".config")
            .layer("gate")
            .definedBy(ROOT + ".gate")
            .layer("peer")
            .definedBy(ROOT + ".peer")
            .layer("keys")
            .definedBy(ROOT + ".keys")
            .layer("fetch")
            .definedBy(ROOT + ".fetch")
            .layer("proxy")
            .definedBy(ROOT + ".proxy")
            .layer("monitor")
            .definedBy(ROOT + ".monitor")
            .layer("leaves")
            .definedBy(ROOT + ".transport", ROOT + ".report", ROOT + ".token")
            .layer("words")
            .definedBy(ROOT)
            .whereLayer("servlet")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("servlet")
            .whereLayer("gate")
            .mayOnlyBeAccessedByLayers("config", "servlet")
            .whereLayer("peer")
            .mayOnlyBeAccessedByLayers("proxy", "gate", "config", "monitor", "servlet")
            .whereLayer("proxy")
            .mayOnlyBeAccessedByLayers("gate", "config", "servlet")
            .whereLayer("keys")
            .mayOnlyBeAccessedByLayers("peer", "gate", "config", "monitor", "servlet")
            .whereLayer("monitor")
            .mayOnlyBeAccessedByLayers("servlet")
            .whereLayer("monitor")
            .mayOnlyAccessLayers("peer", "keys", "words")
            .whereLayer("fetch")
            .mayOnlyBeAccessedByLayers("peer", "config", "servlet")
            .whereLayer("fetch")
            .mayOnlyAccessLayers("words")
            .whereLayer("leaves")
            .mayOnlyAccessLayers("words")
            .whereLayer("words")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule no_package_is_a_drawer =
            noClasses().should().resideInAnyPackage("..util..", "..impl..", "..common..", "..internal..", "..helper..");

    @ArchTest
    static final ArchRule public_classes_are_final =
            classes().that().arePublic().and().areNotInterfaces().should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule fields_are_final_unless_they_rotate_build_or_count = fields().that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages(ROOT + ".servlet", ROOT + ".keys", ROOT + ".testca")
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameNotEndingWith("Builder")
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameNotEndingWith("Body")
            .and()
            .areDeclaredInClassesThat()
            .doNotHaveSimpleName("ResponseReader")
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule no_thread_locals =
            noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);
}
