import { HilbenchError } from '../support/errors.ts';
import { didYouMean } from '../support/suggest.ts';
import { plainText } from '../support/text.ts';

/** An input of an action, as its file lists it. */
export interface ActionInput {
  /** Kebab case, as in a workflow. */
  readonly name: string;
  readonly description: string;
  readonly default: string;
}

/** An input that is not what it may be. `takes` completes "it takes …". */
export function badInput(name: string, value: string, takes: string): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'INPUT_INVALID',
    message: `The input "${name}" is "${plainText(value, 100)}"; it takes ${takes}.`,
    hint: `Correct "${name}" in the step's "with".`,
  });
}

/** What a step gives an action, from the environment, as the runner passes it (`INPUT_MAX-ARENA-SIZE`). */
export class GivenInputs {
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #inputs: readonly Pick<ActionInput, 'name' | 'default'>[];

  /**
   * @param inputs all that there are
   * @param file lists them
   * @throws {HilbenchError} `INPUT_UNKNOWN` (kind `input`)
   */
  constructor(
    env: Readonly<Record<string, string | undefined>>,
    inputs: readonly Pick<ActionInput, 'name' | 'default'>[],
    file: string,
  ) {
    this.#env = env;
    this.#inputs = inputs;
    const known = inputs.map(({ name }) => name);
    for (const variable of Object.keys(env)) {
      if (!variable.startsWith('INPUT_')) continue;
      const name = variable.slice('INPUT_'.length).toLowerCase().replaceAll('_', '-');
      if (known.includes(name)) continue;
      throw new HilbenchError({
        kind: 'input',
        code: 'INPUT_UNKNOWN',
        message: `There is no input "${plainText(name, 64)}".`,
        hint: `${didYouMean(name, known)}${file} lists the inputs.`,
      });
    }
  }

  /** Without the space around it; the default where the step gives none. */
  text(name: string): string {
    const input = this.#inputs.find((each) => each.name === name);
    if (input === undefined) throw new Error(`there is no input ${name}`);
    return (this.#env[`INPUT_${name.toUpperCase()}`] ?? input.default).trim();
  }

  /** Items of a list, one a line or separated by commas. */
  list(name: string): string[] {
    return this.text(name)
      .split(/[\n,]/)
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }

  /** @throws {HilbenchError} `INPUT_INVALID` (kind `input`) */
  boolean(name: string): boolean {
    const value = this.text(name);
    if (/^true$/i.test(value)) return true;
    if (/^false$/i.test(value)) return false;
    throw badInput(name, value, 'true or false');
  }

  /** @throws {HilbenchError} `INPUT_INVALID` (kind `input`) */
  choice<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.text(name);
    const found = choices.find((each) => each === value.toLowerCase());
    if (found === undefined) throw badInput(name, value, `one of ${choices.join(', ')}`);
    return found;
  }
}
