// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.RequireClientCert;
import jakarta.servlet.http.HttpServlet;
import org.junit.jupiter.api.Test;

/** Annotations add up, wherever in the lineage of a class they stand. */
class AnnotatedTest {

    @RequireClientCert(trust = "partners")
    private interface Guarded {}

    @RequireClientCert(trust = "staff")
    private static class Base extends HttpServlet {}

    @RequireClientCert(trust = "auditors")
    private static final class Heir extends Base implements Guarded {}

    private static final class Open extends HttpServlet {}

    @Test
    void an_annotation_of_a_subclass_does_not_replace_those_above_it() {
        assertThat(Annotated.requirements(Heir.class))
                .extracting(RequireClientCert::trust)
                .containsExactlyInAnyOrder("auditors", "staff", "partners");
    }

    @Test
    void a_class_without_any_requires_nothing() {
        assertThat(Annotated.requirements(Open.class)).isEmpty();
        assertThat(Annotated.problem(Open.class)).isEmpty();
    }
}
