// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import dev.sallyport.Decision;
import dev.sallyport.RequestFacts;
import java.util.List;

/** What becomes of a request over plain HTTP. */
public record HttpsPolicy(boolean redirect, List<String> secretHeaders) {

    /** Decides about a request that came over plain HTTP. */
    public Decision decide(RequestFacts facts) {
        return Decision.Proceed.PLAINLY;
    }
}
