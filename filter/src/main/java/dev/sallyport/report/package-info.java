/** Where events go. */
@NullMarked
package dev.sallyport.report;

import org.jspecify.annotations.NullMarked;
