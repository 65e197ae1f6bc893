// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.AddressBlock;
import dev.sallyport.Via;
import dev.sallyport.config.Source.Entry;
import dev.sallyport.gate.Policy;
import dev.sallyport.proxy.Dialect;
import dev.sallyport.proxy.DialectBuilder;
import dev.sallyport.proxy.Forwarding;
import dev.sallyport.proxy.SharedSecret;
import dev.sallyport.proxy.TrustedProxies;
import dev.sallyport.proxy.TrustedProxy;
import dev.sallyport.transport.TlsProfile;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The settings of one trusted proxy. */
record ProxySettings(String name, Values values, Requirements requirements, Policy policy, Findings findings) {

    private static final String NONE = "none";
    private static final int WIDE_IPV4 = 8;
    private static final int WIDE_IPV6 = 16;
    private static final int IPV4_HEX = 8;

    static TrustedProxies read(Values values, Requirements requirements, Policy policy, Findings findings) {
        Set<String> names = values.names(
                Setting.PROXY_ADDRESSES,
                Setting.PROXY_TRUST,
                Setting.PROXY_ALLOW,
                Setting.PROXY_SECRET,
                Setting.PROXY_SECRET_HEADER,
                Setting.PROXY_FORWARDING,
                Setting.PROXY_CERTIFICATES,
                Setting.PROXY_CERTIFICATE_HEADER,
                Setting.PROXY_CHAIN_HEADER,
                Setting.PROXY_VERDICT_HEADER,
                Setting.PROXY_ENCODING,
                Setting.PROXY_CIPHER_SUITE_HEADER,
                Setting.PROXY_INSECURE_BY_ADDRESS);
        List<TrustedProxy> proxies = new ArrayList<>();
        for (String name : names) {
            new ProxySettings(name, values, requirements, policy, findings)
                    .proxy()
                    .ifPresent(proxies::add);
        }
        try {
            return new TrustedProxies(proxies);
        } catch (IllegalArgumentException e) {
            findings.problem(String.valueOf(e.getMessage()));
            return TrustedProxies.NONE;
        }
    }

    private Optional<TrustedProxy> proxy() {
        int problems = findings.count();
        List<AddressBlock> addresses = values.readIfSet(
                        Setting.PROXY_ADDRESSES.key(name), text -> Values.list(text, ProxySettings::block))
                .orElse(List.of());
        Optional<TrustedProxy.Proof> proof = proof();
        Optional<SharedSecret> secret = secret();
        Optional<Forwarding> forwarding = values.readIfSet(
                        Setting.PROXY_FORWARDING.key(name), ProxySettings::forwarding)
                .flatMap(how -> how);
        Optional<Dialect> dialect = dialect();
        Optional<String> cipherSuite =
                values.readIfSet(Setting.PROXY_CIPHER_SUITE_HEADER.key(name), TransportSettings::headerName);
        boolean proven = proof.isPresent() || secret.isPresent();
        wide(addresses, proven);
        byAddress(dialect.isPresent(), proven);
        cipherSuites(forwarding.isPresent(), cipherSuite.isPresent());
        if (findings.count() > problems) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TrustedProxy(name, addresses, proof, secret, forwarding, dialect, cipherSuite));
        } catch (IllegalArgumentException e) {
            findings.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<TrustedProxy.Proof> proof() {
        Optional<Entry> trust = find(Setting.PROXY_TRUST);
        Optional<Entry> allow = find(Setting.PROXY_ALLOW);
        if (trust.isEmpty()) {
            allow.ifPresent(entry -> needs(entry, Setting.PROXY_TRUST));
            return Optional.empty();
        }
        String where = trust.get().where();
        return requirements
                .of(new Wanted(
                        trust.get().value().strip(),
                        where,
                        allow.map(entry -> RuleList.split(entry.value())).orElse(List.of()),
                        allow.map(Entry::where).orElse(where),
                        Via.DIRECT,
                        false))
                .map(required -> new TrustedProxy.Proof(required.trust(), required.allow()));
    }

    private Optional<SharedSecret> secret() {
        if (find(Setting.PROXY_SECRET).isEmpty()) {
            find(Setting.PROXY_SECRET_HEADER).ifPresent(entry -> needs(entry, Setting.PROXY_SECRET));
            return Optional.empty();
        }
        String header = values.read(
                Setting.PROXY_SECRET_HEADER, Setting.PROXY_SECRET_HEADER.key(name), TransportSettings::headerName);
        return values.readIfSet(
                Setting.PROXY_SECRET.key(name), text -> new SharedSecret(header, Values.list(text, secret -> secret)));
    }

    private Optional<Dialect> dialect() {
        Optional<Entry> certificates = find(Setting.PROXY_CERTIFICATES)
                .filter(entry -> !entry.value().strip().equals(NONE));
        if (certificates.isEmpty()) {
            Stream.of(
                            Setting.PROXY_CERTIFICATE_HEADER,
                            Setting.PROXY_CHAIN_HEADER,
                            Setting.PROXY_VERDICT_HEADER,
                            Setting.PROXY_ENCODING,
                            Setting.PROXY_INSECURE_BY_ADDRESS)
                    .flatMap(setting -> find(setting).stream())
                    .forEach(entry -> needs(entry, Setting.PROXY_CERTIFICATES));
            return Optional.empty();
        }
        return values.readIfSet(Setting.PROXY_CERTIFICATES.key(name), DialectBuilder::named)
                .flatMap(this::dialect);
    }

    private Optional<Dialect> dialect(DialectBuilder builder) {
        int problems = findings.count();
        builder.known(requirements.exactCertificates());
        if (builder.isInsecure()) {
            find(Setting.PROXY_CERTIFICATES)
                    .ifPresent(entry -> findings.advice(
                            entry.where() + " is " + entry.value().strip() + ": the proxy " + name
                                    + " is believed about certificates that it does not show"));
        }
        with(Setting.PROXY_CERTIFICATE_HEADER, builder::certificateHeader);
        with(Setting.PROXY_CHAIN_HEADER, builder::chainHeader);
        with(Setting.PROXY_VERDICT_HEADER, builder::verdictHeader);
        with(Setting.PROXY_ENCODING, builder::encoding);
        return findings.count() > problems
                ? Optional.empty()
                : values.readIfSet(Setting.PROXY_CERTIFICATES.key(name), text -> builder.build());
    }

    private void with(Setting setting, Function<String, DialectBuilder> change) {
        values.readIfSet(setting.key(name), change);
    }

    private static Optional<Forwarding> forwarding(String text) {
        return text.equals(NONE) ? Optional.empty() : Optional.of(Values.constant(Forwarding.class, text));
    }

    /** A block, or a single address. */
    private static AddressBlock block(String text) {
        return AddressBlock.parse(text.contains("/") ? text : text + (text.contains(":") ? "/128" : "/32"));
    }

    private void wide(List<AddressBlock> addresses, boolean proven) {
        find(Setting.PROXY_ADDRESSES)
                .ifPresent(entry -> addresses.forEach(block -> {
                    boolean everybody = block.prefix() == 0;
                    boolean wide = block.prefix() < (block.base().length() == IPV4_HEX ? WIDE_IPV4 : WIDE_IPV6);
                    if (everybody && !proven) {
                        findings.problem(entry.where() + ": whoever connects would be the proxy " + name
                                + " (expected: the addresses of the proxy, or its certificate or a secret too)");
                    } else if (wide) {
                        findings.advice(entry.where() + " has a block of 2^"
                                + (HexFormat.of().parseHex(block.base()).length * Byte.SIZE - block.prefix())
                                + " addresses: whoever connects from there may be the proxy " + name);
                    }
                }));
    }

    private void byAddress(boolean saysWho, boolean proven) {
        Optional<Entry> byAddress = find(Setting.PROXY_INSECURE_BY_ADDRESS);
        boolean suffices = values.read(
                Setting.PROXY_INSECURE_BY_ADDRESS, Setting.PROXY_INSECURE_BY_ADDRESS.key(name), Values::bool);
        if (!saysWho || proven) {
            return;
        }
        if (suffices) {
            byAddress.ifPresent(entry -> findings.advice(entry.where()
                    + " is true: whoever connects from the addresses of the proxy " + name + " can be any caller"));
        } else {
            find(Setting.PROXY_CERTIFICATES)
                    .ifPresent(entry -> findings.problem(entry.where()
                            + ": an address alone does not prove who may say who calls (expected with it: "
                            + Setting.PREFIX + Setting.PROXY_TRUST.key(name) + " or "
                            + Setting.PREFIX + Setting.PROXY_SECRET.key(name) + ", or "
                            + Setting.PREFIX + Setting.PROXY_INSECURE_BY_ADDRESS.key(name) + "=true)"));
        }
    }

    /** A suite that is never said is never known. */
    private void cipherSuites(boolean saysHow, boolean saysSuite) {
        if (saysHow && !saysSuite && policy.tls() != TlsProfile.OFF && !policy.acceptUnknownSuite()) {
            find(Setting.PROXY_FORWARDING)
                    .ifPresent(entry -> findings.problem(entry.where()
                            + ": nobody says the cipher suite, and so every request would be refused (expected with it: "
                            + Setting.PREFIX + Setting.PROXY_CIPHER_SUITE_HEADER.key(name) + ", or "
                            + Setting.PREFIX + Setting.TLS_UNKNOWN_SUITE.key() + "=accept)"));
        }
        if (!saysHow && saysSuite) {
            find(Setting.PROXY_CIPHER_SUITE_HEADER).ifPresent(entry -> needs(entry, Setting.PROXY_FORWARDING));
        }
    }

    private void needs(Entry entry, Setting other) {
        findings.problem(entry.where() + ": set, but nothing uses it (expected with it: " + Setting.PREFIX
                + other.key(name) + ')');
    }

    private Optional<Entry> find(Setting setting) {
        return values.find(setting.key(name));
    }
}
