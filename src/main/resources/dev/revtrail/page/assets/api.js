/** The page's own data endpoint. */

import { locale, ready, t } from "./language.js";

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
 * @throws {Failure} when it refuses or cannot be reached
 */
export async function open(path, parameters, signal) {
	let response;
	try {
		response = await fetch(address(path, parameters), {
			headers: { "Accept-Language": locale(), "X-Requested-With": "audit-log" }, signal, redirect: "manual", credentials: "same-origin" });
	}
	catch (error) {
		if (error.name === "AbortError") {
			throw error;
		}
		await ready();
		throw new Failure(0, t("unreachable"));
	}
	if (response.type === "opaqueredirect") {
		await ready();
		throw new Failure(401, t("signed-out"));
	}
	if (!response.ok) {
		throw await refusal(response);
	}
	return response;
}

/** Reads JSON from the data endpoint. */
export async function read(path, parameters, signal) {
	const response = await open(path, parameters, signal);
	return parse(await response.text());
}

/** Parses JSON without rounding any number. */
export function parse(text) {
	return JSON.parse(text, (key, value, context) => (typeof value === "number" && context?.source !== undefined
			&& String(value) !== context.source) ? new ExactNumber(context.source) : value);
}

async function refusal(response) {
	await ready();
	let body = {};
	try {
		body = await response.json();
	}
	catch {
		// Something between here and the endpoint answered: its status has to do
	}
	if (response.status === 401) {
		return new Failure(401, t("signed-out"));
	}
	const hint = (typeof body?.hint === "string") ? body.hint : t("failure.answer", { status: String(response.status) });
	const details = Object.entries(body?.arg_errors ?? {}).flatMap(([name, texts]) => [texts].flat()
		.map((text) => text.startsWith(name) ? text : `${name}: ${text}`));
	return new Failure(response.status, (details.length > 0) ? t("failure.values") : hint,
			details);
}
