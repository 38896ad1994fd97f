import { t as require_dist } from "./main-dist.js";
import { n as withDeadline, t as throwIfAborted } from "./main-deadline.js";
import { t as HilbenchError } from "./main-errors.js";
import { t as plainText } from "./main-text.js";
import { o as unlessAbsent, t as isDiskFull } from "./main-system.js";
import { t as _usingCtx } from "./main-usingCtx.js";
import { dirname, join } from "node:path";
import { access, open, readdir, realpath, stat } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

// src/bench/linux-ports.ts
var import_dist = require_dist();
/** A descriptor of USB has at most 126 characters. */
const MOST_BYTES = 512;
/** From a port up to its device: interface, perhaps a port of an adapter, device. */
const MOST_LEVELS = 6;
/** Undefined: a device that is unplugged meanwhile can answer in several ways. */
function ifThere(look) {
	return unlessAbsent(look, "ENOTDIR", "ENODEV", "EACCES", "EINVAL");
}
async function firstLine(path) {
	try {
		var _usingCtx$1 = _usingCtx();
		const { buffer, bytesRead } = await _usingCtx$1.a(await open(path, "r")).read(new Uint8Array(MOST_BYTES), 0, MOST_BYTES, 0);
		const text = new TextDecoder().decode(buffer.subarray(0, bytesRead)).trim();
		return text === "" ? void 0 : text;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
}
/** One line that the kernel tells of a device; undefined: it tells nothing. */
function attribute(device, name) {
	return ifThere(firstLine(join(device, name)));
}
/** The folder of the USB device that an interface belongs to: the first above it that has a vendor. */
async function usbDevice(folder) {
	let device = folder;
	for (let level = 0; level < MOST_LEVELS; level++) {
		if (await attribute(device, "idVendor") !== void 0) return device;
		device = dirname(device);
	}
}
/**
* The serial ports of USB devices as the kernel of Linux shows them. `serialport` asks udevadm, which a container
* lacks, and which keeps this process from ending when it hangs.
*
* @param classes where the kernel lists ttys
* @param nodes where their files are: one without is none that could be opened
*/
async function linuxPorts(classes = "/sys/class/tty", nodes = "/dev") {
	const ports = [];
	for (const name of (await readdir(classes)).sort()) {
		const path = join(nodes, name);
		const folder = await ifThere(realpath(join(classes, name, "device")));
		const device = folder === void 0 ? void 0 : await usbDevice(folder);
		if (device === void 0 || await ifThere(access(path).then(() => true)) !== true) continue;
		ports.push({
			path,
			vendorId: await attribute(device, "idVendor"),
			productId: await attribute(device, "idProduct"),
			serialNumber: await attribute(device, "serial"),
			manufacturer: await attribute(device, "manufacturer")
		});
	}
	return ports;
}

// src/bench/probe/errors.ts
/** The last lines of what a tool printed, each fit to print. */
function printableTail(output, line_limit = 15) {
	return output.split(/\r\n|\r|\n/u).map((line) => plainText(line.trim(), 300)).filter((line) => line !== "").slice(-line_limit).join("\n");
}
const INSTALL_QEMU = "On Debian and Ubuntu: sudo apt-get install qemu-system-arm";
function noQemu(cause) {
	return new HilbenchError({
		kind: "bench",
		code: "PROBE_NO_QEMU",
		message: "The emulator qemu-system-arm is not installed, or not in PATH.",
		hint: `${INSTALL_QEMU}.`,
		cause
	});
}
/** The line that says why: QEMU's own, or else the last one. Advice may follow after it. */
function reason(lines) {
	return (lines.find((line) => line.startsWith("qemu") && !line.includes("warning:")) ?? lines.at(-1) ?? "").replace(/^qemu-system-arm: /u, "");
}
/** `machine` names the emulator, `what` completes "The emulator … ", `output` is what it printed. */
function qemuFailed(machine, what, output, cause) {
	const detail = printableTail(output);
	const why = reason(detail.split("\n"));
	return new HilbenchError({
		kind: "bench",
		code: "PROBE_QEMU_FAILED",
		message: `The emulator of ${machine} ${what}${why === "" ? "" : `: ${why}`}.`,
		hint: "Read what QEMU says; hilbench doctor checks its version (7.2 or later) and whether it boots.",
		...detail === "" ? {} : { detail },
		...cause === void 0 ? {} : { cause }
	});
}
/** A file that the probe needs cannot be written. */
function workspaceFailed(path, cause) {
	const full = isDiskFull(cause);
	return new HilbenchError({
		kind: "bench",
		code: full ? "PROBE_DISK_FULL" : "PROBE_NO_WORKSPACE",
		message: full ? `There is no room left on the disk of ${path}.` : `The probe cannot write ${path}: ${cause instanceof Error ? cause.message : cause}.`,
		hint: full ? "Make room on that disk, or set TMPDIR to a folder on another one." : "Make that folder writable for this user, or set TMPDIR to one that is.",
		cause
	});
}

// src/bench/probe/jlink-errors.ts
const INSTALL_JLINK = "Install SEGGER's J-Link Software and Documentation Pack (https://www.segger.com/downloads/jlink), or set HILBENCH_JLINK to the path of JLinkExe.";
/** A line of J-Link, to be put into a sentence. */
function inSentence(line) {
	return plainText(line.trim().replace(/[.!]+$/u, ""), 200);
}
/** What J-Link said, kept for the detail of an error. */
function jlinkError(code, message, hint, output, cause) {
	const detail = printableTail(output, 40);
	return new HilbenchError({
		kind: "bench",
		code,
		message,
		hint,
		...detail === "" ? {} : { detail },
		...cause === void 0 ? {} : { cause }
	});
}
/** @param given what HILBENCH_JLINK names */
function noJLink(given, cause) {
	return jlinkError("PROBE_NO_JLINK", given === void 0 || given === "" ? "JLinkExe is not installed, or not in PATH." : `HILBENCH_JLINK names ${plainText(given, 200)}, and no program is there.`, INSTALL_JLINK, "", cause);
}
/** @param how it ended, completes "JLinkExe … " */
function jlinkNotStarted(how, output) {
	const said = inSentence(printableTail(output, 1));
	return jlinkError("PROBE_JLINK_NOT_STARTED", `JLinkExe ${how} before it said anything of itself${said === "" ? "" : `: ${said}`}.`, `Start it by hand to see why; a file for another processor, a library that is missing, or a script that is not executable are the usual causes. ${INSTALL_JLINK}`, output);
}
/** @param version what it calls itself; undefined: nothing that could be understood */
function jlinkTooOld(version, least, output) {
	return jlinkError("PROBE_JLINK_VERSION", version === void 0 ? "JLinkExe does not say which version it is." : `JLinkExe is version ${version}; ${least} is the oldest that works.`, INSTALL_JLINK, output);
}
/** @param found serial numbers of the probes that are attached, where J-Link listed them */
function probeNotFound(serial, found, output) {
	const others = found === void 0 ? "" : found.length === 0 ? " None is attached." : ` Attached: ${found.map((one) => plainText(one, 20)).join(", ")}.`;
	return jlinkError("PROBE_NOT_FOUND", serial === void 0 ? "No J-Link is attached." : `No J-Link with serial number ${serial} answers.${others}`, "Check cable, hub and power of the board, and its jlink in bench.yml; on Linux, the udev rules of the J-Link package must be installed. hilbench boards lists what is attached.", output);
}
function probeAmbiguous(found) {
	return jlinkError("PROBE_AMBIGUOUS", `${found.length} J-Links are attached (${found.map((one) => plainText(one, 20)).join(", ")}), and bench.yml does not say which one is this board's.`, "Give the board its jlink in bench.yml; hilbench boards init proposes it.", "");
}
const TROUBLE = {
	other_probe: {
		code: "PROBE_OTHER",
		what: "is not the probe that answered: another serial number did",
		hint: "Check the serial number of the board in bench.yml; nothing was written."
	},
	busy: {
		code: "PROBE_BUSY",
		what: "is in use by another program",
		hint: "Close the debugger, the GDB server or the J-Link tool that holds the probe, and run again."
	},
	no_power: {
		code: "PROBE_NO_POWER",
		what: "sees no supply voltage on the target",
		hint: "Switch the board on, and check its jumpers: the reference voltage must reach the probe."
	},
	unknown_device: {
		code: "PROBE_UNKNOWN_DEVICE",
		what: "does not know the platform's device",
		hint: `Update J-Link: newer versions know more devices. ${INSTALL_JLINK}`
	},
	wrong_device: {
		code: "PROBE_WRONG_DEVICE",
		what: "found another core than the platform has",
		hint: "Check that the board behind this probe is of the platform given: bench.yml or the cable names another one's."
	},
	locked: {
		code: "PROBE_LOCKED",
		what: "may not debug the device: it is locked or secured",
		hint: "Unlock it with the vendor's tool (that may erase it), or use another board."
	},
	no_target: {
		code: "PROBE_NO_TARGET",
		what: "cannot connect to the device",
		hint: "Check that the board is awake and the debug cable is in; press its reset button and run again."
	},
	verify: {
		code: "PROBE_VERIFY_FAILED",
		what: "wrote the flash, but it reads back different",
		hint: "Run again; if it stays, the flash is worn or protected there, or the supply is too weak."
	},
	download: {
		code: "PROBE_DOWNLOAD_FAILED",
		what: "could not write the device",
		hint: "Read what J-Link says below. Its exit status says nothing: it can fail and exit with 0."
	},
	read: {
		code: "PROBE_READ_FAILED",
		what: "could not read the memory of the device",
		hint: "Run again; if it stays, read what J-Link says below. A device in deep sleep lets no probe in."
	},
	lost: {
		code: "PROBE_LOST",
		what: "was lost while it worked",
		hint: "Check the USB cable and the hub, and run again."
	},
	unknown: {
		code: "PROBE_UNKNOWN_OUTPUT",
		what: "ended without saying that everything was done",
		hint: "Read what J-Link says below; if nothing looks wrong, report it with the version of J-Link."
	}
};
/** @param said completes the message: the line of J-Link that shows it, or what is missing */
function jlinkFailed(trouble, serial, said, output) {
	const { code, what, hint } = TROUBLE[trouble];
	const line = inSentence(said);
	return jlinkError(code, `J-Link ${serial} ${what}${line === "" ? "" : `: ${line}`}.`, hint, output);
}
function jlinkHung(serial, timeout_ms) {
	return jlinkError("PROBE_TIMEOUT", `JLinkExe did not finish within ${timeout_ms / 1e3} s on J-Link ${serial}, and was ended.`, "Unplug the probe and plug it in again; a window that waits for an answer is another cause: start JLinkExe once by hand. HILBENCH_JLINK_TIMEOUT allows more seconds.", "");
}
/** @param address where the image begins */
function wrongAddress(platform, address, expected) {
	const hex = (value) => `0x${value.toString(16)}`;
	return new HilbenchError({
		kind: "bench",
		code: "PROBE_WRONG_ADDRESS",
		message: `The image begins at ${hex(address)}, but an image for ${platform} begins at ${hex(expected)}; nothing was written.`,
		hint: "It would overwrite the bootloader, or never be started: check load_address in the platform file and the linker script of the SDK."
	});
}

// src/bench/probe/jlink-output.ts
/** The first line of J-Link Commander 7 and later; 6 knows neither `-nogui` nor `-ExitOnError` everywhere. */
const LEAST_VERSION = "7.00";
const VERSION = /SEGGER J-Link Commander V(\d{1,3})\.(\d{2})([a-z]?)\b/u;
const NO_PROBE = /Connecting to J-Link.{0,60}FAILED|(?:Cannot|Could not) connect to (?:the )?J-Link|No (?:emulators?|probes?|J-Links?) (?:found|connected)/iu;
const IN_USE = /already in use|in use by|used by another|locked by another|currently being used/iu;
const LOST = /connection (?:to .{0,30})?(?:has been |was )?lost|lost connection|has been disconnected|Communication timed out/iu;
const UNKNOWN_DEVICE = /is unknown to this|Unknown (?:device|core)|Device .{0,60} not (?:found|supported)/iu;
const LOCKED = /\b(?:is|are|device|chip|core) (?:permanently )?(?:secured|locked|read[- ]protected)|Secured device|debug (?:access|port|authentication|interface).{0,30}(?:locked|denied|disabled|failed)|needs? to be unlocked/iu;
const NO_TARGET = /(?:Cannot|Could not) (?:connect to|find|halt|attach to) .{0,40}|Failed to (?:halt|power up|attach|connect|initialize DAP)|Connect(?:ion)? failed|Communication error/iu;
const VERIFY = /verif\w*.{0,60}\b(?:failed|error|mismatch)|\b(?:failed|error)\b.{0,60}verif/iu;
const FAILED = /Error while|Failed to|Writing target memory failed|Could not|Cannot|Unspecified error|^\W*ERROR\b/imu;
const UNREAD = /Not all bytes could be read/iu;
const CORE = /(?:Found\s+)?(Cortex-M\d{1,2}\+?)(?:\s+identified|\s+r\d+p\d+)/iu;
const SWPOI_DONE = /Writing 0*1B -> 0*40000004/iu;
/** Each command that was read, with all it printed. The first entry is what came before any. */
function commandsOf(output) {
	return output.split(/^J-Link>/mu);
}
/** The whole line that a pattern is found in. */
function lineOf(text, pattern) {
	return text.split(/\r\n|\r|\n/u).find((line) => pattern.test(line));
}
/**
* Judges the output of J-Link Commander, whose exit status proves nothing: it succeeded only where every line that
* success prints is there.
*
* @throws {HilbenchError} `PROBE_…` (kind `bench`)
*/
function readRun(output, expected) {
	const { version, commands, connecting, fail } = readConnected(output, expected);
	const writes = expected.writes.map((write) => readWrite(commands, write, fail));
	if (expected.swpoi) {
		if (!SWPOI_DONE.test(output)) throw fail("unknown", "the power-on reset was not written");
		return {
			version,
			...vtref(connecting),
			writes
		};
	}
	const rest = commands.filter((text) => !/^(?:connect|loadbin)/u.test(text)).join("\n");
	const lost = lineOf(rest, LOST);
	if (lost !== void 0) throw fail("lost", lost);
	const failed = lineOf(rest, FAILED);
	if (failed !== void 0) throw fail("unknown", failed);
	for (const command of ["r", "g"]) if (!commands.some((text) => text.trimEnd().split(/\s/u, 1)[0] === command)) throw fail("unknown", `it never came to the command ${command}`);
	return {
		version,
		...vtref(connecting),
		writes
	};
}
/**
* Judges the output of J-Link Commander that read memory into `file`. How much is in the file it does not say: it calls
* a part of it O.K., too.
*
* @throws {HilbenchError} `PROBE_…` (kind `bench`)
*/
function readSave(output, expected) {
	const { commands, fail } = readConnected(output, expected);
	const said = commands.find((text) => text.startsWith(`savebin ${expected.file},`));
	if (said === void 0) throw fail("read", `it never came to ${expected.file}`);
	for (const [trouble, pattern] of [
		["lost", LOST],
		["read", UNREAD],
		["read", FAILED]
	]) {
		const line = lineOf(said, pattern);
		if (line !== void 0) throw fail(trouble, line);
	}
	if (!/\bO\.K\./u.test(said)) throw fail("read", `nothing says that ${expected.file} was filled`);
}
/**
* Judges the output of J-Link Commander that is to connect and stay, while it comes.
*
* @returns whether it has said that it is connected
* @throws {HilbenchError} `PROBE_…` (kind `bench`) where it has ended without
*/
function readHold(output, ended, expected) {
	if (!ended && !CORE.test(output)) return false;
	const { fail } = readConnected(output, expected);
	if (ended) throw fail("unknown", "it ended by itself");
	return true;
}
/** What every call begins with: the version, the probe, the target. */
function readConnected(output, expected) {
	const { serial } = expected;
	const fail = (trouble, said) => jlinkFailed(trouble, serial, said, output);
	const version = readVersion(output);
	const [before = "", ...commands] = commandsOf(output);
	const connecting = `${before}\n${commands.find((text) => text.startsWith("connect")) ?? ""}`;
	const busy = lineOf(connecting, IN_USE);
	if (busy !== void 0) throw fail("busy", busy);
	if (NO_PROBE.test(connecting)) throw probeNotFound(serial, void 0, output);
	checkConnection(connecting, expected, fail);
	return {
		version,
		commands,
		connecting,
		fail
	};
}
/** Whether J-Link Commander was it that ran: it names itself and its version first. */
function namesItself(output) {
	return VERSION.test(output);
}
/** @throws {HilbenchError} `PROBE_JLINK_VERSION` (kind `bench`) */
function readVersion(output) {
	const found = VERSION.exec(output);
	if (found === null) throw jlinkTooOld(void 0, LEAST_VERSION, output);
	const [, major = "", minor = "", letter = ""] = found;
	const version = `${major}.${minor}${letter}`;
	if (Number(`${major}.${minor}`) < Number("7.00")) throw jlinkTooOld(version, LEAST_VERSION, output);
	return version;
}
/** The supply of the target, as J-Link Commander says when it connects. */
function vtref(connecting) {
	const found = /VTref\s*=\s*(\d{1,2}\.\d{1,4})\s*V/iu.exec(connecting)?.[1];
	return found === void 0 ? {} : { vtref_v: Number(found) };
}
/** Below this no device runs. */
const LEAST_VTREF_V = 1;
function checkConnection(text, expected, fail) {
	const answered = /S\/N:\s*(\d{1,20})/u.exec(text)?.[1];
	const lost = lineOf(text, LOST);
	if (lost !== void 0) throw fail("lost", lost);
	if (answered === void 0) throw fail("unknown", "it does not say which probe it talks to");
	if (!sameSerial(answered, expected.serial)) throw fail("other_probe", answered);
	const { vtref_v } = vtref(text);
	if (vtref_v !== void 0 && vtref_v < LEAST_VTREF_V) throw fail("no_power", `VTref = ${vtref_v} V`);
	for (const [trouble, pattern] of [
		["unknown_device", UNKNOWN_DEVICE],
		["locked", LOCKED],
		["no_target", NO_TARGET]
	]) {
		const line = lineOf(text, pattern);
		if (line !== void 0) throw fail(trouble, line);
	}
	const core = CORE.exec(text)?.[1];
	if (core === void 0) throw fail("no_target", "it names no core");
	if (core.toLowerCase() !== expected.core) throw fail("wrong_device", `a ${core}, not a ${expected.core}`);
}
/** Serial numbers are numbers: some tools write them with zeros in front. */
function sameSerial(a, b) {
	const plain = (serial) => serial.trim().replace(/^0+(?=\d)/u, "");
	return plain(a) === plain(b);
}
function readWrite(commands, write, fail) {
	const said = commands.find((text) => text.startsWith(`loadbin ${write.file},`));
	if (said === void 0) throw fail("download", `it never came to ${write.file}`);
	for (const [trouble, pattern] of [
		["lost", LOST],
		["verify", VERIFY],
		["download", FAILED]
	]) {
		const line = lineOf(said, pattern);
		if (line !== void 0) throw fail(trouble, line);
	}
	if (!/\bO\.K\./u.test(said)) throw fail("download", `nothing says that ${write.file} was written`);
	const unchanged = /Skipped\. Contents already match/iu.test(said);
	const flash = unchanged || /Flash download: (?:Total|Program)/iu.test(said);
	if (write.flash && !flash) throw fail("download", `${write.file} did not go to flash`);
	return {
		unchanged,
		flash
	};
}
/** Serial numbers in the answer to `ShowEmuList`. */
function readProbeList(output) {
	readVersion(output);
	return [...output.matchAll(/^J-Link\[\d+\]:.{0,80}?Serial number:\s*(\d{1,20})/gimu)].map(([, serial = ""]) => serial);
}

// src/bench/usb-ids.ts
const SEGGER_VID = "1366";
const FIRMWARE_VID = "cafe";
const NORDIC_VID = "1915";
const PPK2_PID = "c00a";
function idOf(text) {
	return (text ?? "").toLowerCase().replace(/^0x/u, "");
}
function isSegger({ vendorId }) {
	return idOf(vendorId) === SEGGER_VID;
}
/** Whether this is a port of the firmware itself. */
function isFirmware({ vendorId }) {
	return idOf(vendorId) === FIRMWARE_VID;
}
/** Whether this is one of the two ports of a Nordic Power Profiler Kit II. */
function isPpk2({ vendorId, productId }) {
	return idOf(vendorId) === NORDIC_VID && idOf(productId) === PPK2_PID;
}
/** Serial numbers of the PPK2s among ports, each once, fit to print. */
function ppk2Serials(ports) {
	const serials = ports.filter(isPpk2).map(({ serialNumber = "" }) => plainText(serialNumber, 64));
	return [...new Set(serials)].filter((serial) => serial !== "");
}

// src/bench/ports.ts
/** @throws {HilbenchError} `PORT_LIST` (kind `bench`) */
const listPorts = async () => {
	try {
		return process.platform === "linux" ? await linuxPorts() : await import_dist.SerialPort.list();
	} catch (cause) {
		throw new HilbenchError({
			kind: "bench",
			code: "PORT_LIST",
			message: `The serial ports of this host cannot be listed: ${cause instanceof Error ? cause.message : cause}.`,
			hint: "On Linux that takes /sys, which must be mounted. Or name the port of every board by its path in bench.yml.",
			cause
		});
	}
};
/** Before the serial number of the J-Link in the serial number of the firmware's port. */
const SERIAL_PREFIX = /^HB-(\d{1,20})$/iu;
const POLL_MS = 40;
function ambiguous(what, found) {
	return new HilbenchError({
		kind: "bench",
		code: "PORT_AMBIGUOUS",
		message: `${what} fits ${found.length} ports: ${found.map(describePort).join(", ")}.`,
		hint: "Name the board's port in bench.yml, by path (/dev/serial/by-id/… does not change) or by usb_serial."
	});
}
function notFound(what, timeout_ms, found) {
	const there = found.length === 0 ? "There is none at all" : `There is ${found.map(describePort).join(", ")}`;
	return new HilbenchError({
		kind: "bench",
		code: "PORT_NOT_FOUND",
		message: `${what} did not appear within ${timeout_ms / 1e3} s. ${there}.`,
		hint: "Check the USB cable of the port (it may be another one than that of the probe), and the port of the board in bench.yml; hilbench boards lists what is attached."
	});
}
function otherBoard(port, jlink) {
	return new HilbenchError({
		kind: "bench",
		code: "PORT_OTHER_BOARD",
		message: `The port ${describePort(port)} belongs to another board than J-Link ${jlink}.`,
		hint: "Paths such as /dev/ttyACM0 change when boards are plugged in: in bench.yml, or for --tty, use one of /dev/serial/by-id, or leave the port to hilbench (`auto`)."
	});
}
/** `/dev/ttyACM0 (1366:0105, serial 001160002204)`. */
function describePort(port) {
	const known = [port.vendorId === void 0 ? "" : `${port.vendorId}:${port.productId ?? "?"}`, port.serialNumber === void 0 ? "" : `serial ${port.serialNumber}`].filter((part) => part !== "").join(", ");
	return plainText(known === "" ? port.path : `${port.path} (${known})`, 120);
}
function describeWanted({ port, transport, jlink }) {
	if (port.kind === "path") return `The port ${port.path}`;
	if (port.kind === "usb_serial") return `A port with USB serial ${plainText(port.usb_serial, 64)}`;
	const whose = jlink === void 0 ? "" : ` of the board behind J-Link ${jlink}`;
	return transport === "USB" ? `The USB port${whose}` : `The virtual COM port${whose}`;
}
/**
* The port that fits among those listed; undefined while there is none.
*
* A board is told from its neighbours by the serial number of its J-Link: the firmware's own port carries it as
* `HB-<serial>`, the J-Link's as it is, with zeros in front.
*
* @throws {HilbenchError} `PORT_AMBIGUOUS` (kind `bench`)
*/
function choosePort(ports, wanted) {
	const { port, jlink } = wanted;
	if (port.kind === "path") return port.path;
	const one = (found) => {
		if (found.length > 1) throw ambiguous(describeWanted(wanted), found);
		return found[0]?.path;
	};
	if (port.kind === "usb_serial") {
		const { usb_serial } = port;
		const exact = ports.filter(({ serialNumber }) => serialNumber === usb_serial);
		if (exact.length > 0) return one(exact);
		const numbers = /^\d+$/u.test(usb_serial);
		return one(ports.filter(({ serialNumber: found }) => numbers && found !== void 0 && sameSerial(found, usb_serial)));
	}
	const fitting = ports.filter((listed) => {
		if (wanted.transport === "UART" && !isSegger(listed)) return false;
		const serial = listed.serialNumber ?? "";
		const number = wanted.transport === "USB" ? SERIAL_PREFIX.exec(serial)?.[1] : serial;
		if (number === void 0) return false;
		return jlink === void 0 ? true : sameSerial(number, jlink);
	});
	if (fitting.length > 0 || wanted.transport === "UART") return one(fitting);
	const unnamed = ports.filter(isFirmware);
	const probes = new Set(ports.filter(isSegger).map((p) => p.serialNumber));
	return unnamed.some(({ serialNumber }) => SERIAL_PREFIX.test(serialNumber ?? "")) || probes.size > 1 ? void 0 : one(unnamed);
}
/**
* A port that is named must not be another board's: numbers of ports change when boards are plugged in anew.
*
* @throws {HilbenchError} `PORT_OTHER_BOARD` (kind `bench`) where the port itself says so
*/
async function checkOwner(ports, path, wanted) {
	const { jlink, others = [] } = wanted;
	const real = await realpath(path).catch(() => path);
	const listed = ports.find((port) => port.path === path || port.path === real);
	if (listed === void 0 || jlink === void 0) return;
	const { serialNumber = "" } = listed;
	const flashed_by = SERIAL_PREFIX.exec(serialNumber)?.[1];
	if (flashed_by === void 0 ? isSegger(listed) && others.some((other) => sameSerial(other, serialNumber)) : !sameSerial(flashed_by, jlink)) throw otherBoard(listed, jlink);
}
/** Whether a path is there; on Windows a port has no file. */
async function isThere(path) {
	if (process.platform === "win32") return true;
	return await stat(path).then(() => true, () => false);
}
const LIST_MS = 5e3;
function listHung() {
	return new HilbenchError({
		kind: "bench",
		code: "PORT_LIST",
		message: `The serial ports of this host were not listed within ${LIST_MS / 1e3} s.`,
		hint: "Unplug USB devices that hang and plug them in again. Or name the port of every board by its path in bench.yml."
	});
}
/** The ports of this host, within a few seconds. @throws {HilbenchError} `PORT_LIST` (kind `bench`), `CANCELLED` */
function listPortsSoon(list, signal) {
	return withDeadline(signal, LIST_MS, listHung, list);
}
/** Just after a port appears it may not answer yet, and its rights may not be set. */
const MAY_PASS = ["PORT_FAILED", "PORT_DENIED"];
/**
* Waits for a port to appear and opens it.
*
* @throws {HilbenchError} `PORT_NOT_FOUND` at the deadline with what there is instead, `PORT_AMBIGUOUS`,
*   `PORT_OTHER_BOARD`, `PORT_BUSY`, `PORT_DENIED`, `PORT_FAILED` (kind `bench`), `CANCELLED`
*/
async function awaitPort(wanted, how) {
	const list = () => listPortsSoon(how.list, how.signal);
	const deadline = performance.now() + how.timeout_ms;
	let failure;
	let ports = [];
	for (;;) {
		throwIfAborted(how.signal);
		ports = wanted.port.kind === "path" ? [] : await list();
		const path = choosePort(ports, wanted);
		if (path !== void 0 && await isThere(path)) {
			await checkOwner(wanted.port.kind === "path" ? await list().catch(() => []) : ports, path, wanted);
			try {
				return await how.open(path);
			} catch (error) {
				if (!(error instanceof HilbenchError) || !MAY_PASS.includes(error.code)) throw error;
				failure = error;
			}
		}
		if (performance.now() >= deadline) break;
		await setTimeout(POLL_MS, void 0, { signal: how.signal }).catch(() => void 0);
	}
	throw failure ?? notFound(describeWanted(wanted), how.timeout_ms, await list().catch(() => ports));
}

export { probeAmbiguous as C, noQemu as D, INSTALL_QEMU as E, qemuFailed as O, noJLink as S, wrongAddress as T, vtref as _, listPortsSoon as a, jlinkHung as b, isSegger as c, readHold as d, readProbeList as f, sameSerial as g, readVersion as h, listPorts as i, workspaceFailed as k, ppk2Serials as l, readSave as m, choosePort as n, isFirmware as o, readRun as p, describePort as r, isPpk2 as s, awaitPort as t, namesItself as u, INSTALL_JLINK as v, probeNotFound as w, jlinkNotStarted as x, jlinkFailed as y };