/** The live page's stylesheet. It follows the reader's choice of light or dark, and fits phones. */
export const STYLESHEET = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #68707c; --line: #e3e6ea; --page: #f6f7f9; --card: #fff;
  --accent: #2563c9; --good: #1a7f4b; --bad: #c0352b; --bar: #dbe7fb; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ed; --soft: #98a1ad; --line: #2b3138; --page: #111418; --card: #191d22; --accent: #7aa8f5;
    --good: #4cc38a; --bad: #f07a70; --bar: #22344f; }
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; padding: 1.5rem clamp(1rem, 4vw, 3rem) 3rem;
  font-variant-numeric: tabular-nums; }
header { display: flex; align-items: baseline; gap: .75rem; flex-wrap: wrap; margin-bottom: 1.25rem; }
h1 { font-size: 1.35rem; letter-spacing: -.01em; }
h2 { font-size: .95rem; font-weight: 600; margin-bottom: .6rem; }
#state { border-radius: 1em; padding: .05em .8em; font-size: .85rem; border: 1px solid currentColor; color: var(--good); }
#state.bad { color: var(--bad); }
#process { color: var(--soft); font-size: .85rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin-bottom: .75rem; }
.tile, section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem; }
.tile b { display: block; font-size: 1.55rem; font-weight: 600; line-height: 1.25; letter-spacing: -.02em; }
.tile span { color: var(--soft); font-size: .8rem; }
section { margin-top: .75rem; overflow-x: auto; }
.halves { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 0 .75rem; }
svg { display: block; width: 100%; height: 4.5rem; }
svg path { fill: var(--bar); stroke: var(--accent); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th { text-align: right; font-weight: 500; color: var(--soft); font-size: .8rem; padding: 0 0 .3rem .9rem; white-space: nowrap; }
td { text-align: right; border-top: 1px solid var(--line); padding: .3rem 0 .3rem .9rem; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
td:first-child { max-width: 30rem; overflow: hidden; text-overflow: ellipsis; }
.bad { color: var(--bad); }
.good { color: var(--good); }
.soft, .empty { color: var(--soft); }
@media (max-width: 40rem) { .wide { display: none; } td:first-child { max-width: 14rem; } }
`;
