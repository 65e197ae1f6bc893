// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

/**
 * Sends {@code Strict-Transport-Security} once on every response over HTTPS, and never over plain HTTP.
 *
 * <p>For web.xml, where the application excludes Sallyport's own front filter. Its init-params are the settings
 * {@code sallyport.hsts.…} without that beginning, and hold for the whole application.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6797#section-7.2">RFC 6797, section 7.2</a>
 */
public final class HstsFilter extends Door {

    /** Made by the container. */
    public HstsFilter() {}
}
