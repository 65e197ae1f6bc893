// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.fetch.Background;
import dev.sallyport.gate.Policy;
import dev.sallyport.keys.Followed;
import dev.sallyport.peer.AnchorLedger;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.proxy.TrustedProxies;
import java.util.List;
import java.util.Optional;

/**
 * What the settings say, all of it proven.
 *
 * @param policy what is asked of a request
 * @param guarded the patterns that need a client certificate
 * @param principal when the request's own caller is the proven peer
 * @param proxies who is believed about callers behind them
 * @param backgrounds who works for the trusts beside the requests, to be started, and to be closed at the end
 * @param followed what is read from files that can change, to be followed
 * @param serverKey the key that the server shows, to be followed, if the settings name it
 * @param ledgers who still comes by retiring anchors, of each trust that has some
 * @param trusts all of them, to be watched
 * @param watch how operators are told how it stands
 * @param advice what is allowed but should be known
 */
public record Configured(
        Policy policy,
        List<GuardedPatterns> guarded,
        PrincipalMode principal,
        TrustedProxies proxies,
        List<Background> backgrounds,
        List<Followed> followed,
        Optional<ServerKey> serverKey,
        List<AnchorLedger> ledgers,
        List<ClientTrust> trusts,
        WatchSettings watch,
        List<String> advice) {

    /** Keeps copies. */
    public Configured {
        guarded = List.copyOf(guarded);
        backgrounds = List.copyOf(backgrounds);
        followed = List.copyOf(followed);
        ledgers = List.copyOf(ledgers);
        trusts = List.copyOf(trusts);
        advice = List.copyOf(advice);
    }
}
