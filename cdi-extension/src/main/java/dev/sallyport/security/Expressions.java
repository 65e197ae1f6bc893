// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import jakarta.el.ELException;
import jakarta.el.ELProcessor;
import jakarta.enterprise.inject.spi.BeanManager;
import org.jspecify.annotations.Nullable;

/** Jakarta Expression Language, with all named beans; loaded only where an expression stands. */
final class Expressions {

    private final ELProcessor processor = new ELProcessor();

    Expressions(BeanManager beans) {
        processor.getELManager().addELResolver(beans.getELResolver());
    }

    /** Whether the whole text is an expression. */
    static boolean isOne(String text) {
        return (text.startsWith("${") || text.startsWith("#{")) && text.endsWith("}");
    }

    /**
     * What the expression gives, by itself or between its braces.
     *
     * @throws IllegalArgumentException if it gives nothing
     */
    Object evaluate(String text) {
        String inner = isOne(text) ? text.substring(2, text.length() - 1) : text;
        @Nullable Object value;
        try {
            value = processor.eval(inner);
        } catch (ELException e) {
            throw new IllegalArgumentException("'" + text + "' cannot be evaluated: " + e.getMessage(), e);
        }
        if (value == null) {
            throw new IllegalArgumentException("'" + text + "' gives nothing (expected: a value, as of a named bean)");
        }
        return value;
    }
}
