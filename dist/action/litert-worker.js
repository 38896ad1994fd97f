import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compileFunction } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";

// src/reference/litert-worker.ts
/**
* Runs one model in LiteRT's WebAssembly, in a worker thread, for `litert.ts`.
*
* It uses the bindings below the public API of `@litertjs/core`: that API refuses int8, int16, int64 and
* bool tensors, the bindings take the bytes of any. The build without relaxed SIMD is used: relaxed
* instructions may round differently from one CPU to the next, and a reference must not.
*/
const RUNTIME_FILE = "litert_wasm_compat_internal.js";
/** Of what the runtime prints during one call. */
const MAX_LINES = 50;
/** By LiteRT's own numbering, which is not that of the TFLite schema. */
const TYPE_NAMES = [...[
	"NONE",
	"FLOAT32",
	"INT32",
	"UINT8",
	"INT64",
	"STRING",
	"BOOL",
	"INT16",
	"COMPLEX64",
	"INT8"
], ...[
	"FLOAT16",
	"FLOAT64",
	"COMPLEX128",
	"UINT64",
	"RESOURCE",
	"VARIANT",
	"UINT32",
	"UINT16",
	"INT4"
]];
function main() {
	const port = parentPort;
	if (port === null) throw new Error("litert-worker runs as a worker thread only");
	const { wasm_dir, model, signature, stateful } = workerData;
	const say = (message) => port.postMessage(message);
	const said = new Transcript(say);
	const fail = (stage, error) => {
		const words = error instanceof Error ? error.message : String(error);
		say({
			kind: "failed",
			stage,
			message: [words, ...said.lines].join("\n")
		});
	};
	const start = async () => {
		let stage = "load";
		try {
			const wasm = await instantiate(wasm_dir, said.print);
			stage = "model";
			const runtime = placeModel(wasm, model);
			let session = await compile(runtime, signature, said);
			const worked = await tryOut(session, said);
			if (stateful || !worked) {
				session.compiled.delete();
				session = await compile(runtime, signature, said);
			}
			port.on("message", async ({ id, inputs }) => {
				try {
					say({
						kind: "outputs",
						id,
						outputs: await invoke(session, inputs, said)
					});
				} catch (error) {
					fail("invoke", error);
				}
			});
			say({
				kind: "ready",
				inputs: session.inputs,
				outputs: session.outputs
			});
		} catch (error) {
			fail(stage, error);
		}
	};
	start();
}
/**
* What the runtime printed since `clear`. Its bindings do not tell when an inference fails: `run` then
* gives buffers nobody wrote to. A line of severity ERROR is the only sign.
*/
var Transcript = class {
	lines = [];
	say;
	constructor(say) {
		this.say = say;
	}
	print = (line) => {
		if (this.lines.length < MAX_LINES) this.lines.push(line);
		this.say({
			kind: "line",
			line
		});
	};
	clear() {
		this.lines = [];
	}
	/** Throws what was printed since `clear` when there was an error among it. */
	throwErrors() {
		const first = this.lines.findIndex((line) => /^(?:ERROR|FATAL)/.test(line));
		if (first === -1) return;
		const words = this.lines.slice(first).join("\n");
		this.clear();
		throw new Error(words);
	}
};
/** The runtime's loader is a classic script: it is given its own `require` and a console that talks to us. */
async function instantiate(wasm_dir, print) {
	const file = join(wasm_dir, RUNTIME_FILE);
	const write = (...words) => print(words.map(String).join(" "));
	const quiet = {
		log: write,
		info: write,
		debug: write,
		warn: write,
		error: write,
		trace: write
	};
	const wasm = await compileFunction(`${readFileSync(file, "utf8")}\nreturn ModuleFactory;`, [
		"require",
		"__filename",
		"__dirname",
		"console"
	], { filename: file })(createRequire(file), file, dirname(file), quiet)({
		print,
		printErr: print
	});
	wasm.setupLogging();
	return wasm;
}
function placeModel(wasm, file) {
	const environment = wasm.LiteRtEnvironment.create(null);
	const address = wasm._malloc(file.byteLength);
	if (address === 0) throw new Error(`no memory for a model of ${file.byteLength} bytes`);
	wasm.HEAPU8.set(file, address);
	return {
		wasm,
		environment,
		model: wasm.loadModel(environment, address, file.byteLength)
	};
}
async function compile(runtime, signature, said) {
	const { wasm, environment, model } = runtime;
	said.clear();
	const compiled = await wasm.compileModel(environment, model, {
		accelerator: "wasm",
		cpuOptions: { numThreads: 1 }
	});
	const names = model.getSignature(signature);
	const inputs = toArray(names.inputNames()).map((name, index) => describe(name, model.getInputTensorType(signature, index)));
	const outputs = toArray(names.outputNames()).map((name, index) => describe(name, model.getOutputTensorType(signature, index)));
	names.delete();
	said.throwErrors();
	return {
		...runtime,
		compiled,
		signature,
		inputs,
		outputs
	};
}
/**
* One inference of zeros: only then does the runtime prepare its ops, and say which of them it lacks.
* @returns false when an op refused the zeros, such as a divisor; real inputs may still do
*/
async function tryOut(session, said) {
	try {
		await invoke(session, session.inputs.map(({ bytes }) => new Uint8Array(bytes)), said);
		return true;
	} catch (error) {
		if (/failed to invoke/.test(String(error)) && !/failed to prepare/.test(String(error))) return false;
		throw error;
	}
}
async function invoke(session, inputs, said) {
	const { wasm, environment, model, compiled, signature } = session;
	said.clear();
	const buffers = inputs.map((bytes, index) => {
		const type = model.getInputTensorType(signature, index);
		const buffer = wasm.LiteRtTensorBuffer.createManaged(environment, wasm.LiteRtTensorBufferType.HOST_MEMORY, type, bytes.byteLength);
		type.delete();
		const address = buffer.lock(wasm.LiteRtTensorBufferLockMode.WRITE);
		wasm.HEAPU8.set(bytes, address);
		buffer.unlock();
		return buffer;
	});
	try {
		const results = await compiled.run(signature, buffers);
		said.throwErrors();
		return results.map((buffer) => {
			const address = buffer.lock(wasm.LiteRtTensorBufferLockMode.READ);
			const bytes = wasm.HEAPU8.slice(address, address + buffer.packedSize());
			buffer.unlock();
			buffer.delete();
			return bytes;
		});
	} finally {
		for (const buffer of buffers) buffer.delete();
	}
}
function describe(name, type) {
	const layout = type.layout();
	const shape = toArray(layout.dimensions());
	layout.delete();
	const element = type.elementType().value;
	const bytes = type.bytes();
	type.delete();
	return {
		name,
		type: TYPE_NAMES[element] ?? `type ${element}`,
		shape,
		bytes
	};
}
function toArray(vector) {
	const array = Array.from({ length: vector.size() }, (_, index) => vector.get(index));
	vector.delete();
	return array;
}
main();

export {  };