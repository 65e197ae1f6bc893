/** Certificates that nobody has seen before: what is measured depends on what the JDK remembers of them. */
package dev.sallyport.benchmarks.pki;
