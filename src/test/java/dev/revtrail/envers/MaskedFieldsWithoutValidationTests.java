package dev.revtrail.envers;

import dev.revtrail.WithoutValidation;

/**
 * The same where Hibernate checks for nulls itself.
 */
@WithoutValidation
class MaskedFieldsWithoutValidationTests extends MaskedFieldsTests {

}
