package dev.clinic.demo;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import dev.clinic.demo.Strangers.Stranger;
import dev.clinic.people.Address;
import dev.clinic.people.User;
import dev.clinic.record.Role;

/**
 * Patients register, move house, change their telephones, and leave.
 */
class FrontDesk {

	private static final int FIRST_DAYS = 12;

	private static final int LAST_DAY = 165;

	private final Office office;

	private final Chance chance;

	private final Strangers strangers;

	private final Charts charts;

	private final Visits visits;

	private final FormsDesk forms;

	private final InsuranceDesk insurance;

	FrontDesk(Office office, Strangers strangers, Charts charts, Visits visits, FormsDesk forms,
			InsuranceDesk insurance) {
		this.office = office;
		this.chance = office.chance();
		this.strangers = strangers;
		this.charts = charts;
		this.visits = visits;
		this.forms = forms;
		this.insurance = insurance;
	}

	/** Admits half of the patients from an earlier practice, the others one by one. */
	void open(Practice practice) {
		Timeline timeline = this.office.timeline();
		int patients = practice.plan().patients();
		for (int i = 0; i < patients; i++) {
			int day = (i < patients / 2) ? this.chance.between(0, FIRST_DAYS)
					: this.chance.between(FIRST_DAYS, LAST_DAY);
			timeline.on(timeline.workday(day), this.chance.officeHours(), () -> admit(practice));
		}
	}

	private void admit(Practice practice) {
		Stranger stranger = this.strangers.next("mail.example");
		Browser browser = this.strangers.browser();
		Address address = this.strangers.address(practice);
		Worker manager = this.office.at(practice.manager());
		Worker signUp = this.office.anonymousInPortal(browser);
		User user = register(practice, this.chance.percent(30) ? signUp : manager, stranger, address);
		Chart chart = new Chart(practice, Person.of(user, practice.brand(), browser),
				this.chance.oneOf(practice.providers()));
		this.charts.add(chart);
		if (this.chance.oneIn(20, practice.brand() + " patient twice")) {
			User twice = register(practice, manager, stranger.mistyped(), address);
			manager.delete(User.class, Person.of(twice, practice.brand(), browser).id());
		}
		this.forms.intake(chart);
		this.insurance.insure(chart);
		this.visits.book(chart, this.chance.between(2, 9));
		accompany(chart);
	}

	private User register(Practice practice, Worker by, Stranger stranger, Address address) {
		String phone = this.chance.phone(practice.plan().areaCode());
		return by.add(User.class, () -> {
			User user = new User(practice.id(), Role.PATIENT, stranger.email(), stranger.firstName(),
					stranger.lastName());
			user.reachAt(stranger.email(), phone, new Address(String.valueOf(address.getLine1()),
					practice.plan().city(), practice.plan().state(), practice.plan().zip(), "US"));
			user.describe(null, this.strangers.birthday(this.office.today()), Timeline.ZONE);
			user.getLanguages().add("en");
			return user;
		});
	}

	/** Plans the changes in half a year of a patient's life. */
	private void accompany(Chart chart) {
		sometime(chart, 70, () -> changePhone(chart));
		sometime(chart, 35, () -> edit(chart,
				(user) -> user.reachAt(user.getEmail(), user.getPhone(), this.strangers.address(chart.practice()))));
		sometime(chart, 20, () -> edit(chart,
				(user) -> user.reachAt("new." + user.getEmail(), user.getPhone(), user.getAddress())));
		sometime(chart, 15, () -> edit(chart,
				(user) -> user.getLanguages().add(this.chance.oneOf(List.of("es", "fr", "zh", "de")))));
		sometime(chart, 6,
				() -> edit(chart, (user) -> user.rename(user.getFirstName(), this.strangers.next("").lastName())));
		sometime(chart, 8, () -> leave(chart));
	}

	private void sometime(Chart chart, int percent, Runnable work) {
		if (this.chance.percent(percent)) {
			Duration wait = Duration.ofDays(this.chance.between(2, 130)).plusMinutes(this.chance.between(0, 300));
			this.office.timeline().after(wait, () -> {
				if (chart.isActive()) {
					work.run();
				}
			});
		}
	}

	void changePhone(Chart chart) {
		String phone = this.chance.phone(this.chance.oneOf("212", "917", "646", "518"));
		this.office.portal(chart)
			.edit(User.class, chart.id(), (user) -> user.reachAt(user.getEmail(), phone, user.getAddress()));
	}

	private void edit(Chart chart, Consumer<User> change) {
		Worker by = this.chance.percent(60) ? this.office.portal(chart) : this.office.at(chart.practice().manager());
		by.edit(User.class, chart.id(), change);
	}

	private void leave(Chart chart) {
		chart.close();
		this.visits.cancelAll(chart);
		this.office.at(chart.practice().manager())
			.move(User.class, chart.id(), "deactivate", (user) -> user.deactivate(this.office.now()));
	}

}
