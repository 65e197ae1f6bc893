/** The guard of Jakarta REST resources; {@link dev.sallyport.rest.GuardFeature} sets it up. */
@NullMarked
package dev.sallyport.rest;

import org.jspecify.annotations.NullMarked;
