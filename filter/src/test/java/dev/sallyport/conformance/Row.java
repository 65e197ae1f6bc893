// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import org.json.JSONObject;

/**
 * What came of one case.
 *
 * @param suite the file, such as {@code paths/pkits}
 * @param id which case
 * @param kind the class of the case, as the file says
 * @param expected what the file expects, in its own words
 * @param got what happened, in the same words, or {@link #NOT_RUN}
 * @param code the code of the refusal, or why the case was not run; empty where there is none
 * @param message the sentence of the refusal
 * @param permissive whether to get this instead of what was expected lets a caller in
 */
record Row(
        String suite,
        String id,
        String kind,
        String expected,
        String got,
        String code,
        String message,
        boolean permissive) {

    static final String NOT_RUN = "not-run";

    /** What a row counts as. */
    enum Outcome {
        PASS,
        FALSE_ACCEPT,
        FALSE_REJECT,
        NOT_RUN
    }

    static Row notRun(String suite, String id, String kind, String expected, String why) {
        return new Row(suite, id, kind, expected, NOT_RUN, why, "", false);
    }

    Outcome outcome() {
        if (got.equals(NOT_RUN)) {
            return Outcome.NOT_RUN;
        }
        if (got.equals(expected)) {
            return Outcome.PASS;
        }
        return permissive ? Outcome.FALSE_ACCEPT : Outcome.FALSE_REJECT;
    }

    JSONObject json() {
        return new JSONObject()
                .put("suite", suite)
                .put("id", id)
                .put("class", kind)
                .put("expected", expected)
                .put("got", got)
                .put("code", code)
                .put("message", message);
    }
}
