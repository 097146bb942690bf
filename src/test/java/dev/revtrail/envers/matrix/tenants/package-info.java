/**
 * Records of several tenants in one database.
 */
@NullMarked
package dev.revtrail.envers.matrix.tenants;

import org.jspecify.annotations.NullMarked;
