import { readCommandLine } from "./command-line.ts";
import { writeJson } from "./json.ts";
import { proxyReport } from "./proxies/report.ts";
import { RunningProxies } from "./proxies/running-proxies.ts";
import { SCENARIOS } from "./proxies/scenarios.ts";
import { PACED, PROXIES, REFERENCES } from "./proxies/table.ts";
import { checkedTrials, measure, measurePaced, type Trial } from "./proxies/trials.ts";
import { median } from "./statistics.ts";

const commandLine = readCommandLine("npm run bench:proxy -- [options]", {
  rounds: { value: "N", about: "measurements, of which the median counts", default: "5" },
  seconds: { value: "N", about: "how long one measurement takes", default: "3" },
  only: { value: "TEXT", about: "only proxies with this in their names, beside the references" },
  page: { value: "TEXT", about: "only resources with this in their names" },
  json: { value: "FILE", about: "write the figures there, too" },
});

const only = commandLine.option("only") ?? "";
const proxies = PROXIES.filter((proxy) => proxy.name.includes(only) || REFERENCES.includes(proxy));
const scenarios = SCENARIOS.filter(({ name }) => name.includes(commandLine.option("page") ?? ""));
const rounds = commandLine.count("rounds");
const seconds = commandLine.count("seconds");

const running = new RunningProxies();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await running.close();
    process.exit(130);
  });
}

try {
  await running.start(proxies);
  const trials = await checkedTrials(running.servers, scenarios);
  await measureFullLoad(trials);
  await measureHalfLoad(trials);
  process.stdout.write(proxyReport(trials, running.absent));
  await writeJson(commandLine.option("json"), { results: trials.map(result) });
  process.exitCode = trials.some(({ proxy, fault }) => fault && proxy.name.startsWith("reorigin")) ? 1 : 0;
} finally {
  await running.close();
}

/** All take turns in each round, so that what disturbs the machine disturbs them alike. The first does not count. */
async function measureFullLoad(trials: readonly Trial[]): Promise<void> {
  const sound = trials.filter(({ fault }) => fault === undefined);
  for (let round = 0; round <= rounds; round++) {
    for (const trial of sound) trial.measurements.push(await measure(trial, seconds));
  }
  for (const { measurements } of sound) measurements.shift();
}

/** Some take turns again, each with half of the requests that the first of them answered. */
async function measureHalfLoad(trials: readonly Trial[]): Promise<void> {
  for (const rows of Map.groupBy(trials, ({ scenario }) => scenario).values()) {
    const sound = rows.filter(({ proxy, fault }) => PACED.includes(proxy) && fault === undefined);
    const first = sound.find(({ proxy }) => proxy === PACED[0]);
    if (first === undefined) continue;
    const half = median(first.measurements.map(({ requestsPerSecond }) => requestsPerSecond)) / 2;
    for (let round = 0; round < rounds; round++) {
      for (const trial of sound) trial.paced.push(await measurePaced(trial, half, seconds));
    }
  }
}

function result({ proxy, scenario, fault, measurements, paced }: Trial) {
  return { proxy: proxy.name, resource: scenario.name, fault, measurements, paced };
}
