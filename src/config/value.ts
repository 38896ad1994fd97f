import { resolve } from 'node:path';
import { z } from 'zod';
import { HilbenchError } from '../support/errors.ts';
import { plainText } from '../support/text.ts';
import type { OptionSpec } from './options/spec.ts';

const MAX_TEXT = 4096;

/** Where a value came from, for messages and for what its paths are relative to. */
export interface Origin {
  /** `--runs`, `HILBENCH_RUNS`, or `bench.yml:3:1: runs`. */
  readonly label: string;
  readonly base_dir: string;
}

export type Value = boolean | number | string;

const printable = z
  .string()
  .max(MAX_TEXT)
  .refine((text) => plainText(text, MAX_TEXT) === text, 'holds control characters');

/** The schema of an option's value, as a YAML file gives it. Choices are matched whatever their case. */
function schemaOf(option: OptionSpec): z.ZodType<Value> {
  switch (option.type) {
    case 'boolean':
      return z.boolean();
    case 'integer':
      return z.int().min(option.min).max(option.max);
    case 'number':
      return z.number().min(option.min).max(option.max);
    case 'choice':
      return printable
        .transform((text) => option.choices.find((each) => each.toLowerCase() === text.toLowerCase()) ?? text)
        .refine((text) => option.choices.includes(text));
    case 'text':
      return printable.refine((text) => text === option.default || option.pattern.test(text));
    case 'path':
      return printable.refine((text) => text !== '' || option.words.includes(''));
  }
}

/** What an option takes, to complete "it takes …". */
export function takes(option: OptionSpec): string {
  switch (option.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
    case 'number': {
      const kind = option.type === 'integer' ? 'a whole number' : 'a number';
      return `${kind}${option.unit === undefined ? '' : ` of ${option.unit}`} from ${option.min} to ${option.max}`;
    }
    case 'choice':
      return `one of ${option.choices.join(', ')}`;
    case 'text':
      return option.pattern.test(option.default) ? option.form : `"${option.default}", or ${option.form}`;
    case 'path':
      return 'a path';
  }
}

/** A flag's or variable's text as the type of value that YAML would give; the text itself where it is none. */
export function fromText(option: OptionSpec, text: string): Value {
  if (option.type === 'boolean') {
    if (/^(true|1|yes|on)$/i.test(text)) return true;
    if (/^(false|0|no|off)$/i.test(text)) return false;
    return text;
  }
  const number = option.type === 'integer' || option.type === 'number';
  return number && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

function problemCode(option: OptionSpec, value: unknown): string {
  const wanted =
    option.type === 'boolean'
      ? 'boolean'
      : option.type === 'integer' || option.type === 'number'
        ? 'number'
        : 'string';
  if (typeof value !== wanted || (option.type === 'integer' && !Number.isInteger(value)))
    return 'CONFIG_WRONG_TYPE';
  return option.type === 'choice'
    ? 'CONFIG_NOT_A_CHOICE'
    : option.type === 'text' || option.type === 'path'
      ? 'CONFIG_BAD_TEXT'
      : 'CONFIG_OUT_OF_RANGE';
}

/**
 * Checks a value and makes paths absolute.
 *
 * @throws {HilbenchError} `CONFIG_WRONG_TYPE`, `CONFIG_OUT_OF_RANGE`, `CONFIG_NOT_A_CHOICE`,
 *   `CONFIG_BAD_TEXT` (kind `input`)
 */
export function checkValue(option: OptionSpec, value: unknown, origin: Origin): Value {
  const parsed = schemaOf(option).safeParse(value);
  if (!parsed.success) {
    const shown =
      typeof value === 'object' && value !== null
        ? Array.isArray(value)
          ? 'a list'
          : 'a map'
        : `"${value}"`;
    throw new HilbenchError({
      kind: 'input',
      code: problemCode(option, value),
      message: `${origin.label}: ${plainText(shown, 120)} is not what it takes, which is ${takes(option)}.`,
      hint: `Set ${option.name} to ${takes(option)}; the default is ${JSON.stringify(option.default)}.`,
      cause: parsed.error,
    });
  }
  if (option.type !== 'path' || option.words.includes(String(parsed.data))) return parsed.data;
  return resolve(origin.base_dir, String(parsed.data));
}
