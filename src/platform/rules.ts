import { HilbenchError } from '../support/errors.ts';
import type { OffChip, Placement, Platform } from './types.ts';

export const OFF_CHIP: readonly OffChip[] = ['PSRAM', 'NVM'];

export function isOffChip(location: string): location is OffChip {
  return OFF_CHIP.some((each) => each === location);
}

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

/**
 * Which memory outside the chip an image has to set up for a placement.
 *
 * @throws {HilbenchError} `PLACEMENT_TWO_OFF_CHIP` (kind `input`) for both: their drivers share interrupts
 */
export function offChipOf({ model, arena }: Placement): OffChip | undefined {
  if (model.location === 'NVM' && arena.location === 'PSRAM') {
    throw new HilbenchError({
      kind: 'input',
      code: 'PLACEMENT_TWO_OFF_CHIP',
      message: 'The model is in NVM and the arena in PSRAM, and an image can drive only one of them.',
      hint: 'Set --arena-location to auto, or --model-location to PSRAM.',
    });
  }
  return [model.location, arena.location].find(isOffChip);
}

/** Whether all is inside the chip: HeliaAOT and AmbiqSuite examples know no external memory. */
export function fitsInside({ model, arena }: Placement): boolean {
  return !isOffChip(model.location) && !isOffChip(arena.location);
}
