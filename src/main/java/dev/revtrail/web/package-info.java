/**
 * Serves the change log over HTTP. Each contract has a package; this one contains the
 * code that they share.
 */
@NullMarked
package dev.revtrail.web;

import org.jspecify.annotations.NullMarked;
