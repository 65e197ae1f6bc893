// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.peer.TbsCertificate.Extension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an OCSP response from its bytes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.2.1">RFC 6960, section 4.2.1</a>
 */
final class OcspReader {

    static final int MOST_BYTES = 64 * 1024;

    private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";
    private static final int EXPLICIT_0 = 0xA0;
    private static final int EXPLICIT_1 = 0xA1;
    private static final List<String> STATUS = List.of(
            "successful",
            "malformedRequest",
            "internalError",
            "tryLater",
            "an unknown one",
            "sigRequired",
            "unauthorized");

    private OcspReader() {}

    static OcspResponse read(byte[] response) throws UnreadableException {
        if (response.length > MOST_BYTES) {
            throw new UnreadableException("it has more than " + MOST_BYTES + " bytes");
        }
        try {
            return basic(Der.read(response).children(Der.SEQUENCE));
        } catch (IndexOutOfBoundsException e) {
            throw new UnreadableException("a part of it is missing", e);
        }
    }

    private static OcspResponse basic(List<Der> response) throws UnreadableException {
        byte[] status = response.get(0).expect(Der.ENUMERATED).content();
        if (status.length != 1 || status[0] != 0) {
            boolean known = status.length == 1 && status[0] > 0 && status[0] < STATUS.size();
            throw new UnreadableException("its status is " + STATUS.get(known ? status[0] : 4));
        }
        List<Der> typed = response.get(1).only(EXPLICIT_0).children(Der.SEQUENCE);
        if (response.size() != 2
                || typed.size() != 2
                || !typed.get(0).objectIdentifier().equals(BASIC)) {
            throw new UnreadableException("it is not of the basic type");
        }
        List<Der> parts =
                Der.read(typed.get(1).expect(Der.OCTET_STRING).content()).children(Der.SEQUENCE);
        Der data = parts.get(0);
        byte[] signature = parts.get(2).expect(Der.BIT_STRING).content();
        if (signature.length < 2 || signature[0] != 0) {
            throw new UnreadableException("its signature is malformed");
        }
        SignedBytes signed = SignedBytes.of(parts.get(1));
        signed.add(data.encoded());
        byte[] value = Arrays.copyOfRange(signature, 1, signature.length);
        return data(
                data.children(Der.SEQUENCE),
                DetachedSignature.of(parts.get(1), signed.finished(), value),
                certificates(parts.subList(3, parts.size())));
    }

    private static List<Der> certificates(List<Der> rest) throws UnreadableException {
        if (rest.isEmpty()) {
            return List.of();
        }
        if (rest.size() > 1) {
            throw new UnreadableException("something follows its certificates");
        }
        return rest.get(0).only(EXPLICIT_0).children(Der.SEQUENCE);
    }

    private static OcspResponse data(List<Der> fields, DetachedSignature signature, List<Der> certificates)
            throws UnreadableException {
        int at = fields.get(0).tag() == EXPLICIT_0 ? 1 : 0;
        if (at == 1) {
            requireVersion1(fields.get(0));
        }
        Der responder = fields.get(at++);
        if (responder.tag() != OcspResponse.BY_NAME && responder.tag() != OcspResponse.BY_KEY) {
            throw new UnreadableException("it says of no responder");
        }
        Instant producedAt = DerTime.readGeneralized(fields.get(at++));
        List<OcspEntry> entries = new ArrayList<>();
        for (Der entry : fields.get(at++).children(Der.SEQUENCE)) {
            entries.add(OcspEntry.read(entry));
        }
        Optional<Der> nonce = at < fields.size() ? nonce(fields.get(at++)) : Optional.empty();
        if (at != fields.size()) {
            throw new UnreadableException("something in it stands where nothing belongs");
        }
        return new OcspResponse(responder, producedAt, entries, nonce, signature, certificates);
    }

    /** Some say it although DER forbids that: it is the default. */
    private static void requireVersion1(Der field) throws UnreadableException {
        byte[] version = field.only(EXPLICIT_0).expect(Der.INTEGER).content();
        if (version.length != 1 || version[0] != 0) {
            throw new UnreadableException("it is of an unknown version");
        }
    }

    private static Optional<Der> nonce(Der field) throws UnreadableException {
        Map<String, Extension> extensions = Extensions.read(field.only(EXPLICIT_1));
        Extensions.requireUnderstood(extensions, Set.of(NONCE));
        return Optional.ofNullable(extensions.get(NONCE)).map(Extension::value);
    }
}
