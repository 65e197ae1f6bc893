/** Who may call: {@link dev.sallyport.peer.ClientTrust} asks, {@link dev.sallyport.Refusal} says why not. */
@NullMarked
package dev.sallyport.peer;

import org.jspecify.annotations.NullMarked;
