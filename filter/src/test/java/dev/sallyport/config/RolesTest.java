// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.contextParam;
import static dev.sallyport.config.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.gate.Requirement;
import dev.sallyport.peer.PeerRules;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {

    private static Given partners() {
        return contextParam("trust.partners.anchors", "container");
    }

    private static Map<String, Requirement> roles(Given given) {
        return given.configured().policy().roles();
    }

    @Test
    void a_role_has_its_rules_and_the_only_trust() {
        Map<String, Requirement> roles = roles(partners().and("roles.admin", "dns:a.example, subject:CN=a,O=b"));

        assertThat(roles).containsOnlyKeys("admin");
        assertThat(roles.values()).extracting(role -> role.trust().name()).containsExactly("partners");
        assertThat(roles.values())
                .extracting(Requirement::allow)
                .containsExactly(PeerRules.parse("dns:a.example", "subject:CN=a,O=b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ROLE_ADMIN", "Order Clerk", "com.acme.orders.Clerk", "führung", "a:b@c/d", "NAME", "x.trusted"})
    void a_role_may_have_any_name(String name) {
        assertThat(roles(partners().and("roles." + name, "dns:a.example"))).containsOnlyKeys(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", " a", "a ", "a\tb"})
    void but_for_these(String name) {
        assertThat(partners().and("roles." + name, "dns:a.example").problems())
                .singleElement()
                .asString()
                .startsWith("context-param sallyport.roles." + name + ": '" + name + "' (expected: the name of a role");
    }

    @Test
    void among_several_trusts_a_role_says_which_one() {
        Given two = partners().and("trust.staff.anchors", "container").and("roles.admin", "dns:a.example");

        assertThat(two.problems())
                .containsExactly("context-param sallyport.roles.admin: does not say whose callers it means"
                        + " (expected with it: sallyport.roles.admin.trust, one of partners, staff)");
        assertThat(roles(two.and("roles.admin.trust", "staff")).values())
                .extracting(role -> role.trust().name())
                .containsExactly("staff");
    }

    @Test
    void every_problem_of_a_role_is_told() {
        assertThat(partners()
                        .and("roles.admin", "dns:not a name")
                        .and("roles.clerk", "dns:a.example")
                        .and("roles.clerk.trust", "partnres")
                        .and("roles.guest.trust", "partners")
                        .problems())
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem)
                                .startsWith("context-param sallyport.roles.admin: 'dns:not a name' (expected: "),
                        problem -> assertThat(problem)
                                .startsWith("context-param sallyport.roles.clerk.trust: 'partnres' is no trust"
                                        + " (did you mean partners?)"),
                        problem -> assertThat(problem)
                                .isEqualTo("context-param sallyport.roles.guest.trust: gives the role to nobody"
                                        + " (expected with it: sallyport.roles.guest, rules such as"
                                        + " spiffe://prod.example/billing)"));
        assertThat(contextParam("roles.admin", "dns:a.example").problems())
                .singleElement()
                .asString()
                .contains("'default' is no trust");
    }

    @Test
    void an_empty_role_is_none() {
        assertThat(roles(nothing().and("roles.admin", " "))).isEmpty();
    }

    @Test
    void a_variable_of_the_environment_names_a_role_in_lower_case() {
        Given given = partners()
                .environment("SALLYPORT_ROLES_ORDER_CLERK", "dns:a.example")
                .environment("SALLYPORT_ROLES_ORDER_CLERK_TRUST", "partners");

        assertThat(roles(given)).containsOnlyKeys("order-clerk");
    }

    @Test
    void thousands_of_roles_are_read() {
        Given given = partners();
        for (int i = 0; i < 5_000; i++) {
            given.and("roles.role." + i, "dns:a" + i + ".example");
        }

        assertThat(roles(given)).hasSize(5_000);
    }
}
