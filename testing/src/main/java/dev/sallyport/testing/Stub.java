// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Objects of the servlet API that can do a little. */
final class Stub {

    /** The answer to a call that is not expected: an exception that names the method. */
    static final Object UNKNOWN = new Object();

    private Stub() {}

    /** One call. */
    record Call(Method method, List<@Nullable Object> arguments) {
        String name() {
            return method.getName();
        }

        String text() {
            return String.valueOf(arguments.get(0));
        }
    }

    @SuppressWarnings("ReferenceEquality") // the one object that is no answer
    static <T> T of(Class<T> type, Function<Call, @Nullable Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            List<@Nullable Object> arguments = given == null ? List.of() : Arrays.asList(given);
            Object answer = answers.apply(new Call(method, arguments));
            if (answer == UNKNOWN) {
                throw new UnsupportedOperationException("a request of a test cannot do this: " + method);
            }
            return answer;
        }));
    }
}
