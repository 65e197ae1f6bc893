// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import dev.sallyport.RequireClientCert;

/** Annotated, but no servlet of the application itself. */
@RequireClientCert
public class Ancestor extends Reached {}
