import { isSocketUrl, parseServerUrl } from "../../url/server-url.ts";
import type { Problem } from "../problem.ts";
import { type Found, select, selectTexts } from "../select.ts";
import { FORMATS } from "./formats.ts";

/** What is wrong with the servers of a route. */
export function checkServers(options: unknown): Problem[] {
  return select(options, "routes.*").flatMap((route) => [
    ...checkName(route),
    ...checkTls(route),
    ...checkDuplicates(route),
  ]);
}

/** Without `internal`, an application has the name of its server. */
function checkName({ path, value }: Found): Problem[] {
  const [first] = serversOf(value);
  const isNamed = select(value, "internal").length > 0;
  if (isNamed || !first || !isSocketUrl(first.text)) return [];
  return [{ path: [...path, ...first.path], message: 'needs "internal" beside it: a socket has no host name' }];
}

function checkTls({ path, value }: Found): Problem[] {
  const given = serversOf(value).map(({ text }) => text);
  const texts = given.length > 0 ? given : selectTexts(value, "internal").map((found) => found.value);
  const isUsed = texts.length === 0 || texts.some((text) => text.startsWith("https:"));
  return select(value, "upstreamTls")
    .filter(() => !isUsed)
    .map((found) => ({ path: [...path, ...found.path], isKey: true, message: "needs an https upstream beside it" }));
}

/** Two spellings of one server. */
function checkDuplicates({ path, value }: Found): Problem[] {
  const servers = serversOf(value);
  return servers.flatMap((server, i) => {
    const twin = servers.slice(0, i).find(({ text }) => text === server.text);
    if (!twin || twin.value === server.value) return [];
    const message = `"${server.value}" is the same as "${twin.value}"`;
    return [{ path: [...path, ...server.path], message, related: [...path, ...twin.path] }];
  });
}

function serversOf(route: unknown) {
  return selectTexts(route, "upstream.*")
    .filter(({ value }) => FORMATS.server(value))
    .map((found) => ({ ...found, text: parseServerUrl(found.value).text }));
}
