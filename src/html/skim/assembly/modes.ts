/** Bits of `modes`: what may move without a host name in the text. The first two are also results of `mayHide`. */
export const PATHS_MOVE = 1;
export const HOSTS_ARE_ADDRESSES = 2;
/** Paths move in every attribute, not only in those that may hold one. */
export const PATHS_MOVE_ANYWHERE = 8;
/** Markup that is the text of an element (`noscript`, `iframe`) is left to the scanner. */
export const MARKUP_STAYS = 16;
/** Only a result of `mayHide`: an escape or a line break may disguise a host name. */
export const DISGUISED = 4;
