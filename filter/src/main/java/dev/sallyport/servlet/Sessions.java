// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.config.Settings;
import dev.sallyport.gate.Policy;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.util.EnumSet;
import java.util.Set;

/** Keeps session ids to cookies that travel over HTTPS only, where the application has not chosen otherwise. */
final class Sessions {

    private Sessions() {}

    static void secure(ServletContext context, Policy policy, Settings advised) {
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        cookie.setHttpOnly(true);
        if (!policy.httpsReportOnly()) {
            cookie.setSecure(true);
        }
        Set<SessionTrackingMode> effective = context.getEffectiveSessionTrackingModes();
        if (effective.equals(context.getDefaultSessionTrackingModes())) {
            context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
        } else if (effective.contains(SessionTrackingMode.URL)) {
            advised.advice(
                    "the application tracks sessions by URL: session ids will stand in logs and Referer headers");
        }
    }
}
