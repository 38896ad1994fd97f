import type { AotPassResult, OutputComparison, RunResult } from '../result/schema.ts';
import { plainText } from '../support/text.ts';
import { aotPowerFigures, onboardFigures } from './power.ts';

/** One line of a report: `[Tag] label: value`. */
export type TaggedLine = readonly [tag: string, label: string, value: string];

const integer = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

function worstText({ max_abs_lsb, max_abs }: OutputComparison): string {
  if (max_abs_lsb !== undefined) return `worst ${max_abs_lsb} steps`;
  return max_abs === undefined ? 'not compared' : `worst ${max_abs.toPrecision(3)}`;
}

/** How the outputs of the pass compare with the main engine's, for people. */
export function againstMain({ main }: Pick<AotPassResult, 'main'>): string | undefined {
  if (main === undefined) return undefined;
  const runs = `${main.runs} ${main.runs === 1 ? 'run' : 'runs'}`;
  if (main.identical) return `identical in ${runs}`;
  return `${main.outputs.map((output) => `output ${output.index}: ${worstText(output)}`).join(', ')} in ${runs}`;
}

/** Ticks of one inference of the pass over those of the main engine; absent where one was not profiled. */
export function ticksRatio({ aot, profile }: RunResult): number | undefined {
  if (aot?.profile === undefined || profile === undefined || profile.total.ticks === 0) return undefined;
  return aot.profile.total.ticks / profile.total.ticks;
}

/** What the pass found, in the lines that the main engine's are in. */
export function aotLines(result: RunResult): TaggedLine[] {
  const { aot } = result;
  if (aot === undefined) return [];
  const { validation, profile, image } = aot;
  const same = againstMain(aot);
  const ratio = ticksRatio(result);
  const unit = profile?.unit === 'cycles' ? 'Cycles' : 'Instructions';
  const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
  return [
    ['[AOT]', 'Engine', `${plainText(aot.engine.name, 40)} ${plainText(aot.engine.version, 40)}`],
    ...(validation === undefined
      ? []
      : [
          [
            '[AOT]',
            'Verdict',
            `${validation.verdict} (${validation.runs} runs against ${plainText(validation.reference, 60)})`,
          ] as const,
        ]),
    ...(same === undefined
      ? []
      : [['[AOT]', `Outputs vs. ${plainText(result.engine.name, 20)}`, same] as const]),
    ...(profile === undefined
      ? []
      : [
          [
            '[AOT]',
            `Total ${unit}`,
            `${integer.format(profile.total.ticks)}${ratio === undefined ? '' : ` (${ratio.toFixed(3)} of ${plainText(result.engine.name, 20)}'s)`}`,
          ] as const,
        ]),
    ['[AOT]', 'Code and Constants (ROM)', kilobytes(image.rom_bytes)],
    ['[AOT]', 'Data and Stack (RAM)', kilobytes(image.ram_bytes)],
    ...aotPowerFigures(result).map(([label, value]) => ['[Power]', label, value] as const),
    ...onboardFigures({ ...result, onboard: aot.onboard ?? [] }).map(
      ([label, value]) => ['[Onboard]', `AOT ${label}`, value] as const,
    ),
  ];
}
