// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import dev.sallyport.keys.Follower;
import dev.sallyport.keys.RotatingKey;
import dev.sallyport.keys.RotatingKeyManager;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The key of a server whose connector belongs to the application: {@code CERTIFICATES.pem KEY.pem}, followed. */
final class OwnKey {

    private OwnKey() {}

    static RotatingKeyManager of(String[] arguments) throws IOException {
        InstantSource clock = InstantSource.system();
        RotatingKey key = RotatingKey.named("the key of the server")
                .keys(Path.of(arguments[0]))
                .key(Path.of(arguments[1]))
                .read(clock.instant());
        Follower follower =
                new Follower(clock, event -> System.out.println("EVENT " + event.code() + ' ' + event.message()));
        follower.follow(key);
        follower.start();
        return key.keyManager();
    }

    static SSLContext tls(RotatingKeyManager key) throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {key}, new TrustManager[] {new AcceptAny()}, null);
        return tls;
    }
}
