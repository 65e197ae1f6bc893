// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Providers that can compute signatures, by their names. */
final class SignatureProviders {

    private static final String BOUNCY_CASTLE = "BC";
    private static final String CLASS = "org.bouncycastle.jce.provider.BouncyCastleProvider";

    private SignatureProviders() {}

    /** An installed one, or Bouncy Castle's on the class path, which is not installed by that. */
    static Provider named(String name) {
        return Optional.ofNullable(Security.getProvider(name))
                .or(() -> name.equals(BOUNCY_CASTLE) ? onClassPath() : Optional.empty())
                .filter(provider -> provider.getServices().stream()
                        .anyMatch(service -> service.getType().equals("Signature")))
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' (expected: the name of an installed security provider that has signatures, or "
                                + BOUNCY_CASTLE + " with Bouncy Castle on the class path)"));
    }

    /** On that of this library, or of the application where the library is shared. */
    private static Optional<Provider> onClassPath() {
        return Stream.of(
                        Optional.ofNullable(SignatureProviders.class.getClassLoader()),
                        Optional.ofNullable(Thread.currentThread().getContextClassLoader()))
                .flatMap(Optional::stream)
                .map(SignatureProviders::in)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    private static @Nullable Provider in(ClassLoader loader) {
        try {
            return Class.forName(CLASS, true, loader)
                    .asSubclass(Provider.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            return null;
        }
    }
}
