/**
 * What the tests of a host application can check.
 */
@NullMarked
package dev.revtrail.test;

import org.jspecify.annotations.NullMarked;
