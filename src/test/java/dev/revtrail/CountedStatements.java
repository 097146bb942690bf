package dev.revtrail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts all statements that an application sends to its database, except those of the
 * thread that advances the settled mark.
 */
public final class CountedStatements implements BeanPostProcessor {

	private final List<String> statements = new CopyOnWriteArrayList<>();

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? ProxyDataSourceBuilder.create(dataSource)
			.afterQuery((execution, queries) -> add(queries.stream().map(QueryInfo::getQuery).toList()))
			.build() : bean;
	}

	/** The settled mark is advanced in the background. */
	private void add(List<String> queries) {
		if (!Thread.currentThread().getName().matches("revtrail-(settled|follower.*)")) {
			this.statements.addAll(queries);
		}
	}

	/**
	 * The statements that some work sends.
	 * @param work the work
	 * @return the statements, in order
	 */
	public List<String> of(Runnable work) {
		this.statements.clear();
		work.run();
		return new ArrayList<>(this.statements);
	}

}
