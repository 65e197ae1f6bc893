// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import dev.sallyport.RequireClientCert;

/** Neither a servlet nor a bean: nothing guards it. */
@RequireClientCert
public class Forgotten {}
