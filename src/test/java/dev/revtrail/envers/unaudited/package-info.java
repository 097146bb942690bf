/**
 * Entities with attributes that are not audited, for all the reasons there are.
 */
@NullMarked
package dev.revtrail.envers.unaudited;

import org.jspecify.annotations.NullMarked;
