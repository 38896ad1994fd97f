import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadPlatforms } from '../src/platform/load.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Those whose memories our own linker scripts divide; on silicon the SDK's do, and the image tells. */
const ported = loadPlatforms(`${ROOT}platforms`).filter((platform) => platform.emulated);

describe.each(ported.map((platform) => [platform.name, platform] as const))('%s', (_, platform) => {
  const folder = `${ROOT}templates/firmware/port/${platform.port}`;

  it('has a port that allows exactly the memories of its platform file', () => {
    const allowed = [
      ...readFileSync(`${folder}/port.c`, 'utf8').matchAll(/^ {4}\{0x([0-9A-Fa-f]+)u, (\d+)u\}/gm),
    ].map(([, address = '', bytes = '']) => [Number.parseInt(address, 16), Number(bytes)]);
    const stated = Object.values(platform.memories).map((memory) => [memory.address, memory.effective_bytes]);
    const staging =
      platform.staging === undefined ? [] : [[platform.staging.address, platform.staging.bytes]];
    const byAddress = (a: (number | undefined)[], b: (number | undefined)[]) => (a[0] ?? 0) - (b[0] ?? 0);
    expect(allowed.sort(byAddress)).toEqual([...stated, ...staging].sort(byAddress));
  });

  it('reads the parameter block where its platform file puts it', () => {
    const [, address, bytes] =
      /hb_port_parameters\(void\) \{ return \(hb_memory_range\)\{0x([0-9A-F]+)u, (\d+)u\}/.exec(
        readFileSync(`${folder}/port.c`, 'utf8'),
      ) ?? [];
    expect(platform.parameters).toEqual({
      address: Number.parseInt(address ?? '', 16),
      bytes: Number(bytes),
    });
  });

  it('links its own data and stack into what its platform file keeps back', () => {
    const script = readFileSync(`${folder}/image.ld`, 'utf8');
    const [, origin = '', kb = ''] =
      /RAM\s*\(rwx\)\s*:\s*ORIGIN = (0x[0-9a-f]+), LENGTH = (\d+)K/i.exec(script) ?? [];
    const { TCM } = platform.memories;
    const start = (TCM?.address ?? 0) + (TCM?.effective_bytes ?? 0);
    expect(Number(origin)).toBe(start);
    expect(Number(kb) * 1024).toBe((TCM?.bytes ?? 0) - (TCM?.effective_bytes ?? 0));
  });
});
