// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** Settings in system properties, for an application with a class loader of its own; all gone when closed. */
final class OwnSettings implements AutoCloseable {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final List<String> keys = new ArrayList<>();

    OwnSettings() {
        Thread.currentThread().setContextClassLoader(loader());
    }

    static ClassLoader loader() {
        return new URLClassLoader(new URL[0], OwnSettings.class.getClassLoader());
    }

    OwnSettings set(String key, Object value) {
        System.setProperty("sallyport.outbound." + key, value.toString());
        keys.add("sallyport.outbound." + key);
        return this;
    }

    @Override
    public void close() {
        OutboundTls.closeAll();
        Thread.currentThread().setContextClassLoader(before);
        keys.forEach(System::clearProperty);
    }
}
