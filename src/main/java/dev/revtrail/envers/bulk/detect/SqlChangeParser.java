package dev.revtrail.envers.bulk.detect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.envers.bulk.detect.SqlChange.Name;
import dev.revtrail.envers.model.SqlTokens;
import dev.revtrail.envers.model.SqlTokens.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads of an SQL text which tables it writes to, and no more: verb and targets, of each
 * of its statements, those inside of common table expressions included.
 */
final class SqlChangeParser {

	private static final Set<String> VERBS = Set.of("insert", "update", "delete", "merge", "replace", "truncate");

	private static final Set<String> MODIFIERS = Set.of("low_priority", "high_priority", "delayed", "quick", "ignore",
			"into", "only", "table", "overwrite", "lateral");

	private static final Set<String> AFTER_TABLES = Set.of("set", "where", "order", "limit", "group", "having", "using",
			"returning", "values", "select", "from");

	private static final Set<String> NO_ALIAS = Set.of("inner", "left", "right", "full", "cross", "natural", "join",
			"straight_join", "outer", "on", "partition", "use", "force", "key");

	private final List<Token> tokens;

	private final List<SqlChange> changes = new ArrayList<>();

	private int at;

	private SqlChangeParser(List<Token> tokens) {
		this.tokens = tokens;
	}

	static List<SqlChange> parse(String sql, boolean mySql) {
		SqlChangeParser parser = new SqlChangeParser(SqlTokens.of(sql, mySql));
		parser.statements();
		return parser.changes;
	}

	/**
	 * A statement begins where the text does, after a semicolon, and in or after
	 * parentheses: elsewhere the verbs are parts of clauses, and before parentheses they
	 * are functions.
	 */
	private void statements() {
		for (int i = 0; i < this.tokens.size(); i++) {
			String before = (i > 0) ? this.tokens.get(i - 1).word() : ";";
			if (Set.of(";", "(", ")", "{").contains(before) && VERBS.contains(word(i)) && !"(".equals(word(i + 1))) {
				this.at = i + 1;
				statement(word(i));
			}
		}
	}

	private void statement(String verb) {
		List<Name> tables = switch (verb) {
			case "update" -> updated();
			case "delete" -> deleted();
			case "truncate" -> new ArrayList<>(tables().values());
			default -> target();
		};
		if (!tables.isEmpty()) {
			this.changes.add(new SqlChange(verb, tables));
		}
	}

	private List<Name> target() {
		skipModifiers();
		Name name = name();
		return (name != null) ? List.of(name) : List.of();
	}

	/** Of several tables only those count whose columns are set. */
	private List<Name> updated() {
		Map<String, Name> tables = tables();
		if (tables.size() < 2 || !"set".equals(word(this.at))) {
			return new ArrayList<>(tables.values());
		}
		Set<Name> set = new LinkedHashSet<>();
		int depth = 0;
		boolean column = true;
		for (this.at++; this.at < this.tokens.size(); this.at++) {
			String word = word(this.at);
			depth += "(".equals(word) ? 1 : ")".equals(word) ? -1 : 0;
			if (depth < 0 || (depth == 0 && Set.of("where", "order", "limit", ";").contains(word))) {
				break;
			}
			if (column) {
				Name name = name();
				Name table = (name != null && name.parts().size() > 1)
						? tables.get(name.parts().get(name.parts().size() - 2)) : null;
				if (table == null) {
					return new ArrayList<>(tables.values());
				}
				set.add(table);
				this.at--;
			}
			column = depth == 0 && ",".equals(word);
		}
		return new ArrayList<>(set);
	}

	/**
	 * {@code delete from t}, {@code delete a, b from t a …}, {@code … from a using t a}.
	 */
	private List<Name> deleted() {
		skipModifiers();
		boolean from = "from".equals(word(this.at));
		if (from) {
			this.at++;
		}
		List<Name> targets = new ArrayList<>(tables().values());
		if (Set.of("from", "using").contains(word(this.at))) {
			this.at++;
			Map<String, Name> tables = tables();
			targets.replaceAll((target) -> tables.getOrDefault(target.table(), target));
		}
		return targets;
	}

	/** Table references, each by its alias and by its name. */
	private Map<String, Name> tables() {
		Map<String, Name> tables = new LinkedHashMap<>();
		boolean expected = true;
		while (this.at < this.tokens.size()) {
			String word = word(this.at);
			if (AFTER_TABLES.contains(word) || ";".equals(word) || ")".equals(word)) {
				break;
			}
			if ("(".equals(word)) {
				skipParentheses();
				expected = false;
			}
			else if (expected && MODIFIERS.contains(word)) {
				this.at++;
			}
			else if (expected && this.tokens.get(this.at).isName()) {
				reference(tables);
				expected = false;
			}
			else {
				expected = Set.of(",", "join", "straight_join").contains(word);
				this.at++;
			}
		}
		return tables;
	}

	private void reference(Map<String, Name> tables) {
		Name name = name();
		if (name == null) {
			this.at++;
			return;
		}
		if ("as".equals(word(this.at))) {
			this.at++;
		}
		boolean alias = this.at < this.tokens.size() && this.tokens.get(this.at).isName()
				&& !AFTER_TABLES.contains(word(this.at)) && !NO_ALIAS.contains(word(this.at));
		tables.put(alias ? this.tokens.get(this.at++).text().toLowerCase(java.util.Locale.ROOT) : name.table(), name);
	}

	private @Nullable Name name() {
		List<String> parts = new ArrayList<>();
		while (this.at < this.tokens.size() && this.tokens.get(this.at).isName()) {
			parts.add(this.tokens.get(this.at++).text());
			if (!".".equals(word(this.at))) {
				break;
			}
			this.at++;
		}
		if ("*".equals(word(this.at)) && ".".equals(word(this.at - 1))) {
			this.at++;
		}
		return parts.isEmpty() ? null : Name.of(parts);
	}

	private void skipModifiers() {
		while (MODIFIERS.contains(word(this.at))) {
			this.at++;
		}
	}

	private void skipParentheses() {
		int depth = 0;
		do {
			depth += "(".equals(word(this.at)) ? 1 : ")".equals(word(this.at)) ? -1 : 0;
			this.at++;
		}
		while (depth > 0 && this.at < this.tokens.size());
	}

	private String word(int index) {
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index).word() : "";
	}

}
