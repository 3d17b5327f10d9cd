import { figure, markdownTable } from "../table.ts";
import { type Figures, ratioOf } from "./figures.ts";
import { GOALS, type Goal } from "./goals.ts";

/** A Markdown table of all goals, with the figures for each. */
export function goalReport(figures: Figures): string {
  const rows = GOALS.map((goal) => {
    const value = goal.figure(figures);
    return [
      goal.what,
      goal.against,
      shown(goal, value),
      bound(goal, goal.must, value),
      bound(goal, goal.moonshot, value),
    ];
  });
  return `${markdownTable(["what", "against", "measured", "must", "moonshot"], rows)}\n${workersNote(figures)}`;
}

function shown({ unit }: Goal, value: number | undefined): string {
  if (value === undefined) return "absent";
  return unit === "×" ? `${figure(value)}×` : `${figure(value)} ms`;
}

function bound(goal: Goal, limit: number | undefined, value: number | undefined): string {
  if (limit === undefined) return "–";
  const said = `${goal.isFloor ? "≥" : "≤"} ${limit}${goal.unit === "×" ? "×" : " ms"}`;
  if (value === undefined) return said;
  const isMet = goal.isFloor ? value >= limit : value <= limit;
  return `${said} ${isMet ? "**met**" : "not met"}`;
}

/** The gain from a second process, on one resource. */
function workersNote(figures: Figures): string {
  const [resource, two] = ["portal, 119 KB", "reorigin, 2 workers"] as const;
  const more = ratioOf(
    figures.measured(two, resource, "requestsPerSecond"),
    figures.measured("reorigin", resource, "requestsPerSecond"),
  );
  const cost = figures.cpuRatio(resource, "reorigin", two);
  if (more === undefined || cost === undefined) return "";
  return `Two workers answer ${figure(more)} times as many requests as one (${resource}), at ${figure(cost)} times the CPU for each.\n`;
}
