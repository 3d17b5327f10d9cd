import { parseArgs } from "node:util";
import { soak } from "./support/soak.ts";
import { soakTable } from "./support/soak-table.ts";

/** `npm run soak -- --minutes 30`: a mixed load, and what it does to the process. Exit code 1 when an answer was wrong. */
const { values } = parseArgs({ options: { minutes: { type: "string", default: "30" } } });
const endings: (() => unknown)[] = [];
try {
  const outcome = await soak({ after: (end) => endings.push(end) }, Number(values.minutes) * 60);
  process.stdout.write(soakTable(outcome));
  process.exitCode = Object.values(outcome.loads).some(({ failures }) => failures.size > 0) ? 1 : 0;
} finally {
  for (const end of endings.toReversed()) await end();
}
