// SPDX-License-Identifier: Apache-2.0
/** What a trusted proxy says of the connection that ended at it. */
@NullMarked
package dev.sallyport.proxy;

import org.jspecify.annotations.NullMarked;
