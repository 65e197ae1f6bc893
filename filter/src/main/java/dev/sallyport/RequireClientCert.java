// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only callers in who proved themselves with a client certificate.
 *
 * <p>On a servlet class, whoever reaches the servlet is checked first, whichever way the request came: by URL, named
 * dispatch, forward, include, async or error dispatch. On a class or method of a CDI bean, whoever calls it through its
 * proxy is checked (needs {@code sallyport-cdi}). On a WebSocket endpoint, a class with {@code @ServerEndpoint}, whoever
 * opens a session is checked at the handshake. It counts for subclasses. Where nothing can guard the annotated class,
 * the application does not start.
 *
 * <p>A refused caller gets 403 and a problem document with the code of the {@link Refusal}. Several requirements on one
 * request must all be met; nothing outside the annotation takes one away.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequireClientCert {

    /** The name of a trust if none is given. */
    String DEFAULT_TRUST = "default";

    /** The trust that must prove the caller: the {@code NAME} of the settings {@code sallyport.trust.NAME.…}. */
    String trust() default DEFAULT_TRUST;

    /**
     * Rules, one of which the caller must match, such as {@code spiffe://prod.example/ns/billing/*}; without rules,
     * everybody whom the trust proves may call. A rule that cannot be read stops the deployment.
     */
    String[] allow() default {};

    /** By which ways the certificate may come: over a connection of the caller's own, through a trusted proxy, or by both. */
    Via via() default Via.ANY;
}
