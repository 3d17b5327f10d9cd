import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { BLOG_PROGRAM, BLOG_THEMES } from "./blog.ts";
import { CHROMIUM } from "./browser.ts";
import { DATABASE_SERVER } from "./database.ts";
import { APACHE, LIGHTTPD, TWISTED } from "./old-programs.ts";
import { CLI } from "./proxy.ts";
import { WIKI_PROGRAM } from "./wiki.ts";

/** What the tests need of the machine, and where it comes from. */
const NEEDS = {
  build: { isThere: () => existsSync(CLI), from: "npm run build" },
  curl: { isThere: () => isOnPath("curl"), from: "apt-get install curl" },
  chromium: { isThere: () => existsSync(CHROMIUM), from: "apt-get install chromium" },
  php: { isThere: () => isOnPath("php"), from: "apt-get install php-cli php-gd" },
  dokuwiki: { isThere: () => existsSync(WIKI_PROGRAM), from: "apt-get install dokuwiki" },
  mariadb: {
    isThere: () => existsSync(DATABASE_SERVER),
    from: "apt-get install mariadb-server-core mariadb-client-core",
  },
  lighttpd: { isThere: () => existsSync(LIGHTTPD), from: "apt-get install lighttpd" },
  apache: { isThere: () => existsSync(APACHE), from: "apt-get install apache2" },
  twisted: { isThere: () => existsSync(TWISTED), from: "apt-get install python3-twisted" },
  fossil: { isThere: () => isOnPath("fossil"), from: "apt-get install fossil" },
  wordpress: {
    isThere: () =>
      Object.values(BLOG_THEMES).every((theme) => existsSync(`${BLOG_PROGRAM}/wp-content/themes/${theme}`)),
    from: "apt-get install wordpress php-mysql wordpress-theme-twentytwentyone wordpress-theme-twentytwentythree",
  },
} as const;

/** Why tests that need these must be skipped; false when they need not be. */
export function missing(...names: (keyof typeof NEEDS)[]): string | false {
  const absent = names.filter((name) => !NEEDS[name].isThere());
  return absent.length > 0 && `needs ${absent.map((name) => `${name} (${NEEDS[name].from})`).join(", ")}`;
}

function isOnPath(program: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}
