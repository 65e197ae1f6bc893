// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

/** Inherits what it requires from an interface, through a bridge. */
public class Ledgers implements LedgersApi<String> {
    @Override
    public String read() {
        return "ledger";
    }
}
