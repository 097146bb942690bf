package dev.clinic.api;

import org.hibernate.Hibernate;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.util.NameTransformer;

/**
 * Writes a record that Hibernate stands in for, as the record itself.
 */
class ProxyModule extends SimpleModule {

	ProxyModule() {
		super("hibernate-proxies");
		addSerializer(HibernateProxy.class, new ProxySerializer(null));
	}

	private static final class ProxySerializer extends ValueSerializer<HibernateProxy> {

		private final @Nullable NameTransformer unwrapper;

		private ProxySerializer(@Nullable NameTransformer unwrapper) {
			this.unwrapper = unwrapper;
		}

		@Override
		public void serialize(HibernateProxy proxy, JsonGenerator generator, SerializationContext context) {
			Object record = Hibernate.unproxy(proxy);
			ValueSerializer<Object> serializer = context.findValueSerializer(record.getClass());
			if (this.unwrapper != null) {
				serializer = serializer.unwrappingSerializer(this.unwrapper);
			}
			serializer.serialize(record, generator, context);
		}

		@Override
		public ValueSerializer<HibernateProxy> unwrappingSerializer(NameTransformer transformer) {
			return new ProxySerializer(transformer);
		}

		@Override
		public boolean isUnwrappingSerializer() {
			return this.unwrapper != null;
		}

	}

}
