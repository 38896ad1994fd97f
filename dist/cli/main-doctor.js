import { o as __toESM } from "./main-rolldown-runtime.js";
import { t as benchPathOf } from "./main-bench-path.js";
import { t as createInstruments } from "./main-instruments.js";
import { n as withDeadline, t as throwIfAborted } from "./main-deadline.js";
import { A as readBenchFile, D as startQemu, E as QEMU, T as LeaseStore, c as connectDevice, k as NO_BENCH_FILE, p as findToolchain, t as findCheckout, x as SiliconBoard } from "./main-checkout.js";
import { t as HealthStore } from "./main-health.js";
import { t as HilbenchError } from "./main-errors.js";
import { h as runProcess, i as createWorkspace, m as howEnded, n as createDiscovery, o as findJLink, r as listProbesSoon, t as attachedTo } from "./main-discovery.js";
import { t as plainText } from "./main-text.js";
import { t as silentLog } from "./main-log2.js";
import { t as Scope } from "./main-scope.js";
import { r as didYouMean } from "./main-yaml.js";
import { E as INSTALL_QEMU, _ as vtref, a as listPortsSoon, b as jlinkHung, c as isSegger, h as readVersion, i as listPorts, o as isFirmware, r as describePort, s as isPpk2, v as INSTALL_JLINK } from "./main-ports.js";
import { t as _usingCtx } from "./main-usingCtx.js";
import { t as findProgram } from "./main-find-program.js";
import { a as systemErrorCode } from "./main-system.js";
import { n as loadPlatformFolders } from "./main-load.js";
import { isAbsolute, join, resolve } from "node:path";
import { constants } from "node:fs";
import { randomUUID } from "node:crypto";
import { access, mkdir, readFile, readdir, rm, stat, statfs, writeFile } from "node:fs/promises";

// src/bench/doctor/finding.ts
const TOOL_TIMEOUT_MS = 1e4;
/** A finding for what was thrown; errors of ours say themselves how they are mended. */
function failed(id, error, fix) {
	if (error instanceof HilbenchError) return {
		id,
		status: "fail",
		message: error.message,
		fix: error.hint
	};
	return {
		id,
		status: "fail",
		message: plainText(error instanceof Error ? error.message : String(error), 400),
		fix
	};
}
/**
* What a tool prints on stdout.
*
* @throws {HilbenchError} `DOCTOR_TOOL_HUNG`, `DOCTOR_TOOL_FAILED` (kind `bench`), also for an exit status that is
*   not 0; `CANCELLED`
*/
async function toolOutput(path, args, { env, signal }) {
	const told = (code, what, cause) => new HilbenchError({
		kind: "bench",
		code,
		message: plainText(`${path} ${what}.`, 400),
		hint: `Start it by hand to see why: ${[path, ...args].join(" ")}`,
		...cause === void 0 ? {} : { cause }
	});
	const done = await runProcess({
		file: path,
		args,
		cwd: process.cwd(),
		signal,
		timeout_ms: TOOL_TIMEOUT_MS,
		env: Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== void 0)),
		onTimeout: () => told("DOCTOR_TOOL_HUNG", `did not end within ${TOOL_TIMEOUT_MS / 1e3} s`),
		onCannotStart: (cause) => told("DOCTOR_TOOL_FAILED", `cannot be started (${cause instanceof Error ? cause.message : cause})`, cause)
	});
	if (done.exit_code === 0) return done.stdout;
	const how = howEnded(done.exit_code);
	const said = done.output.trim().split("\n").at(-1) ?? "";
	throw told("DOCTOR_TOOL_FAILED", said === "" ? how : `${how}: ${said}`);
}
/** Whether `version` (for example `7.2.22`) is at least `[major, minor]`. */
function isAtLeast(version, [major, minor]) {
	const [haveMajor = 0, haveMinor = 0] = version.split(".").map(Number);
	return haveMajor > major || haveMajor === major && haveMinor >= minor;
}

// src/bench/doctor/bench.ts
/** What bench.yml says, and what is wrong with it. */
function checkBenchFile(deps) {
	const id = "bench-file";
	const platforms = deps.bench?.platforms ?? [];
	const none = {
		file: NO_BENCH_FILE,
		platforms
	};
	if (deps.bench === void 0) return {
		finding: {
			id,
			status: "ok",
			message: "No bench.yml is looked for"
		},
		seen: none
	};
	try {
		const file = readBenchFile(deps.bench.path, platforms);
		return {
			finding: {
				id,
				status: "ok",
				message: file.path === void 0 ? `There is no ${deps.bench.path.path}: this bench has emulated boards only` : `${file.path}: ${file.boards.map((board) => board.id).join(", ") || "no boards"}`
			},
			seen: {
				file,
				platforms
			}
		};
	} catch (error) {
		return {
			finding: failed(id, error, "Mend bench.yml."),
			seen: none
		};
	}
}
/** Boards that runs pass over. */
async function checkQuarantine(deps, { file }) {
	const health = new HealthStore(deps.leaseDir);
	const findings = [];
	for (const { id, quarantined } of file.boards) {
		if (quarantined !== void 0) {
			findings.push({
				id: `quarantine:${id}`,
				status: "warn",
				message: `${id} is in quarantine by bench.yml: ${quarantined}`,
				fix: "Mend the board, then remove `quarantined` from it there."
			});
			continue;
		}
		try {
			const { quarantine } = await health.of(id);
			if (quarantine === void 0) continue;
			findings.push({
				id: `quarantine:${id}`,
				status: "warn",
				message: `${id} is in quarantine since ${quarantine.since}: ${quarantine.reason}`,
				fix: `Mend the board, check it with \`hilbench doctor --board ${id}\`, then: hilbench boards release ${id}`
			});
		} catch (error) {
			findings.push(failed(`quarantine:${id}`, error, "Make the folder of leases readable."));
		}
	}
	return findings;
}

// src/bench/doctor/target.ts
/** Connecting takes about a second. */
const CONNECT_MS = 15e3;
const READ_BYTES = 16;
/**
* Whether the probe gets at the device: its supply, its core, its lock. Reads a few bytes of its flash, which neither
* resets nor stops what runs there.
*/
async function checkTarget(held, { probe, core, name }, { signal }) {
	const id = "board-target";
	const hung = () => jlinkHung(held.serial, CONNECT_MS);
	try {
		if (probe.kind !== "jlink") throw new Error(`${name} has no J-Link`);
		const { load_address } = probe;
		await withDeadline(signal, CONNECT_MS, hung, (within) => held.readMemory(load_address, READ_BYTES, within));
		const { vtref_v } = vtref(held.lastOutput());
		const supply = vtref_v === void 0 ? "" : ` at ${vtref_v.toFixed(2)} V`;
		return {
			id,
			status: "ok",
			message: `J-Link ${held.serial} connects to the ${core} of ${name}${supply}`
		};
	} catch (error) {
		throwIfAborted(signal);
		return failed(id, error, "");
	}
}

// src/bench/doctor/board.ts
const HANDSHAKE_MS = 3e3;
const PORT_MS = 3e3;
/** Bytes there and back are counted for this long. */
const ECHO_MS = 1e3;
const MOST_ECHO_BYTES = 1024;
/** Below this share of what a UART can carry, something between here and there is wrong. */
const LEAST_SHARE = .5;
const BITS_PER_BYTE = 10;
/** One board of bench.yml: its probe, its port, its firmware, its link, its monitor. */
async function checkBoard(id, deps, seen) {
	const board = seen.file.boards.find((each) => each.id === id);
	const platform = seen.platforms.find(({ name }) => name === board?.platform);
	if (board === void 0 || platform === void 0) {
		const known = seen.file.boards.map((each) => each.id);
		return [{
			id: "board",
			status: "fail",
			message: `bench.yml has no board "${plainText(id, 64)}"`,
			fix: `${didYouMean(id, known)}It has ${known.join(", ") || "none"}; emulated boards need no looking at.`
		}];
	}
	const { env, runtimeDir, listPorts, scanJoulescopes } = deps;
	const found = await createDiscovery({
		env,
		runtimeDir,
		log: silentLog,
		...listPorts === void 0 ? {} : { listPorts },
		...scanJoulescopes === void 0 ? {} : { scanJoulescopes }
	})(deps.signal);
	const attached = await attachedTo(board, platform, found);
	return [
		probeFinding(board, attached, found.problems),
		...monitorFinding(board, attached),
		...await checkFirmware(board, attached, deps, seen)
	];
}
function probeFinding({ id, jlink }, { probe }, problems) {
	const what = jlink === void 0 ? "The only J-Link" : `J-Link ${jlink}`;
	if (probe) return {
		id: "board-probe",
		status: "ok",
		message: `${what} of ${id} is attached`
	};
	return {
		id: "board-probe",
		status: "fail",
		message: jlink === void 0 ? `${id} names no J-Link, and not one is attached` : `${what} is not attached`,
		fix: ["Check the USB cable and power of the probe; `hilbench boards` lists what is attached.", ...problems.map((problem) => `It may be there all the same: ${problem}`)].join(" ")
	};
}
function monitorFinding({ monitor }, attached) {
	const id = "board-monitor";
	if (monitor === void 0 || attached.monitor === void 0) return [];
	const what = `The ${monitor.kind} ${monitor.serial ?? ""}`.trim();
	return attached.monitor ? [{
		id,
		status: "ok",
		message: `${what} is attached`
	}] : [{
		id,
		status: "fail",
		message: `${what} is not attached`,
		fix: "Check its USB cable and its serial number in bench.yml."
	}];
}
/** Takes the board for a moment, so that no run is disturbed, and greets what is on it. */
async function checkFirmware(board, { port, probe }, deps, seen) {
	const platform = seen.platforms.find(({ name }) => name === board.platform);
	if (platform === void 0) return [];
	try {
		try {
			var _usingCtx$4 = _usingCtx();
			const store = new LeaseStore(deps.leaseDir);
			await store.prepare();
			const attempt = await store.tryAcquire(board.id, "hilbench doctor");
			if ("busy" in attempt) {
				const { run, pid, host } = attempt.busy;
				return [{
					id: "board-port",
					status: "warn",
					message: `${board.id} is used by ${run} (process ${pid} on ${host}): it is left alone`,
					fix: "Look again when that run has ended."
				}];
			}
			const workspace = await createWorkspace(deps.runtimeDir).catch(async (error) => {
				await attempt.lease[Symbol.asyncDispose]();
				throw error;
			});
			const { env, listPorts } = deps;
			const parts = {
				platform,
				board,
				lease: attempt.lease,
				workspace,
				env,
				log: silentLog
			};
			const held = _usingCtx$4.a(new SiliconBoard({
				...parts,
				port_timeout_ms: PORT_MS,
				...listPorts === void 0 ? {} : { listPorts }
			}));
			const { finding, monitor } = await openMonitor(board, deps);
			const scope = _usingCtx$4.a(new Scope());
			if (monitor !== void 0) await scope.add(monitor);
			const target = probe ? [await checkTarget(held, platform, deps)] : [];
			return [
				...finding,
				...target,
				...await greet(held, board, port, deps, platform.baud)
			];
		} catch (_) {
			_usingCtx$4.e = _;
		} finally {
			await _usingCtx$4.d();
		}
	} catch (error) {
		throwIfAborted(deps.signal);
		return [failed("board-port", error, "Check the port of the board in bench.yml.")];
	}
}
/** Whether the instrument opens for a run, and the board has its supply. */
async function openMonitor({ monitor }, { openInstrument, signal }) {
	if (monitor === void 0 || openInstrument === void 0) return { finding: [] };
	const id = "board-monitor-opens";
	try {
		const opened = await openInstrument(monitor, signal);
		const makes = monitor.kind === "ppk2";
		const about = opened.about === void 0 ? "" : ` (${opened.about})`;
		return {
			finding: [{
				id,
				status: "ok",
				message: `${opened.name}${about} opens, and ${makes ? "makes" : "sees"} ${monitor.supply_v} V`
			}],
			monitor: opened
		};
	} catch (error) {
		throwIfAborted(signal);
		return { finding: [failed(id, error, "")] };
	}
}
async function greet(held, board, port, deps, baud) {
	const transport = await held.attach(deps.signal).catch((error) => failed("board-port", error, ""));
	if ("status" in transport) return [transport];
	const found = {
		id: "board-port",
		status: "ok",
		message: `${board.id} is on ${port ?? transport.path}`
	};
	try {
		try {
			var _usingCtx3 = _usingCtx();
			const device = _usingCtx3.a(await connectDevice(transport, {
				signal: deps.signal,
				log: silentLog,
				handshake_timeout_ms: HANDSHAKE_MS,
				request_timeout_ms: HANDSHAKE_MS
			}));
			const { build_id, engine, engine_version, protocol } = device.hello;
			const said = `build ${build_id}, engine ${engine} ${engine_version}, protocol ${protocol}`;
			return [
				found,
				{
					id: "board-firmware",
					status: "ok",
					message: plainText(said, 200)
				},
				await checkLink(device, /usb/iu.test(device.hello.port) ? void 0 : baud / BITS_PER_BYTE)
			];
		} catch (_) {
			_usingCtx3.e = _;
		} finally {
			await _usingCtx3.d();
		}
	} catch (error) {
		throwIfAborted(deps.signal);
		const { message } = failed("", error, "");
		return [found, {
			id: "board-firmware",
			status: "warn",
			message: `No firmware of hilbench answers there: ${message}`,
			fix: "A run flashes it. Should the board stay silent after one, reset it and check the port."
		}];
	}
}
/** @param limit_bytes_per_s what the line can carry; undefined: unknown */
async function checkLink(device, limit_bytes_per_s) {
	const bytes = new Uint8Array(Math.min(device.hello.max_payload_bytes, MOST_ECHO_BYTES)).map((_, index) => index * 31);
	const start_ms = performance.now();
	let carried = 0;
	while (performance.now() - start_ms < ECHO_MS) {
		await device.echo(bytes);
		carried += 2 * bytes.length;
	}
	const rate = carried / (performance.now() - start_ms) * 1e3;
	const { resends } = device.stats;
	const message = `The link carries ${(rate / 1024).toFixed(1)} KiB/s there and back, ${resends} frames sent again`;
	if (!(limit_bytes_per_s !== void 0 && rate < LEAST_SHARE * limit_bytes_per_s) && resends === 0) return {
		id: "board-link",
		status: "ok",
		message
	};
	return {
		id: "board-link",
		status: "warn",
		message,
		fix: "Use a shorter cable, no hub in between, and check that nothing else reads that port (ModemManager does)."
	};
}

// src/bench/probe/self-test.ts
const ANSWER = "k";
const ANSWER_TIMEOUT_MS = 5e3;
/**
* A program of 28 bytes for `mps3-an547` that prints one letter and stops, as ARMv8-M code by hand: the
* emulator is to be tried where no compiler is, too.
*/
const SELF_TEST_IMAGE = new Uint8Array(Uint32Array.of(536936448, 9, 554715139, 553738497, 553672833 | ANSWER.charCodeAt(0) << 16, 3892207617, 1227894784).buffer);
/**
* Boots the program above and waits for its letter.
*
* @throws {HilbenchError} what keeps the emulator or its port from working: `PROBE_…`, `PORT_…`
*/
async function tryEmulator(env, workspace, signal) {
	try {
		var _usingCtx$3 = _usingCtx();
		const start = {
			machine: "mps3-an547",
			icount_shift: 6,
			elf_path: await workspace.write("self-test.bin", SELF_TEST_IMAGE),
			blobs: [],
			baud: 115200,
			line: "link"
		};
		const qemu = _usingCtx$3.a(await startQemu(start, {
			env,
			workspace,
			onOutput: () => {}
		}, signal));
		const silent = () => new HilbenchError({
			kind: "bench",
			code: "PROBE_EMULATOR_SILENT",
			message: `A test program in the emulator did not answer over ${qemu.transport.path} within ${ANSWER_TIMEOUT_MS} ms.`,
			hint: "Check that QEMU is 7.2 or later, and that pseudo-terminals work here (/dev/pts is mounted)."
		});
		await withDeadline(signal, ANSWER_TIMEOUT_MS, silent, () => firstLetter(qemu.transport));
	} catch (_) {
		_usingCtx$3.e = _;
	} finally {
		await _usingCtx$3.d();
	}
}
function firstLetter(transport) {
	return new Promise((resolve, reject) => {
		transport.onClose((reason) => reject(reason ?? /* @__PURE__ */ new Error("the port was closed")));
		transport.onData((bytes) => {
			if (Buffer.from(bytes).includes(ANSWER)) resolve();
		});
	});
}

// src/bench/doctor/folders.ts
/** An image store and a large model fit into this. */
const LEAST_FREE_BYTES = 256 * 2 ** 20;
async function checkFolder(id, what, path) {
	const probe = join(path, `.doctor-${randomUUID()}.partial`);
	try {
		await mkdir(path, { recursive: true });
		await writeFile(probe, "x");
		const { bavail, bsize } = await statfs(path);
		const free_bytes = bavail * bsize;
		const message = `${path} for ${what} is writable, ${Math.floor(free_bytes / 2 ** 20)} MiB free`;
		if (free_bytes >= LEAST_FREE_BYTES) return {
			id,
			status: "ok",
			message
		};
		return {
			id,
			status: "warn",
			message,
			fix: "Make room on that disk."
		};
	} catch (error) {
		return failed(id, error, `Make ${path} writable for this user.`);
	} finally {
		await rm(probe, { force: true }).catch(() => void 0);
	}
}
/** By its group or by everybody. */
const WRITABLE_FOR_OTHERS = 18;
/** Every user of the host must be able to take boards there. */
async function checkLeaseFolder(path) {
	const id = "lease-folder";
	try {
		await new LeaseStore(path).prepare();
	} catch (error) {
		return failed(id, error, "");
	}
	const finding = await checkFolder(id, "leases", path);
	if (finding.status !== "ok" || process.platform === "win32") return finding;
	const { mode } = await stat(path);
	if ((mode & WRITABLE_FOR_OTHERS) !== 0) return finding;
	return {
		...finding,
		status: "warn",
		message: `${finding.message}, for its owner only: other users of this host can take no board`,
		fix: `Should there be others: chmod 1777 ${path}`
	};
}
/**
* QEMU, its pty and the serial port module together. Undefined where there is no QEMU, which has a finding of its own.
*
* @param needed whether emulated boards are all that this host has
*/
async function checkEmulator(deps, needed) {
	const id = "emulator";
	if (findProgram("qemu-system-arm", deps.env) === void 0) return void 0;
	const start_ms = performance.now();
	try {
		try {
			var _usingCtx$2 = _usingCtx();
			const workspace = _usingCtx$2.a(await createWorkspace(deps.runtimeDir));
			await tryEmulator(deps.env, workspace, deps.signal);
			return {
				id,
				status: "ok",
				message: `An emulated board boots and talks over its serial port (${Math.round(performance.now() - start_ms)} ms)`
			};
		} catch (_) {
			_usingCtx$2.e = _;
		} finally {
			await _usingCtx$2.d();
		}
	} catch (error) {
		const finding = failed(id, error, "See what QEMU says.");
		return needed ? finding : {
			...finding,
			status: "warn"
		};
	}
}

// src/bench/doctor/instruments.ts
/** J-Link Commander: what flashes boards of silicon. */
async function checkJLink(deps, { file }) {
	const id = "jlink";
	const path = findJLink(deps.env);
	if (path === void 0) {
		const message = "J-Link Commander (JLinkExe) is not installed";
		return file.boards.length === 0 ? {
			id,
			status: "ok",
			message: `${message}: only boards of silicon need it`
		} : {
			id,
			status: "fail",
			message: `${message}, and the boards of bench.yml need it`,
			fix: INSTALL_JLINK
		};
	}
	let output = "";
	try {
		try {
			var _usingCtx$1 = _usingCtx();
			const workspace = _usingCtx$1.a(await createWorkspace(deps.runtimeDir));
			const parts = {
				env: deps.env,
				workspace,
				log: silentLog,
				onOutput: (text) => {
					output += text;
				}
			};
			const probes = await listProbesSoon(parts, deps.signal);
			return {
				id,
				status: "ok",
				message: `J-Link Commander ${readVersion(output)} (${path}), probes: ${probes.join(", ") || "none"}`
			};
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	} catch (error) {
		return failed(id, error, INSTALL_JLINK);
	}
}
const DRIVER = "pyjoulescope_driver";
/** The driver for Joulescopes and what it sees, where bench.yml has one. */
async function checkJoulescopes(deps, { file }) {
	const { scanJoulescopes, env, signal } = deps;
	if (scanJoulescopes === void 0) return void 0;
	if (!file.boards.some(({ monitor }) => monitor?.kind === "joulescope")) return void 0;
	const id = "joulescope-driver";
	try {
		const { driver_version, devices } = await scanJoulescopes(signal);
		const seen = devices.map(({ model, serial, updating }) => `${model} ${serial}${updating ? " (in an update)" : ""}`);
		return {
			id,
			status: "ok",
			message: `${DRIVER} ${driver_version}, attached: ${seen.join(", ") || "none"}`
		};
	} catch (error) {
		throwIfAborted(signal);
		const uv = env.HILBENCH_PYTHON === void 0 ? findProgram("uv", env) : void 0;
		return uv === void 0 ? failed(id, error, "") : {
			id,
			status: "warn",
			message: `uv (${uv}) has no ${DRIVER} yet, and gets it when a run first needs it`
		};
	}
}

// src/bench/doctor/permissions.ts
const UDEV_DIRS = [
	"/etc/udev/rules.d",
	"/usr/lib/udev/rules.d",
	"/lib/udev/rules.d",
	"/run/udev/rules.d"
];
const DEVICES = [
	{
		id: "udev-jlink",
		what: "SEGGER J-Link",
		vendors: ["1366"],
		needed: ({ file }) => file.boards.length > 0,
		fix: "Install 99-jlink.rules of the J-Link software into /etc/udev/rules.d, then: udevadm control --reload-rules && udevadm trigger"
	},
	{
		id: "udev-joulescope",
		what: "Joulescope",
		vendors: ["16d0"],
		needed: ({ file }) => file.boards.some(({ monitor }) => monitor?.kind === "joulescope"),
		fix: "Install 99-joulescope.rules of the Joulescope driver into /etc/udev/rules.d, then: udevadm control --reload-rules && udevadm trigger"
	},
	{
		id: "udev-ppk2",
		what: "Nordic PPK2",
		vendors: ["1915"],
		needed: ({ file }) => file.boards.some(({ monitor }) => monitor?.kind === "ppk2"),
		fix: "Install nrf-udev of Nordic Semiconductor, or add this user to the group of serial ports."
	}
];
/** Every rule of udev on this host, in lower case. */
async function rulesText(dirs) {
	const texts = [];
	for (const dir of dirs) {
		const names = await readdir(dir).catch(() => []);
		for (const name of names.filter((each) => each.endsWith(".rules"))) {
			const path = join(dir, name);
			const found = await stat(path).catch(() => void 0);
			if (found?.isFile() === true && found.size < 2 ** 20) texts.push(await readFile(path, "utf8").catch(() => ""));
		}
	}
	return texts.join("\n").toLowerCase();
}
/** Whether this user may open what bench.yml names, by the rules of udev; on Linux only. */
async function checkUdev(deps, seen) {
	const needed = DEVICES.filter((device) => device.needed(seen));
	if (process.platform !== "linux" || needed.length === 0) return [];
	if (process.geteuid?.() === 0) return [{
		id: "udev",
		status: "ok",
		message: "This is root, which needs no rules of udev"
	}];
	const rules = await rulesText(deps.udevDirs ?? UDEV_DIRS);
	return needed.map(({ id, what, vendors, fix }) => {
		return vendors.some((vendor) => rules.includes(`"${vendor}"`)) ? {
			id,
			status: "ok",
			message: `There is a rule of udev for the ${what}`
		} : {
			id,
			status: "warn",
			message: `There is no rule of udev for the ${what}`,
			fix
		};
	});
}
/** Ports of probes, firmware and instruments, and those that bench.yml names; all others are no business of ours. */
function ofABench(ports, { file }) {
	const ours = ports.filter((port) => isSegger(port) || isPpk2(port) || isFirmware(port));
	const more = file.boards.flatMap(({ port, monitor }) => [port.kind === "path" ? port.path : void 0, monitor?.port]).filter((path) => path !== void 0).filter((path) => ours.every((port) => port.path !== path));
	return [...ours, ...more.map((path) => ports.find((port) => port.path === path) ?? { path })];
}
/** Whether this user may read and write the serial ports of the bench. One that is not there is a matter of its board. */
async function checkPorts(ports, seen) {
	const id = "ports";
	const ours = ofABench(ports, seen);
	const denied = [];
	for (const port of process.platform === "win32" ? [] : ours) if (!await access(port.path, constants.R_OK | constants.W_OK).then(() => true, (error) => systemErrorCode(error) === "ENOENT")) denied.push(port);
	if (denied.length > 0) return {
		id,
		status: "fail",
		message: `This user may not open ${denied.map(describePort).join(", ")}`,
		fix: "Add the user to the group of serial ports and log in again: usermod -aG dialout USER (uucp on Arch)."
	};
	return {
		id,
		status: "ok",
		message: ours.length === 0 ? "No serial port of a board, a probe or an instrument is attached" : `Serial ports of the bench: ${ours.map(describePort).join(", ")}`
	};
}

// src/bench/doctor/sdk.ts
const VARIABLE = "HILBENCH_NEURALSPOT_ROOTDIR";
/** The checkout of neuralSPOT that firmware for boards of bench.yml is built with, where a run would look for it. */
async function checkSdk(deps, seen) {
	const built_with_it = new Set(seen.platforms.filter(({ port }) => port === "neuralspot").map(({ name }) => name));
	const board = seen.file.boards.find(({ platform }) => built_with_it.has(platform));
	if (board === void 0) return void 0;
	const id = "neuralspot";
	const cwd = deps.cwd ?? process.cwd();
	const given = deps.env[VARIABLE];
	try {
		const root = await findCheckout(given === void 0 || given === "" ? "auto" : given, cwd);
		if (root !== void 0) return {
			id,
			status: "ok",
			message: `neuralSPOT in ${root}`
		};
		return {
			id,
			status: "warn",
			message: `Neither ${cwd} nor a folder above it is a checkout of neuralSPOT: firmware for ${board.platform} is built with it`,
			fix: `Name one by --neuralspot-rootdir or ${VARIABLE}: git clone https://github.com/AmbiqAI/neuralSPOT`
		};
	} catch (error) {
		return failed(id, error, "");
	}
}

// src/bench/doctor/tools.ts
const LEAST_NODE = [22, 12];
const LEAST_QEMU = [7, 2];
function checkNode(version) {
	const message = `Node.js ${version}`;
	if (isAtLeast(version, LEAST_NODE)) return {
		id: "node",
		status: "ok",
		message
	};
	return {
		id: "node",
		status: "fail",
		message,
		fix: `Install Node.js ${LEAST_NODE.join(".")} or later.`
	};
}
async function checkSerialport() {
	const id = "serialport";
	try {
		await import("./main-dist2.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
		return {
			id,
			status: "ok",
			message: "The serial port module loads"
		};
	} catch (error) {
		return failed(id, error, "Reinstall the packages for this system and processor: npm ci.");
	}
}
async function checkCompiler(deps) {
	const id = "compiler";
	try {
		const { version, compiler } = await findToolchain({
			name: "gcc",
			search_path: deps.env.PATH ?? "",
			cacheDir: deps.cacheDir,
			timeout_ms: TOOL_TIMEOUT_MS,
			signal: deps.signal
		});
		return {
			id,
			status: "ok",
			message: `arm-none-eabi-gcc ${version} (${compiler})`
		};
	} catch (error) {
		return failed(id, error, "Reinstall the compiler.");
	}
}
/** @param needed whether emulated boards are all that this host has */
async function checkQemu(deps, needed) {
	const id = "qemu";
	const path = findProgram(QEMU, deps.env);
	if (path === void 0) {
		const [status, message] = needed ? ["fail", `${QEMU} is not on PATH`] : ["warn", `${QEMU} is not on PATH: emulated boards need it`];
		return {
			id,
			status,
			message,
			fix: `${INSTALL_QEMU}.`
		};
	}
	try {
		const stdout = await toolOutput(path, ["--version"], deps);
		const version = /version (\d+\.\d+(?:\.\d+)?)/u.exec(stdout)?.[1];
		const message = `${QEMU} ${version ?? "of unknown version"} (${path})`;
		if (version !== void 0 && isAtLeast(version, LEAST_QEMU)) return {
			id,
			status: "ok",
			message
		};
		return {
			id,
			status: "warn",
			message,
			fix: `Install QEMU ${LEAST_QEMU.join(".")} or later.`
		};
	} catch (error) {
		return failed(id, error, `Reinstall QEMU. ${INSTALL_QEMU}.`);
	}
}
/** C++ for the static libraries of TFLM; without it the engine `aot` works all the same. */
async function checkCppCompiler(deps) {
	const id = "cpp-compiler";
	const name = "arm-none-eabi-g++";
	const use = "only --engine tflm needs it";
	const path = findProgram(name, deps.env);
	if (path === void 0) return {
		id,
		status: "ok",
		message: `${name} is not on PATH: ${use}`
	};
	try {
		const library = (await toolOutput(path, ["-print-file-name=libstdc++.a"], deps)).trim();
		if (isAbsolute(library)) return {
			id,
			status: "ok",
			message: `${name} with libstdc++ (${path})`
		};
		return {
			id,
			status: "warn",
			message: `${name} has no libstdc++: ${use}`,
			fix: "On Debian and Ubuntu: apt-get install libstdc++-arm-none-eabi-newlib"
		};
	} catch (error) {
		return failed(id, error, "Reinstall the compiler.");
	}
}
async function checkOptional(tool, deps) {
	const { id, name, args, use, needed } = tool;
	const path = findProgram(name, deps.env);
	if (path === void 0) {
		const message = `${name} is not on PATH: ${use}`;
		return needed === void 0 ? {
			id,
			status: "ok",
			message
		} : {
			id,
			status: "fail",
			message,
			fix: needed
		};
	}
	try {
		const first = (await toolOutput(path, args, deps)).trim().split("\n")[0] ?? "";
		return {
			id,
			status: "ok",
			message: `${plainText(first, 120)} (${path})`
		};
	} catch (error) {
		return failed(id, error, `Reinstall ${name}.`);
	}
}

// src/bench/doctor.ts
/**
* Looks at everything a run needs and says what is wrong with it. Never throws but when it is aborted.
*
* @param onFinding told each finding as it comes
*/
async function diagnose(deps, onFinding = () => {}) {
	const { finding, seen } = checkBenchFile(deps);
	const { board } = deps;
	const has_silicon = seen.file.boards.length > 0;
	const checks = [
		async () => checkNode(deps.node_version),
		checkSerialport,
		() => checkCompiler(deps),
		() => checkCppCompiler(deps),
		() => checkOptional({
			id: "armclang",
			name: "armclang",
			args: ["--version"],
			use: "only --toolchain arm needs it"
		}, deps),
		() => checkOptional({
			id: "make",
			name: "make",
			args: ["--version"],
			use: "firmware for boards of silicon is built with it",
			...has_silicon ? { needed: "On Debian and Ubuntu: apt-get install make" } : {}
		}, deps),
		() => checkQemu(deps, !has_silicon),
		() => checkFolder("cache-folder", "images", deps.cacheDir),
		() => checkLeaseFolder(deps.leaseDir),
		() => checkFolder("runtime-folder", "temporary files", deps.runtimeDir),
		() => checkEmulator(deps, !has_silicon),
		async () => finding,
		() => checkQuarantine(deps, seen),
		() => checkSdk(deps, seen),
		() => checkJLink(deps, seen),
		() => checkJoulescopes(deps, seen),
		() => checkUdev(deps, seen),
		() => checkSerialPorts(deps, seen),
		...board === void 0 ? [] : [() => checkBoard(board, deps, seen)]
	];
	const findings = [];
	for (const check of checks) {
		throwIfAborted(deps.signal);
		const found = [await check() ?? []].flat();
		throwIfAborted(deps.signal);
		for (const finding of found) onFinding(finding);
		findings.push(...found);
	}
	return findings;
}
/** Where every board's port is a path, or there is none, nobody needs the list. */
async function checkSerialPorts(deps, seen) {
	const { boards } = seen.file;
	try {
		return await checkPorts(await listPortsSoon(deps.listPorts ?? listPorts, deps.signal), seen);
	} catch (error) {
		const finding = failed("ports", error, "Install what lists serial ports on this system.");
		if (boards.some(({ port, monitor }) => port.kind !== "path" || monitor?.kind === "ppk2" && monitor.port === void 0)) return finding;
		const why = boards.length === 0 ? "Only boards of silicon need that" : "bench.yml names all by their paths";
		return {
			id: finding.id,
			status: "ok",
			message: `${finding.message} ${why}`
		};
	}
}

// src/cli/commands/doctor.ts
const EXIT_BENCH_FAILED = 3;
const WORDS = {
	ok: "ok  ",
	warn: "WARN",
	fail: "FAIL"
};
function findingText({ status, id, message, fix }) {
	const line = `${WORDS[status]}  ${id}: ${plainText(message, 400)}`;
	return fix === void 0 ? line : `${line}\n      → ${plainText(fix, 400)}`;
}
/** What the findings mean for who wants to run something here. */
function verdict(findings, board) {
	const having = (status) => findings.filter((finding) => finding.status === status).map(({ id }) => id);
	const failing = having("fail");
	if (failing.length > 0) return `${failing.length} of ${findings.length} checks failed: ${failing.join(", ")}. The arrows say what to do.`;
	const warned = new Set(having("warn"));
	if (board === void 0) return warned.has("emulator") || warned.has("qemu") ? "Nothing failed, but emulated boards do not work here." : "A run on an emulated board will work here.";
	const name = plainText(board, 64);
	if (warned.has("board-port")) return `${name} is in use and was not tried.`;
	return warned.has(`quarantine:${board}`) ? `Nothing is in the way of a run on ${name} but its quarantine.` : `Nothing is in the way of a run on ${name}.`;
}
/** `hilbench doctor`: what a run needs of this machine. @returns exit status 0, or 3 when something fails */
async function doctorCommand(options, { paths, env, cwd, output }, signal) {
	const { bench, board } = options;
	const findings = await diagnose({
		env,
		cwd,
		bench: {
			path: benchPathOf(env, bench === void 0 ? void 0 : resolve(cwd, bench)),
			platforms: loadPlatformFolders(paths.platforms)
		},
		...board === void 0 ? {} : { board },
		cacheDir: paths.images,
		leaseDir: paths.leases,
		runtimeDir: paths.runtime,
		node_version: process.versions.node,
		...createInstruments(paths, env),
		signal
	}, (finding) => output.say(`${findingText(finding)}\n`));
	output.result(findings, () => `\n${verdict(findings, board)}\n`);
	return findings.some(({ status }) => status === "fail") ? EXIT_BENCH_FAILED : 0;
}

export { doctorCommand };