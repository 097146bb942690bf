/** A text field that suggests, by the pattern of the ARIA Authoring Practices. */

import { html, nothing } from "./lit-html/lit-html.js";
import { live } from "./lit-html/directives/live.js";
import { t } from "./language.js";

const PAUSE = 150;

export class Combobox {

	/**
	 * Creates a field.
	 * @param options `id`, `label`, `placeholder`; `find(text, signal)`, which promises
	 * suggestions; `show(suggestion)`, their view; `text(suggestion)`, their text;
	 * `choose(suggestion)`, which may return the text to go on with; `take(text)`, what a text means that was not chosen from
	 * suggestions, null where it takes none; `problem()`,
	 * what is wrong with the text, which stands in an element `{id}-problem`; `changed()`, called when it must be drawn
	 */
	constructor(options) {
		this.options = options;
		this.clear();
	}

	clear() {
		this.text = "";
		this.close();
	}

	close() {
		clearTimeout(this.pause);
		this.request?.abort();
		this.suggestions = [];
		this.active = -1;
		this.isOpen = false;
		this.problem = null;
	}

	view() {
		const { id, label, placeholder, show } = this.options;
		return html`<div class="combobox" @focusout=${(event) => this.#leave(event)}>
			<label for=${id}>${label}</label>
			<input id=${id} type="text" role="combobox" autocomplete="off" autocapitalize="none" spellcheck="false"
				placeholder=${placeholder} aria-expanded=${this.isOpen ? "true" : "false"} aria-autocomplete="list"
				aria-invalid=${this.options.problem?.() ? "true" : nothing} aria-describedby=${this.options.problem?.() ? `${id}-problem` : nothing}
				aria-controls="${id}-list" aria-activedescendant=${(this.active >= 0) ? `${id}-${this.active}` : nothing}
				.value=${live(this.text)} @input=${(event) => this.#type(event.target.value)}
				@keydown=${(event) => this.#key(event)}>
			<ul id="${id}-list" role="listbox" aria-label=${t("filters.suggestions", { label })} ?hidden=${!this.isOpen}>
				${this.suggestions.map((one, index) => html`<li id="${id}-${index}" role="option"
					aria-selected=${(index === this.active) ? "true" : "false"}
					@pointerdown=${(event) => event.preventDefault()} @click=${() => this.#choose(one)}>${show(one)}</li>`)}
				${(this.isOpen && this.suggestions.length === 0) ? html`<li class="nothing" role="option" aria-disabled="true"
					aria-selected="false">${this.problem ?? t("filters.no-matches")}</li>` : nothing}</ul></div>`;
	}

	#type(text) {
		this.text = text;
		clearTimeout(this.pause);
		this.request?.abort();
		if (text.trim() === "") {
			this.close();
			this.options.changed();
			return;
		}
		this.pause = setTimeout(() => this.#find(text.trim()), PAUSE);
	}

	async #find(text) {
		const request = new AbortController();
		this.request = request;
		try {
			const found = await this.options.find(text, request.signal);
			this.suggestions = found;
			this.problem = null;
		}
		catch (error) {
			if (error.name === "AbortError") {
				return false;
			}
			this.suggestions = [];
			this.problem = error.message;
		}
		if (request.signal.aborted) {
			return false;
		}
		this.active = (this.suggestions.length > 0 && !this.options.take) ? 0 : -1;
		this.isOpen = true;
		this.options.changed();
		return true;
	}

	async #key(event) {
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			event.preventDefault();
			const count = this.suggestions.length;
			if (this.isOpen && count > 0) {
				this.active = (event.key === "ArrowDown") ? (this.active + 1) % count
						: (Math.max(this.active, 0) + count - 1) % count;
				this.options.changed();
			}
		}
		else if (event.key === "Escape") {
			if (this.isOpen) {
				event.stopPropagation();
				this.close();
				this.options.changed();
			}
		}
		else if (event.key === "Enter" && this.text.trim() !== "") {
			event.preventDefault();
			await this.#enter();
		}
	}

	/** Enter may come before the suggestions do. */
	async #enter() {
		const text = this.text.trim();
		if (this.active >= 0) {
			this.#choose(this.suggestions[this.active]);
		}
		else if (this.options.take) {
			this.clear();
			this.options.take(text);
		}
		else {
			clearTimeout(this.pause);
			this.request?.abort();
			if (await this.#find(text) && this.active >= 0) {
				this.#choose(this.suggestions[0]);
			}
		}
	}

	#choose(suggestion) {
		this.clear();
		const rest = this.options.choose(suggestion);
		if (rest) {
			this.#type(rest);
			this.options.changed();
		}
	}

	#leave(event) {
		if (!event.currentTarget.contains(event.relatedTarget) && this.isOpen) {
			this.close();
			this.options.changed();
		}
	}

}
