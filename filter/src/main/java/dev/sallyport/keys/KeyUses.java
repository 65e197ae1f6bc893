// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import dev.sallyport.keys.KeyCare.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which keys one application uses, seen beside those of all other applications in the same Java process. Safe for use by many
 * threads.
 *
 * <p>The applications of a container share no classes, but the system properties: there each one notes its uses, in properties
 * named after {@code dev.sallyport.key-uses}, with the pins of its keys and nothing else of them. Nothing is left there when it
 * is closed, or if it was never {@link #publish() published}.
 */
public final class KeyUses implements AutoCloseable {

    private static final String PREFIX = "dev.sallyport.key-uses.";

    private final String property = PREFIX + UUID.randomUUID();
    private final List<Use> own = new ArrayList<>();
    private boolean published;

    /** Knows no use yet; the others see each that is noted. */
    public KeyUses() {
        this(List.of(), true);
    }

    private KeyUses(List<Use> own, boolean published) {
        this.own.addAll(own);
        this.published = published;
    }

    /** Knows no use yet, and is not seen by the others until it is published: the application may never open. */
    public static KeyUses unpublished() {
        return new KeyUses(List.of(), false);
    }

    /** Another one with the same uses, not published, to see what would be said of more. */
    public synchronized KeyUses trial() {
        return new KeyUses(own, false);
    }

    /** From now on the others see them. */
    public synchronized void publish() {
        published = true;
        write();
    }

    /**
     * Notes that a key is used, in place of the one before for the same purpose.
     *
     * @param environment the named environment; empty if it has no name
     * @param purpose what for, such as {@code server}
     * @return what {@link KeyCare#shared} says of this key
     */
    public synchronized List<String> use(String environment, String purpose, KeyMaterial material) {
        Use use = new Use(line(environment), line(purpose), material.pin());
        own.removeIf(before -> before.environment().equals(use.environment())
                && before.purpose().equals(use.purpose()));
        own.add(use);
        if (published) {
            write();
        }
        return KeyCare.shared(Stream.concat(everywhere(), own.stream())
                .filter(each -> each.pin().equals(use.pin()))
                .toList());
    }

    private void write() {
        System.setProperty(
                property, String.join("\n", own.stream().flatMap(KeyUses::write).toList()));
    }

    /** Forgets the uses of this application; whatever it notes afterwards is not seen by the others. */
    @Override
    public synchronized void close() {
        own.clear();
        published = false;
        System.clearProperty(property);
    }

    private static Stream<Use> everywhere() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .flatMap(KeyUses::read);
    }

    private static Stream<String> write(Use use) {
        return Stream.of(use.environment(), use.purpose(), use.pin());
    }

    private static Stream<Use> read(String text) {
        String[] lines = text.split("\n", -1);
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i + 2 < lines.length; i += 3) {
            uses.add(new Use(lines[i], lines[i + 1], lines[i + 2]));
        }
        return uses.stream();
    }

    private static String line(String text) {
        return text.replaceAll("\\R", " ");
    }
}
