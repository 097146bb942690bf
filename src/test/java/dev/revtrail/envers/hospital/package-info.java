/**
 * A small host application for the tests of capture and history.
 */
@NullMarked
package dev.revtrail.envers.hospital;

import org.jspecify.annotations.NullMarked;
