// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a descriptor has the container do before any filter. */
class WebXmlTest {

    private static final String CONFIDENTIAL =
            "<user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>";

    private static WebXml descriptor(String content) throws IOException {
        String xml = "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\">" + content + "</web-app>";
        return WebXml.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String constraint(String guarantee) {
        return "<security-constraint><auth-constraint><role-name>user</role-name></auth-constraint>" + guarantee
                + "</security-constraint>";
    }

    private static String login(String method) {
        return "<login-config><auth-method>" + method + "</auth-method></login-config>";
    }

    @ParameterizedTest(name = "{0} over HTTPS only: {1}; problems {2}, advice {3}")
    @CsvSource({
        "BASIC,       false, 1, 0", // the container asks for a password over plain HTTP
        "FORM,        false, 1, 0",
        "DIGEST,      false, 1, 0",
        "BASIC,       true,  0, 0",
        "CLIENT-CERT, true,  0, 1", // it answers by its own rules of trust
        "CLIENT-CERT, false, 0, 2",
    })
    void a_login_of_the_containers_own(String method, boolean confidential, int problems, int advice)
            throws IOException {
        WebXml descriptor = descriptor(constraint(confidential ? CONFIDENTIAL : "") + login(method));

        assertThat(descriptor.problems()).hasSize(problems);
        assertThat(descriptor.advice()).hasSize(advice);
    }

    @Test
    void one_unprotected_constraint_among_protected_ones_is_found() throws IOException {
        assertThat(descriptor(constraint(CONFIDENTIAL) + constraint("") + login("BASIC"))
                        .problems())
                .singleElement()
                .asString()
                .contains("BASIC", "by 1 security-constraint(s)", "CONFIDENTIAL");
    }

    @Test
    void a_login_whose_constraints_stand_elsewhere_is_told() throws IOException {
        assertThat(descriptor(login("BASIC")).problems()).isEmpty();
        assertThat(descriptor(login("BASIC")).advice())
                .singleElement()
                .asString()
                .contains("@ServletSecurity");
    }

    @Test
    void a_descriptor_that_says_nothing_of_it_is_fine() throws IOException {
        assertThat(descriptor("<display-name>x</display-name>").problems()).isEmpty();
        assertThat(descriptor("<display-name>x</display-name>").advice()).isEmpty();
    }

    @Test
    void no_entity_is_fetched_for_it() throws IOException {
        String xml =
                "<!DOCTYPE web-app SYSTEM \"http://127.0.0.1:1/web-app.dtd\" [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<web-app><login-config><auth-method>&x;</auth-method></login-config></web-app>";

        assertThat(WebXml.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                        .authMethod())
                .isEmpty();
    }

    @Test
    void a_descriptor_that_cannot_be_read_is_a_problem() {
        assertThatThrownBy(() -> descriptor("<open>"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("web.xml");
    }
}
