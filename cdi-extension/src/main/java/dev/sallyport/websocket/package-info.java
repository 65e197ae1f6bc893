/** The peer of a WebSocket session: start with {@link dev.sallyport.websocket.PeerSession}. Needs the WebSocket API, but no CDI. */
@NullMarked
package dev.sallyport.websocket;

import org.jspecify.annotations.NullMarked;
