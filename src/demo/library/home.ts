import type { Answer } from "../application.ts";
import { EXHIBITS, type Exhibit } from "../exhibits.ts";
import { spellOut } from "../markup.ts";
import { COMPARISON, LEGACY } from "../names.ts";
import { page } from "./page.ts";

export function home(): Answer {
  const exhibits = Object.entries(EXHIBITS).map(([name, exhibit]) => exhibitMarkup(name, exhibit));
  const article = `<h1>An application that nobody can change</h1>
<p class="intro">It believes it lives at <code>${spellOut(LEGACY)}/</code> and uses that address everywhere.
You have it open at <code>${LEGACY}/</code>, because reorigin rewrites every address on the way.
Everything below works. Each item shows what the application sent and what you received.</p>
${exhibits.join("\n")}`;
  return page("Harbour", article);
}

function exhibitMarkup(name: string, { title, text, live }: Exhibit): string {
  const whole = `<a href="${COMPARISON}/?exhibit=${name}">The whole response, side by side</a>`;
  return `<section class="exhibit" id="${name}">
<div><h2>${title}</h2>
<p>${text}</p>
<div class="live">${live}</div></div>
<div><div data-exhibit="${name}"></div><small>${whole}</small></div>
</section>`;
}
