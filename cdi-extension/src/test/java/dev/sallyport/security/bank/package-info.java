/** An application that Jakarta Security protects, as a user would write it. */
@NullMarked
package dev.sallyport.security.bank;

import org.jspecify.annotations.NullMarked;
