package dev.revtrail.web.request;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.revtrail.Cursor;
import dev.revtrail.OutdatedCursorException;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, with their errors. All errors are collected, so that a
 * caller sees them at once.
 */
public final class RequestParameters {

	public static final int LONGEST = 1000;

	private static final Pattern NUMBER = Pattern.compile("[0-9]{1,100}");

	private static final int MOST_UNKNOWN = 20;

	private final Map<String, String[]> given;

	private final Map<String, List<String>> errors = new TreeMap<>();

	/**
	 * Creates the parameters.
	 * @param given the parameters, decoded
	 * @param known the names that there are; all others are errors
	 */
	public RequestParameters(Map<String, String[]> given, Collection<String> known) {
		this.given = given;
		given.keySet()
			.stream()
			.filter((name) -> !known.contains(name))
			.limit(MOST_UNKNOWN)
			.forEach((name) -> reject((name.length() > 100) ? name.substring(0, 100) : name,
					known.isEmpty() ? "This takes no parameters."
							: "There is no such parameter. There are " + String.join(", ", known) + "."));
	}

	/**
	 * Returns whether a parameter is present.
	 * @param name the parameter's name
	 * @return whether it was given, if only empty
	 */
	public boolean has(String name) {
		return this.given.containsKey(name);
	}

	/**
	 * Returns a parameter that may be given once.
	 * @param name the parameter's name
	 * @param takes what it takes, for the error
	 * @return its value, or nothing when it was not given or is in error
	 */
	public Optional<String> one(String name, String takes) {
		List<String> values = list(name, takes);
		if (values.size() > 1) {
			reject(name, name + " takes " + takes + ", and only once.");
			return Optional.empty();
		}
		return values.stream().findFirst();
	}

	/**
	 * Returns a parameter that may be given several times.
	 * @param name the parameter's name
	 * @param takes what each value is, for the error
	 * @return its values; none when it was not given or is in error
	 */
	public List<String> list(String name, String takes) {
		List<String> values = List.of(this.given.getOrDefault(name, new String[0]));
		if (values.stream().anyMatch(String::isBlank)) {
			reject(name, name + " takes " + takes + ", not an empty value.");
			return List.of();
		}
		return values;
	}

	/**
	 * Returns a parameter whose value is any text that a record could contain.
	 * @param name the parameter's name
	 * @param takes what it takes, for the error
	 * @return its value, or nothing when it was not given or is in error
	 */
	public Optional<String> text(String name, String takes) {
		return text(name, LONGEST, takes);
	}

	/**
	 * Returns a parameter whose value is one of several words.
	 * @param name the parameter's name
	 * @param words what it takes
	 * @return its value, or nothing when it was not given or is in error
	 */
	public Optional<String> word(String name, List<String> words) {
		String takes = oneOf(words);
		Optional<String> word = one(name, takes);
		if (word.isPresent() && !words.contains(word.get())) {
			reject(name, name + " takes " + takes + ".");
			return Optional.empty();
		}
		return word;
	}

	/**
	 * Lists words for an error.
	 * @param words the words
	 * @return all of them, with an "or" before the last
	 */
	public static String oneOf(List<String> words) {
		int last = words.size() - 1;
		return (last < 1) ? String.join("", words)
				: String.join(", ", words.subList(0, last)) + " or " + words.get(last);
	}

	/**
	 * Returns a parameter whose value is text.
	 * @param name the parameter's name
	 * @param longest how many characters it takes
	 * @param takes what it takes, for the error
	 * @return its value, or nothing when it was not given or is in error
	 */
	public Optional<String> text(String name, int longest, String takes) {
		return one(name, takes).filter((value) -> isText(name, value, longest, takes));
	}

	/**
	 * Returns a parameter whose values are any texts that records could contain.
	 * @param name the parameter's name
	 * @param most how many values it takes
	 * @param takes what each value is, for the error
	 * @return its distinct values, or nothing when it was not given or is in error
	 */
	public Optional<Set<String>> texts(String name, int most, String takes) {
		List<String> values = list(name, takes);
		if (values.size() > most) {
			reject(name, name + " takes at most " + most + " values.");
			return Optional.empty();
		}
		return (!values.isEmpty() && values.stream().allMatch((value) -> isText(name, value, LONGEST, takes)))
				? Optional.of(Set.copyOf(values)) : Optional.empty();
	}

	/**
	 * Reads a value as a record type, in any form of its name.
	 * @param name the parameter's name
	 * @param value its value
	 * @param types the known types
	 * @param spelling the contract's spelling of them, for the error
	 * @return the type's name, or nothing when there is no such type, which is an error
	 */
	public Optional<String> recordType(String name, String value, RecordTypes types,
			Function<RecordType, String> spelling) {
		Optional<RecordType> type = types.find(value);
		if (type.isEmpty()) {
			reject(name, name + " takes " + types.all().stream().map(spelling).collect(Collectors.joining(", ")) + ".");
		}
		return type.map(RecordType::name);
	}

	/**
	 * Returns a parameter whose value is a date or a date and time.
	 * @param name the parameter's name
	 * @return its value, or nothing when it was not given or is in error
	 */
	public Optional<TimeParameter> moment(String name) {
		return one(name, TimeParameter.FORMS).flatMap((text) -> {
			try {
				return Optional.of(TimeParameter.parse(text));
			}
			catch (DateTimeException ex) {
				reject(name, name + " takes " + TimeParameter.FORMS + ".");
				return Optional.empty();
			}
		});
	}

	/**
	 * Rejects a range whose start is after its end. The errors name both.
	 * @param start the name of the parameter with the start
	 * @param end the name of the parameter with the end
	 * @param isReversed whether a start is after an end
	 */
	public void range(String start, String end, BiPredicate<TimeParameter, TimeParameter> isReversed) {
		if (has(start) && has(end)) {
			Optional<TimeParameter> first = moment(start);
			Optional<TimeParameter> last = moment(end);
			if (first.isPresent() && last.isPresent() && isReversed.test(first.get(), last.get())) {
				reject(start, start + " is after " + end + ".");
				reject(end, end + " is before " + start + ".");
			}
		}
	}

	/**
	 * Returns a parameter that contains the place to continue from: a cursor, or no or an
	 * empty value for the beginning.
	 * @param name the parameter's name
	 * @return the cursor, or null for the beginning and when it is in error
	 */
	public @Nullable Cursor cursor(String name) {
		return cursor(name, "nothing to begin");
	}

	/**
	 * Returns a parameter that contains the place to continue from, and that takes other
	 * values too.
	 * @param name the parameter's name
	 * @param others what it takes instead of a cursor, for the error
	 * @return the cursor, or null for no or an empty value and when it is in error
	 */
	public @Nullable Cursor cursor(String name, String others) {
		String[] values = this.given.getOrDefault(name, new String[] { "" });
		try {
			if (values.length == 1) {
				return values[0].isEmpty() ? null : Cursor.parse(values[0]);
			}
		}
		catch (OutdatedCursorException ex) {
			reject(name, String.valueOf(ex.getMessage()));
			return null;
		}
		catch (IllegalArgumentException ex) {
			// Reported below, like any other value that is no cursor.
		}
		reject(name, name + " takes a cursor that an earlier answer gave as next, or " + others + ".");
		return null;
	}

	/**
	 * Returns a parameter whose value is a whole number.
	 * @param name the parameter's name
	 * @param takes what it takes, for the error
	 * @param lowest the lowest number that it takes
	 * @param highest the highest one; null for no limit
	 * @return its value, or nothing when it was not given or is in error
	 */
	public Optional<BigInteger> number(String name, String takes, long lowest, @Nullable Long highest) {
		Optional<String> text = one(name, takes);
		Optional<BigInteger> number = text.filter((digits) -> NUMBER.matcher(digits).matches())
			.map(BigInteger::new)
			.filter((value) -> value.compareTo(BigInteger.valueOf(lowest)) >= 0
					&& (highest == null || value.compareTo(BigInteger.valueOf(highest)) <= 0));
		if (text.isPresent() && number.isEmpty()) {
			reject(name, name + " takes " + takes + ".");
		}
		return number;
	}

	/**
	 * Limits how many values several parameters have together.
	 * @param names the parameters
	 * @param most how many values they take
	 */
	public void limit(Collection<String> names, int most) {
		List<String> several = names.stream().filter((name) -> values(name) > 1).toList();
		if (!several.isEmpty() && names.stream().mapToInt(this::values).sum() > most) {
			reject(several.get(0), "All filters take at most " + most + " values together.");
		}
	}

	private int values(String name) {
		return this.given.getOrDefault(name, new String[0]).length;
	}

	/**
	 * Reads a time zone.
	 * @param name the parameter
	 * @return the zone; UTC where none is given or it is in error
	 */
	public ZoneId zone(String name) {
		String takes = "a time zone, such as Europe/Berlin";
		return one(name, takes).flatMap((text) -> {
			try {
				return Optional.of(ZoneId.of(text));
			}
			catch (DateTimeException ex) {
				reject(name, name + " takes " + takes + ".");
				return Optional.empty();
			}
		}).orElse(ZoneOffset.UTC);
	}

	/**
	 * Returns a parameter whose value is true or false.
	 * @param name the parameter's name
	 * @return whether it is true; false when it was not given or is in error
	 */
	public boolean flag(String name) {
		String takes = "true or false";
		Optional<String> value = one(name, takes);
		if (value.isPresent() && !List.of("true", "false").contains(value.get())) {
			reject(name, name + " takes " + takes + ".");
		}
		return value.equals(Optional.of("true"));
	}

	/**
	 * Returns whether a value is text that a record could contain: Unicode without NUL.
	 * @param value the value
	 * @param longest how many characters it takes
	 * @return whether it is
	 */
	public static boolean isText(String value, int longest) {
		return value.length() <= longest && value.codePoints()
			.noneMatch((character) -> character == 0 || Character.getType(character) == Character.SURROGATE);
	}

	private boolean isText(String name, String value, int longest, String takes) {
		boolean text = isText(value, longest);
		if (!text) {
			reject(name, name + " takes " + takes + ": Unicode text of at most "
					+ String.format(Locale.ROOT, "%,d", longest) + " characters, without NUL.");
		}
		return text;
	}

	/**
	 * Adds an error of a parameter.
	 * @param name the parameter's name
	 * @param message what it takes
	 */
	public void reject(String name, String message) {
		List<String> messages = this.errors.computeIfAbsent(name, (key) -> new ArrayList<>());
		if (!messages.contains(message)) {
			messages.add(message);
		}
	}

	/**
	 * Ends the reading of parameters.
	 * @throws Refusal when anything is wrong with any of them
	 */
	public void refuseErrors() {
		if (!this.errors.isEmpty()) {
			throw Refusal.badArguments(this.errors);
		}
	}

}
