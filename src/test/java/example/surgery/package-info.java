/**
 * A surgery whose staff signs in.
 */
@NullMarked
package example.surgery;

import org.jspecify.annotations.NullMarked;
