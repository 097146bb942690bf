package dev.revtrail.web.export;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.web.request.BrokenAnswer;
import dev.revtrail.web.request.LogReads;
import dev.revtrail.web.request.LoggedText;
import dev.revtrail.web.request.ReadWay;
import dev.revtrail.web.request.WatchedChangeLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Streams all entries that match a query, any number of them, a few hundred at a time.
 * Records each export as an entry with its row count and SHA-256. The entry is written
 * before the {@link ExportTrailer}, without which a file is incomplete. If an entry
 * cannot be read or the export not be recorded, the connection is broken. An export that
 * breaks off is recorded as failed.
 */
public class EntryExport {

	/**
	 * The header with the id of the export, whose manifest can be requested after it has
	 * ended.
	 */
	public static final String ID_HEADER = "X-Export-Id";

	private static final Log logger = LogFactory.getLog(EntryExport.class);

	private static final DateTimeFormatter FILE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private static final int ROWS = 500;

	private final ChangeLog log;

	private final EventLog events;

	private final Clock clock;

	/**
	 * Creates an exporter.
	 * @param log the change log
	 * @param events where exports are recorded
	 * @param clock says when an export begins: what comes later is not in it
	 */
	public EntryExport(ChangeLog log, EventLog events, Clock clock) {
		this.log = new WatchedChangeLog(log);
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Answers a request with all entries that match.
	 * @param query the query, with the order of entries
	 * @param format the format
	 * @param name the beginning of the file's name
	 * @param actor who exports
	 * @param request the request
	 * @param response the response, to which nothing has been written yet
	 * @throws IOException when the answer breaks off
	 */
	public void stream(ChangeQuery query, ExportFormat format, String name, Actor actor, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		Instant now = this.clock.instant();
		LogReads.recorded(ReadWay.EXPORT);
		ChangeQuery all = query.until(query.criteria().until().filter((until) -> until.isBefore(now)).orElse(now));
		// The first rows come before the answer begins, so that a refusal may take its
		// place
		ChangeSlice first = slice(all, null);
		String id = UUID.randomUUID().toString();
		response.setHeader(ID_HEADER, id);
		response.setHeader("Cache-Control", "no-store");
		response.setHeader("Content-Disposition",
				"attachment; filename=\"" + name + "-" + FILE_TIME.format(now) + "." + format.extension() + "\"");
		response.setContentType(format.mediaType());
		Progress progress = new Progress(response.getOutputStream());
		Event event = event(id, format, query).by(actor);
		try {
			write(all, first, format, progress);
		}
		catch (IOException | RuntimeException | Error ex) {
			try {
				this.events.recordAlone(List.of(event.failed().with("rows", progress.rows)));
			}
			catch (RuntimeException unrecorded) {
				ex.addSuppressed(unrecorded);
			}
			throw broken(ex, request, response);
		}
		ExportTrailer trailer = progress.end(id);
		try {
			this.events.recordAlone(List.of(event.with("rows", trailer.rows()).with("sha256", trailer.sha256())));
		}
		catch (RuntimeException ex) {
			throw broken(ex, request, response);
		}
		response.getOutputStream().write(format.trailer(trailer));
	}

	/**
	 * Finds the entry of an export that has ended.
	 * @param scope the scope of the reader
	 * @param id the export's id
	 * @return its entry, or nothing when there is none in that scope
	 */
	public Optional<ChangeEntry> manifest(Scope scope, String id) {
		ChangeQuery query = ChangeQuery.in(scope)
			.recordTypes(RecordRef.CHANGE_LOG)
			.recordIds(id)
			.actions(Action.EXPORT);
		return this.log.slice(query, null, 1).entries().stream().findFirst();
	}

	private void write(ChangeQuery query, ChangeSlice first, ExportFormat format, Progress progress)
			throws IOException {
		progress.digest.write(format.head());
		ChangeSlice slice = first;
		while (true) {
			for (ChangeEntry entry : slice.entries()) {
				progress.digest.write(format.row(entry));
				progress.rows++;
			}
			Cursor next = slice.next();
			if (next == null) {
				return;
			}
			progress.digest.flush();
			slice = slice(query, next);
		}
	}

	private ChangeSlice slice(ChangeQuery query, @Nullable Cursor after) {
		return this.log.slice(query.withUnsettled(), after, ROWS);
	}

	private static Event event(String id, ExportFormat format, ChangeQuery query) {
		Event event = Event.of(Action.EXPORT, new RecordRef(RecordRef.CHANGE_LOG, id));
		return LoggedText.of(query).in(event.with("format", format.extension()), "query");
	}

	/**
	 * Returns what aborts an answer: an exception for the server if some of it has been
	 * sent, or else one that another answer takes its place. Where the caller has gone,
	 * there is no connection to break.
	 */
	private static IOException broken(Throwable exception, HttpServletRequest request, HttpServletResponse response) {
		if (exception instanceof IOException gone) {
			if (gone.getSuppressed().length > 0) {
				logger.warn("An export was canceled by its reader, which could not be recorded.", gone);
			}
			else {
				logger.info("An export was canceled by its reader: " + gone.getMessage());
			}
			return gone;
		}
		if (exception instanceof RuntimeException refused && !response.isCommitted()) {
			response.resetBuffer();
			response.setHeader("Content-Disposition", null);
			throw refused;
		}
		logger.warn("An export was broken off.", exception);
		return BrokenAnswer.to(request, "The export was broken off.");
	}

	/**
	 * The progress of an export.
	 */
	private static final class Progress {

		private final DigestOutputStream digest;

		private long rows;

		private Progress(OutputStream out) {
			try {
				this.digest = new DigestOutputStream(out, MessageDigest.getInstance("SHA-256"));
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("Every Java platform knows SHA-256.", ex);
			}
		}

		private ExportTrailer end(String id) {
			return new ExportTrailer(id, this.rows, HexFormat.of().formatHex(this.digest.getMessageDigest().digest()));
		}

	}

}
