/**
 * Changes that stateless sessions make.
 */
@NullMarked
package dev.revtrail.envers.stateless;

import org.jspecify.annotations.NullMarked;
