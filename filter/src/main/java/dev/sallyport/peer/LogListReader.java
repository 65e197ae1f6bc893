// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.peer.CertificateLog.Operator;
import dev.sallyport.peer.CertificateLog.State;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a log list of its JSON. What it does not know it passes over, as the schema grows; but what it knows must be right,
 * and a log in a state that is not there or unknown counts as rejected, and so does one for tests.
 */
final class LogListReader {

    private final Map<String, CertificateLog> logs = new HashMap<>();

    private LogListReader() {}

    static LogList read(Json json) throws UnreadableException {
        LogListReader reader = new LogListReader();
        Instant timestamp = instant(json.member("log_list_timestamp"));
        for (Json operator : json.member("operators").elements()) {
            reader.readOperator(operator);
        }
        return new LogList(timestamp, reader.logs);
    }

    private void readOperator(Json operator) throws UnreadableException {
        String name = operator.member("name").text();
        if (name.isBlank()) {
            throw new UnreadableException("it has an operator without a name");
        }
        for (String kind : List.of("logs", "tiled_logs")) {
            Optional<Json> logsOfKind = operator.find(kind);
            for (Json log : logsOfKind.isPresent() ? logsOfKind.get().elements() : List.<Json>of()) {
                readLog(log, name);
            }
        }
    }

    private void readLog(Json log, String operator) throws UnreadableException {
        String id = log.member("log_id").text();
        byte[] key = base64(log.member("key").text());
        if (!id.equals(Base64.getEncoder().encodeToString(Sha256.of(key)))) {
            throw new UnreadableException("the log_id " + id + " is not the hash of its key");
        }
        Optional<Json> description = log.find("description");
        Optional<Json> interval = log.find("temporal_interval");
        Optional<Map.Entry<State, Instant>> state = state(log);
        CertificateLog read = new CertificateLog(
                description.isPresent() ? description.get().text() : id,
                key(key),
                state.map(Map.Entry::getKey).orElse(State.REJECTED),
                state.map(Map.Entry::getValue).orElse(Instant.MIN),
                interval.isPresent() ? instant(interval.get().member("start_inclusive")) : Instant.MIN,
                interval.isPresent() ? instant(interval.get().member("end_exclusive")) : Instant.MAX,
                operators(log, operator));
        if (logs.put(id, read) != null) {
            throw new UnreadableException("it has the log_id " + id + " twice");
        }
    }

    private static Optional<Map.Entry<State, Instant>> state(Json log) throws UnreadableException {
        Optional<Json> type = log.find("log_type");
        Optional<Json> state = log.find("state");
        if (state.isEmpty() || (type.isPresent() && !type.get().text().equals("prod"))) {
            return Optional.empty();
        }
        if (state.get().members().size() != 1) {
            throw new UnreadableException("it has a log in several states, or in none");
        }
        for (State each : State.values()) {
            Optional<Json> found = state.get().find(each.name().toLowerCase(Locale.ROOT));
            if (found.isPresent()) {
                return Optional.of(Map.entry(each, instant(found.get().member("timestamp"))));
            }
        }
        return Optional.empty();
    }

    private static List<Operator> operators(Json log, String last) throws UnreadableException {
        List<Operator> operators = new ArrayList<>();
        Optional<Json> previous = log.find("previous_operators");
        for (Json each : previous.isPresent() ? previous.get().elements() : List.<Json>of()) {
            operators.add(new Operator(each.member("name").text(), instant(each.member("end_time"))));
        }
        operators.sort(Comparator.comparing(Operator::until));
        operators.add(new Operator(last, Instant.MAX));
        return operators;
    }

    /** A key that logs of RFC 6962 may have. */
    private static Optional<PublicKey> key(byte[] encoded) {
        return key("EC", encoded).or(() -> key("RSA", encoded)).filter(CertificateLog::isKeyOfLog);
    }

    private static Optional<PublicKey> key(String algorithm, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | RuntimeException e) { // it is one of another algorithm, or of none
            return Optional.empty();
        }
    }

    private static byte[] base64(String text) throws UnreadableException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("it has a key that is no Base64", e);
        }
    }

    private static Instant instant(Json json) throws UnreadableException {
        String text = json.text();
        if (text.isEmpty() || text.charAt(0) == '+' || text.charAt(0) == '-') {
            throw new UnreadableException("it has a time that is none, or beyond four digits of years");
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UnreadableException("it has a time that is none", e);
        }
    }
}
