// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Way.ProxyVerdict;
import dev.sallyport.proxy.HeaderDialect.Part;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which headers a proxy writes, and how.
 *
 * @param leaf the one with the caller's own certificate
 * @param rest the one with the rest of the chain, where there is one
 * @param verdicts those with a verdict
 * @param unsaid what it means that a certificate comes without a verdict
 */
record Layout(Part leaf, Optional<Part> rest, Map<String, VerdictForm> verdicts, ProxyVerdict unsaid) {

    static Layout of(String header, CertificateForm form) {
        return new Layout(new Part(header, form, 1), Optional.empty(), Map.of(), ProxyVerdict.UNSAID);
    }

    /** The chain is within the same header. */
    Layout whole() {
        return new Layout(new Part(leaf.header(), leaf.form(), Certificates.MOST), rest, verdicts, unsaid);
    }

    Layout chain(String header, CertificateForm form) {
        return new Layout(leaf, Optional.of(new Part(header, form, Certificates.MOST)), verdicts, unsaid);
    }

    Layout verdict(String header, VerdictForm form) {
        Map<String, VerdictForm> more = new LinkedHashMap<>(verdicts);
        more.put(header, form);
        return new Layout(leaf, rest, more, unsaid);
    }

    /** It forwards no certificate that it has not verified. */
    Layout verified() {
        return new Layout(leaf, rest, verdicts, ProxyVerdict.VERIFIED);
    }

    Layout leafHeader(String header) {
        return new Layout(new Part(header, leaf.form(), leaf.most()), rest, verdicts, unsaid);
    }

    Layout chainHeader(String header) {
        return new Layout(leaf, rest.map(part -> new Part(header, part.form(), part.most())), verdicts, unsaid);
    }

    /** Renames the first header with a verdict; where a proxy has none, adds one. */
    Layout verdictHeader(String header) {
        Map<String, VerdictForm> renamed = new LinkedHashMap<>();
        verdicts.forEach((name, form) -> renamed.put(renamed.isEmpty() ? header : name, form));
        renamed.putIfAbsent(header, VerdictForm.ANY);
        return new Layout(leaf, rest, renamed, unsaid);
    }

    Dialect dialect() {
        return new HeaderDialect(leaf, rest, new Verdicts(verdicts, unsaid));
    }
}
