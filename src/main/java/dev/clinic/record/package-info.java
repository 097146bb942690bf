/**
 * What all records have in common: they belong to an organization and are unseen by any
 * other; they have numbers and rules, and principals with roles work on them.
 */
@NullMarked
package dev.clinic.record;

import org.jspecify.annotations.NullMarked;
