/** Runs published test vectors against the public API and holds the result to what docs/conformance.md declares. */
package dev.sallyport.conformance;
