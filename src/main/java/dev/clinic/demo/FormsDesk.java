package dev.clinic.demo;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.clinic.demo.Phrases.Question;
import dev.clinic.forms.FormAnswer;
import dev.clinic.forms.FormAnswerGroup;
import dev.clinic.people.User;

/**
 * Patients fill in forms, and providers lock them.
 */
class FormsDesk {

	private final Office office;

	private final Chance chance;

	FormsDesk(Office office) {
		this.office = office;
		this.chance = office.chance();
	}

	/** Sends an empty form, which most patients fill in over some days. */
	void intake(Chart chart) {
		Worker desk = this.office.at(chart.practice().manager());
		long form = add(desk, chart, "Intake questionnaire", Phrases.INTAKE, false);
		if (this.chance.oneIn(14, chart.practice().brand() + " form left empty")) {
			this.office.timeline().after(Duration.ofDays(20), () -> desk.delete(FormAnswerGroup.class, form));
			return;
		}
		int half = Phrases.INTAKE.size() / 2;
		Duration wait = Duration.ofMinutes(this.chance.between(30, 1800));
		this.office.timeline().after(wait, () -> answer(chart, form, Phrases.INTAKE.subList(0, half), 0));
		this.office.timeline().after(wait.plusMinutes(this.chance.between(4, 900)), () -> {
			answer(chart, form, Phrases.INTAKE.subList(half, Phrases.INTAKE.size()), half);
			finish(chart, form);
		});
	}

	void followUp(Chart chart) {
		long form = add(this.office.portal(chart), chart, "Follow-up questionnaire", Phrases.FOLLOW_UP, true);
		finish(chart, form);
	}

	private long add(Worker by, Chart chart, String name, List<Question> questions, boolean answered) {
		return Objects.requireNonNull(by.add(FormAnswerGroup.class, () -> {
			FormAnswerGroup form = new FormAnswerGroup(this.office.the(User.class, chart.id()), name);
			questions.forEach((question) -> form.answer(question.label(),
					answered ? this.chance.oneOf(question.answers()) : null));
			return form;
		}).getId());
	}

	private void answer(Chart chart, long form, List<Question> questions, int first) {
		Worker patient = this.office.portal(chart);
		patient.run("POST", this.office.path(FormAnswerGroup.class) + "/" + form + "/answers", () -> {
			List<FormAnswer> answers = this.office.the(FormAnswerGroup.class, form).getAnswers();
			for (int i = 0; i < questions.size(); i++) {
				answers.get(first + i).correct(this.chance.oneOf(questions.get(i).answers()));
			}
		});
	}

	private void finish(Chart chart, long form) {
		if (this.chance.oneIn(16, chart.practice().brand() + " answer taken back")) {
			this.office.portal(chart).delete(FormAnswer.class, answerAt(form, 1));
		}
		this.office.portal(chart).move(FormAnswerGroup.class, form, "finish", FormAnswerGroup::finish);
		this.office.timeline().after(Duration.ofHours(this.chance.between(8, 90)), () -> {
			lock(chart, form);
			if (this.chance.percent(12)) {
				correct(chart, form);
			}
		});
	}

	private long answerAt(long form, int position) {
		return Objects.requireNonNull(this.office
			.read((records) -> records.find(FormAnswerGroup.class, form).getAnswers().get(position).getId()));
	}

	private void lock(Chart chart, long form) {
		this.office.at(chart.provider())
			.move(FormAnswerGroup.class, form, "lock",
					(record) -> record.lock(this.office.the(User.class, chart.provider().id()), this.office.now()));
	}

	/** Corrects an answer that turned out to be wrong in the talk. */
	private void correct(Chart chart, long form) {
		this.office.timeline().after(Duration.ofHours(this.chance.between(20, 200)), () -> {
			Worker provider = this.office.at(chart.provider());
			provider.move(FormAnswerGroup.class, form, "unlock", FormAnswerGroup::unlock);
			provider.edit(FormAnswer.class, answerAt(form, 0),
					(answer) -> answer.correct(answer.getAnswer() + " (corrected by phone)"));
			lock(chart, form);
		});
	}

}
