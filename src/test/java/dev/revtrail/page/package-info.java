/**
 * Tests of the audit page.
 */
@NullMarked
package dev.revtrail.page;

import org.jspecify.annotations.NullMarked;
