import { createHash } from 'node:crypto';

/** Everything that must be equal for two results to be comparable. */
export interface FingerprintParts {
  readonly platform: string;
  readonly core: string;
  readonly silicon?: string;
  readonly engine: { readonly name: string; readonly version: string };
  readonly toolchain: { readonly name: string; readonly version: string };
  /** Version of the harness, which is hilbench's own. */
  readonly harness: string;
  /** For engines whose image does not depend on the model; absent for ahead-of-time engines. */
  readonly image_hash?: string;
  readonly unit?: string;
  readonly timer_hz?: number;
}

/** SHA-256 over the parts in a fixed order. */
export function fingerprint(parts: FingerprintParts): string {
  const fields = [
    parts.platform,
    parts.core,
    parts.silicon ?? '',
    parts.engine.name,
    parts.engine.version,
    parts.toolchain.name,
    parts.toolchain.version,
    parts.harness,
    parts.image_hash ?? '',
    parts.unit ?? '',
    String(parts.timer_hz ?? ''),
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
