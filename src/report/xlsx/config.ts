import type { RunResult } from '../../result/schema.ts';
import { plainText } from '../../support/text.ts';
import { type Block, blocksSheet, type Content, type Value } from './sheet.ts';

const CONFIG_SHEET = 'Config';

/** What formulas of the other sheets refer to. Change one and they follow. */
export interface Settings {
  /** Multiply-accumulates a cycle at best, by bits of the operands; only for cores where it is known. */
  readonly peak?: { readonly bits_8: number; readonly bits_16: number; readonly bits_32: number };
  readonly core_mhz?: number;
  /** From this share of all ticks a layer is flagged `hot`. */
  readonly hot_share: number;
  /** From this many times the median ticks per MAC a layer is flagged `slow`. */
  readonly slow_factor: number;
  /** Below this many MACs per byte a layer is flagged `memory-bound`. */
  readonly memory_bound: number;
}

/** Helium does 8 products of int8 a cycle at best: two beats of four. */
const M55_PEAK = { bits_8: 8, bits_16: 4, bits_32: 2 } as const;

export function settingsOf({ profile, platform }: RunResult): Settings {
  const cycles = profile?.unit === 'cycles';
  return {
    ...(cycles && platform.core === 'cortex-m55' ? { peak: M55_PEAK } : {}),
    ...(cycles && profile.timer_hz !== undefined ? { core_mhz: profile.timer_hz / 1e6 } : {}),
    hot_share: 0.1,
    slow_factor: 2,
    memory_bound: 1,
  };
}

/** Where a setting is: an absolute reference from any sheet. */
export type SettingRefs = { readonly [Name in keyof Flat]?: string };

interface Flat {
  CoreMHz: number;
  PeakMACs_8bit: number;
  PeakMACs_16bit: number;
  PeakMACs_32bit: number;
  HotShare: number;
  SlowFactor: number;
  MemoryBound: number;
}

function flatten(settings: Settings): [keyof Flat, number, string][] {
  const { peak, core_mhz } = settings;
  return [
    ...(core_mhz === undefined ? [] : [['CoreMHz', core_mhz, 'clock of the counted cycles'] as const]),
    ...(peak === undefined
      ? []
      : ([
          ['PeakMACs_8bit', peak.bits_8, 'MACs per cycle at best, 8-bit operands'],
          ['PeakMACs_16bit', peak.bits_16, 'MACs per cycle at best, 16-bit operands'],
          ['PeakMACs_32bit', peak.bits_32, 'MACs per cycle at best, 32-bit operands'],
        ] as const)),
    ['HotShare', settings.hot_share, 'flag "hot" from this share on'],
    ['SlowFactor', settings.slow_factor, 'flag "slow" from this multiple of the median ticks per MAC on'],
    ['MemoryBound', settings.memory_bound, 'flag "memory-bound" below this many MACs per byte'],
  ].map(([name, value, note]) => [name as keyof Flat, value as number, note as string]);
}

export function settingRefs(settings: Settings): SettingRefs {
  return Object.fromEntries(flatten(settings).map(([name], i) => [name, `${CONFIG_SHEET}!$B$${i + 2}`]));
}

/** The sheet Config: the settings first, then what the numbers are from. */
export function configSheet(result: RunResult, settings: Settings): ReturnType<typeof blocksSheet> {
  const { profile, platform, engine, toolchain, tool } = result;
  const facts: (readonly [string, Value | undefined, (string | undefined)?])[] = [
    ['Model', plainText(result.model.name, 200)],
    ['Model SHA-256', result.model.sha256],
    [
      'Platform',
      platform.name,
      platform.emulated ? 'emulated: it has no cycles, no time and no caches' : undefined,
    ],
    ['Core', plainText(platform.core, 200)],
    ['Engine', plainText(`${engine.name} ${engine.version}`, 200)],
    ['Toolchain', plainText(`${toolchain.name} ${toolchain.version}`, 200)],
    ['Ticks', profile?.unit, profile === undefined ? 'this run did not profile' : 'mean over the inferences'],
    ['Inferences', profile?.runs],
    ['Warm-up', profile?.warmup],
    ['Run', result.id],
    ['Started', result.started_at],
    ['Tool', plainText(`${tool.name} ${tool.version}`, 200)],
  ];
  const block = (headers: readonly string[], rows: readonly (readonly Content[])[]): Block => ({
    headers,
    formats: [],
    rows,
  });
  return blocksSheet(
    CONFIG_SHEET,
    [
      block(['Setting', 'Value', 'Meaning'], flatten(settings)),
      block(
        ['About', 'Value', 'Note'],
        facts.filter(([, value]) => value !== undefined).map(([name, value, note]) => [name, value, note]),
      ),
    ],
    [18, 40, 60],
  );
}
