// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.Via;
import java.util.List;

/** A requirement as it is written, and where. */
record Wanted(String trust, String whereTrust, List<String> allow, String whereAllow, Via via, boolean reportOnly) {}
