// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import dev.sallyport.RequireClientCert;
import jakarta.servlet.annotation.WebServlet;

/** A desk for peers only. */
@WebServlet(urlPatterns = "/guarded", asyncSupported = true)
@RequireClientCert
public class GuardedDesk extends Desk {}
