import { createHash } from 'node:crypto';

/** Room for a suffix below the 256 characters that GitHub allows. */
const MAX_NAME_CHARACTERS = 200;
/** What GitHub refuses, `~` (which separates the suffix) and everything that is not visible ASCII. */
const REPLACED = /[^A-Za-z0-9._()+=@-]+/g;

/**
 * A name for an artifact from any texts: `hilbench-kws-mps3_an547`. Characters that GitHub refuses become
 * `_`, and a hash is added then, so that different texts never get the same name.
 */
export function artifactName(...parts: readonly string[]): string {
  const exact = parts.join('-');
  const safe = exact.replace(REPLACED, '_');
  if (safe === exact && safe.length <= MAX_NAME_CHARACTERS && safe !== '') return safe;
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
  return `${safe.slice(0, MAX_NAME_CHARACTERS - 13)}-${hash}`;
}

/** The name to try after `count` others of the same name were there: `name`, `name~2`, `name~3`. */
export function numberedName(name: string, count: number): string {
  return count === 0 ? name : `${name}~${count + 1}`;
}

/** Which of several of the same name this is, from 1; undefined when it is another name. */
export function numberOf(found: string, name: string): number | undefined {
  if (found === name) return 1;
  if (!found.startsWith(`${name}~`)) return undefined;
  const number = found.slice(name.length + 1);
  return /^[2-9]$|^[1-9]\d{1,2}$/.test(number) ? Number(number) : undefined;
}
