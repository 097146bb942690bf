/**
 * The common parts of all records: they belong to an organization, are hidden from all
 * others, have numbers and rules, and are changed by principals with roles.
 */
@NullMarked
package dev.clinic.record;

import org.jspecify.annotations.NullMarked;
