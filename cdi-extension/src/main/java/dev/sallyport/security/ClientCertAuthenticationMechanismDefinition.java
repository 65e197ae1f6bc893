// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import dev.sallyport.RequireClientCert;
import dev.sallyport.Via;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the application an authentication mechanism of Jakarta Security by which callers log in with a client certificate.
 * It stands on one class of the application, which thereby is a bean; without it, there is no such mechanism.
 *
 * <p>Whoever the trust proves is the caller for the container too: {@code SecurityContext}, {@code isUserInRole},
 * {@code @RolesAllowed} and {@code @ServletSecurity} know him. The mechanism runs before all filters, and judges how a
 * request came as the front filter does. The certificate goes as a {@link ClientCertCredential} to the application's
 * identity stores; those that know it decide who the caller is, or refuse him. If none does, he is a
 * {@link ClientCertCallerPrincipal} in the roles that are given here and by the settings {@code sallyport.roles.NAME}.
 *
 * <p>A text may be an expression, such as <code>${config.trust}</code>; members that are no texts have a twin for one.
 * Deferred expressions, <code>#{…}</code>, are allowed: each is evaluated once, when the application starts. What cannot be
 * read or met then, or in this container, stops the deployment.
 */
@Stereotype
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ClientCertAuthenticationMechanismDefinition {

    /** The trust that must prove callers: the {@code NAME} of the settings {@code sallyport.trust.NAME.…}. */
    String trust() default RequireClientCert.DEFAULT_TRUST;

    /** Rules, one of which a caller must match; without rules, everybody whom the trust proves may log in. */
    String[] allow() default {};

    /** An expression that gives the rules, as one text or several; it takes the place of {@link #allow()}. */
    String allowExpression() default "";

    /** By which ways the certificate may come. */
    Via via() default Via.ANY;

    /** An expression that gives a {@link Via} or its name; it takes the place of {@link #via()}. */
    String viaExpression() default "";

    /**
     * Which part of the certificate is the name of the caller: {@code spiffe}, {@code uri}, {@code dns}, {@code email},
     * {@code cn}, {@code ip}, {@code subject} or {@code sha256}. A certificate that has none of that kind is refused
     * {@code no-name}, one that has several {@code ambiguous-name}. If this is empty, the caller is called what the trust
     * calls the peer.
     */
    String callerName() default "";

    /** Roles beside those of the settings {@code sallyport.roles.NAME}. */
    Role[] roles() default {};

    /** What becomes of callers without a certificate. */
    Combination combination() default Combination.CERTIFICATE_ONLY;

    /** An expression that gives a {@link Combination} or its name; it takes the place of {@link #combination()}. */
    String combinationExpression() default "";

    /** A role of callers. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({})
    @interface Role {

        /** The name of the role. */
        String value();

        /** Rules, one of which a caller must match to have the role; without rules, everybody who logs in has it. */
        String[] allow() default {};

        /** An expression that gives the rules, as one text or several; it takes the place of {@link #allow()}. */
        String allowExpression() default "";
    }

    /** The qualifier of the mechanism, for an application that chooses between several by itself. */
    @Qualifier @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.PARAMETER})
    @interface ClientCertAuthenticationMechanism {

        /** The qualifier as a value. */
        final class Literal extends AnnotationLiteral<ClientCertAuthenticationMechanism>
                implements ClientCertAuthenticationMechanism {

            /** The only one. */
            public static final Literal INSTANCE = new Literal();

            private Literal() {}
        }
    }
}
