/**
 * Billing items of patients, their insurance policies, and claims.
 */
@NullMarked
package dev.clinic.billing;

import org.jspecify.annotations.NullMarked;
