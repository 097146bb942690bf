package dev.revtrail.envers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.revtrail.Actor;
import dev.revtrail.Revision;
import dev.revtrail.context.Origin;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Transient;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * The Envers revision: who, when, from where and in which request. Written once, never
 * updated.
 * <p>
 * A host that wants a revision entity of its own extends this class, annotates its entity
 * with {@code @RevisionEntity(RevtrailRevisionListener.class)}, and names it in
 * {@code revtrail.revision-entity}.
 */
@MappedSuperclass
public abstract class RevtrailRevision {

	public static final int NOTE_LENGTH = 10_000;

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	@RevisionNumber
	@Column(name = "id")
	private @Nullable Long id;

	@RevisionTimestamp
	@Column(name = "recorded_at", nullable = false, updatable = false)
	private @Nullable Instant recordedAt;

	@Column(name = "actor_id", length = ColumnText.ACTOR_LENGTH, nullable = false, updatable = false)
	private @Nullable String actorId;

	/**
	 * The name of an {@link Actor.Type}; not an enum for the reason of {@code EntryRow}.
	 */
	@Column(name = "actor_type", length = 16, nullable = false, updatable = false)
	private @Nullable String actorType;

	@Column(name = "actor_name", length = 255, updatable = false)
	private @Nullable String actorName;

	@Column(name = "actor_email", length = 320, updatable = false)
	private @Nullable String actorEmail;

	@Column(name = "actor_organization", length = 128, updatable = false)
	private @Nullable String actorOrganization;

	@Column(name = "brand", length = 128, updatable = false)
	private @Nullable String brand;

	@Column(name = "source", length = 128, nullable = false, updatable = false)
	private @Nullable String source;

	@Column(name = "request_id", length = 128, updatable = false)
	private @Nullable String requestId;

	@Column(name = "trace_id", length = 32, updatable = false)
	private @Nullable String traceId;

	@Column(name = "http_method", length = 16, updatable = false)
	private @Nullable String httpMethod;

	@Column(name = "http_path", length = 1000, updatable = false)
	private @Nullable String httpPath;

	@Column(name = "ip_address", length = 64, updatable = false)
	private @Nullable String ipAddress;

	@Column(name = "user_agent", length = 500, updatable = false)
	private @Nullable String userAgent;

	@Column(name = "note", length = NOTE_LENGTH, updatable = false)
	private @Nullable String note;

	@Transient
	private final transient List<AuditedChange> changes = new ArrayList<>();

	/**
	 * The revision number.
	 * @return the number, or null before it is inserted
	 */
	public @Nullable Long getId() {
		return this.id;
	}

	/**
	 * When the revision was recorded, UTC, to the microsecond.
	 * @return the instant, or null before it is inserted
	 */
	public @Nullable Instant getRecordedAt() {
		return this.recordedAt;
	}

	/**
	 * Sets a remark on the revision, while its transaction runs.
	 * @param note the remark, cut after 10,000 characters; null for none
	 */
	public void setNote(@Nullable String note) {
		this.note = ColumnText.cutOrNull(note, NOTE_LENGTH);
	}

	/**
	 * The revision in the vocabulary of the change log.
	 * @return a value that no longer depends on a session
	 */
	public Revision toRevision() {
		if (this.id == null || this.recordedAt == null || this.actorId == null || this.actorType == null
				|| this.source == null) {
			throw new IllegalStateException("The revision has not been inserted yet.");
		}
		Actor actor = new Actor(this.actorId, Actor.Type.valueOf(this.actorType), this.actorName, this.actorEmail,
				this.actorOrganization, this.brand);
		return new Revision(this.id, this.recordedAt, actor, this.source, this.requestId, this.traceId,
				request(this.httpMethod, this.httpPath, this.ipAddress, this.userAgent, null), this.note);
	}

	public static Revision.@Nullable Request request(@Nullable String method, @Nullable String path,
			@Nullable String ipAddress, @Nullable String userAgent, @Nullable Integer status) {
		return (method != null && path != null) ? new Revision.Request(method, path, ipAddress, userAgent, status)
				: null;
	}

	public boolean isAttributed() {
		return this.actorId != null;
	}

	public void attribute(Origin origin) {
		Actor actor = (origin.actor() != null) ? origin.actor() : Actor.SYSTEM;
		this.actorId = ColumnText.cut(actor.id(), ColumnText.ACTOR_LENGTH);
		this.actorType = actor.type().name();
		this.actorName = ColumnText.cutName(actor.name(), 255);
		this.actorEmail = ColumnText.cutName(actor.email(), 320);
		this.actorOrganization = ColumnText.cutOrNull(actor.organizationId(), 128);
		this.brand = ColumnText.cutOrNull(actor.brand(), 128);
		this.source = ColumnText.cut(origin.source(), 128);
		this.requestId = ColumnText.cutOrNull(origin.requestId(), 128);
		this.traceId = ColumnText.cutOrNull(origin.traceId(), 32);
		Revision.Request request = origin.request();
		if (request != null) {
			this.httpMethod = ColumnText.cut(request.method(), 16);
			this.httpPath = ColumnText.cut(request.path(), 1000);
			this.ipAddress = ColumnText.cutOrNull(request.ipAddress(), 64);
			this.userAgent = ColumnText.cutOrNull(request.userAgent(), 500);
		}
	}

	/** Where the library is switched off, nothing else attributes the revision. */
	@PrePersist
	void attributeIfNothingElseDoes() {
		if (!isAttributed()) {
			attribute(new Origin(Actor.SYSTEM, "unknown", null, null));
		}
	}

	public String actorId() {
		return Objects.requireNonNull(this.actorId, "The revision has not been attributed yet.");
	}

	public void record(Instant now) {
		this.recordedAt = now.truncatedTo(ChronoUnit.MICROS);
	}

	public List<AuditedChange> changes() {
		return this.changes;
	}

}
