// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The certificates of a PEM file. */
final class PemFile {

    private static final String DASHES = "-----";
    private static final String BEGIN = "-----BEGIN ";

    private final String[] lines;
    private final List<X509Certificate> certificates = new ArrayList<>();

    private PemFile(String text) {
        this.lines = text.split("\r\n|\n|\r", -1);
    }

    static List<X509Certificate> read(byte[] content) throws IOException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (!text.contains(DASHES)) {
            throw new IOException("the file is neither PEM nor PKCS12 nor JKS");
        }
        return new PemFile(withoutByteOrderMark(text)).readAll();
    }

    private List<X509Certificate> readAll() throws IOException {
        for (int at = 0; at < lines.length; at++) {
            String line = lines[at].strip();
            if (line.startsWith(BEGIN) && line.endsWith(DASHES) && line.length() > BEGIN.length() + DASHES.length()) {
                at = readBlock(at, line.substring(BEGIN.length(), line.length() - DASHES.length()));
            } else if (line.contains(DASHES)) {
                throw new IOException("line " + (at + 1) + " is no beginning of a PEM block");
            }
        }
        if (certificates.isEmpty()) {
            throw new IOException("the PEM file holds no certificate");
        }
        return certificates;
    }

    /** Reads one block and returns where it ends. */
    private int readBlock(int begin, String label) throws IOException {
        if (label.endsWith("PRIVATE KEY")) {
            throw new IOException(
                    "line " + (begin + 1) + " begins a private key, which does not belong among trusted certificates");
        }
        if (!label.equals("CERTIFICATE") && !label.equals("X509 CERTIFICATE")) {
            throw new IOException("line " + (begin + 1) + " begins something else than a CERTIFICATE");
        }
        StringBuilder base64 = new StringBuilder();
        for (int at = begin + 1; at < lines.length; at++) {
            String line = lines[at].strip();
            if (line.equals("-----END " + label + DASHES)) {
                certificates.add(decode(base64.toString(), begin + 1));
                return at;
            }
            if (line.contains(DASHES)) {
                break;
            }
            base64.append(line);
        }
        throw new IOException("the certificate that begins in line " + (begin + 1) + " has no end");
    }

    private static X509Certificate decode(String base64, int line) throws IOException {
        try {
            return Certificates.parse(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new IOException("the certificate that begins in line " + line + " is no base64", e);
        } catch (IOException e) {
            throw new IOException("the certificate that begins in line " + line + " cannot be read", e);
        }
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
    }
}
