import { t as HilbenchError } from "./main-errors.js";
import { r as didYouMean, t as parseYaml } from "./main-yaml.js";
import { t as plainText } from "./main-text.js";
import { a as discriminatedUnion, c as number, i as boolean, m as string, n as _enum, o as int, p as strictObject, r as array, s as literal } from "./main-schemas.js";
import { basename, join } from "node:path";
import { readFileSync, readdirSync } from "node:fs";

// src/platform/schema.ts
const KIB = 1024;
const kb = int().min(1).max(4194304);
const address = int().min(0).max(4294967295);
const name = string().min(1).max(120);
const memorySchema = strictObject({
	kb: kb.describe("Raw size in KiB."),
	address: address.optional().describe("First address, where it is ours to place things."),
	reserve: strictObject({
		percent: number().min(0).max(95).default(0),
		kb: int().min(0).default(0)
	}).default({
		percent: 0,
		kb: 0
	}).describe("What is kept back: a share of the whole, then KiB on top."),
	arena_limit_kb: kb.optional(),
	model_limit_kb: kb.optional()
}).transform(({ kb: raw_kb, reserve, address: start, arena_limit_kb, model_limit_kb }) => ({
	...start === void 0 ? {} : { address: start },
	bytes: raw_kb * KIB,
	reserve: {
		percent: reserve.percent,
		bytes: reserve.kb * KIB
	},
	effective_bytes: Math.max(0, Math.floor(raw_kb * (100 - reserve.percent) / 100) - reserve.kb) * KIB,
	...arena_limit_kb === void 0 ? {} : { arena_limit_bytes: arena_limit_kb * KIB },
	...model_limit_kb === void 0 ? {} : { model_limit_bytes: model_limit_kb * KIB }
}));
const pin = int().min(0).max(255);
const cpuMode = strictObject({ clock_mhz: number().positive().max(1e4) });
const powerModelModeSchema = strictObject({
	clock_mhz: number().positive().max(1e4),
	instructions_per_cycle: number().positive().max(16),
	active_mw: number().positive().max(4e3),
	idle_mw: number().min(0).max(4e3)
});
const powerModelSchema = strictObject({
	supply_v: number().min(.5).max(12),
	sample_rate_hz: int().min(1e3).max(2e6),
	noise: strictObject({
		current_rms_a: number().min(0).max(1),
		seed: int().min(0).max(4294967295)
	}),
	min_window_ms: number().min(1).max(6e4),
	lp: powerModelModeSchema,
	hp: powerModelModeSchema
});
const probeSchema = discriminatedUnion("kind", [strictObject({
	kind: literal("qemu"),
	machine: string().regex(/^[a-z0-9-]+$/),
	icount_shift: int().min(0).max(10)
}), strictObject({
	kind: literal("jlink"),
	device: string().regex(/^[A-Z0-9-]+$/),
	load_address: address.describe("Where an image must begin: behind the bootloader."),
	reset: _enum([
		"pin",
		"core",
		"swpoi"
	]).optional().describe("How the probe resets it; absent: as J-Link knows the device.")
})]);
/** Two regions that share an address; undefined when none do. */
function overlap(regions) {
	const sorted = regions.toSorted((a, b) => a.start - b.start);
	for (const [index, region] of sorted.entries()) {
		const next = sorted[index + 1];
		if (next !== void 0 && region.start + region.bytes > next.start) return [region, next];
	}
}
/** What one file of `platforms/` may say. Sizes are KiB there, bytes after parsing. */
const platformSchema = strictObject({
	title: name,
	core: _enum([
		"cortex-m4",
		"cortex-m7",
		"cortex-m55"
	]),
	features: array(_enum([
		"dsp",
		"fpu",
		"mve"
	])),
	emulated: boolean().default(false),
	memories: strictObject({
		TCM: memorySchema.optional(),
		SRAM: memorySchema,
		MRAM: memorySchema,
		PSRAM: memorySchema.optional(),
		NVM: memorySchema.optional()
	}),
	itcm_kb: kb.optional(),
	staging: strictObject({
		address,
		kb
	}).optional(),
	parameters: strictObject({
		address,
		kb
	}).optional().describe("Where the probe puts the parameter block of a power image."),
	cpu_modes: strictObject({
		lp: cpuMode.optional(),
		hp: cpuMode.optional()
	}).default({}),
	transports: array(_enum(["USB", "UART"])).min(1),
	baud: int().min(1200).max(12e6).default(115200),
	port: string().regex(/^[a-z0-9_]+$/).optional(),
	probe: probeSchema,
	power_sync: strictObject({
		gate: pin,
		state: pin,
		go: pin
	}).optional(),
	power_model: powerModelSchema.optional(),
	ambiqsuite: string().max(40).optional()
}).superRefine((platform, context) => {
	const regions = [];
	for (const [what, memory] of Object.entries(platform.memories)) {
		if (memory === void 0) continue;
		const path = ["memories", what];
		if (memory.effective_bytes === 0) context.addIssue({
			code: "custom",
			path,
			message: "the reserve leaves nothing of it"
		});
		if ((memory.arena_limit_bytes ?? 0) + (memory.model_limit_bytes ?? 0) > memory.effective_bytes) context.addIssue({
			code: "custom",
			path,
			message: "the limits add up to more than it holds"
		});
		if (memory.arena_limit_bytes === void 0 !== (memory.model_limit_bytes === void 0)) context.addIssue({
			code: "custom",
			path,
			message: "a split memory has both limits"
		});
		if (memory.address !== void 0) regions.push({
			what,
			start: memory.address,
			bytes: memory.bytes
		});
	}
	for (const what of ["staging", "parameters"]) {
		const region = platform[what];
		if (region !== void 0) regions.push({
			what,
			start: region.address,
			bytes: region.kb * KIB
		});
	}
	const pair = overlap(regions);
	if (pair !== void 0) context.addIssue({
		code: "custom",
		path: ["memories"],
		message: `${pair[0].what} and ${pair[1].what} overlap`
	});
	if (platform.power_model !== void 0 && !platform.emulated) context.addIssue({
		code: "custom",
		path: ["power_model"],
		message: "only for emulated boards: a board of silicon is measured"
	});
	if (platform.emulated !== (platform.probe.kind === "qemu")) context.addIssue({
		code: "custom",
		path: ["emulated"],
		message: "true for the probe qemu, and only there"
	});
}).transform(({ itcm_kb, staging, parameters, memories, cpu_modes, port, power_sync, power_model, ambiqsuite, ...rest }) => ({
	...rest,
	memories: withoutUndefined(memories),
	cpu_modes: withoutUndefined(cpu_modes),
	...itcm_kb === void 0 ? {} : { itcm_bytes: itcm_kb * KIB },
	...staging === void 0 ? {} : { staging: {
		address: staging.address,
		bytes: staging.kb * KIB
	} },
	...parameters === void 0 ? {} : { parameters: {
		address: parameters.address,
		bytes: parameters.kb * KIB
	} },
	...port === void 0 ? {} : { port },
	...power_sync === void 0 ? {} : { power_sync },
	...power_model === void 0 ? {} : { power_model },
	...ambiqsuite === void 0 ? {} : { ambiqsuite }
}));
/** The same object without members that are undefined, as `exactOptionalPropertyTypes` wants it. */
function withoutUndefined(value) {
	return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== void 0));
}

// src/platform/load.ts
/**
* Reads one platform from the text of its file.
*
* @param file - path, whose base name without `.yaml` is the platform's name
* @throws {HilbenchError} `PLATFORM_INVALID` (kind `input`), naming file, line and column
*/
function parsePlatform(text, file) {
	const source = parseYaml(text, file, "PLATFORM_INVALID");
	const parsed = platformSchema.safeParse(source.value);
	if (parsed.success) return {
		name: basename(file, ".yaml"),
		...parsed.data
	};
	const lines = parsed.error.issues.toSorted((a, b) => Number(b.code === "unrecognized_keys") - Number(a.code === "unrecognized_keys")).map((issue) => {
		const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
		return `${source.locate(path)}: ${path.map(String).join(".")}: ${issue.message}`;
	});
	throw new HilbenchError({
		kind: "input",
		code: "PLATFORM_INVALID",
		message: plainText(lines[0] ?? `${file}: not a platform`, 500),
		hint: "Mend the platform file at that place; docs/platforms.md describes every field.",
		...lines.length > 1 ? { detail: lines.slice(1, 20).join("\n") } : {},
		cause: parsed.error
	});
}
/**
* All platforms of a folder, by name.
*
* @param folder - the `platforms` folder of the installation, or one of the user
* @throws {HilbenchError} `PLATFORM_INVALID` (kind `input`), `PLATFORM_FOLDER` (kind `bench`)
*/
function loadPlatforms(folder) {
	try {
		return readdirSync(folder).filter((file) => file.endsWith(".yaml")).sort().map((file) => parsePlatform(readFileSync(join(folder, file), "utf8"), join(folder, file)));
	} catch (cause) {
		if (cause instanceof HilbenchError) throw cause;
		throw new HilbenchError({
			kind: "bench",
			code: "PLATFORM_FOLDER",
			message: `The platform files in ${folder} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
			hint: "Check the folder that HILBENCH_PLATFORMS names; without that, install hilbench again: its own files are incomplete.",
			cause
		});
	}
}
/**
* All platforms of several folders, by name. A file of a later folder wins over one of the same name.
*
* @throws {HilbenchError} those of `loadPlatforms`
*/
function loadPlatformFolders(folders) {
	const all = folders.flatMap((folder) => loadPlatforms(folder));
	return [...new Map(all.map((platform) => [platform.name, platform])).values()].toSorted((a, b) => a.name < b.name ? -1 : 1);
}
/** @throws {HilbenchError} `PLATFORM_UNKNOWN` (kind `input`), listing the names there are */
function findPlatform(platforms, name) {
	const found = platforms.find((platform) => platform.name === name);
	if (found !== void 0) return found;
	const names = platforms.map((platform) => platform.name);
	throw new HilbenchError({
		kind: "input",
		code: "PLATFORM_UNKNOWN",
		message: `There is no platform "${plainText(name, 64)}".`,
		hint: `${didYouMean(name, names)}Set --platform to one of: ${names.join(", ")}.`
	});
}

export { parsePlatform as i, loadPlatformFolders as n, loadPlatforms as r, findPlatform as t };