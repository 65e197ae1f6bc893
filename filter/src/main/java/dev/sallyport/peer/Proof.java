// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a trust proves a certificate whose own faults were looked for already. */
interface Proof {

    /**
     * Proves a certificate.
     *
     * @param leaf the caller's own certificate
     * @param others what was presented beside it
     * @throws UnreadableException if something in the caller's own certificate cannot be read
     */
    Result prove(Presented leaf, List<X509Certificate> others, Instant now) throws UnreadableException;

    /** Whether nobody may call whom no rule allows, also where no rules are. */
    default boolean needsRules() {
        return false;
    }

    /** Whether a certificate that it proves may come by this way: not if the proxy says that it is not verified. */
    default boolean believes(Way way) {
        return !(way instanceof Way.Proxied proxied) || proxied.verdict() != Way.ProxyVerdict.FAILED;
    }

    /** The certificates that are believed: with their dates, and those of what is presented, the result changes. */
    Collection<X509Certificate> believed();

    /**
     * What came of it.
     *
     * @param chain the verified path without its anchor; empty if there is none
     * @param anchor where the path ends, if it is known and not on it
     * @param refusal why there is none
     * @param until when something else could come of it, although no date of a certificate turns; {@link Instant#MAX} if never
     * @param isRetiring whether what proves it is being retired
     */
    record Result(
            List<X509Certificate> chain,
            Optional<X509Certificate> anchor,
            Optional<Refusal> refusal,
            Instant until,
            boolean isRetiring) {

        public Result {
            chain = List.copyOf(chain);
        }

        static Result proven(List<X509Certificate> chain) {
            return new Result(chain, Optional.empty(), Optional.empty(), Instant.MAX, false);
        }

        static Result proven(List<X509Certificate> chain, X509Certificate anchor) {
            return new Result(chain, Optional.of(anchor), Optional.empty(), Instant.MAX, false);
        }

        static Result refused(Refusal refusal) {
            return new Result(List.of(), Optional.empty(), Optional.of(refusal), Instant.MAX, false);
        }

        /** The same, until then. */
        Result until(Instant end) {
            return new Result(chain, anchor, refusal, end, isRetiring);
        }

        /** The same, by what is being retired. */
        Result retiring() {
            return new Result(chain, anchor, refusal, until, true);
        }

        /** The whole path, the caller's certificate first. */
        Stream<X509Certificate> path() {
            return Stream.concat(chain.stream(), anchor.stream());
        }
    }
}
