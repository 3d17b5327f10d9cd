import { type Answer, redirect } from "../application.ts";
import { LEGACY } from "../names.ts";
import { page } from "./page.ts";

export function oldCatalogue(): Answer {
  return redirect(`${LEGACY}/catalogue`, 302);
}

export function olderCatalogue(): Answer {
  const refresh = `<meta http-equiv="refresh" content="1; url=${LEGACY}/catalogue">\n`;
  return page("Moved", "<h1>The catalogue has moved</h1>\n<p>You are taken there in a second.</p>", refresh);
}
