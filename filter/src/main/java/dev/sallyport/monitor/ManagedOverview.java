// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.ExpiryStatus;
import dev.sallyport.keys.Follower;
import dev.sallyport.peer.AnchorLedger;
import java.util.List;
import java.util.Locale;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.security.auth.x500.X500Principal;

/** Shows an application by JMX until it is closed. Safe for use by many threads. */
public final class ManagedOverview implements AutoCloseable {

    private static final String DOMAIN = "dev.sallyport";
    private static final int MOST_OF_ONE_NAME = 100;

    private final MBeanServer server;
    private final ObjectName name;

    private ManagedOverview(MBeanServer server, ObjectName name) {
        this.server = server;
        this.name = name;
    }

    /**
     * Shows it there. Where another application of the same context path is shown already, as on another virtual host, its name
     * ends with {@code ,instance=2} and so on.
     *
     * @throws JMException if it cannot be shown
     */
    public static ManagedOverview register(MBeanServer server, Overview overview) throws JMException {
        SallyportMXBean bean = new Bean(overview);
        for (int instance = 1; ; instance++) {
            ObjectName name = name(overview.application(), instance);
            try {
                server.registerMBean(bean, name);
                return new ManagedOverview(server, name);
            } catch (InstanceAlreadyExistsException another) {
                if (instance == MOST_OF_ONE_NAME) {
                    throw another;
                }
            }
        }
    }

    /** The name under which it is shown. */
    public ObjectName name() {
        return name;
    }

    @Override
    public void close() {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException gone) {
            // as it should be
        } catch (JMException e) {
            throw new IllegalStateException("a bean of ours does nothing when it is unregistered", e);
        }
    }

    private static ObjectName name(String application, int instance) throws JMException {
        ObjectName name = new ObjectName(DOMAIN + ":type=Sallyport,application=" + ObjectName.quote(application));
        return instance == 1 ? name : new ObjectName(name + ",instance=" + instance);
    }

    private record Bean(Overview overview) implements SallyportMXBean {

        @Override
        public String getApplication() {
            return overview.application();
        }

        @Override
        public List<FollowedView> getFollowed() {
            return views(overview.followed());
        }

        @Override
        public List<ExpiringView> getExpiring() {
            return overview.expiring().stream().<ExpiringView>map(Ending::new).toList();
        }

        @Override
        public List<RetiringView> getRetiring() {
            return overview.retiring().stream()
                    .flatMap(ledger ->
                            ledger.everybody().stream().<RetiringView>map(user -> new Retiring(ledger.trust(), user)))
                    .toList();
        }

        @Override
        public List<FollowedView> reload() {
            return views(overview.reload());
        }

        private static List<FollowedView> views(List<Follower.Status> all) {
            return all.stream().<FollowedView>map(Followed::new).toList();
        }
    }

    private record Followed(Follower.Status status) implements SallyportMXBean.FollowedView {

        @Override
        public String getName() {
            return status.name();
        }

        @Override
        public List<String> getFiles() {
            return status.files();
        }

        @Override
        public String getSince() {
            return status.since().toString();
        }

        @Override
        public String getProblem() {
            return status.problem().orElse("");
        }
    }

    private record Ending(ExpiryStatus status) implements SallyportMXBean.ExpiringView {

        private Expiring expiring() {
            return status.expiring();
        }

        @Override
        public String getKind() {
            return expiring().kind().label();
        }

        @Override
        public String getName() {
            return Labels.safe(expiring().name());
        }

        @Override
        public String getSubject() {
            return Labels.safe(expiring().subject().map(X500Principal::getName).orElse(""));
        }

        @Override
        public String getIssuer() {
            return Labels.safe(expiring().issuer().getName());
        }

        @Override
        public String getSerialNumber() {
            return expiring().serialNumber().map(number -> number.toString()).orElse("");
        }

        @Override
        public String getNotBefore() {
            return expiring().notBefore().toString();
        }

        @Override
        public String getNotAfter() {
            return expiring().notAfter().toString();
        }

        @Override
        public String getLevel() {
            return status.level().name().toLowerCase(Locale.ROOT);
        }
    }

    private record Retiring(String trust, AnchorLedger.User user) implements SallyportMXBean.RetiringView {

        @Override
        public String getTrust() {
            return trust;
        }

        @Override
        public String getName() {
            return Labels.safe(user.name());
        }

        @Override
        public String getAnchor() {
            return Labels.safe(user.anchor());
        }

        @Override
        public String getLastSeen() {
            return user.lastSeen().toString();
        }

        @Override
        public long getCount() {
            return user.count();
        }
    }
}
