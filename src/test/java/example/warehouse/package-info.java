/**
 * A foreign application that does nothing but write: parcels with their labels.
 */
@NullMarked
package example.warehouse;

import org.jspecify.annotations.NullMarked;
