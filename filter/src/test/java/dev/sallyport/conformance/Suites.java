// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
            return rows(file, each -> new PathCase(name, each).row(now));
        }
        if (file.startsWith("spiffe/svid")) {
            return rows(file, each -> SpiffeCases.svid(name, each));
        }
        if (file.startsWith("spiffe/")) {
            return rows(file, each -> SpiffeCases.id(name, each));
        }
        if (file.equals("tokens/rfc8705.json")) {
            return rows(file, each -> new TokenCase(name, corpora, each).row());
        }
        if (file.equals("ct/index.json")) {
            return rows(file, each -> new SctCase(name, "ct/", corpora, each).row());
        }
        if (file.startsWith("revocation/crl")) {
            return rows(file, each -> new CrlCase(name, each).row());
        }
        if (file.startsWith("revocation/ocsp")) {
            return rows(file, each -> new OcspCase(name, each).row());
        }
        if (file.startsWith("headers/")) {
            return headers(file, name);
        }
        return notRun(file);
    }

    private List<Row> headers(String file, String name) {
        if (file.startsWith("headers/structured-fields")) {
            return rows(file, each -> new StructuredCase(name, each).row());
        }
        if (file.startsWith("headers/rfc9440")) {
            return rows(file, each -> HeaderCases.rfc9440(name, each));
        }
        if (file.startsWith("headers/xfcc")) {
            return rows(file, each -> HeaderCases.xfcc(name, each));
        }
        if (file.startsWith("headers/forwarded")) {
            return rows(file, each -> HeaderCases.forwarded(name, each));
        }
        return notRun(file);
    }

    /** A case that cannot even be put is told as wrong, and does not hide the others. */
    private List<Row> rows(String file, Function<JSONObject, Row> suite) {
        return cases(file).stream()
                .map(each -> {
                    try {
                        return suite.apply(each);
                    } catch (RuntimeException e) {
                        String kind = each.optString("class", file.startsWith("headers/") ? "header" : "chain");
                        return new Row(
                                name(file),
                                id(each),
                                kind,
                                each.optString("expected"),
                                "error",
                                "",
                                e.toString(),
                                false);
                    }
                })
                .toList();
    }

    private static String id(JSONObject each) {
        return each.optString("id", each.optString("name", each.optString("input", each.optString("header"))));
    }

    private List<Row> notRun(String file) {
        String family = file.contains("/") ? file.substring(0, file.indexOf('/')) : file;
        List<JSONObject> cases = casesIfAny(file);
        if (cases.isEmpty()) {
            return List.of(Row.notRun(name(file), "(all)", "", "", family));
        }
        List<Row> rows = new ArrayList<>();
        for (JSONObject each : cases) {
            String id = id(each).isEmpty() ? "#" + rows.size() : id(each);
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
