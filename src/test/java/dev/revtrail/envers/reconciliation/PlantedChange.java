package dev.revtrail.envers.reconciliation;

import java.util.List;
import java.util.Set;

import dev.revtrail.reconciliation.Discrepancy;

/**
 * A way to change a tool past the log, and what a reconciliation has to say of it. Each
 * question mark stands for the tool's id.
 */
enum PlantedChange {

	TEXT("name", "update tool set name = 'other' where id = ?"),

	NOTHING("name", "update tool set name = null where id = ?"),

	NUMBER("price", "update tool set price = price + 1 where id = ?"),

	LONG_TEXT("manual", "update tool set manual = concat(manual, '.') where id = ?"),

	MASKED("pin", "update tool set pin = '9999' where id = ?"),

	EMBEDDED("size.depth", "update tool set depth = depth + 1 where id = ?"),

	REFERENCE("place", "update tool set place_id = 2 where id = ?"),

	SUBCLASS("watts", "update drill set watts = watts + 1 where id = ?"),

	ELEMENT_ADDED("tags", "insert into tool_tags (tool_id, tags) values (?, 'z')"),

	ELEMENT_REMOVED("tags", "delete from tool_tags where tool_id = ? and tags = 'a'"),

	ORDER("steps", "update tool_steps set steps = 'z' where tool_id = ? and steps_order = 1"),

	MAP("notes", "update tool_notes set notes = 'z' where tool_id = ? and notes_key = 'k'"),

	LINK("spares", "delete from tool_spares where tool_id = ?"),

	SEVERAL(Set.of("name", "tags"), "update tool set name = 'other' where id = ?",
			"insert into tool_tags (tool_id, tags) values (?, 'z')"),

	DELETED(Discrepancy.Kind.MISSING, "delete from tool_tags where tool_id = ?",
			"delete from tool_steps where tool_id = ?", "delete from tool_notes where tool_id = ?",
			"delete from tool_spares where tool_id = ?", "delete from drill where id = ?",
			"delete from tool where id = ?"),

	AUDIT_ROW_CHANGED("name", "update tool_aud set name = 'other' where id = ?"),

	AUDIT_ROWS_DELETED(Discrepancy.Kind.UNRECORDED, "delete from drill_aud where id = ?",
			"delete from tool_aud where id = ?"),

	DELETION_PRETENDED(Discrepancy.Kind.UNRECORDED, "update tool_aud set revtype = 2 where id = ?");

	private final Discrepancy.Kind kind;

	private final Set<String> fields;

	private final List<String> statements;

	PlantedChange(String field, String statement) {
		this(Set.of(field), statement);
	}

	PlantedChange(Set<String> fields, String... statements) {
		this.kind = Discrepancy.Kind.CHANGED;
		this.fields = fields;
		this.statements = List.of(statements);
	}

	PlantedChange(Discrepancy.Kind kind, String... statements) {
		this.kind = kind;
		this.fields = Set.of();
		this.statements = List.of(statements);
	}

	Discrepancy.Kind kind() {
		return this.kind;
	}

	Set<String> fields() {
		return this.fields;
	}

	List<String> statements() {
		return this.statements;
	}

}
