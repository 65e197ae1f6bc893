/** What is fetched over HTTP from hosts that an operator named, within bounds, and what is remembered of it. */
@NullMarked
package dev.sallyport.fetch;

import org.jspecify.annotations.NullMarked;
