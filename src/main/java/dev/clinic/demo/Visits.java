package dev.clinic.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.clinic.people.User;
import dev.clinic.scheduling.Appointment;
import dev.clinic.scheduling.AppointmentInclusion;
import dev.clinic.scheduling.AppointmentInclusion.Part;
import dev.clinic.scheduling.AppointmentLocation;
import dev.clinic.scheduling.AppointmentSetting;
import dev.clinic.scheduling.ContactType;

/**
 * Appointments are made, moved, confirmed and called off, and at last patients come, or
 * do not.
 */
class Visits {

	private final Office office;

	private final Chance chance;

	private final AfterVisit after;

	private final Set<String> taken = new HashSet<>();

	private final List<Visit> upcoming = new ArrayList<>();

	Visits(Office office, AfterVisit after) {
		this.office = office;
		this.chance = office.chance();
		this.after = after;
	}

	List<Visit> upcoming(Practice practice) {
		return this.upcoming.stream()
			.filter((visit) -> !visit.isOver() && visit.practice() == practice
					&& visit.start().isAfter(this.office.now().plus(Duration.ofDays(1))))
			.toList();
	}

	void book(Chart chart, int days) {
		Worker by = this.chance.percent(45) ? this.office.portal(chart) : desk(chart);
		Instant start = slot(chart.provider(), days);
		Visit visit = new Visit(chart, make(by, chart, start), start);
		this.upcoming.add(visit);
		if (this.chance.percent(4)) {
			long twice = make(desk(chart), chart, slot(chart.provider(), days));
			desk(chart).delete(Appointment.class, twice);
		}
		if (this.chance.percent(10)) {
			include(visit);
		}
		expect(visit);
	}

	private long make(Worker by, Chart chart, Instant start) {
		ContactType type = this.chance.oneOf(ContactType.IN_PERSON, ContactType.IN_PERSON, ContactType.IN_PERSON,
				ContactType.VIDEO, ContactType.PHONE);
		return Objects.requireNonNull(by.add(Appointment.class, () -> {
			Appointment appointment = new Appointment(this.office.the(User.class, chart.id()),
					this.office.the(User.class, chart.provider().id()), start, this.chance.oneOf(15, 30, 30, 45), type);
			appointment.describe(this.chance.oneOf(Phrases.REASONS),
					this.office.the(AppointmentLocation.class, chart.practice().places().get(type.ordinal())));
			appointment.getReminders().add(24);
			return appointment;
		}).getId());
	}

	private Instant slot(Person provider, int days) {
		LocalDate day = this.office.timeline().workday(days);
		while (true) {
			Instant start = Timeline.instant(day, LocalTime.of(this.chance.between(9, 16), this.chance.oneOf(0, 30)));
			if (this.taken.add(provider.id() + "@" + start)) {
				return start;
			}
			day = day.plusDays(7);
		}
	}

	private void include(Visit visit) {
		Person colleague = this.chance.oneOf(visit.practice().providers());
		desk(visit.chart()).add(AppointmentInclusion.class,
				() -> new AppointmentInclusion(this.office.the(Appointment.class, visit.id()),
						this.office.the(User.class, colleague.id()),
						this.chance.oneOf(Part.COLLEAGUE, Part.INTERPRETER)));
		AppointmentInclusion.Id id = new AppointmentInclusion.Id(visit.id(), colleague.id());
		boolean comes = this.chance.percent(70);
		this.office.timeline().after(Duration.ofMinutes(this.chance.between(20, 1500)), () -> {
			if (comes) {
				this.office.at(colleague)
					.move(AppointmentInclusion.class, id, "confirm", (record) -> record.confirm(this.office.now()));
			}
			else {
				this.office.at(colleague).delete(AppointmentInclusion.class, id);
			}
		});
	}

	/** Decides what will become of a visit. */
	private void expect(Visit visit) {
		Instant start = visit.start();
		int fate = this.chance.between(1, 100);
		if (fate <= 8) {
			before(visit, start.minus(Duration.ofHours(this.chance.between(30, 90))), () -> {
				cancel(visit);
				book(visit.chart(), this.chance.between(3, 14));
			});
		}
		else if (fate <= 13) {
			before(visit, start.minus(Duration.ofMinutes(this.chance.between(60, 1200))), () -> cancel(visit));
		}
		else if (fate <= 28) {
			before(visit, start.minus(Duration.ofHours(this.chance.between(26, 80))), () -> reschedule(visit));
		}
		if (this.chance.percent(80)) {
			before(visit, start.minus(Duration.ofMinutes(this.chance.between(1441, 3500))), () -> confirm(visit));
		}
		this.office.timeline().at(start.plus(Duration.ofMinutes(this.chance.between(18, 50))), () -> {
			if (visit.isStillAt(start)) {
				meet(visit, fate > 95);
			}
		});
	}

	/** Nothing happens where there is no time left, or it has become pointless. */
	private void before(Visit visit, Instant time, Runnable work) {
		Instant start = visit.start();
		if (time.isAfter(this.office.now())) {
			this.office.timeline().at(time, () -> {
				if (visit.isStillAt(start)) {
					work.run();
				}
			});
		}
	}

	void confirm(Visit visit) {
		if (!visit.isConfirmed()) {
			visit.confirm();
			by(visit, 80).move(Appointment.class, visit.id(), "confirm", Appointment::confirm);
		}
	}

	void reschedule(Visit visit) {
		visit.moveTo(slot(visit.chart().provider(), this.chance.between(4, 14)));
		by(visit, 50).move(Appointment.class, visit.id(), "reschedule",
				(record) -> record.reschedule(visit.start(), record.getLength(), this.office.now()));
		expect(visit);
	}

	void cancel(Visit visit) {
		Worker by = by(visit, 60);
		visit.end();
		this.upcoming.remove(visit);
		by.move(Appointment.class, visit.id(), "cancel",
				(record) -> record.cancel(this.chance.oneOf(Phrases.CANCELLATIONS), String.valueOf(by.actor().name()),
						settings(visit), this.office.now()));
		this.after.missed(visit);
	}

	void cancelAll(Chart chart) {
		this.upcoming.stream()
			.filter((visit) -> visit.chart() == chart && !visit.isOver())
			.toList()
			.forEach(this::cancel);
	}

	private void meet(Visit visit, boolean absent) {
		visit.end();
		this.upcoming.remove(visit);
		Worker provider = this.office.at(visit.chart().provider());
		if (absent) {
			desk(visit.chart()).move(Appointment.class, visit.id(), "no-show",
					(record) -> record.noShow(settings(visit), this.office.now()));
			this.after.missed(visit);
		}
		else {
			provider.move(Appointment.class, visit.id(), "complete", (record) -> record.complete(this.office.now()));
			this.after.seen(visit);
		}
		if (visit.chart().isActive() && this.chance.percent(88)) {
			book(visit.chart(), this.chance.between(9, 35));
		}
	}

	/** The job that every morning adds a reminder for those who have not confirmed. */
	void remind() {
		Instant until = this.office.now().plus(Duration.ofHours(36));
		List<Visit> silent = this.upcoming.stream()
			.filter((visit) -> !visit.isOver() && !visit.isConfirmed() && visit.start().isBefore(until))
			.toList();
		if (!silent.isEmpty()) {
			this.office.job("AppointmentReminderJob")
				.run(() -> silent
					.forEach((visit) -> this.office.the(Appointment.class, visit.id()).getReminders().add(2)));
		}
	}

	private AppointmentSetting settings(Visit visit) {
		return this.office.the(AppointmentSetting.class, visit.practice().setting());
	}

	private Worker by(Visit visit, int patient) {
		return this.chance.percent(patient) ? this.office.portal(visit.chart()) : desk(visit.chart());
	}

	private Worker desk(Chart chart) {
		return this.office.at(chart.practice().manager());
	}

	/** What a visit, or its failing, leads to. */
	interface AfterVisit {

		void seen(Visit visit);

		/** The patient did not come; the appointment says whether a fee is due. */
		void missed(Visit visit);

	}

}
