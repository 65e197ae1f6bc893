/** A supplier's small web application: orders for partners, reports, and a page that says who is calling. */
@NullMarked
package dev.sallyport.sample;

import org.jspecify.annotations.NullMarked;
