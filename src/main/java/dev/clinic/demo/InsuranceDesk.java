package dev.clinic.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;

import dev.clinic.billing.Policy;
import dev.clinic.billing.WorkersCompensationPolicy;
import dev.clinic.people.User;
import dev.clinic.record.Money;

/**
 * Patients show their insurance cards, and insurers report changes.
 */
class InsuranceDesk {

	private final Office office;

	private final Chance chance;

	private final Strangers strangers;

	InsuranceDesk(Office office, Strangers strangers) {
		this.office = office;
		this.chance = office.chance();
		this.strangers = strangers;
	}

	void insure(Chart chart) {
		if (this.chance.percent(85)) {
			long policy = enter(chart);
			if (this.chance.oneIn(16, chart.practice().brand() + " wrong policy")) {
				desk(chart).delete(Policy.class, policy);
				policy = enter(chart);
			}
			chart.insure(policy);
			this.office.timeline().after(Duration.ofDays(this.chance.between(20, 150)), () -> renew(chart));
		}
	}

	private long enter(Chart chart) {
		boolean work = this.chance.percent(10);
		String payer = this.chance.oneOf(Phrases.PAYERS);
		String number = this.chance.oneOf("EHP", "LM", "US", "NCA") + this.chance.digits(9);
		LocalDate from = this.office.today().minusMonths(this.chance.between(1, 40));
		Policy policy = desk(chart).add(Policy.class, () -> {
			User patient = this.office.the(User.class, chart.id());
			Policy entered = work
					? new WorkersCompensationPolicy(patient, payer, number, from, this.strangers.employer())
					: new Policy(patient, payer, number, from);
			entered.describe("G-" + this.chance.digits(4), null,
					Money.usd(this.chance.oneOf("15.00", "20.00", "30.00")));
			return entered;
		});
		return Objects.requireNonNull(policy.getId());
	}

	/**
	 * Imports the insurers' data from a file: new copays and numbers, and policies that
	 * end.
	 */
	private void renew(Chart chart) {
		Long old = chart.policy();
		if (old == null || !chart.isActive()) {
			return;
		}
		Worker insurer = this.office.service("insurance-import", "Insurance import", "InsuranceImport",
				chart.practice());
		if (this.chance.percent(30)) {
			insurer.run(() -> {
				LocalDate today = this.office.today();
				Policy policy = this.office.the(Policy.class, old);
				policy.end(today);
				Policy next = insurer.put(new Policy(policy.getPatient(), this.chance.oneOf(Phrases.PAYERS),
						policy.getPolicyNumber() + "-2", today.plusDays(1)));
				next.describe("G-" + this.chance.digits(4), null, Money.usd("25.00"));
				chart.insure(Objects.requireNonNull(next.getId()));
			});
		}
		else {
			insurer.run(() -> insurer.change(Policy.class, old, (policy) -> {
				policy.describe("G-" + this.chance.digits(4), null,
						Money.usd(this.chance.oneOf("10.00", "35.00", "40.00")));
				renumber(policy);
			}));
		}
	}

	/**
	 * Changes the policy number if it belongs to the insurer that has renumbered its
	 * policies.
	 */
	private static void renumber(Policy policy) {
		String number = policy.getPolicyNumber();
		if (number.startsWith("LM")) {
			policy.renumber(number.replaceFirst("LM", "LM-1-"));
		}
	}

	private Worker desk(Chart chart) {
		return this.office.at(chart.practice().manager());
	}

}
