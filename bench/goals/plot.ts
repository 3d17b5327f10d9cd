import { PAGES } from "../pages.ts";
import { PROXIES } from "../proxies/table.ts";
import { figure } from "../table.ts";
import type { Figures } from "./figures.ts";

const WIDTH = 760;
const LABEL_WIDTH = 250;
const FIGURE_WIDTH = 80;
const ROW = 18;
const TITLE = 34;

/** Colours of light and dark pages; the viewer's setting decides. */
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600 }
  .peer { fill: #9aa4af }
  .own { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    text { fill: #d1d7e0 }
    .peer { fill: #59636e }
    .own { fill: #4493f8 }
  }
`;

/** Bars with the processor time per request. Each page has its own scale. */
export function cpuPlot(figures: Figures): string {
  const parts: string[] = [];
  let top = 0;
  for (const { name } of PAGES) {
    const rows = PROXIES.flatMap((proxy) => {
      const cpuUs = figures.measured(proxy.name, name, "cpuUsPerRequest");
      return cpuUs === undefined ? [] : [{ name: proxy.name, cpuUs }];
    }).sort((a, b) => a.cpuUs - b.cpuUs);
    const longestUs = Math.max(...rows.map(({ cpuUs }) => cpuUs));
    parts.push(text(0, top + 22, `${name}: CPU µs for a request`, "title"));
    top += TITLE;
    for (const row of rows) {
      const length = ((WIDTH - LABEL_WIDTH - FIGURE_WIDTH) * row.cpuUs) / longestUs;
      const kind = row.name === "reorigin" ? "own" : "peer";
      parts.push(
        text(LABEL_WIDTH - 8, top + 13, row.name, "", "end"),
        `<rect class="${kind}" x="${LABEL_WIDTH}" y="${top + 3}" width="${length.toFixed(1)}" height="${ROW - 6}"/>`,
        text(LABEL_WIDTH + length + 6, top + 13, figure(row.cpuUs)),
      );
      top += ROW;
    }
  }
  const box = `viewBox="0 0 ${WIDTH} ${top + 8}" width="${WIDTH}" height="${top + 8}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} role="img" aria-label="Processor time for a request, by proxy and page">
<style>${STYLE}</style>
${parts.join("\n")}
</svg>
`;
}

function text(x: number, y: number, content: string, kind = "", anchor = "start"): string {
  const attributes = [kind && ` class="${kind}"`, anchor === "start" ? "" : ` text-anchor="${anchor}"`].join("");
  return `<text x="${x.toFixed(1)}" y="${y}"${attributes}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replace(/[&<]/g, (char) => `&#${char.charCodeAt(0)};`);
}
