/**
 * The tracked model: entities, fields, keys, masks and former names, read once from
 * Hibernate's and Envers' mappings.
 */
@NullMarked
package dev.revtrail.envers.model;

import org.jspecify.annotations.NullMarked;
