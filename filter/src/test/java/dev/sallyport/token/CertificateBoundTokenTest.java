// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.Way;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.testca.TestCa;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A token of billing is good for billing, and for nobody else; what cannot be read is good for nobody. */
class CertificateBoundTokenTest {

    private static final TestCa ACME = TestCa.named("Acme CA");
    private static final ClientTrust TRUST =
            ClientTrust.named("acme").anchors(List.of(ACME.certificate())).build();
    private static final PeerIdentity BILLING = peer("billing");
    private static final PeerIdentity SHIPPING = peer("shipping");
    private static final String ITS = BILLING.thumbprint();
    private static final PartnerTokens TOKENS = new PartnerTokens();

    @Test
    void a_token_of_the_caller_is_accepted_from_a_plain_map() {
        Map<String, ?> response = Map.of("active", true, "cnf", Map.of("x5t#S256", ITS));

        assertThatCode(() -> TOKENS.introspected(response, BILLING)).doesNotThrowAnyException();
        assertThat(refusal(() -> TOKENS.introspected(response, SHIPPING)).code())
                .isEqualTo("token-mismatch");
        assertThat(refusal(() -> TOKENS.introspected(Map.of("active", true), BILLING))
                        .code())
                .isEqualTo("token-unbound");
    }

    @Test
    void a_token_of_the_caller_is_accepted_from_nimbus() throws ParseException {
        JWTClaimsSet bound = JWTClaimsSet.parse(claims());
        JWTClaimsSet unbound = JWTClaimsSet.parse("{\"sub\":\"billing\"}");

        assertThatCode(() -> TOKENS.nimbus(bound, BILLING)).doesNotThrowAnyException();
        assertThat(refusal(() -> TOKENS.nimbus(bound, SHIPPING)).code()).isEqualTo("token-mismatch");
        assertThat(refusal(() -> TOKENS.nimbus(unbound, BILLING)).code()).isEqualTo("token-unbound");
    }

    @Test
    void a_token_of_the_caller_is_accepted_from_microprofile_jwt() throws InvalidJwtException {
        JsonWebToken bound = microProfile(claims());
        JsonWebToken unbound = microProfile("{\"sub\":\"billing\"}");

        assertThatCode(() -> TOKENS.microProfile(bound, BILLING)).doesNotThrowAnyException();
        assertThat(refusal(() -> TOKENS.microProfile(bound, SHIPPING)).code()).isEqualTo("token-mismatch");
        assertThat(refusal(() -> TOKENS.microProfile(unbound, BILLING)).code()).isEqualTo("token-unbound");
    }

    @Test
    void a_token_of_the_caller_is_accepted_from_a_json_object_as_the_specification_of_microprofile_jwt_has_it() {
        JsonValue confirmation = json("{\"jkt\":\"another key\",\"x5t#S256\":\"" + ITS + "\"}");

        assertThat(confirmation).isInstanceOf(JsonObject.class);
        assertThatCode(() -> CertificateBoundToken.require(confirmation, BILLING))
                .doesNotThrowAnyException();
        assertThat(refusal(() -> CertificateBoundToken.require(confirmation, SHIPPING))
                        .code())
                .isEqualTo("token-mismatch");
    }

    @Test
    void where_binding_is_not_required_a_bound_token_is_still_good_for_its_own_caller_only()
            throws InvalidJwtException {
        JsonWebToken bound = microProfile(claims());
        JsonWebToken bearer = microProfile("{\"sub\":\"billing\"}");

        assertThatCode(() -> TOKENS.bearerTokensToo(bearer, Optional.empty())).doesNotThrowAnyException();
        assertThatCode(() -> TOKENS.bearerTokensToo(bearer, Optional.of(SHIPPING)))
                .doesNotThrowAnyException();
        assertThatCode(() -> TOKENS.bearerTokensToo(bound, Optional.of(BILLING)))
                .doesNotThrowAnyException();
        assertThat(refusal(() -> TOKENS.bearerTokensToo(bound, Optional.of(SHIPPING)))
                        .code())
                .isEqualTo("token-mismatch");
        assertThat(refusal(() -> TOKENS.bearerTokensToo(bound, Optional.empty()))
                        .code())
                .isEqualTo("token-mismatch");
    }

    /** Each is refused whether a binding is required or not. */
    static Stream<Object> claims_that_bind_to_nobody() {
        byte[] digest = Base64.getUrlDecoder().decode(ITS);
        return Stream.of(
                "no object",
                ITS,
                List.of(ITS),
                1,
                JsonValue.NULL,
                JsonValue.TRUE,
                json("[\"" + ITS + "\"]"),
                Collections.singletonMap("x5t#S256", null),
                json("{\"x5t#S256\":null}"),
                json("{\"x5t#S256\":1}"),
                json("{\"x5t#S256\":[\"" + ITS + "\"]}"),
                json("{\"x5t#S256\":{\"x5t#S256\":\"" + ITS + "\"}}"),
                json("{\"x5t#S256\":\"\\\"" + ITS + "\\\"\"}"),
                json("{\"x5t#S256\":\"\"}"),
                bound(""),
                bound("\""),
                bound("\"" + ITS + "\""),
                bound(ITS + "="),
                bound(ITS + " "),
                bound(" " + ITS),
                bound(ITS + "\n"),
                bound(ITS + "\0"),
                bound(ITS + "A"),
                bound(ITS.substring(0, 42)),
                bound(sameBitsButTheLast(ITS)),
                bound(ITS.toUpperCase(Locale.ROOT)),
                bound(ITS.toLowerCase(Locale.ROOT)),
                bound(Base64.getEncoder().encodeToString(digest)),
                bound(hex(digest)),
                bound(List.of(ITS)),
                bound(ITS.getBytes(StandardCharsets.US_ASCII)),
                bound(digest),
                bound(ITS.substring(0, 42) + "\uFF21"),
                bound("null"));
    }

    @ParameterizedTest
    @MethodSource("claims_that_bind_to_nobody")
    void no_other_spelling_of_the_thumbprint_is_accepted(Object confirmation) {
        assertThat(refusal(() -> CertificateBoundToken.require(confirmation, BILLING))
                        .code())
                .isEqualTo("token-mismatch");
        assertThat(refusal(() -> CertificateBoundToken.requireIfBound(confirmation, Optional.of(BILLING)))
                        .code())
                .isEqualTo("token-mismatch");
        assertThat(refusal(() -> CertificateBoundToken.requireIfBound(confirmation, Optional.empty()))
                        .code())
                .isEqualTo("token-mismatch");
    }

    /** Each is refused where a binding is required, and is a bearer token elsewhere. */
    static Stream<@Nullable Object> claims_without_a_certificate() {
        return Stream.of(
                null,
                Map.of(),
                json("{}"),
                Map.of("jkt", ITS),
                Map.of("x5t", ITS),
                Map.of("x5t#s256", ITS),
                Map.of("x5t#S256 ", ITS));
    }

    @ParameterizedTest
    @MethodSource("claims_without_a_certificate")
    void a_token_that_is_bound_otherwise_or_not_at_all_is_no_bound_token(@Nullable Object confirmation) {
        assertThat(refusal(() -> CertificateBoundToken.require(confirmation, BILLING))
                        .code())
                .isEqualTo("token-unbound");
        assertThatCode(() -> CertificateBoundToken.requireIfBound(confirmation, Optional.of(BILLING)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_certificate_renewed_with_the_same_name_needs_a_new_token() {
        PeerIdentity renewed = peer("billing");

        assertThat(refusal(() -> CertificateBoundToken.require(bound(ITS), renewed))
                        .code())
                .isEqualTo("token-mismatch");
        assertThatCode(() -> CertificateBoundToken.require(bound(renewed.thumbprint()), renewed))
                .doesNotThrowAnyException();
    }

    @Test
    void a_caller_without_a_thumbprint_is_not_the_owner_of_a_token_bound_to_nothing() {
        PeerIdentity nobody = (PeerIdentity) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PeerIdentity.class}, (proxy, method, arguments) -> "");

        assertThat(refusal(() -> CertificateBoundToken.require(bound(""), nobody))
                        .code())
                .isEqualTo("token-mismatch");
    }

    @Test
    void the_operator_learns_both_thumbprints_and_the_caller() {
        Refusal refusal = refusal(() -> CertificateBoundToken.require(bound(ITS), SHIPPING));

        assertThat(refusal.message()).contains("shipping", ITS, SHIPPING.thumbprint());
        assertThat(refusal.status()).isEqualTo(401);
    }

    @Test
    void every_line_of_code_in_the_page_stands_in_the_tested_example() throws IOException {
        List<String> tested =
                Files.readAllLines(Path.of("src/test/java/dev/sallyport/token/PartnerTokens.java")).stream()
                        .map(String::strip)
                        .toList();

        assertThat(codeOf(Path.of("../docs/tokens.md"))).isNotEmpty().isSubsetOf(tested);
    }

    private static Refusal refusal(ThrowingCallable call) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, call);
        assertThat(refused).isNotNull();
        return refused.refusal();
    }

    private static PeerIdentity peer(String name) {
        return TRUST.verify(
                        ACME.client(name).issue().chain(),
                        Way.DIRECT,
                        PeerRules.ANYBODY,
                        InstantSource.system().instant())
                .either(peer -> peer, refusal -> {
                    throw new AssertionError(refusal.message());
                });
    }

    private static String claims() {
        return "{\"sub\":\"billing\",\"cnf\":{\"x5t#S256\":\"" + ITS + "\"}}";
    }

    private static JsonWebToken microProfile(String claims) throws InvalidJwtException {
        return new DefaultJWTCallerPrincipal(JwtClaims.parse(claims));
    }

    private static Map<String, Object> bound(Object thumbprint) {
        return Map.of("x5t#S256", thumbprint);
    }

    private static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    /** Of the 258 bits that 43 characters have, the last two say nothing. */
    private static String sameBitsButTheLast(String thumbprint) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(thumbprint.charAt(42));
        String other = thumbprint.substring(0, 42) + alphabet.charAt(last + 1);
        assertThat(Base64.getUrlDecoder().decode(other))
                .isEqualTo(Base64.getUrlDecoder().decode(thumbprint));
        return other;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static List<String> codeOf(Path page) throws IOException {
        List<String> code = new ArrayList<>();
        boolean within = false;
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("```")) {
                within = line.equals("```java");
            } else if (within) {
                code.add(line.strip());
            }
        }
        return code;
    }
}
