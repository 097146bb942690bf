package dev.revtrail.event;

import dev.revtrail.WithoutValidation;

/**
 * The same where Hibernate checks for nulls itself.
 */
@WithoutValidation
class EventLogWithoutValidationTests extends EventLogTests {

}
