// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What a mechanism is that only ours shall ask. */
@Qualifier @Retention(RetentionPolicy.RUNTIME)
@interface OtherMechanism {

    /** The qualifier as a value. */
    final class Literal extends AnnotationLiteral<OtherMechanism> implements OtherMechanism {

        static final Literal INSTANCE = new Literal();

        private Literal() {}
    }
}
