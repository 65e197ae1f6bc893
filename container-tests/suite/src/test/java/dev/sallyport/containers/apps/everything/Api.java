// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.everything;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the resources are. */
@ApplicationPath("/api")
public class Api extends Application {}
