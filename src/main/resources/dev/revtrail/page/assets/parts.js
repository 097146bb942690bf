/** Small parts that several views have. */

import { html, nothing } from "./lit-html/lit-html.js";
import { entryAddress, listAddress, recordAddress } from "./address.js";
import { PAGE } from "./api.js";
import { copyButton } from "./copy.js";
import { absolute, relative, utc } from "./time.js";
import { changesTable, valueView } from "./values.js";
import { actionText, fieldText, hostLink, hue, kindText, stackOf, typeText, userText } from "./words.js";

/** A link within the page. */
export function pageLink(search) {
	const url = new URL(PAGE);
	url.search = search;
	return url.href;
}

export function badge(type) {
	return html`<span class="badge ${hue(type)}" title=${type}>${typeText(type)}</span>`;
}

export function status(entry) {
	return (entry.outcome === "failure") ? html`<span class="status failed">Failed</span>`
			: html`<span class="status">Success</span>`;
}

export function action(entry) {
	return html`<span class="action ${stackOf(entry.action)}">${actionText(entry.action)}</span>`;
}

export function time(instant) {
	return html`<time datetime=${instant} title=${utc(instant)}>${absolute(instant)}
		<span class="relative">${relative(instant)}</span></time>`;
}

export function user(one) {
	return html`<span class="user"><span class="name">${userText(one)}</span>${(one.kind !== "user")
			? html` <span class="kind">${kindText(one.kind)}</span>` : nothing}${(one.email && one.name)
			? html`<span class="mail">${one.email.split(/(?<=@)/).map((part) => html`${part}<wbr>`)}</span>` : nothing}</span>`;
}

/** A record with what it is called, which leads to its timeline. */
export function record(type, id, label) {
	if (id === null) {
		return html`<span class="none">–</span>`;
	}
	return html`<a class="record" data-page href=${pageLink(recordAddress(type, id))}
		title="Timeline of ${typeText(type)} ${id}">${label ? html`<span class="name">${label}</span>` : nothing}
		<span class="id">${id}</span></a>`;
}

/** Leads to the record's screen in the host's application, where there is one. */
export function openInHost(type, id) {
	const link = hostLink(type, id);
	return link ? html`<a class="button" href=${link}>Open ${typeText(type).toLowerCase()}</a>`
			: nothing;
}

/** What became of fields, and what an event carries. */
export function content(entry) {
	const data = Object.entries(entry.data ?? {});
	return html`${(Object.keys(entry.changes).length > 0) ? changesTable(entry.changes, entry.labels, entry.keys)
			: (data.length === 0 && !entry.revision.note) ? html`<p class="none">${(entry.outcome === "failure")
					? "This attempt failed. Nothing changed." : "No field changed."}</p>` : nothing}
		${entry.revision.note ? html`<blockquote class="note text">${entry.revision.note}</blockquote>` : nothing}
		${(data.length > 0) ? html`<dl class="facts">${data.map(([name, value]) => html`<div><dt>${fieldText(name)}</dt>
			<dd>${valueView(value)}</dd></div>`)}</dl>` : nothing}`;
}

/** All of an entry: what a row opens to. */
export function details(entry, say) {
	const { revision } = entry;
	const permalink = pageLink(entryAddress(entry.id));
	const fact = (name, value, more = nothing) => (value === null || value === undefined || value === "") ? nothing
			: html`<div><dt>${name}</dt><dd>${value}${more}</dd></div>`;
	const id = (name, value) => fact(name, (value !== null) ? html`<code>${value}</code>` : null,
			copyButton(value ?? "", name.toLowerCase(), say));
	const actor = (entry.user.id !== null) ? id("User id", entry.user.id) : nothing;
	return html`<div class="details">
		<div class="what">${content(entry)}</div>
		<div class="request"><h3>Request</h3><dl class="facts">
			${fact("Time", html`${absolute(entry.time)} <span class="none">${utc(entry.time)}</span>`)}
			${fact("Method", revision.method)}
			${fact("Path", revision.path ? html`<code>${revision.path}</code>` : null)}
			${fact("HTTP status", revision.status)}
			${fact("IP address", revision.ip)}
			${id("Request id", revision.request)}
			${fact("Source", revision.source)}
			${fact("Client", revision.agent)}
			${fact("Organization", entry.organization)}
			${actor}
			${id("Revision", revision.number)}
			${id("Entry id", entry.id)}
		</dl></div>
		<div class="links">
			${(entry.record !== null) ? html`<a class="button" data-page href=${pageLink(recordAddress(entry.type,
					entry.record, revision.number))}>Timeline</a>${openInHost(entry.type, entry.record)}` : nothing}
			${revision.request ? html`<a class="button" data-page href=${pageLink(listAddress(["request",
					revision.request]))}>Entries of this request</a>` : nothing}
			${(entry.user.id !== null) ? html`<a class="button" data-page href=${pageLink(listAddress(["user",
					entry.user.id]))}>Entries by this user</a>` : nothing}
			${entry.patient ? html`<a class="button" data-page href=${pageLink(listAddress(["patient",
					entry.patient.record]))}>Entries of this patient</a>` : nothing}
			<a class="button" data-page href=${permalink}>Permalink</a>${copyButton(permalink, "link to this entry", say)}
			${copyButton(JSON.stringify(entry, null, 2), "this entry as JSON", say, "JSON")}
		</div>
	</div>`;
}

/** Says what went wrong and what to do about it. */
export function failure(error, again) {
	if (error.signedOut) {
		return html`<div class="state" role="alert"><h2>You are signed out</h2><p>Sign in again to continue.</p>
			<p><a class="button main" href=${location.href}>Sign in</a></p></div>`;
	}
	return html`<div class="state" role="alert"><h2>${(error.status === 403) ? "You don’t have access"
			: (error.status === 404) ? "Not found" : (error.status === 400) ? "Invalid address"
			: "The log could not be read"}</h2>
		<p>${error.message}</p>
		${(error.details?.length > 0) ? html`<ul>${error.details.map((one) => html`<li>${one}</li>`)}</ul>` : nothing}
		<p>${(error.status !== 400 && error.status !== 404 && error.status !== 403)
				? html`<button type="button" class="button main" @click=${again}>Try again</button> ` : nothing}
			<a class="button" data-page href=${pageLink("?")}>Show the whole log</a></p></div>`;
}
