/**
 * How long entries are kept: retention policies, and the purge that archives and removes
 * what is older.
 */
@NullMarked
package dev.revtrail.retention;

import org.jspecify.annotations.NullMarked;
