// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

/** Where an application's numbers are shown. */
public enum MetricsSystem {
    /** By Micrometer. */
    MICROMETER("io.micrometer.core.instrument.MeterRegistry", "io.micrometer:micrometer-core"),
    /** By OpenTelemetry. */
    OPENTELEMETRY("io.opentelemetry.api.OpenTelemetry", "io.opentelemetry:opentelemetry-api");

    private final String type;
    private final String library;

    MetricsSystem(String type, String library) {
        this.type = type;
        this.library = library;
    }

    /** The name of the class that the application's registry is of, also as an attribute of the servlet context. */
    public String type() {
        return type;
    }

    String library() {
        return library;
    }

    boolean isHere() {
        try {
            Class.forName(type, false, MetricsSystem.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError notHere) {
            return false;
        }
    }
}
