import { median } from "../statistics.ts";
import type { ComparedProxy } from "./compared-proxy.ts";
import { RunningProxies } from "./running-proxies.ts";
import { SCENARIOS } from "./scenarios.ts";
import { PACED, PROXIES, REFERENCES } from "./table.ts";
import { checkedTrials, measure, measurePaced, type Trial } from "./trials.ts";

export interface ProxyRun {
  /** Only proxies with this in their names, beside the references. Default: all. */
  readonly only?: string | undefined;
  /** Only resources with this in their names. Default: all. */
  readonly page?: string | undefined;
  readonly rounds: number;
  /** How long each answers before it is measured. */
  readonly warmUpSeconds: number;
  /** How long one measurement takes. */
  readonly seconds: number;
}

export interface ProxyFigures {
  readonly trials: readonly Trial[];
  /** Why a proxy was not measured at all. */
  readonly absent: ReadonlyMap<ComparedProxy, string>;
}

/** Measures all proxies, each in a process of its own, before one application. */
export async function runProxies(run: ProxyRun): Promise<ProxyFigures> {
  const { only = "", page = "" } = run;
  const proxies = PROXIES.filter((proxy) => proxy.name.includes(only) || REFERENCES.includes(proxy));
  const scenarios = SCENARIOS.filter(({ name }) => name.includes(page));
  const running = new RunningProxies();
  const onSignal = () => void running.close().then(() => process.exit(130));
  for (const signal of SIGNALS) process.once(signal, onSignal);
  try {
    await running.start(proxies);
    const trials = await checkedTrials(running.servers, scenarios);
    await measureFullLoad(trials, run);
    await measureHalfLoad(trials, run);
    return { trials, absent: running.absent };
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    await running.close();
  }
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * All take turns in each round, so that what disturbs the machine disturbs them alike. The first round does not count:
 * V8 compiles a function for good when it ran some thousand times, and goes on for tens of thousands of requests.
 */
async function measureFullLoad(trials: readonly Trial[], run: ProxyRun): Promise<void> {
  const sound = trials.filter(({ fault }) => fault === undefined);
  for (const trial of sound) trial.measurements.push(await measure(trial, run.warmUpSeconds));
  for (let round = 0; round < run.rounds; round++) {
    for (const trial of sound) trial.measurements.push(await measure(trial, run.seconds));
  }
  for (const { measurements } of sound) measurements.shift();
}

/** Some take turns again, each with half of the requests that the first of them answered. */
async function measureHalfLoad(trials: readonly Trial[], { rounds, seconds }: ProxyRun): Promise<void> {
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

/** What of a trial is written down. */
export function proxyResult({ proxy, scenario, fault, measurements, paced }: Trial) {
  return { proxy: proxy.name, resource: scenario.name, fault, measurements, paced };
}
