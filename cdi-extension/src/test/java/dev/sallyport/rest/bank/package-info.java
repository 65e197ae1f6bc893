/** A bank by Jakarta REST, as the documentation shows it and as attackers would like it. */
@NullMarked
package dev.sallyport.rest.bank;

import org.jspecify.annotations.NullMarked;
