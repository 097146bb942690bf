package dev.revtrail.envers.feed;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * While switched on, has commits of writers and followers take their time, and some of
 * them be rolled back or their connections closed instead.
 */
final class UnreliableCommits implements BeanPostProcessor {

	private static final int LONGEST_MILLIS = 30;

	/** Of a hundred commits, how many are rolled back instead. */
	static final int ROLLBACKS = Integer.getInteger("settled.rollbacks", 20);

	private final AtomicBoolean on = new AtomicBoolean();

	private final AtomicInteger disturbed = new AtomicInteger();

	void on(boolean value) {
		this.on.set(value);
	}

	/** How many commits of writers were rolled back or lost their connections. */
	int disturbed() {
		return this.disturbed.get();
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? new DelegatingDataSource(dataSource) {

			@Override
			public Connection getConnection() throws SQLException {
				return wrapped(super.getConnection());
			}

		} : bean;
	}

	private Connection wrapped(Connection connection) {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("commit") && this.on.get() && isAffected()) {
						beforeCommit(connection);
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private static boolean isAffected() {
		return isWriter() || Thread.currentThread().getName().startsWith("revtrail-follower-");
	}

	private static boolean isWriter() {
		return Thread.currentThread().getName().startsWith("writer");
	}

	private void beforeCommit(Connection connection) throws SQLException, InterruptedException {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
		int fate = random.nextInt(100);
		if (fate < ROLLBACKS + ROLLBACKS / 10 && isWriter()) {
			this.disturbed.incrementAndGet();
		}
		if (fate < ROLLBACKS) {
			connection.rollback();
			throw new SQLException("The commit was rolled back.", "40001");
		}
		if (fate < ROLLBACKS + ROLLBACKS / 10) {
			connection.rollback();
			connection.close();
			throw new SQLException("The connection was killed.", "08006");
		}
	}

}
