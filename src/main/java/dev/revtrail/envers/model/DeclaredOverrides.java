package dev.revtrail.envers.model;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.Embeddable;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.AuditOverrides;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.models.spi.ClassDetails;
import org.hibernate.models.spi.MutableAnnotationTarget;

import org.springframework.core.annotation.MergedAnnotation;

/**
 * What Envers is to find on one class besides the host's own annotations: which of its
 * superclasses are audited, and which of their attributes are not.
 */
final class DeclaredOverrides {

	private final ClassDetails type;

	private final Set<AuditOverride> overrides = new LinkedHashSet<>();

	private final List<MutableAnnotationTarget> gettersLeftOut = new ArrayList<>();

	DeclaredOverrides(ClassDetails type) {
		this.type = type;
	}

	void add(InheritedAttribute attribute) {
		if (attribute.declaring() != this.type) {
			include(attribute.declaring());
		}
		if (attribute.obstacle() != null) {
			if (attribute.member().isField()) {
				this.overrides.add(override(attribute.declaring(), attribute.name(), false));
			}
			else {
				this.gettersLeftOut.add((MutableAnnotationTarget) attribute.member());
			}
		}
	}

	/** Envers does not go beyond a class of which nothing is audited. */
	private void include(ClassDetails declaring) {
		var decided = MappedHierarchy.decidedByHost(this.type);
		for (ClassDetails superclass : MappedHierarchy.of(this.type)) {
			if (superclass != this.type && !superclass.hasDirectAnnotationUsage(Audited.class)
					&& !superclass.hasDirectAnnotationUsage(Embeddable.class)
					&& !decided.containsKey(superclass.getName())) {
				this.overrides.add(override(superclass, "", true));
			}
			if (superclass == declaring) {
				break;
			}
		}
	}

	/** The host's own come first, as the first one that Envers finds counts. */
	void apply(InFlightMetadataCollector metadata) {
		List<AuditOverride> all = new ArrayList<>(MappedHierarchy.overrides(this.type));
		all.addAll(this.overrides);
		MutableAnnotationTarget target = (MutableAnnotationTarget) this.type;
		target.removeAnnotationUsage(metadata.getBootstrapContext()
			.getModelsContext()
			.getAnnotationDescriptorRegistry()
			.getDescriptor(AuditOverride.class));
		target.addAnnotationUsage(annotation(AuditOverrides.class, Map.of("value", all.toArray(AuditOverride[]::new))));
		this.gettersLeftOut.forEach((getter) -> getter.addAnnotationUsage(annotation(NotAudited.class, Map.of())));
	}

	private static AuditOverride override(ClassDetails superclass, String name, boolean audited) {
		return annotation(AuditOverride.class,
				Map.of("forClass", superclass.toJavaClass(), "name", name, "isAudited", audited));
	}

	private static <A extends Annotation> A annotation(Class<A> type, Map<String, Object> values) {
		return MergedAnnotation.of(type, values).synthesize();
	}

}
