import type { Paths } from '../../app/paths.ts';
import { loadPlatformFolders } from '../../platform/load.ts';
import type { Memory, Platform } from '../../platform/types.ts';
import { textTable } from '../../report/table.ts';
import type { Output } from '../output.ts';

function memoryText(memory: Memory | undefined): string {
  if (memory === undefined) return '–';
  return `${Math.floor(memory.effective_bytes / 1024)} / ${Math.floor(memory.bytes / 1024)}`;
}

/** What a run on it takes. */
function runText({ emulated, port, probe }: Platform): string {
  if (emulated) return 'emulated: no board needed';
  return port === undefined
    ? 'planning only'
    : `board with ${probe.kind === 'jlink' ? 'J-Link' : probe.kind}`;
}

/** `hilbench platforms`: every platform, its memories in KB (usable / raw), and whether a run works there. */
export function platformsCommand(paths: Paths, output: Output): void {
  const platforms = loadPlatformFolders(paths.platforms);
  output.result(platforms, () => {
    const rows = platforms.map((platform) => [
      platform.name,
      platform.core,
      memoryText(platform.memories.TCM),
      memoryText(platform.memories.SRAM),
      memoryText(platform.memories.MRAM),
      memoryText(platform.memories.PSRAM),
      runText(platform),
    ]);
    const columns = [
      { title: 'platform' },
      { title: 'core' },
      { title: 'TCM KB', align: 'right' },
      { title: 'SRAM KB', align: 'right' },
      { title: 'MRAM KB', align: 'right' },
      { title: 'PSRAM KB', align: 'right' },
      { title: 'run' },
    ] as const;
    return `${textTable(columns, rows)}\n\nMemory as usable / raw: what the harness, stack and SDK keep is taken off.\n`;
  });
}
