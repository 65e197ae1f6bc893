/** Leaving plain HTTP: where a request is sent instead, what browsers are told, which TLS is good enough. */
@NullMarked
package dev.sallyport.transport;

import org.jspecify.annotations.NullMarked;
