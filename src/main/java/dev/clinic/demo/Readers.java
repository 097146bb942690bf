package dev.clinic.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import dev.clinic.care.CarePlan;
import dev.clinic.care.Diagnosis;
import dev.clinic.people.User;
import dev.clinic.scheduling.Appointment;
import dev.clinic.security.ApiKey;
import dev.revtrail.Action;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;

/**
 * The events other than changes of records: people sign in, view and print records, add
 * notes, export the log, and make attempts that fail. They change no records and use
 * chances of their own, so that the half year is the same without them.
 */
class Readers {

	/** The filter of an export of users, as the log has it. */
	private static final String QUERY = "{\"record_types\":[\"USER\"],\"actions\":[\"CREATE\",\"DELETE\",\"NOTE\",\"UPDATE\"]}";

	private final Office office;

	private final Charts charts;

	private final Chance chance;

	private final Witness witness;

	private final SignIns signIns;

	Readers(Office office, Charts charts, Witness witness) {
		this.office = office;
		this.charts = charts;
		this.chance = office.chance();
		this.witness = witness;
		this.signIns = new SignIns(office, witness);
	}

	void plan(Practice practice) {
		for (int week = 0; week <= Timeline.WEEKS; week++) {
			for (Person person : this.signIns.visitors(practice)) {
				sometime(week, 100, () -> this.signIns.visit(person));
			}
			sometime(week, 100, () -> view(practice));
			sometime(week, 70, () -> view(practice));
			sometime(week, 60, () -> print(practice));
			sometime(week, 35, () -> note(practice));
			sometime(week, 50, () -> tryAndFail(practice));
			if (this.chance.oneIn(5, practice.id() + " pries")) {
				sometime(week, 100, () -> pry(practice));
			}
			if (week % 4 == 3) {
				sometime(week, 100, () -> export(practice));
			}
		}
		lastly(45, () -> this.signIns.visitors(practice).forEach(this.signIns::visit));
		lastly(30, () -> view(practice));
		lastly(20, () -> tryAndFail(practice));
		lastly(10, () -> print(practice));
	}

	/** Schedules work on a working day of a week, with a chance in percent. */
	private void sometime(int week, int percent, Runnable work) {
		LocalDate day = this.office.timeline().firstDay().plusDays(7L * week + this.chance.between(0, 4));
		boolean happens = this.chance.percent(percent);
		if (happens) {
			this.office.timeline().on(day, this.chance.time(9, 16), work);
		}
	}

	/** Schedules work some minutes before the end, give or take a few, on any day. */
	private void lastly(int minutes, Runnable work) {
		Duration before = Duration.ofSeconds(minutes * 60L + this.chance.between(-240, 240));
		this.office.timeline().at(this.office.timeline().end().minus(before), work);
	}

	/** Views the chart of a patient or one of the diagnoses. */
	private void view(Practice practice) {
		Worker worker = this.office
			.at(this.chance.percent(60) ? this.chance.oneOf(practice.providers()) : practice.manager());
		for (int i = this.chance.between(1, 2); i > 0 && !this.charts.active(practice).isEmpty(); i--) {
			Chart chart = this.chance.oneOf(this.charts.active(practice));
			boolean ails = !chart.diagnoses().isEmpty() && this.chance.percent(50);
			Class<?> type = ails ? Diagnosis.class : User.class;
			long id = ails ? this.chance.oneOf(chart.diagnoses()) : chart.id();
			this.witness.request(worker, "GET", this.office.path(type) + "/" + id, 200,
					Event.of(Action.VIEW, this.witness.record(type, id)));
		}
	}

	private void print(Practice practice) {
		List<Long> plans = this.office.read((records) -> records
			.createQuery("select p.id from CarePlan p where p.patient.organizationId = :practice order by p.id",
					Long.class)
			.setParameter("practice", practice.id())
			.getResultList());
		if (!plans.isEmpty()) {
			long plan = this.chance.oneOf(plans);
			// By its place, as ids differ where the demo was interrupted
			Map.Entry<String, String> recipient = Phrases.RECIPIENTS
				.get(plans.indexOf(plan) % Phrases.RECIPIENTS.size());
			this.witness.request(this.office.at(this.chance.oneOf(practice.providers())), "GET",
					this.office.path(CarePlan.class) + "/" + plan + "/print", 200,
					Event.of(Action.PRINT, this.witness.record(CarePlan.class, plan))
						.with(Event.RECIPIENT, recipient.getKey())
						.with(Event.PURPOSE, recipient.getValue()));
		}
	}

	private void note(Practice practice) {
		if (!this.charts.active(practice).isEmpty()) {
			RecordRef patient = this.witness.record(User.class, this.chance.oneOf(this.charts.active(practice)).id());
			this.witness.note(this.office.client(practice.owner()), patient, this.chance.oneOf(Phrases.NOTES));
		}
	}

	/** Sends a request that is not valid or that the caller may not make. */
	private void tryAndFail(Practice practice) {
		if (this.charts.active(practice).isEmpty()) {
			return;
		}
		switch (this.chance.inTurn(5, practice.id() + " fails")) {
			case 1 -> tryToCreate(practice, User.class, 400);
			case 2 -> tryToCreate(practice, Appointment.class, 400);
			case 3 -> tryToCreate(practice, ApiKey.class, 403);
			case 4 -> tryOn(practice, this.chance.oneOf(practice.providers()).id(), "DELETE", 409, Action.DELETE);
			default ->
				tryOn(practice, this.chance.oneOf(this.charts.active(practice)).id(), "PATCH", 400, Action.UPDATE);
		}
	}

	private void tryToCreate(Practice practice, Class<?> type, int status) {
		this.witness.request(this.office.at(practice.manager()), "POST", this.office.path(type), status,
				Event.of(Action.CREATE.failed(), this.witness.none(type)).failed());
	}

	private void tryOn(Practice practice, long user, String method, int status, Action action) {
		this.witness.request(this.office.at(practice.manager()), method, this.office.path(User.class) + "/" + user,
				status, Event.of(action.failed(), this.witness.record(User.class, user)).failed());
	}

	/** Lets a provider try to read the log. */
	private void pry(Practice practice) {
		this.witness.request(this.office.client(practice.providers().get(0)), "GET", "/v1/change-log-entries", 403,
				Event.of(Action.ACCESS_DENIED, RecordRef.none(RecordRef.APPLICATION)).failed());
	}

	/** Records an export. There is no file, so its digest is random. */
	private void export(Practice practice) {
		long rows = this.witness.count(ChangeQuery.in(Scope.organization(practice.id()))
			.recordTypes(this.witness.name(User.class))
			.actions(Action.CREATE, Action.UPDATE, Action.DELETE, Action.NOTE)
			.until(this.office.now()));
		this.witness.request(this.office.client(practice.owner()), "GET", "/v1/change-log-entries/export", 200,
				Event.of(Action.EXPORT, new RecordRef(RecordRef.CHANGE_LOG, this.chance.uuid().toString()))
					.with("format", "csv")
					.with("query", QUERY)
					.with("rows", rows)
					.with("sha256", this.chance.hex(64)));
	}

}
