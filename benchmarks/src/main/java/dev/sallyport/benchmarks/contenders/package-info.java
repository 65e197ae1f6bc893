/** Who is compared: Sallyport, and what others would put in its place. */
package dev.sallyport.benchmarks.contenders;
