/** Starts the sample by itself: {@link dev.sallyport.sample.demo.Main} unpacks it, {@code Demo} runs it on Jetty. */
@NullMarked
package dev.sallyport.sample.demo;

import org.jspecify.annotations.NullMarked;
