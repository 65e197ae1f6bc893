// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.AlternativeName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads the names of a subject alternative name extension from its own bytes: what the JDK reports may change with the
 * paths that it validated before.
 */
final class AlternativeNames {

    private AlternativeNames() {}

    static List<AlternativeName> read(Der extension) throws UnreadableException {
        List<AlternativeName> names = new ArrayList<>();
        for (Der name : extension.children(Der.SEQUENCE)) {
            names.add(name(name));
        }
        if (names.isEmpty()) {
            throw new UnreadableException("its alternative names are empty");
        }
        return List.copyOf(names);
    }

    private static AlternativeName name(Der name) throws UnreadableException {
        return switch (name.tag()) {
            case 0x81 -> new AlternativeName(AlternativeName.Type.EMAIL, printable(name));
            case 0x82 -> new AlternativeName(AlternativeName.Type.DNS, printable(name));
            case 0x86 -> new AlternativeName(AlternativeName.Type.URI, uri(printable(name)));
            case 0x87 -> new AlternativeName(AlternativeName.Type.IP, address(name.content()));
            case 0xA4 -> new AlternativeName(AlternativeName.Type.DIRECTORY, directory(name));
            case 0xA0, 0xA3, 0xA5, 0x88 ->
                new AlternativeName(AlternativeName.Type.OTHER, HexFormat.of().formatHex(name.encoded()));
            default -> throw new UnreadableException("an alternative name in it has an unknown tag");
        };
    }

    private static String uri(String text) throws UnreadableException {
        if (SpiffeId.isMeant(text) && SpiffeId.parse(text).isEmpty()) {
            throw new UnreadableException("a URI in it is a malformed SPIFFE ID");
        }
        return text;
    }

    private static String printable(Der name) throws UnreadableException {
        byte[] content = name.content();
        for (byte character : content) {
            if (character < 0x20 || character == 0x7F) {
                throw new UnreadableException("an alternative name in it is no printable ASCII");
            }
        }
        if (content.length == 0) {
            throw new UnreadableException("an alternative name in it is empty");
        }
        return new String(content, StandardCharsets.US_ASCII);
    }

    private static String address(byte[] content) throws UnreadableException {
        if (content.length != 4 && content.length != 16) {
            throw new UnreadableException("an IP address in it has " + content.length + " bytes");
        }
        return IpAddress.of(content).toString();
    }

    private static String directory(Der name) throws UnreadableException {
        List<Der> content = name.children(0xA4);
        if (content.size() != 1) {
            throw new UnreadableException("a directory name in it is malformed");
        }
        return DistinguishedName.read(content.get(0)).text();
    }
}
