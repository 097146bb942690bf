/** Entries in little room: sentences with their time. Each opens to what changed. */

import { html, nothing } from "./lit-html/lit-html.js";
import { repeat } from "./lit-html/directives/repeat.js";
import { recordAddress } from "./address.js";
import { t } from "./language.js";
import { EntryList } from "./list.js";
import { content, failure, openInHost, pageLink, selection, status, time, what } from "./parts.js";

export class CompactList extends EntryList {

	/**
	 * Creates a list.
	 * @param options those of any list; `leads`, whether entries lead to the timelines of their records
	 */
	constructor({ leads = false, ...options }) {
		super(options);
		this.leads = leads;
	}

	/** Nothing shows how many entries there are. */
	async count() {
		this.say(() => t("entries.count", { count: this.page.entries.length }));
	}

	/** Adds the entries after those that are shown. */
	async #more() {
		const { request } = this;
		this.loading = true;
		this.changed();
		try {
			const next = await this.read(this.filters, [["after", this.page.older]], request.signal);
			this.page = { ...this.page, entries: [...this.page.entries, ...next.entries], older: next.older };
			this.learn(next.entries);
			this.count();
		}
		catch (error) {
			if (request.signal.aborted) {
				return;
			}
			this.error = error;
		}
		this.loading = false;
		this.changed();
	}

	view() {
		if (this.error) {
			return failure(this.error, () => this.show(this.filters, []), false);
		}
		if (!this.page) {
			return html`<p class="none" aria-busy="true">${t("entries.reading")}</p>`;
		}
		const { entries, older } = this.page;
		return html`<section class="compact" aria-label=${t("entries")} aria-busy=${this.loading ? "true" : "false"}>
			${(this.news > 0) ? html`<button type="button" class="button news" @click=${() => this.show(this.filters, [])}>${
				t("entries.news.show", { news: t("entries.news", { count: this.news }) })}</button>` : nothing}
			${(entries.length === 0) ? html`<p class="none">${t("entries.none")}</p>`
				: html`<ol @keydown=${(event) => this.key(event)}>${repeat(entries, (entry) => entry.id, (entry) => this.#line(entry))}</ol>`}
			${older ? html`<button type="button" class="button" ?disabled=${this.loading} @click=${() => this.#more()}>${
				t("record.older")}</button>` : nothing}</section>`;
	}

	#line(entry) {
		const isOpen = this.open.has(entry.id);
		return html`<li><button type="button" class="opener" aria-expanded=${isOpen ? "true" : "false"}
				aria-controls="details-${entry.id}" @click=${() => this.toggle(entry)}>
				<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M6 3.500 10.500 8 6 12.500"/></svg>
				<span>${what(entry)} ${time(entry.time)} ${(entry.outcome === "failure") ? status(entry) : nothing}</span></button>
			<div id="details-${entry.id}" ?hidden=${!isOpen}>${isOpen ? html`${content(entry)}
				<div class="links">${(this.leads && entry.record !== null) ? html`<a class="button" data-page href=${pageLink(recordAddress(
						entry.type, entry.record, entry.revision.number))} .subject=${selection(entry)}>${t("details.timeline")}</a>` : nothing}
					${(entry.record !== null) ? openInHost(entry.type, entry.record, entry) : nothing}</div>` : nothing}</div></li>`;
	}

}
