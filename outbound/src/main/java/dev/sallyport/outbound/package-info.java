/** Calls other services over mutual TLS; keys and trust may change at any time: {@link dev.sallyport.outbound.OutboundTls}. */
@NullMarked
package dev.sallyport.outbound;

import org.jspecify.annotations.NullMarked;
