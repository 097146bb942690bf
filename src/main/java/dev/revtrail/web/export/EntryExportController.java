package dev.revtrail.web.export;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeEntry;
import dev.revtrail.web.request.ContractController;
import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.JsonAnswer;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Serves exports, and the manifests of exports that have ended. Subclasses define the
 * content and the form.
 */
public abstract class EntryExportController extends ContractController {

	private static final String METHODS_OF_EXPORT = "GET, OPTIONS";

	private final EntryExport export;

	private final String name;

	/**
	 * Creates a controller.
	 * @param export streams the entries
	 * @param name the beginning of the names of files
	 * @param callers knows who calls
	 */
	protected EntryExportController(EntryExport export, String name, CallerResolver callers) {
		super(callers, ErrorForm.HINT);
		this.export = export;
		this.name = name;
	}

	@GetMapping
	void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller caller = exporter();
		refuseForeign(request);
		if (!request.getMethod().equals("GET")) {
			throw otherMethod(response, METHODS_OF_EXPORT);
		}
		ExportRequest wanted = wanted(caller, request);
		this.export.stream(wanted.query(), wanted.format(), this.name, caller.actor(), request, response);
	}

	@GetMapping("/{id}")
	void manifest(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Caller caller = exporter();
		new RequestParameters(parametersOf(request), Set.of()).refuseErrors();
		ChangeEntry entry = this.export.manifest(caller.scope(), id)
			.orElseThrow(() -> new Refusal(404, "There is no such export that has ended.", null));
		Map<String, @Nullable Object> manifest = new LinkedHashMap<>(origin(id, entry));
		manifest.put("outcome", entry.outcome().name().toLowerCase(Locale.ROOT));
		for (String field : List.of("format", "query", "rows", "sha256")) {
			manifest.put(field, entry.data().get(field));
		}
		JsonAnswer.write(response, 200, manifest);
	}

	@RequestMapping(method = RequestMethod.OPTIONS)
	void optionsOfExport(HttpServletResponse response) throws IOException {
		allow(response, METHODS_OF_EXPORT);
	}

	@RequestMapping(path = "/{id}", method = RequestMethod.OPTIONS)
	void options(HttpServletResponse response) throws IOException {
		allow(response);
	}

	@RequestMapping
	void refuseMethodOfExport(HttpServletResponse response) {
		throw otherMethod(response, METHODS_OF_EXPORT);
	}

	@RequestMapping("/{id}")
	void refuseMethod(HttpServletResponse response) {
		throw otherMethod(response);
	}

	/**
	 * Returns the caller, who may export.
	 * @return the caller
	 * @throws Refusal if the caller is not known or may not export
	 */
	protected Caller exporter() {
		return caller(Caller.AUDIT_EXPORT);
	}

	/**
	 * Rejects an export that another site has a browser request, where the browser's
	 * cookies are credentials.
	 * @param request the request
	 * @throws Refusal if another site sent it
	 */
	protected void refuseForeign(HttpServletRequest request) {
	}

	/**
	 * Reads what an export is asked for.
	 * @param caller the caller
	 * @param request the request
	 * @return the requested export
	 * @throws Refusal when any parameter is bad input
	 */
	protected abstract ExportRequest wanted(Caller caller, HttpServletRequest request);

	/**
	 * Returns the first properties of a manifest: the export, its time and its actor.
	 * @param id the export's id
	 * @param entry its entry
	 * @return the fields
	 */
	protected abstract Map<String, @Nullable Object> origin(String id, ChangeEntry entry);

}
