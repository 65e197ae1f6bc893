// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.NameSource;
import dev.sallyport.keys.Folder;
import dev.sallyport.keys.KeyUses;
import dev.sallyport.keys.RotatingKey;
import dev.sallyport.keys.TrustSource;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.peer.Pins;
import dev.sallyport.peer.Transparency;
import dev.sallyport.transport.TlsProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * How the servers of one name are called: who they must be, and who we are. The files are named here and read by whoever calls.
 *
 * @param name the name in the settings
 * @param keys the file with our certificate, those of its issuers, and the key unless {@code key} names another for that
 * @param key the file with our key alone
 * @param password opens {@code keys}, or an encrypted key; empty if there is none
 * @param issuers files with the CAs in one of which our chain must end; empty if that is not known
 * @param anchors files, and folders of files, with the CAs whose servers are believed; empty for those of the JDK
 * @param anchorsPassword opens stores among them; empty if there is none
 * @param pins which keys, one of them at least, the path of every server must have
 * @param allow rules, one of which every server must match, if there are any
 * @param transparency to which logs the certificate of every server must have been shown
 * @param profile the least that TLS must be
 * @param care how careful is to be with our key, and in which environment the servers are
 */
public record OutboundSettings(
        String name,
        Optional<Path> keys,
        Optional<Path> key,
        String password,
        List<Path> issuers,
        List<Path> anchors,
        String anchorsPassword,
        Optional<Pins> pins,
        PeerRules allow,
        Optional<Transparency> transparency,
        TlsProfile profile,
        CareSettings care) {

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    /** Keeps copies. */
    public OutboundSettings {
        issuers = List.copyOf(issuers);
        anchors = List.copyOf(anchors);
    }

    /**
     * Our key, to be read; empty if there is none.
     *
     * @param uses where it is noted that it is used
     */
    public Optional<RotatingKey.Builder> rotatingKey(KeyUses uses) {
        Optional<RotatingKey.Builder> builder = keys.map(file -> RotatingKey.named("the key of outbound " + name)
                .keys(file)
                .password(password.toCharArray())
                .issuers(issuers)
                .check(care::problem)
                .uses(uses, care.environment(), "client"));
        builder.ifPresent(own -> key.ifPresent(own::key));
        return builder;
    }

    /** The files and folders of the anchors, also where they are those of the JDK. */
    public List<Path> anchorFiles() {
        return anchors.isEmpty() ? jdkAnchors() : anchors;
    }

    /** As the JDK looks for them: what is named, or else jssecacerts, or else cacerts. */
    private static List<Path> jdkAnchors() {
        String named = System.getProperty(TRUST_STORE);
        Path security = Path.of(System.getProperty("java.home"), "lib", "security");
        return Stream.of(
                        named == null
                                ? List.of(security.resolve("jssecacerts"), security.resolve("cacerts"))
                                : List.of(Path.of(named)))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Reads the anchors.
     *
     * @throws IOException if a file cannot be read, or there are none; its message is one sentence
     */
    public List<X509Certificate> readAnchors() throws IOException {
        List<X509Certificate> all = new ArrayList<>();
        if (anchors.isEmpty()) {
            all.addAll(ofJdk());
        }
        for (Path path : anchors) {
            List<Path> files = Folder.expand(path);
            if (files.isEmpty()) {
                throw new IOException("'" + path + "' cannot be read: the folder holds no files whose names end with "
                        + Folder.ENDINGS);
            }
            for (Path file : files) {
                all.addAll(read(file));
            }
        }
        if (all.isEmpty()) {
            throw new IOException("there are no anchors");
        }
        return all.stream().distinct().toList();
    }

    private List<X509Certificate> read(Path file) throws IOException {
        try {
            return TrustSource.read(FileAccess.FILE_SYSTEM.read(file.toString()), anchorsPassword.toCharArray());
        } catch (IOException e) {
            throw new IOException("'" + file + "' cannot be read: " + FileAccess.reason(e), e);
        }
    }

    private static List<X509Certificate> ofJdk() throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IOException("the anchors of the JDK cannot be read", e);
        }
    }

    /**
     * What proves a server by these anchors, whatever its host is.
     *
     * @throws IllegalArgumentException if that does not go together, such as pins without a backup
     */
    public ClientTrust trust(Collection<X509Certificate> believed) {
        ClientTrust.Builder builder = ClientTrust.named("outbound." + name)
                .purpose(SERVER_AUTH)
                .nameSource(NameSource.SHA256)
                .anchors(believed);
        pins.ifPresent(builder::pins);
        transparency.ifPresent(builder::transparency);
        return builder.build();
    }

    /** Where the files are; no password. */
    @Override
    public String toString() {
        return "outbound " + name + ": keys " + keys.map(Path::toString).orElse("none") + ", anchors "
                + (anchors.isEmpty() ? "of the JDK" : anchors);
    }
}
