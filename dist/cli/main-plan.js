import { t as HilbenchError } from "./main-errors.js";
import { a as systemErrorCode } from "./main-system.js";
import { n as LOCATIONS } from "./main-schema.js";
import { t as throwIfAborted } from "./main-deadline.js";
import { a as MODEL, b as modelError, f as TENSOR_MAP, i as METADATA, l as SIGNATURE_DEF, m as BUILTIN_OPERATORS, o as OPERATOR, r as FILE_IDENTIFIER, s as OPERATOR_CODE, u as SUBGRAPH, x as quoteName } from "./main-flatbuffers.js";
import { i as readTensor, r as readData, t as FlatFile } from "./main-flatbuffer.js";
import { n as readOptions } from "./main-options.js";
import { basename } from "node:path";
import { constants } from "node:fs";
import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";

// src/model/hints/work.ts
/**
* Instructions by kind of work, as measured on an emulated Cortex-M55 with the aot engine: they rank
* layers, they do not predict a time.
*/
const PER_MAC = .35;
const PER_DEPTHWISE_MAC = 2.4;
const PER_ELEMENT = 8;
const PER_SOFTMAX_ELEMENT = 110;
const PER_TABLE_ELEMENT = 3;
const PER_COPIED_BYTE = .5;
/** Ops that only move or rename data. */
const MOVEMENT_OPS = /* @__PURE__ */ new Set([
	"BATCH_TO_SPACE_ND",
	"CONCATENATION",
	"DEPTH_TO_SPACE",
	"EXPAND_DIMS",
	"GATHER",
	"MIRROR_PAD",
	"PACK",
	"PAD",
	"PADV2",
	"RESHAPE",
	"SLICE",
	"SPACE_TO_BATCH_ND",
	"SPACE_TO_DEPTH",
	"SPLIT",
	"SPLIT_V",
	"SQUEEZE",
	"STRIDED_SLICE",
	"TILE",
	"TRANSPOSE",
	"UNPACK"
]);
/** Functions of one element, which an engine can turn into a table for 8-bit types. */
const TABLE_OPS = /* @__PURE__ */ new Set([
	"ELU",
	"GELU",
	"HARD_SWISH",
	"LEAKY_RELU",
	"LOGISTIC",
	"RELU",
	"RELU6",
	"RELU_N1_TO_1",
	"TANH"
]);
/** Elements that an op without products works on. */
function elementsOf(operator, input, output) {
	const out = output?.elements ?? 0;
	if (operator.options.type === "Pool2DOptions") return out * operator.options.filter_height * operator.options.filter_width;
	return Math.max(input?.elements ?? 0, out);
}
/** Estimated work of a layer, in about instructions. */
function estimateWork(operator, layer, input, output) {
	if (operator.op === "DEPTHWISE_CONV_2D") return layer.macs * PER_DEPTHWISE_MAC;
	if (layer.macs > 0) return layer.macs * PER_MAC;
	if (MOVEMENT_OPS.has(operator.op)) return layer.write_bytes * PER_COPIED_BYTE;
	const elements = elementsOf(operator, input, output);
	if (operator.op === "SOFTMAX") return elements * PER_SOFTMAX_ELEMENT;
	return elements * (TABLE_OPS.has(operator.op) ? PER_TABLE_ELEMENT : PER_ELEMENT);
}

// src/model/hints/context.ts
const NO_OPERATORS = [];
/** Prepares what the rules ask for: who writes and reads each tensor, and what each layer costs. */
function createContext(graph, analysis, target, arena) {
	const [main] = graph.subgraphs;
	if (main === void 0) throw new Error("a graph has at least one subgraph");
	const layers = analysis.layers.filter((layer) => layer.subgraph === main.index);
	const writers = /* @__PURE__ */ new Map();
	const readers = /* @__PURE__ */ new Map();
	for (const operator of main.operators) {
		for (const index of operator.outputs) writers.set(index, operator);
		for (const index of new Set(operator.inputs)) {
			const known = readers.get(index);
			if (known === void 0) readers.set(index, [operator]);
			else known.push(operator);
		}
	}
	const outputs = new Set(main.outputs);
	const tensor = (index) => index === void 0 || index < 0 ? void 0 : main.tensors[index];
	const layerOf = (operator) => {
		const layer = layers[operator.index];
		if (layer === void 0) throw new Error(`operator ${operator.index} was not analysed`);
		return layer;
	};
	const works = main.operators.map((operator) => estimateWork(operator, layerOf(operator), tensor(operator.inputs[0]), tensor(operator.outputs[0])));
	return {
		main,
		layers,
		target,
		...arena === void 0 ? {} : { arena },
		work: works.reduce((sum, work) => sum + work, 0),
		workOf: (operator) => works[operator.index] ?? 0,
		tensor,
		input: (operator, n) => tensor(operator.inputs[n]),
		output: (operator) => tensor(operator.outputs[0]),
		producer: ({ index }) => writers.get(index),
		consumers: ({ index }) => readers.get(index) ?? NO_OPERATORS,
		isOutput: ({ index }) => outputs.has(index),
		layerOf
	};
}
/** The one operator that reads a tensor; undefined when there are several or the model returns it. */
function onlyConsumer(context, tensor) {
	if (tensor === void 0 || context.isOutput(tensor)) return void 0;
	const [first, ...more] = context.consumers(tensor);
	return more.length === 0 ? first : void 0;
}

// src/model/hints/references.ts
/** Where hints send their readers. */
const REFERENCES = {
	quantization: "https://ai.google.dev/edge/litert/models/quantization_spec",
	integerOnly: "https://ai.google.dev/edge/litert/models/post_training_integer_quant",
	cmsisNn: "https://github.com/ARM-software/CMSIS-NN#readme",
	tflmKernels: "https://github.com/tensorflow/tflite-micro/tree/main/tensorflow/lite/micro/kernels/cmsis_nn",
	tflmMemory: "https://github.com/tensorflow/tflite-micro/blob/main/tensorflow/lite/micro/docs/memory_management.md",
	autodeploy: "https://github.com/AmbiqAI/neuralSPOT/blob/main/docs/autodeploy_user_guide.md",
	pruning: "https://www.tensorflow.org/model_optimization/guide/pruning",
	batchNorm: "Jacob et al., Quantization and Training of Neural Networks (CVPR 2018), section 3.2",
	padding: "https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2",
	kernels: "templates/firmware/engine/aot, the kernels of the aot engine"
};

// src/model/hints/wording.ts
const integer = new Intl.NumberFormat("en-US");
/** `12,345`. */
function count(value) {
	return integer.format(value);
}
/** `1 layer`, `3 layers`. */
function counted(value, noun) {
	return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}
/** `12,345 bytes`. */
function bytesOf(bytes) {
	return counted(bytes, "byte");
}
/** `37 %`. */
function percent(share) {
	return `${Math.round(share * 100)} %`;
}
/** `layer 3`, `layers 3, 5 and 4 more`. */
function layersText(indices) {
	const shown = indices.length > 5 ? indices.slice(0, 4) : indices;
	const more = indices.length - shown.length;
	return `layer${indices.length === 1 ? "" : "s"} ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
/** A name out of a model as part of a sentence: short, without control characters. */
function nameOf(name) {
	const plain = name.replace(/[\u0000-\u001f\u007f-\u009f]/g, "?");
	return `"${plain.length > 60 ? `${plain.slice(0, 59)}…` : plain}"`;
}

// src/model/hints/activations.ts
const LARGE_ELEMENTS = 1024;
const WORTH_A_HINT$1 = .03;
/** Activations that TFLite can fuse into the layer before them. */
const FUSABLE = /* @__PURE__ */ new Set([
	"RELU",
	"RELU6",
	"RELU_N1_TO_1"
]);
const FUSING_OPS = /* @__PURE__ */ new Set([
	"CONV_2D",
	"DEPTHWISE_CONV_2D",
	"FULLY_CONNECTED",
	"ADD",
	"SUB",
	"MUL"
]);
/** Hints about activation functions: those that are large, and those that could be fused. */
const activationHints = (context) => context.main.operators.flatMap((operator) => [...largeActivation(context, operator), ...unfused(context, operator)]);
function largeActivation(context, operator) {
	const { op, index } = operator;
	if (op !== "SOFTMAX" && op !== "LOGISTIC") return [];
	const output = context.output(operator);
	if (op === "LOGISTIC" && context.target.engine === "aot" && output?.type === "INT8") return [];
	if (output === void 0 || output.elements < LARGE_ELEMENTS) return [];
	if (context.workOf(operator) < WORTH_A_HINT$1 * context.work) return [];
	const last = context.isOutput(output);
	const at_the_end = op === "SOFTMAX" ? "Return its input: SOFTMAX keeps the order, so the largest input is the winner." : "Return its input and compare that with a threshold: LOGISTIC keeps the order.";
	const inside = op === "SOFTMAX" ? "Apply it to a shorter dimension, or after pooling." : "Use a hard activation (HARD_SWISH, RELU6), or a table of 256 entries.";
	return [{
		code: `HINT_LARGE_${op}`,
		severity: "warn",
		layer: index,
		op,
		bytes: output.bytes,
		message: `${op} computes ${count(output.elements)} exponentials, one element at a time.`,
		instead: last ? at_the_end : inside,
		reference: context.target.engine === "aot" ? REFERENCES.kernels : REFERENCES.tflmKernels
	}];
}
function unfused(context, operator) {
	if (!FUSABLE.has(operator.op)) return [];
	const input = context.input(operator, 0);
	const before = input === void 0 ? void 0 : context.producer(input);
	if (before === void 0 || !FUSING_OPS.has(before.op)) return [];
	if (onlyConsumer(context, input) !== operator) return [];
	if (context.layerOf(before).fused_activation !== "NONE") return [];
	const { read_bytes, write_bytes } = context.layerOf(operator);
	return [{
		code: "HINT_UNFUSED_ACTIVATION",
		severity: "warn",
		layer: operator.index,
		op: operator.op,
		bytes: read_bytes + write_bytes,
		message: `${operator.op} stands alone after ${before.op} (layer ${before.index}): ${bytesOf(read_bytes + write_bytes)} are read and written again.`,
		instead: `Fuse it into layer ${before.index}, where it costs nothing: put the activation directly after that layer (and its batch normalization) before conversion.`,
		reference: REFERENCES.quantization
	}];
}

// src/model/hints/convolution.ts
/** Values of 8 bits in a Helium register. */
const LANES = 16;
/** Output channels that one step of a product kernel computes. */
const COLUMNS = 4;
/** Output channels of one input channel that one step of the depthwise kernels of `aot` computes. */
const SHARED_STEP = 4;
/** Idle lanes are worth a hint from this share of them, and of the model's work. */
const LITTLE_USED = .6;
const WASTE_WORTH_A_HINT = .02;
/** A layer is worth a warning from this share of the model's work. */
const MATTERS = .05;
/** Hints about the shape of convolutions and fully connected layers. */
const convolutionHints = (context) => context.main.operators.flatMap((operator) => {
	const layer = context.layerOf(operator);
	return [
		dilation(context, operator, layer),
		columnFilter(context, operator, layer),
		depthMultiplier(context, operator, layer),
		channels(context, operator, layer)
	].filter((hint) => hint !== void 0);
});
const about = (operator, layer) => ({
	layer: operator.index,
	op: operator.op,
	macs: layer.macs
});
const matters = (context, operator) => context.workOf(operator) >= MATTERS * context.work;
function isConvolution({ op }) {
	return op === "CONV_2D" || op === "DEPTHWISE_CONV_2D";
}
/** Filter height and width: TFLite keeps both CONV_2D's [Co, Kh, Kw, Ci] and [1, Kh, Kw, C] at 1 and 2. */
function filterSize({ filter_shape }) {
	return [filter_shape?.[1] ?? 1, filter_shape?.[2] ?? 1];
}
function dilation(context, operator, layer) {
	const { dilation_h = 1, dilation_w = 1 } = layer;
	if (!isConvolution(operator) || dilation_h === 1 && dilation_w === 1) return void 0;
	const depthwise = operator.op === "DEPTHWISE_CONV_2D";
	const aot = context.target.engine === "aot";
	if (aot && (depthwise || dilation_w === 1)) return void 0;
	const [height, width] = filterSize(layer);
	const reach = `${(height - 1) * dilation_h + 1}x${(width - 1) * dilation_w + 1}`;
	const cost = aot ? "every window is gathered pixel by pixel instead of row by row" : depthwise ? "it leaves the fast depthwise path of CMSIS-NN" : "the fast paths for 1x1 and 1xN filters do not apply";
	return {
		code: "HINT_DILATION",
		severity: depthwise && matters(context, operator) ? "warn" : "info",
		...about(operator, layer),
		message: `A dilation of ${dilation_h}x${dilation_w} spreads the ${height}x${width} filter over ${reach} pixels: ${cost} (${count(layer.macs)} MACs).`,
		instead: "Reach as far with a stride or a pool before the layer, or with two undilated layers.",
		reference: aot ? REFERENCES.kernels : REFERENCES.cmsisNn
	};
}
function columnFilter(context, operator, layer) {
	if (!isConvolution(operator) || layer.filter_shape === void 0) return void 0;
	const [height, width] = filterSize(layer);
	if (width !== 1 || height === 1) return void 0;
	const [, input_height = 0, input_width = 0] = layer.input_shape ?? [];
	const sequence = input_width === 1;
	return {
		code: "HINT_B1WC",
		severity: sequence && matters(context, operator) ? "warn" : "info",
		...about(operator, layer),
		message: `The ${height}x1 filter runs along the height of a ${input_height}x${input_width} input: its ${height} taps lie a whole row apart (${count(layer.macs)} MACs).`,
		instead: sequence ? `Lay the sequence along the width: input [batch, 1, ${input_height}, channels] (B1WC) and a 1x${height} filter, so that taps are neighbours in memory.` : `Swap height and width of the model's input (a 1x${height} filter), so that taps are neighbours in memory.`,
		reference: REFERENCES.autodeploy
	};
}
function depthMultiplier(context, operator, layer) {
	if (operator.op !== "DEPTHWISE_CONV_2D") return void 0;
	const from = layer.input_shape?.[3] ?? 0;
	const to = layer.output_shape?.[3] ?? 0;
	if (from === 0 || to <= from) return void 0;
	const multiplier = to / from;
	const aot = context.target.engine === "aot";
	if (aot && multiplier >= SHARED_STEP) return void 0;
	const single = from === 1;
	const cost = aot ? `computes ${multiplier} channels at a time, where ${SHARED_STEP} are possible: ${count(layer.macs)} MACs` : `has no vector kernel: ${count(layer.macs)} MACs run one at a time`;
	return {
		code: "HINT_DEPTH_MULTIPLIER",
		severity: matters(context, operator) ? "warn" : "info",
		...about(operator, layer),
		message: `A depth multiplier of ${multiplier} (${from} to ${to} channels) ${cost}.`,
		instead: single ? "With one input channel this is an ordinary convolution: write it as CONV_2D with the same weights." : `Use CONV_2D with 1x1 filters to make ${to} channels, then a depthwise layer with a multiplier of 1.`,
		reference: aot ? REFERENCES.kernels : REFERENCES.cmsisNn
	};
}
/** How many lanes of a step are used, and by what. */
function laneUse(operator, layer) {
	const shape = layer.filter_shape;
	if (shape === void 0 || layer.weight_dtype !== "INT8") return void 0;
	const filled = (size, step) => size / (Math.ceil(size / step) * step);
	if (operator.op === "DEPTHWISE_CONV_2D") {
		const channels = shape[3] ?? 0;
		if (channels !== layer.input_shape?.[3]) return void 0;
		return {
			used: filled(channels, LANES),
			why: `${count(channels)} channels`
		};
	}
	const [columns = 0, ...rest] = shape;
	const depth = rest.reduce((product, size) => product * size, 1);
	const by_depth = filled(depth, LANES);
	const by_columns = filled(columns, COLUMNS);
	const why = by_depth <= by_columns ? `products of ${count(depth)} values (${rest.join("x")})` : `${count(columns)} output channels, computed ${COLUMNS} at a time`;
	return {
		used: by_depth * by_columns,
		why
	};
}
function channels(context, operator, layer) {
	const { mve } = context.target;
	if (!mve || layer.macs === 0) return void 0;
	if (!isConvolution(operator) && operator.op !== "FULLY_CONNECTED") return void 0;
	const use = laneUse(operator, layer);
	if (use === void 0 || !(use.used > 0) || use.used > LITTLE_USED) return void 0;
	if (context.workOf(operator) * (1 / use.used - 1) < WASTE_WORTH_A_HINT * context.work) return void 0;
	return {
		code: "HINT_CHANNELS",
		severity: "info",
		...about(operator, layer),
		message: `${use.why[0]?.toUpperCase()}${use.why.slice(1)} fill ${percent(use.used)} of Helium's ${LANES} lanes: ${count(layer.macs)} MACs cost about as much as ${count(Math.round(layer.macs / use.used))} would.`,
		instead: operator.op === "DEPTHWISE_CONV_2D" ? `Use a multiple of ${LANES} channels here, or a larger stride earlier so that fewer pixels have so few channels.` : `Make input channels times filter size a multiple of ${LANES} and output channels a multiple of ${COLUMNS}.`,
		reference: context.target.engine === "aot" ? REFERENCES.kernels : REFERENCES.cmsisNn
	};
}

// src/model/hints/coverage.ts
/** Ops for which the aot engine has Helium kernels. */
const AOT_MVE = /* @__PURE__ */ new Set([
	"ADD",
	"AVERAGE_POOL_2D",
	"CONV_2D",
	"DEPTHWISE_CONV_2D",
	"FULLY_CONNECTED",
	"MAX_POOL_2D",
	"SUB"
]);
/** Ops for which it has kernels with the DSP extension. */
const AOT_DSP = /* @__PURE__ */ new Set(["CONV_2D", "FULLY_CONNECTED"]);
/** Ops that TFLM hands to CMSIS-NN, on every Cortex-M. */
const CMSIS_NN = /* @__PURE__ */ new Set([
	"ADD",
	"AVERAGE_POOL_2D",
	"BATCH_MATMUL",
	"CONV_2D",
	"DEPTHWISE_CONV_2D",
	"FULLY_CONNECTED",
	"MAXIMUM",
	"MAX_POOL_2D",
	"MINIMUM",
	"MUL",
	"PAD",
	"PADV2",
	"SOFTMAX",
	"SVDF",
	"TRANSPOSE",
	"TRANSPOSE_CONV",
	"UNIDIRECTIONAL_SEQUENCE_LSTM"
]);
/** Optimized in heliaRT; neuralSPOT's analysis warns of them for TFLM. */
const HELIA_ONLY = /* @__PURE__ */ new Set([
	"LEAKY_RELU",
	"PAD",
	"TANH"
]);
/** Below this share of the model's work a slow kernel is not worth a hint; above the second, a warning. */
const WORTH_A_HINT = .1;
const WORTH_A_WARNING = .25;
/** Hints about what the engine has no kernel, or no optimized one, for. */
const coverageHints = (context) => [
	...unsupported(context),
	...portableCore(context),
	...unoptimized(context),
	...heliaOnly(context)
];
function byOp(context, wanted) {
	const groups = /* @__PURE__ */ new Map();
	for (const operator of context.main.operators) {
		if (!wanted(operator)) continue;
		const group = groups.get(operator.op);
		if (group === void 0) groups.set(operator.op, [operator]);
		else group.push(operator);
	}
	return [...groups];
}
/** What hints about all layers of an op have in common. */
function aboutAll(context, op, operators) {
	const layers = operators.map((operator) => context.layerOf(operator));
	const macs = layers.reduce((sum, layer) => sum + layer.macs, 0);
	const bytes = layers.reduce((sum, layer) => sum + layer.read_bytes + layer.write_bytes, 0);
	const [first] = operators;
	return {
		...first && { layer: first.index },
		op,
		...macs > 0 && { macs },
		bytes
	};
}
function unsupported(context) {
	const { engine, supported_ops } = context.target;
	if (supported_ops === void 0) return [];
	return byOp(context, ({ op }) => !supported_ops.has(op)).map(([op, operators]) => ({
		code: "HINT_UNSUPPORTED_OP",
		severity: "warn",
		...aboutAll(context, op, operators),
		message: `The ${engine} engine cannot run ${op} (${layersText(operators.map(({ index }) => index))}): the model does not run as it is.`,
		instead: `Express ${op} with ops the engine has, or keep it out of the model and compute it on the host side of its input or output.`
	}));
}
/** Without Helium and the DSP extension the aot engine has portable C. */
function portableCore(context) {
	const { engine, core, mve, dsp } = context.target;
	const macs = context.layers.reduce((sum, layer) => sum + layer.macs, 0);
	if (engine !== "aot" || mve || dsp || macs === 0) return [];
	return [{
		code: "HINT_PORTABLE_KERNELS",
		severity: "info",
		macs,
		message: `On a ${core} the aot engine runs all ${count(macs)} MACs in portable C, one product at a time.`,
		instead: "Choose a core with the DSP extension (two products at once) or Helium (sixteen) where latency matters.",
		reference: REFERENCES.kernels
	}];
}
function hasOptimizedKernel({ engine, mve, dsp }, op) {
	if (MOVEMENT_OPS.has(op)) return true;
	if (engine === "aot") {
		if (TABLE_OPS.has(op)) return true;
		if (mve) return AOT_MVE.has(op);
		return !dsp || AOT_DSP.has(op);
	}
	return CMSIS_NN.has(op) || engine.startsWith("helia") && HELIA_ONLY.has(op);
}
/** SOFTMAX and LOGISTIC have hints of their own, quantization too. */
const ELSEWHERE = /* @__PURE__ */ new Set([
	"SOFTMAX",
	"LOGISTIC",
	"QUANTIZE",
	"DEQUANTIZE",
	"TANH",
	"LEAKY_RELU"
]);
/** Nothing is computed in these. */
const STATE_OPS = /* @__PURE__ */ new Set([
	"CALL_ONCE",
	"VAR_HANDLE",
	"READ_VARIABLE",
	"ASSIGN_VARIABLE"
]);
function unoptimized(context) {
	const { target } = context;
	return byOp(context, ({ op }) => !ELSEWHERE.has(op) && !STATE_OPS.has(op) && !hasOptimizedKernel(target, op)).flatMap(([op, operators]) => {
		if (target.supported_ops?.has(op) === false) return [];
		const share = operators.reduce((sum, operator) => sum + context.workOf(operator), 0) / context.work;
		if (!(share >= WORTH_A_HINT)) return [];
		const about = aboutAll(context, op, operators);
		const elements = operators.reduce((sum, operator) => sum + elementsOf(operator, context.input(operator, 0), context.output(operator)), 0);
		const work = about.macs === void 0 ? `${count(elements)} elements` : `${count(about.macs)} MACs`;
		return [{
			code: "HINT_NO_OPTIMIZED_KERNEL",
			severity: share >= WORTH_A_WARNING ? "warn" : "info",
			...about,
			message: `${op} (${layersText(operators.map(({ index }) => index))}) has no optimized kernel in ${target.engine} on this ${target.core}: ${work} are worked on one at a time.`,
			instead: INSTEAD$1[op] ?? `Use fewer or smaller ${op} layers, or an op the engine has a fast kernel for.`,
			reference: target.engine === "aot" ? REFERENCES.kernels : REFERENCES.tflmKernels
		}];
	});
}
const INSTEAD$1 = {
	AVERAGE_POOL_2D: "Give the convolution before it a stride of 2, or pool later, where the tensor is smaller.",
	DEPTHWISE_CONV_2D: "Give the layers before it a larger stride, so that it sees fewer pixels, or choose a Cortex-M55, where it has a vector kernel.",
	MAX_POOL_2D: "Give the convolution before it a stride of 2, or pool later, where the tensor is smaller.",
	MEAN: "Reduce later, where the tensor is smaller, or with a strided convolution.",
	MUL: "Fold constant factors into the weights of the layer before; replace gates (squeeze and excitation) where accuracy allows.",
	RESIZE_BILINEAR: "Use RESIZE_NEAREST_NEIGHBOR, or upsample later, with fewer channels.",
	TRANSPOSE_CONV: "Use RESIZE_NEAREST_NEIGHBOR followed by a CONV_2D."
};
function heliaOnly(context) {
	const { engine } = context.target;
	if (engine.startsWith("helia")) return [];
	return byOp(context, ({ op }) => HELIA_ONLY.has(op)).map(([op, operators]) => {
		const about = aboutAll(context, op, operators);
		const where = layersText(operators.map(({ index }) => index));
		const here = engine === "aot" ? op === "PAD" ? "the aot engine copies the tensor" : "the aot engine looks it up in a table" : op === "PAD" ? "TFLM without CMSIS-NN padding runs reference code" : "TFLM runs reference code";
		return {
			code: "HINT_HELIART_ONLY",
			severity: engine === "aot" || op === "PAD" ? "info" : "warn",
			...about,
			message: `${op} (${where}, ${bytesOf(about.bytes ?? 0)} read and written) is optimized in heliaRT only: ${here}.`,
			instead: op === "PAD" ? "Let the next convolution pad (padding SAME), or deploy with heliaRT." : `Use ${op === "TANH" ? "a hard activation (HARD_SWISH, RELU6)" : "RELU or RELU6, fused into the layer before"}, or deploy with heliaRT${engine === "aot" ? " or the aot engine" : ""}.`,
			reference: REFERENCES.autodeploy
		};
	});
}

// src/model/hints/folding.ts
const WITH_WEIGHTS = /* @__PURE__ */ new Set([
	"CONV_2D",
	"DEPTHWISE_CONV_2D",
	"FULLY_CONNECTED"
]);
const AFFINE = /* @__PURE__ */ new Set([
	"MUL",
	"ADD",
	"SUB"
]);
/** Constant factors and offsets per channel that belong into the weights and the bias of the layer before. */
const foldingHints = (context) => context.main.operators.flatMap((operator) => {
	if (!WITH_WEIGHTS.has(operator.op) || context.layerOf(operator).fused_activation !== "NONE") return [];
	const chain = affineChain(context, operator);
	const [first] = chain;
	if (first === void 0) return [];
	const bytes = chain.map((link) => context.layerOf(link)).reduce((sum, { read_bytes, write_bytes }) => sum + read_bytes + write_bytes, 0);
	const ops = chain.map(({ op }) => op).join(" and ");
	return [{
		code: "HINT_FOLD_SCALE",
		severity: "warn",
		layer: first.index,
		op: first.op,
		bytes,
		message: `${ops} with constants per channel (${layersText(chain.map(({ index }) => index))}) follow ${operator.op} (layer ${operator.index}), as batch normalization does: ${bytesOf(bytes)} are read and written for what weights and bias can hold.`,
		instead: `Fold them into the weights and the bias of layer ${operator.index}: batch normalization directly after the layer, before its activation, is folded by the converter.`,
		reference: REFERENCES.batchNorm
	}];
});
/** The MUL, ADD and SUB with a constant per channel that follow a layer, up to one that ends the chain. */
function affineChain(context, start) {
	const chain = [];
	let from = context.output(start);
	for (;;) {
		const next = onlyConsumer(context, from);
		if (from === void 0 || next === void 0 || !isAffine(context, next, from)) return chain;
		chain.push(next);
		if (context.layerOf(next).fused_activation !== "NONE") return chain;
		from = context.output(next);
	}
}
function isAffine(context, operator, from) {
	if (!AFFINE.has(operator.op)) return false;
	const constant = [context.input(operator, 0), context.input(operator, 1)].find((tensor) => tensor?.data !== void 0);
	if (constant === void 0 || constant.elements === 0) return false;
	const channels = from.shape.at(-1) ?? 1;
	return constant.elements === 1 || constant.elements === channels && constant.shape.at(-1) === channels;
}

// src/model/hints/memory.ts
const LEAST_BYTES$2 = 1024;
/** A peak is worth a warning when the arena would shrink to this share without it. */
const LONE_PEAK = .6;
const TENSORS_SHOWN = 3;
/** What the arena's peak is made of, and what all other layers get by with. */
const memoryHints = (context) => {
	const arena = context.arena ?? fromGraph(context);
	if (arena.peak_bytes < LEAST_BYTES$2) return [];
	const alive = arena.tensors.filter((tensor) => tensor.first_layer <= arena.peak_layer && arena.peak_layer <= tensor.last_layer).sort((a, b) => b.bytes - a.bytes);
	const operator = context.main.operators[arena.peak_layer];
	if (operator === void 0) return [];
	const shown = alive.slice(0, TENSORS_SHOWN).map((tensor) => `${nameOf(tensor.name)} ${bytesOf(tensor.bytes)}`);
	const more = alive.length - shown.length;
	const elsewhere = peakOfOthers(arena);
	const lone = elsewhere.bytes > 0 && elsewhere.bytes <= LONE_PEAK * arena.peak_bytes;
	return [{
		code: "HINT_ARENA_PEAK",
		severity: lone ? "warn" : "info",
		layer: arena.peak_layer,
		op: operator.op,
		bytes: arena.peak_bytes,
		message: `The arena peaks at ${bytesOf(arena.peak_bytes)} in layer ${arena.peak_layer} (${operator.op}): ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`,
		instead: howToNeedLess(arena, elsewhere, lone),
		reference: REFERENCES.tflmMemory
	}];
};
function howToNeedLess(arena, elsewhere, lone) {
	if (elsewhere.bytes === 0) return "To need less, make the inputs or outputs of this layer smaller.";
	return lone ? `Make this layer smaller (a stride earlier, fewer channels): every other layer gets by with ${bytesOf(elsewhere.bytes)}, ${percent(1 - elsewhere.bytes / arena.peak_bytes)} less.` : `To need less, shrink more than this layer: layer ${elsewhere.layer} needs ${bytesOf(elsewhere.bytes)}.`;
}
function peakOfOthers(arena) {
	let peak = {
		layer: 0,
		bytes: 0
	};
	for (const [layer, bytes] of aliveByLayer(arena.tensors).entries()) if (layer !== arena.peak_layer && bytes > peak.bytes) peak = {
		layer,
		bytes
	};
	return peak;
}
function aliveByLayer(tensors) {
	const layers = tensors.reduce((most, { last_layer }) => Math.max(most, last_layer + 1), 0);
	const changes = new Array(layers + 1).fill(0);
	for (const { first_layer, last_layer, bytes } of tensors) {
		changes[first_layer] = (changes[first_layer] ?? 0) + bytes;
		changes[last_layer + 1] = (changes[last_layer + 1] ?? 0) - bytes;
	}
	let alive = 0;
	return changes.slice(0, layers).map((change) => {
		alive += change;
		return alive;
	});
}
/** The arena over time as the graph alone tells it: no scratch, nothing in place. */
function fromGraph(context) {
	const { main } = context;
	const last = Math.max(main.operators.length - 1, 0);
	const spans = /* @__PURE__ */ new Map();
	const need = (index, layer) => {
		const tensor = context.tensor(index);
		if (tensor === void 0 || tensor.data !== void 0) return;
		const known = spans.get(index);
		spans.set(index, {
			first_layer: tensor.is_variable ? 0 : Math.min(known?.first_layer ?? layer, layer),
			last_layer: tensor.is_variable ? last : Math.max(known?.last_layer ?? layer, layer)
		});
	};
	for (const index of main.inputs) need(index, 0);
	for (const { index: layer, inputs, outputs } of main.operators) for (const index of [...inputs, ...outputs]) need(index, layer);
	for (const index of main.outputs) need(index, last);
	const tensors = [...spans].map(([index, span]) => {
		const { name = "", bytes = 0 } = context.tensor(index) ?? {};
		return {
			name,
			bytes,
			...span
		};
	});
	const alive = aliveByLayer(tensors);
	const peak_bytes = alive.reduce((most, bytes) => Math.max(most, bytes), 0);
	return {
		bytes: peak_bytes,
		peak_layer: Math.max(alive.indexOf(peak_bytes), 0),
		peak_bytes,
		tensors
	};
}

// src/model/hints/movement.ts
/** Moving data is worth a hint from this many bytes, and this share of all that layers write. */
const LEAST_BYTES$1 = 4096;
const LARGE_SHARE = .1;
/** Ops that rename the dimensions and keep the bytes; free where the engine leaves them in place. */
const RENAMING = /* @__PURE__ */ new Set([
	"RESHAPE",
	"SQUEEZE",
	"EXPAND_DIMS"
]);
/** Hints about layers that only move data, about padding, and about batches. */
const movementHints = (context) => [
	...movement(context),
	...context.main.operators.flatMap((operator) => paddingBeforeConvolution(context, operator)),
	...batches(context)
];
function movement(context) {
	const written = context.layers.reduce((sum, layer) => sum + layer.write_bytes, 0);
	return context.main.operators.flatMap((operator) => {
		if (!MOVEMENT_OPS.has(operator.op)) return [];
		const { write_bytes } = context.layerOf(operator);
		if (write_bytes < LEAST_BYTES$1 || write_bytes < LARGE_SHARE * written) return [];
		const input = context.input(operator, 0);
		if (RENAMING.has(operator.op) && staysInPlace(context, operator, input)) return [];
		return [{
			code: "HINT_DATA_MOVEMENT",
			severity: "info",
			layer: operator.index,
			op: operator.op,
			bytes: write_bytes,
			message: `${operator.op} computes nothing and writes ${bytesOf(write_bytes)}, ${percent(write_bytes / written)} of what all layers write.`,
			instead: INSTEAD[operator.op] ?? "Lay out the tensors before it so that they need not be moved."
		}];
	});
}
const INSTEAD = {
	CONCATENATION: "Add instead of concatenating, or concatenate later, where the tensors are smaller.",
	PAD: "Let the convolution that follows pad (padding SAME).",
	RESHAPE: "Reshape a tensor that nothing else reads, so that it can stay where it is.",
	TRANSPOSE: "Keep NHWC from the input on: most are left over from converting an NCHW model."
};
/** The engine renames in place when nobody reads the input afterwards. */
function staysInPlace(context, operator, input) {
	if (input === void 0 || input.data !== void 0 || context.isOutput(input)) return false;
	return context.consumers(input).every(({ index }) => index <= operator.index);
}
/** PAD whose zeros are exactly those that padding SAME of the next convolution would add. */
function paddingBeforeConvolution(context, pad) {
	if (pad.op !== "PAD") return [];
	const padded = context.output(pad);
	const next = onlyConsumer(context, padded);
	const input = context.input(pad, 0);
	const amounts = context.input(pad, 1);
	if (next === void 0 || padded === void 0 || input?.shape.length !== 4) return [];
	const { options } = next;
	if (options.type !== "Conv2DOptions" && options.type !== "DepthwiseConv2DOptions") return [];
	if (options.padding !== "VALID" || amounts?.data === void 0 || amounts.type !== "INT32") return [];
	const view = new DataView(amounts.data.buffer, amounts.data.byteOffset, amounts.data.byteLength);
	if (view.byteLength < 32) return [];
	const at = (axis, end) => view.getInt32(8 * axis + 4 * end, true);
	const filter = context.layerOf(next).filter_shape ?? [];
	if (![{
		axis: 1,
		stride: options.stride_h,
		reach: ((filter[1] ?? 1) - 1) * options.dilation_h_factor + 1
	}, {
		axis: 2,
		stride: options.stride_w,
		reach: ((filter[2] ?? 1) - 1) * options.dilation_w_factor + 1
	}].every(({ axis, stride, reach }) => {
		const size = input.shape[axis] ?? 0;
		const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
		const before = Math.floor(total / 2);
		return stride > 0 && at(axis, 0) === before && at(axis, 1) === total - before;
	}) || [0, 3].some((axis) => at(axis, 0) !== 0 || at(axis, 1) !== 0)) return [];
	const { write_bytes } = context.layerOf(pad);
	return [{
		code: "HINT_PAD_BEFORE_CONV",
		severity: "warn",
		layer: pad.index,
		op: pad.op,
		bytes: write_bytes,
		message: `PAD copies ${bytesOf(write_bytes)} to add the zeros that ${next.op} (layer ${next.index}) adds itself with padding SAME.`,
		instead: `Drop the PAD and give layer ${next.index} padding="same": the result is the same.`,
		reference: REFERENCES.padding
	}];
}
function batches(context) {
	const sizes = context.main.inputs.map((index) => {
		const tensor = context.tensor(index);
		return tensor !== void 0 && tensor.shape.length > 1 ? tensor.shape[0] ?? 1 : 1;
	});
	const batch = Math.min(...sizes);
	if (!Number.isFinite(batch) || batch <= 1) return [];
	const macs = context.layers.reduce((sum, layer) => sum + layer.macs, 0);
	return [{
		code: "HINT_BATCH",
		severity: "warn",
		...macs > 0 && { macs },
		message: `The model takes a batch of ${count(batch)}: every number here, and the arena, is for ${count(batch)} inputs at once.`,
		instead: "Convert with a batch of 1: a microcontroller gains nothing from batches, and needs the memory.",
		reference: REFERENCES.tflmMemory
	}];
}

// src/model/hints/precision.ts
const CONVERSIONS = /* @__PURE__ */ new Set(["QUANTIZE", "DEQUANTIZE"]);
/** Hints about floating point where integers would do, and about converting to and fro. */
const precisionHints = (context) => [
	...floatCompute(context),
	...conversions(context),
	...floatBoundary(context)
];
function isFloat(tensor) {
	return tensor?.type === "FLOAT32" || tensor?.type === "FLOAT16";
}
/** A whole model in floating point, or parts of it inside an integer model. */
function floatCompute(context) {
	const compute = context.main.operators.filter(({ op }) => !CONVERSIONS.has(op));
	const float = compute.filter((operator) => isFloat(context.output(operator)));
	if (float.length === 0) return [];
	if (float.length === compute.length && !context.main.operators.some(({ op }) => op === "QUANTIZE")) {
		const macs = float.reduce((sum, operator) => sum + context.layerOf(operator).macs, 0);
		return [{
			code: "HINT_FLOAT_MODEL",
			severity: "warn",
			...macs > 0 && { macs },
			message: `The whole model computes in floating point: ${count(macs)} MACs, with weights four times the size of int8.`,
			instead: "Convert it with full int8 quantization and a representative dataset; the integer kernels do 8 to 16 products at once on a Cortex-M55.",
			reference: REFERENCES.integerOnly
		}];
	}
	return islands(context, float).map((island) => describeIsland(context, island));
}
/** Groups of float layers that hang together. */
function islands(context, float) {
	const group_of = /* @__PURE__ */ new Map();
	for (const operator of float) {
		const neighbours = operator.inputs.map((index) => context.tensor(index)).map((tensor) => tensor === void 0 ? void 0 : context.producer(tensor)).map((producer) => producer === void 0 ? void 0 : group_of.get(producer)).filter((group) => group !== void 0);
		const [home = [], ...others] = new Set(neighbours);
		home.push(operator);
		for (const other of others) home.push(...other);
		for (const member of home) group_of.set(member, home);
	}
	return [...new Set(group_of.values())].map((group) => group.sort((a, b) => a.index - b.index));
}
function describeIsland(context, island) {
	const layers = island.map((operator) => context.layerOf(operator));
	const macs = layers.reduce((sum, layer) => sum + layer.macs, 0);
	const bytes = layers.reduce((sum, layer) => sum + layer.read_bytes + layer.write_bytes, 0);
	const ops = [...new Set(island.map(({ op }) => op))].slice(0, 5).join(", ");
	const [first] = island;
	return {
		code: "HINT_FLOAT_ISLAND",
		severity: "warn",
		...first && {
			layer: first.index,
			op: first.op
		},
		...macs > 0 && { macs },
		bytes,
		message: `${ops} (${layersText(island.map(({ index }) => index))}) compute in floating point inside an integer model: ${count(macs)} MACs and ${bytesOf(bytes)} of float tensors.`,
		instead: "Quantize them too: give the converter a representative dataset that reaches them, and restrict the ops to TFLITE_BUILTINS_INT8 so that it says which op has no int8 form.",
		reference: REFERENCES.integerOnly
	};
}
function sameQuantization(a, b) {
	if (a === void 0 || b === void 0) return false;
	const same = (x, y) => x.length === y.length && x.every((value, i) => value === y[i]);
	return same(a.scale, b.scale) && same(a.zero_point, b.zero_point);
}
/** QUANTIZE and DEQUANTIZE that undo each other, or change nothing. */
function conversions(context) {
	return context.main.operators.flatMap((second) => {
		if (!CONVERSIONS.has(second.op)) return [];
		const middle = context.input(second, 0);
		const to = context.output(second);
		if (middle === void 0 || to === void 0) return [];
		if (middle.type === to.type && sameQuantization(middle.quantization, to.quantization)) return [conversionHint(context, [second], `${second.op} (layer ${second.index}) changes neither type nor scale.`, "Remove it.")];
		const first = context.producer(middle);
		if (first === void 0 || !CONVERSIONS.has(first.op) || first.op === second.op) return [];
		const from = context.input(first, 0);
		if (from === void 0 || from.type !== to.type) return [];
		const pair = `${first.op} (layer ${first.index}) and ${second.op} (layer ${second.index})`;
		if (first.op === "QUANTIZE") return [conversionHint(context, [first, second], `${pair} turn floats into ${middle.type} and back: only the rounding remains.`, "Remove both, or quantize what follows.")];
		if (sameQuantization(from.quantization, to.quantization)) return [conversionHint(context, [first, second], `${pair} cancel: type and scale are the same before and after.`, "Remove both.")];
		return [conversionHint(context, [first, second], `${pair} go through floating point to change a scale.`, "Use one QUANTIZE from the first integer tensor to the second.")];
	});
}
function conversionHint(context, pair, message, instead) {
	const bytes = pair.map((operator) => context.layerOf(operator)).reduce((sum, { read_bytes, write_bytes }) => sum + read_bytes + write_bytes, 0);
	const [first] = pair;
	return {
		code: "HINT_CONVERSIONS_CANCEL",
		severity: "warn",
		...first && {
			layer: first.index,
			op: first.op
		},
		bytes,
		message: `${message} ${bytesOf(bytes)} are read and written for it.`,
		instead,
		reference: REFERENCES.quantization
	};
}
/** Float inputs and outputs of a model that computes in integers. */
function floatBoundary(context) {
	const { main } = context;
	const inputs = main.inputs.flatMap((index) => {
		const tensor = context.tensor(index);
		const readers = tensor === void 0 ? [] : context.consumers(tensor);
		const [quantize] = readers;
		if (tensor === void 0 || quantize === void 0 || !isFloat(tensor)) return [];
		if (readers.some(({ op }) => op !== "QUANTIZE")) return [];
		return [boundaryHint(quantize, tensor, context.output(quantize), "input")];
	});
	const outputs = main.outputs.flatMap((index) => {
		const tensor = context.tensor(index);
		const dequantize = tensor === void 0 ? void 0 : context.producer(tensor);
		if (tensor === void 0 || dequantize?.op !== "DEQUANTIZE") return [];
		return [boundaryHint(dequantize, tensor, context.input(dequantize, 0), "output")];
	});
	return [...inputs, ...outputs];
}
function boundaryHint(operator, float, integer, role) {
	return {
		code: "HINT_FLOAT_BOUNDARY",
		severity: "info",
		layer: operator.index,
		op: operator.op,
		bytes: float.bytes,
		message: `The ${role} ${nameOf(float.name)} is ${float.type} (${bytesOf(float.bytes)}) and is converted ${role === "input" ? "to" : "from"} ${integer?.type ?? "integers"} (${bytesOf(integer?.bytes ?? 0)}) in the model.`,
		instead: `Convert with inference_${role}_type=tf.int8: ${role === "input" ? "sensors deliver integers, and scale and zero point can be applied where they are read" : "scale and zero point of the output are in the model"}.`,
		reference: REFERENCES.integerOnly
	};
}

// src/model/hints/channels.ts
/**
* Output channels are the last dimension of DEPTHWISE_CONV_2D's weights [1, Kh, Kw, C] and the first of all
* others'.
*/
function channelsOf(operator, weights) {
	const depthwise = operator.op === "DEPTHWISE_CONV_2D";
	const channels = (depthwise ? weights.shape.at(-1) : weights.shape[0]) ?? 0;
	const per_channel = channels === 0 ? 0 : weights.elements / channels;
	return depthwise ? {
		channels,
		per_channel,
		channel_step: 1,
		element_step: channels
	} : {
		channels,
		per_channel,
		channel_step: per_channel,
		element_step: 1
	};
}

// src/model/hints/quantization.ts
/** A channel that reaches half of the range loses less than one bit to the shared scale. */
const HALF_RANGE = 64;
/** So many channels of a layer are looked at, evenly spread: bounds the work on large models. */
const MOST_CHANNELS = 256;
/** One scale for all filters of a convolution, where TFLite has one per output channel. */
const quantizationHints = (context) => context.main.operators.flatMap((operator) => {
	const weights = convolutionWeights(context, operator);
	if (weights?.data === void 0 || weights.type !== "INT8") return [];
	if (weights.quantization?.scale.length !== 1) return [];
	const ranges = weakChannels(operator, weights, weights.data);
	if (ranges.weak === 0) return [];
	return [{
		code: "HINT_PER_TENSOR_WEIGHTS",
		severity: "warn",
		layer: operator.index,
		op: operator.op,
		macs: context.layerOf(operator).macs,
		bytes: weights.bytes,
		message: `One scale serves all ${count(ranges.channels)} filters (${bytesOf(weights.bytes)}): ${count(ranges.weak)} of ${ranges.looked_at < ranges.channels ? `${count(ranges.looked_at)} looked at` : "them"} use less than half of the int8 range, the weakest ±${ranges.least} of ±127.`,
		instead: "Convert with per-channel quantization (the default of post-training int8 quantization): the same kernels and size, more accuracy.",
		reference: REFERENCES.quantization
	}];
});
/** The weights of a convolution. Fully connected layers are per tensor by the specification. */
function convolutionWeights(context, operator) {
	return operator.op === "CONV_2D" || operator.op === "DEPTHWISE_CONV_2D" ? context.input(operator, 1) : void 0;
}
/** Channels whose largest weight is under half of the range. All-zero channels need no scale. */
function weakChannels(operator, weights, data) {
	const { channels, per_channel, channel_step, element_step } = channelsOf(operator, weights);
	const values = new Int8Array(data.buffer, data.byteOffset, data.byteLength);
	let weak = 0;
	let least = HALF_RANGE;
	const looked_at = Math.min(channels, MOST_CHANNELS);
	for (let n = 0; n < looked_at; ++n) {
		let most = 0;
		const begin = Math.floor(n * channels / looked_at) * channel_step;
		for (let i = 0; i < per_channel && most < HALF_RANGE; ++i) {
			const value = values[begin + i * element_step] ?? 0;
			if (value > most) most = value;
			else if (-value > most) most = -value;
		}
		if (most === 0 || most >= HALF_RANGE) continue;
		weak += 1;
		least = Math.min(least, most);
	}
	return {
		channels,
		looked_at,
		weak,
		least
	};
}

// src/model/hints/weights.ts
/** Constants smaller than this are not worth a word. */
const LEAST_BYTES = 2048;
const LEAST_DUPLICATE_BYTES = 512;
/** Elements looked at to estimate how many are zero: the estimate is good to about 1 %. */
const SAMPLES = 8192;
const MOSTLY_ZERO = .5;
/** Channels without a weight are worth a hint from this share. */
const MANY_CHANNELS = .05;
const WEIGHT_OPS = /* @__PURE__ */ new Set([
	"CONV_2D",
	"DEPTHWISE_CONV_2D",
	"FULLY_CONNECTED",
	"TRANSPOSE_CONV"
]);
/** Hints about weights that carry nothing: zeros, channels without weights, copies. */
const weightHints = (context) => {
	const findings = context.main.operators.flatMap((operator) => zerosOf(context, operator));
	return [
		...deadChannelsHint(context, findings.filter(isWorthRemoving)),
		...findings.filter((finding) => !isWorthRemoving(finding)).flatMap((finding) => mostlyZero(context, finding)),
		...duplicates(context)
	];
};
const isWorthRemoving = ({ dead, channels }) => dead > 0 && dead >= MANY_CHANNELS * channels;
function zerosOf(context, operator) {
	if (!WEIGHT_OPS.has(operator.op)) return [];
	const weights = context.input(operator, 1);
	if (weights?.data === void 0 || weights.bytes < LEAST_BYTES) return [];
	const zero = zeroOf(weights);
	if (zero === void 0) return [];
	return [{
		operator,
		weights,
		...deadChannels(operator, weights, weights.data, zero),
		share: zeroShare(weights.data, weights.bytes / weights.elements, zero)
	}];
}
function deadChannelsHint(context, layers) {
	const [first] = layers;
	if (first === void 0) return [];
	const sum = (of) => Math.round(layers.reduce((total, zeros) => total + of(zeros), 0));
	const macs = sum(({ operator, dead, channels }) => context.layerOf(operator).macs * dead / channels);
	const worst = layers.reduce((a, b) => b.dead / b.channels > a.dead / a.channels ? b : a);
	const most = layers.length === 1 ? "" : `, most in layer ${worst.operator.index} (${count(worst.dead)} of ${count(worst.channels)})`;
	return [{
		code: "HINT_DEAD_CHANNELS",
		severity: "warn",
		layer: first.operator.index,
		op: first.operator.op,
		macs,
		bytes: sum(({ weights, dead, channels }) => weights.bytes * dead / channels),
		message: `${count(sum(({ dead }) => dead))} of ${count(sum(({ channels }) => channels))} output channels of ${layersText(layers.map(({ operator }) => operator.index))} have no weight but zero and always give the same value${most}: ${count(macs)} MACs for nothing.`,
		instead: "Remove these channels here and from the layers that read them, and add the constant they give, where it is not zero, to the biases of those layers. Check the training: a channel dies when its batch normalization scale goes to zero.",
		reference: REFERENCES.pruning
	}];
}
function mostlyZero(context, { operator, weights, share }) {
	if (share < MOSTLY_ZERO) return [];
	return [{
		code: "HINT_MOSTLY_ZERO",
		severity: "info",
		layer: operator.index,
		op: operator.op,
		macs: context.layerOf(operator).macs,
		bytes: weights.bytes,
		message: `About ${percent(share)} of the ${count(weights.elements)} weights are zero; they are stored and multiplied like any other.`,
		instead: "Prune whole channels instead of single weights, or use fewer channels: dense kernels gain nothing from scattered zeros.",
		reference: REFERENCES.pruning
	}];
}
/** The byte that all bytes of a zero consist of; undefined for types that are packed or per-axis shifted. */
function zeroOf({ type, quantization }) {
	switch (type) {
		case "FLOAT32":
		case "FLOAT16":
		case "INT16": return 0;
		case "INT8":
		case "UINT8": return new Set(quantization?.zero_point).size > 1 ? void 0 : (quantization?.zero_point[0] ?? 0) & 255;
		default: return;
	}
}
/** Share of zeros among evenly spread samples. */
function zeroShare(data, element_bytes, zero) {
	const elements = Math.floor(data.length / element_bytes);
	const samples = Math.min(SAMPLES, elements);
	let found = 0;
	for (let n = 0; n < samples; ++n) if (isZero(data, Math.floor(n * elements / samples) * element_bytes, element_bytes, zero)) found += 1;
	return samples === 0 ? 0 : found / samples;
}
function isZero(data, at, bytes, zero) {
	for (let i = 0; i < bytes; ++i) if (data[at + i] !== zero) return false;
	return true;
}
/** Channels that lie in one piece are compared with zeros as a whole: large weights take milliseconds. */
function deadChannels(operator, weights, data, zero) {
	const { channels, per_channel, channel_step, element_step } = channelsOf(operator, weights);
	const element_bytes = weights.bytes / weights.elements;
	const zeros = Buffer.alloc(element_step === 1 ? per_channel * element_bytes : 0, zero);
	let dead = 0;
	for (let channel = 0; channel < channels; ++channel) {
		const begin = channel * channel_step * element_bytes;
		if (element_step === 1) {
			if (zeros.equals(data.subarray(begin, begin + zeros.length))) dead += 1;
			continue;
		}
		let i = 0;
		while (i < per_channel && isZero(data, begin + i * element_step * element_bytes, element_bytes, zero)) ++i;
		if (i === per_channel) dead += 1;
	}
	return {
		channels,
		dead
	};
}
/** Equal constants in buffers of their own. TFLite lets tensors share a buffer. */
function duplicates(context) {
	const by_content = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new Set();
	for (const tensor of context.main.tensors) {
		const { data } = tensor;
		if (data === void 0 || data.length < LEAST_DUPLICATE_BYTES || seen.has(data.byteOffset)) continue;
		seen.add(data.byteOffset);
		const key = `${data.length}:${sampleKey(data)}`;
		const alike = by_content.get(key);
		if (alike === void 0) by_content.set(key, [tensor]);
		else alike.push(tensor);
	}
	return [...by_content.values()].flatMap((alike) => {
		const [first, ...others] = alike;
		const copies = others.filter(({ data }) => first?.data !== void 0 && data !== void 0 && Buffer.compare(first.data, data) === 0);
		if (first === void 0 || copies.length === 0) return [];
		const bytes = copies.reduce((sum, copy) => sum + copy.bytes, 0);
		const layers = [first, ...copies].flatMap((tensor) => context.consumers(tensor).map(({ index }) => index));
		const [layer] = layers;
		return [{
			code: "HINT_DUPLICATE_WEIGHTS",
			severity: "info",
			...layer !== void 0 && { layer },
			bytes,
			message: `${count(copies.length + 1)} constants of ${bytesOf(first.bytes)} are equal byte by byte (${layersText(layers)}).`,
			instead: "Let the tensors share one buffer, as a layer used several times does; they may also be a sign of layers that were never trained.",
			reference: REFERENCES.tflmMemory
		}];
	});
}
/** A few bytes from all over, enough to tell apart what is not equal. */
function sampleKey(data) {
	const sample = /* @__PURE__ */ new Uint8Array(64);
	for (let n = 0; n < sample.length; ++n) sample[n] = data[Math.floor(n * (data.length - 1) / (sample.length - 1))] ?? 0;
	return Buffer.from(sample.buffer).toString("latin1");
}

// src/model/hints/index.ts
/** Every family of hints; one line per file of this folder. */
const FAMILIES = [
	coverageHints,
	precisionHints,
	convolutionHints,
	quantizationHints,
	foldingHints,
	activationHints,
	movementHints,
	weightHints,
	memoryHints
];
/** So many hints of one code are told apart; the rest are summed up. */
const MOST_OF_A_CODE = 16;
/**
* What an engineer would remark about a model before running it. Warnings first, then by layer; hints of one
* code beyond the costliest 16 become one that sums them up. Weights are read at most once, mostly sampled.
*
* @param analysis of `graph`
* @param arena as the engine planned it; without it the peak is estimated from the graph alone
*/
function findHints(graph, analysis, target, arena) {
	const context = createContext(graph, analysis, target, arena);
	const by_code = /* @__PURE__ */ new Map();
	for (const hint of FAMILIES.flatMap((rule) => rule(context))) {
		const alike = by_code.get(hint.code);
		if (alike === void 0) by_code.set(hint.code, [hint]);
		else alike.push(hint);
	}
	const rank = (hint) => hint.severity === "warn" ? 0 : 1;
	return [...by_code.values()].flatMap(sumUp).sort((a, b) => rank(a) - rank(b) || (a.layer ?? -1) - (b.layer ?? -1));
}
function sumUp(alike) {
	if (alike.length <= MOST_OF_A_CODE) return alike;
	const costliest = [...alike].sort((a, b) => (b.macs ?? 0) - (a.macs ?? 0) || (b.bytes ?? 0) - (a.bytes ?? 0));
	const rest = costliest.splice(15);
	const sum = (field) => rest.reduce((total, hint) => total + (hint[field] ?? 0), 0);
	const [sample] = rest;
	if (sample === void 0) return costliest;
	const { layer: _, macs, bytes, ...common } = sample;
	return [...costliest, {
		...common,
		...macs !== void 0 && { macs: sum("macs") },
		...bytes !== void 0 && { bytes: sum("bytes") },
		message: `The same holds for ${counted(rest.length, "more layer")} that cost less.`
	}];
}

// src/result/fingerprint.ts
/** SHA-256 over the parts in a fixed order. */
function fingerprint(parts) {
	const fields = [
		parts.platform,
		parts.core,
		parts.silicon ?? "",
		parts.engine.name,
		parts.engine.version,
		parts.toolchain.name,
		parts.toolchain.version,
		parts.harness,
		parts.image_hash ?? "",
		parts.unit ?? "",
		String(parts.timer_hz ?? "")
	];
	return createHash("sha256").update(JSON.stringify(fields)).digest("hex");
}

// src/pipeline/arena-timeline.ts
/**
* The arena over time as a result keeps it. `peak_bytes` is what is alive at the worst layer, without
* alignment and gaps, so it may be a little less than `bytes`.
*/
function arenaTimeline(arena) {
	const { peak_layer, peak_bytes } = findPeak(arena.buffers);
	return {
		bytes: arena.bytes,
		peak_layer,
		peak_bytes,
		tensors: arena.buffers.map((buffer) => ({ ...buffer }))
	};
}
/** The first layer at which the most bytes are alive. */
function findPeak(buffers) {
	const changes = /* @__PURE__ */ new Map();
	const change = (layer, bytes) => {
		changes.set(layer, (changes.get(layer) ?? 0) + bytes);
	};
	for (const { first_layer, last_layer, bytes } of buffers) {
		change(first_layer, bytes);
		change(last_layer + 1, -bytes);
	}
	let alive = 0;
	let peak = {
		peak_layer: 0,
		peak_bytes: 0
	};
	for (const [layer, bytes] of [...changes].sort(([a], [b]) => a - b)) {
		alive += bytes;
		if (alive > peak.peak_bytes) peak = {
			peak_layer: layer,
			peak_bytes: alive
		};
	}
	return peak;
}

// src/pipeline/assemble.ts
function tensorResult(tensor) {
	const { quantization } = tensor;
	const [scale] = quantization?.scale ?? [];
	const [zero_point] = quantization?.zero_point ?? [];
	const perTensor = quantization?.scale.length === 1;
	return {
		name: tensor.name,
		dtype: tensor.type,
		shape: [...tensor.shape],
		...perTensor && scale !== void 0 ? { scale } : {},
		...perTensor && zero_point !== void 0 ? { zero_point } : {}
	};
}
function layerResult(layer) {
	const { subgraph: _, input_shape, output_shape, filter_shape, ...rest } = layer;
	return {
		...rest,
		...input_shape === void 0 ? {} : { input_shape: [...input_shape] },
		...output_shape === void 0 ? {} : { output_shape: [...output_shape] },
		...filter_shape === void 0 ? {} : { filter_shape: [...filter_shape] }
	};
}
/** The tensors of `indices`, in their order. */
function boundary(main, indices) {
	return indices.flatMap((index) => {
		const tensor = main.tensors[index];
		return tensor === void 0 ? [] : [tensorResult(tensor)];
	});
}
/** The model of a result, from what planning found. */
function modelResult(model) {
	return {
		name: model.name,
		path: model.path,
		sha256: model.sha256,
		bytes: model.graph.file.byteLength,
		layers: model.main.operators.length,
		macs: model.analysis.macs,
		inputs: boundary(model.main, model.main.inputs),
		outputs: boundary(model.main, model.main.outputs),
		ops: { ...model.analysis.ops }
	};
}
/** The analysis of a result, with the hints for a target; the arena over time where an engine planned it. */
function analysisResult({ graph, analysis }, target, planned) {
	const arena = planned === void 0 ? void 0 : arenaTimeline(planned);
	return {
		weight_bytes: analysis.weight_bytes,
		layers: analysis.layers.map(layerResult),
		...arena === void 0 ? {} : { arena },
		hints: findHints(graph, analysis, target, arena)
	};
}
/** What hints need to know of a platform and an engine. */
function hintTarget(platform, engine) {
	return {
		core: platform.core,
		mve: platform.features.includes("mve"),
		dsp: platform.features.includes("dsp"),
		engine: engine.name,
		...engine.ops === void 0 ? {} : { supported_ops: engine.ops }
	};
}
/** Puts together what the stages of one run found. */
function assembleResult(measured) {
	const { deps, request, plan, tuned, image, board, hello, validation, profile, power, onboard } = measured;
	const { platform } = request;
	const engine = {
		name: plan.build.engine,
		version: plan.build.version
	};
	const toolchain = {
		name: image.toolchain.name,
		version: image.toolchain.version
	};
	const runtime = engine.name === "tflm" ? { engine: engine.version } : {};
	const { model, arena } = tuned.placement;
	return {
		schema: "hilbench.run/1",
		id: request.id,
		started_at: measured.started_at.toISOString(),
		finished_at: deps.now().toISOString(),
		tool: {
			name: "hilbench",
			version: deps.tool_version
		},
		model: modelResult(plan),
		platform: {
			name: platform.name,
			core: platform.core,
			emulated: platform.emulated
		},
		board: {
			id: board.id,
			...board.serial === void 0 ? {} : { serial: board.serial },
			silicon: hello.cpu
		},
		engine,
		toolchain,
		image: {
			hash: image.hash,
			build_id: image.build_id
		},
		fingerprint: fingerprint({
			platform: platform.name,
			core: platform.core,
			silicon: hello.cpu,
			engine,
			toolchain,
			harness: deps.tool_version,
			...plan.build.generated.every(({ path }) => path.endsWith(".h")) ? { image_hash: image.hash } : {},
			unit: hello.unit,
			timer_hz: hello.timer_hz
		}),
		analysis: analysisResult(plan, {
			...hintTarget(platform, deps.engine),
			...runtime
		}, plan.build.arena_plan),
		placement: {
			model: {
				location: model.location,
				bytes: model.bytes
			},
			arena: {
				location: arena.location,
				bytes: arena.bytes,
				used_bytes: tuned.used_bytes,
				...tuned.found_padding_bytes === void 0 ? {} : { found_padding_bytes: tuned.found_padding_bytes },
				...request.tune_and_validate ? { tuned_from: {
					location: tuned.first.arena.location,
					bytes: tuned.first.arena.bytes
				} } : {}
			},
			rom_bytes: image.rom_bytes,
			ram_bytes: image.ram_bytes,
			sections: image.sections.map((section) => ({ ...section })),
			memories: LOCATIONS.flatMap((name) => {
				const memory = platform.memories[name];
				return memory === void 0 ? [] : [{
					location: name,
					bytes: memory.effective_bytes
				}];
			})
		},
		...validation === void 0 ? {} : { validation },
		...profile === void 0 ? {} : { profile },
		...power.length === 0 ? {} : { power: [...power] },
		...onboard.length === 0 ? {} : { onboard: [...onboard] },
		...measured.aot === void 0 ? {} : { aot: measured.aot },
		...measured.packages.length === 0 ? {} : { packages: [...measured.packages] },
		timing: measured.watch.timing(),
		issues: [...measured.issues]
	};
}

// src/model/macs.ts
/**
* Multiply-accumulates of one layer, batch included; undefined for ops that count none.
*
* Padding is counted as if it were data, as in the usual formulas. `tensorAt` gives a tensor by its index.
*
* @throws `MODEL_BAD_SHAPE`, `MODEL_SHAPE_OVERFLOW`
*/
function countMacs(operator, tensorAt) {
	const counter = Object.hasOwn(COUNTERS, operator.op) ? COUNTERS[operator.op] : void 0;
	if (counter === void 0) return void 0;
	const layer = `Layer ${operator.index} (${operator.op})`;
	const find = (index) => index === void 0 ? void 0 : tensorAt(index);
	const require = (tensor, what, rank) => {
		if (tensor === void 0) throw modelError("BAD_SHAPE", `${layer} has no ${what}.`);
		if (rank === void 0 || tensor.shape.length === rank) return tensor;
		throw modelError("BAD_SHAPE", `${layer} needs ${rank} dimensions for its ${what}, not [${tensor.shape.join(", ")}].`);
	};
	const count = counter({
		input: (n, rank) => require(find(operator.inputs[n]), `input ${n}`, rank),
		optional: (n) => find(operator.inputs[n]),
		output: (rank) => require(find(operator.outputs[0]), "output", rank)
	});
	if (Number.isSafeInteger(count.macs)) return count;
	throw modelError("SHAPE_OVERFLOW", `${layer} has more multiply-accumulates than can be counted: ${count.equation}.`);
}
const COUNTERS = {
	CONV_2D: (tensors) => {
		const [, kh, kw, ci] = sizes(tensors.input(1, 4));
		return product([
			...outputFactors(tensors),
			["Kh", kh],
			["Kw", kw],
			["Ci", ci]
		]);
	},
	DEPTHWISE_CONV_2D: (tensors) => {
		const [, kh, kw] = sizes(tensors.input(1, 4));
		return product([
			...outputFactors(tensors),
			["Kh", kh],
			["Kw", kw]
		]);
	},
	TRANSPOSE_CONV: (tensors) => {
		const [co, kh, kw] = sizes(tensors.input(1, 4));
		const [n, hi, wi, ci] = sizes(tensors.input(2, 4));
		return product([
			["N", n],
			["Hi", hi],
			["Wi", wi],
			["Ci", ci],
			["Kh", kh],
			["Kw", kw],
			["Co", co]
		]);
	},
	FULLY_CONNECTED: (tensors) => {
		const [out, depth] = sizes(tensors.input(1, 2));
		return product([
			["N", divide(tensors.output().elements, out)],
			["Out", out],
			["In", depth]
		]);
	},
	BATCH_MATMUL: (tensors) => {
		const output = tensors.output();
		const [m, n] = sizes(output, -2);
		const [a, b] = sizes(tensors.input(0), -2);
		const inner = divide(a * b, m);
		return product([
			["N", divide(output.elements, m * n)],
			["M", m],
			["K", inner],
			["L", n]
		]);
	},
	SVDF: (tensors) => {
		const [batch, features] = sizes(tensors.input(0, 2));
		const [filters] = sizes(tensors.input(1, 2));
		const [, memory] = sizes(tensors.input(2, 2));
		return {
			macs: batch * filters * (features + memory),
			equation: `N·F·(In + T) = ${batch}·${filters}·(${features} + ${memory})`
		};
	},
	UNIDIRECTIONAL_SEQUENCE_LSTM: (tensors) => {
		const [first, second] = sizes(tensors.input(0, 3));
		const weights = LSTM_WEIGHT_INPUTS.reduce((total, n) => total + (tensors.optional(n)?.elements ?? 0), 0);
		return {
			macs: first * second * weights,
			equation: `N·T·Weights = ${first}·${second}·${weights}`
		};
	}
};
/** Input, recurrent, peephole and projection weights: each element is used once a step. */
const LSTM_WEIGHT_INPUTS = [
	1,
	2,
	3,
	4,
	5,
	6,
	7,
	8,
	9,
	10,
	11,
	16
];
function outputFactors(tensors) {
	const [n, ho, wo, co] = sizes(tensors.output(4));
	return [
		["N", n],
		["Ho", ho],
		["Wo", wo],
		["Co", co]
	];
}
function product(factors) {
	const names = factors.map(([name]) => name).join("·");
	const values = factors.map(([, size]) => size).join("·");
	return {
		macs: factors.reduce((total, [, size]) => total * size, 1),
		equation: `${names} = ${values}`
	};
}
/** The sizes of a tensor's dimensions, from the `start`-th, counted from the end when negative. */
function sizes({ shape }, start = 0) {
	const [a = 1, b = 1, c = 1, d = 1] = shape.slice(start);
	return [
		a,
		b,
		c,
		d
	];
}
function divide(total, part) {
	return part === 0 ? 0 : Math.floor(total / part);
}

// src/model/analyze.ts
/**
* What can be said of every layer without running it.
*
* Element-wise ops, pooling and data movement count no multiply-accumulates. Layers of all subgraphs are
* listed, each once, however often control flow runs them.
*
* @throws {HilbenchError} `MODEL_BAD_SHAPE`, `MODEL_SHAPE_OVERFLOW` (kind `input`) for a layer whose tensors
*   cannot be those of its op
*/
function analyze(graph) {
	const layers = graph.subgraphs.flatMap((subgraph) => subgraph.operators.map((operator) => analyzeLayer(subgraph, operator)));
	const ops = /* @__PURE__ */ new Map();
	for (const { op } of layers) ops.set(op, (ops.get(op) ?? 0) + 1);
	const macs = layers.reduce((total, layer) => total + layer.macs, 0);
	if (!Number.isSafeInteger(macs)) throw modelError("SHAPE_OVERFLOW", "The multiply-accumulates of the model are more than can be counted.");
	return {
		layers,
		macs,
		ops: Object.fromEntries(ops),
		weight_bytes: countWeightBytes(graph)
	};
}
function analyzeLayer(subgraph, operator) {
	const tensorAt = (index) => index === void 0 || index < 0 ? void 0 : subgraph.tensors[index];
	const roles = ROLES[operator.op] ?? { input: 0 };
	const input = tensorAt(operator.inputs[roles.input]);
	const filter = roles.filter === void 0 ? void 0 : tensorAt(operator.inputs[roles.filter]);
	const output = tensorAt(operator.outputs[0]);
	const macs = countMacs(operator, tensorAt);
	return {
		subgraph: subgraph.index,
		index: operator.index,
		op: operator.op,
		name: output?.name ?? "",
		macs: macs?.macs ?? 0,
		...macs && { mac_equation: macs.equation },
		...input && {
			input_dtype: input.type,
			input_shape: input.shape
		},
		...filter && {
			weight_dtype: filter.type,
			filter_shape: filter.shape
		},
		...output && {
			output_dtype: output.type,
			output_shape: output.shape
		},
		...geometry(operator),
		read_bytes: sumBytes(operator.inputs, tensorAt),
		write_bytes: sumBytes(operator.outputs, tensorAt)
	};
}
/** Which inputs are the activations and the weights, for ops where the activations are not alone or not first. */
const ROLES = {
	CONV_2D: {
		input: 0,
		filter: 1
	},
	DEPTHWISE_CONV_2D: {
		input: 0,
		filter: 1
	},
	FULLY_CONNECTED: {
		input: 0,
		filter: 1
	},
	TRANSPOSE_CONV: {
		input: 2,
		filter: 1
	},
	SVDF: {
		input: 0,
		filter: 1
	},
	UNIDIRECTIONAL_SEQUENCE_LSTM: {
		input: 0,
		filter: 2
	},
	SPLIT: { input: 1 }
};
function geometry({ options }) {
	const activation = "fused_activation_function" in options ? { fused_activation: options.fused_activation_function } : {};
	const stride = "stride_h" in options ? {
		stride_h: options.stride_h,
		stride_w: options.stride_w
	} : {};
	const dilation = "dilation_h_factor" in options ? {
		dilation_h: options.dilation_h_factor,
		dilation_w: options.dilation_w_factor
	} : {};
	return {
		...activation,
		...stride,
		...dilation
	};
}
function sumBytes(indices, tensorAt) {
	let bytes = 0;
	for (const index of new Set(indices)) bytes += tensorAt(index)?.bytes ?? 0;
	return bytes;
}
/** Constants that share a buffer count once, as they do in memory. */
function countWeightBytes(graph) {
	const lengths = /* @__PURE__ */ new Map();
	for (const { tensors } of graph.subgraphs) for (const { data } of tensors) if (data) lengths.set(data.byteOffset, Math.max(data.length, lengths.get(data.byteOffset) ?? 0));
	return [...lengths.values()].reduce((total, length) => total + length, 0);
}

// src/model/subgraph-calls.ts
/** Indices of the subgraphs that a layer runs. Fields that are not in the file are 0, as runtimes take them. */
function calledBy({ op, options }) {
	switch (op) {
		case "CALL_ONCE": return options.type === "CallOnceOptions" ? [options.init_subgraph_index] : [0];
		case "IF": return options.type === "IfOptions" ? [options.then_subgraph_index, options.else_subgraph_index] : [0];
		case "WHILE": return options.type === "WhileOptions" ? [options.cond_subgraph_index, options.body_subgraph_index] : [0];
		default: return [];
	}
}
/**
* Checks that the subgraphs that layers run exist and that none runs itself, directly or through others: a runtime
* would not come to an end, and on a microcontroller it would leave its stack.
*
* @throws `MODEL_BAD_INDEX`, `MODEL_CYCLE`
*/
function checkSubgraphCalls(subgraphs) {
	const called = subgraphs.map((subgraph) => {
		const targets = subgraph.operators.flatMap((operator) => calledBy(operator).map((target) => {
			if (subgraphs[target] !== void 0) return target;
			throw modelError("BAD_INDEX", `Layer ${operator.index} (${operator.op}) of subgraph ${subgraph.index} runs subgraph ${target}, but the file has ${subgraphs.length}.`);
		}));
		return new Set(targets);
	});
	const waits = called.map(({ size }) => size);
	const callers = called.map(() => []);
	for (const [caller, targets] of called.entries()) for (const target of targets) callers[target]?.push(caller);
	const ready = waits.flatMap((count, index) => count === 0 ? [index] : []);
	for (let index = ready.pop(); index !== void 0; index = ready.pop()) for (const caller of callers[index] ?? []) {
		const left = (waits[caller] ?? 0) - 1;
		waits[caller] = left;
		if (left === 0) ready.push(caller);
	}
	const endless = waits.findIndex((count) => count > 0);
	if (endless === -1) return;
	throw modelError("CYCLE", `What subgraph ${endless} runs never ends: a layer in it runs a subgraph that comes to run itself.`, "Convert the model again; TFLite has no recursion.");
}

// src/model/topology.ts
/** Who writes a tensor: an operator's index, or one of these. */
const NOBODY = -1;
const INPUT = -2;
const CONSTANT = -3;
const ORDER_HINT = "Convert the model again; its graph cannot be executed from the first layer to the last.";
/**
* Checks that every tensor has one writer that runs before its readers.
*
* @throws `MODEL_BAD_INDEX`, `MODEL_TENSOR_PRODUCED_TWICE`, `MODEL_CONSTANT_WRITTEN`, `MODEL_CYCLE`,
*   `MODEL_TENSOR_NOT_PRODUCED`
*/
function checkTopology(subgraph) {
	const { tensors } = subgraph;
	const writers = new Int32Array(tensors.length).fill(NOBODY);
	for (const tensor of tensors) if (tensor.data !== void 0 || tensor.is_variable || tensor.elements === 0) writers[tensor.index] = CONSTANT;
	const where = subgraph.index === 0 ? "the graph" : `subgraph ${subgraph.index}`;
	for (const index of subgraph.inputs) claim(subgraph, writers, index, INPUT, `the inputs of ${where}`);
	for (const operator of subgraph.operators) for (const index of operator.outputs) claim(subgraph, writers, index, operator.index, describe(subgraph, operator));
	for (const operator of subgraph.operators) for (const index of operator.inputs) {
		if (index === -1) continue;
		const tensor = at(tensors, index, describe(subgraph, operator));
		const writer = writers[index] ?? NOBODY;
		if (writer < operator.index && writer !== NOBODY) continue;
		if (writer === NOBODY && operator.op === "CUSTOM") continue;
		throw unready(subgraph, tensor, operator, writer);
	}
	for (const index of subgraph.outputs) {
		const tensor = at(tensors, index, `the outputs of ${where}`);
		if (writers[index] === NOBODY) throw modelError("TENSOR_NOT_PRODUCED", `Nothing computes ${named(tensor)}, an output of ${where}.`, ORDER_HINT);
	}
}
function claim(subgraph, writers, index, writer, who) {
	const tensor = at(subgraph.tensors, index, who);
	const previous = writers[index];
	if (tensor.data !== void 0) throw modelError("CONSTANT_WRITTEN", `${named(tensor)} is a constant, but is among ${outputsOf(writer, who)}.`, ORDER_HINT);
	if (previous !== void 0 && (previous >= 0 || previous === INPUT)) {
		const first = subgraph.operators[previous];
		const other = first ? `the outputs of ${describe(subgraph, first)}` : "the inputs";
		throw modelError("TENSOR_PRODUCED_TWICE", `${named(tensor)} is among ${outputsOf(writer, who)}, and was already among ${other}.`, ORDER_HINT);
	}
	writers[index] = writer;
}
function outputsOf(writer, who) {
	return writer >= 0 ? `the outputs of ${who}` : who;
}
function unready(subgraph, tensor, operator, writer) {
	const reader = describe(subgraph, operator);
	const source = subgraph.operators[writer];
	if (source === void 0) return modelError("TENSOR_NOT_PRODUCED", `Nothing computes ${named(tensor)}, an input of ${reader}.`, ORDER_HINT);
	const message = `${reader} reads ${named(tensor)}, which ${describe(subgraph, source)} computes later.`;
	return modelError("CYCLE", `The graph has a cycle or is out of order: ${message}`, ORDER_HINT);
}
function at(tensors, index, who) {
	const tensor = tensors[index];
	if (tensor !== void 0) return tensor;
	throw modelError("BAD_INDEX", `Tensor ${index} is named by ${who}, but there are ${tensors.length} tensors.`);
}
function named(tensor) {
	return `tensor ${tensor.index} (${quoteName(tensor.name)})`;
}
function describe(subgraph, operator) {
	const layer = `layer ${operator.index} (${operator.op})`;
	return subgraph.index === 0 ? layer : `${layer} of subgraph ${subgraph.index}`;
}

// src/model/wrong-format.ts
const CONVERT = "Convert it with the TFLite (LiteRT) converter and give the .tflite file.";
const FORMATS = [
	{
		start: "version https://git-lfs",
		name: "a Git LFS pointer",
		hint: "Fetch the file itself with `git lfs pull`, or with `lfs: true` in the actions/checkout step."
	},
	{
		start: "PK",
		name: "a ZIP archive (perhaps a .keras model)",
		hint: CONVERT
	},
	{
		start: "HDF",
		name: "an HDF5 file (perhaps a Keras model)",
		hint: CONVERT
	},
	{
		start: "",
		name: "a gzip archive",
		hint: "Unpack it and give the .tflite file."
	},
	{
		start: "<",
		name: "an HTML or XML page",
		hint: "Download the model itself; this is a page about it or an error page."
	}
];
/** Says what a file is that is no `.tflite`, as far as its first bytes tell. */
function recogniseOther(file) {
	const start = String.fromCharCode(...file.subarray(0, 32));
	const format = FORMATS.find((candidate) => start.startsWith(candidate.start));
	if (format !== void 0) return {
		message: `The file is ${format.name}, not a .tflite model.`,
		hint: format.hint
	};
	return {
		message: `The file of ${file.length} bytes is not a .tflite model: the identifier TFL3 is not at byte 4.`,
		hint: "Give a .tflite file as the TFLite (LiteRT) converter writes it."
	};
}

// src/model/read.ts
/** Memory of an operator's object and of its layer in an analysis, beside its lists. */
const OPERATOR_COST_BYTES = 500;
const SUBGRAPH_COST_BYTES = 200;
const METADATA_COST_BYTES = 250;
/**
* Reads a `.tflite` file that may be damaged or hostile.
*
* Every offset, length, index and shape is checked before it is used, and memory stays within three times
* the file and a few MiB. Constants are views into `file`, which must not change afterwards.
*
* @throws {HilbenchError} `MODEL_…` (kind `input`)
*/
function readModel(file) {
	checkIdentifier(file);
	const flat = new FlatFile(file);
	const root = flat.root("the model");
	const version = root.uint32(MODEL.version);
	if (version !== 3) throw modelError("UNSUPPORTED_VERSION", `The file is of schema version ${version}; only version ${3} is in use.`, "Convert the model again with a current TensorFlow or LiteRT converter.");
	const buffers = root.tables(MODEL.buffers, "buffer");
	const resolve = operatorCodes(root.tables(MODEL.operator_codes, "operator code"));
	const subgraphs = root.tables(MODEL.subgraphs, "subgraph").map((table, index) => readSubgraph(flat, buffers, resolve, table, index));
	const main = subgraphs[0];
	if (main === void 0 || main.operators.length === 0 || main.outputs.length === 0) throw modelError("EMPTY", "The model computes nothing: it has no layer or no output.");
	const signatures = root.tables(MODEL.signature_defs, "signature").map((table) => readSignature(flat, subgraphs, table));
	const metadata = root.tables(MODEL.metadata, "metadata entry").map((table) => {
		flat.charge(METADATA_COST_BYTES);
		const data = readData(flat, buffers, table.uint32(METADATA.buffer), table.what);
		return {
			name: table.string(METADATA.name),
			data
		};
	});
	for (const subgraph of subgraphs) checkTopology(subgraph);
	checkSubgraphCalls(subgraphs);
	return {
		version,
		description: root.string(MODEL.description),
		subgraphs,
		signatures,
		metadata,
		file
	};
}
function checkIdentifier(file) {
	if (file.length === 0) throw modelError("EMPTY_FILE", "The model file is empty.", "Give a .tflite file; this one has 0 bytes.");
	if (String.fromCharCode(...file.subarray(4, 8)) === "TFL3") return;
	const { message, hint } = recogniseOther(file);
	throw modelError("NOT_TFLITE", message, hint);
}
/** Resolves an index into the operator codes; each code is read once, when it is first used. */
function operatorCodes(codes) {
	const known = /* @__PURE__ */ new Map();
	return (index, what) => {
		const found = known.get(index);
		if (found !== void 0) return found;
		if (index >= codes.length) throw modelError("BAD_INDEX", `${what} refers to operator code ${index}, but the file has ${codes.length}.`);
		const code = readOperatorCode(codes.at(index), what);
		known.set(index, code);
		return code;
	};
}
function readOperatorCode(table, what) {
	const code = Math.max(table.int8(OPERATOR_CODE.deprecated_builtin_code), table.int32(OPERATOR_CODE.builtin_code));
	const op = BUILTIN_OPERATORS[code];
	if (op === void 0) throw modelError("UNKNOWN_OP", `The op of ${what} has the code ${code}, which the schema does not know.`, "Convert the model for the TFLite builtin operators of schema version 3.");
	const version = table.int32(OPERATOR_CODE.version, 1);
	if (op !== "CUSTOM") return {
		op,
		version
	};
	return {
		op,
		version,
		custom_name: table.name(OPERATOR_CODE.custom_code)
	};
}
function readSubgraph(flat, buffers, resolve, table, index) {
	flat.charge(SUBGRAPH_COST_BYTES);
	return {
		index,
		name: table.string(SUBGRAPH.name),
		tensors: table.tables(SUBGRAPH.tensors, "tensor").map((tensor, i) => readTensor(flat, buffers, tensor, i)),
		inputs: table.int32s(SUBGRAPH.inputs),
		outputs: table.int32s(SUBGRAPH.outputs),
		operators: table.tables(SUBGRAPH.operators, "layer").map((operator, i) => {
			flat.charge(OPERATOR_COST_BYTES);
			return {
				index: i,
				...resolve(operator.uint32(OPERATOR.opcode_index), operator.what),
				inputs: operator.int32s(OPERATOR.inputs),
				outputs: operator.int32s(OPERATOR.outputs),
				options: readOptions(operator)
			};
		})
	};
}
function readSignature(flat, subgraphs, table) {
	flat.charge(SUBGRAPH_COST_BYTES);
	const subgraph = subgraphs[table.uint32(SIGNATURE_DEF.subgraph_index)];
	const key = table.string(SIGNATURE_DEF.signature_key);
	if (subgraph === void 0) {
		const index = table.uint32(SIGNATURE_DEF.subgraph_index);
		throw modelError("BAD_INDEX", `${table.what} is of subgraph ${index}, but the file has ${subgraphs.length}.`);
	}
	const entries = (slot) => table.tables(slot, "signature entry").map((entry) => {
		flat.charge(METADATA_COST_BYTES);
		const tensor = entry.uint32(TENSOR_MAP.tensor_index);
		if (tensor < subgraph.tensors.length) return {
			name: entry.string(TENSOR_MAP.name),
			tensor
		};
		throw modelError("BAD_INDEX", `${table.what} names tensor ${tensor}; there are ${subgraph.tensors.length}.`);
	});
	return {
		key,
		subgraph: subgraph.index,
		inputs: entries(SIGNATURE_DEF.inputs),
		outputs: entries(SIGNATURE_DEF.outputs)
	};
}

// src/model/read-file.ts
/** Offsets in a flatbuffer reach 2 GiB; no microcontroller holds a model of this size. */
const LARGEST_MODEL_BYTES = 1024 ** 3;
const CHUNK_BYTES = 16777216;
/**
* Reads the `.tflite` file at `path` into memory and checks it.
*
* @throws {HilbenchError} `MODEL_NOT_FOUND`, `MODEL_IS_DIRECTORY`, `MODEL_NOT_A_FILE`, `MODEL_UNREADABLE`,
*   `MODEL_TOO_LARGE`, and what {@link readModel} throws (kind `input`); `CANCELLED`
*/
async function readModelFile(path, signal = new AbortController().signal) {
	throwIfAborted(signal);
	const bytes = await readBytes(path, signal);
	throwIfAborted(signal);
	return readModel(bytes);
}
async function readBytes(path, signal) {
	checkKind(path, await stat(path).catch((error) => Promise.reject(unreadable(path, error))));
	const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error) => Promise.reject(unreadable(path, error)));
	try {
		const status = await handle.stat();
		checkKind(path, status);
		return await readAll(handle, path, status.size, signal);
	} finally {
		await handle.close();
	}
}
async function readAll(handle, path, size, signal) {
	const bytes = new Uint8Array(size);
	let filled = 0;
	while (filled < size) {
		throwIfAborted(signal);
		const length = Math.min(CHUNK_BYTES, size - filled);
		const { bytesRead } = await handle.read(bytes, filled, length, filled).catch((error) => Promise.reject(unreadable(path, error)));
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return bytes.subarray(0, filled);
}
function checkKind(path, status) {
	if (status.isDirectory()) throw modelError("IS_DIRECTORY", `The model ${path} is a directory.`, "Give the path of a .tflite file inside of it.");
	if (!status.isFile()) throw modelError("NOT_A_FILE", `The model ${path} is a pipe or a device.`, "Give the path of a regular .tflite file.");
	if (status.size > LARGEST_MODEL_BYTES) throw modelError("TOO_LARGE", `The model ${path} has ${status.size} bytes; the largest that is read has ${LARGEST_MODEL_BYTES}.`, "Give a model made for microcontrollers, quantized to int8.");
}
function unreadable(path, error) {
	const code = systemErrorCode(error) ?? String(error);
	if (code === "ENOENT" || code === "ENOTDIR") return modelError("NOT_FOUND", `There is no model file ${path}.`, "Check the path of the .tflite file.", error);
	return modelError("UNREADABLE", `The model file ${path} cannot be read (${code}).`, "Make the file readable for the user who starts the run.", error);
}

// src/pipeline/device-limits.ts
/** What the firmware keeps and the link carries, whatever the engine. */
const DEVICE_LIMITS = {
	/** As `HB_MAX_LAYERS`. */
	layers: 1600,
	/** Of inputs, and of outputs. */
	tensors: 256,
	dimensions: 8
};
/**
* Refuses a model that the firmware could not run or report on, before anything is built for it.
*
* @throws {HilbenchError} `MODEL_BEYOND_DEVICE` (kind `input`)
*/
function checkDeviceLimits(main) {
	const { layers, tensors, dimensions } = DEVICE_LIMITS;
	const of = (indices) => indices.flatMap((index) => main.tensors[index] ?? []);
	const rank = Math.max(0, ...[...of(main.inputs), ...of(main.outputs)].map(({ shape }) => shape.length));
	const beyond = [
		[
			main.operators.length,
			layers,
			"layers"
		],
		[
			main.inputs.length,
			tensors,
			"inputs"
		],
		[
			main.outputs.length,
			tensors,
			"outputs"
		],
		[
			rank,
			dimensions,
			"dimensions in an input or output"
		]
	].filter(([count, limit]) => count > limit);
	if (beyond.length === 0) return;
	const list = beyond.map(([count, limit, what]) => `${count} ${what}, more than ${limit}`).join("; ");
	throw new HilbenchError({
		kind: "input",
		code: "MODEL_BEYOND_DEVICE",
		message: `The model has ${list}.`,
		hint: "Split the model into smaller ones and run each; `hilbench analyze` takes a model of any size."
	});
}

// src/pipeline/plan.ts
/** The model's name where none is given: the file's name without its ending. */
function modelNameOf(path) {
	return basename(path).replace(/\.tflite$/i, "") || "model";
}
/**
* Reads, checks and analyses a model. Touches no board and no compiler.
*
* @throws {HilbenchError} `MODEL_…` (kind `input`); `CANCELLED`
*/
async function loadModel(path, name, signal) {
	const graph = await readModelFile(path, signal);
	const [main] = graph.subgraphs;
	if (main === void 0) throw new Error("readModel returned a graph without subgraphs");
	return {
		path,
		name,
		sha256: createHash("sha256").update(graph.file).digest("hex"),
		graph,
		main,
		analysis: analyze(graph)
	};
}
/**
* Has the engine prepare a model for a platform.
*
* @throws {HilbenchError} `MODEL_BEYOND_DEVICE`, `ENGINE_…` (kind `input`)
*/
function planModel(model, engine, platform) {
	checkDeviceLimits(model.main);
	return {
		...model,
		build: engine.prepare(model.graph, platform)
	};
}

export { analysisResult as a, modelResult as c, checkDeviceLimits as i, modelNameOf as n, assembleResult as o, planModel as r, hintTarget as s, loadModel as t };