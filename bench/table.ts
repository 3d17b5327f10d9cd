/** A Markdown table. The first column is aligned to the left, all others to the right. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) => Math.max(3, ...[header, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => align(cell, column, widths)).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return `${[line(header), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n")}\n`;
}

/** A figure with about three significant digits: 1832, 40.2, 0.66. */
export function figure(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}

/** A ratio: 1.66×. */
export function ratio(value: number, reference: number | undefined): string {
  return reference === undefined ? "–" : `${figure(value / reference)}×`;
}

function align(cell: string, column: number, widths: readonly number[]): string {
  return column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
}
