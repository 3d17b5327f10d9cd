/** What the two applications of the demo believe they are called. Neither name exists in any DNS. */
export const LEGACY = "http://legacy.internal:8080";
export const COMPARISON = "http://comparison.internal:8081";
