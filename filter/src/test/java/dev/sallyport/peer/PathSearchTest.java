// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.certificates;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.message;
import static dev.sallyport.peer.Asking.shown;
import static dev.sallyport.peer.Asking.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Way;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.KeyUsageBit;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testca.Usage;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which path is found among many certificates, what is told where none is right, and that it always ends. */
class PathSearchTest {

    private static final TestCa ROOT = ca("Root");
    private static final TestCa OLD_ROOT = ca("Old Root");

    @Test
    void a_cross_signed_ca_leads_to_whichever_anchor_is_trusted() {
        TestCa issuing = below(ROOT, "Issuing");
        TestCa cross = issuing.crossSignedBy(OLD_ROOT);
        List<X509Certificate> shown = shown(client(issuing), cross, issuing);

        assertThat(code(trusting(ROOT).build(), shown)).isEqualTo("known");
        assertThat(code(trusting(OLD_ROOT).build(), shown)).isEqualTo("known");
        assertThat(code(trusting(ca("Root")).build(), shown)).isEqualTo("unknown-issuer");
    }

    @Test
    void a_way_around_is_found_past_each_kind_of_broken_alternative() {
        TestCa good = below(ROOT, "Issuing");
        List<TestCa> broken = List.of(
                good.until(NOON.minusSeconds(1)),
                good.but(ca -> ca.usage(Usage.SERVER_AUTH)),
                good.but(ca -> ca.ca(false)),
                good.but(ca -> ca.keyUsage(KeyUsageBit.CRL_SIGN)),
                good.but(ca -> ca.extension("1.3.6.1.4.1.55555.1", true, new byte[] {5, 0})),
                good.but(ca -> ca.extension("2.5.29.30", false, new byte[] {5, 0})),
                good.but(ca -> ca.serial(java.math.BigInteger.ONE.negate())));

        for (TestCa alternative : broken) {
            assertThat(code(trusting(ROOT).build(), shown(client(good), alternative, good)))
                    .isEqualTo("known");
            assertThat(code(trusting(ROOT).build(), shown(client(good), alternative)))
                    .isNotEqualTo("known");
        }
    }

    @Test
    void the_fault_of_the_path_that_comes_closest_is_told() {
        TestCa expired = below(ROOT, "Issuing").until(NOON.minusSeconds(1));
        TestCa sameName = ca("Issuing");
        TestCa twiceWrong = expired.crossSignedBy(OLD_ROOT.until(NOON.minusSeconds(1)));

        assertThat(message(trusting(ROOT).build(), shown(client(expired), sameName, expired)))
                .contains("CN=Issuing expired at 2026-06-01T11:59:59Z");
        assertThat(message(trusting(ROOT, OLD_ROOT).build(), shown(client(expired), twiceWrong, expired)))
                .contains("CN=Issuing expired");
    }

    @Test
    void a_broken_certificate_that_did_not_issue_the_caller_is_not_told() {
        TestCa expired = below(ROOT, "Issuing").until(NOON.minusSeconds(1));
        TestCa sameName = ca("Issuing");

        assertThat(code(trusting(ROOT).build(), shown(client(sameName), expired)))
                .isEqualTo("unknown-issuer");
    }

    @Test
    void the_depth_of_a_path_is_limited_not_counting_a_ca_that_renews_itself() {
        TestCa one = below(ROOT, "One");
        TestCa two = below(one, "Two");
        TestCa renewed = one.but(ca -> ca.ec("secp384r1")).crossSignedBy(one);

        assertThat(code(trusting(ROOT).maxDepth(2).build(), shown(client(two), one, two)))
                .isEqualTo("known");
        assertThat(code(trusting(ROOT).maxDepth(1).build(), shown(client(two), one, two)))
                .isEqualTo("bad-path");
        assertThat(code(trusting(ROOT).maxDepth(1).build(), shown(client(renewed), one, renewed)))
                .isEqualTo("known");
        assertThat(code(trusting(ROOT).maxDepth(0).build(), shown(client(ROOT))))
                .isEqualTo("known");
        assertThat(code(trusting(ROOT).maxDepth(0).build(), shown(client(one), one)))
                .isEqualTo("bad-path");
    }

    @Test
    void certificates_that_issue_each_other_lead_nowhere() {
        TestCa one = below(ROOT, "One");
        TestCa two = below(one, "Two");
        TestCa oneByTwo = one.crossSignedBy(two);

        assertThat(code(trusting(OLD_ROOT).build(), shown(client(two), one, two, oneByTwo)))
                .isEqualTo("unknown-issuer");
        assertThat(code(trusting(ROOT).build(), shown(client(two), oneByTwo, two, one)))
                .isEqualTo("known");
    }

    @Test
    void a_mesh_of_made_up_cas_under_the_name_of_our_own_costs_no_more_than_its_size() {
        List<TestCa> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(ca("Root"));
        }
        List<TestCa> mesh = new ArrayList<>();
        made.forEach(one -> made.forEach(other -> mesh.add(one.crossSignedBy(other))));
        List<X509Certificate> shown = shown(client(made.get(0)), mesh.toArray(TestCa[]::new));

        assertThat(code(trusting(ROOT).build(), shown)).isEqualTo("unknown-issuer");
    }

    @Test
    void a_mesh_below_our_own_anchor_ends_too() {
        List<TestCa> members = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            members.add(below(ROOT, "Member " + i));
        }
        List<TestCa> mesh = new ArrayList<>(members);
        members.forEach(one -> members.forEach(other -> mesh.add(one.crossSignedBy(other))));
        TestCa closed = below(members.get(0), "Closed").until(NOON.minusSeconds(1));
        mesh.add(closed);

        assertThat(code(trusting(ROOT).build(), shown(client(closed), mesh.toArray(TestCa[]::new))))
                .isEqualTo("expired");
        assertThat(code(trusting(ROOT).build(), shown(client(members.get(6)), mesh.toArray(TestCa[]::new))))
                .isEqualTo("known");
    }

    @Test
    void the_answer_does_not_depend_on_the_order() {
        TestCa one = below(ROOT, "One");
        TestCa two = below(one, "Two");
        TestCa three = below(two, "Three");
        List<TestCa> others = new ArrayList<>(List.of(
                one, two, three, two.until(NOON.minusSeconds(1)), three.crossSignedBy(OLD_ROOT), ca("One"), ROOT));
        Draft leaf = client(three);
        List<X509Certificate> expected = new ArrayList<>(List.of(leaf.issue().certificate()));
        expected.addAll(certificates(three, two, one));

        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(others, random);
            List<X509Certificate> shown = new ArrayList<>(List.of(expected.get(0)));
            shown.addAll(certificates(others.toArray(TestCa[]::new)));
            List<X509Certificate> chain = trusting(ROOT)
                    .build()
                    .verify(shown, Way.DIRECT, PeerRules.ANYBODY, NOON)
                    .either(VerifiedPeer::chain, refusal -> List.of());
            assertThat(chain).isEqualTo(expected);
        }
    }
}
