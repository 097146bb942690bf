/** Who read what of a patient, and whom it was disclosed to: as a table, and as a file to keep. */

import { html, nothing } from "./lit-html/lit-html.js";
import { repeat } from "./lit-html/directives/repeat.js";
import { entryAddress, format, listAddress, recordAddress } from "./address.js";
import { read } from "./api.js";
import { t } from "./language.js";
import { failure, pageLink, status, time, user, what } from "./parts.js";
import { dayOf, endOf, startOf, zone, zoneText } from "./time.js";

export class ReportView {

	/**
	 * Creates a view.
	 * @param options `changed()`, called when it must be drawn again; `say(text)`;
	 * `go(route)`, called with what a person wants to see; `back()`, the address of the list
	 * that they came from; `make(export)`, which asks in which form to make a report, null
	 * where the viewer may not export
	 */
	constructor({ changed, say, go, back, make }) {
		this.changed = changed;
		this.say = say;
		this.go = go;
		this.back = back;
		this.make = make;
		this.page = null;
		this.error = null;
	}

	/** The same for the table, its number and the file. */
	#parameters() {
		const { patient, from, to } = this.route;
		return [["patient", patient], ...(from ? [["from", from]] : []), ...(to ? [["to", to]] : [])];
	}

	#filters() {
		return [...this.#parameters(), ["accesses", this.route.changes ? "too" : "only"]];
	}

	async show(route) {
		this.request?.abort();
		const request = new AbortController();
		this.request = request;
		const isOther = route.patient !== this.route?.patient;
		this.route = route;
		this.error = null;
		this.total = undefined;
		if (isOther) {
			this.page = null;
			this.name = null;
		}
		this.loading = true;
		this.changed();
		try {
			const page = await read("entries", [...this.#filters(), ...route.place], request.signal);
			if (request.signal.aborted) {
				return;
			}
			this.page = page;
			this.loading = false;
			this.changed();
			await this.#recall(request.signal);
		}
		catch (error) {
			if (request.signal.aborted) {
				return;
			}
			this.error = error;
			this.loading = false;
		}
		this.changed();
	}

	/** Learns the patient's name and how many entries there are; where that cannot be read, the entries stay. */
	async #recall(signal) {
		const [names, counted] = await Promise.allSettled([
			this.name ? { patient: this.name } : read("names", [["patient", this.route.patient]], signal),
			read("count", this.#filters(), signal)]);
		if (!signal.aborted) {
			this.name = names.value?.patient ?? null;
			this.total = counted.value?.count ?? null;
			this.say(this.#countText());
		}
	}

	#countText() {
		return (this.total === undefined) ? t("entries.reading") : (this.total !== null) ? t("entries.count", { count: this.total })
				: t("entries.uncounted", { shown: t("entries.count", { count: this.page.entries.length }) });
	}

	/** What the window is called. */
	title({ patient } = this.route) {
		return t("report.of", { patient: (patient === this.route?.patient && this.name) || patient });
	}

	view() {
		const { patient } = this.route;
		return html`<article class="report"><header><p><a class="back" data-page href=${pageLink(this.back())}>${t("record.back")}</a></p>
				<h2 tabindex="-1" class="shown">${this.title()}</h2>
				<p class="none">${t(this.route.changes ? "report.content.all" : "report.content.access")}</p></header>
			${this.#bar(patient)}
			${this.error ? failure(this.error, () => this.show(this.route))
					: !this.page ? html`<div class="state loading" aria-busy="true"><p>${t("entries.reading")}</p></div>` : this.#table()}</article>`;
	}

	#bar(patient) {
		const day = (instant) => (instant && !Number.isNaN(Date.parse(instant))) ? dayOf(instant) : "";
		const set = (name, value) => {
			const asked = { ...this.route, [name]: value, place: [] };
			const [from, to] = [day(asked.from), day(asked.to)];
			this.go((from && to && to < from) ? { ...asked, from: startOf(to), to: endOf(from) } : asked);
		};
		return html`<div class="report-bar"><label>${t("filters.from")} <input type="date" .value=${day(this.route.from)}
				@change=${(event) => set("from", event.target.value && startOf(event.target.value))}></label>
			<label>${t("filters.to")} <input type="date" .value=${day(this.route.to)}
				@change=${(event) => set("to", event.target.value && endOf(event.target.value))}></label>
			<label class="choice"><input type="checkbox" .checked=${this.route.changes}
				@change=${(event) => set("changes", event.target.checked)}>${t("report.changes")}</label>
			<span class="links">${this.make() ? html`<button type="button" class="button main" @click=${() => this.#ask()}>${t("report.make")}</button>` : nothing}
				<a class="button" data-page href=${pageLink(listAddress(["patient", patient]))}>${t("details.of-patient")}</a></span></div>`;
	}

	#ask() {
		this.make()({ path: "access-report", formats: ["html", "csv", "ndjson"], title: "report.title", summary: this.name ?? this.route.patient,
			parameters: [...this.#parameters(), ...(this.route.changes ? [["changes", "true"]] : []), ["zone", zone()]], count: () => this.total ?? undefined });
	}

	#table() {
		const { entries, newer, older } = this.page;
		const go = (text, place) => place ? html`<a class="button" data-page href=${pageLink(format({ ...this.route, place }))}>${t(text)}</a>`
				: html`<span class="button off" aria-disabled="true">${t(text)}</span>`;
		return html`<section aria-label=${t("entries")} aria-busy=${this.loading ? "true" : "false"} class=${this.loading ? "loading" : ""}>
			<div class="results"><h3>${this.#countText()}</h3>
				<span class="zone">${t("entries.zone", { zone: zoneText() })}</span></div>
			${(entries.length === 0) ? html`<div class="state"><p>${t(this.route.changes ? "entries.none" : "report.none")}</p></div>` : html`<table class="report-table" role="table">
				<caption class="sr">${t("report.title")}</caption>
				<thead role="rowgroup"><tr role="row">${COLUMNS.map(({ title }) => html`<th role="columnheader" scope="col">${t(title)}</th>`)}</tr></thead>
				<tbody role="rowgroup">${repeat(entries, (entry) => entry.id, (entry) => html`<tr role="row">${COLUMNS.map(({ title, view }) => html`<td
					role="cell" data-label=${t(title)}>${view(entry)}</td>`)}</tr>`)}</tbody></table>
			<nav class="pager" aria-label=${t("pages.below")}>
				${go("pages.previous", newer ? [["before", newer]] : null)}
				${go("pages.next", older ? [["after", older]] : null)}</nav>`}</section>`;
	}

}

const COLUMNS = [
	{ title: "report.time", view: (entry) => html`<a data-page href=${pageLink(entryAddress(entry.id))}>${time(entry.time)}</a>` },
	{ title: "report.user", view: (entry) => user(entry.user) },
	{ title: "report.what", view: (entry) => html`${(entry.record !== null) ? html`<a data-page href=${pageLink(recordAddress(entry.type,
			entry.record))}>${what(entry)}</a>` : what(entry)} ${(entry.outcome === "failure") ? status(entry) : nothing}` },
	{ title: "report.purpose", view: (entry) => entry.data?.[(entry.action === "EMERGENCY_ACCESS") ? "reason" : "purpose"] ?? nothing },
	{ title: "report.recipient", view: (entry) => entry.data?.recipient ?? nothing },
	{ title: "report.origin", view: (entry) => html`${entry.revision.source}${entry.revision.ip
			? html` <span class="none">${entry.revision.ip}</span>` : nothing}` }
];
