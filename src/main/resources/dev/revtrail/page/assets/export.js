/** Exports all entries of a filter to a file, with progress, while the page goes on, and checks what came. */

import { html, nothing } from "./lit-html/lit-html.js";
import { parameters } from "./address.js";
import { open, read } from "./api.js";
import { copyButton } from "./copy.js";
import { number } from "./words.js";

/** Parts are joined into blobs, which browsers keep on disk, so that memory stays free. */
const PART = 4 * 1024 * 1024;

/** Up to this size the file's SHA-256 is computed here, too. */
const CHECKED = 256 * 1024 * 1024;

/** Enough for the last line. */
const TRAILER = 1024;

const INCOMPLETE = "The export was interrupted, and the file would be incomplete. Try again.";

export class Export {

	/**
	 * Creates an export.
	 * @param options `changed()`, called when it must be drawn again; `say(text)`
	 */
	constructor({ changed, say }) {
		this.changed = changed;
		this.say = say;
		this.format = "csv";
		this.stage = null;
		addEventListener("beforeunload", (event) => {
			if (this.stage === "running") {
				event.preventDefault();
			}
		});
	}

	get #dialog() {
		return document.getElementById("export");
	}

	/**
	 * Asks what to export, unless an export goes on.
	 * @param filters the filters
	 * @param summary the filters in words
	 * @param count how many entries there are; undefined while they are being counted
	 */
	async ask(filters, summary, count) {
		if (this.stage === "running") {
			this.#dialog.querySelector("button").focus();
			return;
		}
		this.#forget();
		this.#dialog.close();
		this.filters = filters;
		this.summary = summary;
		this.total = undefined;
		this.count = count;
		this.stage = "asked";
		this.changed();
		// The dialog focuses what is in it once it is drawn
		await Promise.resolve();
		this.#dialog.showModal();
	}

	view() {
		this.total ??= this.count?.();
		return html`<dialog id="export" class="export" aria-labelledby="export-title" @close=${() => this.#closed()}>
			${(this.stage === null) ? nothing : html`<h2 id="export-title">Export entries</h2>
			<p>${(this.total === undefined) ? "All entries" : (this.total === 1) ? "1 entry" : `${number(this.total)} entries`}${
					this.summary ? html`: <strong>${this.summary}</strong>` : ", without filters"}.${(this.stage === "asked") ? " The export itself is recorded in the log." : nothing}</p>
			${this.#stages()}`}</dialog>`;
	}

	#stages() {
		switch (this.stage) {
			case "asked": return html`<fieldset><legend>Format</legend>
					${this.#choice("csv", "CSV", "for spreadsheets")}
					${this.#choice("ndjson", "NDJSON", "one JSON object per line, for programs")}</fieldset>
				<div class="links"><button type="button" class="button main" @click=${() => this.#start()}>Export</button>
					<button type="button" class="button" @click=${() => this.#close()}>Cancel</button></div>`;
			case "running": return html`<label class="progress">${number(this.rows)}${(this.total === undefined) ? "" : ` of ${number(this.total)}`} entries, ${size(this.bytes)}
					<progress max=${Math.max(this.total ?? 1, 1)} value=${(this.total === undefined) ? nothing : Math.min(this.rows, this.total)}></progress></label>
				<div class="links"><button type="button" class="button" @click=${() => this.#cancel()}>Cancel export</button></div>`;
			case "done": return html`<p class="good">The file ${this.name} is complete: ${number(this.manifest.rows)}
					${(this.manifest.rows === 1) ? "entry" : "entries"}, ${size(this.bytes)}.</p>
				<dl class="facts"><div><dt>SHA-256</dt><dd><code>${this.manifest.sha256}</code>${copyButton(this.manifest.sha256, "SHA-256", this.say)}
					${this.isChecked ? html`<span class="none">verified</span>` : nothing}</dd></div></dl>
				<div class="links"><a class="button main" href=${this.file} download=${this.name}>Save the file again</a>
					<a class="button" href=${this.manifestFile} download="${this.name}.manifest.json">Save the manifest</a>
					<button type="button" class="button" @click=${() => this.#close()}>Close</button></div>`;
			default: return html`<p role="alert" class="bad">${this.problem}</p>
				<div class="links"><button type="button" class="button main" @click=${() => this.#start()}>Try again</button>
					<button type="button" class="button" @click=${() => this.#close()}>Close</button></div>`;
		}
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
			const response = await open("export", [["format", this.format], ...parameters(this.filters)], request.signal);
			this.name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1]
					?? `audit-log.${this.format}`;
			const blob = await this.#receive(response);
			await this.#check(blob, response.headers.get("X-Export-Id"));
			this.say(`The export is complete: ${number(this.manifest.rows)} entries.`);
			await this.#step("done");
			this.#dialog.querySelector("a[download]").click();
		}
		catch (error) {
			this.problem = request.signal.aborted ? "The export was cancelled. No file was kept."
					: (error instanceof TypeError) ? INCOMPLETE
					: error.message;
			await this.#step("failed");
		}
	}

	/** Moves the focus only if it is in the dialog. */
	async #step(stage) {
		const isHere = this.#dialog.contains(document.activeElement);
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
			throw new Error(INCOMPLETE);
		}
		this.manifest = await read(`export/${encodeURIComponent(id)}`, []);
		if (this.manifest.outcome !== "success" || trailer.rows !== this.manifest.rows
				|| trailer.sha256 !== this.manifest.sha256) {
			throw new Error("The file does not match what the log recorded. Try again.");
		}
		this.isChecked = false;
		if (content.size <= CHECKED && crypto.subtle) {
			const digest = await crypto.subtle.digest("SHA-256", await content.arrayBuffer());
			const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
			if (sha256 !== this.manifest.sha256) {
				throw new Error("The file is damaged: its SHA-256 does not match. Try again.");
			}
			this.isChecked = true;
		}
		this.#forget();
		this.file = URL.createObjectURL(blob);
		this.manifestFile = URL.createObjectURL(new Blob([JSON.stringify({ file: this.name, ...this.manifest }, null, 2)],
				{ type: "application/json" }));
	}

	/** The last line, which is in ASCII, and what is before it; no trailer if the last line is another. */
	async #split(blob) {
		const end = await blob.slice(-TRAILER).text();
		const line = end.slice(end.lastIndexOf("\n", end.length - 2) + 1);
		const content = blob.slice(0, blob.size - line.length);
		if (line.endsWith("\r\n")) {
			const [name, id, rows, sha256] = line.trimEnd().split(",");
			return { trailer: (name === "_export") ? { id, rows: Number(rows), sha256 } : null, content };
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
