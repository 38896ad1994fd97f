import { _ as PADDINGS, a as MODEL, c as QUANTIZATION, d as TENSOR, f as TENSOR_MAP, g as BUILTIN_OPTIONS_2, h as BUILTIN_OPTIONS, i as METADATA, l as SIGNATURE_DEF, m as BUILTIN_OPERATORS, n as BUFFER, o as OPERATOR, p as ACTIVATIONS, r as FILE_IDENTIFIER, s as OPERATOR_CODE, t as require_flatbuffers, u as SUBGRAPH, v as TENSOR_TYPE_BITS, y as TENSOR_TYPE_NAMES } from "./main-flatbuffers.js";
import { t as OPTIONS_FIELDS } from "./main-options.js";
import { t as createRandom } from "./main-random.js";
import { r as writeFileAtomic } from "./main-files.js";

// src/model/build-options.ts
var import_flatbuffers = require_flatbuffers();
/** Ops whose options are not named after them. */
const UNION_BY_OP = {
	ADD: "AddOptions",
	AVERAGE_POOL_2D: "Pool2DOptions",
	CALL_ONCE: "CallOnceOptions",
	CONCATENATION: "ConcatenationOptions",
	CONV_2D: "Conv2DOptions",
	DEPTHWISE_CONV_2D: "DepthwiseConv2DOptions",
	DEQUANTIZE: "DequantizeOptions",
	FULLY_CONNECTED: "FullyConnectedOptions",
	IF: "IfOptions",
	LEAKY_RELU: "LeakyReluOptions",
	MAX_POOL_2D: "Pool2DOptions",
	MEAN: "ReducerOptions",
	MIRROR_PAD: "MirrorPadOptions",
	MUL: "MulOptions",
	PACK: "PackOptions",
	PAD: "PadOptions",
	QUANTIZE: "QuantizeOptions",
	REDUCE_MAX: "ReducerOptions",
	REDUCE_MIN: "ReducerOptions",
	RESHAPE: "ReshapeOptions",
	RESIZE_BILINEAR: "ResizeBilinearOptions",
	RESIZE_NEAREST_NEIGHBOR: "ResizeNearestNeighborOptions",
	SOFTMAX: "SoftmaxOptions",
	SPLIT: "SplitOptions",
	SPLIT_V: "SplitVOptions",
	STRIDED_SLICE: "StridedSliceOptions",
	SUB: "SubOptions",
	SUM: "ReducerOptions",
	TRANSPOSE: "TransposeOptions",
	TRANSPOSE_CONV: "TransposeConvOptions",
	UNPACK: "UnpackOptions",
	VAR_HANDLE: "VarHandleOptions",
	WHILE: "WhileOptions"
};
/** Where a zero would make no sense. */
const DEFAULTS = {
	beta: 1,
	alpha: .2,
	depth_multiplier: 1
};
/** The operator's options with every field filled in: SAME padding, no activation, strides of 1. */
function completeOptions(operator) {
	const given = operator.options ?? defaultOptions(operator.op);
	if (given.type === "other") return given;
	const defaults = OPTIONS_FIELDS[given.type].map((field) => [field.name, defaultValue(field)]);
	return {
		...Object.fromEntries(defaults),
		...given
	};
}
function defaultOptions(op) {
	const union = UNION_BY_OP[op] ?? "NONE";
	return Object.hasOwn(OPTIONS_FIELDS, union) ? { type: union } : {
		type: "other",
		union
	};
}
function defaultValue({ name, kind, absent }) {
	switch (kind) {
		case "padding": return "SAME";
		case "activation": return "NONE";
		case "bool": return absent === 1;
		case "int32s": return [];
		case "string": return "";
		case "stride": return 1;
		default: return DEFAULTS[name] ?? 0;
	}
}
/** Writes the options' table. Options of a kind that is not taken apart become an empty table. */
function writeOptions(builder, options) {
	const union = options.type === "other" ? options.union : options.type;
	if (union === "NONE") return {
		code: 0,
		second: false,
		table: 0
	};
	const first = BUILTIN_OPTIONS.indexOf(union);
	const code = first === -1 ? BUILTIN_OPTIONS_2.indexOf(union) : first;
	if (code === -1) throw new TypeError(`${union} is no member of the options unions`);
	const fields = options.type === "other" ? [] : OPTIONS_FIELDS[options.type];
	const values = options;
	/** Positions of what a table only points to. */
	const apart = /* @__PURE__ */ new Map();
	for (const { name, kind } of fields) if (kind === "int32s") apart.set(name, writeInt32s(builder, values[name]));
	else if (kind === "string") apart.set(name, builder.createString(String(values[name])));
	builder.startObject(Math.max(0, ...fields.map(({ slot }) => slot + 1)));
	for (const field of fields) {
		const position = apart.get(field.name);
		if (position === void 0) writeField(builder, field, values[field.name]);
		else builder.addFieldOffset(field.slot, position, 0);
	}
	return {
		code,
		second: first === -1,
		table: builder.endObject()
	};
}
function writeField(builder, { slot, kind, absent = 0 }, value) {
	if (kind === "padding") builder.addFieldInt8(slot, PADDINGS.indexOf(value), 0);
	else if (kind === "activation") builder.addFieldInt8(slot, ACTIVATIONS.indexOf(value), 0);
	else if (kind === "bool" || kind === "int8") builder.addFieldInt8(slot, Number(value), absent);
	else if (kind === "float32") builder.addFieldFloat32(slot, Number(value), absent);
	else builder.addFieldInt32(slot, Number(value), absent);
}
/** Position of a new vector of int32 in the builder. */
function writeInt32s(builder, values) {
	builder.startVector(4, values.length, 4);
	for (const value of values.toReversed()) builder.addInt32(value);
	return builder.endVector();
}

// src/model/op-versions.ts
/** Version by type of the first input; 1 for the types not named. */
const BY_INPUT_TYPE = {
	ADD: {
		INT8: 2,
		INT16: 2
	},
	AVERAGE_POOL_2D: {
		INT8: 2,
		INT16: 3
	},
	BATCH_MATMUL: {
		INT8: 2,
		INT16: 3
	},
	CONCATENATION: {
		INT8: 2,
		INT16: 3
	},
	CONV_2D: {
		INT8: 3,
		INT16: 4
	},
	DEPTHWISE_CONV_2D: {
		INT8: 3,
		INT16: 5
	},
	DEQUANTIZE: {
		INT8: 2,
		INT16: 3,
		FLOAT16: 3
	},
	FULLY_CONNECTED: {
		INT8: 4,
		INT16: 7
	},
	LEAKY_RELU: {
		INT8: 2,
		INT16: 2
	},
	LOGISTIC: {
		INT8: 2,
		INT16: 3
	},
	MAX_POOL_2D: {
		INT8: 2,
		INT16: 3
	},
	MAXIMUM: {
		INT8: 2,
		INT16: 3
	},
	MEAN: {
		INT8: 2,
		INT16: 3
	},
	MINIMUM: {
		INT8: 2,
		INT16: 3
	},
	MUL: {
		INT8: 2,
		INT16: 4
	},
	PAD: {
		INT8: 2,
		INT16: 3
	},
	PADV2: {
		INT8: 2,
		INT16: 3
	},
	QUANTIZE: {
		INT8: 2,
		INT16: 3
	},
	RELU: {
		INT8: 2,
		INT16: 3
	},
	RELU6: {
		INT8: 2,
		INT16: 3
	},
	RESIZE_BILINEAR: {
		INT8: 2,
		INT16: 4
	},
	RESIZE_NEAREST_NEIGHBOR: {
		INT8: 2,
		INT16: 4
	},
	SOFTMAX: {
		INT8: 2,
		INT16: 3
	},
	STRIDED_SLICE: {
		INT8: 2,
		INT16: 4
	},
	SUB: {
		INT8: 2,
		INT16: 2
	},
	TANH: {
		INT8: 2,
		INT16: 3
	},
	TRANSPOSE: {
		INT8: 2,
		INT16: 4
	},
	TRANSPOSE_CONV: {
		INT8: 2,
		INT16: 4
	}
};
/** The lowest version of the op that covers its types and options. */
function operatorVersion(operator) {
	const { op, options, inputs, output } = operator;
	const [first] = inputs;
	const type = op === "TRANSPOSE_CONV" ? inputs[2] : first;
	const byType = type && BY_INPUT_TYPE[op]?.[type] || 1;
	return Math.max(byType, versionByOptions(op, options, inputs, output));
}
function versionByOptions(op, options, inputs, output) {
	switch (options.type) {
		case "DepthwiseConv2DOptions": return options.dilation_h_factor > 1 || options.dilation_w_factor > 1 ? 2 : 1;
		case "FullyConnectedOptions":
			if (inputs[2] === void 0) return 6;
			return options.keep_num_dims ? 5 : 1;
		case "TransposeConvOptions":
			if (options.fused_activation_function !== "NONE") return 4;
			return inputs[3] === void 0 ? 1 : 3;
		case "ResizeNearestNeighborOptions":
		case "ResizeBilinearOptions": return options.align_corners || options.half_pixel_centers ? 3 : 1;
		case "AddOptions": return inputs[0] === "INT16" && !options.pot_scale_int16 ? 3 : 1;
		case "SubOptions": return inputs[0] === "INT16" && !options.pot_scale_int16 ? 5 : 1;
		default: return op === "QUANTIZE" && output === "INT16" ? 3 : 1;
	}
}

// src/model/tensor-data.ts
/** Little-endian, as in the file, whatever the host. */
const WRITERS = {
	INT8: (view, at, value) => view.setInt8(at, value),
	UINT8: (view, at, value) => view.setUint8(at, value),
	BOOL: (view, at, value) => view.setUint8(at, value),
	INT16: (view, at, value) => view.setInt16(at, value, true),
	UINT16: (view, at, value) => view.setUint16(at, value, true),
	INT32: (view, at, value) => view.setInt32(at, value, true),
	UINT32: (view, at, value) => view.setUint32(at, value, true),
	INT64: (view, at, value) => view.setBigInt64(at, BigInt(value), true),
	FLOAT32: (view, at, value) => view.setFloat32(at, value, true),
	FLOAT64: (view, at, value) => view.setFloat64(at, value, true)
};
/**
* The bytes of a constant: those given, or the values given, stored in `type`.
* @throws {TypeError} for values of a type that has no plain numbers
*/
function encodeValues(type, data) {
	if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
	const write = WRITERS[type];
	if (write === void 0) throw new TypeError(`Values of ${type} are given as bytes`);
	const step = TENSOR_TYPE_BITS[type] / 8;
	const bytes = new Uint8Array(data.length * step);
	const view = new DataView(bytes.buffer);
	for (const [index, value] of data.entries()) write(view, index * step, value);
	return bytes;
}

// src/model/build.ts
/** Runtimes may map a constant and load it with vector instructions. */
const DATA_ALIGNMENT_BYTES = 16;
/**
* Writes a `.tflite` file that TFLite runtimes load.
*
* The same specification gives the same bytes. It is written as it stands: a graph that makes no sense
* becomes a file that makes none, which is what tests of readers need.
*
* @throws {TypeError} for a tensor, op or options name that does not exist
*/
function buildModel(spec) {
	const subgraphs = [spec, ...spec.more_subgraphs ?? []];
	const metadata = Object.entries(spec.metadata ?? {});
	const buffers = new BufferTable(metadata.map(([, data]) => data));
	const codes = new OperatorCodes();
	const builder = new import_flatbuffers.Builder(1024);
	const graphs = subgraphs.map((subgraph) => writeSubgraph(builder, subgraph, buffers, codes));
	const signatures = (spec.signatures ?? []).map((signature) => {
		const resolve = tensorResolver(subgraphs[signature.subgraph ?? 0] ?? spec);
		const maps = (entries) => writeTables(builder, Object.entries(entries).map(([name, ref]) => {
			const text = builder.createString(name);
			builder.startObject(2);
			builder.addFieldOffset(TENSOR_MAP.name, text, 0);
			builder.addFieldInt32(TENSOR_MAP.tensor_index, resolve(ref), 0);
			return builder.endObject();
		}));
		const inputs = maps(signature.inputs);
		const outputs = maps(signature.outputs);
		const key = builder.createString(signature.key);
		builder.startObject(5);
		builder.addFieldOffset(SIGNATURE_DEF.inputs, inputs, 0);
		builder.addFieldOffset(SIGNATURE_DEF.outputs, outputs, 0);
		builder.addFieldOffset(SIGNATURE_DEF.signature_key, key, 0);
		builder.addFieldInt32(SIGNATURE_DEF.subgraph_index, signature.subgraph ?? 0, 0);
		return builder.endObject();
	});
	const entries = metadata.map(([name], index) => {
		const text = builder.createString(name);
		builder.startObject(2);
		builder.addFieldOffset(METADATA.name, text, 0);
		builder.addFieldInt32(METADATA.buffer, 1 + index, 0);
		return builder.endObject();
	});
	const description = builder.createString(spec.description ?? "");
	const vectors = {
		operator_codes: codes.write(builder),
		subgraphs: writeTables(builder, graphs),
		buffers: buffers.write(builder),
		metadata: entries.length > 0 ? writeTables(builder, entries) : 0,
		signature_defs: signatures.length > 0 ? writeTables(builder, signatures) : 0
	};
	builder.startObject(8);
	builder.addFieldInt32(MODEL.version, 3, 0);
	builder.addFieldOffset(MODEL.operator_codes, vectors.operator_codes, 0);
	builder.addFieldOffset(MODEL.subgraphs, vectors.subgraphs, 0);
	builder.addFieldOffset(MODEL.description, description, 0);
	builder.addFieldOffset(MODEL.buffers, vectors.buffers, 0);
	builder.addFieldOffset(MODEL.metadata, vectors.metadata, 0);
	builder.addFieldOffset(MODEL.signature_defs, vectors.signature_defs, 0);
	builder.finish(builder.endObject(), FILE_IDENTIFIER);
	return builder.asUint8Array().slice();
}
/** Buffer 0 is the empty one that all tensors without data refer to. */
var BufferTable = class {
	#contents;
	constructor(first) {
		this.#contents = [/* @__PURE__ */ new Uint8Array(0), ...first];
	}
	add(data) {
		return this.#contents.push(data) - 1;
	}
	write(builder) {
		return writeTables(builder, this.#contents.map((data) => {
			const vector = data.length > 0 ? writeBytes(builder, data) : 0;
			builder.startObject(3);
			builder.addFieldOffset(BUFFER.data, vector, 0);
			return builder.endObject();
		}));
	}
};
var OperatorCodes = class {
	#codes = /* @__PURE__ */ new Map();
	/** Index of the code, which is added when it is new. */
	index(op, version, custom) {
		const builtin = BUILTIN_OPERATORS.indexOf(op);
		if (builtin === -1) throw new TypeError(`${op} is no builtin operator`);
		const key = JSON.stringify([
			op,
			version,
			custom
		]);
		if (!this.#codes.has(key)) this.#codes.set(key, {
			builtin,
			version,
			...custom !== void 0 && { custom }
		});
		return [...this.#codes.keys()].indexOf(key);
	}
	write(builder) {
		return writeTables(builder, [...this.#codes.values()].map(({ builtin, version, custom }) => {
			const text = custom === void 0 ? 0 : builder.createString(custom);
			builder.startObject(4);
			builder.addFieldInt8(OPERATOR_CODE.deprecated_builtin_code, Math.min(builtin, 127), 0);
			builder.addFieldOffset(OPERATOR_CODE.custom_code, text, 0);
			builder.addFieldInt32(OPERATOR_CODE.version, version, 1);
			builder.addFieldInt32(OPERATOR_CODE.builtin_code, builtin, 0);
			return builder.endObject();
		}));
	}
};
function writeSubgraph(builder, spec, buffers, codes) {
	const resolve = tensorResolver(spec);
	const types = spec.tensors.map((tensor) => tensor.type ?? "INT8");
	const tensors = writeTables(builder, spec.tensors.map((tensor, index) => writeTensor(builder, tensor, index, buffers)));
	const operators = writeTables(builder, spec.operators.map((operator) => writeOperator(builder, operator, resolve, types, codes)));
	const inputs = writeInt32s(builder, spec.inputs.map(resolve));
	const outputs = writeInt32s(builder, spec.outputs.map(resolve));
	const name = builder.createString(spec.name ?? "main");
	builder.startObject(5);
	builder.addFieldOffset(SUBGRAPH.tensors, tensors, 0);
	builder.addFieldOffset(SUBGRAPH.inputs, inputs, 0);
	builder.addFieldOffset(SUBGRAPH.outputs, outputs, 0);
	builder.addFieldOffset(SUBGRAPH.operators, operators, 0);
	builder.addFieldOffset(SUBGRAPH.name, name, 0);
	return builder.endObject();
}
function writeTensor(builder, spec, index, buffers) {
	const type = spec.type ?? "INT8";
	const buffer = spec.data === void 0 ? 0 : buffers.add(encodeValues(type, spec.data));
	const shape = writeInt32s(builder, spec.shape);
	const signature = spec.shape_signature ? writeInt32s(builder, spec.shape_signature) : 0;
	const quantization = spec.quantization ? writeQuantization(builder, spec.quantization) : 0;
	const name = builder.createString(spec.name ?? `t${index}`);
	builder.startObject(9);
	builder.addFieldOffset(TENSOR.shape, shape, 0);
	builder.addFieldInt8(TENSOR.type, TENSOR_TYPE_NAMES.indexOf(type), 0);
	builder.addFieldInt32(TENSOR.buffer, buffer, 0);
	builder.addFieldOffset(TENSOR.name, name, 0);
	builder.addFieldOffset(TENSOR.quantization, quantization, 0);
	builder.addFieldInt8(TENSOR.is_variable, Number(spec.is_variable ?? false), 0);
	builder.addFieldOffset(TENSOR.shape_signature, signature, 0);
	builder.addFieldInt8(TENSOR.has_rank, 1, 0);
	return builder.endObject();
}
function writeQuantization(builder, spec) {
	const scales = [spec.scale].flat();
	const listed = [spec.zero_point ?? 0].flat();
	const zero_points = listed.length === 1 ? scales.map(() => listed[0] ?? 0) : listed;
	builder.startVector(4, scales.length, 4);
	for (const scale of scales.toReversed()) builder.addFloat32(scale);
	const scale = builder.endVector();
	builder.startVector(8, zero_points.length, 8);
	for (const zero_point of zero_points.toReversed()) builder.addInt64(BigInt(zero_point));
	const zero_point = builder.endVector();
	builder.startObject(7);
	builder.addFieldOffset(QUANTIZATION.scale, scale, 0);
	builder.addFieldOffset(QUANTIZATION.zero_point, zero_point, 0);
	builder.addFieldInt32(QUANTIZATION.quantized_dimension, spec.axis ?? 0, 0);
	return builder.endObject();
}
function writeOperator(builder, spec, resolve, types, codes) {
	const inputs = spec.inputs.map(resolve);
	const outputs = spec.outputs.map(resolve);
	const options = completeOptions(spec);
	const typeOf = (index) => index === void 0 ? void 0 : types[index];
	const version = spec.version ?? operatorVersion({
		op: spec.op,
		options,
		inputs: inputs.map(typeOf),
		output: typeOf(outputs[0])
	});
	const code = codes.index(spec.op, version, spec.custom_name);
	const written = writeOptions(builder, options);
	const inputVector = writeInt32s(builder, inputs);
	const outputVector = writeInt32s(builder, outputs);
	builder.startObject(13);
	builder.addFieldInt32(OPERATOR.opcode_index, code, 0);
	builder.addFieldOffset(OPERATOR.inputs, inputVector, 0);
	builder.addFieldOffset(OPERATOR.outputs, outputVector, 0);
	const [typeSlot, tableSlot] = written.second ? [OPERATOR.builtin_options_2_type, OPERATOR.builtin_options_2] : [OPERATOR.builtin_options_type, OPERATOR.builtin_options];
	builder.addFieldInt8(typeSlot, written.code, 0);
	builder.addFieldOffset(tableSlot, written.table, 0);
	return builder.endObject();
}
function tensorResolver(subgraph) {
	const names = new Map(subgraph.tensors.map((tensor, index) => [tensor.name ?? `t${index}`, index]));
	return (ref) => {
		if (typeof ref === "number") return ref;
		const index = names.get(ref);
		if (index === void 0) throw new TypeError(`There is no tensor ${ref}`);
		return index;
	};
}
function writeTables(builder, tables) {
	builder.startVector(4, tables.length, 4);
	for (const table of tables.toReversed()) builder.addOffset(table);
	return builder.endVector();
}
function writeBytes(builder, data) {
	builder.startVector(1, data.length, DATA_ALIGNMENT_BYTES);
	return builder.createByteVector(data);
}

// src/example/layers.ts
/** Padding before the first element for SAME, and the output's size. */
function same(size, kernel, stride) {
	const output = Math.ceil(size / stride);
	return {
		output,
		before: Math.floor(Math.max((output - 1) * stride + kernel - size, 0) / 2)
	};
}
/** CONV_2D, SAME, without bias; `weights` is [out, kernel_h, kernel_w, in]. */
function conv2d(input, weights, out, window) {
	const depth = input.channels;
	return slide(input, out, window, (output, at, taps) => {
		for (let co = 0; co < out; co++) {
			const filter = co * window.kernel_h * window.kernel_w * depth;
			let sum = 0;
			for (const { source, tap } of taps) for (let ci = 0; ci < depth; ci++) sum += (input.values[source + ci] ?? 0) * (weights[filter + tap * depth + ci] ?? 0);
			output[at + co] = sum;
		}
	});
}
/** DEPTHWISE_CONV_2D, SAME, multiplier 1, without bias; `weights` is [1, kernel_h, kernel_w, channels]. */
function depthwiseConv2d(input, weights, window) {
	const { channels } = input;
	return slide(input, channels, window, (output, at, taps) => {
		for (let c = 0; c < channels; c++) {
			let sum = 0;
			for (const { source, tap } of taps) sum += (input.values[source + c] ?? 0) * (weights[tap * channels + c] ?? 0);
			output[at + c] = sum;
		}
	});
}
function slide(input, channels, { kernel_h, kernel_w, stride }, compute) {
	const rows = same(input.height, kernel_h, stride);
	const columns = same(input.width, kernel_w, stride);
	const values = new Float64Array(rows.output * columns.output * channels);
	for (let y = 0; y < rows.output; y++) for (let x = 0; x < columns.output; x++) {
		const taps = [];
		for (let ky = 0; ky < kernel_h; ky++) for (let kx = 0; kx < kernel_w; kx++) {
			const sy = y * stride + ky - rows.before;
			const sx = x * stride + kx - columns.before;
			if (sy < 0 || sy >= input.height || sx < 0 || sx >= input.width) continue;
			taps.push({
				source: (sy * input.width + sx) * input.channels,
				tap: ky * kernel_w + kx
			});
		}
		compute(values, (y * columns.output + x) * channels, taps);
	}
	return {
		height: rows.output,
		width: columns.output,
		channels,
		values
	};
}
/** Mean over height and width: one value per channel. */
function globalAverage({ channels, values }) {
	const sums = new Float64Array(channels);
	for (const [i, value] of values.entries()) sums[i % channels] = (sums[i % channels] ?? 0) + value;
	return sums.map((sum) => sum * channels / values.length);
}
/** Mean and standard deviation of every channel over all samples and positions. */
function channelStatistics(samples) {
	const channels = samples[0]?.channels ?? 0;
	const sum = new Float64Array(channels);
	const squares = new Float64Array(channels);
	let count = 0;
	for (const { values } of samples) {
		for (const [i, value] of values.entries()) {
			sum[i % channels] = (sum[i % channels] ?? 0) + value;
			squares[i % channels] = (squares[i % channels] ?? 0) + value * value;
		}
		count += values.length / channels;
	}
	const mean = sum.map((total) => total / count);
	return {
		mean,
		deviation: squares.map((total, c) => Math.sqrt(Math.max(total / count - (mean[c] ?? 0) ** 2, 0)))
	};
}

// src/example/ds-cnn.ts
const FRAMES = 49;
const COEFFICIENTS = 10;
const CHANNELS = 64;
const BLOCKS = 4;
const CLASSES = 12;
const INPUT = {
	scale: 1 / 16,
	zero_point: 5
};
const CALIBRATION_SAMPLES = 16;
/** Spread of the scores that the softmax sees: enough for a clear winner, not enough to saturate. */
const SCORE_DEVIATION = 2;
/** Room above the largest score of the calibration. */
const SCORE_HEADROOM = 1.5;
/**
* A depthwise-separable CNN for keyword spotting with random weights, as a `.tflite` file.
*
* Its shapes are those of the keyword spotter of MLPerf Tiny: 1×49×10×1 int8 in, 12 int8 probabilities
* out, 13 layers, 2 656 768 multiply-accumulates. It recognises nothing, but it behaves like a trained
* model: every channel of every layer is normalised over random inputs, as batch normalisation would, so
* activations neither saturate nor die and the winner depends on the input.
*
* @param seed the same seed gives the same bytes on every host
*/
function dsCnnKeywordSpotter(seed = 42) {
	const random = createRandom(seed);
	const network = new Network(random);
	network.convolve("conv2d", {
		kernel_h: 10,
		kernel_w: 4,
		stride: 2
	}, false);
	for (let block = 1; block <= BLOCKS; block++) {
		network.convolve(`depthwise_conv2d_${block}`, {
			kernel_h: 3,
			kernel_w: 3,
			stride: 1
		}, true);
		network.convolve(`conv2d_${block}`, {
			kernel_h: 1,
			kernel_w: 1,
			stride: 1
		}, false);
	}
	network.classify();
	return network.build();
}
/** The layers so far, and what the calibration inputs have become after them. */
var Network = class {
	#random;
	#tensors = [];
	#operators = [];
	#samples;
	#last = {
		name: "input_1",
		...INPUT
	};
	constructor(random) {
		this.#random = random;
		this.#samples = Array.from({ length: CALIBRATION_SAMPLES }, () => randomInput(random));
		this.#tensors.push({
			name: "input_1",
			shape: [
				1,
				FRAMES,
				COEFFICIENTS,
				1
			],
			quantization: INPUT
		});
	}
	/** Adds a convolution, SAME, with a fused ReLU, whose channels all have the same spread. */
	convolve(layer, window, depthwise) {
		const depth = this.#samples[0]?.channels ?? 1;
		const taps = window.kernel_h * window.kernel_w;
		const shape = depthwise ? [
			1,
			window.kernel_h,
			window.kernel_w,
			CHANNELS
		] : [
			CHANNELS,
			window.kernel_h,
			window.kernel_w,
			depth
		];
		const weights = randomWeights(this.#random, taps * CHANNELS * (depthwise ? 1 : depth));
		const sums = this.#samples.map((sample) => depthwise ? depthwiseConv2d(sample, weights, window) : conv2d(sample, weights, CHANNELS, window));
		const { mean, deviation } = channelStatistics(sums);
		const scales = Array.from(deviation, (value) => Math.fround(1 / value));
		const biases = scales.map((scale, c) => {
			const shift = .5 * this.#random.uniform();
			return Math.round((shift / scale - (mean[c] ?? 0)) / this.#last.scale);
		});
		const activated = sums.map((sample) => ({
			...sample,
			values: sample.values.map((sum, i) => {
				const c = i % CHANNELS;
				return Math.max(0, (sum + (biases[c] ?? 0) * this.#last.scale) * (scales[c] ?? 0));
			})
		}));
		const scale = Math.fround(largest(activated) / 255);
		const output = {
			name: `ds_cnn/${layer}/Relu`,
			scale,
			zero_point: -128
		};
		this.#samples = activated.map((sample) => ({
			...sample,
			values: roundTo(sample.values, scale, 255)
		}));
		const { height = 0, width = 0 } = this.#samples[0] ?? {};
		const axis = depthwise ? 3 : 0;
		this.#addConstants(layer, {
			shape,
			scales,
			axis,
			weights,
			biases
		});
		this.#addOutput(output, [
			1,
			height,
			width,
			CHANNELS
		]);
		this.#operators.push({
			op: depthwise ? "DEPTHWISE_CONV_2D" : "CONV_2D",
			inputs: [
				this.#last.name,
				`ds_cnn/${layer}/kernel`,
				`ds_cnn/${layer}/bias`
			],
			outputs: [output.name],
			options: {
				type: depthwise ? "DepthwiseConv2DOptions" : "Conv2DOptions",
				stride_h: window.stride,
				stride_w: window.stride,
				fused_activation_function: "RELU"
			}
		});
		this.#last = output;
	}
	/** Adds global average pooling, the fully connected layer and the softmax. */
	classify() {
		const { scale, zero_point } = this.#last;
		const { height = 0, width = 0 } = this.#samples[0] ?? {};
		const pooled = {
			name: "ds_cnn/average_pooling2d/AvgPool",
			scale,
			zero_point
		};
		this.#addOutput(pooled, [
			1,
			1,
			1,
			CHANNELS
		]);
		this.#operators.push({
			op: "AVERAGE_POOL_2D",
			inputs: [this.#last.name],
			outputs: [pooled.name],
			options: {
				type: "Pool2DOptions",
				padding: "VALID",
				stride_h: height,
				stride_w: width,
				filter_height: height,
				filter_width: width
			}
		});
		const flat = {
			name: "ds_cnn/flatten/Reshape",
			scale,
			zero_point
		};
		this.#tensors.push({
			name: "ds_cnn/flatten/Const",
			type: "INT32",
			shape: [2],
			data: [-1, CHANNELS]
		});
		this.#addOutput(flat, [1, CHANNELS]);
		this.#operators.push({
			op: "RESHAPE",
			inputs: [pooled.name, "ds_cnn/flatten/Const"],
			outputs: [flat.name],
			options: {
				type: "ReshapeOptions",
				new_shape: [-1, CHANNELS]
			}
		});
		this.#last = flat;
		this.#connect(this.#samples.map((sample) => roundTo(globalAverage(sample), scale, 255)));
		const output = {
			name: "Identity",
			scale: 1 / 256,
			zero_point: -128
		};
		this.#addOutput(output, [1, CLASSES]);
		this.#operators.push({
			op: "SOFTMAX",
			inputs: [this.#last.name],
			outputs: [output.name]
		});
		this.#last = output;
	}
	build() {
		return buildModel({
			description: "DS-CNN keyword spotter with random weights",
			tensors: this.#tensors,
			operators: this.#operators,
			inputs: ["input_1"],
			outputs: [this.#last.name],
			signatures: [{
				key: "serving_default",
				inputs: { mfcc: "input_1" },
				outputs: { probabilities: this.#last.name }
			}]
		});
	}
	#connect(features) {
		const weights = randomWeights(this.#random, 768);
		const sums = features.map((feature) => ({
			height: 1,
			width: 1,
			channels: CLASSES,
			values: Float64Array.from({ length: CLASSES }, (_, row) => feature.reduce((sum, value, i) => sum + value * (weights[row * CHANNELS + i] ?? 0), 0))
		}));
		const { mean, deviation } = channelStatistics(sums);
		const spread = deviation.reduce((total, value) => total + value, 0) / CLASSES;
		const weight_scale = Math.fround(SCORE_DEVIATION / spread);
		const biases = Array.from(mean, (value) => Math.round(-value / this.#last.scale));
		const reach = sums.flatMap(({ values }) => Array.from(values, (sum, row) => Math.abs(sum - (mean[row] ?? 0)) * weight_scale));
		const scores = {
			name: "ds_cnn/dense/BiasAdd",
			scale: Math.fround(SCORE_HEADROOM * Math.max(...reach) / 127),
			zero_point: 0
		};
		const shape = [CLASSES, CHANNELS];
		this.#addConstants("dense", {
			shape,
			scales: [weight_scale],
			axis: 0,
			weights,
			biases
		});
		this.#addOutput(scores, [1, CLASSES]);
		this.#operators.push({
			op: "FULLY_CONNECTED",
			inputs: [
				this.#last.name,
				"ds_cnn/dense/kernel",
				"ds_cnn/dense/bias"
			],
			outputs: [scores.name]
		});
		this.#last = scores;
	}
	#addConstants(layer, constants) {
		const { shape, scales, axis, weights, biases } = constants;
		this.#tensors.push({
			name: `ds_cnn/${layer}/kernel`,
			shape,
			quantization: {
				scale: scales,
				axis
			},
			data: weights
		}, {
			name: `ds_cnn/${layer}/bias`,
			type: "INT32",
			shape: [biases.length],
			quantization: { scale: scales.map((scale) => Math.fround(scale * this.#last.scale)) },
			data: biases
		});
	}
	#addOutput({ name, scale, zero_point }, shape) {
		this.#tensors.push({
			name,
			shape,
			quantization: {
				scale,
				zero_point
			}
		});
	}
};
/** Every int8 value is as likely as any other, as in a validation run with random inputs. */
function randomInput(random) {
	const values = (/* @__PURE__ */ new Float64Array(490)).map(() => {
		return (Math.floor(256 * random.uniform()) - 128 - INPUT.zero_point) * INPUT.scale;
	});
	return {
		height: FRAMES,
		width: COEFFICIENTS,
		channels: 1,
		values
	};
}
function randomWeights(random, length) {
	return new Int8Array(length).map(() => Math.round(36 * random.normal()));
}
function largest(samples) {
	return samples.reduce((most, { values }) => values.reduce((a, b) => Math.max(a, b), most), 0);
}
/** What the values become as multiples of `scale` from 0 to `steps`. */
function roundTo(values, scale, steps) {
	return values.map((value) => Math.min(Math.round(value / scale), steps) * scale);
}

// src/cli/commands/example.ts
/** `hilbench example FILE`: writes the example model, a keyword spotter with seeded weights. */
async function exampleCommand(path, output) {
	const model = dsCnnKeywordSpotter();
	await writeFileAtomic(path, model);
	output.result({
		path,
		bytes: model.byteLength
	}, () => `Wrote ${path} (${model.byteLength} bytes). Try: hilbench run ${path} --platform mps3_an547\n`);
}

export { exampleCommand };