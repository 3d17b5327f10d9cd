import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readCommandLine } from "./command-line.ts";
import { engineReport } from "./engines/report.ts";
import { engineResult, runEngines } from "./engines/run.ts";
import { Figures } from "./goals/figures.ts";
import { cpuPlot } from "./goals/plot.ts";
import { goalReport } from "./goals/report.ts";
import { measureGrowth } from "./growth.ts";
import { writeJson } from "./json.ts";
import { proxyReport } from "./proxies/report.ts";
import { proxyResult, runProxies } from "./proxies/run.ts";

const commandLine = readCommandLine("npm run bench -- [options]", {
  rounds: { value: "N", about: "measurements, of which the median counts", default: "5" },
  quick: { about: "one round of short measurements: figures to see that all runs, not to believe" },
  docs: {
    value: "FOLDER",
    about: "write tables, figures and plot there: benchmarks.md, benchmarks.json, benchmarks.svg",
  },
});
/** The part of the page that each run replaces. */
const GENERATED = /(<!-- figures -->)[\s\S]*(<!-- end of figures -->)/;

const PLOT = "![Processor time for a request, by proxy and page](benchmarks.svg)";

const isQuick = commandLine.has("quick");
const rounds = isQuick ? 1 : commandLine.count("rounds");

const figures = new Figures(
  await runEngines({ rounds, ms: isQuick ? 50 : 150 }),
  await runProxies({ rounds, warmUpSeconds: isQuick ? 0.3 : 6, seconds: isQuick ? 0.3 : 1 }),
  await measureGrowth(rounds, isQuick ? 50 : 300),
);
const { engines, proxies, growths } = figures;
const report = [
  `## Goals\n\n${goalReport(figures)}`,
  `## HTML engines\n\n${engineReport(engines)}`,
  `## Proxies\n\n${proxyReport(proxies.trials, proxies.absent)}`,
].join("\n");
process.stdout.write(report);
await writeDocs(commandLine.option("docs"));

async function writeDocs(folder: string | undefined): Promise<void> {
  if (folder === undefined) return;
  const page = join(folder, "benchmarks.md");
  const text = await readFile(page, "utf8");
  await writeFile(
    page,
    text.replace(GENERATED, (_, start: string, end: string) => `${start}\n\n${PLOT}\n\n${report}\n${end}`),
  );
  await writeFile(join(folder, "benchmarks.svg"), cpuPlot(figures));
  await writeJson(join(folder, "benchmarks.json"), {
    engines: engines.map(engineResult),
    proxies: proxies.trials.map(proxyResult),
    growths,
  });
}
