package dev.revtrail.envers.boot;

import dev.revtrail.envers.DefaultRevision;

import org.springframework.beans.MutablePropertyValues;
import org.springframework.beans.PropertyValue;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanReference;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Configures the revision entity of Spring Data Envers' revision repositories, unless the
 * host did. By default they use Envers' own revision entity, and sort by a property that
 * no other has.
 */
final class RevisionRepositories implements BeanFactoryPostProcessor {

	static final String FACTORY = "org.springframework.data.envers.repository.support.EnversRevisionRepositoryFactoryBean";

	private static final String REVISION_ENTITY = "revisionEntityClass";

	private final RevtrailProperties properties;

	RevisionRepositories(RevtrailProperties properties) {
		this.properties = properties;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		String revisionEntity = (this.properties.revisionEntity() != null) ? this.properties.revisionEntity()
				: DefaultRevision.class.getName();
		if (!this.properties.enabled() && this.properties.revisionEntity() == null) {
			return;
		}
		for (String name : beanFactory.getBeanDefinitionNames()) {
			BeanDefinition definition = beanFactory.getBeanDefinition(name);
			if (FACTORY.equals(definition.getBeanClassName())
					&& !definition.getPropertyValues().contains(REVISION_ENTITY)
					&& isTracked(definition, beanFactory)) {
				definition.getPropertyValues().add(REVISION_ENTITY, revisionEntity);
			}
		}
	}

	/**
	 * Each repository has a reference to the entity manager that is named after its
	 * factory.
	 */
	private boolean isTracked(BeanDefinition definition, ConfigurableListableBeanFactory beanFactory) {
		String tracked = TrackedBeans.factoryName(beanFactory, this.properties);
		MutablePropertyValues values = definition.getPropertyValues();
		PropertyValue entityManager = values.getPropertyValue("entityManager");
		return tracked != null && entityManager != null
				&& (!(entityManager.getValue() instanceof BeanReference reference)
						|| reference.getBeanName().endsWith("_" + tracked));
	}

}
