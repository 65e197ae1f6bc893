// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the Java process was started with.
 *
 * @param variables its environment
 * @param properties its system properties
 * @param arguments the options of its virtual machine
 */
record JavaProcess(Map<String, String> variables, Map<String, String> properties, List<String> arguments) {

    JavaProcess {
        variables = Map.copyOf(variables);
        properties = Map.copyOf(properties);
        arguments = List.copyOf(arguments);
    }

    /** This one, as it is now. */
    static JavaProcess current() {
        Map<String, String> properties = System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), name -> System.getProperty(name, "")));
        return new JavaProcess(
                System.getenv(),
                properties,
                ManagementFactory.getRuntimeMXBean().getInputArguments());
    }
}
