import { n as require_dist } from "./main-yaml.js";
import { t as plainText } from "./main-text.js";
import { n as isSegger, o as describePort, p as sameSerial, r as ppk2Serials } from "./main-usb-ids.js";
import { t as findPlatform } from "./main-load.js";
import { t as HilbenchError } from "./main-errors.js";
import { t as fileError } from "./main-files.js";
import { n as systemErrorCode } from "./main-system.js";
import { dirname } from "node:path";
import { mkdir, writeFile } from "node:fs/promises";

// src/bench/propose.ts
var import_dist = require_dist();
/** Prefix of the USB serial number of the firmware's own port. */
const FIRMWARE = /^HB-(\d{1,20})$/iu;
/** One line of a comment: what comes from USB descriptors is untrusted. */
function comment(text) {
	return `# ${plainText(text, 200)}`;
}
/** Only a JS110 makes the level of its wires itself. */
function joulescopeFields({ model, serial }) {
	return `kind: joulescope, serial: "${serial}", supply_v: 1.8${model === "js110" ? ", io_v: 1.8" : ""}`;
}
/** The proposal's board of one probe. Which platform it is nobody can tell from outside. */
function boardLines(serial, index, platform, seen) {
	return [
		...seen.ports.filter((port) => {
			const number = isSegger(port) ? port.serialNumber : FIRMWARE.exec(port.serialNumber ?? "")?.[1];
			return number !== void 0 && sameSerial(number, serial);
		}).map((port) => `  ${comment(`Its port: ${describePort(port)}`)}`),
		`  - id: evb-${index + 1}`,
		`    platform: ${platform.name} # check this: \`hilbench platforms\` lists them`,
		`    jlink: ${(0, import_dist.stringify)(serial, { defaultStringType: "QUOTE_DOUBLE" }).trim()}`,
		"    port: auto",
		"    tags: []"
	];
}
/**
* The text of a bench.yml for what is plugged in, a valid one.
*
* @param platform proposed for every board, for a person to correct
*/
function proposeBenchFile(seen, platform) {
	const boards = seen.probes.flatMap((serial, index) => boardLines(serial, index, platform, seen));
	const monitors = [...ppk2Serials(seen.ports).map((serial) => `kind: ppk2, serial: "${serial}", supply_v: 1.8`), ...(seen.joulescopes ?? []).map(joulescopeFields)].map((fields) => comment(`monitor: {${fields}, wires: {gate: 0, state: 1, go: 0}}`));
	return [
		comment("The boards of this host, for hilbench: docs/bench.md describes every field."),
		...seen.problems.map((problem) => comment(`Could not look everywhere: ${problem}`)),
		...seen.probes.length === 0 ? [comment("No J-Link was found: connect one, or write a board here.")] : [],
		...monitors.length === 0 ? [] : [comment("A power monitor was found. Give it to the board that it measures:"), ...monitors],
		...seen.joulescope_problem === void 0 ? [] : [comment(`Joulescopes could not be looked for: ${seen.joulescope_problem}`)],
		"quarantine_after: 3",
		boards.length === 0 ? "boards: []" : "boards:",
		...boards,
		""
	].join("\n");
}

// src/cli/commands/boards-init.ts
/** For every board proposed; the default of `--platform`. */
const PROPOSED = "apollo510_evb";
/**
* `hilbench boards init`: a bench.yml for what is plugged in. Prints it; writes it when told to, never over a file.
*
* @throws {HilbenchError} `BENCH_FILE_EXISTS` (kind `input`) and those of a file that cannot be written
*/
async function boardsInitCommand(platforms, discover, target, output, signal) {
	const { path, write } = target;
	const seen = await discover(signal);
	const text = proposeBenchFile(seen, findPlatform(platforms, PROPOSED));
	if (write) await create(path, text);
	const { probes, ports, problems, joulescopes } = seen;
	const said = write ? `Written to ${path}: correct the platforms, then try \`hilbench boards\`.` : `Nothing is written: --write puts this into ${path}.`;
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