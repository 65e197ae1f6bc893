// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

/**
 * One of a certificate's subject alternative names, as its bytes say it.
 *
 * @param type which kind of name it is
 * @param value the name: text as it was written for {@code DNS}, {@code EMAIL} and {@code URI}, an address literal for
 *     {@code IP}, RFC 2253 text for {@code DIRECTORY}, hexadecimal DER for {@code OTHER}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6">RFC 5280, section 4.2.1.6</a>
 */
public record AlternativeName(Type type, String value) {

    /** The kinds of GeneralName. */
    public enum Type {
        /** {@code dNSName}. */
        DNS,
        /** {@code rfc822Name}. */
        EMAIL,
        /** {@code uniformResourceIdentifier}. */
        URI,
        /** {@code iPAddress}. */
        IP,
        /** {@code directoryName}. */
        DIRECTORY,
        /** Any other kind. */
        OTHER
    }
}
