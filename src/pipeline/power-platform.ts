import type { InstrumentWanted } from '../bench/types.ts';
import { fitsWithoutLink } from '../platform/rules.ts';
import type { Placement, Platform, PowerModel } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';
import type { RunRequest } from './request.ts';

/** Whether a run has a power stage. */
export function wantsPower(request: RunRequest): boolean {
  return request.power_monitor !== undefined || request.onboard_perf;
}

/** Which instrument of bench.yml a run measures with; undefined: with none. */
export function wantedInstrument({ power_monitor }: RunRequest): InstrumentWanted | undefined {
  return power_monitor === 'modelled' ? undefined : power_monitor;
}

/** What the power stage needs of a platform; the model where it is emulated. */
export interface PlatformPower {
  readonly model?: PowerModel;
  readonly parameters_address: number;
}

/**
 * Refuses a power stage that the platform cannot have. Touches nothing, so that it can come first.
 *
 * @throws {HilbenchError} `POWER_NOT_EMULATED`, `POWER_NOT_SILICON`, `POWER_NO_MODEL` (kind `input`)
 */
export function checkPowerPlatform(platform: Platform, monitor: RunRequest['power_monitor']): PlatformPower {
  const by_instrument = monitor === undefined ? !platform.emulated : monitor !== 'modelled';
  if (by_instrument) return checkInstrument(platform);
  if (!platform.emulated) {
    throw new HilbenchError({
      kind: 'input',
      code: 'POWER_NOT_EMULATED',
      message: `The modelled power monitor is for emulated boards, and ${platform.name} is a board of silicon.`,
      hint: 'Set --platform to an emulated one (mps3_an547, mps2_an386), or leave --power-monitor at none.',
    });
  }
  const { power_model, parameters } = platform;
  if (power_model !== undefined && parameters !== undefined) {
    return { model: power_model, parameters_address: parameters.address };
  }
  throw new HilbenchError({
    kind: 'input',
    code: 'POWER_NO_MODEL',
    message: `The platform file of ${platform.name} has no ${power_model === undefined ? 'power_model' : 'parameters'}.`,
    hint: 'Add it to the platform file as docs/platforms.md says, or leave --power-monitor at none.',
  });
}

function checkInstrument(platform: Platform): PlatformPower {
  if (platform.emulated) {
    throw new HilbenchError({
      kind: 'input',
      code: 'POWER_NOT_SILICON',
      message: `${platform.name} is emulated: there is no current that an instrument could measure.`,
      hint: 'Set --power-monitor to modelled, or --platform to a board of silicon.',
    });
  }
  if (platform.parameters !== undefined) return { parameters_address: platform.parameters.address };
  throw new HilbenchError({
    kind: 'input',
    code: 'POWER_NO_MODEL',
    message: `The platform file of ${platform.name} has no parameters.`,
    hint: 'Add it to the platform file as docs/platforms.md says, or leave --power-monitor at none.',
  });
}

/**
 * Power images of silicon have no USB, by which a model gets into PSRAM. A probe writes to an emulated one.
 *
 * @throws {HilbenchError} `POWER_MODEL_IN_PSRAM` (kind `input`)
 */
export function checkPowerPlacement(platform: Platform, placement: Placement): void {
  if (platform.emulated || fitsWithoutLink(placement)) return;
  throw new HilbenchError({
    kind: 'input',
    code: 'POWER_MODEL_IN_PSRAM',
    message: `The model is in PSRAM, which ${platform.name} can load over USB only, and energy is measured without USB.`,
    hint: 'Set --model-location to another memory, or leave the power stage out.',
  });
}
