package dev.revtrail.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.revtrail.Changes;
import dev.revtrail.EventType;
import dev.revtrail.EventTypes;
import dev.revtrail.FieldChange;
import dev.revtrail.LargeValue;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.entry.HostTexts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.StaticMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class PageValuesTests {

	/** SHA-256 of the three bytes 1, 2 and 3. */
	private static final String HASH = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";

	private final StaticMessageSource messages = new StaticMessageSource();

	@Test
	void bytesAreShownByTheirNumberAndHash() {
		Map<String, Map<String, @Nullable Object>> changes = new TreeMap<>();
		changes.put("photo", new TreeMap<>(Map.of("from", "AQID", "to", new LargeValue("AQID", 20_000, "ab12"))));
		changes.put("name", new TreeMap<>(Map.of("from", "AQID", "to", "Ann")));

		assertThat(values(Locale.ENGLISH).changes("USER", changes)).isEqualTo(Map.of("photo",
				Map.of("from", Map.of("bytes", 3, "sha256", HASH), "to", Map.of("bytes", 20_000L, "sha256", "ab12")),
				"name", Map.of("from", "AQID", "to", "Ann")));
		assertThat(values(Locale.ENGLISH).state("USER", Map.of("photo", "AQID")))
			.isEqualTo(Map.of("photo", Map.of("bytes", 3, "sha256", HASH)));
	}

	@Test
	void constantsHaveTheNamesThatTheHostHasForThem() {
		this.messages.addMessage("revtrail.value.USER.status.NO_SHOW", Locale.GERMAN, "nicht erschienen");
		Changes changes = new Changes(List.of(new FieldChange.Value("status", "BOOKED", "NO_SHOW", true)));

		assertThat(values(Locale.GERMAN).labels("USER", changes, new TreeMap<>()))
			.isEqualTo(Map.of("status", Map.of("NO_SHOW", "nicht erschienen")));
		assertThat(values(Locale.ENGLISH).labels("USER", changes, new TreeMap<>())).isEmpty();
	}

	@Test
	void whatIsNoConstantIsNotAskedFor() {
		this.messages.addMessage("revtrail.value.USER.name.Ann", Locale.ENGLISH, "somebody");
		Changes changes = new Changes(List.of(new FieldChange.Value("name", null, "Ann", true)));

		assertThat(values(Locale.ENGLISH).labels("USER", changes, new TreeMap<>())).isEmpty();
	}

	@Test
	void aTextUnderTheNameOfBytesStays() {
		assertThat(values(Locale.ENGLISH).state("USER", Map.of("photo", "no Base64!")))
			.isEqualTo(Map.of("photo", "no Base64!"));
	}

	@Test
	void aHostMayHaveItsCodesForTexts() {
		this.messages.setUseCodeAsDefaultMessage(true);
		Changes changes = new Changes(List.of(new FieldChange.Value("status", "BOOKED", "NO_SHOW", true)));

		assertThat(values(Locale.ENGLISH).labels("USER", changes, new TreeMap<>())).isEmpty();
	}

	private PageValues values(Locale locale) {
		PageProperties properties = new PageProperties(true, "/audit-log", "Audit log", null, null, Map.of(), Map.of(),
				null, "/", Map.of(), List.of());
		EventTypes events = () -> EventType.STANDARD;
		return new PageValues(new PageTypes(new UsersWithAPhoto(), events, properties),
				new HostTexts(this.messages, locale), false);
	}

	private static final class UsersWithAPhoto implements RecordTypes {

		@Override
		public List<RecordType> all() {
			return List.of(new RecordType("USER"));
		}

		@Override
		public Set<String> binaryFields(String recordType) {
			return Set.of("photo");
		}

		@Override
		public Set<String> constantFields(String recordType) {
			return Set.of("status");
		}

	}

}
