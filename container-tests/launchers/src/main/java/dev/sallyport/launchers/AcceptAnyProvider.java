// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactorySpi;

/** {@link AcceptAny} for servers that get their trust managers from a security provider. */
public final class AcceptAnyProvider extends Provider {

    /** For the server, which makes it by its name. */
    public AcceptAnyProvider() {
        super("AcceptAny", "1.0", "Takes any client certificate, so that the application decides");
        put("TrustManagerFactory.ACCEPTANY", Factory.class.getName());
    }

    /** Makes the one trust manager. */
    public static final class Factory extends TrustManagerFactorySpi {

        /** For the provider. */
        public Factory() {}

        @Override
        protected void engineInit(KeyStore anchors) {}

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {}

        @Override
        protected TrustManager[] engineGetTrustManagers() {
            return new TrustManager[] {new AcceptAny()};
        }
    }
}
