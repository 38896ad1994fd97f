/** Runs in a browser; carried by the report as the text of the function. */
export function client(): void;
