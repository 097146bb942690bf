package dev.revtrail.web.changelog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeEntry;
import dev.revtrail.web.entry.EntryView;
import dev.revtrail.web.export.CsvFormat;
import dev.revtrail.web.export.EntryExport;
import dev.revtrail.web.export.EntryExportController;
import dev.revtrail.web.export.ExportRequest;
import dev.revtrail.web.export.NdjsonFormat;
import dev.revtrail.web.request.JsonAnswer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The export of contract 1.
 */
@Controller
@RequestMapping("${revtrail.web.change-log-entries.path:/v1/change-log-entries}/export")
class ExportController extends EntryExportController {

	private static final Set<String> ALL = Set.copyOf(EntryView.ATTRIBUTES);

	private final ListRequestParser parser;

	private final EntryView view;

	ExportController(EntryExport export, CallerResolver callers, ListRequestParser parser, EntryView view) {
		super(export, "change-log-entries", callers);
		this.parser = parser;
		this.view = view;
	}

	@Override
	protected ExportRequest wanted(Caller caller, HttpServletRequest request) {
		return this.parser.parseExport(caller.scope(), parametersOf(request), csv(),
				new NdjsonFormat((entry) -> this.view.of(entry, ALL)));
	}

	private CsvFormat csv() {
		return new CsvFormat(EntryView.ATTRIBUTES, (entry) -> {
			Map<String, @Nullable Object> view = this.view.of(entry, ALL);
			return EntryView.ATTRIBUTES.stream().map((attribute) -> text(view.get(attribute))).toList();
		});
	}

	@Override
	protected Map<String, @Nullable Object> origin(String id, ChangeEntry entry) {
		Map<String, @Nullable Object> origin = new LinkedHashMap<>();
		origin.put("_id", id);
		origin.put("created", this.view.of(entry, Set.of("created")).get("created"));
		origin.put("user", this.view.user(entry.revision().actor()));
		return origin;
	}

	private static @Nullable String text(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(Objects::toString).collect(Collectors.joining(" "));
		}
		return (value instanceof Map<?, ?> map) ? JsonAnswer.text(map) : (value != null) ? value.toString() : null;
	}

}
