package dev.revtrail.envers.bulk.detect;

import java.util.Map;

import org.hibernate.cfg.AvailableSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/**
 * Shows the detector what Hibernate sends, after the host's own inspector has had its
 * say.
 */
public final class BulkInspector implements StatementInspector {

	private final BulkDetector detector;

	private final transient @Nullable StatementInspector host;

	private BulkInspector(BulkDetector detector, @Nullable StatementInspector host) {
		this.detector = detector;
		this.host = host;
	}

	/** Puts an inspector into a factory's settings, around the one that is there. */
	public static void install(BulkDetector detector, Map<String, Object> settings, @Nullable ClassLoader classLoader) {
		Object host = settings.get(AvailableSettings.STATEMENT_INSPECTOR);
		if (host instanceof String name) {
			host = ClassUtils.resolveClassName(name, classLoader);
		}
		if (host instanceof Class<?> type) {
			host = BeanUtils.instantiateClass(type);
		}
		settings.put(AvailableSettings.STATEMENT_INSPECTOR, new BulkInspector(detector, (StatementInspector) host));
	}

	@Override
	public String inspect(String sql) {
		String inspected = (this.host != null) ? this.host.inspect(sql) : sql;
		String sent = (inspected != null) ? inspected : sql;
		this.detector.hibernate(sent);
		return sent;
	}

}
