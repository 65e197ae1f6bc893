// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.function.Predicate;

/** What a rule asks of one alternative name. */
interface ValuePattern extends Predicate<String> {

    /** Where it stands among many. */
    Place place();
}
