/**
 * Random histories whose entries are predicted: over a registry of our own by a shadow
 * model in plain Java, over Hibernate's test entities from the rows of the plain tables.
 * Neither shares code with the library: of that they know the vocabulary alone.
 */
@NullMarked
package dev.revtrail.oracle;

import org.jspecify.annotations.NullMarked;
