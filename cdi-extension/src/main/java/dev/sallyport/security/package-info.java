/** Client certificates as an authentication mechanism of Jakarta Security; start with the definition annotation. */
@NullMarked
package dev.sallyport.security;

import org.jspecify.annotations.NullMarked;
