// Reads every operation with the generated client, and prints the names of the operations.
import {
	AccessReportApi, AdminAuditLogApi, AuditApi, ChangeLogEntriesApi, Configuration, DocumentApi, FeedApi, RecordsApi,
} from "./client";

const configuration = new Configuration({ basePath: process.argv[2], accessToken: "demo-owner-key" });
const entries = new ChangeLogEntriesApi(configuration);
const records = new RecordsApi(configuration);

async function read<T>(operation: string, answer: Promise<T>, isRight: (value: T) => boolean = () => true): Promise<T> {
	const value = await answer;
	if (value === undefined || !isRight(value)) {
		throw new Error(`${operation} answered ${JSON.stringify(value)}`);
	}
	console.log(operation);
	return value;
}

async function main(): Promise<void> {
	await read("listChangeLogEntries", entries.listChangeLogEntries({ perPage: 100 }),
			(list) => list.items.length === 100 && list.item_count! > 1000 && list.next === undefined);
	const { items } = await read("listChangeLogEntries", entries.listChangeLogEntries({
		after: "", filtersDocumentTypes: ["Task"], filtersTypes: ["UPDATED"],
		attributes: ["details", "document_types", "documents"], sortBy: ["-created"],
	}), (list) => list.item_count === undefined && list.items[0].details?.updates !== undefined);
	const { _id: entry } = items[0];
	const { document_types: [type], documents: [id] } = await read("getChangeLogEntry", entries.getChangeLogEntry({ id: entry }));
	const history = await read("listRevisionsOfRecord", records.listRevisionsOfRecord({ type, id, labels: true }),
			(page) => page.items.length > 1);
	const newest = history.items[0].revision.number;
	await read("getStateOfRecord", records.getStateOfRecord({ type, id, atOrBefore: newest }),
			(state) => state.record.id === id && !state.deleted);
	await read("getDifferenceOfRecord", records.getDifferenceOfRecord({
		type, id, from: history.items[history.items.length - 1].revision.number, to: newest,
	}));
	await read("listDeletedRecords", records.listDeletedRecords({ type: "AppointmentInclusion" }));
	await read("getRevision", records.getRevision({ number: String(newest) }), (page) => page.items.length > 0);
	const request = history.items.map((item) => item.revision.request_id).find((found) => found)!;
	await read("listRequest", records.listRequest({ id: request }), (page) => page.items.length > 0);
	await read("addNote", entries.addNote({ note: { document_type: type, document: id, note: "Read in TypeScript" } }),
			(note) => note.details?.note === "Read in TypeScript");

	const file = await read("exportChangeLogEntries", entries.exportChangeLogEntries({ format: "ndjson" }));
	const trailer = JSON.parse((await file.text()).trimEnd().split("\n").pop()!)._export;
	await read("getChangeLogExport", entries.getChangeLogExport({ id: trailer.id }),
			(manifest) => manifest.sha256 === trailer.sha256 && manifest.rows === trailer.rows);

	const { items: [appointment] } = await entries.listChangeLogEntries({
		after: "", filtersDocumentTypes: ["Appointment"], attributes: ["documents"], perPage: 1,
	});
	const patient = appointment.documents![1];
	const reports = new AccessReportApi(configuration);
	const report = await read("getAccessReport", reports.getAccessReport({ patient, format: "ndjson", changes: true }));
	const end = JSON.parse((await report.text()).trimEnd().split("\n").pop()!)._export;
	await read("getAccessReportManifest", reports.getAccessReportManifest({ patient, id: end.id }),
			(manifest) => manifest.sha256 === end.sha256 && manifest.rows! > 0);

	await read("followEntries", new FeedApi(configuration).followEntries({ limit: 1000 }), (feed) => feed.items.length === 1000);
	await read("listAudit", new AuditApi(configuration).listAudit({ tenant: "acme", instance: "live", size: 100 }),
			(page) => page.content[0].timestamp instanceof Date);
	await read("listAdminAuditLog", new AdminAuditLogApi(configuration).listAdminAuditLog({ limit: 500 }),
			(page) => page.rows[0].ts instanceof Date);
	await read("getOpenApi", new DocumentApi(configuration).getOpenApi());
}

main().catch((error) => {
	console.error(error);
	process.exit(1);
});
