/**
 * Mappings at the edges of what Envers keeps.
 */
@NullMarked
package dev.revtrail.envers.matrix.edges;

import org.jspecify.annotations.NullMarked;
