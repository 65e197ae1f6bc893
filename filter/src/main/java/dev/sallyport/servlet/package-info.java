/** The only package that sees {@code jakarta.*}: it fetches the facts and carries out the decision. */
@NullMarked
package dev.sallyport.servlet;

import org.jspecify.annotations.NullMarked;
