// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import dev.sallyport.NameSource;
import dev.sallyport.RequireClientCert;
import dev.sallyport.Via;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evaluates the members of a definition; every problem is kept, with the member and its value. */
final class DefinitionReader {

    private final BeanManager beans;
    private final String where;
    private final List<String> problems = new ArrayList<>();
    private @Nullable Expressions expressions;

    DefinitionReader(BeanManager beans, String where) {
        this.beans = beans;
        this.where = where;
    }

    /** What is wrong. */
    List<String> problems() {
        return problems;
    }

    /** The definition, if there is no problem. */
    Optional<Definition> read(ClientCertAuthenticationMechanismDefinition written) {
        String trust = text("trust", written.trust());
        List<String> allow = texts("allow", written.allow(), written.allowExpression());
        Via via = constant("via", Via.class, written.via(), written.viaExpression());
        Combination combination =
                constant("combination", Combination.class, written.combination(), written.combinationExpression());
        Optional<NameSource> callerName = source(text("callerName", written.callerName()));
        List<Definition.Role> roles =
                Stream.of(written.roles()).map(role -> role(trust, role)).toList();
        return problems.isEmpty()
                ? Optional.of(new Definition(new Demand(trust, allow, via), callerName, roles, combination, where))
                : Optional.empty();
    }

    private Definition.Role role(String trust, ClientCertAuthenticationMechanismDefinition.Role written) {
        String name = text("roles", written.value());
        if (name.isBlank() || name.equals("*") || name.equals("**")) {
            problem("roles", "'" + name + "' (expected: the name of a role, neither * nor **)");
        }
        List<String> allow = texts("roles", written.allow(), written.allowExpression());
        return new Definition.Role(name, new Demand(trust, allow, Via.ANY));
    }

    private Optional<NameSource> source(String key) {
        Optional<NameSource> source = Stream.of(NameSource.values())
                .filter(each -> each.key().equals(key.strip()))
                .findFirst();
        if (source.isEmpty() && !key.isBlank()) {
            problem("callerName", "'" + key + "' (expected: " + choices(NameSource.values(), NameSource::key) + ')');
        }
        return source;
    }

    private String text(String member, String written) {
        return Expressions.isOne(written)
                ? one(member, written, String.class, RequireClientCert.DEFAULT_TRUST)
                : written;
    }

    /** Each may be an expression; or one expression gives all. */
    private List<String> texts(String member, String[] written, String expression) {
        if (expression.isEmpty()) {
            return Arrays.stream(written).map(each -> text(member, each)).toList();
        }
        List<String> texts =
                evaluate(member, expression).map(DefinitionReader::texts).orElse(List.of());
        if (texts.isEmpty()) { // no rules would let everybody in
            problem(member, "'" + expression + "' gives no rules (expected: a text or several)");
        }
        return texts;
    }

    private static List<String> texts(Object value) {
        Stream<?> values = value instanceof Collection<?> several
                ? several.stream()
                : value instanceof Object[] several ? Stream.of(several) : Stream.of(value);
        List<?> all = values.toList();
        return all.stream().allMatch(String.class::isInstance)
                ? all.stream().map(String.class::cast).toList()
                : List.of();
    }

    private <E extends Enum<E>> E constant(String member, Class<E> type, E written, String expression) {
        if (expression.isEmpty()) {
            return written;
        }
        Object value = evaluate(member, expression).orElse(written);
        Optional<E> constant = Stream.of(type.getEnumConstants())
                .filter(each -> each.equals(value)
                        || key(each).equals(String.valueOf(value).strip()))
                .findFirst();
        if (constant.isEmpty()) {
            problem(
                    member,
                    "'" + value + "' (expected: " + choices(type.getEnumConstants(), DefinitionReader::key) + ')');
        }
        return constant.orElse(written);
    }

    private <T> T one(String member, String expression, Class<T> type, T otherwise) {
        Optional<Object> value = evaluate(member, expression);
        if (value.filter(type::isInstance).isEmpty() && value.isPresent()) {
            problem(
                    member,
                    "'" + expression + "' gives a " + value.get().getClass().getName() + " (expected: a text)");
        }
        return value.filter(type::isInstance).map(type::cast).orElse(otherwise);
    }

    private Optional<Object> evaluate(String member, String expression) {
        try {
            Expressions known = expressions;
            if (known == null) {
                known = new Expressions(beans);
                expressions = known;
            }
            return Optional.of(known.evaluate(expression));
        } catch (NoClassDefFoundError | RuntimeException e) {
            problem(
                    member,
                    e instanceof IllegalArgumentException
                            ? String.valueOf(e.getMessage())
                            : "'" + expression + "' cannot be evaluated here: " + e
                                    + " (expected: Jakarta Expression Language in the container or the application)");
            return Optional.empty();
        }
    }

    private void problem(String member, String text) {
        problems.add(where + ": @ClientCertAuthenticationMechanismDefinition(" + member + "): " + text);
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> String choices(T[] values, Function<T, String> key) {
        return Arrays.stream(values).map(key).collect(Collectors.joining(", "));
    }
}
