// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample.demo;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testca.Usage;
import java.time.Duration;
import java.time.Instant;

/** A client of the demo: a certificate, and what becomes of its request for the partners' orders. */
enum Client {
    ACCEPTED("accepted", "200, its SPIFFE ID is the caller") {
        @Override
        Draft draft(TestCa ca, TestCa stranger, Instant now) {
            return billing(ca);
        }
    },
    EXPIRED("expired", "403 expired") {
        @Override
        Draft draft(TestCa ca, TestCa stranger, Instant now) {
            return billing(ca).until(now.minus(Duration.ofDays(1)));
        }
    },
    WRONG_USAGE("wrong-usage", "403 wrong-usage: the certificate is for servers only") {
        @Override
        Draft draft(TestCa ca, TestCa stranger, Instant now) {
            return billing(ca).usage(Usage.SERVER_AUTH);
        }
    },
    STRANGER("stranger", "403 unknown-issuer: the same names, from a CA that nobody here trusts") {
        @Override
        Draft draft(TestCa ca, TestCa stranger, Instant now) {
            return billing(stranger);
        }
    },
    NOT_ALLOWED("not-allowed", "403 not-allowed: a partner, but not billing") {
        @Override
        Draft draft(TestCa ca, TestCa stranger, Instant now) {
            return ca.client("shipping").spiffe("spiffe://prod.example/ns/shipping/labels");
        }
    };

    final String fileName;
    final String answer;

    Client(String fileName, String answer) {
        this.fileName = fileName;
        this.answer = answer;
    }

    abstract Draft draft(TestCa ca, TestCa stranger, Instant now);

    private static Draft billing(TestCa ca) {
        return ca.client("billing").spiffe("spiffe://prod.example/ns/billing/invoices");
    }
}
