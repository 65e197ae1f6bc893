// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.health;

import dev.sallyport.ExpiryLevel;
import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.ExpiryStatus;
import dev.sallyport.keys.Follower;
import dev.sallyport.monitor.Overview;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the keys of an application can be used, and when what ends of each kind that ends first. Whoever asks for it may be
 * anybody: it shows no callers, no CAs and no files.
 *
 * @param overview how it stands; empty as long as it has not opened
 */
record CertificatesCheck(Supplier<Optional<Overview>> overview) implements HealthCheck {

    static final String NAME = "sallyport-certificates";

    static void add(AfterBeanDiscovery discovery, Supplier<Optional<Overview>> overview) {
        discovery
                .<HealthCheck>addBean()
                .id(CertificatesCheck.class.getName())
                .types(HealthCheck.class, Object.class)
                .qualifiers(Readiness.Literal.INSTANCE)
                .scope(Dependent.class)
                .produceWith(instances -> new CertificatesCheck(overview));
    }

    @Override
    public HealthCheckResponse call() {
        return overview.get()
                .map(shown -> of(shown.expiring(), shown.followed(), shown.now()))
                .orElseGet(() -> new HealthCheckResponse(NAME, Status.UP, Optional.of(Map.of("open", false))));
    }

    static HealthCheckResponse of(List<ExpiryStatus> expiring, List<Follower.Status> followed, Instant now) {
        List<String> unusable = expiring.stream()
                .map(ExpiryStatus::expiring)
                .filter(each -> each.kind().isOwnKey() && !each.countsAt(now))
                .map(each -> each.kind().label() + ' ' + each.name() + ", which counts from " + each.notBefore()
                        + " to " + each.notAfter())
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("open", true);
        for (Expiring.Kind kind : Expiring.Kind.values()) {
            expiring.stream()
                    .map(ExpiryStatus::expiring)
                    .filter(each -> each.kind() == kind)
                    .map(Expiring::notAfter)
                    .min(Instant::compareTo)
                    .ifPresent(first -> data.put(kind.label(), first.toString()));
        }
        for (ExpiryLevel level : ExpiryLevel.values()) {
            data.put(
                    level.name().toLowerCase(Locale.ROOT),
                    expiring.stream().filter(each -> each.level() == level).count());
        }
        data.put(
                "unusable-files",
                followed.stream().filter(each -> each.problem().isPresent()).count());
        if (!unusable.isEmpty()) {
            data.put("unusable", String.join("; ", unusable));
        }
        return new HealthCheckResponse(NAME, unusable.isEmpty() ? Status.UP : Status.DOWN, Optional.of(data));
    }
}
