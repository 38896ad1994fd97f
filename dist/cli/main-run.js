import { t as HilbenchError } from "./main-errors.js";
import { n as readTextLimited } from "./main-files.js";
import { r as didYouMean, t as parseYaml } from "./main-yaml.js";
import { t as plainText } from "./main-text.js";
import { a as flagOf, i as OPTIONS, n as fromText, o as variableOf, t as checkValue } from "./main-value.js";
import { basename, dirname, join, resolve } from "node:path";

// src/config/file.ts
/** What a file that comes with the model does not decide: another file, and which hardware this host has. */
const NOT_IN_A_FILE = /* @__PURE__ */ new Set(["configfile", "bench"]);
/** No configuration of a run is larger than this. */
const MAX_BYTES = 262144;
function unreadable(path, what, cause) {
	return new HilbenchError({
		kind: "input",
		code: "CONFIG_FILE",
		message: `The configuration file ${plainText(path, 400)} ${what}.`,
		hint: "Set --configfile to a YAML file with options by their names.",
		...cause === void 0 ? {} : { cause }
	});
}
/**
* The options that a configuration file sets. Relative paths in it are relative to its folder.
*
* @param path - absolute
* @throws {HilbenchError} `CONFIG_FILE`, `CONFIG_YAML`, `CONFIG_UNKNOWN_OPTION`, and those of a value
*   (kind `input`), naming file, line and column
*/
async function readConfigFile(path) {
	return parseConfig(await readTextLimited(path, MAX_BYTES, (what, cause) => unreadable(path, what, cause)), path);
}
/** As `readConfigFile`, for the text of a file at `path`. */
function parseConfig(text, path) {
	const source = parseYaml(text, path, "CONFIG_YAML");
	const settings = /* @__PURE__ */ new Map();
	if (source.value === null || source.value === void 0) return settings;
	if (typeof source.value !== "object" || Array.isArray(source.value)) throw new HilbenchError({
		kind: "input",
		code: "CONFIG_YAML",
		message: `${source.locate([])}: a configuration is a map of options.`,
		hint: "Write one option a line, for example: runs: 20"
	});
	for (const [key, value] of Object.entries(source.value)) {
		const where = source.locate([key]);
		const option = optionOfKey(key, where);
		if (settings.has(option.name)) throw new HilbenchError({
			kind: "input",
			code: "CONFIG_CONFLICT",
			message: `${where}: ${option.name} is set twice, in two spellings.`,
			hint: "Remove one of the two."
		});
		const origin = {
			label: `${where}: ${option.name}`,
			base_dir: dirname(path)
		};
		settings.set(option.name, {
			value: checkValue(option, value, origin),
			origin
		});
	}
	return settings;
}
function optionOfKey(key, where) {
	const name = key.replaceAll("-", "_");
	const option = OPTIONS.find((each) => each.name === name);
	if (option !== void 0 && !NOT_IN_A_FILE.has(option.name)) return option;
	const shown = plainText(key, 64);
	const names = OPTIONS.filter((each) => !NOT_IN_A_FILE.has(each.name)).map((each) => each.name);
	throw new HilbenchError({
		kind: "input",
		code: "CONFIG_UNKNOWN_OPTION",
		message: option === void 0 ? `${where}: there is no option "${shown}".` : option.name === "bench" ? `${where}: a configuration file cannot say which bench this host has.` : `${where}: a configuration file cannot name another one.`,
		hint: `${didYouMean(name, names)}\`hilbench run --help\` lists all options.`
	});
}

// src/config/run.ts
/** The name of a model: its file's, without `.tflite`, with what is unsafe in a file name replaced. */
function modelNameOf(path) {
	const name = basename(path).replace(/\.tflite$/i, "").replace(/[^A-Za-z0-9._-]/g, "_").replace(/^[._-]+/, "").slice(0, 64);
	return name === "" ? "model" : name;
}
/** Defaults, then the configuration file, then the environment, then flags: the last one wins. */
async function collect(input) {
	const told = /* @__PURE__ */ new Map();
	for (const option of OPTIONS) {
		const flag = input.flags[option.name];
		const variable = input.env[variableOf(option.name)];
		const given = flag ?? (variable === "" ? void 0 : variable);
		if (given === void 0) continue;
		const origin = {
			label: flag === void 0 ? variableOf(option.name) : flagText(option, flag),
			base_dir: input.cwd
		};
		const value = typeof given === "string" ? fromText(option, given) : given;
		told.set(option.name, {
			value: checkValue(option, value, origin),
			origin
		});
	}
	const configfile = told.get("configfile")?.value;
	const settings = /* @__PURE__ */ new Map();
	if (typeof configfile === "string" && configfile !== "") for (const [name, setting] of await readConfigFile(configfile)) settings.set(name, setting);
	for (const [name, setting] of told) settings.set(name, setting);
	return settings;
}
function flagText(option, value) {
	return value === false ? flagOf(`no_${option.name}`) : flagOf(option.name);
}
function modelPath(input, settings) {
	const setting = settings.get("tflite_filename");
	const named = setting === void 0 || setting.value === "undefined" ? void 0 : String(setting.value);
	const argument = input.model === void 0 || input.model === "" ? void 0 : resolve(input.cwd, input.model);
	const flag = input.flags.tflite_filename !== void 0;
	if (argument !== void 0 && flag && named !== argument) throw new HilbenchError({
		kind: "input",
		code: "CONFIG_CONFLICT",
		message: `Two models are given: ${argument} as the argument, ${named} as --tflite-filename.`,
		hint: "Give one of the two."
	});
	const path = argument ?? named;
	if (path !== void 0) return path;
	throw new HilbenchError({
		kind: "input",
		code: "CONFIG_NO_MODEL",
		message: "No model is given.",
		hint: "Name a .tflite file: hilbench run MODEL"
	});
}
/** Inputs from a file: when one is named, or when random ones are switched off. */
function datasetPath(settings) {
	const random = settings.get("random_data");
	const dataset = settings.get("dataset");
	if (dataset === void 0) {
		if (random?.value !== false) return void 0;
		throw new HilbenchError({
			kind: "input",
			code: "CONFIG_NO_DATASET",
			message: `${random.origin.label}: without random inputs there must be a dataset, and none is named.`,
			hint: "Set --dataset to a .npy or raw .bin file with the inputs."
		});
	}
	if (random?.value === true) throw new HilbenchError({
		kind: "input",
		code: "CONFIG_CONFLICT",
		message: `${random.origin.label} asks for random inputs, and ${dataset.origin.label} for those of a file.`,
		hint: "Remove one of the two."
	});
	return String(dataset.value);
}
/**
* Everything a run was told, merged and checked.
*
* @throws {HilbenchError} `CONFIG_…` (kind `input`), naming the flag, the variable, or
*   file, line and column
*/
async function parseRun(input) {
	const settings = await collect(input);
	const values = /* @__PURE__ */ new Map();
	for (const option of OPTIONS) values.set(option.name, settings.get(option.name)?.value ?? option.default);
	const { model_name, out, destination_rootdir, tflite_filename, random_data, dataset, ...rest } = Object.fromEntries(values);
	const model_path = modelPath(input, settings);
	const name = model_name === "auto" ? modelNameOf(model_path) : model_name;
	const root = destination_rootdir === "auto" ? resolve(input.cwd, "hilbench-out") : destination_rootdir;
	const dataset_path = datasetPath(settings);
	return {
		...rest,
		destination_rootdir: root,
		model_path,
		model_name: name,
		out: out === "auto" ? join(root, name) : out,
		...dataset_path === void 0 ? {} : { dataset_path }
	};
}

export { parseRun as n, modelNameOf as t };