/**
 * Contract 3, admin-audit-log: the change log as rows for those who operate a platform.
 */
@NullMarked
package dev.revtrail.web.admin;

import org.jspecify.annotations.NullMarked;
