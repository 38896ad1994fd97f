import { i as listPorts, l as ppk2Serials, s as isPpk2 } from "./main-ports.js";
import { t as require_dist } from "./main-dist.js";
import { n as withDeadline, t as throwIfAborted } from "./main-deadline.js";
import { t as HilbenchError } from "./main-errors.js";
import { a as discriminatedUnion, i as boolean, l as object, m as string, n as _enum, o as int, r as array, s as literal } from "./main-schemas.js";
import { t as plainText } from "./main-text.js";
import { t as findProgram } from "./main-find-program.js";
import { r as killGroup } from "./main-system.js";
import { t as _usingCtx } from "./main-usingCtx.js";
import { join } from "node:path";
import { spawn } from "node:child_process";

// src/link/serial-transport.ts
var import_dist = require_dist();
/**
* A pseudo terminal of Linux can forget to say that there is room again: it tells when its reader reads, and frees what was
* read a moment later. Who then waits for room, waits for ever. A write that takes longer than this asks.
*/
const ASK_FOR_ROOM_MS = 100;
/** Of libuv. */
const UV_WRITABLE = 2;
function portFailed(path, error) {
	const said = error.message.replace(/^Error:? /u, "");
	const busy = /lock|busy|EBUSY/iu.test(error.message);
	const denied = /permission|EACCES|denied/iu.test(error.message);
	return new HilbenchError({
		kind: "bench",
		code: busy ? "PORT_BUSY" : denied ? "PORT_DENIED" : "PORT_FAILED",
		message: `The port ${path} cannot be opened: ${said}.`,
		hint: busy ? "Close the terminal or the other program that has the port open." : denied ? "Give this user the right to the port, for example: sudo usermod -aG dialout $USER, then log in again." : "Check that the board is attached and that the path is right; hilbench boards lists what is there.",
		cause: error
	});
}
/**
* Opens a serial port, 8N1, raw, locked against other programs.
*
* @throws {HilbenchError} `PORT_BUSY`, `PORT_DENIED`, `PORT_FAILED` (kind `bench`)
*/
async function openSerial(options) {
	const { path, baud, signal } = options;
	throwIfAborted(signal);
	const port = new import_dist.SerialPort({
		path,
		baudRate: baud,
		autoOpen: false,
		lock: true,
		hupcl: false
	});
	await new Promise((resolve, reject) => {
		port.open((error) => error ? reject(portFailed(path, error)) : resolve());
	});
	const transport = new OpenPort(port, path);
	if (signal.aborted) await transport[Symbol.asyncDispose]();
	throwIfAborted(signal);
	return transport;
}
var OpenPort = class {
	path;
	#port;
	#closeListener;
	#ended;
	#closing;
	constructor(port, path) {
		this.path = path;
		this.#port = port;
		port.on("error", (error) => this.fail(error));
		port.on("close", (error) => this.#end(error ?? void 0));
		this.#poller?.once("disconnect", (error) => this.fail(error ?? /* @__PURE__ */ new Error("the port is gone")));
	}
	/** Asks the kernel about the port; there is none on Windows. */
	get #poller() {
		const { port: binding } = this.#port;
		return binding !== void 0 && "poller" in binding ? binding.poller : void 0;
	}
	write(bytes) {
		return new Promise((resolve, reject) => {
			if (this.#ended !== void 0 || !this.#port.isOpen) {
				reject(this.#ended?.reason ?? /* @__PURE__ */ new Error("the port is closed"));
				return;
			}
			const asking = setInterval(() => {
				if (this.#ended === void 0) this.#poller?.poll(UV_WRITABLE);
				else clearInterval(asking);
			}, ASK_FOR_ROOM_MS);
			this.#port.write(bytes, (error) => {
				clearInterval(asking);
				if (error) reject(error);
				else resolve();
			});
		});
	}
	onData(listener) {
		this.#port.on("data", listener);
	}
	onClose(listener) {
		this.#closeListener = listener;
		if (this.#ended !== void 0) listener(this.#ended.reason);
	}
	fail(reason) {
		this.#end(reason);
		this[Symbol.asyncDispose]();
	}
	[Symbol.asyncDispose]() {
		this.#closing ??= this.#closePort();
		return this.#closing;
	}
	async #closePort() {
		this.#end(void 0);
		if (!this.#port.isOpen) return;
		await new Promise((resolve) => this.#port.close(() => resolve()));
	}
	#end(reason) {
		if (this.#ended !== void 0) return;
		this.#ended = { reason };
		this.#closeListener?.(reason);
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
/** `text` is the driver's own: it says that samples are missing, and not where. */
function samplesLost(monitor, text) {
	return powerError("GAP", `Samples of the ${monitor} are missing (${plainText(text, 300)}).`, "Take load off this host and its USB bus, then run again; an energy with samples missing is not reported.");
}
function supplyVoltage(monitor, seen_v, supply_v) {
	const dark = !(seen_v > supply_v / 2);
	return powerError("SUPPLY_VOLTAGE", `The ${monitor} sees ${Number(seen_v.toPrecision(3))} V; bench.yml says that the board is supplied with ${supply_v} V.`, dark ? "Switch on what supplies the board, and check that it is wired through IN and OUT of the instrument, and only through it." : "Set what supplies the board to that voltage, or correct supply_v in bench.yml.");
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
function monitorHung(monitor, silence_ms) {
	return powerError("MONITOR_HUNG", `The power monitor (${monitor}) has sent no samples for ${ms(silence_ms)}.`, "Unplug it and plug it in again, then run again.");
}
function monitorSilent(monitor, timeout_ms) {
	return powerError("MONITOR_HUNG", `The power monitor (${monitor}) did not answer within ${ms(timeout_ms)}.`, "Check that it is switched on and that this is its port; unplug it and plug it in again, then run again.");
}
/** `why` completes "… makes no sense: ". */
function monitorData(monitor, why) {
	return powerError("MONITOR_DATA", `What the power monitor (${monitor}) sends makes no sense: ${plainText(why, 300)}.`, "Run again; if it stays, check the wires between board and monitor, and rebuild the firmware.");
}
/** What an instrument itself sends, whatever is wired to it. `why` completes "… makes no sense: ". */
function monitorUnsound(monitor, why) {
	return powerError("MONITOR_DATA", `What the power monitor (${monitor}) sends makes no sense: ${plainText(why, 300)}.`, "Unplug it and plug it in again, without a hub in between, then run again; if it stays, see whether the software of its vendor can use it.");
}
function notReady(timeout_ms) {
	return powerError("NOT_READY", `The board did not raise state within ${ms(timeout_ms)}.`, "Check the state wire between the board and the monitor, the Vref of a monitor that needs one, and that the board starts; then run again.");
}
/** @param self_timed the board begins its windows by itself, and lowers state when it does */
function noGate(window, timeout_ms, self_timed) {
	return powerError("NO_GATE", `Window ${window + 1}: ${self_timed ? "state fell" : "go was raised"}, and gate did not rise within ${ms(timeout_ms)}.`, `Check the ${self_timed ? "state" : "go"} and gate wires between the board and the monitor, then run again.`);
}
/** `what` completes "did not …". */
function windowTimeout(window, what, timeout_ms) {
	return powerError("WINDOW_TIMEOUT", `Window ${window + 1}: the board did not ${what} within ${ms(timeout_ms)}.`, "Run again with a smaller --runs-power; if it stays, the firmware hangs: report it with the model.");
}
function noReport(window, timeout_ms) {
	return powerError("NO_REPORT", `Window ${window + 1}: the board did not report its own count within ${ms(timeout_ms)}.`, "Run again; if it stays, rebuild the firmware with this version of hilbench.");
}
/** `why` completes "… cannot be read: ". */
function noBoardReport(why) {
	return powerError("NO_REPORT", `What the board counted by itself cannot be read: ${plainText(why, 300)}.`, "Run again; if it stays, look for what keeps the probe from reading the memory of the board.");
}
/** `status` is an `hb_status`; `text`, which may be empty, is the board's own. */
function deviceFailed(status, text) {
	return powerError("DEVICE_FAILED", `The board cannot run the model for a power measurement; it answers status ${status}${text === "" ? "" : `: ${plainText(text, 300)}`}.`, "Run again without the power stage: the same model then says over the link what is wrong with it.");
}

// src/support/wake.ts
/** Lets one reader sleep until there may be something new for it. */
var Wake = class {
	#wake = () => {};
	/** Wakes the reader that sleeps, if one does. */
	wake() {
		this.#wake();
	}
	/** Resolves at the next `wake`, or when `signal` is aborted; the reader looks itself which of them it was. */
	async sleep(signal) {
		if (signal.aborted) return;
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
};

// src/power/event-queue.ts
/** Events that may wait for their reader, about half a minute of a Joulescope: beyond it the reader is too slow. */
const MOST_WAITING = 1e5;
/** What a monitor has seen in one recording and its reader has not taken, until it ends or fails. */
var EventQueue = class {
	#monitor;
	#waiting = [];
	#failure;
	#ended = false;
	#news = new Wake();
	#watchdog;
	/** @param monitor its name, for messages */
	constructor(monitor) {
		this.#monitor = monitor;
	}
	push(...events) {
		if (this.#ended || this.#failure !== void 0) return;
		this.#waiting.push(...events);
		if (this.#waiting.length > MOST_WAITING) this.fail(monitorData(this.#monitor, "more than can be read"));
		this.#news.wake();
	}
	/** The reader gets what was seen before, and then this; of several the first. */
	fail(error) {
		clearTimeout(this.#watchdog);
		this.#failure ??= error;
		this.#news.wake();
	}
	/** The reader gets this at once: of what it has not taken nobody knows whether it is true. */
	spoil(error) {
		this.#waiting.length = 0;
		this.fail(error);
	}
	/** Fails with `late()` unless this is called again within `timeout_ms`. */
	expect(timeout_ms, late) {
		clearTimeout(this.#watchdog);
		if (this.#ended || this.#failure !== void 0) return;
		this.#watchdog = setTimeout(() => this.fail(late()), timeout_ms);
	}
	/** Nothing more is read. */
	end() {
		this.#ended = true;
		clearTimeout(this.#watchdog);
		this.#news.wake();
	}
	/** Until `end`. @throws what it was failed with, or the reason of `signal`'s abort */
	async *events(signal) {
		while (!this.#ended) {
			throwIfAborted(signal);
			const event = this.#waiting.shift();
			if (event !== void 0) yield event;
			else if (this.#failure !== void 0) throw this.#failure;
			else await this.#news.sleep(signal);
		}
	}
};

// src/power/supply.ts
/** The mean voltage may differ by this much from what bench.yml says. */
const TOLERANCE = .1;
/** How long a supply may take to rise once the board is connected to it. */
const SETTLE_S = 2;
function agrees(seen_v, supply_v) {
	return Math.abs(seen_v - supply_v) <= supply_v * TOLERANCE;
}
function mean(values) {
	let sum = 0;
	for (const value of values) sum += value;
	return sum / values.length;
}
/**
* Records until the board has the voltage of bench.yml: without it a probe finds no board, and says something else.
*
* @throws {HilbenchError} `POWER_SUPPLY_VOLTAGE` when it has not after two seconds of samples; those of the monitor
*/
async function waitForSupply(monitor, supply_v, signal) {
	await monitor.start(signal);
	try {
		let begin_id;
		for await (const event of monitor.events(signal)) {
			if (event.kind !== "samples") continue;
			const seen_v = mean(event.voltage_v);
			if (agrees(seen_v, supply_v)) return;
			begin_id ??= event.first_id;
			if (event.first_id - begin_id >= SETTLE_S * monitor.capabilities.sample_id_hz) throw supplyVoltage(monitor.name, seen_v, supply_v);
		}
	} finally {
		await monitor.stop();
	}
}
/**
* Whether the board idled at the voltage of bench.yml before every window.
*
* @throws {HilbenchError} `POWER_SUPPLY_VOLTAGE`
*/
function checkSupply(monitor, windows, supply_v) {
	for (const { idle_voltage_v } of windows) if (idle_voltage_v !== void 0 && !agrees(idle_voltage_v, supply_v)) throw supplyVoltage(monitor, idle_voltage_v, supply_v);
}

// src/power/joulescope/errors.ts
/** By the bridge's code, which is that of the error without `POWER_`. */
const FAULTS = {
	NO_PYTHON: {
		message: "There is no Python to run the driver of the Joulescope",
		hint: "Install uv or python3, or set HILBENCH_PYTHON to the interpreter that has pyjoulescope_driver."
	},
	NO_DRIVER: {
		message: "Python has no module pyjoulescope_driver",
		hint: "Install it with `python3 -m pip install pyjoulescope_driver`, or install uv."
	},
	NO_MONITOR: {
		message: "The Joulescope is not attached",
		hint: "Connect it by USB, and check the serial number in bench.yml: `hilbench boards` lists what is attached."
	},
	MONITOR_AMBIGUOUS: {
		message: "Several Joulescopes are attached, and none is chosen",
		hint: "Give the serial number of the one to use in bench.yml."
	},
	MONITOR_BUSY: {
		message: "Another program holds the Joulescope",
		hint: "Close the Joulescope desktop application and every other program that uses it, then run again."
	},
	MONITOR_PERMISSION: {
		message: "This user may not open the Joulescope",
		hint: "Install the udev rules of the Joulescope driver (72-joulescope.rules or 99-joulescope.rules) in /etc/udev/rules.d, reload them with `sudo udevadm control --reload-rules`, and plug it in again."
	},
	MONITOR_FIRMWARE: {
		message: "The firmware of the Joulescope and its driver do not fit together",
		hint: "Update both: the firmware with the Joulescope desktop application, the driver with `python3 -m pip install --upgrade pyjoulescope_driver`."
	},
	MONITOR_WIRES: {
		kind: "input",
		message: "The Joulescope cannot be wired as bench.yml says",
		hint: "Correct `wires` and `io_v` of the monitor in bench.yml."
	},
	MONITOR_OPEN: {
		message: "The Joulescope cannot be opened",
		hint: "Unplug the Joulescope and plug it in again, then run again."
	},
	MONITOR_HUNG: {
		message: "The Joulescope, or its driver, does not answer",
		hint: "Unplug the Joulescope and plug it in again, then run again."
	},
	MONITOR_LOST: {
		message: "The Joulescope is gone",
		hint: "Check the USB cable of the Joulescope, then run again."
	},
	MONITOR_DATA: {
		message: "What the Joulescope sends contradicts itself",
		hint: "Run again; if it stays, update the firmware of the Joulescope."
	}
};
/** An error by the bridge's code; one that it does not know is a lost monitor. */
function bridgeError(code, text) {
	const known = Object.hasOwn(FAULTS, code) ? code : "MONITOR_LOST";
	const { message, hint, kind = "bench" } = FAULTS[known];
	const said = text === "" ? "" : ` (${plainText(text, 300)})`;
	return new HilbenchError({
		kind,
		code: `POWER_${known}`,
		message: `${message}${said}.`,
		hint
	});
}

// src/power/joulescope/bridge.ts
const LONGEST_FRAME_BYTES = 67108864;
const END_TIMEOUT_MS = 2e3;
/** Cuts the bridge's stream into frames, however it arrives. @throws {HilbenchError} `POWER_MONITOR_DATA` */
var FrameDecoder = class {
	#pending = Buffer.alloc(0);
	push(bytes) {
		this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
		const frames = [];
		while (this.#pending.length >= 5) {
			const length = this.#pending.readUInt32LE(0);
			const kind = this.#pending[4] === 74 ? "json" : this.#pending[4] === 83 ? "samples" : void 0;
			if (length < 1 || length > LONGEST_FRAME_BYTES || kind === void 0) throw monitorData("joulescope", "the bridge sends what is no frame");
			if (this.#pending.length < 4 + length) break;
			frames.push({
				kind,
				payload: this.#pending.subarray(5, 4 + length)
			});
			this.#pending = this.#pending.subarray(4 + length);
		}
		return frames;
	}
};
/** What runs a Python script with the driver: the interpreter that was named, else uv, which gets it, else python3. */
function interpreterOf(env, download) {
	if (env.HILBENCH_PYTHON !== void 0) return [env.HILBENCH_PYTHON];
	const uv = findProgram("uv", env);
	if (uv !== void 0) return [
		uv,
		"run",
		"--no-project",
		...download ? [] : ["--offline"],
		"--with",
		"pyjoulescope_driver",
		"python3"
	];
	return [findProgram("python3", env) ?? "python3"];
}
/** The bridge process; dispose to end it and whatever it started. */
var Bridge = class {
	#child;
	#closed;
	constructor({ env, script, config, download = true, onFrame, onEnd }) {
		const [program, ...before] = interpreterOf(env, download);
		this.#child = spawn(program, [
			...before,
			script,
			JSON.stringify(config)
		], {
			env,
			detached: true
		});
		const { promise, resolve } = Promise.withResolvers();
		this.#closed = promise;
		const decoder = new FrameDecoder();
		let said = "";
		this.#child.stderr.on("data", (bytes) => {
			said = `${said}${bytes.toString()}`.slice(-300);
		});
		this.#child.stdin.on("error", () => void 0);
		this.#child.stdout.on("data", (bytes) => {
			try {
				for (const frame of decoder.push(bytes)) onFrame(frame);
			} catch (error) {
				onEnd(error);
			}
		});
		this.#child.on("error", (error) => {
			onEnd(bridgeError("NO_PYTHON", error.message));
			resolve();
		});
		this.#child.on("close", () => {
			onEnd(bridgeError("MONITOR_LOST", said.trim()));
			resolve();
		});
	}
	command(command) {
		this.#child.stdin.write(`${JSON.stringify(command)}\n`);
	}
	async [Symbol.asyncDispose]() {
		this.#child.stdin.end();
		const kill = setTimeout(() => this.#kill(), END_TIMEOUT_MS);
		await this.#closed;
		clearTimeout(kill);
	}
	/** The whole group: whoever is left in it holds the streams open. */
	#kill() {
		if (this.#child.pid !== void 0) killGroup(this.#child.pid);
	}
};

// src/power/joulescope/events.ts
/** How the bridge names an instrument. */
const DEVICE = {
	model: string().regex(/^js\d{3}$/),
	serial: string().regex(/^[\x21-\x7e]{1,64}$/)
};
/** What any action may end with. */
const ERROR_EVENT = object({
	event: literal("error"),
	code: string(),
	text: string()
});
/** @throws {HilbenchError} `POWER_MONITOR_DATA` */
function parseEvent(schema, payload, monitor) {
	let value;
	try {
		value = JSON.parse(payload.toString());
	} catch {
		throw monitorData(monitor, "an event that is no JSON");
	}
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw monitorData(monitor, "an event of unknown form");
	return parsed.data;
}

// src/power/joulescope/monitor.ts
const OPEN_TIMEOUT_MS = 12e4;
/** It streams all the time, many times a second. */
const SILENCE_TIMEOUT_MS$1 = 2e4;
/** A board that runs windows of a second is known to a few parts in a million of its edges. */
const MIN_WINDOW_MS$1 = 1e3;
const EVENT$1 = discriminatedUnion("event", [
	object({
		event: literal("ready"),
		...DEVICE
	}),
	object({
		event: literal("started"),
		recording: int().min(1),
		hz: int().min(1).max(1e8),
		step: int().min(1).max(1e6),
		wire_step: int().min(1).max(1e6)
	}),
	object({
		event: literal("edge"),
		wire: _enum(["gate", "state"]),
		high: boolean(),
		id: int().min(0)
	}),
	object({
		event: literal("lost"),
		recording: int().min(1),
		text: string()
	}),
	ERROR_EVENT
]);
/**
* Opens the Joulescope of a board: selected by serial number, its ranges set, which connects the board to its supply,
* and go low. The board has the voltage of bench.yml when this returns.
*
* @throws {HilbenchError} `POWER_…` (kind `bench`), or the reason of `signal`'s abort
*/
async function openJoulescope(options, signal) {
	throwIfAborted(signal);
	const monitor = new Joulescope(options);
	try {
		await monitor.opened(signal);
		await waitForSupply(monitor, options.board.supply_v, signal);
		return monitor;
	} catch (error) {
		await monitor[Symbol.asyncDispose]();
		throw error;
	}
}
function hung(what, timeout_ms) {
	return bridgeError("MONITOR_HUNG", `${what} within ${timeout_ms} ms`);
}
var Joulescope = class {
	modelled = false;
	#options;
	#bridge;
	#opened = Promise.withResolvers();
	/** Of the instrument; absent: it is not open yet. */
	#name;
	#rates;
	/** Of the bridge: there will be no other recording. */
	#failure;
	/** Number of the last recording. */
	#recording = 0;
	/** The one that has been asked for and was not stopped. */
	#asked;
	constructor(options) {
		this.#options = options;
		const { board, env, script } = options;
		const { serial, supply_v, io_v, inputs } = board;
		this.#bridge = new Bridge({
			env,
			script,
			config: {
				action: "record",
				...serial === void 0 ? {} : { serial },
				...io_v === void 0 ? {} : { io_v },
				supply_v,
				...inputs
			},
			onFrame: (frame) => this.#receive(frame),
			onEnd: (error) => this.#fail(error)
		});
	}
	get name() {
		return this.#name ?? "joulescope";
	}
	/** Rates are the instrument's own, and known once a recording was started. */
	get capabilities() {
		return {
			sample_id_hz: this.#rates?.hz ?? 2e6,
			sample_id_step: this.#rates?.step ?? 2,
			wire_step: this.#rates?.wire_step ?? 1,
			wires: ["gate", "state"],
			current_a: {
				min: -10,
				max: 10
			},
			voltage_v: {
				min: -1,
				max: 15
			},
			min_window_ms: MIN_WINDOW_MS$1,
			reports: false
		};
	}
	/** Resolves when the instrument is open. */
	async opened(signal) {
		const { open_timeout_ms = OPEN_TIMEOUT_MS } = this.#options;
		const late = () => hung("it did not open", open_timeout_ms);
		await withDeadline(signal, open_timeout_ms, late, () => this.#opened.promise);
	}
	async start(signal) {
		throwIfAborted(signal);
		if (this.#failure !== void 0) throw this.#failure;
		if (this.#asked !== void 0) throw new Error(`recording ${this.#recording} was not stopped`);
		const started = Promise.withResolvers();
		this.#recording += 1;
		this.#asked = {
			events: new EventQueue(this.name),
			started,
			runs: false
		};
		this.#bridge.command({
			cmd: "start",
			recording: this.#recording
		});
		await withDeadline(signal, this.#silence_ms, this.#silent, () => started.promise);
	}
	events(signal) {
		if (this.#asked === void 0) throw new Error("no recording was started");
		return this.#asked.events.events(signal);
	}
	setGo(high) {
		if (this.#failure !== void 0) return Promise.reject(this.#failure);
		this.#bridge.command({
			cmd: "go",
			high
		});
		return Promise.resolve();
	}
	stop() {
		if (this.#asked !== void 0 && this.#failure === void 0) this.#bridge.command({ cmd: "stop" });
		this.#asked?.events.end();
		this.#asked = void 0;
		return Promise.resolve();
	}
	async [Symbol.asyncDispose]() {
		await this.stop();
		await this.#bridge[Symbol.asyncDispose]();
	}
	get #silence_ms() {
		return this.#options.silence_timeout_ms ?? SILENCE_TIMEOUT_MS$1;
	}
	#silent = () => hung("no samples came", this.#silence_ms);
	#fail(error) {
		this.#failure ??= error;
		this.#opened.reject(error);
		this.#asked?.started.reject(error);
		this.#asked?.events.fail(error);
	}
	#receive({ kind, payload }) {
		if (kind === "json") this.#event(payload);
		else if (this.#asked?.runs) {
			this.#asked.events.push(this.#samples(payload));
			this.#asked.events.expect(this.#silence_ms, this.#silent);
		}
	}
	#event(payload) {
		const event = parseEvent(EVENT$1, payload, this.name);
		if (event.event === "error") throw bridgeError(event.code, event.text);
		if (event.event === "ready") {
			this.#name = `joulescope ${event.model} ${event.serial}`;
			this.#opened.resolve();
		} else if (event.event === "started") {
			if (this.#asked === void 0 || event.recording !== this.#recording) return;
			this.#rates = event;
			this.#asked.runs = true;
			this.#asked.events.expect(this.#silence_ms, this.#silent);
			this.#asked.started.resolve();
		} else if (event.event === "lost") {
			if (event.recording === this.#recording) this.#asked?.events.spoil(samplesLost(this.name, event.text));
		} else if (this.#asked?.runs) this.#asked.events.push({
			kind: "edge",
			wire: event.wire,
			high: event.high,
			sample_id: event.id
		});
	}
	#samples(payload) {
		const count = payload.length < 12 ? -1 : payload.readUInt32LE(8);
		if (payload.length !== 12 + 8 * count) throw monitorData(this.name, `${payload.length} bytes of samples`);
		const floats = new Float32Array(Uint8Array.from(payload.subarray(12)).buffer);
		return {
			kind: "samples",
			first_id: Number(payload.readBigUInt64LE(0)),
			current_a: floats.slice(0, count),
			voltage_v: floats.slice(count)
		};
	}
};

// src/power/joulescope/scan.ts
/** Somebody waits who wants to know what is attached. */
const TIMEOUT_MS = 1e4;
const EVENT = discriminatedUnion("event", [object({
	event: literal("devices"),
	driver: string().regex(/^[\w.+-]{1,40}$/),
	devices: array(object({
		...DEVICE,
		updating: boolean()
	})).max(256)
}), ERROR_EVENT]);
/**
* What Joulescopes are attached, by the vendor's driver. Opens none of them, and downloads nothing.
*
* @throws {HilbenchError} `POWER_NO_PYTHON`, `POWER_NO_DRIVER`, `POWER_MONITOR_…` (kind `bench`)
*/
async function scanJoulescopes({ env, script, timeout_ms = TIMEOUT_MS }, signal) {
	try {
		var _usingCtx$1 = _usingCtx();
		const { promise, resolve, reject } = Promise.withResolvers();
		const hung = () => bridgeError("MONITOR_HUNG", `it was not listed within ${timeout_ms} ms`);
		_usingCtx$1.a(new Bridge({
			env,
			script,
			config: { action: "scan" },
			download: false,
			onFrame: ({ payload }) => {
				const event = parseEvent(EVENT, payload, "joulescope");
				if (event.event === "error") throw bridgeError(event.code, event.text);
				resolve({
					driver_version: event.driver,
					devices: event.devices
				});
			},
			onEnd: reject
		}));
		return await withDeadline(signal, timeout_ms, hung, () => promise);
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
}

// src/power/ppk2/calibration.ts
/** Measuring ranges of a Nordic Power Profiler Kit II, from the smallest currents to the largest. */
const RANGES = 5;
const NAME = "ppk2";
const LINE = /^([A-Za-z]{1,16}\d?):\s*(\S{1,32})\s*$/u;
/**
* Reads the answer to the request for metadata: lines `Key: value`, the key of a range's number followed by the number of
* the range. A correction that is not there corrects nothing, and 0 is a value; a shunt must be there.
*
* @param text up to, without, `END`
* @throws {HilbenchError} `POWER_MONITOR_DATA` (kind `bench`)
*/
function parseMetadata(text) {
	const values = /* @__PURE__ */ new Map();
	for (const line of text.split(/\r?\n/u)) {
		const [, key, value] = LINE.exec(line.trim()) ?? [];
		if (key !== void 0 && value !== void 0) values.set(key.toUpperCase(), value);
	}
	const numberOf = (key, otherwise) => {
		const said = values.get(key);
		const value = said === void 0 ? otherwise : Number(said);
		if (value !== void 0 && Number.isFinite(value)) return value;
		const what = said === void 0 ? "is missing" : `is "${plainText(said, 32)}"`;
		throw monitorUnsound(NAME, `${key} of its calibration ${what}`);
	};
	const ranges = Array.from({ length: 5 }, (_, range) => {
		const r = numberOf(`R${range}`);
		if (r <= 0) throw monitorUnsound(NAME, `R${range} of its calibration is ${r}, and a shunt is more than nothing`);
		return {
			r,
			gs: numberOf(`GS${range}`, 0),
			gi: numberOf(`GI${range}`, 1),
			o: numberOf(`O${range}`, 0),
			s: numberOf(`S${range}`, 0),
			i: numberOf(`I${range}`, 0),
			ug: numberOf(`UG${range}`, 1)
		};
	});
	const told = (key) => plainText(values.get(key) ?? "not said", 16);
	return {
		ranges,
		about: `hardware ${told("HW")}, calibrated ${told("CALIBRATED")}`
	};
}
/** Volts a step of the converter, whose readings come divided by four. */
const VOLTS_A_STEP = 1.8 / 163840;
/** The current of one reading. @param reading 14 bits @param supply_v what the instrument supplies, in volts */
function toAmperes({ r, gs, gi, o, s, i, ug }, reading, supply_v) {
	const raw_a = (4 * reading - o) * VOLTS_A_STEP / r;
	return ug * (raw_a * (gs * raw_a + gi) + (s * supply_v + i));
}

// src/power/ppk2/find.ts
function notThere(code, message, hint) {
	return new HilbenchError({
		kind: "bench",
		code: `POWER_${code}`,
		message,
		hint
	});
}
/**
* The ports of one PPK2, in the order to try them.
*
* @param serial of the instrument; undefined: the only one attached
* @throws {HilbenchError} `POWER_NO_MONITOR`, `POWER_MONITOR_AMBIGUOUS` (kind `bench`)
*/
function ppk2Ports(ports, serial) {
	const found = ports.filter(isPpk2);
	const same = (one) => one?.toUpperCase() === serial?.toUpperCase();
	const mine = serial === void 0 ? found : found.filter((port) => same(port.serialNumber));
	const attached = ppk2Serials(found).join(", ");
	if (mine.length === 0) throw notThere("NO_MONITOR", `There is no PPK2${serial === void 0 ? "" : ` ${serial}`} on this host; there is ${attached || "none"}.`, "Check its USB cable, the one marked USB DATA, its switch, and its serial number in bench.yml; hilbench boards lists what is attached.");
	if (serial === void 0 && new Set(mine.map(({ serialNumber }) => serialNumber)).size > 1) throw notThere("MONITOR_AMBIGUOUS", `There are several PPK2s on this host: ${attached}.`, "Give the monitor of the board its serial in bench.yml.");
	return mine.map(({ path }) => path).toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

// src/power/ppk2/held-events.ts
/**
* Before lost bytes are seen by it, the counter jumps three times, by up to 63, and in between it may go on by chance.
*/
const IN_DOUBT_IDS = 512;
/**
* Events that nobody must see yet, because what comes after them may show that they are false: an edge that a reader
* takes for the end of the last window cannot be taken back.
*/
var HeldEvents = class {
	#events = [];
	/** @param events in order, behind those that are held */
	hold(events) {
		this.#events = [...this.#events, ...events];
	}
	/** @param end_id behind the last sample that came @returns what can be false no more, which is held no more */
	release(end_id) {
		const doubtful = this.#events.findIndex((event) => lastId(event) >= end_id - IN_DOUBT_IDS);
		const sure = doubtful < 0 ? this.#events : this.#events.slice(0, doubtful);
		this.#events = this.#events.slice(sure.length);
		return sure;
	}
};
function lastId(event) {
	return event.kind === "edge" ? event.sample_id : event.first_id + event.current_a.length - 1;
}

// src/power/ppk2/pace.ts
/** What a host that is not busy makes of the way from the instrument to here: more than that is lost, or still on its way. */
const ALLOWED_MS = 10;
/** What is on its way comes within this, once some of it comes. */
const PATIENCE_MS = 1e3;
/** By how much two clocks differ at most. */
const CLOCKS_DIFFER = .001;
/**
* Compares how many samples have come with the time that has gone by. The counter in the samples has 64 values, so that
* 64 lost ones, or any multiple, leave no trace in it. A busy host makes samples late, and then they catch up; those
* that were lost make all later ones late for ever.
*/
var Pace = class {
	#samples_per_ms;
	#begin_ms;
	#last_ms;
	/** How far samples are behind the clock when nothing is late. */
	#base_ms = Number.POSITIVE_INFINITY;
	/** Since when all of them were late, and the least by which they were. */
	#late;
	/** @param now_ms of a clock that never goes back, when the samples were asked for */
	constructor(samples_per_s, now_ms) {
		this.#samples_per_ms = samples_per_s / 1e3;
		this.#begin_ms = now_ms;
		this.#last_ms = now_ms;
	}
	/**
	* Whether nothing can be missing of what has come: no more than the allowed time of it, that is.
	*
	* @param samples that have come, in all
	* @returns false: some are late or lost, which of both only later ones tell
	* @throws {HilbenchError} `POWER_GAP`
	*/
	vouches(samples, now_ms) {
		const behind_ms = now_ms - this.#begin_ms - samples / this.#samples_per_ms;
		const drift_ms = this.#late === void 0 ? (now_ms - this.#last_ms) * CLOCKS_DIFFER : 0;
		this.#last_ms = now_ms;
		this.#base_ms = Math.min(behind_ms, this.#base_ms + drift_ms);
		const late_ms = behind_ms - this.#base_ms;
		if (late_ms <= ALLOWED_MS) {
			this.#late = void 0;
			return true;
		}
		const { since_ms, least_ms } = this.#late ?? {
			since_ms: now_ms,
			least_ms: late_ms
		};
		this.#late = {
			since_ms,
			least_ms: Math.min(least_ms, late_ms)
		};
		if (now_ms - since_ms > PATIENCE_MS) throw gap(Math.round(this.#late.least_ms * this.#samples_per_ms), samples, "by the clock of this host");
		return false;
	}
};

// src/power/ppk2/range-switch.ts
/** Samples after a change of the range in which the converter has not settled. */
const UNSETTLED = 3;
/** The first of them in the largest range are too wrong to be averaged with others. */
const WORST = 2;
const LARGEST_RANGE = 4;
/** Weights of a new sample in the running means. */
const WEIGHT = .18;
const SLOW_WEIGHT = .06;
/**
* Right after a change of the range the readings of a PPK2 are spikes of its own making. As in the vendor's tools, the
* running mean of what was before stands for them.
*/
var RangeSwitchFilter = class {
	#mean_a;
	#slow_mean_a = 0;
	#range;
	#since = 0;
	/** The current to take for a sample of `amperes` in `range`. */
	settle(range, amperes) {
		const before = {
			mean_a: this.#mean_a ?? amperes,
			slow_mean_a: this.#mean_a === void 0 ? amperes : this.#slow_mean_a
		};
		this.#since = range === this.#range ? this.#since + 1 : this.#range === void 0 ? UNSETTLED : 0;
		this.#range = range;
		const settled = this.#since >= UNSETTLED;
		if (range === LARGEST_RANGE && this.#since < WORST) return before.slow_mean_a;
		this.#mean_a = before.mean_a + WEIGHT * (amperes - before.mean_a);
		this.#slow_mean_a = before.slow_mean_a + SLOW_WEIGHT * (amperes - before.slow_mean_a);
		if (settled) return amperes;
		return range === LARGEST_RANGE ? this.#slow_mean_a : this.#mean_a;
	}
};

// src/power/ppk2/samples.ts
const SAMPLE_BYTES = 4;
const COUNTER_VALUES = 64;
/** A lost byte puts every later sample out of step, and nearly all of their counters jump; lost samples jump once. */
const MOST_JUMPS = 3;
const JUMPS_WITHIN_SAMPLES = 8;
/**
* Reads the stream of a Nordic PPK2: words of 32 bits, little-endian, one a sample. Bits 0 to 13 are the reading, 14 to
* 16 the range, 18 to 23 a counter, 24 to 31 the digital inputs.
*
* However the bytes arrive, the events are the same but for how samples are put together. Samples that the counter
* says were lost leave a gap in the ids.
*/
var SampleDecoder = class {
	#options;
	#filter = new RangeSwitchFilter();
	#levels = {
		gate: false,
		state: false
	};
	/** Of a sample that has not come in full. */
	#rest = /* @__PURE__ */ new Uint8Array(0);
	#next_id = 0;
	#counter;
	#received = 0;
	/** At which of the received samples the counter last jumped. */
	#jumps = [];
	constructor(options) {
		this.#options = options;
	}
	/** Samples that came, with those that were lost. */
	get samples() {
		return this.#next_id;
	}
	/** @throws {HilbenchError} `POWER_MONITOR_DATA` */
	push(chunk) {
		const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const count = Math.floor(bytes.length / SAMPLE_BYTES);
		this.#rest = bytes.slice(count * SAMPLE_BYTES);
		const events = [];
		let edges = [];
		let currents = [];
		const close = () => {
			events.push(...edges);
			if (currents.length > 0) events.push(this.#batch(currents));
			[edges, currents] = [[], []];
		};
		for (let at = 0; at < count; at += 1) {
			const word = view.getUint32(at * SAMPLE_BYTES, true);
			const lost = this.#lostBefore(word >>> 18 & 63);
			if (lost > 0) {
				close();
				this.#next_id += lost;
			}
			edges.push(...this.#edges(word >>> 24));
			currents.push(this.#current(word));
			this.#next_id += 1;
		}
		close();
		return events;
	}
	#batch(currents) {
		return {
			kind: "samples",
			first_id: this.#next_id - currents.length,
			current_a: Float32Array.from(currents),
			voltage_v: new Float32Array(currents.length).fill(this.#options.supply_v)
		};
	}
	/** Samples that are missing between the last one and the one with this counter; whole turns of it cannot be seen. */
	#lostBefore(counter) {
		const expected = this.#counter === void 0 ? counter : (this.#counter + 1) % COUNTER_VALUES;
		this.#counter = counter;
		this.#received += 1;
		const lost = (counter - expected + COUNTER_VALUES) % COUNTER_VALUES;
		if (lost === 0) return 0;
		this.#jumps = [...this.#jumps.filter((at) => at > this.#received - JUMPS_WITHIN_SAMPLES), this.#received];
		if (this.#jumps.length > MOST_JUMPS) throw monitorUnsound("ppk2", `its counter jumped ${this.#jumps.length} times in a row: bytes were lost on the way`);
		return lost;
	}
	#edges(levels) {
		const edges = [];
		for (const wire of ["gate", "state"]) {
			const high = (levels >>> this.#options.inputs[wire] & 1) === 1;
			if (high === this.#levels[wire]) continue;
			this.#levels[wire] = high;
			edges.push({
				kind: "edge",
				wire,
				high,
				sample_id: this.#next_id
			});
		}
		return edges;
	}
	#current(word) {
		const range = word >>> 14 & 7;
		const calibration = this.#options.calibration.ranges[range];
		if (calibration === void 0) throw monitorUnsound("ppk2", `a sample in range ${range}, of ${5} that there are`);
		return this.#filter.settle(range, toAmperes(calibration, word & 16383, this.#options.supply_v));
	}
};

// src/power/ppk2/monitor.ts
const SAMPLES_HZ = 1e5;
/** It streams many times a second. */
const SILENCE_TIMEOUT_MS = 1500;
/** An edge is known to half a sample: over a second that is a few parts in a million. */
const MIN_WINDOW_MS = 1e3;
/** Up to the largest current that it supplies; readings of none lie around zero. */
const CURRENT_A = {
	min: -.01,
	max: 1
};
/** Set and not measured, so that there is nothing to go out of range. */
const VOLTAGE_V = {
	min: 0,
	max: 6
};
/** A Nordic PPK2 that supplies the board, with two of its digital inputs on the wires of the board. */
var Ppk2Monitor = class {
	modelled = false;
	name;
	about;
	capabilities = {
		sample_id_hz: SAMPLES_HZ,
		sample_id_step: 1,
		wires: ["gate", "state"],
		current_a: CURRENT_A,
		voltage_v: VOLTAGE_V,
		min_window_ms: MIN_WINDOW_MS,
		reports: false,
		go: false
	};
	#options;
	/** Of the recording that runs. */
	#queue;
	constructor(options) {
		this.#options = options;
		const { serial } = options.board;
		this.about = options.calibration.about;
		this.name = serial === void 0 ? "ppk2" : `ppk2 ${serial}`;
	}
	async start(signal) {
		if (this.#queue !== void 0) throw new Error("the recording before was not stopped");
		const { port, calibration, board, now_ms, silence_timeout_ms = SILENCE_TIMEOUT_MS } = this.#options;
		await port.stop(signal);
		const queue = new EventQueue(this.name);
		this.#queue = queue;
		const decoder = new SampleDecoder({
			calibration,
			supply_v: board.supply_v,
			inputs: board.inputs
		});
		const held = new HeldEvents();
		const pace = new Pace(SAMPLES_HZ, now_ms());
		const listen = () => queue.expect(silence_timeout_ms, () => monitorHung(this.name, silence_timeout_ms));
		const onBytes = (bytes) => {
			listen();
			try {
				held.hold(decoder.push(bytes));
				if (pace.vouches(decoder.samples, now_ms())) queue.push(...held.release(decoder.samples));
			} catch (error) {
				queue.fail(error);
			}
		};
		port.listen(onBytes, (error) => queue.fail(error));
		listen();
		await port.start();
	}
	events(signal) {
		if (this.#queue === void 0) throw new Error("no recording was started");
		return this.#queue.events(signal);
	}
	setGo() {
		return Promise.reject(/* @__PURE__ */ new Error("a PPK2 has no output"));
	}
	async stop() {
		if (this.#queue === void 0) return;
		this.#queue.end();
		this.#queue = void 0;
		await this.#options.port.stop(new AbortController().signal).catch(() => void 0);
	}
	async [Symbol.asyncDispose]() {
		await this.stop();
		await this.#options.port[Symbol.asyncDispose]();
	}
};

// src/power/ppk2/port.ts
/** Commands of a Nordic PPK2: a byte, and what belongs to it. */
const COMMAND = {
	start: 6,
	stop: 7,
	/** 0 off, 1 on. */
	supply: 12,
	/** Millivolts, the high byte first. */
	voltage: 13,
	/** 1 ampere meter, 2 source meter. */
	mode: 17,
	metadata: 25
};
const SOURCE_METER = 2;
/** It streams 100 000 samples a second: when nothing came for so long it has stopped. */
const QUIET_MS = 50;
const QUIET_TIMEOUT_MS = 2e3;
const METADATA_TIMEOUT_MS = 1e3;
const MOST_METADATA_BYTES = 8192;
const TEXT = /^[\t\r\n\x20-\x7e]*$/u;
/** A host that is busy takes what is late for quiet: then samples come with the answer, and the next time none do. */
const ATTEMPTS = 3;
const WRITE_TIMEOUT_MS = 2e3;
/**
* The port of a Nordic PPK2: its commands, and what comes back. Whoever has the port before leaves it streaming or not.
*/
var Ppk2Port = class {
	#transport;
	#onBytes;
	#onLost;
	#lost;
	constructor(transport) {
		this.#transport = transport;
		transport.onData((bytes) => this.#onBytes?.(bytes));
		transport.onClose((reason) => {
			this.#lost ??= monitorLost(this.#name, reason);
			this.#onLost?.(this.#lost);
		});
	}
	get #name() {
		return `ppk2 at ${this.#transport.path}`;
	}
	/** The one listener to samples, and to the loss of the port, until it is taken away. */
	listen(onBytes, onLost) {
		this.#onBytes = onBytes;
		this.#onLost = onLost;
		if (this.#lost !== void 0) onLost(this.#lost);
	}
	unlisten() {
		this.#onBytes = void 0;
		this.#onLost = void 0;
	}
	/** @throws {HilbenchError} `POWER_MONITOR_LOST`, `POWER_MONITOR_HUNG` */
	async start() {
		await this.#command(COMMAND.start);
	}
	/**
	* Ends the stream, and waits until nothing of it comes any more.
	*
	* @throws {HilbenchError} `POWER_MONITOR_LOST`, `POWER_MONITOR_HUNG`, `POWER_MONITOR_DATA`
	*/
	async stop(signal) {
		await this.#command(COMMAND.stop);
		const late = () => this.#doesNotStop();
		await this.#receive(signal, QUIET_TIMEOUT_MS, late, (_, wake) => {
			const timer = setTimeout(wake, QUIET_MS);
			return {
				onBytes: () => timer.refresh(),
				stop: () => clearTimeout(timer)
			};
		});
	}
	/** Supplies the board. @param supply_v 0.8 to 5 V @throws {HilbenchError} `POWER_MONITOR_LOST`, `POWER_MONITOR_HUNG` */
	async supply(supply_v) {
		const millivolts = Math.round(supply_v * 1e3);
		await this.#command(COMMAND.mode, SOURCE_METER);
		await this.#command(COMMAND.voltage, millivolts >>> 8, millivolts & 255);
		await this.#command(COMMAND.supply, 1);
	}
	/**
	* Ends a stream that the one who had the port before may have left, and asks the instrument what it says of itself.
	*
	* @returns that, without the `END`
	* @throws {HilbenchError} `POWER_MONITOR_HUNG` where it says nothing, or not all; `POWER_MONITOR_DATA`, `POWER_MONITOR_LOST`
	*/
	async greet(signal) {
		for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
			await this.stop(signal);
			const text = await this.#metadata(signal);
			if (TEXT.test(text)) return text;
		}
		throw this.#doesNotStop();
	}
	#doesNotStop() {
		return monitorUnsound(this.#name, "it does not stop");
	}
	async #metadata(signal) {
		let text = "";
		await this.#command(COMMAND.metadata);
		await this.#receive(signal, METADATA_TIMEOUT_MS, () => monitorSilent(this.#name, METADATA_TIMEOUT_MS), (fail, wake) => ({
			onBytes: (bytes) => {
				text += Buffer.from(bytes).toString("latin1");
				if (text.includes("END")) wake();
				else if (text.length > MOST_METADATA_BYTES) fail("its calibration has no end");
			},
			stop: () => void 0
		}));
		return text.slice(0, text.indexOf("END"));
	}
	async [Symbol.asyncDispose]() {
		this.unlisten();
		await this.#transport[Symbol.asyncDispose]();
	}
	async #command(...bytes) {
		if (this.#lost !== void 0) throw this.#lost;
		const late = () => monitorSilent(this.#name, WRITE_TIMEOUT_MS);
		try {
			await withDeadline(new AbortController().signal, WRITE_TIMEOUT_MS, late, () => this.#transport.write(Uint8Array.from(bytes)));
		} catch (cause) {
			throw this.#lost ?? (cause instanceof HilbenchError ? cause : monitorLost(this.#name, cause));
		}
	}
	/** Gives what comes to a receiver until it says that it has enough. */
	async #receive(signal, timeout_ms, late, receiver) {
		throwIfAborted(signal);
		const { promise, resolve, reject } = Promise.withResolvers();
		const fail = (why) => reject(monitorUnsound(this.#name, why));
		const { onBytes, stop } = receiver(fail, resolve);
		const timer = setTimeout(() => reject(late()), timeout_ms);
		const onAbort = () => resolve();
		signal.addEventListener("abort", onAbort, { once: true });
		this.listen(onBytes, reject);
		try {
			await promise;
		} finally {
			this.unlisten();
			stop();
			clearTimeout(timer);
			signal.removeEventListener("abort", onAbort);
		}
		throwIfAborted(signal);
	}
};

// src/power/ppk2/open.ts
/** A port of the instrument that cannot be opened, in the words of a monitor. */
function portProblem(error) {
	if (!(error instanceof HilbenchError) || !error.code.startsWith("PORT_")) return error;
	const code = {
		PORT_BUSY: "BUSY",
		PORT_DENIED: "PERMISSION"
	}[error.code] ?? "OPEN";
	return new HilbenchError({
		kind: "bench",
		code: `POWER_MONITOR_${code}`,
		message: `The PPK2 cannot be opened. ${error.message}`,
		hint: code === "BUSY" ? "Close the Power Profiler app, or the other program that has the port." : error.hint,
		cause: error
	});
}
function isSilence(error) {
	return error instanceof HilbenchError && error.code === "POWER_MONITOR_HUNG";
}
/** An opened port that answers as a PPK2, and what it answers; closed when it does not. */
async function greeted(transport, signal) {
	const port = new Ppk2Port(transport);
	try {
		return {
			port,
			calibration: parseMetadata(await port.greet(signal))
		};
	} catch (error) {
		await port[Symbol.asyncDispose]();
		throw error;
	}
}
/** The first of the instrument's ports that can be opened and answers, and what it answers. */
async function answering(paths, { openPort }, signal) {
	let problem;
	for (const path of paths) {
		throwIfAborted(signal);
		try {
			return await greeted(await openPort(path, signal), signal);
		} catch (error) {
			throwIfAborted(signal);
			if (problem === void 0 || !isSilence(error)) problem = portProblem(error);
		}
	}
	throw problem;
}
/**
* Opens the PPK2 of a board and supplies the board through it, at the voltage of bench.yml. The board stays supplied when
* the monitor is closed: the probe of whoever comes next needs it to be.
*
* @throws {HilbenchError} `POWER_NO_MONITOR`, `POWER_MONITOR_…` (kind `bench`), or the reason of `signal`'s abort
*/
async function openPpk2(options, signal) {
	const { board } = options;
	const { port, calibration } = await answering(board.port === void 0 ? ppk2Ports(await options.listPorts(), board.serial) : [board.port], options, signal);
	try {
		await port.supply(board.supply_v);
	} catch (error) {
		await port[Symbol.asyncDispose]();
		throw error;
	}
	return new Ppk2Monitor({
		...options,
		port,
		calibration
	});
}

// src/app/instruments.ts
/** USB: there is no baud rate on the way. */
const PPK2_BAUD = 115200;
function createInstruments({ root }, env) {
	const script = join(root, "templates", "bridge", "joulescope_bridge.py");
	const ports = {
		listPorts,
		openPort: (path, signal) => openSerial({
			path,
			baud: PPK2_BAUD,
			signal
		}),
		now_ms: () => performance.now()
	};
	return {
		openInstrument: (board, signal) => {
			switch (board.kind) {
				case "joulescope": return openJoulescope({
					board,
					env,
					script
				}, signal);
				case "ppk2": return openPpk2({
					board,
					...ports
				}, signal);
			}
		},
		scanJoulescopes: (signal) => scanJoulescopes({
			env,
			script
		}, signal)
	};
}

export { wrongEdges as _, deviceFailed as a, monitorLost as c, noGate as d, noReport as f, windowTimeout as g, windowShort as h, countMismatch as i, netNegative as l, outOfRange as m, checkSupply as n, gap as o, notReady as p, Wake as r, monitorData as s, createInstruments as t, noBoardReport as u, openSerial as v };