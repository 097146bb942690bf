/**
 * Contract 2, audit: the change log as pages of records of who did what.
 */
@NullMarked
package dev.revtrail.web.audit;

import org.jspecify.annotations.NullMarked;
