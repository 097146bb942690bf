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
			uses(".context", List.of(""), with(Spring.WIRING, Spring.WEB, "io.micrometer.context.."))),

	DIFF_IS_PURE("diff.KnowsPersistence", uses(".diff", List.of(""))),

	ENVERS_KNOWS_PERSISTENCE_BUT_NO_WEB("envers.KnowsTheWeb", uses(".envers", List.of("", ".context", ".diff"),
			with(Spring.WIRING, "org.hibernate..", "jakarta.persistence..", "javax.sql..", "com.querydsl..",
					"tools.jackson..", "org.springframework.orm..", "org.springframework.jdbc..",
					"org.springframework.transaction..", "org.springframework.dao..", "org.springframework.data..",
					"org.springframework.aop..", "org.aopalliance..", "org.slf4j.."))),

	EVENT_KNOWS_NO_STORE("event.KnowsEnvers",
			uses(".event", List.of("", ".context"),
					with(Spring.WIRING, "org.springframework.transaction..", "org.springframework.aop..",
							"org.aopalliance..", "org.springframework.expression.."))),

	ACTUATE_KNOWS_NO_STORE("actuate.KnowsEnvers",
			uses(".actuate", List.of(""),
					with(Spring.WIRING, "org.springframework.boot.health..", "io.micrometer.core.."))),

	RETENTION_KNOWS_NO_STORE("retention.KnowsEnvers",
			uses(".retention", List.of("", ".context"),
					with(Spring.WIRING, "org.springframework.transaction..", "org.springframework.scheduling..",
							"tools.jackson..", "com.fasterxml.jackson.annotation.."))),

	SECURITY_KNOWS_ONLY_SPRING_SECURITY("security.KnowsEnvers",
			uses(".security", List.of("", ".context"), with(Spring.WIRING, "org.springframework.security.."))),

	WEB_KNOWS_ONLY_THE_VOCABULARY("web.KnowsEnvers", uses(".web..", List.of(""), with(Spring.WIRING, Spring.WEB))),

	WEB_CONTRACTS_DO_NOT_KNOW_EACH_OTHER("web.one.KnowsTheOther",
			(root) -> SlicesRuleDefinition.slices()
				.matching(root + ".revtrail.web.(*)..")
				.should()
				.notDependOnEachOther()),

	GRAPHQL_KNOWS_NO_CONTRACT("graphql.KnowsAContract",
			uses(".graphql", List.of("", ".web"), with(Spring.WIRING, Spring.WEB, "graphql.."))),

	PAGE_KNOWS_NO_CONTRACT("page.KnowsGraphQl", uses(".page", List.of("", ".web"), with(Spring.WIRING, Spring.WEB))),

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
				.resideInAPackage(root + ".revtrail.envers..")
				.and()
				.areTopLevelClasses()
				.and(DescribedPredicate.not(isSeenByOthers()))
				.should()
				.notBePublic()),

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
		Set<String> allowed = Set.of("AuditTablesMode", "RevtrailSchemaInitializer");
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
				"org.springframework.beans..", "org.springframework.core..", "org.springframework.util..",
				"org.apache.commons.logging.." };

		static final String[] WEB = { "org.springframework.web..", "org.springframework.http..",
				"org.springframework.stereotype..", "jakarta.servlet..", "tools.jackson.." };

	}

}
