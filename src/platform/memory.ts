import { HilbenchError } from '../support/errors.ts';
import type { ArenaLocation, Location, Memory, Platform } from './types.ts';

const KIB = 1024;

/** Of every model and arena: at least a cache line on every core we know. */
export const ALIGNMENT_BYTES = 64;

export function alignUp(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}

/** `2457 KB`, or `12.5 KB` where it is not whole. */
export function kb(bytes: number): string {
  return `${Number((bytes / KIB).toFixed(1))} KB`;
}

/** `SRAM (3072 KB raw, 615 KB kept back, 2457 KB for models and arenas)`. */
export function describeMemory(location: Location, memory: Memory): string {
  const limits = [
    memory.arena_limit_bytes === undefined ? '' : `, ${kb(memory.arena_limit_bytes)} of it for arenas`,
    memory.model_limit_bytes === undefined ? '' : `, ${kb(memory.model_limit_bytes)} of it for models`,
  ];
  const kept = memory.bytes - memory.effective_bytes;
  return `${location} (${kb(memory.bytes)} raw, ${kb(kept)} kept back, ${kb(memory.effective_bytes)} left${limits.join('')})`;
}

/** Every memory of a platform, for a hint. */
export function describeMemories(platform: Platform): string {
  return Object.entries(platform.memories)
    .map(([location, memory]) => describeMemory(location as Location, memory))
    .join('; ');
}

/** @throws {HilbenchError} `PLACEMENT_NO_MEMORY` (kind `input`) */
export function memoryOf(platform: Platform, location: Location): Memory {
  const memory = platform.memories[location];
  if (memory !== undefined) return memory;
  throw new HilbenchError({
    kind: 'input',
    code: 'PLACEMENT_NO_MEMORY',
    message: `${platform.name} has no ${location}.`,
    hint: `Choose another location, or auto. It has ${describeMemories(platform)}.`,
  });
}

/** Bytes of a memory that one model may use. */
export function modelCapacity(memory: Memory): number {
  return memory.model_limit_bytes ?? memory.effective_bytes;
}

/** Bytes of a memory that one arena may use. */
export function arenaCapacity(memory: Memory): number {
  return memory.arena_limit_bytes ?? memory.effective_bytes;
}

/** The largest model that a board can have in TCM or SRAM: a probe writes it elsewhere, and the device copies it. */
export function stagingCapacity({ staging, memories }: Platform): number {
  return staging?.bytes ?? memories.MRAM?.effective_bytes ?? 0;
}

/** @throws {HilbenchError} `PLACEMENT_ARENA_READ_ONLY` (kind `input`) for a memory the device cannot write to */
export function asArenaLocation(location: Location): ArenaLocation {
  if (location !== 'MRAM' && location !== 'NVM') return location;
  throw new HilbenchError({
    kind: 'input',
    code: 'PLACEMENT_ARENA_READ_ONLY',
    message: `The arena cannot be in ${location}: the device writes to the arena all the time.`,
    hint: 'Set --arena-location to auto, TCM, SRAM or PSRAM.',
  });
}
