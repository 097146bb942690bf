package dev.revtrail.envers.boot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.revtrail.envers.DefaultRevision;
import dev.revtrail.envers.bulk.BulkRecorder;
import dev.revtrail.envers.bulk.detect.BulkInspector;
import dev.revtrail.envers.bulk.detect.Savepoints;
import dev.revtrail.envers.bulk.detect.WatchedDataSource;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.envers.configuration.EnversSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.util.ClassUtils;

/**
 * Gives the tracked entity manager factory what capture needs, through its settings: the
 * capture itself and the library's entities. They are present regardless of the packages
 * that the host scans and of the way it builds the factory. Puts the watch for bulk
 * statements before data sources.
 */
final class CaptureInstaller implements BeanPostProcessor, BeanFactoryAware {

	private final Tracking tracking;

	private @Nullable ConfigurableListableBeanFactory beanFactory;

	CaptureInstaller(Tracking tracking) {
		this.tracking = tracking;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factory
				&& beanName.equals(TrackedBeans.factoryName(this.beanFactory, this.tracking.properties()))) {
			install(factory);
		}
		return bean;
	}

	/** Which data source the factory uses is known only when it is there. */
	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource && this.tracking.properties().bulk().jdbc())
				? WatchedDataSource.around(dataSource, this.tracking.bulkDetector(), savepoints()) : bean;
	}

	/** Connections are watched only once the capture has started. */
	private Savepoints savepoints() {
		return new Savepoints((connection) -> this.tracking.capture().writesOn(connection),
				(connection) -> this.tracking.capture().undoneOn(connection));
	}

	private void install(AbstractEntityManagerFactoryBean factory) {
		Map<String, Object> settings = factory.getJpaPropertyMap();
		settings.put(Tracking.SETTING, this.tracking);
		settings.put(BulkRecorder.SETTING, this.tracking.bulkRecorder());
		BulkInspector.install(this.tracking.bulkDetector(), settings, factory.getBeanClassLoader());
		settings.putIfAbsent(EnversSettings.STORE_DATA_AT_DELETE, "true");
		List<Object> classes = new ArrayList<>();
		if (settings.get(AvailableSettings.LOADED_CLASSES) instanceof Collection<?> loaded) {
			classes.addAll(loaded);
		}
		classes.addAll(LibraryEntities.all());
		classes.add((this.tracking.properties().revisionEntity() != null)
				? ClassUtils.resolveClassName(this.tracking.properties().revisionEntity(), factory.getBeanClassLoader())
				: DefaultRevision.class);
		settings.put(AvailableSettings.LOADED_CLASSES, classes);
	}

}
