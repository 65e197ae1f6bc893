/** Readiness by MicroProfile Health, where that is there; {@link dev.sallyport.health.HealthExtension} sets it up. */
@NullMarked
package dev.sallyport.health;

import org.jspecify.annotations.NullMarked;
