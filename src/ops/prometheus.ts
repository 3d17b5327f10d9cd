/**
 * Counters and histograms in the text format of Prometheus:
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */

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

  text(): string {
    const lines = [...this.#values].map(([value, count]) => {
      const labels = this.#label === undefined ? "" : `{${this.#label}="${escapeLabel(value)}"}`;
      return `${this.#name}${labels} ${count}\n`;
    });
    return `${heading(this.#name, this.#help, "counter")}${lines.join("")}`;
  }
}

/** How often a measure was at most each of some bounds. */
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

  text(): string {
    let below = 0;
    const buckets = this.#bounds.map((bound, i) => {
      below += this.#counts[i] ?? 0;
      return `${this.#name}_bucket{le="${bound}"} ${below}\n`;
    });
    const total = `${this.#name}_bucket{le="+Inf"} ${this.#count}\n`;
    const sums = `${this.#name}_sum ${this.#sum}\n${this.#name}_count ${this.#count}\n`;
    return `${heading(this.#name, this.#help, "histogram")}${buckets.join("")}${total}${sums}`;
  }
}

/** A number of this moment. */
export function gauge(name: string, help: string, value: number): string {
  return `${heading(name, help, "gauge")}${name} ${value}\n`;
}

function heading(name: string, help: string, type: "counter" | "gauge" | "histogram"): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

function escapeLabel(value: string): string {
  return value.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n");
}
