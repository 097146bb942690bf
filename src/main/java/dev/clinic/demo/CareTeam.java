package dev.clinic.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.clinic.care.CarePlan;
import dev.clinic.care.Diagnosis;
import dev.clinic.care.Goal;
import dev.clinic.care.Task;
import dev.clinic.demo.Phrases.Coded;
import dev.clinic.people.User;

/**
 * Providers find out what patients suffer from, and plan with them what to do.
 */
class CareTeam {

	private final Office office;

	private final Chance chance;

	private final TaskList tasks;

	CareTeam(Office office, TaskList tasks) {
		this.office = office;
		this.chance = office.chance();
		this.tasks = tasks;
	}

	void see(Chart chart) {
		Worker provider = this.office.at(chart.provider());
		if (chart.diagnoses().isEmpty()) {
			diagnose(chart, provider, true);
			if (this.chance.percent(45)) {
				plan(chart, provider);
			}
		}
		else if (this.chance.percent(15)) {
			diagnose(chart, provider, false);
		}
		if (this.chance.percent(30)) {
			this.tasks.add(chart, provider);
		}
	}

	private void diagnose(Chart chart, Worker provider, boolean main) {
		long diagnosis = note(chart, provider);
		if (this.chance.oneIn(16, chart.practice().brand() + " wrong diagnosis")) {
			provider.delete(Diagnosis.class, diagnosis);
			diagnosis = note(chart, provider);
		}
		long noted = diagnosis;
		chart.diagnoses().add(noted);
		if (main) {
			provider.edit(Diagnosis.class, noted, (record) -> record.rank(true));
		}
		if (this.chance.percent(40)) {
			this.office.timeline().after(Duration.ofDays(this.chance.between(10, 90)), () -> {
				provider.move(Diagnosis.class, noted, "resolve", (record) -> record.resolve(this.office.today()));
				if (chart.diagnoses().size() > 1) {
					chart.diagnoses().remove(noted);
				}
			});
		}
	}

	private long note(Chart chart, Worker provider) {
		Coded found = this.chance.oneOf(Phrases.DIAGNOSES);
		return Objects.requireNonNull(
				provider
					.add(Diagnosis.class,
							() -> new Diagnosis(this.office.the(User.class, chart.id()), found.code(), found.text(),
									this.office.today()))
					.getId());
	}

	private void plan(Chart chart, Worker provider) {
		String name = this.chance.oneOf(Phrases.PLANS);
		long plan = Objects.requireNonNull(provider.add(CarePlan.class, () -> {
			CarePlan added = new CarePlan(this.office.the(User.class, chart.id()),
					this.office.the(User.class, chart.provider().id()), name, this.office.today());
			added.summarize(name + ": agreed upon with the patient on " + this.office.today() + ".");
			return added;
		}).getId());
		List<Long> goals = new ArrayList<>();
		int count = this.chance.between(1, 3);
		int first = this.chance.between(0, Phrases.GOALS.size() - 1);
		for (int i = 0; i < count; i++) {
			String title = Phrases.GOALS.get((first + i) % Phrases.GOALS.size());
			goals.add(Objects.requireNonNull(
					provider
						.add(Goal.class,
								() -> new Goal(this.office.the(CarePlan.class, plan), title,
										this.office.today().plusWeeks(10)))
						.getId()));
		}
		if (this.chance.oneIn(16, chart.practice().brand() + " plan given up")) {
			this.office.timeline().after(Duration.ofHours(20), () -> provider.delete(CarePlan.class, plan));
			return;
		}
		goals.forEach((goal) -> pursue(provider, goal));
		provider.edit(CarePlan.class, plan,
				(record) -> record.getTasks()
					.add(provider.put(new Task(chart.practice().id(), "Explain the plan \"" + name + "\"",
							this.office.the(User.class, chart.provider().id()), record.getPatient(),
							this.office.today()))));
		this.office.timeline().after(Duration.ofDays(this.chance.between(75, 130)), () -> end(provider, plan));
	}

	/** Makes progress step by step, unless the goal is given up. */
	private void pursue(Worker provider, long goal) {
		if (this.chance.percent(12)) {
			this.office.timeline()
				.after(Duration.ofDays(this.chance.between(4, 50)), () -> provider.delete(Goal.class, goal));
			return;
		}
		Duration wait = Duration.ZERO;
		int[] steps = { 25, 50, 80 };
		for (int percent : steps) {
			wait = wait.plusHours(this.chance.between(6 * 24, 24 * 24));
			this.office.timeline()
				.after(wait, () -> provider.edit(Goal.class, goal, (record) -> record.progressTo(percent)));
		}
		this.office.timeline()
			.after(wait.plusDays(this.chance.between(3, 20)),
					() -> provider.move(Goal.class, goal, "complete", (record) -> record.complete(this.office.now())));
	}

	private void end(Worker provider, long plan) {
		provider.edit(CarePlan.class, plan,
				(record) -> record.summarize("Closed after a last talk on " + this.office.today() + "."));
		provider.move(CarePlan.class, plan, "close", (record) -> record.close(this.office.today()));
	}

}
