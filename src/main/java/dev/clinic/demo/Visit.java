package dev.clinic.demo;

import java.time.Instant;

/**
 * An appointment, from the day it is made until it is over.
 */
class Visit {

	private final Chart chart;

	private final long appointment;

	private Instant start;

	private boolean confirmed;

	private boolean over;

	Visit(Chart chart, long appointment, Instant start) {
		this.chart = chart;
		this.appointment = appointment;
		this.start = start;
	}

	Chart chart() {
		return this.chart;
	}

	Practice practice() {
		return this.chart.practice();
	}

	/** Returns the id of the appointment. */
	long id() {
		return this.appointment;
	}

	Instant start() {
		return this.start;
	}

	void moveTo(Instant start) {
		this.start = start;
		this.confirmed = false;
	}

	void confirm() {
		this.confirmed = true;
	}

	void end() {
		this.over = true;
	}

	boolean isConfirmed() {
		return this.confirmed;
	}

	boolean isOver() {
		return this.over;
	}

	/** Returns whether the visit is still to come, at the given time. */
	boolean isStillAt(Instant meant) {
		return !this.over && this.start.equals(meant);
	}

}
