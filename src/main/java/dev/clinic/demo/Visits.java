package dev.clinic.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.clinic.scheduling.Appointment;
import dev.clinic.scheduling.AppointmentSetting;

/**
 * Appointments are made, moved, confirmed and called off, and at last patients come, or
 * do not.
 */
class Visits {

	private final Office office;

	private final Chance chance;

	private final AfterVisit after;

	private final Bookings bookings;

	private final List<Visit> upcoming = new ArrayList<>();

	Visits(Office office, AfterVisit after) {
		this.office = office;
		this.chance = office.chance();
		this.bookings = new Bookings(office);
		this.after = after;
	}

	List<Visit> upcoming(Practice practice) {
		return this.upcoming.stream()
			.filter((visit) -> !visit.isOver() && visit.practice() == practice
					&& visit.start().isAfter(this.office.now().plus(Duration.ofDays(1))))
			.toList();
	}

	void book(Chart chart, int days) {
		Visit visit = this.bookings.book(chart, days);
		this.upcoming.add(visit);
		expect(visit);
	}

	/** Decides how a visit ends. */
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

	/** Schedules work, unless there is no time left or the visit has moved meanwhile. */
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
		visit.moveTo(this.bookings.slot(visit.chart().provider(), this.chance.between(4, 14)));
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

	/** Adds a reminder for patients who have not confirmed, every morning. */
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

	/** Receives visits that took place or were missed. */
	interface AfterVisit {

		void seen(Visit visit);

		/**
		 * Called when the patient did not come; the appointment contains the fee, if it
		 * is due.
		 */
		void missed(Visit visit);

	}

}
