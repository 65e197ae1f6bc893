// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import dev.sallyport.RequireClientCert;

/** What requires a caller is only there to be extended. */
@RequireClientCert(trust = "partners")
public abstract class Cabinet {}
