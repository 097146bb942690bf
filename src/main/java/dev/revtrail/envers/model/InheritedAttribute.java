package dev.revtrail.envers.model;

import dev.revtrail.envers.model.InheritedAudit.Attribute;
import org.hibernate.models.spi.ClassDetails;
import org.hibernate.models.spi.MemberDetails;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that Envers' own rule leaves out.
 *
 * @param type the class that has it
 * @param declaring the mapped superclass that declares it
 * @param member its field or getter there
 * @param name its name
 * @param obstacle why it stays unaudited; null where it is audited now
 */
record InheritedAttribute(ClassDetails type, ClassDetails declaring, MemberDetails member, String name,
		@Nullable String obstacle) {

	Attribute attribute() {
		return new Attribute(this.type.getName(), this.name);
	}

	Division division() {
		return new Division(this.type.getName(), this.declaring.getName());
	}

	/**
	 * What a class has from one superclass.
	 *
	 * @param type the class
	 * @param declaring the superclass
	 */
	record Division(String type, String declaring) {

	}

}
