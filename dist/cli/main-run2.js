import { a as OutputFolder, i as reportFiles, n as LAYERS_FILE, r as WORKBOOK_FILE, t as HTML_FILE } from "./main-files2.js";
import { t as throwIfAborted } from "./main-deadline.js";
import { t as Scope } from "./main-scope.js";
import { i as checkDeviceLimits, n as modelNameOf, o as assembleResult, r as planModel, t as loadModel } from "./main-plan.js";
import { _ as checkRelativePath, a as isOffChip, b as linkFlags, c as arenaCapacity, d as describeMemory, f as kb, g as instructionsPerSecond, h as stagingCapacity, i as fitsWithoutLink, l as asArenaLocation, m as modelCapacity, n as newRunId, o as offChipOf, p as memoryOf, r as fitsInside, s as alignUp, u as describeMemories, v as findSymbols, y as compileFlags } from "./main-services.js";
import { n as cancelled, r as whatEnded, t as HilbenchError } from "./main-errors.js";
import { m as string, n as _enum, o as int, p as strictObject, r as array, s as literal } from "./main-schemas.js";
import { b as runTool, f as DeviceError, l as buildPayload, p as findToolchain, y as lastLines } from "./main-checkout.js";
import { m as howEnded } from "./main-discovery.js";
import { t as plainText } from "./main-text.js";
import { a as systemErrorCode } from "./main-system.js";
import { t as _usingCtx } from "./main-usingCtx.js";
import { _ as wrongEdges, a as deviceFailed, c as monitorLost, d as noGate, f as noReport, g as windowTimeout, h as windowShort, i as countMismatch, l as netNegative, m as outOfRange, n as checkSupply, o as gap, p as notReady, s as monitorData, u as noBoardReport } from "./main-instruments.js";
import { r as didYouMean, t as parseYaml } from "./main-yaml.js";
import { r as writeFileAtomic, t as fileError$2 } from "./main-files.js";
import { D as noQemu } from "./main-ports.js";
import { t as findProgram } from "./main-find-program.js";
import { t as findPlatform } from "./main-load.js";
import { r as stringify, t as formatShape } from "./main-layers-csv.js";
import { c as instructionsNote, i as aotLines, l as onboardFigures, t as RESULT_FILE, u as powerFigures } from "./main-read.js";
import { t as runResultSchema } from "./main-schema.js";
import { t as modelNameOf$1 } from "./main-run.js";
import { n as hintLines } from "./main-hints.js";
import { t as textTable } from "./main-table.js";
import { basename, delimiter, dirname, extname, isAbsolute, join, posix, relative, sep } from "node:path";
import { constants } from "node:fs";
import { tmpdir } from "node:os";
import { createHash, randomInt, randomUUID } from "node:crypto";
import { link, mkdir, mkdtemp, open, opendir, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { crc32 } from "node:zlib";

// src/pipeline/connect.ts
/** How long each greeting may take, but for the last, which has as long as the link gives. */
const EARLY_GREETING_MS = 3e3;
const GREETINGS = 3;
/** What a reset can mend: the firmware was not ready, or the port was that of before the reset. */
const WORTH_A_RESET = [
	"LINK_SILENT",
	"LINK_GARBAGE",
	"LINK_CLOSED"
];
/**
* Greets the firmware of a board that was just started. On boards that can be reset a greeting that is not answered is
* repeated after a reset, three times at most in all: the first one after a flash sometimes does not take.
*
* @throws {HilbenchError} those of the link, and of `Board.reset` (kind `bench`)
*/
async function greet(deps, board, started, signal) {
	let transport = started;
	for (let greeting = 1;; greeting++) {
		const last = board.reset === void 0 || greeting === GREETINGS;
		try {
			return await deps.connect(transport, signal, last ? void 0 : EARLY_GREETING_MS);
		} catch (error) {
			const worth = error instanceof HilbenchError && WORTH_A_RESET.includes(error.code);
			if (board.reset === void 0 || last || !worth) throw error;
			deps.log.info(`${board.id} does not answer (${error.code}): it is reset and greeted again`);
			transport = await board.reset(signal).catch((failure) => {
				throw failure instanceof HilbenchError && failure.code === "PORT_NOT_FOUND" ? error : failure;
			});
		}
	}
}
/**
* Selects a model that should lie where the probe has written it.
*
* @throws {HilbenchError} `DEVICE_STALE_MODEL` (kind `bench`) where the device finds another checksum there
*/
async function selectFlashed(select) {
	try {
		await select();
	} catch (error) {
		if (!(error instanceof HilbenchError) || error.code !== "DEVICE_MODEL_CORRUPT") throw error;
		throw new HilbenchError({
			kind: "bench",
			code: "DEVICE_STALE_MODEL",
			message: `The board does not hold the model of this run. ${error.message}`,
			hint: "Flashing failed silently, or that memory does not keep what is written: run again, and if it stays, check the probe and --model-location.",
			cause: error
		});
	}
}

// src/platform/image-memories.ts
/**
* The platform as an image of it leaves it: memories are where the linker has left room, and no larger than that. The
* platform file stays the limit of what may be used, so that nothing fits beside an image that was refused before. A
* memory that the image does not tell of stays as it is.
*/
function platformOf(platform, room) {
	if (room === void 0) return platform;
	const left = Object.entries(room).flatMap(([location, found]) => {
		const known = platform.memories[location];
		if (known === void 0) return [];
		const bytes = Math.min(found.bytes, known.effective_bytes);
		const left = {
			...known,
			address: found.address,
			effective_bytes: bytes
		};
		const { arena_limit_bytes, model_limit_bytes } = known;
		return [[location, {
			...left,
			...arena_limit_bytes === void 0 ? {} : { arena_limit_bytes: Math.min(arena_limit_bytes, bytes) },
			...model_limit_bytes === void 0 ? {} : { model_limit_bytes: Math.min(model_limit_bytes, bytes) }
		}]];
	});
	return {
		...platform,
		memories: {
			...platform.memories,
			...Object.fromEntries(left)
		}
	};
}

// src/platform/layout.ts
function addressOf(platform, location) {
	const { address } = memoryOf(platform, location);
	if (address !== void 0) return address;
	throw new HilbenchError({
		kind: "input",
		code: "PLATFORM_NO_ADDRESS",
		message: `The platform file of ${platform.name} gives no address for ${location}.`,
		hint: "Choose another location, or auto."
	});
}
/** A board of silicon has no memory for staging alone: a probe writes to MRAM, and nowhere else. */
function stagingInMram({ memories }) {
	const mram = memories.MRAM;
	if (mram?.address === void 0) return void 0;
	return {
		address: mram.address,
		bytes: mram.effective_bytes
	};
}
/**
* The addresses of a placement. The arena is at the start of its memory. The model is at the start of
* its own, behind the arena where they share one, and in a split memory behind the part for arenas.
*
* A model in TCM or SRAM is flashed to the staging area, and the device copies it.
*
* @throws {HilbenchError} `PLATFORM_NO_ADDRESS`, `PLACEMENT_STAGING_TOO_SMALL` (kind `input`)
*/
function layoutOf(platform, placement) {
	const { model, arena } = placement;
	const arena_address = addressOf(platform, arena.location);
	const memory = memoryOf(platform, model.location);
	const beside = model.location === arena.location ? alignUp(arena.bytes) : 0;
	const model_address = addressOf(platform, model.location) + (memory.arena_limit_bytes ?? beside);
	if (model.location !== "TCM" && model.location !== "SRAM") return {
		model_address,
		arena_address,
		flash_address: model_address
	};
	const staging = platform.staging ?? stagingInMram(platform);
	if (staging !== void 0 && model.bytes <= staging.bytes) return {
		model_address,
		arena_address,
		flash_address: staging.address
	};
	throw new HilbenchError({
		kind: "input",
		code: "PLACEMENT_STAGING_TOO_SMALL",
		message: `A model of ${kb(model.bytes)} for ${model.location} cannot be staged on ${platform.name}, which holds ${kb(staging?.bytes ?? 0)} for that.`,
		hint: "Set --model-location to auto, which takes the next memory that holds it."
	});
}

// src/pipeline/build-image.ts
/**
* Builds an image of the planned model for the platform of the run, or takes it from the store.
*
* @param off_chip which it sets up
* @throws {HilbenchError} `FIRMWARE_…` and what else the builder throws; `CANCELLED`
*/
function buildImage({ deps, request, plan, watch, signal }, variant, off_chip) {
	const { platform, toolchain } = request;
	return watch.external("compiler", () => deps.images.build({
		platform,
		engine: plan.build,
		toolchain,
		variant,
		signal,
		...off_chip === void 0 ? {} : { off_chip }
	}));
}

// src/platform/placement.ts
const KIB$4 = 1024;
const AUTO_MODEL = [
	"TCM",
	"MRAM",
	"SRAM",
	"PSRAM"
];
const AUTO_ARENA = [
	"TCM",
	"SRAM",
	"PSRAM"
];
/** Bytes left for an arena in `memory` when a model of `model_bytes` is there too; 0: none is. */
function arenaRoom(memory, model_bytes) {
	const beside = memory.effective_bytes - alignUp(model_bytes);
	const room = model_bytes === 0 ? memory.effective_bytes : Math.floor(beside / 64) * 64;
	return Math.max(0, Math.min(room, arenaCapacity(memory)));
}
/** Whether `memory` holds a model. Whether the device can get it there is another matter. */
function holdsModel(memory, model_bytes) {
	return memory !== void 0 && model_bytes <= modelCapacity(memory);
}
/** Whether a model and an arena fit, each by itself and, in one memory, together. */
function fits(platform, model, arena) {
	const model_memory = platform.memories[model.location];
	const arena_memory = platform.memories[arena.location];
	if (model_memory === void 0 || arena_memory === void 0) return false;
	const beside = model.location === arena.location ? model.bytes : 0;
	return holdsModel(model_memory, model.bytes) && arena.bytes <= arenaRoom(arena_memory, beside);
}
/** @throws {HilbenchError} `PLACEMENT_NO_ROOM` (kind `input`) for a placement that was made for more room than there is */
function checkPlacement(platform, placement) {
	if (fits(platform, placement.model, placement.arena)) return;
	const { model, arena } = placement;
	throw noRoom(platform, {
		model_bytes: model.bytes,
		model_location: model.location,
		arena_location: arena.location
	}, arena.bytes);
}
/** Where an arena goes of which nothing is known but where it was asked to be. */
function largestArenaLocation(wanted) {
	return wanted === "PSRAM" ? "PSRAM" : "SRAM";
}
/**
* The largest arena, without padding, of the first pass: all of PSRAM's share of arenas when the arena
* was asked to be there, otherwise all of SRAM.
*
* @throws {HilbenchError} `PLACEMENT_NO_MEMORY`, `PLACEMENT_PADDING_TOO_LARGE` (kind `input`)
*/
function maxArena(platform, wants) {
	const location = largestArenaLocation(wants.arena_location);
	const memory = memoryOf(platform, location);
	const bytes = arenaCapacity(memory) - wants.padding_bytes;
	if (bytes >= KIB$4) return bytes;
	throw new HilbenchError({
		kind: "input",
		code: "PLACEMENT_PADDING_TOO_LARGE",
		message: `A padding of ${kb(wants.padding_bytes)} leaves no arena in ${describeMemory(location, memory)} of ${platform.name}.`,
		hint: "Set --arena-size-scratch-buffer-padding to a smaller number of KB."
	});
}
/** The locations to try for the model, best first; a forced one is checked against its memory. */
function modelLocations(platform, wants) {
	const { model_bytes, model_location } = wants;
	if (model_location === "auto") {
		const most_staged = stagingCapacity(platform);
		const fitting = AUTO_MODEL.filter((location) => {
			const copied = location === "TCM" || location === "SRAM";
			return holdsModel(platform.memories[location], model_bytes) && !(copied && model_bytes > most_staged);
		});
		if (fitting.length > 0) return fitting;
		throw new HilbenchError({
			kind: "input",
			code: "PLACEMENT_MODEL_TOO_BIG",
			message: `The model needs ${kb(model_bytes)}, and no memory of ${platform.name} holds that.`,
			hint: `Make the model smaller, or choose a platform with more memory. There is ${describeMemories(platform)}.`
		});
	}
	const memory = memoryOf(platform, model_location);
	if (holdsModel(memory, model_bytes)) return [model_location];
	throw new HilbenchError({
		kind: "input",
		code: "PLACEMENT_MODEL_TOO_BIG",
		message: `The model needs ${kb(model_bytes)}, which is more than ${describeMemory(model_location, memory)} of ${platform.name} holds.`,
		hint: `Set --model-location to auto or to a larger memory. There is ${describeMemories(platform)}.`
	});
}
/** The locations to try for the arena in the first pass: it comes to TCM with tuning alone. */
function firstArenas(platform, wants) {
	const { arena_location, arena_bytes, padding_bytes } = wants;
	if (arena_bytes === void 0) return [largestArenaLocation(arena_location)];
	return arenaLocations(platform, arena_location, tunedArenaBytes(arena_bytes, padding_bytes)).map((location) => location === "TCM" ? "SRAM" : location);
}
/** The locations to try for the model in the first pass, beside an arena in `arena_location`. */
function firstModels(platform, wants, arena_location) {
	const locations = modelLocations(platform, wants);
	if (wants.model_location === "SRAM" && holdsModel(platform.memories.MRAM, wants.model_bytes)) return ["MRAM"];
	if (!platform.emulated) return locations;
	return locations.toSorted((a, b) => Number(a === arena_location) - Number(b === arena_location));
}
/**
* Where the model and the arena go before the device has said how much of the arena the model uses.
*
* The arena is as large as fits, in SRAM unless PSRAM was asked for, or `auto` was and the engine knows that SRAM is too
* small; a model that shall be in SRAM is in MRAM meanwhile, where it fits there, and `auto` puts it beside the arena
* last. `arena.bytes` includes the padding.
*
* @throws {HilbenchError} `PLACEMENT_…` (kind `input`)
*/
function placeFirstPass(platform, wants) {
	const { model_bytes, padding_bytes, max_arena_bytes: asked, arena_bytes } = wants;
	if (wants.arena_location !== "auto") memoryOf(platform, asArenaLocation(wants.arena_location));
	const largest = maxArena(platform, wants) + padding_bytes;
	if (asked > largest) {
		const location = largestArenaLocation(wants.arena_location);
		throw new HilbenchError({
			kind: "input",
			code: "PLACEMENT_ARENA_LIMIT_TOO_LARGE",
			message: `An arena of ${kb(asked)} is more than ${describeMemory(location, memoryOf(platform, location))} of ${platform.name} holds.`,
			hint: `Set --max-arena-size to ${Math.floor(largest / KIB$4)} or less, or choose another --arena-location. There is ${describeMemories(platform)}.`
		});
	}
	const needed = arena_bytes === void 0 ? padding_bytes + KIB$4 : tunedArenaBytes(arena_bytes, padding_bytes);
	const enough = asked === 0 ? needed : asked;
	for (const location of firstArenas(platform, wants)) {
		const memory = memoryOf(platform, location);
		for (const model_location of firstModels(platform, wants, location)) {
			const room = arenaRoom(memory, model_location === location ? model_bytes : 0);
			const bytes = asked === 0 ? room : Math.min(room, asked);
			if (bytes >= enough) return {
				model: {
					location: model_location,
					bytes: model_bytes
				},
				arena: {
					location,
					bytes
				}
			};
		}
	}
	throw noRoom(platform, wants, enough);
}
/** The arena to allocate for what the device said it uses: whole KiB, at least one byte to spare, and the padding. */
function tunedArenaBytes(arena_used_bytes, padding_bytes) {
	return (Math.floor(arena_used_bytes / KIB$4) + 1) * KIB$4 + padding_bytes;
}
/**
* Where the model and the arena go once the arena's need is known: the arena in the fastest memory that
* holds it, and the model in the fastest that then still holds it. Locations the user set stay.
*
* @throws {HilbenchError} `PLACEMENT_ARENA_LIMIT`, `PLACEMENT_ARENA_TOO_BIG`, `PLACEMENT_NO_ROOM`,
*   `PLACEMENT_MODEL_TOO_BIG`, `PLACEMENT_NO_MEMORY`, `PLACEMENT_ARENA_READ_ONLY` (kind `input`)
*/
function placeTuned(platform, wants) {
	const arena_bytes = tunedArenaBytes(wants.arena_used_bytes, wants.padding_bytes);
	if (wants.max_arena_bytes > 0 && arena_bytes > wants.max_arena_bytes) throw new HilbenchError({
		kind: "input",
		code: "PLACEMENT_ARENA_LIMIT",
		message: `The model needs an arena of ${kb(arena_bytes)} (${kb(wants.padding_bytes)} of it padding), and --max-arena-size allows ${kb(wants.max_arena_bytes)}.`,
		hint: `Set --max-arena-size to ${Math.ceil(arena_bytes / KIB$4)} or more, or to 0 for as much as fits.`
	});
	const arena_locations = arenaLocations(platform, wants.arena_location, arena_bytes);
	const model_locations = modelLocations(platform, wants);
	for (const arena_location of arena_locations) {
		const arena = {
			location: arena_location,
			bytes: arena_bytes
		};
		for (const model_location of model_locations) {
			const model = {
				location: model_location,
				bytes: wants.model_bytes
			};
			if (fits(platform, model, arena)) return {
				model,
				arena
			};
		}
	}
	throw noRoom(platform, wants, arena_bytes);
}
/** The locations to try for an arena of known size, best first. */
function arenaLocations(platform, wanted, arena_bytes) {
	const forced = wanted === "auto" ? void 0 : asArenaLocation(wanted);
	if (forced !== void 0) memoryOf(platform, forced);
	const fitting = (forced === void 0 ? AUTO_ARENA : [forced]).filter((location) => {
		const memory = platform.memories[location];
		return memory !== void 0 && arena_bytes <= arenaCapacity(memory);
	});
	if (fitting.length > 0) return fitting;
	const where = forced === void 0 ? `no memory of ${platform.name} holds that` : `that is more than ${describeMemory(forced, memoryOf(platform, forced))} of ${platform.name} holds`;
	throw new HilbenchError({
		kind: "input",
		code: "PLACEMENT_ARENA_TOO_BIG",
		message: `The model needs an arena of ${kb(arena_bytes)}, and ${where}.`,
		hint: forced === void 0 ? `Make the model's activations smaller, or choose a platform with more memory. There is ${describeMemories(platform)}.` : `Set --arena-location to auto or to a larger memory. There is ${describeMemories(platform)}.`
	});
}
function noRoom(platform, wants, arena_bytes) {
	return new HilbenchError({
		kind: "input",
		code: "PLACEMENT_NO_ROOM",
		message: `A model of ${kb(wants.model_bytes)} (location ${wants.model_location}) and an arena of ${kb(arena_bytes)} (location ${wants.arena_location}) do not fit on ${platform.name} together.`,
		hint: `Set --model-location or --arena-location to auto or to another memory. There is ${describeMemories(platform)}.`
	});
}

// src/pipeline/padding.ts
const KIB$3 = 1024;
/** A search over 32 MB in steps of a KiB takes 15; nothing is rebuilt in any. */
const MAX_PADDING_ATTEMPTS = 16;
/** What the device said of an arena that was too small for it; undefined for every other failure. */
function arenaTooSmall(error) {
	return error instanceof DeviceError && error.code === "DEVICE_ARENA_TOO_SMALL" ? error : void 0;
}
/** An arena that no memory can hold is too large, as one that the runtime refuses is too small. */
function isTooLarge(error) {
	return error instanceof HilbenchError && error.code.startsWith("PLACEMENT_");
}
/**
* Finds how much more than it says a runtime needs of its arena: some count the buffers that they take while they
* prepare a model only then. Bisects between the arena that failed and the largest, which worked in the first pass.
* The last attempt is the one that is returned, so the device is left as that one made it.
*
* @param tuned_bytes the arena that was too small
* @param first_bytes the arena of the first pass
* @param failure what the device said of the smaller one
* @param attempt configures the device with so much padding; throws `DEVICE_ARENA_TOO_SMALL` or `PLACEMENT_…`
* @throws {HilbenchError} `failure` when no padding helps; what `attempt` throws otherwise
*/
async function findPadding(tuned_bytes, first_bytes, failure, attempt) {
	let too_small = 0;
	let enough = Math.ceil(Math.max(0, first_bytes - tuned_bytes) / KIB$3);
	let best;
	let last = failure;
	let attempts = 0;
	let configured;
	/** Moves one of the bounds. */
	const probe = async (padding) => {
		attempts++;
		configured = void 0;
		try {
			best = {
				padding,
				value: await attempt(padding * KIB$3)
			};
			enough = padding;
			configured = padding;
		} catch (error) {
			const small = arenaTooSmall(error);
			if (small !== void 0) {
				last = small;
				const told = Math.floor(((small.needed_bytes ?? 0) - tuned_bytes - 1) / KIB$3);
				too_small = Math.max(padding, Math.min(told, enough - 1));
			} else if (isTooLarge(error)) enough = padding;
			else throw error;
		}
	};
	while (enough - too_small > 1 && attempts < 16) await probe(Math.floor((too_small + enough) / 2));
	if (best === void 0 && enough > too_small) await probe(enough);
	if (best === void 0) throw last;
	if (configured === best.padding) return {
		padding_bytes: best.padding * KIB$3,
		attempts,
		value: best.value
	};
	const value = await attempt(best.padding * KIB$3);
	return {
		padding_bytes: best.padding * KIB$3,
		attempts: attempts + 1,
		value
	};
}

// src/pipeline/tune.ts
function wants(request, plan) {
	return {
		model_bytes: plan.build.blob.byteLength,
		model_location: request.model_location,
		arena_location: request.arena_location,
		max_arena_bytes: request.max_arena_bytes,
		padding_bytes: request.scratch_padding_bytes,
		arena_bytes: plan.build.arena_bytes
	};
}
/** The placement of the first pass: the largest arena that fits. @throws {HilbenchError} `PLACEMENT_…` */
function firstPlacement(request, plan) {
	return placeFirstPass(request.platform, wants(request, plan));
}
/**
* The placement once the arena's need is known, with more padding than was asked for where that was found to be
* needed. @throws {HilbenchError} `PLACEMENT_…`
*/
function tunedPlacement(request, plan, used_bytes, found_padding_bytes = 0) {
	const wanted = wants(request, plan);
	return placeTuned(request.platform, {
		...wanted,
		padding_bytes: wanted.padding_bytes + found_padding_bytes,
		arena_used_bytes: used_bytes
	});
}
/** Moves the model from where it was flashed to where it shall live, and configures the arena. */
async function configure(device, flash_address, placement, plan, request) {
	const layout = layoutOf(request.platform, placement);
	await selectFlashed(() => device.selectModel({
		source: flash_address,
		address: layout.model_address,
		bytes: plan.build.blob.byteLength,
		crc32: crc32(plan.build.blob)
	}));
	return device.configure({
		address: layout.arena_address,
		bytes: placement.arena.bytes,
		resource_variables: request.resource_variables
	});
}
/** A device that runs another graph than the host read is a stale or broken one. */
function checkSameModel(model, plan) {
	const { main } = plan;
	const sizes = (indices) => indices.map((index) => main.tensors[index]?.bytes).join(", ");
	const expected = `${plan.build.layers.length} layers, inputs of ${sizes(main.inputs)} bytes, outputs of ${sizes(main.outputs)} bytes`;
	const found = `${model.layers} layers, inputs of ${model.inputs.map((t) => t.bytes).join(", ")} bytes, outputs of ${model.outputs.map((t) => t.bytes).join(", ")} bytes`;
	if (expected === found) return;
	throw new HilbenchError({
		kind: "bench",
		code: "DEVICE_OTHER_MODEL",
		message: `The device runs another model than the one given: it has ${found}; the file has ${expected}.`,
		hint: "Run again with HILBENCH_CACHE_DIR set to an empty folder, so that nothing stored is used; if it stays, report this with the model."
	});
}
/**
* Configures the model on the device: once with the largest arena that fits, then with what it really
* needs, placed as the platform's rules say. Nothing is rebuilt between the two. When the runtime refuses what it
* said itself that it needs, the padding that it takes beyond that is searched for.
*
* Without `tune_and_validate` the first pass is left out; the engine must then know the arena itself.
*/
async function tune(device, flash_address, request, plan) {
	const first = firstPlacement(request, plan);
	let used_bytes = plan.build.arena_bytes;
	if (request.tune_and_validate || used_bytes === void 0) {
		const largest = await configure(device, flash_address, first, plan, request);
		checkSameModel(largest, plan);
		used_bytes = largest.arena_used_bytes;
	}
	const used = used_bytes;
	const place = (padding_bytes) => tunedPlacement(request, plan, used, padding_bytes);
	const tryWith = async (padding_bytes) => {
		const placement = place(padding_bytes);
		const model = await configure(device, flash_address, placement, plan, request);
		checkSameModel(model, plan);
		return {
			first,
			placement,
			used_bytes: model.arena_used_bytes,
			model
		};
	};
	try {
		return await tryWith(0);
	} catch (error) {
		const failure = arenaTooSmall(error);
		if (failure === void 0 || plan.build.arena_bytes !== void 0) throw error;
		const { padding_bytes, value } = await findPadding(place(0).arena.bytes, first.arena.bytes, failure, tryWith);
		return {
			...value,
			found_padding_bytes: padding_bytes
		};
	}
}
/** What is to say of padding that had to be found. */
function paddingIssues(request, tuned) {
	const { found_padding_bytes } = tuned;
	if (found_padding_bytes === void 0) return [];
	const all_kb = (request.scratch_padding_bytes + found_padding_bytes) / 1024;
	return [{
		code: "ARENA_PADDING_FOUND",
		severity: "warn",
		message: `The runtime said that it uses ${tuned.used_bytes} bytes of the arena and refused an arena tuned to that; ${found_padding_bytes / 1024} KB more than that were found to be needed, for scratch buffers that it does not count.`,
		hint: `Set --arena-size-scratch-buffer-padding ${Math.ceil(all_kb)} to spare every run the search.`
	}];
}

// src/pipeline/place-image.ts
/** Whether an image can use a memory outside the chip: one that it does not set up has no room. */
function drives({ memories }, location) {
	return memories?.[location]?.bytes !== 0;
}
/** The platform as another image of the same sources would leave it, which sets up what this one does not. */
function asIfDriven(platform, { memories = {} }) {
	const found = Object.entries(memories).filter(([name, { bytes }]) => bytes > 0 || !isOffChip(name));
	return platformOf(platform, Object.fromEntries(found));
}
/** `TCM 90 KB, SRAM 1368 KB, MRAM 1387 KB` */
function roomBeside({ memories }) {
	return Object.entries(memories).filter(([name]) => !isOffChip(name)).map(([name, { effective_bytes }]) => `${name} ${kb(effective_bytes)}`).join(", ");
}
/**
* Places on a linked image, which has less room than the platform file says.
*
* @param platform as the image leaves it
* @throws {HilbenchError} what `place` throws, with what the image leaves
*/
function beside(platform, image, { build }, place) {
	try {
		return place();
	} catch (error) {
		if (!(error instanceof HilbenchError && error.code.startsWith("PLACEMENT_")) || image.memories === void 0) throw error;
		const { kind, code, message, hint } = error;
		const smaller = build.interpreter === void 0 ? "" : " Images of --engine aot are smaller: they hold the ops of the model alone.";
		throw new HilbenchError({
			kind,
			code,
			cause: error,
			message: `${message} The linked image leaves ${roomBeside(platform)}.`,
			hint: `${hint}${smaller}`
		});
	}
}
/** @throws {HilbenchError} `PLACEMENT_…` (kind `input`) where model and arena do not fit beside the image */
function placeOn(request, plan, image) {
	const platform = platformOf(request.platform, image.memories);
	return beside(platform, image, plan, () => {
		const first = firstPlacement({
			...request,
			platform
		}, plan);
		return {
			platform,
			first,
			flash_address: layoutOf(platform, first).flash_address
		};
	});
}
/** What is to say of a model or an arena that the linked image has no room for where the platform file has. */
function moved(before, now, platform) {
	const parts = ["model", "arena"].filter((part) => before[part].location !== now[part].location);
	if (parts.length === 0) return void 0;
	const told = parts.map((part) => `the ${part} of ${kb(now[part].bytes)} is in ${now[part].location} instead of ${before[part].location}`);
	return {
		code: "PLACED_BESIDE_IMAGE",
		severity: "info",
		message: `The linked image leaves ${roomBeside(platform)}: ${told.join(", ")}.`,
		hint: "Make the model smaller to have it back there, or choose with --model-location and --arena-location."
	};
}
/**
* Builds the image of a run. Only when it is linked is it known what fits beside it: where `auto` then goes on to a
* memory outside the chip that the image does not set up, another one is built, which does.
*
* @throws {HilbenchError} `PLACEMENT_…` (kind `input`) where nothing fits, and those of building
*/
async function buildPlaced(task) {
	const { deps, request, plan } = task;
	const before = firstPlacement(request, plan);
	const image = await buildImage(task, "link", offChipOf(before));
	const left = asIfDriven(request.platform, image);
	const now = beside(left, image, plan, () => firstPlacement({
		...request,
		platform: left
	}, plan));
	const issue = moved(before, now, left);
	if (issue === void 0) return {
		image,
		issues: []
	};
	deps.log.info(issue.message);
	const off_chip = offChipOf(now);
	return {
		image: off_chip === void 0 || drives(image, off_chip) ? image : await buildImage(task, "link", off_chip),
		issues: [issue]
	};
}

// src/package/errors.ts
/** The folder `templates` of this installation lacks something. */
function templateMissing(path, cause) {
	return new HilbenchError({
		kind: "bench",
		code: "PACKAGE_TEMPLATE_MISSING",
		message: `The template ${path} of packages cannot be read.`,
		hint: "Install hilbench again: its folder templates is incomplete.",
		cause
	});
}
/** A runtime whose terms nobody can read is not passed on. `what` completes "… path". */
function badLicense(path, what, cause) {
	return new HilbenchError({
		kind: "input",
		code: "PACKAGE_LICENSE",
		message: `A package of this run has the runtime inside, and its licence goes along: ${path} ${what}.`,
		hint: "Complete the checkout of neuralSPOT, or use --engine aot, whose packages have no code of others.",
		...cause === void 0 ? {} : { cause }
	});
}
/** Tensors would be captured in an emulator, and the runtime may not run there. */
function notForEmulators(runtime, platform, emulated) {
	return new HilbenchError({
		kind: "input",
		code: "PACKAGE_LICENSE",
		message: `The licence of ${runtime} allows it on hardware of Ambiq only. Without a board of ${platform} the tensors of its packages would be captured on ${emulated}, which is emulated.`,
		hint: "Leave out --no-create-binary or --no-create-profile, so that the board takes part, or use --engine aot."
	});
}
/** Libraries are proved on emulated boards, whose linker scripts are for GNU ld; an interpreter is copied for GCC. */
function onlyGcc(option) {
	return new HilbenchError({
		kind: "input",
		code: "FIRMWARE_TOOLCHAIN_UNSUPPORTED",
		message: `What ${option} makes here is for GCC, and --toolchain is arm.`,
		hint: `Leave out ${option}, or use --toolchain gcc.`
	});
}
/** A tool said no. `what` completes "… failed". */
function buildFailed(what, exit_code, detail) {
	if (detail.includes("No space left on device")) return new HilbenchError({
		kind: "bench",
		code: "DISK_FULL",
		message: `${what} failed: there is no space left on the disk for temporary files.`,
		hint: "Free some space there, or set TMPDIR to a folder on another disk.",
		detail
	});
	return new HilbenchError({
		kind: "bench",
		code: "PACKAGE_BUILD_FAILED",
		message: `${what} failed: the tool ${howEnded(exit_code)}.`,
		hint: "Read the messages in the detail; an incomplete compiler installation is a usual cause.",
		detail
	});
}
/** The example did not do what it must. `what` completes "The example of the library …". */
function proofFailed(what, detail) {
	return new HilbenchError({
		kind: "bench",
		code: "PACKAGE_PROOF_FAILED",
		message: `The example of the library ${what}.`,
		hint: "Nothing was kept. Run again; if it stays, report it with the model and the detail.",
		detail
	});
}
function proofTimeout(program, timeout_ms) {
	return new HilbenchError({
		kind: "bench",
		code: "PACKAGE_PROOF_TIMEOUT",
		message: `${program} did not finish the example of the library within ${timeout_ms / 1e3} s.`,
		hint: "Run again when the machine is less busy; nothing was kept."
	});
}
/** An AmbiqSuite example brings up no PSRAM. */
function needsOffChip({ model, arena }) {
	return new HilbenchError({
		kind: "input",
		code: "PACKAGE_NEEDS_PSRAM",
		message: `The model is placed in ${model.location} and its arena in ${arena.location}, and an AmbiqSuite example sets up internal memories only.`,
		hint: "Make the model smaller, set --model-location and --arena-location, or leave out --create-ambiqsuite-example."
	});
}

// src/pipeline/power-platform.ts
/** Whether a run has a power stage. */
function wantsPower(request) {
	return request.power_monitor !== void 0 || request.onboard_perf;
}
/** Which instrument of bench.yml a run measures with; undefined: with none. */
function wantedInstrument({ power_monitor }) {
	return power_monitor === "modelled" ? void 0 : power_monitor;
}
/**
* Refuses a power stage that the platform cannot have. Touches nothing, so that it can come first.
*
* @throws {HilbenchError} `POWER_NOT_EMULATED`, `POWER_NOT_SILICON`, `POWER_NO_MODEL` (kind `input`)
*/
function checkPowerPlatform(platform, monitor) {
	if (monitor === void 0 ? !platform.emulated : monitor !== "modelled") return checkInstrument(platform);
	if (!platform.emulated) throw new HilbenchError({
		kind: "input",
		code: "POWER_NOT_EMULATED",
		message: `The modelled power monitor is for emulated boards, and ${platform.name} is a board of silicon.`,
		hint: "Set --platform to an emulated one (mps3_an547, mps2_an386), or leave --power-monitor at none."
	});
	const { power_model, parameters } = platform;
	if (power_model !== void 0 && parameters !== void 0) return {
		model: power_model,
		parameters_address: parameters.address
	};
	throw new HilbenchError({
		kind: "input",
		code: "POWER_NO_MODEL",
		message: `The platform file of ${platform.name} has no ${power_model === void 0 ? "power_model" : "parameters"}.`,
		hint: "Add it to the platform file as docs/platforms.md says, or leave --power-monitor at none."
	});
}
function checkInstrument(platform) {
	if (platform.emulated) throw new HilbenchError({
		kind: "input",
		code: "POWER_NOT_SILICON",
		message: `${platform.name} is emulated: there is no current that an instrument could measure.`,
		hint: "Set --power-monitor to modelled, or --platform to a board of silicon."
	});
	if (platform.parameters !== void 0) return { parameters_address: platform.parameters.address };
	throw new HilbenchError({
		kind: "input",
		code: "POWER_NO_MODEL",
		message: `The platform file of ${platform.name} has no parameters.`,
		hint: "Add it to the platform file as docs/platforms.md says, or leave --power-monitor at none."
	});
}
/**
* Power images of silicon have no USB, by which a model gets into PSRAM. A probe writes to an emulated one.
*
* @throws {HilbenchError} `POWER_MODEL_IN_PSRAM` (kind `input`)
*/
function checkPowerPlacement(platform, placement) {
	if (platform.emulated || fitsWithoutLink(placement)) return;
	throw new HilbenchError({
		kind: "input",
		code: "POWER_MODEL_IN_PSRAM",
		message: `The model is in PSRAM, which ${platform.name} can load over USB only, and energy is measured without USB.`,
		hint: "Set --model-location to another memory, or leave the power stage out."
	});
}

// src/pipeline/place-model.ts
const KIB$2 = 1024;
/**
* Whether the model gets to its memory over the link: the probe of a board of silicon writes neither to PSRAM nor
* to NVM, which only work once the firmware has set them up. An emulator's writes anywhere.
*/
function goesOverLink(platform, location) {
	return platform.probe.kind === "jlink" && isOffChip(location);
}
/**
* Sends the model to where it shall be, over the link.
*
* @throws {HilbenchError} `LINK_…`, `DEVICE_…` (kind `bench`)
*/
async function uploadModel(task) {
	const { device, address, plan, progress, watch } = task;
	const { blob } = plan.build;
	const total = Math.ceil(blob.byteLength / KIB$2);
	await watch.external("link", () => device.upload(address, blob, (done_bytes) => progress.step("KB of model", Math.ceil(done_bytes / KIB$2), total)));
}
const POWER = "power";
const LIBRARY = "library";
const EXAMPLE = "AmbiqSuite example";
/**
* Takes out what cannot be done where model and arena are placed: images for power and what is taken away have no USB,
* by which a model gets into the PSRAM of a board of silicon, and an AmbiqSuite example knows no memory outside the
* chip. Where `auto` went there, these stages are left out and that is said; where the user did, asking for power or for
* the example is an error.
*
* @throws {HilbenchError} `POWER_MODEL_IN_PSRAM`, `PACKAGE_NEEDS_PSRAM`, `PSRAM_NOTHING_LEFT` (kind `input`)
*/
function settleStages(request, first) {
	const { platform, model_location, arena_location, packaging } = request;
	const asked = [
		...wantsPower(request) ? [POWER] : [],
		...packaging?.library === true ? [LIBRARY] : [],
		...packaging?.ambiqsuite_example === true ? [EXAMPLE] : []
	];
	if (platform.emulated || asked.length === 0 || fitsInside(first)) return {
		request,
		issues: []
	};
	if (!fitsWithoutLink(first) && model_location === "auto") return without(request, asked, `The model fits only into PSRAM, which ${platform.name} loads over USB, and the images of these stages have no USB: ${asked.join(", ")}.`, "Make the model smaller, so that it fits into MRAM");
	if (wantsPower(request)) checkPowerPlacement(platform, first);
	if (!asked.includes(EXAMPLE)) return {
		request,
		issues: []
	};
	if (!isOffChip(first.model.location) && arena_location === "auto") return without(request, [EXAMPLE], "The arena fits only into PSRAM, and an AmbiqSuite example sets up internal memories only.", "Make the model's activations smaller, so that they fit into SRAM");
	throw needsOffChip(first);
}
/** @throws {HilbenchError} `PSRAM_NOTHING_LEFT` (kind `input`) */
function without(request, off, why, remedy) {
	const { power_monitor, packaging, onboard_perf, ...rest } = request;
	const library = packaging?.library === true && !off.includes(LIBRARY);
	const left = {
		...rest,
		onboard_perf: onboard_perf && !off.includes(POWER),
		...power_monitor === void 0 || off.includes(POWER) ? {} : { power_monitor },
		...packaging === void 0 || !library ? {} : { packaging: {
			...packaging,
			ambiqsuite_example: false
		} }
	};
	if (!left.tune_and_validate && !left.profile && !wantsPower(left) && !library) throw new HilbenchError({
		kind: "input",
		code: "PSRAM_NOTHING_LEFT",
		message: `${why} Nothing else was asked for.`,
		hint: `${remedy}, or leave --create-binary and --create-profile on.`
	});
	return {
		request: left,
		issues: [{
			code: "STAGES_OFF_IN_PSRAM",
			severity: "warn",
			message: why,
			hint: `${off.length === 1 ? "It was" : "They were"} left out. ${remedy}.`
		}]
	};
}

// src/pipeline/board-device.ts
/** What a reader of a result must know when nothing was built for it. */
function boardImageIssues(request) {
	if (!request.nocompile) return [];
	return [{
		code: "IMAGE_FROM_BOARD",
		severity: "info",
		message: "Nothing was compiled or flashed (--nocompile-mode): image and model are what was on the board.",
		hint: "Leave --nocompile-mode out to measure what the sources of today make."
	}];
}
/** Of templates/firmware: what HELLO tells as the build id. */
const BUILD_ID = "hb_build_id";
/** Which image the board behind the probe holds; undefined: that cannot be told. */
async function heldImage(board, image, signal) {
	if (board.readMemory === void 0) return void 0;
	const at = findSymbols(await readFile(image.elf_path), [BUILD_ID]).get(BUILD_ID);
	if (at === void 0) return void 0;
	try {
		return Buffer.from(await board.readMemory(at.address, at.bytes, signal)).toString("hex");
	} catch (error) {
		throwIfAborted(signal);
		if (error instanceof HilbenchError) return void 0;
		throw error;
	}
}
/**
* The device must say that it runs what was just flashed: silent stale firmware is the commonest failure. Where it
* does not, the probe tells whether it is the board that was flashed.
*/
async function checkFresh(device, image, { board, watch, signal }) {
	const { build_id } = device.hello;
	if (build_id === image.build_id) return;
	throw await watch.external("probe", () => heldImage(board, image, signal)) === image.build_id ? new HilbenchError({
		kind: "bench",
		code: "DEVICE_OTHER_BOARD",
		message: `The device on the port of ${board.id} runs image ${build_id}, and the board behind its probe holds ${image.build_id}, which was just flashed: they are two boards.`,
		hint: "Give the board its own port in bench.yml, by a path of /dev/serial/by-id or by usb_serial, or correct --tty; `hilbench boards` lists what is attached."
	}) : new HilbenchError({
		kind: "bench",
		code: "DEVICE_STALE_IMAGE",
		message: `The device runs image ${build_id}, but ${image.build_id} was flashed.`,
		hint: "Flashing failed silently, or another board is behind this port: check `hilbench boards`, and run again."
	});
}
/** Firmware that was not flashed just now must at least be of the engine and the port that the run is about. */
function checkFits(device, { plan, request }) {
	const { engine, engine_version, port, build_id } = device.hello;
	const { platform } = request;
	if (engine === plan.build.engine && (port === platform.port || port === platform.name)) return;
	const wanted = `engine ${plan.build.engine}, port ${platform.port ?? platform.name}`;
	const found = `engine ${engine}, port ${port}`;
	throw new HilbenchError({
		kind: "bench",
		code: "DEVICE_STALE_IMAGE",
		message: `The board runs image ${build_id} with ${found} (engine version ${engine_version}); this run is about ${wanted}.`,
		hint: "Run once without --nocompile-mode, so that the right firmware is flashed."
	});
}
/**
* Inferences are measured at the highest clock that the board has. The firmware starts so; asked for it, it also tells
* whether the core has really got there.
*/
async function setClock(device, { watch, request }) {
	const { hp } = request.platform.cpu_modes;
	await watch.external("link", () => device.setCpuMode(hp === void 0 ? "lp" : "hp"));
}
/**
* Flashes the image and the model, starts it and connects.
*
* @throws {HilbenchError} `PLACEMENT_…` (kind `input`) before the board is touched; `PROBE_…`, `PORT_…`, `LINK_…`,
*   `DEVICE_…` (kind `bench`)
*/
async function bootDevice(task, image) {
	const { deps, request, plan, board, watch, scope, signal } = task;
	const placed = placeOn(request, plan, image);
	const { first, flash_address } = placed;
	const over_link = goesOverLink(request.platform, first.model.location);
	const blobs = over_link ? [] : [{
		address: flash_address,
		bytes: plan.build.blob
	}];
	const transport = await watch.external("probe", () => board.boot(image, blobs, signal));
	const device = await watch.external("link", async () => scope.add(await greet(deps, board, transport, signal)));
	await checkFresh(device, image, task);
	await setClock(device, task);
	if (over_link) await uploadModel({
		device,
		address: flash_address,
		plan,
		progress: deps.progress,
		watch
	});
	return {
		image,
		device,
		...placed
	};
}
/** Firmware that cannot be exchanged must set up the memory that the model or the arena is to be in. */
function checkDrives(image, { request, plan }) {
	const platform = asIfDriven(request.platform, image);
	const wanted = beside(platform, image, plan, () => firstPlacement({
		...request,
		platform
	}, plan));
	const off_chip = offChipOf(wanted);
	if (off_chip === void 0 || drives(image, off_chip)) return;
	throw new HilbenchError({
		kind: "input",
		code: "DEVICE_NOT_DRIVEN",
		message: `The board runs image ${image.build_id}, which does not set up ${off_chip}, and this model goes there or its arena does.`,
		hint: "Run once without --nocompile-mode, so that an image that does is flashed."
	});
}
/**
* Connects to the firmware that is on the board, compiling and flashing nothing. Its image must be one that was built
* here once, because only that tells where it leaves room for a model. A model in a memory that the probe does not
* write to is uploaded; any other must be where a run before has put it, which the device checks by its CRC-32.
*
* @throws {HilbenchError} `BOARD_KEEPS_NOTHING`, `DEVICE_NOT_DRIVEN`, `PLACEMENT_…` (kind `input`),
*   `DEVICE_STALE_IMAGE`, `DEVICE_UNKNOWN_IMAGE`, `PORT_…`, `LINK_…` (kind `bench`)
*/
async function attachDevice(task) {
	const { deps, request, plan, board, watch, scope, signal } = task;
	const { attach } = board;
	if (attach === void 0) throw keepsNothing(request.platform.name);
	const transport = await watch.external("probe", () => attach.call(board, signal));
	const device = await watch.external("link", async () => scope.add(await deps.connect(transport, signal)));
	checkFits(device, task);
	const { build_id } = device.hello;
	const image = await deps.images.find?.(build_id);
	if (image === void 0) throw new HilbenchError({
		kind: "bench",
		code: "DEVICE_UNKNOWN_IMAGE",
		message: `The board runs image ${build_id}, which was not built on this machine.`,
		hint: "Run once without --nocompile-mode on this machine, with the same HILBENCH_CACHE_DIR."
	});
	checkDrives(image, task);
	const placed = placeOn(request, plan, image);
	const { first, flash_address } = placed;
	await setClock(device, task);
	if (goesOverLink(request.platform, first.model.location)) await uploadModel({
		device,
		address: flash_address,
		plan,
		progress: deps.progress,
		watch
	});
	return {
		image,
		device,
		...placed
	};
}
/** `--nocompile-mode` on a board that is made anew for every run. */
function keepsNothing(platform) {
	return new HilbenchError({
		kind: "input",
		code: "BOARD_KEEPS_NOTHING",
		message: `An emulated board of ${platform} keeps no firmware between runs, so there is nothing on it to use.`,
		hint: "Leave --nocompile-mode out: an image that was built before is not compiled again."
	});
}

// src/reference/elements.ts
const CONSTRUCTORS = {
	INT8: Int8Array,
	UINT8: Uint8Array,
	BOOL: Uint8Array,
	INT16: Int16Array,
	UINT16: Uint16Array,
	INT32: Int32Array,
	UINT32: Uint32Array,
	INT64: BigInt64Array,
	UINT64: BigUint64Array,
	FLOAT32: Float32Array,
	FLOAT64: Float64Array
};
/**
* The elements of a tensor: a view where the bytes are aligned for it, a copy where they are not.
* @throws {HilbenchError} `REFERENCE_UNSUPPORTED` for a type without a JavaScript equivalent
*/
function elementsOf(type, bytes) {
	const Constructor = CONSTRUCTORS[type];
	if (Constructor === void 0) throw new HilbenchError({
		kind: "input",
		code: "REFERENCE_UNSUPPORTED",
		message: `Tensors of type ${type} cannot be compared.`,
		hint: "Give the model inputs and outputs of an integer, bool or 32-bit float type."
	});
	const size = Constructor.BYTES_PER_ELEMENT;
	const aligned = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
	return new Constructor(aligned.buffer, aligned.byteOffset, aligned.byteLength / size);
}

// src/reference/compare.ts
function createComparison(outputs) {
	const accumulators = outputs.map((spec, index) => new OutputAccumulator(spec, index));
	return {
		add(device, host) {
			if (device.length !== outputs.length || host.length !== outputs.length) throw mismatch(`${device.length} outputs of the device, ${host.length} of the host`, outputs.length);
			for (const [index, accumulator] of accumulators.entries()) accumulator.add(device[index]?.bytes ?? /* @__PURE__ */ new Uint8Array(), host[index]?.bytes ?? /* @__PURE__ */ new Uint8Array());
		},
		results: () => accumulators.map((accumulator) => accumulator.result())
	};
}
var OutputAccumulator = class {
	spec;
	index;
	zero_point;
	is_float;
	runs = 0;
	elements = 0;
	compared = 0;
	max_abs = 0;
	sum_abs = 0;
	non_finite = 0;
	agreeing = 0;
	cosine;
	relative_l2;
	constructor(spec, index) {
		this.spec = spec;
		this.index = index;
		this.zero_point = spec.quantization?.zero_point[0] ?? 0;
		this.is_float = spec.type === "FLOAT32" || spec.type === "FLOAT64";
	}
	add(deviceBytes, hostBytes) {
		if (deviceBytes.byteLength !== hostBytes.byteLength) throw mismatch(`${deviceBytes.byteLength} bytes of output ${this.index} '${this.spec.name}' from the device`, hostBytes.byteLength);
		const device = elementsOf(this.spec.type, deviceBytes);
		const host = elementsOf(this.spec.type, hostBytes);
		let dot = 0;
		let device_square = 0;
		let host_square = 0;
		let difference_square = 0;
		for (let at = 0; at < host.length; at += 1) {
			const d = device[at] ?? 0;
			const h = host[at] ?? 0;
			const difference = typeof d === "bigint" && typeof h === "bigint" ? Number(d - h) : Number(d) - Number(h);
			if (!Number.isFinite(difference)) {
				if (!Object.is(d, h)) this.non_finite += 1;
				continue;
			}
			const x = Number(d) - this.zero_point;
			const y = Number(h) - this.zero_point;
			dot += x * y;
			device_square += x * x;
			host_square += y * y;
			difference_square += difference * difference;
			this.sum_abs += Math.abs(difference);
			this.max_abs = Math.max(this.max_abs, Math.abs(difference));
			this.compared += 1;
		}
		this.elements = host.length;
		this.runs += 1;
		if (device_square > 0 || host_square > 0) {
			const cosine = difference_square === 0 ? 1 : cosineOf(dot, device_square, host_square);
			this.cosine = Math.min(this.cosine ?? 1, cosine);
		}
		if (host_square > 0) this.relative_l2 = Math.max(this.relative_l2 ?? 0, Math.sqrt(difference_square / host_square));
		if (host.length > 1 && host[winner(device)] === host[winner(host)]) this.agreeing += 1;
	}
	result() {
		const { spec, index, runs, elements, compared, max_abs, non_finite, cosine, relative_l2 } = this;
		if (runs === 0) throw new HilbenchError({
			kind: "bench",
			code: "REFERENCE_NOTHING_COMPARED",
			message: "No run was compared, so there is nothing to say of the outputs.",
			hint: "Validate with at least one run."
		});
		const mean_abs = compared === 0 ? 0 : this.sum_abs / compared;
		return {
			index,
			name: spec.name,
			dtype: spec.type,
			elements,
			...this.is_float ? {
				max_abs,
				mean_abs,
				non_finite,
				...relative_l2 === void 0 ? {} : { relative_l2 }
			} : {
				max_abs_lsb: max_abs,
				mean_abs_lsb: mean_abs
			},
			...cosine === void 0 ? {} : { cosine },
			...elements > 1 ? { argmax_agreement: this.agreeing / runs } : {}
		};
	}
};
function cosineOf(dot, device_square, host_square) {
	if (device_square === 0 || host_square === 0) return 0;
	return Math.max(-1, dot / Math.sqrt(device_square) / Math.sqrt(host_square));
}
/** Index of the first greatest element; NaN never wins. */
function winner(values) {
	let best = -1;
	let greatest = Number.NEGATIVE_INFINITY;
	for (let at = 0; at < values.length; at += 1) {
		const value = values[at];
		if (value !== void 0 && value > greatest) {
			greatest = value;
			best = at;
		}
	}
	return best === -1 ? 0 : best;
}
/**
* Says in words which limits were broken, one sentence each; empty when the outputs are accepted.
*
* A float output has no steps. There `min_cosine` also bounds `relative_l2`: at √(2 − 2·min_cosine), the
* distance of two vectors of equal length at that angle, so that a wrong scale is seen too.
*/
function verdict(outputs, limits) {
	const max_relative_l2 = Math.sqrt(Math.max(0, 2 - 2 * limits.min_cosine));
	return outputs.flatMap((output) => {
		const name = `output ${output.index} '${output.name}'`;
		const above = (value, limit, what) => value === void 0 || value <= limit ? [] : [`${name}: ${what} ${short(value)}, allowed ${short(limit)}`];
		const below = (value, limit, what) => value === void 0 || value >= limit ? [] : [`${name}: ${what} ${short(value)}, wanted ${short(limit)}`];
		return [
			...above(output.max_abs_lsb, limits.max_lsb, "worst difference in steps"),
			...above(output.mean_abs_lsb, limits.mean_lsb, "mean difference in steps"),
			...above(output.relative_l2, max_relative_l2, "relative distance"),
			...above(output.non_finite, 0, "elements NaN or infinite on one side only"),
			...below(output.cosine, limits.min_cosine, "cosine similarity"),
			...below(output.argmax_agreement, limits.min_argmax_agreement, "share of runs with the same winner")
		];
	});
}
/** Six digits, so that 0.99999 against a limit of 1 does not read as 1. */
function short(value) {
	return String(Number(value.toPrecision(6)));
}
function mismatch(found, expected) {
	return new HilbenchError({
		kind: "bench",
		code: "REFERENCE_OUTPUT_MISMATCH",
		message: `Expected ${expected}, found ${found}.`,
		hint: "Report this: device and host do not run the same model."
	});
}

// src/reference/dataset-errors.ts
/** An error in what the user gave as `--dataset`; `code` without its `DATASET_`. */
function datasetError(code, message, hint, cause) {
	return new HilbenchError({
		kind: "input",
		code: `DATASET_${code}`,
		message,
		hint,
		cause
	});
}
/** What the file system says, as the error it means for the user. */
function fileError$1(path, error) {
	if (error instanceof HilbenchError) return error;
	const code = systemErrorCode(error) ?? String(error);
	if (code === "ENOENT" || code === "ENOTDIR") return datasetError("MISSING", `There is no dataset at ${path}.`, "Correct the path after --dataset.", error);
	return datasetError("UNREADABLE", `The dataset ${path} cannot be read: ${code}.`, "Make it readable for the user that runs hilbench.", error);
}

// src/reference/npy.ts
/**
* NumPy's `.npy` format, versions 1 to 3, for plain little-endian arrays in C order.
* Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
*/
const MAGIC$2 = "NUMPY";
const MAX_HEADER_BYTES = 65536;
const MAX_DIMENSIONS = 32;
const ALIGNMENT_BYTES = 64;
/** The most of a file that a header can take: read this much before `parseNpyHeader`. */
const NPY_HEADER_LIMIT_BYTES = 65548;
const DTYPES = {
	FLOAT32: "f4",
	FLOAT16: "f2",
	FLOAT64: "f8",
	INT8: "i1",
	INT16: "i2",
	INT32: "i4",
	INT64: "i8",
	UINT8: "u1",
	UINT16: "u2",
	UINT32: "u4",
	UINT64: "u8",
	BOOL: "b1",
	COMPLEX64: "c8",
	COMPLEX128: "c16"
};
/** NumPy's name of a tensor type without the byte order, for example `i1`; undefined where it has none. */
function npyDtype(type) {
	return DTYPES[type];
}
/**
* Reads the header of a `.npy` file that may be damaged or hostile.
*
* @param start the first bytes of the file: all of it, or `NPY_HEADER_LIMIT_BYTES` of it
* @param name of the file, for messages
* @throws {HilbenchError} `NPY_INVALID` when it is not one; `NPY_UNSUPPORTED` when it is one that is not
*   read: big-endian, Fortran order, objects, structures, strings, dates
*/
function parseNpyHeader(start, name) {
	const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
	if (bytes.length < 10 || bytes.toString("latin1", 0, 6) !== MAGIC$2) throw invalid(name, "it has no .npy signature");
	const version = bytes[6] ?? 0;
	if (version < 1 || version > 3 || bytes[7] !== 0) throw invalid(name, `its version is ${version}.${bytes[7]}`);
	const lengthBytes = version === 1 ? 2 : 4;
	const begin = 8 + lengthBytes;
	if (bytes.length < begin) throw invalid(name, "it ends inside its header");
	const length = bytes.readUIntLE(8, lengthBytes);
	if (length > MAX_HEADER_BYTES) throw invalid(name, `its header claims ${length} bytes`);
	if (bytes.length < begin + length) throw invalid(name, "it ends inside its header");
	return interpret(version === 3 ? bytes.toString("utf8", begin, begin + length) : bytes.toString("latin1", begin, begin + length), begin + length, name);
}
/** @throws {HilbenchError} `NPY_INVALID` unless the file has exactly the size that its header says */
function checkNpySize(header, file_bytes, name) {
	const expected = header.data_offset + header.data_bytes;
	if (file_bytes === expected) return;
	throw invalid(name, `it has ${file_bytes} bytes, its header asks for ${expected}`);
}
/**
* A tensor as a `.npy` file, version 1.0.
* @throws {HilbenchError} `NPY_UNSUPPORTED` for a type NumPy does not have
*/
function writeNpy(tensor) {
	const { type, shape, bytes } = tensor;
	const dtype = npyDtype(type);
	if (dtype === void 0) throw new HilbenchError({
		kind: "input",
		code: "NPY_UNSUPPORTED",
		message: `A tensor of type ${type} cannot be written as .npy.`,
		hint: "Leave out --save-outputs for this model."
	});
	const text = `{'descr': '${dtype.endsWith("1") ? "|" : "<"}${dtype}', 'fortran_order': False, 'shape': ${shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`}, }`;
	const total = Math.ceil((10 + text.length + 1) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
	const file = Buffer.alloc(total + bytes.byteLength);
	file.write(`${MAGIC$2}\x01\x00`, "latin1");
	file.writeUInt16LE(total - 10, 8);
	file.write(`${text.padEnd(total - 11)}\n`, 10, "latin1");
	file.set(bytes, total);
	return file;
}
/** The header is a Python dictionary with these three keys, each once, in any order. */
function interpret(text, data_offset, name) {
	const body = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1];
	if (body === void 0) throw invalid(name, "its header is not a dictionary");
	const entries = /* @__PURE__ */ new Map();
	let rest = body;
	while (rest.trim() !== "") {
		const [all, , key, value] = /^\s*(['"])(descr|fortran_order|shape)\1\s*:\s*('[^']*'|"[^"]*"|True|False|\([\d\s,]*\)|\[)/.exec(rest) ?? [];
		if (all === void 0 || key === void 0 || value === void 0 || entries.has(key)) throw invalid(name, "its header is not the dictionary NumPy writes");
		if (value === "[") throw unsupported(name, "it holds structures", "arr[field]");
		entries.set(key, value);
		const tail = /^\s*(?:,|$)/.exec(rest.slice(all.length));
		if (tail === null) throw invalid(name, "its header is not the dictionary NumPy writes");
		rest = rest.slice(all.length + tail[0].length);
	}
	const shape = readShape(entries.get("shape"), name);
	const { dtype, item_bytes } = readDtype(entries.get("descr"), name);
	const order = entries.get("fortran_order");
	if (order !== "True" && order !== "False") throw invalid(name, "its header has no fortran_order");
	if (order === "True" && shape.length > 1) throw unsupported(name, "it is in Fortran order", "np.ascontiguousarray(arr)");
	const data_bytes = shape.reduce((product, size) => product * size, item_bytes);
	if (!Number.isSafeInteger(data_bytes)) throw invalid(name, `its shape [${shape.join(", ")}] is absurd`);
	return {
		dtype,
		item_bytes,
		shape,
		data_offset,
		data_bytes
	};
}
function readShape(value, name) {
	const inner = /^\(\s*(|\d+\s*,|\d+(?:\s*,\s*\d+)+\s*,?)\s*\)$/.exec(value ?? "")?.[1];
	if (inner === void 0) throw invalid(name, "its header has no shape");
	const shape = inner.split(",").flatMap((part) => part.trim() === "" ? [] : Number(part));
	if (shape.length > MAX_DIMENSIONS) throw invalid(name, `it has ${shape.length} dimensions`);
	if (!shape.every(Number.isSafeInteger)) throw invalid(name, `its shape [${shape.join(", ")}] is absurd`);
	return shape;
}
function readDtype(value, name) {
	const descr = /^(['"])(.*)\1$/.exec(value ?? "")?.[2];
	if (descr === void 0) throw invalid(name, "its header has no descr");
	const plain = /^([<>|])([iufcb])(\d{1,2})$/.exec(descr);
	const [, order, kind = "", width = ""] = plain ?? [];
	const dtype = `${kind}${width}`;
	if (plain === null || !Object.values(DTYPES).includes(dtype)) throw unsupported(name, `it holds ${descr.startsWith("|O") ? "Python objects" : `elements of dtype '${descr.slice(0, 40)}'`}`, "arr.astype(np.int8)");
	const item_bytes = Number(width);
	if (order === ">" && item_bytes > 1) throw unsupported(name, "it is big-endian", "arr.astype(arr.dtype.newbyteorder('<'))");
	if (order === "|" && item_bytes > 1) throw invalid(name, `its dtype '${descr}' has no byte order`);
	return {
		dtype,
		item_bytes
	};
}
function invalid(name, why) {
	return new HilbenchError({
		kind: "input",
		code: "NPY_INVALID",
		message: `${name} is not a valid .npy file: ${why}.`,
		hint: "Write it again with np.save; give raw bytes the ending .bin."
	});
}
function unsupported(name, why, conversion) {
	return new HilbenchError({
		kind: "input",
		code: "NPY_UNSUPPORTED",
		message: `${name} cannot be read: ${why}.`,
		hint: `Convert it in Python: np.save(path, ${conversion}).`
	});
}

// src/reference/quantize.ts
const RANGES = {
	INT8: {
		low: -128,
		high: 127,
		Elements: Int8Array
	},
	UINT8: {
		low: 0,
		high: 255,
		Elements: Uint8Array
	},
	INT16: {
		low: -32768,
		high: 32767,
		Elements: Int16Array
	}
};
/** Whether real values can be turned into this input's integers: int8, uint8 or int16 with one scale. */
function canQuantize({ type, quantization }) {
	return type in RANGES && quantization?.scale.length === 1;
}
/**
* Real values as the input's integers: q = round(x / scale) + zero point, halves away from zero, kept
* within the type, in float32 as TFLite's QUANTIZE does it.
*
* @param name where the values come from, for messages
* @throws {HilbenchError} `DATASET_VALUE` for NaN
*/
function quantizeBytes(bytes, from, input, name) {
	const { low, high, Elements } = RANGES[input.type];
	const values = elementsOf(from === "f4" ? "FLOAT32" : "FLOAT64", bytes);
	const scale = Math.fround(input.quantization?.scale[0] ?? 1);
	const zero_point = input.quantization?.zero_point[0] ?? 0;
	const result = new Elements(input.elements);
	for (let at = 0; at < values.length; at += 1) {
		const steps = Math.fround(Math.fround(Number(values[at])) / scale);
		if (Number.isNaN(steps)) throw datasetError("VALUE", `${name}: element ${at} is NaN and cannot be quantized for input '${input.name}'.`, "Replace NaN in the dataset.");
		const rounded = steps < 0 ? -Math.round(-steps) : Math.round(steps);
		result[at] = Math.min(high, Math.max(low, rounded + zero_point));
	}
	return new Uint8Array(result.buffer);
}

// src/reference/dataset-file.ts
/**
* Looks at the size or header of a `.npy` or `.bin` file.
* @throws {HilbenchError} `DATASET_…`, `NPY_…`
*/
async function inspectSampleFile(path, input) {
	let file_bytes;
	let start;
	try {
		const stats = await stat(path);
		if (!stats.isFile()) throw datasetError("UNREADABLE", `${path} is not a regular file.`, "Give .npy or .bin files.");
		file_bytes = stats.size;
		start = extname(path).toLowerCase() === ".npy" ? await readStart(path) : /* @__PURE__ */ new Uint8Array();
	} catch (error) {
		throw fileError$1(path, error);
	}
	if (file_bytes === 0) throw datasetError("EMPTY", `${path} is empty.`, "Write at least one sample into it.");
	if (input.bytes === 0) throw datasetError("SHAPE", `Input '${input.name}' takes no data.`, "Leave out --dataset for this model.");
	return start.length === 0 ? rawFile(path, file_bytes, input) : npyFile(path, file_bytes, start, input);
}
async function readStart(path) {
	try {
		var _usingCtx$7 = _usingCtx();
		const handle = _usingCtx$7.a(await open(path));
		const buffer = new Uint8Array(NPY_HEADER_LIMIT_BYTES);
		const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
		return buffer.subarray(0, bytesRead);
	} catch (_) {
		_usingCtx$7.e = _;
	} finally {
		await _usingCtx$7.d();
	}
}
function rawFile(path, file_bytes, input) {
	if (file_bytes % input.bytes !== 0) throw datasetError("SIZE", `${path} has ${file_bytes} bytes; a sample of input '${input.name}' (${describe(input)}) has ${input.bytes}, and the file is no multiple of that.`, `Write whole samples as raw ${input.type} values, one after the other, or give a .npy file.`);
	return {
		path,
		samples: file_bytes / input.bytes,
		file_bytes,
		data_offset: 0,
		sample_bytes: input.bytes
	};
}
function npyFile(path, file_bytes, start, input) {
	const header = parseNpyHeader(start, path);
	checkNpySize(header, file_bytes, path);
	const { dtype, shape, data_offset } = header;
	const quantized = (dtype === "f4" || dtype === "f8") && canQuantize(input);
	if (dtype !== npyDtype(input.type) && !quantized) throw datasetError("DTYPE", `${path} holds dtype '${dtype}'; input '${input.name}' takes ${input.type} ('${npyDtype(input.type) ?? "none in NumPy"}').`, `Convert it in Python: np.save(path, arr.astype('${npyDtype(input.type) ?? "i1"}')); int8 and int16 inputs also take float32, which is quantized.`);
	const samples = samplesOf(shape, input.shape);
	if (samples === void 0) throw datasetError("SHAPE", `${path} has shape [${shape.join(", ")}]; input '${input.name}' takes [${input.shape.join(", ")}].`, `Save one sample of shape [${input.shape.join(", ")}] or N of shape [${["N", ...perSample(input.shape)].join(", ")}], for example with arr.reshape.`);
	if (samples === 0) throw datasetError("EMPTY", `${path} holds no sample.`, "Write at least one sample into it.");
	const base = {
		path,
		samples,
		file_bytes,
		data_offset,
		sample_bytes: input.elements * header.item_bytes
	};
	return quantized ? {
		...base,
		quantize_from: dtype
	} : base;
}
/** Reads sample `index` of `file` from its open handle, in the input's own dtype. */
async function readSample(handle, file, input, index) {
	const buffer = new Uint8Array(file.sample_bytes);
	const position = file.data_offset + index * file.sample_bytes;
	let filled = 0;
	while (filled < buffer.length) {
		const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
		if (bytesRead === 0) throw changed(file.path);
		filled += bytesRead;
	}
	if (file.quantize_from === void 0) return buffer;
	return quantizeBytes(buffer, file.quantize_from, input, `${file.path}, sample ${index}`);
}
/** Opens a file that was inspected before. @throws {HilbenchError} `DATASET_CHANGED` when it is another now */
async function openInspected(file) {
	let handle;
	try {
		handle = await open(file.path);
	} catch (error) {
		throw fileError$1(file.path, error);
	}
	if ((await handle.stat()).size === file.file_bytes) return handle;
	await handle.close();
	throw changed(file.path);
}
/** One sample's shape, or N of them in front of it; a model's batch of 1 need not be repeated. */
function samplesOf(found, wanted) {
	const same = (a, b) => a.length === b.length && a.every((size, at) => size === b[at]);
	if (same(found, wanted)) return 1;
	const rest = found.slice(1);
	if (found.length > 0 && (same(rest, wanted) || same(rest, perSample(wanted)))) return found[0];
}
function perSample(shape) {
	return shape[0] === 1 ? shape.slice(1) : shape;
}
function describe({ type, shape }) {
	return `${type} [${shape.join(", ")}]`;
}
function changed(path) {
	return datasetError("CHANGED", `${path} changed while it was in use.`, "Leave the dataset alone during a run.");
}

// src/reference/dataset-layout.ts
const MAX_FILES = 1e5;
const DATA$1 = /* @__PURE__ */ new Set([".npy", ".bin"]);
const PICKLE = /* @__PURE__ */ new Set([
	".pkl",
	".pickle",
	".p"
]);
/**
* Finds the files of a dataset by the layouts of docs/dataset.md.
* @throws {HilbenchError} `DATASET_MISSING`, `_UNREADABLE`, `_FORMAT`, `_EMPTY`, `_LAYOUT`
*/
async function findParts(path, inputs, signal) {
	refusePickle(path);
	if ((await stat(path).catch((error) => {
		throw fileError$1(path, error);
	})).isDirectory()) {
		const parts = await folderParts(path, inputs, signal, 0);
		if (parts.length > 0) return parts;
		throw datasetError("EMPTY", `The folder ${path} holds no .npy or .bin file.`, `Put ${inputs.map((_, index) => `input${index}.npy`).join(", ")} into it.`);
	}
	if (!DATA$1.has(extname(path).toLowerCase())) throw datasetError("FORMAT", `${path} does not end in .npy or .bin.`, "Save the samples with np.save, or as raw values of the dtype of the input in a .bin file.");
	if (inputs.length === 1) return [[path]];
	throw datasetError("LAYOUT", `${path} is one file, but the model has ${inputs.length} inputs: ${inputs.map(({ name }) => name).join(", ")}.`, `Give a folder with ${inputs.map((_, index) => `input${index}.npy`).join(", ")}.`);
}
async function folderParts(folder, inputs, signal, depth) {
	const { files, folders, pickle } = await list(folder, signal);
	if (files.length === 0 && pickle !== void 0) refusePickle(pickle);
	if (files.length > 0 && folders.length > 0) throw datasetError("LAYOUT", `The folder ${folder} holds both samples (${basename(files[0] ?? "")}) and folders (${basename(folders[0] ?? "")}).`, "Keep samples either all in one folder or in one folder each.");
	if (files.length > 0) return inputs.length === 1 ? files.map((file) => [file]) : [matchFiles(folder, files, inputs)];
	if (depth > 0 && folders.length > 0) throw datasetError("LAYOUT", `${folder} holds folders again.`, "Nest folders of samples one deep at most.");
	const parts = [];
	for (const sub of folders) parts.push(...await folderParts(sub, inputs, signal, depth + 1));
	return parts;
}
/** Names decide which file is for which input; every file must be for one, and every input have one. */
function matchFiles(folder, files, inputs) {
	const hint = `Name them ${inputs.map((_, index) => `input${index}.npy`).join(", ")}.`;
	const part = /* @__PURE__ */ new Map();
	for (const file of files) {
		const stem = basename(file, extname(file));
		const digits = /^(?:input)?(\d{1,4})$/.exec(stem)?.[1];
		const found = inputs.flatMap(({ name }, index) => digits === void 0 ? fileName(name) === stem || name === stem ? index : [] : []);
		const index = digits === void 0 ? found[0] : Number(digits);
		if (index === void 0 || index >= inputs.length || found.length > 1) throw datasetError("LAYOUT", `${file} belongs to ${found.length > 1 ? "several inputs" : "no input"} of the model (${inputs.map(({ name }) => name).join(", ")}).`, hint);
		const other = part.get(index);
		if (other !== void 0) throw datasetError("LAYOUT", `Both ${other} and ${basename(file)} are for input ${index}.`, hint);
		part.set(index, file);
	}
	return inputs.map(({ name }, index) => {
		const file = part.get(index);
		if (file !== void 0) return file;
		throw datasetError("LAYOUT", `The folder ${folder} holds no file for input ${index} '${name}'.`, hint);
	});
}
/** A tensor's name as a file name: what is not a letter, digit, `.`, `_` or `-` becomes `_`. */
function fileName(tensor) {
	return tensor.replaceAll(/[^A-Za-z0-9._-]/g, "_");
}
async function list(folder, signal) {
	const files = [];
	const folders = [];
	let pickle;
	try {
		for await (const entry of await opendir(folder)) {
			throwIfAborted(signal);
			if (entry.name.startsWith(".")) continue;
			const path = join(folder, entry.name);
			const ending = extname(entry.name).toLowerCase();
			if (entry.isDirectory()) folders.push(path);
			else if (DATA$1.has(ending)) files.push(path);
			else if (PICKLE.has(ending)) pickle = path;
			if (files.length + folders.length > MAX_FILES) throw datasetError("LAYOUT", `The folder ${folder} holds more than ${MAX_FILES} entries.`, "Join the samples into one .npy file.");
		}
	} catch (error) {
		throw fileError$1(folder, error);
	}
	const order = new Intl.Collator("en", { numeric: true });
	files.sort(order.compare);
	folders.sort(order.compare);
	return pickle === void 0 ? {
		files,
		folders
	} : {
		files,
		folders,
		pickle
	};
}
/** Unpickling runs code of the file's author, and needs Python. */
function refusePickle(path) {
	if (!PICKLE.has(extname(path).toLowerCase())) return;
	throw datasetError("FORMAT", `${path} is a Python pickle, which hilbench does not read: loading one runs the code in it.`, `Convert it once: python3 -c "import pickle, numpy as np; np.save('dataset.npy', np.asarray(pickle.load(open('${basename(path).replaceAll(/[^\w.-]/g, "_")}', 'rb'))))", then give --dataset dataset.npy.`);
}

// src/reference/dataset.ts
/**
* Opens what `--dataset` names: a `.npy` or raw `.bin` file, or a folder of them. docs/dataset.md says how
* files map to inputs.
*
* Every file is checked here; samples are read one by one later, so that a dataset may be larger than
* memory. Float data for an int8, uint8 or int16 input is quantized with the input's own scale and zero
* point, which `notes` says.
*
* @param inputs of the main subgraph, in its order
* @throws {HilbenchError} `DATASET_MISSING`, `_UNREADABLE`, `_EMPTY`, `_FORMAT`, `_LAYOUT`, `_DTYPE`,
*   `_SHAPE`, `_SIZE`, `NPY_INVALID`, `NPY_UNSUPPORTED`, `CANCELLED`; from `read` also `DATASET_CHANGED`,
*   `DATASET_VALUE`
*/
async function loadDataset(path, inputs, signal) {
	throwIfAborted(signal);
	const parts = [];
	const notes = /* @__PURE__ */ new Set();
	let samples = 0;
	for (const paths of await findParts(path, inputs, signal)) {
		throwIfAborted(signal);
		const files = [];
		for (const [index, input] of inputs.entries()) {
			const file = await inspectSampleFile(paths[index] ?? "", input);
			if (file.quantize_from !== void 0) notes.add(quantizationNote(input, file.quantize_from));
			files.push(file);
		}
		const count = sameCount(files);
		parts.push({
			files,
			samples: count,
			first: samples
		});
		samples += count;
	}
	const handles = /* @__PURE__ */ new Map();
	const handleOf = async (slot, file) => {
		const open = handles.get(slot);
		if (open?.file === file) return open.handle;
		handles.delete(slot);
		await open?.handle.close();
		const handle = await openInspected(file);
		handles.set(slot, {
			file,
			handle
		});
		return handle;
	};
	return {
		samples,
		notes: [...notes],
		async read(sample) {
			throwIfAborted(signal);
			const part = parts.findLast(({ first }) => first <= sample);
			if (part === void 0 || sample >= samples || !Number.isInteger(sample)) throw new RangeError(`sample ${sample} of ${samples}`);
			const data = [];
			for (const [slot, input] of inputs.entries()) {
				const file = part.files[slot];
				if (file === void 0) throw new RangeError(`input ${slot} of ${part.files.length}`);
				const bytes = await readSample(await handleOf(slot, file), file, input, sample - part.first);
				data.push({
					type: input.type,
					shape: input.shape,
					bytes
				});
			}
			return data;
		},
		async [Symbol.asyncDispose]() {
			const open = [...handles.values()];
			handles.clear();
			await Promise.all(open.map(({ handle }) => handle.close()));
		}
	};
}
function sameCount(files) {
	const counts = new Set(files.map(({ samples }) => samples));
	const [count = 0] = counts;
	if (counts.size <= 1) return count;
	throw datasetError("SIZE", `The inputs have different numbers of samples: ${files.map((file) => `${file.path} ${file.samples}`).join(", ")}.`, "Give every input the same number of samples.");
}
function quantizationNote({ name, type, quantization }, from) {
	return `float${from === "f4" ? 32 : 64} data for input '${name}' is quantized to ${type} with scale ${quantization?.scale[0]} and zero point ${quantization?.zero_point[0] ?? 0}`;
}

// src/reference/generator.ts
const GOLDEN = 2654435769;
/**
* The inputs of run `run` under `seed`, bit for bit as the device makes them ("The input generator" in
* docs/link.md). Both numbers are taken modulo 2³².
*/
function generateInputs(tensors, seed, run) {
	return tensors.map(({ type, shape, bytes }, index) => {
		return {
			type,
			shape,
			bytes: fill$1(type, bytes, mix(mix(mix(seed + GOLDEN | 0) ^ run) ^ index))
		};
	});
}
/** CRC-32 over all inputs in order, as one stream: what the device answers to INPUT_SEED. */
function inputsCrc32(inputs) {
	return inputs.reduce((crc, { bytes }) => crc32(bytes, crc), 0);
}
function fill$1(type, bytes, start) {
	let state = start;
	if (type === "BOOL") {
		const data = new Uint8Array(bytes);
		for (let at = 0; at < bytes; at += 1) {
			state = state + GOLDEN | 0;
			data[at] = mix(state) & 1;
		}
		return data;
	}
	const words = Math.ceil(bytes / 4);
	const buffer = /* @__PURE__ */ new ArrayBuffer(words * 4);
	if (type === "FLOAT32") {
		const data = new Float32Array(buffer);
		for (let at = 0; at < words; at += 1) {
			state = state + GOLDEN | 0;
			data[at] = (mix(state) >>> 8) * 2 ** -23 - 1;
		}
	} else {
		const data = new Int32Array(buffer);
		for (let at = 0; at < words; at += 1) {
			state = state + GOLDEN | 0;
			data[at] = mix(state);
		}
	}
	return new Uint8Array(buffer, 0, bytes);
}
function mix(word) {
	let z = word;
	z ^= z >>> 16;
	z = Math.imul(z, 569420461);
	z ^= z >>> 15;
	z = Math.imul(z, 1935289751);
	return z ^ z >>> 15;
}

// src/reference/labels.ts
/** A label for each of a hundred million samples is more than a bench runs. */
const MAX_BYTES = 1e8;
/** How an integer element of `.npy` is read. */
const READERS = {
	i1: (data, at) => data.getInt8(at),
	u1: (data, at) => data.getUint8(at),
	i2: (data, at) => data.getInt16(at, true),
	u2: (data, at) => data.getUint16(at, true),
	i4: (data, at) => data.getInt32(at, true),
	u4: (data, at) => data.getUint32(at, true),
	i8: (data, at) => Number(data.getBigInt64(at, true)),
	u8: (data, at) => Number(data.getBigUint64(at, true))
};
/**
* The right class of every sample of a dataset: a `.npy` file of integers, one a sample.
*
* @param samples how many samples will be run; the file may have labels for more
* @param classes elements of the output that names the class
* @throws {HilbenchError} `DATASET_LABELS` for labels that do not fit, `DATASET_MISSING`,
*   `DATASET_UNREADABLE`, `NPY_…` (kind `input`)
*/
async function loadLabels(path, samples, classes) {
	const bad = (what, hint) => datasetError("LABELS", `The labels in ${path} ${what}.`, hint);
	const file = await readWhole(path).catch((error) => {
		throw fileError$1(path, error);
	});
	const header = parseNpyHeader(file, path);
	checkNpySize(header, file.byteLength, path);
	const read = READERS[header.dtype];
	if (read === void 0) throw bad(`are of type ${header.dtype}`, "Save integers, one a sample: labels.astype(\"i4\").");
	const count = header.data_bytes / header.item_bytes;
	if (count < samples) throw bad(`are ${count}, and ${samples} samples are run`, "Give one label for every sample, or set --runs.");
	const data = new DataView(file.buffer, file.byteOffset + header.data_offset, header.data_bytes);
	const labels = Array.from({ length: samples }, (_, index) => read(data, index * header.item_bytes));
	const wrong = labels.find((label) => label < 0 || label >= classes);
	if (wrong === void 0) return labels;
	throw bad(`hold ${wrong}, and output 0 has ${classes} classes`, "Number the classes from 0, as the model does.");
}
async function readWhole(path) {
	try {
		var _usingCtx$6 = _usingCtx();
		const handle = _usingCtx$6.a(await open(path));
		const { size } = await handle.stat();
		if (size > MAX_BYTES) throw datasetError("LABELS", `The labels in ${path} take ${size} bytes.`, "Give one integer a sample.");
		return new Uint8Array(await handle.readFile());
	} catch (_) {
		_usingCtx$6.e = _;
	} finally {
		await _usingCtx$6.d();
	}
}

// src/pipeline/validate.ts
function tensorsOf(plan, indices) {
	return indices.map((index) => {
		const tensor = plan.main.tensors[index];
		if (tensor === void 0) throw new Error(`the model has no tensor ${index}`);
		return tensor;
	});
}
/**
* Opens the dataset, or the generator where there is none, before a board is touched. A dataset gives as
* many runs as it has samples, `runs` at most.
*
* @throws {HilbenchError} `DATASET_…` (kind `input`)
*/
async function openInputs(request, plan, signal) {
	const tensors = tensorsOf(plan, plan.main.inputs);
	if (request.dataset_path === void 0) {
		if (request.labels_path !== void 0) throw new HilbenchError({
			kind: "input",
			code: "CONFIG_NO_DATASET",
			message: "There are labels, and no samples that they belong to.",
			hint: "Set --dataset to the samples, or leave out --labels."
		});
		return {
			source: "generator",
			runs: request.runs,
			labels: [],
			notes: [],
			read: async (run) => generateInputs(tensors, request.seed, run),
			[Symbol.asyncDispose]: async () => {}
		};
	}
	const dataset = await loadDataset(request.dataset_path, tensors, signal);
	const runs = Math.min(request.runs, dataset.samples);
	const [output] = tensorsOf(plan, plan.main.outputs);
	return {
		source: "dataset",
		runs,
		labels: request.labels_path === void 0 || output === void 0 ? [] : await loadLabels(request.labels_path, runs, output.elements).catch(async (error) => {
			await dataset[Symbol.asyncDispose]();
			throw error;
		}),
		notes: dataset.notes,
		read: (run) => dataset.read(run),
		[Symbol.asyncDispose]: () => dataset[Symbol.asyncDispose]()
	};
}
/** Puts the inputs of `run` on the device; generated ones are made there, and their checksum compared. */
async function feed(device, inputs, run, data, request) {
	if (inputs.source === "dataset") {
		for (const [index, tensor] of data.entries()) await device.writeInput(index, tensor.bytes);
		return;
	}
	const found = await device.seedInputs(request.seed, run);
	const expected = inputsCrc32(data);
	if (found === expected) return;
	throw new HilbenchError({
		kind: "bench",
		code: "DEVICE_OTHER_INPUTS",
		message: `The device made other inputs for seed ${request.seed}, run ${run}: CRC-32 ${found.toString(16)}, expected ${expected.toString(16)}.`,
		hint: "Run again; if it stays, the memory of the inputs is not reliable on this board."
	});
}
async function readOutputs(device, tensors) {
	const outputs = [];
	for (const [index, { type, shape }] of tensors.entries()) outputs.push({
		type,
		shape,
		bytes: await device.readOutput(index)
	});
	return outputs;
}
/** `outputs/run0003/device_output0.npy` and its twin of the host. */
async function save(out, run, side, outputs) {
	for (const [index, output] of outputs.entries()) await out.write(`outputs/run${String(run).padStart(4, "0")}/${side}_output${index}.npy`, writeNpy(output));
}
/** Whether the greatest element of an output is that of the right class. */
function isRight(output, label) {
	return output !== void 0 && label !== void 0 && winner(elementsOf(output.type, output.bytes)) === label;
}
/**
* Runs the same inputs on the device and on the host, side by side, and compares every output.
*
* @throws {HilbenchError} `DEVICE_…`, `LINK_…`, `REFERENCE_…`, `DATASET_…`; a model that differs is not an
*   error but the verdict `fail`
*/
async function validate(args) {
	const { device, reference, request, plan, inputs, out, watch, signal } = args;
	const outputs = tensorsOf(plan, plan.main.outputs);
	const comparison = createComparison(outputs);
	const right = {
		device: 0,
		host: 0
	};
	for (let run = 0; run < inputs.runs; run += 1) {
		throwIfAborted(signal);
		const data = await inputs.read(run);
		const expected = watch.external("reference", () => reference.invoke(data, signal));
		const measured = watch.external("device", async () => {
			await feed(device, inputs, run, data, request);
			await device.invoke(args.timeout_ms);
			return readOutputs(device, outputs);
		});
		const [host, found] = await Promise.all([expected, measured]);
		comparison.add(found, host);
		args.onOutputs?.(found, host);
		right.device += Number(isRight(found[0], inputs.labels[run]));
		right.host += Number(isRight(host[0], inputs.labels[run]));
		if (request.save_outputs) {
			await save(out, run, "device", found);
			await save(out, run, "host", host);
		}
		args.onProgress(run + 1);
	}
	const results = comparison.results();
	const violations = verdict(results, request.limits);
	return {
		runs: inputs.runs,
		source: inputs.source,
		...inputs.source === "generator" ? { seed: request.seed } : {},
		reference: reference.runtime,
		outputs: results,
		...inputs.labels.length === 0 ? {} : {
			accuracy: right.device / inputs.runs,
			host_accuracy: right.host / inputs.runs
		},
		limits: { ...request.limits },
		violations,
		verdict: violations.length === 0 ? "pass" : "fail"
	};
}

// src/pipeline/aot-outputs.ts
/** Outputs of more runs are not kept: a pass compares as many as there are. */
const MOST_BYTES = 67108864;
/** The outputs of the first runs of a validation, as many as fit in memory. */
var KeptOutputs = class {
	#kept = [];
	#bytes = 0;
	#full = false;
	get runs() {
		return this.#kept.length;
	}
	/** Outputs of the next run, from the device and from the host. */
	add(main, host) {
		this.#bytes += [...main, ...host].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
		this.#full ||= this.#bytes > MOST_BYTES;
		if (!this.#full) this.#kept.push({
			main,
			host
		});
	}
	[Symbol.iterator]() {
		return this.#kept.entries();
	}
};
function sameBytes(a, b) {
	return a !== void 0 && Buffer.compare(a.bytes, b.bytes) === 0;
}
/**
* Feeds the inputs of the validation again and compares with what the host and the main engine made of them.
*
* @throws {HilbenchError} `DEVICE_…`, `LINK_…`, `DATASET_…`; outputs that differ are no error
*/
async function comparePass(args) {
	const { request, plan, device, inputs, kept, signal } = args;
	const outputs = tensorsOf(plan, plan.main.outputs);
	const with_host = createComparison(outputs);
	const with_main = createComparison(outputs);
	let identical = true;
	for (const [run, { main, host }] of kept) {
		throwIfAborted(signal);
		await feed(device, inputs, run, await inputs.read(run), request);
		await device.invoke(args.timeout_ms);
		const found = await readOutputs(device, outputs);
		with_host.add(found, host);
		with_main.add(found, main);
		identical &&= found.every((output, index) => sameBytes(main[index], output));
		args.deps.progress.step("inferences", run + 1, kept.runs);
	}
	const results = with_host.results();
	const violations = verdict(results, request.limits);
	return {
		validation: {
			runs: kept.runs,
			source: inputs.source,
			...inputs.source === "generator" ? { seed: request.seed } : {},
			reference: args.reference,
			outputs: results,
			limits: { ...request.limits },
			violations,
			verdict: violations.length === 0 ? "pass" : "fail"
		},
		main: {
			runs: kept.runs,
			identical,
			outputs: with_main.results()
		}
	};
}

// src/power/figures.ts
/** A median of several windows is known better than one of them; its edges may share an error, so one counts. */
const COVERAGE_FACTOR = 2;
/** @throws {RangeError} of no values */
function spread(values) {
	const sorted = values.toSorted((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.floor((sorted.length - 1) / 2)];
	const [min] = sorted;
	const max = sorted.at(-1);
	if (upper === void 0 || lower === void 0 || min === void 0 || max === void 0) throw new RangeError("a spread of no values");
	return {
		median: (lower + upper) / 2,
		min,
		max
	};
}
/** @param inferences in each window */
function figuresOf(recording, inferences) {
	const { windows } = recording;
	const time_ms = spread(windows.map(({ time_s }) => time_s / inferences * 1e3));
	const energy_uj = spread(windows.map(({ energy_j }) => energy_j / inferences * 1e6));
	const idle = windows.flatMap(({ idle_power_w }) => idle_power_w === void 0 ? [] : [idle_power_w * 1e3]);
	const idle_power_mw = idle.length === 0 ? void 0 : spread(idle).median;
	const counts = windows.flatMap(({ units }) => units === void 0 ? [] : [units / inferences]);
	const uncertainty_j = spread(windows.map((window) => window.uncertainty_j)).max;
	return {
		time_ms,
		energy_uj,
		power_mw: energy_uj.median / time_ms.median,
		uncertainty_uj: COVERAGE_FACTOR * uncertainty_j * 1e6 / inferences,
		...idle_power_mw === void 0 ? {} : {
			idle_power_mw,
			dynamic_energy_uj: energy_uj.median - idle_power_mw * time_ms.median
		},
		...counts.length === 0 ? {} : { units: spread(counts).median }
	};
}

// src/power/in-order.ts
/**
* The events of a monitor with each edge between the samples before it and the sample that contains it, so that whoever
* takes them has seen everything up to an edge when it comes. Batches are divided for that. Of edges at the same id a
* fall comes first: a device lowers one wire before it raises the next.
*
* Edges wait for samples here, so that this is nothing for who must answer them.
*
* @param step ids from one sample to the next
*/
async function* inOrder(events, step) {
	const edges = [];
	for await (const event of events) if (event.kind === "edge") {
		const after = edges.findIndex((held) => held.sample_id === event.sample_id && held.high && !event.high);
		edges.splice(after < 0 ? edges.length : after, 0, event);
	} else if (event.kind === "samples") yield* divided(event, edges, step());
	else yield event;
}
function* divided(batch, edges, step) {
	const count = batch.current_a.length;
	let from = 0;
	while (from < count) {
		const from_id = batch.first_id + from * step;
		let due = edges[0];
		for (; due !== void 0 && due.sample_id < from_id + step; due = edges[0]) {
			edges.shift();
			yield due;
		}
		const to = due === void 0 ? count : Math.min(count, Math.floor((due.sample_id - batch.first_id) / step));
		yield from === 0 && to === count ? batch : part$1(batch, from, to, step);
		from = to;
	}
}
function part$1(batch, from, to, step) {
	return {
		kind: "samples",
		first_id: batch.first_id + from * step,
		current_a: batch.current_a.subarray(from, to),
		voltage_v: batch.voltage_v.subarray(from, to)
	};
}

// src/power/phase-clock.ts
/** Aborts with an error of the current phase when the phase takes too long. */
var PhaseClock = class {
	#controller = new AbortController();
	#parent;
	#timer;
	#onAbort = () => this.#controller.abort(this.#parent.reason ?? cancelled());
	constructor(parent) {
		this.#parent = parent;
		if (parent.aborted) this.#onAbort();
		parent.addEventListener("abort", this.#onAbort, { once: true });
	}
	get signal() {
		return this.#controller.signal;
	}
	/** Begins the next phase, and so ends the one before. */
	begin(timeout_ms, onTimeout) {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#controller.abort(onTimeout()), timeout_ms);
	}
	[Symbol.dispose]() {
		clearTimeout(this.#timer);
		this.#parent.removeEventListener("abort", this.#onAbort);
	}
};

// src/power/count.ts
/** The device's clock and the monitor's may differ by this much; a lost edge or clock mode is far more. */
const COUNT_TOLERANCE = .05;
/**
* Compares what the device counted of a window with its gate.
*
* @param inferences as the device was told
* @param units_hz units of its count in a second of the gate's time; 0: its count says nothing of time
* @throws {HilbenchError} `POWER_COUNT_MISMATCH`
*/
function checkWindowCount(index, gate_s, counted, inferences, units_hz) {
	if (counted.inferences !== inferences) throw countMismatch(index, `the board ran ${counted.inferences} inferences, not ${inferences}`);
	if (units_hz === 0) return;
	const counted_ms = counted.units / units_hz * 1e3;
	const gate_ms = gate_s * 1e3;
	if (Math.abs(counted_ms - gate_ms) <= gate_ms * COUNT_TOLERANCE) return;
	const lengths = `${gate_ms.toPrecision(4)} ms by its gate, and ${counted_ms.toPrecision(4)} ms by the board's count`;
	throw countMismatch(index, `it is ${lengths}`);
}

// src/power/accumulate.ts
function emptySums() {
	return {
		samples: 0,
		power_w: 0,
		current_a: 0,
		voltage_v: 0,
		squared_steps: 0,
		steps: 0,
		last_w: NaN
	};
}
function emptyExtremes() {
	return {
		power_min: 0,
		power_max: 0,
		current_min: 0,
		current_max: 0,
		voltage_min: 0,
		voltage_max: 0
	};
}
/**
* Adds samples `from` … `to` (exclusive, at least one) to `sums`, and sets `extremes` to theirs. The one loop
* that sees every sample. A sample that is NaN makes `sums.power_w` NaN.
*/
function accumulate(current_a, voltage_v, from, to, sums, extremes) {
	let power = 0;
	let current = 0;
	let voltage = 0;
	let squares = 0;
	let power_min = Number.POSITIVE_INFINITY;
	let power_max = Number.NEGATIVE_INFINITY;
	let current_min = Number.POSITIVE_INFINITY;
	let current_max = Number.NEGATIVE_INFINITY;
	let voltage_min = Number.POSITIVE_INFINITY;
	let voltage_max = Number.NEGATIVE_INFINITY;
	const fresh = Number.isNaN(sums.last_w);
	let last = fresh ? current_a[from] * voltage_v[from] : sums.last_w;
	for (let at = from; at < to; at += 1) {
		const i = current_a[at];
		const v = voltage_v[at];
		const p = i * v;
		const step = p - last;
		power += p;
		current += i;
		voltage += v;
		squares += step * step;
		last = p;
		if (p < power_min) power_min = p;
		if (p > power_max) power_max = p;
		if (i < current_min) current_min = i;
		if (i > current_max) current_max = i;
		if (v < voltage_min) voltage_min = v;
		if (v > voltage_max) voltage_max = v;
	}
	sums.samples += to - from;
	sums.power_w += power;
	sums.current_a += current;
	sums.voltage_v += voltage;
	sums.squared_steps += squares;
	sums.steps += to - from - (fresh ? 1 : 0);
	sums.last_w = last;
	extremes.power_min = power_min;
	extremes.power_max = power_max;
	extremes.current_min = current_min;
	extremes.current_max = current_max;
	extremes.voltage_min = voltage_min;
	extremes.voltage_max = voltage_max;
}
/** Adds `weight` (0 … 1) of one sample: the part of it inside a window. */
function accumulatePart(sums, current_a, voltage_v, weight) {
	sums.samples += weight;
	sums.power_w += weight * current_a * voltage_v;
	sums.current_a += weight * current_a;
	sums.voltage_v += weight * voltage_v;
}
/** Standard deviation of one sample's power, from neighbours: what changes slowly is signal, not noise. */
function sampleNoise_w(sums) {
	return sums.steps === 0 ? 0 : Math.sqrt(sums.squared_steps / (2 * sums.steps));
}

// src/power/envelope.ts
const WATT_TO_MILLIWATT = 1e3;
/**
* The envelope of a recording of any length in a bounded number of buckets. Buckets begin as wide as one
* sample; when they run out, neighbours are joined and all become twice as wide.
*/
var Envelope = class {
	#min_w;
	#max_w;
	#capacity;
	#origin_id;
	#width_ids;
	/** @param capacity buckets, even */
	constructor(capacity, origin_id, sample_id_step) {
		this.#capacity = capacity;
		this.#min_w = new Float64Array(capacity).fill(Number.POSITIVE_INFINITY);
		this.#max_w = new Float64Array(capacity).fill(Number.NEGATIVE_INFINITY);
		this.#origin_id = origin_id;
		this.#width_ids = sample_id_step;
	}
	/** Ids from `id` to the end of its bucket: what may be put at once. Makes room for `id` first. */
	room(id) {
		while (id - this.#origin_id >= this.#width_ids * this.#capacity) this.#widen();
		return this.#width_ids - (id - this.#origin_id) % this.#width_ids;
	}
	/** Adds samples of one bucket, whose first id is `id`. */
	put(id, min_w, max_w) {
		const bucket = Math.floor((id - this.#origin_id) / this.#width_ids);
		if (min_w < this.#min_w[bucket]) this.#min_w[bucket] = min_w;
		if (max_w > this.#max_w[bucket]) this.#max_w[bucket] = max_w;
	}
	waveform(sample_id_hz) {
		const filled = [...this.#max_w.keys()].filter((bucket) => this.#max_w[bucket] !== Number.NEGATIVE_INFINITY);
		const bucket_ms = this.#width_ids / sample_id_hz * 1e3;
		const milliwatts = (watts) => filled.map((bucket) => rounded(watts[bucket] * WATT_TO_MILLIWATT));
		return {
			begin_ms: filled.map((bucket) => rounded(bucket * bucket_ms)),
			bucket_ms,
			min_mw: milliwatts(this.#min_w),
			max_mw: milliwatts(this.#max_w)
		};
	}
	#widen() {
		const half = this.#capacity / 2;
		for (let to = 0; to < half; to += 1) {
			this.#min_w[to] = Math.min(this.#min_w[2 * to], this.#min_w[2 * to + 1]);
			this.#max_w[to] = Math.max(this.#max_w[2 * to], this.#max_w[2 * to + 1]);
		}
		this.#min_w.fill(Number.POSITIVE_INFINITY, half);
		this.#max_w.fill(Number.NEGATIVE_INFINITY, half);
		this.#width_ids *= 2;
	}
};
/** A picture needs no more digits. */
function rounded(value) {
	return Math.round(value * 1e4) / 1e4;
}

// src/power/integrate.ts
const ENVELOPE_BUCKETS = 512;
/**
* Standard uncertainty of the energy of a window that comes from not knowing where between two wire samples
* its edges are. Each edge is uniform over an interval, so the length has the variance 2/12 intervals². All
* of the power is at stake, not what exceeds idle: an edge placed late loses the active power itself.
*/
function edgeUncertainty_j(power_w, wire_hz) {
	return power_w / wire_hz * Math.sqrt(1 / 6);
}
/**
* Integrates samples by their ids as they come, in memory that does not grow with the recording. Marks
* (`ready`, `gate`) come before the samples that contain them or are after them.
*
* A sample that a mark divides counts on each side by its part. Samples missing while the board idles before a
* window or runs one are an error; elsewhere they are counted.
*
* @throws {HilbenchError} `POWER_EDGES`, `POWER_GAP`, `POWER_NEGATIVE`, `POWER_RANGE`, `POWER_MONITOR_DATA`
*/
var GateIntegrator = class {
	/** Complete windows, in order. */
	windows = [];
	/** Samples missing where they do not matter. */
	dropped_samples = 0;
	#monitor;
	#capabilities;
	#extremes = emptyExtremes();
	#marks = [];
	#envelope;
	#origin_id = 0;
	/** The id that the next batch begins with. */
	#next_id;
	#region = "between";
	#sums = emptySums();
	#idle;
	#rise_id = 0;
	/** Level of the gate as of the last mark. */
	#gate_high = false;
	constructor(monitor, capabilities) {
		this.#monitor = monitor;
		this.#capabilities = capabilities;
	}
	/** The board is ready from `id` on: what follows is idle power until gate rises. */
	ready(id) {
		if (this.#gate_high) throw wrongEdges(this.#window, "state rises while gate is high");
		this.#mark(id, "idle");
	}
	gate(id, high) {
		if (high === this.#gate_high) throw wrongEdges(this.#window, high ? "gate rises twice" : "gate falls without having risen");
		this.#gate_high = high;
		this.#mark(id, high ? "gate" : "between");
	}
	push(batch) {
		const { first_id, current_a, voltage_v } = batch;
		const { sample_id_step: step } = this.#capabilities;
		const count = current_a.length;
		if (count !== voltage_v.length) throw monitorData(this.#monitor, `${count} samples of current and ${voltage_v.length} of voltage in a batch`);
		if (!Number.isSafeInteger(first_id) || first_id < 0 || first_id + count * step > Number.MAX_SAFE_INTEGER) throw monitorData(this.#monitor, `the sample id ${first_id}`);
		this.#continueAt(first_id);
		const envelope = this.#envelope;
		for (let at = 0; at < count;) {
			const id = first_id + at * step;
			const [mark] = this.#marks;
			if (mark !== void 0 && mark.id <= id) {
				this.#enter(mark);
				continue;
			}
			const before_mark = mark === void 0 ? count : Math.floor((mark.id - id) / step);
			const room = envelope.room(id) / step;
			const whole = Math.min(count - at, before_mark, room);
			if (whole === 0) {
				this.#divide(id, current_a[at], voltage_v[at]);
				at += 1;
			} else {
				accumulate(current_a, voltage_v, at, at + whole, this.#sums, this.#extremes);
				if (Number.isNaN(this.#sums.power_w)) this.#refuseNaN(batch, at, at + whole);
				this.#checkRange(id);
				envelope.put(id, this.#extremes.power_min, this.#extremes.power_max);
				at += whole;
			}
		}
		this.#next_id = first_id + count * step;
		while (this.#marks[0] !== void 0 && this.#marks[0].id <= this.#next_id) this.#enter(this.#marks[0]);
	}
	waveform() {
		const { sample_id_hz } = this.#capabilities;
		const toMs = (id) => (id - this.#origin_id) / sample_id_hz * 1e3;
		return {
			...this.#envelope?.waveform(sample_id_hz) ?? {
				begin_ms: [],
				bucket_ms: 0,
				min_mw: [],
				max_mw: []
			},
			gate_ms: this.windows.map(({ rise_id, fall_id }) => [toMs(rise_id), toMs(fall_id)])
		};
	}
	get #window() {
		return this.windows.length;
	}
	#mark(id, region) {
		const earliest = Math.max(this.#next_id ?? 0, this.#marks.at(-1)?.id ?? 0);
		if (!Number.isSafeInteger(id) || id < earliest) throw monitorData(this.#monitor, `an edge at sample id ${id} comes after sample id ${earliest}`);
		this.#marks.push({
			id,
			region
		});
	}
	/** Checks that a batch follows the last one, or that what is missing does not matter. */
	#continueAt(first_id) {
		if (this.#next_id === void 0) {
			this.#origin_id = first_id;
			this.#envelope = new Envelope(ENVELOPE_BUCKETS, first_id, this.#capabilities.sample_id_step);
		} else if (first_id < this.#next_id) throw monitorData(this.#monitor, `sample id ${first_id} comes after sample id ${this.#next_id}`);
		else if (first_id > this.#next_id) {
			const missing = (first_id - this.#next_id) / this.#capabilities.sample_id_step;
			if (!Number.isInteger(missing)) throw monitorData(this.#monitor, `sample id ${first_id} lies between samples, after ${this.#next_id}`);
			if (this.#region !== "between") throw gap(missing, this.#next_id, this.#during());
			const [mark] = this.#marks;
			if (mark !== void 0 && mark.id < first_id) throw gap(missing, this.#next_id, "around an edge of a wire");
			this.dropped_samples += missing;
		}
		this.#next_id = first_id;
	}
	#during() {
		const number = this.#window + 1;
		return this.#region === "gate" ? `in window ${number}` : `while the board idles before window ${number}`;
	}
	/** A sample with one mark or more inside: each region gets its part. */
	#divide(id, current_a, voltage_v) {
		const { sample_id_step: step } = this.#capabilities;
		const power_w = current_a * voltage_v;
		if (Number.isNaN(power_w)) throw gap(1, id, this.#during());
		Object.assign(this.#extremes, {
			current_min: current_a,
			current_max: current_a,
			voltage_min: voltage_v,
			voltage_max: voltage_v
		});
		this.#checkRange(id);
		this.#envelope?.put(id, power_w, power_w);
		let from = id;
		for (let [mark] = this.#marks; mark !== void 0 && mark.id < id + step; [mark] = this.#marks) {
			accumulatePart(this.#sums, current_a, voltage_v, (mark.id - from) / step);
			from = mark.id;
			this.#enter(mark);
		}
		accumulatePart(this.#sums, current_a, voltage_v, (id + step - from) / step);
	}
	#enter(mark) {
		this.#marks.shift();
		if (this.#region === "gate") this.#closeWindow(mark.id);
		if (mark.region === "gate") {
			this.#idle = this.#region === "idle" ? this.#sums : void 0;
			this.#rise_id = mark.id;
		}
		this.#region = mark.region;
		this.#sums = emptySums();
	}
	#closeWindow(fall_id) {
		const { sample_id_hz, sample_id_step, wire_step = 1 } = this.#capabilities;
		const sums = this.#sums;
		const idle = this.#idle;
		const interval_s = sample_id_step / sample_id_hz;
		const time_s = (fall_id - this.#rise_id) / sample_id_hz;
		const energy_j = sums.power_w * interval_s;
		if (!(time_s > 0)) throw wrongEdges(this.#window, "gate falls in the sample in which it rises");
		if (!(sums.current_a > 0)) throw netNegative(this.#window, sums.current_a / sums.samples);
		const idled = idle === void 0 || idle.samples === 0 ? void 0 : idle;
		const idle_power_w = idled === void 0 ? void 0 : idled.power_w / idled.samples;
		const edges_j = edgeUncertainty_j(Math.max(energy_j / time_s, idle_power_w ?? 0), sample_id_hz / wire_step);
		const noise_j = sampleNoise_w(sums) * interval_s * Math.sqrt(sums.samples);
		this.windows.push({
			rise_id: this.#rise_id,
			fall_id,
			time_s,
			energy_j,
			...idle_power_w === void 0 ? {} : { idle_power_w },
			...idled === void 0 ? {} : { idle_voltage_v: idled.voltage_v / idled.samples },
			uncertainty_j: Math.hypot(edges_j, noise_j)
		});
	}
	#refuseNaN(batch, from, to) {
		const isMissing = (at) => Number.isNaN(batch.current_a[at] * batch.voltage_v[at]);
		const missing = Array.from({ length: to - from }, (_, index) => from + index).filter(isMissing);
		const first_id = batch.first_id + (missing[0] ?? from) * this.#capabilities.sample_id_step;
		throw gap(missing.length, first_id, this.#during());
	}
	/** A sample at the limit of the range is as saturated as one beyond it. */
	#checkRange(id) {
		const { current_a, voltage_v } = this.#capabilities;
		const { current_min, current_max, voltage_min, voltage_max } = this.#extremes;
		if (current_max >= current_a.max) throw outOfRange("current", current_max, "A", id);
		if (current_min <= current_a.min) throw outOfRange("current", current_min, "A", id);
		if (voltage_max >= voltage_v.max) throw outOfRange("voltage", voltage_max, "V", id);
		if (voltage_min < voltage_v.min) throw outOfRange("voltage", voltage_min, "V", id);
	}
};

// src/power/windows.ts
/** The windows of a recording: those that are whole, and what has been seen of the one that is due. */
var Windows = class {
	#request;
	/** Whether the device's own count of each must come. */
	#reports;
	#integrator;
	#whole = [];
	#report;
	#edges = 0;
	#short_ms;
	constructor({ name, capabilities }, request) {
		this.#request = request;
		this.#reports = capabilities.reports !== false;
		this.#integrator = new GateIntegrator(name, capabilities);
	}
	/** How many are whole, which is the index of the one that is due. */
	get count() {
		return this.#whole.length;
	}
	/** Whether both edges of the one that is due have been seen. */
	get closed() {
		return this.#edges === 2;
	}
	/** Whether no more are wanted: all are whole, or the last is too short. */
	get over() {
		return this.#short_ms !== void 0 || this.count === this.#request.windows;
	}
	/** The device is ready for one, and idles from here on. */
	ready(sample_id) {
		this.#integrator.ready(sample_id);
	}
	push(batch) {
		this.#integrator.push(batch);
	}
	/** @throws {HilbenchError} `POWER_EDGES` */
	gate({ sample_id, high }) {
		this.#edges += 1;
		if (this.#edges > 2) throw this.wrongEdges("another edge of gate comes");
		this.#integrator.gate(sample_id, high);
	}
	report(report) {
		this.#report = report;
	}
	/**
	* Takes the one that is due when its edges, samples and report are all there.
	*
	* @throws {HilbenchError} `POWER_COUNT_MISMATCH` where the device counted otherwise
	*/
	take() {
		const energy = this.#integrator.windows[this.count];
		const report = this.#report;
		if (energy === void 0 || report === void 0 && this.#reports) return void 0;
		if (report !== void 0) this.#checkCount(energy, report);
		const window = report === void 0 ? energy : {
			...energy,
			units: report.units
		};
		this.#whole.push(window);
		this.#report = void 0;
		this.#edges = 0;
		const window_ms = window.time_s * 1e3;
		if (window_ms < this.#request.min_window_ms) this.#short_ms = window_ms;
		return window;
	}
	#checkCount(energy, report) {
		const { inferences, units_hz } = this.#request;
		if (report.window !== this.count) throw countMismatch(this.count, `the board reports window ${report.window + 1}`);
		checkWindowCount(this.count, energy.time_s, report, inferences, units_hz);
	}
	/** Why the one that is due cannot be taken, though the device says that it is over. */
	missing() {
		const { settle_timeout_ms } = this.#request;
		if (!this.closed) return this.wrongEdges("the board says that it is over");
		if (this.#report === void 0 && this.#reports) return noReport(this.count, settle_timeout_ms);
		return windowTimeout(this.count, "send the samples of its end", settle_timeout_ms);
	}
	wrongEdges(when) {
		return wrongEdges(this.count, `${when}, and ${this.#edges} edges of gate have been seen`);
	}
	recording() {
		return {
			windows: this.#whole,
			...this.#short_ms === void 0 ? {} : { short_ms: this.#short_ms },
			dropped_samples: this.#integrator.dropped_samples,
			waveform: this.#integrator.waveform()
		};
	}
};

// src/power/session.ts
/**
* Without go, state falls when a window begins by itself, and in a pulse of a failure. A pulse takes about a
* millisecond; a device idles 10 ms at least (docs/power.md).
*/
const LONGEST_PULSE_MS = 5;
/** The monitor's side of the handshake in docs/power.md, for one recording. */
var Handshake = class {
	#monitor;
	#request;
	#clock;
	/** The device begins its windows by itself. */
	#self_timed;
	#windows;
	#phase = "starting";
	/** Where state rose for the next window. */
	#ready_id;
	/** Falls of state since the device was last ready. */
	#pulses = 0;
	constructor(monitor, request, clock) {
		this.#monitor = monitor;
		this.#request = request;
		this.#clock = clock;
		this.#windows = new Windows(monitor, request);
		this.#self_timed = monitor.capabilities.go === false;
	}
	async run() {
		const { signal } = this.#clock;
		this.#awaitReady();
		const events = this.#monitor.events(signal);
		const step = () => this.#monitor.capabilities.sample_id_step;
		for await (const event of this.#self_timed ? inOrder(events, step) : events) {
			switch (event.kind) {
				case "samples": {
					if (this.#phase === "starting" && this.#index === 0) break;
					this.#windows.push(event);
					const { sample_id_hz, sample_id_step } = this.#monitor.capabilities;
					await this.#idled(event.first_id + event.current_a.length * sample_id_step, sample_id_hz);
					break;
				}
				case "edge":
					if (event.wire === "state") this.#stateEdge(event);
					else await this.#gateEdge(event);
					break;
				case "begin":
					if (this.#phase === "going") await this.#running();
					break;
				case "report":
					this.#windows.report(event);
					this.#nearlyDone();
					break;
				case "failure": throw deviceFailed(event.status, event.text);
			}
			if (this.#windowDone()) return this.#windows.recording();
		}
		throw monitorLost(this.#monitor.name);
	}
	get #index() {
		return this.#windows.count;
	}
	#awaitReady() {
		const { ready_timeout_ms } = this.#request;
		this.#phase = "starting";
		this.#clock.begin(ready_timeout_ms, () => notReady(ready_timeout_ms));
	}
	#stateEdge({ high, sample_id }) {
		if (!high) this.#stateFalls(sample_id);
		else if (this.#phase === "starting") {
			this.#ready(sample_id);
			this.#idling(sample_id);
		} else if (this.#phase === "running") {
			if (!this.#windows.closed) throw this.#windows.wrongEdges("the board is ready for the next one");
			this.#ready(sample_id);
		} else if (this.#phase === "going") this.#failing();
		if (this.#phase === "failing") this.#clock.begin(this.#request.settle_timeout_ms, () => deviceFailed(this.#pulses, ""));
	}
	#failing() {
		this.#phase = "failing";
		this.#ready_id = void 0;
	}
	#stateFalls(sample_id) {
		this.#pulses += 1;
		if (this.#ready_id === void 0) return;
		const longest_pulse = LONGEST_PULSE_MS / 1e3 * this.#monitor.capabilities.sample_id_hz;
		if (!this.#self_timed || sample_id - this.#ready_id <= longest_pulse) this.#failing();
		else if (this.#phase === "idling") this.#going(this.#request.settle_timeout_ms);
		else throw this.#windows.missing();
	}
	#ready(sample_id) {
		this.#windows.ready(sample_id);
		this.#ready_id = sample_id;
		this.#pulses = 0;
	}
	#idling(ready_id) {
		this.#phase = "idling";
		this.#ready_id = ready_id;
		const { idle_ms, settle_timeout_ms } = this.#request;
		const timeout_ms = idle_ms + settle_timeout_ms;
		this.#clock.begin(timeout_ms, () => windowTimeout(this.#index, "idle in front of the monitor", timeout_ms));
	}
	/** Raises go once idle power has been recorded up to `end_id` for long enough. */
	async #idled(end_id, sample_id_hz) {
		const { idle_ms, gate_timeout_ms } = this.#request;
		if (this.#self_timed || this.#phase !== "idling" || this.#ready_id === void 0) return;
		if (end_id - this.#ready_id < idle_ms / 1e3 * sample_id_hz) return;
		this.#going(gate_timeout_ms);
		await this.#monitor.setGo(true);
	}
	/** Until gate rises. */
	#going(timeout_ms) {
		this.#phase = "going";
		this.#ready_id = void 0;
		this.#clock.begin(timeout_ms, () => noGate(this.#index, timeout_ms, this.#self_timed));
	}
	async #running() {
		const { window_timeout_ms } = this.#request;
		this.#phase = "running";
		this.#clock.begin(window_timeout_ms, () => windowTimeout(this.#index, "end it", window_timeout_ms));
		if (!this.#self_timed) await this.#monitor.setGo(false);
	}
	async #gateEdge(edge) {
		const { high } = edge;
		if (this.#phase === "starting" && this.#index === 0) return;
		if (this.#phase === "starting" || this.#phase === "idling") throw this.#windows.wrongEdges(`gate ${high ? "rises" : "falls"} before ${this.#self_timed ? "state falls" : "go"}`);
		this.#windows.gate(edge);
		if (this.#phase === "going" && high) await this.#running();
		if (!high) this.#nearlyDone();
	}
	/** What is still missing of the window must come soon. */
	#nearlyDone() {
		if (this.#phase === "running") this.#clock.begin(this.#request.settle_timeout_ms, () => this.#windows.missing());
	}
	/** @returns whether the recording is over */
	#windowDone() {
		if (this.#phase === "failing") return false;
		const window = this.#windows.take();
		if (window === void 0) return false;
		this.#request.onWindow(this.#index, window.time_s * 1e3);
		if (this.#windows.over) return true;
		if (this.#ready_id === void 0) this.#awaitReady();
		else this.#idling(this.#ready_id);
		return false;
	}
};
/**
* Takes a board that was just reset through its windows, and integrates what a started monitor sees.
* Go is low when this returns or throws, unless the monitor is gone. A monitor without go watches the board take
* itself through them.
*
* @throws {HilbenchError} `POWER_…` (kind `bench`): never a figure from a recording with a fault in it
*/
async function recordWindows(monitor, request, signal) {
	try {
		var _usingCtx$5 = _usingCtx();
		const clock = _usingCtx$5.u(new PhaseClock(signal));
		try {
			return await new Handshake(monitor, request, clock).run();
		} catch (error) {
			if (monitor.capabilities.go !== false) await monitor.setGo(false).catch(() => void 0);
			throw error;
		}
	} catch (_) {
		_usingCtx$5.e = _;
	} finally {
		_usingCtx$5.d();
	}
}

// src/power/board-report.ts
const MAGIC$1 = 1414680648;
const VERSION$1 = 1;
const CHECKED_FROM = 16;
const WINDOWS_AT = 40;
const WINDOW_BYTES = 12;
/** As many as the device has room for, and as a parameter block may ask for. */
const MOST_WINDOWS = 8;
const TEXT_AT = 136;
const REPORT_BYTES = 336;
const PHASES = [
	"starting",
	"running",
	"finished",
	"failed"
];
const UNITS = ["cycles", "instructions"];
/** @throws {RangeError} what is wrong with the bytes, as the rest of a sentence */
function decodeBoardReport(bytes) {
	if (bytes.length !== REPORT_BYTES) throw new RangeError(`it has ${bytes.length} bytes, not ${REPORT_BYTES}`);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const u32 = (offset) => view.getUint32(offset, true);
	if (u32(0) !== MAGIC$1) throw new RangeError("there is none");
	if (u32(4) !== VERSION$1) throw new RangeError(`it has version ${u32(4)}, not ${VERSION$1}`);
	if (u32(8) !== REPORT_BYTES) throw new RangeError(`it says that it has ${u32(8)} bytes`);
	if (u32(12) !== crc32(bytes.subarray(CHECKED_FROM))) throw new RangeError("its CRC-32 does not match");
	const phase = PHASES[u32(20)];
	const unit = UNITS[u32(28)];
	const count = u32(36);
	if (phase === void 0) throw new RangeError(`its phase is ${u32(20)}`);
	if (unit === void 0) throw new RangeError(`its unit is ${u32(28)}`);
	if (count > MOST_WINDOWS) throw new RangeError(`it has ${count} windows`);
	const windows = Array.from({ length: count }, (_, index) => {
		const at = WINDOWS_AT + index * WINDOW_BYTES;
		const units = view.getBigUint64(at + 4, true);
		if (units > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError(`window ${index + 1} has ${units} units`);
		return {
			inferences: u32(at),
			units: Number(units)
		};
	});
	const text = bytes.subarray(TEXT_AT);
	const end = text.indexOf(0);
	if (end < 0) throw new RangeError("its text has no end");
	return {
		run: u32(16),
		phase,
		status: u32(24),
		text: plainText(new TextDecoder().decode(text.subarray(0, end)).trim(), text.length),
		unit,
		timer_hz: u32(32),
		windows
	};
}

// src/power/parameters.ts
const MAGIC = 1381453896;
const VERSION = 2;
const PARAMETER_BLOCK_BYTES = 68;
/** The block as the device reads it. @throws {RangeError} when a number does not fit its field */
function encodeParameters(parameters) {
	const { model, arena } = parameters;
	const content = buildPayload({ u32: model.source }, { u32: model.address }, { u32: model.bytes }, { u32: model.crc32 }, { u32: arena.address }, { u32: arena.bytes }, { u32: arena.resource_variables }, { u32: parameters.cpu_mode === "lp" ? 0 : 1 }, { u32: parameters.inferences }, { u32: parameters.windows }, { u32: parameters.seed }, { u32: parameters.idle_ms }, { u32: parameters.run });
	return buildPayload({ u32: MAGIC }, { u32: VERSION }, { u32: PARAMETER_BLOCK_BYTES }, { u32: crc32(content) }, { bytes: content });
}

// src/profiling/pmu-events.ts
/** What the names of PMU events begin with in results, as in CMSIS. */
const PMU_PREFIX = "ARM_PMU_";
const EVENTS = [
	[
		0,
		"SW_INCR",
		"Increments asked for by software"
	],
	[
		1,
		"L1I_CACHE_REFILL",
		"Lines fetched into the L1 instruction cache"
	],
	[
		3,
		"L1D_CACHE_REFILL",
		"Lines fetched into the L1 data cache"
	],
	[
		4,
		"L1D_CACHE",
		"Accesses to the L1 data cache"
	],
	[
		6,
		"LD_RETIRED",
		"Loads"
	],
	[
		7,
		"ST_RETIRED",
		"Stores"
	],
	[
		8,
		"INST_RETIRED",
		"Instructions"
	],
	[
		9,
		"EXC_TAKEN",
		"Exceptions entered"
	],
	[
		10,
		"EXC_RETURN",
		"Returns from exceptions"
	],
	[
		12,
		"PC_WRITE_RETIRED",
		"Changes of the program counter by software"
	],
	[
		13,
		"BR_IMMED_RETIRED",
		"Branches to a fixed target"
	],
	[
		14,
		"BR_RETURN_RETIRED",
		"Returns from functions"
	],
	[
		15,
		"UNALIGNED_LDST_RETIRED",
		"Unaligned loads and stores"
	],
	[
		17,
		"CPU_CYCLES",
		"Cycles"
	],
	[
		19,
		"MEM_ACCESS",
		"Accesses to data memory"
	],
	[
		20,
		"L1I_CACHE",
		"Accesses to the L1 instruction cache"
	],
	[
		21,
		"L1D_CACHE_WB",
		"Lines written back from the L1 data cache"
	],
	[
		25,
		"BUS_ACCESS",
		"Accesses to the bus"
	],
	[
		26,
		"MEMORY_ERROR",
		"Errors of local memory"
	],
	[
		29,
		"BUS_CYCLES",
		"Cycles of the bus"
	],
	[
		31,
		"L1D_CACHE_ALLOCATE",
		"Lines taken in the L1 data cache without a fetch"
	],
	[
		33,
		"BR_RETIRED",
		"Branches"
	],
	[
		34,
		"BR_MIS_PRED_RETIRED",
		"Branches that were mispredicted"
	],
	[
		35,
		"STALL_FRONTEND",
		"Cycles in which the frontend had nothing to issue"
	],
	[
		36,
		"STALL_BACKEND",
		"Cycles in which the backend took nothing"
	],
	[
		54,
		"LL_CACHE_RD",
		"Reads of the last-level data cache"
	],
	[
		55,
		"LL_CACHE_MISS_RD",
		"Reads that missed the last-level data cache"
	],
	[
		57,
		"L1D_CACHE_MISS_RD",
		"Reads that missed the L1 data cache"
	],
	[
		60,
		"STALL",
		"Cycles in which nothing was sent on"
	],
	[
		64,
		"L1D_CACHE_RD",
		"Reads of the L1 data cache"
	],
	[
		256,
		"LE_RETIRED",
		"Ends of low-overhead loops"
	],
	[
		264,
		"LE_CANCEL",
		"Ends of low-overhead loops that did not loop"
	],
	[
		276,
		"SE_CALL_S",
		"Calls into the secure state"
	],
	[
		277,
		"SE_CALL_NS",
		"Calls into the non-secure state"
	],
	[
		512,
		"MVE_INST_RETIRED",
		"Vector instructions"
	],
	[
		516,
		"MVE_FP_RETIRED",
		"Vector instructions on floats"
	],
	[
		520,
		"MVE_FP_HP_RETIRED",
		"Vector instructions on half-precision floats"
	],
	[
		524,
		"MVE_FP_SP_RETIRED",
		"Vector instructions on single-precision floats"
	],
	[
		532,
		"MVE_FP_MAC_RETIRED",
		"Vector multiplications of floats, accumulating or not"
	],
	[
		548,
		"MVE_INT_RETIRED",
		"Vector instructions on integers"
	],
	[
		552,
		"MVE_INT_MAC_RETIRED",
		"Vector multiplications of integers, accumulating or not"
	],
	[
		568,
		"MVE_LDST_RETIRED",
		"Vector loads and stores"
	],
	[
		572,
		"MVE_LD_RETIRED",
		"Vector loads"
	],
	[
		576,
		"MVE_ST_RETIRED",
		"Vector stores"
	],
	[
		580,
		"MVE_LDST_CONTIG_RETIRED",
		"Vector loads and stores of neighbouring elements"
	],
	[
		584,
		"MVE_LD_CONTIG_RETIRED",
		"Vector loads of neighbouring elements"
	],
	[
		588,
		"MVE_ST_CONTIG_RETIRED",
		"Vector stores of neighbouring elements"
	],
	[
		592,
		"MVE_LDST_NONCONTIG_RETIRED",
		"Vector loads and stores of scattered elements"
	],
	[
		596,
		"MVE_LD_NONCONTIG_RETIRED",
		"Vector loads of scattered elements"
	],
	[
		600,
		"MVE_ST_NONCONTIG_RETIRED",
		"Vector stores of scattered elements"
	],
	[
		604,
		"MVE_LDST_MULTI_RETIRED",
		"Vector loads and stores of several registers"
	],
	[
		608,
		"MVE_LD_MULTI_RETIRED",
		"Vector loads of several registers"
	],
	[
		612,
		"MVE_ST_MULTI_RETIRED",
		"Vector stores of several registers"
	],
	[
		652,
		"MVE_LDST_UNALIGNED_RETIRED",
		"Unaligned vector loads and stores"
	],
	[
		656,
		"MVE_LD_UNALIGNED_RETIRED",
		"Unaligned vector loads"
	],
	[
		660,
		"MVE_ST_UNALIGNED_RETIRED",
		"Unaligned vector stores"
	],
	[
		664,
		"MVE_LDST_UNALIGNED_NONCONTIG_RETIRED",
		"Unaligned vector loads and stores of scattered elements"
	],
	[
		672,
		"MVE_VREDUCE_RETIRED",
		"Vector reductions"
	],
	[
		676,
		"MVE_VREDUCE_FP_RETIRED",
		"Vector reductions of floats"
	],
	[
		680,
		"MVE_VREDUCE_INT_RETIRED",
		"Vector reductions of integers"
	],
	[
		696,
		"MVE_PRED",
		"Cycles with predicated beats of vector instructions"
	],
	[
		716,
		"MVE_STALL",
		"Cycles that a vector instruction stalled"
	],
	[
		717,
		"MVE_STALL_RESOURCE",
		"The same, for want of a unit"
	],
	[
		718,
		"MVE_STALL_RESOURCE_MEM",
		"The same, for want of a memory unit"
	],
	[
		719,
		"MVE_STALL_RESOURCE_FP",
		"The same, for want of a floating-point unit"
	],
	[
		720,
		"MVE_STALL_RESOURCE_INT",
		"The same, for want of an integer unit"
	],
	[
		723,
		"MVE_STALL_BREAK",
		"The same, because a chain of vector instructions broke"
	],
	[
		724,
		"MVE_STALL_DEPENDENCY",
		"The same, waiting for a vector register"
	],
	[
		16391,
		"ITCM_ACCESS",
		"Accesses to the instruction TCM"
	],
	[
		16392,
		"DTCM_ACCESS",
		"Accesses to the data TCM"
	]
];
/** Every event that the PMU of a Cortex-M55 counts, by rising number (Arm v8-M architecture). */
const PMU_EVENTS = EVENTS.map(([number, name, description]) => ({
	number,
	name: `${PMU_PREFIX}${name}`,
	description
}));
const BY_NAME = new Map(PMU_EVENTS.map((event) => [event.name, event]));
/** The event of that name, with or without the prefix, in whatever case. */
function findPmuEvent(name) {
	const upper = name.trim().toUpperCase();
	return BY_NAME.get(upper.startsWith("ARM_PMU_") ? upper : `${PMU_PREFIX}${upper}`);
}

// src/profiling/presets.ts
/** Named choices of PMU events, each counted in one pass. `default` is what is counted when nothing else is asked for. */
const PRESETS = {
	default: [
		"MVE_INST_RETIRED",
		"MVE_INT_MAC_RETIRED",
		"INST_RETIRED",
		"BUS_CYCLES"
	],
	basic: [
		"INST_RETIRED",
		"BR_RETIRED",
		"MEM_ACCESS",
		"STALL"
	],
	caches: [
		"L1I_CACHE",
		"L1I_CACHE_REFILL",
		"L1D_CACHE",
		"L1D_CACHE_REFILL"
	],
	memories: [
		"MVE_LDST_RETIRED",
		"MVE_LDST_CONTIG_RETIRED",
		"MVE_LDST_NONCONTIG_RETIRED",
		"MVE_LDST_MULTI_RETIRED"
	],
	mve: [
		"INST_RETIRED",
		"MVE_INST_RETIRED",
		"MVE_INT_MAC_RETIRED",
		"MVE_LDST_RETIRED"
	],
	stalls: [
		"STALL",
		"STALL_FRONTEND",
		"STALL_BACKEND",
		"MVE_STALL"
	]
};
function isPreset(name) {
	return Object.hasOwn(PRESETS, name);
}

// src/profiling/config-file.ts
const MAX_FILE_BYTES = 65536;
/** As in ns_autodeploy, which has the first four of them. */
const KEY = /^PMU_EVENT(0|[1-9][0-9]?)$/;
const HINT = "Entries look like `PMU_EVENT0: { name: ARM_PMU_INST_RETIRED, size: 32 }`, numbered from 0.";
function fileError(code, message, hint, cause) {
	return new HilbenchError({
		kind: "input",
		code,
		message,
		hint,
		...cause === void 0 ? {} : { cause }
	});
}
async function readText(path) {
	try {
		const { size } = await stat(path);
		if (size <= MAX_FILE_BYTES) return await readFile(path, "utf8");
	} catch (cause) {
		throw fileError("PMU_FILE_UNREADABLE", `The PMU configuration ${plainText(path, 300)} cannot be read.`, `Name a file, or one of the presets ${Object.keys(PRESETS).join(", ")}.`, cause);
	}
	throw fileError("PMU_FILE_INVALID", `The PMU configuration ${plainText(path, 300)} has more than ${MAX_FILE_BYTES} bytes.`, HINT);
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** The event of one entry `{ name, size }`. */
function eventOf(source, key, entry) {
	const invalid = (what, path = [key]) => fileError("PMU_FILE_INVALID", `${source.locate(path)}: ${what}`, HINT);
	if (!isRecord(entry)) throw invalid(`${key} is not a mapping with a name.`);
	const { name, size = 32, ...rest } = entry;
	const [stray] = Object.keys(rest);
	if (stray !== void 0) throw invalid(`${key} has no setting "${plainText(stray, 60)}".`, [key, stray]);
	if (typeof name !== "string") throw invalid(`${key} has no name.`);
	if (size !== 32 && size !== 16) throw invalid(`the size of ${key} is neither 32 nor 16 bits.`, [key, "size"]);
	const event = findPmuEvent(name);
	if (event !== void 0) return event;
	throw fileError("PMU_UNKNOWN_EVENT", `${source.locate([key, "name"])}: there is no PMU event "${plainText(name, 80)}".`, `${didYouMean(name, PMU_EVENTS.map((known) => known.name))}docs/profiling.md lists all ${PMU_EVENTS.length}.`);
}
/** What a PMU configuration says: its events by their numbers. `path` is for messages. @throws as `readPmuFile` */
function parsePmuFile(text, path) {
	const source = parseYaml(text, path, "PMU_FILE_INVALID");
	const invalid = (key, what) => fileError("PMU_FILE_INVALID", `${source.locate([key])}: ${what}`, HINT);
	if (!isRecord(source.value) || Object.keys(source.value).length === 0) throw fileError("PMU_FILE_INVALID", `${plainText(path, 300)} names no events.`, HINT);
	const entries = Object.entries(source.value).map(([key, entry]) => {
		const match = KEY.exec(key);
		if (match === null) throw invalid(key, `"${plainText(key, 60)}" is not PMU_EVENT and a number.`);
		return {
			key,
			at: Number(match[1]),
			event: eventOf(source, key, entry)
		};
	});
	const seen = /* @__PURE__ */ new Set();
	for (const { key, event } of entries) {
		if (seen.has(event.number)) throw invalid(key, `${event.name} is there twice.`);
		seen.add(event.number);
	}
	return entries.sort((a, b) => a.at - b.at).map(({ event }) => event);
}
/**
* The events of a PMU configuration file in the format of ns_autodeploy. More than four are counted in several passes.
*
* @throws {HilbenchError} `PMU_FILE_UNREADABLE`, `PMU_FILE_INVALID`, `PMU_UNKNOWN_EVENT` (kind `input`)
*/
async function readPmuFile(path) {
	return parsePmuFile(await readText(path), path);
}

// src/profiling/dwt-events.ts
/** Causes of cycles that the DWT of a Cortex-M4 counts in 8 bits each; numbers as in docs/link.md. */
const DWT_EVENTS = [
	{
		number: 1,
		name: "cpi",
		description: "Further cycles of instructions that take several"
	},
	{
		number: 2,
		name: "exc",
		description: "Cycles of entering and leaving exceptions"
	},
	{
		number: 3,
		name: "sleep",
		description: "Cycles asleep"
	},
	{
		number: 4,
		name: "lsu",
		description: "Further cycles of loads and stores"
	},
	{
		number: 5,
		name: "fold",
		description: "Instructions that took no cycle"
	}
];
/** What the monitors of the caches of Apollo3 and Apollo4 count. */
const CACHE_EVENTS = [
	{
		number: 16,
		name: "daccess",
		description: "Accesses to the data cache"
	},
	{
		number: 17,
		name: "dtaglookup",
		description: "Tag lookups of the data cache"
	},
	{
		number: 18,
		name: "dhitslookup",
		description: "Hits of those lookups"
	},
	{
		number: 19,
		name: "dhitsline",
		description: "Hits of the data cache in its line buffer"
	},
	{
		number: 20,
		name: "iaccess",
		description: "Accesses to the instruction cache"
	},
	{
		number: 21,
		name: "itaglookup",
		description: "Tag lookups of the instruction cache"
	},
	{
		number: 22,
		name: "ihitslookup",
		description: "Hits of those lookups"
	},
	{
		number: 23,
		name: "ihitsline",
		description: "Hits of the instruction cache in its line buffer"
	}
];

// src/profiling/plan.ts
/** Whether something else than the default was asked for. */
function asksForCounters({ choice, full }) {
	return full || choice !== "default";
}
function presetEvents(name) {
	return PRESETS[name].map((event) => {
		const found = findPmuEvent(event);
		if (found === void 0) throw new Error(`preset ${name} names ${event}, which is no event`);
		return found;
	});
}
function refuse(code, message, hint) {
	return new HilbenchError({
		kind: "input",
		code,
		message,
		hint
	});
}
/**
* Which events a run counts on a platform. The PMU is that of the Cortex-M55; a Cortex-M4 has one set of counters, of
* which all are taken.
*
* @throws {HilbenchError} `COUNTERS_SILICON_ONLY`, `COUNTERS_NO_PMU`, `CONFIG_CONFLICT`, `PMU_…` (kind `input`)
*/
async function planCounters(request, platform) {
	const explicit = asksForCounters(request);
	const { choice, full } = request;
	if (full && choice !== "default") throw refuse("CONFIG_CONFLICT", "--full-pmu-capture counts every PMU event, and --pmu-config-file chooses some.", "Remove one of the two.");
	if (platform.emulated) {
		if (!explicit) return {
			kinds: [],
			events: [],
			explicit
		};
		throw refuse("COUNTERS_SILICON_ONLY", `Counters exist on silicon only, and ${platform.name} is emulated: it counts instructions and nothing else.`, "Remove --pmu-config-file and --full-pmu-capture, or choose a board with a Cortex-M55.");
	}
	if (platform.core === "cortex-m55") return {
		kinds: ["pmu"],
		events: full ? PMU_EVENTS : isPreset(choice) ? presetEvents(choice) : await readPmuFile(choice),
		explicit
	};
	if (explicit) throw refuse("COUNTERS_NO_PMU", `${platform.name} has no PMU: its core is a ${platform.core}.`, "Remove --pmu-config-file and --full-pmu-capture: the counters of this core are all taken anyway.");
	return {
		kinds: ["dwt", "dwt_cache"],
		events: [...DWT_EVENTS, ...CACHE_EVENTS],
		explicit
	};
}
/**
* Shares the events of a plan out among as many passes as the device needs for a model of `layers` layers. At least one
* pass, which may count nothing: where nobody asked by name, a device without such counters is only timed.
*
* @throws {HilbenchError} `DEVICE_NO_COUNTERS` (kind `bench`) where events were asked for by name
*/
function planPasses(plan, counters, layers) {
	if (plan.events.length === 0) return [[]];
	const slots = Math.min(counters.slots, Math.floor(counters.max_counts / Math.max(1, layers)));
	const missing = !plan.kinds.includes(counters.kind) ? "the firmware offers no such counters" : slots < 1 ? `the firmware has no memory for counters of ${layers} layers` : void 0;
	if (missing !== void 0) {
		if (!plan.explicit) return [[]];
		throw new HilbenchError({
			kind: "bench",
			code: "DEVICE_NO_COUNTERS",
			message: `The device cannot count what was asked for: ${missing}.`,
			hint: "Remove --pmu-config-file and --full-pmu-capture, or use a board whose firmware counts."
		});
	}
	const events = counters.kind === "dwt" ? plan.events.filter((event) => !CACHE_EVENTS.includes(event)) : plan.events;
	const passes = [];
	for (let first = 0; first < events.length; first += slots) passes.push(events.slice(first, first + slots));
	return passes;
}

// src/pipeline/profile.ts
/** The slowest pace at which an inference is still thought alive: one MAC a microsecond. */
const PATIENCE_MS_PER_MAC = .001;
const PATIENCE_BASE_MS = 2e4;
/** How long `inferences` may take before the device is given up. */
function inferenceTimeoutMs(plan, inferences = 1) {
	return PATIENCE_BASE_MS + inferences * plan.analysis.macs * PATIENCE_MS_PER_MAC;
}
function refuseDeadTimer(record) {
	if (record.total.ticks_min > 0 && record.layers.length > 0) return;
	throw new HilbenchError({
		kind: "bench",
		code: "DEVICE_TIMER_ZERO",
		message: `The device's timer counted ${record.total.ticks_min} over an inference of ${record.layers.length} layers.`,
		hint: "Power-cycle the board and run again; on Apollo3 and Apollo4 the counter needs an attached probe."
	});
}
/** Every layer has instructions and cycles, so a counter of them that stays at 0 does not count. */
const NEVER_ZERO = /* @__PURE__ */ new Set(["ARM_PMU_INST_RETIRED", "ARM_PMU_CPU_CYCLES"]);
function refuseDeadCounters({ events, record }) {
	const dead = events.filter(({ name }, at) => NEVER_ZERO.has(name) && record.layers.every(({ counters }) => counters[at]?.max === 0));
	if (dead.length === 0) return;
	const names = dead.map(({ name }) => name).join(" and ");
	throw new HilbenchError({
		kind: "bench",
		code: "DEVICE_COUNTER_ZERO",
		message: `The device counted no ${names} in any layer, so its counters do not count.`,
		hint: "Power-cycle the board and run again: a debugger or a security setting of the chip may keep its counters off."
	});
}
/** What all passes counted in one layer. */
function countersOf(passes, layer) {
	const found = passes.flatMap(({ events, record }) => events.map((event, at) => ({
		name: event.name,
		counter: record.layers[layer]?.counters[at]
	})));
	const overflowed = found.flatMap(({ name, counter }) => counter === void 0 ? [name] : []);
	const known = found.flatMap(({ name, counter }) => counter === void 0 ? [] : [{
		name,
		...counter
	}]);
	return {
		counters: Object.fromEntries(known.map(({ name, mean }) => [name, mean])),
		...known.length === 0 ? {} : { counter_spread: Object.fromEntries(known.map(({ name, min, max }) => [name, {
			min,
			max
		}])) },
		...overflowed.length === 0 ? {} : { overflowed }
	};
}
function counterIssues(layers) {
	const names = [...new Set(layers.flatMap(({ overflowed = [] }) => overflowed))];
	const where = layers.filter(({ overflowed = [] }) => overflowed.length > 0).length;
	if (names.length === 0) return [];
	const more = names.length > 8 ? ` and ${names.length - 8} more` : "";
	return [{
		code: "COUNTER_OVERFLOW",
		severity: "warn",
		message: `${names.slice(0, 8).join(", ")}${more} went further than the counter can count, in ${where} of ${layers.length} layers.`,
		hint: "There is no number of them in these layers; profile a model with shorter layers to have them."
	}];
}
/**
* Profiles the configured model: warm-up, then `runs` inferences, for every pass of the counters that are asked for.
* The link is silent inside the measured windows. Ticks come from the first pass; counters from each one's own.
*
* @throws {HilbenchError} `DEVICE_TIMER_ZERO`, `DEVICE_COUNTER_ZERO`, `DEVICE_NO_COUNTERS` (kind `bench`), and those of planning counters
*/
async function profile(device, request, plan, timeout_ms, onProgress) {
	const { unit, timer_hz, counters } = device.hello;
	const wanted = await planCounters(request.counters, request.platform);
	const passes = planPasses(wanted, counters, plan.build.layers.length);
	const made = [];
	for (const [index, events] of passes.entries()) {
		const record = await device.profile({
			warmup: request.profile_warmup,
			runs: request.runs,
			events: events.map((event) => event.number),
			seed: request.seed,
			timeout_ms
		}, (done) => onProgress(index * request.runs + done, passes.length * request.runs));
		refuseDeadTimer(record);
		const pass = {
			events,
			record
		};
		refuseDeadCounters(pass);
		made.push(pass);
	}
	const timed = made[0]?.record;
	if (timed === void 0) throw new Error("there is always one pass");
	const sum = timed.layers.reduce((total, layer) => total + layer.ticks, 0);
	const toTime = (ticks) => timer_hz > 0 ? { time_us: ticks / timer_hz * 1e6 } : {};
	const layers = timed.layers.map((layer, at) => {
		const analysis = plan.analysis.layers[plan.build.layers[layer.index] ?? layer.index];
		if (analysis === void 0) throw new Error(`the device reported layer ${layer.index}, which the model does not have`);
		return {
			index: analysis.index,
			op: analysis.op,
			name: analysis.name,
			...analysis.output_shape === void 0 ? {} : { output_shape: [...analysis.output_shape] },
			macs: analysis.macs,
			ticks: layer.ticks,
			ticks_min: layer.ticks_min,
			ticks_max: layer.ticks_max,
			...toTime(layer.ticks),
			share: sum === 0 ? 0 : layer.ticks / sum,
			...countersOf(made, at)
		};
	});
	return {
		profile: {
			unit,
			runs: timed.runs,
			warmup: request.profile_warmup,
			...timer_hz > 0 ? { timer_hz } : {},
			time_is_modelled: request.platform.emulated,
			total: {
				...timed.total,
				...toTime(timed.total.ticks)
			},
			layers
		},
		issues: counterIssues(layers)
	};
}

// src/pipeline/power-boot.ts
const POWER_WINDOWS = 3;
const LONGEST_WINDOW_TIMEOUT_MS = 36e5;
const HIGHEST_RUN = 2 ** 32;
function readyTimeoutMs({ deps, plan }) {
	return deps.inference_timeout_ms ?? inferenceTimeoutMs(plan);
}
/** @param inferences in the window */
function windowTimeoutMs({ deps, plan }, inferences) {
	return deps.inference_timeout_ms ?? Math.min(inferenceTimeoutMs(plan, inferences), LONGEST_WINDOW_TIMEOUT_MS);
}
/** Flashes the power image with its model and parameters, and starts it. */
async function bootWindows(task, on, { image, mode, inferences, idle_ms }) {
	const { request, plan, tuned, board, watch, signal } = task;
	const layout = layoutOf(platformOf(request.platform, image.memories), tuned.placement);
	const { blob } = plan.build;
	const run = randomInt(1, HIGHEST_RUN);
	const parameters = encodeParameters({
		model: {
			source: layout.flash_address,
			address: layout.model_address,
			bytes: blob.byteLength,
			crc32: crc32(blob)
		},
		arena: {
			address: layout.arena_address,
			bytes: tuned.placement.arena.bytes,
			resource_variables: request.resource_variables
		},
		cpu_mode: mode,
		inferences,
		windows: 3,
		seed: request.seed,
		idle_ms,
		run
	});
	const blobs = [...goesOverLink(request.platform, tuned.placement.model.location) ? [] : [{
		address: layout.flash_address,
		bytes: blob
	}], {
		address: on.parameters_address,
		bytes: parameters
	}];
	return {
		wires: await watch.external("probe", () => board.bootForPower(image, blobs, signal)),
		run
	};
}

// src/pipeline/board-report.ts
/** Pauses between two looks at a board that is not done. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5e3;
/** A board is done microseconds after its last window; one that is not by then will never be. */
const DONE_TIMEOUT_MS = 2e3;
/** The report as it is now; a text says why it is none of this start. */
async function look({ task, image, run }) {
	const { board, watch, signal } = task;
	const { report: place } = image;
	if (place === void 0) throw noBoardReport("its image has none");
	if (board.readMemory === void 0) throw noBoardReport("the board has no probe that reads memory");
	const { address, bytes } = place;
	const read = board.readMemory.bind(board);
	const content = await watch.external("probe", () => read(address, bytes, signal));
	try {
		const report = decodeBoardReport(content);
		return report.run === run || report.run === 0 && report.phase === "failed" ? report : "it is of another start of the board";
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return error.message;
	}
}
/**
* Waits until the board says that its windows are over.
*
* @throws {HilbenchError} `POWER_DEVICE_FAILED` with the board's own text, `POWER_NO_REPORT`, those of
*   `Board.readMemory` (kind `bench`), `CANCELLED`
*/
async function awaitReport(source, { first_ms, start_timeout_ms = Infinity, timeout_ms }) {
	const { signal, watch } = source.task;
	const deadline_ms = performance.now() + timeout_ms;
	const wait = (ms) => watch.external("device", () => setTimeout$1(ms, void 0, { signal }).catch(() => throwIfAborted(signal)));
	if (first_ms > 0) await wait(Math.min(first_ms, timeout_ms));
	const start_deadline_ms = Math.min(performance.now() + start_timeout_ms, deadline_ms);
	for (let pause_ms = FIRST_PAUSE_MS;; pause_ms = Math.min(2 * pause_ms, LONGEST_PAUSE_MS)) {
		throwIfAborted(signal);
		const found = await look(source);
		if (typeof found !== "string") {
			if (found.phase === "failed") throw deviceFailed(found.status, found.text);
			if (found.phase === "finished") return found;
		}
		if (performance.now() + pause_ms > (typeof found === "string" ? start_deadline_ms : deadline_ms)) throw noBoardReport(typeof found === "string" ? found : `it says that ${found.windows.length} of ${3} windows are over`);
		await wait(pause_ms);
	}
}
/**
* Checks windows that a monitor has seen against the board's own count of them.
*
* @param inferences in each window, as the board was told
* @returns the count, or why there is none: without it the windows are what the monitor says
* @throws {HilbenchError} `POWER_COUNT_MISMATCH`, `POWER_DEVICE_FAILED`; where the run wants the count itself, also what
*   keeps it from being read
*/
async function checkByReport(source, recording, inferences) {
	let report;
	try {
		report = await awaitReport(source, {
			first_ms: 0,
			timeout_ms: DONE_TIMEOUT_MS
		});
	} catch (error) {
		if (source.task.request.onboard_perf || !isUnreadable(error)) throw error;
		return unchecked(source.mode, error);
	}
	const counts = countsOf(report, inferences);
	for (const [index, { time_s }] of recording.windows.entries()) {
		const units = counts.units[index] ?? 0;
		checkWindowCount(index, time_s, {
			inferences,
			units
		}, inferences, counts.timer_hz);
	}
	return counts;
}
/**
* The failure of windows that a monitor saw, in the board's own words where the board says that it failed.
*
* @returns the error to throw
*/
async function explained(source, error) {
	if (!(error instanceof HilbenchError && MAY_BE_THE_BOARD.has(error.code))) return error;
	try {
		await awaitReport(source, {
			first_ms: 0,
			timeout_ms: 0
		});
	} catch (found) {
		if (found instanceof HilbenchError && found.code === "POWER_DEVICE_FAILED") return found;
		const why = found instanceof Error ? found.message : String(found);
		source.task.deps.log.debug(`what the board says of it cannot be told: ${why}`);
	}
	return error;
}
/** What a board that gives up looks like from outside. */
const MAY_BE_THE_BOARD = new Set([
	"DEVICE_FAILED",
	"NOT_READY",
	"NO_GATE",
	"EDGES",
	"WINDOW_TIMEOUT"
].map((code) => `POWER_${code}`));
/**
* The count in a report of a board that is done.
*
* @param inferences in each window, as the board was told
* @throws {HilbenchError} `POWER_COUNT_MISMATCH`: it ran something else, or its timer stood still
*/
function countsOf({ unit, timer_hz, windows }, inferences) {
	if (windows.length !== 3) throw countMismatch(windows.length, `the board says that it ran ${windows.length}, not ${3}`);
	for (const [index, counted] of windows.entries()) {
		checkWindowCount(index, 0, counted, inferences, 0);
		if (counted.units === 0) throw countMismatch(index, "the timer of the board counted nothing");
	}
	return {
		unit,
		timer_hz,
		units: windows.map(({ units }) => units)
	};
}
/** Whether nothing is known of the board's count; a board that failed, and a run that is cancelled, are known. */
function isUnreadable(error) {
	return error instanceof HilbenchError && error.kind === "bench" && (error.code === "POWER_NO_REPORT" || error.code.startsWith("PROBE_"));
}
function unchecked(mode, { message, hint }) {
	return {
		code: "POWER_UNCHECKED",
		severity: "warn",
		message: `The windows in ${mode.toUpperCase()} were not compared with the board's own count of them. ${message}`,
		hint
	};
}

// src/pipeline/expected.ts
/** As many as `--runs-power` takes. */
const MOST_INFERENCES = 1e7;
/** Windows are made this much longer than they must be, so that one step is enough. */
const GROWTH_MARGIN = 1.1;
/**
* Milliseconds of an inference in a mode, where an earlier stage has counted one: by the power model of an emulated
* board, and by the clock in the platform file of any other. Undefined: nothing tells.
*/
function expectedInferenceMs({ request, unit, units_per_inference }, model, mode) {
	const clock_mhz = unit === "cycles" ? request.platform.cpu_modes[mode]?.clock_mhz : void 0;
	const units_hz = model === void 0 ? (clock_mhz ?? NaN) * 1e6 : instructionsPerSecond(model, mode);
	const ms = (units_per_inference ?? NaN) / units_hz * 1e3;
	return ms > 0 && ms < Infinity ? ms : void 0;
}
/** Inferences of a window that is as long as a monitor needs; 1 where nothing tells. */
function expectedInferences(known, model, mode, min_window_ms) {
	const ms = expectedInferenceMs(known, model, mode);
	if (ms === void 0 || min_window_ms === 0) return 1;
	return Math.min(Math.ceil(min_window_ms / ms * GROWTH_MARGIN), MOST_INFERENCES);
}

// src/pipeline/onboard.ts
/** Least that a device takes: nobody records what it draws meanwhile. */
const IDLE_MS$1 = 10;
/** From reset to the first window, for a board that starts quickly. */
const START_MS = 300;
/** Where nothing is known of the time that an inference takes. */
const UNKNOWN_MS = 1e3;
const MARGIN = 1.1;
/**
* Runs windows with nobody watching, and reads what the board counted, through its probe.
*
* The probe comes when the windows should be over by what the profile has counted. One that comes too early does not
* harm the count, at most it delays the board: a counter of cycles stands still while a probe has halted the core. A
* board that is not done is looked at again, less and less often.
*
* @throws {HilbenchError} as `awaitReport`
*/
async function countOnBoard(task, on, wanted) {
	const { image, mode, inferences } = wanted;
	const { run } = await bootWindows(task, on, {
		...wanted,
		idle_ms: IDLE_MS$1
	});
	const start_timeout_ms = readyTimeoutMs(task);
	const report = await awaitReport({
		task,
		image,
		mode,
		run
	}, {
		first_ms: expectedMs(task, wanted),
		start_timeout_ms,
		timeout_ms: start_timeout_ms + 3 * windowTimeoutMs(task, inferences)
	});
	task.deps.progress.step(`windows in ${mode.toUpperCase()}`, 3, 3);
	return countsOf(report, inferences);
}
/** What the windows should take, and the warm-up before them. */
function expectedMs(task, { mode, inferences }) {
	const inference_ms = expectedInferenceMs(task, void 0, mode);
	if (inference_ms === void 0) return UNKNOWN_MS;
	return START_MS + MARGIN * (inference_ms * (1 + 3 * inferences) + 3 * IDLE_MS$1);
}
/** One inference by the board's own count: the median over its windows. */
function onboardResult({ engine, mode, inferences }, { unit, timer_hz, units }) {
	const ticks = spread(units.map((counted) => counted / inferences)).median;
	return {
		mode,
		engine,
		inferences,
		unit,
		ticks,
		...timer_hz === 0 ? {} : { time_us: ticks / timer_hz * 1e6 }
	};
}

// src/pipeline/power.ts
const IDLE_MS = 100;
/** The first rise of state must still be on when the probe has let go of the board and the monitor looks. */
const SELF_TIMED_IDLE_MS = 2e3;
const GATE_TIMEOUT_MS = 2e4;
const SETTLE_TIMEOUT_MS = 2e3;
/**
* What measures a board that was just booted: the run's instrument, or a modelled one, which lives as long as the boot
* whose wires it has.
*/
async function monitorOf$1({ deps, board, instrument }, model, mode, wires, boot) {
	if (model === void 0) {
		if (instrument === void 0) throw new Error(`no instrument was opened for ${board.id}`);
		return instrument;
	}
	if (wires === void 0) throw new Error(`${board.id} has no line of wires`);
	return boot.add(deps.openMonitor({
		wires,
		model,
		mode
	}));
}
/** One recording of a monitor, which is stopped when this returns or throws. */
async function recordOnce(monitor, request, signal) {
	try {
		await monitor.start(signal);
		return await recordWindows(monitor, request, signal);
	} finally {
		await monitor.stop();
	}
}
/** Boots the power image and records its windows, once. */
async function record(task, on, image, mode, inferences) {
	try {
		var _usingCtx$4 = _usingCtx();
		const { deps, request, board, instrument, watch, signal } = task;
		const self_timed = instrument?.capabilities.go === false;
		const booted = await bootWindows(task, on, {
			image,
			mode,
			inferences,
			idle_ms: self_timed ? SELF_TIMED_IDLE_MS : 0
		});
		const boot = _usingCtx$4.a(new Scope());
		const monitor = await monitorOf$1(task, on.model, mode, booted.wires, boot);
		const source = {
			task,
			image,
			mode,
			run: booted.run
		};
		const tells = monitor.capabilities.reports !== false;
		const recording = await watch.external("monitor", () => recordOnce(monitor, {
			windows: 3,
			inferences,
			units_hz: on.model === void 0 ? 1 : instructionsPerSecond(on.model, mode),
			idle_ms: self_timed ? SELF_TIMED_IDLE_MS : IDLE_MS,
			min_window_ms: request.power_monitor === void 0 ? 0 : monitor.capabilities.min_window_ms,
			ready_timeout_ms: readyTimeoutMs(task),
			gate_timeout_ms: GATE_TIMEOUT_MS,
			window_timeout_ms: windowTimeoutMs(task, inferences),
			settle_timeout_ms: SETTLE_TIMEOUT_MS,
			onWindow: (done, window_ms) => {
				const name = mode.toUpperCase();
				deps.log.debug(`window ${done} of ${3} in ${name}: ${inferences} inferences, ${window_ms.toFixed(1)} ms`);
				deps.progress.step(`windows in ${name}`, done, 3);
			}
		}, signal)).catch(async (error) => {
			throw tells ? error : await explained(source, error);
		});
		if (board.monitor !== void 0 && on.model === void 0) checkSupply(monitor.name, recording.windows, board.monitor.supply_v);
		if (recording.short_ms !== void 0) return {
			recording,
			monitor
		};
		if (tells) return {
			recording,
			monitor,
			counts: countsSeen(task, board, recording)
		};
		const found = await checkByReport(source, recording, inferences);
		return {
			recording,
			monitor,
			..."code" in found ? { issue: found } : { counts: found }
		};
	} catch (_) {
		_usingCtx$4.e = _;
	} finally {
		await _usingCtx$4.d();
	}
}
/** The board's own count, where its wires carry it. */
function countsSeen({ unit }, board, { windows }) {
	return {
		unit,
		timer_hz: 0,
		units: windows.map((window) => {
			if (window.units === void 0) throw new Error(`the monitor of ${board.id} reports what it counted`);
			return window.units;
		})
	};
}
/** In each window. */
function askedInferences({ runs_power }) {
	return Math.ceil(runs_power / 3);
}
/** Records with windows that grow until the monitor measures them well. */
async function recordLongEnough(task, on, image, mode) {
	const { request, instrument } = task;
	const min_window_ms = on.model?.min_window_ms ?? instrument?.capabilities.min_window_ms ?? 0;
	const expected = expectedInferences(task, on.model, mode, min_window_ms);
	const asked = askedInferences(request);
	let inferences = request.power_monitor === void 0 ? asked : Math.max(asked, expected);
	for (;;) {
		const recorded = await record(task, on, image, mode, inferences);
		const { short_ms } = recorded.recording;
		if (short_ms === void 0) return {
			...recorded,
			inferences
		};
		const grown = Math.ceil(inferences * (min_window_ms / short_ms) * GROWTH_MARGIN);
		const next = Math.min(grown, MOST_INFERENCES);
		if (next <= inferences) throw windowShort(short_ms, min_window_ms, inferences);
		inferences = next;
	}
}
function powerResult(task, mode, inferences, recording, monitor) {
	const figures = figuresOf(recording, inferences);
	const { begin_ms, bucket_ms, min_mw, max_mw, gate_ms } = recording.waveform;
	return {
		mode,
		engine: task.plan.build.engine,
		inferences,
		windows: recording.windows.length,
		time_ms: figures.time_ms.median,
		energy_uj: figures.energy_uj.median,
		power_mw: figures.power_mw,
		...figures.idle_power_mw === void 0 ? {} : { idle_power_mw: figures.idle_power_mw },
		...figures.dynamic_energy_uj === void 0 ? {} : { dynamic_energy_uj: figures.dynamic_energy_uj },
		uncertainty_uj: figures.uncertainty_uj,
		energy_uj_spread: figures.energy_uj,
		time_ms_spread: figures.time_ms,
		dropped_samples: recording.dropped_samples,
		monitor: monitor.name,
		modelled: monitor.modelled,
		waveform: {
			begin_ms: [...begin_ms],
			bucket_ms,
			min_mw: [...min_mw],
			max_mw: [...max_mw],
			gate_ms: gate_ms.map(([begin, end]) => [begin, end])
		}
	};
}
/**
* Builds the image that every mode boots, which has no link. Nothing of the board is touched.
*
* @throws {HilbenchError} `POWER_…`, `PLACEMENT_…` (kind `input`), and those of building
*/
async function preparePower(task) {
	const { plan, tuned } = task;
	const { platform, power_monitor } = task.request;
	const on = checkPowerPlatform(platform, power_monitor);
	checkPowerPlacement(platform, tuned.placement);
	const image = await buildImage(task, "power", offChipOf(tuned.placement));
	const left = platformOf(platform, image.memories);
	beside(left, image, plan, () => checkPlacement(left, tuned.placement));
	return {
		on,
		image
	};
}
/**
* Measures in one CPU mode.
*
* `runs_power` inferences are split over three windows of equal size, rounded up; there are more where the
* profile says that the monitor needs longer windows. When a window still is shorter than the monitor
* measures well, all three are run again with more inferences. Results are of one inference:
* the median over the windows.
*
* Without a monitor but with `onboard_perf` the same windows are run, of any length, and only the board's own
* count is kept. Boards of silicon then begin them by themselves. What those have counted is read by the probe, with a
* monitor too: no wire carries it.
*
* @throws {HilbenchError} `POWER_…`, and those of booting
*/
async function measureMode(task, { on, image }, mode) {
	const { request, plan } = task;
	const { engine } = plan.build;
	if (on.model === void 0 && task.instrument === void 0) {
		const inferences = askedInferences(request);
		const counts = await countOnBoard(task, on, {
			image,
			mode,
			inferences
		});
		return {
			power: [],
			onboard: [onboardResult({
				engine,
				mode,
				inferences
			}, counts)],
			issues: []
		};
	}
	const { recording, monitor, inferences, counts, issue } = await recordLongEnough(task, on, image, mode);
	const measured = request.power_monitor !== void 0;
	const counted = request.onboard_perf && counts !== void 0;
	return {
		power: measured ? [powerResult(task, mode, inferences, recording, monitor)] : [],
		onboard: counted ? [onboardResult({
			engine,
			mode,
			inferences
		}, counts)] : [],
		issues: issue === void 0 ? [] : [issue]
	};
}
/**
* Measures energy and time of an inference in every CPU mode asked for. One that fails fails the stage.
*
* @throws {HilbenchError} of `preparePower` and `measureMode`
*/
async function measurePower(task) {
	const stage = await preparePower(task);
	const modes = [];
	for (const mode of task.request.cpu_modes) modes.push(await measureMode(task, stage, mode));
	return {
		power: modes.flatMap(({ power }) => power),
		onboard: modes.flatMap(({ onboard }) => onboard),
		issues: modes.flatMap(({ issues }) => issues)
	};
}

// src/pipeline/aot-pass.ts
/**
* The engine of the second pass, if one was asked for. Touches no board.
*
* @throws {HilbenchError} `CONFIG_SAME_ENGINE`, `HELIA_AOT_CONFIG` (kind `input`)
*/
async function checkAotPass(deps, request) {
	const { aot_pass, platform } = request;
	if (aot_pass === void 0) return void 0;
	const automatic = platform.emulated ? "aot" : "helia";
	const name = aot_pass.engine === "auto" ? automatic : aot_pass.engine;
	if (name === "aot" && deps.engine.name === "aot") throw new HilbenchError({
		kind: "input",
		code: "CONFIG_SAME_ENGINE",
		message: "The pass of --create-aot-profile would compare the engine aot with itself.",
		hint: "Set --aot-engine helia, or --engine tflm with a neuralSPOT checkout, or leave --create-aot-profile out."
	});
	return deps.passEngine(name, aot_pass.config_path);
}
/** The line of a tool's output that says what is wrong. */
function reasonIn(detail) {
	const reason = detail?.split("\n").find((line) => /\berror\b/.test(line));
	return reason === void 0 ? "" : ` (${plainText(reason.trim(), 400)})`;
}
/**
* What is to be noted of a failure.
*
* @param where what the pass was at, with a comma before it; empty: the pass as a whole
* @throws what was thrown, where that ends the run: its cancellation, and defects
*/
function noted({ deps, engine }, thrown, where = "") {
	const error = whatEnded(thrown);
	if (!(error instanceof HilbenchError) || error.kind === "cancelled") throw thrown;
	deps.log.debug(`pass with ${engine.name}${where}: ${error.code}: ${error.message}`);
	return {
		code: error.code,
		severity: "warn",
		message: `The pass with an engine compiled ahead of time${where}: ${plainText(error.message, 4e3)}${reasonIn(error.detail)}`,
		hint: plainText(error.hint, 2e3)
	};
}
/** Neither memory can be filled for an image that has its constants inside. */
function switchedOff(main, request) {
	if (request.nocompile) return {
		code: "AOT_PASS_OFF",
		severity: "warn",
		message: "There is no pass with an engine compiled ahead of time: --nocompile-mode flashes nothing.",
		hint: "Leave --nocompile-mode out for it."
	};
	if (fitsInside(main)) return void 0;
	return {
		code: "AOT_PASS_OFF",
		severity: "warn",
		message: `There is no pass with an engine compiled ahead of time: model or arena are outside the chip (${main.model.location}, ${main.arena.location}).`,
		hint: "Set --model-location and --arena-location to memories inside the chip for it."
	};
}
/**
* Runs the model once more on the leased board, with an engine that compiles it ahead of time: outputs beside those
* of the host and of the main engine, layers, energy, sizes. What fails here is an issue of the result, and what was
* found before is kept: the run is the main engine's.
*
* @throws {HilbenchError} `CANCELLED` only
*/
async function runAotPass(pass) {
	const off = switchedOff(pass.main, pass.request);
	if (off !== void 0) return { issues: [off] };
	const issues = [];
	const parts = {};
	try {
		await measure$1(pass, parts, issues);
	} catch (error) {
		issues.push(noted(pass, error));
	}
	return {
		...parts.found === void 0 ? {} : { aot: parts.found },
		issues
	};
}
async function measure$1(pass, parts, issues) {
	try {
		var _usingCtx$3 = _usingCtx();
		const { deps, request, engine, board, watch, signal } = pass;
		const { platform } = request;
		checkDeviceLimits(pass.plan.main);
		const build = await watch.external("compiler", async () => engine.prepare(pass.plan.graph, platform, signal));
		const plan = {
			...pass.plan,
			build
		};
		const image = await buildImage({
			...pass,
			plan
		}, "link", void 0);
		const found = {
			engine: {
				name: build.engine,
				version: build.version
			},
			image: {
				hash: image.hash,
				build_id: image.build_id,
				rom_bytes: image.rom_bytes,
				ram_bytes: image.ram_bytes
			}
		};
		parts.found = found;
		const timeout_ms = deps.inference_timeout_ms ?? inferenceTimeoutMs(plan);
		const scope = _usingCtx$3.a(new Scope());
		const { device, flash_address } = await bootDevice({
			deps,
			request,
			plan,
			board,
			watch,
			scope,
			signal
		}, image);
		const tuned = await watch.external("device", () => tune(device, flash_address, request, plan));
		const { model, arena } = tuned.placement;
		if (tuned.used_bytes > 0) found.placement = {
			model: {
				location: model.location,
				bytes: model.bytes
			},
			arena: {
				location: arena.location,
				bytes: arena.bytes,
				used_bytes: tuned.used_bytes
			}
		};
		if (pass.kept.runs > 0) Object.assign(found, await watch.external("device", () => comparePass({
			...pass,
			plan,
			device,
			timeout_ms
		})));
		if (request.profile && build.layers.length > 0) {
			const profiled = await watch.external("device", () => profile(device, request, plan, timeout_ms, (done, total) => deps.progress.step("inferences", done, total)));
			found.profile = profiled.profile;
			issues.push(...profiled.issues);
		} else if (request.profile) issues.push({
			code: "AOT_PASS_NO_LAYERS",
			severity: "info",
			message: `${build.engine} ${build.version} does not say which layer it is in: it has no profile.`,
			hint: "Leave module.schedule of HeliaAOT at table; later versions of it name the layers."
		});
		if (!wantsPower(request)) return;
		await measureModes(pass, {
			deps,
			request,
			plan,
			tuned,
			board,
			...pass.instrument === void 0 ? {} : { instrument: pass.instrument },
			unit: device.hello.unit,
			...found.profile === void 0 ? {} : { units_per_inference: found.profile.total.ticks },
			watch,
			signal
		}, found, issues);
	} catch (_) {
		_usingCtx$3.e = _;
	} finally {
		await _usingCtx$3.d();
	}
}
/** Measures energy in every mode asked for. One that fails is noted, and takes nothing from the others. */
async function measureModes(pass, task, found, issues) {
	const stage = await preparePower(task);
	for (const mode of pass.request.cpu_modes) try {
		const { power, onboard, issues: remarks } = await measureMode(task, stage, mode);
		if (power.length > 0) found.power = [...found.power ?? [], ...power];
		if (onboard.length > 0) found.onboard = [...found.onboard ?? [], ...onboard];
		issues.push(...remarks);
	} catch (error) {
		issues.push(noted(pass, error, `, in ${mode.toUpperCase()}`));
	}
}

// src/package/ambiqsuite-parts.ts
const KIB$1 = 1024;
const part = (folder) => ({
	folder,
	define: `AM_PART_${folder.toUpperCase()}`
});
const APOLLO4 = {
	mram: {
		address: 98304,
		bytes: 1952 * KIB$1
	},
	tcm: {
		address: 268435456,
		bytes: 384 * KIB$1
	},
	sram: {
		address: 268828672,
		bytes: 1024 * KIB$1
	}
};
const APOLLO510 = {
	parts: [part("apollo510"), part("apollo5b")],
	mram: {
		address: 4259840,
		bytes: 4032 * KIB$1
	},
	tcm: {
		address: 536870912,
		bytes: 512 * KIB$1
	},
	sram: {
		address: 537395200,
		bytes: 3072 * KIB$1
	}
};
const APOLLO510L = {
	mram: {
		address: 4259840,
		bytes: 1984 * KIB$1
	},
	tcm: {
		address: 536870912,
		bytes: 240 * KIB$1
	},
	sram: {
		address: 537395200,
		bytes: 1710 * KIB$1
	}
};
const PARTS = {
	apollo3p_evb: {
		parts: [part("apollo3p")],
		board: "apollo3p_evb",
		mram: {
			address: 49152,
			bytes: 2e3 * KIB$1
		},
		tcm: {
			address: 268435456,
			bytes: 64 * KIB$1
		},
		sram: {
			address: 268500992,
			bytes: 704 * KIB$1
		}
	},
	apollo4p_evb: {
		parts: [part("apollo4p")],
		board: "apollo4p_evb",
		...APOLLO4
	},
	apollo4p_blue_kbr_evb: {
		parts: [part("apollo4p")],
		board: "apollo4p_blue_kbr_evb",
		...APOLLO4
	},
	apollo4p_blue_kxr_evb: {
		parts: [part("apollo4p")],
		board: "apollo4p_blue_kxr_evb",
		...APOLLO4
	},
	apollo4l_evb: {
		parts: [part("apollo4l")],
		board: "apollo4l_evb",
		...APOLLO4
	},
	apollo4l_blue_evb: {
		parts: [part("apollo4l")],
		board: "apollo4l_blue_evb",
		...APOLLO4
	},
	apollo510_eb: {
		board: "apollo5b_eb_revb",
		...APOLLO510
	},
	apollo510_evb: {
		board: "apollo510_evb",
		...APOLLO510
	},
	apollo510b_evb: {
		board: "apollo510b_evb",
		...APOLLO510
	},
	apollo510L_eb: {
		parts: [part("apollo510L")],
		board: "apollo510L_eb",
		...APOLLO510L
	},
	apollo330mP_evb: {
		parts: [part("apollo330P")],
		board: "apollo330mP_evb",
		...APOLLO510L
	}
};
/**
* The AmbiqSuite for a platform.
*
* @param version `auto` for the one of the platform
* @throws {HilbenchError} `PACKAGE_NO_AMBIQSUITE`, `PACKAGE_AMBIQSUITE_VERSION` (kind `input`)
*/
function ambiqSuiteOf(platform, version) {
	const own = platform.ambiqsuite;
	const known = PARTS[platform.name];
	if (own === void 0 || known === void 0) throw new HilbenchError({
		kind: "input",
		code: "PACKAGE_NO_AMBIQSUITE",
		message: `There is no AmbiqSuite for ${platform.name}${platform.emulated ? ", which is emulated" : ""}, so there can be no example for it.`,
		hint: `Leave out --create-ambiqsuite-example, or choose one of ${Object.keys(PARTS).join(", ")} with --no-create-binary --no-create-profile: that needs no board.`
	});
	const series = /^R\d+/.exec(own)?.[0] ?? own;
	const wanted = version === "auto" ? own : version;
	if (wanted !== series && !wanted.startsWith(`${series}.`)) throw new HilbenchError({
		kind: "input",
		code: "PACKAGE_AMBIQSUITE_VERSION",
		message: `AmbiqSuite ${wanted} is not for ${platform.name}, which takes ${series}.`,
		hint: `Set --ambiqsuite-version to a release of ${series}, for example ${own}, or leave it out.`
	});
	return {
		...known,
		version: wanted
	};
}

// src/package/archive.ts
const TOOL_TIMEOUT_MS = 12e4;
/** What is compiled. */
const SOURCE = /\.([cS]|cc)$/;
/** Where the code of a library is in a package that has it, and while it is compiled. */
const CODE_DIR = "src";
/** The tools for a request. @throws {HilbenchError} `FIRMWARE_NO_COMPILER`, `FIRMWARE_TOOLCHAIN_UNSUPPORTED` */
async function toolContext(deps, request) {
	const { search_path } = deps;
	const timeout_ms = deps.tool_timeout_ms ?? TOOL_TIMEOUT_MS;
	const { signal } = request;
	return {
		toolchain: await findToolchain({
			name: request.toolchain,
			search_path,
			cacheDir: deps.toolchain_cache_dir,
			timeout_ms,
			signal
		}),
		search_path,
		timeout_ms,
		signal
	};
}
/** Writes files into a folder of ours. @throws {HilbenchError} `DISK_FULL`, `FILE_…` */
async function writeFiles(files, dir) {
	for (const { path, content } of files) {
		const target = join(dir, path);
		try {
			await mkdir(dirname(target), { recursive: true });
			await writeFile(target, content);
		} catch (cause) {
			throw fileError$2(cause, "write", target);
		}
	}
}
/** Runs a tool; what it printed. @throws {HilbenchError} `PACKAGE_BUILD_FAILED`, `DISK_FULL`, `CANCELLED` */
async function run(what, file, args, dir, context) {
	const { search_path, timeout_ms, signal } = context;
	const result = await runTool({
		file,
		args,
		cwd: dir,
		env: {
			PATH: search_path,
			TMPDIR: dir,
			LC_ALL: "C"
		},
		timeout_ms,
		signal
	});
	if (result.exit_code !== 0) throw buildFailed(what, result.exit_code, lastLines(result.stderr));
	return result.stdout.trim();
}
/** Runs the compiler; what it printed. @throws {HilbenchError} as {@link buildArchive} */
function runCompiler(what, args, dir, context) {
	return run(what, context.toolchain.compiler, args, dir, context);
}
/** The path of a binutils program that belongs to the compiler. */
async function binutil(name, dir, context) {
	const args = [`-print-prog-name=${name}`];
	const path = await runCompiler(`The compiler with ${args}`, args, dir, context);
	return isAbsolute(path) ? path : join(dirname(context.toolchain.compiler), `arm-none-eabi-${name}`);
}
/** Where the library is in a package. */
function archivePath(name) {
	return `lib/lib${name}.a`;
}
/** The commands that compile every source and make one archive of one object. */
function archiveCommands({ name, files, flags, symbols }) {
	const sources = files.filter((path) => SOURCE.test(path));
	const objectOf = (source) => `${source}.o`;
	const core = flags.c.filter((flag) => flag.startsWith("-m"));
	const [whole, only] = [`${"src"}/whole.o`, `${"src"}/${name}.o`];
	const keep = symbols.map((symbol) => `--keep-global-symbol=${symbol}`);
	return [
		...sources.map((source) => ({
			what: `Compiling ${source}`,
			tool: "gcc",
			args: [
				...source.endsWith(".cc") ? flags.cxx : flags.c,
				"-c",
				source,
				"-o",
				objectOf(source)
			]
		})),
		{
			what: "Linking the library",
			tool: "gcc",
			args: [
				...core,
				"-r",
				"-nostdlib",
				"-Wl,--force-group-allocation",
				...sources.map(objectOf),
				"-o",
				whole
			]
		},
		{
			what: "objcopy",
			tool: "objcopy",
			args: [
				...keep,
				"--remove-section=.comment",
				whole,
				only
			]
		},
		{
			what: "ar",
			tool: "ar",
			args: [
				"rcsD",
				archivePath(name),
				only
			]
		}
	];
}
/**
* Makes a library of files that lie as they do in the package.
*
* @param dir an empty folder to work in
* @throws {HilbenchError} `PACKAGE_BUILD_FAILED`, `FIRMWARE_COMPILE_TIMEOUT`, `DISK_FULL` (kind `bench`)
*/
async function buildArchive(files, plan, dir, context) {
	const archive = join(dir, archivePath(plan.name));
	await writeFiles(files, dir);
	await mkdir(dirname(archive), { recursive: true });
	const programs = {
		gcc: context.toolchain.compiler,
		objcopy: await binutil("objcopy", dir, context),
		ar: await binutil("ar", dir, context)
	};
	for (const { what, tool, args } of archiveCommands(plan)) await run(what, programs[tool], args, dir, context);
	return readFile(archive);
}

// src/package/captured.ts
/**
* Captured tensors as files of an example: a binary file each, one assembler file that takes them in, and a
* header with two tables.
*
* @param folder where they go, without a slash at the end
*/
function capturedFiles(captured, folder) {
	const tensors = [...captured.inputs.entries()].map(([i, bytes]) => ({
		name: `input_${i}`,
		bytes
	})).concat([...captured.outputs.entries()].map(([i, bytes]) => ({
		name: `output_${i}`,
		bytes
	})));
	const assembler = [
		"/* The captured inputs, and the outputs that belong to them. */",
		"  .syntax unified",
		"  .section .rodata.example_tensors, \"a\", %progbits",
		...tensors.flatMap(({ name }) => [
			"  .balign 16",
			`  .global example_${name}`,
			`example_${name}:`,
			`  .incbin "${name}.bin"`
		]),
		""
	];
	const table = (role, count) => {
		return `static const uint8_t *const example_${role}s[] = {${[...Array.from({ length: count }, (_, index) => `example_${role}_${index}`), "0"].join(", ")}};`;
	};
	const header = [
		"/* The captured inputs, and the outputs that belong to them; see tensors.S. */",
		"#ifndef TENSORS_H",
		"#define TENSORS_H",
		"",
		"#include <stdint.h>",
		"",
		...tensors.map(({ name }) => `extern const uint8_t example_${name}[];`),
		"",
		table("input", captured.inputs.length),
		table("output", captured.outputs.length),
		"",
		"#endif",
		""
	];
	return [
		...tensors.map(({ name, bytes }) => ({
			path: `${folder}/${name}.bin`,
			content: bytes
		})),
		{
			path: `${folder}/tensors.S`,
			content: assembler.join("\n")
		},
		{
			path: `${folder}/tensors.h`,
			content: header.join("\n")
		}
	];
}

// src/package/template.ts
/**
* Fills in a template: `@name@` becomes the value of that name. A name without a value is a defect of the
* template.
*/
function fill(template, values) {
	return template.replace(/@([A-Za-z_0-9]+)@/g, (_, name) => {
		const value = values[name];
		if (value === void 0) throw new Error(`a template names @${name}@, which has no value`);
		return value;
	});
}
/** @throws {HilbenchError} `PACKAGE_TEMPLATE_MISSING` (kind `bench`) */
async function readTemplate(templates_dir, path) {
	try {
		return await readFile(join(templates_dir, path), "utf8");
	} catch (cause) {
		throw templateMissing(path, cause);
	}
}
/** Text of a model made safe for comments of C, make, CMake and for Markdown: a few ASCII characters. */
function commentText(text) {
	const safe = text.slice(0, 80).replace(/[^A-Za-z0-9_ .:;,()+=-]/g, "_");
	return safe.trim() === "" ? "unnamed" : safe;
}

// src/package/header.ts
const ARENA_ALIGNMENT = 16;
/** C type of one element, for the comment of a tensor. */
const C_TYPES = {
	FLOAT32: "float",
	INT32: "int32_t",
	UINT8: "uint8_t",
	INT64: "int64_t",
	BOOL: "bool",
	INT16: "int16_t",
	INT8: "int8_t"
};
/** Never 0: C has no empty arrays. */
function arenaBytes(model) {
	return Math.max(16, model.build.arena_bytes ?? 0);
}
/** A C literal of type float that reads back as the same float. */
function floatLiteral(value) {
	const digits = value.toPrecision(9);
	return `${/[.e]/.test(digits) ? digits : `${digits}.0`}f`;
}
function tensorConstants(tensor, name) {
	const dims = tensor.shape.length === 0 ? [1] : tensor.shape;
	const { quantization } = tensor;
	const [scale] = quantization?.scale ?? [];
	const [zero_point] = quantization?.zero_point ?? [];
	const quantized = quantization?.scale.length === 1 && scale !== void 0;
	return [
		`/* "${commentText(tensor.name)}": ${tensor.type}, one element is a ${C_TYPES[tensor.type] ?? "byte pattern"}.${quantized ? " value = scale * (element - zero point)" : ""} */`,
		`#define ${name}_BYTES ${tensor.bytes}u`,
		`#define ${name}_ELEMENTS ${dims.reduce((product, dim) => product * dim, 1)}u`,
		`#define ${name}_RANK ${tensor.shape.length}`,
		`#define ${name}_DIMS {${dims.join(", ")}}`,
		`#define ${name}_TYPE_${tensor.type} 1`,
		...quantized ? [`#define ${name}_SCALE ${floatLiteral(scale)}`, `#define ${name}_ZERO_POINT (${zero_point ?? 0})`] : [],
		""
	];
}
/** The one header of a package: what the model takes and gives, and the functions to run it. */
function headerText(model, names) {
	const { prefix: p, upper: P } = names;
	return `/* The model "${commentText(model.name)}". Generated by hilbench; do not edit.
 *
 * There is one instance of the model, and it is not reentrant: call these functions from one task at a time. */
#ifndef ${P}_H
#define ${P}_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Memory for everything that the model computes. The caller gives it to ${p}_init(). */
#define ${P}_ARENA_BYTES ${arenaBytes(model)}u
#define ${P}_ARENA_ALIGNMENT ${16}u

#define ${P}_INPUT_COUNT ${model.inputs.length}u
#define ${P}_OUTPUT_COUNT ${model.outputs.length}u

${model.inputs.flatMap((tensor, index) => tensorConstants(tensor, `${P}_INPUT_${index}`)).join("\n")}
${model.outputs.flatMap((tensor, index) => tensorConstants(tensor, `${P}_OUTPUT_${index}`)).join("\n")}
typedef enum {
  ${P}_OK = 0,
  ${P}_ERR_ARENA_NULL = 1,
  ${P}_ERR_ARENA_ALIGNMENT = 2, /* the arena must be ${16}-byte aligned */
  ${P}_ERR_ARENA_TOO_SMALL = 3, /* it must have ${P}_ARENA_BYTES bytes */
  ${P}_ERR_WEIGHTS = 4,         /* the weights are damaged, or the linker script misaligned them */
  ${P}_ERR_NOT_READY = 5,       /* ${p}_init() was not called, or failed */
  ${P}_ERR_RUNTIME = 6          /* the interpreter refused or could not finish; never with the engine aot */
} ${p}_status;

/* What a status means, in English; never NULL. */
const char *${p}_status_text(${p}_status status);

/* Binds the model to an arena of at least ${P}_ARENA_BYTES bytes, which the model owns from now on. Tensors that
 * keep their value from one inference to the next start anew. May be called again at any time. */
${p}_status ${p}_init(void *arena, size_t arena_bytes);

/* The bytes of an input, to be written before every inference: one may overwrite them. NULL for an index out of
 * range. Valid after ${p}_init(). */
void *${p}_input(uint32_t index);

/* The size of an input; 0 for an index out of range. */
size_t ${p}_input_bytes(uint32_t index);

/* One inference. */
${p}_status ${p}_invoke(void);

/* The bytes of an output, valid until the next inference. NULL for an index out of range. */
const void *${p}_output(uint32_t index);

/* The size of an output; 0 for an index out of range. */
size_t ${p}_output_bytes(uint32_t index);

#ifdef __cplusplus
}
#endif

#endif
`;
}
/** Names of the functions of the header: all that a library shows to a linker. */
function publicSymbols({ prefix }) {
	return [
		"status_text",
		"init",
		"input",
		"input_bytes",
		"invoke",
		"output",
		"output_bytes"
	].map((name) => `${prefix}_${name}`);
}
/** The tensors as a table in Markdown. */
function tensorTable(model) {
	const row = (role) => (tensor, index) => {
		const { quantization } = tensor;
		const [scale] = quantization?.scale ?? [];
		const quantized = quantization?.scale.length === 1 && scale !== void 0 ? `${scale}, ${quantization.zero_point[0] ?? 0}` : "–";
		return `| ${role} ${index} | ${commentText(tensor.name)} | ${tensor.type} | ${tensor.shape.join("×") || "scalar"} | ${tensor.bytes} | ${quantized} |`;
	};
	return [
		"| | name | type | shape | bytes | scale, zero point |",
		"|---|---|---|---|---|---|",
		...model.inputs.map(row("input")),
		...model.outputs.map(row("output"))
	].join("\n");
}

// src/package/sources.ts
const COMMON_DIR = "firmware/common";
/**
* The generated code of a model, the kernels that it calls, and every header that these include, in one
* flat folder.
*
* @throws {HilbenchError} `PACKAGE_TEMPLATE_MISSING`, `FIRMWARE_BAD_PATH` (kind `bench`)
*/
async function modelCode(templates_dir, build) {
	const files = /* @__PURE__ */ new Map();
	const add = (path, content) => {
		const name = posix.basename(checkRelativePath(path));
		if (files.has(name)) throw new Error(`two files of the engine ${build.engine} are called ${name}`);
		files.set(name, {
			path: name,
			content
		});
	};
	for (const { path, content } of build.generated) add(path, content);
	for (const path of build.template_sources) add(path, await readTemplate(templates_dir, `firmware/${checkRelativePath(path)}`));
	const folders = [...build.template_folders.map((folder) => `firmware/${checkRelativePath(folder)}`), COMMON_DIR];
	const pending = [...files.values()];
	for (let file = pending.pop(); file !== void 0; file = pending.pop()) for (const header of includedBy(file.content)) {
		if (files.has(header)) continue;
		const found = {
			path: header,
			content: await readHeader(templates_dir, folders, header)
		};
		files.set(header, found);
		pending.push(found);
	}
	return [...files.values()].sort((a, b) => a.path < b.path ? -1 : 1);
}
function includedBy(source) {
	return [...source.matchAll(/^\s*#include "([^"]+)"/gm)].flatMap(([, name]) => name === void 0 ? [] : [name]);
}
async function readHeader(templates_dir, folders, name) {
	let failure;
	for (const folder of folders) try {
		return await readTemplate(templates_dir, `${folder}/${checkRelativePath(name)}`);
	} catch (error) {
		failure = error;
	}
	throw failure;
}

// src/package/code.ts
/** Values that templates of all packages have in common. */
function commonValues(names) {
	return {
		prefix: names.prefix,
		PREFIX: names.upper
	};
}
/** What the code around an interpreter is told of the model. */
function interpreterValues(model, needs) {
	return {
		version: commentText(model.build.version),
		op_count: String(needs.op_methods.length),
		variables: String(needs.resource_variables),
		add_ops: needs.op_methods.map((method) => `  if (ops->${method}() != kTfLiteOk) return false;`).join("\n")
	};
}
/** Code for a model that an interpreter runs: a wrapper in C++ over the interpreter's own API. */
async function interpreterCode(deps, model, names, needs) {
	const values = {
		...commonValues(names),
		...interpreterValues(model, needs)
	};
	const wrapper = fill(await readTemplate(deps.templates_dir, "library/tflm/wrapper.cc"), values);
	return [{
		path: `${names.prefix}.cc`,
		content: wrapper
	}];
}
/** The code of the model with its interface and its weights, in one flat folder; the header beside. */
async function packagedCode(deps, model, names) {
	const { prefix } = names;
	const { build } = model;
	const template = async (path) => fill(await readTemplate(deps.templates_dir, path), commonValues(names));
	const code = build.interpreter === void 0 ? [{
		path: `${prefix}.c`,
		content: await template("library/library.c")
	}, ...await modelCode(deps.templates_dir, build)] : await interpreterCode(deps, model, names, build.interpreter);
	return [
		{
			path: `${prefix}.h`,
			content: headerText(model, names)
		},
		...code,
		{
			path: `${prefix}_status.c`,
			content: await template("library/status.c")
		},
		{
			path: `${prefix}_weights.S`,
			content: await template("library/weights.S")
		},
		{
			path: `${prefix}_weights.bin`,
			content: build.blob
		}
	];
}

// src/package/prove.ts
const QEMU = "qemu-system-arm";
/** Of the compiler and its tools, in the commands of a manifest. */
const TOOL_PREFIX = "arm-none-eabi-";
const NOT_RUN = "not run: the licence of the runtime allows it on hardware of Ambiq only";
/** A folder that is gone when the work is done or has failed. */
async function inTemporaryFolder(work) {
	let dir;
	try {
		dir = await mkdtemp(join(tmpdir(), "hilbench-package-"));
	} catch (cause) {
		throw fileError$2(cause, "make a folder in", tmpdir());
	}
	try {
		return await work(dir);
	} finally {
		await rm(dir, {
			recursive: true,
			force: true
		});
	}
}
/**
* Builds the example of a library from a copy of its folder, in a new folder, with only the compiler, make and
* the emulator on the path, and runs it. With make where there is one, else by the commands of the manifest,
* which are the same.
*
* @returns how it was done, for the result
* @throws {HilbenchError} `PACKAGE_BUILD_FAILED`, `PACKAGE_PROOF_FAILED`, `PACKAGE_PROOF_TIMEOUT`,
*   `PROBE_NO_QEMU` (kind `bench`)
*/
async function proveLibrary(proof, context) {
	const { files, example, library } = proof;
	const env = { PATH: context.search_path };
	const qemu = proof.run ? findProgram(QEMU, env) : void 0;
	if (proof.run && qemu === void 0) throw noQemu(void 0);
	const make = findProgram("make", env);
	const { compiler } = context.toolchain;
	const programs = [
		compiler,
		qemu,
		make
	].filter((program) => program !== void 0);
	return inTemporaryFolder(async (dir) => {
		await writeFiles(files, dir);
		const run = (file, args) => runTool({
			file,
			args,
			cwd: dir,
			env: {
				PATH: [...new Set(programs.map(dirname))].join(delimiter),
				TMPDIR: dir,
				LC_ALL: "C"
			},
			timeout_ms: context.timeout_ms,
			signal: context.signal,
			onTimeout: () => proofTimeout(file, context.timeout_ms)
		});
		const tools = { gcc: compiler };
		if (library !== void 0) for (const name of ["objcopy", "ar"]) tools[name] = await binutil(name, dir, context);
		const byCommands = async (commands) => {
			for (const [name = "", ...args] of commands) {
				const program = tools[name.replace(TOOL_PREFIX, "")];
				if (program === void 0) throw new Error(`a command of the manifest calls ${name}`);
				check(await run(program, args));
			}
		};
		const { objcopy, ar } = tools;
		const variables = [
			`CC=${compiler}`,
			...qemu === void 0 ? [] : [`QEMU=${qemu}`],
			...objcopy === void 0 ? [] : [`OBJCOPY=${objcopy}`],
			...ar === void 0 ? [] : [`AR=${ar}`]
		];
		const target = async (name, commands) => {
			if (make === void 0) await byCommands(commands);
			else check(await run(make, [name, ...variables]));
		};
		const runExample = async () => {
			await target("all", example.build);
			if (qemu === void 0) return;
			checkRun(await (make === void 0 ? run(qemu, example.run.slice(1)) : run(make, ["run", ...variables])), example.pass_line);
		};
		await runExample();
		if (library !== void 0) {
			await target("library", library.build);
			await runExample();
		}
		return `built by ${make === void 0 ? "the commands of its manifest" : "make"} in a copy of the folder alone, and ${proof.run ? "run in QEMU" : NOT_RUN}`;
	});
}
function check(result) {
	if (result.exit_code === 0) return;
	throw buildFailed("Building the example of the library", result.exit_code, lastLines(result.stderr));
}
function checkRun(result, pass_line) {
	const said = lastLines(`${result.stdout}\n${result.stderr}`.trim());
	if (result.exit_code !== 0) throw proofFailed(howEnded(result.exit_code), said);
	if (!result.stdout.split(/\r?\n/).includes(pass_line)) throw proofFailed(`${howEnded(result.exit_code)} and did not print "${pass_line}"`, said);
}

// src/package/runtime.ts
/** Folder of a package for what is copied from others. */
const RUNTIME_DIR = "runtime";
const LICENSE_FILE = /^(LICEN[CS]E|NOTICE|COPYING)(\.(txt|md))?$/i;
const MOST_LICENSES = 64;
const MAX_LICENSE_BYTES = 262144;
/** How a licence says that the CPU must be one of Ambiq. */
const AMBIQ_ONLY = /\b(non-Ambiq|Ambiq-manufactured|not manufactured by Ambiq)\b/i;
/** Whether code under these licences may be executed on hardware of Ambiq only. */
function isForAmbiqOnly(licenses) {
	const textOf = ({ content }) => new TextDecoder().decode(content);
	return licenses.some((license) => AMBIQ_ONLY.test(textOf(license).replace(/\s+/g, " ")));
}
/**
* The licences of a runtime: of all of it, since its library has all of it inside.
*
* @throws {HilbenchError} `PACKAGE_LICENSE` (kind `input`) when there is none: nobody could pass the package on
*/
async function readLicenses(dir) {
	let entries;
	try {
		entries = await readdir(dir, { recursive: true });
	} catch (cause) {
		throw badLicense(dir, "cannot be read", cause);
	}
	const paths = entries.map((path) => path.replaceAll(sep, "/")).filter((path) => LICENSE_FILE.test(basename(path))).sort();
	if (!paths.some((path) => !path.includes("/"))) throw badLicense(dir, "has no file LICENSE");
	if (paths.length > MOST_LICENSES) throw badLicense(dir, `has ${paths.length} licences`);
	return Promise.all(paths.map(async (path) => ({
		path,
		content: await readLicense(join(dir, path))
	})));
}
async function readLicense(path) {
	try {
		const content = await readFile(path);
		if (content.length <= MAX_LICENSE_BYTES) return content;
	} catch (cause) {
		throw badLicense(path, "cannot be read", cause);
	}
	throw badLicense(path, `is larger than ${MAX_LICENSE_BYTES / 1024} KB`);
}
/** Paths in a rule for make, as the compiler writes it with `-M`. */
function pathsOfRule(rule) {
	const [, prerequisites = ""] = /^[^:]*:([\s\S]*)$/.exec(rule) ?? [];
	return prerequisites.replace(/\\\r?\n/g, " ").split(/(?<!\\)\s+/).filter((word) => word !== "").map((word) => word.replace(/\\([ #])/g, "$1").replaceAll("$$", "$"));
}
/** What a source includes below `dir`, relative to it. */
async function includedFrom(dir, source, flags, cwd, context) {
	return pathsOfRule(await runCompiler(`Reading ${source}`, [
		...flags,
		"-M",
		source
	], cwd, context)).flatMap((path) => {
		const inside = relative(dir, path);
		return inside.startsWith("..") || inside === path ? [] : [checkRelativePath(inside.replaceAll(sep, "/"))];
	});
}
/**
* Copies of a runtime what a package takes: the headers that `sources` include, directly or not, its release
* library, and every licence.
*
* @param sources of the package, among them those in C++, which alone include the runtime
* @param flags for C++
* @throws {HilbenchError} `PACKAGE_LICENSE` (kind `input`), `PACKAGE_BUILD_FAILED`, `FILE_…` (kind `bench`)
*/
async function copyRuntime(external, sources, flags, context) {
	const { dir, include_dirs, defines } = external;
	const [library] = external.archives;
	if (library === void 0) throw new Error("a runtime has a library");
	const inside = (path) => relative(dir, path).replaceAll(sep, "/");
	const licenses = await readLicenses(dir);
	const compile = [
		...flags,
		...defines.map((define) => `-D${define}`),
		"-I.",
		...include_dirs.flatMap((include) => ["-isystem", include])
	];
	const headers = await inTemporaryFolder(async (work) => {
		await writeFiles(sources, work);
		const found = /* @__PURE__ */ new Set();
		for (const { path } of sources) {
			if (!path.endsWith(".cc")) continue;
			for (const header of await includedFrom(dir, path, compile, work, context)) found.add(header);
		}
		return [...found].sort();
	});
	const copy = async (path) => {
		try {
			return {
				path: `${RUNTIME_DIR}/${path}`,
				content: await readFile(join(dir, path))
			};
		} catch (cause) {
			throw fileError$2(cause, "read", join(dir, path));
		}
	};
	return {
		files: [...await Promise.all([...headers, checkRelativePath(inside(library))].map(copy)), ...licenses.map(({ path, content }) => ({
			path: `${RUNTIME_DIR}/${path}`,
			content
		}))],
		include_dirs: include_dirs.map((include) => [RUNTIME_DIR, inside(include)].filter(Boolean).join("/")),
		defines,
		archive: `${RUNTIME_DIR}/${inside(library)}`,
		licenses
	};
}

// src/package/compiled.ts
/** Flags of our code in C++ over an interpreter that was copied into the package. */
function cxxFlags(platform, { defines, include_dirs }, root = "") {
	return [
		...compileFlags(platform.core, "cxx"),
		"-Wconversion",
		...defines.map((define) => `-D${define}`),
		...include_dirs.flatMap((dir) => ["-isystem", `${root}${dir}`])
	];
}
/** The interpreter of a model with what `code` needs of it; undefined for engines that compile. */
async function runtimeFor(model, platform, code, context) {
	const { external } = model.build;
	if (external === void 0) return void 0;
	return copyRuntime(external.power, code, compileFlags(platform.core, "cxx"), context);
}
/**
* Compiles the library of a model. What is compiled sees nothing but what the package has.
*
* @throws {HilbenchError} `PACKAGE_LICENSE` (kind `input`), `PACKAGE_BUILD_FAILED`, `DISK_FULL` (kind `bench`)
*/
async function compileLibrary(deps, model, platform, names, context) {
	const code = await packagedCode(deps, model, names);
	const runtime = await runtimeFor(model, platform, code, context);
	const sources = code.map((file) => ({
		...file,
		path: `${"src"}/${file.path}`
	}));
	const flags = [...compileFlags(platform.core), "-Wconversion"];
	const own = `-I${"src"}`;
	const plan = {
		name: names.prefix,
		files: sources.map(({ path }) => path),
		flags: {
			c: [...flags, own],
			cxx: runtime === void 0 ? [] : [...cxxFlags(platform, runtime), own]
		},
		symbols: publicSymbols(names)
	};
	const files = [...sources, ...runtime?.files ?? []];
	const content = await inTemporaryFolder((dir) => buildArchive(files, plan, dir, context));
	const path = archivePath(names.prefix);
	return {
		archive: {
			path,
			content
		},
		flags,
		libraries: runtime === void 0 ? [path] : [path, runtime.archive],
		system_libraries: runtime === void 0 ? ["-lm"] : ["-lstdc++", "-lm"],
		sources,
		commands: archiveCommands(plan),
		runtime
	};
}

// src/package/facts.ts
/** What the manifest of every package says of the model, whom it is for, and who made it. */
function commonFacts({ tool_version }, { model, platform }, { prefix }) {
	const { engine, version, blob } = model.build;
	return {
		name: prefix,
		tool: {
			name: "hilbench",
			version: tool_version
		},
		model: {
			name: model.name,
			sha256: model.sha256
		},
		platform: platform.name,
		core: platform.core,
		engine: {
			name: engine,
			version
		},
		arena_bytes: arenaBytes(model),
		weights_bytes: blob.byteLength
	};
}
/** The same for the templates of its texts. */
function factValues(deps, request, names) {
	const { core, engine, arena_bytes, weights_bytes } = commonFacts(deps, request, names);
	return {
		core,
		engine: `${engine.name} ${engine.version}`,
		arena_bytes: String(arena_bytes),
		weights_bytes: String(weights_bytes),
		tool_version: deps.tool_version,
		model_sha256: request.model.sha256,
		tensors: tensorTable(request.model)
	};
}

// src/package/legal.ts
const NOTICES = "THIRD-PARTY-NOTICES.md";
/** As it is shown in Markdown. */
function plainPath(path) {
	return path.replace(/[^A-Za-z0-9_.,+/ -]/g, "_");
}
function runtimeValues(model, runtime) {
	return {
		version: commentText(model.build.version),
		archive: runtime.archive,
		licenses: runtime.licenses.map(({ path }) => `- \`runtime/${plainPath(path)}\``).join("\n")
	};
}
/** The licence of the code in a package, and what else is in it. */
async function legalFiles(deps, model, runtime) {
	let license;
	try {
		license = await readFile(deps.license_path, "utf8");
	} catch (cause) {
		throw templateMissing(deps.license_path, cause);
	}
	const notices = runtime === void 0 ? await readTemplate(deps.templates_dir, `library/${NOTICES}`) : fill(await readTemplate(deps.templates_dir, `library/tflm/${NOTICES}`), runtimeValues(model, runtime));
	return [{
		path: "LICENSE",
		content: license
	}, {
		path: NOTICES,
		content: notices
	}];
}
/** What the README of a package says of the interpreter in it; `more` are points of its list. */
async function runtimeNotes(deps, model, runtime, more) {
	const template = await readTemplate(deps.templates_dir, "library/tflm/README.md");
	const values = {
		...runtimeValues(model, runtime),
		more: more.map((point) => `- ${point}`).join("\n")
	};
	return `\n${fill(template, values)}`;
}

// src/package/manifest.ts
const MANIFEST_FILE = "manifest.json";
const text = string().max(4096);
const sha256 = string().regex(/^[0-9a-f]{64}$/);
const count = int().nonnegative();
const command = array(text).min(1).max(256);
/** What `manifest.json` of a package says. */
const manifestSchema = strictObject({
	schema: literal("hilbench.package/1"),
	kind: _enum(["library", "ambiqsuite-example"]),
	name: text.describe("Prefix of everything in the package that has a name."),
	tool: strictObject({
		name: literal("hilbench"),
		version: text
	}),
	model: strictObject({
		name: text,
		sha256
	}),
	platform: text,
	core: text,
	engine: strictObject({
		name: text,
		version: text
	}),
	ambiqsuite: text.optional().describe("Version of AmbiqSuite that the example is for."),
	compiler: strictObject({
		name: text,
		version: text
	}).optional().describe("What compiled the library; absent where only sources are shipped."),
	flags: strictObject({
		compile: array(text).max(64),
		link: array(text).max(64)
	}),
	arena_bytes: count,
	weights_bytes: count,
	library: strictObject({ build: array(command).max(64).describe("Commands that make the library anew, where there are sources.") }).optional(),
	example: strictObject({
		board: text,
		build: array(command).max(16).describe("Commands that build it, from the folder of the package."),
		run: command,
		pass_line: text.describe("What it prints when the outputs are as captured; it also ends with status 0.")
	}).optional(),
	files: array(strictObject({
		path: text,
		bytes: count,
		sha256
	})).max(4096).describe("Every file of the package but this one.")
});
/** The manifest over `files` as the last file of a package, with its hash. */
function withManifest(files, facts) {
	const listed = files.map(({ path, content }) => ({
		path,
		bytes: Buffer.byteLength(content),
		sha256: hashOf(content)
	})).sort((a, b) => a.path < b.path ? -1 : 1);
	const manifest = manifestSchema.parse({
		schema: "hilbench.package/1",
		...facts,
		files: listed
	});
	const content = `${JSON.stringify(manifest, null, 2)}\n`;
	const bytes = listed.reduce((sum, file) => sum + file.bytes, Buffer.byteLength(content));
	return {
		files: [...files, {
			path: MANIFEST_FILE,
			content
		}],
		sha256: hashOf(content),
		bytes
	};
}
function hashOf(content) {
	return createHash("sha256").update(content).digest("hex");
}

// src/package/names.ts
const LONGEST = 40;
const HASH_DIGITS = 8;
/** Keywords of C11 and C++20, and what a program cannot name a header or a macro family after. */
const RESERVED = new Set(`alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t char8_t class
  co_await co_return co_yield compl concept const const_cast consteval constexpr constinit continue decltype default
  delete do double dynamic_cast else enum explicit export extern false final float for friend goto if import inline
  int int16 int32 int64 int8 long module mutable namespace new noexcept not not_eq nullptr operator or or_eq override
  private protected public register reinterpret_cast requires restrict return short signed sizeof static
  static_assert static_cast struct switch template this thread_local throw true try typedef typeid typename typeof
  uint16 uint32 uint64 uint8 union unsigned using virtual void volatile wchar_t while xor xor_eq assert complex ctype
  errno fenv inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic stdbool stddef stdint stdio
  stdlib stdnoreturn string tgmath threads time uchar wchar wctype main linux unix arm std sig e f am hb c m gcc
  example semihosting startup tensors model weights binary conv_2d copy depthwise_conv_2d lut pool_2d quantize reduce
  reshape resize softmax transpose_conv`.split(/\s+/));
/**
* Makes C names of any text. Names that need no change stay; all others end in a hash of the text, so that
* different models never get the same names.
*/
function packageNames(model_name) {
	const plain = model_name.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
	const taken = RESERVED.has(plain) || plain.startsWith("hb_");
	const named = /^[a-z]/.test(plain) && !taken ? plain : `model_${plain}`.replace(/_$/, "");
	const prefix = named === model_name && named.length <= LONGEST ? named : `${named.slice(0, 31).replace(/_$/, "")}_${hash(model_name)}`;
	return {
		prefix,
		upper: prefix.toUpperCase()
	};
}
function hash(text) {
	return createHash("sha256").update(text).digest("hex").slice(0, HASH_DIGITS);
}

// src/package/ambiqsuite.ts
/** What the code and the SDK take of MRAM, and stack and data of the TCM, beside the model. */
const CODE_BYTES = 131072;
const INTERPRETER_CODE_BYTES = 393216;
const DATA_BYTES = 40960;
const FILLED = [
	"gcc/Makefile",
	"gcc/linker_script.ld",
	"gcc/startup_gcc.c",
	"README.md",
	"src/main.c"
];
/** For Arm Compiler 6; an interpreter is copied for GCC alone. */
const FILLED_ARMCLANG = [
	"armclang/Makefile",
	"armclang/linker_script.sct",
	"armclang/startup_armclang.c"
];
function tooLarge(what, bytes, memory, hint) {
	return new HilbenchError({
		kind: "input",
		code: "PACKAGE_TOO_LARGE",
		message: `The ${what} of the AmbiqSuite example take ${bytes} bytes, and ${memory}.`,
		hint
	});
}
/**
* The memory for the arena. An example brings up no PSRAM.
*
* @throws {HilbenchError} `PACKAGE_NEEDS_PSRAM`, `PACKAGE_TOO_LARGE` (kind `input`)
*/
function arenaMemory(suite, placement, bytes) {
	if (!fitsInside(placement)) throw needsOffChip(placement);
	const { arena } = placement;
	if (arena.location === "TCM" && bytes + DATA_BYTES <= suite.tcm.bytes) return "TCM";
	if (bytes <= suite.sram.bytes) return "SRAM";
	throw tooLarge("tensors", bytes, `its SRAM has ${suite.sram.bytes}`, "Make the model smaller.");
}
function checkImage(suite, model) {
	const { inputs, outputs } = model.captured;
	const constants = [
		model.build.blob,
		...inputs,
		...outputs
	].reduce((sum, bytes) => sum + bytes.length, 0);
	const code_bytes = model.build.external === void 0 ? CODE_BYTES : INTERPRETER_CODE_BYTES;
	if (constants + code_bytes <= suite.mram.bytes) return;
	throw tooLarge("weights and captured tensors", constants, `MRAM has ${suite.mram.bytes - code_bytes} for them`, "Make the model smaller.");
}
function hex(value) {
	return `0x${value.toString(16).padStart(8, "0")}`;
}
function regionValues(suite) {
	return Object.fromEntries([
		"mram",
		"tcm",
		"sram"
	].flatMap((name) => [[`${name}_address`, hex(suite[name].address)], [`${name}_bytes`, hex(suite[name].bytes)]]));
}
/** The region of a scatter file for an arena in SRAM. */
function sramRegion(suite) {
	const { address, bytes } = suite.sram;
	return `\n  SRAM_DATA ${hex(address)} UNINIT ${hex(bytes)} {\n    * (.bss.example_arena)\n  }\n`;
}
/** What Makefile and README say of the interpreter, or of there being none. */
async function engineValues(deps, { model, platform }, runtime) {
	if (runtime === void 0) return {
		cxx_rule: "",
		runtime_library: "",
		system_libraries: "-lm",
		compilers: "`gcc` (arm-none-eabi-gcc) or in `armclang` (Arm Compiler 6)",
		folders: "`gcc`, `armclang`",
		code: "The other sources are the model's layers and the kernels that they call.",
		runtime_notes: ""
	};
	return {
		cxx_rule: `$(BUILD)/%.o: ../src/%.cc | sdk $(BUILD)\n\t$(CC) ${cxxFlags(platform, runtime, "../").join(" ")} -I../src -c $< -o $@\n\n`,
		runtime_library: `../${runtime.archive} `,
		system_libraries: "-lstdc++ -lm",
		compilers: "`gcc` (arm-none-eabi-gcc; the interpreter was copied for this compiler alone)",
		folders: "`gcc`",
		code: "The other sources are a wrapper over the interpreter, and the model as a constant.",
		runtime_notes: await runtimeNotes(deps, model, runtime, ["`src` is C11 and C++17."])
	};
}
/** How far the example is known to work. */
function provenance({ platform, captured_on }) {
	return `The outputs were captured ${captured_on.name === platform.name ? `on a board of ${platform.title}, in the run that made this example` : `on ${captured_on.name}, an emulated board with the same core, ${platform.core}`}. The example itself was not run on ${platform.title}.`;
}
/**
* Makes an example of a model that is ready to be copied into the examples of a board in AmbiqSuite: Makefiles,
* linker scripts and startup code for GCC and Arm Compiler 6, sources, captured tensors and a manifest. With an
* interpreter it is for GCC alone, and has that inside.
*
* @throws {HilbenchError} `PACKAGE_NO_AMBIQSUITE`, `PACKAGE_AMBIQSUITE_VERSION`, `PACKAGE_NEEDS_PSRAM`,
*   `PACKAGE_TOO_LARGE`, `PACKAGE_LICENSE` (kind `input`), `PACKAGE_TEMPLATE_MISSING` (kind `bench`)
*/
async function createAmbiqSuiteExample(deps, request) {
	const { model, platform } = request;
	const suite = ambiqSuiteOf(platform, request.ambiqsuite_version);
	const arena_memory = arenaMemory(suite, request.placement, arenaBytes(model));
	checkImage(suite, model);
	const names = packageNames(model.name);
	const { prefix } = names;
	const code = await packagedCode(deps, model, names);
	const runtime = model.build.external === void 0 ? void 0 : await runtimeFor(model, platform, code, await toolContext(deps, request));
	const captured = capturedFiles(model.captured, "src");
	const flags = [...compileFlags(platform.core), "-ffp-contract=off"];
	const core = flags.filter((flag) => flag.startsWith("-m"));
	const rest = flags.filter((flag) => !flag.startsWith("-m"));
	const sources = [
		...code.map(({ path }) => path),
		"main.c",
		"tensors.S"
	].filter((path) => SOURCE.test(path));
	const values = {
		...commonValues(names),
		...factValues(deps, request, names),
		...regionValues(suite),
		title: platform.title,
		title_of_model: `The model "${commentText(model.name)}"`,
		platform: platform.name,
		board: suite.board,
		version: suite.version,
		parts: suite.parts.map(({ folder }) => folder).join(" "),
		part_defines: suite.parts.map(({ folder, define }) => `DEFINE_${folder} = ${define}`).join("\n"),
		core_flags: core.join(" "),
		cflags: [...rest, "-Wconversion"].join(" "),
		armclang_cflags: rest.filter((flag) => flag !== "-Werror").join(" "),
		objects: sources.map((path) => path.replace(SOURCE, ".o")).join(" "),
		arena_memory,
		sram_region: arena_memory === "SRAM" ? sramRegion(suite) : "",
		proved: provenance(request),
		...await engineValues(deps, request, runtime)
	};
	const unlisted = [
		...await Promise.all([...FILLED, ...runtime === void 0 ? FILLED_ARMCLANG : []].map(async (path) => ({
			path,
			content: fill(await readTemplate(deps.templates_dir, `ambiqsuite/${path}`), values)
		}))),
		...await legalFiles(deps, model, runtime),
		...runtime?.files ?? [],
		...code.map(({ path, content }) => ({
			path: `src/${path}`,
			content
		})),
		...captured
	];
	const { files, sha256, bytes } = withManifest(unlisted, {
		...commonFacts(deps, request, names),
		kind: "ambiqsuite-example",
		ambiqsuite: suite.version,
		flags: {
			compile: [...flags, "-Wconversion"],
			link: core
		}
	});
	const folder = `${prefix}_ambiqsuite`;
	return {
		folder,
		files,
		result: {
			kind: "ambiqsuite-example",
			path: folder,
			bytes,
			sha256
		}
	};
}

// src/package/board.ts
const ELF = "example.elf";
/** Where the code and the data of an example go; the same on all emulated boards there are. */
const CODE = {
	address: 0,
	bytes: 524288
};
const DATA = {
	address: 536870912,
	bytes: 524288
};
/**
* The emulated platform whose boards can run what is made for `platform`: itself, or the first with the same
* core and no feature that `platform` lacks.
*
* @throws {HilbenchError} `PACKAGE_NO_EMULATED_CORE` (kind `input`)
*/
function standInOf(platforms, platform) {
	const features = (each) => [...each.features].sort().join();
	const found = platform.emulated ? platform : platforms.find((each) => each.emulated && each.core === platform.core && features(each) === features(platform));
	if (found !== void 0) return found;
	throw new HilbenchError({
		kind: "input",
		code: "PACKAGE_NO_EMULATED_CORE",
		message: `No emulated board has the ${platform.core} of ${platform.name}, so nothing can be captured for its packages.`,
		hint: "Choose a platform with a Cortex-M4 or Cortex-M55."
	});
}
/** Arguments that boot the example in QEMU, with semihosting on standard output. */
function qemuArguments(board) {
	if (board.probe.kind !== "qemu") throw new Error(`${board.name} is not emulated`);
	return [
		...[
			"-machine",
			board.probe.machine,
			"-nodefaults",
			"-nic",
			"none",
			"-display",
			"none"
		],
		...[
			"-chardev",
			"stdio,id=out",
			"-semihosting-config",
			"enable=on,target=native,chardev=out"
		],
		...["-kernel", ELF]
	];
}
/** Where a memory of the platform holds `bytes`; undefined when it does not. */
function regionIn(memory, use, bytes) {
	if (memory?.address === void 0) return void 0;
	const { arena_limit_bytes, model_limit_bytes } = memory;
	const split = arena_limit_bytes !== void 0 && model_limit_bytes !== void 0;
	const limit = !split ? memory.bytes : use === "arena" ? arena_limit_bytes : model_limit_bytes;
	if (bytes > limit) return void 0;
	return {
		address: memory.address + (split && use === "model" ? arena_limit_bytes : 0),
		bytes: limit
	};
}
function fitting(board, use, bytes) {
	const { MRAM, SRAM, PSRAM } = board.memories;
	const found = regionIn(use === "model" ? MRAM : SRAM, use, bytes) ?? regionIn(PSRAM, use, bytes);
	if (found !== void 0) return found;
	throw new HilbenchError({
		kind: "input",
		code: "PACKAGE_TOO_LARGE",
		message: `The ${use === "model" ? "weights and captured tensors" : "arena"} of the example take ${bytes} bytes, and no memory of ${board.name} holds them.`,
		hint: "Make the model smaller, or leave out --create-library."
	});
}
/**
* Values of `templates/library/example/board.ld`.
*
* @throws {HilbenchError} `PACKAGE_TOO_LARGE` (kind `input`)
*/
function linkerValues(board, model_bytes, arena_bytes) {
	const region = (name, { address, bytes }) => [[`${name}_address`, `0x${address.toString(16).padStart(8, "0")}`], [`${name}_bytes`, String(bytes)]];
	return {
		board: board.name,
		...Object.fromEntries([
			...region("code", CODE),
			...region("data", DATA),
			...region("model", fitting(board, "model", model_bytes)),
			...region("arena", fitting(board, "arena", arena_bytes))
		])
	};
}

// src/package/library.ts
const LIBRARY_NOTES = ["Libraries of several models share one interpreter, if it is of one version for all of them.", "`make library` makes the library anew from `src`, with other flags if you like. `src` is C11 and C++17."];
const EXAMPLE_SOURCES = [
	"main.c",
	"startup.c",
	"semihosting.c",
	"tensors.S"
].map((name) => `example/${name}`);
function shellWord(word) {
	return /^[A-Za-z0-9_./=,:+-]+$/.test(word) ? word : `'${word}'`;
}
async function exampleFiles(deps, request, names) {
	const { model, emulated } = request;
	const values = commonValues(names);
	const captured = capturedFiles(model.captured, "example");
	const captured_bytes = captured.reduce((sum, { content }) => sum + Buffer.byteLength(content) + 16, 0);
	const board = linkerValues(emulated, model.build.blob.byteLength + captured_bytes, arenaBytes(model));
	return [...await Promise.all([
		"main.c",
		"startup.c",
		"semihosting.c",
		"semihosting.h",
		"board.ld"
	].map(async (name) => ({
		path: `example/${name}`,
		content: fill(await readTemplate(deps.templates_dir, `library/example/${name}`), {
			...values,
			...board
		})
	}))), ...captured];
}
/** Recipe of the Makefile that makes the library anew. */
function libraryRule(commands) {
	const variables = {
		gcc: "$(CC)",
		objcopy: "$(OBJCOPY)",
		ar: "$(AR)"
	};
	return [
		"",
		"# Makes the library anew, for example with other flags.",
		"library:",
		...commands.map(({ tool, args }) => `\t${variables[tool]} ${args.map(shellWord).join(" ")}`),
		""
	].join("\n");
}
/** What a program links beside the archive itself, in CMake's words. */
function cmakeLibraries(prefix, { libraries, system_libraries }) {
	return [...libraries.slice(1).map((path) => `\${_${prefix}_root}/${path}`), ...system_libraries.map((name) => name.replace(/^-l/, ""))].join(";");
}
/** The example as the manifest has it. */
function exampleCommands({ emulated, model }, { prefix }, { cflags, ldflags, libraries }) {
	return {
		board: emulated.name,
		build: [[
			`${TOOL_PREFIX}gcc`,
			...cflags,
			...EXAMPLE_SOURCES,
			...libraries,
			...ldflags,
			"-o",
			ELF
		]],
		run: ["qemu-system-arm", ...qemuArguments(emulated)],
		pass_line: `PASS: ${prefix}: outputs as captured: ${model.outputs.length}`
	};
}
/**
* Makes a static library of a model, with one header, an example with captured tensors, a Makefile, a CMake
* package and a manifest; of a model that an interpreter runs also with the sources and the interpreter. The example
* is built from the folder alone and run on the emulated board, or nothing is returned. Where the licence of the
* interpreter keeps it from being run there, the example is only built.
*
* @throws {HilbenchError} `PACKAGE_TOO_LARGE`, `PACKAGE_LICENSE` (kind `input`); `PACKAGE_BUILD_FAILED`,
*   `PACKAGE_PROOF_FAILED`, `PACKAGE_PROOF_TIMEOUT`, `FIRMWARE_NO_COMPILER`, `PROBE_NO_QEMU`, `DISK_FULL` (kind
*   `bench`); `CANCELLED`
*/
async function createLibrary(deps, request) {
	const { model, platform, emulated } = request;
	const names = packageNames(model.name);
	const { prefix } = names;
	const context = await toolContext(deps, request);
	const { toolchain } = context;
	const compiled = await compileLibrary(deps, model, platform, names, context);
	const { runtime, flags, libraries, system_libraries, commands } = compiled;
	const cflags = [
		...flags,
		"-Iinclude",
		"-Iexample"
	];
	const ldflags = [
		...linkFlags(platform.core).filter((flag) => !flags.includes(flag)),
		...system_libraries,
		"-Texample/board.ld"
	];
	const example = exampleCommands(request, names, {
		cflags,
		ldflags,
		libraries
	});
	const values = {
		...commonValues(names),
		...factValues(deps, request, names),
		title: `The model "${commentText(model.name)}"`,
		board: emulated.name,
		compiler: `${toolchain.name} ${toolchain.version}`,
		core_flags: flags.filter((flag) => flag.startsWith("-m")).join(" "),
		commands: [...example.build, example.run].map((words) => `    ${words.map(shellWord).join(" ")}`).join("\n"),
		cflags: cflags.join(" "),
		ldflags: ldflags.join(" "),
		sources: EXAMPLE_SOURCES.join(" "),
		qemu: example.run.slice(1).join(" "),
		libraries: libraries.join(" "),
		link_line: [...libraries, ...system_libraries].join(" "),
		cmake_libraries: cmakeLibraries(prefix, compiled),
		objects: runtime === void 0 ? "" : ` ${"src"}/*.o`,
		library_rule: runtime === void 0 ? "" : libraryRule(commands),
		runtime_notes: runtime === void 0 ? "" : await runtimeNotes(deps, model, runtime, LIBRARY_NOTES)
	};
	const filled = async (path) => fill(await readTemplate(deps.templates_dir, path), values);
	const unlisted = [
		{
			path: "README.md",
			content: await filled("library/README.md")
		},
		{
			path: "Makefile",
			content: await filled("library/Makefile")
		},
		...await legalFiles(deps, model, runtime),
		{
			path: `include/${prefix}.h`,
			content: headerText(model, names)
		},
		compiled.archive,
		{
			path: `lib/cmake/${prefix}/${prefix}Config.cmake`,
			content: await filled("library/Config.cmake")
		},
		...runtime === void 0 ? [] : [...compiled.sources, ...runtime.files],
		...await exampleFiles(deps, request, names)
	];
	const rebuild = commands.map(({ tool, args }) => [`${TOOL_PREFIX}${tool}`, ...args]);
	const anew = runtime === void 0 ? {} : { library: { build: rebuild } };
	const { files, sha256, bytes } = withManifest(unlisted, {
		...commonFacts(deps, request, names),
		kind: "library",
		compiler: {
			name: toolchain.name,
			version: toolchain.version
		},
		flags: {
			compile: [...flags],
			link: ldflags
		},
		...anew,
		example
	});
	const run = platform.emulated || runtime === void 0 || !isForAmbiqOnly(runtime.licenses);
	const how = await proveLibrary({
		files,
		example,
		run,
		...anew
	}, context);
	const folder = `${prefix}_library`;
	return {
		folder,
		files,
		result: {
			kind: "library",
			path: folder,
			bytes,
			sha256,
			proved: {
				how,
				platform: emulated.name,
				verdict: run ? "pass" : "built"
			}
		}
	};
}

// src/pipeline/package.ts
/** Whether any stage measures the platform's own board. */
function needsBoard(request) {
	const { tune_and_validate, profile, power_monitor, onboard_perf } = request;
	return tune_and_validate || profile || power_monitor !== void 0 || onboard_perf;
}
/**
* The request with the platform whose board runs the model: an emulated one with the same core where nothing
* is measured, and only packages are made.
*/
function onBench(request) {
	if (needsBoard(request) || request.packaging === void 0) return request;
	return {
		...request,
		platform: request.packaging.emulated,
		model_location: "auto",
		arena_location: "auto",
		max_arena_bytes: 0
	};
}
/** What the reader of a result must know when a run had no board of its platform. */
function packagingIssues(request) {
	const { platform } = onBench(request);
	if (platform.name === request.platform.name) return [];
	return [{
		code: "PACKAGE_WITHOUT_BOARD",
		severity: "info",
		message: `No board of ${request.platform.name} took part: the tensors were captured on ${platform.name}, an emulated board with the same core, and image and sections are of that one.`,
		hint: `Build and run the packages on ${request.platform.title} itself before relying on them there.`
	}];
}
/** The build of the run, with the arena that it was tuned to where the engine did not know it before. */
function packagedBuild({ build }, placement) {
	return build.interpreter === void 0 ? build : {
		...build,
		arena_bytes: placement.arena.bytes
	};
}
/**
* Refuses packages with a runtime that has no licence with it, or one that keeps the tensors from being captured,
* before anything is started.
*
* @throws {HilbenchError} `PACKAGE_LICENSE`, `FIRMWARE_TOOLCHAIN_UNSUPPORTED` (kind `input`)
*/
async function checkPackagedRuntime(request, { build }) {
	const { packaging, platform, toolchain } = request;
	if (packaging === void 0 || build.external === void 0) return;
	if (toolchain === "arm") throw onlyGcc("--create-ambiqsuite-example");
	const licenses = await readLicenses(build.external.power.dir);
	const bench = onBench(request).platform;
	if (bench.name !== platform.name && isForAmbiqOnly(licenses)) throw notForEmulators(build.version, platform.name, bench.name);
}
/** Refuses what cannot be made, before anything is started. @throws {HilbenchError} `PACKAGE_…` (kind `input`) */
function checkPackaging(request) {
	const { packaging, platform, toolchain } = request;
	if (packaging?.library && toolchain === "arm") throw onlyGcc("--create-library");
	if (packaging?.ambiqsuite_example) ambiqSuiteOf(platform, packaging.ambiqsuite_version);
}
/**
* Runs the first inputs of the run once more, from a fresh start, so that an example can repeat it.
*
* @param placement where the device has the model and its arena
*/
async function captureTensors(task) {
	const { device, plan, request, inputs } = task;
	await configure(device, task.flash_address, task.placement, plan, request);
	const data = await inputs.read(0);
	await feed(device, inputs, 0, data, request);
	await device.invoke(task.timeout_ms);
	const outputs = await readOutputs(device, tensorsOf(plan, plan.main.outputs));
	return {
		inputs: data.map(({ bytes }) => bytes),
		outputs: outputs.map(({ bytes }) => bytes)
	};
}
/** Makes what was asked for, and stages it in the output folder. @throws {HilbenchError} `PACKAGE_…`, `DISK_FULL` */
async function makePackages(task) {
	const { request, packaging, plan, out, signal } = task;
	const deps = {
		...task.deps.packages,
		log: task.deps.log,
		tool_version: task.deps.tool_version
	};
	const model = {
		name: packaging.name,
		sha256: plan.sha256,
		inputs: tensorsOf(plan, plan.main.inputs),
		outputs: tensorsOf(plan, plan.main.outputs),
		build: packagedBuild(plan, task.placement),
		captured: task.captured
	};
	const { platform, toolchain } = request;
	const captured_on = onBench(request).platform;
	const common = {
		model,
		platform,
		emulated: packaging.emulated,
		captured_on,
		toolchain,
		signal
	};
	const made = [];
	if (packaging.library) made.push(await createLibrary(deps, common));
	throwIfAborted(signal);
	if (packaging.ambiqsuite_example) {
		const { ambiqsuite_version } = packaging;
		const { placement } = task;
		made.push(await createAmbiqSuiteExample(deps, {
			...common,
			placement,
			ambiqsuite_version
		}));
	}
	for (const { folder, files } of made) for (const { path, content } of files) await out.write(`${folder}/${path}`, content);
	return made.map(({ result }) => result);
}

// src/support/concurrency.ts
/**
* Runs tasks side by side. When one fails, the signal of the others is aborted, all are awaited, and then
* the first failure is thrown: no task outlives the call.
*
* @param start starts every task with the given signal and returns their promises
*/
async function together(parent, start) {
	const failure = new AbortController();
	const tasks = start(AbortSignal.any([parent, failure.signal]));
	await Promise.all(tasks.map(async (task) => {
		try {
			await task;
		} catch (cause) {
			failure.abort(cause);
		}
	}));
	if (failure.signal.aborted) throw failure.signal.reason;
	return Promise.all(tasks);
}

// src/pipeline/lease-board.ts
/** Which boards will do for a run. */
function wantedBoard(request) {
	const { platform, board, board_tags: tags } = request;
	const monitor = wantedInstrument(request);
	return {
		platform,
		...board === void 0 ? {} : { board },
		...tags === void 0 ? {} : { tags },
		...monitor === void 0 ? {} : { monitor }
	};
}
/**
* Leases a board, and opens the instrument beside it: before it is flashed, because what is wrong with the instrument
* should be said at once, and because the board may be supplied through it.
*
* @throws {HilbenchError} `BENCH_…`, `POWER_…`
*/
async function leaseBoard({ deps, request, watch, scope }, signal) {
	const { id, lease_timeout_ms, connection } = request;
	const wanted = {
		...wantedBoard(request),
		run: id,
		timeout_ms: lease_timeout_ms
	};
	const leased = await watch.external("lease", () => deps.bench.lease({
		...wanted,
		...connection === void 0 ? {} : { connection }
	}, signal));
	const board = await scope.add(leased);
	if (wantedInstrument(request) === void 0) return {
		board,
		instrument: void 0
	};
	const { monitor } = board;
	if (monitor === void 0) throw new Error(`${board.id} was leased for an instrument that it does not have`);
	const instrument = await watch.external("monitor", () => deps.openInstrument(monitor, signal));
	return {
		board,
		instrument: await scope.add(instrument)
	};
}

// src/pipeline/runtime-license.ts
/**
* What is to say of a runtime of somebody else's whose licence does not allow it where it runs: that is the user's to
* know and to decide. A runtime without a licence says nothing.
*/
async function runtimeLicenseIssues(platform, { external, version }) {
	if (!platform.emulated || external === void 0) return [];
	const licenses = await readLicenses(external.link.dir).catch((error) => {
		if (error instanceof HilbenchError) return [];
		throw error;
	});
	if (!isForAmbiqOnly(licenses)) return [];
	return [{
		code: "ENGINE_LICENSE",
		severity: "warn",
		message: `The licence of ${version} allows it to be executed on hardware of Ambiq only, and ${platform.name} is emulated.`,
		hint: "Make sure that you may do this. A runtime built from the public sources of TensorFlow Lite Micro may run anywhere: docs/tflm.md."
	}];
}

// src/pipeline/prepare.ts
/**
* What is left of a run once it is known where the first pass really has model and arena: beside the linked image there
* may be less room than was thought.
*
* @throws {HilbenchError} as `settleStages`
*/
function settled(prepared, first) {
	if (prepared.bench !== prepared.request) return prepared;
	const { request, issues } = settleStages(prepared.request, first);
	return {
		...prepared,
		request,
		bench: request,
		issues: [...prepared.issues, ...issues]
	};
}
/**
* Reads and plans the model, and refuses what cannot be: nothing has been built, leased or flashed when this throws.
*
* @throws {HilbenchError} of every room
*/
async function prepare(deps, asked, watch, signal) {
	const { platform } = asked;
	if (wantsPower(asked)) checkPowerPlatform(platform, asked.power_monitor);
	checkPackaging(asked);
	if (asked.profile) await planCounters(asked.counters, platform);
	const pass_engine = await checkAotPass(deps, asked);
	const plan = await watch.stage("plan", () => loadModel(asked.model_path, asked.model_name, signal).then((model) => planModel(model, deps.engine, platform)));
	const first = firstPlacement(asked, plan);
	const { request, issues } = settleStages(asked, first);
	await checkPackagedRuntime(request, plan);
	const licenses = await runtimeLicenseIssues(platform, plan.build);
	for (const { message } of licenses) deps.log.warn(message);
	const bench = onBench(request);
	deps.bench.candidates(wantedBoard(bench));
	if (plan.build.arena_bytes !== void 0) tunedPlacement(request, plan, plan.build.arena_bytes);
	return {
		request,
		bench,
		plan,
		first,
		pass_engine,
		issues: [...issues, ...licenses]
	};
}

// src/pipeline/start.ts
/**
* Builds the image, leases a board and loads the host reference side by side; then boots and connects. What does not
* fit beside the image is refused before the board is touched.
*
* @throws {HilbenchError} of every room
*/
async function start(deps, prepared, watch, scope, signal) {
	const { bench: request, plan } = prepared;
	const [built, { board, instrument }, reference] = await together(signal, (inner) => [
		request.nocompile ? Promise.resolve(void 0) : buildPlaced({
			deps,
			request,
			plan,
			watch,
			signal: inner
		}).then(({ image, issues }) => {
			const { first } = placeOn(request, plan, image);
			return {
				image,
				left: settled({
					...prepared,
					issues: [...prepared.issues, ...issues]
				}, first)
			};
		}),
		leaseBoard({
			deps,
			request,
			watch,
			scope
		}, inner),
		request.tune_and_validate ? watch.external("reference", () => deps.reference.load(plan.graph, inner)).then((loaded) => scope.add(loaded)) : Promise.resolve(void 0)
	]);
	const task = {
		deps,
		request,
		plan,
		board,
		watch,
		scope,
		signal
	};
	const running = built === void 0 ? await attachDevice(task) : await bootDevice(task, built.image);
	const { build_id, from_store } = running.image;
	deps.log.debug(`image ${build_id}${from_store ? " (from the store)" : ""}, board ${board.id}`);
	return {
		...running,
		board,
		instrument,
		reference,
		prepared: built?.left ?? settled(prepared, running.first)
	};
}

// src/pipeline/measure.ts
/** How many titles a run gives to `nextStage`. */
function stagesOf({ request, pass_engine }) {
	return Number(request.tune_and_validate) * 2 + Number(request.profile) + Number(wantsPower(request)) + Number(pass_engine !== void 0) + Number(request.packaging !== void 0);
}
function powerTitle({ cpu_modes, power_monitor, runs_power }) {
	const modes = cpu_modes.map((mode) => mode.toUpperCase()).join(" and ");
	return power_monitor === void 0 ? `Count ${runs_power} inferences on the board in ${modes}` : `Characterize inference energy in ${modes}${power_monitor === "modelled" ? " (modelled)" : ""}`;
}
/** Tunes on the board that is there, and tells where things are on the one that was asked for. */
async function tuneFor({ deps, watch }, running) {
	const { request, bench, plan, first } = running.prepared;
	const on_board = {
		...bench,
		platform: running.platform
	};
	const here = await watch.stage("tune", () => watch.external("device", () => tune(running.device, running.flash_address, on_board, plan)));
	const tuned = bench === request ? here : {
		...here,
		first,
		placement: tunedPlacement(request, plan, here.used_bytes, here.found_padding_bytes)
	};
	const { arena, model } = tuned.placement;
	deps.log.info(`Tuned: arena of ${arena.bytes} bytes in ${arena.location} (${tuned.used_bytes} used), model in ${model.location}`);
	for (const { message } of paddingIssues(request, tuned)) deps.log.warn(message);
	return {
		tuned,
		on_board,
		on_board_placement: here.placement
	};
}
/**
* What takes the board: build, lease, boot; tune; validate; profile; capture tensors for packages; measure energy; the
* second pass.
*
* @throws {HilbenchError} of every room; `CANCELLED` when `signal` is aborted
*/
async function measure(task) {
	const { deps, inputs, out, watch, scope, signal } = task;
	const { plan, pass_engine } = task.prepared;
	const timeout_ms = deps.inference_timeout_ms ?? inferenceTimeoutMs(plan);
	const step = (done, total) => deps.progress.step("inferences", done, total);
	const kept = new KeptOutputs();
	if (task.prepared.request.tune_and_validate) task.nextStage(task.prepared, "Build, flash and fine-tune the characterization image");
	const running = await watch.stage("start", () => start(deps, task.prepared, watch, scope, signal));
	const { request, bench } = running.prepared;
	const nextStage = (title) => task.nextStage(running.prepared, title);
	const { device, board, instrument, reference, flash_address } = running;
	const measuring = {
		board,
		...instrument === void 0 ? {} : { instrument }
	};
	const { tuned, on_board, on_board_placement } = await tuneFor(task, running);
	throwIfAborted(signal);
	let validation;
	if (reference !== void 0) {
		nextStage(`Compare ${inputs.runs} inferences with the host`);
		validation = await watch.stage("validate", () => validate({
			device,
			reference,
			request,
			plan,
			inputs,
			out,
			watch,
			timeout_ms,
			signal,
			onProgress: (done) => step(done, inputs.runs),
			...pass_engine === void 0 ? {} : { onOutputs: (found, host) => kept.add(found, host) }
		}));
	}
	let profiled;
	if (request.profile) {
		nextStage(`Profile every layer over ${request.runs} inferences`);
		profiled = await watch.stage("profile", () => watch.external("device", () => profile(device, request, plan, timeout_ms, step)));
	}
	let captured;
	if (request.packaging !== void 0) {
		const placement = on_board_placement;
		captured = await watch.stage("capture", () => watch.external("device", () => captureTensors({
			device,
			flash_address,
			placement,
			request: on_board,
			plan,
			inputs,
			timeout_ms
		})));
	}
	let powered = {
		power: [],
		onboard: [],
		issues: []
	};
	if (wantsPower(request)) {
		nextStage(powerTitle(request));
		powered = await watch.stage("power", () => measurePower({
			deps,
			request,
			plan,
			tuned,
			watch,
			signal,
			...measuring,
			unit: device.hello.unit,
			...profiled === void 0 ? {} : { units_per_inference: profiled.profile.total.ticks }
		}));
	}
	let second = { issues: [] };
	if (pass_engine !== void 0) {
		nextStage(`Run the model with ${pass_engine.name} and compare`);
		second = await watch.stage("aot", () => runAotPass({
			deps,
			request: bench,
			plan,
			main: tuned.placement,
			engine: pass_engine,
			inputs,
			kept,
			watch,
			signal,
			...measuring,
			reference: validation?.reference ?? ""
		}));
	}
	return {
		running,
		tuned,
		...validation === void 0 ? {} : { validation },
		...profiled === void 0 ? {} : { profiled },
		powered,
		...captured === void 0 ? {} : { captured },
		second
	};
}

// src/pipeline/stopwatch.ts
/**
* Accounts for the wall time of a run: by stage, by external cause, and what is left, which is ours.
* External work may overlap with itself and with stages; the union of its intervals is what counts.
*/
var Stopwatch = class {
	#now_ms;
	#begin_ms;
	#entries = /* @__PURE__ */ new Map();
	#external_active = 0;
	#external_since_ms = 0;
	#external_total_ms = 0;
	/** @param now_ms a monotonic clock, for example performance.now */
	constructor(now_ms) {
		this.#now_ms = now_ms;
		this.#begin_ms = now_ms();
	}
	async stage(name, work) {
		const begin_ms = this.#now_ms();
		try {
			return await work();
		} finally {
			this.#addTo(name, this.#now_ms() - begin_ms);
		}
	}
	async external(cause, work) {
		const begin_ms = this.#now_ms();
		if (this.#external_active++ === 0) this.#external_since_ms = begin_ms;
		try {
			return await work();
		} finally {
			const end_ms = this.#now_ms();
			this.#addTo(`in_${cause}`, end_ms - begin_ms);
			if (--this.#external_active === 0) this.#external_total_ms += end_ms - this.#external_since_ms;
		}
	}
	/** `resource`, whose release is a stage of its own and takes as long as its processes and ports do. */
	releasing(name, resource) {
		return { [Symbol.asyncDispose]: () => this.stage(name, () => this.external("probe", async () => {
			await resource[Symbol.asyncDispose]();
		})) };
	}
	/** Milliseconds by stage, `in_<cause>`, `total`, and `hilbench`: the total without the external part. */
	timing() {
		const total_ms = this.#now_ms() - this.#begin_ms;
		const round = (ms) => Math.round(ms * 10) / 10;
		return {
			...Object.fromEntries([...this.#entries].map(([name, ms]) => [name, round(ms)])),
			hilbench: round(Math.max(0, total_ms - this.#external_total_ms)),
			total: round(total_ms)
		};
	}
	#addTo(name, ms) {
		this.#entries.set(name, (this.#entries.get(name) ?? 0) + ms);
	}
};

// src/pipeline/run.ts
/** Measures with a board, and lets go of it. The bench is told how that went while the board is still held. */
async function measureOnBench(task) {
	try {
		var _usingCtx$2 = _usingCtx();
		const { deps, prepared, watch } = task;
		const { id } = prepared.request;
		const scope = new Scope();
		_usingCtx$2.a(watch.releasing("release", scope));
		try {
			const measured = await measure({
				...task,
				scope
			});
			await deps.bench.ended(id);
			return measured;
		} catch (error) {
			await deps.bench.ended(id, error);
			throw error;
		}
	} catch (_) {
		_usingCtx$2.e = _;
	} finally {
		await _usingCtx$2.d();
	}
}
/**
* One run, from a model file to a result: read, analyse, plan; build, lease, boot; tune; validate; profile;
* measure energy; make packages.
* Writes what the stages keep into `out` (the caller commits it). Everything acquired is released before
* this returns or throws.
*
* @throws {HilbenchError} of every room; `CANCELLED` when `signal` is aborted
*/
async function runPipeline(deps, asked, out, signal) {
	try {
		var _usingCtx3 = _usingCtx();
		const started_at = deps.now();
		const watch = new Stopwatch(deps.now_ms);
		const { progress, log } = deps;
		const prepared = await prepare(deps, asked, watch, signal);
		const { plan, first } = prepared;
		let stage = 0;
		const nextStage = (of, title) => progress.stage(++stage, stagesOf(of), title);
		const inputs = _usingCtx3.a(await watch.stage("inputs", () => openInputs(prepared.request, plan, signal)));
		for (const note of inputs.notes) log.info(note);
		log.info(`Running ${plan.name} (${plan.main.operators.length} layers, ${plan.analysis.macs} MACs) on ${asked.platform.name}, engine ${plan.build.engine}`);
		log.info(`First pass: arena of ${first.arena.bytes} bytes in ${first.arena.location}, model of ${first.model.bytes} bytes in ${first.model.location}`);
		const { running, tuned, validation, profiled, powered, captured, second } = await measureOnBench({
			deps,
			prepared,
			inputs,
			out,
			watch,
			nextStage,
			signal
		});
		throwIfAborted(signal);
		const { request, issues } = running.prepared;
		const { packaging } = request;
		let packages = [];
		if (packaging !== void 0 && captured !== void 0) {
			nextStage(running.prepared, "Make and prove what can be taken away");
			const task = {
				deps,
				request,
				packaging,
				plan,
				placement: tuned.placement,
				captured,
				out,
				signal
			};
			packages = await watch.stage("package", () => watch.external("compiler", () => makePackages(task)));
		}
		return assembleResult({
			deps,
			request,
			plan,
			started_at,
			tuned,
			watch,
			packages,
			image: running.image,
			board: running.board,
			hello: running.device.hello,
			...validation === void 0 ? {} : { validation },
			...profiled === void 0 ? {} : { profile: profiled.profile },
			...powered,
			...second.aot === void 0 ? {} : { aot: second.aot },
			issues: [
				...issues,
				...paddingIssues(request, tuned),
				...profiled?.issues ?? [],
				...powered.issues,
				...boardImageIssues(request),
				...packagingIssues(request),
				...second.issues
			]
		});
	} catch (_) {
		_usingCtx3.e = _;
	} finally {
		await _usingCtx3.d();
	}
}

// src/report/profile-store.ts
/** The per-layer files, which tell runs of many models and boards apart by their names alone. */
const KEPT = [LAYERS_FILE, WORKBOOK_FILE];
/**
* Keeps the profile of a run in a folder for all models, as `<model>_<platform>_<engine>_<toolchain>_<run>`
* with the endings of the files. A run that did not profile leaves nothing.
*
* @returns the paths written
* @throws {HilbenchError} `FILE_NOT_PERMITTED`, `FILE_IN_THE_WAY`, `DISK_FULL`, `FILE_FAILED`
*/
async function storeProfile(folder, result, files) {
	if (result.profile === void 0) return [];
	const { model, platform, engine, toolchain, id } = result;
	const name = [
		model.name,
		platform.name,
		engine.name,
		toolchain.name,
		id
	].map(safePart).join("_");
	const paths = [];
	for (const file of files.filter((candidate) => KEPT.includes(candidate.name))) {
		const path = join(folder, `${name}${file.name.slice(file.name.lastIndexOf("."))}`);
		await writeFileAtomic(path, file.content);
		paths.push(path);
	}
	return paths;
}
/** Part of a file name: letters, digits, `-` and `_`. */
function safePart(text) {
	return text.replace(/[^A-Za-z0-9_-]/g, "_").slice(0, 64);
}

// src/report/result-log.ts
/** The header of ns_autodeploy's result log, so that both tools can write to one file. */
const RESULT_LOG_HEADER = "Model Filename, Platform, Compiler, TF Version, Model Size (KB), Arena Size (KB), Model Location, Arena Location, Est MACs, HP(ms), HP(uJ), HP(mW), LP(ms), LP(uJ), LP(mW), AOT HP(ms), AOT HP(uJ), AOT HP(mW), AOT LP(ms), AOT LP(uJ), AOT LP(mW), AOT Version, TFLM ROM (KB), TFLM RAM (KB), AOT ROM (KB), AOT RAM (KB), AS Version, Date Run, ID";
/**
* A run as one line of the log, newline included. What was not measured is empty; energy from a model says
* `(modelled)` behind every number. An engine that compiles ahead of time fills the columns named AOT; with a second
* pass they are the pass's, and the main engine has the others whatever it is.
*/
function resultLogLine(result, { id, ambiqsuite } = {}) {
	const { model, platform, toolchain, engine, placement, aot } = result;
	const compiled = engine.name.includes("aot") && aot === void 0;
	const memory = [kilobytes$1(placement.rom_bytes), kilobytes$1(placement.ram_bytes)];
	const energies = (all) => ["hp", "lp"].flatMap((mode) => energy(all?.find((entry) => entry.mode === mode)));
	const power = energies(result.power);
	const nothing = (columns) => new Array(columns).fill("");
	const second = aot === void 0 ? {
		power: nothing(7),
		memory: nothing(2)
	} : {
		power: [...energies(aot.power), plainText(aot.engine.version, 64)],
		memory: [kilobytes$1(aot.image.rom_bytes), kilobytes$1(aot.image.ram_bytes)]
	};
	const cells = [
		plainText(model.name, 256),
		plainText(platform.name, 64),
		plainText(`${toolchain.name} ${toolchain.version}`, 128),
		engine.name.includes("aot") ? "" : plainText(engine.version, 64),
		kilobytes$1(model.bytes),
		kilobytes$1(placement.arena.bytes),
		placement.model.location,
		placement.arena.location,
		String(model.macs),
		...compiled ? [
			...nothing(6),
			...power,
			plainText(engine.version, 64)
		] : [...power, ...second.power],
		...compiled ? [...nothing(2), ...memory] : [...memory, ...second.memory],
		plainText(ambiqsuite ?? "", 64),
		day(result.started_at),
		plainText(id ?? "", 64)
	];
	return stringify([cells], {
		escape_formulas: true,
		record_delimiter: "\n"
	});
}
function energy(power) {
	if (power === void 0) return [
		"",
		"",
		""
	];
	const mark = power.modelled ? " (modelled)" : "";
	return [
		power.time_ms,
		power.energy_uj,
		power.power_mw
	].map((value) => `${Number(value.toPrecision(7))}${mark}`);
}
function kilobytes$1(bytes) {
	return String(Number((bytes / 1024).toFixed(3)));
}
/** dd/mm/yyyy, as ns_autodeploy writes it; in UTC. */
function day(timestamp) {
	const [year, month, date] = timestamp.slice(0, 10).split("-");
	return `${date}/${month}/${year}`;
}
/**
* Makes sure that a line can be added: the file is there, with the header. Several runs may do so at once.
*
* @throws {HilbenchError} `RESULT_LOG_OTHER_FILE` (kind `input`) when it begins with something else;
*   `FILE_NOT_PERMITTED`, `FILE_IN_THE_WAY`, `DISK_FULL`, `FILE_FAILED`
*/
async function prepareResultLog(path) {
	try {
		await mkdir(dirname(path), { recursive: true });
		await createWithHeader(path);
		const file = await open(path, constants.O_RDWR | constants.O_APPEND);
		try {
			await checkHeader(file, path);
		} finally {
			await file.close();
		}
	} catch (cause) {
		throw asFileError(cause, path);
	}
}
/**
* Adds a line to a log that {@link prepareResultLog} has seen. One write at the end of the file: lines of
* runs that end at the same time do not mix. A line that did not fit on the disk is taken back.
*
* @param line newline included
* @throws {HilbenchError} as {@link prepareResultLog}
*/
async function appendResultLog(path, line) {
	try {
		const file = await open(path, constants.O_RDWR | constants.O_APPEND);
		try {
			await checkHeader(file, path);
			await appendWhole(file, line);
		} finally {
			await file.close();
		}
	} catch (cause) {
		throw asFileError(cause, path);
	}
}
async function appendWhole(file, line) {
	const { size } = await file.stat();
	const last = Buffer.alloc(1);
	await file.read(last, 0, 1, Math.max(size - 1, 0));
	const text = Buffer.from(last.toString() === "\n" ? line : `\n${line}`);
	const { bytesWritten } = await file.write(text);
	if (bytesWritten === text.length) return;
	if ((await file.stat()).size === size + bytesWritten) await file.truncate(size);
	throw Object.assign(/* @__PURE__ */ new Error(`only ${bytesWritten} of ${text.length} bytes were written`), { code: "ENOSPC" });
}
/** Creates the log unless it exists. It appears with its header, never without. */
async function createWithHeader(path) {
	const partial = `${path}.${randomUUID()}.partial`;
	try {
		const file = await open(partial, "wx");
		try {
			await file.writeFile(`${RESULT_LOG_HEADER}\n`);
		} finally {
			await file.close();
		}
		await link(partial, path);
	} catch (cause) {
		if (systemErrorCode(cause) !== "EEXIST") throw cause;
	} finally {
		await rm(partial, { force: true });
	}
}
async function checkHeader(file, path) {
	const begin = Buffer.alloc(4096);
	const { bytesRead } = await file.read(begin, 0, begin.length, 0);
	const header = (begin.toString("utf8", 0, bytesRead).split("\n", 1)[0] ?? "").replace(/^\uFEFF/, "").trimEnd();
	if (header === "Model Filename, Platform, Compiler, TF Version, Model Size (KB), Arena Size (KB), Model Location, Arena Location, Est MACs, HP(ms), HP(uJ), HP(mW), LP(ms), LP(uJ), LP(mW), AOT HP(ms), AOT HP(uJ), AOT HP(mW), AOT LP(ms), AOT LP(uJ), AOT LP(mW), AOT Version, TFLM ROM (KB), TFLM RAM (KB), AOT ROM (KB), AOT RAM (KB), AS Version, Date Run, ID") return;
	throw new HilbenchError({
		kind: "input",
		code: "RESULT_LOG_OTHER_FILE",
		message: bytesRead === 0 ? `${path} is empty: it has no header.` : `${path} is not a result log: it begins with "${plainText(header, 80)}".`,
		hint: "Name a new file for --resultlog-file, or one that hilbench or ns_autodeploy has written; remove an empty one."
	});
}
function asFileError(cause, path) {
	return cause instanceof HilbenchError ? cause : fileError$2(cause, "write the result log", path);
}

// src/result/write.ts
/** The text of `results.json`: checked against the schema, so that a defect here never becomes data. */
function serializeResult(result) {
	return `${JSON.stringify(runResultSchema.parse(result), null, 2)}\n`;
}

// src/app/connection.ts
/**
* What a run says of the way to the board's port; undefined: nothing, and platform and bench.yml decide.
*
* @throws {HilbenchError} `CONFIG_EMULATED_PORT`, `CONFIG_NO_TRANSPORT` (kind `input`)
*/
function connectionOf(config, platform) {
	const { tty, baud } = config;
	const transport = config.transport;
	if (transport !== "auto" && !platform.transports.includes(transport)) throw new HilbenchError({
		kind: "input",
		code: "CONFIG_NO_TRANSPORT",
		message: `--transport ${transport}: ${platform.name} has no ${transport}.`,
		hint: `Leave --transport at auto, or set it to ${platform.transports.join(" or ")}.`
	});
	if (platform.emulated) {
		const flag = tty !== "auto" ? "--tty" : baud !== "auto" ? "--baud" : void 0;
		if (flag === void 0) return void 0;
		throw new HilbenchError({
			kind: "input",
			code: "CONFIG_EMULATED_PORT",
			message: `${flag} is for boards of silicon: ${platform.name} is emulated, and the emulator makes its serial port anew for every run.`,
			hint: `Leave ${flag} at auto.`
		});
	}
	if (transport === "auto" && tty === "auto" && baud === "auto") return void 0;
	return {
		...transport === "auto" ? {} : { transport },
		...tty === "auto" ? {} : { tty },
		...baud === "auto" ? {} : { baud: Number(baud) }
	};
}
/**
* The platform as the firmware of a run is built for it: with one link, the one that was asked for, at the rate that the
* host will have. What the platform lacks is refused by `connectionOf`.
*/
function withConnection(platform, { transport: wanted, baud }) {
	const transport = platform.transports.find((each) => each === wanted);
	return {
		...platform,
		...transport === void 0 ? {} : { transports: [transport] },
		...baud === "auto" ? {} : { baud: Number(baud) }
	};
}

// src/app/cpu-modes.ts
/**
* In which modes of the core power is measured. `auto` is those that the platform has; one that tells of none, as an
* emulated board, takes both.
*
* @throws {HilbenchError} `CPU_MODE_MISSING` (kind `input`) for a mode that the platform does not have
*/
function cpuModesOf(value, { name, cpu_modes }) {
	const both = ["lp", "hp"];
	const known = both.filter((mode) => cpu_modes[mode] !== void 0);
	const there = known.length === 0 ? both : known;
	if (value === "auto") return there;
	const wanted = value === "LP" ? "lp" : "hp";
	if (there.includes(wanted)) return [wanted];
	throw new HilbenchError({
		kind: "input",
		code: "CPU_MODE_MISSING",
		message: `${name} has no mode ${value} of its core: ${there.map((mode) => mode.toUpperCase()).join(", ")} is all there is.`,
		hint: "Leave --cpu-mode at auto, or add the clock of that mode to cpu_modes of the platform file if the board has it."
	});
}

// src/app/nocompile.ts
/**
* Refuses `--nocompile-mode` beside what cannot be had without compiling or flashing.
*
* @throws {HilbenchError} `BOARD_KEEPS_NOTHING`, `CONFIG_CONFLICT` (kind `input`)
*/
function checkNocompile(config, platform) {
	if (!config.nocompile_mode) return;
	if (platform.emulated) throw keepsNothing(platform.name);
	const other = config.joulescope || config.onboard_perf || config.power_monitor !== "none" ? "the power stage, which flashes an image of its own" : config.create_library || config.create_ambiqsuite_example ? "packages, which are compiled" : config.create_aot_profile ? "--create-aot-profile, which builds a second image" : void 0;
	if (other === void 0) return;
	throw new HilbenchError({
		kind: "input",
		code: "CONFIG_CONFLICT",
		message: `--nocompile-mode compiles and flashes nothing, so it cannot be had with ${other}.`,
		hint: "Leave one of the two out."
	});
}

// src/app/request.ts
const KIB = 1024;
/** Option values name a location in any case, or `auto`. */
function locationOf(value) {
	const upper = value.toUpperCase();
	switch (upper) {
		case "TCM":
		case "SRAM":
		case "MRAM":
		case "PSRAM":
		case "NVM": return upper;
		default: return "auto";
	}
}
/** What packages are named after: the whole name of the file, where the model has no other name. */
function packagedName(config) {
	return config.model_name === modelNameOf$1(config.model_path) ? modelNameOf(config.model_path) : config.model_name;
}
function monitorOf(config, { emulated }) {
	if (config.joulescope) return "joulescope";
	const { power_monitor } = config;
	if (power_monitor === "none") return void 0;
	if (power_monitor !== "auto") return power_monitor;
	return emulated ? "modelled" : "any";
}
/** Turns the options of a run into what the pipeline is asked. */
function requestOf(config, platform, platforms, id) {
	const packaging = config.create_library || config.create_ambiqsuite_example;
	const monitor = monitorOf(config, platform);
	const power = monitor !== void 0 || config.onboard_perf;
	if (!config.create_binary && !config.create_profile && !power && !packaging) throw new HilbenchError({
		kind: "input",
		code: "CONFIG_NOTHING_TO_DO",
		message: "With --no-create-binary and --no-create-profile there is nothing left to run.",
		hint: "Leave one of the two out, or set --power-monitor, --onboard-perf or --create-library; `hilbench analyze MODEL` needs no board at all."
	});
	checkNocompile(config, platform);
	const connection = connectionOf(config, platform);
	return {
		id,
		model_path: config.model_path,
		model_name: config.model_name,
		platform,
		...config.board === "auto" ? {} : { board: config.board },
		...config.board_tags === "none" ? {} : { board_tags: config.board_tags.split(",") },
		...connection === void 0 ? {} : { connection },
		nocompile: config.nocompile_mode,
		toolchain: config.toolchain,
		model_location: locationOf(config.model_location),
		arena_location: locationOf(config.arena_location),
		max_arena_bytes: config.max_arena_size * KIB,
		scratch_padding_bytes: config.arena_size_scratch_buffer_padding * KIB,
		resource_variables: config.resource_variable_count,
		tune_and_validate: config.create_binary,
		profile: config.create_profile,
		runs: config.runs,
		profile_warmup: config.profile_warmup,
		counters: {
			choice: config.pmu_config_file,
			full: config.full_pmu_capture
		},
		seed: config.seed,
		...monitor === void 0 ? {} : { power_monitor: monitor },
		onboard_perf: config.onboard_perf,
		cpu_modes: cpuModesOf(config.cpu_mode, platform),
		runs_power: config.runs_power,
		...packaging ? { packaging: {
			library: config.create_library,
			ambiqsuite_example: config.create_ambiqsuite_example,
			ambiqsuite_version: config.ambiqsuite_version,
			name: packagedName(config),
			emulated: standInOf(platforms, platform)
		} } : {},
		...config.create_aot_profile ? { aot_pass: {
			engine: config.aot_engine,
			...config.helios_aot_config === "auto" ? {} : { config_path: config.helios_aot_config }
		} } : {},
		...config.dataset_path === void 0 ? {} : { dataset_path: config.dataset_path },
		...config.labels === "none" ? {} : { labels_path: config.labels },
		save_outputs: config.save_outputs,
		limits: {
			max_lsb: config.max_lsb,
			mean_lsb: config.mean_lsb,
			min_cosine: config.min_cosine,
			min_argmax_agreement: config.min_argmax_agreement
		},
		lease_timeout_ms: config.timeout * 1e3,
		out_dir: config.out
	};
}

// src/app/run-to-folder.ts
/** Adds the run to the log, and its profile to the folder for all models, where that was asked for. */
async function keepRecords(config, platform, result, files) {
	if (config.profile_results_path !== "none") await storeProfile(config.profile_results_path, result, files);
	if (config.resultlog_file === "none") return;
	const line = resultLogLine(result, {
		...config.run_log_id === "none" ? {} : { id: config.run_log_id },
		...platform.ambiqsuite === void 0 ? {} : { ambiqsuite: platform.ambiqsuite }
	});
	await appendResultLog(config.resultlog_file, line);
}
/**
* One run: the pipeline, then every form of its result in the configured folder, all at once.
*
* @throws {HilbenchError} of every room; nothing is in the folder then that was not there before
*/
async function runToFolder(config, services, signal) {
	try {
		return await measureToFolder(config, services, signal);
	} catch (error) {
		throw whatEnded(error);
	}
}
async function measureToFolder(config, services, signal) {
	try {
		var _usingCtx$1 = _usingCtx();
		const platform = withConnection(findPlatform(services.platforms, config.platform), config);
		const pipeline = {
			...services.pipeline,
			engine: await services.engineFor(config, platform),
			images: services.imagesFor(config)
		};
		const request = requestOf(config, platform, services.platforms, newRunId(pipeline.now()));
		if (config.resultlog_file !== "none") await prepareResultLog(config.resultlog_file);
		const out = _usingCtx$1.a(await OutputFolder.open(request.out_dir, request.id));
		const result = await runPipeline(pipeline, request, out, signal);
		const files = await reportFiles(result);
		for (const { name, content } of files) await out.write(name, content);
		await out.write(RESULT_FILE, serializeResult(result));
		await out.commit();
		await keepRecords(config, platform, result, files);
		return result;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
}

// src/report/terminal.ts
const LABEL_WIDTH = 45;
const integer = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
function line(tag, label, value) {
	return `${`${tag} ${label}:`.padEnd(LABEL_WIDTH)}${value}`;
}
function kilobytes(bytes) {
	return `${(bytes / 1024).toFixed(bytes < 10240 ? 1 : 0)} KB`;
}
function barOf(share) {
	return "█".repeat(Math.round(share * 20)) || "▏";
}
function layerTable(result, profile) {
	const timed = profile.layers.some((layer) => layer.time_us !== void 0);
	const shapes = new Map(result.analysis.layers.map((layer) => [layer.index, layer.output_shape]));
	return textTable([
		{
			title: "#",
			align: "right"
		},
		{ title: "op" },
		{ title: "output" },
		{
			title: "MACs",
			align: "right"
		},
		{
			title: profile.unit,
			align: "right"
		},
		...timed ? [{
			title: profile.time_is_modelled ? "µs (modelled)" : "µs",
			align: "right"
		}] : [],
		{
			title: "share",
			align: "right"
		},
		{ title: "" }
	], profile.layers.map((layer) => [
		String(layer.index),
		plainText(layer.op, 32),
		formatShape(shapes.get(layer.index)),
		integer.format(layer.macs),
		integer.format(layer.ticks),
		...timed ? [layer.time_us?.toFixed(1) ?? ""] : [],
		`${(layer.share * 100).toFixed(1)} %`,
		barOf(layer.share)
	]));
}
function comparisonText(output) {
	const parts = [
		output.max_abs_lsb === void 0 ? void 0 : `worst ${output.max_abs_lsb} steps, mean ${output.mean_abs_lsb?.toFixed(3)}`,
		output.max_abs === void 0 ? void 0 : `worst ${output.max_abs.toPrecision(3)}, mean ${output.mean_abs?.toPrecision(3)}`,
		output.cosine === void 0 ? void 0 : `cosine ${output.cosine.toFixed(4)}`,
		output.argmax_agreement === void 0 ? void 0 : `same winner in ${(output.argmax_agreement * 100).toFixed(0)} %`
	];
	return `${plainText(output.name, 40)}: ${parts.filter((part) => part !== void 0).join(", ")}`;
}
function profileLines(result, layersFile) {
	const { profile, placement } = result;
	const tuned = placement.arena.tuned_from;
	return [
		...layersFile === void 0 ? [] : [line("[Profile]", "Per-Layer Statistics file", layersFile)],
		line("[Profile]", "Model Size", `${kilobytes(result.model.bytes)} in ${placement.model.location}`),
		line("[Profile]", "Arena Size", `${integer.format(placement.arena.used_bytes)} bytes in ${placement.arena.location}${tuned === void 0 ? "" : ` (tuned from ${kilobytes(tuned.bytes)} in ${tuned.location})`}`),
		line("[Profile]", "Code and Constants (ROM)", kilobytes(placement.rom_bytes)),
		line("[Profile]", "Total Estimated MACs", String(result.model.macs)),
		line("[Profile]", "Total Model Layers", String(result.model.layers)),
		...profile === void 0 ? [] : [
			line("[Profile]", `Total ${profile.unit === "cycles" ? "Cycles" : "Instructions"}`, integer.format(profile.total.ticks)),
			...result.model.macs === 0 ? [] : [line("[Profile]", `${profile.unit === "cycles" ? "Cycles" : "Instructions"} per MAC`, (profile.total.ticks / result.model.macs).toFixed(3))],
			...profile.total.time_us === void 0 ? [] : [line("[Profile]", "Inference Time (ms)", `${(profile.total.time_us / 1e3).toFixed(3)}${profile.time_is_modelled ? " (modelled)" : ""}`)]
		]
	];
}
function validationLines(result) {
	const { validation } = result;
	if (validation === void 0) return [];
	return [
		line("[Validate]", "Verdict", `${validation.verdict} (${validation.runs} runs against ${plainText(validation.reference, 60)})`),
		...validation.accuracy === void 0 ? [] : [line("[Validate]", "Accuracy", `${(validation.accuracy * 100).toFixed(1)} % of ${validation.runs} labelled samples (host ${((validation.host_accuracy ?? 0) * 100).toFixed(1)} %)`)],
		...validation.outputs.map((output) => line("[Validate]", `Output ${output.index}`, comparisonText(output))),
		...validation.violations.map((violation) => line("[Validate]", "Limit exceeded", plainText(violation, 200)))
	];
}
const PACKAGE_KINDS = {
	library: "Static Library",
	"ambiqsuite-example": "AmbiqSuite Example"
};
function proofText({ proved }) {
	if (proved === void 0) return "";
	if (proved.verdict === "built") return ", example built and not run";
	return `, example run on ${proved.platform}: ${proved.verdict}`;
}
function packageLines(result) {
	return (result.packages ?? []).map((made) => {
		const { kind, path, bytes } = made;
		const proof = proofText(made);
		return line("[Package]", PACKAGE_KINDS[kind], `${plainText(path, 80)}/ (${kilobytes(bytes)}${proof})`);
	});
}
function withBlankLine(lines) {
	return lines.length === 0 ? [] : ["", ...lines];
}
/**
* The report a person reads at the end of a run, as lines of plain text. Names from the model are
* stripped of control characters, so that a hostile model cannot draw on the terminal.
*
* @param layersFile where the per-layer table was written, to be named in the report
*/
function terminalReport(result, layersFile) {
	const { profile } = result;
	const board = `${result.platform.name} (${result.platform.core}${result.platform.emulated ? ", emulated" : ""})`;
	return [
		`Characterization Report for ${plainText(result.model.name, 80)} on ${board}, engine ${result.engine.name} ${result.engine.version}:`,
		...profileLines(result, layersFile),
		...validationLines(result),
		...powerFigures(result).map(([label, value]) => line("[Power]", label, value)),
		...onboardFigures(result).map(([label, value]) => line("[Onboard]", label, value)),
		...aotLines(result).map(([tag, label, value]) => line(tag, label, value)),
		...packageLines(result),
		...profile === void 0 ? [] : ["", layerTable(result, profile)],
		...profile?.unit === "instructions" ? ["", instructionsNote(result)] : [],
		...withBlankLine(hintLines(result.analysis.hints, "brief")),
		...result.issues.flatMap((issue) => [
			"",
			`${issue.severity}: ${plainText(issue.message, 400)} [${issue.code}]`,
			`  ${plainText(issue.hint, 400)}`
		]),
		""
	].join("\n");
}

// src/cli/commands/run.ts
/**
* `hilbench run MODEL`: the run, its files, then the report.
*
* @returns the exit status: 0, or 1 when the model failed validation
*/
async function runCommand(config, services, output, signal) {
	const result = await runToFolder(config, services, signal);
	const at = (name) => join(config.out, name);
	output.result(result, () => config.verbosity === 0 ? "" : `\n${terminalReport(result, at(LAYERS_FILE))}\nReport: ${at(HTML_FILE)}\nResult: ${at(RESULT_FILE)}\n`);
	return result.validation?.verdict === "fail" ? 1 : 0;
}

export { runCommand };