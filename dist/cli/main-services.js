import { n as cancelled, t as HilbenchError } from "./main-errors.js";
import { n as didYouMean } from "./main-yaml.js";
import { n as withDeadline, t as throwIfAborted } from "./main-deadline.js";
import { a as lastLines, c as sweepWorkspaces, f as startQemu, i as storeError, l as liveness, n as createStore, o as runTool, r as sha256, s as createWorkspace, t as findToolchain, u as thisProcess } from "./main-toolchain.js";
import { t as plainText } from "./main-text.js";
import { n as aotEngine, t as FlatFile } from "./main-flatbuffer.js";
import { n as systemErrorCode } from "./main-system.js";
import { t as _usingCtx } from "./main-usingCtx.js";
import { n as loadPlatforms } from "./main-load.js";
import { t as createRandom } from "./main-random.js";
import { a as MODEL, c as QUANTIZATION, d as TENSOR, u as SUBGRAPH, x as quoteName } from "./main-flatbuffers.js";
import { t as toolVersion } from "./main-version.js";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, normalize, resolve } from "node:path";
import { existsSync, watch } from "node:fs";
import { availableParallelism } from "node:os";
import { createHash, randomUUID } from "node:crypto";
import { chmod, link, mkdir, readFile, readdir, rename, rm, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { setImmediate } from "node:timers/promises";
import { crc32 } from "node:zlib";
import { Worker } from "node:worker_threads";

// src/bench/emulated-board.ts
/** A board that QEMU plays: booting it ends the emulator that ran and starts another. */
var EmulatedBoard = class {
	id;
	platform;
	#deps;
	#running;
	#booting = Promise.resolve();
	#released;
	#output = "";
	constructor(deps) {
		this.id = deps.lease.board;
		this.platform = deps.platform;
		this.#deps = deps;
	}
	boot(image, blobs, signal, line = "link") {
		const booted = this.#booting.then(() => this.#boot(image, blobs, signal, line));
		this.#booting = booted.catch(() => void 0);
		return booted;
	}
	async #boot(image, blobs, signal, line) {
		throwIfAborted(signal);
		if (this.#released !== void 0) throw new Error(`board ${this.id} is no longer leased`);
		const { platform, workspace, env } = this.#deps;
		const { probe } = platform;
		if (probe.kind !== "qemu") throw new Error(`${platform.name} is not emulated`);
		await this.#stop();
		this.#output = "";
		this.#running = await startQemu({
			machine: probe.machine,
			icount_shift: probe.icount_shift,
			elf_path: image.elf_path,
			blobs,
			baud: platform.baud,
			line
		}, {
			env,
			workspace,
			onOutput: (text) => {
				this.#output = (this.#output + text).slice(-16384);
			}
		}, signal);
		return this.#running.transport;
	}
	lastOutput() {
		return this.#output;
	}
	/** Ends the emulator, removes its files, releases the board: in this order, each also when one fails. */
	[Symbol.asyncDispose]() {
		this.#released ??= this.#release();
		return this.#released;
	}
	async #release() {
		await this.#booting;
		try {
			await this.#stop();
		} finally {
			try {
				await this.#deps.workspace[Symbol.asyncDispose]();
			} finally {
				await this.#deps.lease[Symbol.asyncDispose]();
			}
		}
	}
	async #stop() {
		const running = this.#running;
		this.#running = void 0;
		await running?.[Symbol.asyncDispose]();
	}
};

// src/bench/lease.ts
const HEARTBEAT_MS = 1e4;
/** Without a sign of life for this long, a holder that cannot be looked at counts as gone. */
const HEARTBEAT_LIMIT_MS = 6e4;
const PARTIAL = ".partial";
/** Writing a lease takes a moment; what is older than this will not be finished. */
const PARTIAL_LIMIT_MS = 36e5;
/** Every user of the host takes boards here, and removes none but their own files: as /tmp is. */
const FOLDER_MODE = 1023;
/** Everybody must see who holds a board, whatever the holder's umask is. */
const FILE_MODE = 420;
/** Every lost attempt means that another process took the board in between. */
const MOST_ATTEMPTS = 100;
function leaseName(board, generation) {
	return `${board}.${generation}.json`;
}
function isCode(error, code) {
	return error.code === code;
}
/** Clears a file away; those of other users stay until they do it themselves. */
async function removeOurs(path) {
	try {
		await unlink(path);
	} catch (error) {
		if (![
			"ENOENT",
			"EPERM",
			"EACCES"
		].some((code) => isCode(error, code))) throw error;
	}
}
function leasesUnusable(dir, cause) {
	const full = isCode(cause, "ENOSPC") || isCode(cause, "EDQUOT");
	return new HilbenchError({
		kind: "bench",
		code: full ? "BENCH_DISK_FULL" : "BENCH_NO_LEASES",
		message: `The folder of leases ${dir} cannot be used: ${cause.message}.`,
		hint: full ? "Make room on that disk." : "Make that folder writable for every user of the bench, or set HILBENCH_LEASE_DIR to one that is.",
		cause
	});
}
var LeaseStore = class {
	#dir;
	constructor(dir) {
		this.#dir = dir;
	}
	get dir() {
		return this.#dir;
	}
	/**
	* Makes the folder, and clears away what a process left that was killed while it wrote.
	*
	* @throws {HilbenchError} `BENCH_NO_LEASES`, `BENCH_DISK_FULL` (kind `bench`)
	*/
	async prepare() {
		try {
			if (await mkdir(this.#dir, { recursive: true }) !== void 0) await chmod(this.#dir, FOLDER_MODE);
			for (const name of await readdir(this.#dir)) if (name.endsWith(PARTIAL)) await this.#removeIfOld(join(this.#dir, name));
		} catch (error) {
			throw leasesUnusable(this.#dir, error);
		}
	}
	async #removeIfOld(path) {
		const found = await stat(path).catch(() => void 0);
		if (found !== void 0 && Date.now() - found.mtimeMs > PARTIAL_LIMIT_MS) await removeOurs(path);
	}
	/** Who has the board now, or undefined when it is free. */
	async holder(board) {
		try {
			for (;;) {
				const generation = (await this.#generations(board)).at(-1);
				if (generation === void 0) return void 0;
				const look = await this.#look(board, generation);
				if (look !== "gone") return look === "free" ? void 0 : look;
			}
		} catch (error) {
			throw leasesUnusable(this.#dir, error);
		}
	}
	/**
	* Takes the board if it is free.
	*
	* @throws {HilbenchError} `BENCH_NO_LEASES`, `BENCH_DISK_FULL` (kind `bench`)
	*/
	async tryAcquire(board, run) {
		try {
			for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
				const last = (await this.#generations(board)).at(-1) ?? 0;
				if (last > 0) {
					const look = await this.#look(board, last);
					if (look === "gone") continue;
					if (look !== "free") return { busy: look };
				}
				const lease = await this.#claim(board, last, run);
				if (lease !== void 0) return { lease };
			}
			throw new Error(`the lease of ${board} changed ${MOST_ATTEMPTS} times while it was being taken`);
		} catch (error) {
			throw error instanceof HilbenchError ? error : leasesUnusable(this.#dir, error);
		}
	}
	/** All generations of a board, ascending. */
	async #generations(board) {
		const generations = [];
		for (const name of await readdir(this.#dir)) {
			const match = /^(.+)\.([1-9]\d{0,14})\.json$/u.exec(name);
			if (match?.[1] === board) generations.push(Number(match[2]));
		}
		return generations.sort((a, b) => a - b);
	}
	/** `gone`: a later generation has taken its place meanwhile. */
	async #look(board, generation) {
		const path = join(this.#dir, leaseName(board, generation));
		try {
			const file = parseLease(await readFile(path, "utf8"));
			if (file === void 0 || file.state === "released") return "free";
			const life = liveness(file.owner);
			if (life === "dead") return "free";
			if (life === "unknown" && Date.now() - (await stat(path)).mtimeMs > HEARTBEAT_LIMIT_MS) return "free";
			return holderOf(file);
		} catch (error) {
			if (isCode(error, "ENOENT")) return "gone";
			throw error;
		}
	}
	/** Creates the generation after `last`, or returns undefined when another process was faster. */
	async #claim(board, last, run) {
		const generation = last + 1;
		const path = join(this.#dir, leaseName(board, generation));
		const file = {
			schema: 1,
			state: "held",
			owner: thisProcess(),
			since: (/* @__PURE__ */ new Date()).toISOString(),
			run
		};
		const partial = await this.#writePartial(file);
		try {
			await link(partial, path);
		} catch (error) {
			if (isCode(error, "EEXIST")) return void 0;
			throw error;
		} finally {
			await rm(partial, { force: true });
		}
		const present = await this.#generations(board);
		if (present.at(-1) !== generation || last > 0 && !present.includes(last)) {
			await rm(path, { force: true });
			return;
		}
		for (const lower of present) if (lower < generation) await removeOurs(join(this.#dir, leaseName(board, lower)));
		return this.#hold(board, generation, file);
	}
	#hold(board, generation, file) {
		const path = join(this.#dir, leaseName(board, generation));
		const heartbeat = setInterval(() => {
			const now = /* @__PURE__ */ new Date();
			utimes(path, now, now).catch(() => void 0);
		}, HEARTBEAT_MS);
		heartbeat.unref();
		let released;
		const release = async () => {
			clearInterval(heartbeat);
			const partial = await this.#writePartial({
				...file,
				state: "released"
			});
			await rename(partial, path).catch(async (error) => {
				await rm(partial, { force: true });
				throw error;
			});
		};
		return {
			board,
			generation,
			[Symbol.asyncDispose]: () => {
				released ??= release().catch((error) => {
					throw leasesUnusable(this.#dir, error);
				});
				return released;
			}
		};
	}
	async #writePartial(file) {
		const partial = join(this.#dir, `.${process.pid}-${randomUUID()}${PARTIAL}`);
		try {
			await writeFile(partial, JSON.stringify(file), { flag: "wx" });
			await chmod(partial, FILE_MODE);
		} catch (error) {
			await rm(partial, { force: true });
			throw error;
		}
		return partial;
	}
};
/** Written by another process, perhaps of another user: text that is shown must be fit to print. */
function holderOf({ owner, since, run }) {
	return {
		pid: owner.pid,
		host: plainText(owner.host, 100),
		since: plainText(String(since), 40),
		run: plainText(String(run), 200)
	};
}
function parseLease(text) {
	try {
		const file = JSON.parse(text);
		return file?.schema === 1 && (file.state === "held" || file.state === "released") && Number.isInteger(file.owner?.pid) && typeof file.owner.host === "string" ? file : void 0;
	} catch {
		return;
	}
}

// src/bench/wait-for-lease.ts
/** A holder that is killed changes no file, so the folder is also looked at this often. */
const RECHECK_MS = 500;
/**
* Leases the first of `boards` that is free, waiting for one when all are taken.
*
* @throws {HilbenchError} `BENCH_BUSY` naming the holders, when none is free within `timeout_ms`
*/
async function waitForLease(store, want, log, signal) {
	await store.prepare();
	let holders = /* @__PURE__ */ new Map();
	let lease;
	const attempt = async (within) => {
		const busy = /* @__PURE__ */ new Map();
		for (const board of want.boards) {
			if (within.aborted) return true;
			const result = await store.tryAcquire(board, want.run);
			if ("lease" in result) {
				lease = result.lease;
				return true;
			}
			busy.set(board, result.busy);
		}
		if (holders.size === 0) log.info(`Waiting for a board: ${describe(busy)}`);
		holders = busy;
		return false;
	};
	const timedOut = () => busyError(want.timeout_ms, holders);
	let work = Promise.resolve();
	try {
		await withDeadline(signal, want.timeout_ms, timedOut, (within) => {
			work = (async () => {
				const changes = new FolderChanges(store.dir);
				try {
					while (!await attempt(within)) await changes.next(RECHECK_MS, within);
				} finally {
					changes.close();
				}
			})();
			return work;
		});
	} catch (error) {
		await work.catch(() => void 0);
		await lease?.[Symbol.asyncDispose]();
		throw error;
	}
	if (lease === void 0) throw new Error("a wait for a lease ended without one");
	return lease;
}
function describe(holders) {
	return [...holders].map(([board, { run, pid, host, since }]) => `${board} is used by ${run} (process ${pid} on ${host}, since ${since})`).join("; ");
}
function busyError(timeout_ms, holders) {
	return new HilbenchError({
		kind: "bench",
		code: "BENCH_BUSY",
		message: `No board became free within ${timeout_ms} ms: ${describe(holders)}.`,
		hint: "Wait for the other run to end, allow more time, or add a board to the bench."
	});
}
/** Tells when something changed in a folder. */
var FolderChanges = class {
	#watcher;
	#changed = false;
	#wake;
	constructor(dir) {
		this.#watcher = watchFolder(dir);
		this.#watcher?.on("change", () => {
			this.#changed = true;
			this.#wake?.();
		});
		this.#watcher?.on("error", () => this.#watcher?.close());
	}
	/** Resolves at the next change since the last call, after `limit_ms`, or when `signal` is aborted. */
	async next(limit_ms, signal) {
		const { promise, resolve } = Promise.withResolvers();
		const wake = () => resolve();
		const timer = setTimeout(wake, limit_ms);
		signal.addEventListener("abort", wake);
		this.#wake = wake;
		if (this.#changed || signal.aborted) wake();
		await promise;
		clearTimeout(timer);
		signal.removeEventListener("abort", wake);
		this.#changed = false;
	}
	close() {
		this.#watcher?.close();
	}
};
/** Where the system has no watches left, looking every now and then must do. */
function watchFolder(dir) {
	try {
		return watch(dir, { persistent: false });
	} catch {
		return;
	}
}

// src/bench/bench.ts
/** More emulators than this at once only slow each other down. */
const MOST_EMULATED_BOARDS = 4;
/** The boards of this machine: as many emulated ones of each emulated platform as it has cores, at most four. */
function createBench(deps) {
	const { platforms, leaseDir, runtimeDir, log, env } = deps;
	const emulated = platforms.filter((platform) => platform.emulated);
	const count = Math.min(availableParallelism(), MOST_EMULATED_BOARDS);
	const known = emulated.flatMap((platform) => Array.from({ length: count }, (_, index) => ({
		id: `${platform.name}-${index}`,
		platform
	})));
	const store = new LeaseStore(leaseDir);
	return {
		boards: async () => {
			await store.prepare();
			return await Promise.all(known.map(async ({ id, platform }) => {
				const holder = await store.holder(id);
				const info = {
					id,
					platform: platform.name,
					probe: platform.probe.kind
				};
				return holder === void 0 ? info : {
					...info,
					leased_by: holder
				};
			}));
		},
		candidates: ({ platform, board }) => candidates(known, platform, board),
		lease: async (want, signal) => {
			const boards = candidates(known, want.platform, want.board);
			await sweepWorkspaces(runtimeDir, log);
			const lease = await waitForLease(store, {
				boards,
				run: want.run,
				timeout_ms: want.timeout_ms
			}, log, signal);
			try {
				const workspace = await createWorkspace(runtimeDir);
				log.debug(`bench: leased ${lease.board}, generation ${lease.generation}`);
				return new EmulatedBoard({
					platform: want.platform,
					lease,
					workspace,
					env
				});
			} catch (error) {
				await lease[Symbol.asyncDispose]();
				throw error;
			}
		}
	};
}
/** The ids of the boards that may serve, in the order to try them. */
function candidates(known, platform, board) {
	const fitting = known.filter((entry) => entry.platform.name === platform.name).map(({ id }) => id);
	if (fitting.length === 0) throw noBoard(known, platform);
	if (board === void 0) return fitting;
	if (fitting.includes(board)) return [board];
	const other = known.find(({ id }) => id === board);
	throw new HilbenchError({
		kind: "input",
		code: "BENCH_UNKNOWN_BOARD",
		message: other === void 0 ? `There is no board "${board}".` : `The board ${board} is a ${other.platform.name}, not a ${platform.name}.`,
		hint: `${didYouMean(board, fitting)}The boards for ${platform.name} are ${fitting.join(", ")}.`
	});
}
function noBoard(known, platform) {
	const names = [...new Set(known.map((entry) => entry.platform.name))];
	return new HilbenchError({
		kind: "input",
		code: "BENCH_NO_BOARD",
		message: `No board of platform ${platform.name} (${platform.title}) is at hand: running on it takes a bench of real boards, which this version cannot drive yet.`,
		hint: `Run on an emulated board: ${names.map((name) => `--platform ${name}`).join(" or ")}.`
	});
}

// src/firmware/compile.ts
/**
* Nothing else of the environment: variables such as CPATH or GCC_EXEC_PREFIX would change the image
* behind the back of its hash.
*/
function environment(context) {
	return {
		PATH: context.search_path,
		TMPDIR: context.buildDir,
		LC_ALL: "C"
	};
}
/** The object of one unit, in `dir/unit.o`. Throws `FIRMWARE_COMPILE_FAILED` (kind `bench`). */
async function compileUnit(unit, flags, dir, context, signal) {
	await mkdir(dir, { recursive: true });
	const object = join(dir, "unit.o");
	const includes = unit.include_dirs.map((include) => `-I${include}`);
	const { compiler } = context.toolchain;
	const result = await runTool({
		file: compiler,
		args: [
			...flags,
			...includes,
			"-c",
			unit.path,
			"-o",
			object
		],
		cwd: context.buildDir,
		env: environment(context),
		timeout_ms: context.timeout_ms,
		signal
	});
	if (result.exit_code !== 0) throw new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_COMPILE_FAILED",
		message: `Compiling ${unit.path} failed with exit status ${result.exit_code ?? "none (it was killed)"}.`,
		hint: "Read the compiler's messages in the detail; if the source is one of hilbench, report them.",
		detail: lastLines(result.stderr)
	});
	if (!await isFilled(object)) throw wroteNothing(compiler, `an object for ${unit.path}`);
}
async function isFilled(file) {
	try {
		return (await readFile(file)).length > 0;
	} catch (error) {
		if (systemErrorCode(error) === "ENOENT") return false;
		throw error;
	}
}
function wroteNothing(compiler, what) {
	return new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_COMPILE_FAILED",
		message: `${compiler} reported success and did not write ${what}.`,
		hint: "Check the compiler and the wrappers around it (ccache, distcc) on PATH; `hilbench doctor` tries it."
	});
}
const MEMORY_TITLES = {
	CODE: "the code memory (CODE)",
	RAM: "the memory for the data and stack of the firmware (RAM)"
};
function linkFailed(exit_code, stderr) {
	const overflow = /region [`'](\w+)' overflowed by (\d+) bytes/.exec(stderr);
	if (overflow !== null) {
		const memory = overflow[1] ?? "";
		return new HilbenchError({
			kind: "input",
			code: "FIRMWARE_TOO_LARGE",
			message: `The image is ${overflow[2]} bytes too large for ${MEMORY_TITLES[memory] ?? memory} of this platform.`,
			hint: "Use a platform with a larger memory, or a model with fewer layers.",
			detail: lastLines(stderr)
		});
	}
	return new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_LINK_FAILED",
		message: `Linking the image failed with exit status ${exit_code ?? "none (it was killed)"}.`,
		hint: "Read the linker's messages in the detail; an incomplete newlib installation is a usual cause.",
		detail: lastLines(stderr)
	});
}
/**
* Links `objects` into `elf` with the port's `image.ld`.
*
* @throws {HilbenchError} `FIRMWARE_TOO_LARGE` (kind `input`), `FIRMWARE_LINK_FAILED`,
*   `FIRMWARE_COMPILE_FAILED` (kind `bench`)
*/
async function linkImage(link, context, signal) {
	const { compiler } = context.toolchain;
	const folders = link.linker_dirs.map((dir) => `-L${dir}`);
	const result = await runTool({
		file: compiler,
		args: [
			...link.flags,
			...link.objects,
			"-lm",
			...folders,
			"-T",
			"image.ld",
			"-o",
			link.elf
		],
		cwd: context.buildDir,
		env: environment(context),
		timeout_ms: context.timeout_ms,
		signal
	});
	if (result.exit_code !== 0) throw linkFailed(result.exit_code, result.stderr);
	if (!await isFilled(link.elf)) throw wroteNothing(compiler, "an image");
	return readFile(link.elf);
}

// src/firmware/elf.ts
const MACHINE_ARM = 40;
const TYPE_EXECUTABLE = 2;
const SECTION_HEADER_BYTES = 40;
const SECTION_TYPE_NOBITS = 8;
const FLAG_WRITE = 1;
const FLAG_ALLOC = 2;
/** More than any linker script of ours makes. */
const MAX_SECTIONS = 256;
const MAX_NAME_BYTES = 255;
function invalid(reason) {
	return new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_IMAGE_INVALID",
		message: `The linked image is not an executable for Arm: ${reason}.`,
		hint: "Check that --toolchain names a working arm-none-eabi-gcc; `hilbench doctor` tries it."
	});
}
/**
* Reads the sections of a 32-bit little-endian Arm executable that take memory, and what they add up to.
*
* @throws {HilbenchError} `FIRMWARE_IMAGE_INVALID` (kind `bench`)
*/
function readElfSizes(bytes) {
	if (bytes.length < 52) throw invalid(`it has ${bytes.length} bytes`);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (view.getUint32(0) !== 2135247942) throw invalid("it does not begin with the ELF magic");
	if (view.getUint8(4) !== 1 || view.getUint8(5) !== 1) throw invalid("it is not 32-bit little-endian");
	if (view.getUint16(16, true) !== TYPE_EXECUTABLE) throw invalid("it is not linked");
	if (view.getUint16(18, true) !== MACHINE_ARM) throw invalid(`its machine is ${view.getUint16(18, true)}`);
	const offset = view.getUint32(32, true);
	const entry_bytes = view.getUint16(46, true);
	const count = view.getUint16(48, true);
	if (entry_bytes < SECTION_HEADER_BYTES || count === 0 || offset + entry_bytes * count > bytes.length) throw invalid("its section headers lie outside the file");
	const headers = Array.from({ length: count }, (_, index) => readHeader(view, offset + index * entry_bytes));
	const names = headers[view.getUint16(50, true)];
	if (names === void 0 || names.offset + names.bytes > bytes.length) throw invalid("the names of its sections lie outside the file");
	const name_table = bytes.subarray(names.offset, names.offset + names.bytes);
	const sections = headers.filter(({ allocated, bytes: section_bytes }) => allocated && section_bytes > 0).map((header) => {
		const { address, bytes: section_bytes, kind } = header;
		return {
			name: sectionName(name_table, header.name_offset),
			address,
			bytes: section_bytes,
			kind
		};
	});
	if (sections.length > MAX_SECTIONS) throw invalid(`it has ${sections.length} sections`);
	const sum = (kind) => sections.filter((section) => section.kind === kind || section.kind === "both").reduce((total, section) => total + section.bytes, 0);
	const rom_bytes = sum("rom");
	if (rom_bytes === 0) throw invalid("it holds no code");
	return {
		rom_bytes,
		ram_bytes: sum("ram"),
		sections
	};
}
/** The section header at `at`, which is inside the file. */
function readHeader(view, at) {
	const flags = view.getUint32(at + 8, true);
	const writable = (flags & FLAG_WRITE) !== 0;
	const stored = view.getUint32(at + 4, true) !== SECTION_TYPE_NOBITS;
	return {
		name_offset: view.getUint32(at, true),
		allocated: (flags & FLAG_ALLOC) !== 0,
		kind: !stored ? "ram" : writable ? "both" : "rom",
		address: view.getUint32(at + 12, true),
		offset: view.getUint32(at + 16, true),
		bytes: view.getUint32(at + 20, true)
	};
}
function sectionName(name_table, offset) {
	const end = name_table.indexOf(0, offset);
	if (end === -1 || end - offset > MAX_NAME_BYTES) throw invalid("the name of a section has no end");
	return plainText(Buffer.from(name_table.subarray(offset, end)).toString("utf8"), MAX_NAME_BYTES);
}

// src/firmware/flags.ts
const CORE_FLAGS = {
	"cortex-m4": [
		"-mcpu=cortex-m4",
		"-mfpu=fpv4-sp-d16",
		"-mfloat-abi=hard",
		"-mthumb"
	],
	"cortex-m7": [
		"-mcpu=cortex-m7",
		"-mfpu=fpv5-d16",
		"-mfloat-abi=hard",
		"-mthumb"
	],
	"cortex-m55": [
		"-mcpu=cortex-m55",
		"-mfloat-abi=hard",
		"-mthumb"
	]
};
/** Without `-g`: no path of this machine gets into an object, so the same sources make the same bytes. */
function compileFlags(core) {
	return [
		...CORE_FLAGS[core],
		"-std=c11",
		"-O3",
		"-Wall",
		"-Wextra",
		"-Werror",
		"-ffunction-sections",
		"-fdata-sections",
		"-fno-common"
	];
}
/** Beside the linker script and where it is. The C library is newlib-nano; there is no heap to give it. */
function linkFlags(core) {
	return [
		...CORE_FLAGS[core],
		"-nostartfiles",
		"--specs=nano.specs",
		"-Wl,--gc-sections",
		"-Wl,--build-id=none",
		"-Wl,--strip-debug"
	];
}

// src/firmware/sources.ts
/** Template folder of what every image has, whatever it is for. */
const COMMON_DIR = "common";
/** Template folder of what an image is for. */
const VARIANT_DIRS = {
	link: "harness",
	power: "power"
};
/** Folder of the files that were made for the model, beside the template folders. */
const GENERATED_DIR = "generated";
const SOURCE = /\.[cS]$/;
const HEADER = /\.h$/;
const LINKER_SCRIPT = /\.ld$/;
function templateError(message, cause) {
	return new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_TEMPLATE_MISSING",
		message,
		hint: "Install hilbench again: its folder templates/firmware is incomplete.",
		cause
	});
}
/** Keeps a path inside the folder it is joined to, and free of what a linker or compiler reads as an option. */
function checkRelativePath(path) {
	if (/^[A-Za-z0-9_][A-Za-z0-9_./-]*$/.test(path) && !isAbsolute(path) && normalize(path) === path && !path.split("/").includes("..")) return path;
	throw new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_BAD_PATH",
		message: `The engine names the source file ${JSON.stringify(path)}, which is not a plain path inside its folder.`,
		hint: "Report this as a defect of hilbench, with the model if you can."
	});
}
async function readTemplate(templatesDir, path) {
	try {
		return {
			path,
			content: await readFile(join(templatesDir, path), "utf8")
		};
	} catch (error) {
		throw templateError(`The firmware template ${path} cannot be read.`, error);
	}
}
/** Files of one folder, by name, so that the order never depends on the file system. */
async function readFolder(templatesDir, folder, pattern) {
	let names;
	try {
		names = await readdir(join(templatesDir, folder));
	} catch (error) {
		throw templateError(`The firmware template folder ${folder} cannot be read.`, error);
	}
	const matching = names.filter((name) => pattern.test(name)).sort();
	return Promise.all(matching.map((name) => readTemplate(templatesDir, `${folder}/${name}`)));
}
async function readFolders(templatesDir, folders, pattern) {
	return (await Promise.all(folders.map((folder) => readFolder(templatesDir, folder, pattern)))).flat();
}
/** Folders that a port shares with others, from its `port.json`. */
async function sharedFolders(templatesDir, port_dir) {
	const { path, content } = await readTemplate(templatesDir, `${port_dir}/port.json`);
	const { shared } = JSON.parse(content);
	if (Array.isArray(shared) && shared.every((item) => typeof item === "string")) return shared.map(checkRelativePath);
	throw templateError(`The firmware template ${path} has no list "shared".`);
}
/**
* Collects everything that goes into an image: what it is for, what all images have, port, engine, and what was
* generated for the model. Only port code sees folders of the port, so all other objects serve every port with the
* same core; and only the code of the variant sees its folder, so all other objects serve every variant.
*
* @throws {HilbenchError} `FIRMWARE_NO_PORT` (kind `input`), `FIRMWARE_TEMPLATE_MISSING`,
*   `FIRMWARE_BAD_PATH` (kind `bench`)
*/
async function collectSources(request, templatesDir) {
	const { platform, engine, variant = "link" } = request;
	if (platform.port === void 0) throw new HilbenchError({
		kind: "input",
		code: "FIRMWARE_NO_PORT",
		message: `There is no firmware for the platform ${platform.name} yet.`,
		hint: "Choose a platform that `hilbench platforms` lists as runnable, for example mps3_an547."
	});
	const generated = engine.generated.map(({ path, content }) => ({
		path: `${GENERATED_DIR}/${checkRelativePath(path)}`,
		content
	}));
	const port_dir = `port/${checkRelativePath(platform.port)}`;
	const port_dirs = [port_dir, ...await sharedFolders(templatesDir, port_dir)];
	const variant_dir = VARIANT_DIRS[variant];
	const engine_dirs = engine.template_folders.map(checkRelativePath);
	/** Units of `files`, which may include from their own `folders` and from the common one. */
	const unitsOf = async (files, folders, more_headers = []) => {
		const include_dirs = [.../* @__PURE__ */ new Set([...folders, COMMON_DIR])];
		const found = await readFolders(templatesDir, include_dirs.filter((folder) => folder !== GENERATED_DIR), HEADER);
		return files.map((file) => ({
			...file,
			include_dirs,
			headers: [...more_headers, ...found]
		}));
	};
	const folderUnits = async (folders) => unitsOf(await readFolders(templatesDir, folders, SOURCE), folders);
	const engine_sources = await Promise.all(engine.template_sources.map((path) => readTemplate(templatesDir, checkRelativePath(path))));
	return {
		units: [
			...await folderUnits([variant_dir]),
			...await folderUnits([COMMON_DIR]),
			...await folderUnits(port_dirs),
			...await unitsOf(engine_sources, engine_dirs),
			...await unitsOf(generated.filter(({ path }) => SOURCE.test(path)), [GENERATED_DIR, ...engine_dirs], generated.filter(({ path }) => HEADER.test(path)))
		],
		linker_scripts: await readFolders(templatesDir, port_dirs, LINKER_SCRIPT),
		linker_dirs: port_dirs
	};
}

// src/firmware/build.ts
/** Part of every hash; raise it when the meaning of what is stored changes. */
const STORE_FORMAT = 1;
const TOOL_TIMEOUT_MS = 12e4;
const OBJECT = "unit.o";
const ELF = "image.elf";
function hashFiles(files) {
	return files.map(({ path, content }) => [path, sha256(content)]);
}
function objectKey(unit, flags, toolchain) {
	return sha256(JSON.stringify([
		STORE_FORMAT,
		toolchain.identity,
		flags,
		unit.path,
		sha256(unit.content),
		hashFiles(unit.headers)
	]));
}
function imageHash(sources, keys, flags, toolchain) {
	return sha256(JSON.stringify([
		STORE_FORMAT,
		toolchain.identity,
		flags,
		keys,
		hashFiles(sources.linker_scripts)
	]));
}
function buildIdSource(build_id) {
	const bytes = Buffer.from(build_id, "hex");
	const literals = Array.from(bytes, (byte) => `0x${byte.toString(16).padStart(2, "0")}`);
	return `#include "hb_build_id.h"\n\nconst uint8_t hb_build_id[${bytes.length}] = {${literals.join(", ")}};\n`;
}
/** Runs `work` on every item, as many at a time as there are processors; the first failure stops the rest. */
async function forAll(items, parent, work) {
	const failed = new AbortController();
	const signal = AbortSignal.any([parent, failed.signal]);
	const queue = items.values();
	let first;
	const worker = async () => {
		try {
			for (const item of queue) {
				throwIfAborted(signal);
				await work(item, signal);
			}
		} catch (error) {
			first ??= { error };
			failed.abort(error);
		}
	};
	await Promise.all(Array.from({ length: Math.min(items.length, availableParallelism()) }, worker));
	if (first !== void 0) throw first.error;
}
async function toImage(entry, hash, toolchain, from_store) {
	const elf_path = entry.path(ELF);
	const sizes = readElfSizes(await readFile(elf_path));
	return {
		hash,
		build_id: hash.slice(0, 32),
		elf_path,
		toolchain: {
			name: toolchain.name,
			version: toolchain.version
		},
		from_store,
		...sizes
	};
}
/** Each path once: units share their headers. */
async function writeFiles(files, dir) {
	for (const [path, content] of new Map(files.map((file) => [file.path, file.content]))) {
		const target = join(dir, path);
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, content);
	}
}
/**
* Builds images with a store under `storeDir`: an image that was built before is not built again, and a
* new model compiles only what was generated for it. Any number of processes may use one store.
*
* `build` throws what `ImageBuilder` says, and `FIRMWARE_STORE_FULL`, `FIRMWARE_STORE_UNUSABLE`,
* `FIRMWARE_COMPILE_TIMEOUT` (kind `bench`), `FIRMWARE_NO_PORT`, `FIRMWARE_TOO_LARGE` (kind `input`).
*/
function createImageBuilder(options) {
	const templatesDir = resolve(options.templatesDir);
	const storeDir = resolve(options.storeDir);
	const { log, search_path } = options;
	const timeout_ms = options.tool_timeout_ms ?? TOOL_TIMEOUT_MS;
	const store = createStore(storeDir, log);
	async function objectOf(unit, key, flags, context, signal) {
		const stored = await store.lookup("objects", key);
		if (stored !== void 0) return stored.path(OBJECT);
		log.debug(`Compiling ${unit.path}`);
		const dir = join(context.buildDir, "..", "objects", key);
		await compileUnit(unit, flags, dir, context, signal);
		return (await store.put("objects", key, dir, [OBJECT])).path(OBJECT);
	}
	async function buildImage(request, toolchain) {
		try {
			var _usingCtx$1 = _usingCtx();
			const { platform, engine, signal } = request;
			const workspace = _usingCtx$1.a(await store.workspace());
			const sources = await collectSources(request, templatesDir);
			const flags = compileFlags(platform.core);
			const link_flags = linkFlags(platform.core);
			const keys = sources.units.map((unit) => objectKey(unit, flags, toolchain));
			const hash = imageHash(sources, keys, link_flags, toolchain);
			const stored = await store.lookup("images", hash);
			if (stored !== void 0) return toImage(stored, hash, toolchain, true);
			log.info(`Building the firmware for ${platform.name} with ${engine.engine} ${engine.version}`);
			const buildDir = join(workspace.dir, "build");
			const context = {
				toolchain,
				buildDir,
				search_path,
				timeout_ms
			};
			const build_id = {
				path: "hb_build_id.c",
				content: buildIdSource(hash.slice(0, 32)),
				include_dirs: [COMMON_DIR],
				headers: []
			};
			await writeFiles([
				...sources.units,
				...sources.units.flatMap(({ headers }) => headers),
				...sources.linker_scripts,
				build_id
			], buildDir);
			const objects = [];
			await forAll([...sources.units.entries()], signal, async ([index, unit], unit_signal) => {
				objects[index] = await objectOf(unit, keys[index] ?? "", flags, context, unit_signal);
			});
			const build_id_dir = join(workspace.dir, "build_id");
			await compileUnit(build_id, flags, build_id_dir, context, signal);
			const elf = await linkImage({
				objects: [...objects, join(build_id_dir, OBJECT)],
				flags: link_flags,
				linker_dirs: sources.linker_dirs,
				elf: join(workspace.dir, ELF)
			}, context, signal);
			readElfSizes(elf);
			const entry = await store.put("images", hash, workspace.dir, [ELF]);
			await store.removeUnused("images");
			await store.removeUnused("objects");
			return toImage(entry, hash, toolchain, false);
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	}
	return { async build(request) {
		throwIfAborted(request.signal);
		const toolchain = await findToolchain({
			name: request.toolchain,
			compiler: options.compiler,
			search_path,
			cacheDir: join(storeDir, "toolchains"),
			timeout_ms,
			signal: request.signal
		});
		try {
			return await buildImage(request, toolchain);
		} catch (error) {
			throw storeError(error, storeDir);
		}
	} };
}

// src/link/errors.ts
/** What a status of the firmware is called and what to do about it, by its number in `hb_status`. */
const STATUSES = {
	1: {
		code: "DEVICE_BAD_REQUEST",
		hint: "Report this with the log of the run: hilbench asked for something that the firmware refuses."
	},
	2: {
		code: "DEVICE_UNKNOWN_COMMAND",
		hint: "Rebuild and reflash the firmware with this version of hilbench."
	},
	3: {
		code: "DEVICE_NOT_READY",
		hint: "Report this with the log of the run: a step was left out before this one."
	},
	4: {
		code: "DEVICE_MODEL_CORRUPT",
		hint: "Run again; if it stays, check the memory the model was placed in (--model-location) and the probe."
	},
	5: {
		code: "DEVICE_MODEL_MISMATCH",
		hint: "Run again with HILBENCH_CACHE_DIR set to an empty folder, so that the image is built for this model."
	},
	6: {
		code: "DEVICE_ARENA_TOO_SMALL",
		hint: "Give the arena more room, or place it in a larger memory with --arena-location."
	},
	7: {
		code: "DEVICE_BAD_ADDRESS",
		hint: "Check the addresses in the platform file against the board's memories."
	},
	8: {
		code: "DEVICE_INVOKE_FAILED",
		hint: "See the device's text; check the model on the host first."
	},
	9: {
		code: "DEVICE_TIMER_DEAD",
		hint: "Check that the debug and trace clocks of the board run; reset the board and run again."
	},
	10: {
		code: "DEVICE_TIMER_OVERFLOW",
		hint: "The inference is longer than the layer timer can count; measure with fewer runs or a smaller model."
	},
	11: {
		code: "DEVICE_UNSUPPORTED",
		hint: "Choose an option that this board has."
	},
	12: {
		code: "DEVICE_FAULT",
		hint: "Look the program counter up in the image's map file; a fault in a kernel is a defect worth reporting."
	}
};
/** A failure that the firmware reported: `DEVICE_…`, kind `bench`. */
var DeviceError = class extends HilbenchError {
	/** `hb_status` of the firmware. */
	status;
	/** What the firmware said, fit to print. */
	text;
	/** With DEVICE_ARENA_TOO_SMALL: arena bytes that would do. */
	needed_bytes;
	constructor(command, failure) {
		const known = STATUSES[failure.status];
		const needed = failure.needed_bytes === void 0 ? "" : `${failure.needed_bytes} bytes are needed`;
		const text = [failure.text, needed].filter((part) => part !== "").join("; ") || "it gave no reason";
		super({
			kind: "bench",
			code: known?.code ?? "DEVICE_FAILED",
			message: `The device failed at ${command} with status ${failure.status}: ${text}.`,
			hint: known?.hint ?? "Rebuild and reflash the firmware with this version of hilbench."
		});
		this.status = failure.status;
		this.text = text;
		if (failure.needed_bytes !== void 0) this.needed_bytes = failure.needed_bytes;
	}
};
function linkTimeout(path, what, timeout_ms) {
	return new HilbenchError({
		kind: "bench",
		code: "LINK_TIMEOUT",
		message: `Nothing came from ${path} within ${timeout_ms} ms in answer to ${what}.`,
		hint: "Check that the board has power and runs the firmware just flashed; allow more time if the model is large."
	});
}
function linkGarbage(path, what, timeout_ms, byte_count) {
	return new HilbenchError({
		kind: "bench",
		code: "LINK_GARBAGE",
		message: `The device on ${path} talks, but not the link protocol: ${byte_count} bytes in ${timeout_ms} ms and no answer to ${what}.`,
		hint: "Check that this is the right port at the right baud rate, and that the board runs the hilbench firmware."
	});
}
function linkProtocol(path, said, expected) {
	return new HilbenchError({
		kind: "bench",
		code: "LINK_PROTOCOL",
		message: `This hilbench speaks version ${expected} of the link protocol; the firmware on ${path} does not: ${said}.`,
		hint: "Rebuild and reflash the firmware with this version of hilbench."
	});
}
function linkClosed(path, what, reason) {
	return new HilbenchError({
		kind: "bench",
		code: "LINK_CLOSED",
		message: `The connection to ${path} ended during ${what}${reason === void 0 ? "" : `: ${reason.message}`}.`,
		hint: "Check cable, hub and power of the board, or why the emulator ended, and run again.",
		...reason === void 0 ? {} : { cause: reason },
		...reason instanceof HilbenchError && reason.detail !== void 0 ? { detail: reason.detail } : {}
	});
}

// src/link/cobs.ts
/**
* Consistent Overhead Byte Stuffing: takes every zero out of a block of bytes, so that a zero can end it.
* S. Cheshire, M. Baker, "Consistent Overhead Byte Stuffing", IEEE/ACM Transactions on Networking 7(2), 1999.
*/
const LONGEST_RUN = 254;
/** Most bytes that `byte_count` bytes become when encoded, without the delimiter. */
function cobsEncodedLimit(byte_count) {
	return byte_count + Math.floor(byte_count / LONGEST_RUN) + 1;
}
/** Encodes `bytes`; the result has no zero. The delimiter is not appended. */
function cobsEncode(bytes) {
	const encoded = new Uint8Array(cobsEncodedLimit(bytes.length));
	let codeAt = 0;
	let writeAt = 1;
	for (const [index, byte] of bytes.entries()) {
		if (byte !== 0) encoded[writeAt++] = byte;
		const run = writeAt - codeAt - 1;
		if (byte === 0 || run === LONGEST_RUN && index < bytes.length - 1) {
			encoded[codeAt] = run + 1;
			codeAt = writeAt++;
		}
	}
	encoded[codeAt] = writeAt - codeAt;
	return encoded.subarray(0, writeAt);
}
/** Decodes a block without its delimiter, or returns undefined when it is not COBS. */
function cobsDecode(encoded) {
	if (encoded.length === 0) return void 0;
	const decoded = new Uint8Array(encoded.length);
	let writeAt = 0;
	let readAt = 0;
	while (readAt < encoded.length) {
		const code = encoded[readAt];
		const end = readAt + code;
		if (code === 0 || end > encoded.length) return void 0;
		const run = encoded.subarray(readAt + 1, end);
		if (run.includes(0)) return void 0;
		decoded.set(run, writeAt);
		writeAt += run.length;
		readAt = end;
		if (code <= LONGEST_RUN && readAt < encoded.length) decoded[writeAt++] = 0;
	}
	return decoded.subarray(0, writeAt);
}

// src/link/frame.ts
/** Frame kinds of docs/link.md. */
const FRAME_KIND = {
	request: 0,
	answer: 1,
	failure: 2,
	log: 3,
	progress: 4
};
const HEADER_BYTES = 4;
const CRC_BYTES$1 = 4;
/** Payloads above this are refused from any device, whatever it says of itself. */
const MAX_PAYLOAD_BYTES = 65536;
/** The bytes of one frame as they go over the wire, delimiter included. */
function encodeFrame(frame) {
	const bodyBytes = HEADER_BYTES + frame.payload.length;
	const body = new Uint8Array(bodyBytes + CRC_BYTES$1);
	const view = new DataView(body.buffer);
	view.setUint8(0, frame.kind);
	view.setUint8(1, frame.command);
	view.setUint16(2, frame.sequence, true);
	body.set(frame.payload, HEADER_BYTES);
	view.setUint32(bodyBytes, crc32(body.subarray(0, bodyBytes)), true);
	const encoded = cobsEncode(body);
	const wire = new Uint8Array(encoded.length + 1);
	wire.set(encoded);
	return wire;
}
function decodeBlock(block, max_payload_bytes) {
	const body = cobsDecode(block);
	if (body === void 0 || body.length < 8) return void 0;
	const bodyBytes = body.length - CRC_BYTES$1;
	if (bodyBytes - HEADER_BYTES > max_payload_bytes) return void 0;
	const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
	if (view.getUint32(bodyBytes, true) !== crc32(body.subarray(0, bodyBytes))) return void 0;
	return {
		kind: view.getUint8(0),
		command: view.getUint8(1),
		sequence: view.getUint16(2, true),
		payload: body.subarray(HEADER_BYTES, bodyBytes)
	};
}
/** Finds frames in a stream of bytes that arrives in chunks of any size. Keeps at most one frame's bytes. */
var FrameDecoder = class {
	#onFrame;
	#max_payload_bytes;
	#pending;
	#pendingBytes = 0;
	#overlong = false;
	#frames = 0;
	#bad_frames = 0;
	#discarded_bytes = 0;
	constructor(onFrame, max_payload_bytes = MAX_PAYLOAD_BYTES) {
		this.#onFrame = onFrame;
		this.#max_payload_bytes = max_payload_bytes;
		this.#pending = new Uint8Array(cobsEncodedLimit(HEADER_BYTES + max_payload_bytes + CRC_BYTES$1));
	}
	get stats() {
		return {
			frames: this.#frames,
			bad_frames: this.#bad_frames,
			discarded_bytes: this.#discarded_bytes
		};
	}
	/** Bytes received that belong to no finished frame yet. */
	get pending_bytes() {
		return this.#pendingBytes;
	}
	push(bytes) {
		let from = 0;
		while (from < bytes.length) {
			const delimiter = bytes.indexOf(0, from);
			const to = delimiter === -1 ? bytes.length : delimiter;
			this.#collect(bytes.subarray(from, to));
			if (delimiter === -1) return;
			this.#finishBlock();
			from = delimiter + 1;
		}
	}
	#collect(part) {
		if (!this.#overlong && this.#pendingBytes + part.length <= this.#pending.length) {
			this.#pending.set(part, this.#pendingBytes);
			this.#pendingBytes += part.length;
			return;
		}
		this.#discarded_bytes += this.#pendingBytes + part.length;
		this.#pendingBytes = 0;
		this.#overlong = true;
	}
	#finishBlock() {
		const block = this.#pending.slice(0, this.#pendingBytes);
		const overlong = this.#overlong;
		this.#pendingBytes = 0;
		this.#overlong = false;
		if (overlong) {
			this.#bad_frames++;
			return;
		}
		if (block.length === 0) return;
		const frame = decodeBlock(block, this.#max_payload_bytes);
		if (frame === void 0) {
			this.#bad_frames++;
			this.#discarded_bytes += block.length;
			return;
		}
		this.#frames++;
		this.#onFrame(frame);
	}
};

// src/link/payload.ts
/** What a device sent cannot be right although its CRC is. */
function malformed(what, why) {
	return new HilbenchError({
		kind: "bench",
		code: "LINK_MALFORMED",
		message: `The device's ${what} makes no sense: ${why}.`,
		hint: "Rebuild and reflash the firmware with this version of hilbench; if it stays, report the firmware as faulty."
	});
}
/** Takes a payload apart, little-endian, never past its end. `what` names it in errors. */
var PayloadReader = class {
	#bytes;
	#view;
	#what;
	#at = 0;
	constructor(bytes, what) {
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#what = what;
	}
	get remaining_bytes() {
		return this.#bytes.length - this.#at;
	}
	#take(byte_count) {
		if (byte_count > this.remaining_bytes) throw malformed(this.#what, `it ends after ${this.#bytes.length} bytes, but ${this.#at + byte_count} are needed`);
		const at = this.#at;
		this.#at += byte_count;
		return at;
	}
	u8() {
		return this.#view.getUint8(this.#take(1));
	}
	u16() {
		return this.#view.getUint16(this.#take(2), true);
	}
	u32() {
		return this.#view.getUint32(this.#take(4), true);
	}
	u64() {
		return this.#view.getBigUint64(this.#take(8), true);
	}
	bytes(byte_count) {
		const at = this.#take(byte_count);
		return this.#bytes.subarray(at, at + byte_count);
	}
	/** `u8` length, then UTF-8; bytes that are not become U+FFFD. Untrusted text. */
	str() {
		return new TextDecoder().decode(this.bytes(this.u8()));
	}
	/** Throws when bytes are left over. */
	end() {
		if (this.remaining_bytes > 0) throw malformed(this.#what, `it has ${this.remaining_bytes} bytes more than the ${this.#at} that belong to it`);
	}
};
const FIELD_LIMITS = {
	u8: 255,
	u16: 65535,
	u32: 4294967295
};
/** Puts fields together, little-endian. A number that does not fit is a defect of the caller: RangeError. */
function buildPayload(...fields) {
	const parts = fields.map((field) => {
		if ("bytes" in field) return field.bytes;
		const [width, value] = Object.entries(field)[0];
		if (!Number.isInteger(value) || value < 0 || value > FIELD_LIMITS[width]) throw new RangeError(`${value} does not fit a ${width}`);
		const part = /* @__PURE__ */ new Uint8Array(4);
		new DataView(part.buffer).setUint32(0, value, true);
		return part.subarray(0, width === "u8" ? 1 : width === "u16" ? 2 : 4);
	});
	return new Uint8Array(Buffer.concat(parts));
}

// src/link/messages.ts
const PROTOCOL_VERSION = 1;
/** Command codes of docs/link.md. */
const COMMAND = {
	HELLO: 1,
	ECHO: 2,
	MEMORY_WRITE: 16,
	MODEL_SELECT: 32,
	CONFIGURE: 33,
	TENSOR_INFO: 34,
	INPUT_SEED: 48,
	INPUT_WRITE: 49,
	INVOKE: 50,
	OUTPUT_READ: 51,
	PROFILE: 64,
	LAYERS_READ: 65,
	CPU_MODE: 80,
	RESET: 81
};
/** What the host takes from a device at most; more is nonsense and would only cost time and memory. */
const LIMITS = {
	tensors: 256,
	layers: 65536,
	rank: 8,
	tensor_bytes: 2 ** 28,
	counters: 16,
	groups: 64
};
const LEAST_PAYLOAD_BYTES = 64;
const UNITS = ["cycles", "instructions"];
/** Names by their number in the TFLite schema. */
const TENSOR_TYPES = [
	"FLOAT32",
	"FLOAT16",
	"INT32",
	"UINT8",
	"INT64",
	"STRING",
	"BOOL",
	"INT16",
	"COMPLEX64",
	"INT8",
	"FLOAT64",
	"COMPLEX128",
	"UINT64",
	"RESOURCE",
	"VARIANT",
	"UINT32",
	"UINT16",
	"INT4"
];
/** A `str` holds at most 255 bytes, so nothing is cut; control characters are made visible. */
function text(reader) {
	return plainText(reader.str().trim(), 255);
}
const encode = {
	hello: () => buildPayload({ u16: 1 }),
	memoryWrite: (address, bytes) => buildPayload({ u32: address }, { bytes }),
	modelSelect: (model) => buildPayload({ u32: model.source }, { u32: model.address }, { u32: model.bytes }, { u32: model.crc32 }),
	configure: (arena) => buildPayload({ u32: arena.address }, { u32: arena.bytes }, { u32: arena.resource_variables }),
	tensorInfo: (direction, index) => buildPayload({ u8: direction === "input" ? 0 : 1 }, { u16: index }),
	inputSeed: (seed, run) => buildPayload({ u32: seed }, { u32: run }),
	inputWrite: (index, offset, bytes) => buildPayload({ u16: index }, { u32: offset }, { bytes }),
	outputRead: (index, offset, byte_count) => buildPayload({ u16: index }, { u32: offset }, { u32: byte_count }),
	profile: (request) => buildPayload({ u32: request.warmup }, { u32: request.runs }, { u16: request.group }, { u32: request.seed }),
	layersRead: (first, count) => buildPayload({ u32: first }, { u32: count }),
	cpuMode: (mode) => buildPayload({ u8: mode === "lp" ? 0 : 1 })
};
/** The protocol version is the first field in every version, so that it can be read before the rest. */
function decodeHelloVersion(payload) {
	return new PayloadReader(payload, "HELLO").u16();
}
/** The answer to HELLO of this protocol version. @throws {HilbenchError} `LINK_MALFORMED`, as all of these do */
function decodeHello(payload) {
	const reader = new PayloadReader(payload, "HELLO");
	const protocol = reader.u16();
	const build_id = Buffer.from(reader.bytes(16)).toString("hex");
	const unitNumber = reader.u8();
	const unit = UNITS[unitNumber];
	if (unit === void 0) throw malformed("HELLO", `its timer unit is ${unitNumber}`);
	const timer_hz = reader.u32();
	const max_payload_bytes = reader.u32();
	if (max_payload_bytes < LEAST_PAYLOAD_BYTES) throw malformed("HELLO", `its largest payload is ${max_payload_bytes} bytes, under ${LEAST_PAYLOAD_BYTES}`);
	const port = text(reader);
	const cpu = text(reader);
	const engine = text(reader);
	const engine_version = text(reader);
	const groups = reader.u8();
	if (groups > LIMITS.groups) throw malformed("HELLO", `it has ${groups} counter groups`);
	const counter_groups = Array.from({ length: groups }, () => {
		const counters = reader.u8();
		if (counters > LIMITS.counters) throw malformed("HELLO", `a group has ${counters} counters`);
		return Array.from({ length: counters }, () => text(reader));
	});
	reader.end();
	return {
		protocol,
		build_id,
		port,
		engine,
		engine_version,
		cpu,
		max_payload_bytes,
		unit,
		timer_hz,
		counter_groups
	};
}
/** The answer to CONFIGURE, within what the host takes from a device. */
function decodeConfigure(payload) {
	const reader = new PayloadReader(payload, "answer to CONFIGURE");
	const answer = {
		arena_used_bytes: reader.u32(),
		layers: reader.u32(),
		inputs: reader.u16(),
		outputs: reader.u16()
	};
	reader.end();
	if (answer.layers > LIMITS.layers || answer.inputs > LIMITS.tensors || answer.outputs > LIMITS.tensors) throw malformed("answer to CONFIGURE", `it claims ${answer.layers} layers, ${answer.inputs} inputs and ${answer.outputs} outputs`);
	return answer;
}
/** The answer to TENSOR_INFO. Its bytes are not checked against its shape: the file says what they must be. */
function decodeTensorInfo(payload) {
	const what = "answer to TENSOR_INFO";
	const reader = new PayloadReader(payload, what);
	const typeNumber = reader.u8();
	const type = TENSOR_TYPES[typeNumber];
	if (type === void 0) throw malformed(what, `tensor type ${typeNumber} is unknown`);
	const rank = reader.u8();
	if (rank > LIMITS.rank) throw malformed(what, `a tensor has ${rank} dimensions`);
	const bytes = reader.u32();
	if (bytes > LIMITS.tensor_bytes) throw malformed(what, `a tensor has ${bytes} bytes`);
	const shape = Array.from({ length: rank }, () => reader.u32());
	reader.end();
	return {
		type,
		shape,
		bytes
	};
}
function decodeU32(payload, command) {
	const reader = new PayloadReader(payload, `answer to ${command}`);
	const value = reader.u32();
	reader.end();
	return value;
}
function decodeU64(payload, command) {
	const reader = new PayloadReader(payload, `answer to ${command}`);
	const value = reader.u64();
	reader.end();
	return value;
}
/** The bytes of an answer that must have exactly `byte_count` of them. */
function decodeBytes(payload, byte_count, command) {
	const reader = new PayloadReader(payload, `answer to ${command}`);
	const bytes = reader.bytes(byte_count);
	reader.end();
	return bytes;
}
function decodeTickSums(reader) {
	return {
		sum: reader.u64(),
		min: reader.u64(),
		max: reader.u64()
	};
}
/** The answer to PROFILE; ticks are of the port's unit, over all runs. */
function decodeProfile(payload) {
	const reader = new PayloadReader(payload, "answer to PROFILE");
	const runs = reader.u32();
	const total = decodeTickSums(reader);
	reader.end();
	return {
		runs,
		total
	};
}
/** Bytes of one layer in an answer to LAYERS_READ. */
function layerRecordBytes(counters) {
	return 24 + 8 * counters;
}
/** The answer to LAYERS_READ: `count` records of `counters` counters each. */
function decodeLayers(payload, count, counters) {
	const reader = new PayloadReader(payload, "answer to LAYERS_READ");
	const layers = Array.from({ length: count }, () => ({
		ticks: decodeTickSums(reader),
		counters: Array.from({ length: counters }, () => reader.u64())
	}));
	reader.end();
	return layers;
}
const STATUS_ARENA_TOO_SMALL = 6;
/** The payload of a failure, whatever the command. */
function decodeFailure$1(payload) {
	const reader = new PayloadReader(payload, "failure message");
	const failure = {
		status: reader.u16(),
		text: text(reader)
	};
	if (failure.status === STATUS_ARENA_TOO_SMALL && reader.remaining_bytes >= 4) return {
		...failure,
		needed_bytes: reader.u32()
	};
	return failure;
}
const LOG_LEVELS = [
	"info",
	"warning",
	"error"
];
function decodeLog(payload) {
	const reader = new PayloadReader(payload, "log line");
	return {
		level: LOG_LEVELS[reader.u8()] ?? "error",
		text: text(reader)
	};
}
/** The name of a command for people; its number in hex when there is none. */
function commandName(code) {
	return Object.entries(COMMAND).find(([, value]) => value === code)?.[0] ?? `0x${code.toString(16)}`;
}

// src/link/session.ts
/** A device that only talks must not fill the log of a run. */
const MAX_LOG_LINES = 1e4;
/**
* Requests and answers over one transport, one at a time. A request whose answer does not come is sent
* again with the same sequence number, which the firmware never executes twice.
*/
var LinkSession = class {
	#transport;
	#signal;
	#log;
	#decoder;
	#queue = Promise.resolve();
	#pending;
	#sequence = 0;
	#closed;
	#requests = 0;
	#resends = 0;
	#stray_frames = 0;
	#log_lines = 0;
	constructor(transport, signal, log) {
		this.#transport = transport;
		this.#signal = signal;
		this.#log = log;
		this.#decoder = new FrameDecoder((frame) => this.#receive(frame));
		transport.onData((bytes) => this.#decoder.push(bytes));
		transport.onClose((reason) => this.#close(reason));
	}
	get stats() {
		const { bad_frames, discarded_bytes } = this.#decoder.stats;
		return {
			requests: this.#requests,
			resends: this.#resends,
			bad_frames,
			discarded_bytes,
			stray_frames: this.#stray_frames
		};
	}
	/**
	* Sends one request and returns the payload of its answer. Requests made at once wait for each other.
	*
	* @throws {HilbenchError} `LINK_TIMEOUT`, `LINK_GARBAGE`, `LINK_CLOSED`, `DEVICE_…`, or the reason of the abort
	*/
	request(command, payload, policy) {
		const answer = this.#queue.then(() => this.#exchange(command, payload, policy));
		this.#queue = answer.catch(() => void 0);
		return answer;
	}
	/** Bytes that end a broken frame the device may hold. */
	async flush() {
		await this.#transport.write(Uint8Array.of(0)).catch((error) => this.#close(asError(error)));
	}
	async #exchange(name, payload, policy) {
		throwIfAborted(this.#signal);
		const { path } = this.#transport;
		if (this.#closed !== void 0) throw linkClosed(path, name, this.#closed.reason);
		const command = COMMAND[name];
		this.#sequence = command === COMMAND.HELLO ? 1 : this.#sequence % 65535 + 1;
		const sequence = this.#sequence;
		const wire = encodeFrame({
			kind: FRAME_KIND.request,
			command,
			sequence,
			payload
		});
		this.#requests++;
		const { promise, resolve, reject } = Promise.withResolvers();
		let resendTimer;
		let heardBytes = this.#heardBytes();
		let writing = false;
		const send = async () => {
			if (writing) return;
			writing = true;
			try {
				await this.#transport.write(wire);
			} catch (error) {
				this.#close(asError(error));
			} finally {
				writing = false;
			}
		};
		const resendAfter = (wait_ms) => {
			resendTimer = setTimeout(() => {
				this.#resends++;
				send();
				resendAfter(wait_ms * policy.backoff);
			}, wait_ms);
		};
		const giveUp = () => {
			const garbage = this.#heardBytes() - heardBytes;
			reject(garbage > 0 ? linkGarbage(path, name, policy.timeout_ms, garbage) : linkTimeout(path, name, policy.timeout_ms));
		};
		let deadline = setTimeout(giveUp, policy.timeout_ms);
		const onAbort = () => {
			const { reason } = this.#signal;
			reject(reason instanceof HilbenchError ? reason : cancelled());
		};
		this.#signal.addEventListener("abort", onAbort, { once: true });
		this.#pending = {
			command,
			sequence,
			onClose: () => reject(linkClosed(path, name, this.#closed?.reason)),
			onFrame: (frame) => {
				if (frame.kind === FRAME_KIND.answer) resolve(frame.payload);
				else if (frame.kind === FRAME_KIND.failure) rejectWith(frame.payload);
				else if (policy.onProgress?.(frame.payload) === true) {
					clearTimeout(deadline);
					deadline = setTimeout(giveUp, policy.timeout_ms);
					clearTimeout(resendTimer);
					resendAfter(policy.timeout_ms / 2);
					heardBytes = this.#heardBytes();
				}
			}
		};
		const rejectWith = (failure) => {
			try {
				reject(new DeviceError(name, decodeFailure$1(failure)));
			} catch (error) {
				reject(error);
			}
		};
		try {
			send();
			resendAfter(policy.resend_after_ms);
			return await promise;
		} finally {
			clearTimeout(deadline);
			clearTimeout(resendTimer);
			this.#signal.removeEventListener("abort", onAbort);
			this.#pending = void 0;
		}
	}
	/** Bytes that came and were no frame. */
	#heardBytes() {
		return this.#decoder.stats.discarded_bytes + this.#decoder.pending_bytes;
	}
	#receive(frame) {
		if (frame.kind === FRAME_KIND.log) {
			this.#logLine(frame.payload);
			return;
		}
		const pending = this.#pending;
		if (!(frame.kind === FRAME_KIND.answer || frame.kind === FRAME_KIND.failure || frame.kind === FRAME_KIND.progress) || pending?.command !== frame.command || pending.sequence !== frame.sequence) {
			this.#stray_frames++;
			this.#log.debug(`link: ignored a frame of kind ${frame.kind} for ${commandName(frame.command)} ${frame.sequence}`);
			return;
		}
		pending.onFrame(frame);
	}
	#logLine(payload) {
		this.#log_lines++;
		if (this.#log_lines > MAX_LOG_LINES) return;
		if (this.#log_lines === MAX_LOG_LINES) {
			this.#log.warn(`device: more than ${MAX_LOG_LINES} log lines; the rest is not shown`);
			return;
		}
		try {
			const { level, text } = decodeLog(payload);
			if (level === "info") this.#log.info(`device: ${text}`);
			else this.#log.warn(`device: ${text}`);
		} catch (error) {
			this.#stray_frames++;
			this.#log.debug(`link: ${asError(error).message}`);
		}
	}
	#close(reason) {
		this.#closed ??= { reason };
		this.#pending?.onClose();
	}
};
function asError(error) {
	return error instanceof Error ? error : new Error(String(error));
}

// src/link/ticks.ts
function exactNumber(value, what) {
	if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw malformed("profile", `${what} is ${value}, too large to be a count`);
	return Number(value);
}
function mean(sum, runs, what) {
	const divisor = BigInt(runs);
	return exactNumber(sum / divisor, what) + Number(sum % divisor) / runs;
}
/** Mean, least and most over `runs`. Throws `LINK_MALFORMED` when the three contradict each other. */
function meanTicks(sums, runs, what) {
	const { sum, min, max } = sums;
	if (min > max || sum < min * BigInt(runs) || sum > max * BigInt(runs)) throw malformed("profile", `${what}: ${runs} runs from ${min} to ${max} cannot add up to ${sum}`);
	return {
		ticks: mean(sum, runs, what),
		ticks_min: exactNumber(min, what),
		ticks_max: exactNumber(max, what)
	};
}
/** One layer's sums over `runs` as means per iteration. */
function layerRecord(index, sums, runs) {
	const what = `layer ${index}`;
	return {
		index,
		...meanTicks(sums.ticks, runs, what),
		counters: sums.counters.map((sum) => mean(sum, runs, what))
	};
}

// src/link/device.ts
const DEFAULT_HANDSHAKE_MS = 1e4;
const DEFAULT_REQUEST_MS = 1e4;
const HELLO_RESEND_MS = 100;
const RESEND_MS = 400;
/** A slow UART carries this many bytes a millisecond, with room to spare (115200 baud: 11). */
const BYTES_PER_MS = 4;
/** A slow core copies and checks this many bytes of model a millisecond. */
const MODEL_BYTES_PER_MS = 500;
const CONFIGURE_MS = 3e4;
/**
* Greets the firmware on the other end of `transport` and returns it as a device.
* The transport belongs to the device from here on: it is closed when the device is disposed or the greeting fails.
*
* @throws {HilbenchError} `LINK_TIMEOUT` silence; `LINK_GARBAGE` bytes that are no frames; `LINK_PROTOCOL` another
*   version; `LINK_CLOSED` port gone; `LINK_MALFORMED` an impossible answer; `DEVICE_…` the firmware refused
*/
async function connectDevice(transport, options) {
	try {
		throwIfAborted(options.signal);
		const session = new LinkSession(transport, options.signal, options.log);
		session.flush();
		const hello = await greet(session, transport.path, options.handshake_timeout_ms ?? DEFAULT_HANDSHAKE_MS);
		return new SessionDevice(transport, session, hello, options.request_timeout_ms ?? DEFAULT_REQUEST_MS);
	} catch (error) {
		await transport[Symbol.asyncDispose]();
		throw error;
	}
}
async function greet(session, path, timeout_ms) {
	try {
		const answer = await session.request("HELLO", encode.hello(), {
			timeout_ms,
			resend_after_ms: HELLO_RESEND_MS,
			backoff: 1
		});
		const version = decodeHelloVersion(answer);
		if (version !== 1) throw linkProtocol(path, `it answers with version ${version}`, 1);
		return decodeHello(answer);
	} catch (error) {
		if (error instanceof DeviceError && error.status === 11) throw linkProtocol(path, error.text, 1);
		throw error;
	}
}
var SessionDevice = class {
	hello;
	#transport;
	#session;
	#request_timeout_ms;
	#max_payload_bytes;
	#model;
	constructor(transport, session, hello, request_timeout_ms) {
		this.hello = hello;
		this.#transport = transport;
		this.#session = session;
		this.#request_timeout_ms = request_timeout_ms;
		this.#max_payload_bytes = Math.min(hello.max_payload_bytes, MAX_PAYLOAD_BYTES);
	}
	get stats() {
		return this.#session.stats;
	}
	async [Symbol.asyncDispose]() {
		await this.#transport[Symbol.asyncDispose]();
	}
	async selectModel(model) {
		this.#model = void 0;
		const work_ms = model.bytes / MODEL_BYTES_PER_MS;
		await this.#command("MODEL_SELECT", encode.modelSelect(model), { work_ms });
	}
	async configure(arena) {
		this.#model = void 0;
		const payload = await this.#request("CONFIGURE", encode.configure(arena), { work_ms: CONFIGURE_MS });
		const answer = decodeConfigure(payload);
		this.#model = {
			arena_used_bytes: answer.arena_used_bytes,
			layers: answer.layers,
			inputs: await this.#tensors("input", answer.inputs),
			outputs: await this.#tensors("output", answer.outputs)
		};
		return this.#model;
	}
	async #tensors(direction, count) {
		const tensors = [];
		for (let index = 0; index < count; index++) tensors.push(decodeTensorInfo(await this.#request("TENSOR_INFO", encode.tensorInfo(direction, index))));
		return tensors;
	}
	async seedInputs(seed, run) {
		return decodeU32(await this.#request("INPUT_SEED", encode.inputSeed(seed, run)), "INPUT_SEED");
	}
	async writeInput(index, bytes) {
		for (const [offset, chunk] of this.#chunks(bytes, 6)) await this.#command("INPUT_WRITE", encode.inputWrite(index, offset, chunk));
	}
	async writeMemory(address, bytes) {
		for (const [offset, chunk] of this.#chunks(bytes, 4)) await this.#command("MEMORY_WRITE", encode.memoryWrite(address + offset, chunk));
	}
	async invoke(timeout_ms) {
		decodeU64(await this.#request("INVOKE", /* @__PURE__ */ new Uint8Array(), { timeout_ms }), "INVOKE");
	}
	async readOutput(index) {
		const output = this.#configured().outputs[index];
		if (output === void 0) throw new RangeError(`the model has no output ${index}`);
		const bytes = new Uint8Array(output.bytes);
		for (let offset = 0; offset < bytes.length;) {
			const count = Math.min(this.#max_payload_bytes, bytes.length - offset);
			const payload = await this.#request("OUTPUT_READ", encode.outputRead(index, offset, count), { answer_bytes: count });
			bytes.set(decodeBytes(payload, count, "OUTPUT_READ"), offset);
			offset += count;
		}
		return bytes;
	}
	async profile(request, onProgress) {
		const { layers } = this.#configured();
		const counters = this.hello.counter_groups[request.group]?.length ?? 0;
		let warmed = 0;
		let done = 0;
		const payload = await this.#request("PROFILE", encode.profile(request), {
			timeout_ms: request.timeout_ms,
			onProgress: (progress) => {
				if (progress.length !== 4) return false;
				const now = new PayloadReader(progress, "progress").u32();
				if (now === 0 && done === 0 && warmed < request.warmup) {
					warmed += 1;
					return true;
				}
				if (now <= done || now > request.runs) return false;
				done = now;
				onProgress(done);
				return true;
			}
		});
		const { runs, total } = decodeProfile(payload);
		if (runs !== request.runs || runs === 0) throw malformed("answer to PROFILE", `it measured ${runs} runs where ${request.runs} were asked for`);
		return {
			runs,
			total: meanTicks(total, runs, "the whole inference"),
			layers: await this.#readLayers(layers, counters, runs)
		};
	}
	async #readLayers(count, counters, runs) {
		const record_bytes = layerRecordBytes(counters);
		const perAnswer = Math.floor(this.#max_payload_bytes / record_bytes);
		if (perAnswer === 0) throw malformed("HELLO", "its largest payload does not hold one layer record");
		const layers = [];
		while (layers.length < count) {
			const first = layers.length;
			const wanted = Math.min(perAnswer, count - first);
			const payload = await this.#request("LAYERS_READ", encode.layersRead(first, wanted), { answer_bytes: wanted * record_bytes });
			decodeLayers(payload, wanted, counters).forEach((sums, at) => {
				layers.push(layerRecord(first + at, sums, runs));
			});
		}
		return layers;
	}
	async setCpuMode(mode) {
		await this.#command("CPU_MODE", encode.cpuMode(mode));
	}
	async echo(bytes) {
		const payload = await this.#request("ECHO", bytes, { answer_bytes: bytes.length });
		if (Buffer.compare(payload, bytes) !== 0) throw malformed("answer to ECHO", "it is not what was sent");
	}
	#configured() {
		if (this.#model === void 0) throw new Error("configure() comes first");
		return this.#model;
	}
	*#chunks(bytes, header_bytes) {
		const chunk_bytes = this.#max_payload_bytes - header_bytes;
		for (let offset = 0; offset < bytes.length; offset += chunk_bytes) yield [offset, bytes.subarray(offset, offset + chunk_bytes)];
	}
	/** A request whose answer carries nothing. */
	async #command(name, payload, cost = {}) {
		decodeBytes(await this.#request(name, payload, cost), 0, name);
	}
	async #request(name, payload, cost = {}) {
		const transfer_ms = Math.ceil((payload.length + (cost.answer_bytes ?? 0)) / BYTES_PER_MS);
		const policy = {
			timeout_ms: cost.timeout_ms ?? this.#request_timeout_ms + transfer_ms + Math.ceil(cost.work_ms ?? 0),
			resend_after_ms: RESEND_MS + transfer_ms,
			backoff: 2,
			...cost.onProgress === void 0 ? {} : { onProgress: cost.onProgress }
		};
		return await this.#session.request(name, payload, policy);
	}
};

// src/power/errors.ts
/** Windows are given from 0 and told from 1; times are told with four digits. */
function powerError(code, message, hint, cause) {
	return new HilbenchError({
		kind: "bench",
		code: `POWER_${code}`,
		message,
		hint,
		...cause === void 0 ? {} : { cause }
	});
}
const ms = (value) => `${Number(value.toPrecision(4))} ms`;
/** `what` completes "Window 2: …". */
function wrongEdges(window, what) {
	return powerError("EDGES", `Window ${window + 1}: ${what}; one rise and one fall of gate belong to a window.`, "Check the gate wire between the board and the monitor and the threshold of the monitor's input, then run again.");
}
/** `missing` samples from `at_id` on; `during` says where in the recording. */
function gap(missing, at_id, during) {
	return powerError("GAP", `${missing} samples are missing at sample id ${at_id}, ${during}.`, "Take load off this host and its USB bus, then run again; an energy with samples missing is not reported.");
}
function netNegative(window, mean_current_a) {
	return powerError("NEGATIVE", `Window ${window + 1}: the current is ${mean_current_a.toPrecision(3)} A on average; a board that runs draws more than none.`, "Check that the board is supplied through the monitor, and only through it, and that IN and OUT are not swapped.");
}
function windowShort(window_ms, minimum_ms, inferences) {
	return powerError("WINDOW_SHORT", `${inferences} inferences, the most there can be in a window, take ${ms(window_ms)}; the monitor needs ${ms(minimum_ms)}.`, "The model is too small for this monitor: choose --cpu-mode LP or a monitor that samples faster.");
}
/** `what` says both counts. */
function countMismatch(window, what) {
	return powerError("COUNT_MISMATCH", `Window ${window + 1}: ${what}.`, "Check the clock that the platform file gives for this CPU mode, and the gate wire; the firmware's count and the gate must agree.");
}
function outOfRange(what, value, unit, at_id) {
	return powerError("RANGE", `The ${what} reaches ${Number(value.toPrecision(4))} ${unit} near sample id ${at_id}, beyond what the monitor measures.`, "Look for a loose contact, a short, or another load on the supply; choose a wider range of the monitor, then run again.");
}
function monitorLost(monitor, cause) {
	return powerError("MONITOR_LOST", `The power monitor (${monitor}) is gone in the middle of a measurement${cause instanceof Error ? `: ${plainText(cause.message, 300)}` : ""}.`, "Check its cable and that no other program took it, then run again.", cause);
}
/** `why` completes "… makes no sense: ". */
function monitorData(monitor, why) {
	return powerError("MONITOR_DATA", `What the power monitor (${monitor}) sends makes no sense: ${plainText(why, 300)}.`, "Run again; if it stays, check the wires between board and monitor, and rebuild the firmware.");
}
function notReady(timeout_ms) {
	return powerError("NOT_READY", `The board did not raise state within ${ms(timeout_ms)}.`, "Check the state wire between the board and the monitor, and that the board starts; then run again.");
}
function noGate(window, timeout_ms) {
	return powerError("NO_GATE", `Window ${window + 1}: go was raised, and gate did not rise within ${ms(timeout_ms)}.`, "Check the go and gate wires between the board and the monitor, then run again.");
}
/** `what` completes "did not …". */
function windowTimeout(window, what, timeout_ms) {
	return powerError("WINDOW_TIMEOUT", `Window ${window + 1}: the board did not ${what} within ${ms(timeout_ms)}.`, "Run again with a smaller --runs-power; if it stays, the firmware hangs: report it with the model.");
}
function noReport(window, timeout_ms) {
	return powerError("NO_REPORT", `Window ${window + 1}: the board did not report its own count within ${ms(timeout_ms)}.`, "Run again; if it stays, rebuild the firmware with this version of hilbench.");
}
/** `status` is an `hb_status`; `text`, which may be empty, is the board's own. */
function deviceFailed(status, text) {
	return powerError("DEVICE_FAILED", `The board cannot run the model for a power measurement; it answers status ${status}${text === "" ? "" : `: ${plainText(text, 300)}`}.`, "Run again without a power monitor: the same model then says over the link what is wrong with it.");
}

// src/power/wires.ts
/** Records of "The wires of an emulated board" in docs/power.md. */
const RECORD = {
	edge: 1,
	go: 2,
	report: 3,
	failure: 4,
	begin: 5
};
/** More than any record is; a line that sends no delimiter must not fill the memory. */
const LONGEST_FRAME_BYTES = 512;
const CRC_BYTES = 4;
const WIRES = ["gate", "state"];
/** One record, ready for the line. */
function encodeRecord(kind, body) {
	const content = buildPayload({ u8: kind }, { bytes: body });
	const frame = cobsEncode(buildPayload({ bytes: content }, { u32: crc32(content) }));
	return buildPayload({ bytes: frame }, { u8: 0 });
}
/** Takes the device's bytes apart as they come. */
var RecordDecoder = class {
	#pending = Buffer.alloc(0);
	/**
	* @returns the records that `bytes` completes
	* @throws {RangeError} what is wrong with them, when they are not records
	*/
	push(bytes) {
		let rest = Buffer.concat([this.#pending, bytes]);
		const records = [];
		for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
			if (end > 0) records.push(decodeFrame(rest.subarray(0, end)));
			rest = rest.subarray(end + 1);
		}
		if (rest.length > LONGEST_FRAME_BYTES) throw new RangeError(`${rest.length} bytes without an end of a record`);
		this.#pending = rest;
		return records;
	}
};
function decodeFrame(frame) {
	const decoded = cobsDecode(frame);
	if (decoded === void 0 || decoded.length < 5) throw new RangeError(`${frame.length} bytes that are no record`);
	const view = new DataView(decoded.buffer, decoded.byteOffset, decoded.byteLength);
	const crcAt = decoded.length - CRC_BYTES;
	const body = new DataView(decoded.buffer, decoded.byteOffset + 1, crcAt - 1);
	const kind = view.getUint8(0);
	if (crc32(decoded.subarray(0, crcAt)) !== view.getUint32(crcAt, true)) throw new RangeError(`a damaged record of ${decoded.length} bytes`);
	switch (kind) {
		case RECORD.edge: return decodeEdge(body);
		case RECORD.report:
			expectBytes(body, 16, "report");
			return {
				kind: "report",
				window: body.getUint32(0, true),
				inferences: body.getUint32(4, true),
				units: Number(body.getBigUint64(8, true))
			};
		case RECORD.failure: return decodeFailure(body);
		case RECORD.begin:
			expectBytes(body, 4, "begin");
			return {
				kind: "begin",
				window: body.getUint32(0, true)
			};
		default: throw new RangeError(`a record of kind ${kind}`);
	}
}
function expectBytes(body, byte_count, what) {
	if (body.byteLength !== byte_count) throw new RangeError(`a ${what} of ${body.byteLength} bytes`);
}
function decodeEdge(body) {
	expectBytes(body, 10, "edge");
	const wire = WIRES[body.getUint8(0)];
	const level = body.getUint8(1);
	if (wire === void 0 || level > 1) throw new RangeError(`wire ${body.getUint8(0)} at level ${level}`);
	return {
		kind: "edge",
		wire,
		high: level === 1,
		stamp: body.getBigUint64(2, true)
	};
}
/** `u16 status`, then a text behind its length in one byte. */
function decodeFailure(body) {
	const fixed = 3;
	if (body.byteLength < fixed || body.byteLength !== fixed + body.getUint8(2)) throw new RangeError(`a failure of ${body.byteLength} bytes`);
	const text = new TextDecoder().decode(new Uint8Array(body.buffer, body.byteOffset + fixed, body.getUint8(2)));
	return {
		kind: "failure",
		status: body.getUint16(0, true),
		text: plainText(text.trim(), 255)
	};
}

// src/power/modelled.ts
/** What a monitor for boards of this size measures; the model stays inside. */
const CURRENT_RANGE_A = {
	min: -10,
	max: 10
};
const VOLTAGE_RANGE_V = {
	min: 0,
	max: 15
};
const BATCH_SAMPLES = 16384;
/** An idle board has no stamps: its time goes on by these steps, as long as somebody watches. */
const IDLE_STEP_MS = 10;
/** Time that surely passes behind a window, so that its last sample is whole. */
const TAIL_MS = 1;
/** Longer than any window; a stamp beyond it is no stamp. */
const LONGEST_STEP_S = 3600;
/** Instructions that the modelled CPU executes in a second. */
function instructionsPerSecond(model, mode) {
	const { clock_mhz, instructions_per_cycle } = model[mode];
	return clock_mhz * 1e6 * instructions_per_cycle;
}
/** Equal for equal assumptions, so that results from different ones cannot pass for comparable. */
function nameOf(model) {
	return `modelled ${createHash("sha256").update(JSON.stringify(model)).digest("hex").slice(0, 8)}`;
}
/**
* The monitor of an emulated board. The board sends the edges of its wires with stamps in instructions; the
* model says how long instructions take and what the board draws meanwhile. From these it makes samples as an
* instrument would: means over sample intervals that know nothing of the edges, with noise.
*/
function openModelledMonitor(options) {
	return new ModelledMonitor(options);
}
var ModelledMonitor = class {
	name;
	modelled = true;
	capabilities;
	#wires;
	#model;
	#mode;
	#random;
	#decoder = new RecordDecoder();
	#records = [];
	#failure;
	#stopped = false;
	#wake = () => {};
	#last_stamp;
	#gate = false;
	#state = false;
	#go = false;
	/** The sample that is not whole yet: its id, how much of it has passed, and the mean current so far times that. */
	#id = 0;
	#part = 0;
	#part_a = 0;
	constructor({ wires, model, mode }) {
		this.name = nameOf(model);
		this.#wires = wires;
		this.#model = model;
		this.#mode = mode;
		this.#random = createRandom(model.noise.seed);
		this.capabilities = {
			sample_id_hz: model.sample_rate_hz,
			sample_id_step: 1,
			wires: ["gate", "state"],
			current_a: CURRENT_RANGE_A,
			voltage_v: VOLTAGE_RANGE_V,
			min_window_ms: model.min_window_ms
		};
	}
	start(signal) {
		throwIfAborted(signal);
		this.#wires.onData((bytes) => this.#receive(bytes));
		this.#wires.onClose((reason) => this.#fail(monitorLost(this.name, reason)));
		return Promise.resolve();
	}
	async *events(signal) {
		while (!this.#stopped) {
			throwIfAborted(signal);
			const record = this.#records.shift();
			if (record !== void 0) yield* this.#play(record);
			else if (this.#failure !== void 0) throw this.#failure;
			else if (this.#state && !this.#go) {
				yield* this.#pass(this.#samplesIn(IDLE_STEP_MS / 1e3));
				await setImmediate();
			} else await this.#something(signal);
		}
	}
	async setGo(high) {
		if (this.#go === high) return;
		this.#go = high;
		try {
			await this.#wires.write(encodeRecord(RECORD.go, Uint8Array.of(high ? 1 : 0)));
		} catch (cause) {
			throw this.#failure ?? monitorLost(this.name, cause);
		}
	}
	stop() {
		this.#stopped = true;
		this.#wake();
		return Promise.resolve();
	}
	async [Symbol.asyncDispose]() {
		await this.stop();
		await this.#wires[Symbol.asyncDispose]();
	}
	#receive(bytes) {
		if (this.#failure !== void 0) return;
		try {
			this.#records.push(...this.#decoder.push(bytes));
			this.#wake();
		} catch (cause) {
			if (!(cause instanceof RangeError)) throw cause;
			this.#fail(monitorData(this.name, cause.message));
		}
	}
	#fail(failure) {
		this.#failure ??= failure;
		this.#wake();
	}
	/** Resolves when there may be something new, or when `signal` is aborted. */
	async #something(signal) {
		const { promise, resolve } = Promise.withResolvers();
		const wake = () => resolve();
		this.#wake = wake;
		signal.addEventListener("abort", wake, { once: true });
		try {
			await promise;
		} finally {
			signal.removeEventListener("abort", wake);
		}
	}
	*#play(record) {
		if (record.kind !== "edge") {
			yield record;
			return;
		}
		yield* this.#pass(this.#samplesSince(record.stamp));
		yield {
			kind: "edge",
			wire: record.wire,
			high: record.high,
			sample_id: this.#id + Math.max(0, Math.ceil(this.#part - .5))
		};
		if (record.wire === "state") this.#state = record.high;
		else {
			const fell = this.#gate && !record.high;
			this.#gate = record.high;
			if (fell) yield* this.#pass(this.#samplesIn(TAIL_MS / 1e3));
		}
	}
	#samplesIn(time_s) {
		return time_s * this.#model.sample_rate_hz;
	}
	#samplesSince(stamp) {
		const time_s = Number(stamp - (this.#last_stamp ?? stamp)) / instructionsPerSecond(this.#model, this.#mode);
		if (time_s < 0 || time_s > LONGEST_STEP_S) throw monitorData(this.name, `stamp ${stamp} follows stamp ${this.#last_stamp}`);
		this.#last_stamp = stamp;
		return this.#samplesIn(time_s);
	}
	/** Lets the time of `samples` sample intervals pass, and gives the samples that become whole in it. */
	*#pass(samples) {
		const { supply_v, noise } = this.#model;
		const { active_mw, idle_mw } = this.#model[this.#mode];
		const current_a = (this.#gate ? active_mw : idle_mw) * .001 / supply_v;
		const passed = this.#part + samples;
		const whole = Math.floor(passed);
		let first_a = this.#part_a + (1 - this.#part) * current_a;
		this.#part_a = whole === 0 ? this.#part_a + samples * current_a : (passed - whole) * current_a;
		this.#part = passed - whole;
		for (let left = whole; left > 0;) {
			const count = Math.min(left, BATCH_SAMPLES);
			const batch = new Float32Array(count).fill(current_a);
			batch[0] = first_a;
			first_a = current_a;
			if (noise.current_rms_a > 0) for (let at = 0; at < count; at += 1) batch[at] = batch[at] + noise.current_rms_a * this.#random.normal();
			const first_id = this.#id;
			this.#id += count;
			left -= count;
			yield {
				kind: "samples",
				first_id,
				current_a: batch,
				voltage_v: new Float32Array(count).fill(supply_v)
			};
		}
	}
};

// node_modules/@litertjs/core/package.json
var version = "2.5.3";

// src/model/strict-copy.ts
/**
* A copy of the model's file for runtimes that are stricter than this reader, with the same meaning:
*
* - A dimension that a shape signature marks with −1, as converters do for the batch, is no longer free: it
*   keeps the size that the shape gives it.
* - The scales of a list lie along its only axis; older converters named the axis of the filter there.
*/
function strictCopy(graph) {
	const copy = new Uint8Array(graph.file);
	if (!graph.subgraphs.some(({ tensors }) => tensors.some((tensor) => isFree(tensor) || isList(tensor)))) return copy;
	const flat = new FlatFile(copy);
	const subgraphs = flat.root("the model").tables(MODEL.subgraphs, "subgraph");
	for (const { index, tensors } of graph.subgraphs) {
		const tables = subgraphs.at(index).tables(SUBGRAPH.tensors, "tensor");
		for (const tensor of tensors.filter(isFree)) {
			const signature = tables.at(tensor.index).target(TENSOR.shape_signature);
			if (signature !== void 0) flat.buffer.writeInt32(signature, 0);
		}
		for (const tensor of tensors.filter(isList)) {
			const table = tables.at(tensor.index);
			const axis = table.table(TENSOR.quantization, `the quantization of ${table.what}`)?.field(QUANTIZATION.quantized_dimension, 4);
			if (axis !== void 0) flat.buffer.writeInt32(axis, 0);
		}
	}
	return copy;
}
function isFree(tensor) {
	return tensor.shape_signature !== void 0;
}
/** One dimension and a scale for each of its elements. */
function isList(tensor) {
	return tensor.shape.length === 1 && (tensor.quantization?.scale.length ?? 0) > 1;
}

// src/reference/litert-signature.ts
/**
* Finds the signature that computes the main subgraph.
* @throws {HilbenchError} `REFERENCE_UNSUPPORTED` when the model has signatures, but none for it
*/
function mainSignature(graph) {
	if (graph.signatures.length === 0) return { index: 0 };
	const index = graph.signatures.findIndex((signature) => signature.subgraph === 0);
	const signature = graph.signatures[index];
	if (signature === void 0) throw new HilbenchError({
		kind: "input",
		code: "REFERENCE_UNSUPPORTED",
		message: `None of the model's ${graph.signatures.length} signatures is for its main subgraph, so LiteRT cannot run that.`,
		hint: "Export the model with a signature for its first subgraph, or with none."
	});
	const byName = (entries) => new Map(entries.map(({ name, tensor }) => [name, tensor]));
	return {
		index,
		inputs: byName(signature.inputs),
		outputs: byName(signature.outputs)
	};
}
/**
* For every place in the runtime's order, the place in the model's order.
*
* With a signature the runtime's order is the signature's, by its names; without one it is the
* subgraph's. Either way type and size of each pair must agree, or nothing is run.
*
* @param wanted tensors of the model, in the order of its main subgraph
* @param listed what the runtime says it takes or gives
* @throws {HilbenchError} `REFERENCE_LOAD_FAILED` when the two lists do not describe the same tensors
*/
function matchOrder(direction, wanted, listed, names) {
	const taken = /* @__PURE__ */ new Set();
	const order = listed.map((tensor, place) => {
		if (names === void 0) return place;
		const index = names.get(tensor.name);
		const found = wanted.findIndex((candidate, at) => candidate.index === index && !taken.has(at));
		taken.add(found);
		return found;
	});
	const complete = order.length === wanted.length && new Set(order).size === wanted.length;
	const agree = order.every((place, at) => {
		const tensor = wanted[place];
		return tensor !== void 0 && tensor.type === listed[at]?.type && tensor.bytes === listed[at]?.bytes;
	});
	if (complete && agree) return order;
	const text = (tensors) => tensors.map(({ name, type, bytes }) => `${name} ${type} ${bytes} B`).join(", ");
	throw new HilbenchError({
		kind: "bench",
		code: "REFERENCE_LOAD_FAILED",
		message: `LiteRT's ${direction}s [${text(listed)}] do not match the model's [${text(wanted)}].`,
		hint: "Report this model to hilbench; until then leave validation out: --no-create-binary."
	});
}
/** Tensors of the main subgraph that `indices` names. */
function mainTensors(graph, indices) {
	const main = graph.subgraphs[0];
	if (main === void 0) return [];
	return main[indices].flatMap((index) => main.tensors[index] ?? []);
}

// src/reference/litert-thread.ts
/** The JavaScript of the runtime; its WebAssembly memory is not counted here and ends at 2 GiB. */
const HEAP_LIMIT_MB = 512;
const DETAIL_LIMIT = 4e3;
/**
* Starts the worker thread. Nothing it or the runtime prints reaches this process's stdout or stderr: it
* goes to `log.debug`.
*/
function startLiteRtWorker(init) {
	const { url, start, log } = init;
	const worker = new Worker(url, {
		workerData: start,
		transferList: [start.model.buffer],
		stdout: true,
		stderr: true,
		execArgv: [],
		resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB }
	});
	for (const stream of [worker.stdout, worker.stderr]) stream.setEncoding("utf8").on("data", (text) => log.debug(text.trimEnd()));
	const ready = Promise.withResolvers();
	ready.promise.catch(() => {});
	const pending = /* @__PURE__ */ new Map();
	let lastId = 0;
	let stage = "load";
	let dead;
	const die = (error) => {
		dead ??= error;
		ready.reject(dead);
		for (const { reject } of pending.values()) reject(dead);
		pending.clear();
	};
	worker.on("message", (message) => {
		if (message.kind === "line") log.debug(message.line);
		else if (message.kind === "failed") die(failure(message.stage, message.message));
		else if (message.kind === "ready") {
			stage = "invoke";
			ready.resolve(message);
		} else {
			pending.get(message.id)?.resolve(message.outputs);
			pending.delete(message.id);
		}
	});
	worker.on("error", (error) => die(failure(stage, error instanceof Error ? error.message : String(error))));
	worker.on("exit", (status) => die(failure(stage, `the worker ended with status ${status}`)));
	return {
		ready: ready.promise,
		invoke(inputs) {
			if (dead !== void 0) return Promise.reject(dead);
			lastId += 1;
			const call = Promise.withResolvers();
			pending.set(lastId, call);
			worker.postMessage({
				id: lastId,
				inputs: inputs.map((bytes) => new Uint8Array(bytes))
			});
			return call.promise;
		},
		async stop() {
			const ended = worker.terminate();
			die(new HilbenchError({
				kind: "bench",
				code: "REFERENCE_STOPPED",
				message: "LiteRT on the host was stopped before it answered.",
				hint: "Load the model again."
			}));
			await ended;
		}
	};
}
/** What the runtime says of the failure, without what it says of itself; all of it when nothing is marked. */
function errorLines(detail) {
	const lines = detail.split("\n").filter((line) => !/^(?:INFO|VERBOSE|DEBUG|WARNING):/.test(line));
	return lines.some((line) => /^(?:ERROR|FATAL)/.test(line)) ? lines.join("\n") : detail;
}
function failure(stage, words) {
	const detail = words.slice(0, DETAIL_LIMIT);
	if (stage === "load") return new HilbenchError({
		kind: "bench",
		code: "REFERENCE_LOAD_FAILED",
		message: "LiteRT did not start on this host.",
		hint: "Reinstall hilbench with `npm ci`; if that does not help, report the detail.",
		detail
	});
	if (stage === "model") return new HilbenchError({
		kind: "input",
		code: "REFERENCE_UNSUPPORTED",
		message: "LiteRT on the host refuses this model.",
		hint: "Replace what the detail names, or leave validation out: --no-create-binary.",
		detail: errorLines(detail)
	});
	return new HilbenchError({
		kind: "bench",
		code: "REFERENCE_INVOKE_FAILED",
		message: "LiteRT on the host failed during an inference.",
		hint: "Check the model with another runtime; when it runs there, report the detail.",
		detail
	});
}

// src/reference/litert.ts
/**
* The same inference on the host: LiteRT, compiled to WebAssembly, single threaded, in a worker thread.
*
* A model that crashes or hangs the runtime costs its worker, never this process. Inputs and outputs are
* bytes in the model's own types, so nothing is converted on the way. Convolutions and most other
* quantized ops go through XNNPACK there, which rounds differently from TFLM's kernels.
*
* @throws from `load`: {HilbenchError} `REFERENCE_LOAD_FAILED`, `REFERENCE_UNSUPPORTED`,
*   `REFERENCE_TIMEOUT`, `CANCELLED`; from `invoke` also `REFERENCE_INVOKE_FAILED`, `REFERENCE_INPUT_SIZE`
*/
function createLiteRtReference(options) {
	const { log, load_timeout_ms = 6e4, invoke_timeout_ms = 12e4 } = options;
	return { async load(graph, signal) {
		const wasm_dir = options.wasm_dir ?? defaultWasmDir();
		const signature = mainSignature(graph);
		const inputs = mainTensors(graph, "inputs");
		const outputs = mainTensors(graph, "outputs");
		refuseEcho(inputs, outputs);
		const worker = startLiteRtWorker({
			url: options.worker ?? defaultWorker(),
			start: {
				wasm_dir,
				model: strictCopy(graph),
				signature: signature.index,
				stateful: isStateful(graph)
			},
			log
		});
		try {
			const listed = await withDeadline(signal, load_timeout_ms, () => timeout("loading the model", load_timeout_ms), () => worker.ready);
			const inputOrder = matchOrder("input", inputs, listed.inputs, signature.inputs);
			const outputOrder = matchOrder("output", outputs, listed.outputs, signature.outputs);
			return modelIn({
				worker,
				runtime: `LiteRT.js ${version}`,
				inputs,
				outputs,
				inputOrder,
				outputOrder,
				invoke_timeout_ms
			});
		} catch (error) {
			await worker.stop();
			throw error;
		}
	} };
}
function modelIn(loaded) {
	const { worker, runtime, inputs, outputs, inputOrder, outputOrder, invoke_timeout_ms } = loaded;
	const resultOf = outputs.map(({ index }) => outputOrder.findLastIndex((at) => outputs[at]?.index === index));
	return {
		runtime,
		async invoke(given, signal) {
			const ordered = inputOrder.map((place) => checkedBytes(inputs, given, place));
			try {
				const results = await withDeadline(signal, invoke_timeout_ms, () => timeout("one inference", invoke_timeout_ms), () => worker.invoke(ordered));
				return outputs.map((tensor, place) => {
					const bytes = results[resultOf[place] ?? -1];
					if (bytes?.byteLength !== tensor.bytes) throw new HilbenchError({
						kind: "bench",
						code: "REFERENCE_INVOKE_FAILED",
						message: `LiteRT gave ${bytes?.byteLength ?? 0} bytes for output ${place} '${tensor.name}', which has ${tensor.bytes}.`,
						hint: "Give the model a fixed output shape."
					});
					return {
						type: tensor.type,
						shape: tensor.shape,
						bytes
					};
				});
			} catch (error) {
				await worker.stop();
				throw error;
			}
		},
		async [Symbol.asyncDispose]() {
			await worker.stop();
		}
	};
}
/** Such an output gets a buffer of its own, which then also takes the place of the input: nobody fills it. */
function refuseEcho(inputs, outputs) {
	const echo = outputs.find(({ index }) => inputs.some((input) => input.index === index));
	if (echo === void 0) return;
	throw new HilbenchError({
		kind: "input",
		code: "REFERENCE_UNSUPPORTED",
		message: `Tensor ${echo.index} ${quoteName(echo.name)} is an input and an output of the model, which LiteRT on the host gets wrong.`,
		hint: "Take it out of the outputs of the model, or leave validation out: --no-create-binary."
	});
}
function checkedBytes(inputs, given, place) {
	const bytes = given[place]?.bytes;
	const tensor = inputs[place];
	if (given.length === inputs.length && bytes !== void 0 && bytes.byteLength === tensor?.bytes) return bytes;
	throw new HilbenchError({
		kind: "input",
		code: "REFERENCE_INPUT_SIZE",
		message: `The model takes ${inputs.length} inputs of ${inputs.map((input) => input.bytes).join(", ")} bytes, not ${given.length} of ${given.map((data) => data.bytes.byteLength).join(", ")}.`,
		hint: "Give one tensor per input, in the order of the model, each of exactly the size of that input."
	});
}
function timeout(what, timeout_ms) {
	return new HilbenchError({
		kind: "bench",
		code: "REFERENCE_TIMEOUT",
		message: `LiteRT on the host did not finish ${what} within ${timeout_ms / 1e3} s.`,
		hint: "Check that this machine is not overloaded, or validate a smaller model."
	});
}
/** Variable tensors, or resource variables, which ops reach by a handle. */
function isStateful({ subgraphs }) {
	return subgraphs.some(({ tensors, operators }) => tensors.some(({ is_variable }) => is_variable) || operators.some(({ op }) => op === "VAR_HANDLE"));
}
/** Beside a bundle that carries it, else in the installed package. */
function defaultWasmDir() {
	const beside = fileURLToPath(new URL("../litert", import.meta.url));
	if (existsSync(beside)) return beside;
	const entry = createRequire(import.meta.url).resolve("@litertjs/core/package.json");
	return join(dirname(entry), "wasm");
}
/** Bundled, this module and the worker are `.js`; in the source tree both are `.ts`. */
function defaultWorker() {
	return new URL(import.meta.url.endsWith(".ts") ? "litert-worker.ts" : "litert-worker.js", import.meta.url);
}

// src/app/services.ts
function createServices(paths, env, display) {
	const platforms = loadPlatforms(join(paths.root, "platforms"));
	const bench = createBench({
		platforms,
		leaseDir: paths.leases,
		runtimeDir: paths.runtime,
		log: display,
		env
	});
	return {
		platforms,
		bench,
		pipeline: {
			engine: aotEngine,
			images: createImageBuilder({
				templatesDir: join(paths.root, "templates", "firmware"),
				storeDir: paths.images,
				log: display,
				search_path: env.PATH ?? ""
			}),
			bench,
			connect: (transport, signal) => connectDevice(transport, {
				signal,
				log: display
			}),
			openMonitor: openModelledMonitor,
			reference: createLiteRtReference({ log: display }),
			packages: {
				templates_dir: join(paths.root, "templates"),
				license_path: join(paths.root, "LICENSE"),
				toolchain_cache_dir: join(paths.images, "toolchains"),
				search_path: env.PATH ?? ""
			},
			log: display,
			progress: display,
			tool_version: toolVersion(paths.root),
			now: () => /* @__PURE__ */ new Date(),
			now_ms: () => performance.now()
		}
	};
}
/** An id for a run: sorts by time, and is unique on every host. */
function newRunId(now) {
	return `${now.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z-${randomUUID().slice(0, 8)}`;
}

export { buildPayload as _, deviceFailed as a, linkFlags as b, monitorLost as c, noReport as d, notReady as f, wrongEdges as g, windowTimeout as h, countMismatch as i, netNegative as l, windowShort as m, newRunId as n, gap as o, outOfRange as p, instructionsPerSecond as r, monitorData as s, createServices as t, noGate as u, checkRelativePath as v, compileFlags as y };