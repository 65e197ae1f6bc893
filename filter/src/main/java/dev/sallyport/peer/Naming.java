// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.NameSource;
import dev.sallyport.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which name a proven peer has here, and whether the rules let him in.
 *
 * <p>The first rule that matches exactly one name gives it. A source chosen by setting goes before that, but where it has
 * several values, one that a rule matched decides.
 *
 * @param trust the name of the trust
 * @param chosen the source chosen by setting
 * @param needsRules whether nobody may call whom no rule allows, also where no rules are
 */
record Naming(String trust, Optional<NameSource> chosen, boolean needsRules) {

    /** Of thousands of rules a log line tells these. */
    private static final int RULES_TOLD = 10;

    Answer name(Names names, PeerRules allow) {
        Presented leaf = names.certificate();
        List<PeerName> matched = new ArrayList<>();
        boolean allowed = allow.rules().isEmpty() && !needsRules;
        for (PeerRule rule : allow.candidates(names)) {
            Optional<List<PeerName>> match = rule.match(names);
            allowed |= match.isPresent();
            match.filter(values -> values.size() == 1).ifPresent(matched::addAll);
        }
        if (!allowed) {
            return Answer.refused(notAllowed(leaf, allow.rules()));
        }
        return chosen.map(source -> chosen(source, leaf, names, matched))
                .orElseGet(() -> unchosen(leaf, names, matched));
    }

    private Refusal notAllowed(Presented leaf, List<PeerRule> rules) {
        List<String> told =
                rules.stream().limit(RULES_TOLD).map(PeerRule::toString).toList();
        return new Refusal.NotAllowed(leaf.label(), trust, told, rules.size() - told.size());
    }

    private static Answer chosen(NameSource source, Presented leaf, Names names, List<PeerName> matched) {
        Optional<PeerName> decided =
                matched.stream().filter(name -> name.source() == source).findFirst();
        List<String> values = names.values(source);
        if (decided.isPresent()) {
            return Answer.named(decided.get());
        }
        if (values.size() > 1) {
            return Answer.refused(new Refusal.AmbiguousName(leaf.label(), source, values));
        }
        return values.isEmpty()
                ? Answer.refused(new Refusal.NoName(leaf.label(), source.key()))
                : Answer.named(new PeerName(source, values.get(0)));
    }

    private static Answer unchosen(Presented leaf, Names names, List<PeerName> matched) {
        return matched.stream()
                .filter(name -> name.source() != NameSource.SHA256)
                .findFirst()
                .or(names::byDefault)
                .or(() -> matched.stream().findFirst())
                .map(Answer::named)
                .orElseGet(() -> Answer.refused(new Refusal.NoName(leaf.label(), defaultOrder())));
    }

    private static String defaultOrder() {
        return Names.DEFAULT_ORDER.stream().map(NameSource::key).collect(Collectors.joining(", "));
    }

    /** A name, or why there is none. */
    record Answer(Optional<PeerName> name, Optional<Refusal> refusal) {

        static Answer named(PeerName name) {
            return new Answer(Optional.of(name), Optional.empty());
        }

        static Answer refused(Refusal refusal) {
            return new Answer(Optional.empty(), Optional.of(refusal));
        }

        <R> R either(Function<PeerName, R> ifNamed, Function<Refusal, R> ifRefused) {
            return name.map(ifNamed).orElseGet(() -> ifRefused.apply(refusal.orElseThrow()));
        }
    }
}
