/** Where a request is decided: {@link dev.sallyport.gate.Gate} puts every policy to one request. */
@NullMarked
package dev.sallyport.gate;

import org.jspecify.annotations.NullMarked;
