// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.Optional;

/** The words in which a proxy says what it thinks of a certificate. */
enum VerdictForm {
    /** nginx's {@code $ssl_client_verify}. */
    NGINX {
        @Override
        Optional<Verdict> read(String word) {
            return switch (word) {
                case "SUCCESS" -> Optional.of(Verdict.VERIFIED);
                case "NONE" -> Optional.of(Verdict.NO_CERTIFICATE);
                case "FAILED" -> Optional.of(Verdict.FAILED);
                default -> word.startsWith("FAILED:") ? Optional.of(Verdict.FAILED) : Optional.empty();
            };
        }
    },
    /** Apache's {@code SSL_CLIENT_VERIFY}: what it let pass for once is not verified. */
    APACHE {
        @Override
        Optional<Verdict> read(String word) {
            return switch (word) {
                case "GENEROUS" -> Optional.of(Verdict.UNVERIFIED);
                case "(null)" -> Optional.of(Verdict.NO_CERTIFICATE);
                default -> NGINX.read(word);
            };
        }
    },
    /** HAProxy's {@code ssl_c_verify}, a number of OpenSSL's: it is 0 without a certificate, too. */
    NUMBER {
        @Override
        Optional<Verdict> read(String word) {
            if (word.equals("0")) {
                return Optional.of(Verdict.VERIFIED_IF_ANY);
            }
            boolean number =
                    word.length() <= 4 && word.chars().allMatch(c -> c >= '0' && c <= '9') && !word.startsWith("0");
            return number && !word.isEmpty() ? Optional.of(Verdict.FAILED) : Optional.empty();
        }
    },
    /** Whether it has verified it. */
    IS_VERIFIED {
        @Override
        Optional<Verdict> read(String word) {
            return flag(word, Verdict.VERIFIED, Verdict.FAILED_IF_ANY);
        }
    },
    /** Whether there is one. */
    IS_PRESENT {
        @Override
        Optional<Verdict> read(String word) {
            return flag(word, Verdict.NOTHING, Verdict.NO_CERTIFICATE);
        }
    },
    /** Whether it was revoked. */
    IS_REVOKED {
        @Override
        Optional<Verdict> read(String word) {
            return flag(word, Verdict.FAILED_IF_ANY, Verdict.NOTHING);
        }
    },
    /** Whichever, where a format does not tell whose it is. */
    ANY {
        @Override
        Optional<Verdict> read(String word) {
            return APACHE.read(word).or(() -> NUMBER.read(word)).or(() -> IS_VERIFIED.read(word));
        }
    };

    /** What the word means; empty if it is none of them. */
    abstract Optional<Verdict> read(String word);

    /** A variable of a load balancer; it may have no value. */
    private static Optional<Verdict> flag(String word, Verdict ifTrue, Verdict ifFalse) {
        return switch (word) {
            case "true" -> Optional.of(ifTrue);
            case "false" -> Optional.of(ifFalse);
            case "" -> Optional.of(Verdict.NOTHING);
            default -> Optional.empty();
        };
    }
}
