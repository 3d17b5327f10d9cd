import type { Random } from "./random.ts";
import { word, words } from "./words.ts";

export const portalHead = `<title>The staff portal</title>
<meta property="og:url" content="%origin%/">
<link rel="canonical" href="%origin%/">
<link rel="stylesheet" href="%root%/css/main.css?v=12">
<style>
body { margin: 0; font: 16px/1.5 sans-serif; background: #fff url(img/paper.png) repeat-x }
.card > h3 { margin: 0 0 .5em } @media (max-width: 40em) { .card { width: 100% } }
</style>
<script src="%root%/js/jquery.min.js"></script>
`;

/** One piece of a page of a web application: much markup, many attributes, some scripts. */
export function portalBlock(random: Random): string {
  return random.pick([menu, menu, card, card, card, paragraph, paragraph, timetable, searchForm, inlineScript])(random);
}

function menu(random: Random): string {
  const links = Array.from({ length: 6 }, () => {
    const topic = word(random);
    return `    <li class="menu-item">
      <a href="${reference(random)}" class="menu-link" data-category="topnav" data-label="${topic}">${topic}</a>
    </li>\n`;
  });
  return `<nav class="menu">\n  <ul>\n${links.join("")}  </ul>\n</nav>\n\n`;
}

function card(random: Random): string {
  const id = random.below(10_000);
  return `<div class="card" id="card-${id}">
  <img src="%root%/img/${id}.jpg" srcset="img/${id}.jpg 1x, img/${id}@2x.jpg 2x" width="320" height="200" alt="">
  <h3><a href="${reference(random)}" title="${words(random, 3)}">${words(random, 4)}</a></h3>
  <p>${words(random, 30)} &amp; ${words(random, 12)}&nbsp;&hellip;
  <a class="more" href="${reference(random)}">Read on</a></p>
</div>\n\n`;
}

function paragraph(random: Random): string {
  return `<!-- ${words(random, 5)} -->\n<p>${words(random, 60)} <a href="${reference(random)}">${words(random, 2)}</a>, \
${words(random, 40)} <em>${words(random, 3)}</em> ${words(random, 25)}.</p>\n\n`;
}

function timetable(random: Random): string {
  const rows = Array.from({ length: 8 }, () => {
    const cells = Array.from({ length: 4 }, () => `<td class="cell">${random.below(1000)}</td>`);
    return `  <tr><th scope="row"><a href="item?id=${random.below(1000)}&amp;view=full">${word(random)}</a></th>${cells.join("")}</tr>\n`;
  });
  return `<table class="times">\n${rows.join("")}</table>\n\n`;
}

function searchForm(random: Random): string {
  return `<form method="post" action="${reference(random)}">
  <label for="q">${word(random)}</label> <input type="search" id="q" name="q" value="" placeholder="${word(random)}">
  <button type="submit" class="button">Search</button>
</form>\n\n`;
}

function inlineScript(random: Random): string {
  const lines = Array.from(
    { length: 8 },
    () =>
      `  if (state.${word(random)} < ${random.below(100)} && !seen['${word(random)}']) { seen.push("<b>${word(random)}</b>") }\n`,
  );
  return `<script>\n(function () {\n  var state = { "next": 3, 'path': 'img/a.png' }, seen = []\n${lines.join("")}})()\n</script>\n\n`;
}

/** A reference to another page: absolute or root-relative to the application, relative, or foreign. */
function reference(random: Random): string {
  const path = `${word(random)}/${word(random)}-${random.below(1000)}.html`;
  return random.pick([`%origin%/${path}`, `%root%/${path}`, `%root%/${path}`, path, `https://cdn.example.net/${path}`]);
}
