/**
 * Certificates and keys, as they are read from files, and read again when those change: {@link dev.sallyport.keys.TrustSource} for
 * what we believe, {@link dev.sallyport.keys.RotatingKey} for what we show.
 */
@NullMarked
package dev.sallyport.keys;

import org.jspecify.annotations.NullMarked;
