import { r as whatEnded, t as HilbenchError } from "./main-errors.js";
import { A as readBenchFile, C as invalidImage, D as startQemu, O as OneAtATime, S as readLoadSegments, T as LeaseStore, _ as recall, a as namesIn, b as runTool, c as connectDevice, d as cobsEncode, g as storeError, h as sha256, i as missingPart, k as NO_BENCH_FILE, l as buildPayload, m as createStore, n as requireCheckout, o as sourcesIn, p as findToolchain, r as exists, s as textOf, t as findCheckout, u as cobsDecode, v as remember, w as readElf, x as SiliconBoard, y as lastLines } from "./main-checkout.js";
import { n as withDeadline, t as throwIfAborted } from "./main-deadline.js";
import { t as _usingCtx } from "./main-usingCtx.js";
import { n as times, t as HealthStore } from "./main-health.js";
import { n as require_dist, r as didYouMean, t as parseYaml } from "./main-yaml.js";
import { a as sweepWorkspaces, h as runProcess, i as createWorkspace, m as howEnded, n as createDiscovery } from "./main-discovery.js";
import { c as number, f as record, h as tuple, i as boolean, m as string, n as _enum, p as strictObject, r as array, u as partialRecord } from "./main-schemas.js";
import { n as aotEngine, t as FlatFile } from "./main-flatbuffer.js";
import { n as readTextLimited, t as fileError } from "./main-files.js";
import { a as systemErrorCode, o as unlessAbsent } from "./main-system.js";
import { a as MODEL, c as QUANTIZATION, d as TENSOR, u as SUBGRAPH, x as quoteName, y as TENSOR_TYPE_NAMES } from "./main-flatbuffers.js";
import { t as plainText } from "./main-text.js";
import { n as LOCATIONS } from "./main-schema.js";
import { n as loadPlatformFolders } from "./main-load.js";
import { t as createRandom } from "./main-random.js";
import { c as monitorLost, r as Wake, s as monitorData, t as createInstruments } from "./main-instruments.js";
import { t as findProgram } from "./main-find-program.js";
import { t as benchPathOf } from "./main-bench-path.js";
import { t as toolVersion } from "./main-version.js";
import { createRequire } from "node:module";
import { basename, delimiter, dirname, isAbsolute, join, normalize, posix, resolve } from "node:path";
import { createReadStream, existsSync, watch } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { createHash, randomUUID } from "node:crypto";
import { lstat, mkdir, mkdtemp, open, readFile, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
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
	#boots = new OneAtATime();
	#released;
	#output = "";
	constructor(deps) {
		this.id = deps.lease.board;
		this.platform = deps.platform;
		this.#deps = deps;
	}
	boot(image, blobs, signal) {
		return this.#boots.run(() => this.#boot(image, blobs, signal, "link"));
	}
	bootForPower(image, blobs, signal) {
		return this.#boots.run(() => this.#boot(image, blobs, signal, "wires"));
	}
	async #boot(image, blobs, signal, line) {
		throwIfAborted(signal);
		if (this.#released !== void 0) throw new Error(`board ${this.id} is no longer leased`);
		const { platform, lease, workspace, env } = this.#deps;
		await lease.check();
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
		try {
			var _usingCtx$4 = _usingCtx();
			await this.#boots.ended();
			_usingCtx$4.a(this.#deps.lease);
			_usingCtx$4.a(this.#deps.workspace);
			await this.#stop();
		} catch (_) {
			_usingCtx$4.e = _;
		} finally {
			await _usingCtx$4.d();
		}
	}
	async #stop() {
		const running = this.#running;
		this.#running = void 0;
		await running?.[Symbol.asyncDispose]();
	}
};

// src/bench/outcome.ts
/** What a board, its probe, its port or its cable did. */
const OF_A_BOARD = /^(?:PROBE|PORT|LINK|DEVICE)_/u;
/** The same prefixes, for what the host or the configuration lacks: no board is the worse for it. */
const OF_THE_HOST = /* @__PURE__ */ new Set([
	"PROBE_NO_QEMU",
	"PROBE_QEMU_FAILED",
	"PROBE_NO_JLINK",
	"PROBE_JLINK_NOT_STARTED",
	"PROBE_JLINK_VERSION",
	"PROBE_DISK_FULL",
	"PROBE_NO_WORKSPACE",
	"PROBE_UNKNOWN_DEVICE",
	"PROBE_WRONG_ADDRESS",
	"PROBE_AMBIGUOUS",
	"PORT_AMBIGUOUS",
	"PORT_DENIED",
	"PORT_LIST"
]);
/** What a board did while it was measured, or its wires to the instrument: not the instrument, its driver or the host. */
const MEASURED = /* @__PURE__ */ new Set([
	"POWER_NOT_READY",
	"POWER_NO_GATE",
	"POWER_EDGES",
	"POWER_COUNT_MISMATCH",
	"POWER_NO_REPORT",
	"POWER_WINDOW_TIMEOUT",
	"POWER_DEVICE_FAILED",
	"POWER_SUPPLY_VOLTAGE",
	"POWER_NEGATIVE",
	"POWER_RANGE"
]);
/** What a port that the run itself named may bring about. */
const OF_A_PORT = /^(?:PORT|LINK|DEVICE)_/u;
/**
* Why a run failed, where that speaks against its board; undefined where it does not: a cancelled run, a model or
* an input that is wrong, a tool that the host lacks. Without a full stop, to be put into a sentence.
*
* @param by_tty the run named port or baud rate itself (`--tty`, `--baud`): what came from there may be another board
*/
function boardFailure(error, by_tty = false) {
	const cause = whatEnded(error);
	if (!(cause instanceof HilbenchError) || cause.kind !== "bench") return void 0;
	const { code } = cause;
	if (!MEASURED.has(code) && (!OF_A_BOARD.test(code) || OF_THE_HOST.has(code))) return void 0;
	if (by_tty && OF_A_PORT.test(code)) return void 0;
	return `${code}: ${cause.message.replace(/\.$/u, "")}`;
}

// src/bench/select.ts
/**
* The boards that fit, in the order to try them; never empty. Quarantine does not matter here.
*
* @param bench_file path of the bench.yml that was read, for the hint
* @throws {HilbenchError} `BENCH_NO_BOARD`, `BENCH_UNKNOWN_BOARD` (kind `input`), `POWER_NO_MONITOR` (kind `bench`)
*/
function fittingBoards(known, want, bench_file) {
	const { platform, board, tags = [], monitor } = want;
	const ofPlatform = known.filter((entry) => entry.platform.name === platform.name);
	if (ofPlatform.length === 0) throw noBoard(known, platform, bench_file);
	const named = board === void 0 ? ofPlatform : ofPlatform.filter(({ id }) => id === board);
	if (named.length === 0) throw unknownBoard(known, platform, board ?? "");
	const tagged = named.filter(({ silicon }) => tags.every((tag) => silicon?.tags.includes(tag)));
	if (tagged.length === 0) throw noTagged(named, tags);
	if (monitor === void 0) return tagged;
	const equipped = tagged.filter(({ silicon }) => monitor === "any" ? silicon?.monitor !== void 0 : silicon?.monitor?.kind === monitor);
	if (equipped.length === 0) throw noMonitor(tagged, monitor);
	return equipped;
}
function unknownBoard(known, platform, board) {
	const other = known.find(({ id }) => id === board);
	const fitting = known.filter((entry) => platform === void 0 || entry.platform.name === platform.name).map(({ id }) => id);
	return new HilbenchError({
		kind: "input",
		code: "BENCH_UNKNOWN_BOARD",
		message: other === void 0 || platform === void 0 ? `There is no board "${board}".` : `The board ${board} is a ${other.platform.name}, not a ${platform.name}.`,
		hint: `${didYouMean(board, fitting)}The boards${platform === void 0 ? "" : ` for ${platform.name}`} are ${fitting.join(", ")}.`
	});
}
function noBoard(known, platform, bench_file) {
	const emulated = known.filter(({ silicon }) => silicon === void 0);
	const instead = `run on an emulated board: ${[...new Set(emulated.map((entry) => entry.platform.name))].map((name) => `--platform ${name}`).join(" or ")}`;
	return new HilbenchError({
		kind: "input",
		code: "BENCH_NO_BOARD",
		message: `No board of platform ${platform.name} (${platform.title}) is at hand: ${bench_file === void 0 ? "there is no bench.yml that names one" : `${bench_file} names none`}.`,
		hint: `Describe the board in bench.yml (\`hilbench boards init\` proposes one), or ${instead}.`
	});
}
function noTagged(boards, tags) {
	const there = boards.map(({ id, silicon }) => `${id} (${silicon?.tags.join(", ") || "none"})`);
	return new HilbenchError({
		kind: "input",
		code: "BENCH_NO_BOARD",
		message: `No board that fits has the tags ${tags.join(", ")}.`,
		hint: `Tags are given to boards in bench.yml; here they are: ${there.join("; ")}.`
	});
}
function noMonitor(boards, wanted) {
	const of = wanted === "any" ? "" : ` of kind ${wanted}`;
	const there = boards.map(({ id, silicon }) => `${id} (${silicon?.monitor?.kind ?? "none"})`);
	return new HilbenchError({
		kind: "bench",
		code: "POWER_NO_MONITOR",
		message: `No board that fits has a power monitor${of} in bench.yml; here they have: ${there.join(", ")}.`,
		hint: `Give the board that it measures a \`monitor\`${of} in bench.yml, or measure without it.`
	});
}
/** Every board that fits is in quarantine. @param reasons by board, in the order to try them */
function allQuarantined(reasons) {
	const told = [...reasons].map(([id, reason]) => `${id} (${reason})`).join("; ");
	return new HilbenchError({
		kind: "bench",
		code: "BENCH_ALL_QUARANTINED",
		message: `${reasons.size === 1 ? "The only board that fits is" : "All boards that fit are"} in quarantine: ${told}.`,
		hint: "Mend the board, check it with `hilbench doctor --board ID`, and release it: `hilbench boards release ID`, or remove `quarantined` from bench.yml."
	});
}

// src/bench/wait-for-lease.ts
/** A holder that is killed changes no file, so the folder is also looked at this often. */
const RECHECK_MS = 500;
/**
* Leases the first of `boards` that is free, waiting for one when all are taken.
*
* @param store prepared
* @throws {HilbenchError} `BENCH_BUSY` naming the holders, when none is free within `timeout_ms`
*/
async function waitForLease(store, want, log, signal) {
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
		if (holders.size === 0) log.info(`Waiting for a board: ${describe$1(busy)}`);
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
function describe$1(holders) {
	return [...holders].map(([board, { run, pid, host, since }]) => `${board} is used by ${run} (process ${pid} on ${host}, since ${since})`).join("; ");
}
function busyError(timeout_ms, holders) {
	return new HilbenchError({
		kind: "bench",
		code: "BENCH_BUSY",
		message: `No board became free within ${timeout_ms} ms: ${describe$1(holders)}.`,
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
/** The boards of silicon first, then as many emulated ones of each emulated platform as it has cores, at most four. */
function knownBoards(platforms, file) {
	const count = Math.min(availableParallelism(), MOST_EMULATED_BOARDS);
	const silicon = file.boards.map((board) => {
		const platform = platforms.find(({ name }) => name === board.platform);
		if (platform === void 0) throw new Error(`${board.id} is of an unknown platform ${board.platform}`);
		return {
			id: board.id,
			platform,
			silicon: board
		};
	});
	const emulated = platforms.filter((platform) => platform.emulated).flatMap((platform) => Array.from({ length: count }, (_, index) => ({
		id: `${platform.name}-${index}`,
		platform
	})));
	return [...silicon, ...emulated];
}
function portText(port) {
	if (port.kind === "auto") return "auto";
	return port.kind === "path" ? port.path : `USB serial ${port.usb_serial}`;
}
function describe({ id, platform, silicon }, holder, health) {
	const quarantined = silicon?.quarantined !== void 0 ? {
		reason: silicon.quarantined,
		by: "bench.yml"
	} : health.quarantine === void 0 ? void 0 : {
		reason: health.quarantine.reason,
		by: health.quarantine.run,
		since: health.quarantine.since
	};
	const monitor = silicon?.monitor;
	return {
		id,
		platform: platform.name,
		probe: platform.probe.kind,
		...silicon === void 0 ? {} : {
			port: portText(silicon.port),
			tags: silicon.tags
		},
		...silicon?.jlink === void 0 ? {} : { jlink: silicon.jlink },
		...monitor === void 0 ? {} : { monitor: [monitor.kind, monitor.serial].filter(Boolean).join(" ") },
		...health.failures === 0 ? {} : { failures: health.failures },
		...quarantined === void 0 ? {} : { quarantined },
		...holder === void 0 ? {} : { leased_by: holder }
	};
}
/** The boards of this host: those of bench.yml, and the emulated ones. */
function createBench(deps) {
	const { platforms, leaseDir, runtimeDir, log, env, file = NO_BENCH_FILE } = deps;
	const known = knownBoards(platforms, file);
	const store = new LeaseStore(leaseDir);
	const health = new HealthStore(leaseDir);
	/** Boards of silicon by the run that leased them here; `by_tty`: the run brought its own way to the port. */
	const leased = /* @__PURE__ */ new Map();
	/** Those that are in no quarantine, and why the others are; without `health` as bench.yml has it. */
	const usable = async (fitting) => {
		const reasons = /* @__PURE__ */ new Map();
		for (const { id, silicon } of fitting) {
			const reason = silicon?.quarantined ?? (silicon === void 0 ? void 0 : (await health.of(id)).quarantine?.reason);
			if (reason !== void 0) reasons.set(id, reason);
		}
		if (reasons.size === fitting.length) throw allQuarantined(reasons);
		for (const [id, reason] of reasons) log.info(`Board ${id} is passed over: it is in quarantine (${reason})`);
		return fitting.filter(({ id }) => !reasons.has(id));
	};
	const open = async (want, lease) => {
		const board = known.find(({ id }) => id === lease.board)?.silicon;
		const { platform, connection } = want;
		const workspace = await createWorkspace(runtimeDir);
		log.debug(`bench: leased ${lease.board}, generation ${lease.generation}`);
		if (board === void 0) return new EmulatedBoard({
			platform,
			lease,
			workspace,
			env
		});
		leased.set(want.run, {
			board: board.id,
			by_tty: (connection?.tty ?? connection?.baud) !== void 0
		});
		const other_jlinks = file.boards.flatMap(({ id, jlink }) => id === board.id || jlink === void 0 ? [] : [jlink]);
		const parts = {
			platform,
			board,
			lease,
			workspace,
			env,
			log,
			other_jlinks
		};
		const all = connection === void 0 ? parts : {
			...parts,
			connection
		};
		return deps.openBoard === void 0 ? new SiliconBoard(all) : deps.openBoard(all);
	};
	/** @param reason of a failure; undefined: the board did well */
	const judge = async (board, run, reason) => {
		if (reason === void 0) {
			await health.succeeded(board);
			return;
		}
		const before = await health.of(board);
		const { failures, quarantine } = await health.failed(board, {
			reason,
			run
		}, file.quarantine_after);
		const limit = file.quarantine_after;
		const then = limit === 0 ? "" : `; quarantine begins at ${limit}`;
		if (quarantine === void 0) log.info(`Board ${board} has failed ${times(failures)}${then}`);
		else if (before.quarantine === void 0) log.warn(`Board ${board} is in quarantine now: ${quarantine.reason}. \`hilbench boards release ${board}\` ends that`);
	};
	return {
		boards: async () => {
			await store.prepare();
			return await Promise.all(known.map(async (board) => describe(board, await store.holder(board.id), await health.of(board.id))));
		},
		candidates: (want) => {
			const fitting = fittingBoards(known, want, file.path);
			const free = fitting.filter(({ silicon }) => silicon?.quarantined === void 0);
			if (free.length > 0) return free.map(({ id }) => id);
			throw allQuarantined(new Map(fitting.map(({ id, silicon }) => [id, silicon?.quarantined ?? ""])));
		},
		lease: async (want, signal) => {
			const fitting = fittingBoards(known, want, file.path);
			await store.prepare();
			await sweepWorkspaces(runtimeDir, log);
			const end_ms = performance.now() + want.timeout_ms;
			for (;;) {
				const boards = (await usable(fitting)).map(({ id }) => id);
				const timeout_ms = Math.max(0, Math.round(end_ms - performance.now()));
				const lease = await waitForLease(store, {
					boards,
					run: want.run,
					timeout_ms
				}, log, signal);
				try {
					if ((await health.of(lease.board)).quarantine === void 0) return await open(want, lease);
				} catch (error) {
					await lease[Symbol.asyncDispose]();
					throw error;
				}
				await lease[Symbol.asyncDispose]();
			}
		},
		ended: async (run, error) => {
			const held = leased.get(run);
			if (held === void 0) return;
			leased.delete(run);
			const reason = error === void 0 ? void 0 : boardFailure(error, held.by_tty);
			if (error !== void 0 && reason === void 0) return;
			try {
				await judge(held.board, run, reason);
			} catch (cause) {
				if (!(cause instanceof HilbenchError)) throw cause;
				log.warn(`How the board ${held.board} did is not kept: ${cause.message}`);
			}
		},
		release: async (board) => {
			const found = known.find(({ id }) => id === board);
			if (found === void 0) throw unknownBoard(known, void 0, board);
			if (found.silicon?.quarantined !== void 0) throw new HilbenchError({
				kind: "input",
				code: "BENCH_QUARANTINED_BY_FILE",
				message: `The board ${board} is in quarantine by ${file.path ?? "bench.yml"}: ${found.silicon.quarantined}.`,
				hint: "Remove `quarantined` from the board there."
			});
			await store.prepare();
			return (await health.release(board)).quarantine?.reason;
		}
	};
}

// src/engine/helia-aot/adapter.ts
const ADAPTER_FILE = "hb_engine_helia.c";
function tensorsOf(main, indices) {
	return indices.map((index) => {
		const tensor = main.tensors[index];
		if (tensor === void 0) throw new Error(`the model has no tensor ${index}`);
		return tensor;
	});
}
function table(role, tensors) {
	const rows = tensors.map(({ type, shape, bytes }, i) => {
		const dims = shape.length === 0 ? "0" : `${role}_${i}_dims`;
		return `    {${TENSOR_TYPE_NAMES.indexOf(type)}, ${shape.length}, ${dims}, 0, ${bytes}u},`;
	});
	return [
		...tensors.flatMap(({ shape }, i) => shape.length === 0 ? [] : [`static const uint32_t ${role}_${i}_dims[] = {${shape.join(", ")}};`]),
		`static hb_tensor ${role}s[] = {`,
		...rows,
		"};"
	];
}
/** Everything of the adapter that does not depend on the model; `$` stands for the module's prefix. */
const BODY = `
static $_model_context_t context;
static const hb_layer_hooks *profiled; /* NULL while nobody profiles */
static int is_bound;
static const char *error = "";

static hb_status fail(hb_status status, const char *why) {
  error = why;
  return status;
}

#if LAYERS > 0
static uint32_t position; /* in the order of execution; what an operator calls itself differs by version */

static void on_operator(int32_t op, $_operator_state_t state, int32_t status, void *user) {
  (void)op;
  (void)status;
  (void)user;
  if (profiled == NULL || position >= LAYERS) return;
  if (state == $_op_state_run_started) profiled->layer_begin(profiled->user, position);
  if (state == $_op_state_run_finished) profiled->layer_end(profiled->user, position++);
}
#endif

static int bind(hb_tensor *tensors, uint32_t count, $_tensor_io_t *found) {
  for (uint32_t i = 0; i < count; ++i) {
    if (found[i].size != tensors[i].bytes || found[i].data == NULL) return 0;
    tensors[i].data = (uint8_t *)found[i].data;
  }
  return 1;
}

static hb_status configure(const uint8_t *blob, uint32_t blob_bytes, uint8_t *arena, uint32_t arena_bytes,
                           uint32_t resource_variables, uint32_t *used) {
  (void)arena;
  (void)arena_bytes;
  (void)resource_variables;
  error = "";
  is_bound = 0;
  *used = 0; /* the module's memory is in the image */
  if (blob_bytes < sizeof fingerprint || memcmp(blob, fingerprint, sizeof fingerprint) != 0) {
    return fail(HB_ERR_MODEL_MISMATCH, "the model belongs to another image: its fingerprint differs");
  }
  memset(&context, 0, sizeof context);
#if LAYERS > 0
  context.callback = on_operator;
#endif
  if ($_model_init(&context) != 0) return fail(HB_ERR_INVOKE_FAILED, "the module cannot be initialised");
  if (!bind(inputs, INPUTS, context.inputs) || !bind(outputs, OUTPUTS, context.outputs)) {
    return fail(HB_ERR_MODEL_MISMATCH, "inputs or outputs of the module have other sizes than the model's");
  }
  is_bound = 1;
  return HB_OK;
}

static uint32_t layer_count(void) { return LAYERS; }
static uint32_t input_count(void) { return INPUTS; }
static uint32_t output_count(void) { return OUTPUTS; }
static const hb_tensor *input(uint32_t index) { return index < INPUTS ? &inputs[index] : NULL; }
static const hb_tensor *output(uint32_t index) { return index < OUTPUTS ? &outputs[index] : NULL; }

static hb_status invoke(const hb_layer_hooks *hooks) {
  if (!is_bound) return fail(HB_ERR_NOT_READY, "no model is bound");
  profiled = hooks;
#if LAYERS > 0
  position = 0;
#endif
  const int32_t status = $_model_run(&context);
  profiled = NULL;
  return status == 0 ? HB_OK : fail(HB_ERR_INVOKE_FAILED, "the module reports a failure of a layer");
}

static const char *last_error(void) { return error; }

const hb_engine hb_the_engine = {
    .name = "helia-aot",
    .version = VERSION,
    .configure = configure,
    .layer_count = layer_count,
    .input_count = input_count,
    .output_count = output_count,
    .input = input,
    .output = output,
    .invoke = invoke,
    .last_error = last_error,
};
`;
/** Makes what stands between a module and the harness: C that implements `hb_engine` with its functions. */
function makeAdapter({ prefix, version, main, layers, files }) {
	const inputs = tensorsOf(main, main.inputs);
	const outputs = tensorsOf(main, main.outputs);
	const hash = createHash("sha256").update(JSON.stringify(version));
	for (const { path, content } of files) hash.update(JSON.stringify([path, content.length])).update(content);
	const blob = hash.digest().subarray(0, 16);
	const bytes = [...blob].map((byte) => `0x${byte.toString(16).padStart(2, "0")}`);
	const content = [
		"/* Generated by hilbench; do not edit. */",
		"#include <string.h>",
		"#include \"hb_engine.h\"",
		`#include "${prefix}_model.h"`,
		"",
		`#define LAYERS ${layers}`,
		`#define INPUTS ${inputs.length}u`,
		`#define OUTPUTS ${outputs.length}u`,
		`#define VERSION ${JSON.stringify(version.replaceAll(/[^0-9A-Za-z.+-]/g, ""))}`,
		`_Static_assert(${prefix}_num_inputs == ${inputs.length}, "inputs of the model");`,
		`_Static_assert(${prefix}_num_outputs == ${outputs.length}, "outputs of the model");`,
		"",
		`static const uint8_t fingerprint[] = {${bytes.join(", ")}};`,
		...table("input", inputs),
		...table("output", outputs),
		BODY.replaceAll("$", prefix)
	].join("\n");
	return {
		source: {
			path: ADAPTER_FILE,
			content
		},
		blob: new Uint8Array(blob)
	};
}

// src/engine/helia-aot/config.ts
var import_dist = require_dist();
const MAX_CONFIG_BYTES = 262144;
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function badConfig(path, what, cause) {
	return new HilbenchError({
		kind: "input",
		code: "HELIA_AOT_CONFIG",
		message: `The configuration of HeliaAOT ${path} ${what}.`,
		hint: "Give --helios-aot-config a YAML file with the sections that `helia-aot convert --help` lists, or auto.",
		...cause === void 0 ? {} : { cause }
	});
}
/**
* Reads the file of `--helios-aot-config`.
*
* @throws {HilbenchError} `HELIA_AOT_CONFIG` (kind `input`)
*/
async function readHeliaConfig(path) {
	const text = await readTextLimited(path, MAX_CONFIG_BYTES, (what, cause) => badConfig(path, what, cause));
	const { value } = parseYaml(text, path, "HELIA_AOT_CONFIG");
	if (value === null) return {};
	if (!isMapping(value)) throw badConfig(path, "is not a mapping");
	for (const section of [
		"model",
		"module",
		"memory",
		"platform"
	]) if (value[section] !== void 0 && value[section] !== null && !isMapping(value[section])) throw badConfig(path, `has a section "${section}" that is not a mapping`);
	return value;
}
/** The YAML that the tool is started with: the user's, and over it what the pass depends on. */
function configYaml(user, overrides) {
	const section = (name) => {
		const value = user[name];
		return isMapping(value) ? value : {};
	};
	return (0, import_dist.stringify)({
		...user,
		model: {
			...section("model"),
			path: overrides.model_path
		},
		module: {
			type: "cmake",
			...section("module"),
			path: overrides.module_path,
			name: overrides.module_name,
			prefix: overrides.prefix
		},
		memory: {
			...section("memory"),
			planner: "greedy"
		},
		platform: {
			name: overrides.platform,
			...section("platform")
		}
	});
}

// src/engine/helia-aot/errors.ts
const MOST_CHARACTERS = 1200;
/** Colours and other terminal sequences: ESC [ … letter. */
const SEQUENCES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, "g");
/** What the tool said, as one line that is safe to show. */
function wordsOf(output) {
	const text = output.replaceAll(SEQUENCES, "").replaceAll(/\s+/g, " ").trim();
	const begin = text.lastIndexOf("Error");
	return plainText(begin === -1 ? text.slice(-1200) : text.slice(begin), MOST_CHARACTERS);
}
function toolMissing() {
	return new HilbenchError({
		kind: "bench",
		code: "HELIA_AOT_MISSING",
		message: "There is neither helia-aot nor uvx on PATH.",
		hint: "Install it (`uv tool install helia-aot`, or pip in Python 3.11 or later), or set HILBENCH_HELIA_AOT to its executable or to the Python that has it."
	});
}
function cannotStart(file, cause) {
	return new HilbenchError({
		kind: "bench",
		code: "HELIA_AOT_MISSING",
		message: `${plainText(file, 300)} cannot be started.`,
		hint: "Check that HILBENCH_HELIA_AOT names an executable of this machine.",
		cause
	});
}
function tooOld(version) {
	return new HilbenchError({
		kind: "bench",
		code: "HELIA_AOT_TOO_OLD",
		message: `helia-aot is version ${plainText(version, 40)}; 0.5.0 or later is needed.`,
		hint: "Upgrade it, for example with `uv tool upgrade helia-aot`."
	});
}
function noVersion(output) {
	const words = wordsOf(output);
	return new HilbenchError({
		kind: "bench",
		code: "HELIA_AOT_NO_VERSION",
		message: `helia-aot does not say its version${words === "" ? "." : `: ${words}`}`,
		hint: "Run `helia-aot version` by hand; if uvx installs it, check the network."
	});
}
function timedOut(what, timeout_ms) {
	return new HilbenchError({
		kind: "bench",
		code: "HELIA_AOT_TIMEOUT",
		message: `helia-aot did not ${what} within ${timeout_ms / 1e3} s and was stopped.`,
		hint: "Run `helia-aot convert` by hand with this model to see what it waits for."
	});
}
function cannotConvert(output, exit_code) {
	const words = wordsOf(output);
	return new HilbenchError({
		kind: "input",
		code: "HELIA_AOT_CANNOT_CONVERT",
		message: `helia-aot could not convert the model (it ${howEnded(exit_code)})${words === "" ? "." : `: ${words}`}`,
		hint: "Change the model or the file of --helios-aot-config as it says."
	});
}
/** It reported success. `what` completes the sentence, `output` is what it printed. */
function noOutput(what, output) {
	const words = wordsOf(output);
	return new HilbenchError({
		kind: "bench",
		code: "HELIA_AOT_NO_OUTPUT",
		message: `helia-aot ended with exit status 0, and ${what}${words === "" ? "." : `: ${words}`}`,
		hint: "Run `helia-aot convert` by hand with this model; another version of it may write what is missing."
	});
}
/** What the tool wrote is nothing that goes into an image. */
function badOutput(what) {
	return new HilbenchError({
		kind: "bench",
		code: "HELIA_AOT_BAD_OUTPUT",
		message: `What helia-aot wrote is not used: ${what}.`,
		hint: "Check that this is the real tool; then report the version of helia-aot and the model."
	});
}
function noKernels() {
	return new HilbenchError({
		kind: "bench",
		code: "HELIA_AOT_NO_KERNELS",
		message: "The module of helia-aot calls kernels of ns-cmsis-nn, and there is none.",
		hint: "Set HILBENCH_NS_CMSIS_NN to a checkout of https://github.com/AmbiqAI/ns-cmsis-nn."
	});
}
function licenseForbids(platform, why) {
	return new HilbenchError({
		kind: "input",
		code: "HELIA_AOT_LICENSE",
		message: `The licence of the module that helia-aot makes allows it on hardware of Ambiq only, and ${platform} ${why}: it was not run.`,
		hint: "Run this pass on an Ambiq board; --aot-engine aot compares with an engine that runs anywhere."
	});
}
function badKernels(dir, what, cause) {
	return new HilbenchError({
		kind: "bench",
		code: "HELIA_AOT_BAD_KERNELS",
		message: `The kernels for helia-aot are not usable: ${plainText(dir, 300)} ${what}.`,
		hint: "Set HILBENCH_NS_CMSIS_NN to a checkout of https://github.com/AmbiqAI/ns-cmsis-nn, in the version that the module asks for.",
		...cause === void 0 ? {} : { cause }
	});
}

// src/engine/helia-aot/foreign.ts
const PROLOGUE = [
	"unused-parameter",
	"unused-variable",
	"unused-but-set-variable",
	"unused-function",
	"unused-label",
	"sign-compare",
	"type-limits",
	"missing-field-initializers",
	"missing-braces",
	"maybe-uninitialized",
	"implicit-fallthrough",
	"parentheses",
	"stringop-overflow",
	"array-bounds"
].map((name) => `#pragma GCC diagnostic ignored "-W${name}"\n`).join("");
/** A C file that others wrote, so that what is a matter of style there does not fail a build. */
function tolerated(file) {
	return file.path.endsWith(".c") ? {
		...file,
		content: `${PROLOGUE}#line 1\n${file.content}`
	} : file;
}

// src/engine/helia-aot/kernels.ts
const MOST_FILES$1 = 4e3;
const MAX_FILE_BYTES$1 = 2097152;
/** Where they go, so that no name of a module meets one of theirs. */
const FOLDER = "ns_cmsis_nn";
const PLAIN_PATH$1 = /^[A-Za-z0-9_][A-Za-z0-9_./-]{0,200}$/;
const NAME = /\barm_\w+/g;
/** A function that is defined: at the start of a line, its parameters, and a body. */
const DEFINITION = /^[A-Za-z_][\w \t*]*?\b(arm_\w+)\s*\([^;{}]*\)\s*\{/gm;
async function readAll(dir, ending) {
	const fail = (what, cause) => badKernels(dir, what, cause);
	let entries;
	try {
		entries = await readdir(dir, { recursive: true });
	} catch (cause) {
		throw fail("cannot be read", cause);
	}
	const paths = entries.map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith(ending) && PLAIN_PATH$1.test(path)).sort();
	if (paths.length === 0 || paths.length > MOST_FILES$1) throw fail(`has ${paths.length} files *${ending}`);
	const files = [];
	for (const path of paths) files.push({
		path,
		content: await readTextLimited(join(dir, path), MAX_FILE_BYTES$1, fail)
	});
	return files;
}
/** Which names the sources define, and where. */
function definitions(sources) {
	const found = /* @__PURE__ */ new Map();
	for (const source of sources) {
		for (const [, name] of source.content.matchAll(DEFINITION)) if (name !== void 0) found.set(name, source);
		const own = source.path.slice(source.path.lastIndexOf("/") + 1).replace(/\.c$/, "");
		if (!found.has(own)) found.set(own, source);
	}
	return found;
}
/** The sources that define what `roots` name, what those name, and so on. */
function closure(roots, sources) {
	const defined = definitions(sources);
	const taken = /* @__PURE__ */ new Set();
	const open = [...roots];
	for (let file = open.pop(); file !== void 0; file = open.pop()) for (const [name] of file.content.matchAll(NAME)) {
		const source = defined.get(name);
		if (source === void 0 || taken.has(source)) continue;
		taken.add(source);
		open.push(source);
	}
	return [...taken].sort((a, b) => a.path < b.path ? -1 : 1);
}
/**
* The kernels of ns-cmsis-nn that a module calls, with all its headers, from a checkout.
*
* @param dir the checkout, with `Include` and `Source`
* @throws {HilbenchError} `HELIA_AOT_BAD_KERNELS` (kind `bench`)
*/
async function readKernels(dir, module) {
	const headers = await readAll(join(dir, "Include"), ".h");
	const sources = await readAll(join(dir, "Source"), ".c");
	const inline = headers.filter(({ content }) => content.includes("__STATIC_FORCEINLINE")).map(({ path, content }) => ({
		path,
		content: withoutDeclarations(content)
	}));
	const needed = closure([...module, ...inline], sources);
	return [...headers, ...needed.map(({ path, content }) => ({
		path: `${FOLDER}/${path.slice(path.lastIndexOf("/") + 1)}`,
		content
	}))];
}
/** Only what is indented: a declaration names a function without calling it. */
function withoutDeclarations(header) {
	return header.split("\n").filter((line) => /^\s+.*\barm_\w+\s*\(/.test(line)).join("\n");
}

// src/engine/helia-aot/module.ts
const MOST_FILES = 2e4;
const MOST_DEPTH = 4;
const MAX_FILE_BYTES = 100663296;
const MAX_TOTAL_BYTES = 201326592;
const MAX_LICENSE_BYTES = 65536;
const MOST_LICENSES = 16;
const LICENSE_FILE = /^(LICEN[CS]E|NOTICE|COPYING)(\.[a-z]+)?$/i;
/** Of a source: as much as may name its licence. */
const HEAD_CHARACTERS = 2e3;
/** Where sources and headers of a module are; tests and examples are elsewhere. */
const SOURCE_FOLDERS = /^(src|includes?(-api)?)\//;
const C_FILE = /\.[ch]$/;
/** Also for the Makefile of an SDK: no dot but the one of the ending. */
const PLAIN_PATH = /^(?:[A-Za-z0-9_][A-Za-z0-9_-]{0,200}\/)+[A-Za-z0-9_][A-Za-z0-9_-]{0,200}\.[ch]$/;
const INCLUDE = /^[ \t]*#[ \t]*(?:include|import|embed)\b[ \t]*(.*)$/gm;
/** The tool ended without a module; who called it knows what it said. */
var NoModule = class extends Error {};
/** A link in place of the module's folder would lead anywhere. */
async function checkRoot(dir) {
	const found = await unlessAbsent(lstat(dir));
	if (found === void 0) throw new NoModule("there is no module where it was to write one");
	if (!found.isDirectory()) throw badOutput("its folder is none");
}
/** Every file below `dir`. Links are refused: they could lead anywhere. */
async function listFiles(dir) {
	const found = [];
	const walk = async (folder, depth) => {
		for (const entry of await readdir(join(dir, folder), { withFileTypes: true })) {
			const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
			if (entry.isDirectory() && depth < MOST_DEPTH) await walk(path, depth + 1);
			else if (entry.isFile()) found.push({
				path,
				bytes: (await lstat(join(dir, path))).size
			});
			else throw badOutput(`${path} is neither a file nor a folder, or nested too deeply`);
			if (found.length > MOST_FILES) throw badOutput(`it has more than ${MOST_FILES} files`);
		}
	};
	await checkRoot(dir);
	await walk("", 0);
	return found;
}
async function readBounded(path, max_bytes, what) {
	try {
		var _usingCtx$3 = _usingCtx();
		const file = _usingCtx$3.a(await open(path, "r"));
		const { size } = await file.stat();
		if (size > max_bytes) throw badOutput(`${what} has ${size} bytes`);
		const buffer = new Uint8Array(size);
		const { bytesRead } = await file.read(buffer, 0, size, 0);
		try {
			return new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, bytesRead));
		} catch {
			throw badOutput(`${what} is not UTF-8 text`);
		}
	} catch (_) {
		_usingCtx$3.e = _;
	} finally {
		await _usingCtx$3.d();
	}
}
/** An include that leaves the module would bring files of this machine into the image. */
function checkIncludes(path, content, own) {
	for (const [, operand = ""] of content.replaceAll(/\\\r?\n/g, "").matchAll(INCLUDE)) {
		const target = /^["<]([^">]*)[">]/.exec(operand)?.[1];
		if (target === void 0) throw badOutput(`${path} includes what a macro names`);
		const plain = !/^[\\/]|^[A-Za-z]:|\\/.test(target);
		const inside = !target.split("/").includes("..") || own.has(posix.join(posix.dirname(path), target));
		if (!plain || !inside) throw badOutput(`${path} includes a file outside of the module`);
	}
}
/** The names of `operators[].id` (`0:<name>`), where the plan has them. */
function operatorNames(plan) {
	let parsed;
	try {
		parsed = JSON.parse(plan);
	} catch {
		return;
	}
	const { operators } = parsed ?? {};
	if (!Array.isArray(operators)) return void 0;
	const names = operators.map((operator) => {
		const { id } = operator ?? {};
		return typeof id === "string" ? id.replace(/^\d+:/, "") : void 0;
	});
	return names.every((name) => name !== void 0) ? names : void 0;
}
/**
* Reads a module back from the folder the tool wrote it to: bounded, plain files only, nothing from outside.
*
* @param prefix the `module.prefix` it was made with
* @throws {NoModule}
* @throws {HilbenchError} `HELIA_AOT_BAD_OUTPUT` (kind `bench`)
*/
async function readModule(dir, prefix) {
	const found = await listFiles(dir);
	const sources = found.filter(({ path }) => SOURCE_FOLDERS.test(path) && C_FILE.test(path));
	const total = sources.reduce((sum, { bytes }) => sum + bytes, 0);
	if (total > MAX_TOTAL_BYTES) throw badOutput(`its sources have ${total} bytes`);
	const files = [];
	const paths = new Set(sources.map(({ path }) => path));
	for (const path of [...paths].sort()) {
		if (!PLAIN_PATH.test(path)) throw badOutput(`it has a file with the name ${JSON.stringify(path)}`);
		const content = await readBounded(join(dir, path), MAX_FILE_BYTES, path);
		checkIncludes(path, content, paths);
		files.push({
			path,
			content
		});
	}
	const names = new Set(files.map(({ path }) => posix.basename(path)));
	for (const needed of [`${prefix}_model.h`, `${prefix}_model.c`]) if (!names.has(needed)) throw new NoModule(`the module has no ${needed}`);
	const textOf = async (path, max_bytes) => found.some((file) => file.path === path) ? readBounded(join(dir, path), max_bytes, path) : void 0;
	const plan = await textOf(`${prefix}_plan.json`, MAX_FILE_BYTES);
	const licenses = found.filter(({ path }) => LICENSE_FILE.test(path)).slice(0, MOST_LICENSES);
	const main = files.filter(({ path }) => posix.basename(path).startsWith(`${prefix}_model.`));
	return {
		files,
		operators: plan === void 0 ? void 0 : operatorNames(plan),
		licenses: [...await Promise.all(licenses.map(({ path }) => readBounded(join(dir, path), MAX_LICENSE_BYTES, path))), ...main.map(({ content }) => content.slice(0, HEAD_CHARACTERS))]
	};
}

// src/engine/helia-aot/tool.ts
const LEAST_VERSION = [
	0,
	5,
	0
];
/** What a Python tool needs of the environment, its package runner with a private index or a proxy included. */
const PASSED = /^(PATH|HOME|USERPROFILE|LOCALAPPDATA|APPDATA|SYSTEMROOT|TEMP|TMP|TMPDIR|LANG)$|^(UV_(?!PUBLISH_)|XDG_|SSL_CERT_|https?_proxy$|HTTPS?_PROXY$|no_proxy$|NO_PROXY$)/;
/**
* Finds the tool: what `HILBENCH_HELIA_AOT` names (a Python is asked for its module), else `helia-aot` on PATH,
* else `uvx`, which fetches it.
*
* @param find the absolute path of a program on PATH
* @throws {HilbenchError} `HELIA_AOT_MISSING` (kind `bench`)
*/
function findTool(env, find) {
	const given = env.HILBENCH_HELIA_AOT;
	if (given !== void 0 && given !== "") {
		const file = basename(given) === given ? find(given) ?? given : resolve(given);
		return {
			file,
			args: /^python[0-9.]*(\.exe)?$/i.test(basename(file)) ? ["-m", "helia_aot"] : []
		};
	}
	const installed = find("helia-aot");
	if (installed !== void 0) return {
		file: installed,
		args: []
	};
	const uvx = find("uvx");
	if (uvx === void 0) throw toolMissing();
	return {
		file: uvx,
		args: [
			"--from",
			"helia-aot",
			"helia-aot"
		]
	};
}
function environmentOf(env) {
	const passed = Object.entries(env).filter((entry) => entry[1] !== void 0 && PASSED.test(entry[0]));
	return {
		...Object.fromEntries(passed),
		PYTHONIOENCODING: "utf-8",
		NO_COLOR: "1",
		COLUMNS: "200"
	};
}
/**
* Runs the tool once.
*
* @throws {HilbenchError} `HELIA_AOT_TIMEOUT`, `HELIA_AOT_MISSING` (kind `bench`), `CANCELLED`
*/
async function runHelia(run) {
	const { file, args } = run.tool;
	return runProcess({
		file,
		args: [...args, ...run.args],
		cwd: run.cwd,
		env: environmentOf(run.env),
		timeout_ms: run.timeout_ms,
		onTimeout: () => timedOut(run.what, run.timeout_ms),
		onCannotStart: (cause) => cannotStart(file, cause),
		signal: run.signal
	});
}
/** The version in what `version` printed; undefined where there is none. */
function versionIn(output) {
	const own = /\bversion\b[\s:]*([^\n]*)/i.exec(output)?.[1] ?? output;
	return /\b\d{1,6}\.\d{1,6}(\.\d{1,6})?[0-9A-Za-z.+-]{0,24}/.exec(own)?.[0];
}
function isNewEnough(version) {
	const parts = version.split(".").map((part) => Number.parseInt(part, 10) || 0);
	for (const [index, least] of LEAST_VERSION.entries()) {
		const part = parts[index] ?? 0;
		if (part !== least) return part > least;
	}
	return true;
}
/**
* Asks the tool for its version.
*
* @throws {HilbenchError} `HELIA_AOT_TOO_OLD`, `HELIA_AOT_NO_VERSION`, and those of {@link runHelia}
*/
async function checkedVersion(run) {
	const { exit_code, stdout, output } = await runHelia({
		...run,
		args: ["version"],
		what: "say its version"
	});
	const version = versionIn(stdout);
	if (exit_code !== 0 || version === void 0) throw noVersion(output);
	if (!isNewEnough(version)) throw tooOld(version);
	return version;
}

// src/engine/helia-aot/index.ts
const PREFIX = "hbm";
const MODULE = "hb_module";
const VERSION_TIMEOUT_MS = 18e4;
const CONVERT_TIMEOUT_MS = 6e5;
/** The name that helia-aot has for a platform; an emulated one is taken for a board with the same core. */
function heliaPlatform({ name, core, emulated }) {
	if (emulated || !name.startsWith("apollo")) return core === "cortex-m55" ? "apollo510_evb" : "apollo4p_evb";
	return name.toLowerCase().replace(/_eb$/, "_evb");
}
/** For each operator of the module the layer of the model whose output it makes; none if one is unknown. */
function layersOf(module, main) {
	const model = module.files.find(({ path }) => path.endsWith(`/${PREFIX}_model.c`))?.content ?? "";
	if (!model.includes("op_state_run_started")) return [];
	if (module.operators === void 0) return Number(/_op_table\[(\d{1,6})\]/.exec(model)?.[1]) === main.operators.length ? main.operators.map(({ index }) => index) : [];
	const byOutput = /* @__PURE__ */ new Map();
	for (const { index, outputs } of main.operators) {
		const name = main.tensors[outputs[0] ?? -1]?.name;
		if (name !== void 0) byOutput.set(name, index);
	}
	const layers = module.operators.map((name) => byOutput.get(name));
	return layers.every((layer) => layer !== void 0) && new Set(layers).size === layers.length ? layers.filter((layer) => layer !== void 0) : [];
}
/**
* Ambiq's compiler ahead of time as an engine: the tool runs in its own process, and the module it makes goes into
* the image behind an adapter. The module keeps its constants and its arena in the image.
*
* `prepare` throws {@link HilbenchError}s with the codes `HELIA_AOT_…`.
*/
function createHeliaAotEngine(options) {
	const { env, config } = options;
	return {
		name: "helia-aot",
		async prepare(graph, platform, signal) {
			const [main] = graph.subgraphs;
			if (main === void 0) throw new Error("a graph has at least one subgraph");
			const tool = findTool(env, options.find);
			const dir = await workFolder();
			try {
				const common = {
					tool,
					cwd: dir,
					env,
					signal
				};
				const version = await checkedVersion({
					...common,
					timeout_ms: options.version_timeout_ms ?? VERSION_TIMEOUT_MS
				});
				const module_path = join(dir, "out");
				const yaml = join(dir, "helia.yaml");
				const overrides = {
					model_path: join(dir, "model.tflite"),
					module_path,
					module_name: MODULE,
					prefix: PREFIX,
					platform: heliaPlatform(platform)
				};
				await write(overrides.model_path, graph.file);
				await write(yaml, configYaml(config, overrides));
				const { exit_code, output } = await runHelia({
					...common,
					args: [
						"convert",
						"--path",
						yaml
					],
					timeout_ms: options.convert_timeout_ms ?? CONVERT_TIMEOUT_MS,
					what: "convert the model"
				});
				if (exit_code !== 0) throw cannotConvert(output, exit_code);
				const module = await moduleIn(join(module_path, MODULE), output);
				checkLicense(module, platform);
				return buildOf(module, await kernelsOf(module, env.HILBENCH_NS_CMSIS_NN), version, main);
			} finally {
				await rm(dir, {
					recursive: true,
					force: true,
					maxRetries: 3
				});
			}
		}
	};
}
async function workFolder() {
	try {
		return await mkdtemp(join(tmpdir(), "hilbench-helia-"));
	} catch (cause) {
		throw fileError(cause, "make a folder in", tmpdir());
	}
}
async function write(path, content) {
	try {
		await writeFile(path, content);
	} catch (cause) {
		throw fileError(cause, "write", path);
	}
}
/** A tool that reports success without a module has failed; its own words say so, or nothing does. */
async function moduleIn(dir, output) {
	try {
		return await readModule(dir, PREFIX);
	} catch (error) {
		if (error instanceof HilbenchError) throw error;
		const reason = systemErrorCode(error);
		if (reason !== void 0) throw badOutput(`its files cannot be read (${reason})`);
		if (!(error instanceof NoModule)) throw error;
		if (/\b(error|traceback)\b/i.test(output)) throw cannotConvert(output, 0);
		throw noOutput(error.message, output);
	}
}
/** Modules of the real tool may be executed on hardware of Ambiq only. */
function checkLicense({ licenses }, { name, emulated, ambiqsuite }) {
	if (!(!emulated && ambiqsuite !== void 0) && licenses.some((text) => /\bAmbiq\b/i.test(text))) throw licenseForbids(name, emulated ? "is emulated" : "is not one of Ambiq");
}
/**
* What the module calls and does not bring: kernels of ns-cmsis-nn.
*
* @throws {HilbenchError} `HELIA_AOT_NO_KERNELS`, `HELIA_AOT_BAD_KERNELS` (kind `bench`)
*/
async function kernelsOf({ files }, checkout) {
	const own = new Set(files.map(({ path }) => path.slice(path.lastIndexOf("/") + 1)));
	if (!files.some(({ content }) => content.includes("\"arm_nnfunctions.h\"")) || own.has("arm_nnfunctions.h")) return [];
	if (checkout === void 0 || checkout === "") throw noKernels();
	return readKernels(resolve(checkout), files);
}
function buildOf(module, kernels, version, main) {
	const layers = layersOf(module, main);
	const { files } = module;
	const { source, blob } = makeAdapter({
		prefix: PREFIX,
		version,
		main,
		layers: layers.length,
		files
	});
	return {
		engine: "helia-aot",
		version,
		template_folders: [],
		template_sources: [],
		generated: [...[...files, ...kernels].map(tolerated), source],
		blob,
		arena_bytes: 0,
		layers
	};
}

// src/firmware/build-id.ts
/** C by which an image knows who it is: the build id that HELLO answers. @param build_id hex */
function buildIdSource(build_id) {
	const bytes = Buffer.from(build_id, "hex");
	const literals = Array.from(bytes, (byte) => `0x${byte.toString(16).padStart(2, "0")}`);
	return `#include "hb_build_id.h"\n\nconst uint8_t hb_build_id[${bytes.length}] = {${literals.join(", ")}};\n`;
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
	const { include_dirs = [], defines = [] } = unit.external ?? {};
	const external = [...defines.map((define) => `-D${define}`), ...include_dirs.flatMap((include) => ["-isystem", include])];
	const { compiler } = context.toolchain;
	const result = await runTool({
		file: compiler,
		args: [
			...flags,
			...includes,
			...external,
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
	if (result.exit_code !== 0) {
		refuseMissingCxx(result.stderr);
		throw new HilbenchError({
			kind: "bench",
			code: "FIRMWARE_COMPILE_FAILED",
			message: `Compiling ${unit.path} failed: the compiler ${howEnded(result.exit_code)}.`,
			hint: "Read the compiler's messages in the detail; if the source is one of hilbench, report them.",
			detail: lastLines(result.stderr)
		});
	}
	if (!await isFilled(object)) throw wroteNothing(compiler, `an object for ${unit.path}`);
}
/** Debian has the compiler for C++ and its headers in two packages. Standard headers have no ending. */
function refuseMissingCxx(stderr) {
	const header = /fatal error: ([a-z_]+): No such file or directory/.exec(stderr)?.[1];
	const no_compiler = /cannot execute .*cc1plus/.test(stderr);
	if (header === void 0 && !no_compiler) return;
	throw new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_NO_CXX",
		message: no_compiler ? "The compiler cannot compile C++, which the engine needs." : `The compiler has no C++ library, which the engine needs: the header <${header}> is missing.`,
		hint: "Install the C++ library for Arm; on Debian and Ubuntu: apt-get install libstdc++-arm-none-eabi-newlib",
		detail: lastLines(stderr)
	});
}
async function isFilled(file) {
	return ((await unlessAbsent(readFile(file)))?.length ?? 0) > 0;
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
		message: `Linking the image failed: the linker ${howEnded(exit_code)}.`,
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
	const archives = link.archives.length === 0 ? [] : [
		"-Wl,--start-group",
		...link.archives,
		"-Wl,--end-group"
	];
	const folders = link.linker_dirs.map((dir) => `-L${dir}`);
	const result = await runTool({
		file: compiler,
		args: [
			...link.flags,
			...link.objects,
			...archives,
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

// src/firmware/elf-sizes.ts
/** More than any linker script of ours makes. */
const MAX_SECTIONS = 256;
const MAX_NAME_BYTES = 255;
/**
* Reads the sections of an image that take memory, and what they add up to.
*
* @throws {HilbenchError} `FIRMWARE_IMAGE_INVALID` (kind `bench`)
*/
function readElfSizes(file) {
	const elf = readElf(file);
	const names = elf.sections[elf.names_index];
	if (names === void 0 || names.offset + names.bytes > file.length) throw invalidImage("the names of its sections lie outside the file");
	const name_table = file.subarray(names.offset, names.offset + names.bytes);
	const sections = elf.sections.filter(({ flags, bytes }) => (flags & 2) !== 0 && bytes > 0).map((section) => {
		const { address, bytes, name_offset } = section;
		return {
			name: sectionName(name_table, name_offset),
			address,
			bytes,
			kind: kindOf(section)
		};
	});
	if (sections.length > MAX_SECTIONS) throw invalidImage(`it has ${sections.length} sections`);
	const sum = (kind) => sections.filter((section) => section.kind === kind || section.kind === "both").reduce((total, section) => total + section.bytes, 0);
	const rom_bytes = sum("rom");
	if (rom_bytes === 0) throw invalidImage("it holds no code");
	return {
		rom_bytes,
		ram_bytes: sum("ram"),
		sections
	};
}
function kindOf({ type, flags }) {
	if (type === 8) return "ram";
	return (flags & 1) !== 0 ? "both" : "rom";
}
function sectionName(name_table, offset) {
	const end = name_table.indexOf(0, offset);
	if (end === -1 || end - offset > MAX_NAME_BYTES) throw invalidImage("the name of a section has no end");
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
/** C++ without what needs a runtime of its own: nothing is thrown, asked for its type, or locked. */
const LANGUAGE_FLAGS = {
	c: ["-std=c11"],
	cxx: [
		"-std=c++17",
		"-fno-exceptions",
		"-fno-rtti",
		"-fno-threadsafe-statics"
	]
};
/** Without `-g`: no path of this machine gets into an object, so the same sources make the same bytes. */
function compileFlags(core, language = "c") {
	return [
		...CORE_FLAGS[core],
		...LANGUAGE_FLAGS[language],
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

// src/firmware/elf-symbols.ts
const SYMBOL_BYTES = 16;
/**
* Looks up symbols of an image. A table that lies outside the file has none.
*
* @throws {HilbenchError} `FIRMWARE_IMAGE_INVALID` (kind `bench`)
*/
function findSymbols(file, names) {
	const found = /* @__PURE__ */ new Map();
	const { sections } = readElf(file);
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	for (const { type, offset, bytes, link } of sections) {
		const texts = sections[link];
		if (type !== 2 || texts === void 0 || offset + bytes > file.length) continue;
		for (let symbol = offset; symbol + SYMBOL_BYTES <= offset + bytes; symbol += SYMBOL_BYTES) {
			const name = nameAt(file, texts.offset + view.getUint32(symbol, true), names);
			if (name === void 0) continue;
			found.set(name, {
				address: view.getUint32(symbol + 4, true),
				bytes: view.getUint32(symbol + 8, true)
			});
		}
	}
	return found;
}
/** Which of `names` stands at `offset`, ended by a zero. */
function nameAt(file, offset, names) {
	return names.find((name) => {
		if (offset + name.length >= file.length || file[offset + name.length] !== 0) return false;
		for (let index = 0; index < name.length; index += 1) if (file[offset + index] !== name.charCodeAt(index)) return false;
		return true;
	});
}

// src/firmware/report-symbol.ts
/** Of templates/firmware/power/hb_report.c. */
const SYMBOL = "hb_power_report";
/** Where an image leaves its report; nothing for one that has none. */
function reportOf(elf) {
	const report = findSymbols(elf, [SYMBOL]).get(SYMBOL);
	return report === void 0 || report.bytes === 0 ? {} : { report };
}

// src/firmware/sources.ts
/** By the ending of its file. */
function languageOf(unit) {
	return CXX_SOURCE.test(unit.path) ? "cxx" : "c";
}
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
const CXX_SOURCE = /\.cc$/;
const HEADER = /\.h$/;
const LINKER_SCRIPT = /\.ld$/;
function isGenerated(folder) {
	return folder === GENERATED_DIR || folder.startsWith(`${GENERATED_DIR}/`);
}
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
		const found = await readFolders(templatesDir, include_dirs.filter((folder) => !isGenerated(folder)), HEADER);
		return files.map((file) => ({
			...file,
			include_dirs,
			headers: [...more_headers, ...found]
		}));
	};
	const folderUnits = async (folders) => unitsOf(await readFolders(templatesDir, folders, SOURCE), folders);
	const engine_sources = await Promise.all(engine.template_sources.map((path) => readTemplate(templatesDir, checkRelativePath(path))));
	const external = engine.external?.[variant];
	const generated_headers = generated.filter(({ path }) => HEADER.test(path));
	/** Whatever was generated may include headers of any folder that was generated with it. */
	const generated_dirs = [GENERATED_DIR, ...generated_headers.map(({ path }) => dirname(path))];
	/** Only C++ sees generated headers and code of others, so that C objects serve every engine build. */
	const engineUnits = async () => {
		const cxx = engine_sources.filter((file) => languageOf(file) === "cxx");
		const others = engine_sources.filter((file) => languageOf(file) === "c");
		const cxx_units = await unitsOf(cxx, [GENERATED_DIR, ...engine_dirs], generated_headers);
		return [...await unitsOf(others, engine_dirs), ...cxx_units.map((unit) => external === void 0 ? unit : {
			...unit,
			external
		})];
	};
	return {
		units: [
			...await folderUnits([variant_dir]),
			...await folderUnits([COMMON_DIR]),
			...await folderUnits(port_dirs),
			...await engineUnits(),
			...await unitsOf(generated.filter(({ path }) => SOURCE.test(path)), [...generated_dirs, ...engine_dirs], generated_headers)
		],
		linker_scripts: await readFolders(templatesDir, port_dirs, LINKER_SCRIPT),
		linker_dirs: port_dirs,
		...external === void 0 ? {} : { external }
	};
}
/** Writes files below `dir`. Each path once: units share their headers. */
async function writeFiles(files, dir) {
	for (const [path, content] of new Map(files.map((file) => [file.path, file.content]))) {
		const target = join(dir, path);
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, content);
	}
}

// src/firmware/build.ts
/** Part of every hash; raise it when the meaning of what is stored changes. */
const STORE_FORMAT$1 = 1;
const TOOL_TIMEOUT_MS$1 = 12e4;
const OBJECT = "unit.o";
const ELF$1 = "image.elf";
function hashFiles(files) {
	return files.map(({ path, content }) => [path, sha256(content)]);
}
/** Nothing where there is nothing of others: keys of all that was stored before stay. */
function externalKey(external) {
	if (external === void 0) return [];
	return [
		external.identity,
		external.defines,
		external.archives.map((archive) => basename(archive))
	];
}
function objectKey(unit, flags, toolchain) {
	return sha256(JSON.stringify([
		STORE_FORMAT$1,
		toolchain.identity,
		flags,
		unit.path,
		sha256(unit.content),
		hashFiles(unit.headers),
		...externalKey(unit.external)
	]));
}
function imageHash(sources, keys, flags, toolchain) {
	return sha256(JSON.stringify([
		STORE_FORMAT$1,
		toolchain.identity,
		flags,
		keys,
		hashFiles(sources.linker_scripts),
		...externalKey(sources.external)
	]));
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
	const elf_path = entry.path(ELF$1);
	const elf = await readFile(elf_path);
	const sizes = readElfSizes(elf);
	return {
		hash,
		build_id: hash.slice(0, 32),
		elf_path,
		toolchain: {
			name: toolchain.name,
			version: toolchain.version
		},
		from_store,
		...sizes,
		...reportOf(elf)
	};
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
	const timeout_ms = options.tool_timeout_ms ?? TOOL_TIMEOUT_MS$1;
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
			var _usingCtx$2 = _usingCtx();
			const { platform, engine, signal } = request;
			const workspace = _usingCtx$2.a(await store.workspace());
			const sources = await collectSources(request, templatesDir);
			const flagsOf = (unit) => compileFlags(platform.core, languageOf(unit));
			const link_flags = linkFlags(platform.core);
			const keys = sources.units.map((unit) => objectKey(unit, flagsOf(unit), toolchain));
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
				objects[index] = await objectOf(unit, keys[index] ?? "", flagsOf(unit), context, unit_signal);
			});
			const build_id_dir = join(workspace.dir, "build_id");
			await compileUnit(build_id, flagsOf(build_id), build_id_dir, context, signal);
			const elf = await linkImage({
				objects: [...objects, join(build_id_dir, OBJECT)],
				flags: link_flags,
				archives: sources.external?.archives ?? [],
				linker_dirs: sources.linker_dirs,
				elf: join(workspace.dir, ELF$1)
			}, context, signal);
			readElfSizes(elf);
			const entry = await store.put("images", hash, workspace.dir, [ELF$1]);
			await store.removeUnused("images");
			await store.removeUnused("objects");
			return toImage(entry, hash, toolchain, false);
		} catch (_) {
			_usingCtx$2.e = _;
		} finally {
			await _usingCtx$2.d();
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

// src/firmware/known-images.ts
const BUILD_ID = /^[0-9a-f]{32}$/;
const count = number().int().nonnegative();
const range = strictObject({
	address: count,
	bytes: count
});
/** What is kept of an image, so that a board that runs it can be used without building it. */
const knownImageSchema = strictObject({
	hash: string(),
	build_id: string().regex(BUILD_ID),
	elf_path: string(),
	toolchain: strictObject({
		name: _enum(["gcc", "arm"]),
		version: string()
	}),
	from_store: boolean(),
	rom_bytes: count,
	ram_bytes: count,
	sections: array(strictObject({
		name: string(),
		address: count,
		bytes: count,
		kind: _enum([
			"rom",
			"ram",
			"both"
		])
	})),
	memories: partialRecord(_enum(LOCATIONS), range).optional()
});
/** So that years of builds do not fill a disk; a board rarely runs what is older than that many images. */
const MOST_IMAGES = 500;
/**
* Wraps a builder so that it knows the images it built: `find` gives one back by the build id that a device says.
* A folder that cannot be written to only costs that knowledge, never the build.
*/
function withKnownImages(builder, folder, log) {
	return {
		build: async (request) => {
			const image = await builder.build(request);
			if ((request.variant ?? "link") === "link") await keep(folder, image).catch((error) => log.debug(`images: ${folder} is not written to: ${String(error)}`));
			return image;
		},
		find: (build_id) => find(folder, build_id)
	};
}
async function keep(folder, image) {
	const known = knownImageSchema.parse(image);
	const path = join(folder, `${image.build_id}.json`);
	if (await readFile(path, "utf8").catch(() => void 0) === JSON.stringify(known)) return;
	await remember(path, known);
	const names = await readdir(folder);
	for (const name of names.slice(MOST_IMAGES)) if (name !== `${image.build_id}.json`) await rm(join(folder, name), { force: true });
}
async function find(folder, build_id) {
	if (!BUILD_ID.test(build_id)) return void 0;
	const known = await recall(join(folder, `${build_id}.json`), knownImageSchema).catch(() => void 0);
	if (known?.build_id !== build_id) return void 0;
	const { memories, ...image } = known;
	return {
		...image,
		from_store: true,
		...memories === void 0 ? {} : { memories: ranges(memories) }
	};
}
/** Without the keys that the schema allows to be undefined. */
function ranges(memories) {
	return Object.fromEntries(Object.entries(memories).filter(([, memory]) => memory !== void 0));
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
	#news = new Wake();
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
			} else await this.#news.sleep(signal);
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
		this.#news.wake();
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
			this.#news.wake();
		} catch (cause) {
			if (!(cause instanceof RangeError)) throw cause;
			this.#fail(monitorData(this.name, cause.message));
		}
	}
	#fail(failure) {
		this.#failure ??= failure;
		this.#news.wake();
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
		hint: "Replace what the detail names, or leave validation out with --no-create-binary: a board may run what the host does not.",
		detail: errorLines(detail)
	});
	return new HilbenchError({
		kind: "bench",
		code: "REFERENCE_INVOKE_FAILED",
		message: "LiteRT on the host failed during an inference.",
		hint: "An input that holds a shape or indices takes no random data: give real inputs with --dataset. Else check the model with another runtime; when it runs there, report the detail.",
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

// src/engine/tflm/ops.ts
/** Methods that take what they register, instead of registering an op of their own. */
const GENERAL = /* @__PURE__ */ new Set(["AddCustom", "AddBuiltin"]);
const METHOD = /\bTfLiteStatus\s+(Add[A-Za-z0-9_]+)\s*\(/g;
/** Comments may name methods that are not there. */
function withoutComments(header) {
	return header.replace(/\/\*[\s\S]*?\*\//g, " ").replace(/\/\/[^\n]*/g, " ");
}
/**
* Names of the methods by which a version of the runtime registers its ops, from the text of its
* `micro_mutable_op_resolver.h`. Every op once, in alphabetical order.
*
* @throws {HilbenchError} `ENGINE_RUNTIME_UNKNOWN` (kind `bench`) when there are none
*/
function opMethods(header) {
	const found = [...withoutComments(header).matchAll(METHOD)].flatMap((match) => match[1] ?? []);
	const methods = [...new Set(found)].filter((name) => !GENERAL.has(name)).sort();
	if (methods.length > 0) return methods;
	throw new HilbenchError({
		kind: "bench",
		code: "ENGINE_RUNTIME_UNKNOWN",
		message: "The header micro_mutable_op_resolver.h of the runtime declares no method that registers an op.",
		hint: "Choose another --tensorflow-version; this one is damaged, or newer than this version of hilbench knows."
	});
}
const BUILTIN = /\bAddBuiltin\s*\(\s*(?:tflite::)?BuiltinOperator_([A-Z0-9_]+)/g;
const CUSTOM = /\bAddCustom\s*\(\s*"([^"\n]+)"/g;
/** Names of the built-in ops that a version registers. Of custom ops only the device knows. */
function builtinOps(header) {
	return new Set([...withoutComments(header).matchAll(BUILTIN)].flatMap((match) => match[1] ?? []));
}
/** The body of each method, which tells what it registers. */
function methodBodies(header) {
	const text = withoutComments(header);
	const starts = [...text.matchAll(METHOD)];
	return starts.flatMap((match, index) => {
		const [, method = ""] = match;
		return GENERAL.has(method) ? [] : [{
			method,
			body: text.slice(match.index, starts[index + 1]?.index)
		}];
	});
}
/**
* The methods that register the ops of a model and no others, in alphabetical order. Some methods do not spell out
* what they register; where a model has a custom op that no method names, they are taken in.
*/
function methodsFor(header, ops) {
	const builtin = new Set(ops.filter(({ op }) => op !== "CUSTOM").map(({ op }) => op));
	const custom = new Set(ops.filter(({ op }) => op === "CUSTOM").map(({ custom_name }) => custom_name ?? ""));
	const methods = methodBodies(header).map(({ method, body }) => ({
		method,
		builtin: [...body.matchAll(BUILTIN)].map(([, name = ""]) => name),
		custom: [...body.matchAll(CUSTOM)].map(([, name = ""]) => name)
	}));
	const named = new Set(methods.flatMap((each) => each.custom));
	const unnamed = [...custom].some((name) => !named.has(name));
	const taken = methods.filter((each) => each.builtin.some((name) => builtin.has(name)) || each.custom.some((name) => custom.has(name)) || unnamed && each.builtin.length === 0 && each.custom.length === 0);
	return [...new Set(taken.map(({ method }) => method))].sort();
}
/** The header by which the engine registers all ops of a version. */
function opsHeader(version, methods) {
	const list = methods.map((method) => `  ADD(${method})`).join(" \\\n");
	return `/* Ops of the runtime ${version}. */
#ifndef HB_TFLM_OPS_H
#define HB_TFLM_OPS_H

#define HB_TFLM_VERSION "${version}"
#define HB_TFLM_OP_COUNT ${methods.length}
#define HB_TFLM_OPS(ADD) \\
${list}

#endif
`;
}

// src/engine/tflm/index.ts
const TEMPLATE_FOLDER = "engine/tflm";
const SOURCES = ["hb_engine_tflm.cc", "hb_tflm_log.cc"].map((source) => `${TEMPLATE_FOLDER}/${source}`);
/** How many refused layers one error names. */
const MAX_REFUSALS_SHOWN = 10;
/** The libraries are built with it: it decides the layout of structures. */
const STATIC_MEMORY = "TF_LITE_STATIC_MEMORY";
/** Those of the headers would print, and there is no stdio; what they check of a model is checked before. */
const NO_ASSERTIONS = "NDEBUG";
/** The library of the power image is built with it; with it there are no events of layers and no messages. */
const STRIPPED = "TF_LITE_STRIP_ERROR_STRINGS";
function externalCode(runtime, variant) {
	return {
		dir: runtime.dir,
		include_dirs: runtime.include_dirs,
		defines: [
			STATIC_MEMORY,
			NO_ASSERTIONS,
			...variant === "power" ? [STRIPPED] : []
		],
		archives: [runtime.archives[variant]],
		identity: runtime.identity
	};
}
/** In every subgraph: the runtime prepares all of them, whichever are run. */
function refuseUnknownOps(graph, builtin, version) {
	const unknown = graph.subgraphs.flatMap((subgraph) => subgraph.operators.flatMap(({ op, index }) => {
		if (op === "CUSTOM" || builtin.has(op)) return [];
		return [`layer ${index}${subgraph.index === 0 ? "" : ` of subgraph ${subgraph.index}`} (${op})`];
	}));
	if (unknown.length === 0) return;
	const shown = unknown.slice(0, MAX_REFUSALS_SHOWN).join(", ");
	const more = unknown.length - MAX_REFUSALS_SHOWN;
	throw new HilbenchError({
		kind: "input",
		code: "ENGINE_UNSUPPORTED_OP",
		message: `The runtime ${version} has no such op: ${shown}${more > 0 ? `, and ${more} more` : ""}.`,
		hint: "Replace these layers in the model, or choose a --tensorflow-version that has the op."
	});
}
/** Of every subgraph: the runtime prepares all of them. */
function needsOf(graph, op_resolver) {
	const operators = graph.subgraphs.flatMap((subgraph) => subgraph.operators);
	return {
		op_methods: methodsFor(op_resolver, operators),
		resource_variables: operators.filter(({ op }) => op === "VAR_HANDLE").length
	};
}
/**
* The interpreter as an engine. Its image has every op and no model: the blob is the `.tflite` file, and one image
* runs all of them.
*/
function createTflmEngine(runtime) {
	const generated = [{
		path: "hb_tflm_ops.h",
		content: opsHeader(runtime.version, opMethods(runtime.op_resolver))
	}];
	const builtin = builtinOps(runtime.op_resolver);
	const external = {
		link: externalCode(runtime, "link"),
		power: externalCode(runtime, "power")
	};
	return {
		name: "tflm",
		ops: /* @__PURE__ */ new Set([...builtin, "CUSTOM"]),
		prepare(graph) {
			const [main] = graph.subgraphs;
			if (main === void 0) throw new Error("a graph has at least one subgraph");
			if (main.operators.length === 0) throw new HilbenchError({
				kind: "input",
				code: "ENGINE_UNSUPPORTED_OPTION",
				message: "The model has no layers, and the interpreter has nothing to run.",
				hint: "Export the model again."
			});
			refuseUnknownOps(graph, builtin, runtime.version);
			return {
				engine: "tflm",
				version: runtime.version,
				template_folders: [TEMPLATE_FOLDER],
				template_sources: SOURCES,
				generated,
				interpreter: needsOf(graph, runtime.op_resolver),
				external,
				blob: graph.file,
				layers: main.operators.map((operator) => operator.index)
			};
		}
	};
}

// src/firmware/content-identity.ts
/** By path: what the file was when it was hashed, and its hash. */
const rememberedSchema = record(string(), tuple([string(), string()]));
async function hashFile(path) {
	const hash = createHash("sha256");
	for await (const chunk of createReadStream(path)) hash.update(chunk);
	return hash.digest("hex");
}
async function headersIn(dir) {
	return (await readdir(dir, {
		recursive: true,
		withFileTypes: true
	})).filter((entry) => entry.isFile() && /\.(h|hpp|inc)$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
}
/**
* A hash over the contents of every header below `dir` and of `files` in it (relative to it). Contents are read
* once: while size and time of a file stay, its hash is the one remembered in `cacheDir`. Where `dir` is does not
* count.
*/
async function contentIdentity(dir, files, cacheDir) {
	const cache = join(cacheDir, `${sha256(dir)}.json`);
	const remembered = await recall(cache, rememberedSchema) ?? {};
	const paths = [.../* @__PURE__ */ new Set([...await headersIn(dir), ...files])].sort();
	const known = {};
	let changed = false;
	for (const path of paths) {
		const full = join(dir, path);
		const { mtimeMs, ctimeMs, size } = await stat(full);
		const stamp = `${mtimeMs} ${ctimeMs} ${size}`;
		const before = remembered[path];
		if (before !== void 0 && before[0] === stamp) {
			known[path] = before;
			continue;
		}
		known[path] = [stamp, await hashFile(full)];
		changed = true;
	}
	if (changed) await remember(cache, {
		...remembered,
		...known
	});
	return sha256(JSON.stringify(paths.map((path) => [path, known[path]?.[1]])));
}

// src/firmware/neuralspot/tensorflow.ts
const VERSIONS_DIR = "extern/tensorflow";
const OP_RESOLVER = "tensorflow/lite/micro/micro_mutable_op_resolver.h";
const INCLUDE_DIRS = [
	".",
	"third_party",
	"third_party/flatbuffers/include",
	"third_party/gemmlowp"
];
const BUILDS = {
	link: "release-with-logs",
	power: "release"
};
/** Which families `auto` prefers; within one the newest. */
const FAMILIES = [/^ns_tflm_/, /^helia_rt_/];
/** Numbers in a name compare as numbers: v1_10_0 is newer than v1_9_0. */
const byAge = new Intl.Collator("en", { numeric: true }).compare;
function archiveName(core, toolchain, variant) {
	return `libtensorflow-microlite-${core === "cortex-m55" ? "cm55" : "cm4"}-${toolchain === "arm" ? "armclang" : "gcc"}-${BUILDS[variant]}.a`;
}
/** Names of the runtimes in a checkout, oldest first within a family. */
async function tensorflowVersions(root) {
	const names = await namesIn(join(root, VERSIONS_DIR));
	const libraries = await Promise.all(names.map((name) => namesIn(join(root, VERSIONS_DIR, name, "lib"))));
	return names.filter((_, index) => (libraries[index] ?? []).length > 0).sort(byAge);
}
/** The newest of the first family that has a library for this core and toolchain. */
async function newest(root, versions, wanted_libraries) {
	const families = [...FAMILIES, /^/];
	for (const family of families) for (const version of versions.filter((name) => family.test(name)).toReversed()) {
		const libraries = await namesIn(join(root, VERSIONS_DIR, version, "lib"));
		if (wanted_libraries.every((library) => libraries.includes(library))) return version;
	}
}
/**
* The runtime that `--tensorflow-version` names. `auto`: the newest `ns_tflm_…` that is compiled for the core, or
* else the newest `helia_rt_…`.
*
* @throws {HilbenchError} `NEURALSPOT_INCOMPLETE`, `NEURALSPOT_NO_TENSORFLOW` (kind `input`)
*/
async function chooseTensorflow(root, wanted, core, toolchain) {
	const archives = {
		link: archiveName(core, toolchain, "link"),
		power: archiveName(core, toolchain, "power")
	};
	const versions = await tensorflowVersions(root);
	const version = wanted === "auto" ? await newest(root, versions, Object.values(archives)) : versions.find((name) => name === wanted);
	if (version === void 0) {
		const there = versions.length === 0 ? "none at all" : versions.join(", ");
		throw new HilbenchError({
			kind: "input",
			code: "NEURALSPOT_NO_TENSORFLOW",
			message: wanted === "auto" ? `${join(root, VERSIONS_DIR)} has no runtime with ${archives.link} and ${archives.power}; it has ${there}.` : `${join(root, VERSIONS_DIR)} has no runtime ${wanted} with libraries; it has ${there}.`,
			hint: "Choose one of these with --tensorflow-version, or leave it at auto."
		});
	}
	const dir = join(root, VERSIONS_DIR, version);
	const libraries = await namesIn(join(dir, "lib"));
	const missing = Object.values(archives).filter((archive) => !libraries.includes(archive));
	if (missing.length > 0) throw missingPart(`The TensorFlow runtime ${version} of ${root} lacks ${missing.join(" and ")} in its lib.`);
	const op_resolver = await textOf(join(dir, OP_RESOLVER));
	if (op_resolver === void 0) throw missingPart(`The TensorFlow runtime ${version} of ${root} lacks its header ${OP_RESOLVER}.`);
	return {
		version,
		dir,
		include_dirs: INCLUDE_DIRS.map((folder) => join(dir, folder)),
		archives: {
			link: join(dir, "lib", archives.link),
			power: join(dir, "lib", archives.power)
		},
		op_resolver
	};
}

// src/app/engines.ts
function conflict(message, hint) {
	return new HilbenchError({
		kind: "input",
		code: "CONFIG_CONFLICT",
		message,
		hint
	});
}
/** Options of the interpreter say nothing to another engine, and nobody shall think that they did. */
function refuseUnused(choice) {
	const hint = "Add --engine tflm, or remove the option.";
	if (choice.tensorflow_version !== "auto") throw conflict("--tensorflow-version is given, and the engine of this run is aot.", hint);
	if (choice.tflm_location !== "auto") throw conflict("--tflm-location is given, and the engine of this run is aot.", hint);
}
/** Emulated boards have one place for code, which the linker script of their port names. */
function checkLocation(wanted, platform) {
	if (wanted === "auto") return;
	if (wanted === "ITCM" && platform.core !== "cortex-m55") throw new HilbenchError({
		kind: "input",
		code: "TFLM_LOCATION_UNSUPPORTED",
		message: `--tflm-location ITCM: ${platform.name} has a ${platform.core}, and only the Cortex-M55 has an ITCM for code.`,
		hint: "Use --tflm-location MRAM or auto."
	});
	if (!platform.emulated) return;
	const there = platform.core === "cortex-m55" ? "ITCM" : "MRAM";
	if (wanted === there) return;
	throw new HilbenchError({
		kind: "input",
		code: "TFLM_LOCATION_UNSUPPORTED",
		message: `--tflm-location ${wanted}: the firmware of the emulated board ${platform.name} runs from its ${there}.`,
		hint: `Use --tflm-location ${there} or auto.`
	});
}
async function tflmEngine(choice, platform, root, surroundings) {
	checkLocation(choice.tflm_location, platform);
	const runtime = await chooseTensorflow(root, choice.tensorflow_version, platform.core, choice.toolchain);
	const archives = Object.values(runtime.archives).map((archive) => archive.slice(runtime.dir.length + 1));
	const identity = await contentIdentity(runtime.dir, archives, surroundings.cacheDir);
	return createTflmEngine({
		...runtime,
		identity
	});
}
/**
* The engine of a run. `auto`: our own on emulated boards; on boards of silicon the interpreter where there is a
* checkout of neuralSPOT, else our own.
*
* @throws {HilbenchError} `NEURALSPOT_…`, `ENGINE_RUNTIME_UNKNOWN`, `TFLM_LOCATION_UNSUPPORTED`, `CONFIG_CONFLICT`
*/
async function chooseEngine(choice, platform, surroundings) {
	const { engine, neuralspot_rootdir } = choice;
	if (engine === "tflm") {
		const use = platform.emulated ? "runtimes" : "firmware";
		return tflmEngine(choice, platform, await requireCheckout(neuralspot_rootdir, surroundings.cwd, "The engine tflm", use), surroundings);
	}
	if (engine === "auto" && !platform.emulated) {
		const root = await findCheckout(neuralspot_rootdir, surroundings.cwd);
		if (root !== void 0) return tflmEngine(choice, platform, root, surroundings);
	}
	refuseUnused(choice);
	return aotEngine;
}
/** Beside what the image store keeps of toolchains. */
function runtimesCache(images) {
	return join(images, "runtimes");
}

// src/firmware/neuralspot/failures.ts
/** What make, the compilers (GNU, Arm) and armlink say of a file that is not there. */
const ABSENT = [
	/No rule to make target [`']([^']+)'/,
	/fatal error: ([^\n:']+): No such file or directory/,
	/fatal error: '([^\n']+)' file not found/,
	/L6002U: Could not open file ([^\n:]+):/
];
/** What the linkers (GNU, Arm) say of a memory that is too small. */
const OVERFLOWS = [/region [`'](\w+)' overflowed by (?<excess>\d+) bytes/, /L6220E: \w+ region (\w+) size \((?<size>\d+) bytes\) exceeds limit \((?<limit>\d+) bytes\)/];
/** Why the SDK's Makefile failed, from what it and its tools have said. */
function makeFailed(result, platform) {
	const output = `${result.stdout}\n${result.stderr}`;
	const absent = ABSENT.map((pattern) => pattern.exec(output)?.[1]).find((path) => path !== void 0);
	if (absent !== void 0) return missingPart(`The checkout of neuralSPOT lacks ${plainText(absent, 200)}, which ${platform.name} needs.`, lastLines(output));
	const overflow = OVERFLOWS.map((pattern) => pattern.exec(output)).find((found) => found !== null);
	if (overflow !== void 0) {
		const { excess, size, limit } = overflow.groups ?? {};
		return new HilbenchError({
			kind: "input",
			code: "FIRMWARE_TOO_LARGE",
			message: `The image is ${excess ?? Number(size) - Number(limit)} bytes too large for ${overflow[1]} of ${platform.name}.`,
			hint: "Use a platform with a larger memory, or --engine aot, whose images hold only the ops of the model.",
			detail: lastLines(output)
		});
	}
	return new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_COMPILE_FAILED",
		message: `The Makefile of neuralSPOT failed for ${platform.name}: make ${howEnded(result.exit_code)}.`,
		hint: "Read the tools' messages in the detail.",
		detail: lastLines(output)
	});
}
/** For a Makefile that ends well without an image. */
function madeNothing(elf, result) {
	return new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_COMPILE_FAILED",
		message: `The Makefile of neuralSPOT reported success and did not make ${elf}.`,
		hint: "Check that the checkout is one of neuralSPOT, and make and the wrappers around the compiler on PATH.",
		detail: lastLines(`${result.stdout}\n${result.stderr}`)
	});
}

// src/platform/memory.ts
const KIB = 1024;
/** Of every model and arena: at least a cache line on every core we know. */
const ALIGNMENT_BYTES = 64;
function alignUp(bytes) {
	return Math.ceil(bytes / 64) * 64;
}
/** `2457 KB`, or `12.5 KB` where it is not whole. */
function kb(bytes) {
	return `${Number((bytes / KIB).toFixed(1))} KB`;
}
/** `SRAM (3072 KB raw, 615 KB kept back, 2457 KB for models and arenas)`. */
function describeMemory(location, memory) {
	const limits = [memory.arena_limit_bytes === void 0 ? "" : `, ${kb(memory.arena_limit_bytes)} of it for arenas`, memory.model_limit_bytes === void 0 ? "" : `, ${kb(memory.model_limit_bytes)} of it for models`];
	const kept = memory.bytes - memory.effective_bytes;
	return `${location} (${kb(memory.bytes)} raw, ${kb(kept)} kept back, ${kb(memory.effective_bytes)} left${limits.join("")})`;
}
/** Every memory of a platform, for a hint. */
function describeMemories(platform) {
	return Object.entries(platform.memories).map(([location, memory]) => describeMemory(location, memory)).join("; ");
}
/** @throws {HilbenchError} `PLACEMENT_NO_MEMORY` (kind `input`) */
function memoryOf(platform, location) {
	const memory = platform.memories[location];
	if (memory !== void 0) return memory;
	throw new HilbenchError({
		kind: "input",
		code: "PLACEMENT_NO_MEMORY",
		message: `${platform.name} has no ${location}.`,
		hint: `Choose another location, or auto. It has ${describeMemories(platform)}.`
	});
}
/** Bytes of a memory that one model may use. */
function modelCapacity(memory) {
	return memory.model_limit_bytes ?? memory.effective_bytes;
}
/** Bytes of a memory that one arena may use. */
function arenaCapacity(memory) {
	return memory.arena_limit_bytes ?? memory.effective_bytes;
}
/** The largest model that a board can have in TCM or SRAM: a probe writes it elsewhere, and the device copies it. */
function stagingCapacity({ staging, memories }) {
	return staging?.bytes ?? memories.MRAM?.effective_bytes ?? 0;
}
/** @throws {HilbenchError} `PLACEMENT_ARENA_READ_ONLY` (kind `input`) for a memory the device cannot write to */
function asArenaLocation(location) {
	if (location !== "MRAM" && location !== "NVM") return location;
	throw new HilbenchError({
		kind: "input",
		code: "PLACEMENT_ARENA_READ_ONLY",
		message: `The arena cannot be in ${location}: the device writes to the arena all the time.`,
		hint: "Set --arena-location to auto, TCM, SRAM or PSRAM."
	});
}

// src/platform/rules.ts
const OFF_CHIP = ["PSRAM", "NVM"];
function isOffChip(location) {
	return OFF_CHIP.some((each) => each === location);
}
/** Whether the model can be part of an image that has no link: power, library and example need that. */
function fitsWithoutLink(placement) {
	return placement.model.location !== "PSRAM";
}
/**
* Which memory outside the chip an image has to set up for a placement.
*
* @throws {HilbenchError} `PLACEMENT_TWO_OFF_CHIP` (kind `input`) for both: their drivers share interrupts
*/
function offChipOf({ model, arena }) {
	if (model.location === "NVM" && arena.location === "PSRAM") throw new HilbenchError({
		kind: "input",
		code: "PLACEMENT_TWO_OFF_CHIP",
		message: "The model is in NVM and the arena in PSRAM, and an image can drive only one of them.",
		hint: "Set --arena-location to auto, or --model-location to PSRAM."
	});
	return [model.location, arena.location].find(isOffChip);
}
/** Whether all is inside the chip: HeliaAOT and AmbiqSuite examples know no external memory. */
function fitsInside({ model, arena }) {
	return !isOffChip(model.location) && !isOffChip(arena.location);
}

// src/firmware/neuralspot/memories.ts
/** Symbols of the pools that the port has the linker place. */
const POOLS = {
	TCM: "hb_pool_tcm",
	SRAM: "hb_pool_sram"
};
/** A probe erases no less of MRAM at a time (AmbiqSuite: 16 KB on the largest of these parts). */
const PAGE_BYTES = 16384;
/**
* Where an image for an Ambiq board leaves room: its pools, and MRAM from its end to the parameter page. There is none
* outside the chip but in what the image sets up.
*/
function roomOf(platform, elf, off_chip) {
	const symbols = findSymbols(elf, Object.values(POOLS));
	const pools = Object.entries(POOLS).flatMap(([location, name]) => {
		const pool = symbols.get(name);
		return pool === void 0 || pool.bytes === 0 ? [] : [[location, pool]];
	});
	const mram_end = platform.parameters?.address ?? 0;
	const ends = readLoadSegments(elf).map(({ address, bytes }) => address + bytes.length).filter((end) => end <= mram_end);
	const address = Math.ceil(alignUp(Math.max(0, ...ends)) / PAGE_BYTES) * PAGE_BYTES;
	const unused = OFF_CHIP.filter((location) => location !== off_chip);
	return {
		...Object.fromEntries(unused.map((location) => [location, {
			address: 0,
			bytes: 0
		}])),
		...Object.fromEntries(pools),
		MRAM: {
			address,
			bytes: Math.max(0, mram_end - address)
		}
	};
}

// src/firmware/neuralspot/sdk.ts
/** What `NAME := value` says in a Makefile of the SDK. */
function settingOf(text, name) {
	return new RegExp(`^\\s*${name}\\s*:?=\\s*(\\S+)\\s*$`, "m").exec(text)?.[1];
}
/** BOARD and EVB as the SDK's Makefiles derive them from PLATFORM. */
function boardOf(platform) {
	const [first = "", ...rest] = platform.name.split("_");
	return {
		board: first === "apollo330mP" ? "apollo330P" : first,
		evb: rest.join("_")
	};
}
/** ARCH as the SDK's Makefiles derive it from BOARD: folders of sources have its name. */
function archOf(board) {
	return [
		"apollo330",
		"apollo3",
		"apollo4",
		"apollo5"
	].find((arch) => board.startsWith(arch)) ?? board;
}
/**
* Refuses a memory outside the chip that this SDK does not drive on this platform.
*
* @throws {HilbenchError} `NEURALSPOT_NOT_DRIVEN` (kind `input`)
*/
async function checkDriven(root, platform, off_chip) {
	const file = `neuralspot/ns-peripherals/src/${archOf(boardOf(platform).board)}/ns_${off_chip.toLowerCase()}.c`;
	const has_driver = await exists(join(root, file));
	if (has_driver && platform.memories[off_chip]?.address !== void 0) return;
	const why = has_driver ? "the platform file has no address for it, as nothing says where it is" : `the neuralSPOT of ${root} has no ${file}`;
	throw new HilbenchError({
		kind: "input",
		code: "NEURALSPOT_NOT_DRIVEN",
		message: `${off_chip} of ${platform.name} cannot be driven: ${why}.`,
		hint: "Choose another --model-location or --arena-location."
	});
}
/**
* Chooses versions of AmbiqSuite and TensorFlow, and names every part that a build will miss.
*
* @param wanted `auto`: the platform file's AmbiqSuite, the checkout's own TensorFlow
* @throws {HilbenchError} `NEURALSPOT_INCOMPLETE`, `NEURALSPOT_NO_AMBIQSUITE` (kind `input`)
*/
async function chooseSdk(root, platform, wanted, toolchain) {
	const config = await textOf(join(root, "make/neuralspot_config.mk")) ?? "";
	const ambiqsuite = wanted.ambiqsuite === "auto" ? platform.ambiqsuite : wanted.ambiqsuite;
	const there = await namesIn(join(root, "extern/AmbiqSuite"));
	if (ambiqsuite === void 0 || !there.includes(ambiqsuite)) {
		const folders = there.filter((name) => /^R\d/.test(name)).map((name) => plainText(name, 40));
		throw new HilbenchError({
			kind: "input",
			code: "NEURALSPOT_NO_AMBIQSUITE",
			message: `${join(root, "extern/AmbiqSuite")} has no ${ambiqsuite ?? "version for this platform"}; it has ${folders.join(", ") || "none at all"}.`,
			hint: "Choose one of these with --ambiqsuite-version."
		});
	}
	const tensorflow = wanted.tensorflow === "auto" ? settingOf(config, "TF_VERSION") : wanted.tensorflow;
	const cmsis_dsp = settingOf(config, "CMSIS_DSP_VERSION");
	if (tensorflow === void 0 || cmsis_dsp === void 0) throw missingPart(`${join(root, "make/neuralspot_config.mk")} sets no TF_VERSION or no CMSIS_DSP_VERSION.`);
	const { board, evb } = boardOf(platform);
	const library = toolchain === "arm" ? "lib" : "a";
	const suite = `extern/AmbiqSuite/${ambiqsuite}`;
	const needed = [
		"Makefile",
		`${suite}/module.mk`,
		`${suite}/boards/${platform.name}/bsp/am_bsp.h`,
		`${suite}/lib/${board}/libam_hal.${library}`,
		`${suite}/lib/${board}/${evb}/libam_bsp.${library}`,
		`neuralspot/ns-core/src/${board}`,
		`extern/tensorflow/${tensorflow}/module.mk`,
		`extern/CMSIS/${cmsis_dsp}/module.mk`
	];
	const present = await Promise.all(needed.map((path) => exists(join(root, path))));
	const missing = needed.filter((_, index) => present[index] !== true);
	if (missing.length > 0) throw missingPart(`The checkout ${root} lacks what ${platform.name} needs: ${missing.join(", ")}.`);
	return {
		ambiqsuite,
		tensorflow,
		cmsis_dsp
	};
}

// src/firmware/neuralspot/module.ts
/** Folder of our module below the folder in which the SDK's Makefile is run: ADPATH and EXAMPLE of that Makefile. */
const MODULE_PATH = "app";
const MODULE_NAME = "hilbench";
const MODULE_DIR = `${"app"}/${MODULE_NAME}`;
const MHZ = 1e6;
/** Libraries of the SDK that the port is made of; the rest of what its Makefile would build is left out. */
const SDK_MODULES = [
	"core",
	"harness",
	"peripherals",
	"utils",
	"ipc"
];
/**
* Boards for which the SDK's Makefiles have AmbiqSuite's USB driver compiled, whatever an image talks over: it needs the
* headers of the library.
*/
const SDK_HAS_USB = /^apollo(?:4p|5|330)/;
/** What the SDK's Makefile is told on its command line. */
function makeVariables(request, versions, in_itcm) {
	const { platform, toolchain, engine, variant = "link" } = request;
	const usb = SDK_HAS_USB.test(boardOf(platform).board) ? ["neuralspot/ns-usb"] : [];
	const modules = [
		...SDK_MODULES.map((name) => `neuralspot/ns-${name}`),
		...usb,
		`extern/AmbiqSuite/${versions.ambiqsuite}`,
		`extern/CMSIS/${versions.cmsis_dsp}`,
		`extern/tensorflow/${versions.tensorflow}`,
		MODULE_DIR
	];
	return [
		"AUTODEPLOY=1",
		`ADPATH=${"app"}`,
		`EXAMPLE=${MODULE_NAME}`,
		`PLATFORM=${platform.name}`,
		`TOOLCHAIN=${toolchain === "arm" ? "arm" : "arm-none-eabi"}`,
		`AS_VERSION=${versions.ambiqsuite}`,
		`TF_VERSION=${versions.tensorflow}`,
		`CMSIS_DSP_VERSION=${versions.cmsis_dsp}`,
		`modules=${modules.join(" ")}`,
		`TFP=${platform.core === "cortex-m55" ? "cm55" : "cm4"}`,
		...engine.external !== void 0 && variant === "link" ? ["MLPROFILE=1"] : [],
		...in_itcm ? ["TFLM_IN_ITCM=1"] : []
	];
}
/**
* What the port's C is told of the platform, as `NAME=value`; templates/firmware/port/neuralspot/hb_ns.h explains it.
*
* @throws {HilbenchError} `PLATFORM_INCOMPLETE` (kind `input`) for a platform file that lacks what the port needs
*/
function portDefines(platform, variant, off_chip) {
	const { memories, cpu_modes, power_sync, parameters } = platform;
	const { lp, hp } = cpu_modes;
	if (parameters === void 0 || power_sync === void 0 || (lp ?? hp) === void 0) throw new HilbenchError({
		kind: "input",
		code: "PLATFORM_INCOMPLETE",
		message: `The platform file of ${platform.name} lacks parameters, power_sync or cpu_modes, which the port neuralspot needs.`,
		hint: "Add them as docs/platforms.md says."
	});
	const tcm = memories.TCM;
	return [
		`HB_NS_NAME="${platform.name}"`,
		`HB_NS_CPU="${platform.core}"`,
		`HB_NS_TCM_BYTES=${tcm?.effective_bytes ?? 0}`,
		...tcm?.address === void 0 ? [] : [`HB_NS_TCM_ADDRESS=${tcm.address}u`],
		`HB_NS_SRAM_BYTES=${memories.SRAM?.effective_bytes ?? 0}`,
		`HB_NS_PARAMETERS=${parameters.address}u`,
		`HB_NS_GATE=${power_sync.gate}u`,
		`HB_NS_STATE=${power_sync.state}u`,
		`HB_NS_GO=${power_sync.go}u`,
		`HB_NS_LP_HZ=${(lp?.clock_mhz ?? 0) * MHZ}u`,
		`HB_NS_HP_HZ=${(hp?.clock_mhz ?? 0) * MHZ}u`,
		`HB_NS_BAUD=${platform.baud}u`,
		...platform.transports.includes("USB") ? ["HB_NS_USB"] : [],
		...variant === "power" ? ["HB_NS_POWER"] : [],
		...off_chip === void 0 ? [] : [`HB_NS_${off_chip}_BYTES=${memories[off_chip]?.effective_bytes ?? 0}u`]
	];
}
/**
* What the SDK puts into TCM with all other data would not fit beside the pool: large tables go to the SRAM, where its
* linker scripts have a section for that. Apollo3 has all data there.
*/
function slowTables(platform, toolchain) {
	if (platform.name.startsWith("apollo3p")) return [];
	return [`HB_SLOW_TABLE=__attribute__((section("${toolchain === "arm" ? "SHARED_RW" : ".sram_bss.hb_tables"}")))`];
}
/** One word for GNU make and the shell behind it. */
function quoted(word) {
	return `'${word.replaceAll("'", "'\\''").replaceAll("$", "$$$$").replaceAll("#", "\\#")}'`;
}
/**
* The SDK compiles with fast mathematics (armclang: -Ofast), whose results no reference has. The level is said again
* because armclang warns of -fno-fast-math beside -Ofast.
*/
const MATH_FLAGS = [
	"-O3",
	"-fno-fast-math",
	"-ffp-contract=off"
];
const C_FLAGS = [
	"-std=c11",
	"-Wall",
	"-Wextra",
	"-Werror",
	...MATH_FLAGS
];
const CXX_FLAGS = [
	"-std=c++17",
	"-Wall",
	"-Wextra",
	"-Werror",
	...MATH_FLAGS,
	"-fno-exceptions",
	"-fno-rtti",
	"-fno-threadsafe-statics"
];
/**
* The file by which the SDK's Makefile takes our sources in. Headers of others are searched as system headers: their
* warnings are not ours to mend.
*/
function moduleFile(sources, { platform, toolchain, off_chip, variant = "link" }) {
	const paths = [...new Set(sources.units.map(({ path }) => path))];
	const includes = [...new Set(sources.units.flatMap(({ include_dirs }) => include_dirs))];
	const external = [...new Set(sources.units.flatMap((unit) => unit.external?.include_dirs ?? []))];
	const defines = [
		...portDefines(platform, variant, off_chip),
		...slowTables(platform, toolchain),
		...new Set(sources.units.flatMap((unit) => unit.external?.defines ?? []))
	];
	return `# Made by hilbench for neuralSPOT's Makefile.
hb_dir := $(subdirectory)
hb_src := $(addprefix $(hb_dir)/,${["hb_build_id.c", ...paths].join(" ")})
hb_bin := $(BINDIR)/$(hb_dir)
bindirs += $(hb_bin)
hb_obj := $(call source-to-object,$(hb_src))
hb_flags := ${defines.map((define) => quoted(`-D${define}`)).join(" ")} ${includes.map((dir) => `-I $(hb_dir)/${dir}`).join(" ")} ${external.map((dir) => `-isystem ${quoted(dir)}`).join(" ")}
$(hb_obj): CONLY_FLAGS += ${C_FLAGS.join(" ")} $(hb_flags) $(addprefix -isystem ,$(includes_api))
$(hb_obj): CCFLAGS += ${CXX_FLAGS.join(" ")} $(hb_flags) $(addprefix -isystem ,$(includes_api))
examples += $(hb_bin)/${MODULE_NAME}.axf
$(eval $(call make-axf,$(hb_bin)/${MODULE_NAME},$(hb_src)))
`;
}

// src/firmware/neuralspot/tools.ts
const TOOL_TIMEOUT_MS = 3e4;
const ARM_TOOLS = [
	"armclang",
	"armlink",
	"armar",
	"fromelf"
];
function missing(message, hint) {
	return new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_NO_COMPILER",
		message,
		hint
	});
}
async function findArm(search) {
	const found = ARM_TOOLS.map((name) => findProgram(name, { PATH: search.search_path }));
	const absent = ARM_TOOLS.filter((_, index) => found[index] === void 0);
	const [armclang] = found;
	if (armclang === void 0 || absent.length > 0) throw missing(`--toolchain arm needs Arm Compiler 6, and ${absent.join(", ")} ${absent.length === 1 ? "is" : "are"} not on PATH.`, "Install Arm Compiler for Embedded 6 and put its bin folder on PATH, or use --toolchain gcc.");
	const { stdout, exit_code } = await runTool({
		file: armclang,
		args: ["--version"],
		cwd: "/",
		env: {
			PATH: search.search_path,
			LC_ALL: "C"
		},
		timeout_ms: TOOL_TIMEOUT_MS,
		signal: search.signal
	});
	const version = /\d+\.\d+(?:\.\d+)?/.exec(stdout)?.[0];
	if (exit_code !== 0 || version === void 0) throw missing(`${armclang} --version does not tell a version.`, "Check its licence: run it by hand, or use --toolchain gcc.");
	return {
		toolchain: {
			name: "arm",
			version
		},
		identity: stdout,
		search_path: search.search_path
	};
}
async function findGcc(search) {
	const { version, compiler, identity } = await findToolchain({
		name: "gcc",
		search_path: search.search_path,
		cacheDir: join(search.storeDir, "toolchains"),
		timeout_ms: TOOL_TIMEOUT_MS,
		signal: search.signal
	});
	return {
		toolchain: {
			name: "gcc",
			version
		},
		identity,
		search_path: `${dirname(compiler)}${delimiter}${search.search_path}`
	};
}
/** @throws {HilbenchError} `FIRMWARE_NO_COMPILER`, `FIRMWARE_NO_MAKE` (kind `bench`) */
async function findSdkTools(search) {
	const make = findProgram("make", { PATH: search.search_path });
	if (make === void 0) throw new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_NO_MAKE",
		message: "make is not on PATH, and neuralSPOT is built with it.",
		hint: "Install GNU make; on Debian and Ubuntu: apt-get install make"
	});
	return {
		make,
		...search.name === "arm" ? await findArm(search) : await findGcc(search)
	};
}

// src/firmware/neuralspot/build.ts
/** Raise it when the meaning of what is stored changes. */
const STORE_FORMAT = "neuralspot 1";
/** The SDK's own libraries are compiled each time: a minute or two on a slow machine. */
const MAKE_TIMEOUT_MS = 6e5;
const ELF = "image.elf";
/** What the SDK's Makefile finds beside itself. */
const SDK_PARTS = [
	"Makefile",
	"make",
	"neuralspot",
	"extern"
];
const BUILD_ID_CHARACTERS = 32;
/** Everything that decides on an image, as one hash. */
async function hashOf(request, options, versions, tools, module, files) {
	const cache = join(options.storeDir, "sdks");
	const { board, evb } = boardOf(request.platform);
	const suite = join(options.root, "extern/AmbiqSuite", versions.ambiqsuite);
	const libraries = ["libam_hal", join(evb, "libam_bsp")].map((name) => join("lib", board, `${name}.${tools.toolchain.name === "arm" ? "lib" : "a"}`));
	const compiled = (await sourcesIn(join(suite, "src"))).map((path) => join("src", path));
	const makefiles = [
		"Makefile",
		`extern/CMSIS/${versions.cmsis_dsp}/module.mk`,
		`extern/tensorflow/${versions.tensorflow}/module.mk`
	];
	const identities = await Promise.all([
		contentIdentity(suite, [
			...libraries,
			...compiled,
			"module.mk"
		], cache),
		...["neuralspot", "make"].map(async (part) => {
			const dir = join(options.root, part);
			return contentIdentity(dir, await sourcesIn(dir), cache);
		}),
		...makefiles.map(async (path) => sha256(await readFile(join(options.root, path))))
	]);
	return sha256(JSON.stringify([
		STORE_FORMAT,
		identities,
		versions,
		tools.identity,
		request.engine.external?.[request.variant ?? "link"].identity,
		options.in_itcm,
		module,
		files.map(({ path, content }) => [path, sha256(content)])
	]));
}
/** An interpreter's headers and library are of one version: the engine's. */
function wantedOf({ ambiqsuite, tensorflow }, engine) {
	return {
		ambiqsuite,
		tensorflow: engine.external === void 0 ? tensorflow : engine.version
	};
}
/** Runs the SDK's Makefile in a folder of ours that links to the checkout. @returns the image's bytes */
async function make(dir, request, options, versions, tools) {
	const { platform, toolchain, signal } = request;
	for (const part of SDK_PARTS) await symlink(join(options.root, part), join(dir, part));
	const timeout_ms = options.make_timeout_ms ?? MAKE_TIMEOUT_MS;
	const { board, evb } = boardOf(platform);
	const elf = `${`build/${board}_${evb}/${toolchain === "arm" ? "arm" : "arm-none-eabi"}`}/${MODULE_DIR}/${MODULE_NAME}.axf`;
	const result = await runTool({
		file: tools.make,
		args: [
			...["--no-print-directory", `-j${availableParallelism()}`],
			...makeVariables(request, versions, options.in_itcm),
			elf
		],
		cwd: dir,
		env: {
			PATH: tools.search_path,
			LC_ALL: "C",
			TMPDIR: dir
		},
		timeout_ms,
		signal,
		onTimeout: () => new HilbenchError({
			kind: "bench",
			code: "FIRMWARE_COMPILE_TIMEOUT",
			message: `The Makefile of neuralSPOT did not finish within ${timeout_ms / 1e3} s.`,
			hint: "Run it by hand to see what it waits for; a licence server or a network drive is a usual cause."
		})
	});
	if (result.exit_code !== 0) throw makeFailed(result, platform);
	const image = await unlessAbsent(readFile(join(dir, elf)));
	if (image === void 0) throw madeNothing(elf, result);
	return image;
}
/**
* Builds images for Ambiq boards with neuralSPOT's own Makefile, from a folder of ours; images are kept by the hash of
* what went in, and the checkout is only read.
*
* `build` throws `NEURALSPOT_…`, `FIRMWARE_TOO_LARGE` (kind `input`), `FIRMWARE_NO_COMPILER`, `FIRMWARE_COMPILE_FAILED`,
* `FIRMWARE_COMPILE_TIMEOUT`, `FIRMWARE_STORE_…` (kind `bench`), `CANCELLED`.
*/
function createNeuralspotBuilder(options) {
	const { root, storeDir, templatesDir, log } = options;
	const store = createStore(storeDir, log);
	async function build(request) {
		try {
			var _usingCtx$1 = _usingCtx();
			const { platform, toolchain } = request;
			const versions = await chooseSdk(root, platform, wantedOf(options, request.engine), toolchain);
			if (request.off_chip !== void 0) await checkDriven(root, platform, request.off_chip);
			const tools = await findSdkTools({
				...request,
				...options,
				name: toolchain
			});
			const sources = await collectSources(request, templatesDir);
			const module = moduleFile(sources, request);
			const files = [...sources.units, ...sources.units.flatMap(({ headers }) => headers)];
			const hash = await hashOf(request, options, versions, tools, module, files);
			const build_id = hash.slice(0, BUILD_ID_CHARACTERS);
			const imageOf = (elf_path, elf, from_store) => ({
				hash,
				build_id,
				elf_path,
				toolchain: tools.toolchain,
				from_store,
				...readElfSizes(elf),
				memories: roomOf(platform, elf, request.off_chip),
				...reportOf(elf)
			});
			const stored = await store.lookup("images", hash);
			if (stored !== void 0) {
				const path = stored.path(ELF);
				return imageOf(path, await readFile(path), true);
			}
			log.info(`Building the firmware for ${platform.name} on neuralSPOT (AmbiqSuite ${versions.ambiqsuite})`);
			const workspace = _usingCtx$1.a(await store.workspace());
			const dir = join(workspace.dir, "sdk");
			await writeFiles([
				...files,
				{
					path: "hb_build_id.c",
					content: buildIdSource(build_id)
				},
				{
					path: "module.mk",
					content: module
				}
			], join(dir, MODULE_DIR));
			const elf = await make(dir, request, options, versions, tools);
			const made = imageOf(ELF, elf, false);
			await writeFile(join(workspace.dir, ELF), elf);
			const entry = await store.put("images", hash, workspace.dir, [ELF]);
			await store.removeUnused("images");
			return {
				...made,
				elf_path: entry.path(ELF)
			};
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	}
	return { async build(request) {
		throwIfAborted(request.signal);
		try {
			return await build(request);
		} catch (error) {
			throw storeError(error, storeDir);
		}
	} };
}

// src/app/images.ts
/** Nothing said: the checkout around the working folder, and the versions it and the platform file name. */
const DEFAULT_SDK = {
	neuralspot_rootdir: "auto",
	ambiqsuite_version: "auto",
	tensorflow_version: "auto",
	tflm_location: "auto"
};
const SDK_PORT = "neuralspot";
/** A builder that hands images for the port on neuralSPOT to the SDK's Makefile, and all others to `ours`. */
function buildersByPort(ours, choice, firmware, cwd) {
	return { async build(request) {
		const { platform } = request;
		if (platform.port !== SDK_PORT) return await ours.build(request);
		const root = await requireCheckout(choice.neuralspot_rootdir, cwd, `Firmware for ${platform.name}`);
		return await createNeuralspotBuilder({
			...firmware,
			root,
			ambiqsuite: choice.ambiqsuite_version,
			tensorflow: choice.tensorflow_version,
			in_itcm: choice.tflm_location === "ITCM"
		}).build(request);
	} };
}

// src/app/services.ts
/**
* @param bench_file value of `--bench`; default: what `HILBENCH_BENCH` or this user's configuration says
* @throws {HilbenchError} `BENCH_FILE`, `BENCH_INVALID` (kind `input`)
*/
function createServices(paths, env, display, bench_file) {
	const platforms = loadPlatformFolders(paths.platforms);
	const file = readBenchFile(benchPathOf(env, bench_file), platforms);
	const bench = createBench({
		platforms,
		leaseDir: paths.leases,
		runtimeDir: paths.runtime,
		log: display,
		env,
		file
	});
	const firmware = {
		templatesDir: join(paths.root, "templates", "firmware"),
		storeDir: paths.images,
		log: display,
		search_path: env.PATH ?? ""
	};
	const emulated = createImageBuilder(firmware);
	const imagesFor = (choice) => withKnownImages(buildersByPort(emulated, choice, firmware, process.cwd()), join(paths.images, "known"), display);
	const { openInstrument, scanJoulescopes } = createInstruments(paths, env);
	const pipeline = {
		engine: aotEngine,
		passEngine: async (name, config_path) => name === "aot" ? aotEngine : createHeliaAotEngine({
			env,
			find: (program) => findProgram(program, env),
			config: config_path === void 0 ? {} : await readHeliaConfig(config_path)
		}),
		images: imagesFor(DEFAULT_SDK),
		bench,
		connect: (transport, signal, greeting_ms) => connectDevice(transport, {
			signal,
			log: display,
			...greeting_ms === void 0 ? {} : { handshake_timeout_ms: greeting_ms }
		}),
		openMonitor: openModelledMonitor,
		openInstrument,
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
	};
	const surroundings = {
		cwd: process.cwd(),
		cacheDir: runtimesCache(paths.images)
	};
	return {
		platforms,
		bench,
		bench_file: file,
		discover: createDiscovery({
			env,
			runtimeDir: paths.runtime,
			log: display,
			scanJoulescopes
		}),
		pipeline,
		imagesFor,
		engineFor: (choice, platform) => chooseEngine(choice, platform, surroundings)
	};
}
/** An id for a run: sorts by time, and is unique on every host. */
function newRunId(now) {
	return `${now.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z-${randomUUID().slice(0, 8)}`;
}

export { checkRelativePath as _, isOffChip as a, linkFlags as b, arenaCapacity as c, describeMemory as d, kb as f, instructionsPerSecond as g, stagingCapacity as h, fitsWithoutLink as i, asArenaLocation as l, modelCapacity as m, newRunId as n, offChipOf as o, memoryOf as p, fitsInside as r, alignUp as s, createServices as t, describeMemories as u, findSymbols as v, compileFlags as y };