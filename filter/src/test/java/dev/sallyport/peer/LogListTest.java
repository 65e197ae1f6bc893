// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogListTest {

    private final TestLog log = TestLog.of("Alpha");

    @Test
    void a_list_tells_its_time_and_how_many_logs_it_has() throws IOException {
        LogList list = LogList.read(TestLog.list(NOON, log, TestLog.of("Beta")));

        assertThat(list.timestamp()).isEqualTo(NOON);
        assertThat(list.size()).isEqualTo(2);
    }

    @Test
    void logs_of_tiles_are_logs_and_what_is_unknown_is_passed_over() throws IOException {
        JSONObject operator = new JSONObject()
                .put("name", "Alpha")
                .put("email", new JSONArray("[\"logs@alpha.example\"]"))
                .put(
                        "tiled_logs",
                        new JSONArray().put(log.json.put("mmd", 86_400).put("submission_url", "https://x/")));

        assertThat(LogList.read(list(operator)
                                .put("is_all_logs", false)
                                .toString()
                                .getBytes(StandardCharsets.UTF_8))
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_log_whose_key_none_may_have_is_there_and_has_none() throws Exception {
        TestLog weak = log.withKeys(TestLog.keys("RSA", 1024));
        TestLog curve = log.withKeys(TestLog.keys("EC", 384));
        TestLog edwards = log.withKeys(
                java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair());

        assertThat(LogList.read(TestLog.list(NOON, weak, curve, edwards)).size())
                .isEqualTo(3);
        assertThat(CertificateLog.isKeyOfLog(weak.keys.getPublic())).isFalse();
        assertThat(CertificateLog.isKeyOfLog(curve.keys.getPublic())).isFalse();
        assertThat(CertificateLog.isKeyOfLog(edwards.keys.getPublic())).isFalse();
        assertThat(CertificateLog.isKeyOfLog(log.keys.getPublic())).isTrue();
    }

    @Test
    void an_id_that_is_not_of_its_key_spoils_the_list() {
        log.json.put("log_id", TestLog.of("Beta").json.getString("log_id"));

        assertThatThrownBy(() -> LogList.read(TestLog.list(NOON, log)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not the hash of its key");
    }

    @Test
    void a_log_that_is_there_twice_or_in_two_states_spoils_the_list() {
        TestLog inTwo = TestLog.of("Beta");
        inTwo.json.getJSONObject("state").put("rejected", new JSONObject().put("timestamp", NOON.toString()));

        assertThatThrownBy(() -> LogList.read(TestLog.list(NOON, log, log))).hasMessageContaining("twice");
        assertThatThrownBy(() -> LogList.read(TestLog.list(NOON, inTwo))).hasMessageContaining("several states");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"operators\":[]}",
                "{\"log_list_timestamp\":1,\"operators\":[]}",
                "{\"log_list_timestamp\":\"yesterday\",\"operators\":[]}",
                "{\"log_list_timestamp\":\"+1000000000-12-31T00:00:00Z\",\"operators\":[]}",
                "{\"log_list_timestamp\":\"2026-06-01T12:00:00Z\",\"operators\":{}}",
                "{\"log_list_timestamp\":\"2026-06-01T12:00:00Z\",\"operators\":[{}]}",
                "{\"log_list_timestamp\":\"2026-06-01T12:00:00Z\",\"operators\":[{\"name\":\" \"}]}",
                "{\"log_list_timestamp\":\"2026-06-01T12:00:00Z\",\"operators\":[{\"name\":\"A\",\"logs\":[{}]}]}",
                "{\"log_list_timestamp\":\"2026-06-01T12:00:00Z\",\"operators\":[{\"name\":\"A\",\"logs\":"
                        + "[{\"log_id\":\"\",\"key\":\"*\"}]}]}",
                "{\"timestamp\":1704070861000,\"logs\":[]}", // another project's format
            })
    void what_is_no_list_is_told(String json) {
        assertThatThrownBy(() -> LogList.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the log list cannot be used: it");
    }

    private static JSONObject list(JSONObject operator) {
        return new JSONObject()
                .put("log_list_timestamp", NOON.toString())
                .put("operators", new JSONArray().put(operator));
    }
}
