// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.ExpirySource;
import java.util.Collection;

/** Has the expiry of all that an application calls with watched. Found by the filter. */
public final class OutboundExpiry implements ExpirySource {

    private final Application application = Application.current();

    /** Made by the service loader. */
    public OutboundExpiry() {}

    @Override
    public Collection<Expiring> expiring() {
        return application.expiring();
    }
}
