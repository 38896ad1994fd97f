import { n as aotEngine } from "./main-flatbuffer.js";
import { a as analysisResult, c as modelResult, n as modelNameOf, s as hintTarget, t as loadModel } from "./main-plan.js";
import { t as plainText } from "./main-text.js";
import { n as hintLines } from "./main-hints.js";
import { t as formatShape } from "./main-layers-csv.js";
import { t as textTable } from "./main-table.js";

// src/report/analysis.ts
const integer = new Intl.NumberFormat("en-US");
/** `INT8` where all are, else those of input, weights and output. */
function typesOf({ input_dtype, weight_dtype, output_dtype }) {
	const types = [
		input_dtype,
		weight_dtype,
		output_dtype
	];
	const different = new Set(types.filter((type) => type !== void 0));
	return different.size > 1 ? types.map((type) => type ?? "–").join(" / ") : [...different][0] ?? "–";
}
/** What `hilbench analyze` prints: the static analysis, a row a layer, and the sums. */
function analysisText(model, analysis) {
	const rows = analysis.layers.map((layer) => [
		String(layer.index),
		plainText(layer.op, 32),
		typesOf(layer),
		formatShape(layer.filter_shape),
		layer.stride_h === void 0 ? "" : `${layer.stride_h}x${layer.stride_w ?? ""}`,
		formatShape(layer.output_shape),
		layer.fused_activation === void 0 || layer.fused_activation === "NONE" ? "" : layer.fused_activation,
		integer.format(layer.macs),
		integer.format(layer.read_bytes),
		integer.format(layer.write_bytes)
	]);
	const ops = Object.entries(model.ops).map(([op, count]) => `${count} ${plainText(op, 32)}`);
	return [
		`${plainText(model.name, 80)}: ${model.layers} layers, ${integer.format(model.macs)} MACs, ${integer.format(model.bytes)} bytes of which ${integer.format(analysis.weight_bytes)} are constants`,
		`ops: ${ops.join(", ")}`,
		"",
		textTable([
			{
				title: "#",
				align: "right"
			},
			{ title: "op" },
			{ title: "type" },
			{ title: "filter" },
			{ title: "stride" },
			{ title: "output" },
			{ title: "act." },
			{
				title: "MACs",
				align: "right"
			},
			{
				title: "read",
				align: "right"
			},
			{
				title: "write",
				align: "right"
			}
		], rows),
		"",
		...hintLines(analysis.hints, "all"),
		""
	].join("\n");
}

// src/cli/commands/analyze.ts
/** What hints are given for where no platform is named. */
const DEFAULT_TARGET = {
	core: "cortex-m55",
	features: [
		"dsp",
		"fpu",
		"mve"
	]
};
/** `hilbench analyze MODEL`: static analysis; needs no board and no compiler. */
async function analyzeCommand(model_path, output) {
	const loaded = await loadModel(model_path, modelNameOf(model_path));
	const model = modelResult(loaded);
	const analysis = analysisResult(loaded, hintTarget(DEFAULT_TARGET, aotEngine));
	output.result({
		model,
		analysis
	}, () => analysisText(model, analysis));
}

export { analyzeCommand };