import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { harbourPng } from "../../../src/demo/library/pictures.ts";
import { BLOG, BLOG_CONTENT } from "./blog-content.ts";
import { type Child, startChild } from "./child.ts";
import { type Database, startDatabase } from "./database.ts";

/** Where Debian's packages put the program and its themes. */
export const BLOG_PROGRAM = "/usr/share/wordpress";
export const BLOG_THEMES = { classic: "twentytwentyone", block: "twentytwentythree" } as const;

export const BLOG_USER = { name: "ada", password: "analytical engine" } as const;

const ROUTER = fileURLToPath(new URL("blog-router.php", import.meta.url));
const SEED = fileURLToPath(new URL("blog-seed.php", import.meta.url));
const PHP_OPTIONS = ["-d", "sendmail_path=/bin/true", "-d", "display_errors=0"];

export interface Blog {
  /** Where it really listens. */
  readonly upstream: string;
  /** Its files, and those of the test; the folder goes away with the blog. */
  readonly folder: string;
  /** Fills the blog, once it is installed, with what its authors and readers wrote. */
  seed(): Promise<void>;
  /** What is stored of a post. */
  stored(name: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts a copy of the program under PHP's server, with a database that is empty: it waits to be installed. */
export async function startBlog(): Promise<Blog> {
  const folder = await mkdtemp(join(tmpdir(), "reorigin-blog-"));
  const closing = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const next of closing.toReversed()) await next();
  };
  try {
    const site = join(folder, "site");
    const database = await startDatabase(folder, "blog");
    closing.push(database.close);
    await copyProgram(site, database);
    const php = await startServer(site);
    closing.push(async () => void (await php.close()));
    const stored = (name: string) =>
      database.query(`SELECT post_content FROM wp_posts WHERE post_name = '${name}' AND post_status = 'publish'`);
    return { upstream: php.ready[1]!, folder, seed: () => seed(folder, site), stored, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A copy, because the program looks for its configuration beside itself and stores uploads below itself. */
async function copyProgram(site: string, database: Database): Promise<void> {
  await cp(BLOG_PROGRAM, site, { recursive: true, dereference: true });
  await rm(join(site, ".htaccess"), { force: true });
  await mkdir(join(site, "wp-content", "uploads"));
  await writeFile(join(site, "wp-config.php"), settings(database));
}

function startServer(site: string): Promise<Child> {
  return startChild("php", [...PHP_OPTIONS, "-S", "127.0.0.1:0", "-t", site, ROUTER], {
    env: { PHP_CLI_SERVER_WORKERS: "6" },
    ready: /\((http:[^)]+)\) started/,
  });
}

async function seed(folder: string, site: string): Promise<void> {
  const content = join(folder, "content.json");
  const picture = join(folder, "picture.png");
  await writeFile(content, JSON.stringify(BLOG_CONTENT));
  await writeFile(picture, harbourPng(1200));
  await promisify(execFile)("php", [SEED, site, content, picture]);
}

/** The site address is fixed, and the program asks nothing of the network. */
function settings({ name, socket }: Database): string {
  return `<?php
define('WP_HOME', '${BLOG}');
define('WP_SITEURL', '${BLOG}');
define('DB_NAME', '${name}');
define('DB_HOST', 'localhost:${socket}');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_CHARSET', 'utf8mb4');
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;
}
