// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Shows the JDK's trust manager a handshake whose endpoint is identified, or is not, whatever the client has set. That is all
 * that it can be used for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2818#section-3.1">RFC 2818, section 3.1</a>
 */
final class EndpointView extends SSLEngine {

    private final SSLSession session;
    private final SSLParameters parameters = new SSLParameters();

    private EndpointView(SSLSession session) {
        this.session = session;
    }

    /** Its host must be one that the certificate is for. */
    static EndpointView identified(SSLSession session) {
        EndpointView view = new EndpointView(session);
        view.parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return view;
    }

    /** Whatever its host is. */
    static EndpointView anyHost(SSLSession session) {
        return new EndpointView(session);
    }

    @Override
    public SSLSession getHandshakeSession() {
        return session;
    }

    @Override
    public SSLParameters getSSLParameters() {
        return parameters;
    }

    @Override
    public boolean getUseClientMode() {
        return true;
    }

    @Override
    public SSLSession getSession() {
        return session;
    }

    @Override
    public @Nullable String getPeerHost() {
        return session.getPeerHost();
    }

    @Override
    public int getPeerPort() {
        return session.getPeerPort();
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] from, int offset, int length, ByteBuffer to) {
        throw noEngine();
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer from, ByteBuffer[] to, int offset, int length) {
        throw noEngine();
    }

    @Override
    public @Nullable Runnable getDelegatedTask() {
        throw noEngine();
    }

    @Override
    public void closeInbound() {
        throw noEngine();
    }

    @Override
    public boolean isInboundDone() {
        throw noEngine();
    }

    @Override
    public void closeOutbound() {
        throw noEngine();
    }

    @Override
    public boolean isOutboundDone() {
        throw noEngine();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        throw noEngine();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        throw noEngine();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        throw noEngine();
    }

    @Override
    public String[] getSupportedProtocols() {
        throw noEngine();
    }

    @Override
    public String[] getEnabledProtocols() {
        throw noEngine();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        throw noEngine();
    }

    @Override
    public void beginHandshake() {
        throw noEngine();
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        throw noEngine();
    }

    @Override
    public void setUseClientMode(boolean mode) {
        throw noEngine();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        throw noEngine();
    }

    @Override
    public boolean getNeedClientAuth() {
        throw noEngine();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        throw noEngine();
    }

    @Override
    public boolean getWantClientAuth() {
        throw noEngine();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        throw noEngine();
    }

    @Override
    public boolean getEnableSessionCreation() {
        throw noEngine();
    }

    private static UnsupportedOperationException noEngine() {
        return new UnsupportedOperationException("only shows a handshake to a trust manager");
    }
}
