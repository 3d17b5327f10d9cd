/** The latin1 view of bytes: one byte, one char. */
export function latin1Of(bytes: Uint8Array): string {
  return bufferOf(bytes).toString("latin1");
}

/** The same bytes, not a copy. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function bytesOf(latin1: string): Buffer {
  return latin1 === "" ? NOTHING : Buffer.from(latin1, "latin1");
}

const NOTHING = Buffer.alloc(0);

/** Concatenates bytes; copies nothing if one side is empty. */
export function joined(bytes: Uint8Array, more: Uint8Array): Uint8Array {
  if (bytes.length === 0) return more;
  return more.length === 0 ? bytes : Buffer.concat([bytes, more]);
}
