// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.List;

/**
 * The names that a CA may or may not use: all that begin with the parts of a root.
 *
 * @param kind the kind of names
 * @param root the parts that all have
 * @param depth how many more they have
 * @see NameParts
 */
record Subtree(NameKind kind, List<String> root, Depth depth) {

    private enum Depth {
        /** None or more. */
        ANY,
        /** None. */
        NONE,
        /** Exactly one, which is a mailbox. */
        MAILBOX,
        /** One or more. */
        BELOW,
        /** Any number where it excludes, none where it permits: what the JDK finds nothing in, which an anchor may say too. */
        UNCLEAR
    }

    /** Reads a {@code GeneralSubtree}; a form that is unknown or malformed is refused with its certificate. */
    static Subtree read(Der subtree) throws UnreadableException {
        List<Der> parts = subtree.children(Der.SEQUENCE);
        if (parts.size() != 1) {
            throw new UnreadableException("its name constraints have a minimum or maximum");
        }
        Der base = parts.get(0);
        NameKind kind = NameKind.of(base);
        return switch (kind) {
            case DNS -> dns(NameParts.text(base));
            case EMAIL -> email(NameParts.text(base));
            case URI -> uri(NameParts.text(base));
            case IP -> address(base.content());
            case DIRECTORY -> new Subtree(kind, NameParts.directory(SubjectNames.onlyChild(base)), Depth.ANY);
            default -> new Subtree(kind, List.of(), Depth.ANY);
        };
    }

    private static Subtree dns(String text) throws UnreadableException {
        if (text.isEmpty()) {
            return new Subtree(NameKind.DNS, List.of(), Depth.ANY);
        }
        return text.startsWith(".")
                ? new Subtree(NameKind.DNS, NameParts.domain(text.substring(1)), Depth.BELOW)
                : new Subtree(NameKind.DNS, NameParts.domain(text), Depth.ANY);
    }

    private static Subtree email(String text) throws UnreadableException {
        if (text.indexOf('@') >= 0) {
            return new Subtree(NameKind.EMAIL, NameParts.email(text), Depth.NONE);
        }
        return text.startsWith(".")
                ? new Subtree(NameKind.EMAIL, NameParts.domain(text.substring(1)), Depth.BELOW)
                : new Subtree(NameKind.EMAIL, NameParts.domain(text), Depth.MAILBOX);
    }

    private static Subtree uri(String text) throws UnreadableException {
        return text.startsWith(".")
                ? new Subtree(NameKind.URI, NameParts.domain(text.substring(1)), Depth.BELOW)
                : new Subtree(NameKind.URI, NameParts.domain(text), Depth.NONE);
    }

    /** An address and a mask of as many bytes, ones before zeros; it is unclear what bits mean that the mask leaves out. */
    private static Subtree address(byte[] content) throws UnreadableException {
        int length = content.length / 2;
        byte[] address = java.util.Arrays.copyOfRange(content, 0, length);
        int prefix = 0;
        while (prefix < length * 8 && isSet(content, length * 8 + prefix)) {
            prefix++;
        }
        for (int bit = prefix; bit < length * 8; bit++) {
            if (isSet(content, length * 8 + bit)) {
                throw new UnreadableException("a mask in its name constraints is malformed");
            }
        }
        if (content.length % 2 != 0) {
            throw new UnreadableException("an address in its name constraints is malformed");
        }
        boolean clear = true;
        for (int bit = prefix; bit < length * 8; bit++) {
            clear &= !isSet(address, bit);
        }
        return new Subtree(NameKind.IP, NameParts.address(address, prefix), clear ? Depth.ANY : Depth.UNCLEAR);
    }

    private static boolean isSet(byte[] bytes, int bit) {
        return (bytes[bit / 8] & (0x80 >> (bit % 8))) != 0;
    }

    /** Whether a permitted name is within; a wildcard is only where all that it stands for are. */
    boolean contains(List<String> name) {
        return depth != Depth.UNCLEAR && isBelow(name);
    }

    private boolean isBelow(List<String> name) {
        int more = name.size() - root.size();
        return more >= 0 && fits(more) && name.subList(0, root.size()).equals(root);
    }

    /**
     * Whether an excluded name is within, or may be: a wildcard is where one that it stands for is, and few hosts tell
     * mailboxes apart by their case.
     */
    boolean touches(List<String> name) {
        boolean wildcard = kind == NameKind.DNS
                && name.size() == root.size()
                && name.get(name.size() - 1).equals("*");
        if (wildcard) {
            return name.subList(0, name.size() - 1).equals(root.subList(0, root.size() - 1));
        }
        if (kind == NameKind.EMAIL && depth == Depth.NONE) {
            return name.size() == root.size() && String.join(".", name).equalsIgnoreCase(String.join(".", root));
        }
        boolean itself = kind == NameKind.DNS && name.equals(root); // ".example" forbids "example" too
        return itself || isBelow(name);
    }

    private boolean fits(int more) {
        return switch (depth) {
            case ANY, UNCLEAR -> true;
            case NONE -> more == 0;
            case MAILBOX -> more == 1;
            case BELOW -> kind == NameKind.EMAIL ? more > 1 : more > 0;
        };
    }
}
