package dev.revtrail.envers.matrix.seats;

import dev.revtrail.ChangeLogCase;

import org.springframework.test.context.TestPropertySource;

/**
 * The same with the strategy that notes until when an audit row holds.
 */
@TestPropertySource(properties = ChangeLogCase.VALIDITY)
class IdWithReferenceValidityTests extends IdWithReferenceTests {

}
