// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.RequireClientCert;

/** What extends it requires this. */
@RequireClientCert
public class GuardedRoom {}
