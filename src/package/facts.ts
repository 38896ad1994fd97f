import { arenaBytes, tensorTable } from './header.ts';
import type { Manifest } from './manifest.ts';
import type { PackageNames } from './names.ts';
import type { PackageDeps, PackageRequest } from './types.ts';

/** What the manifest of every package says of the model, whom it is for, and who made it. */
export function commonFacts(
  { tool_version }: PackageDeps,
  { model, platform }: PackageRequest,
  { prefix }: PackageNames,
) {
  const { engine, version, blob } = model.build;
  return {
    name: prefix,
    tool: { name: 'hilbench', version: tool_version },
    model: { name: model.name, sha256: model.sha256 },
    platform: platform.name,
    core: platform.core,
    engine: { name: engine, version },
    arena_bytes: arenaBytes(model),
    weights_bytes: blob.byteLength,
  } as const satisfies Partial<Manifest>;
}

/** The same for the templates of its texts. */
export function factValues(deps: PackageDeps, request: PackageRequest, names: PackageNames) {
  const { core, engine, arena_bytes, weights_bytes } = commonFacts(deps, request, names);
  return {
    core,
    engine: `${engine.name} ${engine.version}`,
    arena_bytes: String(arena_bytes),
    weights_bytes: String(weights_bytes),
    tool_version: deps.tool_version,
    model_sha256: request.model.sha256,
    tensors: tensorTable(request.model),
  };
}
