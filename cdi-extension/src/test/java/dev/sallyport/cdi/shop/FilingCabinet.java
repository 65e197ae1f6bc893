// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import jakarta.enterprise.context.ApplicationScoped;

/** Requires what it inherits. */
@ApplicationScoped
public class FilingCabinet extends Cabinet {}
