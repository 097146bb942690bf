package dev.clinic.demo;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.clinic.record.ClinicRecord;
import dev.clinic.record.Ruled;
import dev.revtrail.Actor;
import dev.revtrail.Revision;
import dev.revtrail.context.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something at work. What people do, they do by requests, which are like
 * those of a client of the API; jobs have none.
 *
 * @param office where the work is done
 * @param actor who does it
 * @param source where it enters
 * @param browser what people sit at, null for jobs
 * @param base what paths begin with
 */
record Worker(Workplace workplace, Actor actor, String source, @Nullable Browser browser, String base) {

	<T extends ClinicRecord> T add(Class<T> type, Supplier<T> record) {
		AtomicReference<@Nullable T> added = new AtomicReference<>();
		run("POST", this.workplace.path(type), () -> added.set(put(record.get())));
		return Objects.requireNonNull(added.get());
	}

	/** Adds a record within the work of {@link #run}. */
	<T extends ClinicRecord> T put(T record) {
		requireChangeable(record);
		this.workplace.records().persist(record);
		return record;
	}

	/** Changes attributes that a client may write. */
	<T extends ClinicRecord> void edit(Class<T> type, Object id, Consumer<T> change) {
		run("PATCH", this.workplace.path(type) + "/" + id, () -> {
			T record = this.workplace.the(type, id);
			change.accept(record);
			requireChangeable(record);
		});
	}

	/** Moves a record from one state to another. */
	<T extends ClinicRecord> void move(Class<T> type, Object id, String transition, Consumer<T> change) {
		run("POST", this.workplace.path(type) + "/" + id + "/" + transition, () -> change(type, id, change));
	}

	/** Changes a record within the work of {@link #run}. */
	<T extends ClinicRecord> void change(Class<T> type, Object id, Consumer<T> change) {
		change.accept(this.workplace.the(type, id));
	}

	<T extends ClinicRecord> void delete(Class<T> type, Object id) {
		run("DELETE", this.workplace.path(type) + "/" + id, () -> {
			T record = this.workplace.the(type, id);
			if (record instanceof Ruled ruled) {
				ruled.requireDeletable();
			}
			this.workplace.records().remove(record);
		});
	}

	/** Does any work in one transaction. */
	void run(String method, String path, Runnable work) {
		this.workplace.run(origin(method, path), work);
	}

	/** Sends a request that changes no record and takes no time. */
	void request(String method, String path, int status, Runnable work) {
		this.workplace.request(origin(method, path), status, work);
	}

	private Origin origin(String method, String path) {
		Browser at = this.browser;
		return (at != null)
				? new Origin(this.actor, this.source, this.workplace.requestId(),
						new Revision.Request(method, this.base + path, at.address(), at.userAgent()))
				: new Origin(this.actor, this.source, null, null);
	}

	/** Does a job in one transaction. */
	void run(Runnable work) {
		run("", "", work);
	}

	private static void requireChangeable(ClinicRecord record) {
		if (record instanceof Ruled ruled) {
			ruled.requireChangeable();
		}
	}

}
