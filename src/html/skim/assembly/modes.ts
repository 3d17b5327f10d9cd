/** Bits of `modes`. The first two, of what may move beside what shows a host's name, are also what a value is told to be. */
export const PATHS_MOVE = 1;
export const HOSTS_ARE_ADDRESSES = 2;
/** Paths move in all attributes; else in those that are known for it. */
export const PATHS_MOVE_ANYWHERE = 8;
/** Whether text that is markup is that of documents which are not read. */
export const MARKUP_STAYS = 16;
/** What a value is told to be that may hold a name in disguise. */
export const DISGUISED = 4;
