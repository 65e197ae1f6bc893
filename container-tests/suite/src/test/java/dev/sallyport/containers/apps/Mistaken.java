// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import dev.sallyport.RequireClientCert;
import jakarta.servlet.annotation.WebServlet;

/** Requires a trust that no setting defines. */
@WebServlet("/guarded")
@RequireClientCert(trust = "nobody-knows-it")
public class Mistaken extends Reached {}
