/**
 * A host application that changes its records by bulk statements, in all the ways there
 * are.
 */
@NullMarked
package example.pharmacy;

import org.jspecify.annotations.NullMarked;
