package dev.revtrail.envers;

/**
 * Bulk changes, with Envers' default strategy.
 */
class BulkChangesDefaultStrategyTests extends BulkChangesContract {

}
