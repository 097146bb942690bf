/**
 * Serves the change log over HTTP, one package for each contract; here is what they
 * share.
 */
@NullMarked
package dev.revtrail.web;

import org.jspecify.annotations.NullMarked;
