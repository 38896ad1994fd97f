import type { OutputComparison, PackageResult, ProfileResult, RunResult } from '../result/schema.ts';
import { plainText } from '../support/text.ts';
import { aotLines } from './aot.ts';
import { hintLines } from './hints.ts';
import { formatShape } from './layers-csv.ts';
import { instructionsNote, onboardFigures, powerFigures } from './power.ts';
import { textTable } from './table.ts';

const LABEL_WIDTH = 45;

const integer = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

function line(tag: string, label: string, value: string): string {
  return `${`${tag} ${label}:`.padEnd(LABEL_WIDTH)}${value}`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0)} KB`;
}

function barOf(share: number): string {
  return '█'.repeat(Math.round(share * 20)) || '▏';
}

function layerTable(result: RunResult, profile: ProfileResult): string {
  const timed = profile.layers.some((layer) => layer.time_us !== undefined);
  const shapes = new Map(result.analysis.layers.map((layer) => [layer.index, layer.output_shape]));
  return textTable(
    [
      { title: '#', align: 'right' },
      { title: 'op' },
      { title: 'output' },
      { title: 'MACs', align: 'right' },
      { title: profile.unit, align: 'right' },
      ...(timed
        ? [{ title: profile.time_is_modelled ? 'µs (modelled)' : 'µs', align: 'right' } as const]
        : []),
      { title: 'share', align: 'right' },
      { title: '' },
    ],
    profile.layers.map((layer) => [
      String(layer.index),
      plainText(layer.op, 32),
      formatShape(shapes.get(layer.index)),
      integer.format(layer.macs),
      integer.format(layer.ticks),
      ...(timed ? [layer.time_us?.toFixed(1) ?? ''] : []),
      `${(layer.share * 100).toFixed(1)} %`,
      barOf(layer.share),
    ]),
  );
}

function comparisonText(output: OutputComparison): string {
  const parts = [
    output.max_abs_lsb === undefined
      ? undefined
      : `worst ${output.max_abs_lsb} steps, mean ${output.mean_abs_lsb?.toFixed(3)}`,
    output.max_abs === undefined
      ? undefined
      : `worst ${output.max_abs.toPrecision(3)}, mean ${output.mean_abs?.toPrecision(3)}`,
    output.cosine === undefined ? undefined : `cosine ${output.cosine.toFixed(4)}`,
    output.argmax_agreement === undefined
      ? undefined
      : `same winner in ${(output.argmax_agreement * 100).toFixed(0)} %`,
  ];
  return `${plainText(output.name, 40)}: ${parts.filter((part) => part !== undefined).join(', ')}`;
}

function profileLines(result: RunResult, layersFile: string | undefined): string[] {
  const { profile, placement } = result;
  const tuned = placement.arena.tuned_from;
  return [
    ...(layersFile === undefined ? [] : [line('[Profile]', 'Per-Layer Statistics file', layersFile)]),
    line('[Profile]', 'Model Size', `${kilobytes(result.model.bytes)} in ${placement.model.location}`),
    line(
      '[Profile]',
      'Arena Size',
      `${integer.format(placement.arena.used_bytes)} bytes in ${placement.arena.location}${tuned === undefined ? '' : ` (tuned from ${kilobytes(tuned.bytes)} in ${tuned.location})`}`,
    ),
    line('[Profile]', 'Code and Constants (ROM)', kilobytes(placement.rom_bytes)),
    line('[Profile]', 'Total Estimated MACs', String(result.model.macs)),
    line('[Profile]', 'Total Model Layers', String(result.model.layers)),
    ...(profile === undefined
      ? []
      : [
          line(
            '[Profile]',
            `Total ${profile.unit === 'cycles' ? 'Cycles' : 'Instructions'}`,
            integer.format(profile.total.ticks),
          ),
          ...(result.model.macs === 0
            ? []
            : [
                line(
                  '[Profile]',
                  `${profile.unit === 'cycles' ? 'Cycles' : 'Instructions'} per MAC`,
                  (profile.total.ticks / result.model.macs).toFixed(3),
                ),
              ]),
          ...(profile.total.time_us === undefined
            ? []
            : [
                line(
                  '[Profile]',
                  'Inference Time (ms)',
                  `${(profile.total.time_us / 1000).toFixed(3)}${profile.time_is_modelled ? ' (modelled)' : ''}`,
                ),
              ]),
        ]),
  ];
}

function validationLines(result: RunResult): string[] {
  const { validation } = result;
  if (validation === undefined) return [];
  return [
    line(
      '[Validate]',
      'Verdict',
      `${validation.verdict} (${validation.runs} runs against ${plainText(validation.reference, 60)})`,
    ),
    ...(validation.accuracy === undefined
      ? []
      : [
          line(
            '[Validate]',
            'Accuracy',
            `${(validation.accuracy * 100).toFixed(1)} % of ${validation.runs} labelled samples (host ${((validation.host_accuracy ?? 0) * 100).toFixed(1)} %)`,
          ),
        ]),
    ...validation.outputs.map((output) =>
      line('[Validate]', `Output ${output.index}`, comparisonText(output)),
    ),
    ...validation.violations.map((violation) =>
      line('[Validate]', 'Limit exceeded', plainText(violation, 200)),
    ),
  ];
}

const PACKAGE_KINDS = { library: 'Static Library', 'ambiqsuite-example': 'AmbiqSuite Example' } as const;

function proofText({ proved }: PackageResult): string {
  if (proved === undefined) return '';
  if (proved.verdict === 'built') return ', example built and not run';
  return `, example run on ${proved.platform}: ${proved.verdict}`;
}

function packageLines(result: RunResult): string[] {
  return (result.packages ?? []).map((made) => {
    const { kind, path, bytes } = made;
    const proof = proofText(made);
    return line('[Package]', PACKAGE_KINDS[kind], `${plainText(path, 80)}/ (${kilobytes(bytes)}${proof})`);
  });
}

function withBlankLine(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

/**
 * The report a person reads at the end of a run, as lines of plain text. Names from the model are
 * stripped of control characters, so that a hostile model cannot draw on the terminal.
 *
 * @param layersFile where the per-layer table was written, to be named in the report
 */
export function terminalReport(result: RunResult, layersFile?: string): string {
  const { profile } = result;
  const board = `${result.platform.name} (${result.platform.core}${result.platform.emulated ? ', emulated' : ''})`;
  return [
    `Characterization Report for ${plainText(result.model.name, 80)} on ${board}, engine ${result.engine.name} ${result.engine.version}:`,
    ...profileLines(result, layersFile),
    ...validationLines(result),
    ...powerFigures(result).map(([label, value]) => line('[Power]', label, value)),
    ...onboardFigures(result).map(([label, value]) => line('[Onboard]', label, value)),
    ...aotLines(result).map(([tag, label, value]) => line(tag, label, value)),
    ...packageLines(result),
    ...(profile === undefined ? [] : ['', layerTable(result, profile)]),
    ...(profile?.unit === 'instructions' ? ['', instructionsNote(result)] : []),
    ...withBlankLine(hintLines(result.analysis.hints, 'brief')),
    ...result.issues.flatMap((issue) => [
      '',
      `${issue.severity}: ${plainText(issue.message, 400)} [${issue.code}]`,
      `  ${plainText(issue.hint, 400)}`,
    ]),
    '',
  ].join('\n');
}
