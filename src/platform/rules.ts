import { HilbenchError } from '../support/errors.ts';
import type { Placement, Platform } from './types.ts';

/**
 * The transport of a run: what the user asked for, otherwise USB where the platform has it, else UART.
 *
 * @throws {HilbenchError} `PLATFORM_NO_TRANSPORT` (kind `input`)
 */
export function chooseTransport(platform: Platform, wanted: 'auto' | 'USB' | 'UART'): 'USB' | 'UART' {
  if (wanted === 'auto') return platform.transports.includes('USB') ? 'USB' : 'UART';
  if (platform.transports.includes(wanted)) return wanted;
  throw new HilbenchError({
    kind: 'input',
    code: 'PLATFORM_NO_TRANSPORT',
    message: `${platform.name} has no ${wanted} to talk over.`,
    hint: `Set --transport to auto or ${platform.transports.join(' or ')}.`,
  });
}

/** Whether the model can be part of an image that has no link: power, library and example need that. */
export function fitsWithoutLink(placement: Placement): boolean {
  return placement.model.location !== 'PSRAM';
}

/** Whether HeliaAOT can place the model: it knows no external memory. */
export function fitsHeliaAot(placement: Placement): boolean {
  return [placement.model.location, placement.arena.location].every((at) => at !== 'PSRAM' && at !== 'NVM');
}
