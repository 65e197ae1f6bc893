// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.security.bank.BasicLogin;
import dev.sallyport.security.bank.CertificateBeforeLogin;
import dev.sallyport.security.bank.FormLogin;
import dev.sallyport.security.bank.Mistaken;
import dev.sallyport.security.bank.Passwords;
import dev.sallyport.security.bank.ProviderLogin;
import dev.sallyport.security.bank.Security;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedStartTest {

    @TempDir
    Path folder;

    @Test
    void two_definitions_are_one_too_many() throws Exception {
        assertThat(problem(Bank.with(Security.class, CertificateBeforeLogin.class, BasicLogin.class, Passwords.class)))
                .contains("there are several @ClientCertAuthenticationMechanismDefinition");
    }

    @Test
    void a_definition_does_not_silently_replace_another_mechanism() throws Exception {
        assertThat(problem(Bank.with(Security.class, ProviderLogin.class)))
                .contains("defines the only authentication mechanism, but there is also", "ProviderLogin");
    }

    @Test
    void a_combination_needs_another_mechanism() throws Exception {
        assertThat(problem(Bank.with(CertificateBeforeLogin.class)))
                .contains("is combined with another authentication mechanism, but there is none");
    }

    @Test
    void a_combination_with_two_others_is_ambiguous() throws Exception {
        assertThat(problem(Bank.with(CertificateBeforeLogin.class, FormLogin.class, ProviderLogin.class)))
                .contains("is combined with another authentication mechanism, but there are");
    }

    @Test
    void every_mistake_in_the_definition_is_told_at_once() throws Exception {
        assertThat(problem(Bank.with(Mistaken.class)))
                .contains(
                        "@ClientCertAuthenticationMechanismDefinition(trust): '${bank.nothing}'",
                        "@ClientCertAuthenticationMechanismDefinition(allow): 'nobody.rules' cannot be evaluated",
                        "@ClientCertAuthenticationMechanismDefinition(via): '7' (expected: any, direct, proxy)",
                        "@ClientCertAuthenticationMechanismDefinition(callerName): 'nickname' (expected: spiffe, ",
                        "@ClientCertAuthenticationMechanismDefinition(roles): '**' (expected: the name of a role");
    }

    @Test
    void without_jakarta_security_there_is_no_mechanism() throws Exception {
        assertThat(problem(Bank.bare(Security.class).only("jakarta.el-api.*")))
                .contains("defines an authentication mechanism, but Jakarta Security is not here");
    }

    @Test
    void an_implementation_that_does_not_find_cdi_is_told_where_to_find_it() throws Exception {
        assertThat(problem(Bank.with(Security.class).withoutNaming()))
                .contains("Soteria does not find CDI in JNDI (expected on Tomcat, in META-INF/context.xml: <Resource");
    }

    @Test
    void a_trust_that_is_not_set_keeps_the_application_shut() throws Exception {
        assertThat(problem(Bank.with(Security.class).trust("others"))).contains("'partners' is no trust");
    }

    @Test
    void jetty_asks_no_mechanism_reliably() {
        assertThat(ContainerAuthentication.problem(server("jetty/12.0.31"), "Security"))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains(
                                "Security: defines an authentication mechanism, but jetty/12.0.31 asks none reliably"));
    }

    @Test
    void nobody_has_introduced_jakarta_security_to_a_bare_undertow() {
        assertThat(ContainerAuthentication.problem(server("Undertow - 2.3.26.Final"), "Security"))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("Security: defines an authentication mechanism, but"));
    }

    private static ServletContext server(String info) {
        return (ServletContext) Proxy.newProxyInstance(
                RefusedStartTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getServerInfo" -> info;
                    case "getVirtualServerName" -> "server";
                    case "getContextPath" -> "/bank";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Why the application did not start, as it stands in the log. */
    private String problem(Bank.Plan plan) throws Exception {
        List<String> told = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                told.add(entry.getMessage());
                for (Throwable thrown = entry.getThrown(); thrown != null; thrown = thrown.getCause()) {
                    told.add(thrown.toString());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try (Bank bank = plan.open(folder)) {
            assertThat(bank.isUp()).isFalse();
        } finally {
            root.removeHandler(handler);
        }
        return String.join("\n", told);
    }
}
