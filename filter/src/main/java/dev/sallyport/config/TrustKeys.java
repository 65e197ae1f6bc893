// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

/**
 * Where the settings of one trust stand.
 *
 * @param group {@code trust} for who calls, {@code outbound} for who is called
 * @param name its name
 */
record TrustKeys(String group, String name) {

    private static final String CALLERS = "trust";

    static TrustKeys ofCallers(String name) {
        return new TrustKeys(CALLERS, name);
    }

    static TrustKeys ofServers(String name) {
        return new TrustKeys("outbound", name);
    }

    /** The key of a setting {@code trust.NAME.…} in this group. */
    String key(Setting setting) {
        return group + setting.key(name).substring(CALLERS.length());
    }

    /** What it is, for people. */
    String label() {
        return group.equals(CALLERS) ? "the trust " + name : group + ' ' + name;
    }
}
