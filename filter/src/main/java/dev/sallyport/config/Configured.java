// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.fetch.Background;
import dev.sallyport.gate.Policy;
import dev.sallyport.proxy.TrustedProxies;
import java.util.List;

/**
 * What the settings say, all of it proven.
 *
 * @param policy what is asked of a request
 * @param guarded the patterns that need a client certificate
 * @param principal when the request's own caller is the proven peer
 * @param proxies who is believed about callers behind them
 * @param backgrounds who works for the trusts beside the requests, to be started, and to be closed at the end
 * @param advice what is allowed but should be known
 */
public record Configured(
        Policy policy,
        List<GuardedPatterns> guarded,
        PrincipalMode principal,
        TrustedProxies proxies,
        List<Background> backgrounds,
        List<String> advice) {

    /** Keeps copies. */
    public Configured {
        guarded = List.copyOf(guarded);
        backgrounds = List.copyOf(backgrounds);
        advice = List.copyOf(advice);
    }
}
