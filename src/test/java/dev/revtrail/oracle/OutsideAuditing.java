package dev.revtrail.oracle;

import java.lang.annotation.Annotation;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.models.spi.ClassDetails;
import org.hibernate.models.spi.MemberDetails;
import org.hibernate.models.spi.MutableAnnotationTarget;

/**
 * Makes the entities of Hibernate's own test artifact audited from outside: their classes
 * bear no annotation of Envers', so this puts the annotations on the details that
 * Hibernate has of them, which Envers reads after it. No other entity is touched.
 */
public final class OutsideAuditing implements AdditionalMappingContributor {

	/** Where the entities come from. */
	static final String FOREIGN = "org.hibernate.testing.orm.domain.";

	/** Attributes that stay without audit, by class and name, each with the reason. */
	static final Map<String, String> ATTRIBUTES_LEFT_OUT = Map.of("gambit.EntityOfBasics.theClob",
			"Hibernate fails to write a Clob again that it has read.", "gambit.EntityOfArrays.arrayOfBasics",
			"Envers stops the start-up at an array.", "gambit.EntityWithOneToMany.othersIdentifierBag",
			"Envers stops the start-up at a bag with @CollectionId.", "contacts.Contact.phoneNumbers",
			"Envers' key of a bag of embeddables does not distinguish two that join in one transaction.",
			"gambit.EntityOfMaps.basicByComponent",
			"Envers' key of the map does not distinguish two keys that join with the same value in one transaction.",
			"animal.Human.friends",
			"Animals are equal that are not the same, and Envers distinguishes elements by equality.",
			"animal.Human.family",
			"Animals are equal that are not the same, and Envers distinguishes elements by equality.",
			"animal.Zoo.directors",
			"Animals are equal that are not the same, and Envers distinguishes elements by equality.",
			"animal.Zoo.mammals",
			"Animals are equal that are not the same, and Envers distinguishes elements by equality.",
			"animal.Animal.offspring", "It is the second mapping of the column that mother writes.");

	/** What bears the annotations that are put on the foreign classes. */
	@Audited
	private static final class Template {

		@NotAudited
		private int leftOut;

	}

	@Override
	public void contribute(AdditionalMappingContributions contributions, InFlightMetadataCollector metadata,
			ResourceStreamLocator resources, MetadataBuildingContext context) {
		repair(metadata);
		for (PersistentClass entity : metadata.getEntityBindings()) {
			String name = entity.getClassName();
			if (name != null && name.startsWith(FOREIGN)) {
				ClassDetails details = metadata.getClassDetailsRegistry().resolveClassDetails(name);
				annotate(details, annotation(Audited.class));
				Stream.concat(details.getFields().stream(), details.getMethods().stream())
					.filter((member) -> ATTRIBUTES_LEFT_OUT.containsKey(attribute(name, member)))
					.forEach((member) -> annotate(member, annotation(NotAudited.class)));
			}
		}
	}

	/**
	 * Loads the offspring of animals in no order: the column that it names is in another
	 * table, so that Hibernate fails to read it, as Envers does at each deletion.
	 */
	private static void repair(InFlightMetadataCollector metadata) {
		Collection offspring = metadata.getCollectionBinding(FOREIGN + "animal.Animal.offspring");
		if (offspring != null) {
			offspring.setOrderBy(null);
		}
	}

	private static String attribute(String entity, MemberDetails member) {
		String name = member.getName().replaceFirst("^get(?=[A-Z])", "");
		return entity.substring(FOREIGN.length()) + "." + name.substring(0, 1).toLowerCase(Locale.ROOT)
				+ name.substring(1);
	}

	private static Annotation annotation(Class<? extends Annotation> type) {
		try {
			return (type == Audited.class) ? Template.class.getAnnotation(type)
					: Template.class.getDeclaredField("leftOut").getAnnotation(type);
		}
		catch (NoSuchFieldException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void annotate(Object details, Annotation annotation) {
		((MutableAnnotationTarget) details).addAnnotationUsage(annotation);
	}

}
