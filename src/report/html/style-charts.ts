export const CHART_STYLE = `
figure { margin-top: 1.5rem; }
figcaption { font-size: 0.85rem; margin-top: 0.4rem; }
figcaption.above { color: var(--ink); font-weight: 600; margin: 0; }
.plot { padding: 0 0.25rem 0 4rem; margin-top: 1.3rem; }
.plot > svg { display: block; width: 100%; overflow: visible; }
.low > svg { height: 6.5rem; } .middle > svg { height: 10rem; } .high > svg { height: 15rem; }
.axis { font-size: 0.8rem; line-height: 1.3; margin: 0 0 0.6rem -4rem; }
.layers-chart .axis:first-child::first-letter { text-transform: uppercase; }
.high > .axis:first-child { margin-bottom: 1.3rem; }
.axis.x-axis { margin: 1.5rem 0 0; text-align: right; }
.plot text { font-size: 12px; fill: var(--quiet); text-anchor: middle; }
.plot text.y { text-anchor: end; }
.plot .grid { stroke: var(--line); stroke-width: 1; }
.plot .rule { stroke: var(--ink); stroke-width: 1; }
.plot .bar { fill: var(--fill); } .plot .bar.static { fill: var(--edge); } .plot .bar.outlier { fill: var(--alert); }
.plot .reach { fill: transparent; } .plot [data-layer] { cursor: pointer; } .plot [data-layer]:hover .reach { fill: var(--wash); }
.plot .dim > .bar, .plot .dim > .sign { opacity: 0.2; }
.plot text.sign { font-size: 9px; fill: var(--warn); } figcaption .sign { color: var(--warn); }
.plot .tensor { fill: var(--wash); stroke: var(--edge); stroke-width: 1; }
.plot .tensor.at-peak { fill: var(--soft); stroke: var(--accent); stroke-width: 1.5; }
.plot g:hover > .tensor { stroke-width: 2.5; }
.plot text.letter { fill: var(--ink); font-weight: 600; pointer-events: none; }
.plot line.peak { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 3 3; pointer-events: none; }
.plot text.peak { fill: var(--ink); }
.plot .gate rect { fill: var(--wash); } .plot .gate line { stroke: var(--edge); stroke-width: 1; stroke-dasharray: 2 3; }
.plot text.gate { text-anchor: start; fill: var(--quiet); }
.plot .wave { width: 100%; height: 100%; overflow: hidden; }
.plot .wave path { fill: var(--fill); stroke: var(--fill); stroke-width: 1; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.plot line.idle { stroke: var(--warn); stroke-width: 1; stroke-dasharray: 5 3; } .plot text.idle { text-anchor: end; fill: var(--warn); }
.share { display: inline-block; width: 4.5rem; height: 0.6rem; margin-left: 0.6rem; background: var(--line); vertical-align: -0.02em; }
.share rect { fill: var(--fill); } .share .outlier { fill: var(--alert); }
.memories { margin-top: 1rem; font-size: 0.9rem; }
.memory { display: grid; grid-template-columns: 4.5rem 1fr; gap: 0 0.8rem; padding: 0.5rem 0; }
.memory dt { font-weight: 600; }
.memory svg { display: block; width: 100%; height: 1.15rem; margin: 0.2rem 0 0.3rem; }
.memory svg.bounded { background: var(--wash); outline: 1px solid var(--edge); outline-offset: -1px; }
.memory rect.model, .key.model { fill: var(--fill); background: var(--fill); }
.memory rect.arena, .key.arena { fill: var(--soft); background: var(--soft); }
.memory rect { stroke: var(--paper); stroke-width: 1; }
.key { display: inline-block; width: 0.7em; height: 0.7em; margin-right: 0.4em; border: 1px solid var(--edge); }
@media (max-width: 40rem) {
  .plot { padding-left: 3.2rem; } .axis { margin-left: -3.2rem; }
  .plot text { font-size: 11px; }
  .memory { grid-template-columns: 1fr; }
}
@media (forced-colors: active) { .plot .bar, .plot .wave path, .share rect { fill: CanvasText; forced-color-adjust: none; } }
`;
