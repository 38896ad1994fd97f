import { t as modelNameOf } from "./main-run.js";
import { a as OutputFolder, i as reportFiles } from "./main-files2.js";
import { n as readResult } from "./main-read.js";
import { t as _usingCtx } from "./main-usingCtx.js";
import { join, resolve } from "node:path";

// src/cli/commands/report.ts
/** As `hilbench-out` of a run: a name that nobody has for something else. */
const REPORT_FOLDER = "hilbench-report";
/**
* A folder for each of several results, named by platform and model, by its id too where that name is taken, and by a
* number where a result was given twice. Case does not tell names apart: there are disks that do not either.
*/
function foldersOf(results) {
	const taken = /* @__PURE__ */ new Set();
	return results.map(({ id, platform, model }) => {
		const plain = modelNameOf(`${platform.name}-${model.name}`);
		const long = modelNameOf(`${id}-${plain}`);
		let name = plain;
		for (let turn = 1; taken.has(name.toLowerCase()); turn++) name = turn === 1 ? long : `${long}-${turn}`;
		taken.add(name.toLowerCase());
		return name;
	});
}
/**
* `hilbench report RESULT…`: what a run writes beside results.json, from results that may come from another
* machine. One result goes into `out` itself, several into a folder each. All of it appears at once, when every
* result was read; files of an earlier report are replaced.
*
* @throws {HilbenchError} `RESULT_…`, and those of writing
*/
async function reportCommand(paths, out, cwd, output) {
	try {
		var _usingCtx$1 = _usingCtx();
		const results = [];
		for (const path of paths) results.push(await readResult(resolve(cwd, path)));
		const folders = results.length === 1 ? [""] : foldersOf(results);
		const folder = _usingCtx$1.a(await OutputFolder.open(out, "report"));
		const written = [];
		for (const [index, result] of results.entries()) for (const { name, content } of await reportFiles(result)) written.push(await folder.write(join(folders[index] ?? "", name), content));
		await folder.commit();
		output.result({ files: written }, () => `${written.join("\n")}\n`);
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
}

export { REPORT_FOLDER, reportCommand };