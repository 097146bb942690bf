/**
 * Tests of the demo data.
 */
@NullMarked
package dev.clinic.demo;

import org.jspecify.annotations.NullMarked;
