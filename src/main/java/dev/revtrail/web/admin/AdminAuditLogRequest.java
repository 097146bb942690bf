package dev.revtrail.web.admin;

import java.math.BigInteger;

import dev.revtrail.ChangeQuery;

/**
 * What a caller wants of contract 3.
 *
 * @param query which entries
 * @param offset how many of them to leave out
 * @param limit how many to show
 */
record AdminAuditLogRequest(ChangeQuery query, BigInteger offset, int limit) {

}
