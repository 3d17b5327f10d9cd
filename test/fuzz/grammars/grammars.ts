import type { Grammar } from "../mutator.ts";
import { APACHE, CONFIGURATION, LIGHTTPD, NGINX } from "./configurations.ts";
import { CSS, HTML, JSON_GRAMMAR, LINES, SCRIPT, VALUES, XML } from "./content.ts";
import { REQUESTS, RESPONSES } from "./messages.ts";

export const GRAMMARS = {
  html: HTML,
  css: CSS,
  script: SCRIPT,
  json: JSON_GRAMMAR,
  xml: XML,
  lines: LINES,
  values: VALUES,
  requests: REQUESTS,
  responses: RESPONSES,
  configuration: CONFIGURATION,
  apache: APACHE,
  nginx: NGINX,
  lighttpd: LIGHTTPD,
} as const satisfies Record<string, Grammar>;
