/**
 * What reading costs in the clinic.
 */
@NullMarked
package dev.clinic.bench;

import org.jspecify.annotations.NullMarked;
