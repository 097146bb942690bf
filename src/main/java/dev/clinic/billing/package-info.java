/**
 * What patients owe, who insures them, and the claims that follow.
 */
@NullMarked
package dev.clinic.billing;

import org.jspecify.annotations.NullMarked;
