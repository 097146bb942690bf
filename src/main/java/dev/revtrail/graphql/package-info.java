/**
 * Contract 4, auditLog: the change log over GraphQL. The schema and its engine are the
 * library's own, independent of any schema of the host.
 */
@NullMarked
package dev.revtrail.graphql;

import org.jspecify.annotations.NullMarked;
