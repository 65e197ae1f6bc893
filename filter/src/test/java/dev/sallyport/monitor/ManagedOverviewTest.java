// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.monitor.SallyportMXBean.ExpiringView;
import dev.sallyport.monitor.SallyportMXBean.FollowedView;
import dev.sallyport.monitor.SallyportMXBean.RetiringView;
import java.time.Duration;
import java.util.Optional;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;

/** What is seen by JMX, as a tool sees it that has no classes of ours, and as a proxy sees it. */
class ManagedOverviewTest {

    private final Shop shop = new Shop();
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    @Test
    void an_application_is_found_by_its_context_path_until_it_ends() throws JMException {
        ObjectName name = new ObjectName("dev.sallyport:type=Sallyport,application=\"/shop\"");

        try (ManagedOverview shown = ManagedOverview.register(server, shop)) {
            assertThat(shown.name()).isEqualTo(name);
            assertThat(server.getAttribute(name, "Application")).isEqualTo("/shop");
        }

        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void two_applications_of_one_path_are_both_shown_and_the_end_of_one_leaves_the_other() throws JMException {
        ManagedOverview first = ManagedOverview.register(server, shop);
        try (ManagedOverview second = ManagedOverview.register(server, new Shop())) {
            assertThat(second.name()).isEqualTo(new ObjectName(first.name() + ",instance=2"));

            first.close();
            first.close();

            assertThat(server.isRegistered(first.name())).isFalse();
            assertThat(server.isRegistered(second.name())).isTrue();
        }
    }

    @Test
    void what_will_end_is_shown_to_tools_without_classes_of_ours() throws JMException {
        shop.serverKey("shop.example", Duration.ofDays(20));
        ManagedOverview shown = ManagedOverview.register(server, shop);

        CompositeData[] expiring = (CompositeData[]) server.getAttribute(shown.name(), "Expiring");

        assertThat(expiring).hasSize(1);
        assertThat(expiring[0].get("kind")).isEqualTo("server-key");
        assertThat(expiring[0].get("level")).isEqualTo("soon");
        assertThat(expiring[0].get("notAfter")).isEqualTo("2026-06-21T12:00:00Z");
        assertThat(expiring[0].get("subject")).isEqualTo("CN=shop.example");
    }

    @Test
    void what_is_followed_and_who_comes_by_retiring_anchors_is_shown() throws JMException {
        shop.follow(Optional.of("it is empty"));
        shop.comesByRetiringAnchor("billing");
        shop.crl(Duration.ofDays(9));
        SallyportMXBean bean = JMX.newMXBeanProxy(
                server, ManagedOverview.register(server, shop).name(), SallyportMXBean.class);

        assertThat(bean.getFollowed())
                .singleElement()
                .returns("the trust partners", FollowedView::getName)
                .returns("it is empty", FollowedView::getProblem)
                .returns("2026-06-01T12:00:00Z", FollowedView::getSince)
                .satisfies(followed -> assertThat(followed.getFiles()).containsExactly("/etc/trust/partners.pem"));
        assertThat(bean.getRetiring())
                .singleElement()
                .returns("partners", RetiringView::getTrust)
                .returns("billing", RetiringView::getName)
                .returns("CN=Old CA", RetiringView::getAnchor)
                .returns("2026-06-01T12:00:00Z", RetiringView::getLastSeen)
                .returns(1L, RetiringView::getCount);
        assertThat(bean.getExpiring())
                .singleElement()
                .returns("crl", ExpiringView::getKind)
                .returns("", ExpiringView::getSubject)
                .returns("", ExpiringView::getSerialNumber)
                .returns("2026-05-25T12:00:00Z", ExpiringView::getNotBefore);
    }

    @Test
    void whoever_comes_by_a_retiring_anchor_beyond_a_flood_of_names_is_in_the_last_row() throws JMException {
        shop.floodRetiringAnchor();
        shop.comesByRetiringAnchor("billing");
        SallyportMXBean bean = JMX.newMXBeanProxy(
                server, ManagedOverview.register(server, shop).name(), SallyportMXBean.class);

        assertThat(bean.getRetiring())
                .hasSize(1_001)
                .last()
                .returns("partners", RetiringView::getTrust)
                .returns("", RetiringView::getName)
                .returns("", RetiringView::getAnchor)
                .returns("2026-06-01T12:00:00Z", RetiringView::getLastSeen)
                .returns(1L, RetiringView::getCount);
    }

    @Test
    void files_are_read_again_when_somebody_asks_for_it() throws JMException {
        shop.follow(Optional.empty());
        SallyportMXBean bean = JMX.newMXBeanProxy(
                server, ManagedOverview.register(server, shop).name(), SallyportMXBean.class);

        assertThat(bean.reload()).singleElement().returns("", FollowedView::getProblem);

        assertThat(shop.reloads).isEqualTo(1);
    }
}
