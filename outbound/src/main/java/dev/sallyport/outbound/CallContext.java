// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A context for calling only, in which each connection proves its server anew: each has a context of its own beneath, so that
 * no TLS session is ever resumed, which would spare the server the proof and show it the key of yesterday.
 */
final class CallContext extends SSLContext {

    private CallContext(Calls calls, SSLContext first) {
        super(calls, first.getProvider(), first.getProtocol());
    }

    /**
     * Makes the context.
     *
     * @param fresh makes a context that nobody else has
     */
    static SSLContext of(Supplier<SSLContext> fresh) {
        SSLContext first = fresh.get();
        return new CallContext(new Calls(fresh, first), first);
    }

    private static final class Calls extends SSLContextSpi {

        private final Supplier<SSLContext> fresh;
        private final SSLContext first;

        Calls(Supplier<SSLContext> fresh, SSLContext first) {
            this.fresh = fresh;
            this.first = first;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return calling(fresh.get().createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(@Nullable String host, int port) {
            return calling(fresh.get().createSSLEngine(host, port));
        }

        private static SSLEngine calling(SSLEngine engine) {
            engine.setUseClientMode(true);
            return engine;
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new CallSocketFactory(() -> fresh.get().getSocketFactory(), first.getSocketFactory());
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw new UnsupportedOperationException("this context is for calling only");
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("this context is made already");
        }

        /** Always empty. */
        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return first.getServerSessionContext();
        }

        /** Always empty. */
        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return first.getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return first.getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return first.getSupportedSSLParameters();
        }
    }
}
