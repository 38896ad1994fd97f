import { c as number, f as record, h as tuple, i as boolean, m as string, n as _enum, p as strictObject, r as array, s as literal, t as ZodISODateTime, v as _isoDateTime } from "./main-schemas.js";

// node_modules/zod/v4/classic/iso.js
function datetime(params) {
	return _isoDateTime(ZodISODateTime, params);
}

// src/result/schema/fields.ts
const name = string().max(1024);
const text = string().max(16384);
const path = string().max(4096);
const count = number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const nonNegative = number().nonnegative();
const sha256 = string().regex(/^[0-9a-f]{64}$/);
const dtype = string().max(32);
const shape = array(count).max(16);
const when = datetime();
/** No model is deeper than this. */
const MAX_LAYERS = 65536;
const LOCATIONS = [
	"TCM",
	"SRAM",
	"MRAM",
	"PSRAM",
	"NVM"
];
const location = _enum(LOCATIONS);

// src/result/schema/analysis.ts
const layerAnalysisSchema = strictObject({
	index: count,
	op: name,
	name,
	macs: count,
	mac_equation: text.optional(),
	input_dtype: dtype.optional(),
	weight_dtype: dtype.optional(),
	output_dtype: dtype.optional(),
	fused_activation: dtype.optional(),
	input_shape: shape.optional(),
	output_shape: shape.optional(),
	filter_shape: shape.optional(),
	stride_h: count.optional(),
	stride_w: count.optional(),
	dilation_h: count.optional(),
	dilation_w: count.optional(),
	read_bytes: count,
	write_bytes: count
});
const arenaTensorSchema = strictObject({
	name: name.describe("Of the tensor, or `scratch`."),
	offset_bytes: count,
	bytes: count,
	first_layer: count.describe("First layer during which it lives."),
	last_layer: count
});
const arenaTimelineSchema = strictObject({
	bytes: count,
	peak_layer: count.describe("The first layer at which the most bytes are alive."),
	peak_bytes: count,
	tensors: array(arenaTensorSchema).max(MAX_LAYERS)
});
const hintSchema = strictObject({
	code: name,
	severity: _enum(["info", "warn"]),
	layer: count.optional(),
	op: name.optional(),
	message: text,
	instead: text.describe("What to use or do instead."),
	macs: count.optional().describe("MACs that the hint is about."),
	bytes: count.optional().describe("Bytes that the hint is about."),
	reference: text.optional().describe("Where to read more: a URL or a document and section.")
});
/** What the model file says: of every layer, of the arena over time, and what to do better. */
const analysisSchema = strictObject({
	weight_bytes: count,
	layers: array(layerAnalysisSchema).max(MAX_LAYERS),
	arena: arenaTimelineSchema.optional(),
	hints: array(hintSchema).max(4096).optional()
});

// src/result/schema/power.ts
/** Over several windows of the same mode: the median, and the least and most. */
const spreadSchema = strictObject({
	median: number(),
	min: number(),
	max: number()
});
/** Energy in one CPU mode, by a power monitor. */
const powerSchema = strictObject({
	mode: _enum(["hp", "lp"]),
	engine: name,
	inferences: count.describe("In one window."),
	windows: count,
	time_ms: nonNegative.describe("One inference, median over the windows; like energy, over exactly the gate."),
	energy_uj: nonNegative.describe("One inference, median over the windows."),
	power_mw: nonNegative.describe("energy_uj / time_ms."),
	idle_power_mw: nonNegative.optional(),
	dynamic_energy_uj: number().optional().describe("energy_uj less what idling would have cost over the same time."),
	uncertainty_uj: nonNegative.optional().describe("Expanded uncertainty (k = 2) of energy_uj from the edges of gate and the noise of the samples."),
	energy_uj_spread: spreadSchema.optional(),
	time_ms_spread: spreadSchema.optional(),
	dropped_samples: count,
	monitor: name,
	modelled: boolean().describe("True: from a model in the platform file, not from an instrument."),
	waveform: strictObject({
		begin_ms: array(number()).max(4096).describe("Start of each bucket from the start of the recording."),
		bucket_ms: nonNegative,
		min_mw: array(number()).max(4096),
		max_mw: array(number()).max(4096),
		gate_ms: array(tuple([number(), number()])).max(64).describe("Begin and end of each gate.")
	}).optional()
});
/** Time in one CPU mode by the board's own counter. */
const onboardSchema = strictObject({
	mode: _enum(["hp", "lp"]),
	engine: name,
	inferences: count,
	unit: _enum(["cycles", "instructions"]),
	ticks: nonNegative.describe("One inference, by the board's own counter, no link running."),
	time_us: nonNegative.optional()
});

// src/result/schema/profile.ts
const layerProfileSchema = strictObject({
	index: count,
	op: name,
	name,
	output_shape: shape.optional(),
	macs: count,
	ticks: nonNegative.describe("Mean over the iterations, in `unit`."),
	ticks_min: nonNegative,
	ticks_max: nonNegative,
	time_us: nonNegative.optional().describe("Absent where ticks have no rate."),
	share: number().min(0).max(1).describe("Of the sum of all layers."),
	counters: record(name, nonNegative).describe("Means over the iterations."),
	counter_spread: record(name, strictObject({
		min: nonNegative,
		max: nonNegative
	})).optional().describe("Least and most over the iterations, of the same counters."),
	overflowed: array(name).max(256).optional().describe("Counters that went further than they can count: there is no number of them.")
});
/** Every layer, timed on the device. */
const profileSchema = strictObject({
	unit: _enum(["cycles", "instructions"]),
	runs: count,
	warmup: count,
	timer_hz: nonNegative.optional().describe("Rate of `unit`; absent for instructions."),
	time_is_modelled: boolean(),
	total: strictObject({
		ticks: nonNegative,
		ticks_min: nonNegative,
		ticks_max: nonNegative,
		time_us: nonNegative.optional()
	}),
	layers: array(layerProfileSchema).max(MAX_LAYERS)
});

// src/result/schema/validation.ts
const outputComparisonSchema = strictObject({
	index: count,
	name,
	dtype,
	elements: count,
	max_abs_lsb: nonNegative.optional().describe("Worst difference in quantization steps; integer outputs."),
	mean_abs_lsb: nonNegative.optional(),
	max_abs: nonNegative.optional().describe("Worst difference in the unit of the output; float outputs."),
	mean_abs: nonNegative.optional(),
	relative_l2: nonNegative.optional().describe("Worst run: distance over the length of the expected output; float outputs."),
	non_finite: count.optional().describe("Elements NaN or infinite on one side only; float outputs."),
	cosine: number().min(-1).max(1).optional().describe("Least over the runs; absent when a vector is all zero."),
	argmax_agreement: number().min(0).max(1).optional().describe("Share of runs with the same winner; absent for one element.")
});
const share = number().min(0).max(1);
/** The outputs of the device against those of the host. */
const validationSchema = strictObject({
	runs: count,
	source: _enum(["generator", "dataset"]),
	seed: count.optional().describe("Of the generator; absent for a dataset."),
	reference: name.describe("What computed the expected outputs."),
	outputs: array(outputComparisonSchema).max(256),
	accuracy: share.optional().describe("Share of the labelled samples that the device gets right; absent without labels."),
	host_accuracy: share.optional().describe("The same of the host."),
	limits: strictObject({
		max_lsb: nonNegative,
		mean_lsb: nonNegative,
		min_cosine: number(),
		min_argmax_agreement: nonNegative
	}),
	violations: array(text).max(1024),
	verdict: _enum(["pass", "fail"])
});

// src/result/schema/aot.ts
/** A second pass on the same board, with an engine that compiles the model ahead of time. */
const aotPassSchema = strictObject({
	engine: strictObject({
		name,
		version: name
	}),
	image: strictObject({
		hash: sha256,
		build_id: string().regex(/^[0-9a-f]{32}$/),
		rom_bytes: count.describe("Code and constants of the image."),
		ram_bytes: count.describe("Data, tables and stack of the image; the arena too where it is in the image.")
	}),
	placement: strictObject({
		model: strictObject({
			location,
			bytes: count
		}),
		arena: strictObject({
			location,
			bytes: count,
			used_bytes: count
		})
	}).optional().describe("Absent where model and arena are part of the image."),
	validation: validationSchema.optional().describe("Its outputs against those of the host."),
	main: strictObject({
		runs: count,
		identical: boolean().describe("Every byte of every output is the same."),
		outputs: array(outputComparisonSchema).max(256)
	}).optional().describe("Its outputs against those of the main engine, of the same inputs on the same board."),
	profile: profileSchema.optional(),
	power: array(powerSchema).max(8).optional(),
	onboard: array(onboardSchema).max(8).optional()
});

// src/result/schema/model.ts
const tensorSchema = strictObject({
	name,
	dtype,
	shape,
	scale: number().optional().describe("Per-tensor quantization step; absent when there is none or it is per axis."),
	zero_point: number().int().optional()
});
/** The model that was run. */
const modelSchema = strictObject({
	name,
	path,
	sha256,
	bytes: count,
	layers: count,
	macs: count,
	inputs: array(tensorSchema).max(256),
	outputs: array(tensorSchema).max(256),
	ops: record(name, count)
});

// src/result/schema/packages.ts
/** One package that was made. */
const packageSchema = strictObject({
	kind: _enum(["library", "ambiqsuite-example"]),
	path,
	bytes: count,
	sha256: sha256.describe("Of manifest.json, which names every file with its hash."),
	proved: strictObject({
		how: text,
		platform: name,
		verdict: _enum([
			"pass",
			"fail",
			"built"
		])
	}).optional().describe("The example, built from the folder alone and run; `built` when it could not be run there.")
});

// src/result/schema/placement.ts
const sectionSchema = strictObject({
	name,
	address: count,
	bytes: count,
	kind: _enum([
		"rom",
		"ram",
		"both"
	]).describe("`both`: initialised data, stored in ROM and copied to RAM.")
});
/** Where model and arena are, and what the image takes. */
const placementSchema = strictObject({
	model: strictObject({
		location,
		bytes: count.describe("Bytes the model takes on the device.")
	}),
	arena: strictObject({
		location,
		bytes: count.describe("Bytes set aside: what is used, rounded up as the placement rules say, and padding."),
		used_bytes: count.describe("Bytes the model really needs."),
		found_padding_bytes: count.optional().describe("What the runtime turned out to need beyond what it said; part of `bytes`."),
		tuned_from: strictObject({
			location,
			bytes: count
		}).optional().describe("The first pass, before tuning.")
	}),
	rom_bytes: count.describe("The image without the model: code and constants."),
	ram_bytes: count.describe("The image without the arena: data, tables and stack."),
	memories: array(strictObject({
		location,
		bytes: count.describe("What a model and an arena may take of it together.")
	})).max(LOCATIONS.length).optional().describe("The memories of the platform."),
	sections: array(sectionSchema).max(256).optional().describe("Of the image, from its ELF file.")
});

// src/result/schema.ts
/**
* The border between what measures and what reports: one run, as plain data. Units are in the names.
* A field that was not measured is absent, never 0. What is read back may come from another machine, so
* everything has a limit.
*/
const runResultSchema = strictObject({
	schema: literal("hilbench.run/1"),
	id: string().regex(/^[0-9A-Za-z_-]{1,64}$/),
	started_at: when,
	finished_at: when,
	tool: strictObject({
		name: literal("hilbench"),
		version: name
	}),
	model: modelSchema,
	platform: strictObject({
		name,
		core: name,
		emulated: boolean()
	}),
	board: strictObject({
		id: name,
		serial: name.optional(),
		silicon: name.optional()
	}),
	engine: strictObject({
		name,
		version: name
	}),
	toolchain: strictObject({
		name,
		version: name
	}),
	image: strictObject({
		hash: sha256,
		build_id: string().regex(/^[0-9a-f]{32}$/)
	}),
	fingerprint: sha256.describe("Results are comparable only when this is equal."),
	analysis: analysisSchema,
	placement: placementSchema,
	validation: validationSchema.optional(),
	profile: profileSchema.optional(),
	power: array(powerSchema).max(16).optional(),
	onboard: array(onboardSchema).max(16).optional(),
	aot: aotPassSchema.optional().describe("The pass with an engine that compiles ahead of time."),
	packages: array(packageSchema).max(16).optional(),
	timing: record(name, nonNegative).describe("Milliseconds of wall time by stage; `hilbench` is what was ours."),
	issues: array(strictObject({
		code: name,
		severity: _enum([
			"info",
			"warn",
			"error"
		]),
		message: text,
		hint: text
	})).max(1024)
});

export { LOCATIONS as n, runResultSchema as t };