import { createComparison } from "./comparison/comparison.ts";
import { createLibrary } from "./library/library.ts";

/** The applications behind the proxy, running. */
export interface Applications {
  /** Where each really listens. */
  readonly legacy: string;
  readonly comparison: string;
  /** The comparison asks the proxy too, and the proxy's port is known last. */
  setPublicOrigin(origin: string): void;
  close(): Promise<void>;
}

export async function startApplications(): Promise<Applications> {
  let publicOrigin = "";
  const library = createLibrary();
  const libraryOrigin = await library.listen();
  const comparison = createComparison(() => ({ direct: libraryOrigin, throughProxy: publicOrigin }));
  return {
    legacy: libraryOrigin,
    comparison: await comparison.listen(),
    setPublicOrigin: (origin) => {
      publicOrigin = origin;
    },
    close: async () => {
      await Promise.all([library.close(), comparison.close()]);
    },
  };
}
