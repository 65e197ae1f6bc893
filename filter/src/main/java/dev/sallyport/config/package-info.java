/** From text to a {@link dev.sallyport.gate.Policy}, every problem at once. */
@NullMarked
package dev.sallyport.config;

import org.jspecify.annotations.NullMarked;
