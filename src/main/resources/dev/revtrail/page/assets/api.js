/** The page's own data endpoint. */

import { language, t, within } from "./language.js";

/** Where the page is: its modules lie at {page}/assets/{version}. */
export const PAGE = new URL(new URL("../..", import.meta.url).href.replace(/\/$/, ""));

const DATA = new URL("../../data/", import.meta.url);

/** What an object from JSON has under any name, such as "constructor"; undefined where it has nothing. */
export function own(object, name) {
	return Object.hasOwn(object ?? {}, name) ? object[name] : undefined;
}

/** A number that JavaScript would round. */
export class ExactNumber {

	constructor(text) {
		this.text = text;
	}

	toString() {
		return this.text;
	}

	toJSON() {
		return JSON.rawJSON?.(this.text) ?? this.text;
	}

}

/** What came instead of an answer. */
export class Failure extends Error {

	constructor(status, message, details = []) {
		super(message);
		this.status = status;
		this.details = details;
	}

	get signedOut() {
		return this.status === 401;
	}

}

/** The address of data. Parameters are pairs, as a name may come several times. */
export function address(path, parameters = []) {
	const url = new URL(path, DATA);
	url.search = new URLSearchParams(parameters).toString();
	return url;
}

/**
 * Fetches from the data endpoint.
 * @param reader the language of the answer; that of the page by default
 * @throws {Failure} when it refuses or cannot be reached
 */
export async function open(path, parameters, signal, reader = language()) {
	let response;
	try {
		response = await fetch(address(path, parameters), {
			headers: { "Accept-Language": reader.tag, "X-Requested-With": "audit-log" }, signal, redirect: "manual", credentials: "same-origin" });
	}
	catch (error) {
		if (error.name === "AbortError") {
			throw error;
		}
		throw await failed(reader, () => new Failure(0, t("unreachable")));
	}
	if (response.type === "opaqueredirect") {
		throw await failed(reader, () => new Failure(401, t("signed-out")));
	}
	if (!response.ok) {
		throw await refusal(response, reader);
	}
	return response;
}

/** Reads JSON from the data endpoint. */
export async function read(path, parameters, signal, reader) {
	const response = await open(path, parameters, signal, reader);
	return parse(await response.text());
}

/** The data of a view: the page's, or that of an element with a patient and a language of its own. */
export class Source {

	/**
	 * Creates a source.
	 * @param options `reader()`, the language of the answers; `patient()`, whose entries alone
	 * are read, null for those of all
	 */
	constructor({ reader = language, patient = () => null } = {}) {
		this.reader = reader;
		this.patient = patient;
	}

	/** The same as the function of this name. */
	open(path, parameters = [], signal = undefined, patient = this.patient()) {
		const isGiven = patient === null || parameters.some(([name]) => name === "patient");
		return open(path, isGiven ? parameters : [...parameters, ["patient", patient]], signal, this.reader());
	}

	/** The same as the function of this name. */
	async read(path, parameters, signal, patient) {
		const response = await this.open(path, parameters, signal, patient);
		return parse(await response.text());
	}

}

/** Parses JSON without rounding any number. */
export function parse(text) {
	return JSON.parse(text, (key, value, context) => (typeof value === "number" && context?.source !== undefined
			&& String(value) !== context.source) ? new ExactNumber(context.source) : value);
}

/** What failed, in words of the reader once there are some. */
async function failed(reader, make) {
	await reader.ready.catch(() => null);
	return within(reader, make);
}

async function refusal(response, reader) {
	let body = {};
	try {
		body = await response.json();
	}
	catch {
		// Something between here and the endpoint answered: its status has to do
	}
	return failed(reader, () => failureOf(response.status, body));
}

function failureOf(status, body) {
	if (status === 401) {
		return new Failure(401, t("signed-out"));
	}
	const hint = (typeof body?.hint === "string") ? body.hint : t("failure.answer", { status: String(status) });
	const details = Object.entries(body?.arg_errors ?? {}).flatMap(([name, texts]) => [texts].flat()
		.map((text) => text.startsWith(name) ? text : `${name}: ${text}`));
	return new Failure(status, (details.length > 0) ? t("failure.values") : hint,
			details);
}
