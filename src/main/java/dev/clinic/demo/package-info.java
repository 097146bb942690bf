/**
 * Demo data: about six months in the life of practices, made in the way of a practice.
 */
@NullMarked
package dev.clinic.demo;

import org.jspecify.annotations.NullMarked;
