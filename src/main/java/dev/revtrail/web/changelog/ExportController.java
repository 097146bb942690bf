package dev.revtrail.web.changelog;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeEntry;
import dev.revtrail.web.Arguments;
import dev.revtrail.web.ContractController;
import dev.revtrail.web.CsvFormat;
import dev.revtrail.web.EntryExport;
import dev.revtrail.web.EntryView;
import dev.revtrail.web.ErrorForm;
import dev.revtrail.web.ExportFormat;
import dev.revtrail.web.JsonAnswer;
import dev.revtrail.web.NdjsonFormat;
import dev.revtrail.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * The export of contract 1, and what is known of an export once it has ended.
 */
@Controller
@RequestMapping("${revtrail.web.change-log-entries.path:/v1/change-log-entries}/export")
class ExportController extends ContractController {

	private final EntryExport export;

	private final ListRequestParser parser;

	private final EntryView view;

	ExportController(EntryExport export, CallerResolver callers, ListRequestParser parser, EntryView view) {
		super(callers, ErrorForm.HINT);
		this.export = export;
		this.parser = parser;
		this.view = view;
	}

	@GetMapping
	void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller caller = caller(Caller.AUDIT_EXPORT);
		if (!request.getMethod().equals("GET")) {
			throw otherMethod(response, "GET, OPTIONS");
		}
		ExportRequest wanted = this.parser.parseExport(caller.scope(), parametersOf(request));
		this.export.stream(wanted.query(), format(wanted.format()), "change-log-entries", request, response);
	}

	@GetMapping("/{id}")
	void manifest(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Caller caller = caller(Caller.AUDIT_EXPORT);
		new Arguments(parametersOf(request), Set.of()).refuseErrors();
		ChangeEntry entry = this.export.manifest(caller.scope(), id)
			.orElseThrow(() -> new Refusal(404, "There is no such export that has ended.", null));
		Map<String, @Nullable Object> manifest = new LinkedHashMap<>();
		manifest.put("_id", id);
		manifest.put("created", this.view.of(entry, Set.of("created")).get("created"));
		manifest.put("user", this.view.user(entry.revision().actor()));
		manifest.put("outcome", entry.outcome().name().toLowerCase(Locale.ROOT));
		for (String field : List.of("format", "query", "rows", "sha256")) {
			manifest.put(field, entry.data().get(field));
		}
		JsonAnswer.write(response, 200, manifest);
	}

	@RequestMapping(path = { "", "/{id}" }, method = RequestMethod.OPTIONS)
	void options(HttpServletResponse response) throws IOException {
		allow(response);
	}

	@RequestMapping({ "", "/{id}" })
	void refuseMethod(HttpServletResponse response) {
		throw otherMethod(response);
	}

	private ExportFormat format(String name) {
		Set<String> all = Set.copyOf(EntryView.ATTRIBUTES);
		return name.equals("csv") ? new CsvFormat(EntryView.ATTRIBUTES, (entry) -> {
			Map<String, @Nullable Object> view = this.view.of(entry, all);
			return EntryView.ATTRIBUTES.stream().map((attribute) -> text(view.get(attribute))).toList();
		}) : new NdjsonFormat((entry) -> this.view.of(entry, all));
	}

	private static @Nullable String text(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(Objects::toString).collect(Collectors.joining(" "));
		}
		return (value instanceof Map<?, ?> map) ? JsonAnswer.text(map) : (value != null) ? value.toString() : null;
	}

}
