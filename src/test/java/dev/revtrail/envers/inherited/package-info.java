/**
 * Entities that inherit attributes from mapped superclasses which are not annotated.
 */
@NullMarked
package dev.revtrail.envers.inherited;

import org.jspecify.annotations.NullMarked;
