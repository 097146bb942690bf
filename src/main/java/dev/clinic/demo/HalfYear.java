package dev.clinic.demo;

import java.time.LocalTime;
import java.util.List;

import dev.clinic.demo.Visits.AfterVisit;
import dev.clinic.security.ApiKeys;

/**
 * Half a year in the life of four practices: who works there, and what follows from what.
 */
class HalfYear implements AfterVisit {

	private final Timeline timeline;

	private final Chance chance;

	private final Founding founding;

	private final Premises premises;

	private final Administration administration;

	private final Visits visits;

	private final FormsDesk forms;

	private final ClaimsDesk claims;

	private final FrontDesk desk;

	private final BillingOffice billing;

	private final TaskList tasks;

	private final CareTeam care;

	private final LastHour lastHour;

	private final Readers readers;

	HalfYear(Office office, Strangers strangers, Charts charts, ApiKeys keys, Readers readers) {
		this.timeline = office.timeline();
		this.chance = office.chance();
		this.founding = new Founding(office, strangers, keys);
		this.premises = new Premises(office, strangers);
		this.administration = new Administration(office, keys, this.founding, this.premises);
		this.visits = new Visits(office, this);
		this.forms = new FormsDesk(office);
		this.claims = new ClaimsDesk(office);
		this.desk = new FrontDesk(office, strangers, charts, this.visits, this.forms,
				new InsuranceDesk(office, strangers));
		this.billing = new BillingOffice(office);
		this.tasks = new TaskList(office);
		this.care = new CareTeam(office, this.tasks);
		this.readers = readers;
		this.lastHour = new LastHour(office, charts, this.desk, this.visits, this.billing, this.forms, this.tasks);
	}

	void live(ProgressBar progress) {
		progress.show(0);
		List<Practice> practices = this.founding.found();
		practices.forEach((practice) -> {
			this.premises.open(practice);
			this.administration.plan(practice);
			this.desk.open(practice);
			this.timeline.daily(LocalTime.of(2, 15), () -> this.billing.run(practice));
			this.timeline.daily(LocalTime.of(4, 0), () -> this.claims.importAnswers(practice));
			this.lastHour.plan(practice, practices.indexOf(practice));
			this.readers.plan(practice);
		});
		this.timeline.daily(LocalTime.of(6, 0), this.visits::remind);
		this.timeline.daily(LocalTime.of(6, 15), this.tasks::escalate);
		this.timeline.run(progress::show);
	}

	@Override
	public void seen(Visit visit) {
		this.care.see(visit.chart());
		this.billing.bill(visit);
		if (this.chance.percent(50)) {
			this.claims.claim(visit);
		}
		if (this.chance.percent(15)) {
			this.forms.followUp(visit.chart());
		}
	}

	@Override
	public void missed(Visit visit) {
		this.billing.billFee(visit);
	}

}
