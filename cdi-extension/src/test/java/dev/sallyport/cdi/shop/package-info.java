/** A small application, as its own class loader sees it: what is in {@code docs/cdi.md} stands here. */
@NullMarked
package dev.sallyport.cdi.shop;

import org.jspecify.annotations.NullMarked;
