// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.peer.DerStream.Element;
import dev.sallyport.peer.TbsCertificate.Extension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * Reads one CRL from the beginning of its DER to the end. Of its entries nothing is held but the numbers: each is looked
 * at, goes into what was signed, and is forgotten.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5.1">RFC 5280, section 5.1</a>
 */
final class CrlReader {

    private static final long MOST_BYTES = 256L * 1024 * 1024;

    /** Version, algorithm, issuer, two times and extensions, and one more, to say what is wrong with it. */
    private static final int MOST_FIELDS = 7;

    private static final int MOST_OF_FIELD = 1024 * 1024;
    private static final int MOST_OF_ENTRY = 16 * 1024;
    private static final int EXTENSIONS = 0xA0;

    private final DerStream in;
    private final List<Der> fields = new ArrayList<>();
    private final SerialNumbers.Builder numbers = new SerialNumbers.Builder();

    private CrlReader(InputStream in) {
        this.in = new DerStream(in);
    }

    /** Reads the only one in a stream. */
    static Crl read(InputStream der) throws IOException, UnreadableException {
        try {
            return new CrlReader(der).read();
        } catch (IndexOutOfBoundsException e) {
            throw new UnreadableException("a part of it is missing", e);
        }
    }

    private Crl read() throws IOException, UnreadableException {
        Element whole = in.next(MOST_BYTES).expect(Der.SEQUENCE);
        Element signed = in.next(whole.length()).expect(Der.SEQUENCE);
        byte[] toBeSigned = readSigned(signed);
        long left = whole.length() - signed.size();
        Der algorithm = field(left);
        Der signature = field(left - algorithm.encoded().length).expect(Der.BIT_STRING);
        if (left != algorithm.encoded().length + signature.encoded().length) {
            throw new UnreadableException("something follows its signature");
        }
        in.requireEnd();
        return crl(algorithm, toBeSigned, signature.content());
    }

    /** Reads what is signed, and returns its digest, or all of it if the algorithm does not sign a digest. */
    private byte[] readSigned(Element signed) throws IOException, UnreadableException {
        ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        beginning.writeBytes(signed.header());
        long left = signed.length();
        while (left > 0) {
            Element next = in.next(left);
            left -= next.size();
            if (isListOfEntries(next)) {
                return readEntries(beginning.toByteArray(), next, left);
            }
            if (fields.size() == MOST_FIELDS) {
                throw new UnreadableException("it has more fields than a CRL has");
            }
            fields.add(in.whole(next, MOST_OF_FIELD));
            beginning.writeBytes(last().encoded());
        }
        SignedBytes whole = SignedBytes.of(algorithm());
        whole.add(beginning.toByteArray());
        return whole.finished();
    }

    private byte[] readEntries(byte[] beginning, Element list, long after) throws IOException, UnreadableException {
        if (list.length() == 0) {
            throw new UnreadableException("its list of entries is empty, where it must be absent");
        }
        SignedBytes signed = SignedBytes.of(algorithm());
        signed.add(beginning);
        signed.add(list.header());
        long left = list.length();
        while (left > 0) {
            Element next = in.next(left);
            left -= next.size();
            Der entry = in.whole(next, MOST_OF_ENTRY);
            readEntry(entry.children(Der.SEQUENCE));
            signed.add(entry.encoded());
        }
        if (after > 0) {
            fields.add(field(after).expect(EXTENSIONS));
            signed.add(last().encoded());
        }
        if (after > 0 && last().encoded().length != after) {
            throw new UnreadableException("something follows its extensions");
        }
        return signed.finished();
    }

    private void readEntry(List<Der> parts) throws UnreadableException {
        byte[] number = parts.get(0).expect(Der.INTEGER).content();
        boolean shortest = number.length == 1
                || (number.length > 1 && !(number[0] == 0 && number[1] >= 0) && !(number[0] == -1 && number[1] < 0));
        if (parts.size() > 3 || !shortest) {
            throw new UnreadableException("an entry of it is malformed");
        }
        DerTime.read(parts.get(1));
        if (parts.size() == 3) {
            if (version() == 1) {
                throw new UnreadableException("its entries have extensions, but it is of version 1");
            }
            CrlExtensions.checkEntry(parts.get(2));
        }
        numbers.add(number);
    }

    /** Entries are the sequence that follows a time. */
    private boolean isListOfEntries(Element next) {
        return next.tag() == Der.SEQUENCE && !fields.isEmpty() && DerTime.isTime(last());
    }

    private Der field(long most) throws IOException, UnreadableException {
        return in.whole(in.next(most), MOST_OF_FIELD);
    }

    private Der last() {
        return fields.get(fields.size() - 1);
    }

    /** One that has its version told is of version 2, which it must be to have extensions. */
    private int version() throws UnreadableException {
        if (fields.get(0).tag() != Der.INTEGER) {
            return 1;
        }
        byte[] number = fields.get(0).content();
        if (number.length != 1 || number[0] != 1) {
            throw new UnreadableException("it is of an unknown version");
        }
        return 2;
    }

    private Der algorithm() throws UnreadableException {
        return fields.get(version() - 1).expect(Der.SEQUENCE);
    }

    private Crl crl(Der algorithm, byte[] toBeSigned, byte[] signature) throws UnreadableException {
        if (!Arrays.equals(algorithm.encoded(), algorithm().encoded())) {
            throw new UnreadableException("the algorithm of its signature is told in two ways");
        }
        if (signature.length < 2 || signature[0] != 0) {
            throw new UnreadableException("its signature is malformed");
        }
        int at = version();
        X500Principal issuer = DistributionPointNames.principal(fields.get(at++));
        Instant thisUpdate = DerTime.read(fields.get(at++));
        boolean until = at < fields.size() && DerTime.isTime(fields.get(at));
        Optional<Instant> nextUpdate = until ? Optional.of(DerTime.read(fields.get(at++))) : Optional.empty();
        Map<String, Extension> extensions = at < fields.size() ? extensions(fields.get(at++)) : Map.of();
        if (at != fields.size()) {
            throw new UnreadableException("something in it stands where nothing belongs");
        }
        if (issuer.getName().isEmpty()
                || nextUpdate.filter(next -> next.isBefore(thisUpdate)).isPresent()) {
            throw new UnreadableException("it has no issuer, or its next update is before this one");
        }
        SerialNumbers listed = numbers.build();
        if (listed.repeats()) {
            throw new UnreadableException("a serial number stands on it twice");
        }
        return new Crl(
                issuer,
                thisUpdate,
                nextUpdate,
                scope(extensions, issuer),
                DetachedSignature.of(algorithm, toBeSigned, Arrays.copyOfRange(signature, 1, signature.length)),
                listed);
    }

    private Map<String, Extension> extensions(Der field) throws UnreadableException {
        List<Der> sequence = field.children(EXTENSIONS);
        if (sequence.size() != 1 || version() == 1) {
            throw new UnreadableException("its extensions are malformed, or it has some and is of version 1");
        }
        return CrlExtensions.read(sequence.get(0));
    }

    private static CrlScope scope(Map<String, Extension> extensions, X500Principal issuer) throws UnreadableException {
        Extension scope = extensions.get(CrlExtensions.ISSUING_DISTRIBUTION_POINT);
        return scope == null
                ? CrlScope.ALL
                : CrlScope.read(Der.read(scope.value().content()), issuer);
    }
}
