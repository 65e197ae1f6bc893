/** The peer in CDI: injected, and guarding beans. */
@NullMarked
package dev.sallyport.cdi;

import org.jspecify.annotations.NullMarked;
