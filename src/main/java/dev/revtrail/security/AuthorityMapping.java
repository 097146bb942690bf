package dev.revtrail.security;

import java.util.Set;

import dev.revtrail.Caller;

/**
 * Maps the host's authorities to those of the change log. A host whose authorities have
 * names of their own provides a bean, such as <pre>
 * (authority) -&gt; switch (authority) {
 *     case "SCOPE_log.read" -&gt; Set.of(Caller.AUDIT_READ);
 *     case "ROLE_CHIEF" -&gt; Set.of(Caller.AUDIT_READ, Caller.AUDIT_NOTE);
 *     default -&gt; Set.of();
 * }
 * </pre> An authority that it does not return is not granted, regardless of the names of
 * the host's authorities.
 */
@FunctionalInterface
public interface AuthorityMapping {

	/**
	 * Returns the authorities of the change log that one of the host's authorities
	 * grants.
	 * @param authority the name of an authority that the host granted
	 * @return names that the change log knows, such as {@link Caller#AUDIT_READ}, and
	 * those that masked attributes are revealed to; none where it allows nothing
	 */
	Set<String> allowedBy(String authority);

}
