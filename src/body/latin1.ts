/** The latin1 view of bytes: one byte, one char. */
export function latin1Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

export function bytesOf(latin1: string): Buffer {
  return Buffer.from(latin1, "latin1");
}
