/**
 * What one row of a vocabulary does: a fragment of XML in that vocabulary, whose prefix is `p` where it needs one, and what
 * becomes of it. `http://legacy.internal:8080/` is public as `https://www.example.com/app/`.
 */
export type Sample = readonly [input: string, expected: string];

/** Samples by vocabulary and place. */
export type Samples = Readonly<Record<string, Readonly<Record<string, Sample>>>>;

export const INTERNAL = "http://legacy.internal:8080";
export const PUBLIC = "https://www.example.com/app";

/** An attribute that holds a URL. */
export function attribute(element: string, name: string): Sample {
  return [`<${element} ${name}="/x"/>`, `<${element} ${name}="/app/x"/>`];
}

/** An element whose text is a URL. */
export function content(element: string): Sample {
  return [`<${element}>/x</${element}>`, `<${element}>/app/x</${element}>`];
}

/** An element whose text is HTML. */
export function html(element: string): Sample {
  return [`<${element}>&lt;a href="/x"&gt;</${element}>`, `<${element}>&lt;a href="/app/x"&gt;</${element}>`];
}

/** A name that stays. */
export function kept(fragment: string): Sample {
  return [fragment, fragment];
}
