package dev.revtrail.envers.model;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.type.Type;

/**
 * Warns of attributes whose names are those of secrets and whose values entries would
 * show.
 */
public final class SecretAttributes {

	private static final Log logger = LogFactory.getLog(SecretAttributes.class);

	private static final String ENDING = "(_?(HASH|DIGEST|ENCRYPTED|VALUE|TEXT|\\d+))*";

	private static final Pattern NUMBERS = Pattern
		.compile("(.*_)?(PIN|SSN|SOCIAL_SECURITY_NUMBER|CVV|CVC|OTP|CARD_NUMBER)" + ENDING);

	private static final Pattern TEXTS = Pattern.compile("(.*(PASSWORDS?|PASSWD|PASSPHRASE|SECRETS?|TOKENS?"
			+ "|(API|PRIVATE|SECRET|ENCRYPTION|SIGNING|RESET|ACTIVATION|VERIFICATION|CONFIRMATION|RECOVERY)_?(KEY|CODE)S?)"
			+ "|(.*_)?(PWD|PASSCODE|ACCESS_KEY|CREDENTIALS?))" + ENDING);

	private final TrackedModel model;

	public SecretAttributes(TrackedModel model) {
		this.model = model;
	}

	/** Logs one warning if there are any. */
	public void warn() {
		List<String> names = names();
		if (!names.isEmpty()) {
			logger.warn("The change log keeps and shows the values of attributes that may be secrets: "
					+ String.join(", ", names)
					+ ". Annotate them with @Masked or @NotAudited, or name them in revtrail.mask.");
		}
	}

	/** Returns the attributes, each after the simple name of its entity, in order. */
	List<String> names() {
		TreeSet<String> names = new TreeSet<>();
		for (TrackedEntity entity : this.model.entities()) {
			String prefix = AuditableValues.simpleName(entity.entityName()) + ".";
			entity.fields()
				.stream()
				.filter((field) -> !entity.masks().hides(field.name()))
				.flatMap((field) -> values(field).stream())
				.filter(Value::isSecret)
				.forEach((value) -> names.add(prefix + value.path()));
		}
		return List.copyOf(names);
	}

	private static List<Value> values(TrackedField field) {
		if (field instanceof TrackedField.Basic basic) {
			return List.of(new Value(basic.name(), basic.form().type().getJavaType()));
		}
		if (field instanceof TrackedField.Elements elements) {
			List<Value> values = new ArrayList<>();
			collect(elements.name(), elements.history().element(), elements.persister().getElementType(), values);
			return values;
		}
		return List.of();
	}

	private static void collect(String path, ElementShape shape, Type type, List<Value> values) {
		if (shape instanceof ElementShape.Basic) {
			values.add(new Value(path, type.getReturnedClass()));
		}
		else if (shape instanceof ElementShape.Embeddable embeddable) {
			embeddable.parts()
				.forEach((part) -> collect(path + "." + part.name(), part.shape(),
						embeddable.type().getSubtypes()[part.property()], values));
		}
	}

	/**
	 * A basic value that entries show.
	 *
	 * @param path the attributes that lead to it
	 * @param type its class
	 */
	private record Value(String path, Class<?> type) {

		boolean isSecret() {
			return !isHarmless()
					&& Stream.of(this.path.split("\\.")).map(TrackedModelBuilder::upperSnake).anyMatch(this::isSecret);
		}

		private boolean isSecret(String name) {
			boolean number = Number.class.isAssignableFrom(this.type) || this.type.isPrimitive();
			return NUMBERS.matcher(name).matches() || (!number && TEXTS.matcher(name).matches());
		}

		private boolean isHarmless() {
			return this.type == Boolean.class || this.type == boolean.class || this.type.isEnum()
					|| Stream.of(Temporal.class, Date.class, Calendar.class)
						.anyMatch((harmless) -> harmless.isAssignableFrom(this.type));
		}

	}

}
