package dev.revtrail.envers;

import dev.revtrail.WithoutValidation;

/**
 * The change log where Hibernate checks for nulls itself.
 */
@WithoutValidation
class ChangeLogWithoutValidationTests extends ChangeLogContract {

}
