/**
 * Users: patients and those who care for them.
 */
@NullMarked
package dev.clinic.people;

import org.jspecify.annotations.NullMarked;
