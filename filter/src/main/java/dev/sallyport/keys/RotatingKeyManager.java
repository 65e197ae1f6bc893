// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows one key of our own in handshakes, as a server and as a client, and lets it be replaced under traffic.
 *
 * <p>Give it to {@code SSLContext.init}, or to a server that takes a key manager. New handshakes use what is in force then;
 * connections that exist go on with what they began with. A handshake asks for an alias, then for the chain and the key of
 * that alias: an alias belongs to one key for ever, so that the two always agree. The last eight are kept for that.
 *
 * <p>A server shows its certificate whatever issuers the client names. A client shows it only if the server names one of its
 * issuers, or none at all. Safe for use by many threads.
 */
public final class RotatingKeyManager extends X509ExtendedKeyManager {

    private static final int KEPT = 8;
    private static final String ALIAS = "sallyport-";

    private record Generation(long number, KeyMaterial material) {
        String alias() {
            return ALIAS + number;
        }
    }

    /** The newest first; never empty. */
    private volatile List<Generation> generations;

    /** Shows this until something else {@linkplain #become takes its place}. */
    public RotatingKeyManager(KeyMaterial first) {
        this.generations = List.of(new Generation(0, Objects.requireNonNull(first, "first")));
    }

    /** From now on new handshakes show this. It is not checked here: {@link RotatingKey} does so before. */
    public synchronized void become(KeyMaterial next) {
        List<Generation> all = new ArrayList<>();
        all.add(new Generation(newest().number() + 1, Objects.requireNonNull(next, "next")));
        generations.stream().limit(KEPT - 1).forEach(all::add);
        generations = List.copyOf(all);
    }

    /** What new handshakes show. */
    public KeyMaterial current() {
        return newest().material();
    }

    @Override
    public @Nullable String chooseServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return serverAlias(keyType);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return serverAlias(keyType);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return clientAlias(keyTypes, issuers);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return clientAlias(keyTypes, issuers);
    }

    @Override
    public String @Nullable [] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return array(serverAlias(keyType));
    }

    @Override
    public String @Nullable [] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return array(clientAlias(keyType == null ? null : new String[] {keyType}, issuers));
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        return find(alias)
                .map(material -> material.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        return find(alias).map(KeyMaterial::privateKey).orElse(null);
    }

    private Generation newest() {
        return generations.get(0);
    }

    private Optional<KeyMaterial> find(@Nullable String alias) {
        return generations.stream()
                .filter(generation -> generation.alias().equals(alias))
                .map(Generation::material)
                .findFirst();
    }

    private @Nullable String serverAlias(@Nullable String keyType) {
        Generation newest = newest();
        return keyType != null && fits(newest.material(), keyType) ? newest.alias() : null;
    }

    private @Nullable String clientAlias(String @Nullable [] keyTypes, Principal @Nullable [] issuers) {
        Generation newest = newest();
        boolean fits = keyTypes != null && Stream.of(keyTypes).anyMatch(type -> fits(newest.material(), type));
        boolean wanted = issuers == null || issuers.length == 0 || isOf(newest.material(), issuers);
        return fits && wanted ? newest.alias() : null;
    }

    /** A key type is that of our key, or, in TLS 1.2, that of our key and that of its issuer: {@code EC_RSA}. */
    private static boolean fits(KeyMaterial material, String keyType) {
        int two = keyType.indexOf('_');
        String wanted = two < 0 ? keyType : keyType.substring(0, two);
        X509Certificate certificate = material.certificate();
        if (!wanted.equals(keyType(certificate.getPublicKey().getAlgorithm()))) {
            return false;
        }
        return two < 0 || certificate.getSigAlgName().toUpperCase(Locale.ROOT).contains(keyType.substring(two + 1));
    }

    private static String keyType(String algorithm) {
        return algorithm.startsWith("Ed") ? "EdDSA" : algorithm;
    }

    private static boolean isOf(KeyMaterial material, Principal[] issuers) {
        List<Principal> named = List.of(issuers);
        return material.chain().stream().anyMatch(certificate -> named.contains(certificate.getIssuerX500Principal()));
    }

    private static String @Nullable [] array(@Nullable String alias) {
        return alias == null ? null : new String[] {alias};
    }
}
