const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Beyond this a double is no longer exact to the unit, and the digits would not be read. */
const READABLE = 1e15;

const KIB = 1024;

/** `6,704,520` */
export function integer(value: number): string {
  return Math.abs(value) < READABLE ? grouped.format(value) : value.toExponential(3);
}

/** Three significant digits where they say something: `0.895`, `27.9`, `1,308`. */
export function short(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 100) return integer(value);
  if (magnitude >= 10) return value.toFixed(1);
  if (magnitude >= 1) return value.toFixed(2);
  if (magnitude === 0) return '0';
  return magnitude >= 0.001 ? value.toPrecision(3) : value.toExponential(2);
}

/** Six digits, so that 0.99999 against a limit of 1 does not read as 1. */
export function precise(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** `54.0 KB`; a KB has 1024 bytes, as in every place where a size of memory is chosen. */
export function bytes(value: number): string {
  if (value < KIB) return `${integer(value)} ${value === 1 ? 'byte' : 'bytes'}`;
  const kilobytes = value / KIB;
  if (kilobytes < 10 * KIB) return `${kilobytes < 100 ? kilobytes.toFixed(1) : integer(kilobytes)} KB`;
  return `${short(kilobytes / KIB)} MB`;
}

/** `219.97`: five significant digits, for values that are held against their own spread. */
export function fine(value: number): string {
  const magnitude = Math.abs(value);
  return magnitude >= 1e-4 && magnitude < 1e5 ? value.toPrecision(5) : short(value);
}

/** `0.255`, `6.222`: always as many decimals, so that a column of them lines up. */
export function perMac(value: number): string {
  return value < 1000 ? value.toFixed(3) : short(value);
}

/** `19.5 %`, which does not break between the two. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}\u00a0%`;
}

/** `2.98×` */
export function times(ratio: number): string {
  return `${ratio < 1000 ? ratio.toFixed(2) : short(ratio)}×`;
}

/** A label of an axis: no more digits than the step needs. */
export function tick(value: number): string {
  return value < 1000 ? String(Number(value.toPrecision(6))) : short(value);
}

/** `15.7 s`, `684 ms` */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${short(milliseconds / 1000)} s`;
}

/** `1×48×48×8` */
export function shape(dimensions: readonly number[] | undefined): string {
  return dimensions?.join('×') ?? '';
}

/** `2026-11-23 03:19:58 UTC` */
export function moment(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `0x20000000` */
export function address(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}

/** `1 layer`, `31 layers` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${integer(count)} ${count === 1 ? one : many}`;
}
