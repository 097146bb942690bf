package dev.revtrail.envers.baseline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Holds the commits of chosen work, when all of it has been written, or has all commits
 * of pooled threads take their time.
 */
final class HeldCommits implements BeanPostProcessor {

	private static final int LONGEST_MILLIS = 20;

	private final ThreadLocal<Boolean> isHeld = ThreadLocal.withInitial(() -> false);

	private volatile CountDownLatch released = new CountDownLatch(0);

	private volatile CountDownLatch reached = new CountDownLatch(0);

	private volatile boolean slow;

	/** Holds the next commit; returns what opens when it is reached. */
	CountDownLatch hold() {
		this.released = new CountDownLatch(1);
		this.reached = new CountDownLatch(1);
		return this.reached;
	}

	void release() {
		this.released.countDown();
	}

	void slow(boolean value) {
		this.slow = value;
	}

	void asHeld(Runnable work) {
		this.isHeld.set(true);
		try {
			work.run();
		}
		finally {
			this.isHeld.remove();
		}
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
					if (method.getName().equals("commit")) {
						beforeCommit();
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private void beforeCommit() throws InterruptedException {
		if (this.isHeld.get()) {
			this.reached.countDown();
			this.released.await();
		}
		else if (this.slow && Thread.currentThread().getName().startsWith("pool-")) {
			TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(LONGEST_MILLIS));
		}
	}

}
