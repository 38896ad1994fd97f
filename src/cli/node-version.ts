/** As `engines` in package.json. */
const LEAST = [22, 12] as const;

/** What to tell whoever runs this with a Node.js that is too old; undefined when it is not. */
export function tooOldNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return undefined;
  return `error: hilbench needs Node.js ${LEAST.join('.')} or newer, this is ${version}. [NODE_TOO_OLD]\n  → Install a newer Node.js, or put one first on the PATH.\n`;
}
