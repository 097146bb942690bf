package dev.clinic.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.clinic.care.Task;
import dev.clinic.care.Task.Priority;
import dev.clinic.people.User;

/**
 * The tasks of a practice: who does them, and which are forgotten.
 */
class TaskList {

	private final Office office;

	private final Chance chance;

	private final List<Todo> open = new ArrayList<>();

	TaskList(Office office) {
		this.office = office;
		this.chance = office.chance();
	}

	void add(Chart chart, Worker by) {
		Practice practice = chart.practice();
		Person assignee = this.chance.oneOf(practice.manager(), chart.provider());
		LocalDate dueOn = this.office.today().plusDays(this.chance.between(3, 8));
		long task = Objects.requireNonNull(by.add(Task.class, () -> {
			Task added = new Task(practice.id(), this.chance.oneOf(Phrases.TASKS),
					this.office.the(User.class, assignee.id()), this.office.the(User.class, chart.id()), dueOn);
			added.getLabels().add(this.chance.oneOf("phone", "letters", "lab"));
			return added;
		}).getId());
		if (this.chance.oneIn(16, practice.brand() + " task withdrawn")) {
			this.office.timeline().after(Duration.ofHours(2), () -> by.delete(Task.class, task));
			return;
		}
		Todo todo = new Todo(practice, task, dueOn);
		this.open.add(todo);
		if (this.chance.percent(12)) {
			Person other = this.chance.oneOf(practice.providers());
			by.edit(Task.class, task,
					(record) -> record.assign(this.office.the(User.class, other.id()), Priority.NORMAL));
		}
		this.office.timeline()
			.after(Duration.ofHours(this.chance.between(4, 24 * 11)), () -> close(todo, this.office.at(assignee)));
	}

	private void close(Todo todo, Worker by) {
		this.open.remove(todo);
		by.move(Task.class, todo.task(), "close", (record) -> record.close(this.office.now()));
		if (this.chance.percent(8)) {
			this.office.timeline().after(Duration.ofHours(this.chance.between(3, 70)), () -> {
				by.move(Task.class, todo.task(), "reopen", Task::reopen);
				this.office.timeline()
					.after(Duration.ofHours(30), () -> by.move(Task.class, todo.task(), "close",
							(record) -> record.close(this.office.now())));
			});
		}
	}

	/** Escalates the tasks that were due the day before, every morning. */
	void escalate() {
		List<Todo> overdue = this.open.stream()
			.filter((todo) -> todo.dueOn().equals(this.office.today().minusDays(1)))
			.toList();
		if (!overdue.isEmpty()) {
			this.office.job("TaskEscalation").run(() -> overdue.forEach((todo) -> {
				Task task = this.office.the(Task.class, todo.task());
				task.assign(this.office.the(User.class, todo.practice().manager().id()), Priority.HIGH);
				task.getLabels().add("overdue");
			}));
		}
	}

	/**
	 * A task that is not done.
	 *
	 * @param practice whose
	 * @param task the task's id
	 * @param dueOn by when
	 */
	private record Todo(Practice practice, long task, LocalDate dueOn) {
	}

}
