package dev.clinic.api;

import dev.clinic.organization.Organization;
import dev.clinic.scheduling.AppointmentInclusion;
import dev.clinic.security.ApiKey;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.ConfigurableConversionService;
import org.springframework.data.rest.core.config.RepositoryRestConfiguration;
import org.springframework.data.rest.core.mapping.ExposureConfiguration;
import org.springframework.data.rest.webmvc.config.RepositoryRestConfigurer;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * Configures how Spring Data REST serves the repositories.
 */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration implements RepositoryRestConfigurer {

	private final ObjectProvider<EntityManagerFactory> entities;

	ApiConfiguration(ObjectProvider<EntityManagerFactory> entities) {
		this.entities = entities;
	}

	@Bean
	static MappedInterceptor mergePatchOnly() {
		return new MappedInterceptor(new String[] { "/api/**" }, new MergePatchOnly());
	}

	@Override
	public void configureRepositoryRestConfiguration(RepositoryRestConfiguration configuration, CorsRegistry cors) {
		configuration.setReturnBodyOnCreate(true).setReturnBodyOnUpdate(true).setReturnBodyOnDelete(false);
		configuration.exposeIdsFor(this.entities.getObject()
			.getMetamodel()
			.getEntities()
			.stream()
			.map(EntityType::getJavaType)
			.toArray(Class<?>[]::new));
		configuration.getMetadataConfiguration().setAlpsEnabled(false);
		ExposureConfiguration exposure = configuration.getExposureConfiguration();
		exposure.disablePutForCreation();
		// Links are part of the record, and change with it, by PATCH.
		exposure.withAssociationExposure((metadata, methods) -> methods.disable(HttpMethod.POST, HttpMethod.PUT,
				HttpMethod.PATCH, HttpMethod.DELETE));
		// Organizations are founded, and keys are issued, elsewhere.
		exposure.forDomainType(Organization.class)
			.withCollectionExposure((metadata, methods) -> methods.disable(HttpMethod.POST))
			.withItemExposure((metadata, methods) -> methods.disable(HttpMethod.DELETE));
		exposure.forDomainType(ApiKey.class)
			.withCollectionExposure((metadata, methods) -> methods.disable(HttpMethod.POST));
	}

	@Override
	public void configureConversionService(ConfigurableConversionService conversions) {
		conversions.addConverter(new InclusionIdConverter());
	}

	@Override
	public void configureJacksonObjectMapper(
			MapperBuilder<? extends ObjectMapper, ? extends MapperBuilder<?, ?>> mapper) {
		mapper.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
		mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
		mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
		mapper.addModule(new ProxyModule());
		mapper.addModule(new StrictLinksModule());
	}

	/** Reads the text form of the only id that is composite. */
	private static final class InclusionIdConverter implements Converter<String, AppointmentInclusion.Id> {

		@Override
		public AppointmentInclusion.Id convert(String text) {
			int comma = text.indexOf(',');
			if (comma < 0) {
				throw new IllegalArgumentException("The id of an inclusion must be two numbers separated by a comma.");
			}
			return new AppointmentInclusion.Id(Long.parseLong(text.substring(0, comma)),
					Long.parseLong(text.substring(comma + 1)));
		}

	}

}
