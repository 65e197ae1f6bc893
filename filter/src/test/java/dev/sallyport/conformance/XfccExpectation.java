// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.json.JSONArray;
import org.json.JSONObject;

/** What a case says of the elements of an {@code X-Forwarded-Client-Cert} header; it need not say everything. */
record XfccExpectation(JSONObject json) {

    /** What the cases call the keys that have changed their name, or have none. */
    private static final Map<String, List<String>> KEYS =
            Map.of("sanuri", List.of("uri", "san"), "sandns", List.of("dns"));

    /** What was read, where it is not what is expected. */
    Optional<String> difference(List<List<Entry<String, String>>> elements, List<X509Certificate> certificates) {
        boolean right = json.optInt("element_count", elements.size()) == elements.size()
                && elementsAreRight(elements)
                && fieldsAreRight(elements)
                && subjectsAreRight(certificates);
        return right ? Optional.empty() : Optional.of(elements.toString());
    }

    private boolean elementsAreRight(List<List<Entry<String, String>>> elements) {
        if (json.isNull("elements")) {
            return true;
        }
        JSONArray read = new JSONArray();
        for (List<Entry<String, String>> element : elements) {
            JSONArray pairs = new JSONArray();
            element.forEach(pair -> pairs.put(new JSONArray(List.of(lower(pair.getKey()), pair.getValue()))));
            read.put(pairs);
        }
        JSONArray expected = new JSONArray();
        for (Object element : json.getJSONArray("elements")) {
            JSONArray pairs = new JSONArray();
            for (Object pair : (JSONArray) element) {
                JSONArray keyAndValue = (JSONArray) pair;
                pairs.put(new JSONArray(List.of(lower(keyAndValue.getString(0)), keyAndValue.getString(1))));
            }
            expected.put(pairs);
        }
        return read.similar(expected);
    }

    private boolean fieldsAreRight(List<List<Entry<String, String>>> elements) {
        JSONObject expected = json.optJSONObject("field_expectations", new JSONObject());
        return expected.keySet().stream().allMatch(index -> {
            JSONObject fields = expected.getJSONObject(index);
            List<Entry<String, String>> element = elements.get(Integer.parseInt(index));
            return fields.keySet().stream()
                    .allMatch(key -> values(element, key).equals(HeaderCases.strings(fields.getJSONArray(key))));
        });
    }

    private boolean subjectsAreRight(List<X509Certificate> certificates) {
        List<String> read = certificates.stream()
                .map(each -> each.getSubjectX500Principal().getName())
                .toList();
        return json.isNull("subjects") || read.equals(HeaderCases.strings(json.getJSONArray("subjects")));
    }

    private static List<String> values(List<Entry<String, String>> element, String key) {
        List<String> keys = KEYS.getOrDefault(lower(key), List.of(lower(key)));
        List<String> values = new ArrayList<>();
        element.stream()
                .filter(pair -> keys.contains(lower(pair.getKey())))
                .forEach(pair -> values.add(pair.getValue()));
        return values;
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
