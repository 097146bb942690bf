package dev.clinic.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.clinic.billing.Cms1500;
import dev.clinic.billing.Cms1500Policy;
import dev.clinic.billing.CptCodesCms1500;
import dev.clinic.billing.Policy;
import dev.clinic.care.Diagnosis;
import dev.clinic.demo.Phrases.Coded;
import dev.clinic.people.User;
import dev.clinic.record.Money;

/**
 * Insurers get claims, and answer them.
 */
class ClaimsDesk {

	private final Office office;

	private final Chance chance;

	private final List<Claim> submitted = new ArrayList<>();

	ClaimsDesk(Office office) {
		this.office = office;
		this.chance = office.chance();
	}

	void claim(Visit visit) {
		Long policy = visit.chart().policy();
		if (policy != null && !visit.chart().diagnoses().isEmpty()) {
			Claim claim = draft(visit, policy);
			if (this.chance.oneIn(20, visit.practice().brand() + " claim given up")) {
				desk(visit.chart()).delete(Cms1500.class, claim.form());
			}
			else {
				this.office.timeline().after(Duration.ofHours(this.chance.between(3, 50)), () -> finish(claim));
			}
		}
	}

	private Claim draft(Visit visit, long policyId) {
		Chart chart = visit.chart();
		Worker desk = desk(chart);
		List<Coded> procedures = this.chance.percent(50) ? List.of(this.chance.oneOf(Phrases.PROCEDURES)) : List
			.of(Phrases.PROCEDURES.get(this.chance.between(0, 2)), Phrases.PROCEDURES.get(this.chance.between(3, 5)));
		BigDecimal total = procedures.stream()
			.map((procedure) -> new BigDecimal(procedure.text()))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
		long form = Objects.requireNonNull(desk.add(Cms1500.class, () -> {
			Cms1500 added = new Cms1500(this.office.the(User.class, chart.id()),
					this.office.the(User.class, chart.provider().id()), this.office.today(),
					Money.usd(total.toPlainString()));
			chart.diagnoses().forEach((id) -> added.getDiagnoses().add(this.office.the(Diagnosis.class, id)));
			return added;
		}).getId());
		List<Long> lines = new ArrayList<>();
		for (Coded procedure : procedures) {
			lines.add(Objects.requireNonNull(desk.add(CptCodesCms1500.class, () -> line(form, procedure)).getId()));
		}
		long policy = Objects.requireNonNull(desk
			.add(Cms1500Policy.class,
					() -> new Cms1500Policy(this.office.the(Cms1500.class, form),
							this.office.the(Policy.class, policyId), 1))
			.getId());
		return new Claim(chart, form, policy, lines);
	}

	private CptCodesCms1500 line(long form, Coded procedure) {
		CptCodesCms1500 line = new CptCodesCms1500(this.office.the(Cms1500.class, form), procedure.code(), 1,
				Money.usd(procedure.text()));
		if (this.chance.percent(20)) {
			line.getModifiers().add(this.chance.oneOf("25", "59"));
		}
		return line;
	}

	/** Authorizes, corrects, and sends. */
	private void finish(Claim claim) {
		Worker desk = desk(claim.chart());
		if (this.chance.percent(25)) {
			desk.edit(Cms1500Policy.class, claim.policy(),
					(policy) -> policy.authorize("AUTH-" + this.chance.digits(6)));
		}
		else if (this.chance.oneIn(25, claim.chart().practice().brand() + " claim without policy")) {
			desk.delete(Cms1500Policy.class, claim.policy());
		}
		if (claim.lines().size() > 1 && this.chance.oneIn(8, claim.chart().practice().brand() + " line too many")) {
			desk.delete(CptCodesCms1500.class, claim.lines().get(1));
		}
		submit(claim, desk);
	}

	private void submit(Claim claim, Worker desk) {
		desk.move(Cms1500.class, claim.form(), "submit", (form) -> form.submit(this.office.now()));
		this.office.timeline().after(Duration.ofDays(this.chance.between(4, 12)), () -> this.submitted.add(claim));
	}

	/** Imports the answers of the insurers, every night. */
	void importAnswers(Practice practice) {
		List<Claim> answered = this.submitted.stream().filter((claim) -> claim.chart().practice() == practice).toList();
		if (answered.isEmpty()) {
			return;
		}
		this.submitted.removeAll(answered);
		Worker insurer = this.office.service("insurance-import", "Insurance import", "InsuranceImport", practice);
		insurer.run(() -> answered.forEach((claim) -> insurer.change(Cms1500.class, claim.form(), (form) -> {
			if (this.chance.percent(86)) {
				form.accept();
			}
			else {
				form.reject(this.chance.oneOf(Phrases.REJECTIONS));
				this.office.timeline().after(Duration.ofHours(this.chance.between(7, 60)), () -> correct(claim));
			}
		})));
	}

	private void correct(Claim claim) {
		Worker desk = desk(claim.chart());
		desk.edit(CptCodesCms1500.class, claim.lines().get(0), (line) -> {
			line.correct(2);
			line.getModifiers().add("76");
		});
		submit(claim, desk);
	}

	private Worker desk(Chart chart) {
		return this.office.at(chart.practice().manager());
	}

	/**
	 * A claim and its parts, by their ids.
	 *
	 * @param chart the patient's chart
	 * @param form the claim
	 * @param policy the policy that it is made on
	 * @param lines the procedures
	 */
	private record Claim(Chart chart, long form, long policy, List<Long> lines) {
	}

}
