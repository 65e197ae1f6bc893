// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import jakarta.servlet.annotation.WebServlet;

/** A servlet whose guard comes from the class above it. */
@WebServlet(name = "heir", urlPatterns = "/heir")
public class Heir extends Ancestor {}
