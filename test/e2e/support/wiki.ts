import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { harbourPng } from "../../../src/demo/library/pictures.ts";
import { startChild } from "./child.ts";
import { WIKI, WIKI_PAGES } from "./wiki-pages.ts";

/** Where Debian's package puts the program and its configuration. */
export const WIKI_PROGRAM = "/usr/share/dokuwiki";
const CONFIGURATION = "/etc/dokuwiki";
const DATA_FOLDERS = [
  "attic",
  "cache",
  "index",
  "locks",
  "log",
  "media",
  "media_attic",
  "media_meta",
  "meta",
  "pages",
  "tmp",
];

export const WIKI_USER = { name: "ada", password: "analytical engine" } as const;

export interface WikiOptions {
  /** Write whole URLs everywhere, instead of root-relative ones. Default false. */
  readonly canonical?: boolean;
}

export interface Wiki {
  /** Where it really listens. */
  readonly upstream: string;
  /** Its files, and those of the test; the folder goes away with the wiki. */
  readonly folder: string;
  close(): Promise<void>;
}

/** Starts the installed program under PHP's server, with configuration, pages and users in a folder of its own. */
export async function startWiki({ canonical = false }: WikiOptions = {}): Promise<Wiki> {
  const folder = await mkdtemp(join(tmpdir(), "reorigin-wiki-"));
  try {
    await install(folder, canonical);
    const php = await startChild(
      "php",
      ["-d", `auto_prepend_file=${join(folder, "prepend.php")}`, "-S", "127.0.0.1:0", "-t", WIKI_PROGRAM],
      { env: { PHP_CLI_SERVER_WORKERS: "4" }, ready: /\((http:[^)]+)\) started/ },
    );
    const close = async () => {
      await php.close();
      await rm(folder, { recursive: true, force: true });
    };
    return { upstream: php.ready[1]!, folder, close };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function install(folder: string, canonical: boolean): Promise<void> {
  const configuration = join(folder, "configuration");
  const data = join(folder, "data");
  await mkdir(configuration);
  const own = new Set(["acl.auth.php", "users.auth.php", "local.php"]);
  for (const name of await readdir(CONFIGURATION)) {
    if (!own.has(name)) await cp(join(CONFIGURATION, name), join(configuration, name), { dereference: true });
  }
  await Promise.all(DATA_FOLDERS.map((name) => mkdir(join(data, name), { recursive: true })));
  await writeFile(join(folder, "prepend.php"), prepend(configuration));
  await writeFile(join(configuration, "local.php"), settings(data, canonical));
  await writeFile(join(configuration, "acl.auth.php"), "*  @ALL  1\n*  @user  16\n");
  await writeFile(
    join(configuration, "users.auth.php"),
    `${WIKI_USER.name}:${passwordHash()}:Ada:ada@example.com:admin,user\n`,
  );
  for (const [id, text] of Object.entries(WIKI_PAGES)) await writeInto(join(data, "pages"), `${id}.txt`, text);
  await writeInto(join(data, "media"), "harbour.png", harbourPng(320));
}

async function writeInto(folder: string, id: string, content: string | Uint8Array): Promise<void> {
  const file = join(folder, ...id.split(":"));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** The oldest of the hashes that DokuWiki verifies. */
function passwordHash(): string {
  return createHash("md5").update(WIKI_USER.password).digest("hex");
}

function prepend(configuration: string): string {
  return `<?php
define('DOKU_MAIN_CONF', '${configuration}/');
define('DOKU_CONF', '${configuration}/');
define('DOKU_FARM', false);
`;
}

function settings(data: string, canonical: boolean): string {
  return `<?php
$conf['title'] = 'Harbour Wiki';
$conf['savedir'] = '${data}';
$conf['baseurl'] = '${WIKI}';
$conf['basedir'] = '/';
$conf['canonical'] = ${canonical ? 1 : 0};
$conf['useacl'] = 1;
$conf['superuser'] = '@admin';
$conf['disableactions'] = 'register,resendpwd';
$conf['gzip_output'] = 1;
`;
}
