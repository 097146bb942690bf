/** The filter bar. It knows no filters of its own: it shows those of the address, and asks for others. */

import { html, nothing } from "./lit-html/lit-html.js";
import { keyed } from "./lit-html/directives/keyed.js";
import { live } from "./lit-html/directives/live.js";
import { isOpposite, positive, replaced, value, values } from "./address.js";
import { Failure, Source } from "./api.js";
import { Combobox } from "./combobox.js";
import { t } from "./language.js";
import { RANGES, absolute, dayOf, dayText, daysOf, endOf, startOf } from "./time.js";
import { badge } from "./parts.js";
import { Search } from "./search.js";
import { actionText, fieldText, kindText, typeText, userText } from "./words.js";

const DATES = ["range", "from", "to"];

/** Filters that few need. */
const MORE = ["outcome", "kind", "field", "source", "ip", "organization", "request"];

/** Filters by id, which people know by name. */
const NAMED = ["user", "patient", "id"];

export class Filters {

	/**
	 * Creates a filter bar.
	 * @param options `settings`, the page's; `apply(filters)`, called with other filters;
	 * `changed()`, called when the bar must be drawn again; `source`, where names come from;
	 * `fixed`, filters that hold in addition to those that are chosen; `root`, the document or the shadow
	 * root that it is drawn in; `searches`, whether it has a box to type filters in
	 */
	constructor({ settings, apply, changed, source = new Source(), fixed = [], root = document, searches = false }) {
		this.source = source;
		this.fixed = fixed;
		this.root = root;
		this.settings = settings;
		this.apply = apply;
		this.changed = changed;
		this.filters = [];
		this.names = new Map();
		this.search = { type: "", action: "" };
		this.shown = false;
		this.user = new Combobox({ id: "user", label: t("filters.user"), placeholder: t("filters.user.placeholder"), changed,
			find: async (text, signal) => (await this.source.read("users", [["text", text]], signal)).users,
			show: (one) => html`<span class="name">${userText(one)}</span>${(one.kind !== "user")
					? html` <span class="kind">${kindText(one.kind)}</span>` : nothing} <span class="mail">${one.email ?? one.id}</span>`,
			choose: (one) => {
				this.#name(`user ${one.id}`, userText(one));
				this.#set(["user"], [["user", one.id]]);
			} });
		this.patient = new Combobox({ id: "patient", label: t("filters.patient"), placeholder: t("filters.record.placeholder"), changed,
			find: async (text, signal) => (await this.source.read("records", [["text", text], ["patients", "true"]], signal)).records,
			show: (one) => html`<span class="name">${one.label}</span> <span class="id">${one.record}</span>`,
			choose: (one) => {
				this.#name(`patient ${one.record}`, one.label);
				this.#set(["patient"], [["patient", one.record]]);
			},
			take: (text) => this.#set(["patient"], [["patient", text]]) });
		this.box = searches && new Search({ settings, source, changed, add: (pairs, names) => this.#add(pairs, names) });
		this.record = new Combobox({ id: "record", label: t("filters.record"), placeholder: t("filters.record.placeholder"), changed,
			find: async (text, signal) => (await this.source.read("records", [["text", text], ...this.#fixedTypes()], signal)).records,
			show: (one) => html`${badge(one.type)} <span class="name">${one.label}</span> <span class="id">${one.record}</span>`,
			choose: (one) => {
				this.#name(`id ${one.type}:${one.record}`, one.label);
				this.#set(["id", "type"], [["type", one.type], ["id", one.record]]);
			},
			take: (text) => this.#set(["id"], [["id", text]]) });
	}

	/** Filters by more; dates, the record and the status take the place of those before. */
	#add(pairs, names = {}) {
		Object.entries(names).forEach(([key, text]) => this.#name(key, text));
		const gone = pairs.flatMap(([name]) => DATES.includes(name) ? DATES : (name === "id") ? ["id", "type"] : (name === "outcome") ? [name] : []);
		const rest = this.filters.filter(([name, text]) => !gone.includes(name) && !pairs.some((pair) => pair[0] === name && pair[1] === text));
		this.apply([...rest, ...pairs]);
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

	/**
	 * Asks what the ids are called that the filters name, where no entry that is shown says so: a
	 * shared view may be empty.
	 */
	async recall() {
		const unknown = this.filters.map(([name, text]) => [positive(name), text]).filter(([name, text]) => NAMED.includes(name) && (name !== "id" || this.#onlyType(this.filters))
				&& !this.names.has(this.#key(name, text, this.filters)));
		if (unknown.length === 0) {
			return;
		}
		const types = this.filters.filter(([name]) => name === "type");
		try {
			await Promise.all(unknown.map(async ([name, text]) => {
				const names = await this.source.read("names", [[name, text], ...((name === "id") ? types : [])]);
				if (names[name]) {
					this.#name(this.#key(name, text, this.filters), (name === "user") ? userText(names.user) : names[name]);
				}
			}));
			this.changed();
		}
		catch (error) {
			// Ids have to do where names cannot be had; what is wrong with the server, the list says
			if (!(error instanceof Failure)) {
				throw error;
			}
		}
	}

	/** Under what a name is kept: ids of records are theirs within a type alone. */
	#key(name, text, filters) {
		return (name === "id") ? `id ${this.#onlyType(filters) ?? ""}:${text}` : `${name} ${text}`;
	}

	#onlyType(filters) {
		const types = values(filters, "type");
		return (types.length === 1) ? types[0] : undefined;
	}

	#isFixed(...names) {
		return this.fixed.some(([name]) => names.includes(name));
	}

	#fixedTypes() {
		return this.fixed.filter(([name]) => name === "type");
	}

	#set(names, pairs) {
		this.apply(replaced(this.filters, names, pairs));
	}

	view(filters) {
		this.filters = filters;
		return html`<search class=${this.shown ? "filters shown" : "filters"} aria-label=${t("filters")}>
			<button type="button" class="button filters-toggle" aria-expanded=${this.shown ? "true" : "false"}
				aria-controls="filter-fields" @click=${() => this.#toggle()}>${t("filters")}${(filters.length > 0)
						? html` <span class="count">${filters.length}</span>` : nothing}</button>
			<div id="filter-fields" class="fields">
				${this.box ? this.box.view() : nothing}
				${this.#choices("type", t("filters.type"), this.settings.types.map((type) => type.name), typeText)}
				${this.#choices("action", t("filters.action"), this.settings.actions, actionText)}
				${this.#names()}
				${this.#isFixed(...DATES) ? nothing : this.#dates()}
				${this.#more()}
			</div>
			${(filters.length > 0) ? this.#chips() : nothing}</search>`;
	}

	#toggle() {
		this.shown = !this.shown;
		this.changed();
	}

	/** Who may not open the page finds nothing by name. What is a patient's cannot be found by itself. */
	#names() {
		return !this.settings.mayOpenPage ? nothing : html`${this.#isFixed("user") ? nothing : this.user.view()}
			${this.#isFixed("patient") ? nothing : this.patient.view()}
			${this.#isFixed("id", "patient") ? nothing : this.record.view()}`;
	}

	/** A menu of several to choose from, and a field to find them by. Of fixed ones there are no others. */
	#choices(name, label, known, title) {
		const fixed = values(this.fixed, name);
		const all = (fixed.length > 0) ? fixed : known;
		if (fixed.length === 1) {
			return nothing;
		}
		const chosen = values(this.filters, name);
		const text = this.search[name].toLowerCase();
		const found = all.filter((one) => title(one).toLowerCase().includes(text) || one.toLowerCase().includes(text));
		const pick = (one, on) => this.#set([name], [...chosen.filter((some) => some !== one), ...(on ? [one] : [])]
			.map((some) => [name, some]));
		return html`<details class="menu" data-menu=${name}><summary><span>${label}</span>${(chosen.length > 0)
				? html`<span class="count">${chosen.length}</span>` : nothing}</summary>
			<div class="panel"><label class="sr" for="find-${name}">${t("filters.find", { label })}</label>
				<input id="find-${name}" type="search" placeholder=${t("filters.search")} autocomplete="off" .value=${live(this.search[name])}
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
					${(found.length === 0) ? html`<p class="none">${t("filters.no-matches")}</p>` : nothing}</fieldset></div></details>`;
	}

	#find(name, text) {
		this.search[name] = text;
		this.changed();
	}

	/** What is being filled in stays, however often the page is drawn meanwhile. */
	#dates() {
		const range = value(this.filters, "range");
		const [first, last] = this.days(this.filters);
		return html`<details class="menu" data-menu="dates"><summary><span>${t("filters.dates")}</span>${DATES.some((name) => value(this.filters, name))
				? html`<span class="count">1</span>` : nothing}</summary>
			<div class="panel dates"><div class="presets">${RANGES.map((name) => html`<button type="button"
					class="button" aria-pressed=${(name === range) ? "true" : "false"}
					@click=${() => this.#choose(DATES, [["range", name]])}>${t(`range.${name}`)}</button>`)}</div>
				<form @submit=${(event) => this.#between(event)}>
					<label>${t("filters.from")} <input type="date" name="from" .value=${first ?? ""}></label>
					<label>${t("filters.to")} <input type="date" name="to" .value=${last ?? ""}></label>
					<button class="button main">${t("filters.apply")}</button></form></div></details>`;
	}

	/** The days that filters ask for; undefined where they set no bound. */
	days(filters) {
		const range = value(filters, "range");
		if (RANGES.includes(range)) {
			return daysOf(range);
		}
		return ["from", "to"].map((name) => {
			const text = value(filters, name);
			return text && !Number.isNaN(Date.parse(text)) ? dayOf(text) : undefined;
		});
	}

	/** Chooses, and closes the menu, whose focus goes to what opens it. */
	#choose(names, pairs) {
		this.root.activeElement?.closest("details.menu")?.querySelector("summary").focus();
		closeMenus(null, this.root);
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
		this.during(first && startOf(first), last && endOf(last));
	}

	/** Asks for what is between two instants, these included; both may be empty. */
	during(from, to) {
		this.#choose(DATES, [...(from ? [["from", from]] : []), ...(to ? [["to", to]] : [])]);
	}

	#more() {
		const offered = MORE.filter((name) => !this.#isFixed(name));
		if (offered.length === 0) {
			return nothing;
		}
		const count = offered.filter((name) => value(this.filters, name)).length;
		const option = (name, one, chosen) => html`<option value=${one} ?selected=${one === chosen}>${t(`filters.${name}.${one || "any"}`)}</option>`;
		// What is being chosen stays until the filter is another one
		const choice = (name, ...all) => !offered.includes(name) ? nothing : html`<label>${t(`filters.${name}`)} ${keyed(value(this.filters, name) ?? "", html`<select
				name=${name}>${["", ...all].map((one) => option(name, one, value(this.filters, name) ?? ""))}</select>`)}</label>`;
		const text = (name, label, placeholder = "") => !offered.includes(name) ? nothing : html`<label>${label} <input
			name=${name} autocomplete="off" placeholder=${placeholder} .value=${value(this.filters, name) ?? ""}></label>`;
		return html`<details class="menu" data-menu="more"><summary><span>${t("filters.more")}</span>${(count > 0)
				? html`<span class="count">${count}</span>` : nothing}</summary>
			<form class="panel more" @submit=${(event) => this.#take(event)}>
				${choice("outcome", "success", "failure")}
				${choice("kind", "user", "service", "system", "anonymous")}
				${text("field", t("filters.field"), t("filters.field.placeholder"))}
				${text("source", t("column.source"))}
				${text("ip", t("details.ip"))}
				${text("organization", t("column.organization"))}
				${text("request", t("filters.request"))}
				<button class="button main">${t("filters.apply")}</button></form></details>`;
	}

	#take(event) {
		event.preventDefault();
		const form = new FormData(event.target);
		// What has several values keeps them, unless the first becomes another
		const taken = [...form].map(([name, text]) => [name, text.trim()]).flatMap(([name, text]) => (text === "") ? []
				: (text === value(this.filters, name)) ? values(this.filters, name).map((one) => [name, one]) : [[name, text]]);
		this.#choose(MORE, taken);
	}

	#chips() {
		const dates = this.filters.filter(([name]) => name === "from" || name === "to");
		const chips = this.filters.filter(([name]) => name !== "from" && name !== "to")
			.map(([name, text]) => ({ text: this.#textOf(name, text, this.filters), pairs: [[name, text]] }));
		if (dates.length > 0) {
			chips.push({ text: this.#datesText(this.filters), pairs: dates });
		}
		return html`<div class="chips"><ul aria-label=${t("filters.active")}>${chips.map((chip, index) => html`<li><button type="button" class="chip"
				aria-label=${t("filters.remove", { filter: chip.text })} @click=${() => this.#remove(chip, index)}>${chip.text}
				<span aria-hidden="true">×</span></button></li>`)}</ul>
			<button type="button" class="button plain-button" @click=${() => this.#clear()}>${t("filters.clear")}</button></div>`;
	}

	/** What is pressed goes: the focus moves to the next filter, or to what the list has now. */
	#remove(chip, index) {
		this.apply(this.filters.filter((pair) => !chip.pairs.some(([name, text]) => pair[0] === name && pair[1] === text)));
		queueMicrotask(() => {
			const chips = this.root.querySelectorAll(".chip");
			(chips[Math.min(index, chips.length - 1)] ?? this.root.querySelector("#content .shown"))?.focus();
		});
	}

	#clear() {
		this.search = { type: "", action: "" };
		[this.user, this.patient, this.record, this.box].filter(Boolean).forEach((field) => field.clear());
		this.apply([]);
		queueMicrotask(() => this.root.querySelector("#content .shown")?.focus());
	}

	/** Describes filters in words, for the title of the window, the export and print. */
	summary(filters) {
		const dates = filters.some(([name]) => name === "from" || name === "to") ? [this.#datesText(filters)] : [];
		return [...filters.filter(([name]) => name !== "from" && name !== "to").map(([name, text]) => this.#textOf(name, text, filters)),
			...dates].join(", ");
	}

	#textOf(name, text, filters) {
		if (isOpposite(name)) {
			return t("chip.not", { filter: this.#textOf(positive(name), text, filters) });
		}
		const called = this.names.get(this.#key(name, text, filters))?.text;
		const named = called ? t("chip.named", { name: called, id: text }) : text;
		switch (name) {
			case "accesses": return (text === "only") ? t("chip.accesses") : `${name}: ${text}`;
			case "type": return t("chip.type", { text: typeText(text) });
			case "action": return t("chip.action", { text: actionText(text) });
			case "user": return t("chip.user", { text: called ?? text });
			case "patient": return t("chip.patient", { text: named });
			case "id": return t("chip.id", { text: named });
			case "range": return RANGES.includes(text) ? t(`range.${text}`) : t("chip.range", { text });
			case "outcome": return (text === "failure" || text === "success") ? t(`chip.outcome.${text}`) : `${name}: ${text}`;
			case "kind": return t("chip.kind", { text: kindText(text) });
			case "field": return t("chip.field", { text: fieldText(text) });
			case "request": return t("chip.request", { text });
			case "source": return t("chip.source", { text });
			case "ip": return t("chip.ip", { text });
			case "organization": return t("chip.organization", { text });
			default: return `${name}: ${text}`;
		}
	}

	#datesText(filters) {
		const [from, to] = ["from", "to"].map((name) => value(filters, name));
		const isWhole = (text, bound) => Date.parse(bound(dayOf(text))) === Date.parse(text);
		const asText = (text, bound) => Number.isNaN(Date.parse(text)) ? text
				: isWhole(text, bound) ? dayText(dayOf(text)) : absolute(text);
		const [first, last] = [from && asText(from, startOf), to && asText(to, endOf)];
		return (first === last) ? first : (first && last) ? t("dates.between", { first, last })
				: first ? t("dates.since", { first }) : t("dates.until", { last });
	}

}

/** Closes the menus of a document or shadow root that are open, but for one. */
export function closeMenus(but, root = document) {
	root.querySelectorAll("details.menu[open]").forEach((menu) => {
		if (menu !== but) {
			menu.open = false;
		}
	});
}

/**
 * Menus close by Escape and where a person goes on elsewhere, and keep within the window.
 * @param root the document or shadow root that they are in
 * @param signal ends this
 */
export function tendMenus(root, signal) {
	const on = (target, name, handle, capture = false) => target.addEventListener(name, handle, { signal, capture });
	const menuOf = (event) => event.composedPath()[0].closest?.("details.menu");
	// A panel that would reach over the edge of the window opens to the other side
	on(root, "toggle", (event) => {
		if (event.target.matches?.("details.menu[open]")) {
			event.target.classList.remove("turned");
			const { right } = event.target.querySelector(".panel").getBoundingClientRect();
			event.target.classList.toggle("turned", right > document.documentElement.clientWidth);
		}
	}, true);
	on(document, "click", (event) => closeMenus(menuOf(event), root));
	on(document, "focusin", (event) => {
		// What is pressed must not move away before it is let go
		if (event.composedPath()[0].matches?.(":focus-visible")) {
			closeMenus(menuOf(event), root);
		}
	});
	on(document, "keydown", (event) => {
		const open = root.querySelector("details.menu[open]");
		if (event.key === "Escape" && open) {
			open.open = false;
			open.querySelector("summary").focus();
		}
	});
}
