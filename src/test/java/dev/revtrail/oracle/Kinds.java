package dev.revtrail.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

import dev.revtrail.oracle.Kind.Edit;
import dev.revtrail.oracle.Registry.Address;
import dev.revtrail.oracle.Registry.Card;
import dev.revtrail.oracle.Registry.Cash;
import dev.revtrail.oracle.Registry.Color;
import dev.revtrail.oracle.Registry.Country;
import dev.revtrail.oracle.Registry.Device;
import dev.revtrail.oracle.Registry.Drug;
import dev.revtrail.oracle.Registry.Geo;
import dev.revtrail.oracle.Registry.Grade;
import dev.revtrail.oracle.Registry.Human;
import dev.revtrail.oracle.Registry.Office;
import dev.revtrail.oracle.Registry.Setting;
import dev.revtrail.oracle.Registry.Sheet;
import dev.revtrail.oracle.Registry.Slot;
import dev.revtrail.oracle.Registry.Spot;
import dev.revtrail.oracle.Registry.Theatre;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of records of the {@link Registry}.
 */
final class Kinds {

	static final List<String> COUNTRIES = List.of("de", "fr", "it");

	private static final Function<Object, String> PLAIN = String::valueOf;

	private static final List<String> SETTING_IDS = List.of("a", "b,c", "d\\e", "\u00e4 / ?%");

	private Kinds() {
	}

	static final Kind<Human> HUMAN = new Kind<>("HUMAN", Human.class, (world) -> new Human(), (human) -> human.id,
			PLAIN,
			List.of(text("name", (human, value) -> human.name = value),
					Edit.of("born", (draw) -> draw.perhaps(() -> LocalDate.of(1950 + draw.below(60), 2, 28)),
							(human, value) -> human.born = value, LocalDate::toString)),
			true);

	static final Kind<Drug> DRUG = new Kind<>("DRUG", Drug.class, (world) -> new Drug(),
			(drug) -> Objects.requireNonNull(drug.id), PLAIN,
			List.of(text("name", (drug, value) -> drug.name = value), Edit.of("dose",
					(draw) -> draw.perhaps(() -> draw.below(9)), (drug, value) -> drug.dose = value, Reported::number),
					bag("warnings", Draw::word, (drug) -> drug.warnings, true)),
			false);

	static final Kind<Device> DEVICE = new Kind<>("DEVICE", Device.class, (world) -> new Device(),
			(device) -> Objects.requireNonNull(device.id), PLAIN,
			List.of(text("name", (device, value) -> device.name = value),
					text("serial", (device, value) -> device.serial = value),
					human("keeper", (device, value) -> device.keeper = value)),
			true);

	static final Kind<Card> CARD = new Kind<>("CARD", Card.class, (world) -> new Card(),
			(card) -> Objects.requireNonNull(card.id), PLAIN,
			List.of(Edit.of("cents", (draw) -> draw.below(9),
					(card, value) -> card.cents = Objects.requireNonNull(value), Reported::number),
					text("digits", (card, value) -> card.digits = value)),
			true);

	static final Kind<Cash> CASH = new Kind<>("CASH", Cash.class, (world) -> new Cash(),
			(cash) -> Objects.requireNonNull(cash.id), PLAIN,
			List.of(Edit.of("cents", (draw) -> draw.below(9),
					(cash, value) -> cash.cents = Objects.requireNonNull(value), Reported::number),
					text("till", (cash, value) -> cash.till = value),
					Edit.of("counted", (draw) -> draw.perhaps(() -> draw.chance(50)),
							(cash, value) -> cash.counted = value, (value) -> value)),
			true);

	static final Kind<Theatre> THEATRE = new Kind<>("THEATRE", Theatre.class, (world) -> new Theatre(),
			(theatre) -> theatre.id, PLAIN,
			List.of(text("name", (theatre, value) -> theatre.name = value),
					Edit.of("seats", (draw) -> draw.perhaps(() -> draw.below(9)),
							(theatre, value) -> theatre.seats = value, Reported::number)),
			true);

	static final Kind<Office> OFFICE = new Kind<>("OFFICE", Office.class, (world) -> new Office(),
			(office) -> office.id, PLAIN, List.of(text("name", (office, value) -> office.name = value),
					text("floor", (office, value) -> office.floor = value)),
			true);

	static final Kind<Slot> SLOT = new Kind<>("SLOT", Slot.class, Kinds::slot, (slot) -> slot.key, (id) -> {
		Slot.Key key = (Slot.Key) id;
		return key.name().replace("\\", "\\\\").replace(",", "\\,") + "," + key.number();
	}, List.of(text("text", (slot, value) -> slot.text = value), human("human", (slot, value) -> slot.human = value)),
			true);

	static final Kind<Setting> SETTING = new Kind<>("SETTING", Setting.class, Kinds::setting, (setting) -> setting.id,
			PLAIN,
			List.of(text("one", (setting, value) -> setting.one = value),
					text("two", (setting, value) -> setting.two = value),
					text("three", (setting, value) -> setting.three = value)),
			true);

	static final Kind<Sheet> SHEET = new Kind<>("SHEET", Sheet.class, (world) -> new Sheet(),
			(sheet) -> Objects.requireNonNull(sheet.id), PLAIN, sheetEdits(), false);

	static final List<Kind<?>> ALL = List.of(HUMAN, DRUG, DEVICE, CARD, CASH, THEATRE, OFFICE, SLOT, SETTING, SHEET,
			SHEET, SHEET);

	private static @Nullable Slot slot(Kind.World world) {
		Slot slot = new Slot();
		slot.key = new Slot.Key(world.draw().of(SETTING_IDS), world.draw().below(3));
		return world.free().apply("SLOT", SLOT.text().apply(slot.key)) ? slot : null;
	}

	private static @Nullable Setting setting(Kind.World world) {
		Setting setting = new Setting();
		setting.id = world.draw().of(SETTING_IDS);
		return world.free().apply("SETTING", setting.id) ? setting : null;
	}

	private static List<Edit<Sheet>> sheetEdits() {
		List<Edit<Sheet>> edits = new ArrayList<>();
		edits.add(text("text", (sheet, value) -> sheet.text = value));
		edits.add(Edit.of("count", (draw) -> draw.below(5) - 2,
				(sheet, value) -> sheet.count = Objects.requireNonNull(value), Reported::number));
		edits.add(Edit.of("boxed", (draw) -> draw.perhaps(() -> draw.below(5)), (sheet, value) -> sheet.boxed = value,
				Reported::number));
		edits.add(Edit.of("large", (draw) -> draw.random.nextLong(),
				(sheet, value) -> sheet.large = Objects.requireNonNull(value), Reported::number));
		edits.add(Edit.of("flag", (draw) -> draw.chance(50),
				(sheet, value) -> sheet.flag = Objects.requireNonNull(value), (value) -> value));
		edits.add(Edit.of("perhaps", (draw) -> draw.perhaps(() -> draw.chance(50)),
				(sheet, value) -> sheet.perhaps = value, (value) -> value));
		edits.add(Edit.of("ratio", (draw) -> draw.chance(20) ? -0.0 : (draw.below(64) - 32) / 8.0,
				(sheet, value) -> sheet.ratio = Objects.requireNonNull(value), Reported::number));
		edits.add(Edit.of("amount", (draw) -> draw.perhaps(draw::amount), (sheet, value) -> sheet.amount = value,
				Reported::number));
		edits.add(Edit.of("big", (draw) -> draw.perhaps(draw::big), (sheet, value) -> sheet.big = value,
				Reported::number));
		edits.add(Edit.of("bytes", (draw) -> draw.perhaps(draw::bytes), (sheet, value) -> sheet.bytes = value,
				(value) -> Base64.getEncoder().encodeToString(value)));
		edits.add(Edit.of("uuid", (draw) -> draw.perhaps(draw::uuid), (sheet, value) -> sheet.uuid = value,
				UUID::toString));
		edits.add(Edit.of("instant", (draw) -> draw.perhaps(
				() -> Instant.ofEpochSecond(1_000_000_000L + draw.below(1_000_000_000), draw.below(1_000_000) * 1000L)),
				(sheet, value) -> sheet.instant = value, DateTimeFormatter.ISO_INSTANT::format));
		edits.add(Edit.of("date", (draw) -> draw.perhaps(() -> LocalDate.ofEpochDay(draw.below(30_000))),
				(sheet, value) -> sheet.date = value, LocalDate::toString));
		edits.add(Edit.of("time", (draw) -> draw.perhaps(() -> LocalTime.ofSecondOfDay(draw.below(86_400))),
				(sheet, value) -> sheet.time = value, DateTimeFormatter.ISO_LOCAL_TIME::format));
		edits.add(Edit.of("dateTime",
				(draw) -> draw.perhaps(() -> LocalDateTime.ofEpochSecond(draw.below(2_000_000_000),
						draw.below(1_000_000) * 1000, ZoneOffset.UTC)),
				(sheet, value) -> sheet.dateTime = value, DateTimeFormatter.ISO_LOCAL_DATE_TIME::format));
		edits.add(Edit.of("duration", (draw) -> draw.perhaps(() -> Duration.ofMillis(draw.below(100_000_000))),
				(sheet, value) -> sheet.duration = value, Duration::toString));
		edits.add(Edit.of("color", (draw) -> draw.perhaps(() -> draw.of(List.of(Color.values()))),
				(sheet, value) -> sheet.color = value, Color::name));
		edits.add(Edit.of("ordinal", (draw) -> draw.perhaps(() -> draw.of(List.of(Color.values()))),
				(sheet, value) -> sheet.ordinal = value, Color::name));
		edits.add(Edit.of("grade", (draw) -> draw.perhaps(() -> draw.of(List.of(Grade.values()))),
				(sheet, value) -> sheet.grade = value, Grade::name));
		edits.add(Edit.of("currency",
				(draw) -> draw.perhaps(() -> Currency.getInstance(draw.of(List.of("EUR", "USD", "JPY")))),
				(sheet, value) -> sheet.currency = value, Currency::getCurrencyCode));
		edits.add(Edit.of("locale",
				(draw) -> draw
					.perhaps(() -> draw.of(List.of(Locale.GERMANY, Locale.FRENCH, Locale.forLanguageTag("pt-BR")))),
				(sheet, value) -> sheet.locale = value, Locale::toLanguageTag));
		edits.add(Edit.of("note", (draw) -> draw.perhaps(draw::note), (sheet, value) -> sheet.note = value,
				Reported::text));
		edits.add(Edit.of("json", (draw) -> draw.perhaps(() -> Map.of(draw.word(), draw.text(), "fixed", draw.word())),
				(sheet, value) -> sheet.json = value, (value) -> value));
		edits.add(Edit.of("secret", (draw) -> draw.perhaps(draw::word), (sheet, value) -> sheet.secret = value,
				Shadow.Secret::new));
		embeddable(edits, "home", (sheet) -> sheet.home, (sheet, value) -> sheet.home = value);
		embeddable(edits, "work", (sheet) -> sheet.work, (sheet, value) -> sheet.work = value);
		edits.add(human("human", (sheet, value) -> sheet.human = value));
		edits.add((sheet, shadow, world) -> {
			String code = world.draw().perhaps(() -> world.draw().of(COUNTRIES));
			sheet.country = (code != null) ? world.entityManager().getReference(Country.class, code) : null;
			shadow.fields.put("country", code);
		});
		edits.add(bag("tags", Draw::word, (sheet) -> sheet.tags, true));
		edits.add(bag("numbers", (draw) -> draw.below(6), (sheet) -> sheet.numbers, true));
		edits.add(bag("spots", (draw) -> new Spot(draw.below(3), draw.word()), (sheet) -> sheet.spots, true));
		edits.add(humans());
		edits.add(steps());
		edits.add(queue());
		edits.add(map("phones", (draw) -> draw.of(List.of("home", "work", "a,b", "\u00fc")), Draw::word,
				(sheet) -> sheet.phones));
		edits.add(map("scores", (draw) -> draw.of(List.of(Color.values())), (draw) -> draw.below(4),
				(sheet) -> sheet.scores));
		edits.add(staff());
		return edits;
	}

	private static <E> Edit<E> text(String field, Kind.Setter<E, String> setter) {
		return Edit.of(field, (draw) -> draw.perhaps(draw::text), setter, (value) -> value);
	}

	private static <E> Edit<E> human(String field, BiConsumer<E, @Nullable Human> setter) {
		return (entity, shadow, world) -> {
			Human human = world.human();
			setter.accept(entity, human);
			shadow.fields.put(field, (human != null) ? idOf(human) : null);
		};
	}

	private static String idOf(Human human) {
		return String.valueOf(org.hibernate.Hibernate.unproxy(human, Human.class).id);
	}

	/** Sets one value inside of an embeddable, or drops it as a whole. */
	private static void embeddable(List<Edit<Sheet>> edits, String name, Function<Sheet, @Nullable Address> getter,
			BiConsumer<Sheet, @Nullable Address> setter) {
		Function<Sheet, Address> made = (sheet) -> {
			Address address = getter.apply(sheet);
			if (address == null) {
				address = new Address();
				setter.accept(sheet, address);
			}
			return address;
		};
		edits.add(text(name + ".street", (sheet, value) -> made.apply(sheet).street = value));
		edits.add(text(name + ".city", (sheet, value) -> made.apply(sheet).city = value));
		edits.add(Edit.of(name + ".geo.lat", (draw) -> draw.perhaps(() -> draw.below(90)), (sheet, value) -> {
			Address address = made.apply(sheet);
			Geo geo = (address.geo != null) ? address.geo : new Geo();
			geo.lat = value;
			address.geo = geo;
		}, Reported::number));
		edits.add((sheet, shadow, world) -> {
			setter.accept(sheet, world.draw().chance(50) ? null : new Address());
			shadow.fields.keySet()
				.stream()
				.filter((field) -> field.startsWith(name + "."))
				.toList()
				.forEach((field) -> shadow.fields.put(field, null));
		});
	}

	/** Adds, removes or replaces elements of a collection without order. */
	private static <E, T> Edit<E> bag(String field, Function<Draw, T> element,
			Function<E, java.util.Collection<T>> collection, boolean distinct) {
		return (entity, shadow, world) -> {
			java.util.Collection<T> elements = collection.apply(entity);
			List<Object> reported = shadow.bag(field);
			Draw draw = world.draw();
			if (draw.chance(10)) {
				elements.clear();
				reported.clear();
			}
			for (int i = 1 + draw.below(3); i > 0; i--) {
				T drawn = element.apply(draw);
				Object value = reported(drawn);
				if (draw.chance(45) && elements.contains(drawn)) {
					elements.remove(drawn);
					reported.remove(value);
				}
				else if (!distinct || !elements.contains(drawn)) {
					elements.add(drawn);
					reported.add(value);
				}
			}
		};
	}

	private static Object reported(Object element) {
		if (element instanceof Number number) {
			return Reported.number(number);
		}
		return (element instanceof Spot spot) ? Map.of("x", Reported.number(spot.x()), "y", spot.y()) : element;
	}

	private static Edit<Sheet> humans() {
		return (sheet, shadow, world) -> {
			Human human = world.human();
			if (human == null) {
				return;
			}
			String id = idOf(human);
			List<Object> reported = shadow.bag("friends");
			if (reported.remove(id)) {
				sheet.friends.removeIf((friend) -> idOf(friend).equals(id));
			}
			else {
				reported.add(id);
				sheet.friends.add(human);
			}
		};
	}

	private static Edit<Sheet> steps() {
		return (sheet, shadow, world) -> {
			List<Object> reported = shadow.ordered("steps");
			Draw draw = world.draw();
			String word = draw.word();
			if (draw.chance(30)) {
				Collections.shuffle(sheet.steps, draw.random);
			}
			else if (!sheet.steps.remove(word)) {
				sheet.steps.add(draw.below(sheet.steps.size() + 1), word);
			}
			reported.clear();
			reported.addAll(sheet.steps);
		};
	}

	private static Edit<Sheet> queue() {
		return (sheet, shadow, world) -> {
			List<Object> reported = shadow.ordered("queue");
			Human human = world.human();
			if (human == null) {
				Collections.reverse(sheet.queue);
			}
			else if (!sheet.queue.removeIf((queued) -> idOf(queued).equals(idOf(human)))) {
				sheet.queue.add(world.draw().below(sheet.queue.size() + 1), human);
			}
			reported.clear();
			sheet.queue.forEach((queued) -> reported.add(idOf(queued)));
		};
	}

	private static <K, V> Edit<Sheet> map(String field, Function<Draw, K> key, Function<Draw, V> value,
			Function<Sheet, Map<K, V>> map) {
		return (sheet, shadow, world) -> {
			Map<String, Object> reported = shadow.keyed(field);
			K drawnKey = key.apply(world.draw());
			if (world.draw().chance(30)) {
				map.apply(sheet).remove(drawnKey);
				reported.remove(String.valueOf(drawnKey));
			}
			else {
				V drawn = value.apply(world.draw());
				map.apply(sheet).put(drawnKey, drawn);
				reported.put(String.valueOf(drawnKey), reported(drawn));
			}
		};
	}

	private static Edit<Sheet> staff() {
		return (sheet, shadow, world) -> {
			Map<String, Object> reported = shadow.keyed("staff");
			String job = world.draw().of(List.of("chef", "nurse"));
			Human human = world.human();
			if (human == null) {
				sheet.staff.remove(job);
				reported.remove(job);
			}
			else {
				sheet.staff.put(job, human);
				reported.put(job, idOf(human));
			}
		};
	}

	/** What a new record holds before anything is set. */
	static Shadow initial(Kind<?> kind) {
		Shadow shadow = new Shadow();
		Map<String, Object> values = new HashMap<>();
		if (kind == SHEET) {
			values.putAll(Map.of("count", Reported.number(0), "large", Reported.number(0), "flag", false, "ratio",
					Reported.number(0)));
		}
		else if (kind == CARD || kind == CASH) {
			values.put("cents", Reported.number(0));
		}
		shadow.fields.putAll(values);
		return shadow;
	}

}
