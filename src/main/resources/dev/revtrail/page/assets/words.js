/** Names as people read them. */

import { PAGE, own } from "./api.js";
import { has, inside, language, t } from "./language.js";

const NOTHING = { types: new Map(), actions: new Map(), host: "", mayOpenPage: false };

/** What the host calls things, by the language that it does so in. */
const learned = new WeakMap();

export function learn(settings) {
	learned.set(language(), { types: new Map(settings.types.map((type) => [type.name, type])),
		actions: new Map(Object.entries(settings.actionTitles)), host: PAGE.href.slice(0, -settings.path.length),
		mayOpenPage: settings.mayOpenPage });
}

function known() {
	return learned.get(language()) ?? NOTHING;
}

/** Whether the viewer may open the page, so that links may lead there. */
export function mayOpenPage() {
	return known().mayOpenPage;
}

/** An address in the host's application, wherever a proxy has put that. */
export function inHost(link) {
	return link.startsWith("/") ? known().host + link : link;
}

const HUES = ["red", "orange", "amber", "olive", "green", "teal", "cyan", "blue", "indigo", "violet", "pink", "slate"];

/** "BILLING_ITEM": "Billing item" */
export function typeText(name) {
	return known().types.get(name)?.title ?? sentence(name.toLowerCase().replaceAll("_", " "));
}

/** A color that is the same wherever and whenever the type is shown. */
export function hue(name) {
	let hash = 7;
	for (const character of name) {
		hash = (hash * 31 + character.codePointAt(0)) >>> 0;
	}
	return known().types.get(name)?.color ?? HUES[((hash ^ (hash >>> 7)) >>> 0) % HUES.length];
}

/** The address in the host's own application; null where it has none. */
export function hostLink(type, id) {
	const link = known().types.get(type)?.link;
	return (link && id !== null) ? inHost(link.replaceAll("{id}", encodeURIComponent(id))) : null;
}

/** How the host words what happened to a record of a type; undefined where it does not. */
export function hostSentence(type, key) {
	return own(known().types.get(type)?.sentences, key);
}

/** "updated": what was done, in the past tense. */
export function actionText(name) {
	const key = `action.${name}`;
	return known().actions.has(name) ? inside(known().actions.get(name))
			: has(key) ? t(key) : inside(sentence(name.toLowerCase().replaceAll("_", " ")));
}

const KINDS = new Map([["CREATE", "created"], ["UPDATE", "updated"], ["DELETE", "deleted"], ["VIEW", "read"],
	["PRINT", "read"], ["EXPORT", "read"], ["DOWNLOAD", "read"], ["DISCLOSE", "read"], ["REVEAL", "read"],
	["ACCESS_DENIED", "failed"]]);

/** What the picture stacks: created, updated, deleted, read, failed, other. */
export const STACKS = ["created", "updated", "deleted", "read", "failed", "other"];

export function stackOf(action) {
	return action.endsWith("_FAILED") ? "failed" : (KINDS.get(action) ?? "other");
}

/** "address.postalCode": "Address · postal code", unless the host has another name. */
export function fieldText(name, type) {
	return own(known().types.get(type)?.fields, name)
			?? sentence(name.split(".").map((part) => part.replaceAll("_", " ")
				.replace(/([a-z0-9])([A-Z])/g, (all, end, start) => `${end} ${start.toLowerCase()}`)).join(" · "));
}

function sentence(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

export function userText(user) {
	return user.name ?? user.email ?? user.id ?? kindText(user.kind);
}

export function kindText(kind) {
	return t(`kind.${["service", "system", "anonymous"].includes(kind) ? kind : "user"}`);
}
