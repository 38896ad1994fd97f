import { t as HilbenchError } from "./main-errors.js";
import { t as plainText } from "./main-text.js";
import { c as number, i as boolean, m as string, o as int } from "./main-schemas.js";
import { resolve } from "node:path";

// src/config/options/spec.ts
/** Names that are safe as a file name. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const NAME_FORM = "letters, digits, \".\", \"_\" and \"-\", at most 64";

// src/config/options/inputs.ts
/** Tags of a board, separated by commas. */
const TAGS = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}(?:,[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,31}$/;
/** What runs, on what, and where. */
const INPUT_OPTIONS = [
	{
		name: "tflite_filename",
		group: "Model and inputs",
		type: "path",
		default: "undefined",
		words: ["undefined"],
		description: "The .tflite model; the same as the argument MODEL."
	},
	{
		name: "model_name",
		group: "Model and inputs",
		type: "text",
		default: "auto",
		pattern: NAME,
		form: NAME_FORM,
		description: "Name of the model in results and files; auto: the model file's."
	},
	{
		name: "configfile",
		group: "Model and inputs",
		type: "path",
		default: "",
		words: [""],
		description: "YAML file with options by their names. Flags win over it, and so do environment variables."
	},
	{
		name: "seed",
		group: "Model and inputs",
		type: "integer",
		default: 42,
		min: 0,
		max: 4294967295,
		description: "Seed of the random inputs."
	},
	{
		name: "random_data",
		group: "Model and inputs",
		type: "boolean",
		default: true,
		description: "Random inputs, the same for every run with the same seed; without, those of --dataset."
	},
	{
		name: "dataset",
		group: "Model and inputs",
		type: "path",
		default: "dataset.pkl",
		words: [],
		description: "Inputs as .npy or raw .bin. Setting it switches --random-data off."
	},
	{
		name: "labels",
		group: "Model and inputs",
		type: "path",
		default: "none",
		words: ["none"],
		description: "The right class of every sample of --dataset, as .npy of integers. Gives the accuracy: how often the greatest element of output 0 is that class."
	},
	{
		name: "runs",
		group: "Model and inputs",
		type: "integer",
		default: 10,
		min: 1,
		max: 1e5,
		description: "Inferences of the validation, and of the profile."
	},
	{
		name: "platform",
		group: "Board",
		type: "text",
		default: "apollo510_evb",
		pattern: NAME,
		form: NAME_FORM,
		description: "What to run on; `hilbench platforms` lists them. mps3_an547 needs no board."
	},
	{
		name: "board",
		group: "Board",
		type: "text",
		default: "auto",
		pattern: NAME,
		form: NAME_FORM,
		description: "Which board of the bench; auto: any free one of the platform."
	},
	{
		name: "board_tags",
		group: "Board",
		type: "text",
		default: "none",
		pattern: TAGS,
		form: "tags of bench.yml, separated by commas",
		description: "Only a board that has all these tags in bench.yml."
	},
	{
		name: "bench",
		group: "Board",
		type: "path",
		default: "auto",
		words: ["auto"],
		description: "The bench.yml that describes the boards of this host; auto: that in the configuration folder of the user."
	},
	{
		name: "timeout",
		group: "Board",
		type: "integer",
		default: 600,
		min: 0,
		max: 86400,
		unit: "s",
		description: "How long to wait for a board that others use."
	},
	{
		name: "transport",
		group: "Board",
		type: "choice",
		default: "auto",
		choices: [
			"auto",
			"USB",
			"UART"
		],
		description: "How to talk to the board; auto: USB where the platform has it, else UART."
	},
	{
		name: "tty",
		group: "Board",
		type: "path",
		default: "auto",
		words: ["auto"],
		description: "Serial device; auto: found by the serial number of the board."
	},
	{
		name: "baud",
		group: "Board",
		type: "text",
		default: "auto",
		pattern: /^[1-9]\d{2,7}$/,
		form: "a number of baud",
		description: "Baud rate of a UART; auto: the platform's."
	},
	{
		name: "cpu_mode",
		group: "Board",
		type: "choice",
		default: "auto",
		choices: [
			"auto",
			"LP",
			"HP"
		],
		description: "Clock of the board while power is measured: LP (low power), HP (high performance), or auto: both, where the board has both."
	}
];

// src/config/options/results.ts
/** What is measured beside, what is left behind, and what it is made with. */
const RESULT_OPTIONS = [
	{
		name: "joulescope",
		group: "Power",
		type: "boolean",
		default: false,
		description: "Measure the energy of an inference with the Joulescope of the board: --power-monitor joulescope."
	},
	{
		name: "power_monitor",
		group: "Power",
		type: "choice",
		default: "none",
		choices: [
			"none",
			"auto",
			"modelled",
			"joulescope",
			"ppk2"
		],
		description: "What measures energy: joulescope or ppk2 is the one that bench.yml names for the board; modelled, on emulated boards only, makes it from the assumptions in the platform file and says so wherever it is shown; auto is whichever of these the board has."
	},
	{
		name: "onboard_perf",
		group: "Power",
		type: "boolean",
		default: false,
		description: "Measure an inference with the board's own counter, no link running."
	},
	{
		name: "runs_power",
		group: "Power",
		type: "integer",
		default: 200,
		min: 1,
		max: 1e7,
		description: "Inferences of a power measurement, split over three windows; more where the monitor needs longer ones."
	},
	{
		name: "out",
		group: "Results",
		type: "path",
		default: "auto",
		words: ["auto"],
		description: "Folder of the results; auto: the name of the model inside --destination-rootdir."
	},
	{
		name: "destination_rootdir",
		group: "Results",
		type: "path",
		default: "auto",
		words: ["auto"],
		description: "Folder in which every model has its own folder of results; auto: hilbench-out."
	},
	{
		name: "save_outputs",
		group: "Results",
		type: "boolean",
		default: false,
		description: "Keep every output tensor of device and host as .npy."
	},
	{
		name: "json",
		group: "Results",
		type: "boolean",
		default: false,
		description: "Print the result as JSON on stdout and nothing else there."
	},
	{
		name: "verbosity",
		group: "Results",
		type: "integer",
		default: 1,
		min: 0,
		max: 4,
		description: "How much to tell: 0 errors only, 1 the run and every layer, 2 and above what is behind it."
	},
	{
		name: "resultlog_file",
		group: "Results",
		type: "path",
		default: "none",
		words: ["none"],
		description: "CSV file to which every run adds a line, in the columns of ns_autodeploy."
	},
	{
		name: "run_log_id",
		group: "Results",
		type: "text",
		default: "none",
		pattern: NAME,
		form: NAME_FORM,
		description: "Name of this run in --resultlog-file."
	},
	{
		name: "profile_results_path",
		group: "Results",
		type: "path",
		default: "none",
		words: ["none"],
		description: "A folder in which the profile of every run is kept beside that of others."
	},
	{
		name: "toolchain",
		group: "Tools and versions",
		type: "choice",
		default: "gcc",
		choices: ["gcc", "arm"],
		description: "Compiler: gcc (arm-none-eabi-gcc) or arm (armclang, for boards of silicon)."
	},
	{
		name: "engine",
		group: "Tools and versions",
		type: "choice",
		default: "auto",
		choices: [
			"auto",
			"aot",
			"tflm"
		],
		description: "What executes the model: aot (compiled ahead of time by hilbench), tflm (TFLM or heliaRT of a neuralSPOT checkout); auto: aot on emulated boards, tflm on others where there is a checkout."
	},
	{
		name: "neuralspot_rootdir",
		group: "Tools and versions",
		type: "path",
		default: "auto",
		words: ["auto"],
		description: "Checkout of neuralSPOT; auto: the folder hilbench is called in, or the nearest above it, that is one."
	},
	{
		name: "ambiqsuite_version",
		group: "Tools and versions",
		type: "text",
		default: "auto",
		pattern: NAME,
		form: NAME_FORM,
		description: "AmbiqSuite version of the example; auto: the platform's."
	},
	{
		name: "tensorflow_version",
		group: "Tools and versions",
		type: "text",
		default: "auto",
		pattern: NAME,
		form: NAME_FORM,
		description: "Version of the TFLM library, a folder of extern/tensorflow in the checkout; auto: the newest ns_tflm that is compiled for the core."
	}
];

// src/config/options/stages.ts
/** What is done with the model, and within which limits. */
const STAGE_OPTIONS = [
	{
		name: "create_binary",
		group: "Stages",
		type: "boolean",
		default: true,
		description: "Tune the memory of the model and validate it against the host."
	},
	{
		name: "create_profile",
		group: "Stages",
		type: "boolean",
		default: true,
		description: "Profile the model layer by layer."
	},
	{
		name: "profile_warmup",
		group: "Stages",
		type: "integer",
		default: 1,
		min: 0,
		max: 1e4,
		description: "Inferences before those that are profiled."
	},
	{
		name: "full_pmu_capture",
		group: "Stages",
		type: "boolean",
		default: false,
		description: "Capture every event of the Cortex-M55 PMU for every layer, in as many passes as it takes."
	},
	{
		name: "pmu_config_file",
		group: "Stages",
		type: "path",
		default: "default",
		words: [
			"default",
			"basic",
			"caches",
			"memories",
			"mve",
			"stalls"
		],
		description: "PMU events to count for every layer, on boards with a Cortex-M55: a YAML file as ns_autodeploy has it, or one of the choices default, basic, caches, memories, mve and stalls."
	},
	{
		name: "create_aot_profile",
		group: "Stages",
		type: "boolean",
		default: false,
		description: "Add a pass with an engine that compiles ahead of time: its outputs, profile, energy and sizes beside those of the main one."
	},
	{
		name: "aot_engine",
		group: "Stages",
		type: "choice",
		default: "auto",
		choices: [
			"auto",
			"helia",
			"aot"
		],
		description: "The engine of that pass: helia (HeliaAOT of Ambiq, a tool of its own) or aot (of hilbench); auto: aot on emulated boards, helia on others."
	},
	{
		name: "helios_aot_config",
		group: "Stages",
		type: "path",
		default: "auto",
		words: ["auto"],
		description: "YAML file with the configuration of HeliaAOT; model, module names and memory planner are set by hilbench."
	},
	{
		name: "create_library",
		group: "Stages",
		type: "boolean",
		default: false,
		description: "Make a static library of the model: one archive, one header, an example that was built and run."
	},
	{
		name: "create_ambiqsuite_example",
		group: "Stages",
		type: "boolean",
		default: false,
		description: "Make an AmbiqSuite example of the model, on Ambiq platforms; no board is needed with --no-create-binary and --no-create-profile."
	},
	{
		name: "nocompile_mode",
		group: "Stages",
		type: "boolean",
		default: false,
		description: "Compile and flash nothing: use what is on the board, which must be of silicon. Its image must have been built on this machine."
	},
	{
		name: "model_location",
		group: "Memory",
		type: "choice",
		default: "auto",
		choices: [
			"auto",
			"TCM",
			"SRAM",
			"MRAM",
			"PSRAM",
			"NVM"
		],
		description: "Where the model is; auto: the first of TCM, MRAM, SRAM, PSRAM that holds it."
	},
	{
		name: "arena_location",
		group: "Memory",
		type: "choice",
		default: "auto",
		choices: [
			"auto",
			"TCM",
			"SRAM",
			"PSRAM"
		],
		description: "Where the arena is; auto: the first of TCM, SRAM, PSRAM that holds it."
	},
	{
		name: "tflm_location",
		group: "Memory",
		type: "choice",
		default: "auto",
		choices: [
			"auto",
			"MRAM",
			"ITCM"
		],
		description: "Where the TFLM library is; ITCM on the Cortex-M55 only. An emulated board has one place for it."
	},
	{
		name: "max_arena_size",
		group: "Memory",
		type: "integer",
		default: 0,
		min: 0,
		max: 4194304,
		unit: "KB",
		description: "The most the arena may take; 0: as much as there is."
	},
	{
		name: "arena_size_scratch_buffer_padding",
		group: "Memory",
		type: "integer",
		default: 0,
		min: 0,
		max: 4194304,
		unit: "KB",
		description: "Added to the arena for scratch buffers that the engine does not count."
	},
	{
		name: "resource_variable_count",
		group: "Memory",
		type: "integer",
		default: 0,
		min: 0,
		max: 1024,
		description: "The most resource variables the model needs (recurrent models)."
	},
	{
		name: "max_lsb",
		group: "Verdict",
		type: "number",
		default: 96,
		min: 0,
		max: 4294967295,
		unit: "quantization steps",
		description: "The most any output element may differ from the host. LiteRT rounds differently in every layer, and a softmax at the end makes much of it: tighten it for your model."
	},
	{
		name: "mean_lsb",
		group: "Verdict",
		type: "number",
		default: 6,
		min: 0,
		max: 4294967295,
		unit: "quantization steps",
		description: "The most output elements may differ from the host on average."
	},
	{
		name: "min_cosine",
		group: "Verdict",
		type: "number",
		default: .8,
		min: -1,
		max: 1,
		description: "The least cosine similarity of outputs of device and host."
	},
	{
		name: "min_argmax_agreement",
		group: "Verdict",
		type: "number",
		default: .5,
		min: 0,
		max: 1,
		description: "The least share of runs in which device and host name the same winner."
	}
];

// src/config/options.ts
/**
* Every option of a run: the one source for parsing, `--help`, environment variables, configuration
* files and docs/reference.md. Names and defaults are those of ns_autodeploy where it has the option.
*/
const OPTIONS = [
	...INPUT_OPTIONS,
	...STAGE_OPTIONS,
	...RESULT_OPTIONS
];
const OF_ONE_RUN = /* @__PURE__ */ new Set([
	"tflite_filename",
	"model_name",
	"platform",
	"configfile",
	"json",
	"out",
	"destination_rootdir"
]);
/** Those that many runs may have in common: without which model runs on what, where results go, and how they are told. */
const COMMON_OPTIONS = OPTIONS.filter(({ name }) => !OF_ONE_RUN.has(name));
/** `--max-arena-size`; the negated form for `create_binary` is made where it is shown. */
function flagOf(name) {
	return `--${name.replaceAll("_", "-")}`;
}
/** `HILBENCH_MAX_ARENA_SIZE`. */
function variableOf(name) {
	return `HILBENCH_${name.toUpperCase()}`;
}

// src/config/value.ts
const MAX_TEXT = 4096;
const printable = string().max(MAX_TEXT).refine((text) => plainText(text, MAX_TEXT) === text, "holds control characters");
/** The schema of an option's value, as a YAML file gives it. Choices are matched whatever their case. */
function schemaOf(option) {
	switch (option.type) {
		case "boolean": return boolean();
		case "integer": return int().min(option.min).max(option.max);
		case "number": return number().min(option.min).max(option.max);
		case "choice": return printable.transform((text) => option.choices.find((each) => each.toLowerCase() === text.toLowerCase()) ?? text).refine((text) => option.choices.includes(text));
		case "text": return printable.refine((text) => text === option.default || option.pattern.test(text));
		case "path": return printable.refine((text) => text !== "" || option.words.includes(""));
	}
}
/** What an option takes, to complete "it takes …". */
function takes(option) {
	switch (option.type) {
		case "boolean": return "true or false";
		case "integer":
		case "number": return `${option.type === "integer" ? "a whole number" : "a number"}${option.unit === void 0 ? "" : ` of ${option.unit}`} from ${option.min} to ${option.max}`;
		case "choice": return `one of ${option.choices.join(", ")}`;
		case "text": return option.pattern.test(option.default) ? option.form : `"${option.default}", or ${option.form}`;
		case "path": return "a path";
	}
}
/** A flag's or variable's text as the type of value that YAML would give; the text itself where it is none. */
function fromText(option, text) {
	if (option.type === "boolean") {
		if (/^(true|1|yes|on)$/i.test(text)) return true;
		if (/^(false|0|no|off)$/i.test(text)) return false;
		return text;
	}
	return (option.type === "integer" || option.type === "number") && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}
function problemCode(option, value) {
	const wanted = option.type === "boolean" ? "boolean" : option.type === "integer" || option.type === "number" ? "number" : "string";
	if (typeof value !== wanted || option.type === "integer" && !Number.isInteger(value)) return "CONFIG_WRONG_TYPE";
	return option.type === "choice" ? "CONFIG_NOT_A_CHOICE" : option.type === "text" || option.type === "path" ? "CONFIG_BAD_TEXT" : "CONFIG_OUT_OF_RANGE";
}
/**
* Checks a value and makes paths absolute.
*
* @throws {HilbenchError} `CONFIG_WRONG_TYPE`, `CONFIG_OUT_OF_RANGE`, `CONFIG_NOT_A_CHOICE`,
*   `CONFIG_BAD_TEXT` (kind `input`)
*/
function checkValue(option, value, origin) {
	const parsed = schemaOf(option).safeParse(value);
	if (!parsed.success) {
		const shown = typeof value === "object" && value !== null ? Array.isArray(value) ? "a list" : "a map" : `"${value}"`;
		throw new HilbenchError({
			kind: "input",
			code: problemCode(option, value),
			message: `${origin.label}: ${plainText(shown, 120)} is not what it takes, which is ${takes(option)}.`,
			hint: `Set ${option.name} to ${takes(option)}; the default is ${JSON.stringify(option.default)}.`,
			cause: parsed.error
		});
	}
	if (option.type !== "path" || option.words.includes(String(parsed.data))) return parsed.data;
	return resolve(origin.base_dir, String(parsed.data));
}

export { flagOf as a, OPTIONS as i, fromText as n, variableOf as o, COMMON_OPTIONS as r, checkValue as t };