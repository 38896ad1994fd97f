import { o as __toESM } from "./main-rolldown-runtime.js";
import { d as QEMU, f as startQemu, h as findProgram, p as INSTALL_QEMU, s as createWorkspace, t as findToolchain } from "./main-toolchain.js";
import { n as withDeadline, t as throwIfAborted } from "./main-deadline.js";
import { t as HilbenchError } from "./main-errors.js";
import { t as plainText } from "./main-text.js";
import { t as _usingCtx } from "./main-usingCtx.js";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, rm, statfs, writeFile } from "node:fs/promises";
import { promisify } from "node:util";

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
		var _usingCtx$2 = _usingCtx();
		const start = {
			machine: "mps3-an547",
			icount_shift: 6,
			elf_path: await workspace.write("self-test.bin", SELF_TEST_IMAGE),
			blobs: [],
			baud: 115200,
			line: "link"
		};
		const qemu = _usingCtx$2.a(await startQemu(start, {
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
		_usingCtx$2.e = _;
	} finally {
		await _usingCtx$2.d();
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

// src/bench/doctor.ts
const LEAST_NODE = [22, 12];
const LEAST_QEMU = [7, 2];
const TOOL_TIMEOUT_MS = 1e4;
/** An image store and a large model fit into this. */
const LEAST_FREE_BYTES = 256 * 2 ** 20;
const run = promisify(execFile);
/** Looks at everything a run needs and says what is wrong with it. Never throws but when it is aborted. */
async function diagnose(deps) {
	const checks = [
		async () => checkNode(deps.node_version),
		() => checkSerialport(),
		() => checkCompiler(deps),
		() => checkQemu(deps),
		() => checkFolder("cache-folder", "images", deps.cacheDir),
		() => checkFolder("lease-folder", "leases", deps.leaseDir),
		() => checkFolder("runtime-folder", "temporary files", deps.runtimeDir),
		() => checkEmulator(deps)
	];
	const findings = [];
	for (const check of checks) {
		throwIfAborted(deps.signal);
		findings.push(await check());
	}
	throwIfAborted(deps.signal);
	return findings;
}
/** Whether `version` (for example `7.2.22`) is at least `[major, minor]`. */
function isAtLeast(version, [major, minor]) {
	const [haveMajor = 0, haveMinor = 0] = version.split(".").map(Number);
	return haveMajor > major || haveMajor === major && haveMinor >= minor;
}
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
async function checkQemu(deps) {
	const id = "qemu";
	const path = findProgram(QEMU, deps.env);
	if (path === void 0) return {
		id,
		status: "fail",
		message: `${QEMU} is not on PATH`,
		fix: `${INSTALL_QEMU}.`
	};
	try {
		const { stdout } = await run(path, ["--version"], {
			timeout: TOOL_TIMEOUT_MS,
			signal: deps.signal
		});
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
async function checkFolder(id, what, path) {
	const probe = join(path, `.doctor-${randomUUID()}`);
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
/** QEMU, its pty and the serial port module together. */
async function checkEmulator(deps) {
	const id = "emulator";
	const start_ms = performance.now();
	try {
		try {
			var _usingCtx$1 = _usingCtx();
			const workspace = _usingCtx$1.a(await createWorkspace(deps.runtimeDir));
			await tryEmulator(deps.env, workspace, deps.signal);
			return {
				id,
				status: "ok",
				message: `An emulated board boots and talks over its serial port (${Math.round(performance.now() - start_ms)} ms)`
			};
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	} catch (error) {
		return failed(id, error, "See what QEMU says.");
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
/** `hilbench doctor`: what a run needs of this machine. @returns exit status 0, or 3 when something fails */
async function doctorCommand(paths, env, output, signal) {
	const findings = await diagnose({
		env,
		cacheDir: paths.images,
		leaseDir: paths.leases,
		runtimeDir: paths.runtime,
		node_version: process.versions.node,
		signal
	});
	const failed = findings.some(({ status }) => status === "fail");
	const verdict = failed ? "Something a run needs is missing: see above." : "A run on an emulated board will work here.";
	output.result(findings, () => `${findings.map(findingText).join("\n")}\n\n${verdict}\n`);
	return failed ? EXIT_BENCH_FAILED : 0;
}

export { doctorCommand };