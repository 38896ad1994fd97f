/** Where a run says how far it is. The entry point draws it: a bar on a terminal, lines in a log. */
export interface Progress {
  /** Stage `index` of `total` (from 1) begins. */
  stage(index: number, total: number, title: string): void;
  /** `done` of `total` units of the current stage's work. */
  step(label: string, done: number, total: number): void;
}
