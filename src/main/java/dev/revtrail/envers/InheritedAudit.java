package dev.revtrail.envers;

import java.util.Map;
import java.util.Set;

/**
 * What became of the attributes that Envers' own rule leaves out, as their mapped
 * superclass is not annotated.
 *
 * @param added the attributes that are audited all the same
 * @param leftOut those that Envers cannot audit, with the reasons
 */
record InheritedAudit(Set<Attribute> added, Map<Attribute, String> leftOut) {

	static final InheritedAudit NONE = new InheritedAudit(Set.of(), Map.of());

	/**
	 * An attribute of an entity or embeddable.
	 *
	 * @param owner the name of the class that has the attribute, which a superclass may
	 * declare
	 * @param name its name
	 */
	record Attribute(String owner, String name) {

	}

}
