/**
 * The clinic's pages in a browser.
 */
@NullMarked
package dev.clinic.page;

import org.jspecify.annotations.NullMarked;
