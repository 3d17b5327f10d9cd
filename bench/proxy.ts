import { readCommandLine } from "./command-line.ts";
import { writeJson } from "./json.ts";
import { proxyReport } from "./proxies/report.ts";
import { proxyResult, runProxies } from "./proxies/run.ts";

const commandLine = readCommandLine("npm run bench:proxy -- [options]", {
  rounds: { value: "N", about: "measurements, of which the median counts", default: "5" },
  "warm-up": { value: "N", about: "seconds that each answers before it is measured", default: "6" },
  seconds: { value: "N", about: "how long one measurement takes", default: "3" },
  only: { value: "TEXT", about: "only proxies with this in their names, beside the references" },
  page: { value: "TEXT", about: "only resources with this in their names" },
  json: { value: "FILE", about: "write the figures there, too" },
});

const { trials, absent } = await runProxies({
  only: commandLine.option("only"),
  page: commandLine.option("page"),
  rounds: commandLine.count("rounds"),
  warmUpSeconds: commandLine.count("warm-up"),
  seconds: commandLine.count("seconds"),
});
process.stdout.write(proxyReport(trials, absent));
await writeJson(commandLine.option("json"), { results: trials.map(proxyResult) });
process.exitCode = trials.some(({ proxy, fault }) => fault && proxy.name.startsWith("reorigin")) ? 1 : 0;
