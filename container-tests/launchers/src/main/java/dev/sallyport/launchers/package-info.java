/** Starts one embedded container with the applications it is told, and says where it listens. */
package dev.sallyport.launchers;
