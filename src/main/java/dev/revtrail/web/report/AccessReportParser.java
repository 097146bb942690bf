package dev.revtrail.web.report;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.EventTypes;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.entry.HostTexts;
import dev.revtrail.web.entry.Languages;
import dev.revtrail.web.export.CsvFormat;
import dev.revtrail.web.export.EntryColumn;
import dev.revtrail.web.export.ExportFormat;
import dev.revtrail.web.export.ExportRequest;
import dev.revtrail.web.export.NdjsonFormat;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;
import dev.revtrail.web.request.TimeParameter;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * Reads what a report is asked for. It is the same on the page and over REST, but for
 * where the patient's id stands.
 */
public final class AccessReportParser {

	private static final Languages LANGUAGES = new Languages();

	private static final Set<String> KNOWN = Set.of("changes", "format", "from", "to", "zone");

	private static final List<EntryColumn> COLUMNS = List.of(EntryColumn.TIME, EntryColumn.USER, EntryColumn.EMAIL,
			EntryColumn.USER_ID, EntryColumn.USER_KIND, EntryColumn.USER_ORGANIZATION, EntryColumn.ACTION,
			EntryColumn.TYPE, EntryColumn.RECORD, EntryColumn.RECORD_NAME, EntryColumn.OUTCOME, EntryColumn.PURPOSE,
			EntryColumn.RECIPIENT, EntryColumn.CHANGED_FIELDS, EntryColumn.SOURCE, EntryColumn.IP,
			EntryColumn.REQUEST_ID, EntryColumn.ENTRY_ID);

	private static final ExportFormat CSV = new CsvFormat(COLUMNS.stream().map(EntryColumn::title).toList(),
			(entry) -> COLUMNS.stream().map((column) -> column.of(entry)).toList());

	private static final ExportFormat NDJSON = new NdjsonFormat(AccessReportParser::view);

	private final ChangeLog log;

	private final EventTypes events;

	private final MessageSource messages;

	private final Clock clock;

	/**
	 * Creates a parser.
	 * @param log the log, whose reads are recorded
	 * @param events the event types
	 * @param messages the host's messages
	 * @param clock says when a report is made
	 */
	public AccessReportParser(ChangeLog log, EventTypes events, MessageSource messages, Clock clock) {
		this.log = log;
		this.events = events;
		this.messages = messages;
		this.clock = clock;
	}

	/**
	 * Reads the parameters.
	 * @param caller the caller
	 * @param patient the patient's id; null where the parameter {@code patient} has it
	 * @param parameters the parameters, decoded
	 * @param locales the reader's languages, the best first
	 * @return the report's query and format
	 * @throws Refusal when any parameter is bad input
	 */
	public ExportRequest parse(Caller caller, @Nullable String patient, Map<String, String[]> parameters,
			List<Locale> locales) {
		RequestParameters arguments = new RequestParameters(parameters, (patient != null) ? KNOWN
				: Stream.concat(KNOWN.stream(), Stream.of("patient")).collect(Collectors.toSet()));
		String id = (patient != null) ? patient : patient(arguments);
		arguments.range("from", "to", TimeParameter::isAfterAll);
		Instant since = arguments.moment("from").map(TimeParameter::firstNotBefore).orElse(null);
		Instant until = arguments.moment("to").map(TimeParameter::firstAfterAll).orElse(null);
		AccessReport report = new AccessReport(id, since, until, arguments.flag("changes"));
		ZoneId zone = arguments.zone("zone");
		ExportFormat format = ExportRequest.format(arguments, CSV, NDJSON,
				new AccessReportDocument(report, () -> report.patientName(this.log, caller.scope()), caller.actor(),
						this.clock.instant().atZone(zone),
						new HostTexts(this.messages, Locale.forLanguageTag(LANGUAGES.choose(null, locales))), LANGUAGES,
						this.events));
		arguments.refuseErrors();
		return new ExportRequest(report.query(caller.scope()), format);
	}

	private static String patient(RequestParameters arguments) {
		if (!arguments.has("patient")) {
			arguments.reject("patient", "patient takes a patient's id, and must be given.");
		}
		return arguments.text("patient", "a patient's id").orElse("");
	}

	private static Map<String, @Nullable Object> view(ChangeEntry entry) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		Actor actor = entry.revision().actor();
		Map<String, @Nullable Object> user = new LinkedHashMap<>();
		view.put("time", EntryColumn.TIME.of(entry));
		user.put("id", actor.id());
		user.put("kind", EntryColumn.USER_KIND.of(entry));
		user.put("name", actor.name());
		user.put("email", actor.email());
		user.put("organization", actor.organizationId());
		view.put("user", user);
		view.put("action", EntryColumn.ACTION.of(entry));
		RecordRef record = entry.record();
		view.put("type", record.type());
		view.put("record", EntryColumn.RECORD.of(entry));
		view.put("record_name", EntryColumn.RECORD_NAME.of(entry));
		view.put("outcome", EntryColumn.OUTCOME.of(entry));
		view.put("purpose", EntryColumn.PURPOSE.of(entry));
		view.put("recipient", EntryColumn.RECIPIENT.of(entry));
		view.put("changed_fields", entry.changes().stream().map(FieldChange::field).toList());
		view.put("source", entry.revision().source());
		view.put("ip_address", EntryColumn.IP.of(entry));
		view.put("request_id", entry.revision().requestId());
		view.put("entry", EntryId.format(entry.id()));
		return view;
	}

}
