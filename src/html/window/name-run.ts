import { LiteralRewriter, literals } from "../../literal/literals.ts";
import type { Splice } from "../../splice.ts";
import type { Scope } from "../../url/scope.ts";
import { shifted } from "../../values/value.ts";
import type { NameWindow } from "./name-window.ts";

/** Moves literal names. Adjacent runs of text are joined: a name may reach from one into the next. */
export class NameRun {
  readonly #window: NameWindow;
  readonly #scope: Scope;
  readonly #splice: Splice;
  #start = 0;
  #end = 0;
  /** Rewrites a run that began in an earlier piece. */
  #rewriter: LiteralRewriter | undefined;

  /** @param splice takes offsets of the stream */
  constructor(window: NameWindow, scope: Scope, splice: Splice) {
    this.#window = window;
    this.#scope = scope;
    this.#splice = splice;
  }

  add(start: number, end: number): void {
    if (start !== this.#end) {
      this.finish();
      this.#start = start;
    }
    this.#end = end;
  }

  /**
   * Reports everything that is decided, because the stream pauses.
   *
   * @param end everything before it has been read; if that is more than the run, the run is over
   */
  pause(end: number): void {
    if (end > this.#end) this.finish();
    else this.#read();
  }

  /** Ends the run. */
  finish(): void {
    if (this.#rewriter) {
      this.#read();
      const rest = this.#rewriter.end();
      if (rest !== "") this.#splice(this.#end, this.#end, rest);
      this.#rewriter = undefined;
    } else if (this.#start < this.#end && this.#window.hasName(this.#start, this.#end)) {
      literals(this.#window.slice(this.#start, this.#end), this.#scope, shifted(this.#splice, this.#start));
    }
    this.#start = this.#end;
  }

  #read(): void {
    if (this.#start === this.#end) return;
    this.#rewriter ??= new LiteralRewriter(this.#scope);
    const text = this.#window.slice(this.#start, this.#end);
    const output = this.#rewriter.write(text);
    if (output !== text) this.#splice(this.#start, this.#end, output);
    this.#start = this.#end;
  }
}
