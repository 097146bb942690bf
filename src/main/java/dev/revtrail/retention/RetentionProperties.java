package dev.revtrail.retention;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.revtrail.EntrySubjects;
import dev.revtrail.RecordType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.PeriodStyle;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.StringUtils;

/**
 * How long entries are kept. Periods are given as {@code 7y}, {@code 18m}, {@code 90d},
 * {@code P1Y6M} or {@code forever}.
 *
 * @param period for how long every entry is kept that no other policy is for
 * @param recordTypes the periods of single record types, by their names
 * @param organizations the policies of single organizations and their subsidiaries, by
 * their ids
 * @param archiveDirectory where what is purged is archived before; without it, and
 * without an {@link ArchiveStore} of the host's, nothing can be purged
 * @param batchSize how many entries a purge looks at in one transaction
 * @param lease how long after its last batch a purge that was killed is taken for one
 * that is at work
 * @param schedule a cron expression of Spring's that says when to purge; by default never
 */
@ConfigurationProperties("revtrail.retention")
record RetentionProperties(@Nullable String period, @DefaultValue Map<String, String> recordTypes,
		@DefaultValue Map<String, Organization> organizations, @Nullable Path archiveDirectory,
		@DefaultValue("500") int batchSize, @DefaultValue("5m") Duration lease, @Nullable String schedule) {

	private static final int LARGEST_BATCH = 1000;

	RetentionProperties {
		if (batchSize < 1 || batchSize > LARGEST_BATCH) {
			throw new IllegalArgumentException("revtrail.retention.batch-size takes 1 to 1000, not " + batchSize + ".");
		}
		if (lease.toSeconds() < 1) {
			throw new IllegalArgumentException(
					"revtrail.retention.lease takes a duration from 1s on, not " + lease + ".");
		}
		schedule = StringUtils.hasText(schedule) ? schedule : null;
		if (schedule != null && !CronExpression.isValidExpression(schedule)) {
			throw new IllegalArgumentException("revtrail.retention.schedule takes a cron expression of Spring's with "
					+ "six fields, such as '0 0 3 * * *', not '" + schedule + "'.");
		}
		check("revtrail.retention", period, recordTypes);
		organizations.forEach((id, organization) -> check("revtrail.retention.organizations." + id,
				organization.period(), organization.recordTypes()));
	}

	private static void check(String prefix, @Nullable String period, Map<String, String> recordTypes) {
		if (period != null) {
			parse(prefix + ".period", period);
		}
		recordTypes.forEach((type, ofType) -> parse(prefix + ".record-types." + type, ofType));
	}

	/** The policies that the properties give. */
	List<RetentionPolicy> policies(EntrySubjects types) {
		List<RetentionPolicy> policies = new ArrayList<>();
		add(null, this.period, this.recordTypes, types, policies);
		this.organizations
			.forEach((id, organization) -> add(id, organization.period(), organization.recordTypes(), types, policies));
		return List.copyOf(policies);
	}

	private static void add(@Nullable String organization, @Nullable String period, Map<String, String> recordTypes,
			EntrySubjects types, List<RetentionPolicy> policies) {
		String prefix = (organization != null) ? organization + "/" : "";
		if (period != null) {
			policies.add(new RetentionPolicy(prefix + "default", organization, null, parse("period", period)));
		}
		recordTypes.forEach((name, ofType) -> {
			String type = types.ofProperty(name)
				.map(RecordType::name)
				.orElseGet(() -> name.replace('-', '_').toUpperCase(Locale.ROOT));
			policies.add(new RetentionPolicy(prefix + type, organization, type, parse(name, ofType)));
		});
	}

	private static @Nullable Period parse(String property, String period) {
		try {
			return period.equalsIgnoreCase("forever") ? null : PeriodStyle.detectAndParse(period);
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			// Spring's analysis of the failure would show the innermost message
			throw new IllegalArgumentException(
					property + " takes a period such as 90d, 18m or 7y, or forever, not '" + period + "'.");
		}
	}

	/**
	 * The policies of an organization.
	 *
	 * @param period for how long its entries are kept that no other policy is for
	 * @param recordTypes the periods of single record types, by their names
	 */
	record Organization(@Nullable String period, @DefaultValue Map<String, String> recordTypes) {

	}

}
