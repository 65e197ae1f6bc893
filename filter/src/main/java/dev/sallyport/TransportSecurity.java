// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An application's own settings for its transport, on any one class of the WAR; every other source of settings
 * overrides them.
 *
 * <p>A member is the setting of the same name: {@code hstsMaxAge} is {@code sallyport.hsts.max-age}. The values are
 * written as there, and an empty one says nothing. A second annotated class in one application stops the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TransportSecurity {

    /** Whether GET and HEAD over plain HTTP are redirected ({@code true}) or refused ({@code false}). */
    String httpsRedirect() default "";

    /** The port to redirect to, such as {@code 8443}, or pairs such as {@code 80:443, 8080:8443}. */
    String httpsPort() default "";

    /** The hosts to redirect to; without any, every well-formed one. */
    String[] httpsAllowedHosts() default {};

    /** Paths that also answer over plain HTTP. */
    String[] httpsExempt() default {};

    /** How long browsers keep to HTTPS, such as {@code P365D}, or {@code off}. */
    String hstsMaxAge() default "";

    /** Whether browsers keep to HTTPS for the host's subdomains too. */
    String hstsIncludeSubDomains() default "";

    /** Whether browsers may build the host into their lists. */
    String hstsPreload() default "";

    /** The least that TLS must be: {@code modern}, {@code intermediate} or {@code off}. */
    String tlsProfile() default "";
}
