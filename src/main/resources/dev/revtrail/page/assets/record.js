/** All that happened to a record, what it was at any point, and any two points compared. */

import { html, nothing } from "./lit-html/lit-html.js";
import { repeat } from "./lit-html/directives/repeat.js";
import { live } from "./lit-html/directives/live.js";
import { listAddress } from "./address.js";
import { Source } from "./api.js";
import { copyButton } from "./copy.js";
import { t } from "./language.js";
import { action, badge, content, failure, openInHost, pageLink, status, time, user, what } from "./parts.js";
import { absolute } from "./time.js";
import { changesTable, valueView } from "./values.js";
import { actionText, fieldText, mayOpenPage, userText } from "./words.js";

const CHANGES = ["CREATE", "UPDATE", "DELETE"];

/** A number that an address has; null for other texts. */
function revisionOf(text) {
	return /^\d{1,18}$/.test(text ?? "") ? text : null;
}

export class RecordView {

	/**
	 * Creates a timeline.
	 * @param options `changed()`, called when it must be drawn again; `say(text)`;
	 * `go(revision, other)`, called with what a person wants to see; `back()`, the address
	 * of the list that they came from, null where they came from none; `source`, where the
	 * entries come from; `select(entry)`, called before a person opens an entry: whether it
	 * may open here
	 */
	constructor({ changed, say, go, back, source = new Source(), select = () => true }) {
		this.changed = changed;
		this.say = say;
		this.go = go;
		this.back = back;
		this.source = source;
		this.select = select;
		this.open = new Set();
		this.reset();
	}

	reset() {
		this.request?.abort();
		this.type = null;
		this.id = null;
		this.entries = null;
		this.points = null;
		this.olderPoints = null;
		this.error = null;
		this.state = null;
		this.comparison = null;
		this.open.clear();
	}

	/** Shows a record as it was in a revision, its last by default, or two revisions compared. */
	async show({ type, id, revision, other }) {
		if (type !== this.type || id !== this.id) {
			this.reset();
			this.type = type;
			this.id = id;
			await this.#load();
		}
		this.revision = revisionOf(revision) ?? this.points?.[0]?.revision.number ?? null;
		this.other = revisionOf(other);
		await this.#loadState();
	}

	/** What is asked for now; nothing that was asked for before arrives any more. */
	#ask() {
		this.request?.abort();
		this.request = new AbortController();
		return this.request;
	}

	/**
	 * Reads entries, and the points at which the record became another: those are asked for by
	 * themselves, as any number of reads may be newer.
	 */
	async #load(after) {
		const request = this.#ask();
		this.changed();
		const record = [["type", this.type], ["id", this.id]];
		try {
			if (!after) {
				await this.#loadPoints(request);
			}
			const page = await this.source.read("entries", [...record, ...(after ? [["after", after]] : [])], request.signal);
			this.entries = [...(after ? this.entries : []), ...page.entries];
			this.total = page.older ? (await this.source.read("count", record, request.signal)).count : this.entries.length;
			this.older = page.older;
			this.say(() => t("record.shown", { shown: this.entries.length, total: t("entries.count", { count: this.total }) }));
		}
		catch (error) {
			if (error.name === "AbortError") {
				return;
			}
			this.error = error;
		}
		this.changed();
	}

	async #loadPoints(request) {
		const parameters = [["type", this.type], ["id", this.id],
			...CHANGES.map((action) => ["action", action]), ...(this.olderPoints ? [["after", this.olderPoints]] : [])];
		const page = await this.source.read("entries", parameters, request.signal);
		this.points = [...(this.points ?? []), ...page.entries];
		this.olderPoints = page.older;
	}

	async #morePoints() {
		const request = this.#ask();
		try {
			await this.#loadPoints(request);
			this.say(() => t("record.changes", { count: this.points.length }));
		}
		catch (error) {
			if (error.name === "AbortError") {
				return;
			}
			this.error = error;
		}
		this.changed();
	}

	/** The two revisions that are compared, from the older to the newer. */
	#ordered() {
		return (BigInt(this.revision) <= BigInt(this.other)) ? [this.revision, this.other] : [this.other, this.revision];
	}

	async #loadState() {
		if (this.revision === null || this.error) {
			this.changed();
			return;
		}
		const asked = `${this.type}:${this.id} ${this.revision} ${this.other ?? ""}`;
		this.asked = asked;
		const record = [["type", this.type], ["id", this.id]];
		let state = null;
		let comparison = null;
		try {
			if (this.other) {
				const [one, other] = this.#ordered();
				comparison = await this.source.read("comparison", [...record, ["one", one], ["other", other]]);
			}
			else {
				state = await this.source.read("state", [...record, ["revision", this.revision]]);
				if (state.deleted) {
					// Who looks at what is gone wants to see what it was
					state = { ...await this.#beforeDeletion(record, state.revision), deletion: state.revision };
				}
			}
		}
		catch (error) {
			state = { error };
		}
		if (this.asked === asked) {
			this.state = state;
			this.comparison = comparison;
			this.changed();
		}
	}

	/** What a record was before a revision deleted it; without values where a purge has taken them. */
	async #beforeDeletion(record, { number }) {
		try {
			return await this.source.read("state", [...record, ["revision", String(BigInt(number) - 1n)]]);
		}
		catch (error) {
			if (error.status !== 404) {
				throw error;
			}
			return { values: {}, labels: {}, keys: {}, masked: [], unknown: [] };
		}
	}

	view() {
		if (this.error) {
			return failure(this.error, () => {
				const { type, id, revision, other } = this;
				this.reset();
				this.show({ type, id, revision, other });
			}, this.back() !== null);
		}
		const label = this.entries?.find((entry) => entry.label)?.label;
		return html`<article class="record-view" aria-busy=${this.entries ? "false" : "true"}>
			<header>${this.back() ? html`<p><a class="back" data-page href=${pageLink(this.back())}>${t("record.back")}</a></p>` : nothing}
				<h2 tabindex="-1" class="shown">${badge(this.type)} ${label ?? nothing} <span class="id">${this.id}</span>
					${copyButton(this.id, t("record.id"), this.say)}</h2>
				<div class="links">${openInHost(this.type, this.id)}
					${(this.back() || mayOpenPage()) ? html`<a class="button" data-page href=${pageLink(listAddress(["type", this.type],
							["id", this.id]))}>${t("record.table")}</a>` : nothing}</div></header>
			${!this.entries ? html`<div class="state loading"><p>${t("record.reading")}</p></div>`
				: (this.entries.length === 0) ? html`<div class="state"><h3>${t("record.none")}</h3>
					<p>${t("record.none.advice")}</p></div>`
				: html`<div class="columns"><section class="timeline" aria-label=${t("record.timeline")}><h3>${t("record.timeline")}
						<span class="none">${t("entries.count", { count: this.total })}</span></h3>
					<ol>${repeat(this.entries, (entry) => entry.id, (entry) => this.#moment(entry))}</ol>
					${this.older ? html`<button type="button" class="button" @click=${() => this.#load(this.older)}>${t("record.older")}</button>` : nothing}
				</section><section class="point" aria-label=${t("record.point")}>${this.#point()}</section></div>`}</article>`;
	}

	#moment(entry) {
		const isPoint = CHANGES.includes(entry.action);
		const { number: revision } = entry.revision;
		const marks = (isPoint && revision === this.revision) ? "now" : (isPoint && revision === this.other) ? "other" : "";
		return html`<li class="moment ${marks}">
			<div class="moment-head">${action(entry)} ${time(entry.time)} ${(entry.outcome === "failure") ? status(entry) : nothing}</div>
			<div class="moment-what">${what(entry)}</div>
			<div class="moment-by">${user(entry.user)}</div>
			<div class="links">${isPoint ? html`<button type="button" class="button" aria-pressed=${(marks === "now") ? "true" : "false"}
					@click=${(event) => this.#choose(event, revision, null)}>${t("record.state")}</button>
				<button type="button" class="button" aria-pressed=${(marks === "other") ? "true" : "false"} ?disabled=${marks === "now"}
					@click=${(event) => this.#choose(event, this.revision, revision)}>${t("record.compare")}</button>` : nothing}
				<button type="button" class="button" aria-expanded=${this.open.has(entry.id) ? "true" : "false"}
					@click=${() => this.#toggle(entry)}>${t("changes")}</button></div>
			${this.open.has(entry.id) ? html`<div class="moment-content">${content(entry)}</div>` : nothing}</li>`;
	}

	/** Where the timeline is below what it leads to, that comes into view. */
	#choose(event, revision, other) {
		this.go(revision, other);
		event.target.closest(".record-view").querySelector(".point").scrollIntoView({ block: "nearest" });
	}

	#toggle(entry) {
		if (!this.open.delete(entry.id) && this.select(entry)) {
			this.open.add(entry.id);
		}
		this.changed();
	}

	#point() {
		const points = this.points ?? [];
		if (points.length === 0 && !this.revision) {
			return html`<p class="none">${t("record.no-change")}</p>`;
		}
		const at = (revision) => points.find((entry) => entry.revision.number === revision);
		const moment = (revision) => at(revision) ? absolute(at(revision).time) : t("record.revision", { number: revision });
		const oldestFirst = [...points].reverse();
		const place = oldestFirst.findIndex((entry) => entry.revision.number === this.revision);
		return html`<h3>${this.other ? t("record.between", { from: moment(this.#ordered()[0]), to: moment(this.#ordered()[1]) })
				: at(this.revision) ? t("record.as-of", { time: moment(this.revision) })
				: t("record.as-of-revision", { number: this.revision })}</h3>
			${(points.length === 0) ? nothing : html`<label class="travel"><span>${t("record.travel")}</span><input type="range" min="0" max=${points.length - 1}
				.value=${live(String(Math.max(place, 0)))} ?disabled=${points.length < 2}
				aria-valuetext=${(place >= 0) ? t("record.travel.value", { time: absolute(oldestFirst[place].time),
					action: actionText(oldestFirst[place].action), user: userText(oldestFirst[place].user) }) : nothing}
				@input=${(event) => this.go(oldestFirst[Number(event.target.value)].revision.number, null)}>
				<span class="ends" aria-hidden="true"><span>${absolute(oldestFirst[0].time)}</span><span>${absolute(points[0].time)}</span></span></label>
			${this.olderPoints ? html`<button type="button" class="button" @click=${() => this.#morePoints()}>${t("record.older-changes")}</button>` : nothing}
			<label class="with">${t("record.compare-with")} <select @change=${(event) => this.go(this.revision, event.target.value || null)}>
				<option value="" .selected=${live(!this.other)}>${t("record.nothing")}</option>
				${points.filter((entry) => entry.revision.number !== this.revision).map((entry) => html`<option value=${entry.revision.number}
					.selected=${live(entry.revision.number === this.other)}>${t("record.choice", { time: absolute(entry.time), action: actionText(entry.action) })}</option>`)}</select></label>`}
			${this.#content(at(this.revision))}`;
	}

	#content(entry) {
		if (this.state?.error) {
			return html`<p class="none">${this.state.error.message}</p>`;
		}
		if (this.comparison) {
			const { changes, labels, keys, unknown } = this.comparison;
			return html`${(Object.keys(changes).length === 0) ? html`<p>${t("differences.none")}</p>`
					: changesTable(changes, { type: this.type, labels, keys, caption: t("differences") })}${this.#unknown(unknown)}`;
		}
		if (!this.state) {
			return html`<p class="none">${t("record.reading-state")}</p>`;
		}
		const changed = new Set((entry?.action === "UPDATE") ? Object.keys(entry.changes) : []);
		const values = [...Object.entries(this.state.values), ...this.state.masked.map((field) => [field, { masked: true }])]
			.sort(([one], [other]) => (one < other) ? -1 : 1);
		return html`${this.state.deletion ? this.#banner(this.state.deletion) : nothing}
			<table class="state-table" role="table"><caption class="sr">${t("record.fields")}</caption><thead role="rowgroup"><tr role="row">
				<th role="columnheader" scope="col">${t("changes.field")}</th><th role="columnheader" scope="col">${t("record.value")}</th></tr></thead>
			<tbody role="rowgroup">${values.map(([field, one]) => html`<tr role="row" class=${changed.has(field) ? "changed" : ""}>
				<th role="rowheader" scope="row" title=${field}>${fieldText(field, this.type)}${changed.has(field)
						? html` <span class="mark">${t("record.changed")}</span>` : nothing}</th><td role="cell">${valueView(one, this.state.labels[field], this.state.keys[field])}</td></tr>`)}</tbody></table>
			${this.#unknown(this.state.unknown)}`;
	}

	/** The entry of the deletion knows who it was, if it is among those that are shown. */
	#banner({ number, time }) {
		const entry = this.points?.find((point) => point.revision.number === number);
		return html`<p class="banner">${entry ? t("record.deleted", { user: userText(entry.user), time: absolute(time) })
				: t("record.deleted-at", { time: absolute(time) })}</p>`;
	}

	#unknown(fields) {
		return (fields.length === 0) ? nothing
				: html`<p class="none">${t("record.unknown", { fields: fields.map((field) => fieldText(field, this.type)).join(", ") })}</p>`;
	}

}
