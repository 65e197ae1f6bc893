// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is asked of a host; immutable. */
public final class FetchRequest {

    private static final String END = "\r\n";

    private final FetchUrl url;
    private final String fields;
    private final byte[] content;

    private FetchRequest(FetchUrl url, String fields, byte[] content) {
        this.url = url;
        this.fields = fields;
        this.content = content.clone();
    }

    /** Asks for what is there. */
    public static FetchRequest get(FetchUrl url, String accepted) {
        return new FetchRequest(url, "Accept: " + accepted + END, new byte[0]);
    }

    /** Sends something and asks for the answer. */
    public static FetchRequest post(FetchUrl url, String type, byte[] content, String accepted) {
        return new FetchRequest(
                url,
                "Accept: " + accepted + END + "Content-Type: " + type + END + "Content-Length: " + content.length + END,
                content);
    }

    /** Where it goes. */
    public FetchUrl url() {
        return url;
    }

    /** As it goes over the wire. */
    byte[] bytes() {
        String method = content.length == 0 ? "GET " : "POST ";
        byte[] lines = (method + url.target() + " HTTP/1.1" + END
                        + "Host: " + url.authority() + END
                        + "User-Agent: Sallyport" + END
                        + "Accept-Encoding: identity" + END
                        + "Connection: close" + END
                        + fields
                        + END)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(lines, lines.length + content.length);
        System.arraycopy(content, 0, all, lines.length, content.length);
        return all;
    }
}
