/**
 * A host application with what is masked, large or named by a label.
 */
@NullMarked
package dev.revtrail.envers.archive;

import org.jspecify.annotations.NullMarked;
