import { fail, readCommandLine } from "./command-line.ts";
import { casesOf } from "./engines/cases.ts";
import { EngineProcess } from "./engines/engine-process.ts";
import { engineReport } from "./engines/report.ts";
import { ENGINES, REFERENCE } from "./engines/table.ts";
import { checkedTrials, type Trial } from "./engines/trials.ts";
import { writeJson } from "./json.ts";

const commandLine = readCommandLine("npm run bench:engine -- [FILE[=INTERNAL[,ALIAS]...]]... [options]", {
  rounds: { value: "N", about: "measurements, of which the median counts", default: "5" },
  ms: { value: "N", about: "how long one measurement takes", default: "400" },
  only: { value: "TEXT", about: "only engines with this in their names, beside the reference" },
  json: { value: "FILE", about: "write the figures there, too" },
});

const only = commandLine.option("only") ?? "";
const engines = ENGINES.filter(({ name }) => name.includes(only) || name === REFERENCE);
const processes = engines.map((engine) => new EngineProcess(engine));
try {
  const cases = await casesOf(commandLine.operands).catch((error: Error) => fail(error.message));
  const trials = await checkedTrials(processes, cases);
  await measure(trials, commandLine.count("rounds"), commandLine.count("ms"));
  process.stdout.write(engineReport(trials));
  await writeJson(commandLine.option("json"), { results: trials.map(result) });
  process.exitCode = trials.some(({ fault, engine }) => fault && engine.name.startsWith("reorigin")) ? 1 : 0;
} finally {
  for (const process of processes) process.close();
}

/** All engines take turns in each round, so that what disturbs the machine disturbs them alike. The first does not count. */
async function measure(trials: readonly Trial[], rounds: number, forMs: number): Promise<void> {
  const sound = trials.filter(({ fault }) => fault === undefined);
  for (const {
    process,
    case: { name },
  } of sound)
    await process.measure(name, forMs);
  for (let round = 0; round < rounds; round++) {
    for (const {
      process,
      case: { name },
      bytesPerSecond,
    } of sound) {
      bytesPerSecond.push(await process.measure(name, forMs));
    }
  }
}

function result({ engine, case: { page, task }, fault, bytesPerSecond }: Trial) {
  return { engine: engine.name, page, mount: task.mount, fault, bytesPerSecond };
}
