// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The blocks of a PEM file; text around them is skipped, as RFC 7468 allows, but what is half a block is refused. */
final class PemBlocks {

    private static final String DASHES = "-----";
    private static final String BEGIN = "-----BEGIN ";

    /** Refuses labels that the reader does not expect, before their content is looked at. */
    @FunctionalInterface
    interface Labels {
        void check(String label, int line) throws IOException;
    }

    /** One block. Not a record: it may be a private key, which nothing must print. */
    static final class Block {
        private final String label;
        private final int line;
        private final String base64;

        private Block(String label, int line, String base64) {
            this.label = label;
            this.line = line;
            this.base64 = base64;
        }

        String label() {
            return label;
        }

        /** What it is and where, for people. */
        String what() {
            return PemBlocks.what(label, line);
        }

        byte[] der() throws IOException {
            if (base64.contains("ENCRYPTED")) {
                throw new IOException(what() + " is encrypted in OpenSSL's old form"
                        + " (expected: PKCS #8, as openssl pkcs8 -topk8 writes it)");
            }
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException withPartOfIt) {
                throw new IOException(what() + " is no base64");
            }
        }
    }

    private final String[] lines;
    private final Labels expected;
    private final List<Block> blocks = new ArrayList<>();

    private PemBlocks(String text, Labels expected) {
        this.lines = text.split("\r\n|\n|\r", -1);
        this.expected = expected;
    }

    static List<Block> read(byte[] content, Labels expected) throws IOException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (!text.contains(DASHES)) {
            throw new IOException("the file is neither PEM nor PKCS12 nor JKS");
        }
        return new PemBlocks(withoutByteOrderMark(text), expected).readAll();
    }

    private List<Block> readAll() throws IOException {
        for (int at = 0; at < lines.length; at++) {
            String line = lines[at].strip();
            if (line.startsWith(BEGIN) && line.endsWith(DASHES) && line.length() > BEGIN.length() + DASHES.length()) {
                at = readBlock(at, line.substring(BEGIN.length(), line.length() - DASHES.length()));
            } else if (line.contains(DASHES)) {
                throw new IOException("line " + (at + 1) + " is no beginning of a PEM block");
            }
        }
        return blocks;
    }

    /** Reads one block and returns where it ends. */
    private int readBlock(int begin, String label) throws IOException {
        expected.check(label, begin + 1);
        StringBuilder base64 = new StringBuilder();
        for (int at = begin + 1; at < lines.length; at++) {
            String line = lines[at].strip();
            if (line.equals("-----END " + label + DASHES)) {
                blocks.add(new Block(label, begin + 1, base64.toString()));
                return at;
            }
            if (line.contains(DASHES)) {
                break;
            }
            base64.append(line);
        }
        throw new IOException(what(label, begin + 1) + " has no end");
    }

    private static String what(String label, int line) {
        String noun =
                label.endsWith("CERTIFICATE") ? "certificate" : label.endsWith("PRIVATE KEY") ? "private key" : "block";
        return "the " + noun + " that begins in line " + line;
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
    }
}
