package dev.revtrail.envers.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.revtrail.envers.UnsuitableAuditTablesException;
import dev.revtrail.envers.model.MappedSize;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.SqlSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a check of audit tables' columns has found, of each column once.
 */
final class AuditColumnFindings {

	private static final Log logger = LogFactory.getLog(AuditColumnFindings.class);

	private final ExactTexts texts;

	private final Set<String> seen = new LinkedHashSet<>();

	private final List<String> failures = new ArrayList<>();

	private final List<String> risks = new ArrayList<>();

	private final List<String> losses = new ArrayList<>();

	private final List<String> ddl = new ArrayList<>();

	private final List<String> riskDdl = new ArrayList<>();

	private final List<String> lossDdl = new ArrayList<>();

	private boolean hasUnmapped;

	AuditColumnFindings(ExactTexts texts) {
		this.texts = texts;
	}

	/**
	 * What it was part of is not known, and so there is no statement that mends it.
	 */
	void required(String table, DatabaseColumn column) {
		this.failures.add("%s.%s can be neither null nor left out, and nothing is mapped to it anymore".formatted(table,
				column.name()));
		this.hasUnmapped = true;
		this.seen.add(SqlNames.unquoted(table + "." + column.name()));
	}

	/** Adds a column that does not hold what the entity's columns do. */
	void compare(AuditedColumn column, DatabaseColumns columns) {
		DatabaseColumn values = find(columns, column.values());
		DatabaseColumn own = find(columns, column.own());
		DatabaseColumn audit = find(columns, column.audit());
		String name = column.audit().table() + "." + column.audit().name();
		if (values == null || own == null || audit == null || !this.seen.add(SqlNames.unquoted(name))) {
			return;
		}
		ColumnMisfit misfit = ColumnComparison.compare(values, audit, column.values().size(),
				WrittenValues.of(column.type()), column.isKey());
		List<String> wrong = new ArrayList<>(misfit.failures());
		List<String> risks = new ArrayList<>(misfit.risks());
		if (!column.isKey() && !audit.nullable() && (own.nullable() || column.mayBeMissing())) {
			MappedSize mapped = column.own().size();
			boolean isMapped = column.mayBeMissing() || mapped == null || mapped.nullable();
			(isMapped ? wrong : risks).add("must allow null");
		}
		String definition = misfit.type() + (column.isKey() ? " not null" : " null");
		String alteration = this.texts.alteration(column.audit().table(), column.audit().name(), definition);
		String of = "%s (%s) ".formatted(name, column.field());
		add(of, wrong, alteration, this.failures, this.ddl);
		add(of, risks, alteration, this.risks, this.riskDdl);
		add(of, misfit.losses(), alteration, this.losses, this.lossDdl);
	}

	private static void add(String of, List<String> wrong, String alteration, List<String> problems, List<String> ddl) {
		if (!wrong.isEmpty()) {
			problems.add(of + String.join(", ", wrong));
			ddl.add(alteration);
		}
	}

	private static @Nullable DatabaseColumn find(DatabaseColumns columns, SqlSource.Column column) {
		return columns.find(column.table(), column.name());
	}

	/**
	 * Warns of what makes the history less exact or recording fail for values that are
	 * beyond the mapping, and refuses what makes recording fail.
	 * @throws UnsuitableAuditTablesException when recording would fail or mix records up
	 */
	void report() {
		warn("Changes can fail, as columns of audit tables hold less than those of the entities. They hold what the "
				+ "mapping of the entities allows, or all but rare values, so start-up continues:", this.risks,
				this.riskDdl);
		warn("The history is less exact than the records, as columns of audit tables hold less than those of the "
				+ "entities:", this.losses, this.lossDdl);
		if (!this.failures.isEmpty()) {
			throw new UnsuitableAuditTablesException(this.failures, this.ddl, this.hasUnmapped);
		}
	}

	private static void warn(String about, List<String> problems, List<String> ddl) {
		if (!problems.isEmpty()) {
			logger.warn(about + "\n\n- " + String.join("\n- ", problems) + "\n\nThese statements mend them:\n\n"
					+ String.join(";\n", ddl) + ";");
		}
	}

}
