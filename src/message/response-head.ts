/** undici's flat list of buffers as latin1 strings. */
export function rawFields(raw: unknown): string[] {
  if (!Array.isArray(raw)) return [];
  const fields = new Array<string>(raw.length);
  for (let i = 0; i < raw.length; i++) {
    const part: Buffer | string = raw[i];
    fields[i] = typeof part === "string" ? part : part.toString("latin1");
  }
  return fields;
}

/** What stands behind the status: "" (which Node fills in) where the upstream's own words could not be sent. */
export function reasonPhrase(statusMessage: string | undefined): string {
  return statusMessage !== undefined && REASON_PHRASE.test(statusMessage) ? statusMessage : "";
}

const REASON_PHRASE = /^[\t\x20-\x7e\x80-\xff]*$/;
