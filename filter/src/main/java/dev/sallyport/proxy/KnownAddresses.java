// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.transport.Authority;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of an address by its text, found out once for those that were seen lately. Safe for use by many threads. */
final class KnownAddresses<T> {

    private static final int SLOTS = 256;
    private static final int LONGEST = 64;
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private final AtomicReferenceArray<@Nullable Known<T>> known = new AtomicReferenceArray<>(SLOTS);
    private final Function<byte[], T> unknown;

    private record Known<T>(String text, T value) {}

    /** Finds out by this; of what is no address it is asked with no bytes. */
    KnownAddresses(Function<byte[], T> unknown) {
        this.unknown = unknown;
    }

    T of(String text) {
        int slot = text.hashCode() & (SLOTS - 1);
        Known<T> last = known.get(slot);
        if (last != null && last.text().equals(text)) {
            return last.value();
        }
        T value = unknown.apply(bytes(text));
        if (text.length() <= LONGEST) {
            known.set(slot, new Known<>(text, value));
        }
        return value;
    }

    /** Whether both are one address, however it is written. */
    static boolean areSame(String one, String other) {
        return one.equals(other) || (bytes(one).length > 0 && Arrays.equals(bytes(one), bytes(other)));
    }

    /** The address without its zone or brackets, no bytes of what is none; nobody is asked for a name. */
    static byte[] bytes(String text) {
        String address = text.split("%", 2)[0].replaceAll("^\\[|]$", "");
        try {
            return address.length() <= LONGEST && isLiteral(address)
                    ? InetAddress.getByName(address).getAddress()
                    : new byte[0];
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }

    /** Exactly: for what only looks like one the JDK would ask a name server. */
    private static boolean isLiteral(String address) {
        return IPV4.matcher(address).matches() ? Authority.isHost(address) : Authority.isHost('[' + address + ']');
    }
}
