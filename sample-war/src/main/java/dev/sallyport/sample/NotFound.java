// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The page for whatever is not there. */
final class NotFound {

    private NotFound() {}

    static void answer(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        Page.write(response, "Not found", "<p class=\"lead\">There is nothing at this address.</p>\n");
    }
}
