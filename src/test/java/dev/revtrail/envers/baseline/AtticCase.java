package dev.revtrail.envers.baseline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import dev.revtrail.ChangeLogCase;
import dev.revtrail.baseline.Baseline;
import org.hibernate.Session;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What tests of baselines have in common: boxes that are older than the library.
 */
abstract class AtticCase extends ChangeLogCase {

	private static final AtomicLong IDS = new AtomicLong();

	@Autowired
	Baseline baseline;

	@Autowired
	JdbcTemplate jdbc;

	/** Makes boxes that the library knows nothing of, and returns the id of the first. */
	long older(int boxes) {
		long first = IDS.getAndAdd(boxes) + 1;
		this.log.bulk().untracked(() -> {
			inTransaction((em) -> em.unwrap(Session.class).doWork((connection) -> {
				for (String sql : Attic.OLDER) {
					insert(connection, sql, first, boxes);
				}
			}));
			return null;
		});
		return first;
	}

	static void insert(DataSource dataSource, long first, int boxes) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			connection.setAutoCommit(false);
			for (String sql : Attic.OLDER) {
				insert(connection, sql, first, boxes);
			}
			connection.commit();
			connection.setAutoCommit(true);
		}
	}

	private static void insert(Connection connection, String sql, long first, int boxes) throws SQLException {
		long parameters = sql.chars().filter((c) -> c == '?').count();
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (long id = first; id < first + boxes; id++) {
				for (int i = 1; i <= parameters; i++) {
					statement.setLong(i, id);
				}
				statement.addBatch();
			}
			statement.executeBatch();
		}
	}

	/** The kinds of a box's audit rows, the oldest first. */
	List<Integer> rows(long id) {
		return this.jdbc.queryForList("select revtype from box_aud where id = ? order by rev", Integer.class, id);
	}

	/** The tags that were added by the first audit row of a box. */
	List<String> firstTags(long id) {
		return this.jdbc.queryForList(
				"select t.tags from box_tags_aud t where t.box_id = ? and t.revtype = 0 "
						+ "and t.rev = (select min(b.rev) from box_aud b where b.id = ?) order by t.tags",
				String.class, id, id);
	}

}
