// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakePathTest {

    @ParameterizedTest(name = "{1} for {0}: {2}")
    @CsvSource({
        "/prices/{product}, /prices/tea,         true",
        "/prices/{product}, /prices/tea/cup,     true", // a container may take more than one segment
        "/prices/{product}, /prices,             true",
        "/prices/{product}, /PRICES/tea,         true", // or any case of letters
        "/prices/{product}, /prices//tea,        true", // or many slashes for one
        "/prices/{product}, /news/../prices/tea, true",
        "/prices/{product}, /news;x/prices/tea,  true",
        "/prices/{product}, /%2570rices/tea,     true", // or decode twice
        "/prices/{product}, \\prices\\tea,       true",
        "/prices/{product}, /news,               false",
        "/prices/{product}, /pricesandmore,      false",
        "/prices/{product}, /news/prices/tea,    false",
        "prices,            /prices,             true", // without its slash
        "prices,            /prices/,            true",
        "prices,            /price,              false",
        "/a/b{c}/d,         /a/anything,         true", // only whole segments before the variable count
        "/a/b{c}/d,         /b,                  false",
        "/{all},            /anything,           true",
        "/,                 /anything,           true",
        "/,                 '',                  true"
    })
    void a_path_may_lead_to_an_endpoint(String template, String path, boolean may) {
        assertThat(HandshakePath.of(template).mayBe(path)).isEqualTo(may);
    }
}
