package dev.revtrail.envers;

import org.springframework.test.context.TestPropertySource;

/**
 * The change log at isolation level REPEATABLE_READ.
 */
@TestPropertySource(properties = "spring.datasource.hikari.transaction-isolation=TRANSACTION_REPEATABLE_READ")
class ChangeLogRepeatableReadTests extends ChangeLogContract {

}
