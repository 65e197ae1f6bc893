/**
 * The words of the product, values only; start here: {@link dev.sallyport.RequestFacts} go in, a
 * {@link dev.sallyport.Decision} comes out, a {@link dev.sallyport.Refusal} says why not.
 */
@NullMarked
package dev.sallyport;

import org.jspecify.annotations.NullMarked;
