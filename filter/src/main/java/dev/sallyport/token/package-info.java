/** Whether an access token is bound to the caller who presents it. */
@NullMarked
package dev.sallyport.token;

import org.jspecify.annotations.NullMarked;
