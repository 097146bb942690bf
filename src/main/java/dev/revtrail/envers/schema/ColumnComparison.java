package dev.revtrail.envers.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.revtrail.envers.model.MappedSize;
import org.jspecify.annotations.Nullable;

/**
 * Compares an audit table's column with the entity's by what they hold. A column that
 * holds as much or more is never a misfit, and neither is one of another kind that may
 * hold the same values.
 */
final class ColumnComparison {

	/** The longest {@code varchar} of MySQL is hardly shorter. */
	private static final long LONG_TEXT = 16_000;

	/** What H2 holds where no length is declared; its large objects hold more. */
	private static final long UNLIMITED = 1_000_000_000;

	private final DatabaseColumn own;

	private final DatabaseColumn audit;

	private final WrittenValues values;

	private final List<String> failures = new ArrayList<>();

	private final List<String> risks = new ArrayList<>();

	private final List<String> losses = new ArrayList<>();

	private String type;

	private ColumnComparison(DatabaseColumn own, DatabaseColumn audit, WrittenValues values) {
		this.own = own;
		this.audit = audit;
		this.values = values;
		this.type = audit.declared();
	}

	/**
	 * Compares two columns.
	 * @param own the entity's column
	 * @param audit the audit table's column
	 * @param size the entity's column by its mapping; null where that is not known
	 * @param values what is written to both
	 * @param isKey whether the audit table's column is part of its key
	 */
	static ColumnMisfit compare(DatabaseColumn own, DatabaseColumn audit, @Nullable MappedSize size,
			WrittenValues values, boolean isKey) {
		ColumnMisfit misfit = compare(own, audit, values, isKey);
		if (size == null || misfit.failures().isEmpty()
				|| !compare(own.within(size), audit, values, isKey).failures().isEmpty()) {
			return misfit;
		}
		List<String> risks = Stream.of(misfit.failures(), misfit.risks()).flatMap(List::stream).toList();
		return new ColumnMisfit(List.of(), risks, misfit.losses(), misfit.type());
	}

	private static ColumnMisfit compare(DatabaseColumn own, DatabaseColumn audit, WrittenValues values, boolean isKey) {
		ColumnComparison comparison = new ColumnComparison(own, audit, values);
		comparison.compare(ColumnFamily.of(own), ColumnFamily.of(audit));
		TextRules texts = new TextRules(own, audit);
		if (texts.areTexts()) {
			if (values.areTexts()) {
				comparison.failures.addAll(texts.failures(isKey));
				comparison.losses.addAll(texts.losses(isKey));
			}
			comparison.type = texts.declared(comparison.type, isKey);
		}
		return new ColumnMisfit(comparison.failures, comparison.risks, comparison.losses, comparison.type);
	}

	private void compare(ColumnFamily ofOwn, ColumnFamily ofAudit) {
		if (ofAudit == ColumnFamily.ENUM) {
			compareConstants(ofOwn);
		}
		else if (ofAudit == ColumnFamily.TEXT) {
			compareLengths(ofOwn);
		}
		else if (ofOwn == ColumnFamily.TEXT) {
			if (this.values.areTexts() && (ofAudit.isNumeric() || ofAudit.isTemporal())) {
				fail("has the type %s, and must hold texts".formatted(this.audit.type()), this.own.declared());
			}
		}
		else if (ofOwn == ColumnFamily.BINARY && ofAudit == ColumnFamily.BINARY) {
			compareBytes();
		}
		else if (ofOwn.isNumeric() && ofAudit.isNumeric()) {
			compareNumbers(ofOwn, ofAudit);
		}
		else if (ofOwn.isTemporal() && ofAudit.isTemporal()) {
			compareMoments(ofOwn, ofAudit);
		}
	}

	private void compareConstants(ColumnFamily ofOwn) {
		List<String> held = EnumLabels.of(this.audit);
		List<String> known = (ofOwn == ColumnFamily.ENUM) ? EnumLabels.of(this.own) : List.of();
		List<String> constants = (this.values.constants() != null) ? this.values.constants() : known;
		List<String> missing = constants.stream()
			.filter((constant) -> !held.contains(constant) && (known.isEmpty() || known.contains(constant)))
			.toList();
		if (!held.isEmpty() && !missing.isEmpty()) {
			fail("does not hold " + String.join(", ", missing), EnumLabels.type(held, missing));
		}
	}

	private void compareLengths(ColumnFamily ofOwn) {
		Long length = this.audit.length();
		Long longest = this.values.longest();
		Long needed = switch (ofOwn) {
			case TEXT -> (this.values.areTexts() || longest != null) ? this.own.length() : null;
			case ENUM -> this.own.length();
			case JSON -> LONG_TEXT;
			default -> null;
		};
		needed = lower(needed, longest);
		if (length != null && needed != null && length < needed) {
			if (ofOwn == ColumnFamily.JSON) {
				risk("holds %,d characters, where JSON can have more".formatted(length), this.own.declared());
				return;
			}
			fail("holds %,d characters, and must hold %,d".formatted(length, needed),
					(ofOwn == ColumnFamily.ENUM) ? "varchar(" + needed + ")" : this.own.declared());
		}
		else if (ofOwn == ColumnFamily.TEXT && this.values.areTexts()) {
			compareOctets();
		}
	}

	/** Texts of some types are limited by their bytes, not by their characters. */
	private void compareOctets() {
		Long octets = this.audit.octets();
		Long needed = lower(this.own.octets(), null);
		boolean sameCharacters = this.own.characters() != null && this.own.characters().equals(this.audit.characters());
		if (sameCharacters && octets != null && needed != null && octets < needed) {
			fail("holds %,d bytes, and must hold %,d".formatted(octets, needed), this.own.declared());
		}
	}

	/** Returns how much is needed of what an own column holds. */
	private static @Nullable Long lower(@Nullable Long held, @Nullable Long longest) {
		return (held == null) ? null : Long.valueOf(Math.min(held, (longest != null) ? longest : UNLIMITED));
	}

	private void compareBytes() {
		Long length = this.audit.length();
		Long needed = lower(this.own.length(), this.values.longest());
		if (this.values.areBytes() && length != null && needed != null && length < needed) {
			fail("holds %,d bytes, and must hold %,d".formatted(length, needed), this.own.declared());
		}
	}

	private void compareNumbers(ColumnFamily ofOwn, ColumnFamily ofAudit) {
		if (ofAudit == ColumnFamily.INTEGER) {
			if (ofOwn == ColumnFamily.INTEGER) {
				compareRanges();
			}
			else if (!this.values.areWhole() && (ofOwn == ColumnFamily.FLOAT || digits(this.own.scale()) > 0)) {
				lose("has the type %s, which holds no fractions".formatted(this.audit.type()), this.own.declared());
			}
		}
		else if (ofOwn == ColumnFamily.DECIMAL && ofAudit == ColumnFamily.DECIMAL) {
			compareDigits();
		}
		else if (ofOwn == ColumnFamily.FLOAT && isSingle(this.audit) && !isSingle(this.own)
				&& this.values.type() != Float.class) {
			lose("has the type %s, which is less exact than %s".formatted(this.audit.type(), this.own.type()),
					this.own.declared());
		}
	}

	private void compareRanges() {
		WholeRange own = WholeRange.of(this.own);
		WholeRange written = this.values.range();
		WholeRange needed = (written != null) ? own.within(written) : own;
		if (!WholeRange.of(this.audit).contains(needed)) {
			fail("has the type %s, and must hold numbers from %s to %s".formatted(this.audit.declared(), needed.low(),
					needed.high()),
					own.contains(WholeRange.of(this.audit)) ? this.own.declared()
							: WholeRange.ofBits(64, true).contains(needed) ? "bigint" : "decimal(20)");
		}
	}

	private void compareDigits() {
		int scale = digits(this.audit.scale());
		int whole = digits(this.audit.precision()) - scale;
		int neededScale = this.values.areWhole() ? 0 : digits(this.own.scale());
		int neededWhole = Math.min(digits(this.own.precision()) - digits(this.own.scale()), this.values.wholeDigits());
		String wider = this.audit.type() + "(" + (Math.max(whole, neededWhole) + Math.max(scale, neededScale)) + ", "
				+ Math.max(scale, neededScale) + ")";
		if (whole < neededWhole) {
			fail("holds %d digits before the point, and must hold %d".formatted(whole, neededWhole), wider);
		}
		if (scale < neededScale) {
			lose("holds %d digits behind the point, where values have %d".formatted(scale, neededScale), wider);
		}
	}

	private void compareMoments(ColumnFamily ofOwn, ColumnFamily ofAudit) {
		if (ofAudit != ofOwn) {
			if (ofOwn == ColumnFamily.MOMENT && !this.values.areDays()) {
				lose("has the type %s, which holds only a part of %s".formatted(this.audit.type(), this.own.type()),
						this.own.declared());
			}
			return;
		}
		if (this.own.type().equals("datetime") && this.audit.type().equals("timestamp")) {
			risk("has the type timestamp, which ends in 2038, where datetime does not", this.own.declared());
		}
		int digits = digits(this.audit.secondDigits());
		int needed = digits(this.own.secondDigits());
		if (ofOwn != ColumnFamily.DATE && digits < needed) {
			lose("holds %d digits of a second, where values have %d".formatted(digits, needed), this.own.declared());
		}
	}

	private static boolean isSingle(DatabaseColumn column) {
		return column.type().equals("float") || column.type().equals("real");
	}

	private static int digits(@Nullable Integer digits) {
		return (digits != null) ? digits : 0;
	}

	private void fail(String failure, String type) {
		this.failures.add(failure);
		this.type = type;
	}

	private void risk(String risk, String type) {
		this.risks.add(risk);
		this.type = type;
	}

	private void lose(String loss, String type) {
		this.losses.add(loss);
		this.type = type;
	}

}
