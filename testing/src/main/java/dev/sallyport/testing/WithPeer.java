// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the test, or every test of the class, and what is to be done before each of them, within a request of this caller.
 *
 * <pre>{@code
 * @EnableWeld
 * class LedgerTest {
 *     @WeldSetup WeldInitiator weld = …;
 *     @Inject Ledger ledger;
 *
 *     @Test
 *     @WithPeer("spiffe://prod.example/ns/billing")
 *     void billing_may_book() { … }
 * }
 * }</pre>
 *
 * <p>The request goes through the real {@link dev.sallyport.servlet.SallyportFilter}, with a certificate that
 * {@link TestPeer#CA} has issued; so an injected {@code PeerIdentity} is that caller, and calls of beans with
 * {@code @RequireClientCert} are decided as in production: a caller whom no rule allows gets a
 * {@link dev.sallyport.RefusedException}. With CDI, {@code HttpServletRequest} can be injected too.
 *
 * <p>A method's annotation replaces that of its class; nested classes have that of the class around them. The request belongs to the thread of the test; another thread has
 * none, as in production.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(WithPeerExtension.class)
public @interface WithPeer {

    /** The caller's name: a SPIFFE ID, another URI, an e-mail address, a DNS name, or a common name. */
    String value();

    /** The trust that proves the caller; the beans under test must require the same one. */
    String trust() default "default";

    /** More settings of the application, as {@code roles.clerk=spiffe://prod.example/**}, without {@code sallyport.} */
    String[] settings() default {};
}
