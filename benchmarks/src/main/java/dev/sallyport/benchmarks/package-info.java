/** What Sallyport costs beside what others cost: one class for each question, and {@link Main}, which has them all answered. */
package dev.sallyport.benchmarks;
