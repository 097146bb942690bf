/** The language of the page: its words, and how it writes numbers, dates and lists. */

/** Those that there is a file for. */
const LANGUAGES = ["en", "de", "es", "fr"];

/** What can be said before there is a language, and where there can be none. */
const FIRST_WORDS = { direction: "ltr", "failure.other": "The log could not be read", "try-again": "Try again",
	unreachable: "The server could not be reached. Check the connection and try again.", "whole-log": "Show the whole log" };

/** A language with its words, once they are there. */
export class Language {

	constructor(tag = "en") {
		/** The language and region, as Intl takes them. */
		this.tag = tag;
		this.words = FIRST_WORDS;
		this.plurals = new Intl.PluralRules(tag);
		this.formats = new Map();
		/** Kept once there are words; broken if there can be none. */
		this.ready = Promise.resolve();
	}

	/**
	 * Chooses a language. Which one is known at once, its words when it is ready.
	 * @param wanted the language that is asked for; where there is no file for it, the first
	 * of the browser's that there is one for, else English
	 */
	static of(wanted) {
		const preferred = (navigator.languages ?? [navigator.language ?? "en"])
			.filter((one) => LANGUAGES.includes(primary(one)) && isTag(one));
		const name = LANGUAGES.includes(primary(wanted ?? "")) ? primary(wanted) : primary(preferred[0] ?? "en");
		// The region of the browser decides how dates are written
		const language = new Language(preferred.find((one) => primary(one) === name) ?? name);
		language.ready = language.#load(name);
		return language;
	}

	async #load(name) {
		const response = await fetch(new URL(`languages/${name}.json`, import.meta.url)).catch(() => null);
		if (!response?.ok) {
			throw new Error(within(this, () => t("unreachable")));
		}
		this.words = await response.json();
	}

}

let current = new Language();

/** Speaks a language from now on, whose words are there when the promise is kept. */
export function speak(wanted) {
	current = Language.of(wanted);
	return current.ready;
}

/** The language that is spoken. */
export function language() {
	return current;
}

/** Speaks another language while something is done, which must not wait: elements of one page may differ in theirs. */
export function within(other, work) {
	const before = current;
	current = other;
	try {
		return work();
	}
	finally {
		current = before;
	}
}

/** Browsers may have languages that they cannot write dates in. */
function isTag(one) {
	try {
		return Intl.getCanonicalLocales(one).length === 1;
	}
	catch {
		return false;
	}
}

function primary(one) {
	return one.split("-")[0].toLowerCase();
}

/** The language and region, as Intl takes them. */
export function locale() {
	return current.tag;
}

/** The direction of its script: ltr or rtl. */
export function direction() {
	return current.words.direction;
}

/** Whether it has a text. */
export function has(key) {
	return key in current.words;
}

/**
 * A text with the places that are to be filled in.
 * @param key the text's name
 * @param count chooses between the forms of texts that have several
 */
export function template(key, count) {
	const text = current.words[key];
	if (text === undefined) {
		throw new Error(`The page's language has no text ${key}.`);
	}
	return (typeof text === "string") ? text : (text[current.plurals.select(count)] ?? text.other);
}

/**
 * The parts of a text: what stands in its places is as it was given, except for numbers.
 * @param key the text's name
 * @param values what stands in its places, by their names; `count` chooses between forms
 */
export function parts(key, values = {}) {
	return filled(template(key, values.count), values);
}

/** The parts of a template with places such as `{user}`. */
export function filled(text, values) {
	return text.split(/\{([^{}]+)\}/).map((part, index) => (index % 2 === 0) ? part
			: (typeof values[part] === "number") ? number(values[part]) : values[part]).filter((part) => part !== "");
}

/** A text. */
export function t(key, values) {
	return parts(key, values).join("");
}

function format(kind, options, make) {
	const name = `${kind} ${JSON.stringify(options)}`;
	const { formats, tag } = current;
	if (!formats.has(name)) {
		formats.set(name, make(tag, options));
	}
	return formats.get(name);
}

export function number(count) {
	return format("number", {}, Intl.NumberFormat).format(count);
}

/** "phone, e-mail and name" */
export function listed(texts) {
	return format("list", { type: "conjunction" }, (...options) => new Intl.ListFormat(...options)).format(texts);
}

export function dateFormat(options) {
	return format("date", options, Intl.DateTimeFormat);
}

export function relativeFormat() {
	return format("relative", { numeric: "auto", style: "short" }, (...options) => new Intl.RelativeTimeFormat(...options));
}

/** A name within a sentence: "Phone" is "phone" in English, and "API key" stays. */
export function inside(name) {
	return (current.words["nouns-inside"] === "lower" && !/^.[\p{Lu}\d]/u.test(name))
			? name.charAt(0).toLocaleLowerCase(current.tag) + name.slice(1) : name;
}
