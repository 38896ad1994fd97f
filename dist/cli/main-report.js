import { t as modelNameOf } from "./main-run.js";
import { i as reportFiles } from "./main-files2.js";
import { n as readResult } from "./main-read.js";
import { r as writeFileAtomic } from "./main-files.js";
import { join, resolve } from "node:path";

// src/cli/commands/report.ts
/**
* `hilbench report RESULT…`: what a run writes beside results.json, from results that may come from another
* machine. One result goes into `out` itself, several into a folder each, named by platform and model, and
* by its id where the name is taken.
*
* @throws {HilbenchError} `RESULT_…`, and those of writing
*/
async function reportCommand(paths, out, cwd, output) {
	const written = [];
	const taken = /* @__PURE__ */ new Set();
	for (const path of paths) {
		const result = await readResult(resolve(cwd, path));
		const plain = modelNameOf(`${result.platform.name}-${result.model.name}`);
		const name = taken.has(plain) ? modelNameOf(`${result.id}-${plain}`) : plain;
		taken.add(name);
		const folder = paths.length === 1 ? out : join(out, name);
		for (const file of await reportFiles(result)) {
			const target = join(folder, file.name);
			await writeFileAtomic(target, file.content);
			written.push(target);
		}
	}
	output.result({ files: written }, () => `${written.join("\n")}\n`);
}

export { reportCommand };