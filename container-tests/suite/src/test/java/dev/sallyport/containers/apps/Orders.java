// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import dev.sallyport.RequireClientCert;
import jakarta.servlet.annotation.WebServlet;

/** Guarded by its annotation. */
@WebServlet(name = "orders", urlPatterns = "/orders", asyncSupported = true)
@RequireClientCert
public class Orders extends Reached {}
