/**
 * Places the timeline of a record on a host's own page:
 * `<revtrail-timeline type="USER" record="53"></revtrail-timeline>`.
 */

import { html, render } from "./lit-html/lit-html.js";
import { read } from "./api.js";
import { speak } from "./language.js";
import { failure } from "./parts.js";
import { RecordView } from "./record.js";
import { learn } from "./words.js";

const STYLE = new URL("page.css", import.meta.url).href;

let settings = null;

class RevtrailTimeline extends HTMLElement {

	static observedAttributes = ["type", "record"];

	#said = "";

	#error = null;

	#record = new RecordView({ changed: () => this.#draw(), say: (text) => this.#say(text),
		go: (revision, other) => this.#show(revision, other), back: () => null });

	connectedCallback() {
		if (!this.shadowRoot) {
			this.attachShadow({ mode: "open" });
		}
		this.#show(null, null);
	}

	attributeChangedCallback() {
		if (this.isConnected && this.shadowRoot) {
			this.#show(null, null);
		}
	}

	async #show(revision, other) {
		try {
			// Once for all timelines of a page
			settings ??= speak(this.closest("[lang]")?.lang).then(() => read("settings")).then(learn);
			await settings;
			await this.#record.show({ type: this.getAttribute("type") ?? "", id: this.getAttribute("record") ?? "",
				revision, other });
		}
		catch (error) {
			settings = null;
			this.#error = error;
			this.#draw();
		}
	}

	#say(text) {
		this.#said = text;
		this.#draw();
	}

	#again() {
		this.#error = null;
		this.#show(null, null);
	}

	#draw() {
		render(html`<link rel="stylesheet" href=${STYLE}>${this.#error ? failure(this.#error, () => this.#again())
				: this.#record.view()}<p class="sr" role="status">${this.#said}</p>`, this.shadowRoot);
	}

}

customElements.define("revtrail-timeline", RevtrailTimeline);
