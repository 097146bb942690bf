/**
 * Random histories whose entries a shadow model in plain Java predicts. It shares no code
 * with the library: of that it knows the vocabulary alone.
 */
@NullMarked
package dev.revtrail.oracle;

import org.jspecify.annotations.NullMarked;
