package dev.revtrail.web.report;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.EventType;
import dev.revtrail.EventTypes;
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.web.entry.HostTexts;
import dev.revtrail.web.entry.Languages;
import dev.revtrail.web.export.EntryColumn;
import dev.revtrail.web.export.ExportFormat;
import dev.revtrail.web.export.ExportTrailer;
import dev.revtrail.web.request.JsonAnswer;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * A report as a document of its own, to be kept, sent and printed: one file of HTML,
 * which needs no other file and runs nothing. Its last line is the {@link ExportTrailer}.
 */
final class AccessReportDocument implements ExportFormat {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

	private static final List<String> COLUMNS = List.of("report.time", "report.user", "report.what", "report.purpose",
			"report.recipient", "report.origin", "report.entry");

	private static final String STYLE = """
			body{font:10pt/1.4 system-ui,sans-serif;color:#1b2128;background:#fff;margin:2em auto;max-width:75em;padding:0 1em}
			h1{font-size:16pt;margin:0 0 .5em}dl{display:grid;grid-template-columns:max-content 1fr;gap:.15em 1em;margin:0 0 1em}
			dt{color:#57606a}dd{margin:0;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}
			th,td{border-bottom:1px solid #d8dee4;padding:.3em .5em;text-align:start;vertical-align:top;overflow-wrap:anywhere}
			th{border-bottom-color:#818b98}thead{display:table-header-group}tr{break-inside:avoid}
			small{color:#57606a;display:block}footer{margin-top:1em}footer dl{break-inside:avoid}
			code{font-size:9pt}@page{margin:15mm}@media print{body{margin:0;max-width:none;padding:0}}
			"""
		.replace("\n", "");

	private final AccessReport report;

	private final Supplier<@Nullable String> patientName;

	private final Actor maker;

	private final ZonedDateTime made;

	private final HostTexts host;

	private final Languages languages;

	private final EventTypes events;

	private final String language;

	/**
	 * Creates a document.
	 * @param report what it is about
	 * @param patientName finds what the patient is called
	 * @param maker who has it made
	 * @param made when, in the time zone of all its times
	 * @param host the host's texts, in the document's language
	 * @param languages the library's texts
	 * @param events the event types
	 */
	AccessReportDocument(AccessReport report, Supplier<@Nullable String> patientName, Actor maker, ZonedDateTime made,
			HostTexts host, Languages languages, EventTypes events) {
		this.report = report;
		this.patientName = patientName;
		this.maker = maker;
		this.made = made;
		this.host = host;
		this.events = events;
		this.languages = languages;
		this.language = host.locale().getLanguage();
	}

	@Override
	public String extension() {
		return "html";
	}

	@Override
	public String mediaType() {
		return "text/html;charset=UTF-8";
	}

	@Override
	public byte[] head() {
		String name = this.patientName.get();
		String patient = (name != null) ? name + " (" + this.report.patient() + ")" : this.report.patient();
		String title = text("report.title");
		return JsonAnswer.bytes("<!DOCTYPE html>\n<html lang=\"" + this.language + "\"><head><meta charset=\"UTF-8\">"
				+ "<meta name=\"viewport\" content=\"width=device-width\"><title>" + html(title + ": " + patient)
				+ "</title><style>" + STYLE + "</style></head>\n<body><h1>" + html(title) + "</h1>\n"
				+ facts(Stream.of(fact("report.patient", patient), fact("report.period", period()),
						fact("report.content",
								text(this.report.changes() ? "report.content.all" : "report.content.access")),
						fact("report.made", time(this.made.toInstant()) + " (" + this.made.getZone() + ")"),
						fact("report.maker", user(this.maker))))
				+ "\n<table><thead><tr>"
				+ COLUMNS.stream()
					.map((column) -> "<th scope=\"col\">" + html(text(column)) + "</th>")
					.collect(Collectors.joining())
				+ "</tr></thead><tbody>\n");
	}

	@Override
	public byte[] row(ChangeEntry entry) {
		return JsonAnswer.bytes("<tr>" + Stream.of(cell(time(entry.revision().recordedAt()), null),
				cell(user(entry.revision().actor()), entry.revision().actor().organizationId()),
				cell(what(entry), fields(entry)), cell(EntryColumn.PURPOSE.of(entry), null),
				cell(EntryColumn.RECIPIENT.of(entry), null), cell(entry.revision().source(), EntryColumn.IP.of(entry)),
				cell(EntryColumn.ENTRY_ID.of(entry), null))
			.collect(Collectors.joining()) + "</tr>\n");
	}

	/** In one line, before which are the bytes that the digest is of. */
	@Override
	public byte[] trailer(ExportTrailer trailer) {
		return JsonAnswer
			.bytes("</tbody></table><footer id=\"" + ExportTrailer.NAME + "\" data-id=\"" + html(trailer.id())
					+ "\" data-rows=\"" + trailer.rows() + "\" data-sha256=\"" + html(trailer.sha256()) + "\">"
					+ facts(Stream.of(fact("report.rows", Long.toString(trailer.rows())),
							fact("report.sha256", trailer.sha256()), fact("report.export", trailer.id())))
					+ "<p>" + html(text("report.complete")) + "</p></footer></body></html>\n");
	}

	private String period() {
		Instant since = this.report.since();
		Instant until = this.report.until();
		return ((since != null) ? time(since) : text("report.beginning")) + " – "
				+ ((until != null && until.isBefore(this.made.toInstant())) ? time(until.minusNanos(1))
						: time(this.made.toInstant()));
	}

	/** What was done with what: viewed, Care plan 17 (Asthma). */
	private String what(ChangeEntry entry) {
		RecordRef record = entry.record();
		String name = EntryColumn.RECORD_NAME.of(entry);
		return action(entry.action()) + ((entry.outcome() == Outcome.FAILURE) ? " (" + text("status.failed") + ")" : "")
				+ ": "
				+ (record.type().equals(RecordRef.CHANGE_LOG) ? text("report.log") : this.host.type(record.type()))
				+ (record.hasId() ? " " + record.id() : "") + ((name != null) ? " (" + name + ")" : "");
	}

	private String action(Action action) {
		return this.host.action(action.name())
			.or(() -> this.languages.find(this.language, "action." + action.name()))
			.or(() -> this.events.find(action).map(EventType::title))
			.orElseGet(() -> action.name().toLowerCase(Locale.ROOT).replace('_', ' '));
	}

	private @Nullable String fields(ChangeEntry entry) {
		String type = entry.record().type();
		String fields = entry.changes()
			.stream()
			.map((change) -> this.host.field(type, change.field()).orElse(change.field()))
			.collect(Collectors.joining(", "));
		return fields.isEmpty() ? null : fields;
	}

	private String user(Actor actor) {
		String id = actor.id();
		String name = (actor.name() != null) ? actor.name()
				: text("kind." + actor.type().name().toLowerCase(Locale.ROOT));
		return name + ((id != null && !id.equals(name)) ? " (" + id + ")" : "");
	}

	private String time(Instant instant) {
		return TIME.format(instant.atZone(this.made.getZone()));
	}

	private String text(String key) {
		return this.languages.text(this.language, key);
	}

	private String fact(String key, String value) {
		return "<dt>" + html(text(key)) + "</dt><dd>" + html(value) + "</dd>";
	}

	private static String facts(Stream<String> facts) {
		return facts.collect(Collectors.joining("", "<dl>", "</dl>"));
	}

	private static String cell(@Nullable String text, @Nullable String more) {
		return "<td>" + html(Objects.requireNonNullElse(text, ""))
				+ ((more != null) ? "<small>" + html(more) + "</small>" : "") + "</td>";
	}

	/** In one line, even if a value has several. */
	private static String html(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8").replace("\r", "&#13;").replace("\n", "&#10;");
	}

}
