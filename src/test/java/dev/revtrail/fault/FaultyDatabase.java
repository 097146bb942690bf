package dev.revtrail.fault;

import java.nio.file.Path;

import dev.revtrail.TestDatabase;

/**
 * A database server that can be disturbed while applications use it.
 */
interface FaultyDatabase extends AutoCloseable {

	/**
	 * Makes an empty database.
	 * @return how an application reaches it
	 * @throws Exception when the server makes none
	 */
	TestDatabase.Access create() throws Exception;

	/**
	 * Makes an account that may read and write the rows of all tables, and make none.
	 * @param database the database
	 * @return how an application reaches the database with it
	 * @throws Exception when the server makes none
	 */
	TestDatabase.Access withoutDdl(TestDatabase.Access database) throws Exception;

	/** Answers nothing from now on, and keeps its connections. */
	void pause();

	/** Answers again. */
	void resume();

	/**
	 * Ends all connections of applications.
	 * @param database the database
	 * @return how many connections it ended
	 * @throws Exception when it cannot
	 */
	int cut(TestDatabase.Access database) throws Exception;

	/**
	 * Has the server refuse to write, or write again.
	 * @param database the database
	 * @param readOnly whether it refuses
	 * @throws Exception when it cannot
	 */
	void readOnly(TestDatabase.Access database, boolean readOnly) throws Exception;

	/**
	 * Fills the disk, or frees its space again.
	 * @param database the database
	 * @param full whether it is full
	 * @throws Exception when it cannot
	 */
	void full(TestDatabase.Access database, boolean full) throws Exception;

	/**
	 * Whether it has everything that it acknowledged once its disk has been full.
	 * @return whether it has
	 */
	boolean isDurableWhenFull();

	@Override
	void close() throws Exception;

	/**
	 * Starts the kind of server that the run is about.
	 * @param folder where it may leave files
	 * @return the server
	 * @throws Exception when it does not start
	 */
	static FaultyDatabase start(Path folder) throws Exception {
		return switch (TestDatabase.Kind.selected()) {
			case H2 -> new FaultyH2(folder);
			case MYSQL, MARIADB -> new FaultyMySql();
			case POSTGRESQL -> new FaultyPostgreSql();
		};
	}

}
