/**
 * An entity whose label, patient and masked attribute are inherited.
 */
@NullMarked
package dev.revtrail.envers.labelled;

import org.jspecify.annotations.NullMarked;
