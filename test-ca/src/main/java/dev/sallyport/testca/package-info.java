/** Certificates for tests and demos: {@link dev.sallyport.testca.TestCa} issues them. */
@NullMarked
package dev.sallyport.testca;

import org.jspecify.annotations.NullMarked;
