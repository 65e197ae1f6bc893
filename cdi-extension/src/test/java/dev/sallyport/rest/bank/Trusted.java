// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.RequireClientCert;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Carries a requirement. */
@RequireClientCert
@Retention(RetentionPolicy.RUNTIME)
public @interface Trusted {}
