/** The groups that options are shown in, in this order. */
export const GROUPS = [
  'Model and inputs',
  'Board',
  'Stages',
  'Memory',
  'Verdict',
  'Power',
  'Results',
  'Tools and versions',
] as const;

interface Common {
  /** Snake case, as in a configuration file. On the command line in kebab case, behind `--`. */
  readonly name: string;
  readonly group: (typeof GROUPS)[number];
  readonly description: string;
}

/** One option of a run. Strings that stand for something (`auto`, `none`) are never taken as paths. */
export type OptionSpec = Common &
  (
    | { readonly type: 'boolean'; readonly default: boolean }
    | {
        readonly type: 'integer' | 'number';
        readonly default: number;
        readonly min: number;
        readonly max: number;
        readonly unit?: string;
      }
    | {
        readonly type: 'choice';
        readonly default: string;
        readonly choices: readonly string[];
      }
    | { readonly type: 'text'; readonly default: string; readonly pattern: RegExp; readonly form: string }
    | { readonly type: 'path'; readonly default: string; readonly words: readonly string[] }
  );

/** Names that are safe as a file name. */
export const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
export const NAME_FORM = 'letters, digits, ".", "_" and "-", at most 64';
