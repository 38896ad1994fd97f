/** Where text goes; a terminal says so. */
export type Sink = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Where a command's result goes: as JSON on stdout, or as text for people. */
export interface Output {
  /** `text` is only made when it is wanted. */
  result(value: unknown, text: () => string): void;
  /** Text for people, before the result is known. */
  say(text: string): void;
}

/** With `json`, stdout carries the JSON and nothing else. */
export function createOutput(stdout: Sink, json: boolean): Output {
  return {
    result: (value, text) => {
      stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : text());
    },
    say: (text) => {
      if (!json) stdout.write(text);
    },
  };
}
