// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects what calls the servers of one name: an {@link javax.net.ssl.SSLContext}, a {@link java.net.http.HttpClient} or an
 * {@link OutboundTls}.
 *
 * <pre>{@code
 * @Inject @Outbound("billing") HttpClient billing;
 * }</pre>
 *
 * <p>The application does not start if the settings do not have the name. For {@code Instance.select}, some injection point must
 * bear the name too.
 */
@Qualifier @Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, PARAMETER, METHOD, TYPE})
public @interface Outbound {

    /** The name in the settings, as in {@code sallyport.outbound.billing.anchors}. */
    String value();

    /** Selects by a name that is not written in an annotation. */
    final class Literal extends AnnotationLiteral<Outbound> implements Outbound {

        private final String name;

        private Literal(String name) {
            this.name = name;
        }

        /** That name. */
        public static Literal of(String name) {
            return new Literal(name);
        }

        @Override
        public String value() {
            return name;
        }
    }
}
