// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.RequireClientCert;
import dev.sallyport.TransportSecurity;
import dev.sallyport.config.SettingsException;
import dev.sallyport.testca.Issued;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {

    private static final Issued SHOP =
            Site.ACME.client("shop").uri("spiffe://acme.example/shop").issue();

    @TempDir
    Path folder;

    @RequireClientCert(trust = "nobody")
    static final class UnknownTrust extends HttpServlet {}

    static final class GuardedMethod extends HttpServlet {
        @Override
        @RequireClientCert
        public void init() {}
    }

    @RequireClientCert
    @Retention(RetentionPolicy.RUNTIME)
    @interface PartnersOnly {}

    @PartnersOnly
    static final class ByCarrier extends HttpServlet {}

    static final class MethodByCarrier extends HttpServlet {
        @Override
        @PartnersOnly
        public void init() {}
    }

    @RequireClientCert
    static final class GuardedFilter extends HttpFilter {}

    @RequireClientCert
    static final class NeitherServletNorBean {}

    @RequireClientCert
    abstract static class Resource {}

    @RequireClientCert
    interface ForPartners {}

    static final class Guarded extends HttpServlet implements ForPartners {}

    @TransportSecurity(hstsMaxAge = "P90D", httpsPort = "9443")
    static final class Application {}

    @Test
    void five_mistakes_are_told_at_once_and_the_application_does_not_start() throws Exception {
        Site site = Site.plain()
                .param("trust.default.anchors", folder.resolve("absent.pem").toString())
                .param("hsts.max-age", "ten days")
                .param("hsts.preload", "true")
                .param("htsts.max-age", "P1D")
                .servlet("/x", new UnknownTrust());

        assertThatThrownBy(site::start)
                .hasStackTraceContaining("absent.pem")
                .hasStackTraceContaining("'ten days'")
                .hasStackTraceContaining("hsts.preload")
                .hasStackTraceContaining("sallyport.htsts.max-age")
                .hasStackTraceContaining("'nobody'")
                .isInstanceOf(SettingsException.class);
        assertThat(site.codes()).containsExactly("stays-shut");
    }

    @Test
    void an_annotation_where_nothing_guards_stops_the_deployment() throws Exception {
        assertThatThrownBy(Site.trustingAcme(folder).servlet("/x", new GuardedMethod())::start)
                .hasStackTraceContaining("on a method of a servlet");
        assertThatThrownBy(Site.trustingAcme(folder).annotated(GuardedFilter.class)::start)
                .hasStackTraceContaining("on a filter or listener");
    }

    @Test
    void an_annotation_that_carries_the_requirement_guards_a_servlet_too() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .servlet("/x", new ByCarrier())
                .annotated(PartnersOnly.class)
                .start()) {
            assertThat(site.get("/x").body()).contains("no-certificate");
        }
    }

    @Test
    void an_annotated_method_of_a_servlet_stops_the_deployment_where_the_container_does_not_tell_of_it()
            throws Exception {
        assertThatThrownBy(
                        Site.trustingAcme(folder).but(context -> context.addServlet(new GuardedMethod(), "/x"))::start)
                .hasStackTraceContaining("on a method of a servlet");
        assertThatThrownBy(Site.trustingAcme(folder).servlet("/x", new MethodByCarrier())::start)
                .hasStackTraceContaining("on a method of a servlet");
    }

    @Test
    void an_annotated_class_that_is_neither_servlet_nor_bean_keeps_the_application_shut() throws Exception {
        assertThatThrownBy(Site.trustingAcme(folder).annotated(NeitherServletNorBean.class)::start)
                .hasStackTraceContaining("NeitherServletNorBean is annotated");
    }

    @Test
    void an_annotated_class_that_something_unguarded_could_extend_keeps_the_application_shut() throws Exception {
        assertThatThrownBy(Site.trustingAcme(folder).annotated(Resource.class)::start)
                .hasStackTraceContaining("Resource is annotated");
    }

    @Test
    void an_annotated_interface_guards_the_servlets_that_implement_it() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .servlet("/x", new Guarded())
                .annotated(ForPartners.class)
                .start()) {
            assertThat(site.get("/x").body()).contains("no-certificate");
        }
    }

    @Test
    void settings_of_an_annotation_hold_where_no_other_source_speaks() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .annotated(Application.class)
                .param("https.port", "7443")
                .start()) {
            assertThat(site.get("/").headers().firstValue("Strict-Transport-Security"))
                    .hasValue("max-age=7776000");
            assertThat(site.raw("GET / HTTP/1.1", "Host: localhost")).contains("https://localhost:7443/");
        }
    }

    @Test
    void a_filter_of_web_xml_stands_beside_annotations_and_patterns() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .servlet("/annotated", new DispatchTest.Vault())
                .but(context -> {
                    FilterHolder declared = new FilterHolder(ClientCertFilter.class);
                    declared.setName("partners");
                    declared.setInitParameter("allow", "dns:nobody.example");
                    context.addFilter(declared, "/declared/*", EnumSet.allOf(DispatcherType.class));
                })
                .start()) {
            assertThat(site.opened()).contains("/declared/*").hasSize(2);
            assertThat(site.get("/annotated", Site.BILLING).statusCode()).isEqualTo(200);
            assertThat(site.get("/declared/x").body()).contains("no-certificate");
            assertThat(site.get("/declared/x", Site.BILLING).body()).contains("not-allowed");
        }
    }

    @Test
    void what_every_path_requires_is_asked_by_the_front_filter_alone() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .param("require", "/*")
                .param("require.allow", "spiffe://acme.example/billing")
                .start()) {
            assertThat(site.filters()).hasSize(1);
            assertThat(site.opened()).containsExactly("/*");
            assertThat(site.get("/nowhere").body()).contains("no-certificate");
            assertThat(site.get("/nowhere", SHOP).body()).contains("not-allowed");
            assertThat(site.get("/nowhere", Site.BILLING).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void what_every_path_requires_comes_beside_what_one_path_requires() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .param("require.one", "/one/*")
                .param("require.one.allow", "spiffe://acme.example/shop")
                .param("require.all", "/one, /*")
                .param("require.all.allow", "spiffe://acme.example/billing")
                .start()) {
            assertThat(site.get("/other", Site.BILLING).statusCode()).isEqualTo(404);
            assertThat(site.get("/one/x", Site.BILLING).body()).contains("not-allowed");
            assertThat(site.get("/one/x", SHOP).body()).contains("not-allowed");
        }
    }

    @Test
    void what_every_path_requires_is_not_narrowed_by_where_web_xml_maps_the_front_filter() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .param("require", "/*")
                .but(context -> {
                    FilterHolder front = new FilterHolder(SallyportFilter.class);
                    front.setName("front");
                    context.addFilter(front, "/declared/*", EnumSet.allOf(DispatcherType.class));
                })
                .start()) {
            assertThat(site.get("/elsewhere").body()).contains("no-certificate");
            assertThat(site.get("/declared/x").body()).contains("no-certificate");
            assertThat(site.get("/elsewhere", Site.BILLING).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_rule_that_a_filter_is_given_after_the_settings_were_read_holds() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .but(context -> {
                    FilterHolder declared = new FilterHolder(ClientCertFilter.class);
                    declared.setName("partners");
                    context.addFilter(declared, "/declared/*", EnumSet.allOf(DispatcherType.class));
                    context.addEventListener(new ServletContextListener() {
                        @Override
                        public void contextInitialized(ServletContextEvent event) {
                            declared.setInitParameter("allow", "dns:nobody.example");
                        }
                    });
                })
                .start()) {
            assertThat(site.get("/declared/x", Site.BILLING).body()).contains("not-allowed");
        }
    }

    @Test
    void annotations_of_a_named_trust_need_no_trust_called_default() throws Exception {
        Path anchors = Files.writeString(folder.resolve("acme.pem"), Site.ACME.pem());
        try (Site site = Site.plain()
                .param("trust.nobody.anchors", anchors.toString())
                .servlet("/x", new UnknownTrust())
                .start()) {
            assertThat(site.get("/x").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void a_mistake_in_a_filter_of_web_xml_stops_the_deployment() throws Exception {
        assertThatThrownBy(Site.trustingAcme(folder).but(context -> {
                    FilterHolder declared = new FilterHolder(ClientCertFilter.class);
                    declared.setName("partners");
                    declared.setInitParameter("trsut", "default");
                    context.addFilter(declared, "/*", EnumSet.allOf(DispatcherType.class));
                })::start)
                .hasStackTraceContaining("init-param trsut of the filter partners");
    }
}
