// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

/**
 * An order of a partner's.
 *
 * @param number what it is called
 * @param goods what was ordered
 * @param cents the price in euro cents
 */
record Order(String number, String goods, int cents) {

    String toJson() {
        return "{\"number\":" + Json.text(number) + ",\"goods\":" + Json.text(goods) + ",\"cents\":" + cents + "}";
    }
}
