// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.rest.bank.Account;
import dev.sallyport.rest.bank.Accounts;
import dev.sallyport.rest.bank.BankApplication;
import dev.sallyport.rest.bank.Ledgers;
import dev.sallyport.rest.bank.LedgersApi;
import dev.sallyport.rest.bank.Safe;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

class MutualTlsFilterTest {

    private static final Class<?>[] DOCUMENTED = {
        Account.class, Accounts.class, BankApplication.class, Ledgers.class, LedgersApi.class, Safe.class
    };
    private static final Config UNCONFIGURED = (Config) Proxy.newProxyInstance(
            MutualTlsFilterTest.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getOptionalValue", "getOptionalValues" -> Optional.empty();
                case "getPropertyNames", "getConfigSources" -> List.of();
                default -> throw new UnsupportedOperationException(method.getName());
            });
    private static final OASFilter GUARDED =
            new MutualTlsFilter(() -> Set.of(Accounts.class, Ledgers.class, Safe.class));

    @Test
    void guarded_operations_require_mutual_tls_and_others_do_not() throws IOException {
        OpenAPI document = document(GUARDED);

        assertThat(document.getComponents().getSecuritySchemes())
                .hasEntrySatisfying(
                        "mutualTLS", scheme -> assertThat(scheme.getType()).isEqualTo(SecurityScheme.Type.MUTUALTLS));
        assertThat(secured(document))
                .containsExactlyInAnyOrder(
                        "GET /bank/accounts",
                        "DELETE /bank/accounts",
                        "GET /bank/accounts/{number}",
                        "POST /bank/accounts/{number}",
                        "GET /bank/ledgers",
                        "GET /bank/safe/open",
                        "POST /bank/safe/colour");
    }

    @Test
    void what_an_operation_requires_already_is_required_beside_it() throws IOException {
        OASFilter tokens = new OASFilter() {
            @Override
            public void filterOpenAPI(OpenAPI before) {
                before.addSecurityRequirement(
                        OASFactory.createSecurityRequirement().addScheme("token", "read"));
                GUARDED.filterOpenAPI(before);
            }
        };

        OpenAPI document = document(tokens);

        assertThat(document.getPaths()
                        .getPathItem("/bank/safe/open")
                        .getGET()
                        .getSecurity()
                        .get(0)
                        .getSchemes())
                .isEqualTo(Map.of("token", List.of("read"), "mutualTLS", List.of()));
    }

    @Test
    void where_nothing_is_guarded_the_document_stays_as_it_is() throws IOException {
        OpenAPI document = document(new MutualTlsFilter(Set::of));

        assertThat(secured(document)).isEmpty();
        assertThat(document.getComponents() == null || document.getComponents().getSecuritySchemes() == null)
                .isTrue();
    }

    @Test
    void configuration_names_the_filter_below_whatever_else_does() {
        ConfigSource source = ServiceLoader.load(ConfigSource.class).stream()
                .filter(provider -> provider.type() == OpenApiDefaults.class)
                .findFirst()
                .orElseThrow()
                .get();

        assertThat(source.getValue("mp.openapi.filter")).isEqualTo(MutualTlsFilter.class.getName());
        assertThat(source.getValue("mp.openapi.scan.disable")).isNull();
        assertThat(source.getOrdinal()).isNegative();
    }

    private static OpenAPI document(OASFilter filter) throws IOException {
        return SmallRyeOpenAPI.builder()
                .withConfig(UNCONFIGURED)
                .withIndex(Index.of(DOCUMENTED))
                .enableStandardFilter(false)
                .addFilter(filter)
                .build()
                .model();
    }

    private static Set<String> secured(OpenAPI document) {
        Set<String> secured = new TreeSet<>();
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    if (operation.getSecurity() != null) {
                        secured.add(method + " " + path);
                    }
                }));
        return secured;
    }
}
