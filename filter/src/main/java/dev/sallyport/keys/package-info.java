/** Trust anchors and certificates, as they are read from files: {@link dev.sallyport.keys.TrustSource}. */
@NullMarked
package dev.sallyport.keys;

import org.jspecify.annotations.NullMarked;
