// The page of options and platforms, from the table of options and the platform files.
import { descriptionOf, usageOf } from '../src/config/commander.ts';
import { GROUPS, type OptionSpec } from '../src/config/options/spec.ts';
import { flagOf, OPTIONS, variableOf } from '../src/config/options.ts';
import { takes } from '../src/config/value.ts';
import type { Location, Platform } from '../src/platform/types.ts';

function optionText(option: OptionSpec): string {
  const fallback = option.default === '' ? 'none' : `\`${option.default}\``;
  return [
    `#### \`${usageOf(option)}\``,
    descriptionOf(option),
    `Takes ${takes(option)}; default ${fallback}. In a file \`${option.name}\`, in the environment \`${variableOf(option.name)}\`.`,
  ].join('\n\n');
}

function platformRow(platform: Platform): string {
  const kb = (location: Location): string => {
    const memory = platform.memories[location];
    return memory === undefined ? '–' : `${memory.effective_bytes / 1024} of ${memory.bytes / 1024}`;
  };
  const clocks = [platform.cpu_modes.lp, platform.cpu_modes.hp]
    .map((mode) => mode?.clock_mhz ?? '–')
    .join(' / ');
  const sizes = (['TCM', 'SRAM', 'MRAM', 'PSRAM'] as const).map(kb);
  return `| ${[`\`${platform.name}\``, platform.title, platform.core, ...sizes, clocks, platform.transports.join(', ')].join(' | ')} |`;
}

const OWN_PAGES = `# Reference

Made from the source by \`npm run docs\`.

## Options of \`hilbench run\`

Names and defaults are those of ns_autodeploy where it has the option; underscores may stand for dashes. A value comes from, the last one winning:

1. its default
2. the YAML file of \`${flagOf('configfile')}\`, a map of options by their names; relative paths in it are relative to its folder
3. the environment
4. the command line; a switch has both forms there, \`--save-outputs\` and \`--no-save-outputs\`

An unknown name, a value of the wrong type or out of range, and an option that is not available yet end the run with status 2 before anything is built, naming the flag, the variable, or file, line and column.
`;

/** docs/reference.md. */
export function reference(platforms: readonly Platform[]): string {
  const groups = GROUPS.map((group) => {
    const options = OPTIONS.filter((option) => option.group === group);
    return `### ${group}\n\n${options.map(optionText).join('\n\n')}`;
  });
  const table = [
    '| name | board | core | TCM | SRAM | MRAM | PSRAM | clock LP / HP (MHz) | transports |',
    '|---|---|---|---|---|---|---|---|---|',
    ...platforms.map(platformRow),
  ];
  const intro =
    'Sizes in KB: what models and arenas may use, of what there is. [platforms.md](platforms.md) says how they are placed.';
  return `${OWN_PAGES}\n${groups.join('\n\n')}\n\n## Platforms\n\n${intro}\n\n${table.join('\n')}\n`;
}
