// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The sorted numbers against a set of them. */
class SerialNumbersPropertiesTest {

    @Property
    void the_numbers_that_were_added_are_found_and_no_others(
            @ForAll("numbers") List<BigInteger> added, @ForAll("numbers") List<BigInteger> others) {
        Set<BigInteger> expected = Set.copyOf(added);
        SerialNumbers numbers = numbers(added);

        for (BigInteger number : added) {
            assertThat(numbers.contains(number.toByteArray())).isTrue();
        }
        for (BigInteger number : others) {
            for (BigInteger near : List.of(number, number.add(BigInteger.ONE), number.shiftLeft(8), number.negate())) {
                assertThat(numbers.contains(near.toByteArray())).isEqualTo(expected.contains(near));
            }
        }
    }

    @Property
    void the_order_in_which_they_come_does_not_matter(@ForAll("numbers") List<BigInteger> added) {
        List<BigInteger> backwards = new ArrayList<>(added);
        Collections.reverse(backwards);

        assertThat(added).allMatch(number -> numbers(backwards).contains(number.toByteArray()));
        assertThat(numbers(added).size()).isEqualTo(added.size());
    }

    @Property
    void it_repeats_itself_if_one_was_added_twice(@ForAll("numbers") List<BigInteger> added) {
        assertThat(numbers(added).repeats()).isEqualTo(added.stream().distinct().count() < added.size());
    }

    /** Of few and of many bytes, and many that begin alike. */
    @Provide
    Arbitrary<List<BigInteger>> numbers() {
        BigInteger alike = BigInteger.ONE.shiftLeft(150);
        Arbitrary<BigInteger> small = Arbitraries.bigIntegers().between(BigInteger.ONE, BigInteger.valueOf(70_000));
        Arbitrary<BigInteger> large = Arbitraries.bigIntegers()
                .between(BigInteger.ONE, BigInteger.ONE.shiftLeft(159).subtract(BigInteger.ONE));
        return Arbitraries.oneOf(small, large, small.map(alike::add)).list().ofMaxSize(300);
    }

    private static SerialNumbers numbers(List<BigInteger> added) {
        SerialNumbers.Builder builder = new SerialNumbers.Builder();
        added.forEach(number -> builder.add(number.toByteArray()));
        return builder.build();
    }
}
