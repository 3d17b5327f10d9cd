import type { HtmlContext } from "../html/context.ts";

/** The part of the context that rewriters need for formats without embedded HTML. */
export type TextContext = Pick<HtmlContext, "scope" | "options" | "pendingTokenBytes" | "onOverrun">;
