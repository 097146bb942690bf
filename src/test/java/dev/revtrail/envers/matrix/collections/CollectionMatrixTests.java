package dev.revtrail.envers.matrix.collections;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.revtrail.Action;
import dev.revtrail.FieldChange;
import dev.revtrail.envers.log.RowBeforeDiffers;
import org.hibernate.envers.AuditReaderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What joins and leaves collections of every kind of element.
 */
class CollectionMatrixTests extends CollectionMatrix {

	@Test
	void basicElementsAreRecordedInTheirForm() {
		Basics basics = new Basics(next());
		basics.words.addAll(Set.of("b", "a", "\uD83D\uDE00"));
		basics.sorted.addAll(Set.of("z", "y"));
		basics.dates.add(LocalDate.of(2026, 1, 2));
		basics.instants.add(Instant.parse("2026-01-02T03:04:05.123456Z"));
		basics.levels.addAll(Set.of(Level.LOW, Level.HIGH));
		basics.ordinals.add(Level.TOP);
		basics.amounts.add(new BigDecimal("1.5"));
		basics.prices.add(new Cents(5));
		basics.uuids.add(new UUID(0, 7));
		basics.doubles.add(2.5);
		basics.pictures.add(new byte[] { 1, 2, 3 });
		basics.secrets.add("x");
		persisted(basics);

		List<FieldChange> created = List.of(joined("amounts", new BigDecimal("1.500")), joined("dates", "2026-01-02"),
				joined("doubles", new BigDecimal("2.5")), joined("instants", "2026-01-02T03:04:05.123456Z"),
				joined("levels", "HIGH", "LOW"), joined("ordinals", "TOP"), joined("pictures", "AQID"),
				joined("prices", "5c"), joined("sorted", "y", "z"),
				joined("uuids", "00000000-0000-0000-0000-000000000007"), joined("words", "a", "b", "\uD83D\uDE00"));
		assertThat(newest("BASICS", basics.id)).isEqualTo(created);

		change(Basics.class, basics.id, (found) -> {
			found.words.remove("a");
			found.words.add("c");
			found.levels.remove(Level.LOW);
			found.ordinals.clear();
			found.amounts.clear();
			found.amounts.add(new BigDecimal("1.50"));
			found.prices.add(new Cents(6));
			found.pictures.set(0, new byte[] { 4 });
			found.secrets.clear();
		});
		assertThat(newest("BASICS", basics.id)).containsExactly(left("levels", "LOW"), left("ordinals", "TOP"),
				new FieldChange.Elements("pictures", List.of("BA=="), List.of("AQID")), joined("prices", "6c"),
				new FieldChange.Elements("words", List.of("c"), List.of("a")));

		delete(Basics.class, basics.id);
		assertThat(history("BASICS", basics.id).get(0).action()).isEqualTo(Action.DELETE);
		assertThat(newest("BASICS", basics.id)).contains(left("words", "b", "c", "\uD83D\uDE00"),
				left("dates", "2026-01-02"), left("levels", "HIGH"), left("prices", "5c", "6c"),
				left("pictures", "BA=="), left("uuids", "00000000-0000-0000-0000-000000000007"));
	}

	@Test
	void anElementThatLeavesAndIsDeletedInBulkIsDeleted() {
		Club club = new Club(next());
		Member member = persisted(new Member(next()));
		club.members.add(member);
		persisted(club);

		inTransaction((em) -> {
			em.find(Club.class, club.id).members.clear();
			this.log.bulk()
				.execute(em.createQuery("delete from Member m where m.id = :id").setParameter("id", member.id));
		});

		assertThat(newest("CLUB", club.id)).containsExactly(left("members", text(member.id)));
		assertThat(history("MEMBER", member.id).get(0).action()).isEqualTo(Action.DELETE);
	}

	@Test
	void embeddablesAreRecordedByTheirAttributesWithNullsNestedOnesAndReferences() {
		Target target = target();
		Embeds embeds = new Embeds(next());
		Line full = new Line("a", 1);
		full.mapkeyHint = "hint";
		full.inner = new Inner(null, "Leeds");
		full.target = target;
		embeds.lines.add(full);
		embeds.lines.add(new Line("b", null));
		persisted(embeds);
		Map<String, @Nullable Object> reported = line("a", 1, "hint", inner(null, "Leeds"), text(target.id));
		assertThat(newest("EMBEDS", embeds.id)).singleElement().satisfies((change) -> {
			FieldChange.Elements lines = (FieldChange.Elements) change;
			assertThat(lines.joined()).hasSize(2)
				.satisfiesOnlyOnce((line) -> assertThat(line).isEqualTo(reported))
				.satisfiesOnlyOnce((line) -> assertThat(line).isEqualTo(line("b", null, null, null, null)));
		});

		change(Embeds.class, embeds.id, (found) -> {
			found.lines.removeIf((line) -> "a".equals(line.label));
			found.byName.put("k", new Line("c", 3));
		});
		assertThat(newest("EMBEDS", embeds.id)).containsExactly(
				new FieldChange.Keys("byName", Map.of("k", line("c", 3, null, null, null)), Map.of(), Map.of()),
				left("lines", reported));

		change(Embeds.class, embeds.id, (found) -> {
			found.byName.put("k", new Line("c", 4));
			Set<Line> equal = Set.of(new Line("b", null));
			found.lines.clear();
			found.lines.addAll(equal);
		});
		assertThat(newest("EMBEDS", embeds.id)).containsExactly(new FieldChange.Keys("byName", Map.of(), Map.of(),
				Map.of("k", new FieldChange.Replaced(line("c", 3, null, null, null), line("c", 4, null, null, null)))));
	}

	@Test
	void anEmbeddedAttributeThatChangesInPlaceIsAnotherElement() {
		Embeds embeds = new Embeds(next());
		embeds.lines.add(new Line("a", 1));
		persisted(embeds);

		change(Embeds.class, embeds.id, (found) -> found.lines.iterator().next().amount = 2);

		assertThat(newest("EMBEDS", embeds.id)).containsExactly(new FieldChange.Elements("lines",
				List.of(line("a", 2, null, null, null)), List.of(line("a", 1, null, null, null))));
	}

	@Test
	void referencesAreRecordedByIdForEveryTarget() {
		Target one = target();
		Target two = target();
		Spot spot = persisted(new Spot(new Seat("A,1", 3)));
		Cat cat = persisted(new Cat(next()));
		Outsider outsider = persisted(new Outsider(next()));
		Links links = new Links(next());
		links.own.add(one);
		links.leaves.add(new Leaf(next()));
		long leaf = links.leaves.iterator().next().id;
		links.many.addAll(Set.of(one, two));
		links.spots.add(spot);
		links.animals.add(cat);
		links.outsiders.add(outsider);
		Part part = new Part(next());
		part.owner = links;
		links.parts.add(part);
		persisted(links);
		assertThat(newest("LINKS", links.id)).containsExactly(joined("animals", text(cat.id)),
				joined("leaves", text(leaf)), joined("many", text(one.id), text(two.id)),
				joined("outsiders", text(outsider.id)), joined("own", text(one.id)), joined("spots", "A\\,1,3"));
		assertThat(newest("PART", part.id)).containsExactly(new FieldChange.Value("owner", null, text(links.id), true));

		change(Links.class, links.id, (found) -> {
			found.many.removeIf((target) -> target.id == one.id);
			found.own.clear();
			found.leaves.clear();
			found.spots.clear();
			found.outsiders.clear();
			found.parts.clear();
		});
		assertThat(newest("LINKS", links.id)).containsExactly(left("leaves", text(leaf)), left("many", text(one.id)),
				left("outsiders", text(outsider.id)), left("own", text(one.id)), left("spots", "A\\,1,3"));
		assertThat(history("PART", part.id).get(0).action()).isEqualTo(Action.DELETE);
		assertThat(history("LEAF", leaf).get(0).action()).isEqualTo(Action.DELETE);

		delete(Links.class, links.id);
		assertThat(newest("LINKS", links.id)).containsExactly(left("animals", text(cat.id)),
				left("many", text(two.id)));
	}

	@Test
	void aBidirectionalAssociationIsRecordedOnItsOwningSide() {
		Member member = persisted(new Member(next()));
		Club club = new Club(next());
		club.members.add(member);
		member.clubs.add(club);
		persisted(club);

		assertThat(newest("CLUB", club.id)).containsExactly(joined("members", text(member.id)));
		assertThat(history("MEMBER", member.id)).hasSize(1);

		inTransaction((em) -> em.find(Club.class, club.id).members.clear());
		assertThat(newest("CLUB", club.id)).containsExactly(left("members", text(member.id)));
	}

	@Test
	void ownersMayHaveCompositeIdsAndUuids() {
		Board board = new Board(new Seat("x\\,", 1));
		board.tags.add("a");
		board.steps.addAll(List.of("1", "2"));
		Target target = target();
		board.named.put("t", target);
		persisted(board);
		Token token = new Token(new UUID(1, 2));
		token.tags.add("a");
		persisted(token);

		assertThat(newest("BOARD", "x\\\\\\,,1")).containsExactly(
				new FieldChange.Keys("named", Map.of("t", text(target.id)), Map.of(), Map.of()),
				joined("steps", "1", "2"), joined("tags", "a"));
		assertThat(newest("TOKEN", token.id)).containsExactly(joined("tags", "a"));

		inTransaction((em) -> {
			em.find(Token.class, token.id).tags.clear();
			em.remove(em.find(Board.class, board.seat));
		});
		assertThat(newest("TOKEN", token.id)).containsExactly(left("tags", "a"));
		assertThat(newest("BOARD", "x\\\\\\,,1")).containsExactly(
				new FieldChange.Keys("named", Map.of(), Map.of("t", text(target.id)), Map.of()),
				left("steps", "1", "2"), left("tags", "a"));
	}

	@Test
	void collectionsInsideAnEmbeddableAreRecordedByTheirDottedNames() {
		Target friend = target();
		Person person = new Person(next());
		person.profile.motto = "m";
		person.profile.hobbies.add("chess");
		person.profile.ranks.addAll(List.of("x", "y"));
		person.profile.friends.add(friend);
		person.profile.scores.put("a", 1);
		persisted(person);
		assertThat(newest("PERSON", person.id)).containsExactly(joined("profile.friends", text(friend.id)),
				joined("profile.hobbies", "chess"), new FieldChange.Value("profile.motto", null, "m", true),
				joined("profile.ranks", "x", "y"),
				new FieldChange.Keys("profile.scores", Map.of("a", 1L), Map.of(), Map.of()));

		change(Person.class, person.id, (found) -> {
			found.profile.hobbies.add("go");
			found.profile.ranks.remove(0);
			found.profile.scores.put("a", 2);
			found.profile.friends.clear();
		});
		assertThat(newest("PERSON", person.id)).containsExactly(left("profile.friends", text(friend.id)),
				joined("profile.hobbies", "go"), left("profile.ranks", "x"), new FieldChange.Keys("profile.scores",
						Map.of(), Map.of(), Map.of("a", new FieldChange.Replaced(1L, 2L))));
	}

	@Test
	void collectionsOfSuperclassesAreTheSubclassesToo() {
		Target reader = target();
		Car car = new Car(next());
		car.labels.add("l");
		car.extras.add("e");
		car.seats.add("s");
		Letter letter = new Letter(next());
		letter.pages.add("p");
		letter.readers.add(reader);
		Circle circle = new Circle(next());
		circle.colors.add("red");
		circle.radii.put("r", 1);
		inTransaction((em) -> List.of(car, letter, circle).forEach(em::persist));
		assertThat(newest("CAR", car.id)).containsExactly(joined("extras", "e"), joined("labels", "l"),
				joined("seats", "s"));
		assertThat(newest("LETTER", letter.id)).containsExactly(joined("pages", "p"),
				joined("readers", text(reader.id)));
		assertThat(newest("CIRCLE", circle.id)).containsExactly(joined("colors", "red"),
				new FieldChange.Keys("radii", Map.of("r", 1L), Map.of(), Map.of()));

		inTransaction((em) -> {
			em.find(Vehicle.class, car.id).extras.add("f");
			em.find(Vehicle.class, car.id).labels.clear();
			em.find(Doc.class, letter.id).pages.clear();
			em.find(Shape.class, circle.id).colors.add("blue");
		});
		assertThat(newest("CAR", car.id)).containsExactly(joined("extras", "f"), left("labels", "l"));
		assertThat(newest("LETTER", letter.id)).containsExactly(left("pages", "p"));
		assertThat(newest("CIRCLE", circle.id)).containsExactly(joined("colors", "blue"));

		inTransaction((em) -> {
			em.remove(em.find(Vehicle.class, car.id));
			em.remove(em.find(Doc.class, letter.id));
			em.remove(em.find(Shape.class, circle.id));
		});
		assertThat(newest("CAR", car.id)).containsExactly(left("extras", "e", "f"), left("seats", "s"));
		assertThat(newest("LETTER", letter.id)).containsExactly(left("readers", text(reader.id)));
		assertThat(newest("CIRCLE", circle.id)).containsExactly(left("colors", "blue", "red"),
				new FieldChange.Keys("radii", Map.of(), Map.of("r", 1L), Map.of()));
	}

	@Test
	void ofEqualElementsInABagOneIsRecorded() {
		Lists lists = new Lists(next());
		lists.bag.addAll(List.of("b", "a", "a"));
		lists.ordered.addAll(List.of("z", "y"));
		Target target = target();
		lists.targetBag.addAll(List.of(target, target));
		persisted(lists);
		assertThat(newest("LISTS", lists.id)).containsExactly(joined("bag", "a", "b"), joined("ordered", "y", "z"),
				joined("targetBag", text(target.id)));

		change(Lists.class, lists.id, (found) -> {
			found.bag.remove("a");
			found.ordered.remove("y");
		});
		assertThat(newest("LISTS", lists.id)).containsExactly(left("ordered", "y"));

		change(Lists.class, lists.id, (found) -> {
			found.bag.remove("a");
			found.targetBag.clear();
		});
		assertThat(newest("LISTS", lists.id)).containsExactly(left("bag", "a"), left("targetBag", text(target.id)));
	}

	@Test
	void aCollectionThatIsReplacedOrSetToNullHasOnlyItsDifference() {
		Token token = new Token(UUID.randomUUID());
		token.tags.addAll(Set.of("a", "b"));
		persisted(token);

		change(Token.class, token.id, (found) -> found.tags = new HashSet<>(Set.of("b", "a")));
		assertThat(history("TOKEN", token.id)).hasSize(1);

		change(Token.class, token.id, (found) -> found.tags = new HashSet<>(Set.of("b", "c")));
		assertThat(newest("TOKEN", token.id))
			.containsExactly(new FieldChange.Elements("tags", List.of("c"), List.of("a")));

		change(Token.class, token.id, CollectionMatrixTests::withoutTags);
		assertThat(newest("TOKEN", token.id)).containsExactly(left("tags", "b", "c"));

		change(Token.class, token.id, CollectionMatrixTests::withoutTags);
		assertThat(history("TOKEN", token.id)).hasSize(3);

		change(Token.class, token.id, (found) -> found.tags = new HashSet<>(Set.of("d")));
		assertThat(newest("TOKEN", token.id)).containsExactly(joined("tags", "d"));
	}

	@Test
	void aDetachedObjectThatIsMergedHasOnlyItsDifference() {
		Token token = new Token(UUID.randomUUID());
		token.tags.addAll(Set.of("a", "b"));
		persisted(token);
		Token detached = new Token(token.id);
		detached.tags.addAll(Set.of("b", "c"));

		inTransaction((em) -> em.merge(detached));

		assertThat(newest("TOKEN", token.id))
			.containsExactly(new FieldChange.Elements("tags", List.of("c"), List.of("a")));
	}

	@Test
	void aCollectionChangedOnAnUninitializedProxyWritesNoNulls() {
		Flagged flagged = new Flagged(next());
		flagged.name = "n";
		persisted(flagged);

		inTransaction((em) -> em.getReference(Flagged.class, flagged.id).tags().add("a"));
		assertThat(newest("FLAGGED", flagged.id)).containsExactly(joined("tags", "a"));
		long revision = history("FLAGGED", flagged.id).get(0).revision().number();
		inTransaction((em) -> assertThat(AuditReaderFactory.get(em).find(Flagged.class, flagged.id, revision).name)
			.isEqualTo("n"));

		change(Flagged.class, flagged.id, (found) -> found.name = "m");
		assertThat(newest("FLAGGED", flagged.id)).containsExactly(new FieldChange.Value("name", "n", "m", true));
	}

	@Tag("not-mariadb") // Writes no row that has changed since the first read
	@Test
	@RowBeforeDiffers("Envers writes what a session loaded over what another has changed since")
	void whatASessionDidNotSeeIsNoChangeOfItsCollection() {
		Flagged flagged = new Flagged(next());
		flagged.name = "first";
		persisted(flagged);

		inTransaction((em) -> {
			Flagged seen = em.find(Flagged.class, flagged.id);
			CompletableFuture.runAsync(() -> change(Flagged.class, flagged.id, (found) -> found.name = "second"))
				.join();
			seen.tags.add("a");
		});
		assertThat(newest("FLAGGED", flagged.id)).containsExactly(joined("tags", "a"));

		change(Flagged.class, flagged.id, (found) -> found.name = "third");
		assertThat(newest("FLAGGED", flagged.id))
			.containsExactly(new FieldChange.Value("name", "second", "third", true));
	}

	@Test
	void modifiedFlagsChangeNothing() {
		Flagged flagged = new Flagged(next());
		flagged.tags.add("a");
		flagged.steps.addAll(List.of("a", "b"));
		flagged.texts.put("k", "v");
		persisted(flagged);
		assertThat(newest("FLAGGED", flagged.id)).containsExactly(joined("steps", "a", "b"), joined("tags", "a"),
				new FieldChange.Keys("texts", Map.of("k", "v"), Map.of(), Map.of()));

		change(Flagged.class, flagged.id, (found) -> {
			found.steps.remove(0);
			found.texts.put("k", "w");
		});
		assertThat(newest("FLAGGED", flagged.id)).containsExactly(left("steps", "a"),
				new FieldChange.Keys("texts", Map.of(), Map.of(), Map.of("k", new FieldChange.Replaced("v", "w"))));
	}

	@Test
	void aChildThatItsParentsMoveIsRecordedAsMoved() {
		Crate one = persisted(new Crate(next()));
		Crate other = persisted(new Crate(next()));
		Crate.Jar jar = new Crate.Jar(next());
		jar.content = "jam";
		change(Crate.class, one.id, (found) -> found.jars.add(jar));
		assertThat(newest("JAR", jar.id)).containsExactly(new FieldChange.Value("content", null, "jam", true),
				new FieldChange.Value("crate", null, text(one.id), true));

		inTransaction((em) -> {
			Crate.Jar found = em.find(Crate.Jar.class, jar.id);
			em.find(Crate.class, one.id).jars.remove(found);
			em.find(Crate.class, other.id).jars.add(found);
		});
		assertThat(newest("JAR", jar.id))
			.containsExactly(new FieldChange.Value("crate", text(one.id), text(other.id), true));

		change(Crate.Jar.class, jar.id, (found) -> found.content = "tea");
		assertThat(newest("JAR", jar.id)).containsExactly(new FieldChange.Value("content", "jam", "tea", true));

		change(Crate.class, other.id, (found) -> found.jars.clear());
		assertThat(newest("JAR", jar.id)).containsExactly(new FieldChange.Value("crate", text(other.id), null, true));
		assertThat(history("JAR", jar.id)).hasSize(4);
		assertThat(history("CRATE", one.id)).hasSize(1);
	}

	@Test
	void overSeveralFlushesOnlyTheNetChangeIsRecorded() {
		Flagged flagged = new Flagged(next());
		flagged.tags.add("kept");
		flagged.steps.addAll(List.of("a", "b"));
		flagged.texts.put("k", "v0");
		persisted(flagged);

		inTransaction((em) -> {
			Flagged found = em.find(Flagged.class, flagged.id);
			found.tags.add("x");
			found.texts.put("k", "v1");
			found.steps.add("c");
			em.flush();
			found.tags.remove("x");
			found.texts.put("k", "v0");
			found.steps.remove("c");
		});
		assertThat(history("FLAGGED", flagged.id)).hasSize(1);

		inTransaction((em) -> {
			Flagged found = em.find(Flagged.class, flagged.id);
			found.tags.addAll(Set.of("x", "y"));
			found.texts.put("k", "v1");
			found.texts.put("l", "1");
			found.steps.add(0, "c");
			em.flush();
			found.tags.remove("x");
			found.tags.remove("kept");
			found.texts.put("k", "v2");
			found.texts.put("l", "2");
			found.steps.remove("c");
			found.steps.add("d");
		});
		assertThat(newest("FLAGGED", flagged.id)).containsExactly(joined("steps", "d"),
				new FieldChange.Elements("tags", List.of("y"), List.of("kept")), new FieldChange.Keys("texts",
						Map.of("l", "2"), Map.of(), Map.of("k", new FieldChange.Replaced("v0", "v2"))));
	}

	@Test
	void aCreationOverSeveralFlushesHasTheFinalValues() {
		Flagged flagged = new Flagged(next());
		flagged.tags.add("a");
		inTransaction((em) -> {
			em.persist(flagged);
			em.flush();
			flagged.tags.add("b");
			em.flush();
			flagged.tags.remove("a");
		});

		assertThat(history("FLAGGED", flagged.id)).hasSize(1);
		assertThat(newest("FLAGGED", flagged.id)).containsExactly(joined("tags", "b"));
	}

	@SuppressWarnings("NullAway")
	private static void withoutTags(Token token) {
		token.tags = null;
	}

	static Map<String, @Nullable Object> line(String label, @Nullable Integer amount, @Nullable String hint,
			@Nullable Object inner, @Nullable String target) {
		Map<String, @Nullable Object> line = new LinkedHashMap<>();
		line.put("amount", (amount != null) ? Long.valueOf(amount) : null);
		line.put("inner", inner);
		line.put("label", label);
		line.put("mapkeyHint", hint);
		line.put("target", target);
		return line;
	}

	static Map<String, @Nullable Object> inner(@Nullable String zip, @Nullable String city) {
		Map<String, @Nullable Object> inner = new LinkedHashMap<>();
		inner.put("city", city);
		inner.put("zip", zip);
		return inner;
	}

}
