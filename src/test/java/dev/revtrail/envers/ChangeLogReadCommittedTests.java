package dev.revtrail.envers;

import org.springframework.test.context.TestPropertySource;

/**
 * The change log at isolation level READ_COMMITTED.
 */
@TestPropertySource(properties = "spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_COMMITTED")
class ChangeLogReadCommittedTests extends ChangeLogContract {

}
