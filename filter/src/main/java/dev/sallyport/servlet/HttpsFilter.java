// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

/**
 * Answers over HTTPS only: redirects GET and HEAD over plain HTTP, refuses everything else there, and refuses TLS below
 * the profile.
 *
 * <p>For web.xml, where the application excludes Sallyport's own front filter. Its init-params are the settings
 * {@code sallyport.https.…} without that beginning, and hold for the whole application.
 */
public final class HttpsFilter extends Door {

    /** Made by the container. */
    public HttpsFilter() {}
}
