package dev.revtrail.retention;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.OrganizationTree;
import dev.revtrail.EntrySubjects;
import dev.revtrail.RecordType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Tag("unit")
class PolicyChoiceTests {

	private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

	/** A root with a child, which has a grandchild. */
	private static final OrganizationTree TREE = new OrganizationTree() {

		@Override
		public Set<String> subtreeOf(String organizationId) {
			return switch (organizationId) {
				case "root" -> Set.of("root", "child", "grandchild");
				case "child" -> Set.of("child", "grandchild");
				default -> Set.of(organizationId);
			};
		}

		@Override
		public String rootOf(String organizationId) {
			return "root";
		}

	};

	@Test
	void theNearestOrganizationCountsAndOfOneTheRecordType() {
		List<RetentionPolicy> policies = List.of(policy("all", null, null), policy("all visits", null, "VISIT"),
				policy("root", "root", null), policy("root visits", "root", "VISIT"), policy("child", "child", null));

		assertThat(chosen(policies, "elsewhere", "BED")).isEqualTo("all");
		assertThat(chosen(policies, null, "BED")).isEqualTo("all");
		assertThat(chosen(policies, "elsewhere", "VISIT")).isEqualTo("all visits");
		assertThat(chosen(policies, "root", "BED")).isEqualTo("root");
		assertThat(chosen(policies, "root", "VISIT")).isEqualTo("root visits");
		assertThat(chosen(policies, "child", "VISIT")).isEqualTo("child");
		assertThat(chosen(policies, "grandchild", "VISIT")).isEqualTo("child");
	}

	@Test
	void withoutAPolicyNothingIsEverTooOld() {
		assertThat(chosen(List.of(), "root", "VISIT")).isNull();
		assertThat(choice(List.of()).lastCutOff("VISIT")).isEmpty();
		assertThat(choice(List.of(new RetentionPolicy("ever", null, null, null))).lastCutOff("VISIT")).isEmpty();
	}

	@Test
	void whatTheLogSaysOfItselfGoesByPoliciesThatNameItAlone() {
		assertThat(chosen(List.of(policy("all", null, null)), null, "PURGE")).isNull();
		assertThat(chosen(List.of(policy("all", null, null)), null, "LEGAL_HOLD")).isNull();
		assertThat(chosen(List.of(policy("purges", null, "PURGE")), null, "PURGE")).isEqualTo("purges");
	}

	@Test
	void periodsAreCalendarPeriodsOfUtc() {
		assertThat(new RetentionPolicy("p", null, null, Period.ofMonths(1)).cutOff(NOW))
			.isEqualTo("2026-02-28T12:00:00Z");
		assertThat(new RetentionPolicy("p", null, null, Period.ofYears(7)).cutOff(NOW))
			.isEqualTo("2019-03-31T12:00:00Z");
	}

	@Test
	void nothingIsKeptForLessThanADay() {
		for (Period period : List.of(Period.ZERO, Period.ofDays(-1), Period.of(0, 1, -1), Period.of(1, -12, 0))) {
			assertThatIllegalArgumentException().isThrownBy(() -> new RetentionPolicy("p", null, null, period))
				.withMessageContaining("less than a day");
		}
	}

	@Test
	void propertiesGivePolicies() {
		RetentionProperties properties = new Binder(new MapConfigurationPropertySource(
				Map.of("revtrail.retention.period", "7y", "revtrail.retention.record-types.VISIT_REMARK", "forever",
						"revtrail.retention.organizations.acme.period", "18m",
						"revtrail.retention.organizations.acme.record-types.visit", "P1Y6M",
						"revtrail.retention.record-types.change-log", "90d")))
			.bind("revtrail.retention", Bindable.of(RetentionProperties.class))
			.get();

		EntrySubjects types = new EntrySubjects(() -> List.of(new RecordType("VISIT"), new RecordType("VISIT_REMARK")));

		assertThat(properties.policies(types)).containsExactlyInAnyOrder(
				new RetentionPolicy("default", null, null, Period.ofYears(7)),
				new RetentionPolicy("VISIT_REMARK", null, "VISIT_REMARK", null),
				new RetentionPolicy("CHANGE_LOG", null, "CHANGE_LOG", Period.ofDays(90)),
				new RetentionPolicy("acme/default", "acme", null, Period.ofMonths(18)),
				new RetentionPolicy("acme/VISIT", "acme", "VISIT", Period.of(1, 6, 0)));
	}

	private static RetentionPolicy policy(String name, @Nullable String organization, @Nullable String type) {
		return new RetentionPolicy(name, organization, type, Period.ofYears(1));
	}

	private static PolicyChoice choice(List<RetentionPolicy> policies) {
		return new PolicyChoice(policies, NOW, TREE);
	}

	private static @Nullable String chosen(List<RetentionPolicy> policies, @Nullable String organization, String type) {
		return choice(policies).of(organization, type).map(RetentionPolicy::name).orElse(null);
	}

}
