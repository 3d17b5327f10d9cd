import { REFERENCE } from "../engines/table.ts";
import { MOUNTED, PAGES } from "../pages.ts";
import { type Figures, ratioOf } from "./figures.ts";

/** A target for one figure. */
export interface Goal {
  readonly what: string;
  readonly against: string;
  readonly isFloor: boolean;
  readonly unit: "×" | "ms";
  readonly must: number;
  readonly moonshot: number | undefined;
  readonly figure: (figures: Figures) => number | undefined;
}

const NGINX = "nginx, sub_filter";
const BUN = "Bun, HTMLRewriter";
const APACHE = "Apache, mod_proxy_html";
const MIDDLEWARE = "http-proxy-middleware, interceptor";
const BARE = "node:http + undici, pass-through";

/** The engine's speed as a multiple of lol-html's, at least: [must, moonshot]. */
const ENGINE = { "": [2, 4], [MOUNTED.root]: [1.5, 2.5] } as const;

/** Processor time per request as a multiple of a peer's, at most: [must, moonshot]. */
const CPU = {
  "list, 3 KB": { [NGINX]: [2, 1.5], [BUN]: [0.5, 0.4], [APACHE]: [0.5, 0.35], [MIDDLEWARE]: [0.5, 0.35] },
  "portal, 119 KB": { [NGINX]: [2.5, 1.7], [BUN]: [0.5, 0.35], [APACHE]: [0.12, 0.08], [MIDDLEWARE]: [0.4, 0.3] },
  "manual, 714 KB": { [NGINX]: [3, 2], [BUN]: [0.4, 0.3], [APACHE]: [0.1, 0.06], [MIDDLEWARE]: [0.4, 0.3] },
  "portal, 119 KB, gzip": { [NGINX]: [1.5, 1.2] },
  "image, 60 KB": { [BARE]: [1.2, 1.05] },
} as const satisfies Record<string, Readonly<Record<string, readonly [must: number, moonshot: number]>>>;

/** Size → the goal for the cost that must not grow with it, in words. */
const GROWTH = {
  "page size": "a large page costs no more for each KB",
  mappings: "a hundred mappings cost no more than one",
  routes: "a thousand routes cost no more than one",
} as const;

export const GOALS: readonly Goal[] = [...engineGoals(), ...cpuGoals(), ...latencyGoals(), ...growthGoals()];

function engineGoals(): Goal[] {
  return Object.entries(ENGINE).flatMap(([mount, [must, moonshot]]) =>
    PAGES.map(({ name }) => ({
      what: `engine, ${name}${mount === "" ? "" : `, mounted at ${mount}/`}: speed`,
      against: REFERENCE,
      isFloor: true,
      unit: "×" as const,
      must,
      moonshot,
      figure: (figures) => figures.engineRatio(name, mount),
    })),
  );
}

function cpuGoals(): Goal[] {
  return Object.entries(CPU).flatMap(([resource, peers]) =>
    Object.entries(peers).map(([peer, [must, moonshot]]) => ({
      what: `proxy, ${resource}: CPU`,
      against: peer,
      isFloor: false,
      unit: "×" as const,
      must,
      moonshot,
      figure: (figures) => figures.cpuRatio(resource, peer),
    })),
  );
}

function latencyGoals(): Goal[] {
  const common = { against: BARE, isFloor: false };
  return PAGES.flatMap(({ name }) => [
    {
      ...common,
      what: `proxy, ${name}: p99 at half load`,
      unit: "×" as const,
      must: 1.5,
      moonshot: 1.2,
      figure: (figures: Figures) =>
        ratioOf(figures.paced("reorigin", name, "p99Ms"), figures.paced(BARE, name, "p99Ms")),
    },
    {
      ...common,
      what: `proxy, ${name}: first byte later by`,
      unit: "ms" as const,
      must: 1,
      moonshot: undefined,
      figure: (figures: Figures) => {
        const [own, bare] = ["reorigin", BARE].map((proxy) => figures.paced(proxy, name, "firstByteMs"));
        return own === undefined || bare === undefined ? undefined : own - bare;
      },
    },
  ]);
}

function growthGoals(): Goal[] {
  return Object.entries(GROWTH).map(([name, about]) => ({
    what: `growth: ${about}`,
    against: "the least of it",
    isFloor: false,
    unit: "×" as const,
    must: 1.2,
    moonshot: undefined,
    figure: (figures) => figures.growth(name),
  }));
}
