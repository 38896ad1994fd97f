const integer = new Intl.NumberFormat('en-US');

/** `12,345`. */
export function count(value: number): string {
  return integer.format(value);
}

/** `1 layer`, `3 layers`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `12,345 bytes`. */
export function bytesOf(bytes: number): string {
  return counted(bytes, 'byte');
}

/** `37 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `layer 3`, `layers 3, 5 and 4 more`. */
export function layersText(indices: readonly number[]): string {
  const shown = indices.length > 5 ? indices.slice(0, 4) : indices;
  const more = indices.length - shown.length;
  return `layer${indices.length === 1 ? '' : 's'} ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A name out of a model as part of a sentence: short, without control characters. */
export function nameOf(name: string): string {
  const plain = name.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
  return `"${plain.length > 60 ? `${plain.slice(0, 59)}…` : plain}"`;
}
