package dev.clinic.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The last hour of the demo data, which readers see first: it contains every kind of
 * event, at any time of the day.
 */
class LastHour {

	/** In minutes. */
	private static final int STEP = 7;

	private static final int SHIFT = 3;

	private final Office office;

	private final Charts charts;

	private final FrontDesk desk;

	private final Visits visits;

	private final BillingOffice billing;

	private final FormsDesk forms;

	private final TaskList tasks;

	LastHour(Office office, Charts charts, FrontDesk desk, Visits visits, BillingOffice billing, FormsDesk forms,
			TaskList tasks) {
		this.office = office;
		this.charts = charts;
		this.desk = desk;
		this.visits = visits;
		this.billing = billing;
		this.forms = forms;
		this.tasks = tasks;
	}

	/**
	 * Plans the hour. Each practice begins with another event, so that not all do the
	 * same at once.
	 */
	void plan(Practice practice, int number) {
		List<Runnable> works = works(practice);
		Instant end = this.office.timeline().end();
		for (int i = 0; i < works.size(); i++) {
			this.office.timeline()
				.at(end.minus(Duration.ofMinutes(STEP * (i + 1) - number)),
						works.get((i + SHIFT * number) % works.size()));
		}
	}

	private List<Runnable> works(Practice practice) {
		return List.of(() -> withVisit(practice, 2, this.visits::reschedule),
				() -> withPatient(practice, 0, (chart) -> this.visits.book(chart, 8)),
				() -> this.billing.refundLast(practice), () -> withPatient(practice, 2, this.desk::changePhone),
				() -> withVisit(practice, 1, this.visits::confirm),
				() -> withPatient(practice, 3,
						(chart) -> this.tasks.add(chart, this.office.at(practice.providers().get(0)))),
				() -> withVisit(practice, 0, this.visits::cancel),
				() -> withPatient(practice, 1, this.forms::followUp));
	}

	private void withPatient(Practice practice, int number, Consumer<Chart> work) {
		this.charts.active(practice).stream().skip(number).findFirst().ifPresent(work);
	}

	private void withVisit(Practice practice, int number, Consumer<Visit> work) {
		this.visits.upcoming(practice).stream().skip(number).findFirst().ifPresent(work);
	}

}
