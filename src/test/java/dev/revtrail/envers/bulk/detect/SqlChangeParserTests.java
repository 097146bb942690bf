package dev.revtrail.envers.bulk.detect;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Finds the verb and the tables in any text.
 */
@Tag("unit")
class SqlChangeParserTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			update patient set name = ? where id = ?                        | update patient
			UPDATE Patient p SET p.name = 'delete from visit'               | update patient
			update low_priority ignore `patient` set name = 1               | update patient
			update "PUBLIC"."Patient" set name = 1                          | update public.patient
			update /* delete from visit */ patient set a = 1                | update patient
			update patient -- of delete from visit                          | update patient
			update patient set a = (select max(b) from visit), c = 2        | update patient
			update patient p join visit v on v.p = p.id set v.a = p.b       | update visit
			update patient p, visit v set p.a = 1, v.b = 2 where p.id = v.p | update patient visit
			update patient p, (select 1) v set a = 1                        | update patient
			delete from patient where id in (select p from visit)           | delete patient
			delete patient where id = 1                                     | delete patient
			delete p, v.* from patient p join visit v on v.p = p.id         | delete patient visit
			delete from v using patient p inner join clinic.visit v         | delete clinic.visit
			delete quick from patient as p order by id limit 1              | delete patient
			insert into patient (name) values ('it''s; delete from visit')  | insert patient
			insert ignore patient select * from visit                       | insert patient
			insert into patient values (1) on duplicate key update a = 2    | insert patient
			replace into patient values (replace('a', 'b', 'c'))            | replace patient
			merge into patient using visit on 1=1 when matched then delete  | merge patient
			truncate table patient                                          | truncate patient
			with v as (select 1) update patient set a = 1                   | update patient
			with v (a, b) as (select 1) delete from patient                 | delete patient
			(delete from patient)                                           | delete patient
			select * from final table (update patient set a = 1)            | update patient
			""")
	void aStatementChangesATable(String sql, String expected) {
		SqlChange change = parse(sql).get(0);

		assertThat(change.verb() + " "
				+ String.join(" ", change.tables().stream().map((name) -> String.join(".", name.parts())).toList()))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "select * from patient for update", "select 'delete from patient'",
			"select replace(name, 'a', 'b') from patient", "select (replace(name, 'a', 'b')) from patient",
			"select \"update\" from patient", "create table t (a int references patient (id) on delete cascade)",
			"-- delete from patient", "commit", "", "delete", "update", "insert into", "call delete_patients()" })
	void otherStatementsChangeNothing(String sql) {
		assertThat(parse(sql)).isEmpty();
	}

	@Test
	void severalStatementsAreDistinguished() {
		assertThat(parse("delete from visit; update patient set a = 1")).extracting(SqlChange::verb)
			.containsExactly("delete", "update");
	}

	@Test
	void backslashesEscapeInMySqlOnly() {
		String sql = "select '\\'; delete from patient where a = '";

		assertThat(SqlChangeParser.parse(sql, false)).hasSize(1);
		assertThat(SqlChangeParser.parse(sql, true)).isEmpty();
	}

	@Test
	void backslashesEscapeInPostgreSqlWhereTheLiteralSaysSo() {
		assertThat(SqlChangeParser.parse("select E'\\'; delete from patient where a = '", false)).isEmpty();
		assertThat(SqlChangeParser.parse("select case when a then b else'\\'; delete from patient where a = ''", false))
			.hasSize(1);
	}

	private static List<SqlChange> parse(String sql) {
		return SqlChangeParser.parse(sql, true);
	}

}
