/**
 * Forms that patients fill in.
 */
@NullMarked
package dev.clinic.forms;

import org.jspecify.annotations.NullMarked;
