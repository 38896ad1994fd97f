import { o as __toESM, t as __commonJSMin } from "./main-rolldown-runtime.js";
import { r as COMMON_OPTIONS, t as checkValue } from "./main-value.js";
import { t as HilbenchError } from "./main-errors.js";
import { n as readTextLimited } from "./main-files.js";
import { r as didYouMean, t as parseYaml } from "./main-yaml.js";
import { a as systemErrorCode } from "./main-system.js";
import { t as plainText } from "./main-text.js";
import { _ as unknown, c as number$1, d as preprocess, f as record, g as union, m as string, n as _enum, p as strictObject, r as array } from "./main-schemas.js";
import { _ as moment, a as ticksRatio, b as precise, g as integer, h as fine, n as readResult, p as counted, r as againstMain, w as times, x as shape, y as percent$2 } from "./main-read.js";
import { t as formatShape } from "./main-layers-csv.js";
import { t as textTable } from "./main-table.js";
import { dirname, relative, resolve } from "node:path";
import { access } from "node:fs/promises";

// src/regression/catalog.ts
const METRICS = {
	ticks: {
		title: "Ticks",
		unit: "cycles or instructions",
		better: "less",
		of_model: false,
		description: "Cycles of one inference; instructions on an emulated board."
	},
	time_us: {
		title: "Time",
		unit: "µs",
		better: "less",
		of_model: false,
		description: "Time of one inference."
	},
	energy_uj: {
		title: "Energy",
		unit: "µJ",
		better: "less",
		of_model: false,
		description: "Energy of one inference."
	},
	power_mw: {
		title: "Power",
		unit: "mW",
		better: "less",
		of_model: false,
		description: "Energy over time of one inference."
	},
	arena_bytes: {
		title: "Arena",
		unit: "bytes",
		better: "less",
		of_model: false,
		description: "Bytes of the arena that the model needs."
	},
	model_bytes: {
		title: "Model size",
		unit: "bytes",
		better: "less",
		of_model: true,
		description: "Size of the model file."
	},
	rom_bytes: {
		title: "ROM",
		unit: "bytes",
		better: "less",
		of_model: false,
		description: "The image without the model: code and constants."
	},
	ram_bytes: {
		title: "RAM",
		unit: "bytes",
		better: "less",
		of_model: false,
		description: "The image without the arena: data, tables and stack."
	},
	macs: {
		title: "MACs",
		unit: "MACs",
		better: "less",
		of_model: true,
		description: "Multiply-accumulates of one inference, by static analysis."
	},
	layers: {
		title: "Layers",
		unit: "layers",
		better: "less",
		of_model: true,
		description: "Layers of the model."
	},
	violations: {
		title: "Limits exceeded",
		unit: "limits",
		better: "less",
		of_model: false,
		description: "Limits of the validation (`max_lsb` and the like) that the outputs break."
	},
	max_abs_lsb: {
		title: "Worst difference",
		unit: "quantization steps",
		better: "less",
		of_model: false,
		description: "Worst difference between board and host of any output element."
	},
	mean_abs_lsb: {
		title: "Mean difference",
		unit: "quantization steps",
		better: "less",
		of_model: false,
		description: "Mean difference between board and host."
	},
	cosine: {
		title: "Cosine similarity",
		unit: "",
		better: "more",
		of_model: false,
		description: "Least cosine similarity of outputs of board and host."
	},
	argmax_agreement: {
		title: "Same winner",
		unit: "",
		better: "more",
		of_model: false,
		description: "Share of runs (0 to 1) in which board and host name the same winner."
	},
	accuracy: {
		title: "Accuracy",
		unit: "",
		better: "more",
		of_model: false,
		description: "Share (0 to 1) of a labelled dataset that the board gets right."
	}
};
/** Metrics that a result may hold, and so those that a threshold may be about. */
const METRIC_IDS = Object.keys(METRICS);

// src/regression/rules.ts
const DEFAULT_FLOOR = .005;
function warnAbove(metric, percent) {
	return {
		metric,
		max_increase: { percent },
		severity: "warn",
		scope: {}
	};
}
/**
* What is judged where no file says otherwise. Only a broken model fails; growth is told from 5 % on, or 10 %
* where the model's structure alone moves it. Layers are shown, not judged.
*/
const DEFAULT_RULES = {
	metrics: [
		{
			metric: "violations",
			max: 0,
			severity: "fail",
			note: "the outputs are those of the model",
			scope: {}
		},
		warnAbove("ticks", 5),
		warnAbove("time_us", 5),
		warnAbove("energy_uj", 5),
		warnAbove("arena_bytes", 5),
		warnAbove("model_bytes", 10),
		warnAbove("rom_bytes", 10),
		warnAbove("ram_bytes", 10)
	],
	layers: []
};
function matches(scope, subject) {
	const named = (names, name) => names === void 0 || names.includes(name);
	return (scope.mode === void 0 || scope.mode === subject.mode) && named(scope.engine, subject.engine) && named(scope.platform, subject.platform) && named(scope.model, subject.model);
}
/** A rule as a verdict tells it: without whom it is for. */
function applied({ metric, max_increase, max_decrease, max, min, severity, note, where }) {
	return {
		metric,
		...max_increase === void 0 ? {} : { max_increase },
		...max_decrease === void 0 ? {} : { max_decrease },
		...max === void 0 ? {} : { max },
		...min === void 0 ? {} : { min },
		severity,
		...note === void 0 ? {} : { note },
		...where === void 0 ? {} : { where }
	};
}
/** An allowance in the unit of a metric whose base is `base`. */
function allowanceOf(allowance, base) {
	return "percent" in allowance ? Math.abs(base) * allowance.percent / 100 : allowance.absolute;
}

// src/regression/schema.ts
const PERCENT = /^(\d{1,6}(?:\.\d{1,6})?) ?%$/;
const ALLOWANCE = "takes a percentage such as \"2%\", or a number of at least 0 in the unit of the metric";
const allowance = union([number$1().min(0, ALLOWANCE).max(Number.MAX_SAFE_INTEGER, ALLOWANCE), string().regex(PERCENT, ALLOWANCE)], { error: ALLOWANCE }).transform((given) => typeof given === "number" ? { absolute: given } : { percent: Number(PERCENT.exec(given)?.[1]) });
const share = string({ error: "takes a percentage such as \"0.5%\"" }).regex(PERCENT, "takes a percentage such as \"0.5%\"").transform((given) => Number(PERCENT.exec(given)?.[1]) / 100).refine((given) => given <= 1, "is more than 100 %");
const name = string().min(1).max(1024);
const names = union([name, array(name).min(1).max(256)], { error: "takes a name, or a list of names" }).transform((given) => [given].flat());
const budget = number$1().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const common = {
	max: budget.optional().describe("The most it may be, whatever the base is."),
	min: budget.optional().describe("The least it may be, whatever the base is."),
	severity: _enum(["fail", "warn"]).default("fail").describe("What it means to be beyond: the check fails, or it is told as a warning."),
	note: string().min(1).max(400).optional().describe("Why, for those who read the report."),
	engine: names.optional().describe("Only for these engines."),
	platform: names.optional().describe("Only for these platforms."),
	model: names.optional().describe("Only for these models, by their names in results.")
};
const mode = _enum(["hp", "lp"]).optional().describe("Only for this clock: hp or lp.");
const increase = allowance.optional().describe("How much more than the base is fine: \"2%\", or a number in the unit of the metric.");
const decrease = allowance.optional().describe("How much less than the base is fine: \"1%\", or a number in the unit of the metric.");
const NOTHING$1 = "has no threshold: give";
const costRuleSchema = strictObject({
	max_increase: increase,
	mode,
	...common
}).refine((rule) => [
	rule.max_increase,
	rule.max,
	rule.min
].some((each) => each !== void 0), `${NOTHING$1} max_increase, max or min`);
const qualityRuleSchema = strictObject({
	max_decrease: decrease,
	mode,
	...common
}).refine((rule) => [
	rule.max_decrease,
	rule.max,
	rule.min
].some((each) => each !== void 0), `${NOTHING$1} max_decrease, max or min`);
const layerRuleSchema = strictObject({
	max_increase: increase,
	floor: share.optional().describe("Layers with a smaller share of the whole are not judged; default 0.5%."),
	...common
}).refine((rule) => [
	rule.max_increase,
	rule.max,
	rule.min
].some((each) => each !== void 0), `${NOTHING$1} max_increase, max or min`);
/** Of one metric. */
const MAX_RULES = 64;
const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** One rule, or a list of them, as a list. Chosen by what it is, so that errors are about that. */
function oneOrMore(rule) {
	return preprocess((given) => isMap(given) ? [given] : given, array(rule, { error: "takes a map, or a list of maps" }).max(MAX_RULES)).optional();
}
const thresholds = strictObject(Object.fromEntries(METRIC_IDS.map((metric) => [metric, oneOrMore(METRICS[metric].better === "less" ? costRuleSchema : qualityRuleSchema)])));
const list = array(string().min(1).max(1024), { error: "takes a list" }).max(1024);
/** `.hilbench.yml`. Options of `run` are checked by their own table. */
const gateFileSchema = strictObject({
	models: list.optional().describe("The .tflite models: paths or globs relative to the root of the repository."),
	platforms: list.optional().describe("The platforms to run them on."),
	run: record(string(), unknown(), { error: "takes a map of options" }).optional().describe("Options of `hilbench run` by their names: stages, memory, validation limits."),
	thresholds: thresholds.optional().describe("What the totals of a model may be. Metrics that are not named keep their default."),
	layers: oneOrMore(layerRuleSchema).describe("What single layers may cost, in ticks.")
});

// src/regression/config.ts
const GATE_FILE = ".hilbench.yml";
const MAX_BYTES = 262144;
/** The configuration where there is no file. */
const DEFAULT_CONFIG = {
	models: [],
	platforms: [],
	run: /* @__PURE__ */ new Map(),
	rules: DEFAULT_RULES
};
function bad(code, message, hint, rest = {}) {
	return new HilbenchError({
		kind: "input",
		code,
		message: plainText(message, 600),
		hint,
		...rest
	});
}
/** The path of an issue as it is in the file: there, one rule may stand without its list. */
function pathInFile(value, path) {
	const found = [];
	let at = value;
	for (const key of path) {
		if (typeof key === "number" && !Array.isArray(at)) continue;
		found.push(key);
		at = typeof at === "object" && at !== null ? at[key] : void 0;
	}
	return found;
}
/** Names that may stand where an unknown one was found. */
function namesAt(path) {
	if (path.length === 0) return Object.keys(gateFileSchema.shape);
	if (path.length === 1 && path[0] === "thresholds") return METRIC_IDS;
	return [
		"max_increase",
		"max_decrease",
		"max",
		"min",
		"mode",
		"engine",
		"platform",
		"model",
		"severity",
		"note",
		"floor"
	];
}
function describeIssue(source, issue) {
	const unknown = issue.code === "unrecognized_keys" ? issue.keys[0] : void 0;
	const path = pathInFile(source.value, unknown === void 0 ? issue.path : [...issue.path, unknown]);
	const where = `${source.locate(path)}: ${path.map(String).join(".") || "the file"}`;
	if (unknown === void 0) return `${where}: ${issue.message}`;
	const near = didYouMean(unknown, namesAt(issue.path)).trim();
	if (/^max_(in|de)crease$/.test(unknown) && issue.path[0] === "thresholds") return `${where}: of this metric ${unknown === "max_increase" ? "more is better: give max_decrease" : "less is better: give max_increase"}`;
	return `${where}: there is no such key. ${near}`.trim();
}
function invalid(source, error) {
	const [first, ...others] = error.issues.toSorted((a, b) => Number(b.code === "unrecognized_keys") - Number(a.code === "unrecognized_keys")).map((issue) => describeIssue(source, issue));
	return bad("GATE_INVALID", first ?? `${source.file} is not a configuration`, "Mend the file at that place; docs/gate.md describes every key.", {
		...others.length === 0 ? {} : { detail: others.slice(0, 20).join("\n") },
		cause: error
	});
}
function ruleOf(metric, entry, where) {
	const { max_increase, max_decrease, max, min, severity, note, mode, engine, platform, model } = entry;
	return {
		metric,
		...max_increase === void 0 ? {} : { max_increase },
		...max_decrease === void 0 ? {} : { max_decrease },
		...max === void 0 ? {} : { max },
		...min === void 0 ? {} : { min },
		severity,
		...note === void 0 ? {} : { note },
		where,
		scope: {
			...mode === void 0 ? {} : { mode },
			...engine === void 0 ? {} : { engine },
			...platform === void 0 ? {} : { platform },
			...model === void 0 ? {} : { model }
		}
	};
}
function rulesOf(file, source) {
	const place = (path) => source.locate(pathInFile(source.value, path));
	return {
		metrics: METRIC_IDS.flatMap((metric) => {
			const entries = file.thresholds?.[metric];
			if (entries === void 0) return DEFAULT_RULES.metrics.filter((rule) => rule.metric === metric);
			return entries.map((entry, index) => ruleOf(metric, entry, place([
				"thresholds",
				metric,
				index
			])));
		}),
		layers: (file.layers ?? []).map((entry, index) => ({
			...ruleOf("ticks", entry, place(["layers", index])),
			floor: entry.floor ?? .005
		}))
	};
}
function runOptions(file, source, path) {
	const settings = /* @__PURE__ */ new Map();
	for (const [key, value] of Object.entries(file.run ?? {})) {
		const where = source.locate(["run", key]);
		const name = key.replaceAll("-", "_");
		const option = COMMON_OPTIONS.find((each) => each.name === name);
		if (option === void 0) {
			const near = didYouMean(name, COMMON_OPTIONS.map((each) => each.name));
			throw bad("GATE_UNKNOWN_OPTION", `${where}: run takes no option "${plainText(key, 64)}".`, `${near}docs/reference.md lists the options of a run; model, platform and output folder are said elsewhere.`);
		}
		if (settings.has(name)) throw bad("GATE_INVALID", `${where}: ${name} is set twice, in two spellings.`, "Remove one of the two.");
		const origin = {
			label: `${where}: ${name}`,
			base_dir: dirname(path)
		};
		settings.set(name, {
			value: checkValue(option, value, origin),
			origin
		});
	}
	return settings;
}
/**
* Checks the text of a `.hilbench.yml`.
*
* @param path absolute path of the file
* @param shown how messages name it
* @throws {HilbenchError} `GATE_YAML`, `GATE_INVALID`, `GATE_UNKNOWN_OPTION` and those of an option's value
*   (kind `input`), naming file, line and column
*/
function parseGate(text, path, shown = path) {
	const source = parseYaml(text, shown, "GATE_YAML");
	if (source.value === null || source.value === void 0) return DEFAULT_CONFIG;
	const parsed = gateFileSchema.safeParse(source.value);
	if (!parsed.success) throw invalid(source, parsed.error);
	return {
		models: parsed.data.models ?? [],
		platforms: parsed.data.platforms ?? [],
		run: runOptions(parsed.data, source, path),
		rules: rulesOf(parsed.data, source)
	};
}
/**
* Reads a `.hilbench.yml`.
*
* @param path absolute
* @param cwd what messages name the file relative to, where it is inside
* @throws {HilbenchError} `GATE_NOT_FOUND`, `GATE_FILE` and those of parseGate (kind `input`)
*/
async function readGate(path, cwd) {
	const inside = relative(cwd, path);
	const shown = inside === "" || inside.startsWith("..") ? path : inside;
	return parseGate(await readTextLimited(path, MAX_BYTES, (what, cause) => unreadable(shown, what, cause)), path, shown);
}
function unreadable(shown, what, cause) {
	const missing = systemErrorCode(cause) === "ENOENT";
	return bad(missing ? "GATE_NOT_FOUND" : "GATE_FILE", `${plainText(shown, 400)} ${missing ? "does not exist" : what}.`, `Give a YAML file with models and thresholds, such as ${GATE_FILE}; docs/gate.md has one.`, cause === void 0 ? {} : { cause });
}

// node_modules/jstat/dist/jstat.js
var require_jstat = /* @__PURE__ */ __commonJSMin(((exports, module, this$1) => {
	(function(window, factory) {
		if (typeof exports === "object") module.exports = factory();
		else if (typeof define === "function" && define.amd) define(factory);
		else window.jStat = factory();
	})(this$1, function() {
		var jStat = function(Math, undefined) {
			var concat = Array.prototype.concat;
			var slice = Array.prototype.slice;
			var toString = Object.prototype.toString;
			function calcRdx(n, m) {
				var val = n > m ? n : m;
				return Math.pow(10, 17 - ~~(Math.log(val > 0 ? val : -val) * Math.LOG10E));
			}
			var isArray = Array.isArray || function isArray(arg) {
				return toString.call(arg) === "[object Array]";
			};
			function isFunction(arg) {
				return toString.call(arg) === "[object Function]";
			}
			function isNumber(num) {
				return typeof num === "number" ? num - num === 0 : false;
			}
			function toVector(arr) {
				return concat.apply([], arr);
			}
			function jStat() {
				return new jStat._init(arguments);
			}
			jStat.fn = jStat.prototype;
			jStat._init = function _init(args) {
				if (isArray(args[0])) {
					if (isArray(args[0][0])) {
						if (isFunction(args[1])) args[0] = jStat.map(args[0], args[1]);
						for (var i = 0; i < args[0].length; i++) this[i] = args[0][i];
						this.length = args[0].length;
					} else {
						this[0] = isFunction(args[1]) ? jStat.map(args[0], args[1]) : args[0];
						this.length = 1;
					}
				} else if (isNumber(args[0])) {
					this[0] = jStat.seq.apply(null, args);
					this.length = 1;
				} else if (args[0] instanceof jStat) return jStat(args[0].toArray());
				else {
					this[0] = [];
					this.length = 1;
				}
				return this;
			};
			jStat._init.prototype = jStat.prototype;
			jStat._init.constructor = jStat;
			jStat.utils = {
				calcRdx,
				isArray,
				isFunction,
				isNumber,
				toVector
			};
			jStat._random_fn = Math.random;
			jStat.setRandom = function setRandom(fn) {
				if (typeof fn !== "function") throw new TypeError("fn is not a function");
				jStat._random_fn = fn;
			};
			jStat.extend = function extend(obj) {
				var i, j;
				if (arguments.length === 1) {
					for (j in obj) jStat[j] = obj[j];
					return this;
				}
				for (i = 1; i < arguments.length; i++) for (j in arguments[i]) obj[j] = arguments[i][j];
				return obj;
			};
			jStat.rows = function rows(arr) {
				return arr.length || 1;
			};
			jStat.cols = function cols(arr) {
				return arr[0].length || 1;
			};
			jStat.dimensions = function dimensions(arr) {
				return {
					rows: jStat.rows(arr),
					cols: jStat.cols(arr)
				};
			};
			jStat.row = function row(arr, index) {
				if (isArray(index)) return index.map(function(i) {
					return jStat.row(arr, i);
				});
				return arr[index];
			};
			jStat.rowa = function rowa(arr, i) {
				return jStat.row(arr, i);
			};
			jStat.col = function col(arr, index) {
				if (isArray(index)) {
					var submat = jStat.arange(arr.length).map(function() {
						return new Array(index.length);
					});
					index.forEach(function(ind, i) {
						jStat.arange(arr.length).forEach(function(j) {
							submat[j][i] = arr[j][ind];
						});
					});
					return submat;
				}
				var column = new Array(arr.length);
				for (var i = 0; i < arr.length; i++) column[i] = [arr[i][index]];
				return column;
			};
			jStat.cola = function cola(arr, i) {
				return jStat.col(arr, i).map(function(a) {
					return a[0];
				});
			};
			jStat.diag = function diag(arr) {
				var nrow = jStat.rows(arr);
				var res = new Array(nrow);
				for (var row = 0; row < nrow; row++) res[row] = [arr[row][row]];
				return res;
			};
			jStat.antidiag = function antidiag(arr) {
				var nrow = jStat.rows(arr) - 1;
				var res = new Array(nrow);
				for (var i = 0; nrow >= 0; nrow--, i++) res[i] = [arr[i][nrow]];
				return res;
			};
			jStat.transpose = function transpose(arr) {
				var obj = [];
				var objArr, rows, cols, j, i;
				if (!isArray(arr[0])) arr = [arr];
				rows = arr.length;
				cols = arr[0].length;
				for (i = 0; i < cols; i++) {
					objArr = new Array(rows);
					for (j = 0; j < rows; j++) objArr[j] = arr[j][i];
					obj.push(objArr);
				}
				return obj.length === 1 ? obj[0] : obj;
			};
			jStat.map = function map(arr, func, toAlter) {
				var row, nrow, ncol, res, col;
				if (!isArray(arr[0])) arr = [arr];
				nrow = arr.length;
				ncol = arr[0].length;
				res = toAlter ? arr : new Array(nrow);
				for (row = 0; row < nrow; row++) {
					if (!res[row]) res[row] = new Array(ncol);
					for (col = 0; col < ncol; col++) res[row][col] = func(arr[row][col], row, col);
				}
				return res.length === 1 ? res[0] : res;
			};
			jStat.cumreduce = function cumreduce(arr, func, toAlter) {
				var row, nrow, ncol, res, col;
				if (!isArray(arr[0])) arr = [arr];
				nrow = arr.length;
				ncol = arr[0].length;
				res = toAlter ? arr : new Array(nrow);
				for (row = 0; row < nrow; row++) {
					if (!res[row]) res[row] = new Array(ncol);
					if (ncol > 0) res[row][0] = arr[row][0];
					for (col = 1; col < ncol; col++) res[row][col] = func(res[row][col - 1], arr[row][col]);
				}
				return res.length === 1 ? res[0] : res;
			};
			jStat.alter = function alter(arr, func) {
				return jStat.map(arr, func, true);
			};
			jStat.create = function create(rows, cols, func) {
				var res = new Array(rows);
				var i, j;
				if (isFunction(cols)) {
					func = cols;
					cols = rows;
				}
				for (i = 0; i < rows; i++) {
					res[i] = new Array(cols);
					for (j = 0; j < cols; j++) res[i][j] = func(i, j);
				}
				return res;
			};
			function retZero() {
				return 0;
			}
			jStat.zeros = function zeros(rows, cols) {
				if (!isNumber(cols)) cols = rows;
				return jStat.create(rows, cols, retZero);
			};
			function retOne() {
				return 1;
			}
			jStat.ones = function ones(rows, cols) {
				if (!isNumber(cols)) cols = rows;
				return jStat.create(rows, cols, retOne);
			};
			jStat.rand = function rand(rows, cols) {
				if (!isNumber(cols)) cols = rows;
				return jStat.create(rows, cols, jStat._random_fn);
			};
			function retIdent(i, j) {
				return i === j ? 1 : 0;
			}
			jStat.identity = function identity(rows, cols) {
				if (!isNumber(cols)) cols = rows;
				return jStat.create(rows, cols, retIdent);
			};
			jStat.symmetric = function symmetric(arr) {
				var size = arr.length;
				var row, col;
				if (arr.length !== arr[0].length) return false;
				for (row = 0; row < size; row++) for (col = 0; col < size; col++) if (arr[col][row] !== arr[row][col]) return false;
				return true;
			};
			jStat.clear = function clear(arr) {
				return jStat.alter(arr, retZero);
			};
			jStat.seq = function seq(min, max, length, func) {
				if (!isFunction(func)) func = false;
				var arr = [];
				var hival = calcRdx(min, max);
				var step = (max * hival - min * hival) / ((length - 1) * hival);
				var current = min;
				var cnt = 0;
				for (; current <= max && cnt < length; cnt++, current = (min * hival + step * hival * cnt) / hival) arr.push(func ? func(current, cnt) : current);
				return arr;
			};
			jStat.arange = function arange(start, end, step) {
				var rl = [];
				var i;
				step = step || 1;
				if (end === undefined) {
					end = start;
					start = 0;
				}
				if (start === end || step === 0) return [];
				if (start < end && step < 0) return [];
				if (start > end && step > 0) return [];
				if (step > 0) for (i = start; i < end; i += step) rl.push(i);
				else for (i = start; i > end; i += step) rl.push(i);
				return rl;
			};
			jStat.slice = function() {
				function _slice(list, start, end, step) {
					var i;
					var rl = [];
					var length = list.length;
					if (start === undefined && end === undefined && step === undefined) return jStat.copy(list);
					start = start || 0;
					end = end || list.length;
					start = start >= 0 ? start : length + start;
					end = end >= 0 ? end : length + end;
					step = step || 1;
					if (start === end || step === 0) return [];
					if (start < end && step < 0) return [];
					if (start > end && step > 0) return [];
					if (step > 0) for (i = start; i < end; i += step) rl.push(list[i]);
					else for (i = start; i > end; i += step) rl.push(list[i]);
					return rl;
				}
				function slice(list, rcSlice) {
					var colSlice, rowSlice;
					rcSlice = rcSlice || {};
					if (isNumber(rcSlice.row)) {
						if (isNumber(rcSlice.col)) return list[rcSlice.row][rcSlice.col];
						var row = jStat.rowa(list, rcSlice.row);
						colSlice = rcSlice.col || {};
						return _slice(row, colSlice.start, colSlice.end, colSlice.step);
					}
					if (isNumber(rcSlice.col)) {
						var col = jStat.cola(list, rcSlice.col);
						rowSlice = rcSlice.row || {};
						return _slice(col, rowSlice.start, rowSlice.end, rowSlice.step);
					}
					rowSlice = rcSlice.row || {};
					colSlice = rcSlice.col || {};
					return _slice(list, rowSlice.start, rowSlice.end, rowSlice.step).map(function(row) {
						return _slice(row, colSlice.start, colSlice.end, colSlice.step);
					});
				}
				return slice;
			}();
			jStat.sliceAssign = function sliceAssign(A, rcSlice, B) {
				var nl, ml;
				if (isNumber(rcSlice.row)) {
					if (isNumber(rcSlice.col)) return A[rcSlice.row][rcSlice.col] = B;
					rcSlice.col = rcSlice.col || {};
					rcSlice.col.start = rcSlice.col.start || 0;
					rcSlice.col.end = rcSlice.col.end || A[0].length;
					rcSlice.col.step = rcSlice.col.step || 1;
					nl = jStat.arange(rcSlice.col.start, Math.min(A.length, rcSlice.col.end), rcSlice.col.step);
					var m = rcSlice.row;
					nl.forEach(function(n, i) {
						A[m][n] = B[i];
					});
					return A;
				}
				if (isNumber(rcSlice.col)) {
					rcSlice.row = rcSlice.row || {};
					rcSlice.row.start = rcSlice.row.start || 0;
					rcSlice.row.end = rcSlice.row.end || A.length;
					rcSlice.row.step = rcSlice.row.step || 1;
					ml = jStat.arange(rcSlice.row.start, Math.min(A[0].length, rcSlice.row.end), rcSlice.row.step);
					var n = rcSlice.col;
					ml.forEach(function(m, j) {
						A[m][n] = B[j];
					});
					return A;
				}
				if (B[0].length === undefined) B = [B];
				rcSlice.row.start = rcSlice.row.start || 0;
				rcSlice.row.end = rcSlice.row.end || A.length;
				rcSlice.row.step = rcSlice.row.step || 1;
				rcSlice.col.start = rcSlice.col.start || 0;
				rcSlice.col.end = rcSlice.col.end || A[0].length;
				rcSlice.col.step = rcSlice.col.step || 1;
				ml = jStat.arange(rcSlice.row.start, Math.min(A.length, rcSlice.row.end), rcSlice.row.step);
				nl = jStat.arange(rcSlice.col.start, Math.min(A[0].length, rcSlice.col.end), rcSlice.col.step);
				ml.forEach(function(m, i) {
					nl.forEach(function(n, j) {
						A[m][n] = B[i][j];
					});
				});
				return A;
			};
			jStat.diagonal = function diagonal(diagArray) {
				var mat = jStat.zeros(diagArray.length, diagArray.length);
				diagArray.forEach(function(t, i) {
					mat[i][i] = t;
				});
				return mat;
			};
			jStat.copy = function copy(A) {
				return A.map(function(row) {
					if (isNumber(row)) return row;
					return row.map(function(t) {
						return t;
					});
				});
			};
			var jProto = jStat.prototype;
			jProto.length = 0;
			jProto.push = Array.prototype.push;
			jProto.sort = Array.prototype.sort;
			jProto.splice = Array.prototype.splice;
			jProto.slice = Array.prototype.slice;
			jProto.toArray = function toArray() {
				return this.length > 1 ? slice.call(this) : slice.call(this)[0];
			};
			jProto.map = function map(func, toAlter) {
				return jStat(jStat.map(this, func, toAlter));
			};
			jProto.cumreduce = function cumreduce(func, toAlter) {
				return jStat(jStat.cumreduce(this, func, toAlter));
			};
			jProto.alter = function alter(func) {
				jStat.alter(this, func);
				return this;
			};
			(function(funcs) {
				for (var i = 0; i < funcs.length; i++) (function(passfunc) {
					jProto[passfunc] = function(func) {
						var self = this, results;
						if (func) {
							setTimeout(function() {
								func.call(self, jProto[passfunc].call(self));
							});
							return this;
						}
						results = jStat[passfunc](this);
						return isArray(results) ? jStat(results) : results;
					};
				})(funcs[i]);
			})("transpose clear symmetric rows cols dimensions diag antidiag".split(" "));
			(function(funcs) {
				for (var i = 0; i < funcs.length; i++) (function(passfunc) {
					jProto[passfunc] = function(index, func) {
						var self = this;
						if (func) {
							setTimeout(function() {
								func.call(self, jProto[passfunc].call(self, index));
							});
							return this;
						}
						return jStat(jStat[passfunc](this, index));
					};
				})(funcs[i]);
			})("row col".split(" "));
			(function(funcs) {
				for (var i = 0; i < funcs.length; i++) (function(passfunc) {
					jProto[passfunc] = function() {
						return jStat(jStat[passfunc].apply(null, arguments));
					};
				})(funcs[i]);
			})("create zeros ones rand identity".split(" "));
			return jStat;
		}(Math);
		(function(jStat, Math) {
			var isFunction = jStat.utils.isFunction;
			function ascNum(a, b) {
				return a - b;
			}
			function clip(arg, min, max) {
				return Math.max(min, Math.min(arg, max));
			}
			jStat.sum = function sum(arr) {
				var sum = 0;
				var i = arr.length;
				while (--i >= 0) sum += arr[i];
				return sum;
			};
			jStat.sumsqrd = function sumsqrd(arr) {
				var sum = 0;
				var i = arr.length;
				while (--i >= 0) sum += arr[i] * arr[i];
				return sum;
			};
			jStat.sumsqerr = function sumsqerr(arr) {
				var mean = jStat.mean(arr);
				var sum = 0;
				var i = arr.length;
				var tmp;
				while (--i >= 0) {
					tmp = arr[i] - mean;
					sum += tmp * tmp;
				}
				return sum;
			};
			jStat.sumrow = function sumrow(arr) {
				var sum = 0;
				var i = arr.length;
				while (--i >= 0) sum += arr[i];
				return sum;
			};
			jStat.product = function product(arr) {
				var prod = 1;
				var i = arr.length;
				while (--i >= 0) prod *= arr[i];
				return prod;
			};
			jStat.min = function min(arr) {
				var low = arr[0];
				var i = 0;
				while (++i < arr.length) if (arr[i] < low) low = arr[i];
				return low;
			};
			jStat.max = function max(arr) {
				var high = arr[0];
				var i = 0;
				while (++i < arr.length) if (arr[i] > high) high = arr[i];
				return high;
			};
			jStat.unique = function unique(arr) {
				var hash = {}, _arr = [];
				for (var i = 0; i < arr.length; i++) if (!hash[arr[i]]) {
					hash[arr[i]] = true;
					_arr.push(arr[i]);
				}
				return _arr;
			};
			jStat.mean = function mean(arr) {
				return jStat.sum(arr) / arr.length;
			};
			jStat.meansqerr = function meansqerr(arr) {
				return jStat.sumsqerr(arr) / arr.length;
			};
			jStat.geomean = function geomean(arr) {
				var logs = arr.map(Math.log);
				var meanOfLogs = jStat.mean(logs);
				return Math.exp(meanOfLogs);
			};
			jStat.median = function median(arr) {
				var arrlen = arr.length;
				var _arr = arr.slice().sort(ascNum);
				return !(arrlen & 1) ? (_arr[arrlen / 2 - 1] + _arr[arrlen / 2]) / 2 : _arr[arrlen / 2 | 0];
			};
			jStat.cumsum = function cumsum(arr) {
				return jStat.cumreduce(arr, function(a, b) {
					return a + b;
				});
			};
			jStat.cumprod = function cumprod(arr) {
				return jStat.cumreduce(arr, function(a, b) {
					return a * b;
				});
			};
			jStat.diff = function diff(arr) {
				var diffs = [];
				var arrLen = arr.length;
				var i = 1;
				for (; i < arrLen; i++) diffs.push(arr[i] - arr[i - 1]);
				return diffs;
			};
			jStat.rank = function(arr) {
				var i;
				var distinctNumbers = [];
				var numberCounts = {};
				for (i = 0; i < arr.length; i++) {
					var number = arr[i];
					if (numberCounts[number]) numberCounts[number]++;
					else {
						numberCounts[number] = 1;
						distinctNumbers.push(number);
					}
				}
				var sortedDistinctNumbers = distinctNumbers.sort(ascNum);
				var numberRanks = {};
				var currentRank = 1;
				for (i = 0; i < sortedDistinctNumbers.length; i++) {
					var number = sortedDistinctNumbers[i];
					var count = numberCounts[number];
					numberRanks[number] = (currentRank + (currentRank + count - 1)) / 2;
					currentRank += count;
				}
				return arr.map(function(number) {
					return numberRanks[number];
				});
			};
			jStat.mode = function mode(arr) {
				var arrLen = arr.length;
				var _arr = arr.slice().sort(ascNum);
				var count = 1;
				var maxCount = 0;
				var numMaxCount = 0;
				var mode_arr = [];
				var i = 0;
				for (; i < arrLen; i++) if (_arr[i] === _arr[i + 1]) count++;
				else {
					if (count > maxCount) {
						mode_arr = [_arr[i]];
						maxCount = count;
						numMaxCount = 0;
					} else if (count === maxCount) {
						mode_arr.push(_arr[i]);
						numMaxCount++;
					}
					count = 1;
				}
				return numMaxCount === 0 ? mode_arr[0] : mode_arr;
			};
			jStat.range = function range(arr) {
				return jStat.max(arr) - jStat.min(arr);
			};
			jStat.variance = function variance(arr, flag) {
				return jStat.sumsqerr(arr) / (arr.length - (flag ? 1 : 0));
			};
			jStat.pooledvariance = function pooledvariance(arr) {
				return arr.reduce(function(a, samples) {
					return a + jStat.sumsqerr(samples);
				}, 0) / (arr.reduce(function(a, samples) {
					return a + samples.length;
				}, 0) - arr.length);
			};
			jStat.deviation = function(arr) {
				var mean = jStat.mean(arr);
				var arrlen = arr.length;
				var dev = new Array(arrlen);
				for (var i = 0; i < arrlen; i++) dev[i] = arr[i] - mean;
				return dev;
			};
			jStat.stdev = function stdev(arr, flag) {
				return Math.sqrt(jStat.variance(arr, flag));
			};
			jStat.pooledstdev = function pooledstdev(arr) {
				return Math.sqrt(jStat.pooledvariance(arr));
			};
			jStat.meandev = function meandev(arr) {
				var mean = jStat.mean(arr);
				var a = [];
				for (var i = arr.length - 1; i >= 0; i--) a.push(Math.abs(arr[i] - mean));
				return jStat.mean(a);
			};
			jStat.meddev = function meddev(arr) {
				var median = jStat.median(arr);
				var a = [];
				for (var i = arr.length - 1; i >= 0; i--) a.push(Math.abs(arr[i] - median));
				return jStat.median(a);
			};
			jStat.coeffvar = function coeffvar(arr) {
				return jStat.stdev(arr) / jStat.mean(arr);
			};
			jStat.quartiles = function quartiles(arr) {
				var arrlen = arr.length;
				var _arr = arr.slice().sort(ascNum);
				return [
					_arr[Math.round(arrlen / 4) - 1],
					_arr[Math.round(arrlen / 2) - 1],
					_arr[Math.round(arrlen * 3 / 4) - 1]
				];
			};
			jStat.quantiles = function quantiles(arr, quantilesArray, alphap, betap) {
				var sortedArray = arr.slice().sort(ascNum);
				var quantileVals = [quantilesArray.length];
				var n = arr.length;
				var i, p, m, aleph, k, gamma;
				if (typeof alphap === "undefined") alphap = 3 / 8;
				if (typeof betap === "undefined") betap = 3 / 8;
				for (i = 0; i < quantilesArray.length; i++) {
					p = quantilesArray[i];
					m = alphap + p * (1 - alphap - betap);
					aleph = n * p + m;
					k = Math.floor(clip(aleph, 1, n - 1));
					gamma = clip(aleph - k, 0, 1);
					quantileVals[i] = (1 - gamma) * sortedArray[k - 1] + gamma * sortedArray[k];
				}
				return quantileVals;
			};
			jStat.percentile = function percentile(arr, k, exclusive) {
				var _arr = arr.slice().sort(ascNum);
				var realIndex = k * (_arr.length + (exclusive ? 1 : -1)) + (exclusive ? 0 : 1);
				var index = parseInt(realIndex);
				var frac = realIndex - index;
				if (index + 1 < _arr.length) return _arr[index - 1] + frac * (_arr[index] - _arr[index - 1]);
				else return _arr[index - 1];
			};
			jStat.percentileOfScore = function percentileOfScore(arr, score, kind) {
				var counter = 0;
				var len = arr.length;
				var strict = false;
				var value, i;
				if (kind === "strict") strict = true;
				for (i = 0; i < len; i++) {
					value = arr[i];
					if (strict && value < score || !strict && value <= score) counter++;
				}
				return counter / len;
			};
			jStat.histogram = function histogram(arr, binCnt) {
				binCnt = binCnt || 4;
				var first = jStat.min(arr);
				var binWidth = (jStat.max(arr) - first) / binCnt;
				var len = arr.length;
				var bins = [];
				var i = 0;
				for (; i < binCnt; i++) bins[i] = 0;
				for (i = 0; i < len; i++) bins[Math.min(Math.floor((arr[i] - first) / binWidth), binCnt - 1)] += 1;
				return bins;
			};
			jStat.covariance = function covariance(arr1, arr2) {
				var u = jStat.mean(arr1);
				var v = jStat.mean(arr2);
				var arr1Len = arr1.length;
				var sq_dev = new Array(arr1Len);
				var i = 0;
				for (; i < arr1Len; i++) sq_dev[i] = (arr1[i] - u) * (arr2[i] - v);
				return jStat.sum(sq_dev) / (arr1Len - 1);
			};
			jStat.corrcoeff = function corrcoeff(arr1, arr2) {
				return jStat.covariance(arr1, arr2) / jStat.stdev(arr1, 1) / jStat.stdev(arr2, 1);
			};
			jStat.spearmancoeff = function(arr1, arr2) {
				arr1 = jStat.rank(arr1);
				arr2 = jStat.rank(arr2);
				return jStat.corrcoeff(arr1, arr2);
			};
			jStat.stanMoment = function stanMoment(arr, n) {
				var mu = jStat.mean(arr);
				var sigma = jStat.stdev(arr);
				var len = arr.length;
				var skewSum = 0;
				for (var i = 0; i < len; i++) skewSum += Math.pow((arr[i] - mu) / sigma, n);
				return skewSum / arr.length;
			};
			jStat.skewness = function skewness(arr) {
				return jStat.stanMoment(arr, 3);
			};
			jStat.kurtosis = function kurtosis(arr) {
				return jStat.stanMoment(arr, 4) - 3;
			};
			var jProto = jStat.prototype;
			(function(funcs) {
				for (var i = 0; i < funcs.length; i++) (function(passfunc) {
					jProto[passfunc] = function(fullbool, func) {
						var arr = [];
						var i = 0;
						var tmpthis = this;
						if (isFunction(fullbool)) {
							func = fullbool;
							fullbool = false;
						}
						if (func) {
							setTimeout(function() {
								func.call(tmpthis, jProto[passfunc].call(tmpthis, fullbool));
							});
							return this;
						}
						if (this.length > 1) {
							tmpthis = fullbool === true ? this : this.transpose();
							for (; i < tmpthis.length; i++) arr[i] = jStat[passfunc](tmpthis[i]);
							return arr;
						}
						return jStat[passfunc](this[0], fullbool);
					};
				})(funcs[i]);
			})("cumsum cumprod".split(" "));
			(function(funcs) {
				for (var i = 0; i < funcs.length; i++) (function(passfunc) {
					jProto[passfunc] = function(fullbool, func) {
						var arr = [];
						var i = 0;
						var tmpthis = this;
						if (isFunction(fullbool)) {
							func = fullbool;
							fullbool = false;
						}
						if (func) {
							setTimeout(function() {
								func.call(tmpthis, jProto[passfunc].call(tmpthis, fullbool));
							});
							return this;
						}
						if (this.length > 1) {
							if (passfunc !== "sumrow") tmpthis = fullbool === true ? this : this.transpose();
							for (; i < tmpthis.length; i++) arr[i] = jStat[passfunc](tmpthis[i]);
							return fullbool === true ? jStat[passfunc](jStat.utils.toVector(arr)) : arr;
						}
						return jStat[passfunc](this[0], fullbool);
					};
				})(funcs[i]);
			})("sum sumsqrd sumsqerr sumrow product min max unique mean meansqerr geomean median diff rank mode range variance deviation stdev meandev meddev coeffvar quartiles histogram skewness kurtosis".split(" "));
			(function(funcs) {
				for (var i = 0; i < funcs.length; i++) (function(passfunc) {
					jProto[passfunc] = function() {
						var arr = [];
						var i = 0;
						var tmpthis = this;
						var args = Array.prototype.slice.call(arguments);
						var callbackFunction;
						if (isFunction(args[args.length - 1])) {
							callbackFunction = args[args.length - 1];
							var argsToPass = args.slice(0, args.length - 1);
							setTimeout(function() {
								callbackFunction.call(tmpthis, jProto[passfunc].apply(tmpthis, argsToPass));
							});
							return this;
						} else {
							callbackFunction = void 0;
							var curriedFunction = function curriedFunction(vector) {
								return jStat[passfunc].apply(tmpthis, [vector].concat(args));
							};
						}
						if (this.length > 1) {
							tmpthis = tmpthis.transpose();
							for (; i < tmpthis.length; i++) arr[i] = curriedFunction(tmpthis[i]);
							return arr;
						}
						return curriedFunction(this[0]);
					};
				})(funcs[i]);
			})("quantiles percentileOfScore".split(" "));
		})(jStat, Math);
		(function(jStat, Math) {
			jStat.gammaln = function gammaln(x) {
				var j = 0;
				var cof = [
					76.18009172947146,
					-86.50532032941678,
					24.01409824083091,
					-1.231739572450155,
					.001208650973866179,
					-5395239384953e-18
				];
				var ser = 1.000000000190015;
				var xx, y, tmp = (y = xx = x) + 5.5;
				tmp -= (xx + .5) * Math.log(tmp);
				for (; j < 6; j++) ser += cof[j] / ++y;
				return Math.log(2.5066282746310007 * ser / xx) - tmp;
			};
			jStat.loggam = function loggam(x) {
				var x0, x2, xp, gl, gl0;
				var k, n;
				var a = [
					.08333333333333333,
					-.002777777777777778,
					.0007936507936507937,
					-.0005952380952380952,
					.0008417508417508418,
					-.001917526917526918,
					.00641025641025641,
					-.02955065359477124,
					.1796443723688307,
					-1.3924322169059
				];
				x0 = x;
				n = 0;
				if (x == 1 || x == 2) return 0;
				if (x <= 7) {
					n = Math.floor(7 - x);
					x0 = x + n;
				}
				x2 = 1 / (x0 * x0);
				xp = 2 * Math.PI;
				gl0 = a[9];
				for (k = 8; k >= 0; k--) {
					gl0 *= x2;
					gl0 += a[k];
				}
				gl = gl0 / x0 + .5 * Math.log(xp) + (x0 - .5) * Math.log(x0) - x0;
				if (x <= 7) for (k = 1; k <= n; k++) {
					gl -= Math.log(x0 - 1);
					x0 -= 1;
				}
				return gl;
			};
			jStat.gammafn = function gammafn(x) {
				var p = [
					-1.716185138865495,
					24.76565080557592,
					-379.80425647094563,
					629.3311553128184,
					866.9662027904133,
					-31451.272968848367,
					-36144.413418691176,
					66456.14382024054
				];
				var q = [
					-30.8402300119739,
					315.35062697960416,
					-1015.1563674902192,
					-3107.771671572311,
					22538.11842098015,
					4755.846277527881,
					-134659.9598649693,
					-115132.2596755535
				];
				var fact = false;
				var n = 0;
				var xden = 0;
				var xnum = 0;
				var y = x;
				var i, z, yi, res;
				if (x > 171.6243769536076) return Infinity;
				if (y <= 0) {
					res = y % 1 + 36e-17;
					if (res) {
						fact = (!(y & 1) ? 1 : -1) * Math.PI / Math.sin(Math.PI * res);
						y = 1 - y;
					} else return Infinity;
				}
				yi = y;
				if (y < 1) z = y++;
				else z = (y -= n = (y | 0) - 1) - 1;
				for (i = 0; i < 8; ++i) {
					xnum = (xnum + p[i]) * z;
					xden = xden * z + q[i];
				}
				res = xnum / xden + 1;
				if (yi < y) res /= yi;
				else if (yi > y) for (i = 0; i < n; ++i) {
					res *= y;
					y++;
				}
				if (fact) res = fact / res;
				return res;
			};
			jStat.gammap = function gammap(a, x) {
				return jStat.lowRegGamma(a, x) * jStat.gammafn(a);
			};
			jStat.lowRegGamma = function lowRegGamma(a, x) {
				var aln = jStat.gammaln(a);
				var ap = a;
				var sum = 1 / a;
				var del = sum;
				var b = x + 1 - a;
				var c = 1 / 1e-30;
				var d = 1 / b;
				var h = d;
				var i = 1;
				var ITMAX = -~(Math.log(a >= 1 ? a : 1 / a) * 8.5 + a * .4 + 17);
				var an;
				if (x < 0 || a <= 0) return NaN;
				else if (x < a + 1) {
					for (; i <= ITMAX; i++) sum += del *= x / ++ap;
					return sum * Math.exp(-x + a * Math.log(x) - aln);
				}
				for (; i <= ITMAX; i++) {
					an = -i * (i - a);
					b += 2;
					d = an * d + b;
					c = b + an / c;
					d = 1 / d;
					h *= d * c;
				}
				return 1 - h * Math.exp(-x + a * Math.log(x) - aln);
			};
			jStat.factorialln = function factorialln(n) {
				return n < 0 ? NaN : jStat.gammaln(n + 1);
			};
			jStat.factorial = function factorial(n) {
				return n < 0 ? NaN : jStat.gammafn(n + 1);
			};
			jStat.combination = function combination(n, m) {
				return n > 170 || m > 170 ? Math.exp(jStat.combinationln(n, m)) : jStat.factorial(n) / jStat.factorial(m) / jStat.factorial(n - m);
			};
			jStat.combinationln = function combinationln(n, m) {
				return jStat.factorialln(n) - jStat.factorialln(m) - jStat.factorialln(n - m);
			};
			jStat.permutation = function permutation(n, m) {
				return jStat.factorial(n) / jStat.factorial(n - m);
			};
			jStat.betafn = function betafn(x, y) {
				if (x <= 0 || y <= 0) return void 0;
				return x + y > 170 ? Math.exp(jStat.betaln(x, y)) : jStat.gammafn(x) * jStat.gammafn(y) / jStat.gammafn(x + y);
			};
			jStat.betaln = function betaln(x, y) {
				return jStat.gammaln(x) + jStat.gammaln(y) - jStat.gammaln(x + y);
			};
			jStat.betacf = function betacf(x, a, b) {
				var fpmin = 1e-30;
				var m = 1;
				var qab = a + b;
				var qap = a + 1;
				var qam = a - 1;
				var c = 1;
				var d = 1 - qab * x / qap;
				var m2, aa, del, h;
				if (Math.abs(d) < fpmin) d = fpmin;
				d = 1 / d;
				h = d;
				for (; m <= 100; m++) {
					m2 = 2 * m;
					aa = m * (b - m) * x / ((qam + m2) * (a + m2));
					d = 1 + aa * d;
					if (Math.abs(d) < fpmin) d = fpmin;
					c = 1 + aa / c;
					if (Math.abs(c) < fpmin) c = fpmin;
					d = 1 / d;
					h *= d * c;
					aa = -(a + m) * (qab + m) * x / ((a + m2) * (qap + m2));
					d = 1 + aa * d;
					if (Math.abs(d) < fpmin) d = fpmin;
					c = 1 + aa / c;
					if (Math.abs(c) < fpmin) c = fpmin;
					d = 1 / d;
					del = d * c;
					h *= del;
					if (Math.abs(del - 1) < 3e-7) break;
				}
				return h;
			};
			jStat.gammapinv = function gammapinv(p, a) {
				var j = 0;
				var a1 = a - 1;
				var EPS = 1e-8;
				var gln = jStat.gammaln(a);
				var x, err, t, u, pp, lna1, afac;
				if (p >= 1) return Math.max(100, a + 100 * Math.sqrt(a));
				if (p <= 0) return 0;
				if (a > 1) {
					lna1 = Math.log(a1);
					afac = Math.exp(a1 * (lna1 - 1) - gln);
					pp = p < .5 ? p : 1 - p;
					t = Math.sqrt(-2 * Math.log(pp));
					x = (2.30753 + t * .27061) / (1 + t * (.99229 + t * .04481)) - t;
					if (p < .5) x = -x;
					x = Math.max(.001, a * Math.pow(1 - 1 / (9 * a) - x / (3 * Math.sqrt(a)), 3));
				} else {
					t = 1 - a * (.253 + a * .12);
					if (p < t) x = Math.pow(p / t, 1 / a);
					else x = 1 - Math.log(1 - (p - t) / (1 - t));
				}
				for (; j < 12; j++) {
					if (x <= 0) return 0;
					err = jStat.lowRegGamma(a, x) - p;
					if (a > 1) t = afac * Math.exp(-(x - a1) + a1 * (Math.log(x) - lna1));
					else t = Math.exp(-x + a1 * Math.log(x) - gln);
					u = err / t;
					x -= t = u / (1 - .5 * Math.min(1, u * ((a - 1) / x - 1)));
					if (x <= 0) x = .5 * (x + t);
					if (Math.abs(t) < EPS * x) break;
				}
				return x;
			};
			jStat.erf = function erf(x) {
				var cof = [
					-1.3026537197817094,
					.6419697923564902,
					.019476473204185836,
					-.00956151478680863,
					-.000946595344482036,
					.000366839497852761,
					42523324806907e-18,
					-20278578112534e-18,
					-1624290004647e-18,
					130365583558e-17,
					1.5626441722e-8,
					-8.5238095915e-8,
					6.529054439e-9,
					5.059343495e-9,
					-991364156e-18,
					-227365122e-18,
					96467911e-18,
					2394038e-18,
					-6886027e-18,
					894487e-18,
					313092e-18,
					-112708e-18,
					381e-18,
					7106e-18,
					-1523e-18,
					-94e-18,
					121e-18,
					-28e-18
				];
				var j = cof.length - 1;
				var isneg = false;
				var d = 0;
				var dd = 0;
				var t, ty, tmp, res;
				if (x < 0) {
					x = -x;
					isneg = true;
				}
				t = 2 / (2 + x);
				ty = 4 * t - 2;
				for (; j > 0; j--) {
					tmp = d;
					d = ty * d - dd + cof[j];
					dd = tmp;
				}
				res = t * Math.exp(-x * x + .5 * (cof[0] + ty * d) - dd);
				return isneg ? res - 1 : 1 - res;
			};
			jStat.erfc = function erfc(x) {
				return 1 - jStat.erf(x);
			};
			jStat.erfcinv = function erfcinv(p) {
				var j = 0;
				var x, err, t, pp;
				if (p >= 2) return -100;
				if (p <= 0) return 100;
				pp = p < 1 ? p : 2 - p;
				t = Math.sqrt(-2 * Math.log(pp / 2));
				x = -.70711 * ((2.30753 + t * .27061) / (1 + t * (.99229 + t * .04481)) - t);
				for (; j < 2; j++) {
					err = jStat.erfc(x) - pp;
					x += err / (1.1283791670955126 * Math.exp(-x * x) - x * err);
				}
				return p < 1 ? x : -x;
			};
			jStat.ibetainv = function ibetainv(p, a, b) {
				var EPS = 1e-8;
				var a1 = a - 1;
				var b1 = b - 1;
				var j = 0;
				var lna, lnb, pp, t, u, err, x, al, h, w, afac;
				if (p <= 0) return 0;
				if (p >= 1) return 1;
				if (a >= 1 && b >= 1) {
					pp = p < .5 ? p : 1 - p;
					t = Math.sqrt(-2 * Math.log(pp));
					x = (2.30753 + t * .27061) / (1 + t * (.99229 + t * .04481)) - t;
					if (p < .5) x = -x;
					al = (x * x - 3) / 6;
					h = 2 / (1 / (2 * a - 1) + 1 / (2 * b - 1));
					w = x * Math.sqrt(al + h) / h - (1 / (2 * b - 1) - 1 / (2 * a - 1)) * (al + 5 / 6 - 2 / (3 * h));
					x = a / (a + b * Math.exp(2 * w));
				} else {
					lna = Math.log(a / (a + b));
					lnb = Math.log(b / (a + b));
					t = Math.exp(a * lna) / a;
					u = Math.exp(b * lnb) / b;
					w = t + u;
					if (p < t / w) x = Math.pow(a * w * p, 1 / a);
					else x = 1 - Math.pow(b * w * (1 - p), 1 / b);
				}
				afac = -jStat.gammaln(a) - jStat.gammaln(b) + jStat.gammaln(a + b);
				for (; j < 10; j++) {
					if (x === 0 || x === 1) return x;
					err = jStat.ibeta(x, a, b) - p;
					t = Math.exp(a1 * Math.log(x) + b1 * Math.log(1 - x) + afac);
					u = err / t;
					x -= t = u / (1 - .5 * Math.min(1, u * (a1 / x - b1 / (1 - x))));
					if (x <= 0) x = .5 * (x + t);
					if (x >= 1) x = .5 * (x + t + 1);
					if (Math.abs(t) < EPS * x && j > 0) break;
				}
				return x;
			};
			jStat.ibeta = function ibeta(x, a, b) {
				var bt = x === 0 || x === 1 ? 0 : Math.exp(jStat.gammaln(a + b) - jStat.gammaln(a) - jStat.gammaln(b) + a * Math.log(x) + b * Math.log(1 - x));
				if (x < 0 || x > 1) return false;
				if (x < (a + 1) / (a + b + 2)) return bt * jStat.betacf(x, a, b) / a;
				return 1 - bt * jStat.betacf(1 - x, b, a) / b;
			};
			jStat.randn = function randn(n, m) {
				var u, v, x, y, q;
				if (!m) m = n;
				if (n) return jStat.create(n, m, function() {
					return jStat.randn();
				});
				do {
					u = jStat._random_fn();
					v = 1.7156 * (jStat._random_fn() - .5);
					x = u - .449871;
					y = Math.abs(v) + .386595;
					q = x * x + y * (.196 * y - .25472 * x);
				} while (q > .27597 && (q > .27846 || v * v > -4 * Math.log(u) * u * u));
				return v / u;
			};
			jStat.randg = function randg(shape, n, m) {
				var oalph = shape;
				var a1, a2, u, v, x, mat;
				if (!m) m = n;
				if (!shape) shape = 1;
				if (n) {
					mat = jStat.zeros(n, m);
					mat.alter(function() {
						return jStat.randg(shape);
					});
					return mat;
				}
				if (shape < 1) shape += 1;
				a1 = shape - 1 / 3;
				a2 = 1 / Math.sqrt(9 * a1);
				do {
					do {
						x = jStat.randn();
						v = 1 + a2 * x;
					} while (v <= 0);
					v = v * v * v;
					u = jStat._random_fn();
				} while (u > 1 - .331 * Math.pow(x, 4) && Math.log(u) > .5 * x * x + a1 * (1 - v + Math.log(v)));
				if (shape == oalph) return a1 * v;
				do
					u = jStat._random_fn();
				while (u === 0);
				return Math.pow(u, 1 / oalph) * a1 * v;
			};
			(function(funcs) {
				for (var i = 0; i < funcs.length; i++) (function(passfunc) {
					jStat.fn[passfunc] = function() {
						return jStat(jStat.map(this, function(value) {
							return jStat[passfunc](value);
						}));
					};
				})(funcs[i]);
			})("gammaln gammafn factorial factorialln".split(" "));
			(function(funcs) {
				for (var i = 0; i < funcs.length; i++) (function(passfunc) {
					jStat.fn[passfunc] = function() {
						return jStat(jStat[passfunc].apply(null, arguments));
					};
				})(funcs[i]);
			})("randn".split(" "));
		})(jStat, Math);
		(function(jStat, Math) {
			(function(list) {
				for (var i = 0; i < list.length; i++) (function(func) {
					jStat[func] = function f(a, b, c) {
						if (!(this instanceof f)) return new f(a, b, c);
						this._a = a;
						this._b = b;
						this._c = c;
						return this;
					};
					jStat.fn[func] = function(a, b, c) {
						var newthis = jStat[func](a, b, c);
						newthis.data = this;
						return newthis;
					};
					jStat[func].prototype.sample = function(arr) {
						var a = this._a;
						var b = this._b;
						var c = this._c;
						if (arr) return jStat.alter(arr, function() {
							return jStat[func].sample(a, b, c);
						});
						else return jStat[func].sample(a, b, c);
					};
					(function(vals) {
						for (var i = 0; i < vals.length; i++) (function(fnfunc) {
							jStat[func].prototype[fnfunc] = function(x) {
								var a = this._a;
								var b = this._b;
								var c = this._c;
								if (!x && x !== 0) x = this.data;
								if (typeof x !== "number") return jStat.fn.map.call(x, function(x) {
									return jStat[func][fnfunc](x, a, b, c);
								});
								return jStat[func][fnfunc](x, a, b, c);
							};
						})(vals[i]);
					})("pdf cdf inv".split(" "));
					(function(vals) {
						for (var i = 0; i < vals.length; i++) (function(fnfunc) {
							jStat[func].prototype[fnfunc] = function() {
								return jStat[func][fnfunc](this._a, this._b, this._c);
							};
						})(vals[i]);
					})("mean median mode variance".split(" "));
				})(list[i]);
			})("beta centralF cauchy chisquare exponential gamma invgamma kumaraswamy laplace lognormal noncentralt normal pareto studentt weibull uniform binomial negbin hypgeom poisson triangular tukey arcsine".split(" "));
			jStat.extend(jStat.beta, {
				pdf: function pdf(x, alpha, beta) {
					if (x > 1 || x < 0) return 0;
					if (alpha == 1 && beta == 1) return 1;
					if (alpha < 512 && beta < 512) return Math.pow(x, alpha - 1) * Math.pow(1 - x, beta - 1) / jStat.betafn(alpha, beta);
					else return Math.exp((alpha - 1) * Math.log(x) + (beta - 1) * Math.log(1 - x) - jStat.betaln(alpha, beta));
				},
				cdf: function cdf(x, alpha, beta) {
					return x > 1 || x < 0 ? (x > 1) * 1 : jStat.ibeta(x, alpha, beta);
				},
				inv: function inv(x, alpha, beta) {
					return jStat.ibetainv(x, alpha, beta);
				},
				mean: function mean(alpha, beta) {
					return alpha / (alpha + beta);
				},
				median: function median(alpha, beta) {
					return jStat.ibetainv(.5, alpha, beta);
				},
				mode: function mode(alpha, beta) {
					return (alpha - 1) / (alpha + beta - 2);
				},
				sample: function sample(alpha, beta) {
					var u = jStat.randg(alpha);
					return u / (u + jStat.randg(beta));
				},
				variance: function variance(alpha, beta) {
					return alpha * beta / (Math.pow(alpha + beta, 2) * (alpha + beta + 1));
				}
			});
			jStat.extend(jStat.centralF, {
				pdf: function pdf(x, df1, df2) {
					var p, q, f;
					if (x < 0) return 0;
					if (df1 <= 2) {
						if (x === 0 && df1 < 2) return Infinity;
						if (x === 0 && df1 === 2) return 1;
						return 1 / jStat.betafn(df1 / 2, df2 / 2) * Math.pow(df1 / df2, df1 / 2) * Math.pow(x, df1 / 2 - 1) * Math.pow(1 + df1 / df2 * x, -(df1 + df2) / 2);
					}
					p = df1 * x / (df2 + x * df1);
					q = df2 / (df2 + x * df1);
					f = df1 * q / 2;
					return f * jStat.binomial.pdf((df1 - 2) / 2, (df1 + df2 - 2) / 2, p);
				},
				cdf: function cdf(x, df1, df2) {
					if (x < 0) return 0;
					return jStat.ibeta(df1 * x / (df1 * x + df2), df1 / 2, df2 / 2);
				},
				inv: function inv(x, df1, df2) {
					return df2 / (df1 * (1 / jStat.ibetainv(x, df1 / 2, df2 / 2) - 1));
				},
				mean: function mean(df1, df2) {
					return df2 > 2 ? df2 / (df2 - 2) : void 0;
				},
				mode: function mode(df1, df2) {
					return df1 > 2 ? df2 * (df1 - 2) / (df1 * (df2 + 2)) : void 0;
				},
				sample: function sample(df1, df2) {
					var x1 = jStat.randg(df1 / 2) * 2;
					var x2 = jStat.randg(df2 / 2) * 2;
					return x1 / df1 / (x2 / df2);
				},
				variance: function variance(df1, df2) {
					if (df2 <= 4) return void 0;
					return 2 * df2 * df2 * (df1 + df2 - 2) / (df1 * (df2 - 2) * (df2 - 2) * (df2 - 4));
				}
			});
			jStat.extend(jStat.cauchy, {
				pdf: function pdf(x, local, scale) {
					if (scale < 0) return 0;
					return scale / (Math.pow(x - local, 2) + Math.pow(scale, 2)) / Math.PI;
				},
				cdf: function cdf(x, local, scale) {
					return Math.atan((x - local) / scale) / Math.PI + .5;
				},
				inv: function(p, local, scale) {
					return local + scale * Math.tan(Math.PI * (p - .5));
				},
				median: function median(local) {
					return local;
				},
				mode: function mode(local) {
					return local;
				},
				sample: function sample(local, scale) {
					return jStat.randn() * Math.sqrt(1 / (2 * jStat.randg(.5))) * scale + local;
				}
			});
			jStat.extend(jStat.chisquare, {
				pdf: function pdf(x, dof) {
					if (x < 0) return 0;
					return x === 0 && dof === 2 ? .5 : Math.exp((dof / 2 - 1) * Math.log(x) - x / 2 - dof / 2 * Math.log(2) - jStat.gammaln(dof / 2));
				},
				cdf: function cdf(x, dof) {
					if (x < 0) return 0;
					return jStat.lowRegGamma(dof / 2, x / 2);
				},
				inv: function(p, dof) {
					return 2 * jStat.gammapinv(p, .5 * dof);
				},
				mean: function(dof) {
					return dof;
				},
				median: function median(dof) {
					return dof * Math.pow(1 - 2 / (9 * dof), 3);
				},
				mode: function mode(dof) {
					return dof - 2 > 0 ? dof - 2 : 0;
				},
				sample: function sample(dof) {
					return jStat.randg(dof / 2) * 2;
				},
				variance: function variance(dof) {
					return 2 * dof;
				}
			});
			jStat.extend(jStat.exponential, {
				pdf: function pdf(x, rate) {
					return x < 0 ? 0 : rate * Math.exp(-rate * x);
				},
				cdf: function cdf(x, rate) {
					return x < 0 ? 0 : 1 - Math.exp(-rate * x);
				},
				inv: function(p, rate) {
					return -Math.log(1 - p) / rate;
				},
				mean: function(rate) {
					return 1 / rate;
				},
				median: function(rate) {
					return 1 / rate * Math.log(2);
				},
				mode: function mode() {
					return 0;
				},
				sample: function sample(rate) {
					return -1 / rate * Math.log(jStat._random_fn());
				},
				variance: function(rate) {
					return Math.pow(rate, -2);
				}
			});
			jStat.extend(jStat.gamma, {
				pdf: function pdf(x, shape, scale) {
					if (x < 0) return 0;
					return x === 0 && shape === 1 ? 1 / scale : Math.exp((shape - 1) * Math.log(x) - x / scale - jStat.gammaln(shape) - shape * Math.log(scale));
				},
				cdf: function cdf(x, shape, scale) {
					if (x < 0) return 0;
					return jStat.lowRegGamma(shape, x / scale);
				},
				inv: function(p, shape, scale) {
					return jStat.gammapinv(p, shape) * scale;
				},
				mean: function(shape, scale) {
					return shape * scale;
				},
				mode: function mode(shape, scale) {
					if (shape > 1) return (shape - 1) * scale;
				},
				sample: function sample(shape, scale) {
					return jStat.randg(shape) * scale;
				},
				variance: function variance(shape, scale) {
					return shape * scale * scale;
				}
			});
			jStat.extend(jStat.invgamma, {
				pdf: function pdf(x, shape, scale) {
					if (x <= 0) return 0;
					return Math.exp(-(shape + 1) * Math.log(x) - scale / x - jStat.gammaln(shape) + shape * Math.log(scale));
				},
				cdf: function cdf(x, shape, scale) {
					if (x <= 0) return 0;
					return 1 - jStat.lowRegGamma(shape, scale / x);
				},
				inv: function(p, shape, scale) {
					return scale / jStat.gammapinv(1 - p, shape);
				},
				mean: function(shape, scale) {
					return shape > 1 ? scale / (shape - 1) : void 0;
				},
				mode: function mode(shape, scale) {
					return scale / (shape + 1);
				},
				sample: function sample(shape, scale) {
					return scale / jStat.randg(shape);
				},
				variance: function variance(shape, scale) {
					if (shape <= 2) return void 0;
					return scale * scale / ((shape - 1) * (shape - 1) * (shape - 2));
				}
			});
			jStat.extend(jStat.kumaraswamy, {
				pdf: function pdf(x, alpha, beta) {
					if (x === 0 && alpha === 1) return beta;
					else if (x === 1 && beta === 1) return alpha;
					return Math.exp(Math.log(alpha) + Math.log(beta) + (alpha - 1) * Math.log(x) + (beta - 1) * Math.log(1 - Math.pow(x, alpha)));
				},
				cdf: function cdf(x, alpha, beta) {
					if (x < 0) return 0;
					else if (x > 1) return 1;
					return 1 - Math.pow(1 - Math.pow(x, alpha), beta);
				},
				inv: function inv(p, alpha, beta) {
					return Math.pow(1 - Math.pow(1 - p, 1 / beta), 1 / alpha);
				},
				mean: function(alpha, beta) {
					return beta * jStat.gammafn(1 + 1 / alpha) * jStat.gammafn(beta) / jStat.gammafn(1 + 1 / alpha + beta);
				},
				median: function median(alpha, beta) {
					return Math.pow(1 - Math.pow(2, -1 / beta), 1 / alpha);
				},
				mode: function mode(alpha, beta) {
					if (!(alpha >= 1 && beta >= 1 && alpha !== 1 && beta !== 1)) return void 0;
					return Math.pow((alpha - 1) / (alpha * beta - 1), 1 / alpha);
				},
				variance: function variance() {
					throw new Error("variance not yet implemented");
				}
			});
			jStat.extend(jStat.lognormal, {
				pdf: function pdf(x, mu, sigma) {
					if (x <= 0) return 0;
					return Math.exp(-Math.log(x) - .5 * Math.log(2 * Math.PI) - Math.log(sigma) - Math.pow(Math.log(x) - mu, 2) / (2 * sigma * sigma));
				},
				cdf: function cdf(x, mu, sigma) {
					if (x < 0) return 0;
					return .5 + .5 * jStat.erf((Math.log(x) - mu) / Math.sqrt(2 * sigma * sigma));
				},
				inv: function(p, mu, sigma) {
					return Math.exp(-1.4142135623730951 * sigma * jStat.erfcinv(2 * p) + mu);
				},
				mean: function mean(mu, sigma) {
					return Math.exp(mu + sigma * sigma / 2);
				},
				median: function median(mu) {
					return Math.exp(mu);
				},
				mode: function mode(mu, sigma) {
					return Math.exp(mu - sigma * sigma);
				},
				sample: function sample(mu, sigma) {
					return Math.exp(jStat.randn() * sigma + mu);
				},
				variance: function variance(mu, sigma) {
					return (Math.exp(sigma * sigma) - 1) * Math.exp(2 * mu + sigma * sigma);
				}
			});
			jStat.extend(jStat.noncentralt, {
				pdf: function pdf(x, dof, ncp) {
					var tol = 1e-14;
					if (Math.abs(ncp) < tol) return jStat.studentt.pdf(x, dof);
					if (Math.abs(x) < tol) return Math.exp(jStat.gammaln((dof + 1) / 2) - ncp * ncp / 2 - .5 * Math.log(Math.PI * dof) - jStat.gammaln(dof / 2));
					return dof / x * (jStat.noncentralt.cdf(x * Math.sqrt(1 + 2 / dof), dof + 2, ncp) - jStat.noncentralt.cdf(x, dof, ncp));
				},
				cdf: function cdf(x, dof, ncp) {
					var tol = 1e-14;
					var min_iterations = 200;
					if (Math.abs(ncp) < tol) return jStat.studentt.cdf(x, dof);
					var flip = false;
					if (x < 0) {
						flip = true;
						ncp = -ncp;
					}
					var prob = jStat.normal.cdf(-ncp, 0, 1);
					var value = tol + 1;
					var lastvalue = value;
					var y = x * x / (x * x + dof);
					var j = 0;
					var p = Math.exp(-ncp * ncp / 2);
					var q = Math.exp(-ncp * ncp / 2 - .5 * Math.log(2) - jStat.gammaln(3 / 2)) * ncp;
					while (j < min_iterations || lastvalue > tol || value > tol) {
						lastvalue = value;
						if (j > 0) {
							p *= ncp * ncp / (2 * j);
							q *= ncp * ncp / (2 * (j + 1 / 2));
						}
						value = p * jStat.beta.cdf(y, j + .5, dof / 2) + q * jStat.beta.cdf(y, j + 1, dof / 2);
						prob += .5 * value;
						j++;
					}
					return flip ? 1 - prob : prob;
				}
			});
			jStat.extend(jStat.normal, {
				pdf: function pdf(x, mean, std) {
					return Math.exp(-.5 * Math.log(2 * Math.PI) - Math.log(std) - Math.pow(x - mean, 2) / (2 * std * std));
				},
				cdf: function cdf(x, mean, std) {
					return .5 * (1 + jStat.erf((x - mean) / Math.sqrt(2 * std * std)));
				},
				inv: function(p, mean, std) {
					return -1.4142135623730951 * std * jStat.erfcinv(2 * p) + mean;
				},
				mean: function(mean) {
					return mean;
				},
				median: function median(mean) {
					return mean;
				},
				mode: function(mean) {
					return mean;
				},
				sample: function sample(mean, std) {
					return jStat.randn() * std + mean;
				},
				variance: function(mean, std) {
					return std * std;
				}
			});
			jStat.extend(jStat.pareto, {
				pdf: function pdf(x, scale, shape) {
					if (x < scale) return 0;
					return shape * Math.pow(scale, shape) / Math.pow(x, shape + 1);
				},
				cdf: function cdf(x, scale, shape) {
					if (x < scale) return 0;
					return 1 - Math.pow(scale / x, shape);
				},
				inv: function inv(p, scale, shape) {
					return scale / Math.pow(1 - p, 1 / shape);
				},
				mean: function mean(scale, shape) {
					if (shape <= 1) return void 0;
					return shape * Math.pow(scale, shape) / (shape - 1);
				},
				median: function median(scale, shape) {
					return scale * (shape * Math.SQRT2);
				},
				mode: function mode(scale) {
					return scale;
				},
				variance: function(scale, shape) {
					if (shape <= 2) return void 0;
					return scale * scale * shape / (Math.pow(shape - 1, 2) * (shape - 2));
				}
			});
			jStat.extend(jStat.studentt, {
				pdf: function pdf(x, dof) {
					dof = dof > 1e100 ? 1e100 : dof;
					return 1 / (Math.sqrt(dof) * jStat.betafn(.5, dof / 2)) * Math.pow(1 + x * x / dof, -((dof + 1) / 2));
				},
				cdf: function cdf(x, dof) {
					var dof2 = dof / 2;
					return jStat.ibeta((x + Math.sqrt(x * x + dof)) / (2 * Math.sqrt(x * x + dof)), dof2, dof2);
				},
				inv: function(p, dof) {
					var x = jStat.ibetainv(2 * Math.min(p, 1 - p), .5 * dof, .5);
					x = Math.sqrt(dof * (1 - x) / x);
					return p > .5 ? x : -x;
				},
				mean: function mean(dof) {
					return dof > 1 ? 0 : void 0;
				},
				median: function median() {
					return 0;
				},
				mode: function mode() {
					return 0;
				},
				sample: function sample(dof) {
					return jStat.randn() * Math.sqrt(dof / (2 * jStat.randg(dof / 2)));
				},
				variance: function variance(dof) {
					return dof > 2 ? dof / (dof - 2) : dof > 1 ? Infinity : void 0;
				}
			});
			jStat.extend(jStat.weibull, {
				pdf: function pdf(x, scale, shape) {
					if (x < 0 || scale < 0 || shape < 0) return 0;
					return shape / scale * Math.pow(x / scale, shape - 1) * Math.exp(-Math.pow(x / scale, shape));
				},
				cdf: function cdf(x, scale, shape) {
					return x < 0 ? 0 : 1 - Math.exp(-Math.pow(x / scale, shape));
				},
				inv: function(p, scale, shape) {
					return scale * Math.pow(-Math.log(1 - p), 1 / shape);
				},
				mean: function(scale, shape) {
					return scale * jStat.gammafn(1 + 1 / shape);
				},
				median: function median(scale, shape) {
					return scale * Math.pow(Math.log(2), 1 / shape);
				},
				mode: function mode(scale, shape) {
					if (shape <= 1) return 0;
					return scale * Math.pow((shape - 1) / shape, 1 / shape);
				},
				sample: function sample(scale, shape) {
					return scale * Math.pow(-Math.log(jStat._random_fn()), 1 / shape);
				},
				variance: function variance(scale, shape) {
					return scale * scale * jStat.gammafn(1 + 2 / shape) - Math.pow(jStat.weibull.mean(scale, shape), 2);
				}
			});
			jStat.extend(jStat.uniform, {
				pdf: function pdf(x, a, b) {
					return x < a || x > b ? 0 : 1 / (b - a);
				},
				cdf: function cdf(x, a, b) {
					if (x < a) return 0;
					else if (x < b) return (x - a) / (b - a);
					return 1;
				},
				inv: function(p, a, b) {
					return a + p * (b - a);
				},
				mean: function mean(a, b) {
					return .5 * (a + b);
				},
				median: function median(a, b) {
					return jStat.mean(a, b);
				},
				mode: function mode() {
					throw new Error("mode is not yet implemented");
				},
				sample: function sample(a, b) {
					return a / 2 + b / 2 + (b / 2 - a / 2) * (2 * jStat._random_fn() - 1);
				},
				variance: function variance(a, b) {
					return Math.pow(b - a, 2) / 12;
				}
			});
			function betinc(x, a, b, eps) {
				var a0 = 0;
				var b0 = 1;
				var a1 = 1;
				var b1 = 1;
				var m9 = 0;
				var a2 = 0;
				var c9;
				while (Math.abs((a1 - a2) / a1) > eps) {
					a2 = a1;
					c9 = -(a + m9) * (a + b + m9) * x / (a + 2 * m9) / (a + 2 * m9 + 1);
					a0 = a1 + c9 * a0;
					b0 = b1 + c9 * b0;
					m9 = m9 + 1;
					c9 = m9 * (b - m9) * x / (a + 2 * m9 - 1) / (a + 2 * m9);
					a1 = a0 + c9 * a1;
					b1 = b0 + c9 * b1;
					a0 = a0 / b1;
					b0 = b0 / b1;
					a1 = a1 / b1;
					b1 = 1;
				}
				return a1 / a;
			}
			jStat.extend(jStat.binomial, {
				pdf: function pdf(k, n, p) {
					return p === 0 || p === 1 ? n * p === k ? 1 : 0 : jStat.combination(n, k) * Math.pow(p, k) * Math.pow(1 - p, n - k);
				},
				cdf: function cdf(x, n, p) {
					var betacdf;
					var eps = 1e-10;
					if (x < 0) return 0;
					if (x >= n) return 1;
					if (p < 0 || p > 1 || n <= 0) return NaN;
					x = Math.floor(x);
					var z = p;
					var a = x + 1;
					var b = n - x;
					var s = a + b;
					var bt = Math.exp(jStat.gammaln(s) - jStat.gammaln(b) - jStat.gammaln(a) + a * Math.log(z) + b * Math.log(1 - z));
					if (z < (a + 1) / (s + 2)) betacdf = bt * betinc(z, a, b, eps);
					else betacdf = 1 - bt * betinc(1 - z, b, a, eps);
					return Math.round((1 - betacdf) * (1 / eps)) / (1 / eps);
				}
			});
			jStat.extend(jStat.negbin, {
				pdf: function pdf(k, r, p) {
					if (k !== k >>> 0) return false;
					if (k < 0) return 0;
					return jStat.combination(k + r - 1, r - 1) * Math.pow(1 - p, k) * Math.pow(p, r);
				},
				cdf: function cdf(x, r, p) {
					var sum = 0, k = 0;
					if (x < 0) return 0;
					for (; k <= x; k++) sum += jStat.negbin.pdf(k, r, p);
					return sum;
				}
			});
			jStat.extend(jStat.hypgeom, {
				pdf: function pdf(k, N, m, n) {
					if (k !== k | 0) return false;
					else if (k < 0 || k < m - (N - n)) return 0;
					else if (k > n || k > m) return 0;
					else if (m * 2 > N) {
						if (n * 2 > N) return jStat.hypgeom.pdf(N - m - n + k, N, N - m, N - n);
						else return jStat.hypgeom.pdf(n - k, N, N - m, n);
					} else if (n * 2 > N) return jStat.hypgeom.pdf(m - k, N, m, N - n);
					else if (m < n) return jStat.hypgeom.pdf(k, N, n, m);
					else {
						var scaledPDF = 1;
						var samplesDone = 0;
						for (var i = 0; i < k; i++) {
							while (scaledPDF > 1 && samplesDone < n) {
								scaledPDF *= 1 - m / (N - samplesDone);
								samplesDone++;
							}
							scaledPDF *= (n - i) * (m - i) / ((i + 1) * (N - m - n + i + 1));
						}
						for (; samplesDone < n; samplesDone++) scaledPDF *= 1 - m / (N - samplesDone);
						return Math.min(1, Math.max(0, scaledPDF));
					}
				},
				cdf: function cdf(x, N, m, n) {
					if (x < 0 || x < m - (N - n)) return 0;
					else if (x >= n || x >= m) return 1;
					else if (m * 2 > N) {
						if (n * 2 > N) return jStat.hypgeom.cdf(N - m - n + x, N, N - m, N - n);
						else return 1 - jStat.hypgeom.cdf(n - x - 1, N, N - m, n);
					} else if (n * 2 > N) return 1 - jStat.hypgeom.cdf(m - x - 1, N, m, N - n);
					else if (m < n) return jStat.hypgeom.cdf(x, N, n, m);
					else {
						var scaledCDF = 1;
						var scaledPDF = 1;
						var samplesDone = 0;
						for (var i = 0; i < x; i++) {
							while (scaledCDF > 1 && samplesDone < n) {
								var factor = 1 - m / (N - samplesDone);
								scaledPDF *= factor;
								scaledCDF *= factor;
								samplesDone++;
							}
							scaledPDF *= (n - i) * (m - i) / ((i + 1) * (N - m - n + i + 1));
							scaledCDF += scaledPDF;
						}
						for (; samplesDone < n; samplesDone++) scaledCDF *= 1 - m / (N - samplesDone);
						return Math.min(1, Math.max(0, scaledCDF));
					}
				}
			});
			jStat.extend(jStat.poisson, {
				pdf: function pdf(k, l) {
					if (l < 0 || k % 1 !== 0 || k < 0) return 0;
					return Math.pow(l, k) * Math.exp(-l) / jStat.factorial(k);
				},
				cdf: function cdf(x, l) {
					var sumarr = [], k = 0;
					if (x < 0) return 0;
					for (; k <= x; k++) sumarr.push(jStat.poisson.pdf(k, l));
					return jStat.sum(sumarr);
				},
				mean: function(l) {
					return l;
				},
				variance: function(l) {
					return l;
				},
				sampleSmall: function sampleSmall(l) {
					var p = 1, k = 0, L = Math.exp(-l);
					do {
						k++;
						p *= jStat._random_fn();
					} while (p > L);
					return k - 1;
				},
				sampleLarge: function sampleLarge(l) {
					var lam = l;
					var k;
					var U, V, slam = Math.sqrt(lam), loglam = Math.log(lam), a, b = .931 + 2.53 * slam, invalpha, vr, us;
					a = -.059 + .02483 * b;
					invalpha = 1.1239 + 1.1328 / (b - 3.4);
					vr = .9277 - 3.6224 / (b - 2);
					while (1) {
						U = Math.random() - .5;
						V = Math.random();
						us = .5 - Math.abs(U);
						k = Math.floor((2 * a / us + b) * U + lam + .43);
						if (us >= .07 && V <= vr) return k;
						if (k < 0 || us < .013 && V > us) continue;
						if (Math.log(V) + Math.log(invalpha) - Math.log(a / (us * us) + b) <= -lam + k * loglam - jStat.loggam(k + 1)) return k;
					}
				},
				sample: function sample(l) {
					if (l < 10) return this.sampleSmall(l);
					else return this.sampleLarge(l);
				}
			});
			jStat.extend(jStat.triangular, {
				pdf: function pdf(x, a, b, c) {
					if (b <= a || c < a || c > b) return NaN;
					else if (x < a || x > b) return 0;
					else if (x < c) return 2 * (x - a) / ((b - a) * (c - a));
					else if (x === c) return 2 / (b - a);
					else return 2 * (b - x) / ((b - a) * (b - c));
				},
				cdf: function cdf(x, a, b, c) {
					if (b <= a || c < a || c > b) return NaN;
					if (x <= a) return 0;
					else if (x >= b) return 1;
					if (x <= c) return Math.pow(x - a, 2) / ((b - a) * (c - a));
					else return 1 - Math.pow(b - x, 2) / ((b - a) * (b - c));
				},
				inv: function inv(p, a, b, c) {
					if (b <= a || c < a || c > b) return NaN;
					else if (p <= (c - a) / (b - a)) return a + (b - a) * Math.sqrt(p * ((c - a) / (b - a)));
					else return a + (b - a) * (1 - Math.sqrt((1 - p) * (1 - (c - a) / (b - a))));
				},
				mean: function mean(a, b, c) {
					return (a + b + c) / 3;
				},
				median: function median(a, b, c) {
					if (c <= (a + b) / 2) return b - Math.sqrt((b - a) * (b - c)) / Math.sqrt(2);
					else if (c > (a + b) / 2) return a + Math.sqrt((b - a) * (c - a)) / Math.sqrt(2);
				},
				mode: function mode(a, b, c) {
					return c;
				},
				sample: function sample(a, b, c) {
					var u = jStat._random_fn();
					if (u < (c - a) / (b - a)) return a + Math.sqrt(u * (b - a) * (c - a));
					return b - Math.sqrt((1 - u) * (b - a) * (b - c));
				},
				variance: function variance(a, b, c) {
					return (a * a + b * b + c * c - a * b - a * c - b * c) / 18;
				}
			});
			jStat.extend(jStat.arcsine, {
				pdf: function pdf(x, a, b) {
					if (b <= a) return NaN;
					return x <= a || x >= b ? 0 : 2 / Math.PI * Math.pow(Math.pow(b - a, 2) - Math.pow(2 * x - a - b, 2), -.5);
				},
				cdf: function cdf(x, a, b) {
					if (x < a) return 0;
					else if (x < b) return 2 / Math.PI * Math.asin(Math.sqrt((x - a) / (b - a)));
					return 1;
				},
				inv: function(p, a, b) {
					return a + (.5 - .5 * Math.cos(Math.PI * p)) * (b - a);
				},
				mean: function mean(a, b) {
					if (b <= a) return NaN;
					return (a + b) / 2;
				},
				median: function median(a, b) {
					if (b <= a) return NaN;
					return (a + b) / 2;
				},
				mode: function mode() {
					throw new Error("mode is not yet implemented");
				},
				sample: function sample(a, b) {
					return (a + b) / 2 + (b - a) / 2 * Math.sin(2 * Math.PI * jStat.uniform.sample(0, 1));
				},
				variance: function variance(a, b) {
					if (b <= a) return NaN;
					return Math.pow(b - a, 2) / 8;
				}
			});
			function laplaceSign(x) {
				return x / Math.abs(x);
			}
			jStat.extend(jStat.laplace, {
				pdf: function pdf(x, mu, b) {
					return b <= 0 ? 0 : Math.exp(-Math.abs(x - mu) / b) / (2 * b);
				},
				cdf: function cdf(x, mu, b) {
					if (b <= 0) return 0;
					if (x < mu) return .5 * Math.exp((x - mu) / b);
					else return 1 - .5 * Math.exp(-(x - mu) / b);
				},
				mean: function(mu) {
					return mu;
				},
				median: function(mu) {
					return mu;
				},
				mode: function(mu) {
					return mu;
				},
				variance: function(mu, b) {
					return 2 * b * b;
				},
				sample: function sample(mu, b) {
					var u = jStat._random_fn() - .5;
					return mu - b * laplaceSign(u) * Math.log(1 - 2 * Math.abs(u));
				}
			});
			function tukeyWprob(w, rr, cc) {
				var nleg = 12;
				var ihalf = 6;
				var C1 = -30;
				var C2 = -50;
				var C3 = 60;
				var bb = 8;
				var wlar = 3;
				var wincr1 = 2;
				var wincr2 = 3;
				var xleg = [
					.9815606342467192,
					.9041172563704749,
					.7699026741943047,
					.5873179542866175,
					.3678314989981802,
					.1252334085114689
				];
				var aleg = [
					.04717533638651183,
					.10693932599531843,
					.16007832854334622,
					.20316742672306592,
					.2334925365383548,
					.24914704581340277
				];
				var qsqz = w * .5;
				if (qsqz >= bb) return 1;
				var pr_w = 2 * jStat.normal.cdf(qsqz, 0, 1, 1, 0) - 1;
				if (pr_w >= Math.exp(C2 / cc)) pr_w = Math.pow(pr_w, cc);
				else pr_w = 0;
				var wincr;
				if (w > wlar) wincr = wincr1;
				else wincr = wincr2;
				var blb = qsqz;
				var binc = (bb - qsqz) / wincr;
				var bub = blb + binc;
				var einsum = 0;
				var cc1 = cc - 1;
				for (var wi = 1; wi <= wincr; wi++) {
					var elsum = 0;
					var a = .5 * (bub + blb);
					var b = .5 * (bub - blb);
					for (var jj = 1; jj <= nleg; jj++) {
						var j, xx;
						if (ihalf < jj) {
							j = nleg - jj + 1;
							xx = xleg[j - 1];
						} else {
							j = jj;
							xx = -xleg[j - 1];
						}
						var ac = a + b * xx;
						var qexpo = ac * ac;
						if (qexpo > C3) break;
						var pplus = 2 * jStat.normal.cdf(ac, 0, 1, 1, 0);
						var pminus = 2 * jStat.normal.cdf(ac, w, 1, 1, 0);
						var rinsum = pplus * .5 - pminus * .5;
						if (rinsum >= Math.exp(C1 / cc1)) {
							rinsum = aleg[j - 1] * Math.exp(-(.5 * qexpo)) * Math.pow(rinsum, cc1);
							elsum += rinsum;
						}
					}
					elsum *= 2 * b * cc / Math.sqrt(2 * Math.PI);
					einsum += elsum;
					blb = bub;
					bub += binc;
				}
				pr_w += einsum;
				if (pr_w <= Math.exp(C1 / rr)) return 0;
				pr_w = Math.pow(pr_w, rr);
				if (pr_w >= 1) return 1;
				return pr_w;
			}
			function tukeyQinv(p, c, v) {
				var p0 = .322232421088;
				var q0 = .099348462606;
				var p1 = -1;
				var q1 = .588581570495;
				var p2 = -.342242088547;
				var q2 = .531103462366;
				var p3 = -.204231210125;
				var q3 = .10353775285;
				var p4 = -453642210148e-16;
				var q4 = .0038560700634;
				var c1 = .8832;
				var c2 = .2368;
				var c3 = 1.214;
				var c4 = 1.208;
				var c5 = 1.4142;
				var vmax = 120;
				var ps = .5 - .5 * p;
				var yi = Math.sqrt(Math.log(1 / (ps * ps)));
				var t = yi + ((((yi * p4 + p3) * yi + p2) * yi + p1) * yi + p0) / ((((yi * q4 + q3) * yi + q2) * yi + q1) * yi + q0);
				if (v < vmax) t += (t * t * t + t) / v / 4;
				var q = c1 - c2 * t;
				if (v < vmax) q += -c3 / v + c4 * t / v;
				return t * (q * Math.log(c - 1) + c5);
			}
			jStat.extend(jStat.tukey, {
				cdf: function cdf(q, nmeans, df) {
					var rr = 1;
					var cc = nmeans;
					var nlegq = 16;
					var ihalfq = 8;
					var eps1 = -30;
					var eps2 = 1e-14;
					var dhaf = 100;
					var dquar = 800;
					var deigh = 5e3;
					var dlarg = 25e3;
					var ulen1 = 1;
					var ulen2 = .5;
					var ulen3 = .25;
					var ulen4 = .125;
					var xlegq = [
						.9894009349916499,
						.9445750230732326,
						.8656312023878318,
						.755404408355003,
						.6178762444026438,
						.45801677765722737,
						.2816035507792589,
						.09501250983763744
					];
					var alegq = [
						.027152459411754096,
						.062253523938647894,
						.09515851168249279,
						.12462897125553388,
						.14959598881657674,
						.16915651939500254,
						.18260341504492358,
						.1894506104550685
					];
					if (q <= 0) return 0;
					if (df < 2 || rr < 1 || cc < 2) return NaN;
					if (!Number.isFinite(q)) return 1;
					if (df > dlarg) return tukeyWprob(q, rr, cc);
					var f2 = df * .5;
					var f2lf = f2 * Math.log(df) - df * Math.log(2) - jStat.gammaln(f2);
					var f21 = f2 - 1;
					var ff4 = df * .25;
					var ulen;
					if (df <= dhaf) ulen = ulen1;
					else if (df <= dquar) ulen = ulen2;
					else if (df <= deigh) ulen = ulen3;
					else ulen = ulen4;
					f2lf += Math.log(ulen);
					var ans = 0;
					for (var i = 1; i <= 50; i++) {
						var otsum = 0;
						var twa1 = (2 * i - 1) * ulen;
						for (var jj = 1; jj <= nlegq; jj++) {
							var j, t1;
							if (ihalfq < jj) {
								j = jj - ihalfq - 1;
								t1 = f2lf + f21 * Math.log(twa1 + xlegq[j] * ulen) - (xlegq[j] * ulen + twa1) * ff4;
							} else {
								j = jj - 1;
								t1 = f2lf + f21 * Math.log(twa1 - xlegq[j] * ulen) + (xlegq[j] * ulen - twa1) * ff4;
							}
							var qsqz;
							if (t1 >= eps1) {
								if (ihalfq < jj) qsqz = q * Math.sqrt((xlegq[j] * ulen + twa1) * .5);
								else qsqz = q * Math.sqrt((-(xlegq[j] * ulen) + twa1) * .5);
								var rotsum = tukeyWprob(qsqz, rr, cc) * alegq[j] * Math.exp(t1);
								otsum += rotsum;
							}
						}
						if (i * ulen >= 1 && otsum <= eps2) break;
						ans += otsum;
					}
					if (otsum > eps2) throw new Error("tukey.cdf failed to converge");
					if (ans > 1) ans = 1;
					return ans;
				},
				inv: function(p, nmeans, df) {
					var rr = 1;
					var cc = nmeans;
					var eps = 1e-4;
					var maxiter = 50;
					if (df < 2 || rr < 1 || cc < 2) return NaN;
					if (p < 0 || p > 1) return NaN;
					if (p === 0) return 0;
					if (p === 1) return Infinity;
					var x0 = tukeyQinv(p, cc, df);
					var valx0 = jStat.tukey.cdf(x0, nmeans, df) - p;
					var x1;
					if (valx0 > 0) x1 = Math.max(0, x0 - 1);
					else x1 = x0 + 1;
					var valx1 = jStat.tukey.cdf(x1, nmeans, df) - p;
					var ans;
					for (var iter = 1; iter < maxiter; iter++) {
						ans = x1 - valx1 * (x1 - x0) / (valx1 - valx0);
						valx0 = valx1;
						x0 = x1;
						if (ans < 0) {
							ans = 0;
							valx1 = -p;
						}
						valx1 = jStat.tukey.cdf(ans, nmeans, df) - p;
						x1 = ans;
						if (Math.abs(x1 - x0) < eps) return ans;
					}
					throw new Error("tukey.inv failed to converge");
				}
			});
		})(jStat, Math);
		(function(jStat, Math) {
			var push = Array.prototype.push;
			var isArray = jStat.utils.isArray;
			function isUsable(arg) {
				return isArray(arg) || arg instanceof jStat;
			}
			jStat.extend({
				add: function add(arr, arg) {
					if (isUsable(arg)) {
						if (!isUsable(arg[0])) arg = [arg];
						return jStat.map(arr, function(value, row, col) {
							return value + arg[row][col];
						});
					}
					return jStat.map(arr, function(value) {
						return value + arg;
					});
				},
				subtract: function subtract(arr, arg) {
					if (isUsable(arg)) {
						if (!isUsable(arg[0])) arg = [arg];
						return jStat.map(arr, function(value, row, col) {
							return value - arg[row][col] || 0;
						});
					}
					return jStat.map(arr, function(value) {
						return value - arg;
					});
				},
				divide: function divide(arr, arg) {
					if (isUsable(arg)) {
						if (!isUsable(arg[0])) arg = [arg];
						return jStat.multiply(arr, jStat.inv(arg));
					}
					return jStat.map(arr, function(value) {
						return value / arg;
					});
				},
				multiply: function multiply(arr, arg) {
					var row, col, nrescols, sum, nrow, ncol, res, rescols;
					if (arr.length === void 0 && arg.length === void 0) return arr * arg;
					nrow = arr.length, ncol = arr[0].length, res = jStat.zeros(nrow, nrescols = isUsable(arg) ? arg[0].length : ncol), rescols = 0;
					if (isUsable(arg)) {
						for (; rescols < nrescols; rescols++) for (row = 0; row < nrow; row++) {
							sum = 0;
							for (col = 0; col < ncol; col++) sum += arr[row][col] * arg[col][rescols];
							res[row][rescols] = sum;
						}
						return nrow === 1 && rescols === 1 ? res[0][0] : res;
					}
					return jStat.map(arr, function(value) {
						return value * arg;
					});
				},
				outer: function outer(A, B) {
					return jStat.multiply(A.map(function(t) {
						return [t];
					}), [B]);
				},
				dot: function dot(arr, arg) {
					if (!isUsable(arr[0])) arr = [arr];
					if (!isUsable(arg[0])) arg = [arg];
					var left = arr[0].length === 1 && arr.length !== 1 ? jStat.transpose(arr) : arr, right = arg[0].length === 1 && arg.length !== 1 ? jStat.transpose(arg) : arg, res = [], row = 0, nrow = left.length, ncol = left[0].length, sum, col;
					for (; row < nrow; row++) {
						res[row] = [];
						sum = 0;
						for (col = 0; col < ncol; col++) sum += left[row][col] * right[row][col];
						res[row] = sum;
					}
					return res.length === 1 ? res[0] : res;
				},
				pow: function pow(arr, arg) {
					return jStat.map(arr, function(value) {
						return Math.pow(value, arg);
					});
				},
				exp: function exp(arr) {
					return jStat.map(arr, function(value) {
						return Math.exp(value);
					});
				},
				log: function exp(arr) {
					return jStat.map(arr, function(value) {
						return Math.log(value);
					});
				},
				abs: function abs(arr) {
					return jStat.map(arr, function(value) {
						return Math.abs(value);
					});
				},
				norm: function norm(arr, p) {
					var nnorm = 0, i = 0;
					if (isNaN(p)) p = 2;
					if (isUsable(arr[0])) arr = arr[0];
					for (; i < arr.length; i++) nnorm += Math.pow(Math.abs(arr[i]), p);
					return Math.pow(nnorm, 1 / p);
				},
				angle: function angle(arr, arg) {
					return Math.acos(jStat.dot(arr, arg) / (jStat.norm(arr) * jStat.norm(arg)));
				},
				aug: function aug(a, b) {
					var newarr = [];
					var i = 0;
					for (; i < a.length; i++) newarr.push(a[i].slice());
					for (i = 0; i < newarr.length; i++) push.apply(newarr[i], b[i]);
					return newarr;
				},
				inv: function inv(a) {
					var rows = a.length;
					var cols = a[0].length;
					var b = jStat.identity(rows, cols);
					var c = jStat.gauss_jordan(a, b);
					var result = [];
					var i = 0;
					var j;
					for (; i < rows; i++) {
						result[i] = [];
						for (j = cols; j < c[0].length; j++) result[i][j - cols] = c[i][j];
					}
					return result;
				},
				det: function det(a) {
					if (a.length === 2) return a[0][0] * a[1][1] - a[0][1] * a[1][0];
					var determinant = 0;
					for (var i = 0; i < a.length; i++) {
						var submatrix = [];
						for (var row = 1; row < a.length; row++) {
							submatrix[row - 1] = [];
							for (var col = 0; col < a.length; col++) if (col < i) submatrix[row - 1][col] = a[row][col];
							else if (col > i) submatrix[row - 1][col - 1] = a[row][col];
						}
						var sign = i % 2 ? -1 : 1;
						determinant += det(submatrix) * a[0][i] * sign;
					}
					return determinant;
				},
				gauss_elimination: function gauss_elimination(a, b) {
					var i = 0, j = 0, n = a.length, m = a[0].length, factor = 1, sum = 0, x = [], maug, pivot, temp, k;
					a = jStat.aug(a, b);
					maug = a[0].length;
					for (i = 0; i < n; i++) {
						pivot = a[i][i];
						j = i;
						for (k = i + 1; k < m; k++) if (pivot < Math.abs(a[k][i])) {
							pivot = a[k][i];
							j = k;
						}
						if (j != i) for (k = 0; k < maug; k++) {
							temp = a[i][k];
							a[i][k] = a[j][k];
							a[j][k] = temp;
						}
						for (j = i + 1; j < n; j++) {
							factor = a[j][i] / a[i][i];
							for (k = i; k < maug; k++) a[j][k] = a[j][k] - factor * a[i][k];
						}
					}
					for (i = n - 1; i >= 0; i--) {
						sum = 0;
						for (j = i + 1; j <= n - 1; j++) sum = sum + x[j] * a[i][j];
						x[i] = (a[i][maug - 1] - sum) / a[i][i];
					}
					return x;
				},
				gauss_jordan: function gauss_jordan(a, b) {
					var m = jStat.aug(a, b);
					var h = m.length;
					var w = m[0].length;
					var c = 0;
					var x, y = 0, y2;
					for (; y < h; y++) {
						var maxrow = y;
						for (y2 = y + 1; y2 < h; y2++) if (Math.abs(m[y2][y]) > Math.abs(m[maxrow][y])) maxrow = y2;
						var tmp = m[y];
						m[y] = m[maxrow];
						m[maxrow] = tmp;
						for (y2 = y + 1; y2 < h; y2++) {
							c = m[y2][y] / m[y][y];
							for (x = y; x < w; x++) m[y2][x] -= m[y][x] * c;
						}
					}
					for (y = h - 1; y >= 0; y--) {
						c = m[y][y];
						for (y2 = 0; y2 < y; y2++) for (x = w - 1; x > y - 1; x--) m[y2][x] -= m[y][x] * m[y2][y] / c;
						m[y][y] /= c;
						for (x = h; x < w; x++) m[y][x] /= c;
					}
					return m;
				},
				triaUpSolve: function triaUpSolve(A, b) {
					var size = A[0].length;
					var x = jStat.zeros(1, size)[0];
					var parts;
					var matrix_mode = false;
					if (b[0].length != void 0) {
						b = b.map(function(i) {
							return i[0];
						});
						matrix_mode = true;
					}
					jStat.arange(size - 1, -1, -1).forEach(function(i) {
						parts = jStat.arange(i + 1, size).map(function(j) {
							return x[j] * A[i][j];
						});
						x[i] = (b[i] - jStat.sum(parts)) / A[i][i];
					});
					if (matrix_mode) return x.map(function(i) {
						return [i];
					});
					return x;
				},
				triaLowSolve: function triaLowSolve(A, b) {
					var size = A[0].length;
					var x = jStat.zeros(1, size)[0];
					var parts;
					var matrix_mode = false;
					if (b[0].length != void 0) {
						b = b.map(function(i) {
							return i[0];
						});
						matrix_mode = true;
					}
					jStat.arange(size).forEach(function(i) {
						parts = jStat.arange(i).map(function(j) {
							return A[i][j] * x[j];
						});
						x[i] = (b[i] - jStat.sum(parts)) / A[i][i];
					});
					if (matrix_mode) return x.map(function(i) {
						return [i];
					});
					return x;
				},
				lu: function lu(A) {
					var size = A.length;
					var L = jStat.identity(size);
					var R = jStat.zeros(A.length, A[0].length);
					var parts;
					jStat.arange(size).forEach(function(t) {
						R[0][t] = A[0][t];
					});
					jStat.arange(1, size).forEach(function(l) {
						jStat.arange(l).forEach(function(i) {
							parts = jStat.arange(i).map(function(jj) {
								return L[l][jj] * R[jj][i];
							});
							L[l][i] = (A[l][i] - jStat.sum(parts)) / R[i][i];
						});
						jStat.arange(l, size).forEach(function(j) {
							parts = jStat.arange(l).map(function(jj) {
								return L[l][jj] * R[jj][j];
							});
							R[l][j] = A[parts.length][j] - jStat.sum(parts);
						});
					});
					return [L, R];
				},
				cholesky: function cholesky(A) {
					var size = A.length;
					var T = jStat.zeros(A.length, A[0].length);
					var parts;
					jStat.arange(size).forEach(function(i) {
						parts = jStat.arange(i).map(function(t) {
							return Math.pow(T[i][t], 2);
						});
						T[i][i] = Math.sqrt(A[i][i] - jStat.sum(parts));
						jStat.arange(i + 1, size).forEach(function(j) {
							parts = jStat.arange(i).map(function(t) {
								return T[i][t] * T[j][t];
							});
							T[j][i] = (A[i][j] - jStat.sum(parts)) / T[i][i];
						});
					});
					return T;
				},
				gauss_jacobi: function gauss_jacobi(a, b, x, r) {
					var i = 0;
					var j = 0;
					var n = a.length;
					var l = [];
					var u = [];
					var d = [];
					var xv, c, h, xk;
					for (; i < n; i++) {
						l[i] = [];
						u[i] = [];
						d[i] = [];
						for (j = 0; j < n; j++) if (i > j) {
							l[i][j] = a[i][j];
							u[i][j] = d[i][j] = 0;
						} else if (i < j) {
							u[i][j] = a[i][j];
							l[i][j] = d[i][j] = 0;
						} else {
							d[i][j] = a[i][j];
							l[i][j] = u[i][j] = 0;
						}
					}
					h = jStat.multiply(jStat.multiply(jStat.inv(d), jStat.add(l, u)), -1);
					c = jStat.multiply(jStat.inv(d), b);
					xv = x;
					xk = jStat.add(jStat.multiply(h, x), c);
					i = 2;
					while (Math.abs(jStat.norm(jStat.subtract(xk, xv))) > r) {
						xv = xk;
						xk = jStat.add(jStat.multiply(h, xv), c);
						i++;
					}
					return xk;
				},
				gauss_seidel: function gauss_seidel(a, b, x, r) {
					var i = 0;
					var n = a.length;
					var l = [];
					var u = [];
					var d = [];
					var j, xv, c, h, xk;
					for (; i < n; i++) {
						l[i] = [];
						u[i] = [];
						d[i] = [];
						for (j = 0; j < n; j++) if (i > j) {
							l[i][j] = a[i][j];
							u[i][j] = d[i][j] = 0;
						} else if (i < j) {
							u[i][j] = a[i][j];
							l[i][j] = d[i][j] = 0;
						} else {
							d[i][j] = a[i][j];
							l[i][j] = u[i][j] = 0;
						}
					}
					h = jStat.multiply(jStat.multiply(jStat.inv(jStat.add(d, l)), u), -1);
					c = jStat.multiply(jStat.inv(jStat.add(d, l)), b);
					xv = x;
					xk = jStat.add(jStat.multiply(h, x), c);
					i = 2;
					while (Math.abs(jStat.norm(jStat.subtract(xk, xv))) > r) {
						xv = xk;
						xk = jStat.add(jStat.multiply(h, xv), c);
						i = i + 1;
					}
					return xk;
				},
				SOR: function SOR(a, b, x, r, w) {
					var i = 0;
					var n = a.length;
					var l = [];
					var u = [];
					var d = [];
					var j, xv, c, h, xk;
					for (; i < n; i++) {
						l[i] = [];
						u[i] = [];
						d[i] = [];
						for (j = 0; j < n; j++) if (i > j) {
							l[i][j] = a[i][j];
							u[i][j] = d[i][j] = 0;
						} else if (i < j) {
							u[i][j] = a[i][j];
							l[i][j] = d[i][j] = 0;
						} else {
							d[i][j] = a[i][j];
							l[i][j] = u[i][j] = 0;
						}
					}
					h = jStat.multiply(jStat.inv(jStat.add(d, jStat.multiply(l, w))), jStat.subtract(jStat.multiply(d, 1 - w), jStat.multiply(u, w)));
					c = jStat.multiply(jStat.multiply(jStat.inv(jStat.add(d, jStat.multiply(l, w))), b), w);
					xv = x;
					xk = jStat.add(jStat.multiply(h, x), c);
					i = 2;
					while (Math.abs(jStat.norm(jStat.subtract(xk, xv))) > r) {
						xv = xk;
						xk = jStat.add(jStat.multiply(h, xv), c);
						i++;
					}
					return xk;
				},
				householder: function householder(a) {
					var m = a.length;
					var n = a[0].length;
					var i = 0;
					var w = [];
					var p = [];
					var alpha, r, k, j, factor;
					for (; i < m - 1; i++) {
						alpha = 0;
						for (j = i + 1; j < n; j++) alpha += a[j][i] * a[j][i];
						factor = a[i + 1][i] > 0 ? -1 : 1;
						alpha = factor * Math.sqrt(alpha);
						r = Math.sqrt((alpha * alpha - a[i + 1][i] * alpha) / 2);
						w = jStat.zeros(m, 1);
						w[i + 1][0] = (a[i + 1][i] - alpha) / (2 * r);
						for (k = i + 2; k < m; k++) w[k][0] = a[k][i] / (2 * r);
						p = jStat.subtract(jStat.identity(m, n), jStat.multiply(jStat.multiply(w, jStat.transpose(w)), 2));
						a = jStat.multiply(p, jStat.multiply(a, p));
					}
					return a;
				},
				QR: function() {
					var sum = jStat.sum;
					var range = jStat.arange;
					function qr2(x) {
						var n = x.length;
						var p = x[0].length;
						var r = jStat.zeros(p, p);
						x = jStat.copy(x);
						var i, j = 0, k;
						for (; j < p; j++) {
							r[j][j] = Math.sqrt(sum(range(n).map(function(i) {
								return x[i][j] * x[i][j];
							})));
							for (i = 0; i < n; i++) x[i][j] = x[i][j] / r[j][j];
							for (k = j + 1; k < p; k++) {
								r[j][k] = sum(range(n).map(function(i) {
									return x[i][j] * x[i][k];
								}));
								for (i = 0; i < n; i++) x[i][k] = x[i][k] - x[i][j] * r[j][k];
							}
						}
						return [x, r];
					}
					return qr2;
				}(),
				lstsq: function() {
					function R_I(A) {
						A = jStat.copy(A);
						var size = A.length;
						var I = jStat.identity(size);
						jStat.arange(size - 1, -1, -1).forEach(function(i) {
							jStat.sliceAssign(I, { row: i }, jStat.divide(jStat.slice(I, { row: i }), A[i][i]));
							jStat.sliceAssign(A, { row: i }, jStat.divide(jStat.slice(A, { row: i }), A[i][i]));
							jStat.arange(i).forEach(function(j) {
								var c = jStat.multiply(A[j][i], -1);
								var Aj = jStat.slice(A, { row: j });
								var cAi = jStat.multiply(jStat.slice(A, { row: i }), c);
								jStat.sliceAssign(A, { row: j }, jStat.add(Aj, cAi));
								var Ij = jStat.slice(I, { row: j });
								var cIi = jStat.multiply(jStat.slice(I, { row: i }), c);
								jStat.sliceAssign(I, { row: j }, jStat.add(Ij, cIi));
							});
						});
						return I;
					}
					function qr_solve(A, b) {
						var array_mode = false;
						if (b[0].length === void 0) {
							b = b.map(function(x) {
								return [x];
							});
							array_mode = true;
						}
						var QR = jStat.QR(A);
						var Q = QR[0];
						var R = QR[1];
						var attrs = A[0].length;
						var Q1 = jStat.slice(Q, { col: { end: attrs } });
						var RI = R_I(jStat.slice(R, { row: { end: attrs } }));
						var Q2 = jStat.transpose(Q1);
						if (Q2[0].length === void 0) Q2 = [Q2];
						var x = jStat.multiply(jStat.multiply(RI, Q2), b);
						if (x.length === void 0) x = [[x]];
						if (array_mode) return x.map(function(i) {
							return i[0];
						});
						return x;
					}
					return qr_solve;
				}(),
				jacobi: function jacobi(a) {
					var condition = 1;
					var n = a.length;
					var e = jStat.identity(n, n);
					var ev = [];
					var b, i, j, p, q, maxim, theta, s;
					while (condition === 1) {
						maxim = a[0][1];
						p = 0;
						q = 1;
						for (i = 0; i < n; i++) for (j = 0; j < n; j++) if (i != j) {
							if (maxim < Math.abs(a[i][j])) {
								maxim = Math.abs(a[i][j]);
								p = i;
								q = j;
							}
						}
						if (a[p][p] === a[q][q]) theta = a[p][q] > 0 ? Math.PI / 4 : -Math.PI / 4;
						else theta = Math.atan(2 * a[p][q] / (a[p][p] - a[q][q])) / 2;
						s = jStat.identity(n, n);
						s[p][p] = Math.cos(theta);
						s[p][q] = -Math.sin(theta);
						s[q][p] = Math.sin(theta);
						s[q][q] = Math.cos(theta);
						e = jStat.multiply(e, s);
						b = jStat.multiply(jStat.multiply(jStat.inv(s), a), s);
						a = b;
						condition = 0;
						for (i = 1; i < n; i++) for (j = 1; j < n; j++) if (i != j && Math.abs(a[i][j]) > .001) condition = 1;
					}
					for (i = 0; i < n; i++) ev.push(a[i][i]);
					return [e, ev];
				},
				rungekutta: function rungekutta(f, h, p, t_j, u_j, order) {
					var k1, k2, u_j1, k3, k4;
					if (order === 2) while (t_j <= p) {
						k1 = h * f(t_j, u_j);
						k2 = h * f(t_j + h, u_j + k1);
						u_j1 = u_j + (k1 + k2) / 2;
						u_j = u_j1;
						t_j = t_j + h;
					}
					if (order === 4) while (t_j <= p) {
						k1 = h * f(t_j, u_j);
						k2 = h * f(t_j + h / 2, u_j + k1 / 2);
						k3 = h * f(t_j + h / 2, u_j + k2 / 2);
						k4 = h * f(t_j + h, u_j + k3);
						u_j1 = u_j + (k1 + 2 * k2 + 2 * k3 + k4) / 6;
						u_j = u_j1;
						t_j = t_j + h;
					}
					return u_j;
				},
				romberg: function romberg(f, a, b, order) {
					var i = 0;
					var h = (b - a) / 2;
					var x = [];
					var h1 = [];
					var g = [];
					var m, a1, j, k, I;
					while (i < order / 2) {
						I = f(a);
						for (j = a, k = 0; j <= b; j = j + h, k++) x[k] = j;
						m = x.length;
						for (j = 1; j < m - 1; j++) I += (j % 2 !== 0 ? 4 : 2) * f(x[j]);
						I = h / 3 * (I + f(b));
						g[i] = I;
						h /= 2;
						i++;
					}
					a1 = g.length;
					m = 1;
					while (a1 !== 1) {
						for (j = 0; j < a1 - 1; j++) h1[j] = (Math.pow(4, m) * g[j + 1] - g[j]) / (Math.pow(4, m) - 1);
						a1 = h1.length;
						g = h1;
						h1 = [];
						m++;
					}
					return g;
				},
				richardson: function richardson(X, f, x, h) {
					function pos(X, x) {
						var i = 0;
						var n = X.length;
						var p;
						for (; i < n; i++) if (X[i] === x) p = i;
						return p;
					}
					var h_min = Math.abs(x - X[pos(X, x) + 1]);
					var i = 0;
					var g = [];
					var h1 = [];
					var y1, y2, m, a, j;
					while (h >= h_min) {
						y1 = pos(X, x + h);
						y2 = pos(X, x);
						g[i] = (f[y1] - 2 * f[y2] + f[2 * y2 - y1]) / (h * h);
						h /= 2;
						i++;
					}
					a = g.length;
					m = 1;
					while (a != 1) {
						for (j = 0; j < a - 1; j++) h1[j] = (Math.pow(4, m) * g[j + 1] - g[j]) / (Math.pow(4, m) - 1);
						a = h1.length;
						g = h1;
						h1 = [];
						m++;
					}
					return g;
				},
				simpson: function simpson(f, a, b, n) {
					var h = (b - a) / n;
					var I = f(a);
					var x = [];
					var j = a;
					var k = 0;
					var i = 1;
					var m;
					for (; j <= b; j = j + h, k++) x[k] = j;
					m = x.length;
					for (; i < m - 1; i++) I += (i % 2 !== 0 ? 4 : 2) * f(x[i]);
					return h / 3 * (I + f(b));
				},
				hermite: function hermite(X, F, dF, value) {
					var n = X.length;
					var p = 0;
					var i = 0;
					var l = [];
					var dl = [];
					var A = [];
					var B = [];
					var j;
					for (; i < n; i++) {
						l[i] = 1;
						for (j = 0; j < n; j++) if (i != j) l[i] *= (value - X[j]) / (X[i] - X[j]);
						dl[i] = 0;
						for (j = 0; j < n; j++) if (i != j) dl[i] += 1 / (X[i] - X[j]);
						A[i] = (1 - 2 * (value - X[i]) * dl[i]) * (l[i] * l[i]);
						B[i] = (value - X[i]) * (l[i] * l[i]);
						p += A[i] * F[i] + B[i] * dF[i];
					}
					return p;
				},
				lagrange: function lagrange(X, F, value) {
					var p = 0;
					var i = 0;
					var j, l;
					var n = X.length;
					for (; i < n; i++) {
						l = F[i];
						for (j = 0; j < n; j++) if (i != j) l *= (value - X[j]) / (X[i] - X[j]);
						p += l;
					}
					return p;
				},
				cubic_spline: function cubic_spline(X, F, value) {
					var n = X.length;
					var i = 0, j;
					var A = [];
					var B = [];
					var alpha = [];
					var c = [];
					var h = [];
					var b = [];
					var d = [];
					for (; i < n - 1; i++) h[i] = X[i + 1] - X[i];
					alpha[0] = 0;
					for (i = 1; i < n - 1; i++) alpha[i] = 3 / h[i] * (F[i + 1] - F[i]) - 3 / h[i - 1] * (F[i] - F[i - 1]);
					for (i = 1; i < n - 1; i++) {
						A[i] = [];
						B[i] = [];
						A[i][i - 1] = h[i - 1];
						A[i][i] = 2 * (h[i - 1] + h[i]);
						A[i][i + 1] = h[i];
						B[i][0] = alpha[i];
					}
					c = jStat.multiply(jStat.inv(A), B);
					for (j = 0; j < n - 1; j++) {
						b[j] = (F[j + 1] - F[j]) / h[j] - h[j] * (c[j + 1][0] + 2 * c[j][0]) / 3;
						d[j] = (c[j + 1][0] - c[j][0]) / (3 * h[j]);
					}
					for (j = 0; j < n; j++) if (X[j] > value) break;
					j -= 1;
					return F[j] + (value - X[j]) * b[j] + jStat.sq(value - X[j]) * c[j] + (value - X[j]) * jStat.sq(value - X[j]) * d[j];
				},
				gauss_quadrature: function gauss_quadrature() {
					throw new Error("gauss_quadrature not yet implemented");
				},
				PCA: function PCA(X) {
					var m = X.length;
					var n = X[0].length;
					var i = 0;
					var j, temp1;
					var u = [];
					var D = [];
					var result = [];
					var temp2 = [];
					var Y = [];
					var Bt = [];
					var B = [];
					var C = [];
					var V = [];
					var Vt = [];
					for (i = 0; i < m; i++) u[i] = jStat.sum(X[i]) / n;
					for (i = 0; i < n; i++) {
						B[i] = [];
						for (j = 0; j < m; j++) B[i][j] = X[j][i] - u[j];
					}
					B = jStat.transpose(B);
					for (i = 0; i < m; i++) {
						C[i] = [];
						for (j = 0; j < m; j++) C[i][j] = jStat.dot([B[i]], [B[j]]) / (n - 1);
					}
					result = jStat.jacobi(C);
					V = result[0];
					D = result[1];
					Vt = jStat.transpose(V);
					for (i = 0; i < D.length; i++) for (j = i; j < D.length; j++) if (D[i] < D[j]) {
						temp1 = D[i];
						D[i] = D[j];
						D[j] = temp1;
						temp2 = Vt[i];
						Vt[i] = Vt[j];
						Vt[j] = temp2;
					}
					Bt = jStat.transpose(B);
					for (i = 0; i < m; i++) {
						Y[i] = [];
						for (j = 0; j < Bt.length; j++) Y[i][j] = jStat.dot([Vt[i]], [Bt[j]]);
					}
					return [
						X,
						D,
						Vt,
						Y
					];
				}
			});
			(function(funcs) {
				for (var i = 0; i < funcs.length; i++) (function(passfunc) {
					jStat.fn[passfunc] = function(arg, func) {
						var tmpthis = this;
						if (func) {
							setTimeout(function() {
								func.call(tmpthis, jStat.fn[passfunc].call(tmpthis, arg));
							}, 15);
							return this;
						}
						if (typeof jStat[passfunc](this, arg) === "number") return jStat[passfunc](this, arg);
						else return jStat(jStat[passfunc](this, arg));
					};
				})(funcs[i]);
			})("add divide multiply subtract dot pow exp log abs norm angle".split(" "));
		})(jStat, Math);
		(function(jStat, Math) {
			var slice = [].slice;
			var isNumber = jStat.utils.isNumber;
			var isArray = jStat.utils.isArray;
			jStat.extend({
				zscore: function zscore() {
					var args = slice.call(arguments);
					if (isNumber(args[1])) return (args[0] - args[1]) / args[2];
					return (args[0] - jStat.mean(args[1])) / jStat.stdev(args[1], args[2]);
				},
				ztest: function ztest() {
					var args = slice.call(arguments);
					var z;
					if (isArray(args[1])) {
						z = jStat.zscore(args[0], args[1], args[3]);
						return args[2] === 1 ? jStat.normal.cdf(-Math.abs(z), 0, 1) : jStat.normal.cdf(-Math.abs(z), 0, 1) * 2;
					} else if (args.length > 2) {
						z = jStat.zscore(args[0], args[1], args[2]);
						return args[3] === 1 ? jStat.normal.cdf(-Math.abs(z), 0, 1) : jStat.normal.cdf(-Math.abs(z), 0, 1) * 2;
					} else {
						z = args[0];
						return args[1] === 1 ? jStat.normal.cdf(-Math.abs(z), 0, 1) : jStat.normal.cdf(-Math.abs(z), 0, 1) * 2;
					}
				}
			});
			jStat.extend(jStat.fn, {
				zscore: function zscore(value, flag) {
					return (value - this.mean()) / this.stdev(flag);
				},
				ztest: function ztest(value, sides, flag) {
					var zscore = Math.abs(this.zscore(value, flag));
					return sides === 1 ? jStat.normal.cdf(-zscore, 0, 1) : jStat.normal.cdf(-zscore, 0, 1) * 2;
				}
			});
			jStat.extend({
				tscore: function tscore() {
					var args = slice.call(arguments);
					return args.length === 4 ? (args[0] - args[1]) / (args[2] / Math.sqrt(args[3])) : (args[0] - jStat.mean(args[1])) / (jStat.stdev(args[1], true) / Math.sqrt(args[1].length));
				},
				ttest: function ttest() {
					var args = slice.call(arguments);
					var tscore;
					if (args.length === 5) {
						tscore = Math.abs(jStat.tscore(args[0], args[1], args[2], args[3]));
						return args[4] === 1 ? jStat.studentt.cdf(-tscore, args[3] - 1) : jStat.studentt.cdf(-tscore, args[3] - 1) * 2;
					}
					if (isNumber(args[1])) {
						tscore = Math.abs(args[0]);
						return args[2] == 1 ? jStat.studentt.cdf(-tscore, args[1] - 1) : jStat.studentt.cdf(-tscore, args[1] - 1) * 2;
					}
					tscore = Math.abs(jStat.tscore(args[0], args[1]));
					return args[2] == 1 ? jStat.studentt.cdf(-tscore, args[1].length - 1) : jStat.studentt.cdf(-tscore, args[1].length - 1) * 2;
				}
			});
			jStat.extend(jStat.fn, {
				tscore: function tscore(value) {
					return (value - this.mean()) / (this.stdev(true) / Math.sqrt(this.cols()));
				},
				ttest: function ttest(value, sides) {
					return sides === 1 ? 1 - jStat.studentt.cdf(Math.abs(this.tscore(value)), this.cols() - 1) : jStat.studentt.cdf(-Math.abs(this.tscore(value)), this.cols() - 1) * 2;
				}
			});
			jStat.extend({
				anovafscore: function anovafscore() {
					var args = slice.call(arguments), expVar, sample, sampMean, sampSampMean, tmpargs, unexpVar, i, j;
					if (args.length === 1) {
						tmpargs = new Array(args[0].length);
						for (i = 0; i < args[0].length; i++) tmpargs[i] = args[0][i];
						args = tmpargs;
					}
					sample = new Array();
					for (i = 0; i < args.length; i++) sample = sample.concat(args[i]);
					sampMean = jStat.mean(sample);
					expVar = 0;
					for (i = 0; i < args.length; i++) expVar = expVar + args[i].length * Math.pow(jStat.mean(args[i]) - sampMean, 2);
					expVar /= args.length - 1;
					unexpVar = 0;
					for (i = 0; i < args.length; i++) {
						sampSampMean = jStat.mean(args[i]);
						for (j = 0; j < args[i].length; j++) unexpVar += Math.pow(args[i][j] - sampSampMean, 2);
					}
					unexpVar /= sample.length - args.length;
					return expVar / unexpVar;
				},
				anovaftest: function anovaftest() {
					var args = slice.call(arguments), df1, df2, n, i;
					if (isNumber(args[0])) return 1 - jStat.centralF.cdf(args[0], args[1], args[2]);
					var anovafscore = jStat.anovafscore(args);
					df1 = args.length - 1;
					n = 0;
					for (i = 0; i < args.length; i++) n = n + args[i].length;
					df2 = n - df1 - 1;
					return 1 - jStat.centralF.cdf(anovafscore, df1, df2);
				},
				ftest: function ftest(fscore, df1, df2) {
					return 1 - jStat.centralF.cdf(fscore, df1, df2);
				}
			});
			jStat.extend(jStat.fn, {
				anovafscore: function anovafscore() {
					return jStat.anovafscore(this.toArray());
				},
				anovaftes: function anovaftes() {
					var n = 0;
					var i = 0;
					for (; i < this.length; i++) n = n + this[i].length;
					return jStat.ftest(this.anovafscore(), this.length - 1, n - this.length);
				}
			});
			jStat.extend({
				qscore: function qscore() {
					var args = slice.call(arguments);
					var mean1, mean2, n1, n2, sd;
					if (isNumber(args[0])) {
						mean1 = args[0];
						mean2 = args[1];
						n1 = args[2];
						n2 = args[3];
						sd = args[4];
					} else {
						mean1 = jStat.mean(args[0]);
						mean2 = jStat.mean(args[1]);
						n1 = args[0].length;
						n2 = args[1].length;
						sd = args[2];
					}
					return Math.abs(mean1 - mean2) / (sd * Math.sqrt((1 / n1 + 1 / n2) / 2));
				},
				qtest: function qtest() {
					var args = slice.call(arguments);
					var qscore;
					if (args.length === 3) {
						qscore = args[0];
						args = args.slice(1);
					} else if (args.length === 7) {
						qscore = jStat.qscore(args[0], args[1], args[2], args[3], args[4]);
						args = args.slice(5);
					} else {
						qscore = jStat.qscore(args[0], args[1], args[2]);
						args = args.slice(3);
					}
					var n = args[0];
					var k = args[1];
					return 1 - jStat.tukey.cdf(qscore, k, n - k);
				},
				tukeyhsd: function tukeyhsd(arrays) {
					var sd = jStat.pooledstdev(arrays);
					var means = arrays.map(function(arr) {
						return jStat.mean(arr);
					});
					var n = arrays.reduce(function(n, arr) {
						return n + arr.length;
					}, 0);
					var results = [];
					for (var i = 0; i < arrays.length; ++i) for (var j = i + 1; j < arrays.length; ++j) {
						var p = jStat.qtest(means[i], means[j], arrays[i].length, arrays[j].length, sd, n, arrays.length);
						results.push([[i, j], p]);
					}
					return results;
				}
			});
			jStat.extend({
				normalci: function normalci() {
					var args = slice.call(arguments), ans = new Array(2), change;
					if (args.length === 4) change = Math.abs(jStat.normal.inv(args[1] / 2, 0, 1) * args[2] / Math.sqrt(args[3]));
					else change = Math.abs(jStat.normal.inv(args[1] / 2, 0, 1) * jStat.stdev(args[2]) / Math.sqrt(args[2].length));
					ans[0] = args[0] - change;
					ans[1] = args[0] + change;
					return ans;
				},
				tci: function tci() {
					var args = slice.call(arguments), ans = new Array(2), change;
					if (args.length === 4) change = Math.abs(jStat.studentt.inv(args[1] / 2, args[3] - 1) * args[2] / Math.sqrt(args[3]));
					else change = Math.abs(jStat.studentt.inv(args[1] / 2, args[2].length - 1) * jStat.stdev(args[2], true) / Math.sqrt(args[2].length));
					ans[0] = args[0] - change;
					ans[1] = args[0] + change;
					return ans;
				},
				significant: function significant(pvalue, alpha) {
					return pvalue < alpha;
				}
			});
			jStat.extend(jStat.fn, {
				normalci: function normalci(value, alpha) {
					return jStat.normalci(value, alpha, this.toArray());
				},
				tci: function tci(value, alpha) {
					return jStat.tci(value, alpha, this.toArray());
				}
			});
			function differenceOfProportions(p1, n1, p2, n2) {
				if (p1 > 1 || p2 > 1 || p1 <= 0 || p2 <= 0) throw new Error("Proportions should be greater than 0 and less than 1");
				var pooled = (p1 * n1 + p2 * n2) / (n1 + n2);
				var se = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
				return (p1 - p2) / se;
			}
			jStat.extend(jStat.fn, {
				oneSidedDifferenceOfProportions: function oneSidedDifferenceOfProportions(p1, n1, p2, n2) {
					var z = differenceOfProportions(p1, n1, p2, n2);
					return jStat.ztest(z, 1);
				},
				twoSidedDifferenceOfProportions: function twoSidedDifferenceOfProportions(p1, n1, p2, n2) {
					var z = differenceOfProportions(p1, n1, p2, n2);
					return jStat.ztest(z, 2);
				}
			});
		})(jStat, Math);
		jStat.models = (function() {
			function sub_regress(exog) {
				var var_count = exog[0].length;
				return jStat.arange(var_count).map(function(endog_index) {
					var exog_index = jStat.arange(var_count).filter(function(i) {
						return i !== endog_index;
					});
					return ols(jStat.col(exog, endog_index).map(function(x) {
						return x[0];
					}), jStat.col(exog, exog_index));
				});
			}
			function ols(endog, exog) {
				var nobs = endog.length;
				var df_model = exog[0].length - 1;
				var df_resid = nobs - df_model - 1;
				var coef = jStat.lstsq(exog, endog);
				var predict = jStat.multiply(exog, coef.map(function(x) {
					return [x];
				})).map(function(p) {
					return p[0];
				});
				var resid = jStat.subtract(endog, predict);
				var ybar = jStat.mean(endog);
				var SSE = jStat.sum(predict.map(function(f) {
					return Math.pow(f - ybar, 2);
				}));
				var SSR = jStat.sum(endog.map(function(y, i) {
					return Math.pow(y - predict[i], 2);
				}));
				var SST = SSE + SSR;
				return {
					exog,
					endog,
					nobs,
					df_model,
					df_resid,
					coef,
					predict,
					resid,
					ybar,
					SST,
					SSE,
					SSR,
					R2: SSE / SST
				};
			}
			function t_test(model) {
				var subModelList = sub_regress(model.exog);
				var sigmaHat = Math.sqrt(model.SSR / model.df_resid);
				var seBetaHat = subModelList.map(function(mod) {
					var SST = mod.SST;
					var R2 = mod.R2;
					return sigmaHat / Math.sqrt(SST * (1 - R2));
				});
				var tStatistic = model.coef.map(function(coef, i) {
					return (coef - 0) / seBetaHat[i];
				});
				var pValue = tStatistic.map(function(t) {
					var leftppf = jStat.studentt.cdf(t, model.df_resid);
					return (leftppf > .5 ? 1 - leftppf : leftppf) * 2;
				});
				var c = jStat.studentt.inv(.975, model.df_resid);
				return {
					se: seBetaHat,
					t: tStatistic,
					p: pValue,
					sigmaHat,
					interval95: model.coef.map(function(coef, i) {
						var d = c * seBetaHat[i];
						return [coef - d, coef + d];
					})
				};
			}
			function F_test(model) {
				var F_statistic = model.R2 / model.df_model / ((1 - model.R2) / model.df_resid);
				var fcdf = function(x, n1, n2) {
					return jStat.beta.cdf(x / (n2 / n1 + x), n1 / 2, n2 / 2);
				};
				return {
					F_statistic,
					pvalue: 1 - fcdf(F_statistic, model.df_model, model.df_resid)
				};
			}
			function ols_wrap(endog, exog) {
				var model = ols(endog, exog);
				var ttest = t_test(model);
				var ftest = F_test(model);
				var adjust_R2 = 1 - (1 - model.R2) * ((model.nobs - 1) / model.df_resid);
				model.t = ttest;
				model.f = ftest;
				model.adjust_R2 = adjust_R2;
				return model;
			}
			return { ols: ols_wrap };
		})();
		jStat.extend({
			buildxmatrix: function buildxmatrix() {
				var matrixRows = new Array(arguments.length);
				for (var i = 0; i < arguments.length; i++) matrixRows[i] = [1].concat(arguments[i]);
				return jStat(matrixRows);
			},
			builddxmatrix: function builddxmatrix() {
				var matrixRows = new Array(arguments[0].length);
				for (var i = 0; i < arguments[0].length; i++) matrixRows[i] = [1].concat(arguments[0][i]);
				return jStat(matrixRows);
			},
			buildjxmatrix: function buildjxmatrix(jMat) {
				var pass = new Array(jMat.length);
				for (var i = 0; i < jMat.length; i++) pass[i] = jMat[i];
				return jStat.builddxmatrix(pass);
			},
			buildymatrix: function buildymatrix(array) {
				return jStat(array).transpose();
			},
			buildjymatrix: function buildjymatrix(jMat) {
				return jMat.transpose();
			},
			matrixmult: function matrixmult(A, B) {
				var i, j, k, result, sum;
				if (A.cols() == B.rows()) {
					if (B.rows() > 1) {
						result = [];
						for (i = 0; i < A.rows(); i++) {
							result[i] = [];
							for (j = 0; j < B.cols(); j++) {
								sum = 0;
								for (k = 0; k < A.cols(); k++) sum += A.toArray()[i][k] * B.toArray()[k][j];
								result[i][j] = sum;
							}
						}
						return jStat(result);
					}
					result = [];
					for (i = 0; i < A.rows(); i++) {
						result[i] = [];
						for (j = 0; j < B.cols(); j++) {
							sum = 0;
							for (k = 0; k < A.cols(); k++) sum += A.toArray()[i][k] * B.toArray()[j];
							result[i][j] = sum;
						}
					}
					return jStat(result);
				}
			},
			regress: function regress(jMatX, jMatY) {
				var innerinv = jStat.xtranspxinv(jMatX);
				var xtransp = jMatX.transpose();
				var next = jStat.matrixmult(jStat(innerinv), xtransp);
				return jStat.matrixmult(next, jMatY);
			},
			regresst: function regresst(jMatX, jMatY, sides) {
				var beta = jStat.regress(jMatX, jMatY);
				var compile = {};
				compile.anova = {};
				var jMatYBar = jStat.jMatYBar(jMatX, beta);
				compile.yBar = jMatYBar;
				var yAverage = jMatY.mean();
				compile.anova.residuals = jStat.residuals(jMatY, jMatYBar);
				compile.anova.ssr = jStat.ssr(jMatYBar, yAverage);
				compile.anova.msr = compile.anova.ssr / (jMatX[0].length - 1);
				compile.anova.sse = jStat.sse(jMatY, jMatYBar);
				compile.anova.mse = compile.anova.sse / (jMatY.length - (jMatX[0].length - 1) - 1);
				compile.anova.sst = jStat.sst(jMatY, yAverage);
				compile.anova.mst = compile.anova.sst / (jMatY.length - 1);
				compile.anova.r2 = 1 - compile.anova.sse / compile.anova.sst;
				if (compile.anova.r2 < 0) compile.anova.r2 = 0;
				compile.anova.fratio = compile.anova.msr / compile.anova.mse;
				compile.anova.pvalue = jStat.anovaftest(compile.anova.fratio, jMatX[0].length - 1, jMatY.length - (jMatX[0].length - 1) - 1);
				compile.anova.rmse = Math.sqrt(compile.anova.mse);
				compile.anova.r2adj = 1 - compile.anova.mse / compile.anova.mst;
				if (compile.anova.r2adj < 0) compile.anova.r2adj = 0;
				compile.stats = new Array(jMatX[0].length);
				var covar = jStat.xtranspxinv(jMatX);
				var sds, ts, ps;
				for (var i = 0; i < beta.length; i++) {
					sds = Math.sqrt(compile.anova.mse * Math.abs(covar[i][i]));
					ts = Math.abs(beta[i] / sds);
					ps = jStat.ttest(ts, jMatY.length - jMatX[0].length - 1, sides);
					compile.stats[i] = [
						beta[i],
						sds,
						ts,
						ps
					];
				}
				compile.regress = beta;
				return compile;
			},
			xtranspx: function xtranspx(jMatX) {
				return jStat.matrixmult(jMatX.transpose(), jMatX);
			},
			xtranspxinv: function xtranspxinv(jMatX) {
				var inner = jStat.matrixmult(jMatX.transpose(), jMatX);
				return jStat.inv(inner);
			},
			jMatYBar: function jMatYBar(jMatX, beta) {
				return new jStat(jStat.matrixmult(jMatX, beta));
			},
			residuals: function residuals(jMatY, jMatYBar) {
				return jStat.matrixsubtract(jMatY, jMatYBar);
			},
			ssr: function ssr(jMatYBar, yAverage) {
				var ssr = 0;
				for (var i = 0; i < jMatYBar.length; i++) ssr += Math.pow(jMatYBar[i] - yAverage, 2);
				return ssr;
			},
			sse: function sse(jMatY, jMatYBar) {
				var sse = 0;
				for (var i = 0; i < jMatY.length; i++) sse += Math.pow(jMatY[i] - jMatYBar[i], 2);
				return sse;
			},
			sst: function sst(jMatY, yAverage) {
				var sst = 0;
				for (var i = 0; i < jMatY.length; i++) sst += Math.pow(jMatY[i] - yAverage, 2);
				return sst;
			},
			matrixsubtract: function matrixsubtract(A, B) {
				var ans = new Array(A.length);
				for (var i = 0; i < A.length; i++) {
					ans[i] = new Array(A[i].length);
					for (var j = 0; j < A[i].length; j++) ans[i][j] = A[i][j] - B[i][j];
				}
				return jStat(ans);
			}
		});
		jStat.jStat = jStat;
		return jStat;
	});
}));

// src/regression/distributions.ts
var import_jstat = /* @__PURE__ */ __toESM(require_jstat(), 1);
/** The value that Student's t with `freedom` degrees of freedom stays below with probability `p`. */
function studentQuantile(p, freedom) {
	return import_jstat.default.studentt.inv(p, freedom);
}
/** Probability that Student's t with `freedom` degrees of freedom is above `t`. */
function studentUpperTail(t, freedom) {
	return import_jstat.default.studentt.cdf(-t, freedom);
}
/** The value that a standard normal variable stays below with probability `p`. */
function normalQuantile(p) {
	return import_jstat.default.normal.inv(p, 0, 1);
}
/** Probability that a standard normal variable is above `z`. */
function normalUpperTail(z) {
	return import_jstat.default.normal.cdf(-z, 0, 1);
}
function mean(values) {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
/** Of the sample: with n − 1. */
function standardDeviation(values) {
	const centre = mean(values);
	const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
	return Math.sqrt(squares / (values.length - 1));
}
/** @throws {RangeError} of no values */
function median(values) {
	const sorted = values.toSorted((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.floor((sorted.length - 1) / 2)];
	if (upper === void 0 || lower === void 0) throw new RangeError("the median of no values");
	return (lower + upper) / 2;
}
/** Median absolute deviation, scaled to the standard deviation of a normal distribution. */
function robustDeviation(values) {
	const centre = median(values);
	return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}

// src/regression/metrics.ts
/** What runs of the same model spread by on silicon, relative, where nothing else is known. */
const RUN_TO_RUN = .01;
/** Half a range is at least as wide as a standard deviation. */
const HALF = .5;
/** A metric by which two results can find each other's numbers; the engine of the result has no name in it. */
function keyOf(result, metric) {
	const engine = metric.engine === result.engine.name ? "" : metric.engine;
	return JSON.stringify([
		metric.metric,
		metric.mode ?? "",
		engine,
		metric.output ?? -1
	]);
}
function relativeSpread(value, spread) {
	return spread === void 0 || value === 0 ? 0 : HALF * (spread.max - spread.min) / Math.abs(value);
}
var Collector = class {
	metrics = [];
	#result;
	constructor(result) {
		this.#result = result;
	}
	add(metric, value, rest = {}) {
		if (value === void 0 || !Number.isFinite(value)) return;
		const kind = METRICS[metric];
		const engine = rest.engine ?? this.#result.engine.name;
		const title = rest.label ?? kind.title;
		const clock = rest.mode === void 0 ? "" : `${rest.mode.toUpperCase()} `;
		const other = engine === this.#result.engine.name ? "" : ` (${engine})`;
		this.metrics.push({
			metric,
			value,
			unit: kind.unit,
			class: "exact",
			modelled: false,
			uncertainty: 0,
			conditions: {},
			...rest,
			engine,
			label: `${clock}${clock === "" ? title : title.toLowerCase()}${other}`
		});
	}
};
function addProfile(to, result) {
	const { profile } = result;
	if (profile === void 0) return;
	const { total, unit } = profile;
	const exact = unit === "instructions" && result.platform.emulated;
	const within = relativeSpread(total.ticks, {
		min: total.ticks_min,
		max: total.ticks_max
	});
	const noise = exact ? { class: "exact" } : {
		class: "noisy",
		uncertainty: Math.max(RUN_TO_RUN, within)
	};
	to.add("ticks", total.ticks, {
		...noise,
		unit,
		label: unit === "cycles" ? "Cycles" : "Instructions"
	});
	to.add("time_us", total.time_us, {
		...noise,
		modelled: profile.time_is_modelled
	});
}
function addPower(to, power) {
	const { mode, engine, modelled, energy_uj, time_ms } = power;
	const floor = modelled ? 0 : RUN_TO_RUN;
	const own = energy_uj === 0 ? 0 : HALF * (power.uncertainty_uj ?? 0) / energy_uj;
	const energy = Math.max(floor, own, relativeSpread(energy_uj, power.energy_uj_spread));
	const time = Math.max(floor, relativeSpread(time_ms, power.time_ms_spread));
	const common = {
		mode,
		engine,
		modelled,
		class: "noisy",
		conditions: { monitor: power.monitor }
	};
	to.add("energy_uj", energy_uj, {
		...common,
		uncertainty: energy
	});
	to.add("power_mw", power.power_mw, {
		...common,
		uncertainty: energy
	});
	to.add("time_us", time_ms * 1e3, {
		...common,
		uncertainty: time
	});
}
function addOnboard(to, result) {
	for (const { mode, engine, unit, ticks, time_us } of result.onboard ?? []) {
		const noise = unit === "instructions" && result.platform.emulated ? { class: "exact" } : {
			class: "noisy",
			uncertainty: RUN_TO_RUN
		};
		to.add("ticks", ticks, {
			...noise,
			mode,
			engine,
			unit,
			label: unit === "cycles" ? "Cycles" : "Instructions"
		});
		if (!(result.power ?? []).some((power) => power.mode === mode && power.engine === engine)) to.add("time_us", time_us, {
			...noise,
			mode,
			engine
		});
	}
}
function addValidation(to, result) {
	const { validation } = result;
	if (validation === void 0) return;
	const { runs, source, seed } = validation;
	const broken = validation.verdict === "fail" ? Math.max(1, validation.violations.length) : 0;
	to.add("violations", broken);
	const conditions = {
		"validation inputs": source === "generator" ? `seed ${seed}` : source,
		"validation runs": String(runs)
	};
	to.add("accuracy", validation.accuracy, { conditions });
	const several = validation.outputs.length > 1;
	const label = (metric, { index }) => several ? `${METRICS[metric].title}, output ${index}` : METRICS[metric].title;
	for (const output of validation.outputs) for (const metric of [
		"max_abs_lsb",
		"mean_abs_lsb",
		"cosine",
		"argmax_agreement"
	]) to.add(metric, output[metric], {
		label: label(metric, output),
		output: output.index,
		conditions
	});
}
/** Every number of a result that may be compared, in the order in which people read them. */
function metricsOf(result) {
	const to = new Collector(result);
	addProfile(to, result);
	for (const power of result.power ?? []) addPower(to, power);
	addOnboard(to, result);
	to.add("arena_bytes", result.placement.arena.used_bytes);
	to.add("model_bytes", result.model.bytes);
	to.add("rom_bytes", result.placement.rom_bytes);
	to.add("ram_bytes", result.placement.ram_bytes);
	to.add("macs", result.model.macs);
	to.add("layers", result.model.layers);
	addValidation(to, result);
	return to.metrics;
}

// src/regression/significance.ts
/** An increase within this of the allowance is on it: a limit of 2 % lets 2 % pass, whatever the rounding. */
const ROUNDING = 1e-9;
function outcomeOf$1(change, half_width, allowance) {
	const most = allowance + ROUNDING;
	if (change - half_width > 0 && change > most) return "fail";
	if (change + half_width < 0) return "improved";
	return change + half_width <= most ? "pass" : "inconclusive";
}
/** Relative times as the test sees them, in percent: 0.0198 → 2. */
function percentOf(log_ratio) {
	return Math.expm1(log_ratio) * 100;
}
/**
* Decides about pairs of measurements taken alternately on the same board.
*
* @param differences ln head − ln base of every pair, at least two
*/
function judgePairs(differences, options) {
	const { allowance, alpha, looks } = options;
	const freedom = differences.length - 1;
	const change = mean(differences);
	const error = standardDeviation(differences) / Math.sqrt(differences.length);
	const confidence = studentQuantile(1 - alpha / looks, freedom);
	const half_width = confidence * error;
	const exact_p = change > 0 ? 0 : 1;
	return {
		outcome: outcomeOf$1(change, half_width, allowance),
		change,
		interval: [change - half_width, change + half_width],
		detectable: (confidence + studentQuantile(.8, freedom)) * error,
		p_value: error === 0 ? exact_p : studentUpperTail(change / error, freedom)
	};
}
/** Standard deviations that one measurement must be off before it is believed. */
const FAIL_AT = 3;
/** One-sided confidence that the allowance is kept. */
const PASS_CONFIDENCE = .95;
/** Evidence from one number whose standard uncertainty is known. */
function judgeNormal(change, uncertainty, allowance) {
	const z = change / uncertainty;
	const upper = change + normalQuantile(PASS_CONFIDENCE) * uncertainty;
	const half_width = FAIL_AT * uncertainty;
	const outcome = outcomeOf$1(change, half_width, allowance);
	return {
		outcome: outcome === "inconclusive" && upper <= allowance ? "pass" : outcome,
		change,
		interval: [change - half_width, change + half_width],
		detectable: half_width + normalQuantile(.8) * uncertainty,
		p_value: normalUpperTail(z)
	};
}
/** No metric is believed to repeat better than this, however quiet its history was. */
const RESOLUTION = .001;
/**
* Judges one measurement against earlier ones of the default branch.
*
* @param earlier positive, at least `MIN_HISTORY` of them
*/
function judgeAgainstHistory(value, earlier, allowance) {
	const logs = earlier.map(Math.log);
	const uncertainty = Math.max(robustDeviation(logs), RESOLUTION) * Math.sqrt(1 + Math.PI / (2 * logs.length));
	return judgeNormal(Math.log(value) - median(logs), uncertainty, allowance);
}
/**
* Judges one measurement against one other.
*
* @param uncertainties relative standard uncertainties of the two
*/
function judgeSingles(base, head, uncertainties, allowance) {
	return judgeNormal(Math.log(head / base), Math.max(Math.hypot(...uncertainties), 1e-12), allowance);
}
/**
* Which of many tests may be believed together (Benjamini and Hochberg, 1995).
*
* @param q share of false ones among those believed
* @returns for each p-value whether it is believed
*/
function benjaminiHochberg(p_values, q) {
	const sorted = p_values.toSorted((a, b) => a - b);
	const rank = sorted.findLastIndex((p, index) => p <= q * (index + 1) / sorted.length);
	const limit = rank === -1 ? -1 : sorted[rank] ?? -1;
	return p_values.map((p) => p <= limit);
}

// src/regression/paired-test.ts
/** Looks after 4, 6, 8, 10 and 12 pairs. */
const PAIRED_DEFAULTS = {
	alpha: .05,
	min_pairs: 4,
	max_pairs: 12,
	step: 2
};
/** How often a test that goes on to the end looks at its data. */
function looksOf({ min_pairs, max_pairs, step }) {
	return 1 + Math.ceil((max_pairs - min_pairs) / step);
}

// src/regression/base-side.ts
/** The metrics of a result by their keys. */
function metricsByKey(result) {
	return new Map(metricsOf(result).map((metric) => [keyOf(result, metric), metric]));
}
/** Why two values of one metric are not of the same kind; undefined: they are. */
function otherKind(base, head) {
	if (base.modelled !== head.modelled) return `The ${base.modelled ? "base" : "head"} is modelled, the other one measured.`;
	if (base.class !== head.class) return `The ${base.class === "exact" ? "base" : "head"} is exact, the other one has noise.`;
	const condition = Object.keys({
		...base.conditions,
		...head.conditions
	}).find((name) => base.conditions[name] !== head.conditions[name]);
	return condition === void 0 ? void 0 : `Measured with another ${condition}.`;
}
function pairedValues(pairs, key) {
	const values = pairs.flatMap((pair) => {
		const [base, head] = [pair.base.get(key), pair.head.get(key)];
		return base === void 0 || head === void 0 || !(base.value > 0 && head.value > 0) ? [] : [{
			base: base.value,
			head: head.value
		}];
	});
	return {
		base: values.map(({ base }) => base),
		head: values.map(({ head }) => head)
	};
}
function differencesIn({ base, head }) {
	return base.map((value, index) => Math.log((head[index] ?? value) / value));
}
/** The earlier values of a metric, where they are enough to say how much it spreads. */
function historyOf(metric, { history, engine }) {
	if (metric.engine !== engine || metric.output !== void 0) return void 0;
	const usable = history.find((each) => each.metric === metric.metric && each.mode === metric.mode)?.values.filter((value) => value > 0);
	return usable === void 0 || usable.length < 8 ? void 0 : usable;
}
/** The metric of the head as it is judged, and its base side: from pairs, history, or one base result. */
function sidesOf(metric, key, comparison) {
	const { base, pairs, differences } = comparison;
	const noisy = metric.class === "noisy";
	const earlier = noisy && pairs.length === 0 ? historyOf(metric, comparison) : void 0;
	if (earlier !== void 0 && metric.value > 0 && differences.length === 0) {
		const what = `the median of ${earlier.length} earlier results`;
		const test = (allowance) => judgeAgainstHistory(metric.value, earlier, allowance);
		return {
			metric,
			base: {
				kind: "value",
				value: median(earlier),
				test,
				what
			}
		};
	}
	if (base === void 0) return {
		metric,
		base: {
			kind: "none",
			reason: "There is nothing to compare with."
		}
	};
	if (differences.length > 0 && !METRICS[metric.metric].of_model) return {
		metric,
		base: {
			kind: "not-comparable",
			reason: `The results differ in: ${differences.map(({ field }) => field).join(", ")}.`
		}
	};
	const before = base.get(key);
	if (before === void 0) return {
		metric,
		base: {
			kind: "none",
			reason: "New: the base does not have it."
		}
	};
	const reason = otherKind(before, metric);
	if (reason !== void 0) return {
		metric,
		base: {
			kind: "not-comparable",
			reason
		}
	};
	if (!noisy) return {
		metric,
		base: {
			kind: "value",
			value: before.value
		}
	};
	const values = pairedValues(pairs, key);
	if (values.base.length >= PAIRED_DEFAULTS.min_pairs) {
		const logs = differencesIn(values);
		const options = {
			alpha: PAIRED_DEFAULTS.alpha,
			looks: looksOf(PAIRED_DEFAULTS)
		};
		return {
			metric: {
				...metric,
				value: mean(values.head)
			},
			base: {
				kind: "value",
				value: mean(values.base),
				test: (allowance) => judgePairs(logs, {
					...options,
					allowance
				})
			}
		};
	}
	if (!(before.value > 0 && metric.value > 0)) return {
		metric,
		base: {
			kind: "value",
			value: before.value
		}
	};
	const uncertainties = [before.uncertainty, metric.uncertainty];
	return {
		metric,
		base: {
			kind: "value",
			value: before.value,
			test: (allowance) => judgeSingles(before.value, metric.value, uncertainties, allowance)
		}
	};
}

// src/regression/differences.ts
const MAX_TEXT = 80;
const NOTHING = "none";
/** The fields behind a fingerprint, as text. */
function fieldsOf(result) {
	return {
		platform: result.platform.name,
		core: result.platform.core,
		silicon: result.board.silicon ?? NOTHING,
		engine: `${result.engine.name} ${result.engine.version}`,
		toolchain: `${result.toolchain.name} ${result.toolchain.version}`,
		hilbench: result.tool.version
	};
}
/** Fields that only a profile knows: a run without one has the same fingerprint all the same. */
function profileFields(result) {
	const { profile } = result;
	return profile === void 0 ? {} : {
		unit: profile.unit,
		timer: profile.timer_hz === void 0 ? NOTHING : `${profile.timer_hz} Hz`
	};
}
/**
* What stands between two results and a comparison. The fields are compared, not only the fingerprints: a
* result may come from a stranger, and a person wants to know which it was.
*
* @returns empty exactly when the results are comparable
*/
function differencesOf(base, head) {
	const [before, after] = [fieldsOf(base), fieldsOf(head)];
	const [profiled_before, profiled_after] = [profileFields(base), profileFields(head)];
	const differences = [...Object.keys(before).map((field) => ({
		field,
		base: before[field] ?? NOTHING,
		head: after[field] ?? NOTHING
	})), ...Object.keys(profiled_before).flatMap((field) => {
		const [one, other] = [profiled_before[field], profiled_after[field]];
		return one === void 0 || other === void 0 ? [] : [{
			field,
			base: one,
			head: other
		}];
	})].filter((each) => each.base !== each.head).map(({ field, base: one, head: other }) => ({
		field,
		base: plainText(one, MAX_TEXT),
		head: plainText(other, MAX_TEXT)
	}));
	if (differences.length > 0 || base.fingerprint === head.fingerprint) return differences;
	const [field, one, other] = base.image.hash === head.image.hash ? [
		"fingerprint",
		base.fingerprint,
		head.fingerprint
	] : [
		"firmware image",
		base.image.hash,
		head.image.hash
	];
	return [{
		field,
		base: one.slice(0, 12),
		head: other.slice(0, 12)
	}];
}

// src/regression/outcomes.ts
/** Outcomes from the one that matters most. */
const WORST_FIRST = [
	"fail",
	"warn",
	"inconclusive",
	"not-comparable",
	"no-baseline",
	"improved",
	"pass"
];
/** For sorting: negative where `a` is worse than `b`. */
function byOutcome(a, b) {
	return WORST_FIRST.indexOf(a) - WORST_FIRST.indexOf(b);
}
/** The worst there is; `pass` where there is none. */
function worstOf(outcomes) {
	return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? "pass";
}

// src/regression/judge-metric.ts
/** An exact metric that is better by less than this is told as no change for the better. */
const IMPROVED_PERCENT = .5;
/** Numbers of two machines are the same within this, relative. */
const SAME = 1e-9;
const number = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });
/** A number with its unit for a sentence. */
function amount(value, unit) {
	return unit === "" ? number.format(value) : `${number.format(value)} ${unit}`;
}
function allowanceText(allowance, unit) {
	return "percent" in allowance ? `${number.format(allowance.percent)} %` : amount(allowance.absolute, unit);
}
function percent$1(log_ratio) {
	const value = percentOf(log_ratio);
	return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(Math.abs(value) < 10 ? 2 : 1)} %`;
}
/** What a budget says, which needs no base. */
function judgeBudget(metric, rule) {
	const { max, min, severity } = rule;
	if (max !== void 0 && metric.value > max) return {
		outcome: severity,
		rule,
		reason: `More than the budget of ${amount(max, metric.unit)}.`
	};
	if (min !== void 0 && metric.value < min) return {
		outcome: severity,
		rule,
		reason: `Less than the ${amount(min, metric.unit)} it must reach.`
	};
}
/** How much worse is fine by a rule; undefined: the rule has budgets only. */
function tolerance(rule) {
	return METRICS[rule.metric].better === "less" ? rule.max_increase : rule.max_decrease;
}
function judgeExact(metric, base, rule, allowance) {
	const less_is_better = METRICS[metric.metric].better === "less";
	const worse = less_is_better ? metric.value - base : base - metric.value;
	const allowed = allowanceOf(allowance, base);
	const rounding = SAME * Math.max(Math.abs(base), Math.abs(metric.value));
	const text = allowanceText(allowance, metric.unit);
	const way = less_is_better ? "increase" : "decrease";
	if (worse > allowed + rounding) {
		const from_zero = base === 0 && "percent" in allowance ? " It was 0 before." : "";
		return {
			outcome: rule.severity,
			rule,
			reason: `The ${way} is more than the ${text} allowed.${from_zero}`
		};
	}
	if (worse > rounding) return {
		outcome: "pass",
		rule,
		reason: `The ${way} is within the ${text} allowed.`
	};
	return better(metric, base, rule);
}
/** An exact metric that is not worse. */
function better(metric, base, rule) {
	const gained = Math.abs(metric.value - base);
	const enough = gained > Math.abs(base) * IMPROVED_PERCENT / 100;
	const named = rule === void 0 ? {} : { rule };
	if (gained <= SAME * Math.abs(base)) return {
		outcome: "pass",
		...named,
		reason: "No change."
	};
	if (enough) return {
		outcome: "improved",
		...named,
		reason: "Better, and it has no noise."
	};
	return {
		outcome: "pass",
		...named,
		reason: `Better by less than ${IMPROVED_PERCENT} %.`
	};
}
function judgeNoisy(base, test, rule, allowance) {
	const allowed = Math.log1p(allowanceOf(allowance, base) / base);
	const evidence = test(allowed);
	const text = `${percentOf(allowed).toFixed(2).replace(/\.?0+$/, "")} %`;
	const range = `between ${percent$1(evidence.interval[0])} and ${percent$1(evidence.interval[1])}`;
	const common = {
		rule,
		evidence
	};
	switch (evidence.outcome) {
		case "fail": return {
			...common,
			outcome: rule.severity,
			reason: `It grew, ${range}: more than the ${text} allowed.`
		};
		case "improved": return {
			...common,
			outcome: "improved",
			reason: `It shrank by more than the noise, ${range}.`
		};
		case "pass": return {
			...common,
			outcome: "pass",
			reason: `No growth beyond the ${text} allowed, ${range}.`
		};
		case "inconclusive": return {
			...common,
			outcome: "inconclusive",
			reason: `The noise is too large for an allowance of ${text}: the change is ${range}, and only an increase of ${percentOf(evidence.detectable).toFixed(1)} % could have been seen.`
		};
	}
}
/** A change that no rule is about: told, not judged. */
function describeOnly(metric, base, test) {
	const reason = "No threshold is set for it.";
	if (test !== void 0) {
		const evidence = test(Number.POSITIVE_INFINITY);
		return {
			outcome: evidence.outcome === "improved" ? "improved" : "pass",
			evidence,
			reason
		};
	}
	return (METRICS[metric.metric].better === "less" ? metric.value > base : metric.value < base) ? {
		outcome: "pass",
		reason
	} : better(metric, base);
}
function judgeRule$1(metric, base, rule) {
	const broken = judgeBudget(metric, rule);
	if (broken !== void 0) return broken;
	const allowance = tolerance(rule);
	if (allowance === void 0) return {
		outcome: "pass",
		rule,
		reason: "Within its budget."
	};
	if (base.kind === "none") return {
		outcome: "no-baseline",
		rule,
		reason: base.reason
	};
	if (base.kind === "not-comparable") return {
		outcome: "not-comparable",
		rule,
		reason: base.reason
	};
	if (base.test !== void 0) return judgeNoisy(base.value, base.test, rule, allowance);
	if (metric.class === "exact") return judgeExact(metric, base.value, rule, allowance);
	return {
		outcome: "inconclusive",
		rule,
		reason: "A measurement of 0 has no ratio to another one."
	};
}
function withoutRules(metric, base) {
	if (base.kind === "none") return {
		outcome: "no-baseline",
		reason: base.reason
	};
	if (base.kind === "not-comparable") return {
		outcome: "not-comparable",
		reason: base.reason
	};
	return describeOnly(metric, base.value, base.test);
}
/** What a change says of its metric, whichever side has it. */
function namedAs({ metric, label, unit, engine, class: kind, modelled, mode, output }) {
	return {
		metric,
		label,
		unit,
		engine,
		class: kind,
		modelled,
		...mode === void 0 ? {} : { mode },
		...output === void 0 ? {} : { output }
	};
}
/**
* What is to be thought of one number of the head.
*
* @param rules those that are about it: each judges, the worst finding is told
*/
function judgeMetric(metric, base, rules) {
	const findings = rules.map((rule) => judgeRule$1(metric, base, rule));
	const worst = worstOf(findings.map(({ outcome }) => outcome));
	const finding = findings.find(({ outcome }) => outcome === worst) ?? withoutRules(metric, base);
	const { evidence } = finding;
	const value = base.kind === "value" ? base.value : void 0;
	return {
		...namedAs(metric),
		head: metric.value,
		...value === void 0 ? {} : changeOf(value, metric.value),
		outcome: finding.outcome,
		...finding.rule === void 0 ? {} : { rule: applied(finding.rule) },
		...evidence === void 0 ? {} : { interval_percent: [percentOf(evidence.interval[0]), percentOf(evidence.interval[1])] },
		...evidence === void 0 || finding.outcome !== "inconclusive" ? {} : { detectable_percent: percentOf(evidence.detectable) },
		reason: base.kind === "value" && base.what !== void 0 ? `${finding.reason} Compared with ${base.what}.` : finding.reason
	};
}
/** The numbers of a change; without percent where the base is 0. */
function changeOf(base, head) {
	return {
		base,
		change: head - base,
		...base === 0 ? {} : { change_percent: (head - base) / Math.abs(base) * 100 }
	};
}

// src/regression/align.ts
const GAP = 100;
const COST = {
	output: 50,
	filter: 40,
	attributes: 25,
	input: 15,
	name: 20,
	neighbour: 6
};
/** A pair of two ops is never made. */
const NEVER = 2 ** 30;
/** Cells of the table of costs; beyond, only a band around the diagonal is looked at. */
const MAX_CELLS = 16777216;
const PAIR = 0;
const REMOVED = 1;
const ADDED = 2;
function traitsOf(sides, known) {
	const number = (text) => {
		const found = known.get(text) ?? known.size;
		known.set(text, found);
		return found;
	};
	const column = (of) => Int32Array.from(sides, (side) => number(of(side)));
	return {
		op: column(({ op }) => `o${op}`),
		output: column(({ output_shape }) => `s${output_shape}`),
		filter: column(({ filter_shape }) => `s${filter_shape}`),
		input: column(({ input_shape }) => `s${input_shape}`),
		attributes: column(({ attributes }) => `a${attributes}`),
		name: column(({ name }) => `n${name}`)
	};
}
function pairCost(a, i, b, j) {
	if (a.op[i] !== b.op[j]) return NEVER;
	let cost = 0;
	if (a.output[i] !== b.output[j]) cost += COST.output;
	if (a.filter[i] !== b.filter[j]) cost += COST.filter;
	if (a.attributes[i] !== b.attributes[j]) cost += COST.attributes;
	if (a.input[i] !== b.input[j]) cost += COST.input;
	if (a.name[i] !== b.name[j]) cost += COST.name;
	if (a.op[i - 1] !== b.op[j - 1]) cost += COST.neighbour;
	if (a.op[i + 1] !== b.op[j + 1]) cost += COST.neighbour;
	return cost;
}
function alike(a, i, b, j) {
	return a.op[i] === b.op[j] && a.output[i] === b.output[j] && a.filter[i] === b.filter[j] && a.input[i] === b.input[j] && a.attributes[i] === b.attributes[j] && a.name[i] === b.name[j];
}
/** Rows `from` to `to` of base and head, aligned at least cost (Needleman and Wunsch, in a band). */
function alignRange(a, b, from, base_end, head_end, max_cells) {
	const rows = base_end - from;
	const columns = head_end - from;
	const half = Math.max(Math.floor(max_cells / (2 * (rows + 1))), Math.ceil(columns / Math.max(1, rows)) + 1);
	const width = Math.min(columns + 1, 2 * half + 1);
	/** First column of the band in a row; the band follows the diagonal from corner to corner. */
	const start = (row) => {
		const centre = rows === 0 ? 0 : Math.round(row * columns / rows);
		return Math.max(0, Math.min(centre - half, columns + 1 - width));
	};
	const steps = new Uint8Array((rows + 1) * width);
	let last = new Int32Array(width).fill(NEVER);
	let current = new Int32Array(width).fill(NEVER);
	for (let row = 0; row <= rows; row += 1) {
		const first = start(row);
		const shift = row === 0 ? 0 : first - start(row - 1);
		for (let at = 0; at < width; at += 1) {
			const column = first + at;
			let best = row === 0 && column === 0 ? 0 : NEVER;
			let step = PAIR;
			if (row > 0 && column > 0 && at + shift - 1 >= 0 && at + shift - 1 < width) {
				const cost = (last[at + shift - 1] ?? NEVER) + pairCost(a, from + row - 1, b, from + column - 1);
				if (cost < best) best = cost;
			}
			if (row > 0 && at + shift < width) {
				const cost = (last[at + shift] ?? NEVER) + GAP;
				if (cost < best) {
					best = cost;
					step = REMOVED;
				}
			}
			if (at > 0) {
				const cost = (current[at - 1] ?? NEVER) + GAP;
				if (cost < best) {
					best = cost;
					step = ADDED;
				}
			}
			current[at] = best;
			steps[row * width + at] = step;
		}
		[last, current] = [current, last];
	}
	const path = [];
	let row = rows;
	let column = columns;
	while (row > 0 || column > 0) {
		const step = row === 0 ? ADDED : column === 0 ? REMOVED : steps[row * width + column - start(row)];
		if (step === PAIR) path.push({
			base: from + --row,
			head: from + --column
		});
		else if (step === REMOVED) path.push({ base: from + --row });
		else path.push({ head: from + --column });
	}
	return path.reverse();
}
/**
* Aligns the layers of two graphs: by op, shapes, types, name and neighbours, in their order. Every layer of
* both sides is in the answer exactly once; only layers of the same op are paired.
*
* @param max_cells for tests of the band
*/
function alignLayers(base, head, max_cells = MAX_CELLS) {
	const known = /* @__PURE__ */ new Map();
	const a = traitsOf(base, known);
	const b = traitsOf(head, known);
	let from = 0;
	const shorter = Math.min(base.length, head.length);
	while (from < shorter && alike(a, from, b, from)) from += 1;
	let same_end = 0;
	while (same_end < shorter - from && alike(a, base.length - 1 - same_end, b, head.length - 1 - same_end)) same_end += 1;
	const base_end = base.length - same_end;
	const head_end = head.length - same_end;
	return [
		...Array.from({ length: from }, (_, at) => ({
			base: at,
			head: at
		})),
		...alignRange(a, b, from, base_end, head_end, max_cells),
		...Array.from({ length: same_end }, (_, at) => ({
			base: base_end + at,
			head: head_end + at
		}))
	];
}

// src/regression/layer-sides.ts
function attributesOf(layer) {
	if (layer === void 0) return "";
	const { input_dtype, weight_dtype, output_dtype, fused_activation } = layer;
	const { stride_h, stride_w, dilation_h, dilation_w } = layer;
	return JSON.stringify([
		input_dtype,
		weight_dtype,
		output_dtype,
		fused_activation,
		stride_h,
		stride_w,
		dilation_h,
		dilation_w
	]);
}
function sideOf(index, known, measured) {
	const output_shape = known?.output_shape ?? measured?.output_shape;
	return {
		index,
		op: known?.op ?? measured?.op ?? "",
		name: known?.name ?? measured?.name ?? "",
		macs: known?.macs ?? measured?.macs ?? 0,
		attributes: attributesOf(known),
		...output_shape === void 0 ? {} : { output_shape },
		...known?.filter_shape === void 0 ? {} : { filter_shape: known.filter_shape },
		...known?.input_shape === void 0 ? {} : { input_shape: known.input_shape },
		...measured === void 0 ? {} : {
			ticks: measured.ticks,
			spread_ticks: measured.ticks_max - measured.ticks_min
		},
		...measured?.time_us === void 0 ? {} : { time_us: measured.time_us }
	};
}
/** The layers of a result in their order, from its analysis and its profile. */
function layerSides(result) {
	const known = new Map(result.analysis.layers.map((layer) => [layer.index, layer]));
	const measured = new Map((result.profile?.layers ?? []).map((layer) => [layer.index, layer]));
	return [.../* @__PURE__ */ new Set([...known.keys(), ...measured.keys()])].sort((a, b) => a - b).map((index) => sideOf(index, known.get(index), measured.get(index)));
}
/** What a verdict shows of a layer. */
function shownSide(side) {
	const { index, op, name, output_shape, macs, ticks, time_us } = side;
	return {
		index,
		op,
		name,
		macs,
		...output_shape === void 0 ? {} : { output_shape },
		...ticks === void 0 ? {} : { ticks },
		...time_us === void 0 ? {} : { time_us }
	};
}

// src/regression/layers.ts
/** Share of false ones among the layers that are called slower. */
const FALSE_SHARE = .05;
const ALPHA = .05;
/** The layers of one side, with ticks as means over the runs. */
function averaged(result, runs) {
	const sides = layerSides(result);
	if (runs.length < 2) return sides;
	const ticks = /* @__PURE__ */ new Map();
	for (const layer of runs.flatMap((run) => run.profile?.layers ?? [])) {
		const known = ticks.get(layer.index) ?? [];
		known.push(layer.ticks);
		ticks.set(layer.index, known);
	}
	return sides.map((side) => {
		const values = ticks.get(side.index);
		return side.ticks === void 0 || values === void 0 ? side : {
			...side,
			ticks: mean(values)
		};
	});
}
function totalOf(runs) {
	const totals = runs.flatMap(({ profile }) => profile === void 0 ? [] : [profile.total.ticks]);
	return totals.length === 0 ? void 0 : mean(totals);
}
function sameLayer(base, head) {
	return String(base.output_shape) === String(head.output_shape) && String(base.filter_shape) === String(head.filter_shape) && String(base.input_shape) === String(head.input_shape) && base.attributes === head.attributes && base.macs === head.macs;
}
function kindOf({ base, head }) {
	if (base === void 0) return "added";
	if (head === void 0) return "removed";
	return sameLayer(base, head) ? "same" : "changed";
}
function uncertaintyOf({ ticks = 0, spread_ticks = 0 }) {
	return Math.max(RUN_TO_RUN, spread_ticks / 2 / ticks);
}
function ticksByIndex({ profile }) {
	return new Map((profile?.layers ?? []).map(({ index, ticks }) => [index, ticks]));
}
/** What repeated measurements say of one layer; undefined where there is no ratio. */
function evidenceOf({ base, head }, pairs) {
	const [before, after] = [base?.ticks ?? 0, head?.ticks ?? 0];
	if (base === void 0 || head === void 0 || !(before > 0 && after > 0)) return void 0;
	const logs = pairs.flatMap((pair) => {
		const one = pair.base.get(base.index) ?? 0;
		const other = pair.head.get(head.index) ?? 0;
		return one > 0 && other > 0 ? [Math.log(other / one)] : [];
	});
	if (logs.length >= 2) return judgePairs(logs, {
		allowance: Number.POSITIVE_INFINITY,
		alpha: ALPHA,
		looks: 1
	});
	const uncertainties = [uncertaintyOf(base), uncertaintyOf(head)];
	return judgeSingles(before, after, uncertainties, Number.POSITIVE_INFINITY);
}
/** Without a rule: better by more than the noise, or nothing to say; layers that hardly count never say any. */
function described({ base, head }, evidence, share) {
	if (share < .005) return "pass";
	if (evidence !== void 0) return evidence.outcome === "improved" ? "improved" : "pass";
	if (base?.ticks === void 0 || head?.ticks === void 0) return "pass";
	return head.ticks < base.ticks * .995 ? "improved" : "pass";
}
function judgeRule({ base, head }, rule, noise) {
	if (head?.ticks === void 0) return void 0;
	if (rule.max !== void 0 && head.ticks > rule.max) return rule.severity;
	if (rule.min !== void 0 && head.ticks < rule.min) return rule.severity;
	if (rule.max_increase === void 0 || base?.ticks === void 0) return void 0;
	if (!(head.ticks - base.ticks > allowanceOf(rule.max_increase, base.ticks) + 1e-9 * base.ticks)) return void 0;
	return noise === void 0 || noise.believed ? rule.severity : "inconclusive";
}
/**
* Aligns the layers of base and head, judges them, and says how their changes make up the total's.
* `layers_ticks + rest_ticks` is `total_ticks`: an added layer counts whole, a removed one negative.
*/
function compareLayers({ base, head, pairs, comparable, rules }) {
	const runs = {
		base: pairs.length === 0 ? [base] : pairs.map((pair) => pair.base),
		head: pairs.length === 0 ? [head] : pairs.map((pair) => pair.head)
	};
	const sides = {
		base: averaged(base, runs.base),
		head: averaged(head, runs.head)
	};
	const matched = alignLayers(sides.base, sides.head).map((pair) => {
		const one = pair.base === void 0 ? void 0 : sides.base[pair.base];
		const other = pair.head === void 0 ? void 0 : sides.head[pair.head];
		return {
			...one === void 0 ? {} : { base: one },
			...other === void 0 ? {} : { head: other }
		};
	});
	const totals = {
		base: totalOf(runs.base),
		head: totalOf(runs.head)
	};
	if (!(comparable && totals.base !== void 0 && totals.head !== void 0)) {
		const outcome = comparable ? "pass" : "not-comparable";
		return { layers: matched.map((layer) => ({
			...shown(layer, false),
			outcome
		})) };
	}
	const judged = judgeAll(matched, totals, {
		base,
		head,
		pairs,
		rules
	});
	const layers = matched.map((layer, index) => {
		const { outcome, rule } = judged[index] ?? { outcome: "pass" };
		return {
			...shown(layer, true),
			outcome,
			...rule === void 0 ? {} : { rule: applied(rule) }
		};
	});
	const total_ticks = (totals.head ?? 0) - (totals.base ?? 0);
	const layers_ticks = layers.reduce((sum, { change_ticks }) => sum + (change_ticks ?? 0), 0);
	return {
		layers,
		explained: {
			total_ticks,
			layers_ticks,
			rest_ticks: total_ticks - layers_ticks
		}
	};
}
function shown(layer, compared) {
	const { base, head } = layer;
	const known = base?.ticks !== void 0 || head?.ticks !== void 0;
	const change_ticks = (head?.ticks ?? 0) - (base?.ticks ?? 0);
	const ratio = base?.ticks === void 0 || base.ticks === 0 || head?.ticks === void 0 ? void 0 : change_ticks / base.ticks * 100;
	return {
		kind: kindOf(layer),
		...base === void 0 ? {} : { base: shownSide(base) },
		...head === void 0 ? {} : { head: shownSide(head) },
		...compared && known ? { change_ticks } : {},
		...compared && ratio !== void 0 ? { change_percent: ratio } : {}
	};
}
function judgeAll(matched, totals, { base, head, pairs, rules }) {
	const exact = head.platform.emulated && base.profile?.unit === "instructions" && head.profile?.unit === "instructions";
	const ticks = pairs.map((pair) => ({
		base: ticksByIndex(pair.base),
		head: ticksByIndex(pair.head)
	}));
	const evidence = matched.map((layer) => exact ? void 0 : evidenceOf(layer, ticks));
	const tested = evidence.filter((each) => each !== void 0);
	const believed = new Set(benjaminiHochberg(tested.map(({ p_value }) => p_value), FALSE_SHARE).flatMap((yes, index) => yes ? [tested[index]] : []));
	const share = ({ base: one, head: other }) => Math.max(totals.base ? (one?.ticks ?? 0) / totals.base : 0, totals.head ? (other?.ticks ?? 0) / totals.head : 0);
	return matched.map((layer, index) => {
		const found = evidence[index];
		const noise = found === void 0 ? void 0 : { believed: believed.has(found) };
		const findings = rules.filter((rule) => share(layer) >= rule.floor).flatMap((rule) => {
			const outcome = judgeRule(layer, rule, noise);
			return outcome === void 0 ? [] : [{
				outcome,
				rule
			}];
		});
		const worst = worstOf(findings.map(({ outcome }) => outcome));
		return findings.find(({ outcome }) => outcome === worst) ?? { outcome: described(layer, found, share(layer)) };
	});
}

// src/regression/gate.ts
function subjectOf(result, metric) {
	return {
		engine: metric?.engine ?? result.engine.name,
		platform: result.platform.name,
		model: result.model.name,
		...metric?.mode === void 0 ? {} : { mode: metric.mode }
	};
}
/** What the base has and the head does not, and what a file has a threshold for that nobody measured. */
function missing(head, base, measured, rules) {
	const gone = (base === void 0 ? [] : metricsOf(base)).filter((metric) => base !== void 0 && !measured.has(keyOf(base, metric))).map((metric) => {
		const rule = rules.find((each) => each.metric === metric.metric && matches(each.scope, subjectOf(head, metric)));
		return {
			...namedAs(metric),
			base: metric.value,
			outcome: "inconclusive",
			...rule === void 0 ? {} : { rule: applied(rule) },
			reason: "The base has it, and this run did not measure it."
		};
	});
	const heads = [...measured.values()];
	const untested = rules.filter(({ where, scope, metric }) => {
		const { mode: _, ...whatever } = scope;
		const about_this = matches(whatever, subjectOf(head));
		const has = (each) => each.metric === metric && (scope.mode === void 0 || each.mode === scope.mode);
		return where !== void 0 && about_this && !heads.some(has) && !gone.some(has);
	}).map((rule) => {
		const { title, unit } = METRICS[rule.metric];
		const { mode } = rule.scope;
		return {
			metric: rule.metric,
			label: mode === void 0 ? title : `${mode.toUpperCase()} ${title.toLowerCase()}`,
			unit,
			engine: head.engine.name,
			class: "exact",
			modelled: false,
			...mode === void 0 ? {} : { mode },
			outcome: "inconclusive",
			rule: applied(rule),
			reason: "There is a threshold for it, and this run did not measure it."
		};
	});
	return [...gone, ...untested];
}
/** What all findings together mean: only what a rule is about counts. */
function overall(verdict, base) {
	const judged = [...verdict.metrics, ...verdict.layers].filter(({ rule }) => rule !== void 0).map(({ outcome }) => outcome);
	const worst = worstOf(judged);
	if (worst === "fail") return "fail";
	if (verdict.differences.length > 0) return "not-comparable";
	if (worst === "warn") return "warn";
	if (worst === "inconclusive" || worst === "not-comparable") return "inconclusive";
	if (base === void 0) return "no-baseline";
	return judged.includes("improved") ? "improved" : "pass";
}
/** What the gate thinks of a result: every metric and layer against base, budgets and noise. */
function judge({ head, base, pairs = [], history = [], rules, baseline }) {
	const before = base ?? pairs.at(0)?.base;
	const differences = before === void 0 ? [] : differencesOf(before, head);
	const comparison = {
		...before === void 0 ? {} : { base: metricsByKey(before) },
		pairs: pairs.map((pair) => ({
			base: metricsByKey(pair.base),
			head: metricsByKey(pair.head)
		})),
		history,
		engine: head.engine.name,
		differences
	};
	const measured = metricsByKey(head);
	const all = [...[...measured].map(([key, found]) => {
		const { metric, base: side } = sidesOf(found, key, comparison);
		const about = rules.metrics.filter((rule) => rule.metric === metric.metric && matches(rule.scope, subjectOf(head, metric)));
		return judgeMetric(metric, side, about);
	}), ...missing(head, before, measured, rules.metrics)];
	const compared = before === void 0 ? { layers: [] } : compareLayers({
		base: before,
		head,
		pairs,
		comparable: differences.length === 0,
		rules: rules.layers.filter(({ scope }) => matches(scope, subjectOf(head)))
	});
	return {
		outcome: overall({
			metrics: all,
			layers: compared.layers,
			differences
		}, before),
		head,
		...before === void 0 ? {} : { base: before },
		...baseline === void 0 ? {} : { baseline },
		differences,
		metrics: all,
		...compared,
		pairs: Math.max(1, pairs.length)
	};
}

// src/report/markdown/escape.ts
/**
* Text from models, devices, branches and configuration files, on its way into Markdown that GitHub renders.
* Two forms, each fit for prose, headings, table cells and raw HTML such as `<summary>` alike: `code` for
* names, which GitHub leaves alone, and `prose` for sentences.
*/
/** Controls, bidirectional and other invisible marks, line separators, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}\u2800]/gu;
/** Marks stacked on one letter reach into the lines above and below. */
const STACKED = /(\p{M}{2})\p{M}+/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ISOLATE = "⁨";
const END_OF_ISOLATE = "⁩";
/** Shown in place of a name that is empty. */
const NO_NAME = "(no name)";
/** Stands between characters that GitHub would make a link, a mention or a picture of, once rendered. */
const BREAK = "&#8203;";
/** What has a meaning in Markdown or HTML, wherever it stands in a line; not the `_` within a word. */
const MARKUP = /[!#$&*<>[\\\]^`{|}~]|(?<![a-z0-9])_|_(?![a-z0-9])/gi;
/** What begins a block when it is the first of a line: headings, lists, rules, quotes. */
const BLOCK_START = /^(?:[+=-]|\d+(?=[.)]))/;
const entity = (character) => `&#${character.codePointAt(0)};`;
/**
* Untrusted text as one line of visible characters in reading order.
*
* @param most characters, of which the last is an ellipsis when the text is longer
*/
function oneLine(text, most) {
	const clean = text.slice(0, most * 8).replace(/\s+/gu, " ").replace(UNSEEN, "�").replace(STACKED, "$1").trim();
	const characters = [...clean];
	const cut = characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : clean;
	return RIGHT_TO_LEFT.test(cut) ? `${ISOLATE}${cut}${END_OF_ISOLATE}` : cut;
}
/** Takes apart what GitHub recognises in text after it has been rendered, so that no escape helps. */
function disarmed(text) {
	return text.replace(/@/g, "@\0").replace(/#(?=[\p{L}\p{N}_])/gu, "#\0").replace(/:(?=\/)/g, ":\0").replace(/:(?=[\w+-]+:)/g, ":\0").replace(/(www|mailto|xmpp)(?=[.:])/gi, "$1\0").replace(/(gh)(?=-\d)/gi, "$1\0").replace(/[0-9a-f]{7,}/gi, (hash) => hash.replace(/.{6}(?=.)/g, "$&\0"));
}
/**
* A sentence in which nothing is a mention, a reference, a link, a picture or markup.
*
* @param most characters of the text
*/
function prose(text, most = 300) {
	return disarmed(oneLine(text, most)).replace(MARKUP, entity).replace(BLOCK_START, (start) => /\d/.test(start) ? `${start}\0` : entity(start)).replaceAll("\0", BREAK);
}
/**
* A name in code type.
*
* @param most characters of the name
*/
function code(name, most = 60) {
	const line = oneLine(name, most) || NO_NAME;
	return /[`|\\]/.test(line) ? htmlCode(name, most) : `\`${line}\``;
}
/** The same where Markdown is not read, for example in `<summary>`. */
function htmlCode(name, most = 60) {
	return `<code>${disarmed(oneLine(name, most) || NO_NAME).replace(MARKUP, entity).replaceAll("\0", BREAK)}</code>`;
}
/**
* A link, or its text alone where the address is not one of the web.
*
* @param text Markdown already
*/
function link$1(text, address) {
	const url = URL.canParse(address) ? new URL(address) : void 0;
	if (url === void 0 || !["https:", "http:"].includes(url.protocol)) return text;
	return `[${text}](${url.href.replace(/[()<>|`\\*[\]!]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}
/** The first characters of a commit's or content's hash, or undefined where it is not one. */
function shortHash(hash) {
	return hash !== void 0 && /^[0-9a-f]{7,64}$/i.test(hash) ? hash.slice(0, 10).toLowerCase() : void 0;
}

// src/report/markdown/figures.ts
/** Between a number and its unit: the line must not break there. */
const NBSP = "\xA0";
const MINUS = "−";
const KIB = 1024;
const SYMBOLS = {
	pass: "✅",
	fail: "❌",
	warn: "⚠️",
	improved: "🟢",
	inconclusive: "❔",
	"no-baseline": "ℹ️",
	"not-comparable": "❔"
};
const WORDS = {
	pass: "Pass",
	fail: "Fail",
	warn: "Warning",
	improved: "Improved",
	inconclusive: "Inconclusive",
	"no-baseline": "No baseline",
	"not-comparable": "Not comparable"
};
/** `❌ Fail` */
function status(outcome) {
	return `${SYMBOLS[outcome]}${"\xA0"}${WORDS[outcome]}`;
}
const SCALES = {
	time_us: [
		{
			above: 1e6,
			by: 1e6,
			unit: "s"
		},
		{
			above: 1e3,
			by: 1e3,
			unit: "ms"
		},
		{
			above: 0,
			by: 1,
			unit: "µs"
		}
	],
	energy_uj: [
		{
			above: 1e6,
			by: 1e6,
			unit: "J"
		},
		{
			above: 1e4,
			by: 1e3,
			unit: "mJ"
		},
		{
			above: 0,
			by: 1,
			unit: "µJ"
		}
	],
	power_mw: [{
		above: 0,
		by: 1,
		unit: "mW"
	}],
	max_abs_lsb: [{
		above: 0,
		by: 1,
		unit: "steps"
	}],
	mean_abs_lsb: [{
		above: 0,
		by: 1,
		unit: "steps"
	}]
};
const BYTES = [
	{
		above: 10 * KIB * KIB,
		by: KIB * KIB,
		unit: "MB"
	},
	{
		above: 10 * KIB,
		by: KIB,
		unit: "KB"
	},
	{
		above: 0,
		by: 1,
		unit: "bytes"
	}
];
const SHARES = /* @__PURE__ */ new Set(["argmax_agreement", "accuracy"]);
const STEPS$1 = /* @__PURE__ */ new Set(["max_abs_lsb", "mean_abs_lsb"]);
const isBytes = (metric) => metric.endsWith("_bytes");
/** So many significant digits, thousands separated, no digits of the integer part lost. */
function digits(value, significant) {
	const magnitude = Math.abs(value);
	if (magnitude >= 10 ** (significant - 1) || Number.isInteger(value)) return integer(value);
	if (magnitude !== 0 && magnitude < .001) return value.toExponential(Math.min(2, significant - 1));
	return magnitude === 0 ? "0" : value.toPrecision(significant);
}
function scaled(metric, value, by, significant) {
	if (SHARES.has(metric)) return `${digits(value * 100, significant)}${"\xA0"}%`;
	if (STEPS$1.has(metric) || metric === "power_mw") return `${Number(value.toPrecision(significant))}`;
	if (metric === "cosine") return String(Number(value.toPrecision(Math.max(5, significant))));
	if (by === void 0 || by === 1 && isBytes(metric)) return integer(value);
	return digits(value / by, significant);
}
function scaleOf(metric, value) {
	return (isBytes(metric) ? BYTES : SCALES[metric])?.find(({ above }) => Math.abs(value) >= above);
}
/** Digits from few to many: as few as show the values apart. Sizes and shares are exact, so fewer do. */
const PRECISIONS = [
	4,
	6,
	9
];
const EXACT_PRECISIONS = [
	3,
	5,
	9
];
/** Base and head in one unit, with enough digits to differ if they do. */
function texts(metric, values) {
	const sizes = values.map(Math.abs);
	const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
	const scale = scaleOf(metric, least !== 0 && most > 1e3 * least ? least : most);
	const suffix = scale === void 0 ? "" : `${"\xA0"}${scale.unit}`;
	for (const significant of isBytes(metric) || SHARES.has(metric) ? EXACT_PRECISIONS : PRECISIONS) {
		const shown = values.map((value) => scaled(metric, value, scale?.by, significant));
		if (new Set(shown).size === new Set(values).size) return shown.map((text) => `${text}${suffix}`);
	}
	const exact = isBytes(metric) ? `${"\xA0"}bytes` : suffix;
	return values.map((value) => `${isBytes(metric) ? integer(value) : String(value / (scale?.by ?? 1))}${exact}`);
}
/** One value with its unit: `219.8 µJ`, `54.0 KB`, `6,704,520`. */
function valueText(metric, value) {
	const [text = ""] = texts(metric, [value]);
	return text === `1${"\xA0"}steps` ? `1${"\xA0"}step` : text;
}
/** `6,704,520 → 7,120,111`, or one value where there is no other or it is the same. */
function pairText({ metric, base, head }) {
	if (base === void 0 && head === void 0) return "–";
	if (base === void 0 || head === void 0 || base === head) return valueText(metric, head ?? base ?? 0);
	const [before = "", after = ""] = texts(metric, [base, head]);
	const unit = after.slice(after.lastIndexOf("\xA0") + 1);
	return `${after.includes("\xA0") && before.endsWith(`${"\xA0"}${unit}`) ? before.slice(0, before.lastIndexOf("\xA0")) : before} →${"\xA0"}${after}`;
}
const sign = (value) => value < 0 ? MINUS : "+";
/** `+6.2 %`, `−0.03 %`, `+1,240 %`: two digits at least, none that nobody reads. */
function percentText(percent) {
	const magnitude = Math.abs(percent);
	if (magnitude === 0) return `0${"\xA0"}%`;
	if (magnitude < .01) return `${sign(percent)}<0.01${"\xA0"}%`;
	const decimals = magnitude < 1 ? 2 : magnitude < 100 ? 1 : 0;
	const text = magnitude >= 1e3 ? integer(magnitude) : magnitude.toFixed(decimals);
	return `${sign(percent)}${text}${"\xA0"}%`;
}
/** `+182,345`, `−2.1 KB`: a difference in the unit of the metric. */
function deltaText(metric, change) {
	if (SHARES.has(metric)) return `${sign(change)}${digits(Math.abs(change * 100), 2)}${"\xA0"}points`;
	return change === 0 ? "same" : `${sign(change)}${valueText(metric, Math.abs(change))}`;
}
/** Metrics whose relative change says less than the absolute one. */
const ABSOLUTE = /* @__PURE__ */ new Set([
	"layers",
	"max_abs_lsb",
	"mean_abs_lsb",
	"cosine",
	"argmax_agreement",
	"accuracy"
]);
/** `+6.2 %`, with its interval where it was measured more than once: `+6.2 % (+5.8 to +6.6 %)`. */
function changeText(change) {
	if (change.change === void 0) return "–";
	if (change.change === 0) return "same";
	if (change.change_percent === void 0 || ABSOLUTE.has(change.metric)) return deltaText(change.metric, change.change);
	const interval = change.modelled || change.class === "exact" ? void 0 : change.interval_percent;
	if (interval === void 0) return percentText(change.change_percent);
	const [low, high] = interval;
	const half = Math.abs(high - low) / 2;
	return `${percentText(change.change_percent).replace(`${"\xA0"}%`, "")}${"\xA0"}±${"\xA0"}${half < .1 ? half.toFixed(2) : half.toFixed(1)}${"\xA0"}%`;
}
/** What the rule allows, as a phrase: `allowed +2.0 %`, `limit 54.0 KB`. */
function allowedText({ metric, rule, base, head }) {
	if (rule === void 0) return void 0;
	if (rule.max !== void 0 && head !== void 0 && head > rule.max) return `limit ${valueText(metric, rule.max)}`;
	if (rule.min !== void 0 && head !== void 0 && head < rule.min) return `at least ${valueText(metric, rule.min)}`;
	const allowance = rule.max_increase ?? rule.max_decrease;
	if (allowance === void 0 || base === void 0) return void 0;
	const way = rule.max_increase === void 0 ? -1 : 1;
	const zero = way < 0 ? `${MINUS}0` : "+0";
	if ("percent" in allowance) return `allowed ${percentText(way * allowance.percent).replace(/^0/, zero)}`;
	return `allowed ${allowance.absolute === 0 ? zero : deltaText(metric, way * allowance.absolute)}`;
}
/** A label within a sentence: `instructions`, but `HP energy`, `ROM` and `MACs`. */
function within(label) {
	return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
/** The name of a figure: an emulator's unit is instructions, and what was modelled says so. */
function labelText(change, verdict) {
	const unit = verdict.head.profile?.unit;
	return `${change.metric === "ticks" && unit !== void 0 ? unit === "cycles" ? "Cycles" : "Instructions" : prose(change.label, 60)}${change.modelled ? " (modelled)" : ""}`;
}

// src/report/compare.ts
/** Layers shown; all of them are in the JSON. */
const MOST_LAYERS = 15;
/** Text made for Markdown, for a terminal: spaces that break. */
const plain = (text) => text.replaceAll("\xA0", " ");
const signed = (value) => `${value < 0 ? "−" : "+"}${integer(Math.abs(value))}`;
function percent(value) {
	if (value === void 0) return "";
	const magnitude = Math.abs(value);
	return magnitude === 0 ? "0 %" : `${value < 0 ? "−" : "+"}${magnitude < .01 ? "<0.01" : magnitude.toFixed(2)} %`;
}
function runText(result) {
	return `${result.id} (${plainText(result.model.name, 60)}, ${result.finished_at.slice(0, 16).replace("T", " ")} UTC)`;
}
function metricTable(metrics) {
	const sorted = metrics.toSorted((a, b) => byOutcome(a.outcome, b.outcome));
	return textTable([
		{ title: "verdict" },
		{ title: "metric" },
		{ title: "base → head" },
		{
			title: "change",
			align: "right"
		},
		{ title: "threshold" }
	], sorted.map((metric) => [
		metric.outcome,
		`${plainText(metric.label, 60)}${metric.modelled ? " (modelled)" : ""}`,
		plain(pairText(metric)),
		plain(changeText(metric)),
		plain(allowedText(metric) ?? "")
	]));
}
/** Why a metric is not fine, with the rule's place and note. */
function reasonLines(metrics) {
	const told = [
		"fail",
		"warn",
		"inconclusive",
		"not-comparable"
	];
	const lines = metrics.filter(({ outcome, rule }) => told.includes(outcome) && rule !== void 0).toSorted((a, b) => byOutcome(a.outcome, b.outcome)).map(({ outcome, label, reason, rule }) => {
		const note = rule?.note === void 0 ? "" : ` Note: ${plainText(rule.note, 400)}.`;
		const where = rule?.where === void 0 ? "built-in" : plainText(rule.where, 400);
		return `  ${outcome}: ${plainText(label, 60)}: ${reason}${note} [${where}]`;
	});
	return lines.length === 0 ? [] : ["", ...lines];
}
const indexOf = ({ base, head }) => base === void 0 || head === void 0 || base.index === head.index ? `${(head ?? base)?.index ?? ""}` : `${base.index} → ${head.index}`;
function shapeText({ base, head }) {
	const [before, after] = [formatShape(base?.output_shape), formatShape(head?.output_shape)];
	return base === void 0 || head === void 0 || before === after ? after || before : `${before} → ${after}`;
}
function ticksText({ base, head }) {
	const text = (ticks) => ticks === void 0 ? "–" : integer(ticks);
	return `${text(base?.ticks)} → ${text(head?.ticks)}`;
}
function layerLines(verdict) {
	const { layers, explained } = verdict;
	if (layers.length === 0) return [];
	const count = (kind) => layers.filter((layer) => layer.kind === kind).length;
	const counts = `${count("same")} the same, ${count("changed")} changed, ${count("added")} added, ${count("removed")} removed`;
	const weight = ({ change_ticks = 0 }) => change_ticks;
	const moved = layers.filter((layer) => layer.kind !== "same" || weight(layer) !== 0 || layer.rule !== void 0).toSorted((a, b) => byOutcome(a.outcome, b.outcome) || Math.abs(weight(b)) - Math.abs(weight(a)));
	const shown = moved.slice(0, MOST_LAYERS);
	const unit = verdict.head.profile?.unit ?? "ticks";
	const table = textTable([
		{
			title: "#",
			align: "right"
		},
		{ title: "layer" },
		{ title: "op" },
		{ title: "output" },
		{
			title: unit,
			align: "right"
		},
		{
			title: "change",
			align: "right"
		},
		{
			title: "",
			align: "right"
		},
		{ title: "verdict" }
	], shown.map((layer) => [
		indexOf(layer),
		layer.kind,
		plainText((layer.head ?? layer.base)?.op ?? "", 32),
		shapeText(layer),
		ticksText(layer),
		layer.change_ticks === void 0 ? "" : signed(layer.change_ticks),
		percent(layer.change_percent),
		layer.outcome
	]));
	return [
		"",
		`Layers: ${counts}.`,
		...shown.length === 0 ? [] : [table],
		...moved.length > shown.length ? [`${moved.length - shown.length} more that changed are in --format json.`] : [],
		...explained === void 0 ? [] : [explained.total_ticks === 0 && explained.layers_ticks === 0 ? `Total ${unit}: the same.` : `Total ${unit}: ${signed(explained.total_ticks)} = ${signed(explained.layers_ticks)} in layers, ${signed(explained.rest_ticks)} between them.`]
	];
}
/**
* A verdict for a terminal, as plain text: the totals, worst first; why; then the layers that moved, and how
* they make up the total. Names from the models are stripped of control characters.
*/
function compareReport(verdict) {
	const { head, base, differences } = verdict;
	return [
		`Verdict: ${verdict.outcome}`,
		`Head: ${runText(head)} on ${plainText(head.platform.name, 60)}, engine ${plainText(head.engine.name, 40)} ${plainText(head.engine.version, 40)}`,
		...base === void 0 ? ["Base: none"] : [`Base: ${runText(base)}`],
		...differences.length === 0 ? [] : ["Not comparable but for the model itself:", ...differences.map((each) => `  ${each.field}: ${each.base} → ${each.head}`)],
		"",
		metricTable(verdict.metrics),
		...reasonLines(verdict.metrics),
		...layerLines(verdict),
		""
	].join("\n");
}
/** A verdict as JSON: without the two results, which their ids name. */
function compareJson(verdict) {
	const { head, base, ...rest } = verdict;
	const named = ({ id, finished_at, model, platform, engine, fingerprint }) => ({
		id,
		finished_at,
		model: {
			name: model.name,
			sha256: model.sha256
		},
		platform: platform.name,
		engine,
		fingerprint
	});
	return {
		...rest,
		head: named(head),
		...base === void 0 ? {} : { base: named(base) }
	};
}

// node_modules/markdown-table/index.js
/**
* @typedef {Options} MarkdownTableOptions
*   Configuration.
*/
/**
* @typedef Options
*   Configuration.
* @property {boolean | null | undefined} [alignDelimiters=true]
*   Whether to align the delimiters (default: `true`);
*   they are aligned by default:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   Pass `false` to make them staggered:
*
*   ```markdown
*   | Alpha | B |
*   | - | - |
*   | C | Delta |
*   ```
* @property {ReadonlyArray<string | null | undefined> | string | null | undefined} [align]
*   How to align columns (default: `''`);
*   one style for all columns or styles for their respective columns;
*   each style is either `'l'` (left), `'r'` (right), or `'c'` (center);
*   other values are treated as `''`, which doesn’t place the colon in the
*   alignment row but does align left;
*   *only the lowercased first character is used, so `Right` is fine.*
* @property {boolean | null | undefined} [delimiterEnd=true]
*   Whether to end each row with the delimiter (default: `true`).
*
*   > 👉 **Note**: please don’t use this: it could create fragile structures
*   > that aren’t understandable to some markdown parsers.
*
*   When `true`, there are ending delimiters:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   When `false`, there are no ending delimiters:
*
*   ```markdown
*   | Alpha | B
*   | ----- | -----
*   | C     | Delta
*   ```
* @property {boolean | null | undefined} [fillRows=true]
*   Whether to fill rows with empty cells up to the most cells in a row
*   (default: `true`).
*
*   When `true`, all rows have as many cells as the longest row:
*
*   ```markdown
*   | Alpha | B    |   |
*   | ----- | ---- | - |
*   | C     |      |   |
*   | D     | Echo | F |
*   ```
*
*   When `false`, rows keep their cells,
*   and the delimiter row has as many cells as the header row:
*
*   ```markdown
*   | Alpha | B    |
*   | ----- | ---- |
*   | C     |
*   | D     | Echo | F |
*   ```
* @property {boolean | null | undefined} [delimiterStart=true]
*   Whether to begin each row with the delimiter (default: `true`).
*
*   > 👉 **Note**: please don’t use this: it could create fragile structures
*   > that aren’t understandable to some markdown parsers.
*
*   When `true`, there are starting delimiters:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   When `false`, there are no starting delimiters:
*
*   ```markdown
*   Alpha | B     |
*   ----- | ----- |
*   C     | Delta |
*   ```
* @property {boolean | null | undefined} [padding=true]
*   Whether to add a space of padding between delimiters and cells
*   (default: `true`).
*
*   When `true`, there is padding:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   When `false`, there is no padding:
*
*   ```markdown
*   |Alpha|B    |
*   |-----|-----|
*   |C    |Delta|
*   ```
* @property {((value: string) => number) | null | undefined} [stringLength]
*   Function to detect the length of table cell content (optional);
*   this is used when aligning the delimiters (`|`) between table cells;
*   full-width characters and emoji mess up delimiter alignment when viewing
*   the markdown source;
*   to fix this, you can pass this function,
*   which receives the cell content and returns its “visible” size;
*   note that what is and isn’t visible depends on where the text is displayed.
*
*   Without such a function, the following:
*
*   ```js
*   markdownTable([
*     ['Alpha', 'Bravo'],
*     ['中文', 'Charlie'],
*     ['👩‍❤️‍👩', 'Delta']
*   ])
*   ```
*
*   Yields:
*
*   ```markdown
*   | Alpha | Bravo |
*   | - | - |
*   | 中文 | Charlie |
*   | 👩‍❤️‍👩 | Delta |
*   ```
*
*   With [`string-width`](https://github.com/sindresorhus/string-width):
*
*   ```js
*   import stringWidth from 'string-width'
*
*   markdownTable(
*     [
*       ['Alpha', 'Bravo'],
*       ['中文', 'Charlie'],
*       ['👩‍❤️‍👩', 'Delta']
*     ],
*     {stringLength: stringWidth}
*   )
*   ```
*
*   Yields:
*
*   ```markdown
*   | Alpha | Bravo   |
*   | ----- | ------- |
*   | 中文  | Charlie |
*   | 👩‍❤️‍👩    | Delta   |
*   ```
*/
/**
* Get the length of a cell.
*
* @param {string} value
*   Cell value.
* @returns {number}
*   Cell size.
*/
function defaultStringLength(value) {
	return value.length;
}
/**
* Generate a markdown
* ([GFM](https://docs.github.com/en/github/writing-on-github/working-with-advanced-formatting/organizing-information-with-tables))
* table.
*
* @param {ReadonlyArray<ReadonlyArray<string | null | undefined>>} table
*   Table data (matrix of strings).
* @param {Readonly<Options> | null | undefined} [options]
*   Configuration (optional).
* @returns {string}
*   Result.
*/
function markdownTable(table, options) {
	const settings = options || {};
	const align = (settings.align || []).concat();
	const stringLength = settings.stringLength || defaultStringLength;
	/** @type {Array<number>} Character codes as symbols for alignment per column. */
	const alignments = [];
	/** @type {Array<Array<string>>} Cells per row. */
	const cellMatrix = [];
	/** @type {Array<Array<number>>} Sizes of each cell per row. */
	const sizeMatrix = [];
	/** @type {Array<number>} */
	const longestCellByColumn = [];
	let mostCellsPerRow = 0;
	let rowIndex = -1;
	while (++rowIndex < table.length) {
		/** @type {Array<string>} */
		const row = [];
		/** @type {Array<number>} */
		const sizes = [];
		let columnIndex = -1;
		if (table[rowIndex].length > mostCellsPerRow) mostCellsPerRow = table[rowIndex].length;
		while (++columnIndex < table[rowIndex].length) {
			const cell = serialize(table[rowIndex][columnIndex]);
			if (settings.alignDelimiters !== false) {
				const size = stringLength(cell);
				sizes[columnIndex] = size;
				if (longestCellByColumn[columnIndex] === void 0 || size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			}
			row.push(cell);
		}
		cellMatrix[rowIndex] = row;
		sizeMatrix[rowIndex] = sizes;
	}
	let columnIndex = -1;
	if (typeof align === "object" && "length" in align) while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = toAlignment(align[columnIndex]);
	else {
		const code = toAlignment(align);
		while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = code;
	}
	columnIndex = -1;
	/** @type {Array<string>} */
	const row = [];
	/** @type {Array<number>} */
	const sizes = [];
	while (++columnIndex < mostCellsPerRow) {
		const code = alignments[columnIndex];
		let before = "";
		let after = "";
		if (code === 99) {
			before = ":";
			after = ":";
		} else if (code === 108) before = ":";
		else if (code === 114) after = ":";
		let size = settings.alignDelimiters === false ? 1 : Math.max(1, longestCellByColumn[columnIndex] - before.length - after.length);
		const cell = before + "-".repeat(size) + after;
		if (settings.alignDelimiters !== false) {
			size = before.length + size + after.length;
			if (size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			sizes[columnIndex] = size;
		}
		row[columnIndex] = cell;
	}
	cellMatrix.splice(1, 0, row);
	sizeMatrix.splice(1, 0, sizes);
	rowIndex = -1;
	/** @type {Array<string>} */
	const lines = [];
	while (++rowIndex < cellMatrix.length) {
		const row = cellMatrix[rowIndex];
		const sizes = sizeMatrix[rowIndex];
		const cellsInRow = settings.fillRows === false ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
		columnIndex = -1;
		/** @type {Array<string>} */
		const line = [];
		while (++columnIndex < cellsInRow) {
			const cell = row[columnIndex] || "";
			let before = "";
			let after = "";
			if (settings.alignDelimiters !== false) {
				const size = longestCellByColumn[columnIndex] - (sizes[columnIndex] || 0);
				const code = alignments[columnIndex];
				if (code === 114) before = " ".repeat(size);
				else if (code === 99) {
					const half = size / 2;
					if (size % 2) {
						before = " ".repeat(half + .5);
						after = " ".repeat(half - .5);
					} else {
						before = " ".repeat(half);
						after = before;
					}
				} else after = " ".repeat(size);
			}
			if (settings.delimiterStart !== false && !columnIndex) line.push("|");
			if (settings.padding !== false && !(settings.alignDelimiters === false && cell === "") && (settings.delimiterStart !== false || columnIndex)) line.push(" ");
			if (settings.alignDelimiters !== false) line.push(before);
			line.push(cell);
			if (settings.alignDelimiters !== false) line.push(after);
			if (settings.padding !== false) line.push(" ");
			if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) line.push("|");
		}
		lines.push(settings.delimiterEnd === false ? line.join("").replace(/ +$/, "") : line.join(""));
	}
	return lines.join("\n");
}
/**
* Serialize a cell value.
*
* @param {string | null | undefined} [value]
*   Value to serialize.
* @returns {string}
*   Result.
*/
function serialize(value) {
	return value === null || value === void 0 ? "" : String(value);
}
/**
* Get the alignment character code from a value.
*
* @param {string | null | undefined} value
*   Value.
* @returns {number}
*   Alignment.
*/
function toAlignment(value) {
	const code = typeof value === "string" ? value.codePointAt(0) : 0;
	return code === 67 || code === 99 ? 99 : code === 76 || code === 108 ? 108 : code === 82 || code === 114 ? 114 : 0;
}

// src/report/markdown/blocks.ts
/** Every table of the room: unpadded, because the padding of 1600 rows would cost more than their text. */
function table(head, align, rows) {
	return markdownTable([head, ...rows], {
		align: [...align],
		alignDelimiters: false,
		padding: true
	});
}
/** A part that opens on demand. `summary` is HTML already. */
function details(summary, body) {
	return [
		"<details>",
		`<summary>${summary}</summary>`,
		"",
		body.join("\n\n"),
		"",
		"</details>"
	].join("\n");
}

// src/report/markdown/environment.ts
const SOURCES = {
	paired: "measured in this job, alternately on the same board",
	artifact: "from the artifact of an earlier run",
	"data-branch": "from the data branch",
	file: "from a file"
};
const HOUR_MS = 36e5;
const DAY_MS = 24 * HOUR_MS;
/** `3 hours`, `12 days`; undefined where it would be negative or not a time. */
function age(from, until) {
	const length = Date.parse(until) - Date.parse(from);
	if (Number.isNaN(length) || length < 0) return void 0;
	if (length < HOUR_MS) return "less than an hour";
	return length < 2 * DAY_MS ? counted(Math.floor(length / HOUR_MS), "hour") : counted(Math.floor(length / DAY_MS), "day");
}
/** Which commit the figures were held against, how old it is and how far away; always told. */
function baselineText({ baseline, base, head }) {
	if (baseline === void 0 || base === void 0) return "no baseline";
	const sha = shortHash(baseline.sha);
	const created = baseline.created_at;
	const old = created === void 0 ? void 0 : age(created, head.started_at);
	const distance = baseline.distance === void 0 ? void 0 : baseline.distance === 0 ? "the merge base" : `${counted(baseline.distance, "commit")} before the merge base`;
	return [
		...sha === void 0 ? [] : [sha],
		...distance === void 0 ? [] : [distance],
		...old === void 0 || baseline.source === "paired" ? [] : [`${old} old`],
		SOURCES[baseline.source]
	].join(", ");
}
/** What differs from the environment of the baseline; nothing where it is the same. */
function differencesSection({ differences: fields }, mostRows) {
	if (fields.length === 0) return [];
	return ["The baseline was measured differently, so nothing is judged against it:", table([
		"Differs",
		"Baseline",
		"Head"
	], "lll", fields.slice(0, mostRows).map(({ field, base, head }) => [
		prose(field, 40),
		code(base, 60),
		code(head, 60)
	]))];
}
/** What was measured on what, with what, and against what. */
function environmentSection(verdict) {
	const { head, pairs } = verdict;
	const { board, platform, engine, toolchain, profile, placement } = head;
	const silicon = board.silicon === void 0 || board.silicon === platform.core ? "" : `, ${code(board.silicon, 40)}`;
	const lines = [
		`- Baseline: ${baselineText(verdict)}`,
		`- Board: ${code(board.id, 40)}, ${code(platform.name, 40)} (${code(platform.core, 40)}${silicon}${platform.emulated ? ", emulated: it counts instructions, not cycles" : ""})`,
		`- Engine: ${code(engine.name, 40)} ${code(engine.version, 40)}, built with ${code(toolchain.name, 40)} ${code(toolchain.version, 40)}`,
		`- Model in ${placement.model.location}, arena in ${placement.arena.location}`,
		...profile === void 0 ? [] : [`- ${counted(profile.runs, "run")} after ${counted(profile.warmup, "warm-up run")}${pairs > 1 ? `, ${pairs} pairs of base and head` : ""}`],
		`- Measured ${moment(head.started_at)} with hilbench ${code(head.tool.version, 20)}; environment ${head.fingerprint.slice(0, 10)}`
	];
	return details("Environment and baseline", [lines.join("\n")]);
}

// src/report/markdown/regressions.ts
/** An allowance of nothing is exceeded by anything; it is then weighed as if it were this many percent. */
const LEAST_ALLOWANCE_PERCENT = .1;
function excessOf(rule, change, percent, head = 0) {
	if (rule?.max !== void 0 && head > rule.max) return head / Math.max(rule.max, Number.MIN_VALUE);
	if (rule?.min !== void 0 && head < rule.min) return rule.min / Math.max(head, Number.MIN_VALUE);
	const allowance = rule?.max_increase ?? rule?.max_decrease;
	if (allowance === void 0) return Math.abs(percent);
	if ("absolute" in allowance && allowance.absolute > 0) return Math.abs(change) / allowance.absolute;
	const allowed = "percent" in allowance ? allowance.percent : 0;
	return Math.abs(percent) / Math.max(allowed, LEAST_ALLOWANCE_PERCENT);
}
const isRegression = (outcome) => outcome === "fail" || outcome === "warn";
function ofVerdict(verdict) {
	const { validation } = verdict.head;
	const found = validation?.verdict === "fail" ? [{
		verdict,
		severity: "fail",
		excess: Number.POSITIVE_INFINITY,
		kind: "validation",
		violations: validation.violations
	}] : [];
	for (const metric of verdict.metrics) {
		if (!isRegression(metric.outcome) || metric.metric === "violations" && found.length > 0) continue;
		const excess = excessOf(metric.rule, metric.change ?? 0, metric.change_percent ?? 0, metric.head);
		found.push({
			verdict,
			severity: metric.outcome,
			excess,
			...metric.rule && { rule: metric.rule },
			kind: "metric",
			metric
		});
	}
	for (const layer of verdict.layers) {
		if (!isRegression(layer.outcome)) continue;
		const excess = excessOf(layer.rule, layer.change_ticks ?? 0, layer.change_percent ?? 100);
		found.push({
			verdict,
			severity: layer.outcome,
			excess,
			...layer.rule && { rule: layer.rule },
			kind: "layer",
			layer
		});
	}
	return found;
}
const KINDS$1 = [
	"validation",
	"metric",
	"layer"
];
/** Everything that is worse than allowed, worst first: failures, then what matters most, then the excess. */
function regressionsOf(verdicts) {
	return verdicts.flatMap(ofVerdict).sort((a, b) => byOutcome(a.severity, b.severity) || KINDS$1.indexOf(a.kind) - KINDS$1.indexOf(b.kind) || (a.excess === b.excess ? 0 : b.excess - a.excess));
}
/** The outcome of one result; outputs that are wrong fail whatever the gate says of the numbers. */
function outcomeOf(verdict) {
	return verdict.head.validation?.verdict === "fail" ? "fail" : verdict.outcome;
}
/** The outcome of all results: the worst there is. */
function overallOutcome(verdicts) {
	return verdicts.length === 0 ? "no-baseline" : worstOf(verdicts.map(outcomeOf));
}
/** No worse than allowed, and not moved by more than the noise of the measurement. */
function isSteady({ outcome, change, interval_percent, class: kind }) {
	if (outcome !== "pass") return false;
	if ((change ?? 0) === 0) return true;
	if (kind === "exact" || interval_percent === void 0) return false;
	return interval_percent[0] <= 0 && interval_percent[1] >= 0;
}
/** Layers below this share of the total are noise where ticks are. */
const NOISE_SHARE = .005;
/** The layers that are not as before: other shape or op, added, removed, judged worse, or with other ticks. */
function movedLayers(verdict) {
	const floor = verdict.metrics.some((change) => change.metric === "ticks" && change.class === "noisy") ? (verdict.head.profile?.total.ticks ?? 0) * NOISE_SHARE : 0;
	return verdict.layers.filter(({ kind, outcome, change_ticks = 0 }) => kind !== "same" || isRegression(outcome) || Math.abs(change_ticks) > floor);
}
/** Nothing a reviewer must look at: no figure and no layer moved, and nothing is worse than allowed. */
function isUnchanged(verdict) {
	return outcomeOf(verdict) === "pass" && verdict.metrics.every(isSteady) && movedLayers(verdict).length === 0;
}

// src/report/markdown/headline.ts
function moved(change, verdict) {
	const allowed = allowedText(change);
	const text = change.change === void 0 || change.change === 0 ? "" : ` ${changeText(change)}`;
	return `${within(labelText(change, verdict))}${text}${allowed === void 0 ? "" : `, ${allowed}`}`;
}
/** `layer 3 CONV_2D (1×24×24×16 → 1×24×24×32)` */
function layerText({ kind, base, head }) {
	const side = head ?? base;
	if (side === void 0) return "a layer";
	const before = shape(base?.output_shape);
	const after = shape(head?.output_shape);
	const shapes = kind === "changed" && before !== after && before !== "" ? ` (${before} → ${after})` : "";
	return `layer ${side.index} ${code(side.op, 40)}${shapes}`;
}
function regressionText(regression) {
	switch (regression.kind) {
		case "validation": return "the outputs differ from the reference by more than allowed";
		case "metric": return moved(regression.metric, regression.verdict);
		case "layer": {
			const { layer } = regression;
			return `${layerText(layer)} ${layer.change_percent === void 0 ? deltaText("ticks", layer.change_ticks ?? 0) : percentText(layer.change_percent)}`;
		}
	}
}
/** Metrics that are worth the verdict line although nobody set a limit on them, most telling first. */
const TELLING = [
	"time_us",
	"ticks",
	"energy_uj",
	"arena_bytes",
	"model_bytes",
	"accuracy",
	"argmax_agreement"
];
const MOST_IN_LINE = 3;
function telling(changes) {
	return TELLING.flatMap((metric) => changes.filter((change) => change.metric === metric));
}
function unchangedText(verdicts) {
	return verdicts.every(({ metrics }) => metrics.every(({ change = 0 }) => change === 0)) ? "nothing changed" : "no change beyond the noise";
}
/** What one result says in half a sentence. */
function gist(verdict) {
	const outcome = outcomeOf(verdict);
	if (outcome === "fail" || outcome === "warn") {
		const [worst, ...others] = regressionsOf([verdict]);
		if (worst !== void 0) return `${regressionText(worst)}${others.length === 0 ? "" : `; ${integer(others.length)} more`}`;
	}
	if (outcome === "not-comparable") return `measured with another ${verdict.differences.slice(0, 3).map(({ field }) => prose(field, 40)).join(", ") || "set-up"} than the baseline`;
	if (outcome === "inconclusive") {
		const open = verdict.metrics.find((change) => change.outcome === "inconclusive");
		if (open !== void 0) return moved(open, verdict);
	}
	if (outcome === "no-baseline") return "measured, nothing to compare with yet";
	if (isUnchanged(verdict)) return unchangedText([verdict]);
	const steps = verdict.metrics.filter((change) => !isSteady(change) && change.change !== void 0);
	const named = steps.filter((change) => outcome !== "improved" || change.outcome === "improved");
	const texts = telling(named.length === 0 ? steps : named).slice(0, MOST_IN_LINE).map((change) => `${within(labelText(change, verdict))} ${changeText(change)}`);
	if (texts.length > 0) return texts.join(", ");
	const layers = movedLayers(verdict).length;
	return layers === 0 ? "within what is allowed" : `${counted(layers, "layer")} changed, the totals did not`;
}
/** The verdict of all results in one line; louder where someone must act. */
function headline(verdicts, targets) {
	const outcome = overallOutcome(verdicts);
	const line = status(outcome);
	const loud = [
		"fail",
		"warn",
		"not-comparable",
		"inconclusive"
	].includes(outcome);
	const written = (text) => loud ? `### ${line}: ${text}` : `**${line}**: ${text}`;
	const [only] = verdicts;
	if (only === void 0) return "**No results**: the jobs of this run left none.";
	if (verdicts.length === 1) return written(`${gist(only)} (${targets.get(only)})`);
	const same = verdicts.filter((verdict) => outcomeOf(verdict) === outcome);
	if (verdicts.every(isUnchanged)) return written(`${unchangedText(verdicts)} in ${counted(verdicts.length, "result")}`);
	const first = regressionsOf(same)[0]?.verdict ?? same.find((verdict) => !isUnchanged(verdict)) ?? only;
	return written(`${outcome === "pass" ? `all ${counted(verdicts.length, "result")}` : `${same.length} of ${counted(verdicts.length, "result")}`}. ${targets.get(first)}: ${gist(first)}`);
}
/** One layer is the reason when it makes up this much of the change, and not much more than it. */
const EXPLAINS = {
	from: .5,
	to: 1.5
};
const MOST_REASONS = 3;
function event(layer) {
	const verb = {
		added: " was added",
		removed: " was removed",
		changed: "",
		same: ""
	}[layer.kind];
	return `${layerText(layer)}${verb}`;
}
function noiseText({ metrics, pairs }) {
	const open = metrics.find(({ outcome }) => outcome === "inconclusive");
	if (open === void 0) return void 0;
	if (open.detectable_percent === void 0) return prose(open.reason, 300);
	const effort = pairs > 1 ? ` by ${pairs} pairs of measurements` : "";
	return `an increase below ${percentText(open.detectable_percent)} cannot be told from noise${effort}.`;
}
/** Which layers made the total change, or what kept it from being seen; undefined where nothing changed. */
function reason(verdict) {
	if (verdict.outcome === "inconclusive") return noiseText(verdict);
	const { profile } = verdict.head;
	const total = verdict.explained?.total_ticks ?? verdict.layers.reduce((sum, { change_ticks = 0 }) => sum + change_ticks, 0);
	if (profile === void 0 || total === 0) return void 0;
	const movers = movedLayers(verdict).filter(({ change_ticks = 0 }) => change_ticks !== 0).sort((a, b) => Math.abs(b.change_ticks ?? 0) - Math.abs(a.change_ticks ?? 0));
	const [most, ...others] = movers;
	if (most?.change_ticks === void 0) return void 0;
	const whole = `${deltaText("ticks", total)} ${profile.unit}`;
	const share = most.change_ticks / total;
	if (share >= EXPLAINS.from && share <= EXPLAINS.to) {
		const part = `${event(most)}: ${deltaText("ticks", most.change_ticks)}`;
		return others.length === 0 && share === 1 ? `${part} ${profile.unit}, the whole change.` : `${part} of ${whole}.`;
	}
	const shown = movers.slice(0, MOST_REASONS);
	const rest = movers.length - shown.length;
	return `${[...shown.map((layer) => `${event(layer)} (${deltaText("ticks", layer.change_ticks ?? 0)})`), ...rest === 0 ? [] : [counted(rest, "more layer")]].join(", ")}; together with the rest ${whole}.`;
}

// src/report/markdown/sparkline.ts
/** The steps that have the same width in every font GitHub uses. */
const STEPS = [
	"▁",
	"▂",
	"▃",
	"▅",
	"▇"
];
/** Changes smaller than this share of the value are drawn flat: noise must not look like a mountain. */
const LEAST_RANGE = .02;
/** Values as a row of bars in code type, oldest first; undefined for fewer than two. */
function sparkline(values) {
	const shown = values.filter(Number.isFinite).slice(-12);
	if (shown.length < 2) return void 0;
	const low = Math.min(...shown);
	const high = Math.max(...shown);
	const range = Math.max(high - low, Math.max(Math.abs(low), Math.abs(high)) * LEAST_RANGE);
	const floor = (low + high - range) / 2;
	return `\`${shown.map((value) => {
		const at = range === 0 ? .5 : (value - floor) / range;
		return STEPS[Math.max(0, Math.min(STEPS.length - 1, Math.floor(at * STEPS.length)))];
	}).join("")}\``;
}

// src/report/markdown/key-figures.ts
/** What matters most to whoever ships a model comes first. */
const ORDER = [
	"time_us",
	"ticks",
	"energy_uj",
	"power_mw",
	"arena_bytes",
	"violations",
	"model_bytes",
	"rom_bytes",
	"ram_bytes",
	"accuracy",
	"argmax_agreement",
	"cosine",
	"max_abs_lsb",
	"mean_abs_lsb",
	"macs",
	"layers"
];
const QUIET = /* @__PURE__ */ new Set([
	"pass",
	"no-baseline",
	"not-comparable"
]);
/** What was counted comes before the time that is modelled from it. */
function rank({ metric, modelled }) {
	return ORDER.indexOf(metric === "time_us" && modelled ? "ticks" : metric) + (modelled ? .5 : 0);
}
function ordered(metrics) {
	return metrics.toSorted((a, b) => rank(a) - rank(b) || (a.mode ?? "").localeCompare(b.mode ?? "") || (a.output ?? 0) - (b.output ?? 0));
}
function judged(change) {
	const word = QUIET.has(change.outcome) ? "" : ` ${status(change.outcome).toLowerCase()}`;
	return `${changeText(change)}${word}`;
}
function trend(change, history) {
	const past = history.find(({ metric, mode }) => metric === change.metric && mode === change.mode);
	if (past === void 0) return "";
	return sparkline([...past.values, ...change.head === void 0 ? [] : [change.head]]) ?? "";
}
/** `Unchanged: arena 54.0 KB, ROM 23.1 KB` in one line instead of a row each. */
function steadyLine(lead, metrics, verdict) {
	if (metrics.length === 0) return [];
	return [`${lead}: ${metrics.map((change) => `${within(labelText(change, verdict))} ${valueText(change.metric, change.head ?? 0)}`).join(", ")}.`];
}
/**
* The figures of one result: a row for each that moved or is judged, the others in a line.
*
* @param mostRows rows beyond it are counted, not shown
*/
function keyFigures(verdict, history, mostRows) {
	const metrics = ordered(verdict.metrics);
	const compared = metrics.some(({ base }) => base !== void 0);
	const steady = compared ? metrics.filter(isSteady) : [];
	const rows = metrics.filter((change) => !steady.includes(change));
	const shown = rows.slice(0, mostRows);
	const trends = shown.map((change) => trend(change, history));
	const withTrend = trends.some((text) => text !== "");
	const withChange = compared || shown.some(({ outcome }) => !QUIET.has(outcome));
	const head = [
		"Figure",
		compared ? "Base → head" : "This commit",
		...withChange ? ["Change"] : [],
		...withTrend ? ["History"] : []
	];
	const parts = [];
	if (shown.length > 0) parts.push(table(head, "lrll", shown.map((change, at) => [
		labelText(change, verdict),
		pairText(change),
		...withChange ? [judged(change)] : [],
		...withTrend ? [trends[at] ?? ""] : []
	])));
	if (rows.length > shown.length) parts.push(`${rows.length - shown.length} more figures are in the report.`);
	const [noise, same] = [true, false].map((moved) => steady.slice(0, mostRows).filter(({ change = 0, head }) => head !== void 0 && change !== 0 === moved));
	return [
		...parts,
		...steadyLine("No change beyond the noise", noise ?? [], verdict),
		...steadyLine("Unchanged", same ?? [], verdict)
	];
}
/** The figures in one line, for a result with nothing to look at. */
function figuresLine(verdict) {
	return ordered(verdict.metrics).filter(({ metric, modelled, head }) => head !== void 0 && BRIEF.has(metric) && !(modelled && metric === "time_us")).map((change) => `${within(labelText(change, verdict))} ${valueText(change.metric, change.head ?? 0)}`).join(", ");
}
const BRIEF = /* @__PURE__ */ new Set([
	"time_us",
	"ticks",
	"energy_uj",
	"arena_bytes",
	"model_bytes"
]);
const COLUMNS = [
	{
		title: "Inference",
		metrics: ["time_us", "ticks"]
	},
	{
		title: "Energy",
		metrics: ["energy_uj"]
	},
	{
		title: "Arena",
		metrics: ["arena_bytes"]
	}
];
/** One row a result, worst first: what to look at, before how. */
function overview(verdicts, histories, targets) {
	const cell = (verdict, metrics) => {
		const found = ordered(verdict.metrics).find(({ metric }) => metrics.includes(metric));
		if (found?.head === void 0) return "–";
		const unit = found.metric === "ticks" ? ` ${verdict.head.profile?.unit ?? ""}` : "";
		const modelled = found.modelled ? " modelled" : "";
		const bars = metrics === COLUMNS[0]?.metrics ? trend(found, histories.get(verdict) ?? []) : "";
		return [
			`${valueText(found.metric, found.head)}${unit}${modelled}`,
			...found.base === void 0 ? [] : [isSteady(found) ? "same" : judged(found)],
			...bars === "" ? [] : [bars]
		].join(", ");
	};
	const columns = COLUMNS.filter(({ metrics }) => verdicts.some((verdict) => verdict.metrics.some(({ metric }) => metrics.includes(metric))));
	return table(["Result", ...columns.map(({ title }) => title)], "l".repeat(1 + columns.length), verdicts.map((verdict) => [`${status(outcomeOf(verdict))}: ${targets.get(verdict)}`, ...columns.map(({ metrics }) => cell(verdict, metrics))]));
}

// src/report/markdown/layers.ts
const NAME = 36;
/** Converters join the names of all they fused with semicolons; the last part of the first says enough. */
function shortName(name) {
	const first = name.split(";", 1)[0] ?? "";
	return [...first].length <= NAME ? first : `…${[...first].slice(-35).join("")}`;
}
function layerCell({ op, name }) {
	return name === "" ? code(op, 40) : `${code(op, 40)} ${code(shortName(name), NAME)}`;
}
function outputCell({ base, head }) {
	const before = shape(base?.output_shape);
	const after = shape(head?.output_shape);
	return base === void 0 || head === void 0 || before === after ? after || before : `${before} →\u00a0${after}`;
}
function ticksCell({ base, head }) {
	const [before, after] = [base?.ticks, head?.ticks];
	if (before === void 0 || after === void 0 || before === after) {
		const one = after ?? before;
		return one === void 0 ? "–" : integer(one);
	}
	return `${integer(before)} →\u00a0${integer(after)}`;
}
const KINDS = {
	same: "",
	changed: "changed ",
	added: "added ",
	removed: "removed "
};
function changeCell({ kind, change_ticks, change_percent, outcome }) {
	const word = outcome === "fail" || outcome === "warn" ? ` ${status(outcome).toLowerCase()}` : "";
	if (change_ticks === void 0) return `${KINDS[kind]}${word}`.trim() || "–";
	if (change_ticks === 0 && kind === "same") return `same${word}`;
	const relative = change_percent === void 0 || kind !== "same" && kind !== "changed" ? "" : ` (${percentText(change_percent)})`;
	return `${KINDS[kind]}${deltaText("ticks", change_ticks)}${relative}${word}`;
}
function unitTitle(verdict) {
	return verdict.head.profile?.unit === "cycles" ? "Cycles" : "Instructions";
}
function comparedTable(verdict, layers) {
	return table([
		"#",
		"Layer",
		"Output",
		unitTitle(verdict),
		"Change"
	], "rllrl", layers.map((layer) => {
		const side = layer.head ?? layer.base;
		return [
			layer.head === void 0 ? `(${side?.index ?? ""})` : String(side?.index ?? ""),
			side === void 0 ? "" : layerCell(side),
			outputCell(layer),
			ticksCell(layer),
			changeCell(layer)
		];
	}));
}
/** How the layers' changes make up the total's. */
function sum({ explained, head }) {
	if (explained === void 0 || head.profile === void 0 || explained.total_ticks === 0) return void 0;
	const { total_ticks, layers_ticks, rest_ticks } = explained;
	const rest = rest_ticks === 0 ? "" : `, ${deltaText("ticks", rest_ticks)} between layers`;
	return `Total ${deltaText("ticks", total_ticks)} ${head.profile.unit}: ${deltaText("ticks", layers_ticks)} in layers${rest}.`;
}
function summaryText(verdict, moved) {
	const count = (wanted) => moved.filter(wanted).length;
	return [
		[count(({ kind }) => kind === "changed"), "changed"],
		[count(({ kind }) => kind === "added"), "added"],
		[count(({ kind }) => kind === "removed"), "removed"],
		[count(({ kind }) => kind === "same"), "the same with other counts"],
		[verdict.layers.length - moved.length, "as before"]
	].filter(([number]) => number > 0).map(([number, word]) => `${integer(number)} ${word}`).join(", ");
}
function measuredTable(verdict) {
	const { profile } = verdict.head;
	if (profile === void 0) return void 0;
	return table([
		"#",
		"Layer",
		"Output",
		unitTitle(verdict),
		"Share"
	], "rllrr", profile.layers.map((layer) => [
		String(layer.index),
		layerCell(layer),
		shape(layer.output_shape),
		integer(layer.ticks),
		percent$2(layer.share)
	]));
}
/**
* Everything per layer, closed until asked for.
*
* @param which all layers, or those that are not as before
*/
function layersSection(verdict, which) {
	if (!verdict.layers.some(({ base }) => base !== void 0)) {
		const body = which === "all" ? measuredTable(verdict) : void 0;
		const count = verdict.head.profile?.layers.length ?? 0;
		return body === void 0 ? void 0 : details(`Layers: ${integer(count)} measured`, [body]);
	}
	const moved = movedLayers(verdict);
	const layers = which === "all" ? verdict.layers : moved;
	if (layers.length === 0) return void 0;
	const note = which === "changed" && layers.length < verdict.layers.length;
	const total = sum(verdict);
	return details(`Layers: ${summaryText(verdict, moved)}`, [
		...total === void 0 ? [] : [total],
		comparedTable(verdict, layers),
		...note ? ["Layers as before are left out here; the report has them all."] : []
	]);
}

// src/report/markdown/measured.ts
const MOST_OUTPUTS = 16;
const MOST_VIOLATIONS = 5;
function energyCell({ energy_uj, uncertainty_uj, modelled }) {
	return uncertainty_uj === void 0 || modelled ? valueText("energy_uj", energy_uj) : `${fine(energy_uj)}${"\xA0"}±${"\xA0"}${precise(Number(uncertainty_uj.toPrecision(2)))}${"\xA0"}µJ`;
}
/** Energy of one inference in each mode, and whether an instrument or a model says so. */
function powerSection({ head }) {
	const power = head.power ?? [];
	if (power.length === 0) return [];
	const modelled = power.filter((each) => each.modelled);
	const title = modelled.length === power.length ? "**Energy of one inference, modelled** from the assumptions in the platform file; no instrument measured it." : `**Energy of one inference**, measured by ${[...new Set(power.filter((each) => !each.modelled).map(({ monitor }) => code(monitor, 60)))].join(", ")}${modelled.length === 0 ? "" : "; rows that say so are modelled"}.`;
	const lost = power.reduce((sum, { dropped_samples }) => sum + dropped_samples, 0);
	return [
		title,
		table([
			"Mode",
			"Energy",
			"Power",
			"Time"
		], "lrrr", power.map((each) => [
			`${each.mode.toUpperCase()}${each.modelled ? " modelled" : ""}`,
			energyCell(each),
			valueText("power_mw", each.power_mw),
			valueText("time_us", each.time_ms * 1e3)
		])),
		...lost === 0 ? [] : [`${counted(lost, "sample")} lost.`]
	];
}
function outputText(output, several) {
	const parts = [
		output.max_abs_lsb === void 0 ? void 0 : `worst difference ${counted(output.max_abs_lsb, "quantization step")}`,
		output.max_abs === void 0 ? void 0 : `worst difference ${precise(output.max_abs)}`,
		output.non_finite === void 0 || output.non_finite === 0 ? void 0 : `${counted(output.non_finite, "element")} not finite`,
		output.cosine === void 0 ? void 0 : `cosine ${precise(output.cosine)}`,
		output.argmax_agreement === void 0 ? void 0 : `same winner in ${valueText("argmax_agreement", output.argmax_agreement)}`
	].filter((part) => part !== void 0);
	return `${several ? `output ${output.index} ${code(output.name, 40)}: ` : ""}${parts.join(", ")}`;
}
/** Whether the outputs are right, and how far they are from the reference. */
function validationSection({ head }) {
	const { validation } = head;
	if (validation === void 0) return [];
	const inputs = validation.source === "dataset" ? "inputs of the dataset" : "random inputs";
	const passed = validation.verdict === "pass";
	const lead = `**Outputs ${passed ? "agree" : "do not agree"}** with ${prose(validation.reference, 60)} (${counted(validation.runs, "run")}, ${inputs})`;
	const several = validation.outputs.length > 1;
	const shown = validation.outputs.slice(0, MOST_OUTPUTS);
	const texts = shown.map((output) => outputText(output, several));
	const more = validation.outputs.length - shown.length;
	const rest = more === 0 ? [] : [`- ${counted(more, "more output")} in the report`];
	return [
		`${passed ? "✅" : "❌"} ${several ? `${lead}:` : `${lead}: ${texts[0] ?? ""}.`}`,
		...several ? [[...texts.map((text) => `- ${text}`), ...rest].join("\n")] : [],
		...passed ? [] : [validation.violations.slice(0, MOST_VIOLATIONS).map((violation) => `- ${prose(violation, 200)}`).join("\n")]
	].filter((part) => part !== "");
}
/** How an engine compiled ahead of time did on the same board. */
function aotSection({ head }) {
	const { aot } = head;
	if (aot === void 0) return [];
	const same = againstMain(aot);
	const ratio = ticksRatio(head);
	const parts = [
		aot.validation === void 0 ? void 0 : `outputs ${aot.validation.verdict === "pass" ? "agree" : "do not agree"} with the host`,
		same === void 0 ? void 0 : `against ${code(head.engine.name, 40)} ${same}`,
		ratio === void 0 ? void 0 : `${times(ratio)} its ${head.profile?.unit ?? "ticks"}`
	].filter((part) => part !== void 0);
	return [`**Compiled ahead of time** by ${code(aot.engine.name, 40)} ${code(aot.engine.version, 40)}${parts.length === 0 ? "" : `: ${parts.join("; ")}`}.`];
}
const MOST_ISSUES = 10;
const ISSUE_SYMBOLS = {
	error: "❌",
	warn: "⚠️",
	info: "ℹ️"
};
/** What the run itself complained about. */
function issuesSection({ head }) {
	const issues = head.issues.filter(({ severity }) => severity !== "info");
	if (issues.length === 0) return [];
	const shown = issues.slice(0, MOST_ISSUES);
	const more = issues.length - shown.length;
	const lines = shown.map(({ severity, message, hint }) => `- ${ISSUE_SYMBOLS[severity]} ${severity === "error" ? "error" : "warning"}: ${prose(message, 200)} ${prose(hint, 200)}`);
	return [details(counted(issues.length, "remark of the run", "remarks of the run"), [[...lines, ...more === 0 ? [] : [`- ${more} more in the report`]].join("\n")])];
}

// src/report/markdown/regressions-list.ts
function ruleText(rule) {
	if (rule === void 0) return "";
	return `${rule.where === void 0 ? "" : `, rule ${code(rule.where, 60)}`}${rule.note === void 0 ? "" : `. ${prose(rule.note, 200)}`}`;
}
function body(regression) {
	switch (regression.kind) {
		case "validation": return `outputs differ from the reference. ${prose(regression.violations[0] ?? "", 200)}`.trim();
		case "metric": {
			const { metric, verdict } = regression;
			const allowed = allowedText(metric);
			const change = metric.change === void 0 || metric.change === 0 ? "" : ` ${changeText(metric)}`;
			return `**${labelText(metric, verdict)}${change}** (${pairText(metric)})${allowed === void 0 ? "" : `, ${allowed}`}${ruleText(metric.rule)}`;
		}
		case "layer": {
			const { layer, verdict } = regression;
			const unit = verdict.head.profile?.unit ?? "ticks";
			const relative = layer.change_percent === void 0 ? "" : ` (${percentText(layer.change_percent)})`;
			const max = layer.rule?.max;
			const increase = layer.rule?.max_increase;
			const allowed = increase !== void 0 ? `, allowed ${"percent" in increase ? percentText(increase.percent) : `+${integer(increase.absolute)}`}` : max === void 0 ? "" : `, limit ${integer(max)}`;
			return `**${layerText(layer)} ${deltaText("ticks", layer.change_ticks ?? 0)} ${unit}**${relative}${allowed}${ruleText(layer.rule)}`;
		}
	}
}
/**
* What is worse than allowed, an item each, with the rule that says so and what its author wrote beside it.
*
* @param most items beyond it are counted, not shown
*/
function regressionsList(regressions, targets, most) {
	if (regressions.length === 0 || most === 0) return void 0;
	const shown = regressions.slice(0, most).map((regression) => {
		const target = targets.size > 1 ? `${targets.get(regression.verdict)}: ` : "";
		return `- ${status(regression.severity)}: ${target}${body(regression)}`;
	});
	const more = regressions.length - shown.length;
	return [...shown, ...more === 0 ? [] : [`- and ${integer(more)} more in the report`]].join("\n");
}

// src/report/markdown/targets.ts
/**
* What each result is of: model and platform, and where these do not tell results apart, engine and board.
*
* @param name how names are written: `code` in Markdown, `htmlCode` within HTML
*/
function targetsOf(verdicts, name = code) {
	const groups = Map.groupBy(verdicts, ({ head }) => `${head.model.name}\0${head.platform.name}`);
	const targets = /* @__PURE__ */ new Map();
	for (const alike of groups.values()) {
		const engines = new Set(alike.map(({ head }) => head.engine.name)).size;
		const boards = new Set(alike.map(({ head }) => head.board.id)).size;
		for (const verdict of alike) {
			const { model, platform, engine, board } = verdict.head;
			const where = name(boards > 1 ? board.id : platform.name);
			const how = engines > 1 ? ` with ${name(engine.name)}` : "";
			targets.set(verdict, `${name(model.name)} on ${where}${how}`);
		}
	}
	return targets;
}

// src/report/markdown/comment.ts
const MOST_ARTIFACTS = 20;
const LONGEST_ADDRESS = 1e3;
function linksLine({ links, commit, verdicts }, brief) {
	const parts = [
		["report", links.report],
		["run", links.run],
		["logs", links.logs],
		...brief ? [] : links.artifacts.slice(0, MOST_ARTIFACTS).map(({ name, url }) => [prose(name, 60), url])
	].flatMap(([text, url]) => url === void 0 || url.length > LONGEST_ADDRESS ? [] : [link$1(text, url)]);
	const against = new Set(verdicts.map(({ baseline }) => shortHash(baseline?.sha)));
	const [base] = against;
	const measured = shortHash(commit);
	if (measured === void 0) return parts.join(" · ");
	return [`${measured}${base === void 0 || against.size > 1 ? "" : ` against ${base}`}`, ...parts].join(" · ");
}
/** Everything of one result but its verdict and its figures, in the order in which a reviewer asks. */
function evidence(verdict, stage) {
	if (!stage.parts) return [`Baseline: ${baselineText(verdict)}.`];
	const layers = stage.layers === "none" ? void 0 : layersSection(verdict, stage.layers);
	return [
		...layers === void 0 ? [] : [layers],
		...powerSection(verdict),
		...validationSection(verdict),
		...aotSection(verdict),
		...issuesSection(verdict),
		environmentSection(verdict)
	];
}
function whyLine(verdict) {
	const why = verdict === void 0 ? void 0 : reason(verdict);
	return why === void 0 ? [] : [`**Why:** ${why}`];
}
function worseThanAllowed(verdicts, targets, stage) {
	const list = regressionsList(regressionsOf(verdicts), targets, stage.rows);
	return list === void 0 ? [] : ["**Worse than allowed**", list];
}
function single(verdict, input, stage) {
	const targets = targetsOf([verdict]);
	const line = headline([verdict], targets);
	if (isUnchanged(verdict)) {
		const figures = figuresLine(verdict);
		return [`${line}${figures === "" ? "" : `: ${figures}`}.`, ...stage.parts ? [environmentSection(verdict)] : []];
	}
	return [
		line,
		...whyLine(verdict),
		...differencesSection(verdict, stage.rows),
		...keyFigures(verdict, input.histories[0] ?? [], stage.rows),
		...worseThanAllowed([verdict], targets, stage),
		...evidence(verdict, stage)
	];
}
function several(input, stage) {
	const { verdicts } = input;
	const targets = targetsOf(verdicts);
	const forHtml = targetsOf(verdicts, htmlCode);
	const histories = new Map(verdicts.map((verdict, at) => [verdict, input.histories[at] ?? []]));
	const sorted = verdicts.toSorted((a, b) => byOutcome(outcomeOf(a), outcomeOf(b)));
	const rows = sorted.slice(0, stage.rows);
	const more = sorted.length - rows.length;
	const table = [overview(rows, histories, targets), ...more === 0 ? [] : [`${counted(more, "more result")} in the report.`]];
	if (verdicts.every(isUnchanged)) return [headline(verdicts, targets), details("Figures", table)];
	const closed = (stage.parts ? sorted.filter((verdict) => stage.layers === "all" || !isUnchanged(verdict)) : []).map((verdict) => details(`${status(outcomeOf(verdict))}: ${forHtml.get(verdict)}`, [
		...whyLine(verdict),
		...differencesSection(verdict, stage.rows),
		...keyFigures(verdict, histories.get(verdict) ?? [], stage.rows),
		...evidence(verdict, stage)
	]));
	return [
		headline(verdicts, targets),
		...whyLine(regressionsOf(verdicts)[0]?.verdict),
		...rows.length === 0 ? [] : table,
		...worseThanAllowed(verdicts, targets, stage),
		...closed
	];
}
/** The report at one stage, without marker. */
function reportMarkdown(input, stage) {
	const [only] = input.verdicts;
	const body = only !== void 0 && input.verdicts.length === 1 ? single(only, input, stage) : several(input, stage);
	const note = stage.parts || input.verdicts.every(isUnchanged) ? [] : ["Everything else is too long for a comment: see the report."];
	const links = linksLine(input, !stage.parts);
	return [
		...body,
		...note,
		...links === "" ? [] : [links]
	].join("\n\n");
}

// src/cli/commands/compare.ts
const FORMATS = [
	"text",
	"markdown",
	"json"
];
function formatOf({ format, json }) {
	const wanted = format ?? (json ? "json" : "text");
	const found = FORMATS.find((each) => each === wanted);
	if (found !== void 0 && !(json && found !== "json")) return found;
	throw new HilbenchError({
		kind: "input",
		code: "COMPARE_FORMAT",
		message: found === void 0 ? `There is no format "${wanted}".` : `--json and --format ${found} cannot both be had.`,
		hint: `Set --format to one of: ${FORMATS.join(", ")}.`
	});
}
/** The thresholds named, those of the folder's `.hilbench.yml`, or the built-in ones. */
async function gateOf(gate, cwd) {
	if (gate !== void 0) return readGate(resolve(cwd, gate), cwd);
	const usual = resolve(cwd, GATE_FILE);
	return await access(usual).then(() => true, () => false) ? readGate(usual, cwd) : DEFAULT_CONFIG;
}
/**
* `hilbench compare BASE HEAD`: judges one result against another.
*
* @returns the exit status: 1 when the gate fails, or the outputs of the head are wrong
* @throws {HilbenchError} `COMPARE_FORMAT` (kind `input`), those of reading results and thresholds
*/
async function compareCommand(paths, options, context) {
	const format = formatOf(options);
	const { cwd, output, stdout } = context;
	const { rules } = await gateOf(options.gate, cwd);
	const base = await readResult(resolve(cwd, paths.base));
	const head = await readResult(resolve(cwd, paths.head));
	const baseline = {
		source: "file",
		created_at: base.finished_at
	};
	const gate = judge({
		base,
		head,
		rules,
		baseline
	});
	const verdict = {
		...gate,
		outcome: outcomeOf(gate)
	};
	if (format === "json" && !options.json) stdout.write(`${JSON.stringify(compareJson(verdict), null, 2)}\n`);
	else if (format === "markdown") {
		const whole = {
			layers: "all",
			parts: true,
			rows: 1e3
		};
		const input = {
			verdicts: [verdict],
			histories: [],
			links: { artifacts: [] },
			commit: ""
		};
		stdout.write(`${reportMarkdown(input, whole)}\n`);
	} else output.result(compareJson(verdict), () => compareReport(verdict));
	return verdict.outcome === "fail" ? 1 : 0;
}

export { compareCommand };