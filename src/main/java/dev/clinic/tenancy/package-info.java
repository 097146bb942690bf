/**
 * What all records have in common: they belong to an organization, and are unseen by any
 * other.
 */
@NullMarked
package dev.clinic.tenancy;

import org.jspecify.annotations.NullMarked;
