/**
 * What hosts see of the engine on Hibernate Envers: the revision entity with its
 * listener, and the failures of a start-up. The engine itself is in the packages below.
 */
@NullMarked
package dev.revtrail.envers;

import org.jspecify.annotations.NullMarked;
