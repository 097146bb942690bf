package dev.clinic.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.clinic.billing.BillingItem;
import dev.clinic.people.User;
import dev.clinic.record.Money;
import dev.clinic.scheduling.Appointment;
import org.jspecify.annotations.Nullable;

/**
 * Patients are billed, and pay at the desk, by the nightly run, late or not at all.
 */
class BillingOffice {

	private final Office office;

	private final Chance chance;

	private final List<Bill> due = new ArrayList<>();

	private final List<Bill> paid = new ArrayList<>();

	BillingOffice(Office office) {
		this.office = office;
		this.chance = office.chance();
	}

	void bill(Visit visit) {
		Bill bill = new Bill(visit, add(visit, "Office visit", Money.usd(this.chance.oneOf(Phrases.PRICES)), 14),
				this.office.today().plusDays(14));
		if (this.chance.oneIn(20, visit.practice().brand() + " item twice")) {
			long twice = add(visit, "Office visit", Money.usd(this.chance.oneOf(Phrases.PRICES)), 14);
			desk(visit).delete(BillingItem.class, twice);
		}
		if (this.chance.percent(30)) {
			charge(bill, desk(visit));
		}
		else {
			this.due.add(bill);
		}
	}

	/** Bills the fee that the appointment shows, if any; some are waived. */
	void billFee(Visit visit) {
		Money fee = this.office.read((records) -> records.find(Appointment.class, visit.id()).getLateCancellationFee());
		if (fee != null) {
			long item = add(visit, "Late cancellation", fee, 7);
			if (this.chance.percent(35)) {
				this.office.timeline()
					.after(Duration.ofHours(this.chance.between(2, 48)),
							() -> desk(visit).move(BillingItem.class, item, "void", BillingItem::voidItem));
			}
			else {
				this.due.add(new Bill(visit, item, this.office.today().plusDays(7)));
			}
		}
	}

	private long add(Visit visit, String description, Money price, int days) {
		@Nullable String coupon = this.chance.percent(7) ? "WELCOME-" + this.chance.oneOf(5, 10, 15) : null;
		return Objects.requireNonNull(desk(visit).add(BillingItem.class, () -> {
			BillingItem item = new BillingItem(this.office.the(User.class, visit.chart().id()), description, price,
					this.office.today().plusDays(days));
			item.describe(this.office.the(Appointment.class, visit.id()), coupon, null);
			return item;
		}).getId());
	}

	/** Charges the items that are due, every night. */
	void run(Practice practice) {
		List<Bill> tonight = this.due.stream()
			.filter((bill) -> bill.visit().practice() == practice && !bill.dueOn().isAfter(this.office.today()))
			.toList();
		if (tonight.isEmpty()) {
			return;
		}
		this.due.removeAll(tonight);
		Worker service = this.office.service("billing-service", "Billing service", "BillingRun", practice);
		service.run(() -> tonight.forEach((bill) -> attempt(service, bill)));
	}

	private void attempt(Worker service, Bill bill) {
		boolean succeeds = this.chance.percent(84);
		service.change(BillingItem.class, bill.item(), (item) -> {
			if (succeeds) {
				item.charge(this.office.now());
				settled(bill);
			}
			else {
				item.fail(this.chance.oneOf(Phrases.FAILURES));
				failed(bill);
			}
		});
	}

	/** Lets most patients pay, some after a second attempt, and few never. */
	private void failed(Bill bill) {
		if (this.chance.percent(45)) {
			this.due.add(new Bill(bill.visit(), bill.item(), this.office.today().plusDays(3)));
		}
		else {
			this.office.timeline().after(Duration.ofHours(this.chance.between(9, 120)), () -> {
				if (this.chance.percent(80)) {
					charge(bill, this.office.portal(bill.visit().chart()));
				}
				else {
					writeOff(bill);
				}
			});
		}
	}

	private void charge(Bill bill, Worker by) {
		by.move(BillingItem.class, bill.item(), "charge", (item) -> item.charge(this.office.now()));
		settled(bill);
	}

	private void writeOff(Bill bill) {
		Worker desk = desk(bill.visit());
		desk.edit(BillingItem.class, bill.item(),
				(item) -> item.describe(this.office.the(Appointment.class, bill.visit().id()), null,
						"Called twice, no answer. Written off."));
		desk.move(BillingItem.class, bill.item(), "void", BillingItem::voidItem);
	}

	private void settled(Bill bill) {
		this.paid.add(bill);
		if (this.chance.percent(6)) {
			this.office.timeline()
				.after(Duration.ofHours(this.chance.between(20, 400)), () -> refund(bill,
						this.chance.oneOf(25, 50, 100), this.office.at(bill.visit().practice().manager())));
		}
	}

	private void refund(Bill bill, int percent, Worker by) {
		this.paid.remove(bill);
		by.move(BillingItem.class, bill.item(), "refund",
				(item) -> item.refund(item.getAmountPaid()
					.multiply(new BigDecimal(percent))
					.divide(new BigDecimal(100), 2, RoundingMode.HALF_UP)));
	}

	/** Refunds the last payment. */
	void refundLast(Practice practice) {
		this.paid.stream()
			.filter((bill) -> bill.visit().practice() == practice)
			.reduce((first, second) -> second)
			.ifPresent((bill) -> refund(bill, 50, this.office.at(practice.owner())));
	}

	private Worker desk(Visit visit) {
		return this.office.at(visit.practice().manager());
	}

	/**
	 * Something that is owed.
	 *
	 * @param visit for which visit
	 * @param item the billing item's id
	 * @param dueOn when it is charged
	 */
	private record Bill(Visit visit, long item, LocalDate dueOn) {
	}

}
