// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of names that can be limited, each with its tag in a {@code GeneralName}. */
enum NameKind {
    OTHER(0xA0),
    EMAIL(0x81),
    DNS(0x82),
    X400(0xA3),
    DIRECTORY(0xA4),
    EDI(0xA5),
    URI(0x86),
    IP(0x87),
    REGISTERED_ID(0x88);

    private final int tag;

    NameKind(int tag) {
        this.tag = tag;
    }

    static NameKind of(Der name) throws UnreadableException {
        Optional<NameKind> kind =
                Stream.of(values()).filter(each -> each.tag == name.tag()).findFirst();
        return kind.orElseThrow(() -> new UnreadableException("a name in it has an unknown tag"));
    }
}
