package dev.clinic.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import dev.clinic.people.User;
import dev.clinic.scheduling.Appointment;
import dev.clinic.scheduling.AppointmentInclusion;
import dev.clinic.scheduling.AppointmentInclusion.Part;
import dev.clinic.scheduling.AppointmentLocation;
import dev.clinic.scheduling.ContactType;

/**
 * Appointments are made, some of them twice, and some with others who take part.
 */
class Bookings {

	private final Office office;

	private final Chance chance;

	private final Set<String> taken = new HashSet<>();

	Bookings(Office office) {
		this.office = office;
		this.chance = office.chance();
	}

	Visit book(Chart chart, int days) {
		Worker by = this.chance.percent(45) ? this.office.portal(chart) : desk(chart);
		Instant start = slot(chart.provider(), days);
		Visit visit = new Visit(chart, make(by, chart, start), start);
		if (this.chance.oneIn(25, chart.practice().brand() + " appointment twice")) {
			long twice = make(desk(chart), chart, slot(chart.provider(), days));
			desk(chart).delete(Appointment.class, twice);
		}
		if (this.chance.percent(10)) {
			include(visit);
		}
		return visit;
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

	/** A time on a working day that is still free with the provider. */
	Instant slot(Person provider, int days) {
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

	private Worker desk(Chart chart) {
		return this.office.at(chart.practice().manager());
	}

}
