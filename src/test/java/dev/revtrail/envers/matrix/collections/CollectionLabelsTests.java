package dev.revtrail.envers.matrix.collections;

import java.util.List;

import dev.revtrail.ChangeQuery;
import dev.revtrail.Labels;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Labels of the records that collections hold.
 */
class CollectionLabelsTests extends CollectionMatrix {

	@Test
	void keysAndValuesOfMapsHaveLabels() {
		Target one = coded("one");
		Target other = coded("other");
		Maps maps = new Maps(next());
		maps.textByTarget.put(one, "t");
		maps.named.put("n", one);
		persisted(maps);
		change(Maps.class, maps.id,
				(found) -> found.named.put("n", this.entityManager.getReference(Target.class, other.id)));

		Labels labels = labels("MAPS", maps.id);
		assertThat(labels.of("named", text(one.id))).hasValue(label(one, "one"));
		assertThat(labels.of("named", text(other.id))).hasValue(label(other, "other"));
		Labels first = find(ChangeQuery.in(Scope.everything())
			.record(new RecordRef("MAPS", text(maps.id)))
			.withLabels()
			.oldestFirst()
			.withUnsettled()).get(0).labels();
		assertThat(first.ofKey("textByTarget", text(one.id))).hasValue(label(one, "one"));
		assertThat(first.of("textByTarget", "t")).isEmpty();
	}

	@Test
	void referencesInEmbeddableElementsHaveLabelsUnderDottedNames() {
		Target target = coded("inside");
		Embeds embeds = new Embeds(next());
		Line line = new Line("a", 1);
		line.target = target;
		embeds.lines.add(line);
		persisted(embeds);

		assertThat(labels("EMBEDS", embeds.id).values()).containsOnlyKeys("lines.target");
		assertThat(labels("EMBEDS", embeds.id).of("lines.target", text(target.id))).hasValue(label(target, "inside"));
	}

	@Test
	void wholeCollectionsHaveLabelsToo() {
		Target one = coded("one");
		Target other = coded("other");
		Links links = new Links(next());
		links.own.addAll(List.of(one, other));
		persisted(links);
		change(Links.class, links.id, (found) -> found.own.removeIf((target) -> target.id == other.id));

		ChangeQuery query = ChangeQuery.in(Scope.everything())
			.record(new RecordRef("LINKS", text(links.id)))
			.withLabels();
		assertThat(find(query).get(0).labels().of("own", text(one.id))).isEmpty();
		assertThat(find(query.withWholeCollections()).get(0).labels().of("own", text(one.id)))
			.hasValue(label(one, "one"));
	}

	private Target coded(String code) {
		Target target = new Target(next());
		target.code = code;
		return persisted(target);
	}

	private Labels labels(String type, long id) {
		return find(ChangeQuery.in(Scope.everything()).record(new RecordRef(type, text(id))).withLabels()).get(0)
			.labels();
	}

	private static RecordLabel label(Target target, String text) {
		return new RecordLabel(new RecordRef("TARGET", text(target.id)), text);
	}

}
