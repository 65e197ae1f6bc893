// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import dev.sallyport.Way.ProxyVerdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a proxy thinks of the certificate that it forwards.
 *
 * @param forms the headers in which it says so, and in which words
 * @param unsaid what it means where no header says anything
 */
record Verdicts(Map<String, VerdictForm> forms, ProxyVerdict unsaid) {

    Verdicts {
        forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
    }

    /** The worst that is said; a header that is absent says nothing. */
    ProxyVerdict read(Headers headers, boolean certificate) throws ForwardedException {
        List<ProxyVerdict> said = new ArrayList<>();
        for (Map.Entry<String, VerdictForm> form : forms.entrySet()) {
            String header = form.getKey();
            Optional<String> word = HeaderLines.single(headers, header, HeaderLines.WORDS);
            if (word.isPresent()) {
                Verdict verdict = form.getValue()
                        .read(word.get())
                        .orElseThrow(() -> ForwardedException.malformed(header, "it is no verdict of this proxy"));
                said.add(verdict.of(certificate, header));
            }
        }
        if (!certificate) {
            return ProxyVerdict.UNSAID;
        }
        if (said.contains(ProxyVerdict.FAILED)) {
            return ProxyVerdict.FAILED;
        }
        return said.contains(ProxyVerdict.VERIFIED) ? ProxyVerdict.VERIFIED : unsaid;
    }
}
