// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.Event;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings as somebody wrote them, and the files beside them. */
final class Given {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final Map<String, String> contextParams = new HashMap<>();
    private final List<Source> others = new ArrayList<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private String contextPath = "";

    static Given nothing() {
        return new Given();
    }

    static Given contextParam(String key, String value) {
        return nothing().and(key, value);
    }

    Given and(String key, String value) {
        contextParams.put("sallyport." + key, value);
        return this;
    }

    Given source(Source source) {
        others.add(source);
        return this;
    }

    Given environment(String variable, String value) {
        return source(Source.environment(Map.of(variable, value)));
    }

    Given file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Given file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    Given at(String path) {
        contextPath = path;
        return this;
    }

    Settings settings() {
        List<Source> sources = new ArrayList<>(others);
        sources.add(Source.contextParams(contextParams));
        FileAccess access = path -> {
            byte[] content = files.get(path);
            if (content == null) {
                throw new NoSuchFileException(path);
            }
            return new ByteArrayInputStream(content);
        };
        return Settings.read(sources, contextPath, access, InstantSource.fixed(NOW), events::add);
    }

    Configured configured() {
        return settings().configured();
    }

    List<String> problems() {
        return problems(settings());
    }

    static List<String> problems(Settings settings) {
        SettingsException wrong = catchThrowableOfType(SettingsException.class, settings::configured);
        return wrong == null ? List.of() : wrong.problems();
    }
}
