/**
 * Serves the change log over HTTP, one package for each contract. Contracts share the
 * packages for requests, entries and exports; this package contains what hosts use.
 */
@NullMarked
package dev.revtrail.web;

import org.jspecify.annotations.NullMarked;
