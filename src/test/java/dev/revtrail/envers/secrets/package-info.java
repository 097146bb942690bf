/**
 * An application whose records have attributes with the names of secrets.
 */
@NullMarked
package dev.revtrail.envers.secrets;

import org.jspecify.annotations.NullMarked;
