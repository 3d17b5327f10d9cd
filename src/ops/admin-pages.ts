import { LIVE_PAGE, LIVE_POLICY } from "./live/page.ts";
import { formatFamilies } from "./prometheus.ts";
import type { Report } from "./report.ts";

/** What the pages show. */
export interface AdminSources {
  readonly report: () => Promise<Report>;
  /** Whether requests should be sent here: false before listening and while draining. */
  readonly isReady: () => boolean;
}

export interface AdminPage {
  readonly status: number;
  /** Default text/plain. */
  readonly type?: string;
  readonly text: string;
  /** Content-Security-Policy. Default: nothing may be loaded. */
  readonly policy?: string;
}

/** A page, and who may see it. */
interface AdminRoute {
  /** Whether it shows requests of clients. Then only this machine may read it, whatever the listen address. */
  readonly isPrivate?: boolean;
  readonly answer: (sources: AdminSources) => AdminPage | Promise<AdminPage>;
}

export const ADMIN_PAGES: Readonly<Record<string, AdminRoute>> = {
  "/": {
    isPrivate: true,
    answer: () => ({ status: 200, type: "text/html; charset=utf-8", text: LIVE_PAGE, policy: LIVE_POLICY }),
  },
  "/live.json": { isPrivate: true, answer: liveFigures },
  "/healthz": { answer: () => ({ status: 200, text: "alive\n" }) },
  "/readyz": {
    answer: ({ isReady }) => (isReady() ? { status: 200, text: "ready\n" } : { status: 503, text: "not ready\n" }),
  },
  "/metrics": {
    answer: async ({ report }) => {
      const { metrics } = await report();
      return { status: 200, type: "text/plain; version=0.0.4; charset=utf-8", text: formatFamilies(metrics) };
    },
  },
};

async function liveFigures({ report, isReady }: AdminSources): Promise<AdminPage> {
  const { metrics, live } = await report();
  const samples = Object.assign({}, ...metrics.map((family) => family.samples));
  const figures = { at: Date.now(), isReady: isReady(), metrics: samples, live };
  return { status: 200, type: "application/json", text: JSON.stringify(figures) };
}
