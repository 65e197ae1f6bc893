// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpiffeIdFuzz {

    static Stream<Arguments> seeds() {
        return Stream.of(
                        "spiffe://prod.example/ns/billing/sa/ledger",
                        "spiffe://prod.example",
                        "spiffe://prod.example/",
                        "spiffe://prod.example/a/../b",
                        "SPIFFE://Prod.example/a",
                        "spiffe://prod.example:80/a?b#c",
                        "spiffe:prod.example",
                        "spiffe://a@b/%41")
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void an_id_has_one_spelling_and_means_to_be_one(@NotNull String text) {
        Optional<SpiffeId> id = SpiffeId.parse(text);
        assertThat(id.isPresent()).isEqualTo(isValid(text));
        if (id.isEmpty()) {
            return;
        }
        assertThat(SpiffeId.isMeant(text)).isTrue();
        String path = String.join("/", id.get().segments());
        assertThat("spiffe://" + id.get().trustDomain() + (path.isEmpty() ? "" : "/" + path))
                .isEqualTo(text);
        assertThat(URI.create(text).getAuthority()).isEqualTo(id.get().trustDomain());
        SpiffePattern itself = SpiffePattern.parse(text);
        assertThat(itself.matches(id.get())).isTrue();
        List<String> more = new ArrayList<>(id.get().segments());
        more.add("more");
        assertThat(itself.matches(new SpiffeId(id.get().trustDomain(), more))).isFalse();
        assertThat(SpiffePattern.parse("spiffe://" + id.get().trustDomain() + "/**")
                        .matches(id.get()))
                .isEqualTo(!id.get().segments().isEmpty());
    }

    /** The standard, character by character. */
    private static boolean isValid(String text) {
        if (!text.startsWith("spiffe://") || text.length() > 2048) {
            return false;
        }
        String rest = text.substring("spiffe://".length());
        int slash = rest.indexOf('/');
        String domain = slash < 0 ? rest : rest.substring(0, slash);
        if (domain.isEmpty()
                || domain.length() > 255
                || !consistsOf(domain, "abcdefghijklmnopqrstuvwxyz0123456789.-_")) {
            return false;
        }
        String segment = "";
        for (char character : slash < 0 ? new char[0] : (rest.substring(slash + 1) + '/').toCharArray()) {
            if (character != '/') {
                segment += character;
            } else if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            } else {
                segment = "";
            }
        }
        return slash < 0
                || consistsOf(
                        rest.substring(slash), "/ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");
    }

    private static boolean consistsOf(String text, String allowed) {
        return text.chars().allMatch(character -> allowed.indexOf(character) >= 0);
    }
}
