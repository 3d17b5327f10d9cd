import assert from "node:assert/strict";
import type { Locator } from "playwright-core";

/** What is used of an HTMLImageElement. */
interface DecodableImage {
  readonly naturalWidth: number;
  decode(): Promise<void>;
}

/** Asserts that the first of these pictures can be loaded and decoded. */
export async function assertShown(picture: Locator): Promise<void> {
  const width = await picture.first().evaluate(async (image: DecodableImage) => {
    await image.decode();
    return image.naturalWidth;
  });
  assert.ok(width > 0);
}
