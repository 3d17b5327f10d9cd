import { Document, type Node } from "yaml";
import type { Assembled } from "./assemble.ts";
import type { Note } from "./directives/statement.ts";

/**
 * The configuration file: YAML, with a comment for each statement that it does not express.
 *
 * @param title text of the first comment
 */
export function printConfig({ config, notes, routeNotes }: Assembled, title: string): string {
  const document = new Document(config);
  document.commentBefore = [` ${title}`, ...notes.map(comment)].join("\n");
  routeNotes.forEach((own, i) => {
    const route = document.getIn(["routes", i], true) as Node;
    if (own.length > 0) route.commentBefore = own.map(comment).join("\n");
  });
  return document.toString({ lineWidth: 0 });
}

function comment({ line, text, reason }: Note): string {
  return ` line ${line}: ${text}: ${reason}`;
}
