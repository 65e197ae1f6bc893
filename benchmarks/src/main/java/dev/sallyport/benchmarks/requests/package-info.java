/** The Servlet API around a filter, as lean as a container's, without a container. The same for every contender. */
package dev.sallyport.benchmarks.requests;
