/** One entry, at its permalink. */

import { html, nothing } from "./lit-html/lit-html.js";
import { Source } from "./api.js";
import { t } from "./language.js";
import { action, badge, details, failure, pageLink, record, status, time, user } from "./parts.js";
import { format } from "./address.js";

export class EntryView {

	/**
	 * Creates a view.
	 * @param options `changed()`, called when it must be drawn again; `say(text)`;
	 * `back()`, the address of the list that a person came from; `source`, where it comes from
	 */
	constructor({ changed, say, back, source = new Source() }) {
		this.changed = changed;
		this.say = say;
		this.back = back;
		this.source = source;
		this.entry = null;
		this.error = null;
	}

	async show(id) {
		if (id !== this.id) {
			this.entry = null;
		}
		this.id = id;
		this.error = null;
		this.changed();
		try {
			const found = await this.source.read(`entries/${encodeURIComponent(id)}`);
			if (this.id === id) {
				this.entry = found;
			}
		}
		catch (error) {
			if (this.id === id) {
				this.error = error;
			}
		}
		this.changed();
	}

	view() {
		if (this.error) {
			return failure(this.error, () => this.show(this.id));
		}
		if (!this.entry) {
			return html`<div class="state loading" aria-busy="true"><p>${t("entry.reading")}</p></div>`;
		}
		const { entry } = this;
		return html`<article class="entry-view"><header><p><a class="back" data-page href=${pageLink(this.back())}>${t("record.back")}</a></p>
				<h2 tabindex="-1" class="shown">${badge(entry.type)} ${action(entry)} ${record(entry.type, entry.record, entry.label, entry)}</h2>
				<p>${user(entry.user)} ${time(entry.time)} ${status(entry)}
					${entry.patient ? html`· ${t("entry.patient")} ${record(entry.patient.type, entry.patient.record, entry.patient.label, entry)}` : nothing}</p></header>
			${details(entry, this.say)}
			<p class="links"><a class="button" data-page href=${pageLink(format({ view: "list", filters: [], place: [["after", entry.place]] }))}>${t("entry.earlier")}</a>
				<a class="button" data-page href=${pageLink(format({ view: "list", filters: [], place: [["before", entry.place]] }))}>${t("entry.later")}</a></p></article>`;
	}

}
