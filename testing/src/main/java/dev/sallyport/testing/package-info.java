/**
 * For the tests of applications: callers with client certificates, requests that they make, and clients over real TLS. Begin
 * with {@link dev.sallyport.testing.WithPeer}. Certificates of every kind are made by {@link dev.sallyport.testca.TestCa}.
 */
@NullMarked
package dev.sallyport.testing;

import org.jspecify.annotations.NullMarked;
