/** Filters as people type them: `action:update -source:import user:olivia created:>2026-10-01`. */

import { html, nothing } from "./lit-html/lit-html.js";
import { opposite } from "./address.js";
import { Combobox } from "./combobox.js";
import { t } from "./language.js";
import { RANGES, endOf, plusDays, startOf } from "./time.js";
import { actionText, fieldText, kindText, typeText, userText } from "./words.js";

const TOKEN = /(-?)([a-z]+):(?:"([^"]*)"?|(\S*))|\S+/g;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const KINDS = ["user", "service", "system", "anonymous"];

const MOST = 10;

/** Qualifiers with the filter of each, the name of its text, and whether it stands once and cannot be left out. */
const QUALIFIERS = new Map([["action", { filter: "action", text: "filters.action" }], ["type", { filter: "type", text: "filters.type" }],
	["user", { filter: "user", text: "filters.user" }], ["patient", { filter: "patient", text: "filters.patient" }],
	["record", { filter: "id", text: "filters.record", once: true }], ["field", { filter: "field", text: "filters.field" }],
	["created", { filter: "from", text: "filters.dates", once: true }], ["source", { filter: "source", text: "column.source" }],
	["organization", { filter: "organization", text: "column.organization" }], ["ip", { filter: "ip", text: "details.ip" }],
	["by", { filter: "kind", text: "filters.kind" }], ["status", { filter: "outcome", text: "filters.outcome", once: true }],
	["request", { filter: "request", text: "filters.request" }]]);

/** Without what separates words, in any case: "Care plan" as CARE_PLAN. */
function letters(text) {
	return text.toLowerCase().replaceAll(/[\s_-]/g, "");
}

function quoted(text) {
	return /\s/.test(text) ? `"${text}"` : text;
}

export class Search {

	/**
	 * Creates a box.
	 * @param options `settings`, the page's; `source`, where names come from; `add(pairs, names)`,
	 * which filters by more, `names` by the id that each stands for; `changed()`
	 */
	constructor({ settings, source, add, changed }) {
		this.settings = settings;
		this.source = source;
		this.add = add;
		this.changed = changed;
		this.problem = null;
		this.box = new Combobox({ id: "search", label: t("search"), placeholder: t("search.placeholder"), changed,
			find: (text, signal) => this.#suggest(text, signal), show: (one) => one.view, choose: (one) => one.choose(),
			problem: () => this.problem,
			take: (text) => this.#take(text) });
	}

	view() {
		return html`<div class="search" @input=${() => this.#typed()}>${this.box.view()}${this.problem
				? html`<p class="bad" role="alert" id="search-problem">${this.problem}</p>` : nothing}</div>`;
	}

	clear() {
		this.problem = null;
		this.box.clear();
	}

	#typed() {
		this.problem = null;
	}

	/** Suggests how the last word may go on; what is before it stays. */
	async #suggest(text, signal) {
		const tokens = [...text.matchAll(TOKEN)];
		const last = tokens.at(-1);
		const before = text.slice(0, last.index);
		const [whole, not, name, inQuotes, plain] = last;
		const qualifier = QUALIFIERS.get(name);
		if (qualifier && not && qualifier.once) {
			return [];
		}
		if (!qualifier) {
			const begun = whole.replace(/^-/, "").toLowerCase();
			return [...QUALIFIERS].filter(([key, { once }]) => key.startsWith(begun) && !(once && whole.startsWith("-"))).map(([key, { text: title }]) => ({
				view: html`<code>${key}:</code> <span class="none">${t(title)}</span>`,
				choose: () => `${before}${whole.startsWith("-") ? "-" : ""}${key}:` }));
		}
		const found = await this.#values(name, inQuotes ?? plain, signal);
		return found.slice(0, MOST).map(({ value, title, pairs, names }) => ({
			view: html`<span class="name">${title}</span>${(value !== title) ? html` <span class="id">${value}</span>` : nothing}`,
			choose: () => {
				this.add(this.#pairs(not, pairs ?? [[qualifier.filter, value]]), names);
				return before;
			} }));
	}

	/** Values that begin as a text does, or have it in their names. */
	async #values(name, text, signal) {
		const among = (all, title) => all.filter((one) => letters(title(one)).includes(letters(text)) || letters(one).includes(letters(text)))
			.map((value) => ({ value, title: title(value) }));
		switch (name) {
			case "type": return among(this.settings.types.map((type) => type.name), typeText);
			case "action": return among(this.settings.actions, actionText);
			case "by": return among(KINDS, kindText);
			case "status": return among(["success", "failure"], (one) => t(`status.${(one === "failure") ? "failed" : one}`));
			case "created": return among(RANGES, (one) => t(`range.${one}`)).map((one) => ({ ...one, pairs: [["range", one.value]] }));
			case "user": return (text === "") ? [] : (await this.source.read("users", [["text", text]], signal)).users.map((one) => ({ value: one.id,
				title: userText(one), also: one.email, names: { [`user ${one.id}`]: userText(one) } }));
			case "patient": return (text === "") ? [] : (await this.#records(text, [["patients", "true"]], signal)).map((one) => ({ value: one.record, title: one.label,
				names: { [`patient ${one.record}`]: one.label } }));
			case "record": return (text === "") ? [] : (await this.#records(text, [], signal)).map((one) => ({ value: one.record,
				title: `${typeText(one.type)}: ${one.label}`, also: one.label, pairs: [["type", one.type], ["id", one.record]],
				names: { [`id ${one.type}:${one.record}`]: one.label } }));
			default: return (text === "") ? [] : [{ value: text, title: (name === "field") ? fieldText(text) : text }];
		}
	}

	async #records(text, more, signal) {
		return (await this.source.read("records", [["text", text], ...more], signal)).records;
	}

	#pairs(not, pairs) {
		return not ? pairs.map(([name, value]) => [opposite(name), value]) : pairs;
	}

	/** Filters by all that was typed; where a part means nothing, it stays to be mended. */
	async #take(text) {
		try {
			const found = [];
			for (const token of text.matchAll(TOKEN)) {
				found.push(await this.#filter(token));
			}
			this.problem = null;
			this.add(found.flatMap(({ pairs }) => pairs), Object.assign({}, ...found.map(({ names }) => names)));
		}
		catch (error) {
			this.problem = error.message;
			this.box.text = text;
			this.changed();
		}
	}

	async #filter([whole, not, name, inQuotes, plain]) {
		if (!QUALIFIERS.has(name)) {
			throw new Error(t("search.unknown-qualifier", { text: whole, qualifiers: [...QUALIFIERS.keys()].join(", ") }));
		}
		const { filter, once } = QUALIFIERS.get(name);
		const text = (inQuotes ?? plain).trim();
		if (not && once) {
			throw new Error(t("search.not-excluded", { name }));
		}
		if (text === "") {
			throw new Error(t("search.no-value", { name }));
		}
		if (name === "created") {
			return { pairs: created(text) };
		}
		const found = await this.#values(name, text);
		const same = found.filter(({ value, title, also }) => [value, title, also].some((one) => one && letters(one) === letters(text)));
		const chosen = (same.length === 1) ? same[0] : (found.length === 1) ? found[0] : null;
		if (!chosen && found.length === 0 && (name === "patient" || name === "record")) {
			// An id serves where nothing is called so
			return { pairs: this.#pairs(not, [[filter, text]]) };
		}
		if (!chosen) {
			throw new Error(t((found.length === 0) ? "search.unknown-value" : "search.ambiguous", { name, text: quoted(text),
				values: found.slice(0, 5).map(({ title }) => title).join(", ") }));
		}
		return { pairs: this.#pairs(not, chosen.pairs ?? [[filter, chosen.value]]), names: chosen.names };
	}

}

function isDay(text) {
	return DAY.test(text) && !Number.isNaN(Date.parse(text));
}

/** A day, a period, what is before or after a day, or a period that moves with time. */
function created(text) {
	if (RANGES.includes(text)) {
		return [["range", text]];
	}
	const [first, last] = text.split("..");
	if (last !== undefined && isDay(first) && isDay(last)) {
		const [since, until] = (last < first) ? [last, first] : [first, last];
		return [["from", startOf(since)], ["to", endOf(until)]];
	}
	const [, sign, day] = /^(>=|<=|>|<|)(.*)$/.exec(text);
	if (!isDay(day)) {
		throw new Error(t("search.unknown-date", { text }));
	}
	switch (sign) {
		case ">": return [["from", startOf(plusDays(day, 1))]];
		case ">=": return [["from", startOf(day)]];
		case "<": return [["to", endOf(plusDays(day, -1))]];
		case "<=": return [["to", endOf(day)]];
		default: return [["from", startOf(day)], ["to", endOf(day)]];
	}
}
