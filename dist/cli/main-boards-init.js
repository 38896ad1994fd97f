import { n as require_dist } from "./main-yaml.js";
import { t as plainText } from "./main-text.js";
import { t as PLATFORM_TO_CHOOSE } from "./main-bench-rules.js";
import { c as isSegger, g as sameSerial, l as ppk2Serials, r as describePort } from "./main-ports.js";
import { t as findPlatform } from "./main-load.js";
import { t as HilbenchError } from "./main-errors.js";
import { t as fileError } from "./main-files.js";
import { a as systemErrorCode } from "./main-system.js";
import { dirname } from "node:path";
import { mkdir, writeFile } from "node:fs/promises";

// src/bench/propose.ts
var import_dist = require_dist();
/** Prefix of the USB serial number of the firmware's own port. */
const FIRMWARE = /^HB-(\d{1,20})$/iu;
/** One line of a comment: what comes from USB descriptors is untrusted. */
function comment(text) {
	return `# ${plainText(text, 400)}`;
}
/** Only a JS110 makes the level of its wires itself. */
function joulescopeFields({ model, serial }) {
	return `kind: joulescope, serial: "${serial}", supply_v: 1.8${model === "js110" ? ", io_v: 1.8" : ""}`;
}
/** The proposal's board of one probe. */
function boardLines(serial, index, platform, seen) {
	return [
		...seen.ports.filter((port) => {
			const number = isSegger(port) ? port.serialNumber : FIRMWARE.exec(port.serialNumber ?? "")?.[1];
			return number !== void 0 && sameSerial(number, serial);
		}).map((port) => `  ${comment(`Its port: ${describePort(port)}`)}`),
		`  - id: evb-${index + 1}`,
		`    platform: ${platform}`,
		`    jlink: ${(0, import_dist.stringify)(serial, { defaultStringType: "QUOTE_DOUBLE" }).trim()}`,
		"    port: auto",
		"    tags: []"
	];
}
/**
* The text of a bench.yml for what is plugged in. Nobody can tell from outside which platform a board is: an Ambiq EVB
* has the same J-Link whatever chip is on it.
*
* @param known what a person can choose from
* @param platform of every board; absent: a name that is refused until somebody has chosen
*/
function proposeBenchFile(seen, known, platform) {
	const name = platform?.name ?? "choose-one";
	const boards = seen.probes.flatMap((serial, index) => boardLines(serial, index, name, seen));
	const choice = known.filter(({ emulated }) => !emulated).map((each) => `  ${each.name}: ${each.title}`);
	const monitors = [...ppk2Serials(seen.ports).map((serial) => `kind: ppk2, serial: "${serial}", supply_v: 1.8`), ...(seen.joulescopes ?? []).map(joulescopeFields)].map((fields) => comment(`monitor: {${fields}, wires: {gate: 0, state: 1, go: 0}}`));
	return [
		comment("The boards of this host, for hilbench: docs/bench.md describes every field."),
		...seen.problems.map((problem) => comment(`Could not look everywhere: ${problem}`)),
		...seen.probe_problem === void 0 ? [] : [comment(seen.probe_problem)],
		...seen.probes.length === 0 ? [comment("No J-Link was found: connect one, or write a board here.")] : [],
		...monitors.length === 0 ? [] : [comment("A power monitor was found. Give it to the board that it measures:"), ...monitors],
		...seen.joulescope_problem === void 0 ? [] : [comment(`Joulescopes could not be looked for: ${seen.joulescope_problem}`)],
		...platform !== void 0 || boards.length === 0 ? [] : [comment("Choose the platform of each board:"), ...choice.map(comment)],
		"quarantine_after: 3",
		boards.length === 0 ? "boards: []" : "boards:",
		...boards,
		""
	].join("\n");
}

// src/cli/commands/boards-init.ts
/**
* `hilbench boards init`: a bench.yml for what is plugged in. Prints it; writes it when told to, never over a file.
*
* @throws {HilbenchError} `BENCH_FILE_EXISTS`, those of `siliconPlatform` (kind `input`), and those of a file that cannot be written
*/
async function boardsInitCommand(platforms, discover, target, output, signal) {
	const { path, write } = target;
	const platform = target.platform === void 0 ? void 0 : siliconPlatform(platforms, target.platform);
	const seen = await discover(signal);
	const text = proposeBenchFile(seen, platforms, platform);
	if (write) await create(path, text);
	const { probes, ports, joulescopes, probe_problem } = seen;
	const problems = [...seen.problems, ...probe_problem === void 0 ? [] : [probe_problem]];
	const next = platform === void 0 && probes.length > 0 ? "choose the platform of each board there, then " : "";
	const said = write ? `Written to ${path}: ${next}try \`hilbench boards\`.` : `Nothing is written: --write puts this into ${path}.`;
	output.result({
		path,
		written: write,
		text,
		probes,
		ports,
		joulescopes,
		problems
	}, () => write ? `${said}\n` : `${text}\n${said}\n`);
}
/** @throws {HilbenchError} `PLATFORM_UNKNOWN`, `BENCH_EMULATED_PLATFORM` (kind `input`) */
function siliconPlatform(platforms, name) {
	const platform = findPlatform(platforms, name);
	if (!platform.emulated) return platform;
	throw new HilbenchError({
		kind: "input",
		code: "BENCH_EMULATED_PLATFORM",
		message: `${name} is emulated: its boards are there without a bench.yml.`,
		hint: "Give --platform one of silicon; `hilbench platforms` lists them."
	});
}
async function create(path, text) {
	try {
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text, { flag: "wx" });
	} catch (cause) {
		if (systemErrorCode(cause) !== "EEXIST") throw fileError(cause, "write", path);
		throw new HilbenchError({
			kind: "input",
			code: "BENCH_FILE_EXISTS",
			message: `${path} is there already, and is not overwritten.`,
			hint: "Compare it with the proposal that is printed without --write, or name another file with --out.",
			cause
		});
	}
}

export { boardsInitCommand };