package dev.revtrail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts the rows that H2 reads for the selections of the calling thread, by having it
 * explain each of them with the values that it had.
 */
public final class RowsRead implements BeanPostProcessor {

	private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

	private final List<QueryInfo> queries = new CopyOnWriteArrayList<>();

	private @Nullable Thread reader;

	private @Nullable DataSource database;

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof DataSource dataSource)) {
			return bean;
		}
		this.database = dataSource;
		return ProxyDataSourceBuilder.create(dataSource).afterQuery((execution, executed) -> {
			if (Thread.currentThread() == this.reader) {
				this.queries.addAll(executed);
			}
		}).build();
	}

	/**
	 * The rows that some work reads.
	 * @param work the work
	 * @return by selection, how many rows
	 * @throws SQLException when H2 does not explain one
	 */
	public Map<String, Long> of(Runnable work) throws SQLException {
		this.queries.clear();
		this.reader = Thread.currentThread();
		work.run();
		this.reader = null;
		Map<String, Long> read = new TreeMap<>();
		try (Connection connection = Objects.requireNonNull(this.database).getConnection()) {
			for (QueryInfo query : this.queries) {
				if (query.getQuery().startsWith("select")) {
					read.merge(query.getQuery(), read(connection, query), Long::sum);
				}
			}
		}
		return read;
	}

	private static long read(Connection connection, QueryInfo query) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("explain analyze " + query.getQuery())) {
			for (ParameterSetOperation parameter : query.getParametersList().get(0)) {
				statement.setObject((Integer) parameter.getArgs()[0], parameter.getArgs()[1]);
			}
			try (ResultSet plan = statement.executeQuery()) {
				plan.next();
				return SCANNED.matcher(plan.getString(1))
					.results()
					.mapToLong((scanned) -> Long.parseLong(scanned.group(1)))
					.sum();
			}
		}
	}

}
