import type { Answer } from "../application.ts";
import { LEGACY } from "../names.ts";

export function stylesheet(): Answer {
  return { type: "text/css; charset=utf-8", fields: { "Cache-Control": "max-age=60" }, body: STYLESHEET };
}

export function colours(): Answer {
  return { type: "text/css; charset=utf-8", fields: { "Cache-Control": "max-age=60" }, body: COLOURS };
}

const COLOURS = `:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf7, #14191d);
  --card: light-dark(#ffffff, #1c2329);
  --ink: light-dark(#1f2a30, #dde4e8);
  --faint: light-dark(#66757e, #90a0aa);
  --line: light-dark(#e2e0d8, #2e3840);
  --sea: light-dark(#1d4e6e, #7cbbe0);
  --sent: light-dark(#fbe3df, #54262a);
  --received: light-dark(#dcf1e0, #1e4630);
}
`;

const STYLESHEET = `@import "${LEGACY}/colours.css";
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
a { color: var(--sea); text-underline-offset: 0.15em; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 0.75rem; text-wrap: balance; }
h2 { font-size: 1.1rem; margin: 0 0 0.25rem; }
p { margin: 0 0 0.75rem; }
small, .hint { color: var(--faint); font-size: 0.875rem; }
img, object { max-width: 100%; border-radius: 8px; display: block; }
header { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: center; color: #fff;
  padding: 1.25rem max(1.25rem, 50vw - 36rem) 4rem;
  background: linear-gradient(#0b2536d9, #0b253640), url("${LEGACY}/harbour-960.png") center 55% / cover; }
header a { color: inherit; text-decoration: none; }
header .name { font-size: 1.25rem; font-weight: 650; }
header nav { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; align-items: center; margin-left: auto; }
main { padding: 2rem max(1.25rem, 50vw - 36rem) 4rem; }
input, textarea, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
  border-radius: 6px; padding: 0.4rem 0.7rem; }
button { cursor: pointer; background: var(--sea); color: var(--paper); border-color: transparent; }
label { display: block; margin-bottom: 0.75rem; max-width: 30rem; }
label input, textarea { display: block; width: 100%; }
table { border-collapse: collapse; }
td, th { padding: 0.25rem 1rem 0.25rem 0; text-align: left; vertical-align: top; }
.intro { max-width: 46rem; font-size: 1.1rem; }
.exhibit { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 1rem 2rem; margin-top: 1rem;
  padding: 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.exhibit .live { margin-top: 0.75rem; }
.exhibit iframe { width: 100%; height: 4.5rem; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
.comparison { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.25rem 0.75rem; margin: 0 0 0.5rem;
  font-size: 0.8125rem; }
.comparison dt { color: var(--faint); padding-top: 0.3rem; }
.comparison dd { margin: 0; padding: 0.3rem 0.6rem; border-radius: 6px; background: var(--paper); }
.comparison dd.received { margin-bottom: 0.5rem; }
.side-by-side { width: 100%; table-layout: fixed; font-size: 0.8125rem; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
mark { color: inherit; border-radius: 3px; }
.sent mark { background: var(--sent); }
.received mark { background: var(--received); }
output { display: block; min-height: 1.55em; }
@media (max-width: 48rem) { .exhibit { grid-template-columns: minmax(0, 1fr); } }
`;
