import { plainText } from '../support/text.ts';

/** What a USB descriptor says of who made a device; not to be trusted. */
export interface UsbIds {
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly serialNumber?: string | undefined;
}

const SEGGER_VID = '1366';
const FIRMWARE_VID = 'cafe';
const NORDIC_VID = '1915';
const PPK2_PID = 'c00a';

function idOf(text: string | undefined): string {
  return (text ?? '').toLowerCase().replace(/^0x/u, '');
}

export function isSegger({ vendorId }: UsbIds): boolean {
  return idOf(vendorId) === SEGGER_VID;
}

/** Whether this is a port of the firmware itself. */
export function isFirmware({ vendorId }: UsbIds): boolean {
  return idOf(vendorId) === FIRMWARE_VID;
}

/** Whether this is one of the two ports of a Nordic Power Profiler Kit II. */
export function isPpk2({ vendorId, productId }: UsbIds): boolean {
  return idOf(vendorId) === NORDIC_VID && idOf(productId) === PPK2_PID;
}

/** Serial numbers of the PPK2s among ports, each once, fit to print. */
export function ppk2Serials(ports: readonly UsbIds[]): readonly string[] {
  const serials = ports.filter(isPpk2).map(({ serialNumber = '' }) => plainText(serialNumber, 64));
  return [...new Set(serials)].filter((serial) => serial !== '');
}
