/**
 * Places the log on a host's own page, all of it or by some filters:
 * `<revtrail-log patient="42"></revtrail-log>`.
 */

import { html, nothing } from "./lit-html/lit-html.js";
import { format, parameters, parse } from "./address.js";
import { CompactList } from "./compact.js";
import { Days } from "./days.js";
import { Embedded } from "./embedded.js";
import { EntryView } from "./entry.js";
import { Export } from "./export.js";
import { Filters, closeMenus, tendMenus } from "./filters.js";
import { FILTERS, chosenOf, fixedBy, together } from "./fixed.js";
import { t } from "./language.js";
import { EntryList } from "./list.js";
import { OwnAddress, arrive } from "./navigation.js";
import { preference } from "./prefs.js";
import { RecordView } from "./record.js";

class RevtrailLog extends Embedded {

	static observedAttributes = [...FILTERS, "compact", "lang"];

	#address = new OwnAddress();

	/** The filters of the attributes. */
	#fixed = [];

	#route = parse("?");

	#lastList = "?";

	#filters = null;

	#options = { changed: () => this.changed(), say: (text) => this.say(text), source: this.source,
		select: (entry) => this.selectEntry(entry), learn: (entries) => this.within(() => this.#filters.learn(entries)) };

	#list = new EntryList(this.#options);

	#compactList = new CompactList({ ...this.#options, leads: true });

	#record = new RecordView({ ...this.#options, go: (revision, other) => this.#go({ ...this.#route, revision, other }),
		back: () => this.#lastList });

	#entry = new EntryView({ ...this.#options, back: () => this.#lastList });

	#days = new Days({ ...this.#options, choose: (from, to) => this.#filters.during(from, to), again: () => this.#count() });

	#exporting = new Export({ ...this.#options, root: this.shadowRoot });

	attend(signal) {
		tendMenus(this.shadowRoot, signal);
		this.#exporting.tend(signal);
		signal.addEventListener("abort", () => this.#stop());
	}

	/** Begins with the list of what the attributes ask for. */
	async show() {
		this.#fixed = fixedBy((name) => this.getAttribute(name));
		this.#filters = new Filters({ ...this.#options, settings: this.settings, fixed: this.#fixed, root: this.shadowRoot,
			apply: (filters) => this.#go({ view: "list", filters, place: [] }) });
		this.#list.fixed = this.#fixed;
		this.#compactList.fixed = this.#fixed;
		this.#record.reset();
		this.#address.go("?");
		await this.#follow(null);
	}

	/** Shows nothing of another patient while a new one's entries come. */
	forget() {
		this.#stop();
		this.#list.page = null;
		this.#compactList.page = null;
		this.#record.reset();
		this.#entry.entry = null;
	}

	#stop() {
		this.#list.stop();
		this.#compactList.stop();
	}

	#go(route) {
		const previous = this.#route;
		this.#address.go(format(route));
		this.#follow(previous);
	}

	/** The filters that hold: those of the attributes, and those that a person has chosen. */
	get #asked() {
		return together(this.#fixed, this.#route.filters);
	}

	/** Shows what the address of the element asks for. */
	async #follow(previous) {
		this.#route = parse(this.#address.search);
		this.#stop();
		this.changed();
		if (this.#route.view === "record") {
			await this.#record.show(this.#route);
		}
		else if (this.#route.view === "entry") {
			await this.#entry.show(this.#route.id);
		}
		else {
			this.#lastList = this.#address.search;
			await this.#showList(previous);
		}
	}

	async #showList(previous) {
		const asked = this.#asked;
		if (this.isCompact) {
			await this.#compactList.show(asked, []);
			return;
		}
		await this.#list.show(asked, this.#route.place);
		if (previous?.view !== "list" || String(previous.filters) !== String(this.#route.filters)) {
			// The rows come first
			await Promise.all([this.#count(), this.#filters.recall()]);
		}
	}

	async #count() {
		if (preference("chart") && this.#route.view === "list") {
			await this.#days.count(this.#asked, this.#filters.days(this.#asked));
		}
	}

	/** A link within the log leads on within the element, and does not touch the address of the window. */
	follow(search) {
		const previous = this.#route;
		const route = parse(search);
		this.#address.go((route.view === "list") ? format({ ...route, filters: chosenOf(route.filters, this.#fixed) }) : search);
		closeMenus(null, this.shadowRoot);
		this.#follow(previous);
		queueMicrotask(() => arrive(this.shadowRoot.getElementById("content"), this.#route.view !== previous.view));
		return true;
	}

	view() {
		const isList = this.#route.view === "list";
		return html`${(isList && this.#filters && !this.isCompact) ? this.#above() : nothing}
			<div id="content" tabindex="-1">${(this.#route.view === "record") ? this.#record.view()
				: (this.#route.view === "entry") ? this.#entry.view()
				: this.isCompact ? this.#compactList.view() : this.#list.view()}</div>
			${this.isCompact ? nothing : this.#exporting.view()}`;
	}

	#above() {
		const asked = String(this.#route.filters);
		const exported = () => ({ path: "export", formats: ["csv", "ndjson"], title: "export.title", parameters: parameters(this.#asked),
			summary: this.#filters.summary(this.#asked), count: () => (String(this.#route.filters) === asked) ? this.#list.total : undefined });
		return html`${this.#filters.view(this.#route.filters)}
			${preference("chart") ? this.#days.view() : nothing}
			${this.settings.mayExport ? html`<p class="tools"><button type="button" class="button" ?disabled=${!this.#list.page}
				@click=${() => this.within(() => this.#exporting.ask(exported()))}>${t("export")}</button></p>` : nothing}`;
	}

}

customElements.define("revtrail-log", RevtrailLog);
