// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every name of a certificate that a CA above it may have limited: the subject, its alternative names, and where there is
 * no alternative e-mail address, those in the subject.
 *
 * @param byKind the names as DER
 * @param hasSubject whether the subject is one of them
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10">RFC 5280, section 4.2.1.10</a>
 */
record SubjectNames(Map<NameKind, List<Der>> byKind, boolean hasSubject) {

    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String EMAIL_ADDRESS = "1.2.840.113549.1.9.1";

    static SubjectNames read(TbsCertificate certificate) throws UnreadableException {
        Map<NameKind, List<Der>> names = new EnumMap<>(NameKind.class);
        Optional<Der> alternatives = certificate.extension(SUBJECT_ALTERNATIVE_NAME);
        if (alternatives.isPresent()) {
            for (Der name : alternatives.get().children(Der.SEQUENCE)) {
                NameKind kind = NameKind.of(name);
                add(names, kind, kind == NameKind.DIRECTORY ? onlyChild(name) : name);
            }
        }
        List<Der> rdns = certificate.subject().children(Der.SEQUENCE);
        if (!rdns.isEmpty()) {
            add(names, NameKind.DIRECTORY, certificate.subject());
        }
        if (!names.containsKey(NameKind.EMAIL)) {
            addEmails(names, rdns);
        }
        return new SubjectNames(names, !rdns.isEmpty());
    }

    List<Der> of(NameKind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    /** How many alternative names of a kind there are; the subject is none. */
    int alternatives(NameKind kind) {
        return of(kind).size() - (kind == NameKind.DIRECTORY && hasSubject ? 1 : 0);
    }

    private static void addEmails(Map<NameKind, List<Der>> names, List<Der> rdns) throws UnreadableException {
        for (Der rdn : rdns) {
            for (Der attribute : rdn.children(Der.SET)) {
                List<Der> typeAndValue = attribute.children(Der.SEQUENCE);
                if (typeAndValue.size() == 2
                        && typeAndValue.get(0).objectIdentifier().equals(EMAIL_ADDRESS)) {
                    add(names, NameKind.EMAIL, typeAndValue.get(1));
                }
            }
        }
    }

    private static void add(Map<NameKind, List<Der>> names, NameKind kind, Der name) {
        names.computeIfAbsent(kind, any -> new ArrayList<>()).add(name);
    }

    /** A directory name is tagged explicitly, for it is a choice. */
    static Der onlyChild(Der name) throws UnreadableException {
        List<Der> content = name.children(name.tag());
        if (content.size() != 1) {
            throw new UnreadableException("a directory name in it is malformed");
        }
        return content.get(0);
    }
}
