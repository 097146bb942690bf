// Audits the GraphQL server at the address given: prints what is not as it should be, and fails on it.
import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2] });
const faults = [];
for (const result of results) {
  if (result.status !== 'ok') {
    const { response } = result;
    faults.push(`${result.status} ${result.id} ${result.name}: ${result.reason}`
      + (response ? ` (${response.status} ${response.headers.get('content-type')})` : ''));
  }
}
console.log(`${results.length} audits, ${faults.length} not ok`);
faults.forEach((fault) => console.log(fault));
process.exitCode = results.length > 0 && faults.length === 0 ? 0 : 1;
