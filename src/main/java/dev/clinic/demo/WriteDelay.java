package dev.clinic.demo;

import java.sql.DatabaseMetaData;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Lets H2 write many commits at once where it is set to write each by itself. The demo
 * data then takes a third of the time, without a risk: incomplete data that a kill leaves
 * is created again.
 */
@Component
class WriteDelay {

	private static final int MILLIS = 500;

	private final JdbcClient jdbc;

	private final DataSource dataSource;

	WriteDelay(JdbcClient jdbc, DataSource dataSource) {
		this.jdbc = jdbc;
		this.dataSource = dataSource;
	}

	/**
	 * Does work with a write delay. No transaction may be open, as H2 would commit it.
	 */
	void lift(Runnable work) {
		if (!isAtOnce()) {
			work.run();
			return;
		}
		this.jdbc.sql("set write_delay " + MILLIS).update();
		try {
			work.run();
		}
		finally {
			this.jdbc.sql("set write_delay 0").update();
		}
	}

	private boolean isAtOnce() {
		return isH2() && this.jdbc.sql(
				"select count(*) from information_schema.settings where setting_name = 'WRITE_DELAY' and setting_value = '0'")
			.query(Long.class)
			.single() > 0;
	}

	private boolean isH2() {
		try {
			return JdbcUtils.extractDatabaseMetaData(this.dataSource, DatabaseMetaData::getURL).startsWith("jdbc:h2:");
		}
		catch (MetaDataAccessException ex) {
			throw new IllegalStateException("The database does not say what it is.", ex);
		}
	}

}
