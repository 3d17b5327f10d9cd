import { Document, type Node } from "yaml";
import type { Assembled } from "./assemble.ts";
import type { Note } from "./statement.ts";

/**
 * The configuration file: YAML with a comment for each statement that it does not say.
 *
 * @param title what the first comment says
 */
export function printConfig({ listen, trustedProxies, routes, notes }: Assembled, title: string): string {
  const document = new Document({
    ...(listen.length > 0 && { listen: listen.length === 1 ? listen[0] : listen }),
    ...(trustedProxies.length > 0 && { trustedProxies }),
    routes: routes.map(({ route }) => route),
  });
  document.commentBefore = [` ${title}`, ...notes.map(comment)].join("\n");
  routes.forEach(({ notes: about }, i) => {
    if (about.length > 0) (document.getIn(["routes", i], true) as Node).commentBefore = about.map(comment).join("\n");
  });
  return document.toString({ lineWidth: 0 });
}

function comment({ line, text, reason }: Note): string {
  return ` line ${line}: ${text}: ${reason}`;
}
