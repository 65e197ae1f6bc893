// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

/**
 * Asks a responder about one certificate.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.1">RFC 6960, section 4.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9654#section-2.1">RFC 9654, section 2.1</a>
 */
final class OcspRequest {

    private static final int EXTENSIONS = 0xA2;
    private static final byte[] NONCE = {6, 9, 0x2B, 6, 1, 5, 5, 7, 0x30, 1, 2};

    private OcspRequest() {}

    /**
     * The request as DER.
     *
     * @param id what is asked about
     * @param nonce what no earlier answer can hold
     */
    static byte[] of(OcspId id, byte[] nonce) throws UnreadableException {
        byte[] extension =
                sequence(NONCE, DerWriter.element(Der.OCTET_STRING, DerWriter.element(Der.OCTET_STRING, nonce)));
        byte[] extensions = DerWriter.element(EXTENSIONS, sequence(extension));
        return sequence(sequence(sequence(sequence(id.encoded())), extensions));
    }

    private static byte[] sequence(byte[]... parts) throws UnreadableException {
        return DerWriter.element(Der.SEQUENCE, parts);
    }
}
