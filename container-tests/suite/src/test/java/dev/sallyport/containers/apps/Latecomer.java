// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import dev.sallyport.RequireClientCert;

/** Guarded by its annotation, and known to the container only when a listener adds it. */
@RequireClientCert
public class Latecomer extends Reached {}
