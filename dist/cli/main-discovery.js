import { n as withDeadline, t as throwIfAborted } from "./main-deadline.js";
import { t as HilbenchError } from "./main-errors.js";
import { t as plainText } from "./main-text.js";
import { C as probeAmbiguous, S as noJLink, a as listPortsSoon, b as jlinkHung, c as isSegger, f as readProbeList, g as sameSerial, i as listPorts, k as workspaceFailed, l as ppk2Serials, m as readSave, n as choosePort, p as readRun, u as namesItself, v as INSTALL_JLINK, w as probeNotFound, x as jlinkNotStarted, y as jlinkFailed } from "./main-ports.js";
import { n as isExecutable, t as findProgram } from "./main-find-program.js";
import { i as killProcess, n as isRunning, r as killGroup } from "./main-system.js";
import { t as _usingCtx } from "./main-usingCtx.js";
import { delimiter, join } from "node:path";
import { once } from "node:events";
import { spawn } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import os, { hostname } from "node:os";
import { randomUUID } from "node:crypto";
import { access, lstat, mkdir, readFile, readdir, readlink, realpath, rm, stat, writeFile } from "node:fs/promises";

// src/bench/process-identity.ts
function ifReadable(read) {
	try {
		return read().trim();
	} catch {
		return;
	}
}
/** The process's state and start from /proc (proc_pid_stat(5), fields 3 and 22); undefined when there is none. */
function processStat(pid) {
	const stat = ifReadable(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
	if (stat === void 0) return void 0;
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return {
		state: fields[0] ?? "",
		start_ticks: Number(fields[19])
	};
}
/** A process of this machine by its id, or undefined when it does not run. */
function identifyProcess(pid) {
	const boot_id = ifReadable(() => readFileSync("/proc/sys/kernel/random/boot_id", "latin1"));
	const pid_namespace = ifReadable(() => readlinkSync("/proc/self/ns/pid"));
	if (boot_id === void 0 || pid_namespace === void 0) return isRunning(pid) ? {
		pid,
		host: hostname()
	} : void 0;
	const stat = processStat(pid);
	if (stat === void 0) return void 0;
	return {
		pid,
		host: hostname(),
		start_ticks: stat.start_ticks,
		boot_id,
		pid_namespace
	};
}
let self;
/** This process. */
function thisProcess() {
	self ??= identifyProcess(process.pid) ?? {
		pid: process.pid,
		host: hostname()
	};
	return self;
}
/**
* Whether a process still runs, seen from here. `unknown`: it belongs to another machine, boot or
* container, or the system cannot tell a reused process id from the old one.
*/
function liveness(other) {
	const here = thisProcess();
	if (other.host !== here.host) return "unknown";
	if (other.boot_id === void 0 || here.boot_id === void 0) return isRunning(other.pid) ? "unknown" : "dead";
	if (other.boot_id !== here.boot_id || other.pid_namespace !== here.pid_namespace) return "unknown";
	const stat = processStat(other.pid);
	if (stat === void 0) return isRunning(other.pid) ? "unknown" : "dead";
	if (stat.start_ticks !== other.start_ticks) return "dead";
	return stat.state === "Z" || stat.state === "X" ? "dead" : "alive";
}
/** Longer than between two signs of a process that lives: one on another machine has given one since. */
const BOOT_MARGIN_MS = 15e3;
/** Without a sign of life for this long, a process that cannot be looked at counts as gone. */
const SILENCE_LIMIT_MS = 6e4;
/** What the clock said when this machine booted. */
function bootedAt() {
	return Date.now() - os.uptime() * 1e3;
}
/**
* Whether a process went down with its host, which has booted since. By the clock, not by the boot's id alone: two
* machines with one name can share a folder, and neither's processes end with a boot of the other. Containers of one
* host have its boot's id in common, and are not told apart by this.
*
* @param last_sign_ms when it last gave a sign of life, by this host's clock
*/
function wentDownWithHost(other, last_sign_ms) {
	const here = thisProcess();
	const sameBoot = other.boot_id !== void 0 && other.boot_id === here.boot_id;
	const silence_ms = Date.now() - last_sign_ms;
	return other.host === here.host && !sameBoot && last_sign_ms < bootedAt() && silence_ms > BOOT_MARGIN_MS;
}
/**
* Whether a process that gives signs of life every few seconds is gone, seen from here. For a container of this host,
* or another machine, only silence tells.
*
* @param last_sign_ms when it last gave one, by this host's clock
*/
function isGone(other, last_sign_ms) {
	const life = liveness(other);
	if (life !== "unknown") return life === "dead";
	return Date.now() - last_sign_ms > SILENCE_LIMIT_MS || wentDownWithHost(other, last_sign_ms);
}

// src/support/process.ts
/** Completes "The tool …". @param exit_code undefined when a signal ended it */
function howEnded(exit_code) {
	return exit_code === void 0 ? "was ended by a signal" : `ended with exit status ${exit_code}`;
}
const MOST_BYTES = 1e6;
/** How long what a process left behind may keep the streams open. */
const CLOSE_TIMEOUT_MS = 2e3;
/** The end of a stream. */
var Tail = class {
	#kept = [];
	#bytes = 0;
	add(chunk) {
		this.#kept.push(chunk);
		this.#bytes += chunk.length;
		if (this.#bytes > 2 * MOST_BYTES) this.#cut();
	}
	#cut() {
		const end = Buffer.concat(this.#kept).subarray(-1e6);
		this.#kept = [end];
		this.#bytes = end.length;
	}
	toString() {
		this.#cut();
		return Buffer.concat(this.#kept).toString("utf8");
	}
};
/** Waits until all of a stream was read. One that somebody outside of the group holds open is given up. */
async function drain(stream) {
	if (stream.closed) return;
	try {
		await once(stream, "close", { signal: AbortSignal.timeout(CLOSE_TIMEOUT_MS) });
	} catch (error) {
		if (!(error instanceof Error) || error.name !== "AbortError") throw error;
		stream.destroy();
	}
}
/**
* Runs a program, without a shell, to its end. At that end, at the deadline and on cancellation its process group is killed: nothing
* that it started stays.
*
* @throws {HilbenchError} `onTimeout()`, `onCannotStart()`, `CANCELLED`
*/
async function runProcess(run) {
	throwIfAborted(run.signal);
	const child = spawn(run.file, run.args, {
		cwd: run.cwd,
		env: run.env,
		detached: true,
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		]
	});
	const [stdout, stderr, output] = [
		new Tail(),
		new Tail(),
		new Tail()
	];
	const keep = (stream, tail) => {
		stream.on("data", (chunk) => {
			tail.add(chunk);
			output.add(chunk);
		});
	};
	keep(child.stdout, stdout);
	keep(child.stderr, stderr);
	const { promise: ended, resolve, reject } = Promise.withResolvers();
	child.once("error", (error) => reject(run.onCannotStart(error)));
	child.once("exit", (code) => resolve(code ?? void 0));
	const { pid } = child;
	if (pid === void 0) return ended.then(() => Promise.reject(/* @__PURE__ */ new Error("what did not start has ended")));
	let exit_code;
	try {
		await run.onStart?.(pid);
		exit_code = await withDeadline(run.signal, run.timeout_ms, run.onTimeout, () => ended);
	} finally {
		killGroup(pid);
		await ended;
		await Promise.all([drain(child.stdout), drain(child.stderr)]);
	}
	return {
		exit_code,
		stdout: stdout.toString(),
		stderr: stderr.toString(),
		output: output.toString()
	};
}

// src/bench/probe/jlink-script.ts
/** The power-on reset register of Ambiq's parts, and the key that fires it. */
const SWPOI = {
	address: 1073741828,
	key: 27
};
/** `RSetType` of J-Link Commander. */
const RESET_TYPE = {
	core: 1,
	pin: 2
};
function hex(value) {
	return `0x${value.toString(16).toUpperCase().padStart(8, "0")}`;
}
/** The commands that write `writes`, reset the device, let it run, and let go of it. */
function jlinkScript(writes, reset) {
	return `${[
		"connect",
		...writes.map(({ file, address }) => `loadbin ${file},${hex(address)}`),
		...resetCommands(reset),
		"exit"
	].join("\n")}\n`;
}
/** The commands that read `bytes` from `address` into a file, and leave the device as it is. */
function jlinkReadScript(file, address, bytes) {
	return `connect\nsavebin ${file},${hex(address)},${hex(bytes)}\nexit\n`;
}
/** The command that connects to the device and leaves it as it is; without an end J-Link Commander waits for more. */
const HOLD_SCRIPT = "connect\n";
/** What ends a J-Link Commander that waits for commands. */
const EXIT_COMMAND = "exit\n";
function resetCommands(reset) {
	switch (reset) {
		case void 0: return ["r", "g"];
		case "swpoi": return [`w4 ${hex(SWPOI.address)},${hex(SWPOI.key)}`];
		default: return [
			`RSetType ${RESET_TYPE[reset]}`,
			"r",
			"g"
		];
	}
}
/** The command line for one script; the probe is always chosen by its serial number. */
function jlinkArguments(device, serial, script) {
	return [
		...[
			"-nogui",
			"1",
			"-ExitOnError",
			"1"
		],
		...["-SelectEmuBySN", serial],
		...[
			"-device",
			device,
			"-if",
			"SWD",
			"-speed",
			"4000"
		],
		...["-commandfile", script]
	];
}

// src/bench/probe/jlink.ts
const SCRIPT = "jlink.txt";
const READ_FILE = "read.bin";
/** Finding the probe, connecting and resetting; a probe that updates its own firmware takes most of it. */
const BASE_TIMEOUT_MS = 6e4;
/** Slower than any flash that J-Link programs over SWD. */
const SLOWEST_BYTES_PER_MS = 10;
const LONGEST_TIMEOUT_S = 3600;
/** Where SEGGER's installers put it without touching PATH. */
const USUAL_FOLDERS = [
	"/opt/SEGGER/JLink",
	"/Applications/SEGGER/JLink",
	"C:\\Program Files\\SEGGER\\JLink"
];
/** The path of J-Link Commander: `HILBENCH_JLINK`, else in PATH, else where its installer puts it. */
function findJLink(env) {
	const given = env.HILBENCH_JLINK;
	if (given !== void 0 && given !== "") return given;
	const name = process.platform === "win32" ? "JLink.exe" : "JLinkExe";
	return findProgram(name, { PATH: [env.PATH ?? "", ...USUAL_FOLDERS].join(delimiter) });
}
/** `HILBENCH_JLINK_TIMEOUT` in seconds, or as long as the slowest probe would take for so many bytes. */
function timeoutFor(env, bytes) {
	const given = Number(env.HILBENCH_JLINK_TIMEOUT);
	if (given > 0 && given <= LONGEST_TIMEOUT_S) return given * 1e3;
	return BASE_TIMEOUT_MS + Math.ceil(bytes / SLOWEST_BYTES_PER_MS);
}
/**
* Writes to the device behind one probe, resets it and lets it run. With nothing to write it is only reset.
*
* @throws {HilbenchError} `PROBE_…` (kind `bench`), `CANCELLED`
*/
async function flashWithJLink(request, deps, signal) {
	const { probe, core, serial } = request;
	const files = [];
	for (const [index, { address, bytes, flash }] of request.writes.entries()) {
		const file = `write-${index}.bin`;
		await deps.workspace.write(file, bytes);
		files.push({
			file,
			address,
			flash
		});
	}
	const script = jlinkScript(files, probe.reset);
	await deps.workspace.write(SCRIPT, Buffer.from(script));
	const bytes = request.writes.reduce((sum, write) => sum + write.bytes.length, 0);
	const output = await runJLink(jlinkArguments(probe.device, serial, SCRIPT), {
		what: serial,
		timeout_ms: timeoutFor(deps.env, bytes)
	}, deps, signal);
	return readRun(output, {
		serial,
		core,
		writes: files,
		swpoi: probe.reset === "swpoi"
	});
}
/**
* Reads memory of the device behind one probe, which neither resets nor stops it.
*
* @throws {HilbenchError} `PROBE_…` (kind `bench`), `CANCELLED`
*/
async function readWithJLink(request, deps, signal) {
	const { probe, core, serial, address, bytes } = request;
	const path = await deps.workspace.write(READ_FILE, /* @__PURE__ */ new Uint8Array());
	await deps.workspace.write(SCRIPT, Buffer.from(jlinkReadScript(READ_FILE, address, bytes)));
	const output = await runJLink(jlinkArguments(probe.device, serial, SCRIPT), {
		what: serial,
		timeout_ms: timeoutFor(deps.env, bytes)
	}, deps, signal);
	readSave(output, {
		serial,
		core,
		file: READ_FILE
	});
	const { size } = await stat(path);
	if (size !== bytes) throw jlinkFailed("read", serial, `${size} of ${bytes} bytes came`, output);
	return await readFile(path);
}
/**
* The serial numbers of the probes that are attached by USB.
*
* @throws {HilbenchError} `PROBE_NO_JLINK`, `PROBE_JLINK_NOT_STARTED`, `PROBE_JLINK_VERSION`, `PROBE_TIMEOUT` (kind `bench`), `CANCELLED`
*/
async function listProbes(deps, signal) {
	await deps.workspace.write(SCRIPT, Buffer.from("ShowEmuList USB\nexit\n"));
	const output = await runJLink([
		"-nogui",
		"1",
		"-ExitOnError",
		"1",
		"-commandfile",
		SCRIPT
	], {
		what: "(any)",
		timeout_ms: timeoutFor(deps.env, 0)
	}, deps, signal);
	return readProbeList(output);
}
/**
* The probe of a board for which bench.yml names none: the only one attached.
*
* @throws {HilbenchError} those of `listProbes`, `PROBE_NOT_FOUND`, `PROBE_AMBIGUOUS` (kind `bench`)
*/
async function onlyProbe(deps, signal) {
	const found = await listProbes(deps, signal);
	const [only] = found;
	if (only === void 0) throw probeNotFound(void 0, found, "");
	if (found.length > 1) throw probeAmbiguous(found);
	return only;
}
/** How to start J-Link Commander in the workspace. @throws {HilbenchError} `PROBE_NO_JLINK` (kind `bench`) */
function jlinkCommand(args, { env, log, workspace }) {
	const jlink = findJLink(env);
	if (jlink === void 0 || !isExecutable(jlink)) throw noJLink(env.HILBENCH_JLINK);
	const setpriv = process.platform === "linux" ? findProgram("setpriv", env) : void 0;
	const [file, before] = setpriv === void 0 ? [jlink, []] : [setpriv, [
		"--pdeathsig",
		"KILL",
		jlink
	]];
	log.debug(`probe: ${[jlink, ...args].join(" ")}`);
	return {
		file,
		args: [...before, ...args],
		cwd: workspace.path,
		env: Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== void 0))
	};
}
/**
* Runs J-Link Commander in the workspace and returns all it printed. Its exit status says only whether it was J-Link
* Commander that ran.
*/
async function runJLink(args, limit, deps, signal) {
	const done = await runProcess({
		...jlinkCommand(args, deps),
		signal,
		timeout_ms: limit.timeout_ms,
		onTimeout: () => jlinkHung(limit.what, limit.timeout_ms),
		onCannotStart: (cause) => noJLink(deps.env.HILBENCH_JLINK, cause),
		onStart: (pid) => deps.workspace.recordChild(pid)
	});
	const output = `${done.stdout}\n${done.stderr}`;
	deps.onOutput(output);
	if (done.exit_code !== 0 && !namesItself(output)) throw jlinkNotStarted(howEnded(done.exit_code), output);
	return output;
}

// src/bench/workspace.ts
const OWNER_FILE = "owner.json";
const CHILD_FILE = "emulator.json";
const OWNERLESS_LIMIT_MS = 36e5;
/** Workspaces lie in the system's folder for temporary files, among folders of others: only this is ours. */
const WORKSPACE = /^hilbench-run-\d+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
/** @throws {HilbenchError} `PROBE_DISK_FULL`, `PROBE_NO_WORKSPACE` (kind `bench`) */
async function createWorkspace(runtimeDir) {
	const path = join(runtimeDir, `hilbench-run-${process.pid}-${randomUUID()}`);
	const write = async (name, bytes) => {
		const file = join(path, name);
		try {
			await writeFile(file, bytes);
		} catch (error) {
			throw workspaceFailed(file, error);
		}
		return file;
	};
	const remove = async () => {
		await rm(path, {
			recursive: true,
			force: true
		});
	};
	try {
		await mkdir(path, {
			recursive: true,
			mode: 448
		});
	} catch (error) {
		throw workspaceFailed(path, error);
	}
	try {
		await write(OWNER_FILE, Buffer.from(JSON.stringify(thisProcess())));
	} catch (error) {
		await remove();
		throw error;
	}
	return {
		path,
		write,
		recordChild: async (pid) => {
			const child = identifyProcess(pid);
			if (child !== void 0) await write(CHILD_FILE, Buffer.from(JSON.stringify(child)));
		},
		[Symbol.asyncDispose]: remove
	};
}
async function readIdentity(file) {
	try {
		return JSON.parse(await readFile(file, "utf8"));
	} catch {
		return;
	}
}
/**
* Whether a folder was made by this user. Everybody may make one where temporary files are, and it names a
* process to be ended.
*/
async function isOwn(path, user) {
	const found = await lstat(path).catch(() => void 0);
	return found?.isDirectory() === true && (user === void 0 || found.uid === user);
}
/**
* Removes the workspaces of processes that were killed or went down with the host, and ends the emulators and probe
* tools they left behind, with whatever those have started.
*
* A process is known by its id, its start and the boot of the host, so that one which has that id now is left alone.
*
* @param user whose workspaces; absent where the system has no numbers for users
*/
async function sweepWorkspaces(runtimeDir, log, user = process.geteuid?.()) {
	const names = await readdir(runtimeDir).catch(() => []);
	for (const name of names.filter((entry) => WORKSPACE.test(entry))) {
		const path = join(runtimeDir, name);
		if (!await isOwn(path, user)) continue;
		const owner = await readIdentity(join(path, OWNER_FILE));
		if (!await isLeftBehind(path, owner)) continue;
		const child = await readIdentity(join(path, CHILD_FILE));
		if (child?.start_ticks !== void 0 && liveness(child) === "alive") {
			log.debug(`bench: ending process ${child.pid}, left behind by process ${owner?.pid ?? "(unknown)"}`);
			killProcess(child.pid);
		}
		for (const pid of await processesIn(path)) {
			log.debug(`bench: ending process ${pid}, which works in ${path}`);
			killProcess(pid);
		}
		log.debug(`bench: removing ${path}, left behind by process ${owner?.pid ?? "(unknown)"}`);
		await rm(path, {
			recursive: true,
			force: true
		}).catch((error) => log.debug(`bench: ${path} stays: ${error.message}`));
	}
}
/** One that has had no owner's file for long belongs to a process that was killed before it wrote one. */
async function isLeftBehind(path, owner) {
	const found = await stat(join(path, owner === void 0 ? "." : OWNER_FILE)).catch(() => void 0);
	if (found === void 0) return false;
	if (owner === void 0) return Date.now() - found.mtimeMs > OWNERLESS_LIMIT_MS;
	return liveness(owner) === "dead" || wentDownWithHost(owner, found.mtimeMs);
}
/** What still runs in a folder that nobody but one lease knows of; empty where the system does not tell. */
async function processesIn(folder) {
	const real = await realpath(folder).catch(() => folder);
	const found = [];
	for (const name of await readdir("/proc").catch(() => [])) {
		if (!/^\d+$/u.test(name) || Number(name) === process.pid) continue;
		if (await readlink(`/proc/${name}/cwd`).catch(() => "") === real) found.push(Number(name));
	}
	return found;
}

// src/bench/discovery.ts
/** Listing takes a second; somebody waits for it who wants to know what is wrong. */
const LIST_MS = 5e3;
function hung() {
	return new HilbenchError({
		kind: "bench",
		code: "PROBE_TIMEOUT",
		message: `J-Link Commander did not list its probes within ${LIST_MS / 1e3} s.`,
		hint: "Unplug the probe that hangs and plug it in again."
	});
}
/**
* As `listProbes`, for somebody who waits for the answer.
*
* @throws {HilbenchError} those of `listProbes`; `PROBE_TIMEOUT` early
*/
function listProbesSoon(deps, signal) {
	return withDeadline(signal, LIST_MS, hung, (within) => listProbes(deps, within));
}
function plainSerial(serial) {
	return serial.trim().replace(/^0+(?=\d)/u, "");
}
const NO_JLINK_TOOL = `J-Link Commander (JLinkExe) is not installed, so that only probes with a virtual COM port are seen. ${INSTALL_JLINK}`;
/** Looks at what is plugged in; what cannot be looked at is a problem told, not an error. */
function createDiscovery(deps) {
	return async (signal) => {
		const problems = [];
		const told = (error) => {
			if (error instanceof HilbenchError && error.kind === "cancelled") throw error;
			problems.push(plainText(error instanceof Error ? error.message : String(error), 300));
			return [];
		};
		const ports = await listPortsSoon(deps.listPorts ?? listPorts, signal).catch(told);
		const probes = new Set(ports.filter(isSegger).map(({ serialNumber }) => plainSerial(serialNumber ?? "")).filter((serial) => /^\d{1,20}$/u.test(serial)));
		const has_tool = findJLink(deps.env) !== void 0;
		if (has_tool) try {
			try {
				var _usingCtx$1 = _usingCtx();
				const workspace = _usingCtx$1.a(await createWorkspace(deps.runtimeDir));
				const { env, log } = deps;
				const parts = {
					env,
					log,
					workspace,
					onOutput: () => {}
				};
				for (const serial of await listProbesSoon(parts, signal)) probes.add(plainSerial(serial));
			} catch (_) {
				_usingCtx$1.e = _;
			} finally {
				await _usingCtx$1.d();
			}
		} catch (error) {
			told(error);
		}
		const joulescopes = deps.scanJoulescopes === void 0 ? {} : await seenJoulescopes(deps.scanJoulescopes(signal));
		return {
			ports,
			probes: [...probes].sort(),
			problems,
			...joulescopes,
			...has_tool ? {} : { probe_problem: NO_JLINK_TOOL }
		};
	};
}
/** Most hosts have neither a Joulescope nor its driver: no problem of theirs. */
async function seenJoulescopes(scan) {
	try {
		return { joulescopes: (await scan).devices };
	} catch (error) {
		if (!(error instanceof HilbenchError) || error.kind === "cancelled") throw error;
		return { joulescope_problem: `${error.message} ${error.hint}` };
	}
}
async function attachedTo(board, platform, seen) {
	const { jlink, monitor } = board;
	const probe = jlink === void 0 ? seen.probes.length === 1 : seen.probes.some((serial) => sameSerial(serial, jlink));
	const port = await portOf(board, platform, seen);
	const there = monitor === void 0 ? void 0 : instrumentThere(monitor, seen);
	return {
		probe,
		...port === void 0 ? {} : { port },
		...there === void 0 ? {} : { monitor: there }
	};
}
function instrumentThere({ kind, serial, port }, seen) {
	if (port !== void 0) return void 0;
	const serials = kind === "ppk2" ? ppk2Serials(seen.ports) : seen.joulescopes?.map((device) => device.serial);
	return serial === void 0 && serials !== void 0 ? serials.length === 1 : serials?.includes(serial ?? "");
}
async function portOf(board, platform, seen) {
	const { port, jlink } = board;
	const transport = platform.transports.includes("USB") ? "USB" : "UART";
	try {
		const path = choosePort(seen.ports, {
			port,
			transport,
			...jlink === void 0 ? {} : { jlink }
		});
		if (path === void 0 || port.kind !== "path" || process.platform === "win32") return path;
		await access(path);
		return path;
	} catch {
		return;
	}
}

export { thisProcess as _, sweepWorkspaces as a, jlinkCommand as c, EXIT_COMMAND as d, HOLD_SCRIPT as f, isGone as g, runProcess as h, createWorkspace as i, onlyProbe as l, howEnded as m, createDiscovery as n, findJLink as o, jlinkArguments as p, listProbesSoon as r, flashWithJLink as s, attachedTo as t, readWithJLink as u };