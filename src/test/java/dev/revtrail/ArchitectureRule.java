package dev.revtrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * What may depend on what, and how things are called. Every rule holds under any root
 * package, so that the classes under {@code fixture} can show that it is able to fail:
 * the one named by {@link #breaker()} breaks it.
 */
enum ArchitectureRule {

	VOCABULARY_KNOWS_ONLY_ANNOTATIONS("KnowsSpring",
			uses("", List.of(), "jakarta.persistence..", "org.hibernate.envers..")),

	CONTEXT_KNOWS_ONLY_THE_WEB("context.KnowsSecurity",
			uses(".context", List.of(""),
					with(Spring.WIRING, Spring.WEB, "io.micrometer.context..", "io.micrometer.tracing..",
							"io.opentelemetry.api..", "org.springframework.transaction.support..",
							"org.springframework.batch.core.scope.context.."))),

	DIFF_IS_PURE("diff.KnowsPersistence", uses(".diff", List.of(""))),

	ENVERS_KNOWS_PERSISTENCE_BUT_NO_WEB("envers.KnowsTheWeb", room("")),

	THE_MODEL_IS_BELOW_ALL_ROOMS("envers.model.KnowsTheIndex", room(".model", "")),

	THE_SCHEMA_KNOWS_THE_MODEL("envers.schema.KnowsTheIndex", room(".schema", "", ".model")),

	THE_INDEX_KNOWS_MODEL_AND_SCHEMA("envers.index.KnowsTheCapture", room(".index", "", ".model", ".schema")),

	THE_CAPTURE_WRITES_INTO_THE_INDEX("envers.capture.KnowsEvents", room(".capture", "", ".model", ".index")),

	EVENTS_ARE_WRITTEN_LIKE_CHANGES("envers.event.KnowsTheLog", room(".event", "", ".model", ".index", ".capture")),

	DETECTION_KNOWS_THE_MODEL("envers.bulk.detect.KnowsTheCapture", room(".bulk.detect", "", ".model")),

	BULK_CHANGES_JOIN_THE_CAPTURE("envers.bulk.KnowsEvents",
			room(".bulk", "", ".model", ".index", ".capture", ".bulk.detect")),

	THE_LOG_READS_INDEX_AND_EVENTS("envers.log.KnowsThePurge",
			room(".log", "", ".model", ".index", ".event", ".count", "..baseline")),

	THE_PURGE_READS_THE_LOG("envers.purge.KnowsTheBulk",
			room(".purge", "", ".model", ".index", ".event", ".feed", ".count", ".log", "..retention")),

	THE_FEED_READS_WHAT_WAS_CAPTURED("envers.feed.KnowsTheLog",
			room(".feed", "", ".model", ".index", ".capture", "..feed")),

	THE_COUNTS_FOLLOW_THE_LOG("envers.count.KnowsTheLog", room(".count", "", ".model", ".index", ".feed", "..feed")),

	RUNS_KNOW_MODEL_AND_INDEX("envers.run.KnowsTheLog", room(".run", "", ".model", ".index")),

	THE_BASELINE_WRITES_AUDIT_ROWS("envers.baseline.KnowsTheLog",
			room(".baseline", "", ".model", ".index", ".capture", ".bulk", ".run", "..baseline", "..feed")),

	THE_RECONCILIATION_READS_THE_LOG("envers.reconciliation.KnowsTheFeed",
			room(".reconciliation", "", ".model", ".index", ".capture", ".log", ".run", "..reconciliation")),

	THE_BOOT_ROOM_KNOWS_ALL_ROOMS("envers.boot.KnowsTheWeb",
			room(".boot", "", ".model", ".schema", ".index", ".capture", ".event", ".bulk", ".bulk.detect", ".log",
					".feed", ".count", ".purge", ".baseline", ".reconciliation", "..reconciliation", "..retention")),

	NO_OTHER_PACKAGE_KNOWS_A_ROOM("context.KnowsARoom",
			(root) -> ArchRuleDefinition.noClasses()
				.that()
				.resideOutsideOfPackage(root + ".revtrail.envers..")
				.should()
				.dependOnClassesThat()
				.resideInAPackage(root + ".revtrail.envers.*..")),

	PACKAGES_FORM_NO_CYCLES("graphql.OneWay",
			(root) -> SlicesRuleDefinition.slices()
				.assignedFrom(partsOf("packages", root + ".revtrail", JavaClass::getPackageName))
				.should()
				.beFreeOfCycles()),

	THE_CLINICS_PACKAGES_FORM_NO_CYCLES("fixture.dev.clinic.records.OneWay",
			(root) -> SlicesRuleDefinition.slices()
				.assignedFrom(partsOf("packages", root + ".clinic", JavaClass::getPackageName))
				.should()
				.beFreeOfCycles()),

	CLASSES_FORM_NO_CYCLES("graphql.OneWay",
			(root) -> SlicesRuleDefinition.slices()
				.assignedFrom(partsOf("classes", root + ".revtrail", ArchitectureRule::topLevelName))
				.should()
				.beFreeOfCycles()),

	/**
	 * A form creates its answers, and an answer depends on the state of its form. In the
	 * other exceptions an annotation names the listener or validator of its type.
	 */
	THE_CLINICS_CLASSES_FORM_NO_CYCLES("fixture.dev.clinic.records.OneWay",
			(root) -> SlicesRuleDefinition.slices()
				.assignedFrom(partsOf("classes", root + ".clinic", ArchitectureRule::topLevelName))
				.should()
				.beFreeOfCycles()
				.ignoreDependency(root + ".clinic.forms.FormAnswerGroup", root + ".clinic.forms.FormAnswer")
				.ignoreDependency(root + ".clinic.organization.Organization",
						root + ".clinic.organization.OrganizationListener")
				.ignoreDependency(root + ".clinic.people.WithRole", root + ".clinic.people.WithRoleValidator")
				.ignoreDependency(root + ".clinic.record.ClinicRecord", root + ".clinic.record.RecordListener")),

	EVENT_KNOWS_NO_STORE("event.KnowsEnvers",
			uses(".event", List.of("", ".context"),
					with(Spring.WIRING, "org.springframework.transaction..", "org.springframework.aop..",
							"org.aopalliance..", "org.springframework.expression.."))),

	ACTUATE_KNOWS_NO_STORE("actuate.KnowsEnvers",
			uses(".actuate", List.of("", ".baseline", ".feed", ".reconciliation", ".retention"),
					with(Spring.WIRING, "org.springframework.boot.health..", "org.springframework.boot.actuate..",
							"io.micrometer.core.."))),

	THE_BASELINE_IS_A_PORT("baseline.KnowsEnvers", uses(".baseline", List.of(""))),

	THE_RECONCILIATION_IS_A_PORT("reconciliation.KnowsEnvers", uses(".reconciliation", List.of(""))),

	THE_FEED_IS_A_PORT("feed.KnowsEnvers", uses(".feed", List.of("", ".context"))),

	RETENTION_KNOWS_NO_STORE("retention.KnowsEnvers",
			uses(".retention", List.of("", ".context"),
					with(Spring.WIRING, "org.springframework.transaction..", "org.springframework.scheduling..",
							"tools.jackson..", "com.fasterxml.jackson.annotation.."))),

	SECURITY_KNOWS_ONLY_SPRING_SECURITY("security.KnowsEnvers",
			uses(".security", List.of("", ".context"), with(Spring.WIRING, "org.springframework.security.."))),

	WEB_KNOWS_ONLY_THE_VOCABULARY("web.KnowsEnvers",
			uses(".web..", List.of("", ".feed"), with(Spring.WIRING, Spring.WEB))),

	WEB_CONTRACTS_DO_NOT_KNOW_EACH_OTHER("web.one.KnowsTheOther",
			(root) -> SlicesRuleDefinition.slices()
				.matching(root + ".revtrail.web.(*)..")
				.should()
				.notDependOnEachOther()
				.ignoreDependency(DescribedPredicate.alwaysTrue(),
						JavaClass.Predicates.resideInAnyPackage(root + ".revtrail.web.request",
								root + ".revtrail.web.entry", root + ".revtrail.web.export"))),

	REQUESTS_KNOW_NO_ENTRY("web.request.KnowsAnEntry",
			uses(".web.request", List.of(""), with(Spring.WIRING, Spring.WEB))),

	ENTRIES_KNOW_NO_REQUEST("web.entry.KnowsTheRequest",
			uses(".web.entry", List.of(""), with(Spring.WIRING, Spring.WEB))),

	EXPORTS_KNOW_NO_CONTRACT("web.export.KnowsAContract",
			uses(".web.export", List.of("", ".web.request", ".web.entry"), with(Spring.WIRING, Spring.WEB))),

	GRAPHQL_KNOWS_NO_CONTRACT("graphql.KnowsAContract",
			uses(".graphql", List.of("", ".web", ".web.request", ".web.entry"),
					with(Spring.WIRING, Spring.WEB, "graphql.."))),

	PAGE_KNOWS_NO_CONTRACT("page.KnowsGraphQl",
			uses(".page", List.of("", ".web", ".web.request", ".web.entry", ".web.export", ".web.report"),
					with(Spring.WIRING, Spring.WEB))),

	ONLY_ENVERS_KNOWS_HIBERNATE("web.KnowsHibernate",
			(root) -> ArchRuleDefinition.noClasses()
				.that()
				.resideInAPackage(root + ".revtrail..")
				.and()
				.resideOutsideOfPackages(root + ".revtrail", root + ".revtrail.envers..")
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage("org.hibernate..", "jakarta.persistence..", "com.querydsl..")),

	ONLY_SECURITY_KNOWS_SPRING_SECURITY("context.KnowsSecurity",
			(root) -> ArchRuleDefinition.noClasses()
				.that()
				.resideInAPackage(root + ".revtrail..")
				.and()
				.resideOutsideOfPackage(root + ".revtrail.security..")
				.should()
				.dependOnClassesThat()
				.resideInAPackage("org.springframework.security..")),

	THE_LIBRARY_NEVER_SEES_THE_CLINIC("web.KnowsTheClinic",
			(root) -> ArchRuleDefinition.noClasses()
				.that()
				.resideInAPackage(root + ".revtrail..")
				.should()
				.dependOnClassesThat()
				.resideInAPackage(root + ".clinic..")),

	THE_CLINIC_USES_NO_INTERNALS("fixture.dev.clinic.KnowsEnvers",
			(root) -> ArchRuleDefinition.noClasses()
				.that()
				.resideInAPackage(root + ".clinic..")
				.should()
				.dependOnClassesThat(JavaClass.Predicates
					.resideInAnyPackage(root + ".revtrail.envers..", root + ".revtrail.diff..",
							root + ".revtrail.web..", root + ".revtrail.graphql..", root + ".revtrail.page..")
					.and(DescribedPredicate.not(HasName.Predicates.nameEndingWith(".ContractRefusals"))))),

	AUTO_CONFIGURATIONS_ARE_FINAL("envers.OpenAutoConfiguration",
			(root) -> ArchRuleDefinition.classes()
				.that()
				.areAnnotatedWith(AutoConfiguration.class)
				.should()
				.haveModifier(JavaModifier.FINAL)
				.andShould()
				.haveSimpleNameEndingWith("AutoConfiguration")),

	BEANS_BEAR_THE_PREFIX("context.HasABeanOfAnyName",
			(root) -> ArchRuleDefinition.methods()
				.that()
				.areAnnotatedWith(Bean.class)
				.and()
				.areDeclaredInClassesThat()
				.resideInAPackage(root + ".revtrail..")
				.should()
				.haveNameStartingWith("revtrail")),

	ENVERS_SHOWS_ONLY_WHAT_OTHERS_MUST_SEE("envers.PublicWithoutNeed",
			(root) -> ArchRuleDefinition.classes()
				.that()
				.resideInAPackage(root + ".revtrail.envers")
				.and()
				.areTopLevelClasses()
				.and(DescribedPredicate.not(isSeenByOthers()))
				.should()
				.notBePublic()),

	ROOMS_SHOW_ONLY_WHAT_OTHERS_USE("envers.model.PublicWithoutNeed",
			(root) -> ArchRuleDefinition.classes()
				.that()
				.resideInAPackage(root + ".revtrail.envers.*..")
				.and()
				.areTopLevelClasses()
				.and()
				.arePublic()
				.and(DescribedPredicate.not(isSeenByOthers()))
				.should(beUsedByAnotherPackage())),

	PACKAGES_SAY_WHAT_THEY_HOLD("util.Drawer",
			(root) -> ArchRuleDefinition.noClasses()
				.should()
				.resideInAnyPackage("..util..", "..utils..", "..common..", "..support..", "..helper..", "..helpers..",
						"..misc..", "..impl..")),

	PACKAGES_ARE_NULL_MARKED("util.Drawer", (root) -> ArchRuleDefinition.classes().should(beInANullMarkedPackage()));

	private final String breaker;

	private final Function<String, ArchRule> rule;

	ArchitectureRule(String breaker, Function<String, ArchRule> rule) {
		this.breaker = breaker.startsWith("fixture.") ? breaker : "fixture.dev.revtrail." + breaker;
		this.rule = rule;
	}

	/**
	 * The rule.
	 * @param root the package that holds {@code revtrail} and {@code clinic}
	 * @return the rule for what is below that package
	 */
	ArchRule under(String root) {
		return this.rule.apply(root).as(toString()).allowEmptyShould(true);
	}

	/**
	 * The class that breaks the rule.
	 * @return its name
	 */
	String breaker() {
		return this.breaker;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/**
	 * A package of the library may use itself, some others of the library, and no more.
	 */
	private static Function<String, ArchRule> uses(String name, List<String> others, String... foreign) {
		return (root) -> {
			String home = root + ".revtrail" + name;
			List<String> known = new ArrayList<>(List.of(foreign));
			known.addAll(List.of(home, "java..", "org.jspecify.annotations.."));
			others.forEach((other) -> known.add(root + ".revtrail" + other));
			return ArchRuleDefinition.classes()
				.that()
				.resideInAPackage(home)
				.should()
				.onlyDependOnClassesThat()
				.resideInAnyPackage(known.toArray(String[]::new));
		};
	}

	/**
	 * A room of the engine may use itself, some other rooms, packages next to the engine
	 * (two dots before their names), what the root, the context and the comparison offer,
	 * and persistence.
	 */
	private static Function<String, ArchRule> room(String name, String... rooms) {
		List<String> others = new ArrayList<>(List.of("", ".context", ".diff"));
		for (String other : rooms) {
			others.add(other.startsWith("..") ? other.substring(1) : ".envers" + other);
		}
		return uses(".envers" + name, others,
				with(Spring.WIRING, "org.hibernate..", "jakarta.persistence..", "javax.sql..", "com.querydsl..",
						"tools.jackson..", "org.springframework.orm..", "org.springframework.jdbc..",
						"org.springframework.transaction..", "org.springframework.dao..", "org.springframework.data..",
						"org.springframework.scheduling..", "org.springframework.aop..", "org.aopalliance..",
						"io.micrometer.observation..", "org.slf4j.."));
	}

	private static SliceAssignment partsOf(String parts, String root, Function<JavaClass, String> part) {
		return new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				String name = type.getPackageName();
				return (name.equals(root) || name.startsWith(root + ".")) ? SliceIdentifier.of(part.apply(type))
						: SliceIdentifier.ignore();
			}

			@Override
			public String getDescription() {
				return parts + " of " + root;
			}

		};
	}

	private static String topLevelName(JavaClass type) {
		return type.getName().replaceFirst("\\$.*", "");
	}

	private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
		return new ArchCondition<>("be used by another package") {

			/** Used as a constant or a local variable: no class file shows such a use. */
			private static final Set<String> UNSEEN = Set.of("LibrarySchema", "HistoryStarts");

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean used = UNSEEN.contains(type.getSimpleName()) || type.getDirectDependenciesToSelf()
					.stream()
					.anyMatch((use) -> !use.getOriginClass().getPackage().equals(type.getPackage()));
				events.add(new SimpleConditionEvent(type, used,
						"%s is public, and no other package uses it".formatted(type.getName())));
			}

		};
	}

	private static String[] with(Object... groups) {
		List<String> names = new ArrayList<>();
		for (Object group : groups) {
			names.addAll((group instanceof String name) ? List.of(name) : List.of((String[]) group));
		}
		return names.toArray(String[]::new);
	}

	/**
	 * Hibernate, Spring or a host must see it: entities and what Hibernate loads by name,
	 * configuration and its types, failures, and what Querydsl generates.
	 */
	private static DescribedPredicate<JavaClass> isSeenByOthers() {
		Set<String> allowed = Set.of("AuditTablesMode", "SchemaExport", "RevtrailSchemaInitializer", "AuditedChange",
				"ColumnText", "LibraryTable");
		return DescribedPredicate.describe("must be seen by others",
				(type) -> allowed.contains(type.getSimpleName()) || type.isAnnotatedWith(Entity.class)
						|| type.isAnnotatedWith(MappedSuperclass.class) || type.isAnnotatedWith(AutoConfiguration.class)
						|| type.isAnnotatedWith(ConfigurationProperties.class) || type.isAssignableTo(Throwable.class)
						|| type.getAllRawInterfaces()
							.stream()
							.anyMatch((known) -> known.getPackageName().startsWith("org.hibernate.")
									|| known.getName().equals("com.querydsl.core.types.EntityPath")));
	}

	private static ArchCondition<JavaClass> beInANullMarkedPackage() {
		return new ArchCondition<>("be in a package that is @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
				events.add(new SimpleConditionEvent(type, marked,
						"%s is in a package that is not @NullMarked".formatted(type.getName())));
			}

		};
	}

	/** What an auto-configuration needs, and what a web layer does. */
	private static final class Spring {

		static final String[] WIRING = { "org.springframework.boot..", "org.springframework.context..",
				"org.springframework.aot..", "org.springframework.beans..", "org.springframework.core..",
				"org.springframework.util..", "org.apache.commons.logging.." };

		static final String[] WEB = { "org.springframework.web..", "org.springframework.http..",
				"org.springframework.stereotype..", "jakarta.servlet..", "tools.jackson.." };

	}

}
