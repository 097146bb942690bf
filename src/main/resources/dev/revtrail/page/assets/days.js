/** The picture of entries per day, stacked by what was done. A click or a drag chooses days. */

import { html, nothing, svg } from "./lit-html/lit-html.js";
import { dayOf, dayText, plusDays } from "./time.js";
import { STACKS, number, stackOf } from "./words.js";

const HEIGHT = 96;

const MOST_DAYS = 366;

/** Days without entries have a place too: from the first day asked for or counted to the last. */
function filled(days, first, last) {
	const counted = new Map(days.map((one) => [one.day, one.actions]));
	const end = last ?? days.at(-1)?.day;
	let day = first ?? days[0]?.day;
	const all = [];
	if (day === undefined || end === undefined) {
		return all;
	}
	const earliest = plusDays(end, 1 - MOST_DAYS);
	for (day = (day < earliest) ? earliest : day; day <= end; day = plusDays(day, 1)) {
		const stacks = Object.fromEntries(STACKS.map((stack) => [stack, 0]));
		Object.entries(counted.get(day) ?? {}).forEach(([action, count]) => stacks[stackOf(action)] += count);
		all.push({ day, stacks, total: Object.values(stacks).reduce((sum, count) => sum + count, 0) });
	}
	return all;
}

function textOf(one) {
	const parts = STACKS.filter((stack) => one.stacks[stack] > 0).map((stack) => `${number(one.stacks[stack])} ${stack}`);
	return `${dayText(one.day)}: ${(one.total === 1) ? "1 entry" : `${number(one.total)} entries`}${
		(parts.length > 0) ? ` (${parts.join(", ")})` : ""}`;
}

export class Days {

	/**
	 * Creates a picture.
	 * @param changed called when it must be drawn again
	 * @param choose called with the first and the last day that a person chose
	 */
	constructor(changed, choose) {
		this.changed = changed;
		this.choose = choose;
		this.days = null;
		this.failed = null;
		this.focused = null;
		this.dragged = null;
		this.hovered = null;
	}

	/** Shows counts. The first and last day are null where the filter sets none. */
	show(days, first, last) {
		this.failed = null;
		this.days = filled(days, first, last ?? dayOf(Date.now()));
		this.focused = this.days.length - 1;
		this.changed();
	}

	fail(error) {
		this.failed = error;
		this.days = null;
		this.changed();
	}

	view() {
		if (this.failed) {
			return html`<p class="none chart-note">The entries per day could not be counted: ${this.failed.message}</p>`;
		}
		if (this.days === null) {
			return html`<div class="chart loading" aria-hidden="true"></div>`;
		}
		const highest = Math.max(1, ...this.days.map((one) => one.total));
		const used = STACKS.filter((stack) => this.days.some((one) => one.stacks[stack] > 0));
		return html`<div class="chart" @pointerleave=${() => this.#hover(null)}>
			<div class="chart-scale" aria-hidden="true"><span>${number(highest)}</span><span>0</span></div>
			<svg class="bars" role="group" aria-label="Entries per day. Select a day to filter by it; use Shift and the arrow keys to select several."
				viewBox="0 0 ${Math.max(this.days.length, 1)} ${HEIGHT}" preserveAspectRatio="none"
				@keydown=${(event) => this.#key(event)} @pointerup=${(event) => this.#drop(event)}
				@pointercancel=${() => this.#cancel()}>
				${this.days.map((one, index) => this.#bar(one, index, highest))}</svg>
			<div class="chart-days" aria-hidden="true"><span>${(this.days.length > 0) ? dayText(this.days[0].day) : ""}</span>
				<span class="chart-text">${this.days[this.hovered] ? textOf(this.days[this.hovered]) : nothing}</span>
				<span>${(this.days.length > 1) ? dayText(this.days.at(-1).day) : ""}</span></div>
			<ul class="legend">${used.map((stack) => html`<li class=${stack}>${stack}</li>`)}</ul></div>`;
	}

	#bar(one, index, highest) {
		let top = HEIGHT;
		const rects = STACKS.filter((stack) => one.stacks[stack] > 0).map((stack) => {
			const height = Math.max(one.stacks[stack] / highest * (HEIGHT - 4), 1);
			top -= height;
			return svg`<rect class=${stack} x=${index + 0.08} width="0.84" y=${top} height=${height}></rect>`;
		});
		const chosen = this.dragged !== null && index >= Math.min(this.dragged.from, this.dragged.to)
				&& index <= Math.max(this.dragged.from, this.dragged.to);
		return svg`<g class=${chosen ? "day chosen" : "day"} role="button" tabindex=${(index === this.focused) ? 0 : -1}
			aria-label=${textOf(one)} data-index=${index} @pointerdown=${(event) => this.#grab(event, index)}
			@pointerenter=${() => this.#hover(index)} @focus=${() => this.#hover(index)} @blur=${() => this.#hover(null)}>
			<rect class="back" x=${index} width="1" y="0" height=${HEIGHT}></rect>${rects}</g>`;
	}

	#hover(index) {
		this.hovered = index;
		if (this.dragged?.pointer && index !== null) {
			this.dragged.to = index;
		}
		this.changed();
	}

	#grab(event, index) {
		if (event.button !== 0) {
			return;
		}
		// Touch would otherwise keep all that follows to the bar where it began
		event.target.releasePointerCapture?.(event.pointerId);
		this.dragged = { from: index, to: index, pointer: true };
		this.focused = index;
		this.changed();
	}

	#drop() {
		if (this.dragged?.pointer) {
			this.#take();
		}
	}

	#cancel() {
		this.dragged = null;
		this.changed();
	}

	#take() {
		const { from, to } = this.dragged;
		this.dragged = null;
		this.changed();
		this.choose(this.days[Math.min(from, to)].day, this.days[Math.max(from, to)].day);
	}

	#key(event) {
		const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30, Home: -Infinity, End: Infinity };
		if (event.key in steps) {
			event.preventDefault();
			const to = Math.min(Math.max(this.focused + steps[event.key], 0), this.days.length - 1);
			this.dragged = event.shiftKey ? { from: this.dragged?.from ?? this.focused, to, pointer: false } : null;
			this.focused = to;
			this.changed();
			event.currentTarget.querySelector(`[data-index="${to}"]`)?.focus();
		}
		else if (event.key === "Enter" || event.key === " ") {
			event.preventDefault();
			this.dragged ??= { from: this.focused, to: this.focused, pointer: false };
			this.#take();
		}
		else if (event.key === "Escape") {
			this.#cancel();
		}
	}

}
