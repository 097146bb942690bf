/** The table of entries, 50 at a time. */

import { html, nothing } from "./lit-html/lit-html.js";
import { repeat } from "./lit-html/directives/repeat.js";
import { format, onlyAddress, parameters, values, withoutAddress } from "./address.js";
import { Source } from "./api.js";
import { t } from "./language.js";
import { action, badge, details, failure, pageLink, record, status, time, user, what } from "./parts.js";
import { preference } from "./prefs.js";
import { sentenceOf } from "./sentence.js";
import { zoneText } from "./time.js";

/**
 * The columns after the one that opens a row; all but the time can be hidden. The first
 * ones read as a sentence. `filter` is what the filter of a column's name takes.
 */
export const COLUMNS = [
	{ name: "time", view: (entry) => time(entry.time) },
	{ name: "user", view: (entry) => user(entry.user), filter: (entry) => entry.user.id },
	{ name: "what", view: (entry) => what(entry) },
	{ name: "type", view: (entry) => badge(entry.type), filter: (entry) => entry.type },
	{ name: "action", view: (entry) => action(entry), filter: (entry) => entry.action },
	{ name: "record", view: (entry) => record(entry.type, entry.record, entry.label, entry) },
	{ name: "patient", view: (entry) => entry.patient
			? record(entry.patient.type, entry.patient.record, entry.patient.label, entry) : nothing,
		filter: (entry) => entry.patient?.record },
	{ name: "organization", view: (entry) => entry.organization ?? nothing, filter: (entry) => entry.organization },
	{ name: "source", view: (entry) => entry.revision.source ?? nothing, filter: (entry) => entry.revision.source },
	{ name: "status", view: (entry) => status(entry) }
];

export function columnTitle(column) {
	return t(`column.${column.name}`);
}

/** As many columns as fit side by side in most windows. */
const USUAL = 8;

const POLL = 20_000;

/** How often new entries are asked for that are shown at once. */
const LIVE = 5_000;

/** More rows would make the page slow. */
const MOST_LIVE = 500;

/** Asking for news must not keep the session of somebody who has left. */
const LEFT = 10 * 60_000;

let lastSeen = Date.now();

for (const sign of ["keydown", "pointerdown", "pointermove", "wheel"]) {
	document.addEventListener(sign, () => {
		lastSeen = Date.now();
	}, { passive: true });
}

/** Draws with more above, while what somebody reads stays where it is. */
function keepInPlace(draw) {
	const isRead = scrollY > 0 || document.querySelector("tr.entry:is(:hover, .open, :focus-within), tr.opened") !== null;
	const anchor = isRead ? [...document.querySelectorAll("tr.entry")].find((row) => row.getBoundingClientRect().bottom > 0) : undefined;
	const top = anchor?.getBoundingClientRect().top;
	draw();
	// It is drawn in the microtask before this one
	queueMicrotask(() => anchor && scrollBy(0, anchor.getBoundingClientRect().top - top));
}

export class EntryList {

	/**
	 * Creates a table.
	 * @param options `changed()`, called when it must be drawn again; `say(text)`, which
	 * announces a text to screen readers; `learn(entries)`, called with entries that came;
	 * `source`, where these come from; `select(entry)`, called before a person opens an entry:
	 * whether it may open here; `live()`, whether new entries are shown at once
	 */
	constructor({ changed, say, learn, source = new Source(), select = () => true, live = () => false }) {
		this.changed = changed;
		this.say = say;
		this.learn = learn;
		this.source = source;
		this.select = select;
		this.live = live;
		/** Filters that a person cannot remove. */
		this.fixed = [];
		this.open = new Set();
		this.page = null;
		this.error = null;
		this.loading = false;
		/** Whether the entries shown are those of other filters than are asked for. */
		this.stale = false;
		this.news = 0;
	}

	/** Reads the entries at a place. */
	read(filters, place, signal) {
		return this.source.read("entries", [...parameters(filters), ...place], signal);
	}

	/** Shows the entries at a place, which may be being read; those shown before stay until they come. */
	async show(filters, place, reading) {
		this.stop();
		const request = new AbortController();
		this.request = request;
		if (String(filters) !== String(this.filters)) {
			// What was counted for other filters says nothing about these
			this.counted = null;
			this.news = 0;
			this.stale = true;
		}
		this.filters = filters;
		this.place = place;
		this.loading = true;
		this.changed();
		try {
			const page = await (reading ?? this.read(filters, place, request.signal));
			if (request.signal.aborted) {
				return;
			}
			this.page = page;
			this.stale = false;
			this.counted = null;
			this.error = null;
			this.news = 0;
			this.learn(page.entries);
			this.count();
			this.poll();
		}
		catch (error) {
			if (request.signal.aborted) {
				return;
			}
			this.error = error;
			this.page = null;
			this.stale = false;
		}
		this.loading = false;
		this.changed();
	}

	/** Whether a person has chosen filters. */
	get isNarrowed() {
		return String(this.filters) !== String(this.fixed);
	}

	/** How many entries there are, once that is known. */
	get total() {
		return this.counted?.total;
	}

	/** Large logs take their time to be counted, and so are while their entries stand there already. */
	async count() {
		const { entries, newest, newer, older } = this.page;
		const request = this.request;
		let counted;
		try {
			const [before, total] = await Promise.all([newer ? this.#number("preceding", newest) : 0,
				older ? this.#number() : null]);
			counted = { first: before + 1, total: total ?? before + entries.length };
		}
		catch (error) {
			counted = { error };
		}
		if (this.request === request && !request.signal.aborted) {
			this.counted = counted;
			this.say(() => this.#countText());
			this.changed();
		}
	}

	/** How many entries match, precede a place, or have come since one. */
	async #number(what, place) {
		return (await this.source.read("count", [...parameters(this.filters), ...(place ? [[what, place]] : [])],
				this.request.signal)).count;
	}

	/** Ends what is being read and what goes on in the background. */
	stop() {
		clearInterval(this.timer);
		this.request?.abort();
	}

	/** Asks whether there is news while the newest entries are shown and somebody looks. */
	poll() {
		clearInterval(this.timer);
		if (this.page === null || this.place.length > 0 || this.request.signal.aborted) {
			return;
		}
		this.timer = setInterval(async () => {
			if (document.visibilityState !== "visible" || Date.now() - lastSeen > LEFT) {
				return;
			}
			try {
				const { newest, unsettled } = this.page;
				// Counts again what was not settled when the page was read
				const count = Math.max(0, await this.#number("since", newest) - unsettled);
				if (count !== this.news && !(count > 0 && this.live() && await this.#add())) {
					this.news = count;
					this.say(() => this.#newsText());
					this.changed();
				}
			}
			catch (error) {
				if (error.signedOut) {
					this.stop();
				}
			}
		}, this.live() ? LIVE : POLL);
	}

	/** Adds what is new above, unless so much has come that there would be a gap. Returns whether it did. */
	async #add() {
		const { page, request } = this;
		const newest = await this.read(this.filters, [], request.signal);
		const known = new Set(page.entries.map(({ id }) => id));
		const fresh = newest.entries.filter(({ id }) => !known.has(id));
		if (this.page !== page || fresh.length === newest.entries.length || page.entries.length + fresh.length > MOST_LIVE) {
			return false;
		}
		// One that was committed late stands among those that are known
		const entries = [...fresh, ...page.entries].sort((one, other) => (one.id < other.id) ? 1 : -1);
		keepInPlace(() => {
			this.page = { ...newest, entries, older: page.older };
			this.news = 0;
			if (this.counted?.total !== undefined) {
				this.counted = { ...this.counted, total: this.counted.total + fresh.length };
			}
			this.learn(newest.entries);
			this.say(() => t("entries.news", { count: fresh.length }));
			this.changed();
		});
		return true;
	}

	#newsText() {
		return t("entries.news", { count: this.news });
	}

	/** Returns how many of how many entries are shown. */
	#countText() {
		if (this.stale) {
			return t("entries.reading");
		}
		const { entries, newer } = this.page;
		if (entries.length === 0) {
			return t("entries.none");
		}
		const first = this.counted?.first ?? (newer ? null : 1);
		const shown = (first === null) ? t("entries.count", { count: entries.length })
				: t("entries.range", { first, last: first + entries.length - 1 });
		return this.counted?.error ? t("entries.uncounted", { shown })
				: t("entries.of", { shown, total: this.counted ? this.total : "…" });
	}

	view() {
		if (this.error) {
			return failure(this.error, () => this.show(this.filters, this.place), this.fixed.length === 0 || this.isNarrowed || this.place.length > 0);
		}
		if (!this.page) {
			return html`<div class="state loading" aria-busy="true"><p>${t("entries.reading")}</p>${Array.from({ length: 8 },
					() => html`<div class="ghost"></div>`)}</div>`;
		}
		const columns = COLUMNS.filter((column) => !preference("hidden").includes(column.name));
		return html`<section aria-label=${t("entries")} aria-busy=${this.loading ? "true" : "false"}
			class="list-view ${preference("rows")} ${(columns.length > USUAL) ? "many" : ""} ${this.loading ? "loading" : ""}">
			<div class="results"><h2 class="shown" tabindex="-1">${this.#countText()}</h2>
				<span class="zone">${t("entries.zone", { zone: zoneText() })}</span>
				${(this.news > 0) ? html`<a class="button news" data-page href=${this.#to([])}>${t("entries.news.show", { news: this.#newsText() })}</a>` : nothing}
				${this.#pager("above")}</div>
			${(this.page.entries.length === 0) ? this.#empty() : html`<table class="entries" role="table">
				<caption class="sr">${t("entries.caption")}</caption>
				<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col"><span class="sr">${t("entries.details")}</span></th>${columns.map(
						(column) => html`<th role="columnheader" scope="col" class="c-${column.name}">${columnTitle(column)}</th>`)}</tr></thead>
				<tbody role="rowgroup" @keydown=${(event) => this.key(event)}>${repeat(this.page.entries, (entry) => entry.id,
						(entry) => this.#row(entry, columns))}</tbody></table>`}
			${(this.page.entries.length > 10) ? this.#pager("below") : nothing}</section>`;
	}

	#row(entry, columns) {
		const isOpen = this.open.has(entry.id);
		return html`<tr role="row" class=${isOpen ? "entry open" : "entry"} @click=${(event) => this.#click(event, entry)}>
				<td role="cell" class="c-open"><button type="button" class="opener" aria-expanded=${isOpen ? "true" : "false"}
					aria-controls="details-${entry.id}" aria-label=${t("entries.details.of", { sentence: sentenceOf(entry).whole })} @click=${() => this.toggle(entry)}>
					<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M6 3.500 10.500 8 6 12.500"/></svg></button></td>
				${columns.map((column) => html`<td role="cell" class="c-${column.name}" data-label=${columnTitle(column)}><div>${
						column.view(entry)}</div>${this.#only(column, entry)}</td>`)}</tr>
			${isOpen ? html`<tr role="row" class="opened" id="details-${entry.id}"><td role="cell" colspan=${columns.length + 1}>
				${details(entry, this.say, this.filters, this.fixed)}</td></tr>` : nothing}`;
	}

	/** Filters by what a cell shows, for the mouse: an opened row has links to the same, or the bar has the filter. */
	#only(column, entry) {
		const value = column.filter?.(entry) ?? null;
		if (value === null || this.fixed?.some(([name]) => name === column.name)) {
			return nothing;
		}
		const link = (sign, title, address) => html`<a data-page aria-hidden="true" tabindex="-1" title=${t(title)} href=${pageLink(address)}>${sign}</a>`;
		return html`<span class="only">${values(this.filters, column.name).includes(value) ? nothing
				: link("+", "filters.only", onlyAddress(this.filters, column.name, value))}${
				link("−", "filters.without", withoutAddress(this.filters, column.name, value))}</span>`;
	}

	#click(event, entry) {
		if (!event.target.closest("a, button, summary, input") && getSelection().isCollapsed) {
			this.toggle(entry);
		}
	}

	toggle(entry) {
		if (!this.open.delete(entry.id) && this.select(entry)) {
			this.open.add(entry.id);
		}
		this.changed();
	}

	/** Arrow keys go from row to row. */
	key(event) {
		if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.classList.contains("opener")) {
			event.preventDefault();
			const openers = [...event.currentTarget.querySelectorAll(".opener")];
			openers[openers.indexOf(event.target) + ((event.key === "ArrowDown") ? 1 : -1)]?.focus();
		}
	}

	#to(place) {
		return pageLink(format({ view: "list", filters: this.filters, place }));
	}

	#pager(where) {
		const { newer, older } = this.stale ? {} : this.page;
		const go = (text, place) => place
				? html`<a class="button" data-page href=${this.#to(place)} title=${t(`${text}.title`)}>${t(text)}</a>`
				: html`<span class="button off" aria-disabled="true">${t(text)}</span>`;
		return html`<nav class="pager" aria-label=${t(`pages.${where}`)}>
			${go("pages.first", newer ? [] : null)}
			${go("pages.previous", newer ? [["before", newer]] : null)}
			${go("pages.next", older ? [["after", older]] : null)}
			${go("pages.last", older ? [["at", "end"]] : null)}</nav>`;
	}

	#empty() {
		return html`<div class="state"><h3>${t("entries.no-match")}</h3><p>${t(this.isNarrowed ? "entries.no-match.advice" : "entries.no-match.yet")}</p>
			${this.isNarrowed ? html`<p><a class="button" data-page href=${pageLink("?")}>${t("entries.clear")}</a></p>` : nothing}</div>`;
	}

}
