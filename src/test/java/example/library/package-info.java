/**
 * A library, which reads its history by Spring Data Envers too.
 */
@NullMarked
package example.library;

import org.jspecify.annotations.NullMarked;
