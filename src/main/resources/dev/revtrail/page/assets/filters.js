/** The filter bar. It knows no filters of its own: it shows those of the address, and asks for others. */

import { html, nothing } from "./lit-html/lit-html.js";
import { live } from "./lit-html/directives/live.js";
import { replaced, value, values } from "./address.js";
import { read } from "./api.js";
import { Combobox } from "./combobox.js";
import { RANGES, absolute, dayOf, dayText, daysOf, endOf, startOf } from "./time.js";
import { badge } from "./parts.js";
import { actionTitle, fieldText, kindText, typeText, userText } from "./words.js";

const DATES = ["range", "from", "to"];

export class Filters {

	/**
	 * Creates a filter bar.
	 * @param options `settings`, the page's; `apply(filters)`, called with other filters;
	 * `changed()`, called when the bar must be drawn again
	 */
	constructor({ settings, apply, changed }) {
		this.settings = settings;
		this.apply = apply;
		this.changed = changed;
		this.filters = [];
		this.names = new Map();
		this.search = { type: "", action: "" };
		this.shown = false;
		this.user = new Combobox({ id: "user", label: "User", placeholder: "Name or e-mail", changed,
			find: async (text, signal) => (await read("users", [["text", text]], signal)).users,
			show: (one) => html`<span class="name">${userText(one)}</span>${(one.kind !== "user")
					? html` <span class="kind">${kindText(one.kind)}</span>` : nothing} <span class="mail">${one.email ?? one.id}</span>`,
			choose: (one) => {
				this.#name(`user ${one.id}`, userText(one));
				this.#set(["user"], [["user", one.id]]);
			} });
		this.patient = new Combobox({ id: "patient", label: "Patient", placeholder: "Name or id", changed,
			find: async (text, signal) => (await read("records", [["text", text], ["patients", "true"]], signal)).records,
			show: (one) => html`<span class="name">${one.label}</span> <span class="id">${one.record}</span>`,
			choose: (one) => {
				this.#name(`patient ${one.record}`, one.label);
				this.#set(["patient"], [["patient", one.record]]);
			},
			take: (text) => this.#set(["patient"], [["patient", text]]) });
		this.record = new Combobox({ id: "record", label: "Resource", placeholder: "Name or id", changed,
			find: async (text, signal) => (await read("records", [["text", text]], signal)).records,
			show: (one) => html`${badge(one.type)} <span class="name">${one.label}</span> <span class="id">${one.record}</span>`,
			choose: (one) => {
				this.#name(`id ${one.record}`, one.label);
				this.#set(["id", "type"], [["type", one.type], ["id", one.record]]);
			},
			take: (text) => this.#set(["id"], [["id", text]]) });
	}

	/** Learns what ids are called from entries that are shown, each with the names of its time. */
	learn(entries) {
		entries.forEach((entry) => {
			if (entry.user.id !== null) {
				this.#name(`user ${entry.user.id}`, userText(entry.user), entry.id);
			}
			if (entry.patient?.label) {
				this.#name(`patient ${entry.patient.record}`, entry.patient.label, entry.id);
			}
		});
	}

	/** Keeps a name, unless a newer entry has given another. What was searched for may be a former name. */
	#name(key, text, entry = "") {
		if (entry >= (this.names.get(key)?.entry ?? "")) {
			this.names.set(key, { text, entry });
		}
	}

	#set(names, pairs) {
		this.apply(replaced(this.filters, names, pairs));
	}

	view(filters) {
		this.filters = filters;
		return html`<search class=${this.shown ? "filters shown" : "filters"} aria-label="Filters">
			<button type="button" class="button filters-toggle" aria-expanded=${this.shown ? "true" : "false"}
				aria-controls="filter-fields" @click=${() => this.#toggle()}>Filters${(filters.length > 0)
						? html` <span class="count">${filters.length}</span>` : nothing}</button>
			<div id="filter-fields" class="fields">
				${this.#choices("type", "Resource type", this.settings.types.map((type) => type.name), typeText)}
				${this.#choices("action", "Action", this.settings.actions, actionTitle)}
				${this.user.view()}
				${this.patient.view()}
				${this.record.view()}
				${this.#dates()}
				${this.#more()}
			</div>
			${(filters.length > 0) ? this.#chips() : nothing}</search>`;
	}

	#toggle() {
		this.shown = !this.shown;
		this.changed();
	}

	/** A menu of several to choose from, and a field to find them by. */
	#choices(name, label, all, title) {
		const chosen = values(this.filters, name);
		const text = this.search[name].toLowerCase();
		const found = all.filter((one) => title(one).toLowerCase().includes(text) || one.toLowerCase().includes(text));
		const pick = (one, on) => this.#set([name], [...chosen.filter((some) => some !== one), ...(on ? [one] : [])]
			.map((some) => [name, some]));
		return html`<details class="menu" data-menu=${name}><summary><span>${label}</span>${(chosen.length > 0)
				? html`<span class="count">${chosen.length}</span>` : nothing}</summary>
			<div class="panel"><label class="sr" for="find-${name}">Find: ${label}</label>
				<input id="find-${name}" type="search" placeholder="Type to search" autocomplete="off" .value=${live(this.search[name])}
					@input=${(event) => this.#find(name, event.target.value)} @keydown=${(event) => {
						if (event.key === "Enter" && found.length > 0) {
							event.preventDefault();
							pick(found[0], !chosen.includes(found[0]));
						}
					}}>
				<fieldset><legend class="sr">${label}</legend>${found.map((one) => html`<label class="choice">
					<input type="checkbox" .checked=${live(chosen.includes(one))}
						@change=${(event) => pick(one, event.target.checked)}>
					${(name === "type") ? badge(one) : title(one)}</label>`)}
					${(found.length === 0) ? html`<p class="none">No matches</p>` : nothing}</fieldset></div></details>`;
	}

	#find(name, text) {
		this.search[name] = text;
		this.changed();
	}

	/** What is being filled in stays, however often the page is drawn meanwhile. */
	#dates() {
		const range = value(this.filters, "range");
		const [first, last] = this.days(this.filters);
		return html`<details class="menu" data-menu="dates"><summary><span>Dates</span>${DATES.some((name) => value(this.filters, name))
				? html`<span class="count">1</span>` : nothing}</summary>
			<div class="panel dates"><div class="presets">${[...RANGES].map(([name, { title }]) => html`<button type="button"
					class="button" aria-pressed=${(name === range) ? "true" : "false"}
					@click=${() => this.#choose(DATES, [["range", name]])}>${title}</button>`)}</div>
				<form @submit=${(event) => this.#between(event)}>
					<label>From <input type="date" name="from" .value=${first ?? ""}></label>
					<label>To <input type="date" name="to" .value=${last ?? ""}></label>
					<button class="button main">Apply</button></form></div></details>`;
	}

	/** The days that filters ask for; undefined where they set no bound. */
	days(filters) {
		const range = value(filters, "range");
		if (RANGES.has(range)) {
			return daysOf(range);
		}
		return ["from", "to"].map((name) => {
			const text = value(filters, name);
			return text && !Number.isNaN(Date.parse(text)) ? dayOf(text) : undefined;
		});
	}

	/** Chooses, and closes the menu. */
	#choose(names, pairs) {
		closeMenus(null);
		this.#set(names, pairs);
	}

	#between(event) {
		event.preventDefault();
		const form = new FormData(event.target);
		const [from, to] = [form.get("from"), form.get("to")];
		const [first, last] = (from && to && to < from) ? [to, from] : [from, to];
		this.between(first, last);
	}

	/** Asks for some days, the first and the last included; both may be empty. */
	between(first, last) {
		this.#choose(DATES, [...(first ? [["from", startOf(first)]] : []), ...(last ? [["to", endOf(last)]] : [])]);
	}

	#more() {
		const count = ["outcome", "kind", "field", "request"].filter((name) => value(this.filters, name)).length;
		const option = (name, one, title) => html`<option value=${one} ?selected=${value(this.filters, name) === one
				|| (one === "" && value(this.filters, name) === null)}>${title}</option>`;
		return html`<details class="menu" data-menu="more"><summary><span>More</span>${(count > 0)
				? html`<span class="count">${count}</span>` : nothing}</summary>
			<form class="panel more" @submit=${(event) => this.#take(event)}>
				<label>Status <select name="outcome">${option("outcome", "", "Any")}${option("outcome", "success", "Success")}
					${option("outcome", "failure", "Failed")}</select></label>
				<label>By <select name="kind">${option("kind", "", "Anyone")}${option("kind", "user", "Users")}
					${option("kind", "service", "API clients")}${option("kind", "system", "The system")}
					${option("kind", "anonymous", "Anonymous")}</select></label>
				<label>Changed field <input name="field" autocomplete="off" placeholder="For example, phone" .value=${value(this.filters, "field") ?? ""}></label>
				<label>Request id <input name="request" autocomplete="off" .value=${value(this.filters, "request") ?? ""}></label>
				<button class="button main">Apply</button></form></details>`;
	}

	#take(event) {
		event.preventDefault();
		const form = new FormData(event.target);
		const names = ["outcome", "kind", "field", "request"];
		this.#choose(names, names.map((name) => [name, form.get(name).trim()]).filter(([, text]) => text !== ""));
	}

	#chips() {
		const dates = this.filters.filter(([name]) => name === "from" || name === "to");
		const chips = this.filters.filter(([name]) => name !== "from" && name !== "to")
			.map(([name, text]) => ({ text: this.#textOf(name, text), pairs: [[name, text]] }));
		if (dates.length > 0) {
			chips.push({ text: this.#datesText(), pairs: dates });
		}
		return html`<div class="chips"><ul aria-label="Active filters">${chips.map((chip) => html`<li><button type="button" class="chip"
				aria-label="Remove the filter ${chip.text}" @click=${() => this.apply(this.filters.filter((pair) =>
						!chip.pairs.some(([name, text]) => pair[0] === name && pair[1] === text)))}>${chip.text}
				<span aria-hidden="true">×</span></button></li>`)}</ul>
			<button type="button" class="button plain-button" @click=${() => this.#clear()}>Clear</button></div>`;
	}

	#clear() {
		this.search = { type: "", action: "" };
		[this.user, this.patient, this.record].forEach((field) => field.clear());
		this.apply([]);
	}

	/** Describes the filters in words, for the export and for print. */
	summary() {
		const dates = this.filters.some(([name]) => name === "from" || name === "to") ? [this.#datesText()] : [];
		return [...this.filters.filter(([name]) => name !== "from" && name !== "to").map(([name, text]) => this.#textOf(name, text)),
			...dates].join(", ");
	}

	#textOf(name, text) {
		const called = this.names.get(`${name} ${text}`)?.text;
		const named = called ? `${called} (${text})` : text;
		switch (name) {
			case "type": return `Type: ${typeText(text)}`;
			case "action": return `Action: ${actionTitle(text)}`;
			case "user": return `User: ${called ?? text}`;
			case "patient": return `Patient: ${named}`;
			case "id": return `Resource: ${named}`;
			case "range": return RANGES.get(text)?.title ?? `range: ${text}`;
			case "outcome": return `Status: ${(text === "failure") ? "failed" : text}`;
			case "kind": return `By: ${kindText(text)}`;
			case "field": return `Changed: ${fieldText(text)}`;
			case "request": return `Request: ${text}`;
			case "organization": return `Organization: ${text}`;
			default: return `${name}: ${text}`;
		}
	}

	#datesText() {
		const [from, to] = ["from", "to"].map((name) => value(this.filters, name));
		const isWhole = (text, bound) => Date.parse(bound(dayOf(text))) === Date.parse(text);
		const asText = (text, bound) => Number.isNaN(Date.parse(text)) ? text
				: isWhole(text, bound) ? dayText(dayOf(text)) : absolute(text);
		const [first, last] = [from && asText(from, startOf), to && asText(to, endOf)];
		return (first === last) ? first : (first && last) ? `${first} – ${last}` : first ? `Since ${first}` : `Until ${last}`;
	}

}

/** Closes the menus that are open, but for one. */
export function closeMenus(but) {
	document.querySelectorAll("details.menu[open]").forEach((menu) => {
		if (menu !== but) {
			menu.open = false;
		}
	});
}

/** A panel that would reach over the edge of the window opens to the other side. */
document.addEventListener("toggle", (event) => {
	if (event.target.matches?.("details.menu[open]")) {
		event.target.classList.remove("turned");
		const { right } = event.target.querySelector(".panel").getBoundingClientRect();
		event.target.classList.toggle("turned", right > document.documentElement.clientWidth);
	}
}, true);

document.addEventListener("click", (event) => closeMenus(event.target.closest?.("details.menu")));
document.addEventListener("focusin", (event) => {
	// What is pressed must not move away before it is let go
	if (event.target.matches(":focus-visible")) {
		closeMenus(event.target.closest("details.menu"));
	}
});
document.addEventListener("keydown", (event) => {
	const open = document.querySelector("details.menu[open]");
	if (event.key === "Escape" && open) {
		open.open = false;
		open.querySelector("summary").focus();
	}
});
