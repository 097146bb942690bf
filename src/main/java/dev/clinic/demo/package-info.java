/**
 * Demo data: some six months of a practice's life, made the way a practice would.
 */
@NullMarked
package dev.clinic.demo;

import org.jspecify.annotations.NullMarked;
