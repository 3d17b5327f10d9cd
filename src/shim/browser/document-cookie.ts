import { ownCookies, tagCookie } from "./cookie-names.ts";
import { isBelow } from "./is-below.ts";
import type { ShimMap } from "./mover.ts";
import { changeArguments, replaceFunction } from "./patch.ts";

/**
 * Lets scripts see and set the application's cookies under their own names, and for its own paths.
 *
 * @param owner what has the attribute `cookie`
 */
export function patchDocumentCookie({ mount, home, cookieTag }: ShimMap, owner: unknown): void {
  const movedPath = (path: string) => {
    if (mount !== "" && isBelow(path, mount)) return path;
    if (isBelow(path, home)) return mount + path.slice(home.length) || "/";
    return isBelow(home, path.replace(/\/$/, "")) ? `${mount}/` : path;
  };
  changeArguments(owner, "cookie", "set", ([cookie]) => {
    const text = String(cookie).replace(
      /(;\s*path\s*=\s*)(\/[^;]*)/gi,
      (_all, opening: string, path: string) => opening + movedPath(path.trim()),
    );
    return [cookieTag === "" ? text : tagCookie(text, cookieTag)];
  });
  replaceFunction(owner, "cookie", "get", {
    apply: (native, self, args) => {
      const line = Reflect.apply(native, self, args);
      return cookieTag === "" ? line : ownCookies(String(line), cookieTag, [String(line)]);
    },
  });
}
