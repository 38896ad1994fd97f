/** Where a room says what it is doing. The entry point decides how that looks. */
export interface Log {
  /** One line for people, shown at verbosity 1 and above. */
  info(line: string): void;
  /** Detail, shown at verbosity 2 and above. */
  debug(line: string): void;
  warn(line: string): void;
}

export const silentLog: Log = { info: () => {}, debug: () => {}, warn: () => {} };
