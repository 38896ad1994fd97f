import { n as cancelled, t as HilbenchError } from "./main-errors.js";
import { t as parseYaml } from "./main-yaml.js";
import { t as plainText } from "./main-text.js";
import { a as systemErrorCode, n as isRunning, o as unlessAbsent, r as killGroup, t as isDiskFull } from "./main-system.js";
import { t as _usingCtx } from "./main-usingCtx.js";
import { c as number, f as record, g as union, l as object, m as string, n as _enum, o as int, p as strictObject, r as array, s as literal } from "./main-schemas.js";
import { n as withDeadline, t as throwIfAborted } from "./main-deadline.js";
import { D as noQemu, O as qemuFailed, S as noJLink, T as wrongAddress, d as readHold, i as listPorts, t as awaitPort } from "./main-ports.js";
import { v as openSerial } from "./main-instruments.js";
import { t as findProgram } from "./main-find-program.js";
import { n as findConflict } from "./main-bench-rules.js";
import { a as removeOurs, i as generationsOf, r as generationName } from "./main-health.js";
import { _ as thisProcess, c as jlinkCommand, d as EXIT_COMMAND, f as HOLD_SCRIPT, g as isGone, h as runProcess, l as onlyProbe, m as howEnded, p as jlinkArguments, s as flashWithJLink, u as readWithJLink } from "./main-discovery.js";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import { once } from "node:events";
import { spawn } from "node:child_process";
import { closeSync, constants, openSync, readSync } from "node:fs";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { access, chmod, link, mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { crc32 } from "node:zlib";

// src/bench/bench-schema.ts
const name = string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u, "letters, digits, \".\", \"_\" and \"-\", at most 64");
const words = (most) => string().min(1).max(most).refine((text) => plainText(text, most) === text, "holds control characters");
/** YAML takes digits without quotes for a number and drops the zeros in front, which a serial number may have. */
const serial = string("put the serial number in quotes").regex(/^[\x21-\x7e]{1,64}$/u, "at most 64 printable characters without spaces");
/** The number of a J-Link has the zeros in front or not, as it pleases those who print it. */
const jlink = union([int().positive().max(Number.MAX_SAFE_INTEGER), string().regex(/^0*[1-9]\d{0,15}$/u)], "digits").transform((value) => String(value).replace(/^0+/u, ""));
const port = union([
	literal("auto"),
	words(256),
	strictObject({ usb_serial: serial })
], { error: "auto, the path of a serial port, or usb_serial: \"…\"" }).transform((value) => {
	if (value === "auto") return { kind: "auto" };
	if (typeof value === "string") return {
		kind: "path",
		path: value
	};
	return {
		kind: "usb_serial",
		usb_serial: value.usb_serial
	};
});
const pin = int().min(0).max(7);
/** What a Nordic PPK2 can supply. */
const PPK2_SUPPLY_V = {
	min: .8,
	max: 5
};
const monitor = strictObject({
	kind: _enum(["joulescope", "ppk2"]),
	serial: serial.optional(),
	port: words(256).optional(),
	supply_v: number().min(.5).max(15),
	io_v: number().min(1).max(5).optional(),
	wires: strictObject({
		gate: pin,
		state: pin,
		go: pin.default(0)
	}).default({
		gate: 0,
		state: 1,
		go: 0
	})
}).refine(({ wires }) => wires.gate !== wires.state, {
	path: ["wires"],
	message: "gate and state are two inputs"
}).refine(({ kind, port: path }) => kind === "ppk2" || path === void 0, {
	path: ["port"],
	message: "a Joulescope has no serial port"
}).refine(({ kind, io_v }) => kind === "joulescope" || io_v === void 0, {
	path: ["io_v"],
	message: "a PPK2 takes the level of its inputs from its VCC pin"
}).refine(({ kind, supply_v }) => kind === "joulescope" || supply_v >= PPK2_SUPPLY_V.min && supply_v <= PPK2_SUPPLY_V.max, {
	path: ["supply_v"],
	message: `a PPK2 supplies ${PPK2_SUPPLY_V.min} to ${PPK2_SUPPLY_V.max} V`
}).transform(({ kind, serial: number, port: path, supply_v, io_v, wires }) => ({
	kind,
	...number === void 0 ? {} : { serial: number },
	...path === void 0 ? {} : { port: path },
	supply_v,
	...io_v === void 0 ? {} : { io_v },
	inputs: wires
}));
const board = strictObject({
	id: name,
	platform: name,
	jlink: jlink.optional(),
	port: port.default({ kind: "auto" }),
	monitor: monitor.optional(),
	tags: array(name).max(32).default([]),
	quarantined: words(200).optional()
}).transform((entry) => ({
	id: entry.id,
	platform: entry.platform,
	port: entry.port,
	tags: entry.tags,
	...entry.jlink === void 0 ? {} : { jlink: entry.jlink },
	...entry.monitor === void 0 ? {} : { monitor: entry.monitor },
	...entry.quarantined === void 0 ? {} : { quarantined: entry.quarantined }
}));
/** What bench.yml may say. */
const benchFileSchema = strictObject({
	boards: array(board).max(256).default([]),
	quarantine_after: int().min(0).max(1e3).default(3)
});

// src/bench/bench-file.ts
/** No bench is described by more. */
const MAX_BYTES = 262144;
const NO_BENCH_FILE = {
	boards: [],
	quarantine_after: 3
};
function invalid(where, what, cause) {
	return new HilbenchError({
		kind: "input",
		code: "BENCH_INVALID",
		message: plainText(`${where}: ${what}`, 500),
		hint: "Mend bench.yml at that place; docs/bench.md describes every field, and `hilbench boards init` proposes one.",
		...cause === void 0 ? {} : { cause }
	});
}
/**
* The boards that the text of a bench.yml describes.
*
* @param file its path, for messages
* @throws {HilbenchError} `BENCH_INVALID` (kind `input`), naming file, line and column
*/
function parseBenchFile(text, file, platforms) {
	const source = parseYaml(text, file, "BENCH_INVALID");
	if (source.value === null || source.value === void 0) return {
		...NO_BENCH_FILE,
		path: file
	};
	const parsed = benchFileSchema.safeParse(source.value);
	if (!parsed.success) throw firstIssue(source, parsed.error);
	const { boards, quarantine_after } = parsed.data;
	const conflict = findConflict(boards, platforms);
	if (conflict !== void 0) throw invalid(source.locate(conflict.path), conflict.message);
	return {
		path: file,
		boards,
		quarantine_after
	};
}
/** A misspelt key also shows as a missing one: the cause is said first. */
function firstIssue(source, error) {
	const [issue] = error.issues.toSorted((a, b) => Number(b.code === "unrecognized_keys") - Number(a.code === "unrecognized_keys"));
	const path = [...issue?.path ?? [], ...issue?.keys?.slice(0, 1) ?? []];
	const name = path.length === 0 ? "" : `${path.map(String).join(".")}: `;
	return invalid(source.locate(path), `${name}${issue?.message ?? "not a bench"}`, error);
}
/**
* Reads bench.yml. Where nobody named one and there is none, the bench has no board of silicon.
*
* @throws {HilbenchError} `BENCH_FILE`, `BENCH_INVALID` (kind `input`)
*/
function readBenchFile({ path, named }, platforms) {
	let text;
	try {
		text = readLimited(path);
	} catch (cause) {
		if (!named && ["ENOENT", "ENOTDIR"].includes(systemErrorCode(cause) ?? "")) return NO_BENCH_FILE;
		throw unreadable(path, `cannot be read (${cause instanceof Error ? cause.message : cause})`, cause);
	}
	if (text === void 0) throw unreadable(path, `is larger than ${MAX_BYTES / 1024} KB`);
	return parseBenchFile(text, path, platforms);
}
function unreadable(path, what, cause) {
	return new HilbenchError({
		kind: "input",
		code: "BENCH_FILE",
		message: plainText(`The bench file ${path} ${what}.`, 500),
		hint: "Set --bench or HILBENCH_BENCH to the bench.yml of this host; `hilbench boards init` proposes one.",
		...cause === void 0 ? {} : { cause }
	});
}
/** Undefined: it holds more than a bench.yml may. */
function readLimited(path) {
	const file = openSync(path, "r");
	try {
		const buffer = /* @__PURE__ */ new Uint8Array(262145);
		let length = 0;
		for (;;) {
			const read = readSync(file, buffer, length, buffer.length - length, null);
			length += read;
			if (length > MAX_BYTES) return void 0;
			if (read === 0) return new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, length));
		}
	} finally {
		closeSync(file);
	}
}

// src/support/one-at-a-time.ts
/** Work that waits for the work before it, however that ends. */
var OneAtATime = class {
	#last = Promise.resolve();
	run(work) {
		const done = this.#last.then(work);
		this.#last = done.catch(() => void 0);
		return done;
	}
	/** Resolves when all that was given so far has ended. */
	async ended() {
		await this.#last;
	}
};

// src/bench/probe/emulator-port.ts
const FIRST_NUDGE_MS = 1;
const LAST_NUDGE_MS = 100;
/**
* The serial port of an emulator.
*
* QEMU takes no byte from its pty while the guest's receiver is off, and does not look again when the guest
* turns it on: only the next event of its main loop makes it look. `nudge` is such an event. It is given until
* the guest is first heard, at growing intervals.
*/
var EmulatorPort = class {
	path;
	#serial;
	#emulator;
	#timer;
	#released = false;
	constructor(serial, emulator) {
		this.path = serial.path;
		this.#serial = serial;
		this.#emulator = emulator;
		emulator.exited.then((reason) => serial.fail(reason));
		this.#nudgeAfter(FIRST_NUDGE_MS);
	}
	write(bytes) {
		return this.#serial.write(bytes);
	}
	onData(listener) {
		this.#serial.onData((bytes) => {
			this.#stopNudging();
			listener(bytes);
		});
	}
	onClose(listener) {
		this.#serial.onClose((reason) => {
			this.#stopNudging();
			if (this.#released) {
				listener(reason);
				return;
			}
			this.#emulator.kill();
			this.#emulator.exited.then(listener);
		});
	}
	async [Symbol.asyncDispose]() {
		this.#released = true;
		this.#stopNudging();
		await this.#serial[Symbol.asyncDispose]();
	}
	#nudgeAfter(wait_ms) {
		this.#timer = setTimeout(() => {
			this.#emulator.nudge();
			this.#nudgeAfter(Math.min(wait_ms * 2, LAST_NUDGE_MS));
		}, wait_ms);
	}
	#stopNudging() {
		clearTimeout(this.#timer);
	}
};

// src/bench/probe/qmp.ts
/** A line of QMP longer than this is not one. */
const MAX_LINE_CHARACTERS = 1e6;
var QmpError = class extends Error {};
/**
* A client of the QEMU Machine Protocol over the standard streams of the emulator.
* Lines that are not QMP (the emulator prints some there) go to `onText`.
*/
var Qmp = class {
	#input;
	#onText;
	#waiting = /* @__PURE__ */ new Map();
	#greeting = Promise.withResolvers();
	#buffer = "";
	#id = 0;
	#ended;
	constructor(input, output, onText) {
		this.#input = input;
		this.#onText = onText;
		this.#greeting.promise.catch(() => void 0);
		output.setEncoding("utf8");
		output.on("data", (text) => this.#receive(text));
		this.#greeting.promise.catch(() => void 0);
		input.on("error", () => void 0);
	}
	/** Waits for the greeting and leaves the negotiation mode. */
	async open() {
		await this.#greeting.promise;
		await this.execute("qmp_capabilities");
	}
	/** Rejects with QmpError when QEMU refuses, and with the reason of `end` when it is gone. */
	execute(command) {
		if (this.#ended !== void 0) return Promise.reject(this.#ended);
		const id = ++this.#id;
		const { promise, resolve, reject } = Promise.withResolvers();
		this.#waiting.set(id, {
			resolve,
			reject
		});
		this.#input.write(`${JSON.stringify({
			execute: command,
			id
		})}\n`);
		return promise;
	}
	/** The emulator is gone: everything that waits is rejected. */
	end(reason) {
		this.#ended ??= reason;
		this.#greeting.reject(reason);
		for (const { reject } of this.#waiting.values()) reject(reason);
		this.#waiting.clear();
	}
	#receive(text) {
		this.#buffer += text;
		for (let end = this.#buffer.indexOf("\n"); end !== -1; end = this.#buffer.indexOf("\n")) {
			const line = this.#buffer.slice(0, end).trim();
			this.#buffer = this.#buffer.slice(end + 1);
			if (line !== "") this.#line(line);
		}
		if (this.#buffer.length > MAX_LINE_CHARACTERS) this.#buffer = "";
	}
	#line(line) {
		const message = parseObject(line);
		if (message === void 0) {
			this.#onText(line);
			return;
		}
		if ("QMP" in message) this.#greeting.resolve();
		const waiting = typeof message.id === "number" ? this.#waiting.get(message.id) : void 0;
		if (waiting === void 0) return;
		this.#waiting.delete(message.id);
		if ("return" in message) waiting.resolve(message.return);
		else waiting.reject(new QmpError(errorText(message.error)));
	}
};
function parseObject(line) {
	if (!line.startsWith("{")) return void 0;
	try {
		return JSON.parse(line);
	} catch {
		return;
	}
}
function errorText(error) {
	const description = error?.desc;
	return typeof description === "string" ? description : "QEMU refused without a reason";
}

// src/bench/probe/qemu.ts
const QEMU = "qemu-system-arm";
const CHARDEV = "port";
const START_TIMEOUT_MS = 15e3;
/** QEMU options separate their parts by commas; a doubled one is a comma. */
function optionValue(value) {
	return value.replaceAll(",", ",,");
}
/** The command line that boots `start`, with the CPU waiting until the port is open. */
function qemuArguments(start, blobFiles) {
	const loaders = start.blobs.flatMap((blob, index) => ["-device", `loader,file=${optionValue(blobFiles[index] ?? "")},addr=0x${blob.address.toString(16)},force-raw=on`]);
	return [
		...[
			"-machine",
			start.machine,
			"-kernel",
			start.elf_path,
			...loaders
		],
		...["-icount", `shift=${start.icount_shift}`],
		...[
			"-display",
			"none",
			"-nodefaults",
			"-nic",
			"none",
			"-qmp",
			"stdio",
			"-preconfig"
		],
		...[
			"-chardev",
			`pty,id=${CHARDEV}`,
			...start.line === "wires" ? ["-serial", "null"] : []
		],
		...["-serial", `chardev:${CHARDEV}`]
	];
}
/**
* Boots an image in QEMU and returns once the firmware runs with its port open.
*
* QEMU looks at a pty's other side when it makes the machine, and after that once a second. So the machine is
* held back (`-preconfig`) until the port is open.
*
* @throws {HilbenchError} `PROBE_NO_QEMU`, `PROBE_QEMU_FAILED`, `PROBE_DISK_FULL`, `PORT_…` (kind `bench`)
*/
async function startQemu(start, deps, signal) {
	const { workspace } = deps;
	const blobFiles = [];
	for (const [index, blob] of start.blobs.entries()) blobFiles.push(await workspace.write(`blob-${index}.bin`, blob.bytes));
	const emulator = new Emulator(start.machine, qemuArguments(start, blobFiles), deps);
	const timedOut = () => emulator.failure(`did not start within ${START_TIMEOUT_MS} ms`);
	try {
		const transport = await withDeadline(signal, START_TIMEOUT_MS, timedOut, async (within) => {
			await emulator.recordIn(workspace);
			await emulator.qmp.open();
			const path = ptyPath(await emulator.qmp.execute("query-chardev"));
			if (path === void 0) throw emulator.failure("does not name its serial port");
			const serial = await openSerial({
				path,
				baud: start.baud,
				signal: within
			});
			const port = new EmulatorPort(serial, emulator);
			try {
				await emulator.qmp.execute("x-exit-preconfig");
			} catch (error) {
				await port[Symbol.asyncDispose]();
				throw error;
			}
			return port;
		});
		return {
			transport,
			pid: emulator.pid,
			[Symbol.asyncDispose]: async () => {
				await transport[Symbol.asyncDispose]();
				await emulator.end();
			}
		};
	} catch (error) {
		await emulator.end();
		throw error instanceof QmpError ? emulator.failure(`refused: ${error.message}`, error) : error;
	}
}
/** The path behind our chardev in an answer to `query-chardev`. */
function ptyPath(answer) {
	if (!Array.isArray(answer)) return void 0;
	const filename = answer.find((entry) => entry?.label === CHARDEV)?.filename;
	return typeof filename === "string" && filename.startsWith("pty:") ? filename.slice(4) : void 0;
}
/** The process of one emulator, from spawn to exit. */
var Emulator = class {
	qmp;
	exited;
	#machine;
	#child;
	#output = "";
	constructor(machine, args, deps) {
		this.#machine = machine;
		const qemu = findProgram(QEMU, deps.env);
		if (qemu === void 0) throw noQemu(void 0);
		const setpriv = process.platform === "linux" ? findProgram("setpriv", deps.env) : void 0;
		const [program = qemu, ...first] = setpriv === void 0 ? [qemu] : [
			setpriv,
			"--pdeathsig",
			"KILL",
			qemu
		];
		this.#child = spawn(program, [...first, ...args], {
			cwd: deps.workspace.path,
			env: { ...deps.env },
			detached: true,
			stdio: [
				"pipe",
				"pipe",
				"pipe"
			]
		});
		const keep = (text) => {
			this.#output = (this.#output + text).slice(-16384);
			deps.onOutput(text);
		};
		const { stdin, stdout, stderr } = this.#child;
		if (stdin === null || stdout === null || stderr === null) throw new Error("spawn made no pipes");
		this.qmp = new Qmp(stdin, stdout, (line) => keep(`${line}\n`));
		stderr.setEncoding("utf8").on("data", keep);
		this.exited = new Promise((resolve) => {
			this.#child.once("error", (error) => resolve(noQemu(error)));
			this.#child.once("close", (code, signal) => resolve(this.failure(`ended with ${signal ?? `status ${code}`}`)));
		});
		this.exited.then((reason) => this.qmp.end(reason));
	}
	get pid() {
		return this.#child.pid ?? 0;
	}
	/** An error with what the emulator has printed so far. */
	failure(what, cause) {
		return qemuFailed(this.#machine, what, this.#output, cause);
	}
	async recordIn(workspace) {
		if (this.#child.pid !== void 0) await workspace.recordChild(this.#child.pid);
	}
	nudge() {
		this.qmp.execute("query-status").catch(() => void 0);
	}
	kill() {
		this.#child.kill("SIGKILL");
	}
	/** Ends the emulator; it keeps nothing that a softer end would save. */
	async end() {
		this.kill();
		await this.exited;
	}
};

// src/bench/lease.ts
const HEARTBEAT_MS = 1e4;
const PARTIAL = ".partial";
/** Writing a lease takes a moment; what is older than this will not be finished. */
const PARTIAL_LIMIT_MS = 36e5;
/** Every user of the host takes boards here, and removes none but their own files: as /tmp is. */
const FOLDER_MODE = 1023;
const ENDING = "json";
/** Every lost attempt means that another process took the board in between. */
const MOST_ATTEMPTS = 100;
function leasesUnusable(dir, cause) {
	const full = isDiskFull(cause);
	return new HilbenchError({
		kind: "bench",
		code: full ? "BENCH_DISK_FULL" : "BENCH_NO_LEASES",
		message: `The folder of leases ${dir} cannot be used: ${cause.message}.`,
		hint: full ? "Make room on that disk." : "Make that folder writable for every user of the bench, or set HILBENCH_LEASE_DIR to one that is.",
		cause
	});
}
function leaseLost(board) {
	return new HilbenchError({
		kind: "bench",
		code: "BENCH_LEASE_LOST",
		message: `This run has lost the board ${board}: another one has taken it, or the files of leases were removed.`,
		hint: "Run again. Do not suspend a host or pause a container that holds a board, and remove no leases of runs that go on."
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
			throw leasesUnusable(this.#dir, error);
		}
	}
	#generations(board) {
		return generationsOf(this.#dir, board, ENDING);
	}
	#path(board, generation) {
		return join(this.#dir, generationName(board, generation, ENDING));
	}
	/** `gone`: a later generation has taken its place meanwhile. */
	async #look(board, generation) {
		return await unlessAbsent(holderIn(this.#path(board, generation))) ?? "gone";
	}
	/** Creates the generation after `last`, or returns undefined when another process was faster. */
	async #claim(board, last, run) {
		const generation = last + 1;
		const path = this.#path(board, generation);
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
			if (systemErrorCode(error) === "EEXIST") return void 0;
			throw error;
		} finally {
			await rm(partial, { force: true });
		}
		const present = await this.#generations(board);
		if (present.at(-1) !== generation || last > 0 && !present.includes(last)) {
			await rm(path, { force: true });
			return;
		}
		for (const lower of present) if (lower < generation) await removeOurs(this.#path(board, lower));
		return this.#hold(board, generation, file);
	}
	#hold(board, generation, file) {
		const path = this.#path(board, generation);
		const heartbeat = setInterval(() => {
			const now = /* @__PURE__ */ new Date();
			utimes(path, now, now).catch(() => void 0);
		}, HEARTBEAT_MS);
		heartbeat.unref();
		let released;
		const check = async () => {
			const text = await unlessAbsent(readFile(path, "utf8"));
			const last = (await this.#generations(board)).at(-1);
			if (text !== JSON.stringify(file) || last !== generation) throw leaseLost(board);
		};
		const unusable = (error) => {
			throw error instanceof HilbenchError ? error : leasesUnusable(this.#dir, error);
		};
		const release = async () => {
			clearInterval(heartbeat);
			await check();
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
			check: () => check().catch(unusable),
			[Symbol.asyncDispose]: () => {
				released ??= release().catch(unusable);
				return released;
			}
		};
	}
	async #writePartial(file) {
		const partial = join(this.#dir, `.${process.pid}-${randomUUID()}${PARTIAL}`);
		try {
			await writeFile(partial, JSON.stringify(file), { flag: "wx" });
			await chmod(partial, 420);
		} catch (error) {
			await rm(partial, { force: true });
			throw error;
		}
		return partial;
	}
};
/** Who has the board by the lease in `path`, which must be there. */
async function holderIn(path) {
	const file = parseLease(await readFile(path, "utf8"));
	if (file === void 0 || file.state === "released") return "free";
	return isGone(file.owner, (await stat(path)).mtimeMs) ? "free" : holderOf(file);
}
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

// src/firmware/elf-file.ts
const HEADER_BYTES$2 = 52;
const PROGRAM_HEADER_BYTES = 32;
const SECTION_HEADER_BYTES = 40;
const MACHINE_ARM = 40;
const TYPE_EXECUTABLE = 2;
/** More than any linker script makes. */
const MAX_HEADERS = 1024;
/** `FIRMWARE_IMAGE_INVALID` (kind `bench`) */
function invalidImage(reason) {
	return new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_IMAGE_INVALID",
		message: `The linked image is not an executable for Arm: ${reason}.`,
		hint: "Check the compiler with `hilbench doctor`, and run again with HILBENCH_CACHE_DIR set to an empty folder, so that the image is linked anew."
	});
}
/**
* Reads the headers of a 32-bit little-endian Arm executable.
*
* @throws {HilbenchError} `FIRMWARE_IMAGE_INVALID` (kind `bench`)
*/
function readElf(file) {
	if (file.length < HEADER_BYTES$2) throw invalidImage(`it has ${file.length} bytes`);
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	if (view.getUint32(0) !== 2135247942) throw invalidImage("it does not begin with the ELF magic");
	if (view.getUint8(4) !== 1 || view.getUint8(5) !== 1) throw invalidImage("it is not 32-bit little-endian");
	if (view.getUint16(16, true) !== TYPE_EXECUTABLE) throw invalidImage("it is not linked");
	const machine = view.getUint16(18, true);
	if (machine !== MACHINE_ARM) throw invalidImage(`its machine is ${machine}`);
	const segments = table(view, {
		at: 28,
		entry: 42,
		least: PROGRAM_HEADER_BYTES,
		what: "program"
	});
	return {
		sections: table(view, {
			at: 32,
			entry: 46,
			least: SECTION_HEADER_BYTES,
			what: "section"
		}).map((at) => readSection(view, at)),
		segments: segments.map((at) => readSegment(view, at)),
		names_index: view.getUint16(50, true)
	};
}
/** Offsets of the entries of a table; where its place and the size of its entries stand in the header, then their number. */
function table(view, of) {
	const offset = view.getUint32(of.at, true);
	const entry_bytes = view.getUint16(of.entry, true);
	const count = view.getUint16(of.entry + 2, true);
	if (count === 0) return [];
	if (count > MAX_HEADERS) throw invalidImage(`it has ${count} ${of.what} headers`);
	if (entry_bytes < of.least || offset + entry_bytes * count > view.byteLength) throw invalidImage(`its ${of.what} headers lie outside the file`);
	return Array.from({ length: count }, (_, index) => offset + index * entry_bytes);
}
function readSection(view, at) {
	return {
		name_offset: view.getUint32(at, true),
		type: view.getUint32(at + 4, true),
		flags: view.getUint32(at + 8, true),
		address: view.getUint32(at + 12, true),
		offset: view.getUint32(at + 16, true),
		bytes: view.getUint32(at + 20, true),
		link: view.getUint32(at + 24, true)
	};
}
function readSegment(view, at) {
	return {
		type: view.getUint32(at, true),
		offset: view.getUint32(at + 4, true),
		load_address: view.getUint32(at + 12, true),
		bytes: view.getUint32(at + 16, true)
	};
}

// src/firmware/elf-segments.ts
/**
* What a probe writes of an image, by load address.
*
* The linker may let a segment begin with the headers of the file, which lie before the first section and would
* overwrite what is in front of the image on the device. So a segment is cut to the sections it holds.
*
* @throws {HilbenchError} `FIRMWARE_IMAGE_INVALID` (kind `bench`)
*/
function readLoadSegments(file) {
	const elf = readElf(file);
	const sections = storedSections(elf);
	const segments = elf.segments.filter(({ type }) => type === 1).flatMap(({ offset, load_address, bytes }) => {
		if (offset + bytes > file.length) throw invalidImage("a segment lies outside the file");
		const held = cut({
			offset,
			end: offset + bytes
		}, sections);
		if (held === void 0) return [];
		const first = load_address + (held.offset - offset);
		if (first + (held.end - held.offset) > 2 ** 32) throw invalidImage("a segment lies outside the address space");
		return [{
			address: first,
			bytes: file.subarray(held.offset, held.end)
		}];
	}).toSorted((a, b) => a.address - b.address);
	if (segments.length === 0) throw invalidImage("there is nothing in it to load");
	for (const [index, segment] of segments.entries()) {
		const next = segments[index + 1];
		if (next !== void 0 && segment.address + segment.bytes.length > next.address) throw invalidImage("two of its segments overlap");
	}
	return segments;
}
/**
* The part of a segment that sections fill; the whole one where the file names no sections. A linker that compresses
* initial values may give their section the length that they have on the device, beyond the segment's end.
*/
function cut(segment, sections) {
	if (segment.end === segment.offset) return void 0;
	if (sections.length === 0) return segment;
	const held = sections.filter(({ offset }) => offset >= segment.offset && offset < segment.end);
	if (held.length === 0) return void 0;
	return {
		offset: Math.min(...held.map(({ offset }) => offset)),
		end: Math.min(segment.end, Math.max(...held.map(({ end }) => end)))
	};
}
/** Where in the file the sections are that take memory on the device and have bytes here. */
function storedSections({ sections }) {
	return sections.filter(({ type, flags, bytes }) => (flags & 2) !== 0 && type !== 8 && bytes > 0).map(({ offset, bytes }) => ({
		offset,
		end: offset + bytes
	}));
}

// src/bench/identity-block.ts
/** Of templates/firmware/port/neuralspot/hb_ns_identity.c: behind the parameter block of a power image. */
const OFFSET = 128;
const MAGIC = 1145651784;
const HEADER_BYTES$1 = 8;
const TEXT_BYTES = 24;
/**
* Tells the firmware which probe it belongs to, so that its USB port can say so: two boards of one kind are told apart
* by that. Undefined where the firmware has no USB port or no page to read it from.
*/
function identityBlock(platform, probe_serial) {
	const { parameters, transports } = platform;
	if (parameters === void 0 || !transports.includes("USB")) return void 0;
	const text = Buffer.alloc(TEXT_BYTES);
	text.write(probe_serial.slice(0, 23), "latin1");
	const header = Buffer.alloc(HEADER_BYTES$1);
	header.writeUInt32LE(MAGIC, 0);
	header.writeUInt32LE(crc32(text), 4);
	return {
		address: parameters.address + OFFSET,
		bytes: Buffer.concat([header, text])
	};
}

// src/bench/probe/jlink-hold.ts
const SCRIPT = "hold.txt";
/** A J-Link Commander that keeps back what it prints says nothing for so long, and is connected all the same. */
const CONNECTED_WITHIN_MS = 5e3;
const GONE_WITHIN_MS = 3e3;
const MOST_CHARACTERS = 1e5;
/**
* Connects the probe to its device and keeps it connected until it is disposed: some cores count cycles only while a
* debugger is attached. The device is neither reset nor stopped.
*
* @throws {HilbenchError} `PROBE_…` (kind `bench`), `CANCELLED`
*/
async function holdWithJLink({ probe, core, serial }, deps, signal) {
	throwIfAborted(signal);
	await deps.workspace.write(SCRIPT, Buffer.from(HOLD_SCRIPT));
	const { file, args, cwd, env } = jlinkCommand(jlinkArguments(probe.device, serial, SCRIPT), deps);
	const child = spawn(file, args, {
		cwd,
		env: { ...env },
		detached: true,
		stdio: "pipe"
	});
	const { pid } = child;
	const ended = once(child, "close").catch((cause) => cause);
	if (pid === void 0) throw noJLink(deps.env.HILBENCH_JLINK, await ended);
	child.stdin.on("error", () => void 0);
	await deps.workspace.recordChild(pid);
	const letGo = async () => {
		child.stdin.end(EXIT_COMMAND);
		const late = setTimeout(() => killGroup(pid), GONE_WITHIN_MS);
		await ended;
		clearTimeout(late);
		killGroup(pid);
	};
	let output = "";
	const { promise: connected, resolve, reject } = Promise.withResolvers();
	const judge = (has_ended) => {
		try {
			if (readHold(output, has_ended, {
				serial,
				core
			})) resolve();
		} catch (error) {
			reject(error);
		}
	};
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => {
		if (output.length > MOST_CHARACTERS) return;
		output += text;
		judge(false);
	});
	child.once("close", () => judge(true));
	const limit = AbortSignal.any([signal, AbortSignal.timeout(CONNECTED_WITHIN_MS)]);
	const give_up = () => resolve();
	if (limit.aborted) give_up();
	limit.addEventListener("abort", give_up, { once: true });
	try {
		await connected;
		throwIfAborted(signal);
	} catch (error) {
		deps.onOutput(output);
		await letGo();
		throw error;
	} finally {
		limit.removeEventListener("abort", give_up);
	}
	deps.log.debug(`probe: J-Link ${serial} stays attached`);
	return { [Symbol.asyncDispose]: letGo };
}

// src/bench/silicon-board.ts
/** A virtual COM port is there as long as the probe is; a USB port of the firmware comes when that has booted. */
const UART_TIMEOUT_MS = 5e3;
const USB_TIMEOUT_MS = 15e3;
/** A board of silicon: a J-Link flashes and resets it, and its firmware talks on a serial port. */
var SiliconBoard = class {
	id;
	platform;
	monitor;
	#deps;
	#probe;
	/** What this lease has written to flash, by address. */
	#written = /* @__PURE__ */ new Map();
	#serial;
	#transport;
	/** The probe, attached while the firmware measures. */
	#hold;
	/** There is one probe. */
	#work = new OneAtATime();
	#released;
	#output = "";
	constructor(deps) {
		const { probe } = deps.platform;
		if (probe.kind !== "jlink") throw new Error(`${deps.platform.name} has no J-Link`);
		this.id = deps.board.id;
		this.platform = deps.platform;
		this.#deps = deps;
		this.#probe = probe;
		this.#serial = deps.board.jlink;
		if (deps.board.monitor !== void 0) this.monitor = deps.board.monitor;
	}
	/** Of the J-Link, once it is known. */
	get serial() {
		return this.#serial ?? "";
	}
	boot(image, blobs, signal) {
		return this.#next(signal, async () => {
			const serial = await this.#probeSerial(signal);
			const identity = identityBlock(this.platform, serial) ?? [];
			const writes = await this.#writes(image, blobs.concat(identity));
			return await this.#startWithPort(writes, signal);
		});
	}
	bootForPower(image, blobs, signal) {
		return this.#next(signal, async () => {
			await this.#start(await this.#writes(image, blobs), signal, this.#powerReset());
		});
	}
	reset(signal) {
		return this.#next(signal, () => this.#startWithPort([], signal));
	}
	attach(signal) {
		return this.#next(signal, async () => {
			await this.#holdProbe(signal).catch((error) => {
				throwIfAborted(signal);
				if (!(error instanceof HilbenchError)) throw error;
				this.#deps.log.warn(`The probe of ${this.id} cannot be attached (${error.code}): ${error.message}`);
			});
			this.#transport = await this.#open(signal);
			return this.#transport;
		});
	}
	readMemory(address, bytes, signal) {
		return this.#work.run(async () => {
			await this.#checkLeased(signal);
			await this.#letGo();
			return await readWithJLink({
				...await this.#target(signal),
				address,
				bytes
			}, this.#jlink(), signal);
		});
	}
	lastOutput() {
		return this.#output;
	}
	/** Closes the port, removes the files, releases the board: in this order, each also when one fails. */
	[Symbol.asyncDispose]() {
		this.#released ??= this.#release();
		return this.#released;
	}
	/** What ran before loses its port. */
	#next(signal, work) {
		return this.#work.run(async () => {
			await this.#checkLeased(signal);
			await this.#closePort();
			await this.#letGo();
			return await work();
		});
	}
	async #checkLeased(signal) {
		throwIfAborted(signal);
		if (this.#released !== void 0) throw new Error(`board ${this.id} is no longer leased`);
		await this.#deps.lease.check();
	}
	async #writes(image, blobs) {
		const segments = readLoadSegments(await readFile(image.elf_path));
		const begin = segments[0]?.address ?? 0;
		const { load_address } = this.#probe;
		if (begin !== load_address) throw wrongAddress(this.platform.name, begin, load_address);
		return [...segments.map((segment) => ({
			...segment,
			flash: true
		})), ...blobs.map(({ address, bytes }) => ({
			address,
			bytes,
			flash: false
		}))];
	}
	async #startWithPort(writes, signal) {
		if (this.#way() === "UART") {
			this.#transport = await this.#open(signal);
			try {
				await this.#start(writes, signal);
				await this.#holdProbe(signal);
			} catch (error) {
				await this.#closePort();
				throw error;
			}
		} else {
			await this.#start(writes, signal);
			await this.#holdProbe(signal);
			this.#transport = await this.#open(signal);
		}
		return this.#transport;
	}
	#way() {
		const { connection, platform } = this.#deps;
		return connection?.transport ?? platform.transports[0] ?? "UART";
	}
	async #open(signal) {
		const { connection = {}, board, platform, port_timeout_ms, other_jlinks } = this.#deps;
		const transport = this.#way();
		const serial = await this.#probeSerial(signal);
		const wanted = {
			port: connection.tty === void 0 ? board.port : {
				kind: "path",
				path: connection.tty
			},
			transport,
			jlink: serial,
			...other_jlinks === void 0 ? {} : { others: other_jlinks }
		};
		const baud = connection.baud ?? platform.baud;
		return await awaitPort(wanted, {
			list: this.#deps.listPorts ?? listPorts,
			timeout_ms: port_timeout_ms ?? (transport === "UART" ? UART_TIMEOUT_MS : USB_TIMEOUT_MS),
			signal,
			open: (path) => openSerial({
				path,
				baud,
				signal
			})
		});
	}
	/** Writes what the device does not hold yet, and resets it. */
	async #start(writes, signal, reset = this.#probe.reset) {
		const hashed = writes.map((write) => ({
			...write,
			sha256: sha256$1(write.bytes)
		}));
		const due = hashed.filter(({ address, sha256: hash }) => this.#written.get(address)?.sha256 !== hash);
		const target = await this.#target(signal);
		const started_ms = performance.now();
		for (const { address, bytes } of due) this.#forget(address, bytes.length);
		const probe = reset === void 0 ? target.probe : {
			...target.probe,
			reset
		};
		const done = await flashWithJLink({
			...target,
			probe,
			writes: due
		}, this.#jlink(), signal);
		let skipped = hashed.length - due.length;
		for (const [index, { unchanged, flash }] of done.writes.entries()) {
			const write = due[index];
			if (unchanged) skipped++;
			if (write !== void 0 && flash) this.#written.set(write.address, {
				bytes: write.bytes.length,
				sha256: write.sha256
			});
		}
		const bytes = due.reduce((sum, write) => sum + write.bytes.length, 0);
		this.#deps.log.debug(`probe: J-Link ${target.serial} (version ${done.version}) flashed and reset ${this.id} in ${Math.round(performance.now() - started_ms)} ms; ${bytes} bytes sent, ${skipped} of ${hashed.length} parts unchanged`);
	}
	/** What lies where something else is written counts no longer. */
	#forget(address, bytes) {
		for (const [start, held] of [...this.#written]) if (start < address + bytes && address < start + held.bytes) this.#written.delete(start);
	}
	async #target(signal) {
		const serial = await this.#probeSerial(signal);
		return {
			probe: this.#probe,
			core: this.platform.core,
			serial
		};
	}
	/**
	* How the board is reset before energy is measured. What a debugger has powered on an Ambiq Cortex-M55 stays so over
	* its own reset, and is seen in the current.
	*/
	#powerReset() {
		const { core, ambiqsuite } = this.platform;
		return this.#probe.reset ?? (core === "cortex-m55" && ambiqsuite !== void 0 ? "swpoi" : void 0);
	}
	/** Cycles of a core without a PMU are counted by debug logic that has power only while a debugger is attached. */
	async #holdProbe(signal) {
		if (this.platform.core === "cortex-m55") return;
		this.#hold = await holdWithJLink(await this.#target(signal), this.#jlink(), signal);
	}
	/** There is one probe, and one program may have it. */
	async #letGo() {
		const hold = this.#hold;
		this.#hold = void 0;
		await hold?.[Symbol.asyncDispose]();
	}
	async #probeSerial(signal) {
		this.#serial ??= await onlyProbe(this.#jlink(), signal);
		return this.#serial;
	}
	#jlink() {
		const { env, workspace, log } = this.#deps;
		return {
			env,
			workspace,
			log,
			onOutput: (text) => {
				this.#output = text.slice(-32768);
			}
		};
	}
	async #closePort() {
		const transport = this.#transport;
		this.#transport = void 0;
		await transport?.[Symbol.asyncDispose]();
	}
	async #release() {
		try {
			var _usingCtx$1 = _usingCtx();
			await this.#work.ended();
			_usingCtx$1.a(this.#deps.lease);
			_usingCtx$1.a(this.#deps.workspace);
			_usingCtx$1.a(this.#hold);
			await this.#closePort();
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	}
};
function sha256$1(bytes) {
	return createHash("sha256").update(bytes).digest("hex");
}

// src/firmware/run-tool.ts
/** The end of what a tool printed, for the detail of an error. */
function lastLines(text) {
	return text.trimEnd().split("\n").slice(-40).join("\n");
}
function cannotStart(file, cause) {
	return new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_NO_COMPILER",
		message: `${file} cannot be started.`,
		hint: "Check that the file is executable on this machine.",
		cause
	});
}
/**
* Runs a tool without a shell, with nothing of the environment but what is given, and waits for its end.
* At the deadline and on cancellation its whole process group is killed.
*
* @throws {HilbenchError} `FIRMWARE_COMPILE_TIMEOUT`, `FIRMWARE_NO_COMPILER` when it cannot be started
*   (kind `bench`), `CANCELLED`
*/
async function runTool(run) {
	const timedOut = () => new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_COMPILE_TIMEOUT",
		message: `${run.file} did not finish within ${run.timeout_ms / 1e3} s.`,
		hint: "Run it by hand to see what it waits for; a licence server or a network drive is a usual cause.",
		detail: [run.file, ...run.args].join(" ")
	});
	return runProcess({
		...run,
		onTimeout: run.onTimeout ?? timedOut,
		onCannotStart: (cause) => cannotStart(run.file, cause)
	});
}

// src/firmware/remembered.ts
/** What a run has remembered in a file of JSON; undefined where there is none, or it was damaged. */
async function recall(file, schema) {
	const text = await unlessAbsent(readFile(file, "utf8"));
	if (text === void 0) return void 0;
	try {
		return schema.safeParse(JSON.parse(text)).data;
	} catch {
		return;
	}
}
/** Makes the folder too. By one rename: another run may read the file at this moment. */
async function remember(file, record) {
	await mkdir(dirname(file), { recursive: true });
	const staged = `${file}.${randomUUID()}`;
	await writeFile(staged, JSON.stringify(record));
	await rename(staged, file);
}

// src/firmware/store-errors.ts
/** Turns what the file system refused into an error that says what to do; passes HilbenchErrors through. */
function storeError(error, storeDir) {
	if (error instanceof HilbenchError) return error;
	const code = systemErrorCode(error);
	if (code === void 0) return error;
	if (isDiskFull(error)) return new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_STORE_FULL",
		message: `There is no space left for the image store ${storeDir} (${code}).`,
		hint: "Free space on that disk; the folder itself may be deleted, it is filled again when needed.",
		cause: error
	});
	return new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_STORE_UNUSABLE",
		message: `The image store ${storeDir} cannot be used (${code}).`,
		hint: "Make that folder readable and writable for this user, or set HILBENCH_CACHE_DIR to one that is.",
		cause: error
	});
}

// src/firmware/store.ts
const MANIFEST = "manifest.json";
/** The hash of each file of an entry. */
const manifestSchema = record(string(), string());
/** A dead owner's folder this old goes. Younger ones stay: the owner may live in another PID namespace. */
const DEAD_AFTER_MS = 6e5;
/** Any folder this old goes: no build takes so long, and process ids come back. */
const STALE_AFTER_MS = 864e5;
/** Entries that nothing has asked for in this time go: every change to a model leaves an image behind. */
const UNUSED_AFTER_MS = 2592e6;
function sha256(bytes) {
	return createHash("sha256").update(bytes).digest("hex");
}
async function isWhole(dir) {
	const manifest = await recall(join(dir, MANIFEST), manifestSchema);
	if (manifest === void 0 || Object.keys(manifest).length === 0) return false;
	for (const [file, expected] of Object.entries(manifest)) {
		const bytes = await unlessAbsent(readFile(join(dir, file)));
		if (bytes === void 0 || sha256(bytes) !== expected) return false;
	}
	return true;
}
async function exists$1(path) {
	return await unlessAbsent(stat(path)) !== void 0;
}
/** Since the last change or use; 0 for what another process has removed meanwhile. */
async function ageOf(path) {
	const found = await unlessAbsent(stat(path));
	return found === void 0 ? 0 : Date.now() - found.mtimeMs;
}
/**
* Opens the store in `dir`, creating it when needed.
*
* Its functions throw `FIRMWARE_STORE_FULL` and `FIRMWARE_STORE_UNUSABLE` (kind `bench`).
*/
function createStore(dir, log) {
	const tmp_dir = join(dir, "tmp");
	const at = (kind, key) => join(dir, kind, key.slice(0, 2), key);
	const entry = (path) => ({
		dir: path,
		path: (file) => join(path, file)
	});
	const guarded = async (work) => {
		try {
			return await work();
		} catch (error) {
			throw storeError(error, dir);
		}
	};
	const temporary = () => join(tmp_dir, `${process.pid}-${randomBytes(6).toString("hex")}`);
	/** Out of the way first, by one rename, so that nobody sees it half removed. */
	async function discard(path) {
		const aside = temporary();
		await mkdir(tmp_dir, { recursive: true });
		await unlessAbsent(rename(path, aside));
		await rm(aside, {
			recursive: true,
			force: true
		});
	}
	async function lookup(kind, key) {
		const path = at(kind, key);
		if (!await exists$1(path)) return void 0;
		if (await isWhole(path)) {
			const now = /* @__PURE__ */ new Date();
			await utimes(path, now, now);
			return entry(path);
		}
		log.warn(`The stored ${kind} entry ${key.slice(0, 12)} is damaged; it is built again.`);
		await discard(path);
	}
	async function put(kind, key, from, files) {
		const manifest = {};
		const staged = temporary();
		await mkdir(staged, { recursive: true });
		try {
			for (const file of files) {
				const bytes = await readFile(join(from, file));
				manifest[file] = sha256(bytes);
				await writeFile(join(staged, file), bytes);
			}
			await writeFile(join(staged, MANIFEST), JSON.stringify(manifest));
			const path = at(kind, key);
			await mkdir(join(path, ".."), { recursive: true });
			try {
				await rename(staged, path);
			} catch (error) {
				const code = systemErrorCode(error);
				if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
				const winner = await lookup(kind, key);
				if (winner !== void 0) return winner;
				await rename(staged, path);
			}
			return entry(path);
		} finally {
			await rm(staged, {
				recursive: true,
				force: true
			});
		}
	}
	async function removeUnused(kind) {
		for (const shelf of await readdir(join(dir, kind))) for (const key of await readdir(join(dir, kind, shelf))) {
			const path = join(dir, kind, shelf, key);
			if (await ageOf(path) <= UNUSED_AFTER_MS) continue;
			log.debug(`Removing ${path}, unused for a month.`);
			await discard(path);
		}
	}
	async function removeStale() {
		for (const name of await readdir(tmp_dir)) {
			const path = join(tmp_dir, name);
			const age_ms = await ageOf(path);
			const pid = Number.parseInt(name, 10);
			if (!(age_ms > DEAD_AFTER_MS && !(pid > 0 && isRunning(pid))) && age_ms <= STALE_AFTER_MS) continue;
			log.debug(`Removing ${path}, left over from a run that was killed.`);
			await rm(path, {
				recursive: true,
				force: true
			});
		}
	}
	async function workspace() {
		await mkdir(tmp_dir, { recursive: true });
		await removeStale();
		const path = temporary();
		await mkdir(path);
		return {
			dir: path,
			[Symbol.asyncDispose]: () => rm(path, {
				recursive: true,
				force: true
			})
		};
	}
	return {
		lookup: (kind, key) => guarded(() => lookup(kind, key)),
		put: (kind, key, from, files) => guarded(() => put(kind, key, from, files)),
		removeUnused: (kind) => guarded(() => removeUnused(kind)),
		workspace: () => guarded(workspace)
	};
}

// src/firmware/toolchain.ts
const GCC = "arm-none-eabi-gcc";
const C_LIBRARY = "libc_nano.a";
const DEBIAN_INSTALL = "apt-get install gcc-arm-none-eabi libnewlib-arm-none-eabi";
function noCompiler(message) {
	return new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_NO_COMPILER",
		message,
		hint: `Install Arm's bare-metal GCC and put it on PATH; on Debian and Ubuntu: ${DEBIAN_INSTALL}`
	});
}
async function isExecutable(path) {
	try {
		await access(path, constants.X_OK);
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}
async function locate(search) {
	if (search.compiler !== void 0) {
		const given = resolve(search.compiler);
		if (await isExecutable(given)) return given;
		throw noCompiler(`The compiler ${given} does not exist or is not executable.`);
	}
	for (const folder of search.search_path.split(delimiter)) {
		if (!isAbsolute(folder)) continue;
		const candidate = join(folder, GCC);
		if (await isExecutable(candidate)) return candidate;
	}
	throw noCompiler(`${GCC} is not on PATH.`);
}
/** What a toolchain has said of itself, valid while neither of its files changes. */
const rememberedSchema = object({
	identity: string(),
	library: string(),
	library_stamp: string()
});
/** Changes whenever the file is replaced; empty when there is none. */
async function stamp(file) {
	const found = await unlessAbsent(stat(file));
	return found === void 0 ? "" : `${found.mtimeMs} ${found.size}`;
}
/** What was remembered, while it holds. */
async function stillTrue(file) {
	const record = await recall(file, rememberedSchema);
	if (record === void 0) return void 0;
	return await stamp(record.library) === record.library_stamp ? record : void 0;
}
async function ask(compiler, question, search) {
	const result = await runTool({
		file: compiler,
		args: [question],
		cwd: "/",
		env: {
			PATH: search.search_path,
			LC_ALL: "C"
		},
		timeout_ms: search.timeout_ms,
		signal: search.signal
	});
	const answer = result.stdout.split("\n", 1)[0]?.trim() ?? "";
	if (result.exit_code === 0 && answer !== "") return answer;
	throw new HilbenchError({
		kind: "bench",
		code: "FIRMWARE_NO_COMPILER",
		message: `${compiler} does not answer ${question}: it ${howEnded(result.exit_code)}.`,
		hint: `Reinstall the compiler; on Debian and Ubuntu: ${DEBIAN_INSTALL}`,
		detail: lastLines(result.stderr)
	});
}
/** The driver prints the bare name for a library that it does not have. */
async function identify(compiler, search) {
	const driver = await ask(compiler, "--version", search);
	const library = await ask(compiler, `-print-file-name=${C_LIBRARY}`, search);
	if (!isAbsolute(library)) throw noCompiler(`${compiler} has no C library: ${C_LIBRARY} (newlib-nano) is missing.`);
	return {
		identity: `${driver}\n${C_LIBRARY} ${sha256(await readFile(library))}`,
		library,
		library_stamp: await stamp(library)
	};
}
/** `arm-none-eabi-gcc (15:12.2.rel1-1) 12.2.1 20221205` → `12.2.1 20221205`. */
function versionOf(identity) {
	const [driver = identity] = identity.split("\n", 1);
	return /\d+\.\d+(\.\d+)?( \d{8})?\s*$/.exec(driver)?.[0].trim() ?? driver;
}
/**
* Finds the compiler for `--toolchain` and its version.
*
* @throws {HilbenchError} `FIRMWARE_NO_COMPILER` (kind `bench`); `FIRMWARE_TOOLCHAIN_UNSUPPORTED` (kind
*   `input`) for `arm`, whose linker does not read the linker scripts of the ports there are
*/
async function findToolchain(search) {
	if (search.name === "arm") throw new HilbenchError({
		kind: "input",
		code: "FIRMWARE_TOOLCHAIN_UNSUPPORTED",
		message: "--toolchain arm (armclang) cannot build for the emulated boards: their linker scripts are for GNU ld.",
		hint: "Use --toolchain gcc."
	});
	const compiler = await locate(search);
	const { mtimeMs, size } = await stat(compiler);
	const file = join(search.cacheDir, `${sha256(JSON.stringify([
		compiler,
		mtimeMs,
		size
	]))}.json`);
	try {
		let record = await stillTrue(file);
		if (record === void 0) {
			record = await identify(compiler, search);
			await remember(file, record);
		}
		return {
			name: "gcc",
			version: versionOf(record.identity),
			compiler,
			identity: record.identity
		};
	} catch (error) {
		throw storeError(error, search.cacheDir);
	}
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
		kind: "input",
		code: "DEVICE_ARENA_TOO_SMALL",
		hint: "Give the arena more room: a larger --max-arena-size, or a larger memory by --arena-location or --model-location. Else the model is too large for this board."
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
		hint: "Reset the board and run again. The cycle counter of a Cortex-M4 needs its probe attached all the time: see that nothing else uses the J-Link."
	},
	10: {
		code: "DEVICE_TIMER_OVERFLOW",
		hint: "The inference is longer than the layer timer can count; measure with fewer runs or a smaller model."
	},
	11: {
		kind: "input",
		code: "DEVICE_UNSUPPORTED",
		hint: "Choose an option that this board has; where the text is about the model, replace what its engine cannot run."
	},
	12: {
		code: "DEVICE_FAULT",
		hint: "Look the program counter up in the image's map file; a fault in a kernel is a defect worth reporting."
	},
	13: {
		code: "DEVICE_CLOCK_WRONG",
		hint: "Cycles would be right and times wrong: correct cpu_modes of the platform file if the board really runs so; else check its supply, and that AmbiqSuite is the version for this board."
	}
};
/** A failure that the firmware reported: `DEVICE_…`, kind `bench`, or `input` where a board cannot do what was asked. */
var DeviceError = class extends HilbenchError {
	/** `hb_status` of the firmware. */
	status;
	/** What the firmware said, fit to print. */
	text;
	/** With DEVICE_ARENA_TOO_SMALL: the least arena bytes that might do. */
	needed_bytes;
	constructor(command, failure) {
		const known = STATUSES[failure.status];
		const needed = failure.needed_bytes === void 0 ? "" : `at least ${failure.needed_bytes} bytes are needed`;
		const text = [failure.text, needed].filter((part) => part !== "").join("; ") || "it gave no reason";
		super({
			kind: known?.kind ?? "bench",
			code: known?.code ?? "DEVICE_FAILED",
			message: `The device failed at ${command} with status ${failure.status}: ${text}.`,
			hint: known?.hint ?? "Rebuild and reflash the firmware with this version of hilbench."
		});
		this.status = failure.status;
		this.text = text;
		if (failure.needed_bytes !== void 0) this.needed_bytes = failure.needed_bytes;
	}
};
/** Nothing has come from there at all. */
function linkSilent(path, timeout_ms) {
	return new HilbenchError({
		kind: "bench",
		code: "LINK_SILENT",
		message: `The firmware did not answer on ${path}: not a byte came within ${timeout_ms} ms.`,
		hint: "Check that this is the port of the board that was flashed, at the right baud rate, and that the board has power; if so, its firmware does not start: press the board's reset button and run again."
	});
}
/** A device that has answered before does no longer. */
function linkTimeout(path, what, timeout_ms) {
	return new HilbenchError({
		kind: "bench",
		code: "LINK_TIMEOUT",
		message: `Nothing came from ${path} within ${timeout_ms} ms in answer to ${what}.`,
		hint: "It has answered before: its firmware hangs, or the board has lost its power. Check the supply and run again; a model that hangs each time is a defect worth reporting."
	});
}
function linkGarbage(path, what, timeout_ms, byte_count) {
	return new HilbenchError({
		kind: "bench",
		code: "LINK_GARBAGE",
		message: `The device on ${path} talks, but not the link protocol: ${byte_count} bytes in ${timeout_ms} ms and no answer to ${what}.`,
		hint: what === "HELLO" ? "Check that this is the right port at the right baud rate, and that the board runs the hilbench firmware." : "It has answered before: the line damages what it carries, or the firmware does. Check cable and hub of the port, and run again."
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
function linkStalled(path, stall) {
	return new HilbenchError({
		kind: "bench",
		code: "LINK_STALLED",
		message: `The upload over ${path} stopped at ${stall.done_bytes} of ${stall.total_bytes} bytes: it did not go on within ${Math.round(stall.waited_ms)} ms, and pieces were sent again ${stall.rewinds} times.`,
		hint: "Check cable and hub of the board; a UART needs the right --baud. Run again: the upload goes on where it stopped if the board was not reset."
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
const CRC_BYTES = 4;
/** Payloads above this are refused from any device, whatever it says of itself. */
const MAX_PAYLOAD_BYTES = 65536;
/** The bytes of one frame as they go over the wire, delimiter included. */
function encodeFrame(frame) {
	const bodyBytes = HEADER_BYTES + frame.payload.length;
	const body = new Uint8Array(bodyBytes + CRC_BYTES);
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
	const bodyBytes = body.length - CRC_BYTES;
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
		this.#pending = new Uint8Array(cobsEncodedLimit(HEADER_BYTES + max_payload_bytes + CRC_BYTES));
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
const PROTOCOL_VERSION = 2;
/** Command codes of docs/link.md. */
const COMMAND = {
	HELLO: 1,
	ECHO: 2,
	MEMORY_WRITE: 16,
	BULK_BEGIN: 17,
	BULK_DATA: 18,
	BULK_END: 19,
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
	window_bytes: 2 ** 20
};
const LEAST_PAYLOAD_BYTES = 64;
const UNITS = ["cycles", "instructions"];
const COUNTER_KINDS = [
	"none",
	"pmu",
	"dwt",
	"dwt_cache"
];
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
	hello: () => buildPayload({ u16: 2 }),
	memoryWrite: (address, bytes) => buildPayload({ u32: address }, { bytes }),
	bulkBegin: (range, resume) => buildPayload({ u32: range.address }, { u32: range.bytes }, { u32: range.crc32 }, { u8: resume ? 1 : 0 }),
	bulkData: (offset, bytes) => buildPayload({ u32: offset }, { bytes }),
	modelSelect: (model) => buildPayload({ u32: model.source }, { u32: model.address }, { u32: model.bytes }, { u32: model.crc32 }),
	configure: (arena) => buildPayload({ u32: arena.address }, { u32: arena.bytes }, { u32: arena.resource_variables }),
	tensorInfo: (direction, index) => buildPayload({ u8: direction === "input" ? 0 : 1 }, { u16: index }),
	inputSeed: (seed, run) => buildPayload({ u32: seed }, { u32: run }),
	inputWrite: (index, offset, bytes) => buildPayload({ u16: index }, { u32: offset }, { bytes }),
	outputRead: (index, offset, byte_count) => buildPayload({ u16: index }, { u32: offset }, { u32: byte_count }),
	profile: (request) => buildPayload({ u32: request.warmup }, { u32: request.runs }, { u32: request.seed }, { u8: request.events.length }, ...request.events.map((event) => ({ u16: event }))),
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
	const counters = decodeCounters(reader);
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
		counters
	};
}
/** The answer to BULK_BEGIN of a transfer of `total_bytes`. */
function decodeBulkBegin(payload, total_bytes) {
	const what = "answer to BULK_BEGIN";
	const reader = new PayloadReader(payload, what);
	const answer = {
		offset: reader.u32(),
		window_bytes: reader.u32()
	};
	reader.end();
	if (answer.offset > total_bytes) throw malformed(what, `it has ${answer.offset} bytes of ${total_bytes} already`);
	return {
		...answer,
		window_bytes: Math.min(answer.window_bytes, LIMITS.window_bytes)
	};
}
/** The answer to BULK_DATA: offset of the byte the device wants next. */
function decodeBulkNext(payload) {
	return decodeU32(payload, "BULK_DATA");
}
function decodeCounters(reader) {
	const kindNumber = reader.u8();
	const kind = COUNTER_KINDS[kindNumber];
	if (kind === void 0) throw malformed("HELLO", `its counters are of the kind ${kindNumber}`);
	const slots = reader.u8();
	if (slots > LIMITS.counters || slots === 0 !== (kind === "none")) throw malformed("HELLO", `it has ${slots} counters of the kind ${kind}`);
	return {
		kind,
		slots,
		max_counts: reader.u32()
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
/** Sum, least, most, and whether it overflowed. */
const COUNTER_RECORD_BYTES = 17;
/** Bytes of one layer in an answer to LAYERS_READ. */
function layerRecordBytes(counters) {
	return 24 + COUNTER_RECORD_BYTES * counters;
}
function decodeCounterSums(reader) {
	const sums = {
		sum: reader.u64(),
		min: BigInt(reader.u32()),
		max: BigInt(reader.u32())
	};
	const flag = reader.u8();
	if (flag > 1) throw malformed("answer to LAYERS_READ", `a counter has the overflow flag ${flag}`);
	return {
		sums,
		overflowed: flag === 1
	};
}
/** The answer to LAYERS_READ: `count` records of `counters` counters each. */
function decodeLayers(payload, count, counters) {
	const reader = new PayloadReader(payload, "answer to LAYERS_READ");
	const layers = Array.from({ length: count }, () => ({
		ticks: decodeTickSums(reader),
		counters: Array.from({ length: counters }, () => decodeCounterSums(reader))
	}));
	reader.end();
	return layers;
}
const STATUS_ARENA_TOO_SMALL = 6;
/** The payload of a failure, whatever the command. */
function decodeFailure(payload) {
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

// src/link/bulk.ts
/** An answer that is later than this beyond the time its bytes need is lost. */
const ANSWER_MS = 100;
/** The slowest line that is thought of: a UART of 115200 baud carries 11 bytes a millisecond. */
const LEAST_BYTES_PER_MS = 4;
const SEQUENCES = 65536;
/**
* Sends `plan.bytes` from `plan.from` on, as many at once as the window allows. The device takes pieces in
* order only and says with every answer which byte it wants next; when that is one behind, the sender goes back there.
*
* @throws {HilbenchError} `LINK_STALLED`, `LINK_CLOSED`, `LINK_MALFORMED`, `DEVICE_…`, or the reason of the abort
*/
async function sendBulk(stream, plan) {
	const sender = new BulkSender(stream, plan);
	try {
		return await sender.run();
	} finally {
		sender.stop();
	}
}
var BulkSender = class {
	#stream;
	#plan;
	#piece_bytes;
	#window_bytes;
	#begin_ms = performance.now();
	/** Every byte before it has arrived. */
	#acknowledged;
	/** Of the next frame. */
	#offset;
	/** One behind the last byte that was ever sent. */
	#reached;
	#frames = 0;
	#rewinds = 0;
	/** The frames since the last time the sender went back: their offsets follow each other. */
	#since;
	#writing = false;
	#failure;
	#wake = () => void 0;
	#answerTimer;
	#stallTimer;
	#deadline;
	constructor(stream, plan) {
		this.#stream = stream;
		this.#plan = plan;
		this.#piece_bytes = plan.max_payload_bytes - 4;
		this.#window_bytes = Math.max(plan.window_bytes, this.#piece_bytes);
		this.#acknowledged = plan.from;
		this.#offset = plan.from;
		this.#reached = plan.from;
		this.#since = {
			frame: 0,
			offset: plan.from
		};
		this.#deadline = setTimeout(() => this.#fail(this.#stalled(plan.timeout_ms)), plan.timeout_ms);
		this.#watchStall();
		stream.listen({
			onFrame: (frame) => this.#receive(frame),
			onEnd: (reason) => this.#fail(reason)
		});
	}
	async run() {
		const total = this.#plan.bytes.length;
		for (;;) {
			if (this.#failure !== void 0) throw this.#failure;
			if (this.#acknowledged === total) return {
				frames: this.#frames,
				rewinds: this.#rewinds
			};
			const count = Math.min(this.#piece_bytes, total - this.#offset);
			const under_way = this.#offset - this.#acknowledged;
			if (!this.#writing && count > 0 && under_way + count <= this.#window_bytes) this.#send(count);
			else await new Promise((resolve) => {
				this.#wake = resolve;
			});
		}
	}
	stop() {
		clearTimeout(this.#deadline);
		clearTimeout(this.#stallTimer);
		clearTimeout(this.#answerTimer);
	}
	#send(count) {
		const offset = this.#offset;
		const sequence = this.#frames % SEQUENCES;
		this.#offset += count;
		this.#reached = Math.max(this.#reached, this.#offset);
		this.#frames++;
		this.#writing = true;
		const piece = this.#plan.bytes.subarray(offset, offset + count);
		this.#stream.send(sequence, encode.bulkData(offset, piece)).then(() => {
			this.#writing = false;
			this.#expectAnswer();
			this.#wake();
		}, (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
	}
	#receive(frame) {
		if (frame.kind === FRAME_KIND.failure) {
			this.#fail(this.#stream.failure(frame));
			return;
		}
		if (frame.kind !== FRAME_KIND.answer) return;
		try {
			const last = this.#frames - 1;
			const age = last - frame.sequence & 65535;
			this.#answered(last - age, decodeBulkNext(frame.payload));
		} catch (error) {
			this.#fail(error);
		}
	}
	#answered(frame, wanted) {
		if (wanted > this.#reached) throw malformed("answer to BULK_DATA", `it has ${wanted} bytes where ${this.#reached} were sent`);
		if (wanted > this.#acknowledged) {
			this.#acknowledged = wanted;
			if (wanted > this.#offset) this.#goTo(wanted);
			this.#watchStall();
			this.#plan.onProgress(wanted);
		}
		const offset = this.#since.offset + (frame - this.#since.frame) * this.#piece_bytes;
		if (frame >= this.#since.frame && offset > wanted && wanted === this.#acknowledged) this.#rewind();
		this.#expectAnswer();
		this.#wake();
	}
	#rewind() {
		this.#rewinds++;
		this.#goTo(this.#acknowledged);
	}
	#goTo(offset) {
		this.#offset = offset;
		this.#since = {
			frame: this.#frames,
			offset
		};
	}
	/** Goes back when nothing answers any more: the last frame was lost, or all answers were. */
	#expectAnswer() {
		clearTimeout(this.#answerTimer);
		const elapsed_ms = performance.now() - this.#begin_ms;
		const measured = (this.#acknowledged - this.#plan.from) / Math.max(elapsed_ms, 1);
		const bytes_per_ms = Math.max(measured, LEAST_BYTES_PER_MS);
		const wait_ms = ANSWER_MS + 2 * this.#window_bytes / bytes_per_ms;
		this.#answerTimer = setTimeout(() => {
			if (!this.#writing) this.#rewind();
			this.#expectAnswer();
			this.#wake();
		}, wait_ms);
	}
	#watchStall() {
		clearTimeout(this.#stallTimer);
		const { stall_ms } = this.#plan;
		this.#stallTimer = setTimeout(() => this.#fail(this.#stalled(stall_ms)), stall_ms);
	}
	#stalled(waited_ms) {
		const stall = {
			done_bytes: this.#acknowledged,
			total_bytes: this.#plan.bytes.length,
			waited_ms,
			rewinds: this.#rewinds
		};
		return linkStalled(this.#stream.path, stall);
	}
	#fail(reason) {
		this.#failure ??= reason;
		this.#wake();
	}
};

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
	#turns = new OneAtATime();
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
		return this.#turns.run(() => this.#exchange(command, payload, policy));
	}
	/**
	* Lends the session to `work`, which sends frames of one command without waiting for the answer to each.
	* Requests made meanwhile wait until it is done.
	*/
	stream(command, work) {
		return this.#turns.run(() => this.#lend(command, work));
	}
	async #lend(name, work) {
		throwIfAborted(this.#signal);
		const { path } = this.#transport;
		const closed = () => linkClosed(path, name, this.#closed?.reason);
		if (this.#closed !== void 0) throw closed();
		const command = COMMAND[name];
		let onEnd = () => void 0;
		const onAbort = () => onEnd(this.#abortReason());
		this.#signal.addEventListener("abort", onAbort, { once: true });
		try {
			return await work({
				path,
				send: async (sequence, payload) => {
					const wire = encodeFrame({
						kind: FRAME_KIND.request,
						command,
						sequence,
						payload
					});
					await this.#transport.write(wire).catch((error) => {
						this.#close(asError(error));
						throw closed();
					});
				},
				listen: (listeners) => {
					onEnd = listeners.onEnd;
					this.#pending = {
						command,
						onFrame: listeners.onFrame,
						onClose: () => onEnd(closed())
					};
				},
				failure: (frame) => failureOf(name, frame)
			});
		} finally {
			this.#signal.removeEventListener("abort", onAbort);
			this.#pending = void 0;
		}
	}
	#abortReason() {
		const { reason } = this.#signal;
		return reason instanceof HilbenchError ? reason : cancelled();
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
		const heardNow = () => this.#heardBytes(name === "HELLO");
		let heardBytes = heardNow();
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
			const garbage = heardNow() - heardBytes;
			reject(garbage > 0 ? linkGarbage(path, name, policy.timeout_ms, garbage) : linkTimeout(path, name, policy.timeout_ms));
		};
		let deadline = setTimeout(giveUp, policy.timeout_ms);
		const onAbort = () => reject(this.#abortReason());
		this.#signal.addEventListener("abort", onAbort, { once: true });
		this.#pending = {
			command,
			sequence,
			onClose: () => reject(linkClosed(path, name, this.#closed?.reason)),
			onFrame: (frame) => {
				if (frame.kind === FRAME_KIND.answer) resolve(frame.payload);
				else if (frame.kind === FRAME_KIND.failure) reject(failureOf(name, frame));
				else if (policy.onProgress?.(frame.payload) === true) {
					clearTimeout(deadline);
					deadline = setTimeout(giveUp, policy.timeout_ms);
					clearTimeout(resendTimer);
					resendAfter(policy.timeout_ms / 2);
					heardBytes = heardNow();
				}
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
	/**
	* Bytes that came and were no frame.
	*
	* @param greeting before the first frame every byte is garbage; later some may begin a frame that a device never ended
	*/
	#heardBytes(greeting) {
		return this.#decoder.stats.discarded_bytes + (greeting ? this.#decoder.pending_bytes : 0);
	}
	#receive(frame) {
		if (frame.kind === FRAME_KIND.log) {
			this.#logLine(frame.payload);
			return;
		}
		const pending = this.#pending;
		if (!(frame.kind === FRAME_KIND.answer || frame.kind === FRAME_KIND.failure || frame.kind === FRAME_KIND.progress) || pending?.command !== frame.command || (pending.sequence ?? frame.sequence) !== frame.sequence) {
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
/** What a failure frame says; what is wrong with the frame when it says nothing. */
function failureOf(name, frame) {
	try {
		return new DeviceError(name, decodeFailure(frame.payload));
	} catch (error) {
		return asError(error);
	}
}
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
function counterRecord(sums, runs, what) {
	const { ticks, ticks_min, ticks_max } = meanTicks(sums, runs, what);
	return {
		mean: ticks,
		min: ticks_min,
		max: ticks_max
	};
}
/** One layer's sums over `runs` as means per iteration. */
function layerRecord(index, sums, runs) {
	const what = `layer ${index}`;
	return {
		index,
		...meanTicks(sums.ticks, runs, what),
		counters: sums.counters.map((counter, at) => counter.overflowed ? void 0 : counterRecord(counter.sums, runs, `counter ${at} of ${what}`))
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
/** An upload that is slower than this is not worth going on with: 20 MB would take more than five hours. */
const LEAST_UPLOAD_BYTES_PER_MS = 1;
/** Failures after which an upload is tried once more from its first byte: not ready, corrupt. */
const UPLOAD_ANEW = /* @__PURE__ */ new Set([3, 4]);
/**
* Greets the firmware on the other end of `transport` and returns it as a device.
* The transport belongs to the device from here on: it is closed when the device is disposed or the greeting fails.
*
* @throws {HilbenchError} `LINK_SILENT` no byte; `LINK_GARBAGE` bytes that are no frames; `LINK_PROTOCOL` another
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
		if (version !== 2) throw linkProtocol(path, `it answers with version ${version}`, 2);
		return decodeHello(answer);
	} catch (error) {
		if (error instanceof DeviceError && error.status === 11) throw linkProtocol(path, error.text, 2);
		if (error instanceof HilbenchError && error.code === "LINK_TIMEOUT") throw linkSilent(path, timeout_ms);
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
	#bulk = {
		frames: 0,
		rewinds: 0
	};
	constructor(transport, session, hello, request_timeout_ms) {
		this.hello = hello;
		this.#transport = transport;
		this.#session = session;
		this.#request_timeout_ms = request_timeout_ms;
		this.#max_payload_bytes = Math.min(hello.max_payload_bytes, MAX_PAYLOAD_BYTES);
	}
	get stats() {
		return {
			...this.#session.stats,
			bulk: this.#bulk
		};
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
	async upload(address, bytes, onProgress) {
		const range = {
			address,
			bytes: bytes.length,
			crc32: crc32(bytes)
		};
		try {
			await this.#uploadOnce(range, bytes, true, onProgress);
		} catch (error) {
			if (!(error instanceof DeviceError) || !UPLOAD_ANEW.has(error.status)) throw error;
			await this.#uploadOnce(range, bytes, false, onProgress);
		}
	}
	async #uploadOnce(range, bytes, resume, onProgress) {
		const begun = await this.#request("BULK_BEGIN", encode.bulkBegin(range, resume));
		const { offset, window_bytes } = decodeBulkBegin(begun, bytes.length);
		const stats = await this.#session.stream("BULK_DATA", (frames) => sendBulk(frames, {
			bytes,
			from: offset,
			window_bytes,
			max_payload_bytes: this.#max_payload_bytes,
			stall_ms: this.#request_timeout_ms + window_bytes / BYTES_PER_MS,
			timeout_ms: this.#request_timeout_ms + bytes.length / LEAST_UPLOAD_BYTES_PER_MS,
			onProgress
		}));
		this.#bulk = {
			frames: this.#bulk.frames + stats.frames,
			rewinds: this.#bulk.rewinds + stats.rewinds
		};
		await this.#command("BULK_END", /* @__PURE__ */ new Uint8Array(), { work_ms: bytes.length / MODEL_BYTES_PER_MS });
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
		const counters = request.events.length;
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

// src/firmware/neuralspot/files.ts
/** Whether there is a file or a folder of that name, or `kind` of it. In a folder that is closed to us there is none. */
async function exists(path, kind) {
	const found = await unlessAbsent(stat(path), "ENOTDIR", "EACCES");
	if (found === void 0 || kind === void 0) return found !== void 0;
	return kind === "file" ? found.isFile() : found.isDirectory();
}
/** Names in a folder, sorted; none where there is no such folder. */
async function namesIn(dir) {
	return (await unlessAbsent(readdir(dir), "ENOTDIR") ?? []).toSorted();
}
/** A text file; undefined where there is none. */
async function textOf(path) {
	return await unlessAbsent(readFile(path, "utf8"), "ENOTDIR");
}
/** What the SDK's Makefile compiles, links by or reads below a folder, beside headers. Paths are relative to it. */
async function sourcesIn(dir) {
	return (await unlessAbsent(readdir(dir, {
		recursive: true,
		withFileTypes: true
	}), "ENOTDIR") ?? []).filter((entry) => entry.isFile() && /\.(c|cc|cpp|s|ld|sct|mk)$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
}
/** For a checkout that lacks something. */
function missingPart(message, detail) {
	return new HilbenchError({
		kind: "input",
		code: "NEURALSPOT_INCOMPLETE",
		message,
		hint: "Complete the checkout of neuralSPOT, with the files of its large-file storage, or choose another version of that part.",
		...detail === void 0 ? {} : { detail }
	});
}

// src/firmware/neuralspot/checkout.ts
const RUNTIMES = {
	path: "extern/tensorflow",
	kind: "folder",
	what: "the TensorFlow Lite Micro builds"
};
/** What makes a folder a checkout of neuralSPOT, and what each is for. */
const PARTS = [
	{
		path: "make/neuralspot_config.mk",
		kind: "file",
		what: "the settings of its Makefiles"
	},
	{
		path: "neuralspot",
		kind: "folder",
		what: "its libraries"
	},
	RUNTIMES
];
async function missingParts(root, use) {
	const parts = use === "runtimes" ? [RUNTIMES] : PARTS;
	const present = await Promise.all(parts.map(({ path, kind }) => exists(join(root, path), kind)));
	return parts.filter((_, index) => present[index] !== true);
}
/**
* The root of the checkout that `--neuralspot-rootdir` names. `auto`: the nearest folder from `cwd` upwards that is
* one; undefined when there is none.
*
* @throws {HilbenchError} `NEURALSPOT_INCOMPLETE` (kind `input`), naming exactly what a given folder lacks
*/
async function findCheckout(given, cwd, use = "firmware") {
	if (given === "auto") for (let folder = resolve(cwd);; folder = dirname(folder)) {
		if ((await missingParts(folder, use)).length === 0) return folder;
		if (dirname(folder) === folder) return void 0;
	}
	const root = resolve(cwd, given);
	if (!await exists(root, "folder")) throw new HilbenchError({
		kind: "input",
		code: "NEURALSPOT_INCOMPLETE",
		message: `--neuralspot-rootdir ${root} is no folder.`,
		hint: "Give the folder of a checkout of neuralSPOT: git clone https://github.com/AmbiqAI/neuralSPOT"
	});
	const missing = await missingParts(root, use);
	if (missing.length === 0) return root;
	const list = missing.map(({ path, kind, what }) => `the ${kind} ${path} (${what})`).join(", ");
	throw new HilbenchError({
		kind: "input",
		code: "NEURALSPOT_INCOMPLETE",
		message: `${root} is no complete checkout of neuralSPOT: it lacks ${list}.`,
		hint: "Give the root of a complete checkout; one that was cloned sparsely or without its submodules lacks parts."
	});
}
/** As `findCheckout`, for those who cannot do without. @throws {HilbenchError} also `NEURALSPOT_NOT_FOUND` (kind `input`) */
async function requireCheckout(given, cwd, who, use = "firmware") {
	const root = await findCheckout(given, cwd, use);
	if (root !== void 0) return root;
	throw new HilbenchError({
		kind: "input",
		code: "NEURALSPOT_NOT_FOUND",
		message: `${who} needs a checkout of neuralSPOT, and neither ${resolve(cwd)} nor a folder above it is one.`,
		hint: "Name one with --neuralspot-rootdir: git clone https://github.com/AmbiqAI/neuralSPOT"
	});
}

export { readBenchFile as A, invalidImage as C, startQemu as D, QEMU as E, OneAtATime as O, readLoadSegments as S, LeaseStore as T, recall as _, namesIn as a, runTool as b, connectDevice as c, cobsEncode as d, DeviceError as f, storeError as g, sha256 as h, missingPart as i, NO_BENCH_FILE as k, buildPayload as l, createStore as m, requireCheckout as n, sourcesIn as o, findToolchain as p, exists as r, textOf as s, findCheckout as t, cobsDecode as u, remember as v, readElf as w, SiliconBoard as x, lastLines as y };