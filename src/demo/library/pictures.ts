import { crc32, deflateSync } from "node:zlib";
import type { Answer } from "../application.ts";
import { LEGACY } from "../names.ts";

/** The widths the photograph comes in, in pixels. */
export const WIDTHS = [320, 640, 960] as const;

const PNG_SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const TRUECOLOUR_8_BIT = [8, 2, 0, 0, 0];

type Colour = readonly [red: number, green: number, blue: number];

export function photograph(width: number): Answer {
  return { type: "image/png", fields: { "Cache-Control": "max-age=3600" }, body: harbourPng(width) };
}

/** The harbour at dusk: sky above, water with a glitter below. */
export function harbourPng(width: number): Buffer {
  const height = Math.round(width * 0.4);
  return png(width, height, (x, y) => {
    const depth = y / height;
    const sun = Math.hypot(x / width - 0.7, (depth - 0.42) * 0.4) < 0.06;
    if (depth < 0.6)
      return sun ? [255, 244, 214] : [250 - 130 * (0.6 - depth), 150 + 40 * depth, 110 + 120 * (0.6 - depth)];
    const glitter = Math.sin((x / width) * 90 + depth * 400) > 0.93 ? 60 : 0;
    return [40 + glitter, 74 + glitter + 30 * (1 - depth), 110 + glitter];
  });
}

/** A drawing that holds the photograph and a link, both by their full name. */
export function drawing(): Answer {
  const body = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 64 64">
<rect width="64" height="64" rx="12" fill="#1d4e6e"/>
<image href="${LEGACY}/harbour-320.png" x="0" y="38" width="64" height="26" preserveAspectRatio="xMidYMid slice"/>
<a xlink:href="${LEGACY}/catalogue" target="_top"><path d="M31 10v26H16zM35 16v20h13zM12 40h40l-6 9H18z" fill="#fff"/></a>
</svg>
`;
  return { type: "image/svg+xml", body };
}

/** A PNG of one colour per pixel (https://www.w3.org/TR/png-3/). */
function png(width: number, height: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0, at = 0; y < height; y++) {
    at++; // The filter of this row: none.
    for (let x = 0; x < width; x++) for (const part of colourAt(x, y)) rows[at++] = part;
  }
  const header = Buffer.alloc(8);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk("IHDR", Buffer.concat([header, Buffer.from(TRUECOLOUR_8_BIT)])),
    pngChunk("IDAT", deflateSync(rows)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  named.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return chunk;
}
