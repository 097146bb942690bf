/** Small parts that several views have. */

import { html, nothing } from "./lit-html/lit-html.js";
import { entryAddress, onlyAddress, recordAddress, withoutAddress } from "./address.js";
import { PAGE } from "./api.js";
import { copyButton } from "./copy.js";
import { inside, t } from "./language.js";
import { sentenceOf } from "./sentence.js";
import { absolute, relative, short, utc } from "./time.js";
import { changesTable, sideOf, valueView } from "./values.js";
import { actionText, fieldText, hostLink, hue, kindText, mayOpenPage, stackOf, typeText, userText } from "./words.js";

/** A link within the page. */
export function pageLink(search) {
	const url = new URL(PAGE);
	url.search = search;
	return url.href;
}

export function badge(type) {
	return html`<span class="badge ${hue(type)}" title=${type}>${typeText(type)}</span>`;
}

/** What failed stands out; what succeeded is the rule. */
export function status(entry) {
	return (entry.outcome === "failure") ? html`<span class="status failed">${t("status.failed")}</span>`
			: html`<span class="status"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3.500 8.500 6.500 11.500 12.500 5"/></svg><span
				class="sr">${t("status.success")}</span></span>`;
}

const ICONS = {
	created: "M8 3v10M3 8h10",
	updated: "M3 13l.500-3L10.500 3l2.500 2.500L6 12.500z",
	deleted: "M3 4.500h10M6.500 4.500V3h3v1.500M4.500 4.500 5 13h6l.500-8.500",
	read: "M1.500 8S4 3.500 8 3.500 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8zM8 6.250a1.750 1.750 0 1 0 0 3.500 1.750 1.750 0 0 0 0-3.500z",
	failed: "M8 2 14.500 13.500h-13zM8 6.500v3M8 11.500v.100",
	other: "M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM8 5.500v.100M8 8v3"
};

export function action(entry) {
	const stack = stackOf(entry.action);
	return html`<span class="action ${stack}" title=${actionText(entry.action)}><svg viewBox="0 0 16 16" aria-hidden="true"><path d=${ICONS[stack]}></path></svg><span class="action-text">${actionText(entry.action)}</span></span>`;
}

export function time(instant) {
	return html`<time datetime=${instant} title=${`${absolute(instant)}\n${utc(instant)}`}>${short(instant)}
		<span class="relative">${relative(instant)}</span></time>`;
}

export function user(one) {
	return html`<span class="user"><span class="name">${userText(one)}</span>${(one.kind !== "user")
			? html` <span class="kind">${kindText(one.kind)}</span>` : nothing}${(one.email && one.name)
			? html`<span class="mail">${one.email.split(/(?<=@)/).map((part) => html`${part}<wbr>`)}</span>` : nothing}</span>`;
}

/** What happened; the user is left out where a column beside it has them. */
export function what(entry) {
	const { subject, text, whole } = sentenceOf(entry);
	return html`<span class="sentence" title=${whole}>${subject
			? html`<span class="subject">${subject} </span>` : nothing}${text}</span>`;
}

/** What a link to a record or the opening of an entry selects: null where it is not of an entry. */
export function selection(entry, type = entry.type, id = entry.record) {
	return { id: entry?.id ?? null, type, record: id, action: entry?.action ?? null, user: entry?.user ?? null, time: entry?.time ?? null };
}

/**
 * A record with what it is called, which leads to its timeline.
 * @param entry the entry that it is shown with
 */
export function record(type, id, label, entry) {
	if (id === null) {
		return html`<span class="none">–</span>`;
	}
	return html`<a class="record" data-page href=${pageLink(recordAddress(type, id))} .subject=${selection(entry, type, id)}
		title=${t("timeline.of", { record: `${typeText(type)} ${id}` })}>${label ? html`<span class="name">${label}</span>` : nothing}
		<span class="id">${id}</span></a>`;
}

/** Leads to the record's screen in the host's application, where there is one. */
export function openInHost(type, id, entry = null) {
	const link = hostLink(type, id);
	return link ? html`<a class="button" href=${link} .subject=${selection(entry, type, id)}>${t("open", { type: inside(typeText(type)) })}</a>` : nothing;
}

/** What became of fields, and what an event carries. */
export function content(entry) {
	const data = Object.entries(entry.data ?? {});
	return html`${(Object.keys(entry.changes).length > 0) ? changesTable(entry.changes, { type: entry.type,
				labels: entry.labels, keys: entry.keys, side: sideOf(entry) })
			: (data.length === 0 && !entry.revision.note) ? html`<p class="none">${t((entry.outcome === "failure")
					? "details.failed" : "details.unchanged")}</p>` : nothing}
		${entry.revision.note ? html`<blockquote class="note text">${entry.revision.note}</blockquote>` : nothing}
		${(data.length > 0) ? html`<dl class="facts">${data.map(([name, value]) => html`<div><dt>${fieldText(name)}</dt>
			<dd>${valueView(value)}</dd></div>`)}</dl>` : nothing}`;
}

/**
 * All of an entry: what a row opens to.
 * @param entry the entry
 * @param say announces a text
 * @param filters those of the list that it stands in, which links to other entries keep
 * @param fixed those of them that cannot become others
 */
export function details(entry, say, filters = [], fixed = []) {
	const { revision } = entry;
	const permalink = pageLink(entryAddress(entry.id));
	const fact = (name, value, more = nothing) => (value === null || value === undefined || value === "") ? nothing
			: html`<div><dt>${t(name)}</dt><dd>${value}${more}</dd></div>`;
	const id = (name, value) => fact(name, (value !== null) ? html`<code>${value}</code>` : null,
			copyButton(value ?? "", inside(t(name)), say));
	const isFixed = (name) => fixed.some(([some]) => some === name);
	const only = (text, name, value) => isFixed(name) ? nothing : html`<a class="button" data-page href=${pageLink(
			onlyAddress(filters, name, value))}>${t(text)}</a>`;
	const narrow = (name, value, text = value) => isFixed(name) ? nothing : html`<span class="narrow"><a data-page
		aria-label=${t("filters.only.of", { text })} title=${t("filters.only")} href=${pageLink(onlyAddress(filters, name, value))}>+</a><a data-page
		aria-label=${t("filters.without.of", { text })} title=${t("filters.without")} href=${pageLink(withoutAddress(filters, name, value))}>−</a></span>`;
	const narrowing = (text, name, value) => fact(text, value, value ? narrow(name, value) : nothing);
	return html`<div class="details">
		<div class="what"><p class="headline">${what(entry)}</p>${content(entry)}</div>
		<div class="request"><h3>${t("details.request")}</h3><dl class="facts">
			${fact("details.time", html`${absolute(entry.time)} <span class="none">${utc(entry.time)}</span>`)}
			${fact("details.method", revision.method)}
			${fact("details.path", revision.path ? html`<code>${revision.path}</code>` : null)}
			${fact("details.status", revision.status)}
			${narrowing("details.ip", "ip", revision.ip)}
			${id("details.request-id", revision.request)}
			${id("details.trace-id", revision.trace)}
			${narrowing("details.source", "source", revision.source)}
			${fact("details.agent", revision.agent)}
			${entry.patient ? fact("column.patient", entry.patient.label ?? entry.patient.record, narrow("patient", entry.patient.record,
					entry.patient.label ?? entry.patient.record)) : nothing}
			${narrowing("details.organization", "organization", entry.organization)}
			${fact("column.action", actionText(entry.action), narrow("action", entry.action, actionText(entry.action)))}
			${fact("column.type", typeText(entry.type), narrow("type", entry.type, typeText(entry.type)))}
			${(entry.user.id !== null) ? html`${id("details.user-id", entry.user.id)}${fact("column.user", userText(entry.user), narrow("user", entry.user.id, userText(entry.user)))}` : nothing}
			${id("details.revision", revision.number)}
			${id("details.entry-id", entry.id)}
		</dl></div>
		<div class="links">
			${(entry.record !== null) ? html`<a class="button" data-page href=${pageLink(recordAddress(entry.type,
					entry.record, revision.number))} .subject=${selection(entry)}>${t("details.timeline")}</a>${openInHost(entry.type, entry.record, entry)}` : nothing}
			${revision.request ? only("details.of-request", "request", revision.request) : nothing}
			${(entry.user.id !== null) ? only("details.by-user", "user", entry.user.id) : nothing}
			${entry.patient ? only("details.of-patient", "patient", entry.patient.record) : nothing}
			${entry.organization ? only("details.of-organization", "organization", entry.organization) : nothing}
			${mayOpenPage() ? html`<a class="button" data-page href=${permalink} .subject=${selection(entry)}>${t("details.permalink")}</a>${
				copyButton(permalink, t("details.link"), say)}` : nothing}
			${copyButton(JSON.stringify(entry, null, 2), t("details.json"), say, "JSON")}
		</div>
	</div>`;
}

/**
 * Says what went wrong and what to do about it.
 * @param error what went wrong
 * @param again tries again
 * @param isPartOfLog whether there is a whole log to lead to
 */
export function failure(error, again, isPartOfLog = true) {
	if (error.signedOut) {
		return html`<div class="state" role="alert"><h2>${t("signed-out.title")}</h2><p>${t("signed-out.advice")}</p>
			<p><a class="button main" href=${location.href}>${t("sign-in")}</a></p></div>`;
	}
	const isFinal = [400, 403, 404].includes(error.status);
	return html`<div class="state" role="alert"><h2>${t(isFinal ? `failure.${error.status}` : "failure.other")}</h2>
		<p>${error.message}</p>
		${(error.details?.length > 0) ? html`<ul>${error.details.map((one) => html`<li>${one}</li>`)}</ul>` : nothing}
		<p>${!isFinal ? html`<button type="button" class="button main" @click=${again}>${t("try-again")}</button> ` : nothing}
			${isPartOfLog ? html`<a class="button" data-page href=${pageLink("?")}>${t("whole-log")}</a>` : nothing}</p></div>`;
}
