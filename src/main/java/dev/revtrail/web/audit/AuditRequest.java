package dev.revtrail.web.audit;

import java.math.BigInteger;

import dev.revtrail.ChangeQuery;

/**
 * What a caller wants of contract 2.
 *
 * @param query which entries
 * @param page the page's number, from 0
 * @param size how many entries a page has
 */
record AuditRequest(ChangeQuery query, BigInteger page, int size) {

}
