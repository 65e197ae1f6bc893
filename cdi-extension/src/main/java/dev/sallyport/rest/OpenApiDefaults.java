// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Names {@link MutualTlsFilter} as the filter of OpenAPI documents, below whatever else an application configures. */
public final class OpenApiDefaults implements ConfigSource {

    private static final String FILTER = "mp.openapi.filter";
    private static final int BELOW_EVERYTHING = -1_000;

    /** Made by the implementation of MicroProfile Config. */
    public OpenApiDefaults() {}

    @Override
    public Set<String> getPropertyNames() {
        return Set.of(FILTER);
    }

    @Override
    public int getOrdinal() {
        return BELOW_EVERYTHING;
    }

    @Override
    public @Nullable String getValue(String name) {
        return name.equals(FILTER) ? MutualTlsFilter.class.getName() : null;
    }

    @Override
    public String getName() {
        return "Sallyport";
    }
}
