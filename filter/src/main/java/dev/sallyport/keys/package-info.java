/** Trust anchors and certificates, as they are read from files. */
@NullMarked
package dev.sallyport.keys;

import org.jspecify.annotations.NullMarked;
