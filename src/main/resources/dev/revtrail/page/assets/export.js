/** Exports all entries of a filter to a file, with progress, while the page goes on, and checks what came. */

import { html, nothing } from "./lit-html/lit-html.js";
import { Source } from "./api.js";
import { copyButton } from "./copy.js";
import { number, parts, t } from "./language.js";

/** Parts are joined into blobs, which browsers keep on disk, so that memory stays free. */
const PART = 4 * 1024 * 1024;

/** Up to this size the file's SHA-256 is computed here, too. */
const CHECKED = 256 * 1024 * 1024;

/** Enough for the last line. */
const TRAILER = 4096;

const DOCUMENT_END = /^<\/tbody><\/table><footer id="_export" data-id="([^"]+)" data-rows="(\d+)" data-sha256="([^"]+)">.*\n$/;

/** What went wrong, by the name of its text. */
class Problem extends Error {

	constructor(text) {
		super(text);
		this.text = text;
	}

}

export class Export {

	/**
	 * Creates an export.
	 * @param options `changed()`, called when it must be drawn again; `say(text)`; `source`,
	 * where the entries come from; `root`, the document or the shadow root that it is drawn in
	 */
	constructor({ changed, say, source = new Source(), root = document }) {
		this.changed = changed;
		this.say = say;
		this.source = source;
		this.root = root;
		this.format = "csv";
		this.stage = null;
	}

	/**
	 * Asks before a running export is left, and closes one that has ended by Escape.
	 * @param signal ends this
	 */
	tend(signal) {
		addEventListener("beforeunload", (event) => {
			if (this.stage === "running") {
				event.preventDefault();
			}
		}, { signal });
		addEventListener("keydown", (event) => {
			if (event.key === "Escape" && (this.stage === "done" || this.stage === "failed")
					&& !this.root.querySelector("details.menu[open]")) {
				this.#close();
			}
		}, { signal });
	}

	get #dialog() {
		return this.root.querySelector("#export");
	}

	/**
	 * Asks in which form to export, unless an export goes on.
	 * @param what `path`, the data endpoint's; `formats`; `title`, a text's name; `parameters`;
	 * `summary`, the filters in words; `count()`, how many entries there are, undefined while
	 * they are being counted
	 */
	async ask(what) {
		if (this.stage === "running") {
			this.#dialog.querySelector("button").focus();
			return;
		}
		this.#forget();
		this.#dialog.close();
		this.what = what;
		this.format = what.formats.includes(this.format) ? this.format : what.formats[0];
		this.total = undefined;
		this.stage = "asked";
		this.changed();
		// The dialog focuses what is in it once it is drawn
		await Promise.resolve();
		this.#dialog.showModal();
	}

	view() {
		this.total ??= this.what?.count();
		return html`<dialog id="export" class="export" aria-labelledby="export-title" @close=${() => this.#closed()}>
			${(this.stage === null) ? nothing : html`<h2 id="export-title">${t(this.what.title)}</h2>
			<p>${parts(this.what.summary ? "export.filtered" : "export.unfiltered", { filter: html`<strong>${this.what.summary}</strong>`,
				entries: (this.total === undefined) ? t("entries.all") : t("entries.count", { count: this.total }) })}
				${(this.stage === "asked") ? t("export.recorded") : nothing}</p>
			${this.#stages()}`}</dialog>`;
	}

	#stages() {
		switch (this.stage) {
			case "asked": return html`<fieldset><legend>${t("export.format")}</legend>
					${this.what.formats.map((format) => this.#choice(format, format.toUpperCase(), t(`export.${format}`)))}</fieldset>
				<div class="links"><button type="button" class="button main" @click=${() => this.#start()}>${t("export")}</button>
					<button type="button" class="button" @click=${() => this.#close()}>${t("export.cancel")}</button></div>`;
			case "running": return html`<label class="progress">${this.#progress()}
					<progress max=${Math.max(this.total ?? 1, 1)} value=${(this.total === undefined) ? nothing : Math.min(this.rows, this.total)}></progress></label>
				<div class="links"><button type="button" class="button" @click=${() => this.#cancel()}>${t("export.cancel.running")}</button></div>`;
			case "done": return html`<p class="good">${t("export.done", { name: this.name, size: size(this.bytes),
					entries: t("entries.count", { count: this.manifest.rows }) })}</p>
				<dl class="facts"><div><dt>SHA-256</dt><dd><code>${this.manifest.sha256}</code>${copyButton(this.manifest.sha256, "SHA-256", this.say)}
					${this.isChecked ? html`<span class="none">${t("export.verified")}</span>` : nothing}</dd></div></dl>
				<div class="links"><a class="button main" href=${this.file} download=${this.name}>${t("export.save")}</a>
					<a class="button" href=${this.manifestFile} download="${this.name}.manifest.json">${t("export.manifest")}</a>
					<button type="button" class="button" @click=${() => this.#close()}>${t("export.close")}</button></div>`;
			default: return html`<p role="alert" class="bad">${(this.problem instanceof Problem) ? t(this.problem.text) : this.problem.message}</p>
				<div class="links"><button type="button" class="button main" @click=${() => this.#start()}>${t("try-again")}</button>
					<button type="button" class="button" @click=${() => this.#close()}>${t("export.close")}</button></div>`;
		}
	}

	#progress() {
		return (this.total === undefined)
				? t("export.progress", { entries: t("entries.count", { count: this.rows }), size: size(this.bytes) })
				: t("export.progress.of", { rows: this.rows, entries: t("entries.count", { count: this.total }), size: size(this.bytes) });
	}

	#choice(format, title, text) {
		return html`<label class="choice"><input type="radio" name="format" .checked=${this.format === format}
			@change=${() => this.#choose(format)}><span><strong>${title}</strong>, ${text}</span></label>`;
	}

	#choose(format) {
		this.format = format;
		this.changed();
	}

	async #start() {
		const request = new AbortController();
		this.request = request;
		this.rows = 0;
		this.bytes = 0;
		await this.#step("running");
		// What takes its time goes on in a corner
		this.#dialog.close();
		this.#dialog.show();
		try {
			const response = await this.source.open(this.what.path, [["format", this.format], ...this.what.parameters], request.signal);
			this.name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1]
					?? `audit-log.${this.format}`;
			const blob = await this.#receive(response);
			await this.#check(blob, response.headers.get("X-Export-Id"));
			this.say(() => t("export.done.said", { entries: t("entries.count", { count: this.manifest.rows }) }));
			await this.#step("done");
			this.#dialog.querySelector("a[download]").click();
		}
		catch (error) {
			this.problem = request.signal.aborted ? new Problem("export.cancelled")
					: (error instanceof TypeError) ? new Problem("export.incomplete") : error;
			await this.#step("failed");
		}
	}

	/** Moves the focus only if it is in the dialog. */
	async #step(stage) {
		const isHere = this.#dialog.contains(this.root.activeElement);
		this.stage = stage;
		this.changed();
		await Promise.resolve();
		if (isHere) {
			this.#dialog.querySelector(".button").focus();
		}
	}

	async #receive(response) {
		const type = response.headers.get("Content-Type");
		const blobs = [];
		let parts = [];
		let held = 0;
		let drawn = 0;
		const reader = response.body.getReader();
		for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
			parts.push(chunk.value);
			held += chunk.value.length;
			this.bytes += chunk.value.length;
			this.rows += this.#lines(chunk.value);
			if (held > PART) {
				blobs.push(new Blob(parts));
				parts = [];
				held = 0;
			}
			if (performance.now() - drawn > 200) {
				drawn = performance.now();
				this.changed();
			}
		}
		return new Blob([...blobs, ...parts], { type });
	}

	/** Texts may hold ends of lines, so this is how far it came, and not the count. */
	#lines(bytes) {
		let lines = 0;
		for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
			lines++;
		}
		return lines;
	}

	/** Requires the last line, and compares what came with what the log says was sent. */
	async #check(blob, id) {
		const { trailer, content } = await this.#split(blob);
		if (trailer?.id !== id) {
			throw new Problem("export.incomplete");
		}
		this.manifest = await this.source.read(`${this.what.path}/${encodeURIComponent(id)}`, [], undefined, null);
		if (this.manifest.outcome !== "success" || trailer.rows !== this.manifest.rows
				|| trailer.sha256 !== this.manifest.sha256) {
			throw new Problem("export.mismatch");
		}
		this.isChecked = false;
		if (content.size <= CHECKED && crypto.subtle) {
			const digest = await crypto.subtle.digest("SHA-256", await content.arrayBuffer());
			const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
			if (sha256 !== this.manifest.sha256) {
				throw new Problem("export.damaged");
			}
			this.isChecked = true;
		}
		this.#forget();
		this.file = URL.createObjectURL(blob);
		this.manifestFile = URL.createObjectURL(new Blob([JSON.stringify({ file: this.name, ...this.manifest }, null, 2)],
				{ type: "application/json" }));
	}

	/** The last line, and what is before it; no trailer if the last line is another. */
	async #split(blob) {
		const end = await blob.slice(-TRAILER).text();
		const line = end.slice(end.lastIndexOf("\n", end.length - 2) + 1);
		const content = blob.slice(0, blob.size - new TextEncoder().encode(line).length);
		if (line.endsWith("\r\n")) {
			const [name, id, rows, sha256] = line.trimEnd().split(",");
			return { trailer: (name === "_export") ? { id, rows: Number(rows), sha256 } : null, content };
		}
		const document = DOCUMENT_END.exec(line);
		if (document) {
			const [, id, rows, sha256] = document;
			return { trailer: { id, rows: Number(rows), sha256 }, content };
		}
		const isTrailer = line.startsWith('{"_export":') && line.endsWith("\n");
		return { trailer: isTrailer ? JSON.parse(line)._export : null, content };
	}

	#forget() {
		[this.file, this.manifestFile].filter(Boolean).forEach((url) => URL.revokeObjectURL(url));
		this.file = null;
		this.manifestFile = null;
	}

	#cancel() {
		this.request.abort();
	}

	#close() {
		this.#dialog.close();
	}

	#closed() {
		if (this.#dialog.open) {
			return;
		}
		this.request?.abort();
		this.#forget();
		this.stage = null;
		this.changed();
	}

}

function size(bytes) {
	return (bytes < 1_000_000) ? `${number(Math.ceil(bytes / 1000))} kB` : `${number(Math.round(bytes / 100_000) / 10)} MB`;
}
