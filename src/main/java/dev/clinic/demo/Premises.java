package dev.clinic.demo;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Objects;
import java.util.UUID;

import dev.clinic.demo.Practice.Plan;
import dev.clinic.organization.Location;
import dev.clinic.organization.OrganizationInfo;
import dev.clinic.people.User;
import dev.clinic.record.Money;
import dev.clinic.scheduling.AppointmentLocation;
import dev.clinic.scheduling.AppointmentSetting;
import dev.clinic.scheduling.Availability;
import dev.clinic.scheduling.ContactType;
import org.jspecify.annotations.Nullable;

/**
 * The places and hours of the practices, and their changes over the months.
 */
class Premises {

	private final Office office;

	private final Chance chance;

	private final Strangers strangers;

	Premises(Office office, Strangers strangers) {
		this.office = office;
		this.chance = office.chance();
		this.strangers = strangers;
	}

	void open(Practice practice) {
		Worker manager = this.office.at(practice.manager());
		describe(practice);
		long site = Objects.requireNonNull(
				manager
					.add(Location.class,
							() -> new Location(practice.id(), practice.plan().city() + " office",
									this.strangers.address(practice)))
					.getId());
		for (ContactType type : ContactType.values()) {
			practice.places().add(place(practice, manager, type, (type == ContactType.IN_PERSON) ? site : null));
		}
		practice.settle(site, settings(practice, manager));
		practice.providers().forEach((provider) -> openHours(practice, provider));
		change(practice, manager);
	}

	/** Enters the details of the practice for invoices and claims. */
	void describe(Practice practice) {
		Plan plan = practice.plan();
		practice.describe(Objects.requireNonNull(this.office.at(practice.owner()).add(OrganizationInfo.class, () -> {
			OrganizationInfo info = new OrganizationInfo(plan.id(), "office@" + plan.id() + ".example",
					this.chance.phone(plan.areaCode()));
			info.identify(this.chance.digits(2) + "-" + this.chance.digits(7), this.chance.digits(10));
			info.locate("https://www." + plan.id() + ".example", this.strangers.address(practice));
			info.getSettings().put("currency", "USD");
			info.getSettings().put("time-zone", Timeline.ZONE.getId());
			return info;
		}).getId()));
	}

	private long place(Practice practice, Worker manager, ContactType type, @Nullable Long site) {
		String name = switch (type) {
			case IN_PERSON -> "Consulting room";
			case VIDEO -> "Video room";
			case PHONE -> "Telephone line";
		};
		return Objects.requireNonNull(manager.add(AppointmentLocation.class, () -> {
			AppointmentLocation place = new AppointmentLocation(practice.id(), name, type,
					(site != null) ? this.office.the(Location.class, site) : null);
			place.direct((site != null) ? "1." + this.chance.digits(2) : null,
					(type == ContactType.VIDEO) ? "https://video." + practice.id() + ".example/room-1" : null);
			return place;
		}).getId());
	}

	private long settings(Practice practice, Worker manager) {
		return Objects.requireNonNull(manager.add(AppointmentSetting.class, () -> {
			AppointmentSetting setting = new AppointmentSetting(practice.id(), "All providers", null, 24,
					Money.usd("25.00"));
			setting.getLengths().put(ContactType.IN_PERSON, 30);
			setting.getLengths().put(ContactType.VIDEO, 20);
			setting.getLengths().put(ContactType.PHONE, 15);
			practice.places()
				.forEach((place) -> setting.getLocations().add(this.office.the(AppointmentLocation.class, place)));
			return setting;
		}).getId());
	}

	/** Adds the hours of a working week, some of which change, lapse or are withdrawn. */
	void openHours(Practice practice, Person provider) {
		Worker manager = this.office.at(practice.manager());
		for (DayOfWeek day : DayOfWeek.values()) {
			if (day.getValue() <= DayOfWeek.FRIDAY.getValue() && !this.chance.percent(15)) {
				UUID hours = Objects.requireNonNull(manager
					.add(Availability.class, () -> new Availability(this.office.the(User.class, provider.id()), day,
							LocalTime.of(this.chance.between(8, 9), 0), LocalTime.of(this.chance.between(16, 18), 0)))
					.getId());
				changeHours(provider, hours);
			}
		}
	}

	private void changeHours(Person provider, UUID hours) {
		Worker at = this.office.at(provider);
		Timeline timeline = this.office.timeline();
		if (this.chance.percent(50)) {
			timeline.on(timeline.workday(this.chance.between(10, 80)), this.chance.officeHours(), () -> at.edit(
					Availability.class, hours,
					(record) -> record.change(LocalTime.of(this.chance.between(7, 9), 30), LocalTime.of(17, 30))));
		}
		if (this.chance.percent(30)) {
			timeline.on(timeline.workday(this.chance.between(90, 120)), this.chance.officeHours(),
					() -> at.edit(Availability.class, hours,
							(record) -> record.limit(this.office.today(), this.office.today().plusWeeks(8))));
		}
		if (this.chance.oneIn(7, "hours given up")) {
			timeline.on(timeline.workday(this.chance.between(125, 175)), this.chance.officeHours(),
					() -> at.delete(Availability.class, hours));
		}
	}

	private void change(Practice practice, Worker manager) {
		Timeline timeline = this.office.timeline();
		timeline.on(timeline.workday(8), this.chance.officeHours(), () -> manager.edit(Location.class, practice.site(),
				(site) -> site.describe(this.chance.phone(practice.plan().areaCode()), true)));
		timeline.on(timeline.workday(45), this.chance.officeHours(), () -> manager.edit(AppointmentSetting.class,
				practice.setting(), (setting) -> setting.charge(24, Money.usd("35.00"))));
		timeline.on(timeline.workday(72), this.chance.officeHours(),
				() -> manager.edit(AppointmentLocation.class, practice.places().get(ContactType.VIDEO.ordinal()),
						(place) -> place.direct(null, "https://meet." + practice.id() + ".example/reception")));
		timeline.on(timeline.workday(95), this.chance.officeHours(),
				() -> manager.edit(AppointmentSetting.class, practice.setting(), (setting) -> {
					setting.getLengths().put(ContactType.VIDEO, 25);
					setting.getLocations().remove(this.office.the(AppointmentLocation.class, practice.places().get(2)));
				}));
		timeline.on(timeline.workday(118), this.chance.officeHours(), () -> manager.edit(Location.class,
				practice.site(), (site) -> site.moveTo(this.strangers.address(practice))));
		timeline.on(timeline.workday(30), this.chance.officeHours(), () -> tryOut(practice, manager));
	}

	/** A second site with a room and rules of its own, given up after some weeks. */
	private void tryOut(Practice practice, Worker manager) {
		long site = Objects
			.requireNonNull(manager
				.add(Location.class,
						() -> new Location(practice.id(), "Community center", this.strangers.address(practice)))
				.getId());
		long room = place(practice, manager, ContactType.IN_PERSON, site);
		long setting = Objects.requireNonNull(
				manager
					.add(AppointmentSetting.class,
							() -> new AppointmentSetting(practice.id(), "Community center", null, 4, null))
					.getId());
		Timeline timeline = this.office.timeline();
		timeline.on(timeline.workday(40), this.chance.officeHours(), () -> {
			manager.delete(AppointmentSetting.class, setting);
			manager.delete(AppointmentLocation.class, room);
			manager.delete(Location.class, site);
		});
	}

}
