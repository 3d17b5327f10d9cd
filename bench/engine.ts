import { fail, readCommandLine } from "./command-line.ts";
import { engineReport } from "./engines/report.ts";
import { engineResult, runEngines } from "./engines/run.ts";
import { writeJson } from "./json.ts";

const commandLine = readCommandLine("npm run bench:engine -- [FILE[=INTERNAL[,ALIAS]...]]... [options]", {
  rounds: { value: "N", about: "measurements, of which the median counts", default: "5" },
  ms: { value: "N", about: "how long one measurement takes", default: "400" },
  only: { value: "TEXT", about: "only engines with this in their names, beside the reference" },
  json: { value: "FILE", about: "write the figures there, too" },
});

const trials = await runEngines({
  files: commandLine.operands,
  only: commandLine.option("only"),
  rounds: commandLine.count("rounds"),
  ms: commandLine.count("ms"),
}).catch((error: Error) => fail(error.message));
process.stdout.write(engineReport(trials));
await writeJson(commandLine.option("json"), { results: trials.map(engineResult) });
process.exitCode = trials.some(({ fault, engine }) => fault && engine.name.startsWith("reorigin")) ? 1 : 0;
