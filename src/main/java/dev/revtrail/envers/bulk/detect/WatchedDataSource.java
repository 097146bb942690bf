package dev.revtrail.envers.bulk.detect;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Objects;

import javax.sql.DataSource;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Shows the detector what is sent on a data source's connections, once the tracked
 * session factory turns out to use it. The proxy has all interfaces of the data source,
 * and unwraps to it as Spring's and JDBC's ways have it.
 */
public final class WatchedDataSource implements MethodInterceptor {

	private final BulkDetector detector;

	private volatile boolean watched;

	private final Savepoints savepoints;

	private WatchedDataSource(BulkDetector detector, Savepoints savepoints) {
		this.detector = detector;
		this.savepoints = savepoints;
	}

	public static DataSource around(DataSource target, BulkDetector detector, Savepoints savepoints) {
		ProxyFactory factory = new ProxyFactory(target);
		factory.addAdvice(new WatchedDataSource(detector, savepoints));
		return (DataSource) factory.getProxy(target.getClass().getClassLoader());
	}

	/** Watches a data source, and those behind it, if it is one that can be. */
	public static void watch(@Nullable Object dataSource) {
		if (dataSource instanceof Advised advised) {
			for (Advisor advisor : advised.getAdvisors()) {
				if (advisor.getAdvice() instanceof WatchedDataSource watch) {
					watch.watched = true;
				}
			}
			watch(AopProxyUtils.getSingletonTarget(advised));
		}
		else if (dataSource instanceof DelegatingDataSource delegating) {
			watch(delegating.getTargetDataSource());
		}
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		if (isUnwrap(invocation.getMethod())) {
			return unwrap(Objects.requireNonNull(invocation.getThis()), invocation.getMethod(),
					invocation.getArguments());
		}
		Object result = invocation.proceed();
		return (this.watched && result instanceof Connection connection && this.detector.isWatching())
				? new Watched(connection, this.detector, this.savepoints, null).proxy(Connection.class) : result;
	}

	private static boolean isUnwrap(Method method) {
		return method.getName().equals("unwrap") || method.getName().equals("isWrapperFor");
	}

	private static boolean isIdentity(Method method) {
		return method.getDeclaringClass() == Object.class;
	}

	/** What is behind a proxy, never the proxy itself, so that unwrapping gets on. */
	private static @Nullable Object unwrap(Object target, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (arguments != null && arguments[0] instanceof Class<?> type && type.isInstance(target)) {
			return method.getName().equals("unwrap") ? target : Boolean.TRUE;
		}
		return call(target, method, arguments);
	}

	private static Object identity(Object proxy, Object target, Method method,
			@Nullable Object @Nullable [] arguments) {
		return switch (method.getName()) {
			case "equals" -> arguments != null && proxy == arguments[0];
			case "hashCode" -> System.identityHashCode(proxy);
			default -> target.toString();
		};
	}

	private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

	/**
	 * A connection, or a statement of one.
	 *
	 * @param target what is behind it
	 * @param detector who is shown the statements
	 * @param savepoints who is shown the savepoints
	 * @param connection for a statement, the connection that made it
	 */
	private record Watched(Object target, BulkDetector detector, Savepoints savepoints,
			@Nullable Object connection) implements InvocationHandler {

		Object proxy(Class<?> type) {
			return Proxy.newProxyInstance(WatchedDataSource.class.getClassLoader(), new Class<?>[] { type }, this);
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
				throws Throwable {
			if (isUnwrap(method)) {
				return unwrap(this.target, method, arguments);
			}
			if (isIdentity(method)) {
				return identity(proxy, this.target, method, arguments);
			}
			if (this.connection != null && method.getName().equals("getConnection")) {
				return this.connection;
			}
			if (isSent(method) && arguments != null && arguments[0] instanceof String sql) {
				return this.detector.jdbc(sql, () -> call(this.target, method, arguments));
			}
			Object result = call(this.target, method, arguments);
			if (result instanceof Savepoint savepoint) {
				this.savepoints.set((Connection) proxy, savepoint);
			}
			else if (method.getName().equals("rollback") && arguments != null) {
				this.savepoints.rolledBack((Connection) proxy, arguments[0]);
			}
			return method.getName().equals("createStatement") && result instanceof Statement
					? new Watched(result, this.detector, this.savepoints, proxy).proxy(Statement.class) : result;
		}

		/** Whether a method takes a statement, to be executed now or later. */
		private static boolean isSent(Method method) {
			String name = method.getName();
			return name.startsWith("prepare") || name.startsWith("execute") || name.equals("addBatch");
		}

	}

}
