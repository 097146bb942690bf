/**
 * Work on all records of a type that takes long: where it stands, which node does it, and
 * the thread that it is done on.
 */
@NullMarked
package dev.revtrail.envers.run;

import org.jspecify.annotations.NullMarked;
