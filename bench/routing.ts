import { parseTarget } from "../src/url/places/place.ts";
import { RouteTable } from "../src/url/route-table.ts";
import { median } from "./statistics.ts";
import { figure, markdownTable } from "./table.ts";

/** Measures the cost of finding a request's route among few and many routes. */
const SITES = [
  { hosts: 1, paths: 1 },
  { hosts: 1, paths: 20 },
  { hosts: 1000, paths: 20 },
] as const;

const ROUNDS = 7;
const PICKS = 300_000;
const ASKED_HOSTS = 1000;

function tableOf(hosts: number, paths: number): RouteTable<string> {
  const urls = Array.from({ length: hosts * paths }, (_, i) => {
    const path = i % paths === 0 ? "" : `app-${i % paths}/`;
    return `https://host-${Math.floor(i / paths)}.example.com/${path}`;
  });
  return new RouteTable(urls.map((url) => [parseTarget(url), url] as const));
}

/** @returns µs for one pick */
function measure({ hosts, paths }: (typeof SITES)[number]): number {
  const table = tableOf(hosts, paths);
  const asked = Array.from({ length: ASKED_HOSTS }, (_, i) => ({ host: `host-${i % hosts}.example.com`, port: -1 }));
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    for (let i = 0; i < PICKS; i++) {
      const { found } = table.pick(asked[i % ASKED_HOSTS] ?? { host: "", port: -1 }, `/app-${i % paths}/page.html`);
      if (!found) throw new Error("No route");
    }
    return ((performance.now() - started) * 1000) / PICKS;
  });
  return median(times);
}

const rows = SITES.map((site) => [`${site.hosts} × ${site.paths}`, figure(measure(site))]);
process.stdout.write(markdownTable(["hosts × paths", "µs for one request"], rows));
