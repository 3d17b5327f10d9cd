import { formatPath, type Path, type Problem } from "../problem.ts";

/** Options from one source: a file, the command line with the environment, or an object. */
export interface Layer {
  readonly options: Readonly<Record<string, unknown>>;
  /** Where the relative file names in it begin. */
  readonly directory: string;
  /** What is wrong with its text, before any option is looked at. */
  readonly problems: readonly Complaint[];
  /** Whether the options are those that were meant, in spite of the problems. */
  readonly isReadable: boolean;
  /** Where an option stands; the nearest thing around it when it is not there. */
  locate(path: Path, isKey: boolean): Location;
}

export interface Location {
  /** `FILE:LINE:COL`, or the name of an argument or a variable. */
  readonly place: string;
  /** What stands there, when the place does not tell. */
  readonly subject?: string;
  /** What messages about other places call it. Default: the place. */
  readonly reference?: string;
  /** Sorts locations of one layer. */
  readonly offset: number;
}

/** A problem at its location. */
export interface Complaint {
  readonly location: Location;
  readonly message: string;
}

/** An object of the calling program as a layer. */
export function objectLayer(options: object, name: string): Layer {
  return {
    options: { ...options },
    directory: process.cwd(),
    problems: [],
    isReadable: true,
    locate: (path) => ({ place: formatPath([name, ...path]), offset: 0 }),
  };
}

/** Layers as one configuration: of two that hold the same top-level option the earlier wins. */
export class LayeredOptions {
  readonly options: Readonly<Record<string, unknown>>;
  #layers: readonly Layer[];

  constructor(layers: readonly Layer[]) {
    this.#layers = layers;
    this.options = Object.assign({}, ...layers.toReversed().map((layer) => layer.options));
  }

  readonly directoryOf = (option: string): string => this.#ownerOf([option]).directory;

  /** One line for each problem: `PLACE: option: message`; layer by layer, each from its beginning to its end. */
  describe(problems: readonly Problem[]): string[] {
    return this.#layers.flatMap((layer) => {
      const own = problems.filter(({ path }) => this.#ownerOf(path) === layer);
      const complaints = own.map((problem) => this.#complaintOf(problem, layer));
      return [...layer.problems, ...complaints]
        .sort((a, b) => a.location.offset - b.location.offset)
        .map(formatComplaint);
    });
  }

  #complaintOf({ path, message, isKey, related }: Problem, layer: Layer): Complaint {
    const other = related && this.#ownerOf(related).locate(related, false);
    const also = other && (other.reference ?? other.place);
    return { location: layer.locate(path, isKey === true), message: also ? `${message} (${also})` : message };
  }

  #ownerOf(path: Path): Layer {
    const option = String(path[0]);
    const owner = this.#layers.find((layer) => Object.hasOwn(layer.options, option)) ?? this.#layers.at(-1);
    return owner as Layer;
  }
}

function formatComplaint({ location: { place, subject }, message }: Complaint): string {
  return [place, subject, message].filter(Boolean).join(": ");
}
