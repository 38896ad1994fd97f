import { t as HilbenchError } from "./main-errors.js";
import { b as modelError, c as QUANTIZATION, d as TENSOR, n as BUFFER, t as require_flatbuffers, v as TENSOR_TYPE_BITS, x as quoteName, y as TENSOR_TYPE_NAMES } from "./main-flatbuffers.js";
import { createHash } from "node:crypto";

// src/model/read-tensor.ts
/** Memory of a tensor's object and of its view of a constant, beside its lists and texts. */
const TENSOR_COST_BYTES = 320;
const UNSUPPORTED_HINT = "Convert the model again with full-integer (int8) or float32 tensors, without this feature.";
/** The tensor in `table`, with its constant as a view into the file. */
function readTensor(file, buffers, table, index) {
	file.charge(TENSOR_COST_BYTES);
	const name = table.name(TENSOR.name);
	const what = `Tensor ${index} (${quoteName(name)})`;
	if (table.has(TENSOR.sparsity)) throw modelError("SPARSE_TENSOR", `${what} is stored as a sparse tensor.`, UNSUPPORTED_HINT);
	if (table.uint32(TENSOR.external_buffer) !== 0) throw modelError("EXTERNAL_BUFFER", `${what} has its data in another file.`, "Convert the model into one file that holds its weights.");
	const type = readType(table, what);
	const shape = readShape(table, what);
	const elements = product$1(shape, what);
	const bytes = Math.ceil(elements * TENSOR_TYPE_BITS[type] / 8);
	if (!Number.isSafeInteger(elements * TENSOR_TYPE_BITS[type])) throw tooLarge(shape, what);
	const signature = readDimensions(table, TENSOR.shape_signature, what);
	if (signature.some((size) => size < -1)) throw modelError("BAD_SHAPE", `${what} has the shape signature [${signature.join(", ")}].`);
	const quantization = readQuantization(table, type, shape, what);
	const data = readData(file, buffers, table.uint32(TENSOR.buffer), what);
	const constant = data.length > 0 || elements === 0 && table.uint32(TENSOR.buffer) !== 0;
	if (constant && TENSOR_TYPE_BITS[type] > 0 && data.length !== bytes) throw modelError("BAD_BUFFER", `${what} is ${type} [${shape.join(", ")}] and takes ${bytes} bytes, but its buffer has ${data.length}.`);
	return {
		index,
		name,
		type,
		shape,
		...signature.includes(-1) && { shape_signature: signature },
		...quantization && { quantization },
		is_variable: table.bool(TENSOR.is_variable, false),
		elements,
		bytes,
		...constant && { data }
	};
}
function readType(table, what) {
	const code = table.int8(TENSOR.type);
	const name = TENSOR_TYPE_NAMES[code];
	if (name !== void 0 && Object.hasOwn(TENSOR_TYPE_BITS, name)) return name;
	throw modelError("UNSUPPORTED_TYPE", `${what} is of type ${name ?? code}, which is not supported.`, UNSUPPORTED_HINT);
}
/** No op of the schema takes more than 8; the limit keeps shapes printable. */
const LARGEST_RANK = 16;
function readDimensions(table, slot, what) {
	const sizes = table.int32s(slot);
	if (sizes.length <= LARGEST_RANK) return sizes;
	throw modelError("BAD_SHAPE", `${what} has ${sizes.length} dimensions.`);
}
function readShape(table, what) {
	const shape = readDimensions(table, TENSOR.shape, what);
	if (shape.every((size) => size >= 0)) return shape;
	if (shape.every((size) => size >= -1)) throw dynamicShape(what, shape);
	throw modelError("BAD_SHAPE", `${what} has the shape [${shape.join(", ")}].`);
}
/** The refusal of a shape that is only known at run time. */
function dynamicShape(what, shape) {
	return modelError("DYNAMIC_SHAPE", `${what} has the shape [${shape.join(", ")}], which is only known at run time.`, "Convert the model with a fixed input shape, for example with a concrete function of batch size 1.");
}
function product$1(shape, what) {
	const elements = shape.reduce((total, size) => total * size, 1);
	const nonzero = shape.reduce((total, size) => total * Math.max(size, 1), 1);
	if (!Number.isSafeInteger(nonzero)) throw tooLarge(shape, what);
	return elements;
}
function tooLarge(shape, what) {
	return modelError("SHAPE_OVERFLOW", `${what} has the shape [${shape.join(", ")}]: more elements than can be counted.`);
}
const ZERO_POINT_RANGE = {
	INT8: [-128, 127],
	UINT8: [0, 255],
	INT16: [-32768, 32767],
	UINT16: [0, 65535],
	INT4: [-8, 7]
};
const INT32_RANGE = [-(2 ** 31), 2 ** 31 - 1];
function readQuantization(tensor, type, shape, what) {
	const table = tensor.table(TENSOR.quantization, `the quantization of ${tensor.what}`);
	if (table === void 0) return void 0;
	if (table.uint8(QUANTIZATION.details_type) > 1) throw modelError("UNSUPPORTED_QUANTIZATION", `${what} is quantized in blocks or along several axes.`, UNSUPPORTED_HINT);
	const scale = table.float32s(QUANTIZATION.scale);
	if (scale.length === 0) return void 0;
	const listed = table.int64s(QUANTIZATION.zero_point);
	const bad = (reason) => modelError("BAD_QUANTIZATION", `The quantization of ${what} ${reason}.`);
	if (listed.length !== scale.length && listed.length !== 1) throw bad(`has ${scale.length} scales and ${listed.length} zero points`);
	const zero_point = listed.length === scale.length ? listed : scale.map(() => listed[0] ?? 0);
	const wrong = scale.find((value) => !(Number.isFinite(value) && value >= 0));
	if (wrong !== void 0) throw bad(`has the scale ${wrong}`);
	const [lowest, highest] = ZERO_POINT_RANGE[type] ?? INT32_RANGE;
	const outside = zero_point.find((value) => !(value >= lowest && value <= highest));
	if (outside !== void 0) throw bad(`has the zero point ${outside}, which is no ${type}`);
	const written = table.int32(QUANTIZATION.quantized_dimension);
	const axis = shape.length === 1 ? 0 : written;
	if (scale.length > 1 && shape[axis] !== scale.length) throw bad(`has ${scale.length} scales along axis ${axis} of [${shape.join(", ")}]`);
	return {
		scale,
		zero_point,
		axis
	};
}
const NOTHING = /* @__PURE__ */ new Uint8Array(0);
/** The bytes of buffer `index`: in the flatbuffer, or, in files made for large models, behind it. */
function readData(file, buffers, index, what) {
	if (index === 0 && buffers.length === 0) return NOTHING;
	if (index >= buffers.length) throw modelError("BAD_INDEX", `${what} refers to buffer ${index}, but the file has ${buffers.length}.`);
	if (index === 0) return NOTHING;
	const buffer = buffers.at(index);
	const inside = buffer.bytes(BUFFER.data);
	if (inside !== void 0 && inside.length > 0) return inside;
	const offset = buffer.uint64(BUFFER.offset);
	if (offset <= 1) return NOTHING;
	const size = buffer.uint64(BUFFER.size);
	file.require(offset, size, `the data of buffer ${index}`);
	return file.bytes.subarray(offset, offset + size);
}

// src/model/static-shapes.ts
/**
* Refuses a graph with a tensor whose size is only known at run time.
*
* A dimension that the signature marks with −1 is fine where the shape has a size for it: converters write
* a free batch as 1, and runtimes that do not resize use that. What cannot be used is a computed tensor
* with a dimension of 0, or with no shape where the signature has one.
*
* @throws {HilbenchError} `MODEL_DYNAMIC_SHAPE` (kind `input`), naming the tensor
*/
function requireStaticShapes(graph) {
	for (const { index, tensors, inputs, outputs, operators } of graph.subgraphs) {
		const used = new Set([
			inputs,
			outputs,
			...operators.flatMap((operator) => [operator.inputs, operator.outputs])
		].flat());
		for (const tensor of tensors) {
			if (!used.has(tensor.index) || tensor.data !== void 0) continue;
			const signature = tensor.shape_signature;
			if (!(signature !== void 0 && signature.length !== tensor.shape.length) && !tensor.shape.includes(0)) continue;
			const where = index === 0 ? "" : ` of subgraph ${index}`;
			throw dynamicShape(`Tensor ${tensor.index} (${quoteName(tensor.name)})${where}`, signature ?? tensor.shape);
		}
	}
}

// src/engine/aot/plan.ts
const ARENA_ALIGNMENT = 16;
/** Above this many buffers only the first order is tried: placing is quadratic. */
const MAX_BUFFERS_TO_SEARCH = 4e3;
const span$1 = (buffer) => buffer.last_step - buffer.first_step + 1;
/** Which buffers are placed first. Each order wins on some graphs. */
const ORDERS = [
	(a, b) => b.bytes - a.bytes || a.first_step - b.first_step,
	(a, b) => b.bytes * span$1(b) - a.bytes * span$1(a) || a.first_step - b.first_step,
	(a, b) => span$1(b) - span$1(a) || b.bytes - a.bytes,
	(a, b) => a.first_step - b.first_step || b.bytes - a.bytes,
	(a, b) => b.last_step - a.last_step || b.bytes - a.bytes
];
/**
* Places buffers in one arena so that no two that are needed at the same step overlap. Greedy, each buffer
* at the lowest gap that holds it, over several orders; the smallest arena is kept. Deterministic.
*/
function planArena(buffers) {
	const lower_bound_bytes = lowerBound(buffers);
	const orders = buffers.length > MAX_BUFFERS_TO_SEARCH ? ORDERS.slice(0, 1) : ORDERS;
	let best;
	for (const order of orders) {
		const placed = place(buffers, order);
		if (best === void 0 || placed.arena_bytes < best.arena_bytes) best = placed;
		if (best.arena_bytes === lower_bound_bytes) break;
	}
	return {
		arena_bytes: best?.arena_bytes ?? 0,
		offsets: best?.offsets ?? [],
		lower_bound_bytes
	};
}
function align(bytes) {
	return Math.ceil(bytes / 16) * 16;
}
function lowerBound(buffers) {
	const changes = /* @__PURE__ */ new Map();
	const change = (step, bytes) => {
		changes.set(step, (changes.get(step) ?? 0) + bytes);
	};
	for (const buffer of buffers) {
		change(buffer.first_step, align(buffer.bytes));
		change(buffer.last_step + 1, -align(buffer.bytes));
	}
	let in_use = 0;
	let most = 0;
	for (const [, bytes] of [...changes].sort(([a], [b]) => a - b)) {
		in_use += bytes;
		most = Math.max(most, in_use);
	}
	return most;
}
function place(buffers, order) {
	const offsets = new Array(buffers.length).fill(0);
	const by_offset = [];
	let arena_bytes = 0;
	const queue = buffers.map((buffer, index) => ({
		buffer,
		index
	}));
	queue.sort((a, b) => order(a.buffer, b.buffer) || a.index - b.index);
	for (const { buffer, index } of queue) {
		const bytes = align(buffer.bytes);
		if (bytes === 0) continue;
		let begin = 0;
		for (const other of by_offset) {
			if (other.begin >= begin + bytes) break;
			if (other.buffer.first_step <= buffer.last_step && buffer.first_step <= other.buffer.last_step) begin = Math.max(begin, other.end);
		}
		offsets[index] = begin;
		const at = by_offset.findIndex((other) => other.begin > begin);
		by_offset.splice(at < 0 ? by_offset.length : at, 0, {
			buffer,
			begin,
			end: begin + bytes
		});
		arena_bytes = Math.max(arena_bytes, begin + bytes);
	}
	return {
		arena_bytes,
		offsets
	};
}

// src/engine/aot/constants.ts
/** Size of the header in front of the constants; see `hb_aot.h`. */
const HEADER_BYTES = 32;
const MAGIC = 1414480200;
const FORMAT = 1;
/** The constants of a model, side by side in one blob. Equal ones are kept once. */
var ConstantPool = class {
	#entries = [];
	#by_length = /* @__PURE__ */ new Map();
	#bytes = 0;
	/** Bytes of all constants, padding included. */
	get bytes() {
		return this.#bytes;
	}
	/** Keeps `bytes` (not copied) and returns its offset from the first constant, a multiple of 16. */
	add(bytes) {
		const same_length = this.#by_length.get(bytes.length) ?? [];
		const known = same_length.find((entry) => Buffer.compare(entry.bytes, bytes) === 0);
		if (known !== void 0) return known.offset;
		const entry = {
			bytes,
			offset: this.#bytes
		};
		this.#entries.push(entry);
		this.#by_length.set(bytes.length, [...same_length, entry]);
		this.#bytes += Math.ceil(bytes.length / 16) * 16;
		return entry.offset;
	}
	/** Offset and size of every constant, in order. */
	layout() {
		return this.#entries.map(({ offset, bytes }) => [offset, bytes.length]);
	}
	/** The blob as `hb_aot.h` describes it. */
	toBlob(fingerprint) {
		const blob = new Uint8Array(HEADER_BYTES + this.#bytes);
		const header = new DataView(blob.buffer);
		[
			MAGIC,
			FORMAT,
			blob.length,
			HEADER_BYTES
		].forEach((word, i) => {
			header.setUint32(i * 4, word, true);
		});
		blob.set(fingerprint, 16);
		for (const { bytes, offset } of this.#entries) blob.set(bytes, HEADER_BYTES + offset);
		return blob;
	}
};

// src/engine/aot/generate.ts
const BANNER = "/* Generated from a .tflite model by hilbench; do not edit. */";
/**
* Writes the C source of a model whose layers are lowered and whose arena is mapped. The fingerprint covers
* the source and the layout of the constants, not their values: retrained weights need no new image.
*/
function generateModel(subgraph, layers, arena) {
	const pool = new ConstantPool();
	const functions = layers.map((layer, step) => layerFunction(subgraph, layer, step, arena, pool));
	const io = [
		...tensorTable("input", subgraph.inputs, subgraph, arena, pool),
		...tensorTable("output", subgraph.outputs, subgraph, arena, pool),
		...variableTable(subgraph, arena)
	];
	const body = [
		...functions.flat(),
		...io,
		...layerTable(layers.length)
	];
	const layout = pool.layout();
	const fingerprint = createHash("sha256").update(JSON.stringify([body, layout])).digest().subarray(0, 16);
	return {
		code: `${[
			BANNER,
			"#include \"hb_aot.h\"",
			...[...new Set(layers.flatMap((layer) => layer.headers))].sort().map((header) => `#include "${header}"`),
			"",
			...body,
			...modelTable(subgraph, arena, pool, fingerprint, layers.length)
		].join("\n")}\n`,
		blob: pool.toBlob(fingerprint)
	};
}
function layerFunction(subgraph, layer, step, arena, pool) {
	const statements = layer.code({
		tensor: (tensor, ctype) => {
			if (tensor.data !== void 0) return constantAt(pool.add(tensor.data), ctype);
			const offset = arena.tensors.get(tensor.index);
			if (offset === void 0) throw new Error(`tensor ${tensor.index} has no place in the arena`);
			return arenaAt(offset, ctype);
		},
		constant: (name, ctype) => {
			const constant = layer.constants?.find((candidate) => candidate.name === name);
			if (constant === void 0) throw new Error(`layer ${step} has no constant ${name}`);
			return constantAt(pool.add(constant.bytes), ctype);
		},
		scratch: (ctype) => {
			const offset = arena.scratch[step];
			if (offset === void 0) throw new Error(`layer ${step} has no scratch`);
			return arenaAt(offset, ctype);
		}
	});
	const uses_memory = statements.some((line) => line.includes("memory->"));
	return [
		`/* ${describeLayer(subgraph, step)} */`,
		`static void layer_${step}(const hb_aot_memory *memory) {`,
		...uses_memory ? [] : ["  (void)memory;"],
		...statements.map((line) => `  ${line}`),
		"}",
		""
	];
}
const arenaAt = (offset, ctype) => `(${ctype} *)(memory->arena + ${offset}u)`;
const constantAt = (offset, ctype) => `(const ${ctype} *)(memory->constants + ${offset}u)`;
function describeLayer(subgraph, step) {
	const operator = subgraph.operators[step];
	const tensor = (index) => subgraph.tensors[index ?? -1];
	const input = tensor(operator?.inputs[0]);
	const output = tensor(operator?.outputs[0]);
	const shape = (t) => t ? `${t.type} ${t.shape.join("x") || "scalar"}` : "none";
	const name = sanitize(output?.name ?? "");
	return `Layer ${step}: ${operator?.op}, ${shape(input)} to ${shape(output)}${name && `, "${name}"`}`;
}
/** Text of a model made safe for a C comment: a few ASCII characters, none that could end it. */
function sanitize(text) {
	return text.slice(0, 80).replaceAll(/[^A-Za-z0-9_ .:;,/()+=-]/g, "_");
}
function tensorTable(role, indices, subgraph, arena, pool) {
	if (indices.length === 0) return [];
	const tensors = indices.map((index) => subgraph.tensors[index]).filter((tensor) => tensor !== void 0);
	const dims = tensors.map((tensor, i) => tensor.shape.length === 0 ? "" : `static const uint32_t ${role}_${i}_dims[] = {${tensor.shape.join(", ")}};`);
	const rows = tensors.map((tensor, i) => {
		const dims_name = tensor.shape.length === 0 ? "0" : `${role}_${i}_dims`;
		return `    {${`{${TENSOR_TYPE_NAMES.indexOf(tensor.type)}, ${tensor.shape.length}, ${dims_name}, 0, ${tensor.bytes}u}`}, ${tensor.data === void 0 ? arena.tensors.get(tensor.index) : pool.add(tensor.data)}u, ${tensor.data !== void 0}}, /* ${sanitize(tensor.name)} */`;
	});
	return [
		...dims.filter(Boolean),
		`static hb_aot_tensor ${role}s[] = {`,
		...rows,
		"};",
		""
	];
}
function variables(subgraph, arena) {
	return subgraph.tensors.filter((tensor) => tensor.is_variable && arena.tensors.has(tensor.index));
}
/** Variables start at the real value 0. */
function variableTable(subgraph, arena) {
	const rows = variables(subgraph, arena).map((tensor) => {
		const initial = tensor.type === "INT8" ? (tensor.quantization?.zero_point[0] ?? 0) & 255 : 0;
		return `    {${arena.tensors.get(tensor.index)}u, ${tensor.bytes}u, ${initial}},`;
	});
	return rows.length === 0 ? [] : [
		"static const hb_aot_variable variables[] = {",
		...rows,
		"};",
		""
	];
}
function layerTable(count) {
	if (count === 0) return [];
	return [
		"static const hb_aot_layer layers[] = {",
		...Array.from({ length: count }, (_, step) => `    layer_${step},`),
		"};",
		""
	];
}
function modelTable(subgraph, arena, pool, fingerprint, layer_count) {
	const bytes = [...fingerprint].map((byte) => `0x${byte.toString(16).padStart(2, "0")}`);
	const variable_count = variables(subgraph, arena).length;
	const table = (count, name) => count === 0 ? "0" : name;
	return [
		"const hb_aot_model hb_aot_the_model = {",
		`    .arena_bytes = ${arena.arena_bytes}u,`,
		`    .constants_bytes = ${pool.bytes}u,`,
		`    .fingerprint = {${bytes.join(", ")}},`,
		`    .layer_count = ${layer_count}u,`,
		`    .layers = ${table(layer_count, "layers")},`,
		`    .input_count = ${subgraph.inputs.length}u,`,
		`    .inputs = ${table(subgraph.inputs.length, "inputs")},`,
		`    .output_count = ${subgraph.outputs.length}u,`,
		`    .outputs = ${table(subgraph.outputs.length, "outputs")},`,
		`    .variable_count = ${variable_count}u,`,
		`    .variables = ${table(variable_count, "variables")},`,
		"};"
	];
}

// src/engine/aot/checks.ts
/** The operator's options of the given kind; refuses the layer when it carries others or none. */
function requireOptions(layer, type) {
	const { options } = layer.operator;
	if (options.type !== type) layer.refuse(`carries no ${type}`);
	return options;
}
/** Refuses the layer when the tensor's type is none of `types`. */
function requireType(layer, tensor, role, ...types) {
	if (types.includes(tensor.type)) return;
	layer.refuse(`has the ${role} type ${tensor.type}; supported: ${types.join(", ")}`, "ENGINE_UNSUPPORTED_DTYPE");
}
/** Input, weights and output of a layer that sums products of int8; refuses the layer for other types. */
function requireInt8Operands(layer) {
	const [input, weights, output] = [
		layer.requireInput(0),
		layer.requireInput(1),
		layer.output(0)
	];
	requireType(layer, input, "input", "INT8");
	requireType(layer, weights, "weight", "INT8");
	requireType(layer, output, "output", "INT8");
	return [
		input,
		weights,
		output
	];
}
/** The bytes of a tensor that must be a constant; refuses the layer otherwise. */
function requireConstant(layer, tensor, role) {
	return tensor.data ?? layer.refuse(`needs constant ${role}, which is computed at run time`);
}
/** Refuses the layer when the tensor has another shape than the one that follows from its neighbours. */
function requireShape(layer, tensor, role, shape) {
	if (tensor.shape.length === shape.length && tensor.shape.every((dim, i) => dim === shape[i])) return;
	layer.refuse(`has the ${role} shape [${tensor.shape.join(", ")}] where [${shape.join(", ")}] follows`);
}
/** A tensor of rank 4 as batch, height, width, channels; refuses the layer for other ranks. */
function requireNhwc(layer, tensor, role) {
	const [n, h, w, c] = tensor.shape;
	if (tensor.shape.length !== 4 || n === void 0 || h === void 0 || w === void 0 || c === void 0) layer.refuse(`needs rank 4 for its ${role}, which has the shape [${tensor.shape.join(", ")}]`);
	return [
		n,
		h,
		w,
		c
	];
}

// src/engine/aot/fixed-point.ts
/**
* The fixed-point arithmetic of TFLM's reference kernels, on the host: what the C kernels compute with
* 32-bit integers at run time, lowerings compute here when a whole layer fits in a table.
*
* A value of format Qm.n is a 32-bit integer with m integer bits (sign not counted) and n = 31 − m
* fractional bits.
*/
const INT32_MAX = 2147483647;
const INT32_MIN = -2147483648;
/** round(a · b / 2³¹), halves upwards; saturates for INT32_MIN². */
function doublingHighMul(a, b) {
	if (a === INT32_MIN && b === INT32_MIN) return INT32_MAX;
	return Number(BigInt(a) * BigInt(b) + (1n << 30n) >> 31n);
}
/** round(a · b / 2¹⁵) of 16-bit numbers, halves upwards; saturates for INT16_MIN². */
function doublingHighMul16(a, b) {
	return Math.min(a * b + 16384 >> 15, 32767);
}
/** round(x / 2^exponent), halves away from zero; exponent 0…31. */
function roundingDivideByPot(x, exponent) {
	const divisor = 2 ** exponent;
	const quotient = Math.floor(x / divisor);
	return quotient + (x - quotient * divisor > Math.floor((divisor - 1) / 2) + (x < 0 ? 1 : 0) ? 1 : 0);
}
/** x · multiplier · 2^(shift − 31), rounded twice; a shift to the left is modulo 2³². */
function multiplyByQuantizedMultiplier(x, { multiplier, shift }) {
	return roundingDivideByPot(doublingHighMul(shift > 0 ? Math.imul(x, 1 << shift) : x, multiplier), shift > 0 ? 0 : -shift);
}
/** Multiplies by 2^exponent (exponent > 0) and saturates. */
function saturatingShiftLeft(x, exponent) {
	const threshold = 2 ** (31 - exponent) - 1;
	if (x > threshold) return INT32_MAX;
	if (x < -threshold) return INT32_MIN;
	return x << exponent;
}
/** Half of a + b, rounded away from zero. */
function roundingHalfSum(a, b) {
	const sum = a + b;
	return Math.trunc((sum + (sum >= 0 ? 1 : -1)) / 2);
}
const ONE_Q0 = INT32_MAX;
const ONE_Q2 = 1 << 29;
/** exp(a) for a in [−1/4, 0), Q0.31 in and out: a polynomial of degree 4 around −1/8. */
function expBetweenMinusQuarterAndZero(a) {
	const exp_minus_eighth = 1895147668;
	const one_third = 715827883;
	const x = a + (1 << 28) | 0;
	const x2 = doublingHighMul(x, x);
	const x3 = doublingHighMul(x2, x);
	return exp_minus_eighth + doublingHighMul(exp_minus_eighth, x + roundingDivideByPot(doublingHighMul(roundingDivideByPot(doublingHighMul(x2, x2), 2) + x3 | 0, one_third) + x2 | 0, 1) | 0) | 0;
}
/** exp(−2^exponent) in Q0.31. */
const EXP_OF_POWERS = [
	[-2, 1672461947],
	[-1, 1302514674],
	[0, 790015084],
	[1, 290630308],
	[2, 39332535],
	[3, 720401],
	[4, 242]
];
/** exp(a) for a ≤ 0; `a` has `integer_bits` (≤ 5) integer bits, the result is Q0.31. */
function expOfNegative(a, integer_bits) {
	if (a === 0) return ONE_Q0;
	const fractional_bits = 31 - integer_bits;
	const quarter = 1 << fractional_bits - 2;
	const a_mod_quarter_minus_quarter = (a & quarter - 1) - quarter;
	let result = expBetweenMinusQuarterAndZero(saturatingShiftLeft(a_mod_quarter_minus_quarter, integer_bits));
	const remainder = a_mod_quarter_minus_quarter - a | 0;
	for (const [exponent, factor] of EXP_OF_POWERS) if (integer_bits > exponent && (remainder & 1 << fractional_bits + exponent) !== 0) result = doublingHighMul(result, factor);
	return result;
}
/** 2 / (1 + a) for a in [0, 1] in Q0.31; the result is Q2.29. Newton–Raphson, three steps. */
function twoOverOnePlus(a) {
	const half_denominator = roundingHalfSum(a, ONE_Q0);
	let x = 1515870810 + doublingHighMul(half_denominator, -1010580540) | 0;
	for (let step = 0; step < 3; step++) {
		const error = ONE_Q2 - doublingHighMul(half_denominator, x) | 0;
		x = x + saturatingShiftLeft(doublingHighMul(x, error), 2) | 0;
	}
	return x;
}
/** 1 / (1 + e^−a); `a` has `integer_bits` integer bits, the result is Q0.31. */
function logistic(a, integer_bits) {
	if (a === 0) return 1 << 30;
	const positive = saturatingShiftLeft(twoOverOnePlus(expOfNegative(-Math.abs(a), integer_bits)), 1);
	return a > 0 ? positive : ONE_Q0 - positive;
}
/** tanh(a); `a` has `integer_bits` integer bits, the result is Q0.31. */
function tanh(a, integer_bits) {
	if (a === 0) return 0;
	const positive = saturatingShiftLeft(twoOverOnePlus(expOfNegative(-Math.abs(a), integer_bits + 1)) - ONE_Q2 | 0, 2);
	return a > 0 ? positive : -positive;
}

// src/engine/aot/quantize.ts
const INTEGER_RANGES = {
	INT8: {
		min: -128,
		max: 127
	},
	UINT8: {
		min: 0,
		max: 255
	},
	INT16: {
		min: -32768,
		max: 32767
	},
	INT32: {
		min: -2147483648,
		max: 2147483647
	}
};
/** `value = fraction · 2^exponent`, fraction in [0.5, 1); 0 and non-finite numbers have exponent 0. */
function frexp(value) {
	if (value === 0 || !Number.isFinite(value)) return {
		fraction: value,
		exponent: 0
	};
	const view = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
	view.setFloat64(0, value);
	const biased = view.getUint16(0) >> 4 & 2047;
	if (biased === 0) {
		const normal = frexp(value * 2 ** 64);
		return {
			fraction: normal.fraction,
			exponent: normal.exponent - 64
		};
	}
	view.setUint16(0, view.getUint16(0) & 32783 | 16352);
	return {
		fraction: view.getFloat64(0),
		exponent: biased - 1022
	};
}
/** Rounds halves away from zero, as C's `round`. */
function roundHalfAway(value) {
	const whole = Math.trunc(value);
	return Math.abs(value - whole) >= .5 ? whole + Math.sign(value) : whole;
}
/**
* The fixed-point form of a real multiplier, equal to TensorFlow Lite's `QuantizeMultiplier` with double
* rounding. Numbers below 2⁻³² become 0.
*
* @throws {RangeError} when `real` is negative, not finite, or 2³¹ and more.
*/
function quantizeMultiplier(real) {
	if (!(real >= 0) || real >= 2 ** 31) throw new RangeError(`no fixed-point multiplier for ${real}`);
	if (real === 0) return {
		multiplier: 0,
		shift: 0
	};
	const { fraction, exponent } = frexp(real);
	const rounded = roundHalfAway(fraction * 2 ** 31);
	const carried = rounded === 2 ** 31;
	const shift = carried ? exponent + 1 : exponent;
	if (shift < -31) return {
		multiplier: 0,
		shift: 0
	};
	return {
		multiplier: carried ? 2 ** 30 : rounded,
		shift
	};
}
/** As {@link quantizeMultiplier}; a multiplier that has no fixed-point form refuses the layer. */
function layerMultiplier(layer, real) {
	if (!(real >= 0) || real >= 2 ** 31) layer.refuse(`has scales whose ratio ${real} cannot be represented`);
	return quantizeMultiplier(real);
}
/** The limits of an integer type; refuses the layer for other types. */
function integerRange(layer, type) {
	return INTEGER_RANGES[type] ?? layer.refuse(`has no integer range for ${type}`);
}
/** The scale and zero point of a tensor that must have exactly one of each; refuses the layer otherwise. */
function tensorScale(layer, tensor, role) {
	const { scale, zero_point } = tensor.quantization ?? {
		scale: [],
		zero_point: []
	};
	const [only_scale] = scale;
	if (only_scale === void 0) layer.refuse(`needs a quantized ${role}, which has no scale`);
	if (scale.length > 1) layer.refuse(`needs one scale for its ${role}, which has ${scale.length}`);
	if (!(only_scale > 0) || !Number.isFinite(only_scale)) layer.refuse(`has the scale ${only_scale} for its ${role}`);
	const { min, max } = integerRange(layer, tensor.type);
	const only_zero_point = zero_point[0] ?? 0;
	if (!Number.isInteger(only_zero_point) || only_zero_point < min || only_zero_point > max) layer.refuse(`has the zero point ${only_zero_point} for its ${role}, outside ${tensor.type}`);
	return {
		scale: only_scale,
		zero_point: only_zero_point
	};
}
/**
* One scale per output channel of symmetric weights: those of the tensor, or its single one repeated.
* Refuses weights with zero points other than 0 or with scales along another dimension.
*/
function channelScales(layer, weights, axis, channels) {
	const quantization = weights.quantization;
	const scales = quantization?.scale ?? [];
	if (quantization === void 0 || scales.length === 0) layer.refuse("needs quantized weights, which have no scale");
	if (scales.length > 1 && (quantization.axis !== axis || scales.length !== channels)) layer.refuse(`has ${scales.length} weight scales along dimension ${quantization.axis}, for ${channels} channels along ${axis}`);
	if (quantization.zero_point.some((zero_point) => zero_point !== 0)) layer.refuse("has weights with a zero point other than 0");
	const bad = scales.find((scale) => !(scale > 0) || !Number.isFinite(scale));
	if (bad !== void 0) layer.refuse(`has the weight scale ${bad}`);
	return Array.from({ length: channels }, (_, i) => scales[scales.length > 1 ? i : 0] ?? 0);
}
/**
* The limits that a fused activation leaves of a quantized output, in its quantized values: float32
* arithmetic as in TensorFlow Lite. Refuses activations that are not a clamp.
*/
function activationRange(layer, activation, output) {
	const { min, max } = integerRange(layer, output.type);
	if (activation === "NONE") return {
		min,
		max
	};
	const { scale, zero_point } = tensorScale(layer, output, "output");
	const quantize = (real) => zero_point + roundHalfAway(Math.fround(real / scale));
	switch (activation) {
		case "RELU": return clampRange(layer, {
			min,
			max
		}, quantize(0), max);
		case "RELU6": return clampRange(layer, {
			min,
			max
		}, quantize(0), quantize(6));
		case "RELU_N1_TO_1": return clampRange(layer, {
			min,
			max
		}, quantize(-1), quantize(1));
		default: return layer.refuse(`has the fused activation ${activation}`);
	}
}
function clampRange(layer, limits, low, high) {
	const range = {
		min: Math.max(limits.min, low),
		max: Math.min(limits.max, high)
	};
	if (range.min > range.max) layer.refuse("has a fused activation that leaves no value of its output");
	return range;
}

// src/engine/aot/pack.ts
/** Little-endian bytes of 32-bit integers, whatever the host's byte order. Values wrap modulo 2³². */
function packInt32(values) {
	const bytes = new Uint8Array(values.length * 4);
	const view = new DataView(bytes.buffer);
	for (let i = 0; i < values.length; i++) view.setInt32(i * 4, values[i] ?? 0, true);
	return bytes;
}
/** Little-endian bytes of 16-bit integers. */
function packInt16(values) {
	const bytes = new Uint8Array(values.length * 2);
	const view = new DataView(bytes.buffer);
	for (let i = 0; i < values.length; i++) view.setInt16(i * 2, values[i] ?? 0, true);
	return bytes;
}
/** Bytes of 8-bit integers, signed or not. */
function packInt8(values) {
	return new Uint8Array(Int8Array.from(values).buffer);
}
/** The 8-bit signed integers in `bytes`, sharing its memory. */
function asInt8(bytes) {
	return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
/** A copy of `bytes` read as little-endian 32-bit integers; `bytes` need not be aligned. */
function unpackInt32(bytes) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return Int32Array.from({ length: bytes.byteLength >> 2 }, (_, i) => view.getInt32(i * 4, true));
}

// src/engine/aot/ops/table.ts
/**
* An element-wise function from an 8-bit to an 8-bit tensor of the same shape, as a table of 256 bytes.
* `f` maps a quantized input to a quantized output; what it gives is clamped to the output's type.
*/
function tableLayer(layer, input, output, f) {
	requireShape(layer, output, "output", input.shape);
	const { min, max } = integerRange(layer, output.type);
	const values = tableEntries(layer, input).map((entry) => Math.min(Math.max(f(entry), min), max));
	return {
		sources: [tableSource(layer.target)],
		headers: ["lut.h"],
		constants: [{
			name: "table",
			bytes: packInt8(values)
		}],
		...input.data === void 0 && { in_place_of: input },
		code: (names) => {
			return [`hb_lut_8(${names.tensor(input, "uint8_t")}, ${names.tensor(output, "uint8_t")}, ${output.elements}u, ${names.constant("table", "uint8_t")});`];
		}
	};
}
/** The values of an 8-bit type in the order of a table: by their bits. */
function tableEntries(layer, input) {
	const { max } = integerRange(layer, input.type);
	return Array.from({ length: 256 }, (_, bits) => bits > max ? bits - 256 : bits);
}
/** The variant of `hb_lut_8` and its sister that is linked for a core. */
function tableSource(target) {
	return target.mve ? "lut_mve.c" : "lut.c";
}

// src/engine/aot/ops/activations.ts
const FUNCTIONS$1 = {
	RELU: (layer, input, output) => clamp(layer, input, output, "RELU"),
	RELU6: (layer, input, output) => clamp(layer, input, output, "RELU6"),
	RELU_N1_TO_1: (layer, input, output) => clamp(layer, input, output, "RELU_N1_TO_1"),
	LEAKY_RELU: leakyRelu,
	LOGISTIC: (layer, input, output) => {
		requireOutputScale(layer, output, 1 / 256, -128);
		return saturating(layer, input, (a) => roundingDivideByPot(logistic(a, INPUT_INTEGER_BITS), 23) - 128);
	},
	TANH: (layer, input, output) => {
		requireOutputScale(layer, output, 1 / 128, 0);
		return saturating(layer, input, (a) => roundingDivideByPot(tanh(a, INPUT_INTEGER_BITS), 24));
	},
	HARD_SWISH: hardSwish
};
/** Activation functions of int8 tensors that stand alone, as tables. */
const ACTIVATIONS = {
	ops: Object.keys(FUNCTIONS$1),
	lower(layer) {
		const input = layer.requireInput(0);
		const output = layer.output(0);
		requireType(layer, input, "input", "INT8");
		requireType(layer, output, "output", "INT8");
		const of = FUNCTIONS$1[layer.operator.op] ?? layer.refuse("is no activation function");
		return tableLayer(layer, input, output, of(layer, input, output));
	}
};
/**
* A clamp in the output's scale. TFLM's RELU6 clamps without rescaling; with equal scales on both sides
* that is the same, with different ones only rescaling (as TensorFlow Lite does) is right.
*/
function clamp(layer, input, output, activation) {
	const from = tensorScale(layer, input, "input");
	const to = tensorScale(layer, output, "output");
	const { min, max } = activationRange(layer, activation, output);
	const ratio = layerMultiplier(layer, Math.fround(from.scale / to.scale));
	return (q) => {
		const rescaled = to.zero_point + multiplyByQuantizedMultiplier(q - from.zero_point, ratio);
		return Math.min(Math.max(rescaled, min), max);
	};
}
function leakyRelu(layer, input, output) {
	const { alpha } = requireOptions(layer, "LeakyReluOptions");
	const from = tensorScale(layer, input, "input");
	const to = tensorScale(layer, output, "output");
	const identity = layerMultiplier(layer, Math.fround(from.scale / to.scale));
	const slope = Math.fround(Math.fround(from.scale * Math.fround(alpha)) / to.scale);
	const negative = layerMultiplier(layer, Math.abs(slope));
	return (q) => {
		const x = q - from.zero_point;
		if (x >= 0) return to.zero_point + multiplyByQuantizedMultiplier(x, identity);
		const scaled = multiplyByQuantizedMultiplier(x, negative);
		return to.zero_point + (slope < 0 ? -scaled : scaled);
	};
}
/** Integer bits of what LOGISTIC and TANH take: they are flat beyond ±16. */
const INPUT_INTEGER_BITS = 4;
/**
* A function that is computed in Q4.27 and saturates: inputs whose Q4.27 form does not fit give the
* output's ends.
*/
function saturating(layer, input, f) {
	const { scale, zero_point } = tensorScale(layer, input, "input");
	const real = scale * 2 ** 27;
	const { exponent } = frexp(real);
	if (exponent < 0 || exponent > 30) layer.refuse(`has the input scale ${scale}, outside 2⁻²⁸ … 8`);
	const multiplier = layerMultiplier(layer, real);
	const radius = Math.floor(15 * 2 ** 27 / 2 ** exponent);
	return (q) => {
		const x = q - zero_point;
		if (x <= -radius) return -128;
		if (x >= radius) return 127;
		return f(multiplyByQuantizedMultiplier(x, multiplier));
	};
}
function requireOutputScale(layer, output, scale, zero_point) {
	const actual = tensorScale(layer, output, "output");
	if (actual.scale === scale && actual.zero_point === zero_point) return;
	layer.refuse(`has the output scale ${actual.scale} and zero point ${actual.zero_point} where ${scale} and ${zero_point} are defined for it`);
}
/** x · relu6(x + 3) / 6 in 16-bit arithmetic; 7 bits are added to the input to round once. */
function hardSwish(layer, input, output) {
	const from = tensorScale(layer, input, "input");
	const to = tensorScale(layer, output, "output");
	const fine_scale = Math.fround(Math.fround(1 / 128) * from.scale);
	const relu_scale = Math.fround(Math.fround(3) / Math.fround(32768));
	const out = layerMultiplier(layer, Math.fround(fine_scale / to.scale));
	const relu = layerMultiplier(layer, Math.fround(fine_scale / relu_scale));
	if (out.shift > 0 || out.shift < -15 || relu.shift < -15) layer.refuse(`has the scales ${from.scale} and ${to.scale}, beyond 16-bit arithmetic`);
	const out_factor = toInt16Multiplier(out.multiplier);
	const relu_factor = toInt16Multiplier(relu.multiplier);
	return (q) => {
		const fine = (q - from.zero_point) * 128;
		let relu_value = relu.shift > 0 ? saturatingShiftLeft16(fine, relu.shift - 1) : fine;
		relu_value = doublingHighMul16(relu_value, relu_factor);
		if (relu.shift > 0) relu_value = saturatingShiftLeft16(relu_value, 1);
		if (relu.shift < 0) relu_value = roundingDivideByPot(relu_value, -relu.shift);
		const gate = relu_value + 32768 >> 1;
		const product = Math.trunc(gate * doublingHighMul16(fine, out_factor) / 32768);
		return roundingDivideByPot(product, -out.shift) + to.zero_point << 16 >> 16;
	};
}
/** The upper half of a 32-bit multiplier, rounded. */
function toInt16Multiplier(multiplier) {
	return multiplier >= 2147450879 ? 32767 : multiplier + 32768 >> 16;
}
function saturatingShiftLeft16(x, bits) {
	return Math.min(Math.max(x * 2 ** bits, -32768), 32767);
}

// src/engine/aot/ops/loops.ts
/** HB_MAX_LOOPS of hb_loops.h. */
const MAX_LOOPS = 8;
const ELEMENT_BYTES = {
	BOOL: 1,
	INT8: 1,
	UINT8: 1,
	INT16: 2,
	UINT16: 2,
	FLOAT16: 2,
	INT32: 4,
	UINT32: 4,
	FLOAT32: 4,
	INT64: 8,
	UINT64: 8,
	FLOAT64: 8
};
/** Bytes of one element; refuses the layer for types whose elements are not whole bytes of one size. */
function elementBytes(layer, tensor) {
	return ELEMENT_BYTES[tensor.type] ?? layer.refuse(`cannot move elements of type ${tensor.type}`, "ENGINE_UNSUPPORTED_DTYPE");
}
/** Elements from one index to the next, for each dimension of a row-major tensor. */
function rowMajorStrides(shape) {
	const strides = new Array(shape.length).fill(1);
	for (let i = shape.length - 2; i >= 0; i--) strides[i] = (strides[i + 1] ?? 1) * (shape[i + 1] ?? 1);
	return strides;
}
/**
* The same walk with the fewest loops: loops of one turn go, neighbours that continue each other become
* one. At least one loop is left. Refuses the layer when an empty tensor is walked, or when more loops
* are left than a kernel can hold.
*/
function coalesceLoops(layer, loops) {
	if (loops.some(({ count }) => count === 0)) layer.refuse("has an empty tensor");
	const merged = [];
	for (const loop of loops) {
		if (loop.count === 1) continue;
		const outer = merged.at(-1);
		if (outer?.steps.every((step, i) => step === loop.count * (loop.steps[i] ?? 0))) merged[merged.length - 1] = {
			count: outer.count * loop.count,
			steps: loop.steps
		};
		else merged.push(loop);
	}
	if (merged.length > MAX_LOOPS) layer.refuse(`needs ${merged.length} nested loops, more than ${MAX_LOOPS}`);
	return merged.length > 0 ? merged : [{
		count: 1,
		steps: [1, 1]
	}];
}
/** The C definition of a loop nest as a local constant array. */
function loopsDefinition(name, loops) {
	return `static const hb_loop ${name}[] = {${loops.map(({ count, steps }) => `{${count}u, {${steps[0]}, ${steps[1]}}}`).join(", ")}};`;
}

// src/engine/aot/ops/binary.ts
const FUNCTIONS = {
	SUB: (layer, a, b, output) => {
		return sum(layer, a, b, output, activationRange(layer, requireOptions(layer, "SubOptions").fused_activation_function, output), Math.fround, -1);
	},
	MUL: product,
	MAXIMUM: () => ({
		kernel: "hb_broadcast_max_s8",
		evaluate: Math.max
	}),
	MINIMUM: () => ({
		kernel: "hb_broadcast_min_s8",
		evaluate: Math.min
	})
};
/** Element-wise arithmetic of int8 tensors with broadcasting. */
const BINARY = {
	ops: Object.keys(FUNCTIONS),
	lower(layer) {
		const [a, b, output] = operands(layer);
		return binaryLayer(layer, a, b, output, (FUNCTIONS[layer.operator.op] ?? layer.refuse("is no element-wise function"))(layer, a, b, output));
	}
};
/** ADD of int8 tensors whose shapes differ. */
function lowerBroadcastAdd(layer) {
	const [a, b, output] = operands(layer);
	return binaryLayer(layer, a, b, output, sum(layer, a, b, output, activationRange(layer, requireOptions(layer, "AddOptions").fused_activation_function, output), (real) => real, 1));
}
function operands(layer) {
	const a = layer.requireInput(0);
	const b = layer.requireInput(1);
	const output = layer.output(0);
	requireType(layer, a, "input", "INT8");
	requireType(layer, b, "second input", "INT8");
	requireType(layer, output, "output", "INT8");
	return [
		a,
		b,
		output
	];
}
function binaryLayer(layer, a, b, output, f) {
	requireShape(layer, output, "output", broadcastShape(layer, a.shape, b.shape));
	const scalar_a = scalar(a);
	const scalar_b = scalar(b);
	if (scalar_b !== void 0 && sameShape(a, output)) return tableLayer(layer, a, output, (q) => f.evaluate(q, scalar_b));
	if (scalar_a !== void 0 && sameShape(b, output)) return tableLayer(layer, b, output, (q) => f.evaluate(scalar_a, q));
	const loops = broadcastLoops(layer, a.shape, b.shape, output.shape);
	const in_place_of = [a, b].find((input) => input.data === void 0 && input.elements === output.elements);
	return {
		sources: ["binary.c"],
		headers: ["binary.h"],
		...in_place_of !== void 0 && { in_place_of },
		code: (names) => {
			const pointers = [
				a,
				b,
				output
			].map((tensor) => names.tensor(tensor, "int8_t"));
			const lines = [loopsDefinition("loops", loops), `static const hb_broadcast shape = {loops, ${loops.length}u};`];
			if (f.params === void 0) return [...lines, `${f.kernel}(${pointers.join(", ")}, &shape);`];
			return [
				...lines,
				`static const ${f.params.type} params = {${f.params.values.join(", ")}};`,
				`${f.kernel}(${pointers.join(", ")}, &shape, &params);`
			];
		}
	};
}
/** a ± b: both are brought to twice the larger scale with 20 more bits, and the sum to the output's scale. */
function sum(layer, a, b, output, range, rounded, sign) {
	const left_shift = 20;
	const [qa, qb, to] = scales(layer, a, b, output);
	const twice_max_scale = rounded(2 * Math.max(qa.scale, qb.scale));
	const ma = smallerThanOne(layer, rounded(qa.scale / twice_max_scale));
	const mb = smallerThanOne(layer, rounded(qb.scale / twice_max_scale));
	const mo = smallerThanOne(layer, rounded(twice_max_scale / rounded(2 ** left_shift * to.scale)));
	const scaled = (q, from, multiplier) => multiplyByQuantizedMultiplier(q - from.zero_point << left_shift, multiplier);
	return {
		kernel: sign > 0 ? "hb_broadcast_add_s8" : "hb_broadcast_sub_s8",
		params: {
			type: "hb_sum_params",
			values: [
				...[
					qa.zero_point,
					ma.multiplier,
					ma.shift
				],
				...[
					qb.zero_point,
					mb.multiplier,
					mb.shift
				],
				...[
					to.zero_point,
					mo.multiplier,
					mo.shift
				],
				...[range.min, range.max]
			]
		},
		evaluate: (x, y) => {
			const raw = scaled(x, qa, ma) + sign * scaled(y, qb, mb);
			return clampTo(range, multiplyByQuantizedMultiplier(raw, mo) + to.zero_point);
		}
	};
}
function product(layer, a, b, output) {
	const range = activationRange(layer, requireOptions(layer, "MulOptions").fused_activation_function, output);
	const [qa, qb, to] = scales(layer, a, b, output);
	const ratio = layerMultiplier(layer, qa.scale * qb.scale / to.scale);
	return {
		kernel: "hb_broadcast_mul_s8",
		params: {
			type: "hb_mul_params",
			values: [
				...[qa.zero_point, qb.zero_point],
				...[
					to.zero_point,
					ratio.multiplier,
					ratio.shift
				],
				...[range.min, range.max]
			]
		},
		evaluate: (x, y) => {
			const raw = (x - qa.zero_point) * (y - qb.zero_point);
			return clampTo(range, multiplyByQuantizedMultiplier(raw, ratio) + to.zero_point);
		}
	};
}
function scales(layer, a, b, output) {
	return [
		tensorScale(layer, a, "input"),
		tensorScale(layer, b, "second input"),
		tensorScale(layer, output, "output")
	];
}
function smallerThanOne(layer, real) {
	const multiplier = layerMultiplier(layer, real);
	if (real >= 1 || multiplier.shift > 0) layer.refuse("has an output scale too small for its input scales");
	return multiplier;
}
const clampTo = ({ min, max }, value) => Math.min(Math.max(value, min), max);
/** The value of a constant with one element. */
function scalar(tensor) {
	return tensor.data !== void 0 && tensor.elements === 1 ? asInt8(tensor.data)[0] : void 0;
}
const sameShape = (a, b) => a.shape.length === b.shape.length && a.shape.every((dim, i) => dim === b.shape[i]);
/** The shape that two shapes broadcast to: aligned at the last dimension, ones repeated. */
function broadcastShape(layer, a, b) {
	const rank = Math.max(a.length, b.length);
	return alignShape(a, rank).map((dim, i) => {
		const other = alignShape(b, rank)[i] ?? 1;
		if (dim !== other && dim !== 1 && other !== 1) layer.refuse(`cannot broadcast [${a.join(", ")}] and [${b.join(", ")}]`);
		return dim === 1 ? other : dim;
	});
}
function broadcastLoops(layer, a, b, output) {
	const steps = [a, b].map((shape) => {
		const aligned = alignShape(shape, output.length);
		return rowMajorStrides(aligned).map((stride, i) => aligned[i] === 1 ? 0 : stride);
	});
	return coalesceLoops(layer, output.map((count, i) => ({
		count,
		steps: [steps[0]?.[i] ?? 0, steps[1]?.[i] ?? 0]
	})));
}
const alignShape = (shape, rank) => [...new Array(rank - shape.length).fill(1), ...shape];

// src/engine/aot/ops/add.ts
/** ADD of int8 tensors, with broadcasting. */
const ADD = {
	ops: ["ADD"],
	lower: lowerBroadcastAdd
};

// src/engine/aot/ops/copies.ts
/** A layer that only moves elements: one `hb_copy` after the other, each between two tensors. */
function copyLayer(layer, copies) {
	const calls = copies.map((copy) => ({
		...copy,
		...copyArguments(layer, copy)
	}));
	return {
		sources: ["copy.c"],
		headers: ["copy.h"],
		code: (names) => calls.flatMap(({ input, output, loops, element_bytes, input_bytes, output_bytes }, i) => {
			const from = offset(names.tensor(input, "uint8_t"), input_bytes);
			const to = offset(names.tensor(output, "uint8_t"), output_bytes);
			const nest = `loops_${i}`;
			return [loopsDefinition(nest, loops), `hb_copy(${from}, ${to}, ${element_bytes}u, ${nest}, ${loops.length}u);`];
		})
	};
}
function offset(pointer, bytes) {
	return bytes === 0 ? pointer : `${pointer} + ${bytes}`;
}
/** The copy as arguments of `hb_copy`: coalesced, in bytes. */
function copyArguments(layer, { input, output, input_offset, output_offset, loops }) {
	if (input.type !== output.type) layer.refuse(`cannot turn ${input.type} into ${output.type}`);
	const element_bytes = elementBytes(layer, input);
	return {
		loops: coalesceLoops(layer, loops).map(({ count, steps }) => ({
			count,
			steps: [steps[0] * element_bytes, steps[1] * element_bytes]
		})),
		element_bytes,
		input_bytes: input_offset * element_bytes,
		output_bytes: output_offset * element_bytes
	};
}

// src/engine/aot/ops/integers.ts
/** The values of a constant that says how a layer works: indices, sizes, paddings (INT32 or INT64). */
function requireIntegers(layer, tensor, role) {
	requireType(layer, tensor, role, "INT32", "INT64");
	const bytes = requireConstant(layer, tensor, role);
	if (tensor.type === "INT32") return [...unpackInt32(bytes)];
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return Array.from({ length: bytes.byteLength >> 3 }, (_, i) => {
		const value = Number(view.getBigInt64(i * 8, true));
		if (!Number.isSafeInteger(value)) layer.refuse(`has ${value} among its ${role}`);
		return value;
	});
}
/** A dimension index as it is written in models, negative from the end; refuses what is out of range. */
function requireDimension(layer, value, rank) {
	const dimension = value < 0 ? value + rank : value;
	if (dimension < 0 || dimension >= rank) layer.refuse(`has the axis ${value} for rank ${rank}`);
	return dimension;
}

// src/engine/aot/ops/concatenation.ts
/** CONCATENATION of tensors of one type; int8 ones must share scale and zero point with the output. */
const CONCATENATION = {
	ops: ["CONCATENATION"],
	lower: lower$8
};
function lower$8(layer) {
	const { axis, fused_activation_function } = requireOptions(layer, "ConcatenationOptions");
	if (fused_activation_function !== "NONE") layer.refuse(`has the fused activation ${fused_activation_function}`);
	const output = layer.output(0);
	const dimension = requireDimension(layer, axis, output.shape.length);
	const output_strides = rowMajorStrides(output.shape);
	let position = 0;
	const copies = layer.operator.inputs.flatMap((_, n) => {
		const input = layer.requireInput(n);
		requireType(layer, input, `input ${n}`, output.type);
		const length = input.shape[dimension] ?? 0;
		requireShape(layer, input, `input ${n}`, output.shape.map((dim, i) => i === dimension ? length : dim));
		if (output.type === "INT8" || output.type === "UINT8") requireSameScale$1(layer, n);
		const output_offset = position * (output_strides[dimension] ?? 0);
		position += length;
		if (length === 0) return [];
		const input_strides = rowMajorStrides(input.shape);
		const loops = input.shape.map((count, i) => ({
			count,
			steps: [input_strides[i] ?? 0, output_strides[i] ?? 0]
		}));
		return [{
			input,
			output,
			input_offset: 0,
			output_offset,
			loops
		}];
	});
	if (position !== output.shape[dimension]) layer.refuse(`joins ${position} along axis ${dimension} where its output has ${output.shape[dimension]}`);
	return copyLayer(layer, copies);
}
function requireSameScale$1(layer, n) {
	const from = tensorScale(layer, layer.requireInput(n), `input ${n}`);
	const to = tensorScale(layer, layer.output(0), "output");
	if (from.scale === to.scale && from.zero_point === to.zero_point) return;
	layer.refuse(`has another scale or zero point for its input ${n} than for its output`);
}

// src/engine/aot/requantize.ts
/** Vector kernels load the parameters of so many channels at once, beyond the last one too. */
const CHANNELS_PER_LOAD = 8;
/**
* Prepares the requantization of a layer with symmetric int8 weights.
*
* The input's zero point is folded into the bias: Σ w·(x − z) = Σ w·x − z·Σ w, modulo 2³² as the kernels
* compute. That holds where every weight meets a value, so kernels fill what is outside an image with z.
*
* @param multipliers one per channel
* @param weight_sums Σ w of each channel
*/
function requantization(layer, multipliers, weight_sums, bias, activation) {
	const input = tensorScale(layer, layer.requireInput(0), "input");
	const output = tensorScale(layer, layer.output(0), "output");
	const range = activationRange(layer, activation, layer.output(0));
	return {
		constants: [
			{
				name: "bias",
				bytes: packPadded(channelBiases(layer, bias, multipliers.length).map((value, c) => value - Math.imul(input.zero_point, weight_sums[c] ?? 0)))
			},
			{
				name: "multiplier",
				bytes: packPadded(multipliers.map(({ multiplier }) => multiplier))
			},
			{
				name: "shift",
				bytes: packPadded(multipliers.map(({ shift }) => shift))
			}
		],
		definition: (names) => [
			"const hb_requantize to = {",
			`    .bias = ${names.constant("bias", "int32_t")},`,
			`    .multiplier = ${names.constant("multiplier", "int32_t")},`,
			`    .shift = ${names.constant("shift", "int32_t")},`,
			`    .shifts_left = ${multipliers.some(({ shift }) => shift > 0)},`,
			`    .output_zero_point = ${output.zero_point},`,
			`    .activation_min = ${range.min}, .activation_max = ${range.max}};`
		]
	};
}
function packPadded(values) {
	const padded = new Int32Array(Math.ceil(values.length / CHANNELS_PER_LOAD) * CHANNELS_PER_LOAD);
	padded.set(values);
	return packInt32(padded);
}
function channelBiases(layer, bias, channels) {
	if (bias === void 0) return new Int32Array(channels);
	requireType(layer, bias, "bias", "INT32");
	if (bias.elements !== channels) layer.refuse(`has ${bias.elements} biases for ${channels} channels`);
	return unpackInt32(requireConstant(layer, bias, "biases"));
}
/** Multipliers from each channel's sums to the output: input scale · weight scale / output scale. */
function channelMultipliers(layer, weight_scales) {
	const input = tensorScale(layer, layer.requireInput(0), "input");
	const output = tensorScale(layer, layer.output(0), "output");
	return weight_scales.map((scale) => layerMultiplier(layer, input.scale * scale / output.scale));
}
/** Σ w over rows of `depth` weights that lie side by side, one row a channel. */
function rowSums(weights, channels) {
	const values = asInt8(weights);
	const depth = values.length / channels;
	return Int32Array.from({ length: channels }, (_, c) => {
		let sum = 0;
		for (let k = c * depth; k < (c + 1) * depth; k++) sum += values[k] ?? 0;
		return sum;
	});
}
/** Σ w where the channels are the fastest dimension. */
function columnSums(weights, channels) {
	const values = asInt8(weights);
	const sums = new Int32Array(channels);
	for (let first = 0; first < values.length; first += channels) for (let c = 0; c < channels; c++) sums[c] = (sums[c] ?? 0) + (values[first + c] ?? 0);
	return sums;
}

// src/engine/aot/window.ts
/** Filters, strides and dilations stay far below what 32-bit arithmetic of positions can hold. */
const MAX_EXTENT = 2 ** 24;
/** The window of a filter of `filter` pixels (height, width) over images of the shape `image` (NHWC). */
function windowOver(image, filter, output_channels, options) {
	const [batches, input_height, input_width, input_channels] = image;
	const { padding, stride_h, stride_w, dilation_h_factor = 1, dilation_w_factor = 1 } = options;
	return {
		batches,
		vertical: {
			input: input_height,
			filter: filter[0],
			stride: stride_h,
			dilation: dilation_h_factor
		},
		horizontal: {
			input: input_width,
			filter: filter[1],
			stride: stride_w,
			dilation: dilation_w_factor
		},
		padding,
		input_channels,
		output_channels
	};
}
/** Pixels of the output along an axis; 0 or less when the filter does not fit. */
function outputSize(padding, { input, filter, stride, dilation }) {
	const reach = padding === "SAME" ? 1 : (filter - 1) * dilation + 1;
	return Math.floor((input + stride - reach) / stride);
}
/** Pixels outside the image before its first; an odd one goes to the end. */
function padBefore(padding, axis) {
	const total = (outputSize(padding, axis) - 1) * axis.stride + (axis.filter - 1) * axis.dilation + 1 - axis.input;
	return Math.floor(Math.max(0, total) / 2);
}
/** The output's shape; refuses windows that do not move or do not fit. */
function outputShape(layer, window) {
	for (const { filter, stride, dilation } of [window.vertical, window.horizontal]) {
		const extent = Math.max(stride, (filter - 1) * dilation + 1);
		if (filter < 1 || stride < 1 || dilation < 1 || extent > MAX_EXTENT) layer.refuse(`has a filter of ${filter}, a stride of ${stride} and a dilation of ${dilation}`);
	}
	const height = outputSize(window.padding, window.vertical);
	const width = outputSize(window.padding, window.horizontal);
	if (height < 1 || width < 1) layer.refuse("has a filter that does not fit its input");
	return [
		window.batches,
		height,
		width,
		window.output_channels
	];
}
/** A C definition of the window, named `window`. */
function windowDefinition(window) {
	const { vertical, horizontal, padding } = window;
	return [
		"static const hb_window window = {",
		`    .batches = ${window.batches},`,
		`    .input_height = ${vertical.input}, .input_width = ${horizontal.input}, .input_channels = ${window.input_channels},`,
		`    .output_height = ${outputSize(padding, vertical)}, .output_width = ${outputSize(padding, horizontal)}, .output_channels = ${window.output_channels},`,
		`    .filter_height = ${vertical.filter}, .filter_width = ${horizontal.filter},`,
		`    .stride_height = ${vertical.stride}, .stride_width = ${horizontal.stride},`,
		`    .dilation_height = ${vertical.dilation}, .dilation_width = ${horizontal.dilation},`,
		`    .pad_top = ${padBefore(padding, vertical)}, .pad_left = ${padBefore(padding, horizontal)}};`
	];
}

// src/engine/aot/ops/matmul.ts
/** The variant of `hb_matmul_s8` that is linked for a core. */
function matmulSource(target) {
	if (target.mve) return "matmul_mve.c";
	return target.dsp ? "matmul_dsp.c" : "matmul.c";
}

// src/engine/aot/ops/conv_2d.ts
/** Windows are gathered in pairs at least; in more, as kernels multiply them at once, while they fit in so many bytes. */
const MAX_PATCHES_BYTES = 2048;
const MAX_PATCHES = 9;
const LEAST_PATCHES = 2;
/** CONV_2D, int8 with symmetric weights; input channels in groups when the filter has fewer. */
const CONV_2D = {
	ops: ["CONV_2D"],
	lower: lower$7
};
function lower$7(layer) {
	const options = requireOptions(layer, "Conv2DOptions");
	const [input, weights, output] = requireInt8Operands(layer);
	const image = requireNhwc(layer, input, "input");
	const [batches, input_height, input_width, input_channels] = image;
	const [channels, filter_height, filter_width, depth] = requireNhwc(layer, weights, "weights");
	const groups = depth > 0 ? input_channels / depth : 0;
	if (!Number.isInteger(groups) || groups < 1 || channels % groups !== 0) layer.refuse(`has ${depth} channels per filter and ${channels} filters for ${input_channels} input channels`);
	const window = windowOver(image, [filter_height, filter_width], channels, options);
	requireShape(layer, output, "output", outputShape(layer, window));
	const to = requantization(layer, channelMultipliers(layer, channelScales(layer, weights, 0, channels)), rowSums(requireConstant(layer, weights, "weights"), channels), layer.input(2), options.fused_activation_function);
	const common = {
		constants: to.constants,
		headers: ["conv_2d.h"]
	};
	if (groups === 1 && isPointwise(window)) {
		const rows = batches * input_height * input_width;
		return {
			...common,
			sources: [matmulSource(layer.target)],
			code: (names) => [
				...to.definition(names),
				`hb_matmul_s8(${names.tensor(input, "int8_t")}, ${rows}, ${input_channels},`,
				`             ${names.tensor(weights, "int8_t")}, ${channels}, &to,`,
				`             ${names.tensor(output, "int8_t")}, ${channels});`
			]
		};
	}
	const { zero_point } = tensorScale(layer, input, "input");
	const patch_bytes = filter_height * filter_width * depth;
	const at_once = layer.target.mve ? 3 : 2;
	const fitting = Math.min(Math.floor(MAX_PATCHES_BYTES / patch_bytes), MAX_PATCHES);
	const patches = Math.max(fitting - fitting % at_once, LEAST_PATCHES);
	return {
		...common,
		sources: ["conv_2d.c", matmulSource(layer.target)],
		scratch_bytes: patches * patch_bytes,
		code: (names) => [
			...windowDefinition(window),
			...to.definition(names),
			`hb_conv_2d_s8(&window, ${groups}, ${zero_point}, ${names.tensor(input, "int8_t")},`,
			`              ${names.tensor(weights, "int8_t")}, &to, ${names.scratch("int8_t")}, ${patches},`,
			`              ${names.tensor(output, "int8_t")});`
		]
	};
}
/** Whether every output pixel reads exactly the input pixel at its place. */
function isPointwise({ vertical, horizontal, padding }) {
	return [vertical, horizontal].every((axis) => axis.filter === 1 && axis.stride === 1 && padBefore(padding, axis) === 0);
}

// src/engine/aot/ops/depthwise_conv_2d.ts
/** Bytes of a pointer on the cores we generate for. */
const POINTER_BYTES = 4;
/** DEPTHWISE_CONV_2D, int8 with symmetric weights, any depth multiplier. */
const DEPTHWISE_CONV_2D = {
	ops: ["DEPTHWISE_CONV_2D"],
	lower: lower$6
};
function lower$6(layer) {
	const options = requireOptions(layer, "DepthwiseConv2DOptions");
	const [input, weights, output] = requireInt8Operands(layer);
	const image = requireNhwc(layer, input, "input");
	const [, , , input_channels] = image;
	const [one, filter_height, filter_width, channels] = requireNhwc(layer, weights, "weights");
	if (one !== 1 || input_channels < 1 || channels % input_channels !== 0) layer.refuse(`has weights of shape [${weights.shape.join(", ")}] for ${input_channels} input channels`);
	const window = windowOver(image, [filter_height, filter_width], channels, options);
	requireShape(layer, output, "output", outputShape(layer, window));
	const to = requantization(layer, channelMultipliers(layer, channelScales(layer, weights, 3, channels)), columnSums(requireConstant(layer, weights, "weights"), channels), layer.input(2), options.fused_activation_function);
	const taps_bytes = filter_height * filter_width * POINTER_BYTES;
	const variant = layer.target.mve ? "_mve" : "";
	const { zero_point } = tensorScale(layer, input, "input");
	return {
		sources: [
			"depthwise_conv_2d.c",
			`depthwise_pixel${variant}.c`,
			`depthwise_shared${variant}.c`
		],
		headers: ["depthwise_conv_2d.h"],
		constants: to.constants,
		scratch_bytes: taps_bytes + input_channels,
		code: (names) => [
			...windowDefinition(window),
			...to.definition(names),
			`hb_depthwise_conv_2d_s8(&window, ${zero_point}, ${names.tensor(input, "int8_t")},`,
			`                        ${names.tensor(weights, "int8_t")}, &to, ${names.scratch("const int8_t *")},`,
			`                        ${names.scratch("int8_t")} + ${taps_bytes},`,
			`                        ${names.tensor(output, "int8_t")});`
		]
	};
}

// src/engine/aot/ops/fully_connected.ts
/** FULLY_CONNECTED, int8 with symmetric weights, one scale for all of them or one per output channel. */
const FULLY_CONNECTED = {
	ops: ["FULLY_CONNECTED"],
	lower: lower$5
};
function lower$5(layer) {
	const options = requireOptions(layer, "FullyConnectedOptions");
	const [input, weights, output] = requireInt8Operands(layer);
	if (options.weights_format !== 0) layer.refuse(`has weights in the shuffled format ${options.weights_format}`);
	const [channels, depth] = weights.shape;
	if (weights.shape.length !== 2 || channels === void 0 || depth === void 0 || depth < 1 || channels < 1) layer.refuse(`needs weights of rank 2, which have the shape [${weights.shape.join(", ")}]`);
	const rows = input.elements / depth;
	if (!Number.isInteger(rows) || output.elements !== rows * channels || output.shape.at(-1) !== channels) layer.refuse(`has an output of shape [${output.shape.join(", ")}] for ${input.elements} inputs and weights of [${channels}, ${depth}]`);
	const scales = channelScales(layer, weights, 0, channels);
	const multipliers = (weights.quantization?.scale.length ?? 0) > 1 ? channelMultipliers(layer, scales) : scales.map(() => tensorMultiplier(layer, scales[0] ?? 0));
	const to = requantization(layer, multipliers, rowSums(requireConstant(layer, weights, "weights"), channels), layer.input(2), options.fused_activation_function);
	return {
		sources: [matmulSource(layer.target)],
		headers: ["hb_matmul.h"],
		constants: to.constants,
		code: (names) => [
			...to.definition(names),
			`hb_matmul_s8(${names.tensor(input, "int8_t")}, ${rows}, ${depth},`,
			`             ${names.tensor(weights, "int8_t")}, ${channels}, &to,`,
			`             ${names.tensor(output, "int8_t")}, ${channels});`
		]
	};
}
/** With one weight scale the product of the scales is rounded to float32 first, as TensorFlow Lite does. */
function tensorMultiplier(layer, weight_scale) {
	const input = tensorScale(layer, layer.requireInput(0), "input");
	const output = tensorScale(layer, layer.output(0), "output");
	return layerMultiplier(layer, Math.fround(input.scale * weight_scale) / output.scale);
}

// src/engine/aot/ops/pack.ts
/** PACK: tensors become slices of one along a new dimension. UNPACK: the way back. Any type. */
const PACK = {
	ops: ["PACK", "UNPACK"],
	lower: (layer) => layer.operator.op === "PACK" ? pack(layer) : unpack(layer)
};
function pack(layer) {
	const { axis } = requireOptions(layer, "PackOptions");
	const whole = layer.output(0);
	const parts = layer.operator.inputs.map((_, n) => layer.requireInput(n));
	const { loops, step } = interleaving(layer, whole, parts, axis);
	return copyLayer(layer, parts.map((input, n) => ({
		input,
		output: whole,
		input_offset: 0,
		output_offset: n * step,
		loops
	})));
}
function unpack(layer) {
	const { axis } = requireOptions(layer, "UnpackOptions");
	const whole = layer.requireInput(0);
	const parts = layer.operator.outputs.map((_, n) => layer.output(n));
	const { loops, step } = interleaving(layer, whole, parts, axis);
	return copyLayer(layer, parts.map((output, n) => ({
		input: whole,
		output,
		input_offset: n * step,
		output_offset: 0,
		loops: loops.map(({ count, steps: [part, all] }) => ({
			count,
			steps: [all, part]
		}))
	})));
}
/** The walk over one part and over the whole, and how far parts are apart in the whole, in elements. */
function interleaving(layer, whole, parts, axis) {
	const dimension = requireDimension(layer, axis, whole.shape.length);
	if (whole.shape[dimension] !== parts.length) layer.refuse(`has ${parts.length} parts where axis ${axis} has ${whole.shape[dimension]}`);
	const shape = whole.shape.filter((_, i) => i !== dimension);
	parts.forEach((part, n) => {
		requireShape(layer, part, `part ${n}`, shape);
	});
	const product = (dims) => dims.reduce((all, dim) => all * dim, 1);
	const step = product(whole.shape.slice(dimension + 1));
	return {
		loops: [{
			count: product(whole.shape.slice(0, dimension)),
			steps: [step, step * parts.length]
		}, {
			count: step,
			steps: [1, 1]
		}],
		step
	};
}

// src/engine/aot/ops/pad.ts
/** PAD and PADV2, which fill with one value, and MIRROR_PAD, which fills with what is inside. */
const PAD = {
	ops: [
		"PAD",
		"PADV2",
		"MIRROR_PAD"
	],
	lower(layer) {
		const input = layer.requireInput(0);
		const output = layer.output(0);
		const before = requirePaddings(layer, input, output);
		return layer.operator.op === "MIRROR_PAD" ? mirrorPad(layer, input, output, before) : constantPad(layer, input, output, before);
	}
};
/** The padding before each dimension. */
function requirePaddings(layer, input, output) {
	const paddings = requireIntegers(layer, layer.requireInput(1), "paddings");
	if (paddings.length !== input.shape.length * 2 || paddings.some((padding) => padding < 0)) layer.refuse(`has the paddings [${paddings.join(", ")}] for rank ${input.shape.length}`);
	const pairs = input.shape.map((_, i) => [paddings[i * 2] ?? 0, paddings[i * 2 + 1] ?? 0]);
	const shape = input.shape.map((dim, i) => dim + (pairs[i]?.[0] ?? 0) + (pairs[i]?.[1] ?? 0));
	requireShape(layer, output, "output", shape);
	return pairs.map(([before]) => before);
}
/** The output is filled with the value, then the input is copied into it. */
function constantPad(layer, input, output, before) {
	requireType(layer, input, "input", "INT8", "INT16", "INT32", "FLOAT32");
	const inside = input.shape.map((count, i) => ({
		from: 0,
		to: before[i] ?? 0,
		count,
		direction: 1
	}));
	const copy = copyLayer(layer, [runsCopy(input, output, inside)]);
	const value = paddingValue(layer, output);
	return {
		...copy,
		code: (names) => [
			`static const uint8_t value[] = {${value.join(", ")}};`,
			`hb_fill(${names.tensor(output, "uint8_t")}, ${output.elements}u, value, ${value.length}u);`,
			...copy.code(names)
		]
	};
}
/** More copies than this are a sign of padding along every dimension of a tensor of high rank. */
const MAX_MIRROR_COPIES = 243;
/** Up to three runs a dimension: mirrored, inside, mirrored; one copy for each of their combinations. */
function mirrorPad(layer, input, output, before) {
	const { mode } = requireOptions(layer, "MirrorPadOptions");
	if (mode !== 0 && mode !== 1) layer.refuse(`has the mode ${mode}`);
	const edge = mode === 0 ? 1 : 0;
	const runs = input.shape.map((dim, i) => {
		const left = before[i] ?? 0;
		const right = (output.shape[i] ?? 0) - dim - left;
		if (Math.max(left, right) > dim - edge) layer.refuse(`mirrors ${Math.max(left, right)} of a dimension of ${dim}`);
		return [
			{
				from: left - 1 + edge,
				to: 0,
				count: left,
				direction: -1
			},
			{
				from: 0,
				to: left,
				count: dim,
				direction: 1
			},
			{
				from: dim - 1 - edge,
				to: left + dim,
				count: right,
				direction: -1
			}
		].filter(({ count }) => count > 0);
	});
	const count = runs.reduce((product, { length }) => product * length, 1);
	if (count > MAX_MIRROR_COPIES) layer.refuse(`would take ${count} copies, more than ${MAX_MIRROR_COPIES}`);
	const copies = runs.reduce((combinations, of_dimension) => of_dimension.flatMap((run) => combinations.map((chosen) => [...chosen, run])), [[]]);
	return copyLayer(layer, copies.map((chosen) => runsCopy(input, output, chosen)));
}
/** The copy of one block: a run along each dimension. */
function runsCopy(input, output, runs) {
	const input_strides = rowMajorStrides(input.shape);
	const output_strides = rowMajorStrides(output.shape);
	return {
		input,
		output,
		input_offset: runs.reduce((offset, { from }, i) => offset + from * (input_strides[i] ?? 0), 0),
		output_offset: runs.reduce((offset, { to }, i) => offset + to * (output_strides[i] ?? 0), 0),
		loops: runs.map(({ count, direction }, i) => ({
			count,
			steps: [direction * (input_strides[i] ?? 0), output_strides[i] ?? 0]
		}))
	};
}
/** The bytes of one padding element: the value given, or the output's zero. */
function paddingValue(layer, output) {
	const given = layer.input(2);
	if (given !== void 0) {
		requireType(layer, given, "padding value", output.type);
		if (given.elements !== 1) layer.refuse(`has ${given.elements} padding values`);
		if (output.type === "INT8") requireSameScale(layer, given, output);
		return requireConstant(layer, given, "padding value");
	}
	if (output.type === "INT8") return packInt8([tensorScale(layer, output, "output").zero_point]);
	return new Uint8Array(elementBytes(layer, output));
}
function requireSameScale(layer, given, output) {
	const value = tensorScale(layer, given, "padding value");
	const { scale, zero_point } = tensorScale(layer, output, "output");
	if (value.scale === scale && value.zero_point === zero_point) return;
	layer.refuse("has a padding value with another scale or zero point than its output");
}

// src/engine/aot/ops/pool_2d.ts
/** The largest difference between input and output scale that still counts as the same quantization. */
const SAME_SCALE = 1e-6;
/** AVERAGE_POOL_2D and MAX_POOL_2D, int8. */
const POOL_2D = {
	ops: ["AVERAGE_POOL_2D", "MAX_POOL_2D"],
	lower: lower$4
};
function lower$4(layer) {
	const options = requireOptions(layer, "Pool2DOptions");
	const [input, output] = [layer.requireInput(0), layer.output(0)];
	requireType(layer, input, "input", "INT8");
	requireType(layer, output, "output", "INT8");
	const from = tensorScale(layer, input, "input");
	const to = tensorScale(layer, output, "output");
	if (Math.abs(from.scale - to.scale) > SAME_SCALE || from.zero_point !== to.zero_point) layer.refuse("has an output quantized otherwise than its input");
	const image = requireNhwc(layer, input, "input");
	const filter = [options.filter_height, options.filter_width];
	const window = windowOver(image, filter, image[3], options);
	requireShape(layer, output, "output", outputShape(layer, window));
	const range = activationRange(layer, options.fused_activation_function, output);
	const kernel = layer.operator.op === "MAX_POOL_2D" ? "hb_max_pool_2d_s8" : "hb_average_pool_2d_s8";
	return {
		sources: ["pool_2d.c", layer.target.mve ? "pool_pixel_mve.c" : "pool_pixel.c"],
		headers: ["pool_2d.h"],
		code: (names) => [
			...windowDefinition(window),
			`${kernel}(&window, ${range.min}, ${range.max}, ${names.tensor(input, "int8_t")},`,
			`    ${names.tensor(output, "int8_t")});`
		]
	};
}

// src/engine/aot/ops/quantize.ts
/** QUANTIZE (also from one quantized type to another) and DEQUANTIZE. */
const QUANTIZE = {
	ops: ["QUANTIZE", "DEQUANTIZE"],
	lower(layer) {
		const input = layer.requireInput(0);
		const output = layer.output(0);
		requireShape(layer, output, "output", input.shape);
		if (layer.operator.op === "DEQUANTIZE") return dequantize(layer, input, output);
		return input.type === "FLOAT32" ? quantizeFloat(layer, input, output) : requantize(layer, input, output);
	}
};
const SUFFIXES = {
	FLOAT32: "f32",
	INT8: "s8",
	UINT8: "u8",
	INT16: "s16",
	INT32: "s32"
};
const CTYPES = {
	FLOAT32: "float",
	INT8: "int8_t",
	UINT8: "uint8_t",
	INT16: "int16_t",
	INT32: "int32_t"
};
function quantizeFloat(layer, input, output) {
	requireType(layer, output, "output", "INT8", "INT16");
	const { scale, zero_point } = tensorScale(layer, output, "output");
	return conversion(layer, "hb_quantize", input, output, `${floatLiteral(scale)}, ${zero_point}`);
}
function dequantize(layer, input, output) {
	requireType(layer, input, "input", "INT8", "UINT8", "INT16");
	requireType(layer, output, "output", "FLOAT32");
	const { scale, zero_point } = tensorScale(layer, input, "input");
	return conversion(layer, "hb_dequantize", input, output, `${floatLiteral(scale)}, ${zero_point}`);
}
/** Output types for each input type; those of TFLM. */
const REQUANTIZATIONS = {
	INT8: [
		"INT8",
		"UINT8",
		"INT16",
		"INT32"
	],
	UINT8: ["INT8"],
	INT16: [
		"INT8",
		"INT16",
		"INT32"
	],
	INT32: ["INT8", "INT16"]
};
function requantize(layer, input, output) {
	requireType(layer, input, "input", "FLOAT32", "INT8", "UINT8", "INT16", "INT32");
	requireType(layer, output, "output", ...REQUANTIZATIONS[input.type] ?? []);
	const from = tensorScale(layer, input, "input");
	const to = tensorScale(layer, output, "output");
	const ratio = layerMultiplier(layer, from.scale / to.scale);
	const f = (q) => multiplyByQuantizedMultiplier(q - from.zero_point, ratio) + to.zero_point;
	const eight_bits = input.type === "INT8" || input.type === "UINT8";
	if (eight_bits && (output.type === "INT8" || output.type === "UINT8")) return tableLayer(layer, input, output, f);
	if (eight_bits && output.type === "INT16") return table16(layer, input, output, f);
	const params = `{${from.zero_point}, ${to.zero_point}, ${ratio.multiplier}, ${ratio.shift}}`;
	const lowered = conversion(layer, "hb_requantize", input, output, "&params");
	return {
		...lowered,
		code: (names) => [`static const hb_requantize_params params = ${params};`, ...lowered.code(names)]
	};
}
function table16(layer, input, output, f) {
	const { min, max } = integerRange(layer, output.type);
	const values = tableEntries(layer, input).map((entry) => Math.min(Math.max(f(entry), min), max));
	return {
		sources: [tableSource(layer.target)],
		headers: ["lut.h"],
		constants: [{
			name: "table",
			bytes: packInt16(values)
		}],
		code: (names) => {
			return [`hb_lut_8_to_16(${names.tensor(input, "uint8_t")}, ${names.tensor(output, "int16_t")}, ${output.elements}u, ${names.constant("table", "int16_t")});`];
		}
	};
}
/** A call `kernel_from_to(input, output, elements, rest)`. */
function conversion(layer, kernel, input, output, rest) {
	const ctype = (tensor) => CTYPES[tensor.type] ?? layer.refuse(`cannot convert ${tensor.type}`);
	const [from, to] = [ctype(input), ctype(output)];
	return {
		sources: ["quantize.c"],
		headers: ["quantize.h"],
		...input.type === output.type && input.data === void 0 && { in_place_of: input },
		code: (names) => [`${kernel}_${SUFFIXES[input.type]}_${SUFFIXES[output.type]}(${names.tensor(input, from)},`, `    ${names.tensor(output, to)}, ${output.elements}u, ${rest});`]
	};
}
/** A float32 as a C constant that reads back as the same number. */
const floatLiteral = (value) => `${value.toExponential(8)}f`;

// src/engine/aot/ops/reduce.ts
/** MEAN, SUM, REDUCE_MAX and REDUCE_MIN of an int8 tensor over any of its dimensions. */
const REDUCE = {
	ops: [
		"MEAN",
		"SUM",
		"REDUCE_MAX",
		"REDUCE_MIN"
	],
	lower: lower$3
};
function lower$3(layer) {
	const input = layer.requireInput(0);
	const output = layer.output(0);
	requireType(layer, input, "input", "INT8");
	requireType(layer, output, "output", "INT8");
	const reduced = reducedDimensions(layer, input.shape.length);
	const keep_dims = output.shape.length === input.shape.length;
	requireShape(layer, output, "output", input.shape.flatMap((dim, i) => reduced.has(i) ? keep_dims ? [1] : [] : [dim]));
	const loops = coalesceLoops(layer, reductionLoops(input.shape, reduced));
	const { op } = layer.operator;
	return op === "MEAN" || op === "SUM" ? sums(layer, input, output, loops) : extremes(layer, input, output, loops);
}
/** So many int8 values can be added in 32 bits, zero points included. */
const MAX_TERMS = 2 ** 23;
/** MEAN and SUM: 32-bit sums, then one multiplier, which includes the division of a mean. */
function sums(layer, input, output, loops) {
	const terms = input.elements / output.elements;
	if (terms > MAX_TERMS) layer.refuse(`reduces ${terms} elements to one, more than ${MAX_TERMS}`);
	const from = tensorScale(layer, input, "input");
	const to = tensorScale(layer, output, "output");
	const ratio = layerMultiplier(layer, from.scale / to.scale);
	const { multiplier, shift } = layer.operator.op === "MEAN" ? dividedBy(ratio, terms) : ratio;
	return {
		sources: ["reduce.c"],
		headers: ["reduce.h"],
		scratch_bytes: output.elements * 4,
		code: (names) => [
			loopsDefinition("loops", loops),
			"static const hb_reduce_sum_params params = {",
			`    ${output.elements}u, ${from.zero_point * terms}, ${to.zero_point}, ${multiplier}, ${shift}};`,
			`hb_reduce_sum_s8(${names.tensor(input, "int8_t")}, ${names.tensor(output, "int8_t")},`,
			`                 ${names.scratch("int32_t")}, loops, ${loops.length}u, &params);`
		]
	};
}
/** REDUCE_MAX and REDUCE_MIN compare quantized values, so both sides must have one scale. */
function extremes(layer, input, output, loops) {
	const from = tensorScale(layer, input, "input");
	const to = tensorScale(layer, output, "output");
	if (from.scale !== to.scale || from.zero_point !== to.zero_point) layer.refuse("has another scale or zero point for its input than for its output");
	const kernel = layer.operator.op === "REDUCE_MAX" ? "hb_reduce_max_s8" : "hb_reduce_min_s8";
	return {
		sources: ["reduce.c"],
		headers: ["reduce.h"],
		code: (names) => [
			loopsDefinition("loops", loops),
			`${kernel}(${names.tensor(input, "int8_t")}, ${names.tensor(output, "int8_t")}, ${output.elements}u,`,
			`                 loops, ${loops.length}u);`
		]
	};
}
function reducedDimensions(layer, rank) {
	const axes = requireIntegers(layer, layer.requireInput(1), "axes");
	return new Set(axes.map((axis) => requireDimension(layer, axis, rank)));
}
/** Over the input in order; the output stands still along what is reduced. */
function reductionLoops(shape, reduced) {
	const input_strides = rowMajorStrides(shape);
	const output_strides = rowMajorStrides(shape.map((dim, i) => reduced.has(i) ? 1 : dim));
	return shape.map((count, i) => ({
		count,
		steps: [input_strides[i] ?? 0, reduced.has(i) ? 0 : output_strides[i] ?? 0]
	}));
}
/** The multiplier with the division by `n` in it, rounded down, at the precision the kernel has left. */
function dividedBy({ multiplier, shift }, n) {
	const bits = Math.min(31 - Math.clz32(n), 31 + shift);
	return {
		multiplier: Number((BigInt(multiplier) << BigInt(bits)) / BigInt(n)),
		shift: shift - bits
	};
}

// src/engine/aot/ops/reshape.ts
/**
* RESHAPE, SQUEEZE and EXPAND_DIMS to the shape that the output tensor has; any type. Costs nothing where
* both share memory.
*/
const RESHAPE = {
	ops: [
		"RESHAPE",
		"SQUEEZE",
		"EXPAND_DIMS"
	],
	lower: lower$2
};
function lower$2(layer) {
	const [input, output] = [layer.requireInput(0), layer.output(0)];
	if (input.type !== output.type) layer.refuse(`has the output type ${output.type}`, "ENGINE_UNSUPPORTED_DTYPE");
	if (input.bytes !== output.bytes || input.elements !== output.elements || input.bytes === 0) layer.refuse(`turns ${input.elements} elements into the shape [${output.shape.join(", ")}]`);
	return {
		sources: [],
		headers: ["reshape.h"],
		in_place_of: input,
		code: (names) => [`hb_reshape(${names.tensor(input, "uint8_t")}, ${input.bytes}u, ${names.tensor(output, "uint8_t")});`]
	};
}

// src/engine/aot/ops/resize.ts
/** RESIZE_NEAREST_NEIGHBOR of any type and RESIZE_BILINEAR of int8, with tables of where pixels come from. */
const RESIZE = {
	ops: ["RESIZE_NEAREST_NEIGHBOR", "RESIZE_BILINEAR"],
	lower(layer) {
		const input = layer.requireInput(0);
		const output = layer.output(0);
		requireType(layer, output, "output", input.type);
		const [batches, height, width, channels] = requireNhwc(layer, input, "input");
		const size = requireIntegers(layer, layer.requireInput(1), "size");
		const [output_height = 0, output_width = 0] = size;
		if (size.length !== 2) layer.refuse(`has ${size.length} sizes where height and width are needed`);
		requireShape(layer, output, "output", [
			batches,
			output_height,
			output_width,
			channels
		]);
		if (input.elements === 0 || output.elements === 0) layer.refuse("has an empty tensor");
		const largest = Math.max(height, width, output_height, output_width);
		if (largest > 32767) layer.refuse(`has a dimension of ${largest}, more than 32767`);
		return layer.operator.op === "RESIZE_BILINEAR" ? bilinear(layer, input, output) : nearest(layer, input, output);
	}
};
function nearest(layer, input, output) {
	const options = requireOptions(layer, "ResizeNearestNeighborOptions");
	const [, height = 0, width = 0, channels = 0] = input.shape;
	const [, output_height = 0, output_width = 0] = output.shape;
	const table = (from, to) => packInt16(Array.from({ length: to }, (_, i) => nearestIndex(i, from, to, options)));
	return {
		sources: ["resize.c"],
		headers: ["resize.h"],
		constants: [{
			name: "rows",
			bytes: table(height, output_height)
		}, {
			name: "columns",
			bytes: table(width, output_width)
		}],
		code: (names) => [
			shapeDefinition(input, output, channels * elementBytes(layer, input)),
			`hb_resize_nearest(${names.tensor(input, "uint8_t")}, ${names.tensor(output, "uint8_t")}, &shape,`,
			`                  ${names.constant("rows", "uint16_t")}, ${names.constant("columns", "uint16_t")});`
		]
	};
}
/** The input index nearest to output index `i`, in float32 arithmetic. */
function nearestIndex(i, input_size, output_size, options) {
	const { align_corners, half_pixel_centers } = options;
	const scale = align_corners && output_size > 1 ? Math.fround((input_size - 1) / (output_size - 1)) : Math.fround(input_size / output_size);
	const position = Math.fround((i + (half_pixel_centers ? .5 : 0)) * scale);
	return Math.min(align_corners ? roundHalfAway(position) : Math.floor(position), input_size - 1);
}
function bilinear(layer, input, output) {
	requireType(layer, input, "input", "INT8");
	const options = requireOptions(layer, "ResizeBilinearOptions");
	if (options.align_corners && options.half_pixel_centers) layer.refuse("has both align_corners and half_pixel_centers");
	const [, height = 0, width = 0, channels = 0] = input.shape;
	const [, output_height = 0, output_width = 0] = output.shape;
	const table = (from, to) => packInt16(Array.from({ length: to }, (_, i) => bilinearTap(i, from, to, options)).flat());
	return {
		sources: ["resize.c"],
		headers: ["resize.h"],
		constants: [{
			name: "rows",
			bytes: table(height, output_height)
		}, {
			name: "columns",
			bytes: table(width, output_width)
		}],
		code: (names) => [
			shapeDefinition(input, output, channels),
			`hb_resize_bilinear_s8(${names.tensor(input, "int8_t")}, ${names.tensor(output, "int8_t")}, &shape,`,
			`                      ${names.constant("rows", "hb_resize_tap")},`,
			`                      ${names.constant("columns", "hb_resize_tap")});`
		]
	};
}
/** The two input indices around output index `i` and the fraction of the second, of 1024. */
function bilinearTap(i, input_size, output_size, { align_corners, half_pixel_centers }) {
	const [from, to] = align_corners && output_size > 1 ? [input_size - 1, output_size - 1] : [input_size, output_size];
	const scale = Math.trunc((1024 * from + Math.trunc(to / 2)) / to);
	const position = i * scale + (half_pixel_centers ? Math.trunc(scale / 2) - 512 : 0);
	const low = Math.max(Math.trunc(position / 1024), 0);
	const high = Math.trunc((position + 1023) / 1024);
	const last = input_size - 1;
	return [
		Math.min(low, last),
		Math.min(high, last),
		position - 1024 * low
	];
}
function shapeDefinition(input, output, pixel_bytes) {
	const [batches, height, width] = input.shape;
	const [, output_height, output_width] = output.shape;
	return `static const hb_resize_shape shape = {${[
		batches,
		height,
		width,
		output_height,
		output_width,
		pixel_bytes
	].map((value) => `${value}u`).join(", ")}};`;
}

// src/engine/aot/ops/slice.ts
/** Masks have one bit a dimension. */
const MAX_RANK = 31;
/** STRIDED_SLICE (begin, end and shrink-axis masks), SLICE, SPLIT and SPLIT_V of tensors of any type. */
const SLICE = {
	ops: [
		"STRIDED_SLICE",
		"SLICE",
		"SPLIT",
		"SPLIT_V"
	],
	lower(layer) {
		switch (layer.operator.op) {
			case "STRIDED_SLICE": return stridedSlice(layer);
			case "SLICE": return plainSlice(layer);
			case "SPLIT": return split(layer, layer.requireInput(1), layer.requireInput(0));
			default: return split(layer, layer.requireInput(0), layer.requireInput(2));
		}
	}
};
function stridedSlice(layer) {
	const options = requireOptions(layer, "StridedSliceOptions");
	if (options.ellipsis_mask !== 0) layer.refuse(`has the ellipsis mask ${options.ellipsis_mask}`);
	if (options.new_axis_mask !== 0) layer.refuse(`has the new-axis mask ${options.new_axis_mask}`);
	if (options.offset) layer.refuse("takes its end as an offset");
	const input = layer.requireInput(0);
	const [begin = [], end = [], strides = []] = [
		"begin",
		"end",
		"strides"
	].map((role, i) => requireIntegers(layer, layer.requireInput(i + 1), role));
	if (begin.length > input.shape.length || end.length !== begin.length || strides.length !== begin.length) layer.refuse(`has ${begin.length} begins, ${end.length} ends and ${strides.length} strides for rank ${input.shape.length}`);
	if (input.shape.length > MAX_RANK) layer.refuse(`has rank ${input.shape.length}, more than ${MAX_RANK}`);
	const has = (mask, i) => (mask & 1 << i) !== 0;
	const spans = input.shape.map((dim, i) => {
		const stride = strides[i] ?? 1;
		if (stride === 0) layer.refuse("has a stride of 0");
		const first = i >= begin.length || has(options.begin_mask, i) ? void 0 : begin[i];
		if (has(options.shrink_axis_mask, i)) return shrunk(layer, first ?? 0, stride, dim);
		return span(first, i >= end.length || has(options.end_mask, i) ? void 0 : end[i], stride, dim);
	});
	const shape = spans.flatMap(({ count }, i) => has(options.shrink_axis_mask, i) ? [] : [count]);
	return take(layer, input, layer.output(0), spans, shape);
}
/** One index, which disappears from the shape. */
function shrunk(layer, first, stride, dim) {
	const begin = first < 0 ? first + dim : first;
	if (stride < 0 || begin < 0 || begin >= dim) layer.refuse(`takes index ${first} with stride ${stride} of a dimension of ${dim}`);
	return {
		begin,
		stride: 1,
		count: 1
	};
}
/** Indices from `first` to before `last`, both clamped to the dimension; undefined: from or to its end. */
function span(first, last, stride, dim) {
	const [low, high] = stride > 0 ? [0, dim] : [-1, dim - 1];
	const at = (index) => Math.min(Math.max(index < 0 ? index + dim : index, low), high);
	const begin = first === void 0 ? stride > 0 ? low : high : at(first);
	const end = last === void 0 ? stride > 0 ? high : low : at(last);
	return {
		begin,
		stride,
		count: Math.max(Math.ceil((end - begin) / stride), 0)
	};
}
function plainSlice(layer) {
	const input = layer.requireInput(0);
	const begin = requireIntegers(layer, layer.requireInput(1), "begin");
	const size = requireIntegers(layer, layer.requireInput(2), "size");
	if (begin.length !== input.shape.length || size.length !== begin.length) layer.refuse(`has ${begin.length} begins and ${size.length} sizes for rank ${input.shape.length}`);
	const spans = input.shape.map((dim, i) => {
		const from = begin[i] ?? 0;
		const count = size[i] === -1 ? dim - from : size[i] ?? 0;
		if (from < 0 || count < 0 || from + count > dim) layer.refuse(`takes ${count} from ${from} of a dimension of ${dim}`);
		return {
			begin: from,
			stride: 1,
			count
		};
	});
	return take(layer, input, layer.output(0), spans, spans.map(({ count }) => count));
}
/** Each output is the next part of the input along the axis. */
function split(layer, input, axis) {
	const [value = 0] = requireIntegers(layer, axis, "axis");
	const dimension = requireDimension(layer, value, input.shape.length);
	const input_strides = rowMajorStrides(input.shape);
	let position = 0;
	const copies = layer.operator.outputs.map((_, n) => {
		const output = layer.output(n);
		const length = output.shape[dimension] ?? 0;
		const shape = input.shape.map((dim, i) => i === dimension ? length : dim);
		requireShape(layer, output, `output ${n}`, shape);
		const output_strides = rowMajorStrides(shape);
		const input_offset = position * (input_strides[dimension] ?? 0);
		position += length;
		return {
			input,
			output,
			input_offset,
			output_offset: 0,
			loops: shape.map((count, i) => ({
				count,
				steps: [input_strides[i] ?? 0, output_strides[i] ?? 0]
			}))
		};
	});
	if (position !== input.shape[dimension]) layer.refuse(`splits ${position} along axis ${dimension} where its input has ${input.shape[dimension]}`);
	return copyLayer(layer, copies);
}
function take(layer, input, output, spans, shape) {
	requireShape(layer, output, "output", shape);
	const input_strides = rowMajorStrides(input.shape);
	const output_strides = rowMajorStrides(spans.map(({ count }) => count));
	return copyLayer(layer, [{
		input,
		output,
		input_offset: spans.reduce((offset, { begin }, i) => offset + begin * (input_strides[i] ?? 0), 0),
		output_offset: 0,
		loops: spans.map(({ count, stride }, i) => ({
			count,
			steps: [stride * (input_strides[i] ?? 0), output_strides[i] ?? 0]
		}))
	}]);
}

// src/engine/aot/ops/softmax.ts
/** With more values in a row the sum of their exponentials may not fit. */
const MAX_DEPTH = 4095;
/** The quantization that each output type must have. */
const OUTPUTS = {
	INT8: {
		kernel: "hb_softmax_s8",
		ctype: "int8_t",
		scale: 1 / 256,
		tolerance: 0,
		zero_point: -128
	},
	INT16: {
		kernel: "hb_softmax_s8_s16",
		ctype: "int16_t",
		scale: 1 / 65536,
		tolerance: .001 / 65536,
		zero_point: -32768
	}
};
/** SOFTMAX along the last dimension, int8 to int8 or int16. */
const SOFTMAX = {
	ops: ["SOFTMAX"],
	lower: lower$1
};
function lower$1(layer) {
	const { beta } = requireOptions(layer, "SoftmaxOptions");
	const [input, output] = [layer.requireInput(0), layer.output(0)];
	requireType(layer, input, "input", "INT8");
	requireType(layer, output, "output", "INT8", "INT16");
	requireShape(layer, output, "output", input.shape);
	const depth = input.shape.at(-1) ?? layer.refuse("needs an input of rank 1 or more");
	if (depth < 1 || depth > MAX_DEPTH) layer.refuse(`has rows of ${depth} values; at most ${MAX_DEPTH} are supported`);
	const { kernel, ctype, ...expected } = OUTPUTS[output.type === "INT16" ? "INT16" : "INT8"];
	const actual = tensorScale(layer, output, "output");
	if (Math.abs(actual.scale - expected.scale) > expected.tolerance || actual.zero_point !== expected.zero_point) layer.refuse(`has an output of scale ${actual.scale} and zero point ${actual.zero_point}; supported: ${expected.scale} and ${expected.zero_point}`);
	const { multiplier, shift } = differenceMultiplier(layer, beta);
	const diff_min = -Math.floor(31 * 2 ** 26 / 2 ** shift);
	return {
		sources: ["softmax.c"],
		headers: ["softmax.h"],
		code: (names) => [
			`static const hb_softmax params = {.rows = ${input.elements / depth}, .depth = ${depth},`,
			`    .multiplier = ${multiplier}, .shift = ${shift}, .diff_min = ${diff_min}};`,
			`${kernel}(&params, ${names.tensor(input, "int8_t")}, ${names.tensor(output, ctype)});`
		]
	};
}
/** From a difference of quantized inputs to Q5.26, times beta. */
function differenceMultiplier(layer, beta) {
	const { scale } = tensorScale(layer, layer.requireInput(0), "input");
	const real = Math.min(beta * scale * 2 ** 26, 2 ** 31 - 1);
	if (!(real > 1)) layer.refuse(`has beta ${beta} and an input scale ${scale}, too small to tell inputs apart`);
	return layerMultiplier(layer, real);
}

// src/engine/aot/ops/transpose.ts
/** TRANSPOSE of a tensor of any type. */
const TRANSPOSE = {
	ops: ["TRANSPOSE"],
	lower(layer) {
		const input = layer.requireInput(0);
		const output = layer.output(0);
		const permutation = requireIntegers(layer, layer.requireInput(1), "permutation");
		const rank = input.shape.length;
		const dimensions = new Set(permutation.filter((dimension) => dimension >= 0 && dimension < rank));
		if (permutation.length !== rank || dimensions.size !== rank) layer.refuse(`has the permutation [${permutation.join(", ")}] for rank ${rank}`);
		const shape = permutation.map((dimension) => input.shape[dimension] ?? 0);
		requireShape(layer, output, "output", shape);
		const input_strides = rowMajorStrides(input.shape);
		const output_strides = rowMajorStrides(shape);
		const loops = shape.map((count, i) => ({
			count,
			steps: [input_strides[permutation[i] ?? 0] ?? 0, output_strides[i] ?? 0]
		}));
		return copyLayer(layer, [{
			input,
			output,
			input_offset: 0,
			output_offset: 0,
			loops
		}]);
	}
};

// src/engine/aot/ops/transpose_conv.ts
/** TRANSPOSE_CONV, int8 with symmetric weights. */
const TRANSPOSE_CONV = {
	ops: ["TRANSPOSE_CONV"],
	lower(layer) {
		const size = requireIntegers(layer, layer.requireInput(0), "output shape");
		requireShape(layer, layer.output(0), "output", size);
		return lower(inOrderOfConv2d(layer));
	}
};
/** The same layer with input, weights, bias as its inputs. */
function inOrderOfConv2d(layer) {
	const position = (n) => [
		2,
		1,
		3
	][n] ?? -1;
	return {
		...layer,
		input: (n) => layer.input(position(n)),
		requireInput: (n) => layer.requireInput(position(n))
	};
}
function lower(layer) {
	const options = requireOptions(layer, "TransposeConvOptions");
	const [input, weights, output] = requireInt8Operands(layer);
	const [batches, input_height, input_width, input_channels] = requireNhwc(layer, input, "input");
	const [channels, filter_height, filter_width, depth] = requireNhwc(layer, weights, "weights");
	if (depth !== input_channels) layer.refuse(`has ${depth} channels per filter for ${input_channels} input channels`);
	const [, output_height, output_width] = requireNhwc(layer, output, "output");
	requireShape(layer, output, "output", [
		batches,
		output_height,
		output_width,
		channels
	]);
	const { stride_h, stride_w, padding, fused_activation_function } = options;
	const way_back = windowOver([
		batches,
		output_height,
		output_width,
		channels
	], [filter_height, filter_width], input_channels, options);
	requireShape(layer, input, "input", outputShape(layer, way_back));
	requireConstant(layer, weights, "weights");
	const { zero_point } = tensorScale(layer, input, "input");
	const to = requantization(layer, channelMultipliers(layer, channelScales(layer, weights, 0, channels)), new Int32Array(channels), layer.input(2), fused_activation_function);
	return {
		sources: ["transpose_conv.c"],
		headers: ["transpose_conv.h"],
		constants: to.constants,
		code: (names) => [
			"static const hb_window window = {",
			`    .batches = ${batches},`,
			`    .input_height = ${input_height}, .input_width = ${input_width}, .input_channels = ${input_channels},`,
			`    .output_height = ${output_height}, .output_width = ${output_width}, .output_channels = ${channels},`,
			`    .filter_height = ${filter_height}, .filter_width = ${filter_width},`,
			`    .stride_height = ${stride_h}, .stride_width = ${stride_w},`,
			"    .dilation_height = 1, .dilation_width = 1,",
			`    .pad_top = ${padBefore(padding, way_back.vertical)}, .pad_left = ${padBefore(padding, way_back.horizontal)}};`,
			...to.definition(names),
			`hb_transpose_conv_s8(&window, ${zero_point}, ${names.tensor(input, "int8_t")},`,
			`                     ${names.tensor(weights, "int8_t")}, &to, ${names.tensor(output, "int8_t")});`
		]
	};
}

// src/engine/aot/ops/index.ts
/** Every op family the engine can lower; one line per file of this folder. */
const FAMILIES = [
	ACTIVATIONS,
	ADD,
	BINARY,
	CONCATENATION,
	CONV_2D,
	DEPTHWISE_CONV_2D,
	FULLY_CONNECTED,
	PACK,
	PAD,
	POOL_2D,
	QUANTIZE,
	REDUCE,
	RESHAPE,
	RESIZE,
	SLICE,
	SOFTMAX,
	TRANSPOSE,
	TRANSPOSE_CONV
];
/** Op name → its lowering. */
const LOWERINGS = new Map(FAMILIES.flatMap((family) => family.ops.map((op) => [op, family])));

// src/engine/aot/layer.ts
/** Why one layer cannot be lowered. */
var Refusal = class {
	code;
	message;
	constructor(code, message) {
		this.code = code;
		this.message = message;
	}
};
/** Lowers one layer, or says why not. */
function lowerLayer(graph, operator, target) {
	const tensors = graph.subgraphs[0]?.tensors ?? [];
	const at = (indices, n) => tensors[indices[n] ?? -1];
	const refuse = (reason, code = "ENGINE_UNSUPPORTED_OPTION") => {
		throw new Refusal(code, `${describe$1(operator, at(operator.inputs, 0))} ${reason}`);
	};
	const layer = {
		graph,
		operator,
		target,
		refuse,
		input: (n) => at(operator.inputs, n),
		requireInput: (n) => at(operator.inputs, n) ?? refuse(`has no input ${n}`),
		output: (n) => at(operator.outputs, n) ?? refuse(`has no output ${n}`)
	};
	try {
		const lowering = LOWERINGS.get(operator.op);
		if (lowering === void 0) return refuse("is not an op of this engine", "ENGINE_UNSUPPORTED_OP");
		return lowering.lower(layer);
	} catch (thrown) {
		if (thrown instanceof Refusal) return thrown;
		throw thrown;
	}
}
function describe$1(operator, input) {
	return `${operator.custom_name === void 0 ? operator.op : `${operator.op} ${quoteName(operator.custom_name)}`} (layer ${operator.index}, ${input?.type ?? "no input"})`;
}

// src/engine/aot/memory.ts
/** Names of tensors that share memory are joined, up to so many characters. */
const MAX_NAME = 256;
/**
* Finds how long each tensor is needed and places them all, scratch included. Inputs live from before the
* first layer until they are last read, outputs until after the last layer, variables always. Tensors that
* a layer may compute in place share memory.
*
* @param subgraph the main subgraph; every tensor that is read has been checked to be written before.
*/
function mapArena(subgraph, layers) {
	const owners = findOwners(subgraph, layers);
	const lifetimes = [...new Set(owners.values())];
	const scratch = layers.map((layer, step) => layer.scratch_bytes ? {
		bytes: layer.scratch_bytes,
		first_step: step,
		last_step: step
	} : void 0);
	const buffers = [...lifetimes, ...scratch.filter((buffer) => buffer !== void 0)];
	const plan = planArena(buffers);
	const offset_of = new Map(buffers.map((buffer, i) => [buffer, plan.offsets[i] ?? 0]));
	return {
		arena_bytes: plan.arena_bytes,
		tensors: new Map([...owners].map(([tensor, lifetime]) => [tensor, offset_of.get(lifetime) ?? 0])),
		scratch: scratch.map((buffer) => buffer === void 0 ? void 0 : offset_of.get(buffer)),
		buffers: describe(buffers, plan.offsets, namesOf(subgraph, owners), layers.length)
	};
}
function namesOf(subgraph, owners) {
	const names = /* @__PURE__ */ new Map();
	for (const [tensor, buffer] of owners) {
		const name = subgraph.tensors[tensor]?.name ?? "";
		const shared = names.get(buffer);
		names.set(buffer, (shared === void 0 ? name : `${shared}, ${name}`).slice(0, MAX_NAME));
	}
	return names;
}
/** The buffers in order of first use; what is there before the first layer or after the last is clipped. */
function describe(buffers, offsets, names, layer_count) {
	const layerOf = (step) => Math.min(Math.max(step, 0), Math.max(layer_count - 1, 0));
	return buffers.map((buffer, i) => ({
		name: names.get(buffer) ?? "scratch",
		offset_bytes: offsets[i] ?? 0,
		bytes: buffer.bytes,
		first_layer: layerOf(buffer.first_step),
		last_layer: layerOf(buffer.last_step)
	})).sort((a, b) => a.first_layer - b.first_layer || a.offset_bytes - b.offset_bytes);
}
/** Tensor index → the lifetime of its memory, which several tensors may share. */
function findOwners(subgraph, layers) {
	const lifetimes = findLifetimes(subgraph);
	const owners = new Map(lifetimes);
	layers.forEach((layer, step) => {
		const source = layer.in_place_of;
		const output = subgraph.operators[step]?.outputs[0];
		if (source === void 0 || output === void 0) return;
		const theirs = owners.get(source.index);
		const ours = lifetimes.get(output);
		if (theirs === void 0 || ours === void 0 || owners.get(output) !== ours) return;
		if (!(theirs.last_step === step && ours.first_step === step && ours !== theirs) || ours.bytes > source.bytes) return;
		theirs.last_step = ours.last_step;
		owners.set(output, theirs);
	});
	return owners;
}
function findLifetimes(subgraph) {
	const lifetimes = /* @__PURE__ */ new Map();
	const end = subgraph.operators.length;
	const need = (index, step) => {
		const tensor = subgraph.tensors[index];
		if (tensor === void 0 || tensor.data !== void 0) return;
		const known = lifetimes.get(index) ?? {
			bytes: tensor.bytes,
			first_step: step,
			last_step: step
		};
		known.first_step = tensor.is_variable ? -1 : Math.min(known.first_step, step);
		known.last_step = tensor.is_variable ? end : Math.max(known.last_step, step);
		lifetimes.set(index, known);
	};
	for (const index of subgraph.inputs) need(index, -1);
	subgraph.operators.forEach((operator, step) => {
		for (const index of [...operator.inputs, ...operator.outputs]) need(index, step);
	});
	for (const index of subgraph.outputs) need(index, end);
	return lifetimes;
}

// src/engine/aot/index.ts
/** As `HB_AOT_VERSION` in `hb_aot.h`. */
const AOT_VERSION = "1.0.0";
const TEMPLATE_FOLDER = "engine/aot";
const RUNNER = "hb_engine_aot.c";
/** How many refused layers one error names. */
const MAX_REFUSALS_SHOWN = 10;
/** The code of an error about several layers: the first of these that occurs. */
const BY_WEIGHT = [
	"ENGINE_UNSUPPORTED_OP",
	"ENGINE_UNSUPPORTED_DTYPE",
	"ENGINE_UNSUPPORTED_OPTION"
];
/** Turns a graph into C of its own, ahead of time: a static memory plan and calls of our kernels. */
const aotEngine = {
	name: "aot",
	ops: new Set(LOWERINGS.keys()),
	prepare(graph, platform) {
		const [subgraph] = graph.subgraphs;
		if (subgraph === void 0) throw new Error("a graph has at least one subgraph");
		requireStaticShapes(graph);
		const layers = lowerAll(graph, subgraph, targetOf(platform));
		const arena = mapArena(subgraph, layers);
		const { code, blob } = generateModel(subgraph, layers, arena);
		const sources = /* @__PURE__ */ new Set([RUNNER, ...layers.flatMap((layer) => layer.sources)]);
		return {
			engine: "aot",
			version: AOT_VERSION,
			template_folders: [TEMPLATE_FOLDER],
			template_sources: [...sources].sort().map((source) => `${TEMPLATE_FOLDER}/${source}`),
			generated: [{
				path: "model.c",
				content: code
			}],
			blob,
			arena_bytes: arena.arena_bytes,
			arena_plan: {
				bytes: arena.arena_bytes,
				buffers: arena.buffers
			},
			layers: subgraph.operators.map((operator) => operator.index)
		};
	}
};
/** What generated code may use on a platform's core. */
function targetOf(platform) {
	const { core, features } = platform;
	return {
		core,
		mve: features.includes("mve"),
		dsp: features.includes("dsp")
	};
}
function lowerAll(graph, subgraph, target) {
	const outcomes = subgraph.operators.map((operator) => lowerLayer(graph, operator, target));
	const refusals = outcomes.filter((outcome) => outcome instanceof Refusal);
	if (refusals.length === 0) return outcomes.flatMap((outcome) => outcome instanceof Refusal ? [] : [outcome]);
	const shown = refusals.slice(0, MAX_REFUSALS_SHOWN).map((refusal) => refusal.message);
	const more = refusals.length - shown.length;
	const code = BY_WEIGHT.find((candidate) => refusals.some((refusal) => refusal.code === candidate));
	throw new HilbenchError({
		kind: "input",
		code: code ?? "ENGINE_UNSUPPORTED_OPTION",
		message: `The aot engine cannot run ${refusals.length} of ${outcomes.length} layers: ${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`,
		hint: "Replace these layers in the model, or convert it with full int8 quantization if their type is the reason. TFLM has more ops: --engine tflm runs it with --neuralspot-rootdir."
	});
}

// src/model/flatbuffer.ts
var import_flatbuffers = require_flatbuffers();
/**
* Memory that what is read may take, whatever the file says: three times the file, and for small files
* room for a few thousand layers. Tables may overlap or be shared, so the file's size alone bounds nothing.
*/
const BUDGET_PER_FILE_BYTE = 3;
const BUDGET_FLOOR_BYTES = 4194304;
const TEXT = new TextDecoder();
/** In UTF-16 units. Names go into results and reports, which have to end. */
const LONGEST_NAME = 1024;
const TABLE_COST_BYTES = 32;
const ARRAY_COST_BYTES = 48;
/**
* A flatbuffer of unknown origin. Every access through it and its tables is checked against the bytes
* that exist, and counted against a budget of memory.
*/
var FlatFile = class {
	bytes;
	#buffer;
	#budget_bytes;
	constructor(bytes) {
		this.bytes = bytes;
		this.#buffer = new import_flatbuffers.ByteBuffer(bytes);
		this.#budget_bytes = BUDGET_FLOOR_BYTES + BUDGET_PER_FILE_BYTE * bytes.length;
	}
	get buffer() {
		return this.#buffer;
	}
	/** The root table. The caller has checked the identifier. */
	root(what) {
		return new Table(this, this.follow(0, what), what);
	}
	/** Counts `cost_bytes` of memory that is about to be taken. @throws `MODEL_TOO_COMPLEX` */
	charge(cost_bytes) {
		this.#budget_bytes -= cost_bytes;
		if (this.#budget_bytes >= 0) return;
		throw modelError("TOO_COMPLEX", `The file of ${this.bytes.length} bytes describes more tables and lists than a model of its size holds.`);
	}
	/** @throws `MODEL_TRUNCATED` when `length` bytes at `position` are not all there. */
	require(position, length, what) {
		if (position >= 0 && position + length <= this.bytes.length) return;
		throw modelError("TRUNCATED", `The file has ${this.bytes.length} bytes, but ${what} takes the bytes ${position} to ${position + length}.`, "Copy the file again and compare its size with the original; it was cut short or is damaged.");
	}
	/** @throws `MODEL_MALFORMED` when `position` is not a multiple of `alignment`. */
	requireAligned(position, alignment, what) {
		if (position % alignment === 0) return;
		throw modelError("MALFORMED", `In the file, ${what} stands at byte ${position}, which is not aligned to ${alignment}.`);
	}
	/** The position that the unsigned offset at `position` points to. */
	follow(position, what) {
		this.require(position, 4, what);
		const offset = this.#buffer.readUint32(position);
		if (offset === 0) throw modelError("MALFORMED", `In the file, the offset of ${what} at byte ${position} is 0.`);
		return position + offset;
	}
};
/** A table whose vtable and extent lie inside the file. Fields are given by their slot in the schema. */
var Table = class Table {
	position;
	what;
	#file;
	#vtable;
	#vtable_bytes;
	#table_bytes;
	constructor(file, position, what) {
		file.charge(TABLE_COST_BYTES);
		file.requireAligned(position, 4, what);
		file.require(position, 4, what);
		const vtable = position - file.buffer.readInt32(position);
		const vtableName = `the layout of ${what}`;
		file.requireAligned(vtable, 2, vtableName);
		file.require(vtable, 4, vtableName);
		const vtable_bytes = file.buffer.readUint16(vtable);
		const table_bytes = file.buffer.readUint16(vtable + 2);
		if (vtable_bytes < 4 || vtable_bytes % 2 !== 0 || table_bytes < 4) throw modelError("MALFORMED", `In the file, ${vtableName} at byte ${vtable} has a size that cannot be.`);
		file.require(vtable, vtable_bytes, vtableName);
		file.require(position, table_bytes, what);
		this.position = position;
		this.what = what;
		this.#file = file;
		this.#vtable = vtable;
		this.#vtable_bytes = vtable_bytes;
		this.#table_bytes = table_bytes;
	}
	bool(slot, absent) {
		const at = this.field(slot, 1);
		return at === void 0 ? absent : this.#file.buffer.readUint8(at) !== 0;
	}
	uint8(slot) {
		const at = this.field(slot, 1);
		return at === void 0 ? 0 : this.#file.buffer.readUint8(at);
	}
	int8(slot) {
		const at = this.field(slot, 1);
		return at === void 0 ? 0 : this.#file.buffer.readInt8(at);
	}
	int32(slot, absent = 0) {
		const at = this.field(slot, 4);
		return at === void 0 ? absent : this.#file.buffer.readInt32(at);
	}
	uint32(slot) {
		const at = this.field(slot, 4);
		return at === void 0 ? 0 : this.#file.buffer.readUint32(at);
	}
	float32(slot) {
		const at = this.field(slot, 4);
		return at === void 0 ? 0 : this.#file.buffer.readFloat32(at);
	}
	/** Above 2⁵³ the value is rounded; whoever checks it against the file's size sees it all the same. */
	uint64(slot) {
		const at = this.field(slot, 8);
		if (at === void 0) return 0;
		return this.#file.buffer.readUint32(at + 4) * 2 ** 32 + this.#file.buffer.readUint32(at);
	}
	/** Text; bytes that are not UTF-8 become U+FFFD. */
	string(slot) {
		const range = this.#vector(slot, 1);
		if (range === void 0) return "";
		const end = range.start + range.length;
		this.#file.require(end, 1, `a text of ${this.what}`);
		if (this.#file.bytes[end] !== 0) throw modelError("MALFORMED", `In the file, a text of ${this.what} is not terminated at byte ${end}.`);
		this.#file.charge(ARRAY_COST_BYTES + 2 * range.length);
		return TEXT.decode(this.#file.bytes.subarray(range.start, end));
	}
	/** Text that names something: its beginning, when it is longer than any name that is one. */
	name(slot) {
		const text = this.string(slot);
		return text.length > LONGEST_NAME ? text.slice(0, LONGEST_NAME).toWellFormed() : text;
	}
	int32s(slot) {
		return this.#numbers(slot, 4, (at) => this.#file.buffer.readInt32(at));
	}
	float32s(slot) {
		return this.#numbers(slot, 4, (at) => this.#file.buffer.readFloat32(at));
	}
	/** Beyond ±2⁵³ the values are rounded. */
	int64s(slot) {
		const { buffer } = this.#file;
		return this.#numbers(slot, 8, (at) => buffer.readInt32(at + 4) * 2 ** 32 + buffer.readUint32(at));
	}
	/** A view of the vector's bytes, not a copy. */
	bytes(slot) {
		const range = this.#vector(slot, 1);
		return range && this.#file.bytes.subarray(range.start, range.start + range.length);
	}
	has(slot) {
		return this.field(slot, 1) !== void 0;
	}
	/** Where the object that an offset field refers to stands; undefined when the field is absent. */
	target(slot) {
		const at = this.field(slot, 4);
		return at === void 0 ? void 0 : this.#file.follow(at, `a field of ${this.what}`);
	}
	table(slot, what) {
		const target = this.target(slot);
		return target === void 0 ? void 0 : new Table(this.#file, target, what);
	}
	/** A vector of tables; each is checked when it is asked for. An absent vector has none. */
	tables(slot, what) {
		const range = this.#vector(slot, 4);
		return new TableVector(this.#file, range?.start ?? 0, range?.length ?? 0, what);
	}
	#numbers(slot, element_bytes, read) {
		const range = this.#vector(slot, element_bytes);
		if (range === void 0) return [];
		this.#file.charge(ARRAY_COST_BYTES + 8 * range.length);
		const values = new Array(range.length);
		for (let i = 0; i < range.length; i++) values[i] = read(range.start + i * element_bytes);
		return values;
	}
	/** Where a field of `width_bytes` stands in the file; undefined when it is absent and has its default. */
	field(slot, width_bytes) {
		const entry = 4 + 2 * slot;
		if (entry + 2 > this.#vtable_bytes) return void 0;
		const offset = this.#file.buffer.readUint16(this.#vtable + entry);
		if (offset === 0) return void 0;
		if (offset < 4 || offset + width_bytes > this.#table_bytes) throw modelError("MALFORMED", `In the file, field ${slot} of ${this.what} lies outside of its table.`);
		return this.position + offset;
	}
	#vector(slot, element_bytes) {
		const target = this.target(slot);
		if (target === void 0) return void 0;
		const what = `a list of ${this.what}`;
		this.#file.requireAligned(target, 4, what);
		this.#file.require(target, 4, what);
		const length = this.#file.buffer.readUint32(target);
		this.#file.require(target + 4, length * element_bytes, what);
		return {
			start: target + 4,
			length
		};
	}
};
var TableVector = class {
	length;
	what;
	#file;
	#start;
	constructor(file, start, length, what) {
		this.length = length;
		this.what = what;
		this.#file = file;
		this.#start = start;
	}
	/** The table at `index`, which the caller has checked against `length`. */
	at(index) {
		const what = `${this.what} ${index}`;
		return new Table(this.#file, this.#file.follow(this.#start + 4 * index, what), what);
	}
	map(convert) {
		const results = [];
		for (let i = 0; i < this.length; i++) results.push(convert(this.at(i), i));
		return results;
	}
};

export { readTensor as i, aotEngine as n, readData as r, FlatFile as t };