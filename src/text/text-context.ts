import type { HtmlContext } from "../html/context.ts";

/** What the rewriters of this folder that embed no HTML depend on. */
export type TextContext = Pick<HtmlContext, "scope" | "options" | "pendingTokenBytes" | "onOverrun">;
