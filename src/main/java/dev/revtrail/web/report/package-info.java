/**
 * The access report of a patient.
 */
@NullMarked
package dev.revtrail.web.report;

import org.jspecify.annotations.NullMarked;
