import { t as HilbenchError } from "./main-errors.js";
import { t as plainText } from "./main-text.js";
import { o as unlessAbsent } from "./main-system.js";
import { t as runResultSchema } from "./main-schema.js";
import { join } from "node:path";
import { readFile, stat } from "node:fs/promises";

// src/report/html/format.ts
const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
/** Beyond this a double is no longer exact to the unit, and the digits would not be read. */
const READABLE = 0x38d7ea4c68000;
const KIB = 1024;
/** `6,704,520` */
function integer$1(value) {
	return Math.abs(value) < READABLE ? grouped.format(value) : value.toExponential(3);
}
/** Three significant digits where they say something: `0.895`, `27.9`, `1,308`. */
function short(value) {
	const magnitude = Math.abs(value);
	if (magnitude >= 100) return integer$1(value);
	if (magnitude >= 10) return value.toFixed(1);
	if (magnitude >= 1) return value.toFixed(2);
	if (magnitude === 0) return "0";
	return magnitude >= .001 ? value.toPrecision(3) : value.toExponential(2);
}
/** Six digits, so that 0.99999 against a limit of 1 does not read as 1. */
function precise(value) {
	return String(Number(value.toPrecision(6)));
}
/** `54.0 KB`; a KB has 1024 bytes, as in every place where a size of memory is chosen. */
function bytes(value) {
	if (value < KIB) return `${integer$1(value)} ${value === 1 ? "byte" : "bytes"}`;
	const kilobytes = value / KIB;
	if (kilobytes < 10 * KIB) return `${kilobytes < 100 ? kilobytes.toFixed(1) : integer$1(kilobytes)} KB`;
	return `${short(kilobytes / KIB)} MB`;
}
/** `219.97`: five significant digits, for values that are held against their own spread. */
function fine(value) {
	const magnitude = Math.abs(value);
	return magnitude >= 1e-4 && magnitude < 1e5 ? value.toPrecision(5) : short(value);
}
/** `0.255`, `6.222`: always as many decimals, so that a column of them lines up. */
function perMac(value) {
	return value < 1e3 ? value.toFixed(3) : short(value);
}
/** `19.5 %`, which does not break between the two. */
function percent(share) {
	return `${(share * 100).toFixed(1)}\u00a0%`;
}
/** `2.98×` */
function times(ratio) {
	return `${ratio < 1e3 ? ratio.toFixed(2) : short(ratio)}×`;
}
/** A label of an axis: no more digits than the step needs. */
function tick(value) {
	return value < 1e3 ? String(Number(value.toPrecision(6))) : short(value);
}
/** `15.7 s`, `684 ms` */
function duration(milliseconds) {
	return milliseconds < 1e3 ? `${milliseconds.toFixed(0)} ms` : `${short(milliseconds / 1e3)} s`;
}
/** `1×48×48×8` */
function shape(dimensions) {
	return dimensions?.join("×") ?? "";
}
/** `2026-11-23 03:19:58 UTC` */
function moment(iso) {
	const at = new Date(iso);
	return Number.isNaN(at.getTime()) ? iso : `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
/** `0x20000000` */
function address(value) {
	return `0x${value.toString(16).padStart(8, "0")}`;
}
/** `1 layer`, `31 layers` */
function counted(count, one, many = `${one}s`) {
	return `${integer$1(count)} ${count === 1 ? one : many}`;
}

// src/report/power.ts
/** HP first, as engineers compare against it. */
function byMode(results) {
	return (results ?? []).toSorted((a, b) => a.mode.localeCompare(b.mode));
}
/** Microjoules of one inference, with their uncertainty. */
function energyText(power) {
	const uncertainty = power.uncertainty_uj === void 0 ? "" : ` ± ${power.uncertainty_uj.toFixed(3)}`;
	return `${power.energy_uj.toFixed(3)}${uncertainty}`;
}
/** Lines on time, energy and power of an inference; each says so where it is modelled. */
function powerFigures(result) {
	return energyFigures(result.power, "");
}
function energyFigures(all, pass) {
	return byMode(all).flatMap((power) => {
		const mode = `${pass}${power.mode.toUpperCase()}`;
		const mark = power.modelled ? " (modelled)" : "";
		return [
			[`${mode} Inference Time (ms)`, `${power.time_ms.toFixed(3)}${mark}`],
			[`${mode} Inference Energy (uJ)`, `${energyText(power)}${mark}`],
			[`${mode} Inference Avg Power (mW)`, `${power.power_mw.toFixed(3)}${mark}`],
			...power.dynamic_energy_uj === void 0 ? [] : [[`${mode} Energy above Idle (uJ)`, `${power.dynamic_energy_uj.toFixed(3)}${mark}`]]
		];
	});
}
function ticksText(onboard) {
	return onboard.ticks.toLocaleString("en-US", { maximumFractionDigits: 0 });
}
/** The same for the pass with an engine compiled ahead of time. */
function aotPowerFigures({ aot }) {
	return energyFigures(aot?.power, "AOT ");
}
/** Lines on what the board counted by itself. */
function onboardFigures(result) {
	return byMode(result.onboard).flatMap((onboard) => {
		const mode = onboard.mode.toUpperCase();
		return [[`${mode} Inference ${onboard.unit === "cycles" ? "Cycles" : "Instructions"}`, ticksText(onboard)], ...onboard.time_us === void 0 ? [] : [[`${mode} Inference Time (ms)`, (onboard.time_us / 1e3).toFixed(3)]]];
	});
}
/** The sentence under a count of instructions: what such a result cannot say. */
function instructionsNote(result) {
	return result.power?.some(({ modelled }) => modelled) ? "Counted in instructions: an emulator has no cycles. Time and energy are modelled from the assumptions in the platform file; nothing of them was measured." : "Counted in instructions: an emulator has no cycles, so there is no time and no energy here.";
}

// src/report/aot.ts
const integer = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
function worstText({ max_abs_lsb, max_abs }) {
	if (max_abs_lsb !== void 0) return `worst ${max_abs_lsb} steps`;
	return max_abs === void 0 ? "not compared" : `worst ${max_abs.toPrecision(3)}`;
}
/** How the outputs of the pass compare with the main engine's, for people. */
function againstMain({ main }) {
	if (main === void 0) return void 0;
	const runs = `${main.runs} ${main.runs === 1 ? "run" : "runs"}`;
	if (main.identical) return `identical in ${runs}`;
	return `${main.outputs.map((output) => `output ${output.index}: ${worstText(output)}`).join(", ")} in ${runs}`;
}
/** Ticks of one inference of the pass over those of the main engine; absent where one was not profiled. */
function ticksRatio({ aot, profile }) {
	if (aot?.profile === void 0 || profile === void 0 || profile.total.ticks === 0) return void 0;
	return aot.profile.total.ticks / profile.total.ticks;
}
/** What the pass found, in the lines that the main engine's are in. */
function aotLines(result) {
	const { aot } = result;
	if (aot === void 0) return [];
	const { validation, profile, image } = aot;
	const same = againstMain(aot);
	const ratio = ticksRatio(result);
	const unit = profile?.unit === "cycles" ? "Cycles" : "Instructions";
	const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
	return [
		[
			"[AOT]",
			"Engine",
			`${plainText(aot.engine.name, 40)} ${plainText(aot.engine.version, 40)}`
		],
		...validation === void 0 ? [] : [[
			"[AOT]",
			"Verdict",
			`${validation.verdict} (${validation.runs} runs against ${plainText(validation.reference, 60)})`
		]],
		...same === void 0 ? [] : [[
			"[AOT]",
			`Outputs vs. ${plainText(result.engine.name, 20)}`,
			same
		]],
		...profile === void 0 ? [] : [[
			"[AOT]",
			`Total ${unit}`,
			`${integer.format(profile.total.ticks)}${ratio === void 0 ? "" : ` (${ratio.toFixed(3)} of ${plainText(result.engine.name, 20)}'s)`}`
		]],
		[
			"[AOT]",
			"Code and Constants (ROM)",
			kilobytes(image.rom_bytes)
		],
		[
			"[AOT]",
			"Data and Stack (RAM)",
			kilobytes(image.ram_bytes)
		],
		...aotPowerFigures(result).map(([label, value]) => [
			"[Power]",
			label,
			value
		]),
		...onboardFigures({
			...result,
			onboard: aot.onboard ?? []
		}).map(([label, value]) => [
			"[Onboard]",
			`AOT ${label}`,
			value
		])
	];
}

// src/result/read.ts
const RESULT_FILE = "results.json";
/** A result of 65 536 layers with every field is below this. */
const MAX_RESULT_BYTES = 67108864;
function bad(code, message, hint, cause) {
	return new HilbenchError({
		kind: "input",
		code,
		message,
		hint,
		cause
	});
}
function describeIssues(error) {
	return error.issues.slice(0, 5).map((issue) => `${issue.path.map(String).join(".") || "(top)"}: ${issue.message}`).join("; ").slice(0, 2e3);
}
/**
* Checks text from anywhere as a result.
*
* @param source what to call it in errors, for example its path
* @throws {HilbenchError} `RESULT_NOT_JSON`, `RESULT_INVALID`, `RESULT_OTHER_VERSION`
*/
function parseResult(text, source) {
	let value;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw bad("RESULT_NOT_JSON", `${source} is not JSON.`, `Give the ${RESULT_FILE} that a run wrote.`, cause);
	}
	const schema = typeof value === "object" && value !== null && "schema" in value ? value.schema : void 0;
	if (typeof schema === "string" && schema.startsWith("hilbench.run/") && schema !== "hilbench.run/1") throw bad("RESULT_OTHER_VERSION", `${source} has schema ${schema.slice(0, 40)}, this version reads hilbench.run/1.`, "Use the version of hilbench that wrote it, or run the model again.");
	const parsed = runResultSchema.safeParse(value);
	if (!parsed.success) throw bad("RESULT_INVALID", `${source} is not a hilbench result: ${describeIssues(parsed.error)}`, `Give the ${RESULT_FILE} that a run wrote, unedited.`);
	return parsed.data;
}
function unreadable(path, cause) {
	return bad("RESULT_UNREADABLE", `The result at ${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, "Make the file and the folders above it readable for the user who runs this.", cause);
}
/** Undefined only where there is nothing of that name. */
async function statOf(path) {
	try {
		return await unlessAbsent(stat(path), "ENOTDIR");
	} catch (cause) {
		throw unreadable(path, cause);
	}
}
/**
* Reads a result from its file, or from the folder that holds it.
*
* @throws {HilbenchError} `RESULT_NOT_FOUND`, `RESULT_UNREADABLE`, `RESULT_TOO_LARGE` and those of parseResult
*/
async function readResult(path) {
	const found = await statOf(path);
	const file = found?.isDirectory() ? join(path, RESULT_FILE) : path;
	const info = found?.isDirectory() ? await statOf(file) : found;
	if (!info?.isFile()) throw bad("RESULT_NOT_FOUND", `There is no result at ${file}.`, `Give a ${RESULT_FILE}, or the folder a run wrote (its --out).`);
	if (info.size > MAX_RESULT_BYTES) throw bad("RESULT_TOO_LARGE", `${file} has ${info.size} bytes; a result has at most ${MAX_RESULT_BYTES}.`, `Give the ${RESULT_FILE} that a run wrote.`);
	return parseResult(await readFile(file, "utf8").catch((cause) => Promise.reject(unreadable(file, cause))), file);
}

export { tick as C, short as S, moment as _, ticksRatio as a, precise as b, instructionsNote as c, address as d, bytes as f, integer$1 as g, fine as h, aotLines as i, onboardFigures as l, duration as m, readResult as n, byMode as o, counted as p, againstMain as r, energyText as s, RESULT_FILE as t, powerFigures as u, perMac as v, times as w, shape as x, percent as y };