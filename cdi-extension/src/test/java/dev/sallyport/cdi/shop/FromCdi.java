// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.server.ServerEndpointConfig;

/** Has CDI make endpoints, as application servers do by themselves. */
public class FromCdi extends ServerEndpointConfig.Configurator {

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return CDI.current().select(type).get();
    }
}
