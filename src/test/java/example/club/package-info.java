/**
 * A club, whose callers come with tokens of an identity provider.
 */
@NullMarked
package example.club;

import org.jspecify.annotations.NullMarked;
