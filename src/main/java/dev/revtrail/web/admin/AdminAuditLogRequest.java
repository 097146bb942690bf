package dev.revtrail.web.admin;

import java.math.BigInteger;

import dev.revtrail.ChangeQuery;

/**
 * A request for a list of contract 3.
 *
 * @param query which entries
 * @param offset the number of entries to skip
 * @param limit the maximum number of entries
 */
record AdminAuditLogRequest(ChangeQuery query, BigInteger offset, int limit) {

}
