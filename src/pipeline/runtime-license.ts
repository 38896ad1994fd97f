import type { EngineBuild } from '../engine/types.ts';
import { isForAmbiqOnly, readLicenses } from '../package/runtime.ts';
import type { Platform } from '../platform/types.ts';
import type { ResultIssue } from '../result/schema.ts';
import { HilbenchError } from '../support/errors.ts';

/**
 * What is to say of a runtime of somebody else's whose licence does not allow it where it runs: that is the user's to
 * know and to decide. A runtime without a licence says nothing.
 */
export async function runtimeLicenseIssues(
  platform: Platform,
  { external, version }: EngineBuild,
): Promise<readonly ResultIssue[]> {
  if (!platform.emulated || external === undefined) return [];
  const licenses = await readLicenses(external.link.dir).catch((error: unknown) => {
    if (error instanceof HilbenchError) return [];
    throw error;
  });
  if (!isForAmbiqOnly(licenses)) return [];
  return [
    {
      code: 'ENGINE_LICENSE',
      severity: 'warn',
      message: `The licence of ${version} allows it to be executed on hardware of Ambiq only, and ${platform.name} is emulated.`,
      hint: 'Make sure that you may do this. A runtime built from the public sources of TensorFlow Lite Micro may run anywhere: docs/tflm.md.',
    },
  ];
}
