// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import dev.sallyport.PeerIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** The orders of every partner; one bean for all callers, and yet it knows who is calling. */
@ApplicationScoped
public class OrderBook {

    @Inject
    PeerIdentity caller;

    /** The orders of whoever calls. */
    public List<Order> mine() {
        return ORDERS.getOrDefault(caller.getName(), List.of());
    }

    private static final Map<String, List<Order>> ORDERS = Map.of(
            "spiffe://prod.example/ns/billing/invoices",
            List.of(new Order("2211-7", "mooring rope, 40 m", 18_400), new Order("2211-9", "fenders, 6", 22_740)));
}
