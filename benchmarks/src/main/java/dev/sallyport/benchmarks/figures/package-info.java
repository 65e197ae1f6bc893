/** What was measured: medians, spreads, ratios, and whether they are what was promised. */
package dev.sallyport.benchmarks.figures;
