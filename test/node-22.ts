import { SOUND_CODINGS } from "../src/body/codings/coding.ts";

/*
 * What Node 22 does otherwise, as docs/operation.md says: why a test is skipped there, or false.
 */

const [major = 0] = process.versions.node.split(".").map(Number);
const [, libuvMinor = 0] = process.versions.uv.split(".").map(Number);

export const CUT_ZSTD_PASSES = !SOUND_CODINGS.has("zstd") && "this Node does not tell that zstd is cut off";
/** https://github.com/libuv/libuv/pull/4997 */
export const RESETS_PASS = libuvMinor < 52 && "this Node takes a reset right behind content for an end";
export const FIELDS_STAY_SINGLE = major < 24 && "this Node does not send some fields twice in HTTP/2";
export const ODD_NAMES_END_STREAMS = major < 24 && "this Node ends HTTP/2 streams with odd field names";
/** https://github.com/whatwg/url/pull/817 */
export const CARETS_STAY = new URL("http://a/^").pathname === "/^" && "this Node does not encode ^ in paths";
