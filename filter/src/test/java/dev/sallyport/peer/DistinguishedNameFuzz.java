// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DistinguishedNameFuzz {

    static Stream<Arguments> seeds() {
        return Stream.of(
                        Seeds.subject(),
                        Asn1.name(),
                        Asn1.name(Asn1.rdn(Asn1.attribute(Asn1.COMMON_NAME, "billing"))),
                        Asn1.name(
                                Asn1.rdn(Asn1.attribute(Asn1.ORGANIZATION, "Acme")),
                                Asn1.rdn(Asn1.attribute(Asn1.COMMON_NAME, "a"), Asn1.attribute(Asn1.COMMON_NAME, "b"))))
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_name_says_the_same_to_us_and_to_the_jdk(byte[] bytes) {
        try {
            Der der = Der.read(bytes);
            DistinguishedName name = DistinguishedName.read(der);
            check(name);
            assertThat(DistinguishedName.read(der)).isEqualTo(name);
            compare(name, bytes);
        } catch (UnreadableException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void check(DistinguishedName name) {
        for (List<DistinguishedName.Attribute> rdn : name.rdns()) {
            assertThat(rdn).isNotEmpty();
            for (DistinguishedName.Attribute attribute : rdn) {
                assertThat(attribute.type()).matches("[0-2](\\.[0-9]+)+");
                assertThat(attribute.value().orElse("").chars()).noneMatch(Character::isISOControl);
            }
        }
    }

    private static void compare(DistinguishedName name, byte[] bytes) {
        try {
            structure(name, new X500Principal(bytes).getName());
        } catch (IllegalArgumentException e) {
            return; // the JDK refuses more
        }
        structure(name, name.text());
    }

    private static void structure(DistinguishedName name, String text) {
        try {
            LdapName parsed = new LdapName(text);
            assertThat(parsed.size()).isEqualTo(name.rdns().size());
            for (int i = 0; i < parsed.size(); i++) {
                assertThat(parsed.getRdn(i).size())
                        .isLessThanOrEqualTo(name.rdns().get(i).size());
            }
        } catch (InvalidNameException e) {
            throw new IllegalStateException("a name was written that the JDK cannot read: " + text, e);
        }
    }
}
