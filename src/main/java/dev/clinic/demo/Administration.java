package dev.clinic.demo;

import java.time.LocalTime;
import java.util.Objects;
import java.util.UUID;

import dev.clinic.organization.FeatureToggle;
import dev.clinic.organization.Organization;
import dev.clinic.organization.OrganizationInfo;
import dev.clinic.organization.OrganizationMembership;
import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.clinic.security.ApiKey;
import dev.clinic.security.ApiKeys;

/**
 * The work of owners: keys for other programs, features, names, and people who come and
 * go.
 */
class Administration {

	private final Office office;

	private final Chance chance;

	private final ApiKeys keys;

	private final Founding founding;

	private final Premises premises;

	Administration(Office office, ApiKeys keys, Founding founding, Premises premises) {
		this.office = office;
		this.chance = office.chance();
		this.keys = keys;
		this.founding = founding;
		this.premises = premises;
	}

	void plan(Practice practice) {
		later(2, () -> keepKey(practice));
		later(5, () -> tryKey(practice));
		later(12, () -> launch(practice, "online-intake", "Patients fill in forms before their first visit."));
		later(58, () -> launch(practice, "text-reminders", "Patients are reminded by text message."));
		later(20, () -> tryFeature(practice));
		later(34, () -> settle(practice));
		later(66, () -> this.office.at(practice.owner())
			.edit(Organization.class, practice.id(), (record) -> record.rename(record.getName() + " Group")));
		later(50, () -> hireAndPart(practice));
	}

	private void later(int days, Runnable work) {
		Timeline timeline = this.office.timeline();
		timeline.on(timeline.workday(days), this.chance.officeHours(), work);
	}

	private long issue(Practice practice, String name) {
		Worker owner = this.office.at(practice.owner());
		long[] id = new long[1];
		owner.run("POST", this.office.path(ApiKey.class), () -> id[0] = Objects.requireNonNull(
				this.keys.issue(this.office.the(User.class, practice.manager().id()), name).apiKey().getId()));
		return id[0];
	}

	/** A key that is rotated every month, and from the second on takes signatures. */
	private void keepKey(Practice practice) {
		Worker owner = this.office.at(practice.owner());
		long key = issue(practice, "Reporting");
		later(33, () -> owner.edit(ApiKey.class, key, (record) -> record.requireSignature(true)));
		for (int month = 1; month <= 5; month++) {
			later(30 * month, () -> owner.run("POST", this.office.path(ApiKey.class) + "/" + key + "/rotate",
					() -> this.keys.rotate(key)));
		}
	}

	private void tryKey(Practice practice) {
		Worker owner = this.office.at(practice.owner());
		long key = issue(practice, "Trial of a scheduling app");
		later(19, () -> owner.move(ApiKey.class, key, "revoke", (record) -> record.revoke(this.office.now())));
		later(26, () -> owner.delete(ApiKey.class, key));
	}

	/** A feature that reaches everybody step by step, with one step back. */
	private void launch(Practice practice, String name, String description) {
		Worker owner = this.office.at(practice.owner());
		UUID feature = Objects.requireNonNull(owner.add(FeatureToggle.class, () -> {
			FeatureToggle added = new FeatureToggle(practice.id(), name, description);
			added.rollOutTo(5);
			return added;
		}).getId());
		later(1, () -> owner.move(FeatureToggle.class, feature, "enable", FeatureToggle::enable));
		later(16, () -> owner.move(FeatureToggle.class, feature, "disable", FeatureToggle::disable));
		later(17, () -> owner.move(FeatureToggle.class, feature, "enable", FeatureToggle::enable));
		Timeline timeline = this.office.timeline();
		int[] steps = { 10, 25, 50, 75, 100 };
		for (int i = 0; i < steps.length; i++) {
			int percent = steps[i];
			timeline.on(timeline.today().plusDays(7 * (i + 3)), LocalTime.of(3, 30),
					() -> this.office.job("FeatureRollout")
						.run(() -> this.office.the(FeatureToggle.class, feature).rollOutTo(percent)));
		}
	}

	private void tryFeature(Practice practice) {
		Worker owner = this.office.at(practice.owner());
		UUID feature = Objects.requireNonNull(
				owner
					.add(FeatureToggle.class,
							() -> new FeatureToggle(practice.id(), "waiting-list",
									"Patients are offered slots that come free."))
					.getId());
		later(2, () -> owner.move(FeatureToggle.class, feature, "enable", FeatureToggle::enable));
		later(24, () -> owner.move(FeatureToggle.class, feature, "disable", FeatureToggle::disable));
		later(40, () -> owner.delete(FeatureToggle.class, feature));
	}

	private void settle(Practice practice) {
		Worker owner = this.office.at(practice.owner());
		owner.edit(OrganizationInfo.class, practice.info(), (info) -> {
			info.getSettings().put("invoice-footer", "Thank you for choosing " + practice.plan().name() + ".");
			info.getSettings().put("currency", "USD");
		});
		later(12, () -> {
			owner.delete(OrganizationInfo.class, practice.info());
			this.premises.describe(practice);
		});
		later(60, () -> owner.edit(OrganizationInfo.class, practice.info(), (info) -> {
			info.getSettings().put("invoice-footer", "Questions? Write to billing@" + practice.id() + ".example.");
			info.getSettings().put("statement-day", "5");
		}));
	}

	/** Hires a person, who is entered twice, promoted, and leaves. */
	private void hireAndPart(Practice practice) {
		Worker owner = this.office.at(practice.owner());
		Person assistant = this.founding.employAssistant(practice);
		long twice = membership(owner, assistant, "Assistant");
		owner.delete(OrganizationMembership.class, twice);
		later(14, () -> {
			Person provider = this.founding.employProvider(practice);
			this.premises.openHours(practice, provider);
		});
		later(30, () -> owner.edit(OrganizationMembership.class, practice.membership(assistant),
				(record) -> record.assign("Senior assistant", "Front desk")));
		later(60, () -> owner.run("POST", this.office.path(User.class) + "/" + assistant.id() + "/role", () -> {
			owner.change(User.class, assistant.id(), (record) -> record.changeRole(Role.AUDITOR));
			owner.change(OrganizationMembership.class, practice.membership(assistant),
					OrganizationMembership::followRole);
		}));
		later(70,
				() -> owner.move(User.class, practice.providers().get(0).id(), "grant-audit-log", User::grantAuditLog));
		later(90, () -> owner.move(User.class, practice.providers().get(0).id(), "revoke-audit-log",
				User::revokeAuditLog));
		later(100, () -> owner.move(OrganizationMembership.class, practice.membership(assistant), "end",
				(record) -> record.end(this.office.today())));
		later(102, () -> owner.delete(OrganizationMembership.class, practice.membership(assistant)));
		later(101, () -> owner.move(User.class, assistant.id(), "deactivate",
				(record) -> record.deactivate(this.office.now())));
	}

	private long membership(Worker owner, Person person, String title) {
		return Objects.requireNonNull(
				owner
					.add(OrganizationMembership.class,
							() -> new OrganizationMembership(this.office.the(User.class, person.id()), title,
									this.office.today()))
					.getId());
	}

}
