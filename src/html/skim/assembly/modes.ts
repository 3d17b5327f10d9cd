/** What may move beside what shows a host's name: bits of `modes`, and what a value is told to be. */
export const PATHS_MOVE = 1;
export const HOSTS_ARE_ADDRESSES = 2;
/** What a value is told to be that may hold a name in disguise. */
export const DISGUISED = 4;
