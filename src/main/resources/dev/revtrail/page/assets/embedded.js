/** What elements that stand on a host's own pages have in common. */

import { html, render } from "./lit-html/lit-html.js";
import { Source } from "./api.js";
import { Language, within } from "./language.js";
import { linkOf } from "./navigation.js";
import { failure, selection } from "./parts.js";
import { learn } from "./words.js";

const STYLE = new URL("page.css", import.meta.url).href;

/** Languages with the settings in them, by the language that is wanted and the patient: once for all elements of a page. */
const spoken = new Map();

/** A page that is never left may show one patient after the other. */
const MOST_SPOKEN = 20;

/** A language that is ready, with the settings of the page in it. */
function speaking(wanted, patient) {
	const key = JSON.stringify([wanted, patient]);
	if (!spoken.has(key)) {
		spoken.set(key, load(wanted, patient).catch((error) => {
			spoken.delete(key);
			throw error;
		}));
		if (spoken.size > MOST_SPOKEN) {
			spoken.delete(spoken.keys().next().value);
		}
	}
	return spoken.get(key);
}

async function load(wanted, patient) {
	const language = Language.of(wanted);
	await language.ready;
	const settings = await new Source({ reader: () => language, patient: () => patient }).read("settings");
	within(language, () => learn(settings));
	return { language, settings };
}

/** The closest element with an attribute, through the shadow roots of the host. */
function closest(element, selector) {
	const found = element.closest(selector);
	const { host } = element.getRootNode();
	return (found || !host) ? found : closest(host, selector);
}

/**
 * An element with a shadow root, a language and a style of its own. Attributes may become
 * others at any time.
 */
export class Embedded extends HTMLElement {

	#language = new Language();

	#said = "";

	#error = null;

	#scheduled = false;

	#asked = null;

	/** Whose entries are shown. */
	#patient = null;

	/** What is shown where it is, and as long as it is there. */
	#attending = null;

	settings = null;

	source = new Source({ reader: () => this.#language, patient: () => this.getAttribute("patient") });

	constructor() {
		super();
		this.attachShadow({ mode: "open" }).addEventListener("click", (event) => within(this.#language, () => this.#click(event)));
	}

	connectedCallback() {
		this.#attending = new AbortController();
		this.attend(this.#attending.signal);
		this.#ask();
	}

	disconnectedCallback() {
		this.#attending.abort();
		this.turn = null;
		this.forget();
	}

	attributeChangedCallback(name, before, after) {
		if (this.isConnected && before !== after) {
			this.#ask();
		}
	}

	/** Is called when the element comes to a page, until the signal comes. */
	attend() {
	}

	/** Lets go of what is shown and what is read. */
	forget() {
	}

	/** Shows what the attributes ask for. */
	async show() {
	}

	/** Draws. */
	view() {
	}

	/** Follows a link within the log. Returns whether it leads to something here. */
	follow() {
		return false;
	}

	get isCompact() {
		return this.hasAttribute("compact");
	}

	/** Reads and shows, once for all attributes that become others at once. */
	#ask() {
		if (this.#asked === null) {
			this.#asked = Promise.resolve().then(() => this.#begin());
		}
	}

	async #begin() {
		this.#asked = null;
		const wanted = closest(this, "[lang]")?.lang;
		const turn = {};
		this.turn = turn;
		this.#leavePatient();
		this.#error = null;
		try {
			const { language, settings } = await speaking(wanted, this.getAttribute("patient"));
			if (this.turn === turn) {
				this.#language = language;
				this.settings = settings;
				await this.within(() => this.show());
			}
		}
		catch (error) {
			if (this.turn === turn) {
				this.#error = error;
				this.changed();
			}
		}
	}

	#leavePatient() {
		const patient = this.getAttribute("patient");
		if (this.settings !== null && patient !== this.#patient) {
			this.forget();
			this.changed();
		}
		this.#patient = patient;
	}

	/** Does something in the language of the element. */
	within(work) {
		return within(this.#language, work);
	}

	/** Draws once, however much changed until then. */
	changed() {
		if (!this.#scheduled) {
			this.#scheduled = true;
			queueMicrotask(() => {
				this.#scheduled = false;
				this.within(() => render(html`<link rel="stylesheet" href=${STYLE}>${this.#error
						? failure(this.#error, () => this.#ask(), false) : this.view()}<p class="sr" role="status">${this.#said}</p>`, this.shadowRoot));
			});
		}
	}

	/** Announces a text, or what makes one. */
	say(words) {
		const text = (typeof words === "function") ? this.within(words) : words;
		// Screen readers announce the same text again only if it differs
		this.#said = (this.#said === text) ? `${text}\u00a0` : text;
		this.changed();
	}

	/** Asks the host whether what a person selects may open here. */
	select(detail) {
		return this.dispatchEvent(new CustomEvent("revtrail-select", { bubbles: true, composed: true, cancelable: true, detail }));
	}

	/** The same of an entry. */
	selectEntry(entry) {
		return this.select(selection(entry));
	}

	#click(event) {
		const link = linkOf(event, "a");
		if (!link) {
			return;
		}
		if (link.subject && !this.select(link.subject)) {
			event.preventDefault();
		}
		else if (link.matches("[data-page]") && this.follow(link.search || "?")) {
			event.preventDefault();
		}
	}

}
