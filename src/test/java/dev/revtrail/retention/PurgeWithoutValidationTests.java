package dev.revtrail.retention;

import dev.revtrail.WithoutValidation;

/**
 * The same where Hibernate checks for nulls itself.
 */
@WithoutValidation
class PurgeWithoutValidationTests extends PurgeTests {

}
