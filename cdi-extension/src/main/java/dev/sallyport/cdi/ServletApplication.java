// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import jakarta.servlet.ServletContext;

/**
 * Shows the extensions of this library the servlet context, once its initializers have run; nothing for applications. On
 * WildFly, Payara and GlassFish CDI starts before there is one, and tells only beans of it, not extensions.
 *
 * @param context that of the application
 */
public record ServletApplication(ServletContext context) {}
