/** Servers of their own, with real connections to them: what a filter costs of the whole. */
package dev.sallyport.benchmarks.endtoend;
