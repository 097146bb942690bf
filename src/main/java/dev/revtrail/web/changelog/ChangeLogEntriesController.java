package dev.revtrail.web.changelog;

import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangePage;
import dev.revtrail.ChangeSlice;
import dev.revtrail.web.Arguments;
import dev.revtrail.web.ContractController;
import dev.revtrail.web.EntryId;
import dev.revtrail.web.EntryType;
import dev.revtrail.web.EntryView;
import dev.revtrail.web.ErrorForm;
import dev.revtrail.web.JsonAnswer;
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
 * Contract 1, change-log-entries.
 */
@Controller
@RequestMapping("${revtrail.web.change-log-entries.path:/v1/change-log-entries}")
class ChangeLogEntriesController extends ContractController {

	private final ChangeLog log;

	private final ListRequestParser parser;

	private final EntryView view;

	ChangeLogEntriesController(ChangeLog log, CallerResolver callers, ListRequestParser parser, EntryView view) {
		super(callers, ErrorForm.HINT);
		this.log = log;
		this.parser = parser;
		this.view = view;
	}

	@GetMapping
	void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller caller = reader();
		ListRequest wanted = this.parser.parse(caller.scope(), parametersOf(request));
		JsonAnswer.write(response, 200, wanted.keyset() ? slice(wanted) : page(wanted));
	}

	@GetMapping("/{id}")
	void entry(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller caller = reader();
		new Arguments(parametersOf(request), Set.of()).refuseErrors();
		OptionalLong number = EntryId.parse(id);
		ChangeEntry entry = number.isEmpty() ? null
				: this.log.entry(caller.scope(), number.getAsLong())
					.filter((found) -> EntryType.of(found.action()).isPresent())
					.orElse(null);
		if (entry == null) {
			throw Refusal.of(404);
		}
		JsonAnswer.write(response, 200, this.view.of(entry, Set.copyOf(EntryView.ATTRIBUTES)));
	}

	@RequestMapping(path = { "", "/{id}" }, method = RequestMethod.OPTIONS)
	void options(HttpServletResponse response) throws IOException {
		allow(response);
	}

	@RequestMapping({ "", "/{id}" })
	void refuseMethod(HttpServletResponse response) {
		throw otherMethod(response);
	}

	@RequestMapping("/**")
	void nothingHere() {
		reader();
		throw Refusal.of(404);
	}

	private Map<String, @Nullable Object> page(ListRequest wanted) {
		ChangePage page = page(this.log, wanted.query(), wanted.page().subtract(BigInteger.ONE), wanted.perPage());
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		answer.put("item_count", page.total());
		answer.put("items", items(page.entries(), wanted));
		answer.put("page", wanted.page());
		answer.put("page_count", (page.total() + wanted.perPage() - 1) / wanted.perPage());
		answer.put("per_page", wanted.perPage());
		return answer;
	}

	private Map<String, @Nullable Object> slice(ListRequest wanted) {
		ChangeSlice slice = this.log.slice(wanted.query(), wanted.after(), wanted.perPage());
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		answer.put("items", items(slice.entries(), wanted));
		answer.put("per_page", wanted.perPage());
		answer.put("next", (slice.next() != null) ? slice.next().text() : null);
		return answer;
	}

	private List<Map<String, @Nullable Object>> items(List<ChangeEntry> entries, ListRequest wanted) {
		return entries.stream().map((entry) -> this.view.of(entry, wanted.attributes())).toList();
	}

}
