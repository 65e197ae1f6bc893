// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import dev.sallyport.RequireClientCert;

/** No bean, for it has no scope: nothing guards it. */
@RequireClientCert
public class Forgotten {}
