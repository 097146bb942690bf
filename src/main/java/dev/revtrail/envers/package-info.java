/**
 * Capture and history on Hibernate Envers: the revision entity, the listeners, the entry
 * index and the reading of audit rows.
 */
@NullMarked
package dev.revtrail.envers;

import org.jspecify.annotations.NullMarked;
