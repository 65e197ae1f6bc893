// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import dev.sallyport.cdi.SallyportExtension;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/**
 * Says in the OpenAPI document which operations require a client certificate: those of annotated resource methods, and all
 * below an annotated sub-resource locator. It is used unless {@code mp.openapi.filter} names another, which can call this
 * one.
 *
 * <p>The scheme {@value #SCHEME} is required beside what an operation requires already. A document of OpenAPI 3.0, as
 * MicroProfile OpenAPI 3 writes it, knows no such scheme: there the operations get the extension {@value #EXTENSION}.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0#security-scheme-object">OpenAPI 3.1, security scheme object</a>
 */
public final class MutualTlsFilter implements OASFilter {

    /** The name of the security scheme, which is of the type of that name. */
    public static final String SCHEME = "mutualTLS";

    /** Stands on operations where the document knows no such scheme. */
    public static final String EXTENSION = "x-mutualTLS";

    private final Supplier<Set<Class<?>>> resources;

    /** Made by the implementation of MicroProfile OpenAPI. */
    public MutualTlsFilter() {
        this(MutualTlsFilter::resources);
    }

    /** For these resources. */
    MutualTlsFilter(Supplier<Set<Class<?>>> resources) {
        this.resources = resources;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, PathItem> items = items(document);
        Map<String, Set<String>> documented = new HashMap<>();
        items.forEach((path, item) -> documented.put(path, methods(item).keySet()));
        List<Operation> guarded = resources.get().stream()
                .flatMap(resource -> new DocumentedResource(resource).guarded(documented).entrySet().stream())
                .flatMap(found -> found.getValue().stream().map(methods(items.get(found.getKey()))::get))
                .distinct()
                .toList();
        Optional<SecurityScheme.Type> type = Arrays.stream(SecurityScheme.Type.values())
                .filter(each -> each.name().equals("MUTUALTLS"))
                .findFirst();
        if (guarded.isEmpty()) {
            return;
        }
        if (type.isPresent()) {
            define(document, type.get());
            guarded.forEach(operation -> require(operation, document.getSecurity()));
        } else {
            guarded.forEach(operation -> operation.addExtension(EXTENSION, true));
        }
    }

    private static void define(OpenAPI document, SecurityScheme.Type type) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addSecurityScheme(SCHEME, OASFactory.createSecurityScheme().type(type));
    }

    /** Requirements are alternatives, and an operation's own take the place of the document's: ours is added to each. */
    private static void require(Operation operation, @Nullable List<SecurityRequirement> everywhere) {
        List<SecurityRequirement> before = operation.getSecurity() == null ? everywhere : operation.getSecurity();
        List<SecurityRequirement> alternatives =
                before == null || before.isEmpty() ? List.of(OASFactory.createSecurityRequirement()) : before;
        operation.setSecurity(
                alternatives.stream().map(MutualTlsFilter::withScheme).collect(Collectors.toList()));
    }

    private static SecurityRequirement withScheme(SecurityRequirement before) {
        SecurityRequirement both = OASFactory.createSecurityRequirement();
        Map<String, List<String>> schemes = before.getSchemes();
        if (schemes != null) {
            schemes.forEach(both::addScheme);
        }
        return both.addScheme(SCHEME);
    }

    private static Map<String, PathItem> items(OpenAPI document) {
        Map<String, PathItem> items =
                document.getPaths() == null ? null : document.getPaths().getPathItems();
        return items == null ? Map.of() : items;
    }

    private static Map<String, Operation> methods(@Nullable PathItem item) {
        Map<String, Operation> methods = new HashMap<>();
        if (item != null && item.getOperations() != null) {
            item.getOperations().forEach((method, operation) -> methods.put(method.name(), operation));
        }
        return methods;
    }

    private static Set<Class<?>> resources() {
        try {
            return CDI.current()
                    .getBeanManager()
                    .getExtension(SallyportExtension.class)
                    .guardedResources();
        } catch (IllegalArgumentException | IllegalStateException noExtension) {
            return Set.of();
        }
    }
}
