import type { Random } from "./random.ts";

export function words(random: Random, count: number): string {
  return Array.from({ length: count }, () => word(random)).join(" ");
}

export function word(random: Random): string {
  return random.pick(WORDS);
}

const WORDS = (
  "about account again archive before between booking browse calendar change chapter contact course detail during every " +
  "first general history holiday import invoice journal keep label library manual member message month never notice office " +
  "order other page paper people place policy print product question reading recent report request result room search " +
  "section service should simple state student subject table their these through title today together travel under update " +
  "value visit where while without write year"
).split(" ");
