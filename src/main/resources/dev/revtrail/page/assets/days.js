/** The picture of entries per day, stacked by what was done. A click or a drag chooses days. */

import { html, nothing, svg } from "./lit-html/lit-html.js";
import { parameters } from "./address.js";
import { Source } from "./api.js";
import { number, t } from "./language.js";
import { dayOf, dayText, endOf, exact, hourText, lastBefore, plusDays, startOf, zone } from "./time.js";
import { STACKS, stackOf } from "./words.js";

const HEIGHT = 48;

const HOUR = 3_600_000;

const MOST_DAYS = 366;

/** So few days are shown by the hour. */
const MOST_DAYS_OF_HOURS = 3;

/** Whether a picture of some days has a bar for each hour. */
function isByHour(first, last) {
	return first !== undefined && last !== undefined && plusDays(first, MOST_DAYS_OF_HOURS) > last;
}

/** Periods without entries have a place too: from the first that is asked for or counted to the last. */
function days(counted, first, last) {
	const end = last ?? dayOf(Date.now());
	const begin = first ?? counted[0]?.day;
	const earliest = plusDays(end, 1 - MOST_DAYS);
	const all = [];
	for (let day = (begin < earliest) ? earliest : begin; begin !== undefined && day <= end; day = plusDays(day, 1)) {
		all.push({ key: day, text: () => dayText(day), from: startOf(day), to: endOf(day) });
	}
	return filled(all, new Map(counted.map((one) => [one.day, one.actions])));
}

function hours(counted, first, last) {
	const all = [];
	const end = Math.min(Date.parse(endOf(last)), Date.now());
	for (let hour = Date.parse(startOf(first)); hour <= end; hour += HOUR) {
		const from = exact(hour);
		all.push({ key: from, text: () => hourText(hour), from, to: lastBefore(hour + HOUR) });
	}
	return filled(all, new Map(counted.map((one) => [one.hour, one.actions])));
}

function filled(periods, counted) {
	return periods.map((period) => {
		const stacks = Object.fromEntries(STACKS.map((stack) => [stack, 0]));
		Object.entries(counted.get(period.key) ?? {}).forEach(([action, count]) => stacks[stackOf(action)] += count);
		return { ...period, stacks, total: Object.values(stacks).reduce((sum, count) => sum + count, 0) };
	});
}

function textOf(one) {
	const parts = STACKS.filter((stack) => one.stacks[stack] > 0)
		.map((stack) => t("chart.part", { count: one.stacks[stack], stack: t(`stack.${stack}`) }));
	const entries = t("entries.count", { count: one.total });
	return (parts.length > 0) ? t("chart.bar.parts", { day: one.text(), entries, parts: parts.join(", ") })
			: t("chart.bar", { day: one.text(), entries });
}

export class Days {

	/**
	 * Creates a picture.
	 * @param options `changed()`, called when it must be drawn again; `choose(from, to)`,
	 * called with the instants that a person chose; `again()`, which counts again; `source`,
	 * where the counts come from
	 */
	constructor({ changed, choose, again, source = new Source() }) {
		this.changed = changed;
		this.choose = choose;
		this.again = again;
		this.source = source;
		this.bars = null;
		this.failed = null;
		this.focused = null;
		this.dragged = null;
		this.hovered = null;
	}

	#show(counted, first, last) {
		this.failed = null;
		this.isByHour = "hours" in counted;
		this.bars = this.isByHour ? hours(counted.hours, first, last ?? dayOf(Date.now())) : days(counted.days, first, last);
		this.focused = this.bars.length - 1;
		this.changed();
	}

	/**
	 * Counts entries, and shows how many there are.
	 * @param filters which entries
	 * @param days the first and the last that these ask for; undefined where they set no bound
	 */
	async count(filters, [first, last]) {
		const asked = String(filters);
		this.asked = asked;
		try {
			const counts = (by) => this.source.read("days", [...parameters(filters), ["zone", zone()], ["by", by]]);
			let counted = await counts(isByHour(first, last ?? dayOf(Date.now())) ? "hour" : "day");
			let since = first;
			if (!first && isByHour(counted.days[0]?.day, dayOf(Date.now()))) {
				since = counted.days[0].day;
				counted = await counts("hour");
			}
			if (this.asked === asked) {
				this.#show(counted, since, last);
			}
		}
		catch (error) {
			if (this.asked === asked) {
				this.#fail(error);
			}
		}
	}

	#fail(error) {
		this.failed = error;
		this.bars = null;
		this.changed();
	}

	view() {
		if (this.failed) {
			return html`<p class="none chart-note">${t("chart.failed", { reason: this.failed.message })}
				<button type="button" class="button" @click=${() => this.again()}>${t("try-again")}</button></p>`;
		}
		if (this.bars === null) {
			return html`<div class="chart loading" aria-hidden="true"></div>`;
		}
		const highest = Math.max(1, ...this.bars.map((one) => one.total));
		const used = STACKS.filter((stack) => this.bars.some((one) => one.stacks[stack] > 0));
		return html`<div class="chart" @pointerleave=${() => this.#hover(null)}>
			<div class="chart-scale" aria-hidden="true"><span>${number(highest)}</span><span>0</span></div>
			<svg class="bars" role="group" aria-label=${t(this.isByHour ? "chart.label.hours" : "chart.label")}
				viewBox="0 0 ${Math.max(this.bars.length, 1)} ${HEIGHT}" preserveAspectRatio="none"
				@keydown=${(event) => this.#key(event)} @pointerup=${(event) => this.#drop(event)}
				@pointercancel=${() => this.#cancel()}>
				${this.bars.map((one, index) => this.#bar(one, index, highest))}</svg>
			<div class="chart-days"><span aria-hidden="true">${this.bars[0]?.text()}</span>
				${this.bars[this.hovered] ? html`<span class="chart-text" aria-hidden="true">${textOf(this.bars[this.hovered])}</span>`
						: html`<ul class="legend">${used.map((stack) => html`<li class=${stack}>${t(`stack.${stack}`)}</li>`)}</ul>`}
				<span aria-hidden="true">${(this.bars.length > 1) ? this.bars.at(-1).text() : ""}</span></div></div>`;
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
		this.choose(this.bars[Math.min(from, to)].from, this.bars[Math.max(from, to)].to);
	}

	#key(event) {
		const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30, Home: -Infinity, End: Infinity };
		if (event.key in steps) {
			event.preventDefault();
			const to = Math.min(Math.max(this.focused + steps[event.key], 0), this.bars.length - 1);
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
