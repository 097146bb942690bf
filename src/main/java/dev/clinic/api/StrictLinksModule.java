package dev.clinic.api;

import java.util.ArrayList;
import java.util.List;

import dev.clinic.record.ClinicRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.BeanDeserializerBuilder;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.jdk.CollectionDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.core.convert.ConversionFailedException;
import org.springframework.data.rest.webmvc.json.PersistentEntityJacksonModule.UriStringDeserializer;

/**
 * Refuses links that lead to no record. Spring Data REST takes them for null, by which a
 * misspelt link, or one to another organization's record, would silently remove a
 * reference.
 */
class StrictLinksModule extends SimpleModule {

	StrictLinksModule() {
		super("strict-links");
		setDeserializerModifier(new Modifier());
	}

	/**
	 * Comes before Spring Data REST's own modifier, and so gets hold of what that one
	 * sets.
	 */
	private static final class Modifier extends ValueDeserializerModifier {

		@Override
		public BeanDeserializerBuilder updateBuilder(DeserializationConfig config, BeanDescription.Supplier description,
				BeanDeserializerBuilder builder) {
			List<SettableBeanProperty> links = new ArrayList<>();
			builder.getProperties().forEachRemaining((property) -> {
				JavaType type = property.getType();
				if ((type.isCollectionLikeType() ? type.getContentType() : type)
					.isTypeOrSubTypeOf(ClinicRecord.class)) {
					links.add(new StrictLink(property));
				}
			});
			links.forEach((property) -> builder.addOrReplaceProperty(property, true));
			return builder;
		}

	}

	private static final class StrictLink extends SettableBeanProperty.Delegating {

		private StrictLink(SettableBeanProperty property) {
			super(property);
		}

		@Override
		protected SettableBeanProperty withDelegate(SettableBeanProperty property) {
			return new StrictLink(property);
		}

		@Override
		public SettableBeanProperty withValueDeserializer(ValueDeserializer<?> deserializer) {
			return super.withValueDeserializer(strict(deserializer));
		}

		private static ValueDeserializer<?> strict(ValueDeserializer<?> deserializer) {
			if (deserializer instanceof UriStringDeserializer links) {
				return new StrictLinkDeserializer(links);
			}
			if (deserializer instanceof CollectionDeserializer collection
					&& collection.getContentDeserializer() instanceof UriStringDeserializer links) {
				return new CollectionDeserializer(collection.getValueType(), new StrictLinkDeserializer(links), null,
						collection.getValueInstantiator());
			}
			return deserializer;
		}

	}

	private static final class StrictLinkDeserializer extends StdDeserializer<Object> {

		private final UriStringDeserializer links;

		private StrictLinkDeserializer(UriStringDeserializer links) {
			super(links.handledType());
			this.links = links;
		}

		@Override
		public Object deserialize(JsonParser parser, DeserializationContext context) {
			if (!parser.hasToken(JsonToken.VALUE_STRING)) {
				return context.reportInputMismatch(this, "must be the address of a record");
			}
			Object record = find(parser, context);
			return (record != null) ? record
					: context.reportInputMismatch(this, "must be the address of a record that exists");
		}

		private @Nullable Object find(JsonParser parser, DeserializationContext context) {
			try {
				return this.links.deserialize(parser, context);
			}
			catch (ConversionFailedException | IllegalArgumentException | InvalidFormatException ex) {
				return context.reportInputMismatch(this, "must be the address of a record that exists");
			}
		}

	}

}
