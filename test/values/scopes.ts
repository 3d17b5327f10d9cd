import { UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";

const INTERNAL = "http://legacy.internal:8080/";

/** The application under another host name. */
export const hosted: Scope = scopeFor("https://www.example.com/");
/** The application under a path of another site. */
export const mounted: Scope = scopeFor("https://www.example.com/app/");
/** The application under a path of a site without TLS, whose name no cookie can have as its Domain. */
export const local: Scope = scopeFor("http://127.0.0.1:3000/app/");
/** A path with chars that mean something in one syntax or another. Only an internal one may have them. */
export const awkward: Scope = new Scope(
  new UrlMap([{ public: INTERNAL, internal: "https://www.example.com/a'(b);c,d/" }]),
  "toInternal",
  `${INTERNAL}dir/page`,
);

function scopeFor(publicUrl: string): Scope {
  return new Scope(new UrlMap([{ public: publicUrl, internal: INTERNAL }]), "toPublic", `${INTERNAL}dir/page`);
}
