import type { Random } from "./random.ts";
import { word, words } from "./words.ts";

export const manualHead = `<title>The reference manual</title>
<link rel="stylesheet" href="manual.css">
<link rel="index" href="%origin%/manual/">
`;

/** One section of a generated manual: much text, many short tags, unquoted attributes, few absolute URLs. */
export function manualBlock(random: Random): string {
  return random.pick([clause, clause, clause, clause, definitions, listing])(random);
}

function clause(random: Random): string {
  const id = `${word(random)}-${random.below(10_000)}`;
  const links = Array.from({ length: 6 }, () => {
    const term = `${word(random)}-${word(random)}`;
    return `${words(random, 7)} <a href=#${term} id=${id}:${term}>${words(random, 2)}</a>`;
  });
  return `<h4 id=${id}><span class=number>${random.below(20)}.${random.below(90)}</span> ${words(random, 3)}</h4>\n
<p>${links.join(",\n")}; see <a href="%origin%/manual/${word(random)}.html#${id}">${words(random, 2)}</a>.\n\n`;
}

function definitions(random: Random): string {
  const terms = Array.from({ length: 5 }, () => {
    const term = word(random);
    return `<dt><dfn id=dfn-${term}>${term}</dfn><dd>${words(random, 14)} (<code>&lt;${term}&gt;</code>)\n`;
  });
  return `<dl class=switch>\n${terms.join("")}</dl>\n\n`;
}

function listing(random: Random): string {
  return `<pre class="example"><code>${Array.from({ length: 6 }, () => `&lt;${word(random)} ${word(random)}="${word(random)}"&gt;`).join("\n")}</code></pre>\n\n`;
}
