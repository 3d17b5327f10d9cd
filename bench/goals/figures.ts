import { REFERENCE } from "../engines/table.ts";
import type { Trial as EngineTrial } from "../engines/trials.ts";
import type { Growth } from "../growth.ts";
import type { PacedResult } from "../proxies/paced-load.ts";
import type { ProxyFigures } from "../proxies/run.ts";
import type { Measurement, Trial as ProxyTrial } from "../proxies/trials.ts";
import { median } from "../statistics.ts";

/** Everything that one run has measured. */
export class Figures {
  readonly engines: readonly EngineTrial[];
  readonly proxies: ProxyFigures;
  readonly growths: readonly Growth[];

  constructor(engines: readonly EngineTrial[], proxies: ProxyFigures, growths: readonly Growth[]) {
    this.engines = engines;
    this.proxies = proxies;
    this.growths = growths;
  }

  /** Our engine's speed as a multiple of lol-html's; undefined if one of them was not measured. */
  engineRatio(page: string, mount: string): number | undefined {
    return ratioOf(this.#speed("reorigin, scan", page, mount), this.#speed(REFERENCE, page, mount));
  }

  /** Our processor time per request, as a multiple of a peer's. */
  cpuRatio(resource: string, peer: string, own = "reorigin"): number | undefined {
    return ratioOf(this.measured(own, resource, "cpuUsPerRequest"), this.measured(peer, resource, "cpuUsPerRequest"));
  }

  measured(proxy: string, resource: string, what: NumberIn<Measurement>): number | undefined {
    return medianOf(this.#trial(proxy, resource)?.measurements, what);
  }

  paced(proxy: string, resource: string, what: NumberIn<PacedResult>): number | undefined {
    return medianOf(this.#trial(proxy, resource)?.paced, what);
  }

  growth(name: string): number | undefined {
    const found = this.growths.find((growth) => growth.name.startsWith(name));
    return found && found.mostUs / found.leastUs;
  }

  #speed(engine: string, page: string, mount: string): number | undefined {
    const found = this.engines.find(
      (trial) => trial.engine.name === engine && trial.case.page === page && trial.case.task.mount === mount,
    );
    return found && medianOfAny(found.bytesPerSecond);
  }

  #trial(proxy: string, resource: string): ProxyTrial | undefined {
    const found = this.proxies.trials.find((trial) => trial.proxy.name === proxy && trial.scenario.name === resource);
    return found && isSound(found) ? found : undefined;
  }
}

/** Whether nearly all requests were answered. Failed requests are cheap, and would distort the figures. */
function isSound({ measurements, paced }: ProxyTrial): boolean {
  return [...measurements, ...paced].every(({ failures, requests }) => failures <= requests / 100);
}

type NumberIn<T> = { [Name in keyof T]: T[Name] extends number ? Name : never }[keyof T];

/** A ratio of two figures that may be missing. */
export function ratioOf(figure: number | undefined, reference: number | undefined): number | undefined {
  return figure === undefined || reference === undefined ? undefined : figure / reference;
}

function medianOf<Name extends string>(
  results: readonly Readonly<Record<Name, number>>[] = [],
  name: Name,
): number | undefined {
  return medianOfAny(results.map((result) => result[name]));
}

function medianOfAny(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : median(values);
}
