// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * What a launcher is told: {@code KEYSTORE.p12 PASSWORD WORK_FOLDER /context=WAR...}.
 *
 * @param keyStore the server's key and certificate
 * @param password of the key store
 * @param work a folder of the launcher's own
 * @param applications a WAR, or the folder of an unpacked one, by context path
 */
record Launch(Path keyStore, String password, Path work, Map<String, Path> applications) {

    static Launch of(String[] arguments) throws IOException {
        Map<String, Path> applications = new LinkedHashMap<>();
        for (int i = 3; i < arguments.length; i++) {
            String[] application = arguments[i].split("=", 2);
            applications.put(application[0], Path.of(application[1]).toAbsolutePath());
        }
        Path work = Files.createDirectories(Path.of(arguments[2]).toAbsolutePath());
        return new Launch(Path.of(arguments[0]).toAbsolutePath(), arguments[1], work, applications);
    }

    /** TLS that wants a client certificate and takes any, so that the application decides. */
    SSLContext tls() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, password.toCharArray());
        }
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
        keyManagers.init(keys, password.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keyManagers.getKeyManagers(), new TrustManager[] {new AcceptAny()}, null);
        return tls;
    }

    /** Whether the container itself is to believe what proxies say, whoever says it. */
    static boolean forwarding() {
        return "on".equals(System.getenv("CONTAINER_FORWARDING"));
    }

    /** Says where the container listens; stays until whoever started it lets go of the input. */
    static void listening(int http, int https) throws IOException {
        System.out.println("LISTENING " + http + ' ' + https);
        while (System.in.read() >= 0) {
            // Nothing is said to a launcher; the end of the input ends it.
        }
        Runtime.getRuntime().halt(0);
    }
}
