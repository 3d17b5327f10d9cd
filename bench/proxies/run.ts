import { median } from "../statistics.ts";
import type { ComparedProxy } from "./compared-proxy.ts";
import { RunningProxies } from "./running-proxies.ts";
import { SCENARIOS } from "./scenarios.ts";
import { PACED, PROXIES, REFERENCES } from "./table.ts";
import { checkedTrials, measure, measurePaced, type Trial } from "./trials.ts";

export interface ProxyRun {
  /** Only proxies whose names contain this, besides the references. Default: all. */
  readonly only?: string | undefined;
  /** Only resources whose names contain this. Default: all. */
  readonly page?: string | undefined;
  readonly rounds: number;
  /** How long each proxy runs under load before it is measured. */
  readonly warmUpSeconds: number;
  /** How long one measurement takes. */
  readonly seconds: number;
}

export interface ProxyFigures {
  readonly trials: readonly Trial[];
  /** Why a proxy was not measured at all. */
  readonly absent: ReadonlyMap<ComparedProxy, string>;
}

/** Measures all proxies, each in a process of its own, in front of one application. */
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
 * All take turns in each round, so that other load disturbs them alike. The first round does not count: V8 optimizes a
 * function after some thousand calls, and goes on optimizing for tens of thousands of requests.
 */
async function measureFullLoad(trials: readonly Trial[], run: ProxyRun): Promise<void> {
  const sound = trials.filter(({ fault }) => fault === undefined);
  for (const trial of sound) trial.measurements.push(await measure(trial, run.warmUpSeconds));
  for (let round = 0; round < run.rounds; round++) {
    for (const trial of sound) trial.measurements.push(await measure(trial, run.seconds));
  }
  for (const { measurements } of sound) measurements.shift();
}

/** Measures some again, in turns, each under half of the load that the first of them can bear. */
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

/** The result of a trial for the JSON file. */
export function proxyResult({ proxy, scenario, fault, measurements, paced }: Trial) {
  return { proxy: proxy.name, resource: scenario.name, fault, measurements, paced };
}
