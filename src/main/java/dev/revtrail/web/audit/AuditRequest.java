package dev.revtrail.web.audit;

import java.math.BigInteger;

import dev.revtrail.ChangeQuery;

/**
 * A request for a page of contract 2.
 *
 * @param query which entries
 * @param page the page's number, from 0
 * @param size the number of entries per page
 */
record AuditRequest(ChangeQuery query, BigInteger page, int size) {

}
