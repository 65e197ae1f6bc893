// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

/** When {@code getUserPrincipal} and its neighbours speak of the proven peer. */
public enum PrincipalMode {
    /** Where the container has no caller of its own. The default. */
    IF_ABSENT,
    /** Always. */
    REPLACE
}
