// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/** Which suite reads which file; a file of a feature that is not built is a row for each of its cases, not run. */
record Suites(Corpora corpora, Instant now) {

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String file : corpora.files()) {
            rows.addAll(corpora.has(file) ? rows(file) : List.of(Row.notRun(name(file), "(all)", "", "", "absent")));
        }
        return rows;
    }

    private List<Row> rows(String file) {
        String name = name(file);
        if (file.startsWith("paths/")) {
            return cases(file).stream()
                    .map(each -> new PathCase(name, each).row(now))
                    .toList();
        }
        if (file.startsWith("spiffe/svid")) {
            return cases(file).stream()
                    .map(each -> SpiffeCases.svid(name, each))
                    .toList();
        }
        if (file.startsWith("spiffe/")) {
            return cases(file).stream().map(each -> SpiffeCases.id(name, each)).toList();
        }
        if (file.equals("tokens/rfc8705.json")) {
            return cases(file).stream()
                    .map(each -> new TokenCase(name, corpora, each).row())
                    .toList();
        }
        return notRun(file);
    }

    private List<Row> notRun(String file) {
        String family = file.contains("/") ? file.substring(0, file.indexOf('/')) : file;
        List<JSONObject> cases = casesIfAny(file);
        if (cases.isEmpty()) {
            return List.of(Row.notRun(name(file), "(all)", "", "", family));
        }
        List<Row> rows = new ArrayList<>();
        for (JSONObject each : cases) {
            String id = each.optString("id", each.optString("name", "#" + rows.size()));
            rows.add(Row.notRun(name(file), id, "", String.valueOf(each.opt("expected")), family));
        }
        return rows;
    }

    private List<JSONObject> cases(String file) {
        JSONArray cases = corpora.read(file).optJSONArray("cases", new JSONArray());
        return StreamSupport.stream(cases.spliterator(), false)
                .filter(JSONObject.class::isInstance)
                .map(JSONObject.class::cast)
                .toList();
    }

    /** What a format of another kind holds is one case. */
    private List<JSONObject> casesIfAny(String file) {
        try {
            return cases(file);
        } catch (JSONException e) {
            return List.of();
        }
    }

    private static String name(String file) {
        return file.replaceFirst("\\.json$", "");
    }
}
