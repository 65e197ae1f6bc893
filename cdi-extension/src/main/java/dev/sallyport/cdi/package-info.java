/** The peer in CDI: injected, and guarding beans; {@link dev.sallyport.cdi.SallyportExtension} sets both up. */
@NullMarked
package dev.sallyport.cdi;

import org.jspecify.annotations.NullMarked;
