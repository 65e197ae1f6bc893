// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.security;

import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;

/** For auditors. */
@WebServlet("/vault")
@ServletSecurity(@HttpConstraint(rolesAllowed = "auditor"))
public class VaultServlet extends WhoServlet {}
