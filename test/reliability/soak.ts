import { parseArgs } from "node:util";
import { soak } from "./support/soak.ts";
import { soakTable } from "./support/soak-table.ts";

/**
 * `npm run soak -- --minutes 30`: a mixed load, and what it does to the process. Exit code 1 when an answer was wrong or, in
 * five minutes or more, memory grew or the event loop was late in most samples.
 */
const MOST_BYTES_PER_MINUTE = 2 ** 20;
const MOST_LOOP_DELAY_MS = 100;
const { values } = parseArgs({ options: { minutes: { type: "string", default: "30" } } });
const endings: (() => unknown)[] = [];
try {
  const minutes = Number(values.minutes);
  const outcome = await soak({ after: (end) => endings.push(end) }, minutes * 60);
  process.stdout.write(soakTable(outcome));
  const isWrong = Object.values(outcome.loads).some(({ failures }) => failures.size > 0);
  const isLong = minutes >= 5;
  const grows = isLong && outcome.bytesPerMinute > MOST_BYTES_PER_MINUTE;
  const isLate = isLong && outcome.medianLoopDelayMs > MOST_LOOP_DELAY_MS;
  process.exitCode = isWrong || grows || isLate ? 1 : 0;
} finally {
  for (const end of endings.toReversed()) await end();
}
