/**
 * Counters, histograms and gauges, as data that adds up over several processes and as the text format of Prometheus:
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */

/** A metric with all of its samples at one moment. Plain data: it may come from another process. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "histogram" | "gauge";
  /** The start of a sample's line, up to its value → the value. */
  readonly samples: Readonly<Record<string, number>>;
}

/** A number that only grows, one for each value of its label. */
export class Counter {
  readonly #name: string;
  readonly #help: string;
  readonly #label: string | undefined;
  readonly #values = new Map<string, number>();

  /** @param label its values must come from a small set; undefined for a counter that has none */
  constructor(name: string, help: string, label?: string) {
    this.#name = name;
    this.#help = help;
    this.#label = label;
    if (label === undefined) this.#values.set("", 0);
  }

  add(amount = 1, value = ""): void {
    this.#values.set(value, (this.#values.get(value) ?? 0) + amount);
  }

  family(): MetricFamily {
    const samples = [...this.#values].map(([value, count]) => [sample(this.#name, this.#label, value), count]);
    return { name: this.#name, help: this.#help, type: "counter", samples: Object.fromEntries(samples) };
  }
}

/** Counts, for each of some bounds, how many observations were at most that large. */
export class Histogram {
  readonly #name: string;
  readonly #help: string;
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #count = 0;
  #sum = 0;

  /** @param bounds ascending */
  constructor(name: string, help: string, bounds: readonly number[]) {
    this.#name = name;
    this.#help = help;
    this.#bounds = bounds;
    this.#counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.#count++;
    this.#sum += value;
    const index = this.#bounds.findIndex((bound) => value <= bound);
    if (index !== -1) this.#counts[index] = (this.#counts[index] ?? 0) + 1;
  }

  family(): MetricFamily {
    const samples: Record<string, number> = {};
    let below = 0;
    for (const [i, bound] of this.#bounds.entries()) {
      below += this.#counts[i] ?? 0;
      samples[sample(`${this.#name}_bucket`, "le", String(bound))] = below;
    }
    samples[sample(`${this.#name}_bucket`, "le", "+Inf")] = this.#count;
    samples[`${this.#name}_sum`] = this.#sum;
    samples[`${this.#name}_count`] = this.#count;
    return { name: this.#name, help: this.#help, type: "histogram", samples };
  }
}

/** A value at this moment. */
export function gauge(name: string, help: string, value: number): MetricFamily {
  return { name, help, type: "gauge", samples: { [name]: value } };
}

/** Values at this moment, one for each value of a label. */
export function gauges(
  [name, help]: readonly [name: string, help: string],
  label: string,
  values: readonly (readonly [value: string, number: number])[],
): MetricFamily {
  const samples = values.map(([value, number]) => [sample(name, label, value), number]);
  return { name, help, type: "gauge", samples: Object.fromEntries(samples) };
}

/** Merges families of the same name and sums their samples. Families stay in the order in which they first occur. */
export function sumFamilies(families: readonly MetricFamily[]): MetricFamily[] {
  const sums = new Map<string, { family: MetricFamily; samples: Record<string, number> }>();
  for (const family of families) {
    const sum = sums.get(family.name) ?? { family, samples: {} };
    for (const [key, value] of Object.entries(family.samples)) sum.samples[key] = (sum.samples[key] ?? 0) + value;
    sums.set(family.name, sum);
  }
  return [...sums.values()].map(({ family, samples }) => ({ ...family, samples }));
}

export function formatFamilies(families: readonly MetricFamily[]): string {
  return families
    .map(({ name, help, type, samples }) => {
      const lines = Object.entries(samples).map(([key, value]) => `${key} ${value}\n`);
      return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
    })
    .join("");
}

function sample(name: string, label: string | undefined, value: string): string {
  return label === undefined ? name : `${name}{${label}="${escapeLabel(value)}"}`;
}

function escapeLabel(value: string): string {
  return value.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n");
}
