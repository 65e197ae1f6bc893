// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Takes the bytes that are signed and keeps what is needed to verify their signature: their digest, or a few of them. */
interface SignedBytes {

    int MOST_HELD = 1024 * 1024;

    void add(byte[] bytes) throws UnreadableException;

    /** The digest, or all the bytes. */
    byte[] finished();

    /** For a signature with this algorithm. */
    static SignedBytes of(Der algorithm) throws UnreadableException {
        Optional<String> digest = DetachedSignature.digest(algorithm);
        return digest.isPresent() ? new Digested(digest(digest.get())) : new Held(new ByteArrayOutputStream());
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + name, e);
        }
    }

    /** The algorithm signs a digest. */
    record Digested(MessageDigest digest) implements SignedBytes {
        @Override
        public void add(byte[] bytes) {
            digest.update(bytes);
        }

        @Override
        public byte[] finished() {
            return digest.digest();
        }
    }

    /** The algorithm needs all bytes, after the key. */
    record Held(ByteArrayOutputStream held) implements SignedBytes {
        @Override
        public void add(byte[] bytes) throws UnreadableException {
            if (held.size() + bytes.length > MOST_HELD) {
                throw new UnreadableException("it has more than " + MOST_HELD
                        + " bytes and is signed neither with RSA and PKCS #1 nor with ECDSA");
            }
            held.writeBytes(bytes);
        }

        @Override
        public byte[] finished() {
            return held.toByteArray();
        }
    }
}
