import { t as plainText } from "./main-text.js";
import { a as systemErrorCode, n as isRunning, o as unlessAbsent } from "./main-system.js";
import { r as writeFileAtomic, t as fileError } from "./main-files.js";
import { n as LOCATIONS } from "./main-schema.js";
import { t as hintCost } from "./main-hints.js";
import { n as layersCsv, t as formatShape } from "./main-layers-csv.js";
import { C as tick, S as short, _ as moment, a as ticksRatio, b as precise, d as address, f as bytes, g as integer, h as fine, m as duration, o as byMode, p as counted, r as againstMain, s as energyText, v as perMac, w as times, x as shape, y as percent } from "./main-read.js";
import { dirname, join, relative } from "node:path";
import { constants } from "node:fs";
import { createHash } from "node:crypto";
import { access, mkdir, readdir, rename, rm, rmdir, stat } from "node:fs/promises";

// src/pipeline/output-folder.ts
/**
* The folder a run writes to. Files are staged in a hidden folder inside it and appear all at once, in
* the order they were written, by `commit`; without it nothing stays, not even the folder if it is new.
*/
var OutputFolder = class OutputFolder {
	path;
	#staging;
	/** The first folder that `open` had to make, to be taken away again. */
	#created;
	#files = [];
	#committed = false;
	constructor(path, staging, created) {
		this.path = path;
		this.#staging = staging;
		this.#created = created;
	}
	/** @throws {HilbenchError} `FILE_NOT_PERMITTED`, `FILE_IN_THE_WAY`, `DISK_FULL` before anything is done */
	static async open(path, id) {
		const staging = join(path, `.hilbench-${id}.${process.pid}.partial`);
		let created;
		try {
			created = await makeFolders(path);
			await access(path, constants.W_OK);
			await removeLeftovers(path);
			await mkdir(staging);
			return new OutputFolder(path, staging, created);
		} catch (cause) {
			await removeEmptyFolders(path, created);
			throw fileError(cause, "use the output folder", path);
		}
	}
	/** Stages a file; `name` is relative, with forward slashes. Returns the path it will have. */
	async write(name, content) {
		await writeFileAtomic(join(this.#staging, name), content);
		this.#files.push(name);
		return join(this.path, name);
	}
	async commit() {
		for (const name of this.#files) {
			const target = join(this.path, name);
			try {
				await mkdir(dirname(target), { recursive: true });
				await rename(join(this.#staging, name), target);
			} catch (cause) {
				throw fileError(cause, "write", target);
			}
		}
		this.#committed = true;
	}
	async [Symbol.asyncDispose]() {
		await rm(this.#staging, {
			recursive: true,
			force: true
		});
		if (!this.#committed) await removeEmptyFolders(this.path, this.#created);
	}
};
/** Staging folders this old, of processes that are gone, were left by a kill. */
const LEFTOVER_AFTER_MS = 6e5;
/** Removes what runs that were killed left in `path`. Another host's runs are younger or look alive. */
async function removeLeftovers(path) {
	for (const name of await readdir(path)) {
		const [, pid] = /^\.hilbench-[0-9A-Za-z-]+\.(\d+)\.partial$/.exec(name) ?? [];
		if (pid === void 0 || isRunning(Number(pid))) continue;
		const leftover = await unlessAbsent(stat(join(path, name)));
		if (leftover !== void 0 && Date.now() - leftover.mtimeMs > LEFTOVER_AFTER_MS) await rm(join(path, name), {
			recursive: true,
			force: true
		});
	}
}
/** Makes `path` and what is missing above it; returns the first folder it made. Node's own way never ends in `/proc`. */
async function makeFolders(path) {
	const missing = [];
	for (let folder = path; !await exists(folder); folder = dirname(folder)) missing.unshift(folder);
	for (const folder of missing) await mkdir(folder).catch((cause) => {
		if (systemErrorCode(cause) !== "EEXIST") throw cause;
	});
	return missing[0];
}
async function exists(path) {
	return access(path).then(() => true, () => false);
}
/**
* Removes `path` and its parents up to and including `top`, as far as they are empty. One that the system does
* not remove stays: another run may write into it by now, and an empty folder is no reason to fail.
*/
async function removeEmptyFolders(path, top) {
	if (top === void 0) return;
	for (let folder = path; !relative(top, folder).startsWith(".."); folder = dirname(folder)) if (!await rmdir(folder).then(() => true, (cause) => systemErrorCode(cause) === "ENOENT")) return;
}

// \0@oxc-project+runtime@0.156.0/helpers/esm/taggedTemplateLiteral.js
function _taggedTemplateLiteral(e, t) {
	return t || (t = e.slice(0)), Object.freeze(Object.defineProperties(e, { raw: { value: Object.freeze(t) } }));
}

// src/report/html/markup.ts
var _templateObject$1;
/** Longer than any text of a result. */
const MAX_TEXT = 2e4;
const ENTITIES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
/** Text that is HTML already. Made only by `html`, `trusted` and `join`. */
var Markup = class {
	text;
	constructor(text) {
		this.text = text;
	}
};
/** Untrusted text as HTML text or attribute value: one line, no invisible or reordering characters. */
function escapeText(text) {
	return plainText(text.replace(/[\t\r\n]+/g, " "), MAX_TEXT).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
function render(value) {
	if (value === void 0 || value === false) return "";
	if (value instanceof Markup) return value.text;
	if (typeof value === "number") return String(value);
	if (typeof value === "string") return escapeText(value);
	return value.map(render).join("");
}
/** HTML with values in it. Whatever is not `Markup` is escaped; attributes have to be in quotes. */
function html(strings, ...values) {
	let text = strings[0] ?? "";
	for (const [at, value] of values.entries()) text += render(value) + (strings[at + 1] ?? "");
	return new Markup(text);
}
/** HTML of our own, taken as it is: never text of a result. */
function trusted(text) {
	return new Markup(text);
}
/** Parts that are there, with a separator between them. */
function join$1(parts, separator) {
	return new Markup(parts.map(render).filter((part) => part !== "").join(escapeText(separator)));
}
/** Data for a script of the page: no `<` in it, so that nothing in it ends the element or opens another. */
function dataScript(id, data) {
	const json = JSON.stringify(data).replaceAll("<", "\\u003c");
	return html(_templateObject$1 || (_templateObject$1 = _taggedTemplateLiteral([
		"<script type=\"application/json\" id=\"",
		"\">",
		"<\/script>"
	])), id, trusted(json));
}
/** A name from the model: apart from the text around it, in whatever direction it is written. */
function named(name, maxCharacters = 1024) {
	return html`<bdi class="name">${plainText(name, maxCharacters)}</bdi>`;
}
/** Something that a chart or a sign shows, in words for those who do not see it. */
function unseen(text) {
	return html`<span class="unseen">${text}</span>`;
}
const MODELLED = html`<span class="tag">modelled</span>`;

// src/report/html/section.ts
function section({ id, title, lede, body }) {
	return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${lede === void 0 ? "" : html`<p class="lede">${lede}</p>`}
${body}
</section>
`;
}
/** A table that scrolls inside its own box where the page is narrow. */
function tableBox(label, table) {
	return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}">${table}</div>
`;
}
/** Names and values, two columns. Pairs without a value are left out. */
function facts(pairs) {
	const rows = pairs.filter(([, value]) => value !== void 0 && value !== "").map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
	return html`<dl class="facts">${rows}</dl>
`;
}
/** A plain table; the first cell of a row is its header. */
function simpleTable(label, columns, rows) {
	const head = columns.map(({ title, number }) => html`<th scope="col" class="${number === true ? "number" : ""}">${title}</th>`);
	const body = rows.map((cells) => {
		const marked = cells.map((cell, at) => {
			const kind = columns[at]?.number === true ? "number" : "";
			return at === 0 ? html`<th scope="row" class="${kind}">${cell}</th>` : html`<td class="${kind}">${cell}</td>`;
		});
		return html`<tr>${marked}</tr>
`;
	});
	return tableBox(label, html`<table><caption class="unseen">${label}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`);
}

// src/report/html/aot.ts
/** The pass with an engine that compiles ahead of time, beside the main engine. */
function aotSection(result) {
	const { aot, placement, profile, engine } = result;
	if (aot === void 0) return void 0;
	const same = againstMain(aot);
	const ratio = ticksRatio(result);
	const none = html`<span class="quiet">–</span>`;
	const rows = [
		[
			"Code and constants (ROM)",
			bytes(aot.image.rom_bytes),
			bytes(placement.rom_bytes)
		],
		[
			"Data and stack (RAM)",
			bytes(aot.image.ram_bytes),
			bytes(placement.ram_bytes)
		],
		[
			"Arena used",
			aot.placement === void 0 ? html`<span class="quiet">in the image</span>` : bytes(aot.placement.arena.used_bytes),
			bytes(placement.arena.used_bytes)
		]
	];
	if (aot.profile !== void 0) {
		const { total, unit } = aot.profile;
		rows.push([
			unit === "cycles" ? "Cycles" : "Instructions",
			html`${integer(total.ticks)}${ratio === void 0 ? "" : html` (${times(ratio)})`}`,
			profile === void 0 ? none : integer(profile.total.ticks)
		]);
	}
	for (const power of byMode(aot.power)) {
		const main = result.power?.find(({ mode }) => mode === power.mode);
		const mark = power.modelled ? " (modelled)" : "";
		rows.push([
			`${power.mode.toUpperCase()} energy, µJ${mark}`,
			energyText(power),
			main === void 0 ? none : energyText(main)
		]);
	}
	return section({
		id: "aot",
		title: "Compiled ahead of time",
		lede: html`The same inputs on the same board with ${named(aot.engine.name, 40)} ${named(aot.engine.version, 40)}.${aot.validation === void 0 ? "" : html` Against the host: <strong class="${aot.validation.verdict}">${aot.validation.verdict === "pass" ? "✓ pass" : "✗ fail"}</strong>.`}${same === void 0 ? "" : html` Against ${named(engine.name, 40)}: ${same}.`}`,
		body: simpleTable("The engine compiled ahead of time beside the main one", [
			{ title: "Figure" },
			{
				title: named(aot.engine.name, 40),
				number: true
			},
			{
				title: named(engine.name === aot.engine.name ? `main ${engine.name}` : engine.name, 40),
				number: true
			}
		], rows.map((row) => [...row]))
	});
}

// src/report/html/svg.ts
/**
* Charts are drawn when the report is made. Every position is a percentage of the plot, so that a chart
* takes any width while its text and lines keep their size.
*/
/** Part of a whole as a percentage for an attribute, within 0 and 100 whatever the numbers are. */
function percentOf(value, whole) {
	const share = whole > 0 ? value / whole : 0;
	return `${Number((Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * 100).toFixed(3))}%`;
}
/** The least of 1, 2, 5 · 10ⁿ (or of powers of two) that takes at most `most` steps to reach `end`. */
function niceStep(end, most, base = 10) {
	const rough = end / most;
	if (!(rough > 0) || !Number.isFinite(rough)) return 1;
	if (base === 2) return 2 ** Math.ceil(Math.log2(rough));
	const decade = 10 ** Math.floor(Math.log10(rough));
	return decade * ([
		1,
		2,
		5
	].find((factor) => factor * decade >= rough) ?? 10);
}
/** 0, step, 2·step … up to `end`, at most 50 of them. */
function steps(end, step) {
	const count = Math.min(50, Math.floor(end / step + 1e-9) + 1);
	return Array.from({ length: Number.isFinite(count) ? Math.max(1, count) : 1 }, (_, at) => at * step);
}
/** A plot with horizontal grid lines and labels on both axes; y grows upwards. */
function plot({ alternative, height, x, y, content }) {
	const grid = y.marks.map(({ at, label }) => {
		const top = percentOf(y.end - at, y.end);
		return html`<line class="grid" x1="0" x2="100%" y1="${top}" y2="${top}"/><text class="y" x="-8" y="${top}" dy="4">${label}</text>`;
	});
	const below = x.marks.map(({ at, label }) => html`<text class="x" x="${percentOf(at, x.end)}" y="100%" dy="17">${label}</text>`);
	const title = x.label === void 0 ? void 0 : html`<p class="axis x-axis" aria-hidden="true">${x.label}</p>`;
	return html`<div class="plot ${height}"><p class="axis" aria-hidden="true">${y.label}</p><svg role="img" aria-label="${alternative}">${grid}${content}${below}</svg>${title}</div>
`;
}
/** A bar of one share, for a table cell. Decoration: the number is beside it. */
function shareBar(share, kind = "") {
	return html`<svg class="share" aria-hidden="true"><rect class="${kind}" width="${percentOf(share, 1)}" height="100%"/></svg>`;
}

// src/report/html/layers-chart.ts
/** Of the width of one layer. */
const BAR = .76;
/** The ratio panel ends here: 2⁻⁵ and 2⁷ medians. */
const LOWEST = -5;
const HIGHEST = 7;
/** Marks below the layers: their own indices, every one, fifth, tenth… */
function layerMarks(indices) {
	const step = niceStep(indices.length, 8);
	return indices.map((index, at) => ({
		at: at + .5,
		label: String(index)
	})).filter((_, at) => at % Math.max(1, Math.round(step)) === 0);
}
function magnitudes(end) {
	const step = niceStep(end, 4);
	const [divisor, suffix] = end >= 1e6 ? [1e6, "M"] : end >= 1e3 ? [1e3, "k"] : [1, ""];
	return steps(end, step).map((at) => ({
		at,
		label: at === 0 ? "0" : `${Number((at / divisor).toPrecision(3))}${suffix}`
	}));
}
function words(layer, unit) {
	const { profile } = layer;
	return [
		`Layer ${layer.index}, ${plainText(layer.op, 48)}: ${integer(layer.macs)} MACs`,
		profile === void 0 ? void 0 : `${integer(profile.ticks)} ${unit} (${percent(profile.share)})`,
		layer.against_median === void 0 ? void 0 : `${times(layer.against_median)} the median per MAC`
	].filter((part) => part !== void 0).join(", ");
}
function column({ layer, from, to }, at, count, spec, unit) {
	const { end, measured } = spec;
	const outlier = measured && layer.outlier;
	const kind = outlier ? "bar outlier" : measured ? "bar" : "bar static";
	const x = percentOf(at + .24 / 2, count);
	const sign = outlier ? html`<text class="sign" x="${percentOf(at + .5, count)}" y="${percentOf(end - to, end)}" dy="-5">▲</text>` : "";
	return html`<g data-layer="${layer.index}"><title>${words(layer, unit)}</title><rect class="reach" x="${percentOf(at, count)}" y="0" width="${percentOf(1, count)}" height="100%"/><rect class="${kind}" x="${x}" y="${percentOf(end - to, end)}" width="${percentOf(BAR, count)}" height="${percentOf(to - from, end)}"/>${sign}</g>`;
}
function panel(spec, layers, unit, last) {
	const count = layers.length;
	const baseline = spec.baseline === void 0 ? "" : html`<line class="rule" x1="0" x2="100%" y1="${percentOf(spec.end - spec.baseline, spec.end)}" y2="${percentOf(spec.end - spec.baseline, spec.end)}"/>`;
	return plot({
		alternative: spec.alternative,
		height: "low",
		x: {
			end: count,
			marks: last ? layerMarks(layers.map(({ index }) => index)) : [],
			...last ? { label: "layer" } : {}
		},
		y: {
			end: spec.end,
			marks: spec.marks,
			label: spec.label
		},
		content: [html`${spec.bars.map((bar, at) => bar === void 0 ? void 0 : column(bar, at, count, spec, unit))}${baseline}`]
	});
}
function amounts(layers, label, measured, quantity) {
	const values = layers.map(quantity);
	const end = values.reduce((most, value) => Math.max(most, value ?? 0), 0) || 1;
	return {
		measured,
		label,
		alternative: `Bar chart of ${label} by layer; most in layer ${layers[values.indexOf(end)]?.index ?? 0} with ${integer(end)}. The table below has every value.`,
		bars: layers.map((layer, at) => {
			const value = values[at];
			return value === void 0 ? void 0 : {
				layer,
				from: 0,
				to: value
			};
		}),
		end,
		marks: magnitudes(end)
	};
}
/** Ticks per MAC on a scale of powers of two: up is dearer than the median, down is cheaper. */
function ratios({ shown, median_ticks_per_mac }, unit) {
	if (median_ticks_per_mac === void 0) return void 0;
	const height = (ratio) => Math.min(HIGHEST, Math.max(LOWEST, Math.log2(ratio)));
	const heights = shown.map(({ against_median }) => against_median === void 0 ? void 0 : height(against_median));
	const known = heights.filter((value) => value !== void 0);
	const bottom = Math.floor(known.reduce((least, value) => Math.min(least, value), -1));
	const top = Math.ceil(known.reduce((most, value) => Math.max(most, value), 1));
	const outliers = shown.filter(({ outlier }) => outlier).length;
	const stride = top - bottom > 5 ? 2 : 1;
	const marks = Array.from({ length: top - bottom + 1 }, (_, at) => bottom + at).filter((power) => power % stride === 0).map((power) => ({
		at: power - bottom,
		label: power < 0 ? `1/${2 ** -power}×` : `${2 ** power}×`
	}));
	return {
		measured: true,
		label: `${unit} per MAC against the median, ${short(median_ticks_per_mac)}`,
		alternative: `Chart of ${unit} per MAC by layer against the median of ${short(median_ticks_per_mac)}; ${counted(outliers, "layer")} at twice the median or more. The table below has every value.`,
		bars: shown.map((layer, at) => {
			const value = heights[at];
			if (value === void 0) return void 0;
			return {
				layer,
				from: Math.min(0, value) - bottom,
				to: Math.max(0, value) - bottom
			};
		}),
		end: top - bottom,
		marks,
		baseline: -bottom
	};
}
/** Ticks, MACs and ticks per MAC over the layers, one below the other on the same axis. */
function layersChart(result, layers) {
	const { shown } = layers;
	if (shown.length === 0) return void 0;
	const unit = result.profile?.unit ?? "instructions";
	const panels = [
		...result.profile === void 0 ? [] : [amounts(shown, unit, true, ({ profile }) => profile?.ticks)],
		amounts(shown, "MACs", false, ({ macs }) => macs),
		ratios(layers, unit)
	].filter((spec) => spec !== void 0);
	const outliers = shown.some(({ outlier }) => outlier);
	return html`<figure class="layers-chart">${panels.map((spec, at) => panel(spec, shown, unit, at === panels.length - 1))}
<figcaption>${outliers ? html`<span class="sign" aria-hidden="true">▲</span> costs at least twice the median per MAC, and 1 % of all ${unit}. ` : ""}A bar leads to its row in the table.</figcaption></figure>
`;
}

// src/report/html/arena.ts
/** More rectangles than this cannot be told apart; the largest are drawn. */
const MAX_DRAWN = 3e3;
const MAX_LISTED = 50;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
function aliveAtPeak({ tensors, peak_layer }) {
	return tensors.filter(({ first_layer, last_layer }) => first_layer <= peak_layer && last_layer >= peak_layer).sort((a, b) => b.bytes - a.bytes || a.offset_bytes - b.offset_bytes);
}
function life({ first_layer, last_layer }) {
	return first_layer === last_layer ? `layer ${first_layer}` : `layers ${first_layer} to ${last_layer}`;
}
function chart(arena, layers, peak) {
	const count = Math.max(layers, arena.peak_layer + 1);
	const drawn = [...arena.tensors].sort((a, b) => b.bytes - a.bytes).slice(0, MAX_DRAWN);
	const end = arena.tensors.reduce((most, { offset_bytes, bytes: size }) => Math.max(most, offset_bytes + size), arena.bytes) || 1;
	const rectangles = drawn.map((tensor) => {
		const { first_layer, last_layer, offset_bytes } = tensor;
		const at = peak.indexOf(tensor);
		const letter = at === -1 ? void 0 : LETTERS[at];
		const middle = (first_layer + last_layer + 1) / 2;
		return html`<g>${title$1(tensor)}<rect class="tensor${at === -1 ? "" : " at-peak"}" x="${percentOf(first_layer, count)}" width="${percentOf(last_layer - first_layer + 1, count)}" y="${percentOf(end - offset_bytes - tensor.bytes, end)}" height="${percentOf(tensor.bytes, end)}"/>${letter === void 0 ? "" : html`<text class="letter" x="${percentOf(middle, count)}" y="${percentOf(end - offset_bytes - tensor.bytes / 2, end)}" dy="4">${letter}</text>`}</g>`;
	});
	const step = niceStep(end, 4, 2);
	const at = percentOf(arena.peak_layer + .5, count);
	return html`<figure>${plot({
		alternative: `Tensors in the arena by layer and offset. Most bytes are alive in layer ${arena.peak_layer}: ${integer(arena.peak_bytes)}. The table below lists what they are.`,
		height: "high",
		x: {
			end: count,
			marks: layerMarks(Array.from({ length: Math.min(count, 65536) }, (_, index) => index)),
			label: "layer"
		},
		y: {
			end,
			marks: steps(end, step).map((value) => ({
				at: value,
				label: bytes(value)
			})),
			label: "offset in the arena"
		},
		content: [...rectangles, html`<line class="peak" x1="${at}" x2="${at}" y1="0" y2="100%"/><text class="peak" x="${at}" y="0" dy="-6">peak</text>`]
	})}
<figcaption>Each block is a tensor: as wide as it lives, as high as it is large. Blocks with a letter are alive at the peak.</figcaption></figure>
`;
}
function title$1(tensor) {
	return html`<title>${tensor.name}: ${integer(tensor.bytes)} bytes at ${integer(tensor.offset_bytes)}, ${life(tensor)}</title>`;
}
/** Converters join the names of all they fused: the first says enough, the layer has them all. */
function tensorName(name) {
	const [first = "", ...fused] = name.split(";");
	if (fused.length === 0) return named(name);
	return html`<span title="${name}">${named(first)} <span class="quiet">and ${counted(fused.length, "name")} fused</span></span>`;
}
function lede$2(arena, peak) {
	const gaps = arena.bytes - arena.peak_bytes;
	const waste = gaps > 0 ? ` The plan takes ${integer(arena.bytes)}: ${integer(gaps)} more, for alignment and gaps between lives.` : "";
	return `The peak is ${integer(arena.peak_bytes)} bytes, in layer ${arena.peak_layer}, made of ${counted(peak.length, "tensor")}.${waste}`;
}
/** Which tensors live when, and what the most bytes alive at once are made of. */
function arenaSection(result) {
	const { arena } = result.analysis;
	if (arena === void 0 || arena.tensors.length === 0) return void 0;
	const peak = aliveAtPeak(arena);
	const listed = peak.slice(0, MAX_LISTED);
	return section({
		id: "arena",
		title: "Arena over time",
		lede: lede$2(arena, peak),
		body: [
			chart(arena, result.model.layers, peak),
			simpleTable("What the peak of the arena is made of", [
				{ title: "At the peak" },
				{ title: "Tensor" },
				{
					title: "Bytes",
					number: true
				},
				{
					title: "Of the peak",
					number: true
				},
				{
					title: "Offset",
					number: true
				},
				{ title: "Lives" }
			], listed.map((tensor, at) => [
				LETTERS[at] ?? String(at + 1),
				tensorName(tensor.name),
				integer(tensor.bytes),
				arena.peak_bytes === 0 ? "–" : percent(tensor.bytes / arena.peak_bytes),
				integer(tensor.offset_bytes),
				life(tensor)
			])),
			peak.length > listed.length ? html`<p class="quiet">${integer(peak.length - listed.length)} smaller ones are in results.json.</p>` : ""
		]
	});
}

// src/report/html/environment.ts
const MAX_STAGES = 64;
const MAX_TENSORS = 16;
function tensors(all) {
	const shown = all.slice(0, MAX_TENSORS).map((tensor) => {
		const step = tensor.scale === void 0 ? "" : `, scale ${precise(tensor.scale)}, zero point ${tensor.zero_point ?? 0}`;
		return html`<div>${named(tensor.name)} ${tensor.dtype} ${shape(tensor.shape)}${step}</div>`;
	});
	const more = all.length - shown.length;
	return html`${shown}${more > 0 ? html`<div class="quiet">and ${integer(more)} more</div>` : ""}`;
}
function ops(all) {
	const sorted = Object.entries(all).sort(([, a], [, b]) => b - a);
	const shown = sorted.slice(0, 48).map(([op, count]) => html`${integer(count)}&nbsp;${named(op, 48)}`);
	return html`${join$1(shown, ", ")}${sorted.length > shown.length ? ` and ${sorted.length - shown.length} more` : ""}`;
}
/** The last part of a path: the folders before it are of the machine that ran, not of the model. */
function fileName(path) {
	return path.split(/[\\/]/).at(-1) ?? path;
}
/** `in_device` → `in device`: stages as they are named in results.json. */
function timing(result) {
	const stages = Object.entries(result.timing).slice(0, MAX_STAGES);
	if (stages.length === 0) return void 0;
	const total = result.timing.total ?? Math.max(...stages.map(([, ms]) => ms));
	return html`<h3>Wall time of the run</h3><p class="quiet">Stages, and what of them was spent in other programs and on the board; hilbench is the rest.</p>${simpleTable("Wall time by stage", [
		{ title: "Stage" },
		{
			title: "Time",
			number: true
		},
		{ title: html`<span class="unseen">Share of the total</span>` }
	], stages.map(([stage, ms]) => [
		named(stage.replaceAll("_", " "), 80),
		duration(ms),
		shareBar(total > 0 ? ms / total : 0)
	]))}`;
}
function missing(result) {
	const { emulated } = result.platform;
	const kinds = new Set(result.packages?.map(({ kind }) => kind));
	return [
		["Outputs against the host", result.validation === void 0 && html`<code>--create-binary</code>`],
		["Cost of every layer", result.profile === void 0 && html`<code>--create-profile</code>`],
		["Energy of an inference", (result.power ?? []).length === 0 && (emulated ? html`<code>--power-monitor modelled</code>, from a model: an emulated board draws no power` : html`<code>--joulescope</code>`)],
		["Time by the board's own counter", (result.onboard ?? []).length === 0 && !emulated && html`<code>--onboard-perf</code>`],
		["A static library of the model", !kinds.has("library") && html`<code>--create-library</code>`]
	];
}
/** What this run did not do, and the option that does it. */
function notMeasuredSection(result) {
	const pairs = missing(result).filter(([, option]) => option !== false);
	if (pairs.length === 0) return void 0;
	return section({
		id: "not-measured",
		title: "Not part of this run",
		lede: "Options that add what is not here.",
		body: facts(pairs)
	});
}
/** What it was made with: all that has to be equal for two results to be compared. */
function environmentSection(result) {
	const { model, platform, board, engine, toolchain, image, profile } = result;
	return section({
		id: "environment",
		title: "Environment",
		lede: "Results are comparable only where the fingerprint is equal.",
		body: [facts([
			["Fingerprint", html`<code>${result.fingerprint}</code>`],
			["Run", html`<code>${result.id}</code>`],
			["From, to", `${moment(result.started_at)}, ${moment(result.finished_at)}`],
			["Tool", html`hilbench ${named(result.tool.version, 80)}`],
			["Platform", html`${named(platform.name, 200)}, ${named(platform.core, 200)}${platform.emulated ? ", emulated" : ""}`],
			["Board", join$1([
				named(board.id, 200),
				board.serial === void 0 ? void 0 : html`serial ${named(board.serial, 200)}`,
				board.silicon === void 0 ? void 0 : html`silicon ${named(board.silicon, 200)}`
			], ", ")],
			["Engine", html`${named(engine.name, 200)} ${named(engine.version, 200)}`],
			["Toolchain", html`${named(toolchain.name, 200)} ${named(toolchain.version, 200)}`],
			["Image", html`<code>${image.hash}</code>`],
			["Profile", profile && `${counted(profile.runs, "run")} after ${integer(profile.warmup)} to warm up, in ${profile.unit}`],
			["Model file", html`${named(fileName(model.path), 400)}, ${bytes(model.bytes)} of which ${bytes(result.analysis.weight_bytes)} are constants`],
			["SHA-256 of it", html`<code>${model.sha256}</code>`],
			["Inputs", tensors(model.inputs)],
			["Outputs", tensors(model.outputs)],
			["Ops", ops(model.ops)]
		]), timing(result)]
	});
}

// src/report/html/hints.ts
const MAX_SHOWN = 200;
/** Links lead to the web over https alone; anything else stays text. */
function reference(text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	return url?.protocol === "https:" && url.username === "" ? html`<a href="${url.href}" rel="noopener noreferrer">${text}</a>` : text;
}
function item(hint) {
	const where = hint.layer === void 0 ? void 0 : html`<a href="#layer-${hint.layer}">layer&nbsp;${hint.layer}</a>${hint.op === void 0 ? "" : html` ${named(hint.op, 48)}`}`;
	const about = join$1([
		html`<code>${hint.code}</code>`,
		where ?? (hint.op === void 0 ? void 0 : named(hint.op, 48)),
		hint.macs === void 0 ? void 0 : `${integer(hint.macs)} MACs`,
		hint.bytes === void 0 ? void 0 : bytes(hint.bytes)
	], " · ");
	return html`<li class="${hint.severity}"><span class="sign" aria-hidden="true">${hint.severity === "warn" ? "!" : "i"}</span><p>${html`<strong>${hint.severity === "warn" ? "Warning" : "Note"}</strong>`} ${hint.message}</p><p>${hint.instead}</p><p class="quiet">${about}${hint.reference === void 0 ? "" : html` · see ${reference(hint.reference)}`}</p></li>
`;
}
/** What could be better in the model, the costliest first. */
function hintsSection(result) {
	const { hints } = result.analysis;
	if (hints === void 0) return void 0;
	const sorted = [...hints].sort((a, b) => Number(b.severity === "warn") - Number(a.severity === "warn") || hintCost(b) - hintCost(a));
	const shown = sorted.slice(0, MAX_SHOWN);
	const more = sorted.length - shown.length;
	return section({
		id: "hints",
		title: "Hints",
		lede: hints.length === 0 ? "None of the checks found anything to improve in this model." : `${counted(hints.length, "hint")} from the static analysis: warnings first, then the costliest.`,
		body: [hints.length === 0 ? "" : html`<ul class="hints">${shown.map(item)}</ul>`, more > 0 ? html`<p class="quiet">${integer(more)} more are in results.json.</p>` : ""]
	});
}

// src/report/html/layer-facts.ts
/** A model with more layers is shown by those that cost the most. ns_autodeploy stops at 1600. */
const MAX_SHOWN_LAYERS = 2e3;
/** Ticks per MAC from here on, in medians, stand out… */
const OUTLIER_RATIO = 2;
/** …unless the layer hardly counts. */
const OUTLIER_SHARE = .01;
function median$1(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle];
	if (upper === void 0 || sorted.length % 2 === 1) return upper;
	return ((sorted[middle - 1] ?? upper) + upper) / 2;
}
function ticksPerMac(profile, macs) {
	return profile === void 0 || macs === 0 || profile.ticks === 0 ? void 0 : profile.ticks / macs;
}
function mediansByOp(layers) {
	const byOp = Map.groupBy(layers, ({ op }) => op);
	const medians = /* @__PURE__ */ new Map();
	for (const [op, members] of byOp) {
		const middle = median$1(members.map(({ ticks_per_mac }) => ticks_per_mac));
		if (members.length >= 3 && middle !== void 0) medians.set(op, middle);
	}
	return medians;
}
/** Everything the report says of layers, worked out once. */
function layerFacts(result) {
	const analysis = new Map(result.analysis.layers.map((layer) => [layer.index, layer]));
	const profile = new Map(result.profile?.layers.map((layer) => [layer.index, layer]));
	const layers = [.../* @__PURE__ */ new Set([...analysis.keys(), ...profile.keys()])].sort((a, b) => a - b).flatMap((index) => {
		const known = analysis.get(index) ?? profile.get(index);
		if (known === void 0) return [];
		const measured = profile.get(index);
		const ticks_per_mac = ticksPerMac(measured, known.macs);
		return {
			index,
			op: known.op,
			name: known.name,
			macs: known.macs,
			...analysis.has(index) ? { analysis: analysis.get(index) } : {},
			...measured === void 0 ? {} : { profile: measured },
			...ticks_per_mac === void 0 ? {} : { ticks_per_mac }
		};
	});
	const rated = layers.flatMap(({ op, ticks_per_mac }) => ticks_per_mac === void 0 ? [] : [{
		op,
		ticks_per_mac
	}]);
	const middle = median$1(rated.map(({ ticks_per_mac }) => ticks_per_mac));
	const byOp = mediansByOp(rated);
	const facts = layers.map((layer) => {
		const { ticks_per_mac } = layer;
		if (ticks_per_mac === void 0 || middle === void 0) return {
			...layer,
			outlier: false
		};
		const against_median = ticks_per_mac / middle;
		const kind = byOp.get(layer.op);
		return {
			...layer,
			against_median,
			...kind === void 0 ? {} : { against_kind: ticks_per_mac / kind },
			outlier: against_median >= OUTLIER_RATIO && (layer.profile?.share ?? 0) >= OUTLIER_SHARE
		};
	});
	return {
		shown: mostCostly(facts),
		hidden: Math.max(0, facts.length - MAX_SHOWN_LAYERS),
		...middle === void 0 ? {} : { median_ticks_per_mac: middle }
	};
}
function mostCostly(facts) {
	if (facts.length <= MAX_SHOWN_LAYERS) return facts;
	const cost = (layer) => layer.profile?.ticks ?? layer.macs;
	return [...facts].sort((a, b) => cost(b) - cost(a)).slice(0, MAX_SHOWN_LAYERS).sort((a, b) => a.index - b.index);
}
/** The fewest layers that make half of all ticks, the dearest first. */
function dearestHalf(layers) {
	const sorted = [...layers].sort((a, b) => (b.profile?.share ?? 0) - (a.profile?.share ?? 0));
	const half = [];
	let sum = 0;
	for (const layer of sorted) {
		if (sum >= .5) break;
		sum += layer.profile?.share ?? 0;
		half.push(layer);
	}
	return half;
}

// src/report/html/layers.ts
const MAX_COUNTERS = 64;
function columnsOf(result) {
	const { profile, platform } = result;
	const timed = !platform.emulated && profile?.layers.some(({ time_us }) => time_us !== void 0) === true;
	const number = (title, quantity, text) => ({
		title,
		kind: "number",
		cell: (layer) => {
			const value = quantity(layer);
			return value === void 0 ? html`<span class="quiet">–</span>` : text(value, layer);
		},
		key: (layer) => quantity(layer) ?? null
	});
	const common = [
		number("Layer", ({ index }) => index, String),
		{
			title: "Op",
			kind: "text",
			cell: opCell,
			key: ({ op }) => op
		},
		{
			title: "Output",
			kind: "text",
			extra: true,
			cell: (layer) => shape(outputShape(layer)),
			key: (layer) => outputShape(layer)?.reduce((product, size) => product * size, 1) ?? null
		},
		{
			...number("MACs", ({ macs }) => macs, integer),
			extra: true
		}
	];
	if (profile === void 0) return [
		...common,
		number("Read, bytes", ({ analysis }) => analysis?.read_bytes, integer),
		number("Written, bytes", ({ analysis }) => analysis?.write_bytes, integer)
	];
	const time = `µs${profile.time_is_modelled ? " (modelled)" : ""}`;
	return [
		...common,
		number(capital(profile.unit), (layer) => layer.profile?.ticks, integer),
		...timed ? [number(time, (layer) => layer.profile?.time_us, short)] : [],
		number("Share", (layer) => layer.profile?.share, (share, { outlier }) => html`${percent(share)}${shareBar(share, outlier ? "outlier" : "")}`),
		number("Per MAC", ({ ticks_per_mac }) => ticks_per_mac, perMac),
		number("Of median", ({ against_median }) => against_median, ratioCell)
	];
}
function outputShape(layer) {
	return layer.analysis?.output_shape ?? layer.profile?.output_shape;
}
function opCell(layer) {
	return html`<button type="button" class="disclose" aria-expanded="false" aria-controls="detail-${layer.index}">${named(layer.op, 48)}${unseen(", details")}</button>`;
}
function ratioCell(ratio, { outlier }) {
	return outlier ? html`<span class="outlier"><span aria-hidden="true">▲ </span>${times(ratio)}${unseen(", stands out")}</span>` : html`${times(ratio)}`;
}
function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
function pair(first, second) {
	return first === void 0 || second === void 0 ? void 0 : `${first}×${second}`;
}
function detail(result, layer) {
	const { analysis, profile } = layer;
	const unit = result.profile?.unit ?? "";
	const types = [
		analysis?.input_dtype,
		analysis?.weight_dtype,
		analysis?.output_dtype
	];
	const dilation = pair(analysis?.dilation_h, analysis?.dilation_w);
	const counters = Object.entries(profile?.counters ?? {}).slice(0, MAX_COUNTERS);
	return facts([
		["Name", named(layer.name)],
		["MACs", join$1([integer(layer.macs), analysis?.mac_equation], ", from ")],
		["Types: in, weights, out", analysis && types.map((type) => type ?? "–").join(", ")],
		["Input", shape(analysis?.input_shape)],
		["Output", shape(outputShape(layer))],
		["Filter", shape(analysis?.filter_shape)],
		["Stride", pair(analysis?.stride_h, analysis?.stride_w)],
		["Dilation", dilation === "1×1" ? void 0 : dilation],
		["Activation", analysis?.fused_activation === "NONE" ? void 0 : analysis?.fused_activation],
		["Read, written", analysis && `${integer(analysis.read_bytes)}, ${integer(analysis.write_bytes)} bytes`],
		[`${capital(unit)}, least to most`, profile && `${integer(profile.ticks_min)} to ${integer(profile.ticks_max)}`],
		["Per MAC, among its kind", layer.against_kind === void 0 ? void 0 : `${times(layer.against_kind)} the median of this op`],
		...counters.map(([name, value]) => [name, precise(value)])
	]);
}
function row(result, columns, layer) {
	const cells = columns.map(({ kind, extra, cell }, at) => at === 0 ? html`<th scope="row" class="${kind}">${cell(layer)}</th>` : html`<td class="${kind}${extra === true ? " extra" : ""}">${cell(layer)}</td>`);
	return html`<tr id="layer-${layer.index}">${cells}</tr>
<tr id="detail-${layer.index}" class="detail" hidden><td colspan="${columns.length}">${detail(result, layer)}</td></tr>
`;
}
/** What the script needs to sort and filter: by row, in the order of the table. */
function pageData(result, columns, layers) {
	const ops = opsOf(layers);
	return dataScript("layer-data", {
		unit: result.profile?.unit,
		kinds: columns.map(({ kind }) => kind),
		rows: layers.map((layer) => ({
			index: layer.index,
			op: ops.indexOf(layer.op),
			text: `${layer.index} ${layer.op} ${layer.name} ${shape(outputShape(layer))}`.toLowerCase(),
			share: layer.profile?.share,
			keys: columns.map(({ key }) => key(layer))
		}))
	});
}
function opsOf(layers) {
	return [...new Set(layers.map(({ op }) => op))].sort();
}
function filters(layers) {
	return html`<div class="filters" id="layer-filters" role="search" aria-label="Find layers" hidden>
<label>Find <input type="search" id="layer-find" autocomplete="off" spellcheck="false" placeholder="op, name, shape"></label>
<label>Op <select id="layer-op"><option value="">all</option>${opsOf(layers).map((op, at) => html`<option value="${at}">${plainText(op, 48)}</option>`)}</select></label>
<output id="layer-count" aria-live="polite">${counted(layers.length, "layer")}</output>
</div>
`;
}
function table$1(result, layers) {
	const columns = columnsOf(result);
	const head = columns.map(({ title, kind, extra }, at) => html`<th scope="col" class="${kind}${extra === true ? " extra" : ""}" aria-sort="${at === 0 ? "ascending" : "none"}"><button type="button" class="sort">${title}</button></th>`);
	const rows = layers.map((layer) => row(result, columns, layer));
	return html`${filters(layers)}${tableBox("Table of layers", html`<table id="layer-table"><caption class="unseen">Layers in order of execution; a column header sorts, an op shows details</caption><thead><tr>${head}</tr></thead><tbody>
${rows}</tbody></table>`)}${pageData(result, columns, layers)}`;
}
function lede$1(result, { shown, hidden }) {
	const { profile } = result;
	const left = hidden === 0 ? "" : ` Shown are the ${integer(shown.length)} layers that cost the most; ${integer(hidden)} more are in layers.csv.`;
	if (profile === void 0) return html`The layers were not profiled; <code>--create-profile</code> counts what each of them costs.${left}`;
	const half = dearestHalf(shown);
	const names = half.slice(0, 6).map((layer) => html`<a href="#layer-${layer.index}">${layer.index}&nbsp;${named(layer.op, 32)}</a>&nbsp;${percent(layer.profile?.share ?? 0)}`);
	const which = half.length === 0 || half.length > 6 ? "." : html`: ${join$1(names, ", ")}.`;
	return html`Half of all ${profile.unit} ${half.length === 1 ? "is" : "are"} in ${integer(half.length)} of ${counted(shown.length + hidden, "layer")}${which}${left}`;
}
/** Every layer: what it is, what it costs, and which stand out. */
function layersSection(result) {
	const layers = layerFacts(result);
	if (layers.shown.length === 0) return void 0;
	return section({
		id: "layers",
		title: "Layers",
		lede: lede$1(result, layers),
		body: [layersChart(result, layers), table$1(result, layers.shown)]
	});
}

// src/report/html/packages.ts
const KINDS$2 = {
	library: "Static library",
	"ambiqsuite-example": "AmbiqSuite example"
};
function proof({ proved }) {
	if (proved === void 0) return html`<span class="quiet">not built from the folder</span>`;
	if (proved.verdict === "built") return html`<span class="quiet">only built</span>: ${proved.how}`;
	const pass = proved.verdict === "pass";
	return html`<strong class="${proved.verdict}">${pass ? "✓ pass" : "✗ fail"}</strong> on ${named(proved.platform, 64)}: ${proved.how}`;
}
/** What can be taken away, and whether it was shown to work on its own. */
function packagesSection(result) {
	const all = result.packages ?? [];
	if (all.length === 0) return void 0;
	return section({
		id: "packages",
		title: "Packages",
		body: simpleTable("Packages made of the model", [
			{ title: "Package" },
			{ title: "Folder" },
			{
				title: "Size",
				number: true
			},
			{ title: "Proof" },
			{ title: "SHA-256 of its manifest" }
		], all.map((entry) => [
			KINDS$2[entry.kind],
			named(entry.path, 400),
			bytes(entry.bytes),
			html`<div class="prose">${proof(entry)}</div>`,
			html`<code title="${entry.sha256}">${entry.sha256.slice(0, 16)}…</code>`
		]))
	});
}

// src/report/html/page.client.js
/**
* Sorting, filtering and details of the layer table. The report carries this function as text: it runs in
* the page, alone, and puts no data into the page as HTML.
*/
function client() {
	const table = document.querySelector("#layer-table");
	const source = document.querySelector("#layer-data");
	const find = document.querySelector("#layer-find");
	const op = document.querySelector("#layer-op");
	const count = document.querySelector("#layer-count");
	const filters = document.querySelector("#layer-filters");
	const body = table?.querySelector("tbody");
	if (!(source && table && body && count) || !(filters instanceof HTMLElement) || !(find instanceof HTMLInputElement) || !(op instanceof HTMLSelectElement)) return;
	/** @type {{ unit?: string, kinds: string[], rows: { index: number, op: number, text: string, share?: number, keys: (number | string | null)[] }[] }} */
	const data = JSON.parse(source.textContent ?? "");
	/** @type {(word: string) => boolean} */
	const isWord = (word) => word !== "";
	const rows = data.rows.map((row) => ({
		...row,
		line: document.getElementById(`layer-${row.index}`),
		detail: document.getElementById(`detail-${row.index}`),
		marks: document.querySelectorAll(`[data-layer="${row.index}"]`),
		shown: true,
		open: false
	}));
	const show = () => {
		const words = find.value.toLowerCase().split(/\s+/).filter(isWord);
		for (const row of rows) {
			row.shown = (op.value === "" || row.op === Number(op.value)) && words.every((word) => row.text.includes(word));
			if (row.line) row.line.hidden = !row.shown;
			if (row.detail) row.detail.hidden = !(row.shown && row.open);
			for (const mark of row.marks) mark.classList.toggle("dim", !row.shown);
		}
		const shown = rows.filter((row) => row.shown);
		const share = shown.reduce((sum, row) => sum + (row.share ?? 0), 0);
		const some = shown.length === rows.length ? "" : `${shown.length} of `;
		const cost = data.unit === void 0 || some === "" ? "" : `, ${(share * 100).toFixed(1)} % of ${data.unit}`;
		count.textContent = `${some}${rows.length} ${rows.length === 1 ? "layer" : "layers"}${cost}`;
	};
	/** @type {(column: number, ascending: boolean) => void} */
	const sort = (column, ascending) => {
		const sign = ascending ? 1 : -1;
		const sorted = rows.toSorted((a, b) => {
			const [x, y] = [a.keys[column] ?? null, b.keys[column] ?? null];
			if (x === y) return a.index - b.index;
			if (x === null || y === null) return x === null ? 1 : -1;
			return x < y ? -sign : sign;
		});
		body.append(...sorted.flatMap(({ line, detail }) => [line, detail].filter((element) => element !== null)));
	};
	const heads = [...table.querySelectorAll("thead th")];
	for (const [column, head] of heads.entries()) head.querySelector("button")?.addEventListener("click", () => {
		const before = head.getAttribute("aria-sort");
		const first = column === 0 || data.kinds[column] === "text" ? "ascending" : "descending";
		const order = before === first ? first === "ascending" ? "descending" : "ascending" : first;
		for (const each of heads) each.setAttribute("aria-sort", each === head ? order : "none");
		sort(column, order === "ascending");
	});
	for (const row of rows) {
		const button = row.line?.querySelector("button");
		button?.addEventListener("click", () => {
			row.open = !row.open;
			button.setAttribute("aria-expanded", String(row.open));
			if (row.detail) row.detail.hidden = !row.open;
		});
		for (const mark of row.marks) mark.addEventListener("click", () => {
			location.hash = `#layer-${row.index}`;
		});
	}
	window.addEventListener("hashchange", () => {
		const target = rows.find(({ index }) => location.hash === `#layer-${index}`);
		if (!target) return;
		if (!target.shown) {
			find.value = "";
			op.value = "";
			show();
		}
		target.line?.scrollIntoView({ block: "center" });
	});
	find.addEventListener("input", show);
	op.addEventListener("input", show);
	filters.hidden = false;
	show();
}

// src/report/html/placement.ts
const KINDS$1 = {
	rom: "ROM",
	ram: "RAM",
	both: "ROM and RAM"
};
function memoriesOf({ placement }) {
	const { model, arena, memories = [] } = placement;
	const sizes = new Map(memories.map((memory) => [memory.location, memory.bytes]));
	return LOCATIONS.flatMap((location) => {
		const size = sizes.get(location);
		const model_bytes = model.location === location ? model.bytes : 0;
		const arena_bytes = arena.location === location ? arena.bytes : 0;
		if (size === void 0 && model_bytes + arena_bytes === 0) return [];
		return [{
			location,
			model_bytes,
			arena_bytes,
			...size === void 0 ? {} : { bytes: size }
		}];
	});
}
function memory(occupied, widest) {
	const { location, model_bytes, arena_bytes } = occupied;
	const used = model_bytes + arena_bytes;
	const whole = occupied.bytes ?? widest;
	const words = join$1([
		model_bytes > 0 ? html`<span class="key model"></span>model ${bytes(model_bytes)}` : void 0,
		arena_bytes > 0 ? html`<span class="key arena"></span>arena ${bytes(arena_bytes)}` : void 0,
		occupied.bytes === void 0 ? void 0 : `${percent(used / Math.max(1, whole))} of ${bytes(whole)}`
	], " · ");
	return html`<div class="memory"><dt>${location}</dt><dd><svg class="${occupied.bytes === void 0 ? "open" : "bounded"}" aria-hidden="true"><rect class="model" width="${percentOf(model_bytes, whole)}" height="100%"/><rect class="arena" x="${percentOf(model_bytes, whole)}" width="${percentOf(arena_bytes, whole)}" height="100%"/></svg><span>${words}</span></dd></div>
`;
}
function sections(result) {
	const { sections } = result.placement;
	if (sections === void 0 || sections.length === 0) return void 0;
	const most = sections.reduce((greatest, section) => Math.max(greatest, section.bytes), 1);
	return simpleTable("Sections of the image", [
		{ title: "Section" },
		{ title: "In" },
		{
			title: "Address",
			number: true
		},
		{
			title: "Bytes",
			number: true
		},
		{ title: html`<span class="unseen">Share of the largest</span>` }
	], sections.map((entry) => [
		named(entry.name, 120),
		KINDS$1[entry.kind],
		html`<code>${address(entry.address)}</code>`,
		integer(entry.bytes),
		shareBar(entry.bytes / most)
	]));
}
/** What the model and the arena take of each memory, and what the image is made of. */
function placementSection(result) {
	const { arena, rom_bytes, ram_bytes } = result.placement;
	const memories = memoriesOf(result);
	const widest = memories.reduce((most, { model_bytes, arena_bytes }) => Math.max(most, model_bytes + arena_bytes), 1);
	const used = memories.filter((memory) => memory.model_bytes + memory.arena_bytes > 0);
	const free = memories.filter((memory) => memory.model_bytes + memory.arena_bytes === 0);
	const padding = arena.bytes - arena.used_bytes;
	return section({
		id: "memory",
		title: "Memory",
		lede: html`The model needs ${integer(arena.used_bytes)} bytes of arena${padding > 0 ? `; ${integer(padding)} more are set aside by rounding and padding` : ""}. The image takes ${integer(rom_bytes)} bytes of ROM without the model, and ${integer(ram_bytes)} of RAM without the arena.`,
		body: [
			html`<dl class="memories">${used.map((occupied) => memory(occupied, widest))}</dl>`,
			free.length === 0 ? "" : html`<p class="quiet">Not used: ${join$1(free.map(({ location, bytes: size }) => `${location}, ${bytes(size ?? 0)}`), "; ")}.</p>`,
			sections(result)
		]
	});
}

// src/report/html/waveform.ts
/** About the pixels of a plot: more could not be seen, and would make the page heavy. */
const MAX_BUCKETS = 720;
const VIEW_WIDTH = 1e4;
const VIEW_HEIGHT = 1e3;
const MAX_LABELLED_GATES = 6;
/** Above the greatest sample, for the label of the gate. */
const HEADROOM = 1.2;
/** The buckets in order, as many as can be seen; neighbours are joined by their extremes. */
function bucketsOf({ begin_ms, bucket_ms, min_mw, max_mw }) {
	const known = begin_ms.flatMap((begin, at) => {
		const [low, high] = [min_mw[at], max_mw[at]];
		if (low === void 0 || high === void 0) return [];
		return [{
			begin,
			end: begin + bucket_ms,
			min: Math.min(low, high),
			max: Math.max(low, high)
		}];
	}).sort((a, b) => a.begin - b.begin);
	const together = Math.ceil(known.length / MAX_BUCKETS);
	const joined = [];
	for (const [at, bucket] of known.entries()) {
		const last = joined.at(-1);
		if (last === void 0 || at % together === 0) joined.push(bucket);
		else {
			const min = Math.min(last.min, bucket.min);
			const max = Math.max(last.max, bucket.max);
			joined[joined.length - 1] = {
				begin: last.begin,
				end: bucket.end,
				min,
				max
			};
		}
	}
	return joined;
}
/** The envelope as a closed outline: along the greatest values, and back along the least. */
function outline(buckets, begin, width, top) {
	const x = (ms) => Math.round((ms - begin) / width * VIEW_WIDTH);
	const y = (mw) => Math.round((1 - Math.max(0, mw) / top) * VIEW_HEIGHT);
	const there = buckets.map((bucket) => `V${y(bucket.max)}H${x(bucket.end)}`);
	const back = buckets.toReversed().map((bucket) => `V${y(bucket.min)}H${x(bucket.begin)}`);
	return `M${x(buckets[0]?.begin ?? begin)} ${y(buckets[0]?.max ?? 0)}${there.join("")}${back.join("")}Z`;
}
function gates(waveform, begin, width) {
	const label = waveform.gate_ms.length <= MAX_LABELLED_GATES;
	return waveform.gate_ms.map(([from, to], at) => {
		const [x1, x2] = [percentOf(from - begin, width), percentOf(to - begin, width)];
		const text = label || at === 0 ? html`<text class="gate" x="${x1}" y="0" dx="4" dy="12">gate</text>` : "";
		return html`<g class="gate"><rect x="${x1}" width="${percentOf(to - from, width)}" y="0" height="100%"/><line x1="${x1}" x2="${x1}" y1="0" y2="100%"/><line x1="${x2}" x2="${x2}" y1="0" y2="100%"/>${text}</g>`;
	});
}
/**
* Power over time as the envelope of all samples, with the gates in which inferences ran.
*
* @param title what was measured, and that it is modelled where it is
* @returns undefined where there is no waveform, or none that spans any time
*/
function waveformChart(power, title, modelled) {
	const { waveform } = power;
	if (waveform === void 0) return void 0;
	const buckets = bucketsOf(waveform);
	const [first, last] = [buckets[0], buckets.at(-1)];
	if (first === void 0 || last === void 0) return void 0;
	const width = last.end - first.begin;
	if (!(width > 0) || !Number.isFinite(width)) return void 0;
	const most = buckets.reduce((greatest, { max }) => Math.max(greatest, max), 0);
	const top = (most > 0 && Number.isFinite(most * HEADROOM) ? most : 1) * HEADROOM;
	const mark = modelled ? ", modelled" : "";
	const idle = power.idle_power_mw;
	const idleLine = idle === void 0 || idle > top ? "" : html`<line class="idle" x1="0" x2="100%" y1="${percentOf(top - idle, top)}" y2="${percentOf(top - idle, top)}"/><text class="idle" x="100%" y="${percentOf(top - idle, top)}" dy="-5">idle ${short(idle)} mW${mark}</text>`;
	const path = trusted(outline(buckets, first.begin, width, top));
	return html`<figure><figcaption class="above">${title}</figcaption>${plot({
		alternative: `Power over ${short(width)} ms${mark}: at most ${short(most)} mW${mark}; ${waveform.gate_ms.length} gates in which inferences ran. The table has the figures.`,
		height: "middle",
		x: {
			end: width,
			marks: steps(width, niceStep(width, 6)).map((at) => ({
				at,
				label: tick(at)
			})),
			label: `ms${mark}`
		},
		y: {
			end: top,
			marks: steps(top, niceStep(top, 6)).map((at) => ({
				at,
				label: tick(at)
			})),
			label: `mW${mark}`
		},
		content: [html`${gates(waveform, first.begin, width)}<svg class="wave" viewBox="0 0 ${VIEW_WIDTH} ${VIEW_HEIGHT}" preserveAspectRatio="none" aria-hidden="true"><path d="${path}"/></svg>${idleLine}`]
	})}</figure>
`;
}

// src/report/html/power.ts
/** An emulator draws no power: whatever a result says of it comes from a model. */
function isModelled(result, power) {
	return power.modelled || result.platform.emulated;
}
function title(power, all) {
	return new Set(all.map(({ engine }) => engine)).size > 1 ? `${power.mode.toUpperCase()}, ${power.engine}` : power.mode.toUpperCase();
}
function spread(value, unit) {
	return value === void 0 ? void 0 : `${fine(value.min)} to ${fine(value.max)} ${unit}`;
}
const QUANTITIES = [
	{
		name: "Energy of one inference",
		of: (power) => `${fine(power.energy_uj)} µJ`
	},
	{
		name: "… over the windows",
		of: (power) => spread(power.energy_uj_spread, "µJ")
	},
	{
		name: "Uncertainty (k = 2)",
		of: ({ uncertainty_uj }) => uncertainty_uj === void 0 ? void 0 : `± ${short(uncertainty_uj)} µJ`
	},
	{
		name: "Energy above idling",
		of: ({ dynamic_energy_uj }) => dynamic_energy_uj === void 0 ? void 0 : `${fine(dynamic_energy_uj)} µJ`
	},
	{
		name: "Time of one inference",
		of: (power) => `${fine(power.time_ms)} ms`
	},
	{
		name: "… over the windows",
		of: (power) => spread(power.time_ms_spread, "ms")
	},
	{
		name: "Mean power",
		of: (power) => `${fine(power.power_mw)} mW`
	},
	{
		name: "Idle power",
		of: ({ idle_power_mw }) => idle_power_mw === void 0 ? void 0 : `${fine(idle_power_mw)} mW`
	},
	{
		name: "Windows",
		of: ({ windows }) => integer(windows),
		setting: true
	},
	{
		name: "Inferences in a window",
		of: ({ inferences }) => integer(inferences),
		setting: true
	},
	{
		name: "Dropped samples",
		of: ({ dropped_samples }) => integer(dropped_samples),
		setting: true
	}
];
function table(result, all) {
	const rows = QUANTITIES.map(({ name, of, setting }) => ({
		name,
		cells: all.map((power) => {
			const text = of(power);
			if (text === void 0) return void 0;
			return setting !== true && isModelled(result, power) ? html`${text} ${MODELLED}` : text;
		})
	})).filter(({ cells }) => cells.some((cell) => cell !== void 0));
	const last = ["Monitor", ...all.map(({ monitor }) => named(monitor, 80))];
	return simpleTable("Energy by clock of the board", [{ title: "Clock of the board" }, ...all.map((power) => ({
		title: html`${title(power, all)}${isModelled(result, power) ? html` ${MODELLED}` : ""}`,
		number: true
	}))], [...rows.map(({ name, cells }) => [name, ...cells.map((cell) => cell ?? html`<span class="quiet">–</span>`)]), last]);
}
function lede(result, all) {
	const parts = all.map((power) => {
		const mark = isModelled(result, power) ? " (modelled)" : "";
		return `${short(power.energy_uj)} µJ${mark} in ${title(power, all)}`;
	});
	const caution = all.some((power) => isModelled(result, power)) ? " Modelled figures follow from a power model in the platform file; no instrument measured them." : "";
	return html`One inference takes ${join$1(parts, ", ")}.${caution}`;
}
/** Energy of an inference by clock, and power over time with the gate. */
function powerSection(result) {
	const all = result.power ?? [];
	if (all.length === 0) return void 0;
	const charts = all.map((power) => {
		const modelled = isModelled(result, power);
		return waveformChart(power, `Power, ${title(power, all)}${modelled ? ", modelled" : ""}`, modelled);
	});
	return section({
		id: "power",
		title: "Energy and power",
		lede: lede(result, all),
		body: [table(result, all), ...charts]
	});
}
/** Time of an inference by the board's own counter. */
function onboardSection(result) {
	const all = result.onboard ?? [];
	if (all.length === 0) return void 0;
	return section({
		id: "onboard",
		title: "On the board, without instruments",
		lede: "One inference by the board's own counter, with no link running.",
		body: simpleTable("Inference by the board's own counter", [
			{ title: "Clock of the board" },
			{
				title: "One inference",
				number: true
			},
			{
				title: "Time",
				number: true
			},
			{
				title: "Measured over",
				number: true
			}
		], all.map(({ mode, ticks, unit, time_us, inferences }) => [
			mode.toUpperCase(),
			`${integer(ticks)} ${unit}`,
			time_us === void 0 || result.platform.emulated ? "–" : `${short(time_us / 1e3)} ms`,
			counted(inferences, "inference")
		]))
	});
}

// src/report/html/style-charts.ts
const CHART_STYLE = `
figure { margin-top: 1.5rem; }
figcaption { font-size: 0.85rem; margin-top: 0.4rem; }
figcaption.above { color: var(--ink); font-weight: 600; margin: 0; }
.plot { padding: 0 0.25rem 0 4rem; margin-top: 1.3rem; }
.plot > svg { display: block; width: 100%; overflow: visible; }
.low > svg { height: 6.5rem; } .middle > svg { height: 10rem; } .high > svg { height: 15rem; }
.axis { font-size: 0.8rem; line-height: 1.3; margin: 0 0 0.6rem -4rem; }
.layers-chart .axis:first-child::first-letter { text-transform: uppercase; }
.high > .axis:first-child { margin-bottom: 1.3rem; }
.axis.x-axis { margin: 1.5rem 0 0; text-align: right; }
.plot text { font-size: 12px; fill: var(--quiet); text-anchor: middle; }
.plot text.y { text-anchor: end; }
.plot .grid { stroke: var(--line); stroke-width: 1; }
.plot .rule { stroke: var(--ink); stroke-width: 1; }
.plot .bar { fill: var(--fill); } .plot .bar.static { fill: var(--edge); } .plot .bar.outlier { fill: var(--alert); }
.plot .reach { fill: transparent; } .plot [data-layer] { cursor: pointer; } .plot [data-layer]:hover .reach { fill: var(--wash); }
.plot .dim > .bar, .plot .dim > .sign { opacity: 0.2; }
.plot text.sign { font-size: 9px; fill: var(--warn); } figcaption .sign { color: var(--warn); }
.plot .tensor { fill: var(--wash); stroke: var(--edge); stroke-width: 1; }
.plot .tensor.at-peak { fill: var(--soft); stroke: var(--accent); stroke-width: 1.5; }
.plot g:hover > .tensor { stroke-width: 2.5; }
.plot text.letter { fill: var(--ink); font-weight: 600; pointer-events: none; }
.plot line.peak { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 3 3; pointer-events: none; }
.plot text.peak { fill: var(--ink); }
.plot .gate rect { fill: var(--wash); } .plot .gate line { stroke: var(--edge); stroke-width: 1; stroke-dasharray: 2 3; }
.plot text.gate { text-anchor: start; fill: var(--quiet); }
.plot .wave { width: 100%; height: 100%; overflow: hidden; }
.plot .wave path { fill: var(--fill); stroke: var(--fill); stroke-width: 1; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.plot line.idle { stroke: var(--warn); stroke-width: 1; stroke-dasharray: 5 3; } .plot text.idle { text-anchor: end; fill: var(--warn); }
.share { display: inline-block; width: 4.5rem; height: 0.6rem; margin-left: 0.6rem; background: var(--line); vertical-align: -0.02em; }
.share rect { fill: var(--fill); } .share .outlier { fill: var(--alert); }
.memories { margin-top: 1rem; font-size: 0.9rem; }
.memory { display: grid; grid-template-columns: 4.5rem 1fr; gap: 0 0.8rem; padding: 0.5rem 0; }
.memory dt { font-weight: 600; }
.memory svg { display: block; width: 100%; height: 1.15rem; margin: 0.2rem 0 0.3rem; }
.memory svg.bounded { background: var(--wash); outline: 1px solid var(--edge); outline-offset: -1px; }
.memory rect.model, .key.model { fill: var(--fill); background: var(--fill); }
.memory rect.arena, .key.arena { fill: var(--soft); background: var(--soft); }
.memory rect { stroke: var(--paper); stroke-width: 1; }
.key { display: inline-block; width: 0.7em; height: 0.7em; margin-right: 0.4em; border: 1px solid var(--edge); }
@media (max-width: 40rem) {
  .plot { padding-left: 3.2rem; } .axis { margin-left: -3.2rem; }
  .plot text { font-size: 11px; }
  .memory { grid-template-columns: 1fr; }
}
@media (forced-colors: active) { .plot .bar, .plot .wave path, .share rect { fill: CanvasText; forced-color-adjust: none; } }
`;

// src/report/html/style.ts
const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfc; --ink: #1b1d20; --quiet: #5c6168; --line: #e4e4e0; --edge: #8a8f96;
  --accent: #2c5f8f; --fill: #3a6d9e; --soft: #b9cfe2; --wash: #eef3f7;
  --warn: #8f5200; --alert: #d9822b; --good: #1a6b3f; --bad: #b3261e;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --ink: #e4e6e8; --quiet: #9ba1a8; --line: #2b3035; --edge: #767d85;
    --accent: #7db1df; --fill: #5d95c8; --soft: #34536e; --wash: #1b232a;
    --warn: #e5b063; --alert: #d98a3a; --good: #74c99b; --bad: #f28b82;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { background: var(--paper); scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums lining-nums; overflow-wrap: anywhere;
}
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.5rem 5rem; }
h1, h2, h3, p, dl, dd, ul, figure { margin: 0; padding: 0; }
h1 { font-size: 1.9rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; margin: 0.15rem 0 0.9rem; }
h2 { font-size: 1.2rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.005em; }
h3 { font-size: 1rem; font-weight: 650; margin: 2rem 0 0.5rem; }
section { margin-top: 3.25rem; padding-top: 1.1rem; border-top: 1px solid var(--line); }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
code { font-family: var(--mono); font-size: 0.86em; }
.name { font-family: inherit; }
.quiet, .where, .below, .unit, .limit, figcaption, .axis { color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.product { color: var(--quiet); font-size: 0.85rem; letter-spacing: 0.02em; }
.verdict { font-size: 1.1rem; max-width: 46rem; }
.verdict strong { margin-right: 0.35em; }
strong.pass { color: var(--good); } strong.fail, .bad { color: var(--bad); } strong.none { color: var(--quiet); }
.bad, .outlier { font-weight: 650; } td .outlier { color: var(--warn); }
.where { font-size: 0.9rem; margin-top: 0.3rem; }
.lede { margin-top: 0.35rem; max-width: 46rem; }
.tag {
  display: inline-block; border: 1px solid currentColor; border-radius: 3px; padding: 0 0.3em;
  font-size: 0.7rem; line-height: 1.35; color: var(--warn); font-weight: 500; vertical-align: 0.1em; white-space: nowrap;
}
.figures {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr)); gap: 1.4rem 2rem;
  margin-top: 2rem; padding: 1.3rem 0; border: solid var(--line); border-width: 1px 0;
}
.figures dt { font-size: 0.85rem; color: var(--quiet); }
.figures .value { font-size: 1.55rem; line-height: 1.25; font-weight: 600; letter-spacing: -0.015em; }
.figures .unit { font-size: 0.95rem; }
.figures .below { display: block; font-size: 0.82rem; line-height: 1.4; margin-top: 0.15rem; }
nav { display: flex; flex-wrap: wrap; gap: 0.2rem 1.3rem; margin-top: 1rem; font-size: 0.9rem; }
nav a { text-decoration: none; padding: 0.15rem 0; } nav a:hover { text-decoration: underline; }
.issues, .hints, .violations { list-style: none; margin-top: 1.2rem; }
.issues li, .hints li { position: relative; padding: 0.7rem 0 0.7rem 2rem; border-top: 1px solid var(--line); max-width: 50rem; }
.issues li:last-child, .hints li:last-child { border-bottom: 1px solid var(--line); }
li > .sign {
  position: absolute; left: 0; top: 0.85rem; width: 1.25rem; height: 1.25rem; border: 1.5px solid currentColor; border-radius: 50%;
  font-size: 0.75rem; line-height: 1.1rem; font-weight: 700; text-align: center; color: var(--quiet);
}
li.warn > .sign, li.warn strong { color: var(--warn); } li.error > .sign, li.error strong { color: var(--bad); }
.issues strong { display: inline-block; } .issues strong::first-letter { text-transform: uppercase; }
li strong { font-weight: 600; margin-right: 0.2em; }
.hints .quiet, .issues .quiet { font-size: 0.875rem; }
.hints p + p, .issues p + p { margin-top: 0.25rem; }
.violations li { color: var(--bad); margin-top: 0.3rem; font-size: 0.92rem; }
.facts { margin-top: 0.9rem; font-size: 0.92rem; }
.facts > div { display: grid; grid-template-columns: minmax(8rem, 15rem) 1fr; gap: 0 1.5rem; padding: 0.3rem 0; }
.facts dt { color: var(--quiet); } .facts dd { min-width: 0; }
.scroll { position: relative; overflow-x: auto; margin-top: 1rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; line-height: 1.4; overflow-wrap: normal; }
th, td { padding: 0.34rem 0 0.34rem 1.1rem; text-align: left; vertical-align: baseline; font-weight: 400; }
th:first-child, td:first-child { padding-left: 0; }
thead th { color: var(--quiet); border-bottom: 1px solid var(--edge); vertical-align: bottom; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.number { text-align: right; white-space: nowrap; }
td .name, th .name { display: inline-block; max-width: 22rem; overflow-wrap: break-word; vertical-align: top; }
.prose { min-width: 12rem; max-width: 24rem; }
td code { white-space: nowrap; }
td .tag { border: 0; padding: 0; margin-left: 0.15em; font-weight: 400; }
.limit { white-space: nowrap; display: block; }
button, input, select { font: inherit; color: inherit; }
table button { background: none; border: 0; margin: 0; padding: 0.1rem 0; text-align: inherit; cursor: pointer; }
.sort { font-weight: inherit; white-space: nowrap; }
.text .sort::after, .number .sort::before { content: "↕"; opacity: 0.4; font-size: 0.85em; margin: 0 0.35em; }
.text[aria-sort="ascending"] .sort::after, .number[aria-sort="ascending"] .sort::before { content: "▲"; opacity: 1; font-size: 0.7em; }
.text[aria-sort="descending"] .sort::after, .number[aria-sort="descending"] .sort::before { content: "▼"; opacity: 1; font-size: 0.7em; }
[aria-sort="ascending"], [aria-sort="descending"] { color: var(--ink); }
.sort:hover, .disclose:hover .name { text-decoration: underline; text-underline-offset: 0.18em; }
.disclose { white-space: nowrap; }
.disclose::before { content: "▸"; display: inline-block; width: 1.1em; color: var(--quiet); vertical-align: top; }
.disclose[aria-expanded="true"]::before { content: "▾"; }
.disclose .name { white-space: normal; }
#layer-table > tbody > tr:hover > *, tr:target > * { background: var(--wash); }
#layer-table > tbody > tr.detail > td { background: none; border-top: 0; padding: 0 0 1rem 0; }
.detail .facts { margin: 0; padding: 0.4rem 1rem; border-left: 2px solid var(--soft); max-width: min(100%, 52rem); font-size: 0.85rem; }
.detail .facts .name { max-width: none; overflow-wrap: anywhere; }
tr:target { scroll-margin: 6rem; }
.filters { display: flex; flex-wrap: wrap; gap: 0.6rem 1.2rem; align-items: center; margin-top: 2rem; font-size: 0.9rem; }
.filters[hidden] { display: none; }
.filters input, .filters select {
  background: var(--paper); border: 1px solid var(--edge); border-radius: 4px; padding: 0.25rem 0.5rem; margin-left: 0.3rem; max-width: 100%; min-height: 2.1rem;
}
.filters input { width: 13rem; } .filters select { width: 13rem; }
.filters output { color: var(--quiet); margin-left: auto; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
@media (max-width: 40rem) {
  main { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.5rem; }
  section { margin-top: 2.25rem; }
  .figures { grid-template-columns: 1fr 1fr; gap: 1.1rem 1rem; }
  .figures .value { font-size: 1.25rem; }
  .facts > div { grid-template-columns: 1fr; padding: 0.4rem 0; }
  .filters label { flex: 1 1 100%; min-width: 0; display: flex; align-items: center; gap: 0.5rem; }
  .filters input, .filters select { flex: 1; width: auto; min-width: 0; margin: 0; }
  .filters output { margin-left: 0; }
  .extra, #layer-table .share { display: none; }
  table { font-size: 0.8125rem; }
  #layer-table th, #layer-table td { padding-left: 0.6rem; } #layer-table tr > :first-child { padding-left: 0; }
  .detail .facts { width: calc(100vw - 2rem); position: sticky; left: 0; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { --paper: #fff; }
  main { max-width: none; padding: 0; } nav, .filters { display: none; }
  .scroll { overflow: visible; } figure, tr { break-inside: avoid; }
}
`;
/** Of the whole page: one text, so that the policy of the page can name it by its hash. */
const STYLE = `${PAGE_STYLE}${CHART_STYLE}`;

// src/report/html/summary.ts
function verdictOf(result) {
	const { validation } = result;
	if (validation === void 0) return {
		kind: "none",
		word: "– Not validated",
		sentence: html`The outputs were not compared with the host; <code>--create-binary</code> does that.`
	};
	const inputs = validation.source === "dataset" ? "inputs of the dataset" : "random inputs";
	if (validation.verdict === "pass") return {
		kind: "pass",
		word: "✓ Pass",
		sentence: html`Outputs for ${integer(validation.runs)} ${inputs} agree with ${named(validation.reference, 80)} within the limits.`
	};
	return {
		kind: "fail",
		word: "✗ Fail",
		sentence: html`Outputs for ${integer(validation.runs)} ${inputs} differ from ${named(validation.reference, 80)} by more than the limits allow: ${counted(validation.violations.length, "violation")}.`
	};
}
function unitSentence(result) {
	const { profile, platform } = result;
	const energy = result.power?.some((power) => isModelled(result, power)) === true ? " Energy and its times are modelled, not measured." : "";
	if (platform.emulated && profile?.unit === "cycles") return `This result claims cycles of an emulated board, which has none: do not rely on its numbers.${energy}`;
	if (platform.emulated) return `An emulated board counts instructions: there are no cycles, and no time, in what it measured.${energy}`;
	if (profile === void 0) return energy.trim();
	const rate = profile.timer_hz === void 0 ? "" : ` at ${short(profile.timer_hz / 1e6)} MHz`;
	const time = profile.time_is_modelled ? " Times are modelled from them, not measured." : "";
	return `Counted in ${profile.unit}${rate}.${time}${energy}`;
}
/** Name of the model, verdict, and where it ran. */
function header(result) {
	const { platform, board, engine } = result;
	const verdict = verdictOf(result);
	const where = join$1([
		html`${named(platform.name, 64)} (${named(platform.core, 64)}${platform.emulated ? ", emulated" : ""})`,
		platform.emulated ? void 0 : html`board ${named(board.id, 64)}`,
		html`engine ${named(engine.name, 64)} ${named(engine.version, 64)}`,
		html`<time datetime="${result.started_at}">${moment(result.started_at)}</time>`
	], " · ");
	return html`<header>
<p class="product">hilbench</p>
<h1>${named(result.model.name, 200)}</h1>
<p class="verdict"><strong class="${verdict.kind}">${verdict.word}</strong> ${verdict.sentence}</p>
<p class="where">${where}</p>
<p class="where">${unitSentence(result)}</p>
</header>
`;
}
function figure(name, value, unit, below) {
	return html`<div><dt>${name}</dt><dd><span class="value">${value}</span> <span class="unit">${unit}</span><span class="below">${below}</span></dd></div>`;
}
function inference(result) {
	const { profile, platform, model } = result;
	if (profile === void 0) return void 0;
	const { ticks, ticks_min, ticks_max, time_us } = profile.total;
	const perMac = model.macs === 0 ? void 0 : `${short(ticks / model.macs)} per MAC`;
	const spread = ticks_min === ticks_max ? `the same in ${counted(profile.runs, "run")}` : `${integer(ticks_min)} to ${integer(ticks_max)} in ${counted(profile.runs, "run")}`;
	const below = join$1([perMac, spread], ", ");
	if (platform.emulated || time_us === void 0) return figure("Inference", integer(ticks), profile.unit, below);
	return figure("Inference", short(time_us / 1e3), html`ms${profile.time_is_modelled ? html` ${MODELLED}` : ""}`, html`${integer(ticks)} ${profile.unit}, ${below}`);
}
function energies(result) {
	return (result.power ?? []).slice(0, 4).map((power) => {
		const modelled = isModelled(result, power);
		return figure(`Energy, ${power.mode.toUpperCase()}`, short(power.energy_uj), html`µJ${modelled ? html` ${MODELLED}` : ""}`, `${short(power.power_mw)} mW for ${short(power.time_ms)} ms${modelled ? ", modelled" : ""}`);
	});
}
/** The few numbers that a run is for. */
function keyFigures(result) {
	const { model, placement } = result;
	const { arena } = placement;
	return html`<dl class="figures">${[
		inference(result),
		...energies(result),
		figure("Arena", ...split(bytes(arena.used_bytes)), `in ${arena.location}${arena.tuned_from === void 0 ? "" : `, tuned from ${bytes(arena.tuned_from.bytes)} in ${arena.tuned_from.location}`}`),
		figure("Model", ...split(bytes(placement.model.bytes)), `in ${placement.model.location}; ${bytes(model.bytes)} as a file`),
		figure("Image", ...split(bytes(placement.rom_bytes)), `ROM, and ${bytes(placement.ram_bytes)} RAM`),
		figure("MACs", integer(model.macs), "", `in ${counted(model.layers, "layer")}`)
	]}</dl>
`;
}
/** `54.0 KB` as value and unit. */
function split(text) {
	const at = text.lastIndexOf(" ");
	return [text.slice(0, at), text.slice(at + 1)];
}
const SIGNS = {
	error: "✗",
	warn: "!",
	info: "i"
};
/** What went wrong or needs attention, before anything else. */
function issues(result) {
	if (result.issues.length === 0) return void 0;
	const items = result.issues.slice(0, 100).map((issue) => html`<li class="${issue.severity}"><span class="sign" aria-hidden="true">${SIGNS[issue.severity]}</span><p><strong>${issue.severity}</strong> ${issue.message} <code>${issue.code}</code></p><p class="quiet">${issue.hint}</p></li>`);
	const more = result.issues.length - items.length;
	return html`<ul class="issues" aria-label="Issues of this run">${items}</ul>
${more > 0 ? html`<p class="quiet">${integer(more)} more are in results.json.</p>` : ""}`;
}

// src/report/html/validation.ts
function measuresOf({ limits }) {
	const never = () => false;
	return [
		{
			title: "Worst, steps",
			limit: `≤ ${precise(limits.max_lsb)}`,
			value: ({ max_abs_lsb }) => max_abs_lsb,
			exceeds: (value) => value > limits.max_lsb,
			text: precise
		},
		{
			title: "Mean, steps",
			limit: `≤ ${precise(limits.mean_lsb)}`,
			value: ({ mean_abs_lsb }) => mean_abs_lsb,
			exceeds: (value) => value > limits.mean_lsb,
			text: precise
		},
		{
			title: "Worst",
			value: ({ max_abs }) => max_abs,
			exceeds: never,
			text: precise
		},
		{
			title: "Mean",
			value: ({ mean_abs }) => mean_abs,
			exceeds: never,
			text: precise
		},
		{
			title: "Relative distance",
			value: ({ relative_l2 }) => relative_l2,
			exceeds: never,
			text: precise
		},
		{
			title: "Not finite",
			limit: "0",
			value: ({ non_finite }) => non_finite,
			exceeds: (value) => value > 0,
			text: integer
		},
		{
			title: "Cosine",
			limit: `≥ ${precise(limits.min_cosine)}`,
			value: ({ cosine }) => cosine,
			exceeds: (value) => value < limits.min_cosine,
			text: precise
		},
		{
			title: "Same winner",
			limit: `≥ ${percent(limits.min_argmax_agreement)}`,
			value: ({ argmax_agreement }) => argmax_agreement,
			exceeds: (value) => value < limits.min_argmax_agreement,
			text: percent
		}
	];
}
function cell({ value, exceeds, text }, output) {
	const found = value(output);
	if (found === void 0) return html`<span class="quiet">–</span>`;
	return exceeds(found) ? html`<span class="bad"><span aria-hidden="true">✗ </span>${text(found)}${unseen(", beyond the limit")}</span>` : text(found);
}
/** How far the outputs are from those of the host, and how far they may be. */
function validationSection(result) {
	const { validation } = result;
	if (validation === void 0) return void 0;
	const measures = measuresOf(validation).filter(({ value }) => validation.outputs.some((output) => value(output) !== void 0));
	const source = validation.source === "dataset" ? "inputs of the dataset" : `random inputs${validation.seed === void 0 ? "" : ` (seed ${validation.seed})`}`;
	const shown = validation.violations.slice(0, 100);
	const more = validation.violations.length - shown.length;
	return section({
		id: "validation",
		title: "Validation",
		lede: html`${counted(validation.runs, "inference")} with ${source} on the board and on the host, with ${named(validation.reference, 80)}: <strong class="${validation.verdict}">${validation.verdict === "pass" ? "✓ pass" : "✗ fail"}</strong>.`,
		body: [
			validation.accuracy === void 0 ? "" : html`<p>Right on ${percent(validation.accuracy)} of the labelled samples${validation.host_accuracy === void 0 ? "" : html`; the host on ${percent(validation.host_accuracy)}`}.</p>`,
			simpleTable("Outputs compared with the host", [
				{ title: "Output" },
				{ title: "Type" },
				{
					title: "Elements",
					number: true
				},
				...measures.map(({ title, limit }) => ({
					title: html`${title}${limit === void 0 ? "" : html` <span class="limit">${limit}</span>`}`,
					number: true
				}))
			], validation.outputs.map((output) => [
				html`${output.index} ${named(output.name)}`,
				output.dtype,
				integer(output.elements),
				...measures.map((measure) => cell(measure, output))
			])),
			shown.length === 0 ? "" : html`<ul class="violations" aria-label="Limits exceeded">${shown.map((violation) => html`<li>${violation}</li>`)}</ul>`,
			more > 0 ? html`<p class="quiet">${integer(more)} more are in results.json.</p>` : ""
		]
	});
}

// src/report/html/report.ts
var _templateObject;
const SCRIPT = `(${client.toString()})();`;
function sourceHash(text) {
	return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
/** Our own style and script by their hashes, and nothing else: nothing is loaded, nothing is sent. */
const POLICY = [
	"default-src 'none'",
	`style-src ${sourceHash(STYLE)}`,
	`script-src ${sourceHash(SCRIPT)}`,
	"base-uri 'none'",
	"form-action 'none'"
].join("; ");
function contents(result) {
	const links = [
		[
			"layers",
			"Layers",
			result.analysis.layers.length > 0 || result.profile !== void 0
		],
		[
			"arena",
			"Arena",
			(result.analysis.arena?.tensors.length ?? 0) > 0
		],
		[
			"power",
			"Energy",
			(result.power?.length ?? 0) > 0
		],
		[
			"validation",
			"Validation",
			result.validation !== void 0
		],
		[
			"aot",
			"Ahead of time",
			result.aot !== void 0
		],
		[
			"memory",
			"Memory",
			true
		],
		[
			"hints",
			"Hints",
			result.analysis.hints !== void 0
		],
		[
			"packages",
			"Packages",
			(result.packages?.length ?? 0) > 0
		],
		[
			"environment",
			"Environment",
			true
		]
	].filter(([, , there]) => there).map(([id, title]) => html`<a href="#${id}">${title}</a>`);
	return html`<nav aria-label="Sections">${links}</nav>
`;
}
/**
* One result as a page that stands alone: no network, light and dark, on paper and on a narrow screen.
* Nothing of the result is trusted; names and texts stay text.
*
* @returns HTML, UTF-8, to be written as it is
*/
function htmlReport(result) {
	const title = plainText(`${result.model.name} on ${result.platform.name}`, 200);
	return html(_templateObject || (_templateObject = _taggedTemplateLiteral([
		"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"",
		"\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
		"</title>\n<style>",
		"</style>\n</head>\n<body>\n<main>\n",
		"",
		"",
		"",
		"",
		"",
		"",
		"",
		"",
		"",
		"",
		"",
		"",
		"",
		"",
		"</main>\n<script>",
		"<\/script>\n</body>\n</html>\n"
	])), POLICY, title, trusted(STYLE), header(result), issues(result), keyFigures(result), contents(result), layersSection(result), arenaSection(result), powerSection(result), onboardSection(result), validationSection(result), aotSection(result), placementSection(result), hintsSection(result), packagesSection(result), notMeasuredSection(result), environmentSection(result), trusted(SCRIPT)).text;
}

// src/report/model-explorer.ts
/** What most readers want first has the plain name. */
const MODEL_EXPLORER_FILE = "model_explorer.json";
const GRADIENT = [
	{
		stop: 0,
		bgColor: "#ffffff"
	},
	{
		stop: .5,
		bgColor: "#ffd479"
	},
	{
		stop: 1,
		bgColor: "#d1342b"
	}
];
/**
* Overlays for Model Explorer (Custom node data, "Upload"): ticks, share, MACs and ticks per MAC, each a file
* of its own, because Model Explorer takes one set of values from a file. Without a profile there are MACs
* alone. No graph is named in a file, so it applies to the graph on view: the main one.
*/
function modelExplorerFiles(result) {
	const { profile, analysis } = result;
	const macs = nodeData("MACs", analysis.layers.slice(0, result.model.layers).map(({ index, macs }) => [index, macs]));
	if (profile === void 0) return [file(MODEL_EXPLORER_FILE, macs)];
	const { unit, layers } = profile;
	const what = unit === "cycles" ? "Cycles" : "Instructions";
	const per_mac = layers.filter((layer) => layer.macs > 0);
	return [
		file(MODEL_EXPLORER_FILE, nodeData(what, layers.map(({ index, ticks }) => [index, ticks]))),
		file("model_explorer.share.json", nodeData(`${what}, % of all`, layers.map(({ index, share }) => [index, Number((share * 100).toFixed(3))]))),
		file("model_explorer.macs.json", macs),
		file("model_explorer.per_mac.json", nodeData(`${what} per MAC`, per_mac.map(({ index, ticks, macs }) => [index, Number((ticks / macs).toPrecision(6))])))
	];
}
function nodeData(name, values) {
	return {
		name,
		results: Object.fromEntries(values.map(([layer, value]) => [String(layer), { value }])),
		gradient: GRADIENT
	};
}
function file(name, data) {
	return {
		name,
		content: `${JSON.stringify(data, void 0, 2)}\n`
	};
}

// node_modules/hucre/dist/errors.mjs
var HucreError = class extends Error {
	name = "HucreError";
	constructor(message, options) {
		super(message, options);
	}
};
var InvalidArgumentError = class extends HucreError {
	name = "InvalidArgumentError";
};

// node_modules/hucre/dist/xml/writer.mjs
function xEscape(code) {
	return `_x${code.toString(16).toUpperCase().padStart(4, "0")}_`;
}
function isIllegalXmlChar(code) {
	return code >= 0 && code <= 8 || code === 11 || code === 12 || code >= 14 && code <= 31;
}
function xmlEscape(text) {
	let result = "";
	let last = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		let replacement;
		switch (code) {
			case 38:
				replacement = "&amp;";
				break;
			case 60:
				replacement = "&lt;";
				break;
			case 62:
				replacement = "&gt;";
				break;
			case 13:
				replacement = xEscape(13);
				break;
			default: if (isIllegalXmlChar(code)) replacement = xEscape(code);
		}
		if (replacement) {
			result += text.slice(last, i) + replacement;
			last = i + 1;
		}
	}
	if (last === 0) return text;
	return result + text.slice(last);
}
function xmlEscapeAttr(text) {
	let result = "";
	let last = 0;
	for (let i = 0; i < text.length; i++) {
		let replacement;
		switch (text.charCodeAt(i)) {
			case 38:
				replacement = "&amp;";
				break;
			case 60:
				replacement = "&lt;";
				break;
			case 62:
				replacement = "&gt;";
				break;
			case 34:
				replacement = "&quot;";
				break;
			case 39:
				replacement = "&apos;";
				break;
			case 9:
				replacement = "&#9;";
				break;
			case 10:
				replacement = "&#10;";
				break;
			case 13:
				replacement = "&#13;";
				break;
			default: if (isIllegalXmlChar(text.charCodeAt(i))) replacement = xEscape(text.charCodeAt(i));
		}
		if (replacement) {
			result += text.slice(last, i) + replacement;
			last = i + 1;
		}
	}
	if (last === 0) return text;
	return result + text.slice(last);
}
function serializeAttrs(attrs) {
	if (!attrs) return "";
	let result = "";
	const keys = Object.keys(attrs);
	for (let i = 0; i < keys.length; i++) {
		const key = keys[i];
		const val = attrs[key];
		if (val === void 0 || val === null) continue;
		if (typeof val === "boolean") result += ` ${key}="${val ? "true" : "false"}"`;
		else result += ` ${key}="${xmlEscapeAttr(String(val))}"`;
	}
	return result;
}
function xmlSelfClose(tag, attrs) {
	return `<${tag}${serializeAttrs(attrs)}/>`;
}
function xmlElement(tag, attrs, children) {
	const attrStr = serializeAttrs(attrs);
	if (children === void 0 || children === null) return `<${tag}${attrStr}/>`;
	const content = Array.isArray(children) ? children.join("") : children;
	if (!content) return `<${tag}${attrStr}/>`;
	return `<${tag}${attrStr}>${content}</${tag}>`;
}
function xmlDeclaration(options) {
	return `<?xml version="1.0" encoding="UTF-8" standalone="${options?.standalone ?? "yes"}"?>`;
}
function xmlDocument(rootTag, attrs, children, options) {
	const parts = [];
	if (options?.declaration !== false) parts.push(xmlDeclaration(options));
	if (children === void 0 || children === null) parts.push(xmlSelfClose(rootTag, attrs));
	else parts.push(xmlElement(rootTag, attrs, children));
	return parts.join("");
}

// node_modules/hucre/dist/xlsx/chart/shape.mjs
const STROKE_WIDTH_MIN_PT = .25;
const STROKE_WIDTH_MAX_PT = 13.5;
const EMU_PER_PT = 12700;
const VALID_DASH_STYLES = /* @__PURE__ */ new Set([
	"solid",
	"dot",
	"dash",
	"lgDash",
	"dashDot",
	"lgDashDot",
	"lgDashDotDot",
	"sysDash",
	"sysDot",
	"sysDashDot",
	"sysDashDotDot"
]);
const VALID_BORDER_DASHES = /* @__PURE__ */ new Set([
	"solid",
	"dash",
	"dashDot",
	"dot",
	"lgDash",
	"lgDashDot",
	"lgDashDotDot",
	"sysDash",
	"sysDashDot",
	"sysDashDotDot",
	"sysDot"
]);
const VALID_LINE_CAPS = /* @__PURE__ */ new Set([
	"rnd",
	"sq",
	"flat"
]);
const VALID_LINE_COMPOUNDS = /* @__PURE__ */ new Set([
	"sng",
	"dbl",
	"thickThin",
	"thinThick",
	"tri"
]);
function normalizeLineCap(value) {
	if (typeof value !== "string") return void 0;
	if (!VALID_LINE_CAPS.has(value)) return void 0;
	if (value === "flat") return void 0;
	return value;
}
function normalizeLineCompound(value) {
	if (typeof value !== "string") return void 0;
	if (!VALID_LINE_COMPOUNDS.has(value)) return void 0;
	if (value === "sng") return void 0;
	return value;
}
const VALID_THEME_COLOR_NAMES = /* @__PURE__ */ new Set([
	"bg1",
	"tx1",
	"bg2",
	"tx2",
	"accent1",
	"accent2",
	"accent3",
	"accent4",
	"accent5",
	"accent6",
	"hlink",
	"folHlink",
	"phClr",
	"dk1",
	"lt1",
	"dk2",
	"lt2"
]);
const POSITIVE_PERCENT_MIN = 0;
const POSITIVE_PERCENT_MAX = 1e5;
const FIXED_PERCENT_MIN = -1e5;
const FIXED_PERCENT_MAX = 1e5;
function normalizeChartColor(value) {
	if (value === void 0 || value === null) return void 0;
	if (typeof value === "string") return normalizeRgbHex(value);
	if (typeof value !== "object") return void 0;
	const name = value.theme;
	if (typeof name !== "string" || !VALID_THEME_COLOR_NAMES.has(name)) return void 0;
	const out = { theme: name };
	const validateMod = (raw, min, max) => {
		if (typeof raw !== "number" || !Number.isFinite(raw)) return void 0;
		const n = Math.round(raw);
		if (n < min || n > max) return void 0;
		return n;
	};
	const lumMod = validateMod(value.lumMod, POSITIVE_PERCENT_MIN, POSITIVE_PERCENT_MAX);
	if (lumMod !== void 0) out.lumMod = lumMod;
	const lumOff = validateMod(value.lumOff, POSITIVE_PERCENT_MIN, POSITIVE_PERCENT_MAX);
	if (lumOff !== void 0) out.lumOff = lumOff;
	const tint = validateMod(value.tint, FIXED_PERCENT_MIN, FIXED_PERCENT_MAX);
	if (tint !== void 0) out.tint = tint;
	const shade = validateMod(value.shade, FIXED_PERCENT_MIN, FIXED_PERCENT_MAX);
	if (shade !== void 0) out.shade = shade;
	const alpha = validateMod(value.alpha, POSITIVE_PERCENT_MIN, POSITIVE_PERCENT_MAX);
	if (alpha !== void 0) out.alpha = alpha;
	return out;
}
function buildColorElement(value) {
	if (typeof value === "string") return xmlSelfClose("a:srgbClr", { val: value });
	const children = [];
	if (value.tint !== void 0) children.push(xmlSelfClose("a:tint", { val: value.tint }));
	if (value.shade !== void 0) children.push(xmlSelfClose("a:shade", { val: value.shade }));
	if (value.alpha !== void 0) children.push(xmlSelfClose("a:alpha", { val: value.alpha }));
	if (value.lumMod !== void 0) children.push(xmlSelfClose("a:lumMod", { val: value.lumMod }));
	if (value.lumOff !== void 0) children.push(xmlSelfClose("a:lumOff", { val: value.lumOff }));
	if (children.length === 0) return xmlSelfClose("a:schemeClr", { val: value.theme });
	return xmlElement("a:schemeClr", { val: value.theme }, children);
}
function normalizeRgbHex(raw) {
	if (typeof raw !== "string") return void 0;
	const trimmed = raw.trim();
	if (trimmed.length === 0) return void 0;
	const hex = trimmed.startsWith("#") ? trimmed.slice(1) : trimmed;
	if (hex.length !== 6) return void 0;
	if (!/^[0-9a-fA-F]{6}$/.test(hex)) return void 0;
	return hex.toUpperCase();
}
function clampStrokeWidthPt(value) {
	if (value === void 0 || !Number.isFinite(value)) return void 0;
	const snapped = Math.round(value * 4) / 4;
	if (snapped < .25) return STROKE_WIDTH_MIN_PT;
	if (snapped > 13.5) return STROKE_WIDTH_MAX_PT;
	return snapped;
}
function normalizeBorderDash(value) {
	if (typeof value !== "string") return void 0;
	if (!VALID_BORDER_DASHES.has(value)) return void 0;
	if (value === "solid") return void 0;
	return value;
}

// node_modules/hucre/dist/xlsx/chart/walls.mjs
function buildView3D(view3D) {
	if (view3D === void 0) return void 0;
	const children = [];
	const rotX = clampView3DInt(view3D.rotX, -90, 90);
	if (rotX !== void 0) children.push(xmlSelfClose("c:rotX", { val: rotX }));
	const hPercent = clampView3DInt(view3D.hPercent, 5, 500);
	if (hPercent !== void 0) children.push(xmlSelfClose("c:hPercent", { val: hPercent }));
	const rotY = clampView3DInt(view3D.rotY, 0, 360);
	if (rotY !== void 0) children.push(xmlSelfClose("c:rotY", { val: rotY }));
	const depthPercent = clampView3DInt(view3D.depthPercent, 20, 2e3);
	if (depthPercent !== void 0) children.push(xmlSelfClose("c:depthPercent", { val: depthPercent }));
	if (view3D.rAngAx === true) children.push(xmlSelfClose("c:rAngAx", { val: 1 }));
	else if (view3D.rAngAx === false) children.push(xmlSelfClose("c:rAngAx", { val: 0 }));
	const perspective = clampView3DInt(view3D.perspective, 0, 240);
	if (perspective !== void 0) children.push(xmlSelfClose("c:perspective", { val: perspective }));
	return xmlElement("c:view3D", void 0, children);
}
function clampView3DInt(value, min, max) {
	if (typeof value !== "number") return void 0;
	if (!Number.isFinite(value)) return void 0;
	if (!Number.isInteger(value)) return void 0;
	if (value < min || value > max) return void 0;
	return value;
}
function buildFloorThickness(value) {
	if (typeof value !== "number") return void 0;
	if (!Number.isFinite(value)) return void 0;
	if (!Number.isInteger(value)) return void 0;
	if (value <= 0) return void 0;
	if (value > 100) return void 0;
	return xmlElement("c:floor", void 0, [xmlSelfClose("c:thickness", { val: value })]);
}
function buildSideWallThickness(value) {
	if (typeof value !== "number") return void 0;
	if (!Number.isFinite(value)) return void 0;
	if (!Number.isInteger(value)) return void 0;
	if (value <= 0) return void 0;
	if (value > 100) return void 0;
	return xmlElement("c:sideWall", void 0, [xmlSelfClose("c:thickness", { val: value })]);
}
function buildBackWallThickness(value) {
	if (typeof value !== "number") return void 0;
	if (!Number.isFinite(value)) return void 0;
	if (!Number.isInteger(value)) return void 0;
	if (value <= 0) return void 0;
	if (value > 100) return void 0;
	return xmlElement("c:backWall", void 0, [xmlSelfClose("c:thickness", { val: value })]);
}

// node_modules/hucre/dist/xlsx/chart/layout.mjs
function normalizeManualLayout(raw) {
	if (!raw || typeof raw !== "object") return void 0;
	const out = {};
	const x = normalizeLayoutCoordinate(raw.x);
	if (x !== void 0) out.x = x;
	const y = normalizeLayoutCoordinate(raw.y);
	if (y !== void 0) out.y = y;
	const w = normalizeLayoutCoordinate(raw.w);
	if (w !== void 0) out.w = w;
	const h = normalizeLayoutCoordinate(raw.h);
	if (h !== void 0) out.h = h;
	if (out.x === void 0 && out.y === void 0 && out.w === void 0 && out.h === void 0) return;
	return out;
}
function normalizeLayoutCoordinate(raw) {
	if (typeof raw !== "number") return void 0;
	if (!Number.isFinite(raw)) return void 0;
	if (raw < 0 || raw > 1) return void 0;
	return raw;
}
function buildManualLayout(layout) {
	if (!layout) return void 0;
	const children = [];
	if (layout.x !== void 0) children.push(xmlSelfClose("c:xMode", { val: "edge" }));
	if (layout.y !== void 0) children.push(xmlSelfClose("c:yMode", { val: "edge" }));
	if (layout.w !== void 0) children.push(xmlSelfClose("c:wMode", { val: "edge" }));
	if (layout.h !== void 0) children.push(xmlSelfClose("c:hMode", { val: "edge" }));
	if (layout.x !== void 0) children.push(xmlSelfClose("c:x", { val: layout.x }));
	if (layout.y !== void 0) children.push(xmlSelfClose("c:y", { val: layout.y }));
	if (layout.w !== void 0) children.push(xmlSelfClose("c:w", { val: layout.w }));
	if (layout.h !== void 0) children.push(xmlSelfClose("c:h", { val: layout.h }));
	if (children.length === 0) return void 0;
	return xmlElement("c:layout", void 0, [xmlElement("c:manualLayout", void 0, children)]);
}

// node_modules/hucre/dist/xlsx/chart/text.mjs
const TXPR_ROT_PER_DEGREE = 6e4;
const FONT_SIZE_MIN_PT = 1;
const FONT_SIZE_MAX_PT = 400;
function makeFontSizeNormalizer(minPt, maxPt) {
	return (value) => {
		if (typeof value !== "number" || !Number.isFinite(value)) return void 0;
		const snapped = Math.round(value * 2) / 2;
		if (snapped < minPt) return minPt;
		if (snapped > maxPt) return maxPt;
		return snapped;
	};
}
const normalizeFontSizePt = makeFontSizeNormalizer(1, 400);

// node_modules/hucre/dist/xlsx/chart/title.mjs
const TITLE_ROT_PER_DEGREE$1 = TXPR_ROT_PER_DEGREE;
const TITLE_ROTATION_MIN_DEG = -90;
const TITLE_ROTATION_MAX_DEG = 90;
const TITLE_FONT_SZ_PER_POINT$4 = 100;
const TITLE_FONT_SIZE_MIN_PT$2 = 1;
const TITLE_FONT_SIZE_MAX_PT$2 = 400;
const TITLE_DEFAULT_FONT_SIZE_SZ = 1400;
function buildTitle(title, overlay, rotationDeg, fontSizePt, bold, italic, rgbHex, strike, underline, fontFamily, layout, fillRgbHex, borderRgbHex, borderWidthPt, borderDash, borderCap, borderCompound) {
	const rot = rotationDeg === void 0 ? 0 : rotationDeg * TITLE_ROT_PER_DEGREE$1;
	const sz = fontSizePt === void 0 ? TITLE_DEFAULT_FONT_SIZE_SZ : fontSizePt * TITLE_FONT_SZ_PER_POINT$4;
	const b = bold ? 1 : 0;
	const i = italic === true ? 1 : void 0;
	const strikeAttr = strike === true ? "sngStrike" : void 0;
	const underlineAttr = underline === true ? "sng" : void 0;
	const solidFillChild = rgbHex !== void 0 ? xmlElement("a:solidFill", void 0, [buildColorElement(rgbHex)]) : void 0;
	const latinChild = fontFamily ? xmlSelfClose("a:latin", { typeface: fontFamily }) : void 0;
	const rPrChildren = [];
	if (solidFillChild) rPrChildren.push(solidFillChild);
	if (latinChild) rPrChildren.push(latinChild);
	const defRPr = rPrChildren.length > 0 ? xmlElement("a:defRPr", {
		sz,
		b,
		i,
		u: underlineAttr,
		strike: strikeAttr
	}, rPrChildren) : xmlSelfClose("a:defRPr", {
		sz,
		b,
		i,
		u: underlineAttr,
		strike: strikeAttr
	});
	const rPr = rPrChildren.length > 0 ? xmlElement("a:rPr", {
		lang: "en-US",
		sz,
		b,
		i,
		u: underlineAttr,
		strike: strikeAttr
	}, rPrChildren) : xmlSelfClose("a:rPr", {
		lang: "en-US",
		sz,
		b,
		i,
		u: underlineAttr,
		strike: strikeAttr
	});
	const layoutXml = buildManualLayout(layout);
	const titleChildren = [xmlElement("c:tx", void 0, [xmlElement("c:rich", void 0, [
		xmlElement("a:bodyPr", {
			rot,
			spcFirstLastPara: 1,
			vertOverflow: "ellipsis",
			wrap: "square",
			anchor: "ctr",
			anchorCtr: 1
		}, []),
		xmlSelfClose("a:lstStyle"),
		xmlElement("a:p", void 0, [xmlElement("a:pPr", void 0, [defRPr]), xmlElement("a:r", void 0, [rPr, xmlElement("a:t", void 0, xmlEscape(title))])])
	])])];
	if (layoutXml !== void 0) titleChildren.push(layoutXml);
	titleChildren.push(xmlSelfClose("c:overlay", { val: overlay ? 1 : 0 }));
	const titleSpPrXml = buildTitleSpPr(fillRgbHex, borderRgbHex, borderWidthPt, borderDash, borderCap, borderCompound);
	if (titleSpPrXml !== void 0) titleChildren.push(titleSpPrXml);
	return xmlElement("c:title", void 0, titleChildren);
}
function buildTitleSpPr(fillRgbHex, borderRgbHex, borderWidthPt, borderDash, borderCap, borderCompound) {
	if (fillRgbHex === void 0 && borderRgbHex === void 0 && borderWidthPt === void 0 && borderDash === void 0 && borderCap === void 0 && borderCompound === void 0) return;
	const children = [];
	if (fillRgbHex !== void 0) children.push(xmlElement("a:solidFill", void 0, [buildColorElement(fillRgbHex)]));
	if (borderRgbHex !== void 0 || borderWidthPt !== void 0 || borderDash !== void 0 || borderCap !== void 0 || borderCompound !== void 0) {
		const lnAttrs = {};
		if (borderWidthPt !== void 0) lnAttrs.w = Math.round(borderWidthPt * EMU_PER_PT);
		if (borderCap !== void 0) lnAttrs.cap = borderCap;
		if (borderCompound !== void 0) lnAttrs.cmpd = borderCompound;
		const lnChildren = [];
		if (borderRgbHex !== void 0) lnChildren.push(xmlElement("a:solidFill", void 0, [buildColorElement(borderRgbHex)]));
		if (borderDash !== void 0) lnChildren.push(xmlSelfClose("a:prstDash", { val: borderDash }));
		children.push(lnChildren.length === 0 ? xmlSelfClose("a:ln", lnAttrs) : xmlElement("a:ln", Object.keys(lnAttrs).length > 0 ? lnAttrs : void 0, lnChildren));
	}
	return xmlElement("c:spPr", void 0, children);
}
function normalizeTitleRotation(value) {
	if (value === void 0 || typeof value !== "number" || !Number.isFinite(value)) return void 0;
	let degrees = Math.round(value);
	if (degrees < TITLE_ROTATION_MIN_DEG) degrees = TITLE_ROTATION_MIN_DEG;
	else if (degrees > TITLE_ROTATION_MAX_DEG) degrees = TITLE_ROTATION_MAX_DEG;
	if (degrees === 0) return void 0;
	return degrees;
}
function resolveTitleRotation(chart) {
	return normalizeTitleRotation(chart.titleRotation);
}
function normalizeTitleFontSize(value) {
	if (value === void 0 || typeof value !== "number" || !Number.isFinite(value)) return void 0;
	const points = Math.round(value * 2) / 2;
	if (points < TITLE_FONT_SIZE_MIN_PT$2 || points > TITLE_FONT_SIZE_MAX_PT$2) return void 0;
	return points;
}
function resolveTitleFontSize(chart) {
	return normalizeTitleFontSize(chart.titleFontSize);
}
function normalizeTitleBold(value) {
	if (value === true) return true;
	if (value === false) return false;
}
function resolveTitleBold(chart) {
	return normalizeTitleBold(chart.titleBold);
}
function normalizeTitleItalic(value) {
	if (value === true) return true;
	if (value === false) return false;
}
function resolveTitleItalic(chart) {
	return normalizeTitleItalic(chart.titleItalic);
}
function normalizeTitleColor(value) {
	if (typeof value === "string") return normalizeRgbHex(value);
	return normalizeChartColor(value);
}
function resolveTitleColor(chart) {
	return normalizeTitleColor(chart.titleColor);
}
function resolveTitleFillColor(chart) {
	return normalizeTitleColor(chart.titleFillColor);
}
function resolveTitleBorderColor(chart) {
	return normalizeTitleColor(chart.titleBorderColor);
}
function resolveTitleBorderWidth(chart) {
	return clampStrokeWidthPt(chart.titleBorderWidth);
}
function resolveTitleBorderDash(chart) {
	return normalizeBorderDash(chart.titleBorderDash);
}
function resolveTitleBorderCap(chart) {
	return normalizeLineCap(chart.titleBorderCap);
}
function resolveTitleBorderCompound(chart) {
	return normalizeLineCompound(chart.titleBorderCompound);
}
function normalizeTitleStrike(value) {
	if (value === true) return true;
	if (value === false) return false;
}
function resolveTitleStrike(chart) {
	return normalizeTitleStrike(chart.titleStrike);
}
function normalizeTitleUnderline(value) {
	if (value === true) return true;
	if (value === false) return false;
}
function resolveTitleUnderline(chart) {
	return normalizeTitleUnderline(chart.titleUnderline);
}
function normalizeTitleFontFamily(value) {
	if (typeof value !== "string") return void 0;
	const trimmed = value.trim();
	if (trimmed.length === 0) return void 0;
	return trimmed;
}
function resolveTitleFontFamily(chart) {
	return normalizeTitleFontFamily(chart.titleFontFamily);
}
function resolveTitleOverlay(chart) {
	return chart.titleOverlay === true;
}
function resolveTitleLayout(chart) {
	return normalizeManualLayout(chart.titleLayout);
}

// node_modules/hucre/dist/xlsx/chart/legend.mjs
const TITLE_FONT_SZ_PER_POINT$3 = 100;
const TITLE_FONT_SIZE_MIN_PT$1 = 1;
const TITLE_FONT_SIZE_MAX_PT$1 = 400;
function resolveLegendPosition(chart) {
	if (chart.legend === false) return null;
	if (chart.legend === void 0) return chart.type === "scatter" ? "b" : "r";
	switch (chart.legend) {
		case "top": return "t";
		case "bottom": return "b";
		case "left": return "l";
		case "right": return "r";
		case "topRight": return "tr";
	}
}
function buildLegend(pos, overlay, entries, fontSizePt, bold, italic, underline, strikethrough, rgbHex, fontFamily, layout, fillRgbHex, borderRgbHex, borderWidthPt, borderDash, borderCap, borderCompound) {
	const children = [xmlSelfClose("c:legendPos", { val: pos })];
	for (const entry of entries) {
		const entryChildren = [xmlSelfClose("c:idx", { val: entry.idx }), xmlSelfClose("c:delete", { val: entry.delete ? 1 : 0 })];
		const entryTxPr = buildLegendTxPr(entry.fontSize, entry.bold, entry.italic, entry.underline, entry.strikethrough, entry.color, entry.fontFamily);
		if (entryTxPr !== void 0) entryChildren.push(entryTxPr);
		children.push(xmlElement("c:legendEntry", void 0, entryChildren));
	}
	const layoutXml = buildManualLayout(layout);
	if (layoutXml !== void 0) children.push(layoutXml);
	children.push(xmlSelfClose("c:overlay", { val: overlay ? 1 : 0 }));
	const legendSpPrXml = buildLegendSpPr(fillRgbHex, borderRgbHex, borderWidthPt, borderDash, borderCap, borderCompound);
	if (legendSpPrXml !== void 0) children.push(legendSpPrXml);
	const txPrXml = buildLegendTxPr(fontSizePt, bold, italic, underline, strikethrough, rgbHex, fontFamily);
	if (txPrXml !== void 0) children.push(txPrXml);
	return xmlElement("c:legend", void 0, children);
}
function buildLegendSpPr(fillRgbHex, borderRgbHex, borderWidthPt, borderDash, borderCap, borderCompound) {
	if (fillRgbHex === void 0 && borderRgbHex === void 0 && borderWidthPt === void 0 && borderDash === void 0 && borderCap === void 0 && borderCompound === void 0) return;
	const children = [];
	if (fillRgbHex !== void 0) children.push(xmlElement("a:solidFill", void 0, [buildColorElement(fillRgbHex)]));
	if (borderRgbHex !== void 0 || borderWidthPt !== void 0 || borderDash !== void 0 || borderCap !== void 0 || borderCompound !== void 0) {
		const lnAttrs = {};
		if (borderWidthPt !== void 0) lnAttrs.w = Math.round(borderWidthPt * EMU_PER_PT);
		if (borderCap !== void 0) lnAttrs.cap = borderCap;
		if (borderCompound !== void 0) lnAttrs.cmpd = borderCompound;
		const lnChildren = [];
		if (borderRgbHex !== void 0) lnChildren.push(xmlElement("a:solidFill", void 0, [buildColorElement(borderRgbHex)]));
		if (borderDash !== void 0) lnChildren.push(xmlSelfClose("a:prstDash", { val: borderDash }));
		children.push(lnChildren.length === 0 ? xmlSelfClose("a:ln", lnAttrs) : xmlElement("a:ln", Object.keys(lnAttrs).length > 0 ? lnAttrs : void 0, lnChildren));
	}
	return xmlElement("c:spPr", void 0, children);
}
function buildLegendTxPr(fontSizePt, bold, italic, underline, strikethrough, rgbHex, fontFamily) {
	if (fontSizePt === void 0 && bold === void 0 && italic === void 0 && underline === void 0 && strikethrough === void 0 && rgbHex === void 0 && fontFamily === void 0) return void 0;
	const defRPrAttrs = {};
	if (fontSizePt !== void 0) defRPrAttrs.sz = fontSizePt * TITLE_FONT_SZ_PER_POINT$3;
	if (bold !== void 0) defRPrAttrs.b = bold ? 1 : 0;
	if (italic !== void 0) defRPrAttrs.i = italic ? 1 : 0;
	if (underline !== void 0) defRPrAttrs.u = underline ? "sng" : "none";
	if (strikethrough === true) defRPrAttrs.strike = "sngStrike";
	const solidFillChild = rgbHex !== void 0 ? xmlElement("a:solidFill", void 0, [buildColorElement(rgbHex)]) : void 0;
	const latinChild = fontFamily ? xmlSelfClose("a:latin", { typeface: fontFamily }) : void 0;
	const defRPrChildren = [];
	if (solidFillChild) defRPrChildren.push(solidFillChild);
	if (latinChild) defRPrChildren.push(latinChild);
	const defRPr = defRPrChildren.length > 0 ? xmlElement("a:defRPr", defRPrAttrs, defRPrChildren) : xmlSelfClose("a:defRPr", defRPrAttrs);
	return xmlElement("c:txPr", void 0, [
		xmlSelfClose("a:bodyPr"),
		xmlSelfClose("a:lstStyle"),
		xmlElement("a:p", void 0, [xmlElement("a:pPr", void 0, [defRPr]), xmlSelfClose("a:endParaRPr", { lang: "en-US" })])
	]);
}
function resolveLegendFontSize(chart) {
	return normalizeTitleFontSize(chart.legendFontSize);
}
function resolveLegendBold(chart) {
	const value = chart.legendBold;
	if (value === true) return true;
	if (value === false) return false;
}
function resolveLegendItalic(chart) {
	const value = chart.legendItalic;
	if (value === true) return true;
	if (value === false) return false;
}
function resolveLegendUnderline(chart) {
	const value = chart.legendUnderline;
	if (value === true) return true;
	if (value === false) return false;
}
function resolveLegendStrikethrough(chart) {
	if (chart.legendStrikethrough === true) return true;
}
function resolveLegendFontColor(chart) {
	return normalizeTitleColor(chart.legendFontColor);
}
function normalizeLegendFontFamily(value) {
	if (typeof value !== "string") return void 0;
	const trimmed = value.trim();
	if (trimmed.length === 0) return void 0;
	return trimmed;
}
function resolveLegendFontFamily(chart) {
	return normalizeLegendFontFamily(chart.legendFontFamily);
}
function resolveLegendEntries(chart) {
	const raw = chart.legendEntries;
	if (!Array.isArray(raw) || raw.length === 0) return [];
	const byIdx = /* @__PURE__ */ new Map();
	for (const entry of raw) {
		if (!entry || typeof entry !== "object") continue;
		const idx = entry.idx;
		if (typeof idx !== "number" || !Number.isFinite(idx)) continue;
		if (!Number.isInteger(idx) || idx < 0) continue;
		const resolved = {
			idx,
			delete: entry.delete === true
		};
		if (typeof entry.fontSize === "number" && Number.isFinite(entry.fontSize)) {
			const points = Math.round(entry.fontSize * 2) / 2;
			if (points >= TITLE_FONT_SIZE_MIN_PT$1 && points <= TITLE_FONT_SIZE_MAX_PT$1) resolved.fontSize = points;
		}
		if (entry.bold === true) resolved.bold = true;
		else if (entry.bold === false) resolved.bold = false;
		if (entry.italic === true) resolved.italic = true;
		else if (entry.italic === false) resolved.italic = false;
		if (entry.underline === true) resolved.underline = true;
		else if (entry.underline === false) resolved.underline = false;
		if (entry.strikethrough === true) resolved.strikethrough = true;
		else if (entry.strikethrough === false) resolved.strikethrough = false;
		if (entry.color !== void 0) {
			const normalized = normalizeChartColor(entry.color);
			if (normalized !== void 0) resolved.color = normalized;
		}
		if (typeof entry.fontFamily === "string") {
			const trimmed = entry.fontFamily.trim();
			if (trimmed.length > 0) resolved.fontFamily = trimmed;
		}
		byIdx.set(idx, resolved);
	}
	return Array.from(byIdx.values()).sort((a, b) => a.idx - b.idx);
}
function resolveLegendOverlay(chart) {
	return chart.legendOverlay === true;
}
function resolveLegendLayout(chart) {
	return normalizeManualLayout(chart.legendLayout);
}
function resolveLegendFillColor(chart) {
	return normalizeTitleColor(chart.legendFillColor);
}
function resolveLegendBorderColor(chart) {
	return normalizeTitleColor(chart.legendBorderColor);
}
function resolveLegendBorderWidth(chart) {
	return clampStrokeWidthPt(chart.legendBorderWidth);
}
function resolveLegendBorderDash(chart) {
	return normalizeBorderDash(chart.legendBorderDash);
}

// node_modules/hucre/dist/xlsx/chart/dataTable.mjs
const TITLE_FONT_SZ_PER_POINT$2 = 100;
function resolveDataTable(chart) {
	if (chart.type === "pie" || chart.type === "doughnut") return void 0;
	const raw = chart.dataTable;
	if (raw === void 0 || raw === false) return void 0;
	if (raw === true) return {
		showHorzBorder: true,
		showVertBorder: true,
		showOutline: true,
		showKeys: true,
		fontSize: void 0,
		fontColor: void 0,
		bold: void 0,
		italic: void 0,
		underline: void 0,
		strikethrough: void 0,
		fontFamily: void 0,
		fillColor: void 0,
		borderColor: void 0,
		borderWidth: void 0,
		borderDash: void 0,
		borderCap: void 0,
		borderCompound: void 0
	};
	return {
		showHorzBorder: raw.showHorzBorder !== false,
		showVertBorder: raw.showVertBorder !== false,
		showOutline: raw.showOutline !== false,
		showKeys: raw.showKeys !== false,
		fontSize: resolveDataTableFontSize(raw.fontSize),
		fontColor: resolveDataTableFontColor(raw.fontColor),
		bold: resolveDataTableBold(raw.bold),
		italic: resolveDataTableItalic(raw.italic),
		underline: resolveDataTableUnderline(raw.underline),
		strikethrough: resolveDataTableStrikethrough(raw.strikethrough),
		fontFamily: resolveDataTableFontFamily(raw.fontFamily),
		fillColor: resolveDataTableFillColor(raw.fillColor),
		borderColor: resolveDataTableBorderColor(raw.borderColor),
		borderWidth: clampStrokeWidthPt(raw.borderWidth),
		borderDash: normalizeBorderDash(raw.borderDash),
		borderCap: normalizeLineCap(raw.borderCap),
		borderCompound: normalizeLineCompound(raw.borderCompound)
	};
}
function resolveDataTableFontSize(value) {
	return normalizeTitleFontSize(value);
}
function resolveDataTableFontColor(value) {
	return normalizeTitleColor(value);
}
function resolveDataTableBold(value) {
	if (value === true) return true;
	if (value === false) return false;
}
function resolveDataTableItalic(value) {
	if (value === true) return true;
	if (value === false) return false;
}
function resolveDataTableUnderline(value) {
	if (value === true) return true;
	if (value === false) return false;
}
function resolveDataTableStrikethrough(value) {
	if (value === true) return true;
}
function resolveDataTableFontFamily(value) {
	if (typeof value !== "string") return void 0;
	const trimmed = value.trim();
	if (trimmed.length === 0) return void 0;
	return trimmed;
}
function resolveDataTableFillColor(value) {
	return normalizeTitleColor(value);
}
function resolveDataTableBorderColor(value) {
	return normalizeTitleColor(value);
}
function buildDataTable(table) {
	const children = [
		xmlSelfClose("c:showHorzBorder", { val: table.showHorzBorder ? 1 : 0 }),
		xmlSelfClose("c:showVertBorder", { val: table.showVertBorder ? 1 : 0 }),
		xmlSelfClose("c:showOutline", { val: table.showOutline ? 1 : 0 }),
		xmlSelfClose("c:showKeys", { val: table.showKeys ? 1 : 0 })
	];
	const spPrXml = buildDataTableSpPr(table.fillColor, table.borderColor, table.borderWidth, table.borderDash, table.borderCap, table.borderCompound);
	if (spPrXml !== void 0) children.push(spPrXml);
	const txPrXml = buildDataTableTxPr(table.fontSize, table.fontColor, table.bold, table.italic, table.underline, table.strikethrough, table.fontFamily);
	if (txPrXml !== void 0) children.push(txPrXml);
	return xmlElement("c:dTable", void 0, children);
}
function buildDataTableSpPr(fillColor, borderColor, borderWidthPt, borderDash, borderCap, borderCompound) {
	if (fillColor === void 0 && borderColor === void 0 && borderWidthPt === void 0 && borderDash === void 0 && borderCap === void 0 && borderCompound === void 0) return;
	const children = [];
	if (fillColor !== void 0) children.push(xmlElement("a:solidFill", void 0, [buildColorElement(fillColor)]));
	if (borderColor !== void 0 || borderWidthPt !== void 0 || borderDash !== void 0 || borderCap !== void 0 || borderCompound !== void 0) {
		const lnAttrs = {};
		if (borderWidthPt !== void 0) lnAttrs.w = Math.round(borderWidthPt * EMU_PER_PT);
		if (borderCap !== void 0) lnAttrs.cap = borderCap;
		if (borderCompound !== void 0) lnAttrs.cmpd = borderCompound;
		const lnChildren = [];
		if (borderColor !== void 0) lnChildren.push(xmlElement("a:solidFill", void 0, [buildColorElement(borderColor)]));
		if (borderDash !== void 0) lnChildren.push(xmlSelfClose("a:prstDash", { val: borderDash }));
		children.push(lnChildren.length === 0 ? xmlSelfClose("a:ln", lnAttrs) : xmlElement("a:ln", Object.keys(lnAttrs).length > 0 ? lnAttrs : void 0, lnChildren));
	}
	return xmlElement("c:spPr", void 0, children);
}
function buildDataTableTxPr(fontSizePt, rgbHex, bold, italic, underline, strikethrough, fontFamily) {
	if (fontSizePt === void 0 && rgbHex === void 0 && bold === void 0 && italic === void 0 && underline === void 0 && strikethrough === void 0 && fontFamily === void 0) return void 0;
	const defRPrAttrs = {};
	if (fontSizePt !== void 0) defRPrAttrs.sz = fontSizePt * TITLE_FONT_SZ_PER_POINT$2;
	if (bold !== void 0) defRPrAttrs.b = bold ? 1 : 0;
	if (italic !== void 0) defRPrAttrs.i = italic ? 1 : 0;
	if (underline !== void 0) defRPrAttrs.u = underline ? "sng" : "none";
	if (strikethrough === true) defRPrAttrs.strike = "sngStrike";
	const solidFillChild = rgbHex !== void 0 ? xmlElement("a:solidFill", void 0, [buildColorElement(rgbHex)]) : void 0;
	const latinChild = fontFamily ? xmlSelfClose("a:latin", { typeface: fontFamily }) : void 0;
	const defRPrChildren = [];
	if (solidFillChild) defRPrChildren.push(solidFillChild);
	if (latinChild) defRPrChildren.push(latinChild);
	const defRPr = defRPrChildren.length > 0 ? xmlElement("a:defRPr", defRPrAttrs, defRPrChildren) : xmlSelfClose("a:defRPr", defRPrAttrs);
	return xmlElement("c:txPr", void 0, [
		xmlSelfClose("a:bodyPr"),
		xmlSelfClose("a:lstStyle"),
		xmlElement("a:p", void 0, [xmlElement("a:pPr", void 0, [defRPr]), xmlSelfClose("a:endParaRPr", { lang: "en-US" })])
	]);
}

// node_modules/hucre/dist/xlsx/chart/dataLabels.mjs
const TITLE_FONT_SZ_PER_POINT$1 = 100;
function buildSeriesDataLabels(seriesDLbls, chartDLbls, chartType) {
	if (seriesDLbls === false) return xmlElement("c:dLbls", void 0, [xmlElement("c:dLbl", void 0, [xmlSelfClose("c:idx", { val: 0 }), xmlSelfClose("c:delete", { val: 1 })]), xmlSelfClose("c:delete", { val: 1 })]);
	if (seriesDLbls) return buildDataLabelsBody(seriesDLbls, chartType);
}
function buildChartLevelDataLabels(chart) {
	if (!chart.dataLabels) return void 0;
	return buildDataLabelsBody(chart.dataLabels, chart.type);
}
function buildDataLabelsBody(dl, chartType) {
	const children = [];
	const numFmt = resolveDataLabelsNumberFormat(dl.numberFormat);
	if (numFmt) children.push(xmlSelfClose("c:numFmt", {
		formatCode: numFmt.formatCode,
		sourceLinked: numFmt.sourceLinked === true ? 1 : 0
	}));
	const spPrXml = buildDataLabelsSpPr(resolveDataLabelsFillColor(dl.fillColor), resolveDataLabelsBorderColor(dl.borderColor), clampStrokeWidthPt(dl.borderWidth), normalizeBorderDash(dl.borderDash), normalizeLineCap(dl.borderCap), normalizeLineCompound(dl.borderCompound));
	if (spPrXml !== void 0) children.push(spPrXml);
	const txPrXml = buildDataLabelsTxPr(resolveDataLabelsFontSize(dl.fontSize), resolveDataLabelsFontColor(dl.fontColor), resolveDataLabelsBold(dl.bold), resolveDataLabelsItalic(dl.italic), resolveDataLabelsUnderline(dl.underline), resolveDataLabelsStrikethrough(dl.strikethrough), resolveDataLabelsFontFamily(dl.fontFamily));
	if (txPrXml !== void 0) children.push(txPrXml);
	if (dl.position) children.push(xmlSelfClose("c:dLblPos", { val: dl.position }));
	children.push(xmlSelfClose("c:showLegendKey", { val: dl.showLegendKey === true ? 1 : 0 }));
	children.push(xmlSelfClose("c:showVal", { val: dl.showValue ? 1 : 0 }));
	children.push(xmlSelfClose("c:showCatName", { val: dl.showCategoryName ? 1 : 0 }));
	children.push(xmlSelfClose("c:showSerName", { val: dl.showSeriesName ? 1 : 0 }));
	children.push(xmlSelfClose("c:showPercent", { val: dl.showPercent ? 1 : 0 }));
	children.push(xmlSelfClose("c:showBubbleSize", { val: 0 }));
	if (dl.separator !== void 0) children.push(xmlElement("c:separator", void 0, xmlEscape(dl.separator)));
	if ((chartType === "pie" || chartType === "doughnut") && dl.showLeaderLines === false) children.push(xmlSelfClose("c:showLeaderLines", { val: 0 }));
	return xmlElement("c:dLbls", void 0, children);
}
function resolveDataLabelsNumberFormat(value) {
	if (!value) return void 0;
	const formatCode = value.formatCode;
	if (typeof formatCode !== "string" || formatCode.length === 0) return void 0;
	const out = { formatCode };
	if (value.sourceLinked === true) out.sourceLinked = true;
	return out;
}
function resolveDataLabelsFontSize(value) {
	return normalizeTitleFontSize(value);
}
function resolveDataLabelsFontColor(value) {
	return normalizeTitleColor(value);
}
function resolveDataLabelsBold(value) {
	if (value === true) return true;
	if (value === false) return false;
}
function resolveDataLabelsItalic(value) {
	if (value === true) return true;
	if (value === false) return false;
}
function resolveDataLabelsUnderline(value) {
	if (value === true) return true;
	if (value === false) return false;
}
function resolveDataLabelsStrikethrough(value) {
	if (value === true) return true;
}
function resolveDataLabelsFontFamily(value) {
	if (typeof value !== "string") return void 0;
	const trimmed = value.trim();
	if (trimmed.length === 0) return void 0;
	return trimmed;
}
function resolveDataLabelsFillColor(value) {
	return normalizeTitleColor(value);
}
function resolveDataLabelsBorderColor(value) {
	return normalizeTitleColor(value);
}
function buildDataLabelsSpPr(fillRgbHex, borderRgbHex, borderWidthPt, borderDash, borderCap, borderCompound) {
	if (fillRgbHex === void 0 && borderRgbHex === void 0 && borderWidthPt === void 0 && borderDash === void 0 && borderCap === void 0 && borderCompound === void 0) return;
	const children = [];
	if (fillRgbHex !== void 0) children.push(xmlElement("a:solidFill", void 0, [buildColorElement(fillRgbHex)]));
	if (borderRgbHex !== void 0 || borderWidthPt !== void 0 || borderDash !== void 0 || borderCap !== void 0 || borderCompound !== void 0) {
		const lnAttrs = {};
		if (borderWidthPt !== void 0) lnAttrs.w = Math.round(borderWidthPt * EMU_PER_PT);
		if (borderCap !== void 0) lnAttrs.cap = borderCap;
		if (borderCompound !== void 0) lnAttrs.cmpd = borderCompound;
		const lnChildren = [];
		if (borderRgbHex !== void 0) lnChildren.push(xmlElement("a:solidFill", void 0, [buildColorElement(borderRgbHex)]));
		if (borderDash !== void 0) lnChildren.push(xmlSelfClose("a:prstDash", { val: borderDash }));
		children.push(lnChildren.length === 0 ? xmlSelfClose("a:ln", lnAttrs) : xmlElement("a:ln", Object.keys(lnAttrs).length > 0 ? lnAttrs : void 0, lnChildren));
	}
	return xmlElement("c:spPr", void 0, children);
}
function buildDataLabelsTxPr(fontSizePt, rgbHex, bold, italic, underline, strikethrough, fontFamily) {
	if (fontSizePt === void 0 && rgbHex === void 0 && bold === void 0 && italic === void 0 && underline === void 0 && strikethrough === void 0 && fontFamily === void 0) return void 0;
	const defRPrAttrs = {};
	if (fontSizePt !== void 0) defRPrAttrs.sz = fontSizePt * TITLE_FONT_SZ_PER_POINT$1;
	if (bold !== void 0) defRPrAttrs.b = bold ? 1 : 0;
	if (italic !== void 0) defRPrAttrs.i = italic ? 1 : 0;
	if (underline !== void 0) defRPrAttrs.u = underline ? "sng" : "none";
	if (strikethrough === true) defRPrAttrs.strike = "sngStrike";
	const solidFillChild = rgbHex !== void 0 ? xmlElement("a:solidFill", void 0, [buildColorElement(rgbHex)]) : void 0;
	const latinChild = fontFamily ? xmlSelfClose("a:latin", { typeface: fontFamily }) : void 0;
	const defRPrChildren = [];
	if (solidFillChild) defRPrChildren.push(solidFillChild);
	if (latinChild) defRPrChildren.push(latinChild);
	const defRPr = defRPrChildren.length > 0 ? xmlElement("a:defRPr", defRPrAttrs, defRPrChildren) : xmlSelfClose("a:defRPr", defRPrAttrs);
	return xmlElement("c:txPr", void 0, [
		xmlSelfClose("a:bodyPr"),
		xmlSelfClose("a:lstStyle"),
		xmlElement("a:p", void 0, [xmlElement("a:pPr", void 0, [defRPr]), xmlSelfClose("a:endParaRPr", { lang: "en-US" })])
	]);
}

// node_modules/hucre/dist/xlsx/chart/seriesExtras.mjs
const VALID_SHAPE_3D = /* @__PURE__ */ new Set([
	"cone",
	"coneToMax",
	"box",
	"cylinder",
	"pyramid",
	"pyramidToMax"
]);
const VALID_TRENDLINE_TYPES = /* @__PURE__ */ new Set([
	"linear",
	"log",
	"exp",
	"power",
	"poly",
	"movingAvg"
]);
const VALID_ERR_DIRECTIONS = /* @__PURE__ */ new Set(["x", "y"]);
const VALID_ERR_TYPES = /* @__PURE__ */ new Set([
	"both",
	"minus",
	"plus"
]);
const VALID_ERR_VAL_TYPES = /* @__PURE__ */ new Set([
	"cust",
	"fixedVal",
	"percentage",
	"stdDev",
	"stdErr"
]);
const TRENDLINE_ORDER_MIN = 2;
const TRENDLINE_ORDER_MAX = 6;
const TRENDLINE_PERIOD_MIN = 2;
const TRENDLINE_PERIOD_MAX = 100;
const DPT_EXPLOSION_MAX = 400;
function normalizeShape3D(value) {
	if (typeof value !== "string") return void 0;
	return VALID_SHAPE_3D.has(value) ? value : void 0;
}
function buildShape3D(value) {
	const normalized = normalizeShape3D(value);
	if (normalized === void 0) return void 0;
	return xmlSelfClose("c:shape", { val: normalized });
}
function buildDataPoints(dataPoints, chartKind) {
	if (!dataPoints || dataPoints.length === 0) return [];
	const isPieFamily = chartKind === "pie" || chartKind === "doughnut" || chartKind === "pie3D";
	const out = [];
	for (const dp of dataPoints) {
		if (!Number.isFinite(dp.idx) || dp.idx < 0) continue;
		const idx = Math.floor(dp.idx);
		const children = [];
		children.push(xmlSelfClose("c:idx", { val: idx }));
		const markerXml = buildSeriesMarker(dp.marker);
		if (markerXml) children.push(markerXml);
		children.push(xmlSelfClose("c:bubble3D", { val: dp.bubble3D === true ? 1 : 0 }));
		if (isPieFamily && dp.explosion !== void 0 && Number.isFinite(dp.explosion)) {
			const rounded = Math.max(0, Math.min(DPT_EXPLOSION_MAX, Math.round(dp.explosion)));
			if (rounded > 0) children.push(xmlSelfClose("c:explosion", { val: rounded }));
		}
		const fillHex = normalizeRgbHex(dp.fillColor);
		const borderHex = normalizeRgbHex(dp.borderColor);
		const borderWidth = clampStrokeWidthPt(dp.borderWidth);
		const borderDash = normalizeBorderDash(dp.borderDash);
		if (fillHex || borderHex || borderWidth !== void 0 || borderDash !== void 0) {
			const spPrChildren = [];
			if (fillHex) spPrChildren.push(xmlElement("a:solidFill", void 0, [xmlSelfClose("a:srgbClr", { val: fillHex })]));
			if (borderHex || borderWidth !== void 0 || borderDash !== void 0) {
				const lnAttrs = {};
				if (borderWidth !== void 0) lnAttrs.w = Math.round(borderWidth * EMU_PER_PT);
				const lnChildren = [];
				if (borderHex) lnChildren.push(xmlElement("a:solidFill", void 0, [xmlSelfClose("a:srgbClr", { val: borderHex })]));
				if (borderDash !== void 0) lnChildren.push(xmlSelfClose("a:prstDash", { val: borderDash }));
				spPrChildren.push(lnChildren.length === 0 ? xmlSelfClose("a:ln", lnAttrs) : xmlElement("a:ln", Object.keys(lnAttrs).length > 0 ? lnAttrs : void 0, lnChildren));
			}
			children.push(xmlElement("c:spPr", void 0, spPrChildren));
		}
		out.push(xmlElement("c:dPt", void 0, children));
	}
	return out;
}
function buildTrendline(t) {
	const type = typeof t.type === "string" && VALID_TRENDLINE_TYPES.has(t.type) ? t.type : void 0;
	if (type === void 0) return void 0;
	const children = [];
	if (typeof t.name === "string" && t.name.trim().length > 0) children.push(xmlElement("c:name", void 0, escapeXmlText(t.name)));
	const spPr = buildTrendlineSpPr(t);
	if (spPr) children.push(spPr);
	children.push(xmlSelfClose("c:trendlineType", { val: type }));
	if (type === "poly" && typeof t.order === "number" && Number.isFinite(t.order)) {
		const rounded = Math.max(2, Math.min(6, Math.round(t.order)));
		children.push(xmlSelfClose("c:order", { val: rounded }));
	}
	if (type === "movingAvg" && typeof t.period === "number" && Number.isFinite(t.period)) {
		const rounded = Math.max(2, Math.min(100, Math.round(t.period)));
		children.push(xmlSelfClose("c:period", { val: rounded }));
	}
	if (typeof t.forward === "number" && Number.isFinite(t.forward)) children.push(xmlSelfClose("c:forward", { val: t.forward }));
	if (typeof t.backward === "number" && Number.isFinite(t.backward)) children.push(xmlSelfClose("c:backward", { val: t.backward }));
	if (typeof t.intercept === "number" && Number.isFinite(t.intercept)) children.push(xmlSelfClose("c:intercept", { val: t.intercept }));
	if (t.dispRSquared === true) children.push(xmlSelfClose("c:dispRSqr", { val: 1 }));
	if (t.dispEquation === true) children.push(xmlSelfClose("c:dispEq", { val: 1 }));
	return xmlElement("c:trendline", void 0, children);
}
function buildTrendlineSpPr(t) {
	const lineHex = normalizeRgbHex(t.lineColor);
	const widthPt = clampStrokeWidthPt(t.lineWidth);
	const dash = normalizeBorderDash(t.lineDash);
	if (!lineHex && widthPt === void 0 && dash === void 0) return void 0;
	const lnAttrs = {};
	if (widthPt !== void 0) lnAttrs.w = Math.round(widthPt * EMU_PER_PT);
	const lnChildren = [];
	if (lineHex) lnChildren.push(xmlElement("a:solidFill", void 0, [xmlSelfClose("a:srgbClr", { val: lineHex })]));
	if (dash !== void 0) lnChildren.push(xmlSelfClose("a:prstDash", { val: dash }));
	const ln = lnChildren.length === 0 ? xmlSelfClose("a:ln", lnAttrs) : xmlElement("a:ln", Object.keys(lnAttrs).length > 0 ? lnAttrs : void 0, lnChildren);
	return xmlElement("c:spPr", void 0, [ln]);
}
function buildTrendlines(trendlines) {
	if (!trendlines || trendlines.length === 0) return [];
	const out = [];
	for (const t of trendlines) {
		const xml = buildTrendline(t);
		if (xml) out.push(xml);
	}
	return out;
}
function buildErrorBars(eb) {
	if (!VALID_ERR_DIRECTIONS.has(eb.direction)) return void 0;
	if (!VALID_ERR_TYPES.has(eb.type)) return void 0;
	if (!VALID_ERR_VAL_TYPES.has(eb.valType)) return void 0;
	const children = [
		xmlSelfClose("c:errDir", { val: eb.direction }),
		xmlSelfClose("c:errBarType", { val: eb.type }),
		xmlSelfClose("c:errValType", { val: eb.valType })
	];
	if (eb.noEndCap === true) children.push(xmlSelfClose("c:noEndCap", { val: 1 }));
	if (eb.valType !== "stdErr" && eb.valType !== "cust") {
		if (typeof eb.value === "number" && Number.isFinite(eb.value)) children.push(xmlSelfClose("c:val", { val: eb.value }));
	}
	const lineHex = normalizeRgbHex(eb.lineColor);
	const widthPt = clampStrokeWidthPt(eb.lineWidth);
	const dash = normalizeBorderDash(eb.lineDash);
	if (lineHex || widthPt !== void 0 || dash !== void 0) {
		const lnAttrs = {};
		if (widthPt !== void 0) lnAttrs.w = Math.round(widthPt * EMU_PER_PT);
		const lnChildren = [];
		if (lineHex) lnChildren.push(xmlElement("a:solidFill", void 0, [xmlSelfClose("a:srgbClr", { val: lineHex })]));
		if (dash !== void 0) lnChildren.push(xmlSelfClose("a:prstDash", { val: dash }));
		const ln = lnChildren.length === 0 ? xmlSelfClose("a:ln", lnAttrs) : xmlElement("a:ln", Object.keys(lnAttrs).length > 0 ? lnAttrs : void 0, lnChildren);
		children.push(xmlElement("c:spPr", void 0, [ln]));
	}
	return xmlElement("c:errBars", void 0, children);
}
function buildAllErrorBars(arr) {
	if (!arr || arr.length === 0) return [];
	const out = [];
	for (const eb of arr) {
		const xml = buildErrorBars(eb);
		if (xml) out.push(xml);
	}
	return out;
}
function escapeXmlText(s) {
	return s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

// node_modules/hucre/dist/xlsx/chart/series.mjs
const EXPLOSION_MAX = 400;
const VALID_MARKER_SYMBOLS = /* @__PURE__ */ new Set([
	"none",
	"auto",
	"circle",
	"square",
	"diamond",
	"triangle",
	"x",
	"star",
	"dot",
	"dash",
	"plus"
]);
const MARKER_SIZE_MIN = 2;
const MARKER_SIZE_MAX = 72;
function qualifyRef(ref, sheetName) {
	if (ref.includes("!")) return ref;
	return `${quoteSheetName(sheetName)}!${ref}`;
}
function quoteSheetName(name) {
	if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return name;
	return `'${name.replace(/'/g, "''")}'`;
}
function clampExplosion(value) {
	if (value === void 0 || !Number.isFinite(value)) return void 0;
	const rounded = Math.round(value);
	if (rounded <= 0) return void 0;
	if (rounded > EXPLOSION_MAX) return EXPLOSION_MAX;
	return rounded;
}
function buildSeries(series, index, sheetName, numericCategories, options) {
	const children = [xmlSelfClose("c:idx", { val: index }), xmlSelfClose("c:order", { val: index })];
	if (series.name) children.push(xmlElement("c:tx", void 0, [xmlElement("c:v", void 0, xmlEscape(series.name))]));
	const spPr = buildSeriesSpPr(series.color, options?.stroke);
	if (spPr) children.push(spPr);
	const markerXml = buildSeriesMarker(options?.marker);
	if (markerXml) children.push(markerXml);
	if (options?.invertIfNegative === true) children.push(xmlSelfClose("c:invertIfNegative", { val: 1 }));
	const explosion = clampExplosion(options?.explosion);
	if (explosion !== void 0) children.push(xmlSelfClose("c:explosion", { val: explosion }));
	const dPtXml = buildDataPoints(options.dataPoints, options.chartType);
	for (const xml of dPtXml) children.push(xml);
	const seriesDLblsXml = buildSeriesDataLabels(series.dataLabels, options.dataLabels, options.chartType);
	if (seriesDLblsXml) children.push(seriesDLblsXml);
	if (options.trendlines && options.trendlines.length > 0) {
		if (!(options.chartType === "pie" || options.chartType === "doughnut")) {
			const trendXmls = buildTrendlines(options.trendlines);
			for (const xml of trendXmls) children.push(xml);
		}
	}
	if (options.errorBars && options.errorBars.length > 0) {
		if (!(options.chartType === "pie" || options.chartType === "doughnut")) {
			const errXmls = buildAllErrorBars(options.errorBars);
			for (const xml of errXmls) children.push(xml);
		}
	}
	if (series.categories) {
		const ref = qualifyRef(series.categories, sheetName);
		if (numericCategories) children.push(xmlElement("c:xVal", void 0, [xmlElement("c:numRef", void 0, [xmlElement("c:f", void 0, xmlEscape(ref))])]));
		else children.push(xmlElement("c:cat", void 0, [xmlElement("c:strRef", void 0, [xmlElement("c:f", void 0, xmlEscape(ref))])]));
	}
	const valuesRef = qualifyRef(series.values, sheetName);
	if (numericCategories) children.push(xmlElement("c:yVal", void 0, [xmlElement("c:numRef", void 0, [xmlElement("c:f", void 0, xmlEscape(valuesRef))])]));
	else children.push(xmlElement("c:val", void 0, [xmlElement("c:numRef", void 0, [xmlElement("c:f", void 0, xmlEscape(valuesRef))])]));
	if (options?.smooth !== void 0) children.push(xmlSelfClose("c:smooth", { val: options.smooth ? 1 : 0 }));
	if (options.shape3D !== void 0) {
		const shapeXml = buildShape3D(options.shape3D);
		if (shapeXml) children.push(shapeXml);
	}
	if (typeof options.bubbleSize === "string" && options.bubbleSize.length > 0) {
		const ref = qualifyRef(options.bubbleSize, sheetName);
		children.push(xmlElement("c:bubbleSize", void 0, [xmlElement("c:numRef", void 0, [xmlElement("c:f", void 0, xmlEscape(ref))])]));
	}
	return xmlElement("c:ser", void 0, children);
}
function normalizeDashStyle(value) {
	if (value === void 0) return void 0;
	return VALID_DASH_STYLES.has(value) ? value : void 0;
}
function buildSeriesSpPr(rgbHex, stroke) {
	let fillColor;
	if (typeof rgbHex === "string") {
		const normalized = rgbHex.replace(/^#/, "").toUpperCase();
		fillColor = /^[0-9A-F]{6}$/.test(normalized) ? normalized : void 0;
	} else if (rgbHex !== void 0) fillColor = normalizeChartColor(rgbHex);
	const dash = normalizeDashStyle(stroke?.dash);
	const widthPt = clampStrokeWidthPt(stroke?.width);
	const capRaw = normalizeLineCap(stroke?.cap);
	const cap = capRaw === "flat" ? void 0 : capRaw;
	const compoundRaw = normalizeLineCompound(stroke?.compound);
	const compound = compoundRaw === "sng" ? void 0 : compoundRaw;
	if (!fillColor && dash === void 0 && widthPt === void 0 && cap === void 0 && compound === void 0) return;
	const spPrChildren = [];
	if (fillColor !== void 0) spPrChildren.push(xmlElement("a:solidFill", void 0, [buildColorElement(fillColor)]));
	if (fillColor !== void 0 || dash !== void 0 || widthPt !== void 0 || cap !== void 0 || compound !== void 0) {
		const lnAttrs = {};
		if (widthPt !== void 0) lnAttrs.w = Math.round(widthPt * EMU_PER_PT);
		if (cap !== void 0) lnAttrs.cap = cap;
		if (compound !== void 0) lnAttrs.cmpd = compound;
		const lnChildren = [];
		if (fillColor !== void 0) lnChildren.push(xmlElement("a:solidFill", void 0, [buildColorElement(fillColor)]));
		if (dash !== void 0) lnChildren.push(xmlSelfClose("a:prstDash", { val: dash }));
		spPrChildren.push(lnChildren.length === 0 ? xmlSelfClose("a:ln", lnAttrs) : xmlElement("a:ln", Object.keys(lnAttrs).length > 0 ? lnAttrs : void 0, lnChildren));
	}
	return xmlElement("c:spPr", void 0, spPrChildren);
}
function clampMarkerSize(value) {
	if (value === void 0 || !Number.isFinite(value)) return void 0;
	const rounded = Math.round(value);
	if (rounded < MARKER_SIZE_MIN) return MARKER_SIZE_MIN;
	if (rounded > MARKER_SIZE_MAX) return MARKER_SIZE_MAX;
	return rounded;
}
function normalizeMarkerSymbol(value) {
	if (value === void 0) return void 0;
	return VALID_MARKER_SYMBOLS.has(value) ? value : void 0;
}
function buildSeriesMarker(marker) {
	if (!marker) return void 0;
	const symbol = normalizeMarkerSymbol(marker.symbol);
	const size = clampMarkerSize(marker.size);
	const fill = normalizeRgbHex(marker.fill);
	const line = normalizeRgbHex(marker.line);
	if (symbol === void 0 && size === void 0 && !fill && !line) return void 0;
	const children = [];
	if (symbol !== void 0) children.push(xmlSelfClose("c:symbol", { val: symbol }));
	if (size !== void 0) children.push(xmlSelfClose("c:size", { val: size }));
	if (fill || line) {
		const spPrChildren = [];
		if (fill) spPrChildren.push(xmlElement("a:solidFill", void 0, [xmlSelfClose("a:srgbClr", { val: fill })]));
		if (line) spPrChildren.push(xmlElement("a:ln", void 0, [xmlElement("a:solidFill", void 0, [xmlSelfClose("a:srgbClr", { val: line })])]));
		children.push(xmlElement("c:spPr", void 0, spPrChildren));
	}
	return xmlElement("c:marker", void 0, children);
}

// node_modules/hucre/dist/xlsx/chart/axis.mjs
const TITLE_FONT_SZ_PER_POINT = 100;
const TITLE_FONT_SIZE_MIN_PT = 1;
const TITLE_FONT_SIZE_MAX_PT = 400;
const LABEL_ROTATION_MIN_DEG = -90;
const LABEL_ROTATION_MAX_DEG = 90;
const VALID_DISP_UNITS = /* @__PURE__ */ new Set([
	"hundreds",
	"thousands",
	"tenThousands",
	"hundredThousands",
	"millions",
	"tenMillions",
	"hundredMillions",
	"billions",
	"trillions"
]);
const VALID_CROSS_BETWEEN = /* @__PURE__ */ new Set(["between", "midCat"]);
const VALID_AXIS_CROSSES = /* @__PURE__ */ new Set([
	"autoZero",
	"min",
	"max"
]);
const AXIS_ID_CAT = 111111111;
const AXIS_ID_VAL = 222222222;
const AXIS_ID_VAL_X = 333333333;
const AXIS_ID_VAL_Y = 444444444;
const AXIS_TITLE_DEFAULT_FONT_SIZE_SZ = 1e3;
const TITLE_ROT_PER_DEGREE = TXPR_ROT_PER_DEGREE;
const TICK_MARK_VALUES = /* @__PURE__ */ new Set([
	"none",
	"in",
	"out",
	"cross"
]);
const TICK_LBL_POS_VALUES = /* @__PURE__ */ new Set([
	"nextTo",
	"low",
	"high",
	"none"
]);
function resolveAutoTitleDeleted(chart) {
	if (chart.autoTitleDeleted === true) return true;
	if (chart.autoTitleDeleted === false) return false;
	return !((chart.showTitle ?? Boolean(chart.title)) && chart.title);
}
function normalizeAxisTitle(value) {
	if (typeof value !== "string") return void 0;
	const trimmed = value.trim();
	return trimmed.length > 0 ? trimmed : void 0;
}
function normalizeAxisGridlines(value) {
	if (!value) return void 0;
	const major = value.major === true;
	const minor = value.minor === true;
	if (!major && !minor) return void 0;
	return {
		major,
		minor
	};
}
function buildAxisGridlines(gridlines) {
	if (!gridlines) return [];
	const out = [];
	if (gridlines.major) out.push(xmlElement("c:majorGridlines", void 0, []));
	if (gridlines.minor) out.push(xmlElement("c:minorGridlines", void 0, []));
	return out;
}
function normalizeAxisScale(value) {
	if (!value) return void 0;
	const out = {};
	if (typeof value.min === "number" && Number.isFinite(value.min)) out.min = value.min;
	if (typeof value.max === "number" && Number.isFinite(value.max)) out.max = value.max;
	if (out.min !== void 0 && out.max !== void 0 && out.min >= out.max) delete out.max;
	if (typeof value.majorUnit === "number" && Number.isFinite(value.majorUnit) && value.majorUnit > 0) out.majorUnit = value.majorUnit;
	if (typeof value.minorUnit === "number" && Number.isFinite(value.minorUnit) && value.minorUnit > 0) out.minorUnit = value.minorUnit;
	if (typeof value.logBase === "number" && Number.isFinite(value.logBase) && value.logBase >= 2 && value.logBase <= 1e3) out.logBase = value.logBase;
	return Object.keys(out).length > 0 ? out : void 0;
}
function normalizeAxisNumberFormat(value) {
	if (!value) return void 0;
	const formatCode = typeof value.formatCode === "string" ? value.formatCode : "";
	if (formatCode.length === 0) return void 0;
	const out = { formatCode };
	if (value.sourceLinked === true) out.sourceLinked = true;
	return out;
}
function normalizeAxisSkip(value) {
	if (value === void 0 || !Number.isFinite(value)) return void 0;
	const rounded = Math.round(value);
	if (rounded < 1 || rounded > 32767) return void 0;
	if (rounded === 1) return void 0;
	return rounded;
}
function normalizeAxisLblOffset(value) {
	if (value === void 0 || !Number.isFinite(value)) return void 0;
	const rounded = Math.round(value);
	if (rounded < 0 || rounded > 1e3) return void 0;
	if (rounded === 100) return void 0;
	return rounded;
}
function normalizeAxisLblAlgn(value) {
	if (value === void 0) return void 0;
	if (value !== "ctr" && value !== "l" && value !== "r") return void 0;
	if (value === "ctr") return void 0;
	return value;
}
function normalizeAxisHidden(value) {
	return value === true;
}
function normalizeAxisLabelRotation(value) {
	if (value === void 0 || typeof value !== "number" || !Number.isFinite(value)) return void 0;
	let degrees = Math.round(value);
	if (degrees < LABEL_ROTATION_MIN_DEG) degrees = LABEL_ROTATION_MIN_DEG;
	else if (degrees > LABEL_ROTATION_MAX_DEG) degrees = LABEL_ROTATION_MAX_DEG;
	if (degrees === 0) return void 0;
	return degrees;
}
function normalizeAxisLabelFontSize(value) {
	if (value === void 0 || typeof value !== "number" || !Number.isFinite(value)) return void 0;
	const points = Math.round(value * 2) / 2;
	if (points < TITLE_FONT_SIZE_MIN_PT || points > TITLE_FONT_SIZE_MAX_PT) return void 0;
	return points;
}
function normalizeAxisLabelBold(value) {
	return normalizeTitleBold(value);
}
function normalizeAxisLabelItalic(value) {
	return normalizeTitleItalic(value);
}
function normalizeAxisLabelColor(value) {
	return normalizeTitleColor(value);
}
function normalizeAxisLabelUnderline(value) {
	return normalizeTitleUnderline(value);
}
function normalizeAxisLabelStrike(value) {
	return normalizeTitleStrike(value);
}
function normalizeAxisLabelFontFamily(value) {
	if (typeof value !== "string") return void 0;
	const trimmed = value.trim();
	if (trimmed.length === 0) return void 0;
	return trimmed;
}
function buildAxisTxPr(rotationDeg, fontSizePt, bold, italic, rgbHex, underline, strike, fontFamily) {
	if (rotationDeg === void 0 && fontSizePt === void 0 && bold === void 0 && italic === void 0 && rgbHex === void 0 && underline === void 0 && strike === void 0 && fontFamily === void 0) return void 0;
	const rot = rotationDeg === void 0 ? void 0 : rotationDeg * TXPR_ROT_PER_DEGREE;
	const sz = fontSizePt === void 0 ? void 0 : fontSizePt * TITLE_FONT_SZ_PER_POINT;
	const b = bold === void 0 ? void 0 : bold ? 1 : 0;
	const i = italic === void 0 ? void 0 : italic ? 1 : 0;
	const u = underline === true ? "sng" : void 0;
	const strikeAttr = strike === true ? "sngStrike" : void 0;
	const solidFillChild = rgbHex !== void 0 ? xmlElement("a:solidFill", void 0, [buildColorElement(rgbHex)]) : void 0;
	const latinChild = fontFamily ? xmlSelfClose("a:latin", { typeface: fontFamily }) : void 0;
	const defRPrChildren = [];
	if (solidFillChild) defRPrChildren.push(solidFillChild);
	if (latinChild) defRPrChildren.push(latinChild);
	const defRPr = defRPrChildren.length > 0 ? xmlElement("a:defRPr", {
		sz,
		b,
		i,
		u,
		strike: strikeAttr
	}, defRPrChildren) : xmlSelfClose("a:defRPr", {
		sz,
		b,
		i,
		u,
		strike: strikeAttr
	});
	return xmlElement("c:txPr", void 0, [
		xmlSelfClose("a:bodyPr", { rot }),
		xmlSelfClose("a:lstStyle"),
		xmlElement("a:p", void 0, [xmlElement("a:pPr", void 0, [defRPr]), xmlSelfClose("a:endParaRPr", { lang: "en-US" })])
	]);
}
function normalizeAxisCrosses(semantic, numeric) {
	if (typeof numeric === "number" && Number.isFinite(numeric)) return {
		kind: "numeric",
		value: numeric
	};
	if (semantic !== void 0 && VALID_AXIS_CROSSES.has(semantic) && semantic !== "autoZero") return {
		kind: "semantic",
		value: semantic
	};
	return { kind: "default" };
}
function buildAxisCrosses(resolved) {
	switch (resolved.kind) {
		case "numeric": return xmlSelfClose("c:crossesAt", { val: resolved.value });
		case "semantic": return xmlSelfClose("c:crosses", { val: resolved.value });
		case "default": return xmlSelfClose("c:crosses", { val: "autoZero" });
	}
}
function buildAxisScalingExtras(scale) {
	if (!scale) return {
		before: [],
		after: []
	};
	const before = [];
	const after = [];
	if (scale.logBase !== void 0) before.push(xmlSelfClose("c:logBase", { val: scale.logBase }));
	if (scale.max !== void 0) after.push(xmlSelfClose("c:max", { val: scale.max }));
	if (scale.min !== void 0) after.push(xmlSelfClose("c:min", { val: scale.min }));
	return {
		before,
		after
	};
}
function buildAxisScaling(scale, reverse = false) {
	const { before, after } = buildAxisScalingExtras(scale);
	const children = [
		...before,
		xmlSelfClose("c:orientation", { val: reverse ? "maxMin" : "minMax" }),
		...after
	];
	return xmlElement("c:scaling", void 0, children);
}
function buildAxisTickUnits(scale) {
	if (!scale) return [];
	const out = [];
	if (scale.majorUnit !== void 0) out.push(xmlSelfClose("c:majorUnit", { val: scale.majorUnit }));
	if (scale.minorUnit !== void 0) out.push(xmlSelfClose("c:minorUnit", { val: scale.minorUnit }));
	return out;
}
function normalizeAxisDispUnits(value) {
	if (value === void 0) return void 0;
	if (typeof value === "string") return VALID_DISP_UNITS.has(value) ? { unit: value } : void 0;
	if (typeof value !== "object" || value === null) return void 0;
	const out = {};
	const unit = value.unit;
	if (typeof unit === "string" && VALID_DISP_UNITS.has(unit)) out.unit = unit;
	const custUnit = value.custUnit;
	if (typeof custUnit === "number" && Number.isFinite(custUnit) && custUnit > 0) out.custUnit = custUnit;
	if (out.unit === void 0 && out.custUnit === void 0) return void 0;
	if (value.showLabel === true) out.showLabel = true;
	if (typeof value.customLabel === "string") {
		const trimmed = value.customLabel.trim();
		if (trimmed.length > 0) out.customLabel = trimmed;
	}
	return out;
}
function buildAxisDispUnits(dispUnits) {
	if (!dispUnits) return [];
	const children = [];
	if (dispUnits.custUnit !== void 0) children.push(xmlSelfClose("c:custUnit", { val: dispUnits.custUnit }));
	else if (dispUnits.unit !== void 0) children.push(xmlSelfClose("c:builtInUnit", { val: dispUnits.unit }));
	else return [];
	if (dispUnits.showLabel === true || typeof dispUnits.customLabel === "string" && dispUnits.customLabel.trim().length > 0) {
		const customLabel = typeof dispUnits.customLabel === "string" ? dispUnits.customLabel.trim() : "";
		if (customLabel.length > 0) {
			const escaped = customLabel.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
			const richBlock = xmlElement("c:rich", void 0, [
				xmlSelfClose("a:bodyPr"),
				xmlSelfClose("a:lstStyle"),
				xmlElement("a:p", void 0, [xmlElement("a:r", void 0, [xmlElement("a:t", void 0, escaped)])])
			]);
			const txBlock = xmlElement("c:tx", void 0, [richBlock]);
			children.push(xmlElement("c:dispUnitsLbl", void 0, [txBlock]));
		} else children.push(xmlSelfClose("c:dispUnitsLbl"));
	}
	return [xmlElement("c:dispUnits", void 0, children)];
}
function normalizeAxisCrossBetween(value) {
	if (typeof value !== "string") return void 0;
	return VALID_CROSS_BETWEEN.has(value) ? value : void 0;
}
function buildAxisNumFmt(numFmt) {
	if (!numFmt) return [];
	const sourceLinked = numFmt.sourceLinked === true ? 1 : 0;
	return [xmlSelfClose("c:numFmt", {
		formatCode: numFmt.formatCode,
		sourceLinked
	})];
}
function normalizeTickMark(value) {
	if (value === void 0) return void 0;
	return TICK_MARK_VALUES.has(value) ? value : void 0;
}
function normalizeTickLblPos(value) {
	if (value === void 0) return void 0;
	return TICK_LBL_POS_VALUES.has(value) ? value : void 0;
}
function buildAxisTickRendering(majorTickMark, minorTickMark, tickLblPos) {
	const out = [];
	if (majorTickMark !== void 0) out.push(xmlSelfClose("c:majorTickMark", { val: majorTickMark }));
	if (minorTickMark !== void 0) out.push(xmlSelfClose("c:minorTickMark", { val: minorTickMark }));
	if (tickLblPos !== void 0) out.push(xmlSelfClose("c:tickLblPos", { val: tickLblPos }));
	return out;
}
function buildAxisSkips(tickLblSkip, tickMarkSkip) {
	const out = [];
	if (tickLblSkip !== void 0) out.push(xmlSelfClose("c:tickLblSkip", { val: tickLblSkip }));
	if (tickMarkSkip !== void 0) out.push(xmlSelfClose("c:tickMarkSkip", { val: tickMarkSkip }));
	return out;
}
function buildBarAxes(orientation, opts) {
	const catPos = orientation === "column" ? "b" : "l";
	const valPos = orientation === "column" ? "l" : "b";
	const catAxChildren = [
		xmlSelfClose("c:axId", { val: AXIS_ID_CAT }),
		buildAxisScaling(opts.xScale, opts.xReverse),
		xmlSelfClose("c:delete", { val: opts.xHidden ? 1 : 0 }),
		xmlSelfClose("c:axPos", { val: catPos }),
		...buildAxisGridlines(opts.xGridlines)
	];
	if (opts.xAxisTitle) catAxChildren.push(buildAxisTitle(opts.xAxisTitle, opts.xAxisTitleRotation, opts.xAxisTitleFontSize, opts.xAxisTitleBold, opts.xAxisTitleItalic, opts.xAxisTitleColor, opts.xAxisTitleStrike, opts.xAxisTitleUnderline, opts.xAxisTitleFontFamily, opts.xAxisTitleOverlay, opts.xAxisTitleLayout, opts.xAxisTitleFillColor, opts.xAxisTitleBorderColor, opts.xAxisTitleBorderWidth, opts.xAxisTitleBorderDash, opts.xAxisTitleBorderCap, opts.xAxisTitleBorderCompound));
	catAxChildren.push(...buildAxisNumFmt(opts.xNumFmt), ...buildAxisTickRendering(opts.xMajorTickMark, opts.xMinorTickMark, opts.xTickLblPos));
	const xCatAxTxPr = buildAxisTxPr(opts.xLabelRotation, opts.xLabelFontSize, opts.xLabelBold, opts.xLabelItalic, opts.xLabelColor, opts.xLabelUnderline, opts.xLabelStrike, opts.xLabelFontFamily);
	if (xCatAxTxPr) catAxChildren.push(xCatAxTxPr);
	catAxChildren.push(xmlSelfClose("c:crossAx", { val: AXIS_ID_VAL }), buildAxisCrosses(opts.xCrosses), xmlSelfClose("c:auto", { val: opts.xAuto ? 1 : 0 }), xmlSelfClose("c:lblAlgn", { val: opts.xLblAlgn ?? "ctr" }), xmlSelfClose("c:lblOffset", { val: opts.xLblOffset ?? 100 }), ...buildAxisSkips(opts.xTickLblSkip, opts.xTickMarkSkip), xmlSelfClose("c:noMultiLvlLbl", { val: opts.xNoMultiLvlLbl ? 1 : 0 }));
	const valAxChildren = [
		xmlSelfClose("c:axId", { val: AXIS_ID_VAL }),
		buildAxisScaling(opts.yScale, opts.yReverse),
		xmlSelfClose("c:delete", { val: opts.yHidden ? 1 : 0 }),
		xmlSelfClose("c:axPos", { val: valPos }),
		...buildAxisGridlines(opts.yGridlines)
	];
	if (opts.yAxisTitle) valAxChildren.push(buildAxisTitle(opts.yAxisTitle, opts.yAxisTitleRotation, opts.yAxisTitleFontSize, opts.yAxisTitleBold, opts.yAxisTitleItalic, opts.yAxisTitleColor, opts.yAxisTitleStrike, opts.yAxisTitleUnderline, opts.yAxisTitleFontFamily, opts.yAxisTitleOverlay, opts.yAxisTitleLayout, opts.yAxisTitleFillColor, opts.yAxisTitleBorderColor, opts.yAxisTitleBorderWidth, opts.yAxisTitleBorderDash, opts.yAxisTitleBorderCap, opts.yAxisTitleBorderCompound));
	valAxChildren.push(...buildAxisNumFmt(opts.yNumFmt), ...buildAxisTickRendering(opts.yMajorTickMark, opts.yMinorTickMark, opts.yTickLblPos));
	const yValAxTxPr = buildAxisTxPr(opts.yLabelRotation, opts.yLabelFontSize, opts.yLabelBold, opts.yLabelItalic, opts.yLabelColor, opts.yLabelUnderline, opts.yLabelStrike, opts.yLabelFontFamily);
	if (yValAxTxPr) valAxChildren.push(yValAxTxPr);
	valAxChildren.push(xmlSelfClose("c:crossAx", { val: AXIS_ID_CAT }), buildAxisCrosses(opts.yCrosses), xmlSelfClose("c:crossBetween", { val: opts.yCrossBetween ?? "between" }), ...buildAxisTickUnits(opts.yScale), ...buildAxisDispUnits(opts.yDispUnits));
	return [xmlElement("c:catAx", void 0, catAxChildren), xmlElement("c:valAx", void 0, valAxChildren)];
}
function buildScatterAxes(opts) {
	const xAxChildren = [
		xmlSelfClose("c:axId", { val: AXIS_ID_VAL_X }),
		buildAxisScaling(opts.xScale, opts.xReverse),
		xmlSelfClose("c:delete", { val: opts.xHidden ? 1 : 0 }),
		xmlSelfClose("c:axPos", { val: "b" }),
		...buildAxisGridlines(opts.xGridlines)
	];
	if (opts.xAxisTitle) xAxChildren.push(buildAxisTitle(opts.xAxisTitle, opts.xAxisTitleRotation, opts.xAxisTitleFontSize, opts.xAxisTitleBold, opts.xAxisTitleItalic, opts.xAxisTitleColor, opts.xAxisTitleStrike, opts.xAxisTitleUnderline, opts.xAxisTitleFontFamily, opts.xAxisTitleOverlay, opts.xAxisTitleLayout, opts.xAxisTitleFillColor, opts.xAxisTitleBorderColor, opts.xAxisTitleBorderWidth, opts.xAxisTitleBorderDash, opts.xAxisTitleBorderCap, opts.xAxisTitleBorderCompound));
	xAxChildren.push(...buildAxisNumFmt(opts.xNumFmt), ...buildAxisTickRendering(opts.xMajorTickMark, opts.xMinorTickMark, opts.xTickLblPos));
	const xValAxTxPr = buildAxisTxPr(opts.xLabelRotation, opts.xLabelFontSize, opts.xLabelBold, opts.xLabelItalic, opts.xLabelColor, opts.xLabelUnderline, opts.xLabelStrike, opts.xLabelFontFamily);
	if (xValAxTxPr) xAxChildren.push(xValAxTxPr);
	xAxChildren.push(xmlSelfClose("c:crossAx", { val: AXIS_ID_VAL_Y }), buildAxisCrosses(opts.xCrosses), xmlSelfClose("c:crossBetween", { val: opts.xCrossBetween ?? "midCat" }), ...buildAxisTickUnits(opts.xScale), ...buildAxisDispUnits(opts.xDispUnits));
	const yAxChildren = [
		xmlSelfClose("c:axId", { val: AXIS_ID_VAL_Y }),
		buildAxisScaling(opts.yScale, opts.yReverse),
		xmlSelfClose("c:delete", { val: opts.yHidden ? 1 : 0 }),
		xmlSelfClose("c:axPos", { val: "l" }),
		...buildAxisGridlines(opts.yGridlines)
	];
	if (opts.yAxisTitle) yAxChildren.push(buildAxisTitle(opts.yAxisTitle, opts.yAxisTitleRotation, opts.yAxisTitleFontSize, opts.yAxisTitleBold, opts.yAxisTitleItalic, opts.yAxisTitleColor, opts.yAxisTitleStrike, opts.yAxisTitleUnderline, opts.yAxisTitleFontFamily, opts.yAxisTitleOverlay, opts.yAxisTitleLayout, opts.yAxisTitleFillColor, opts.yAxisTitleBorderColor, opts.yAxisTitleBorderWidth, opts.yAxisTitleBorderDash, opts.yAxisTitleBorderCap, opts.yAxisTitleBorderCompound));
	yAxChildren.push(...buildAxisNumFmt(opts.yNumFmt), ...buildAxisTickRendering(opts.yMajorTickMark, opts.yMinorTickMark, opts.yTickLblPos));
	const yScatterTxPr = buildAxisTxPr(opts.yLabelRotation, opts.yLabelFontSize, opts.yLabelBold, opts.yLabelItalic, opts.yLabelColor, opts.yLabelUnderline, opts.yLabelStrike, opts.yLabelFontFamily);
	if (yScatterTxPr) yAxChildren.push(yScatterTxPr);
	yAxChildren.push(xmlSelfClose("c:crossAx", { val: AXIS_ID_VAL_X }), buildAxisCrosses(opts.yCrosses), xmlSelfClose("c:crossBetween", { val: opts.yCrossBetween ?? "midCat" }), ...buildAxisTickUnits(opts.yScale), ...buildAxisDispUnits(opts.yDispUnits));
	return [xmlElement("c:valAx", void 0, xAxChildren), xmlElement("c:valAx", void 0, yAxChildren)];
}
function buildAxisTitle(label, rotationDeg, fontSizePt, bold, italic, rgbHex, strike, underline, fontFamily, overlay, layout, fillRgbHex, borderRgbHex, borderWidthPt, borderDash, borderCap, borderCompound) {
	const rot = rotationDeg === void 0 ? 0 : rotationDeg * TITLE_ROT_PER_DEGREE;
	const sz = fontSizePt === void 0 ? AXIS_TITLE_DEFAULT_FONT_SIZE_SZ : fontSizePt * TITLE_FONT_SZ_PER_POINT;
	const b = bold ? 1 : 0;
	const i = italic === true ? 1 : void 0;
	const strikeAttr = strike === true ? "sngStrike" : void 0;
	const underlineAttr = underline === true ? "sng" : void 0;
	const solidFillChild = rgbHex !== void 0 ? xmlElement("a:solidFill", void 0, [buildColorElement(rgbHex)]) : void 0;
	const latinChild = fontFamily ? xmlSelfClose("a:latin", { typeface: fontFamily }) : void 0;
	const rPrChildren = [];
	if (solidFillChild) rPrChildren.push(solidFillChild);
	if (latinChild) rPrChildren.push(latinChild);
	const defRPr = rPrChildren.length > 0 ? xmlElement("a:defRPr", {
		sz,
		b,
		i,
		u: underlineAttr,
		strike: strikeAttr
	}, rPrChildren) : xmlSelfClose("a:defRPr", {
		sz,
		b,
		i,
		u: underlineAttr,
		strike: strikeAttr
	});
	const rPr = rPrChildren.length > 0 ? xmlElement("a:rPr", {
		lang: "en-US",
		sz,
		b,
		i,
		u: underlineAttr,
		strike: strikeAttr
	}, rPrChildren) : xmlSelfClose("a:rPr", {
		lang: "en-US",
		sz,
		b,
		i,
		u: underlineAttr,
		strike: strikeAttr
	});
	const layoutXml = buildManualLayout(layout);
	const titleChildren = [xmlElement("c:tx", void 0, [xmlElement("c:rich", void 0, [
		xmlElement("a:bodyPr", {
			rot,
			spcFirstLastPara: 1,
			vertOverflow: "ellipsis",
			wrap: "square",
			anchor: "ctr",
			anchorCtr: 1
		}, []),
		xmlSelfClose("a:lstStyle"),
		xmlElement("a:p", void 0, [xmlElement("a:pPr", void 0, [defRPr]), xmlElement("a:r", void 0, [rPr, xmlElement("a:t", void 0, xmlEscape(label))])])
	])])];
	if (layoutXml) titleChildren.push(layoutXml);
	titleChildren.push(xmlSelfClose("c:overlay", { val: overlay ? 1 : 0 }));
	const titleSpPrXml = buildTitleSpPr(fillRgbHex, borderRgbHex, borderWidthPt, borderDash, borderCap, borderCompound);
	if (titleSpPrXml !== void 0) titleChildren.push(titleSpPrXml);
	return xmlElement("c:title", void 0, titleChildren);
}
function normalizeAxisTitleRotation(value) {
	return normalizeTitleRotation(value);
}
function normalizeAxisTitleFontSize(value) {
	return normalizeTitleFontSize(value);
}
function normalizeAxisTitleBold(value) {
	return normalizeTitleBold(value);
}
function normalizeAxisTitleItalic(value) {
	return normalizeTitleItalic(value);
}
function normalizeAxisTitleColor(value) {
	return normalizeTitleColor(value);
}
function normalizeAxisTitleStrike(value) {
	return normalizeTitleStrike(value);
}
function normalizeAxisTitleUnderline(value) {
	return normalizeTitleUnderline(value);
}
function normalizeAxisTitleFontFamily(value) {
	if (typeof value !== "string") return void 0;
	const trimmed = value.trim();
	if (trimmed.length === 0) return void 0;
	return trimmed;
}

// node_modules/hucre/dist/xlsx/chart/plotArea.mjs
const DOUGHNUT_HOLE_DEFAULT = 50;
const DOUGHNUT_HOLE_MIN = 10;
const DOUGHNUT_HOLE_MAX = 90;
const VARY_COLORS_DEFAULT_TRUE_TYPES = /* @__PURE__ */ new Set(["pie", "doughnut"]);
const SCATTER_STYLE_VALUES = /* @__PURE__ */ new Set([
	"none",
	"line",
	"lineMarker",
	"marker",
	"smooth",
	"smoothMarker"
]);
function resolvePlotAreaLayout(chart) {
	return normalizeManualLayout(chart.plotAreaLayout);
}
function buildPlotArea(chart, sheetName) {
	const children = [buildManualLayout(resolvePlotAreaLayout(chart)) ?? xmlSelfClose("c:layout")];
	const opts = {
		xAxisTitle: normalizeAxisTitle(chart.axes?.x?.title),
		yAxisTitle: normalizeAxisTitle(chart.axes?.y?.title),
		xAxisTitleRotation: normalizeAxisTitleRotation(chart.axes?.x?.axisTitleRotation),
		yAxisTitleRotation: normalizeAxisTitleRotation(chart.axes?.y?.axisTitleRotation),
		xAxisTitleFontSize: normalizeAxisTitleFontSize(chart.axes?.x?.axisTitleFontSize),
		yAxisTitleFontSize: normalizeAxisTitleFontSize(chart.axes?.y?.axisTitleFontSize),
		xAxisTitleBold: normalizeAxisTitleBold(chart.axes?.x?.axisTitleBold),
		yAxisTitleBold: normalizeAxisTitleBold(chart.axes?.y?.axisTitleBold),
		xAxisTitleItalic: normalizeAxisTitleItalic(chart.axes?.x?.axisTitleItalic),
		yAxisTitleItalic: normalizeAxisTitleItalic(chart.axes?.y?.axisTitleItalic),
		xAxisTitleColor: normalizeAxisTitleColor(chart.axes?.x?.axisTitleColor),
		yAxisTitleColor: normalizeAxisTitleColor(chart.axes?.y?.axisTitleColor),
		xAxisTitleStrike: normalizeAxisTitleStrike(chart.axes?.x?.axisTitleStrike),
		yAxisTitleStrike: normalizeAxisTitleStrike(chart.axes?.y?.axisTitleStrike),
		xAxisTitleUnderline: normalizeAxisTitleUnderline(chart.axes?.x?.axisTitleUnderline),
		yAxisTitleUnderline: normalizeAxisTitleUnderline(chart.axes?.y?.axisTitleUnderline),
		xAxisTitleFontFamily: normalizeAxisTitleFontFamily(chart.axes?.x?.axisTitleFontFamily),
		yAxisTitleFontFamily: normalizeAxisTitleFontFamily(chart.axes?.y?.axisTitleFontFamily),
		xAxisTitleOverlay: chart.axes?.x?.axisTitleOverlay === true,
		yAxisTitleOverlay: chart.axes?.y?.axisTitleOverlay === true,
		xAxisTitleLayout: normalizeManualLayout(chart.axes?.x?.axisTitleLayout),
		yAxisTitleLayout: normalizeManualLayout(chart.axes?.y?.axisTitleLayout),
		xAxisTitleFillColor: normalizeTitleColor(chart.axes?.x?.axisTitleFillColor),
		yAxisTitleFillColor: normalizeTitleColor(chart.axes?.y?.axisTitleFillColor),
		xAxisTitleBorderColor: normalizeTitleColor(chart.axes?.x?.axisTitleBorderColor),
		yAxisTitleBorderColor: normalizeTitleColor(chart.axes?.y?.axisTitleBorderColor),
		xAxisTitleBorderWidth: clampStrokeWidthPt(chart.axes?.x?.axisTitleBorderWidth),
		yAxisTitleBorderWidth: clampStrokeWidthPt(chart.axes?.y?.axisTitleBorderWidth),
		xAxisTitleBorderDash: normalizeBorderDash(chart.axes?.x?.axisTitleBorderDash),
		yAxisTitleBorderDash: normalizeBorderDash(chart.axes?.y?.axisTitleBorderDash),
		xAxisTitleBorderCap: normalizeLineCap(chart.axes?.x?.axisTitleBorderCap),
		yAxisTitleBorderCap: normalizeLineCap(chart.axes?.y?.axisTitleBorderCap),
		xAxisTitleBorderCompound: normalizeLineCompound(chart.axes?.x?.axisTitleBorderCompound),
		yAxisTitleBorderCompound: normalizeLineCompound(chart.axes?.y?.axisTitleBorderCompound),
		xGridlines: normalizeAxisGridlines(chart.axes?.x?.gridlines),
		yGridlines: normalizeAxisGridlines(chart.axes?.y?.gridlines),
		xScale: normalizeAxisScale(chart.axes?.x?.scale),
		yScale: normalizeAxisScale(chart.axes?.y?.scale),
		xNumFmt: normalizeAxisNumberFormat(chart.axes?.x?.numberFormat),
		yNumFmt: normalizeAxisNumberFormat(chart.axes?.y?.numberFormat),
		xMajorTickMark: normalizeTickMark(chart.axes?.x?.majorTickMark),
		yMajorTickMark: normalizeTickMark(chart.axes?.y?.majorTickMark),
		xMinorTickMark: normalizeTickMark(chart.axes?.x?.minorTickMark),
		yMinorTickMark: normalizeTickMark(chart.axes?.y?.minorTickMark),
		xTickLblPos: normalizeTickLblPos(chart.axes?.x?.tickLblPos),
		yTickLblPos: normalizeTickLblPos(chart.axes?.y?.tickLblPos),
		xLabelRotation: normalizeAxisLabelRotation(chart.axes?.x?.labelRotation),
		yLabelRotation: normalizeAxisLabelRotation(chart.axes?.y?.labelRotation),
		xLabelFontSize: normalizeAxisLabelFontSize(chart.axes?.x?.labelFontSize),
		yLabelFontSize: normalizeAxisLabelFontSize(chart.axes?.y?.labelFontSize),
		xLabelBold: normalizeAxisLabelBold(chart.axes?.x?.labelBold),
		yLabelBold: normalizeAxisLabelBold(chart.axes?.y?.labelBold),
		xLabelItalic: normalizeAxisLabelItalic(chart.axes?.x?.labelItalic),
		yLabelItalic: normalizeAxisLabelItalic(chart.axes?.y?.labelItalic),
		xLabelColor: normalizeAxisLabelColor(chart.axes?.x?.labelColor),
		yLabelColor: normalizeAxisLabelColor(chart.axes?.y?.labelColor),
		xLabelUnderline: normalizeAxisLabelUnderline(chart.axes?.x?.labelUnderline),
		yLabelUnderline: normalizeAxisLabelUnderline(chart.axes?.y?.labelUnderline),
		xLabelStrike: normalizeAxisLabelStrike(chart.axes?.x?.labelStrike),
		yLabelStrike: normalizeAxisLabelStrike(chart.axes?.y?.labelStrike),
		xLabelFontFamily: normalizeAxisLabelFontFamily(chart.axes?.x?.labelFontFamily),
		yLabelFontFamily: normalizeAxisLabelFontFamily(chart.axes?.y?.labelFontFamily),
		xReverse: chart.axes?.x?.reverse === true,
		yReverse: chart.axes?.y?.reverse === true,
		xTickLblSkip: normalizeAxisSkip(chart.axes?.x?.tickLblSkip),
		xTickMarkSkip: normalizeAxisSkip(chart.axes?.x?.tickMarkSkip),
		xLblOffset: normalizeAxisLblOffset(chart.axes?.x?.lblOffset),
		xLblAlgn: normalizeAxisLblAlgn(chart.axes?.x?.lblAlgn),
		xNoMultiLvlLbl: chart.axes?.x?.noMultiLvlLbl === true,
		xAuto: chart.axes?.x?.auto !== false,
		xHidden: normalizeAxisHidden(chart.axes?.x?.hidden),
		yHidden: normalizeAxisHidden(chart.axes?.y?.hidden),
		xCrosses: normalizeAxisCrosses(chart.axes?.x?.crosses, chart.axes?.x?.crossesAt),
		yCrosses: normalizeAxisCrosses(chart.axes?.y?.crosses, chart.axes?.y?.crossesAt),
		xDispUnits: normalizeAxisDispUnits(chart.axes?.x?.dispUnits),
		yDispUnits: normalizeAxisDispUnits(chart.axes?.y?.dispUnits),
		xCrossBetween: normalizeAxisCrossBetween(chart.axes?.x?.crossBetween),
		yCrossBetween: normalizeAxisCrossBetween(chart.axes?.y?.crossBetween)
	};
	switch (chart.type) {
		case "bar":
		case "column":
			children.push(buildBarChart(chart, sheetName));
			children.push(...buildBarAxes(chart.type, opts));
			break;
		case "line":
			children.push(buildLineChart(chart, sheetName));
			children.push(...buildBarAxes("column", opts));
			break;
		case "area":
			children.push(buildAreaChart(chart, sheetName));
			children.push(...buildBarAxes("column", opts));
			break;
		case "pie":
			children.push(buildPieChart(chart, sheetName));
			break;
		case "doughnut":
			children.push(buildDoughnutChart(chart, sheetName));
			break;
		case "scatter":
			children.push(buildScatterChart(chart, sheetName));
			children.push(...buildScatterAxes(opts));
			break;
		default: {
			const _exhaustive = chart.type;
			throw new Error(`Unsupported chart type: ${String(_exhaustive)}`);
		}
	}
	const dTable = resolveDataTable(chart);
	if (dTable !== void 0) children.push(buildDataTable(dTable));
	const plotAreaSpPr = buildPlotAreaSpPr(chart);
	if (plotAreaSpPr !== void 0) children.push(plotAreaSpPr);
	return xmlElement("c:plotArea", void 0, children);
}
function buildPlotAreaSpPr(chart) {
	const fillHex = normalizePlotAreaFillColor(chart.plotAreaFillColor);
	const borderHex = normalizePlotAreaBorderColor(chart.plotAreaBorderColor);
	const borderWidthPt = clampStrokeWidthPt(chart.plotAreaBorderWidth);
	const borderDash = normalizeBorderDash(chart.plotAreaBorderDash);
	const borderCap = normalizeLineCap(chart.plotAreaBorderCap);
	const borderCompound = normalizeLineCompound(chart.plotAreaBorderCompound);
	if (fillHex === void 0 && borderHex === void 0 && borderWidthPt === void 0 && borderDash === void 0 && borderCap === void 0 && borderCompound === void 0) return;
	const children = [];
	if (fillHex !== void 0) children.push(xmlElement("a:solidFill", void 0, [buildColorElement(fillHex)]));
	if (borderHex !== void 0 || borderWidthPt !== void 0 || borderDash !== void 0 || borderCap !== void 0 || borderCompound !== void 0) {
		const lnAttrs = {};
		if (borderWidthPt !== void 0) lnAttrs.w = Math.round(borderWidthPt * EMU_PER_PT);
		if (borderCap !== void 0) lnAttrs.cap = borderCap;
		if (borderCompound !== void 0) lnAttrs.cmpd = borderCompound;
		const lnChildren = [];
		if (borderHex !== void 0) lnChildren.push(xmlElement("a:solidFill", void 0, [buildColorElement(borderHex)]));
		if (borderDash !== void 0) lnChildren.push(xmlSelfClose("a:prstDash", { val: borderDash }));
		children.push(lnChildren.length === 0 ? xmlSelfClose("a:ln", lnAttrs) : xmlElement("a:ln", Object.keys(lnAttrs).length > 0 ? lnAttrs : void 0, lnChildren));
	}
	return xmlElement("c:spPr", void 0, children);
}
function normalizePlotAreaFillColor(value) {
	return normalizeTitleColor(value);
}
function normalizePlotAreaBorderColor(value) {
	return normalizeTitleColor(value);
}
function buildBarChart(chart, sheetName) {
	const grouping = chart.barGrouping ?? "clustered";
	const barDir = chart.type === "bar" ? "bar" : "col";
	const isStacked = grouping === "percentStacked" || grouping === "stacked";
	const children = [
		xmlSelfClose("c:barDir", { val: barDir }),
		xmlSelfClose("c:grouping", { val: grouping }),
		xmlSelfClose("c:varyColors", { val: resolveVaryColors(chart) ? 1 : 0 })
	];
	for (let i = 0; i < chart.series.length; i++) children.push(buildSeries(chart.series[i], i, sheetName, false, {
		chartType: chart.type,
		dataLabels: chart.dataLabels,
		invertIfNegative: chart.series[i].invertIfNegative === true,
		dataPoints: chart.series[i].dataPoints,
		trendlines: chart.series[i].trendlines,
		errorBars: chart.series[i].errorBars
	}));
	const chartLevelDLbls = buildChartLevelDataLabels(chart);
	if (chartLevelDLbls) children.push(chartLevelDLbls);
	const explicitGapWidth = clampGapWidth(chart.gapWidth);
	const explicitOverlap = clampOverlap(chart.overlap);
	const emitGapWidth = explicitGapWidth ?? (isStacked ? void 0 : 150);
	if (emitGapWidth !== void 0) children.push(xmlSelfClose("c:gapWidth", { val: emitGapWidth }));
	const emitOverlap = explicitOverlap ?? (isStacked ? 100 : void 0);
	if (emitOverlap !== void 0) children.push(xmlSelfClose("c:overlap", { val: emitOverlap }));
	if (chart.serLines === true) children.push(xmlElement("c:serLines", void 0, []));
	children.push(xmlSelfClose("c:axId", { val: AXIS_ID_CAT }));
	children.push(xmlSelfClose("c:axId", { val: AXIS_ID_VAL }));
	return xmlElement("c:barChart", void 0, children);
}
function clampGapWidth(value) {
	if (value === void 0 || !Number.isFinite(value)) return void 0;
	const rounded = Math.round(value);
	if (rounded < 0) return 0;
	if (rounded > 500) return 500;
	return rounded;
}
function clampOverlap(value) {
	if (value === void 0 || !Number.isFinite(value)) return void 0;
	const rounded = Math.round(value);
	if (rounded < -100) return -100;
	if (rounded > 100) return 100;
	return rounded;
}
function buildLineChart(chart, sheetName) {
	const grouping = chart.lineGrouping ?? "standard";
	const children = [xmlSelfClose("c:grouping", { val: grouping }), xmlSelfClose("c:varyColors", { val: resolveVaryColors(chart) ? 1 : 0 })];
	for (let i = 0; i < chart.series.length; i++) {
		const seriesXml = buildSeries(chart.series[i], i, sheetName, false, {
			chartType: chart.type,
			smooth: chart.series[i].smooth === true,
			dataLabels: chart.dataLabels,
			stroke: chart.series[i].stroke,
			marker: chart.series[i].marker,
			dataPoints: chart.series[i].dataPoints,
			trendlines: chart.series[i].trendlines,
			errorBars: chart.series[i].errorBars
		});
		children.push(seriesXml);
	}
	const chartLevelDLbls = buildChartLevelDataLabels(chart);
	if (chartLevelDLbls) children.push(chartLevelDLbls);
	if (chart.dropLines === true) children.push(xmlElement("c:dropLines", void 0, []));
	if (chart.hiLowLines === true) children.push(xmlElement("c:hiLowLines", void 0, []));
	if (chart.upDownBars === true) children.push(buildUpDownBars(chart.upDownBarsGapWidth));
	children.push(xmlSelfClose("c:marker", { val: chart.showLineMarkers === false ? 0 : 1 }));
	children.push(xmlSelfClose("c:axId", { val: AXIS_ID_CAT }));
	children.push(xmlSelfClose("c:axId", { val: AXIS_ID_VAL }));
	return xmlElement("c:lineChart", void 0, children);
}
function buildUpDownBars(gapWidth) {
	const resolved = clampUpDownBarsGapWidth(gapWidth) ?? 150;
	return xmlElement("c:upDownBars", void 0, [xmlSelfClose("c:gapWidth", { val: resolved })]);
}
function clampUpDownBarsGapWidth(value) {
	if (value === void 0 || !Number.isFinite(value)) return void 0;
	const rounded = Math.round(value);
	if (rounded < 0 || rounded > 500) return void 0;
	return rounded;
}
function buildAreaChart(chart, sheetName) {
	const grouping = chart.areaGrouping ?? "standard";
	const children = [xmlSelfClose("c:grouping", { val: grouping }), xmlSelfClose("c:varyColors", { val: resolveVaryColors(chart) ? 1 : 0 })];
	for (let i = 0; i < chart.series.length; i++) children.push(buildSeries(chart.series[i], i, sheetName, false, {
		chartType: chart.type,
		dataLabels: chart.dataLabels,
		dataPoints: chart.series[i].dataPoints,
		trendlines: chart.series[i].trendlines,
		errorBars: chart.series[i].errorBars
	}));
	const chartLevelDLbls = buildChartLevelDataLabels(chart);
	if (chartLevelDLbls) children.push(chartLevelDLbls);
	if (chart.dropLines === true) children.push(xmlElement("c:dropLines", void 0, []));
	children.push(xmlSelfClose("c:axId", { val: AXIS_ID_CAT }));
	children.push(xmlSelfClose("c:axId", { val: AXIS_ID_VAL }));
	return xmlElement("c:areaChart", void 0, children);
}
function buildPieChart(chart, sheetName) {
	const children = [xmlSelfClose("c:varyColors", { val: resolveVaryColors(chart) ? 1 : 0 })];
	if (chart.series.length > 0) children.push(buildSeries(chart.series[0], 0, sheetName, false, {
		chartType: chart.type,
		dataLabels: chart.dataLabels,
		explosion: chart.series[0].explosion,
		dataPoints: chart.series[0].dataPoints
	}));
	const chartLevelDLbls = buildChartLevelDataLabels(chart);
	if (chartLevelDLbls) children.push(chartLevelDLbls);
	const sliceAng = clampFirstSliceAng(chart.firstSliceAng);
	if (sliceAng !== void 0) children.push(xmlSelfClose("c:firstSliceAng", { val: sliceAng }));
	return xmlElement("c:pieChart", void 0, children);
}
function buildDoughnutChart(chart, sheetName) {
	const children = [xmlSelfClose("c:varyColors", { val: resolveVaryColors(chart) ? 1 : 0 })];
	for (let i = 0; i < chart.series.length; i++) children.push(buildSeries(chart.series[i], i, sheetName, false, {
		chartType: chart.type,
		dataLabels: chart.dataLabels,
		explosion: chart.series[i].explosion,
		dataPoints: chart.series[i].dataPoints
	}));
	const chartLevelDLbls = buildChartLevelDataLabels(chart);
	if (chartLevelDLbls) children.push(chartLevelDLbls);
	children.push(xmlSelfClose("c:firstSliceAng", { val: clampFirstSliceAng(chart.firstSliceAng) ?? 0 }));
	children.push(xmlSelfClose("c:holeSize", { val: clampHoleSize(chart.holeSize) }));
	return xmlElement("c:doughnutChart", void 0, children);
}
function clampFirstSliceAng(value) {
	if (value === void 0 || !Number.isFinite(value)) return void 0;
	let normalized = Math.round(value) % 360;
	if (normalized < 0) normalized += 360;
	if (normalized === 0) return void 0;
	return normalized;
}
function clampHoleSize(value) {
	if (value === void 0 || !Number.isFinite(value)) return DOUGHNUT_HOLE_DEFAULT;
	const rounded = Math.round(value);
	if (rounded < DOUGHNUT_HOLE_MIN) return DOUGHNUT_HOLE_MIN;
	if (rounded > DOUGHNUT_HOLE_MAX) return DOUGHNUT_HOLE_MAX;
	return rounded;
}
function buildScatterChart(chart, sheetName) {
	const children = [xmlSelfClose("c:scatterStyle", { val: resolveScatterStyle(chart) }), xmlSelfClose("c:varyColors", { val: resolveVaryColors(chart) ? 1 : 0 })];
	for (let i = 0; i < chart.series.length; i++) children.push(buildSeries(chart.series[i], i, sheetName, true, {
		chartType: chart.type,
		smooth: chart.series[i].smooth === true ? true : void 0,
		dataLabels: chart.dataLabels,
		stroke: chart.series[i].stroke,
		marker: chart.series[i].marker,
		dataPoints: chart.series[i].dataPoints,
		trendlines: chart.series[i].trendlines,
		errorBars: chart.series[i].errorBars
	}));
	const chartLevelDLbls = buildChartLevelDataLabels(chart);
	if (chartLevelDLbls) children.push(chartLevelDLbls);
	children.push(xmlSelfClose("c:axId", { val: AXIS_ID_VAL_X }));
	children.push(xmlSelfClose("c:axId", { val: AXIS_ID_VAL_Y }));
	return xmlElement("c:scatterChart", void 0, children);
}
function resolveVaryColors(chart) {
	if (typeof chart.varyColors === "boolean") return chart.varyColors;
	return VARY_COLORS_DEFAULT_TRUE_TYPES.has(chart.type);
}
function resolveScatterStyle(chart) {
	const raw = chart.scatterStyle;
	if (raw && SCATTER_STYLE_VALUES.has(raw)) return raw;
	return "lineMarker";
}

// node_modules/hucre/dist/limits.mjs
const MAX_COL_INDEX = 16383;

// node_modules/hucre/dist/_input.mjs
const OLE2_MAGIC = Object.freeze([
	208,
	207,
	17,
	224,
	161,
	177,
	26,
	225
]);

// node_modules/hucre/dist/xlsx/crypto/cfb.mjs
const SIG = [
	208,
	207,
	17,
	224,
	161,
	177,
	26,
	225
];
const ENDOFCHAIN = 4294967294;
const FREESECT = 4294967295;
const FATSECT = 4294967293;
const MINI_CUTOFF = 4096;
const MINI_SECTOR = 64;
function writeCfb(inputs) {
	const sectorSize = 512;
	const perSector = sectorSize / 4;
	const miniChunks = [];
	const miniStartMini = [];
	const regular = [];
	const placement = /* @__PURE__ */ new Map();
	let miniSectorCount = 0;
	for (const s of inputs) if (s.data.length < MINI_CUTOFF) {
		placement.set(s.name, { mini: true });
		miniStartMini.push(miniSectorCount);
		const padded = padTo(s.data, MINI_SECTOR);
		miniChunks.push(padded);
		miniSectorCount += padded.length / MINI_SECTOR;
	} else {
		placement.set(s.name, { mini: false });
		regular.push({
			name: s.name,
			data: s.data
		});
	}
	const miniStream = concat$1(miniChunks);
	let cursor = 0;
	const alloc = (byteLen) => {
		const sectorCount = Math.max(1, Math.ceil(byteLen / sectorSize));
		const startSector = cursor;
		cursor += sectorCount;
		return {
			startSector,
			sectorCount
		};
	};
	const regularRegions = regular.map((r) => ({
		name: r.name,
		data: r.data,
		region: alloc(r.data.length)
	}));
	const miniStreamRegion = miniStream.length > 0 ? alloc(miniStream.length) : null;
	const miniFat = new Uint8Array(Math.ceil(Math.max(miniSectorCount, 0) / perSector) * sectorSize);
	{
		const dv = new DataView(miniFat.buffer);
		for (let i = 0; i < miniFat.length / 4; i++) dv.setUint32(i * 4, FREESECT, true);
		let idx = 0;
		let mi = 0;
		for (const s of inputs) {
			if (s.data.length >= MINI_CUTOFF) continue;
			const sectors = padTo(s.data, MINI_SECTOR).length / MINI_SECTOR;
			for (let k = 0; k < sectors; k++) {
				const cur = miniStartMini[mi] + k;
				dv.setUint32(cur * 4, k === sectors - 1 ? ENDOFCHAIN : cur + 1, true);
			}
			mi++;
			idx += sectors;
		}
	}
	const miniFatRegion = miniSectorCount > 0 ? alloc(miniFat.length) : null;
	const dirEntryCount = 1 + inputs.length;
	const dirBytesLen = Math.ceil(dirEntryCount / (sectorSize / 128)) * sectorSize;
	const dirRegion = alloc(dirBytesLen);
	const payloadSectors = cursor;
	let numFatSectors = 1;
	for (;;) {
		const totalSectors = payloadSectors + numFatSectors;
		const need = Math.ceil(totalSectors / perSector);
		if (need <= numFatSectors) break;
		numFatSectors = need;
	}
	const fatRegion = {
		startSector: cursor,
		sectorCount: numFatSectors
	};
	cursor += numFatSectors;
	const totalSectors = cursor;
	const fat = new Uint32Array(numFatSectors * perSector);
	fat.fill(FREESECT);
	const chainRegion = (r) => {
		for (let i = 0; i < r.sectorCount; i++) fat[r.startSector + i] = i === r.sectorCount - 1 ? ENDOFCHAIN : r.startSector + i + 1;
	};
	for (const r of regularRegions) chainRegion(r.region);
	if (miniStreamRegion) chainRegion(miniStreamRegion);
	if (miniFatRegion) chainRegion(miniFatRegion);
	chainRegion(dirRegion);
	for (let i = 0; i < numFatSectors; i++) fat[fatRegion.startSector + i] = FATSECT;
	const dir = new Uint8Array(dirBytesLen);
	const dirView = new DataView(dir.buffer);
	const writeDirEntry = (idx, name, type, color, left, right, child, start, size) => {
		const o = idx * 128;
		for (let i = 0; i < name.length; i++) dirView.setUint16(o + i * 2, name.charCodeAt(i), true);
		dirView.setUint16(o + 64, (name.length + 1) * 2, true);
		dir[o + 66] = type;
		dir[o + 67] = color;
		dirView.setUint32(o + 68, left, true);
		dirView.setUint32(o + 72, right, true);
		dirView.setUint32(o + 76, child, true);
		dirView.setUint32(o + 116, start, true);
		dirView.setUint32(o + 120, size, true);
	};
	for (let i = 0; i < dirBytesLen / 128; i++) {
		dirView.setUint32(i * 128 + 68, FREESECT, true);
		dirView.setUint32(i * 128 + 72, FREESECT, true);
		dirView.setUint32(i * 128 + 76, FREESECT, true);
	}
	writeDirEntry(0, "Root Entry", 5, 1, FREESECT, FREESECT, inputs.length > 0 ? 1 : FREESECT, miniStreamRegion ? miniStreamRegion.startSector : ENDOFCHAIN, miniStream.length);
	for (let i = 0; i < inputs.length; i++) {
		const s = inputs[i];
		const place = placement.get(s.name);
		const entryIdx = i + 1;
		const right = i + 1 < inputs.length ? entryIdx + 1 : FREESECT;
		let start;
		if (place.mini) {
			let miOff = 0;
			for (let j = 0; j < i; j++) {
				const sj = inputs[j];
				if (sj.data.length < MINI_CUTOFF) miOff += padTo(sj.data, MINI_SECTOR).length / MINI_SECTOR;
			}
			start = miOff;
		} else start = regularRegions.find((r) => r.name === s.name).region.startSector;
		writeDirEntry(entryIdx, s.name, 2, 1, FREESECT, right, FREESECT, start, s.data.length);
	}
	const file = new Uint8Array((totalSectors + 1) * sectorSize);
	const fileView = new DataView(file.buffer);
	for (let i = 0; i < SIG.length; i++) file[i] = SIG[i];
	fileView.setUint16(24, 62, true);
	fileView.setUint16(26, 3, true);
	fileView.setUint16(28, 65534, true);
	fileView.setUint16(30, 9, true);
	fileView.setUint16(32, 6, true);
	fileView.setUint32(44, numFatSectors, true);
	fileView.setUint32(48, dirRegion.startSector, true);
	fileView.setUint32(56, MINI_CUTOFF, true);
	fileView.setUint32(60, miniFatRegion ? miniFatRegion.startSector : ENDOFCHAIN, true);
	fileView.setUint32(64, miniFatRegion ? miniFatRegion.sectorCount : 0, true);
	fileView.setUint32(68, ENDOFCHAIN, true);
	fileView.setUint32(72, 0, true);
	for (let i = 0; i < 109; i++) fileView.setUint32(76 + i * 4, i < numFatSectors ? fatRegion.startSector + i : FREESECT, true);
	const sectorAt = (sector) => (sector + 1) * sectorSize;
	const putBytes = (region, bytes) => {
		file.set(bytes, sectorAt(region.startSector));
	};
	for (const r of regularRegions) putBytes(r.region, r.data);
	if (miniStreamRegion) putBytes(miniStreamRegion, miniStream);
	if (miniFatRegion) putBytes(miniFatRegion, miniFat);
	putBytes(dirRegion, dir);
	{
		const off = sectorAt(fatRegion.startSector);
		const dv = new DataView(file.buffer, off, numFatSectors * sectorSize);
		for (let i = 0; i < fat.length; i++) dv.setUint32(i * 4, fat[i], true);
	}
	return file;
}
function padTo(data, multiple) {
	if (data.length % multiple === 0) return data;
	const out = new Uint8Array(Math.ceil(data.length / multiple) * multiple);
	out.set(data, 0);
	return out;
}
function concat$1(chunks) {
	let total = 0;
	for (const c of chunks) total += c.length;
	const out = new Uint8Array(total);
	let off = 0;
	for (const c of chunks) {
		out.set(c, off);
		off += c.length;
	}
	return out;
}

// node_modules/hucre/dist/xlsx/crypto/agile.mjs
const BLOCK_VERIFIER_INPUT = new Uint8Array([
	254,
	167,
	210,
	118,
	59,
	75,
	158,
	121
]);
const BLOCK_VERIFIER_VALUE = new Uint8Array([
	215,
	170,
	15,
	109,
	48,
	97,
	52,
	78
]);
const BLOCK_KEY_VALUE = new Uint8Array([
	20,
	110,
	11,
	231,
	171,
	172,
	208,
	214
]);
const BLOCK_HMAC_KEY = new Uint8Array([
	95,
	178,
	173,
	1,
	12,
	185,
	225,
	246
]);
const BLOCK_HMAC_VALUE = new Uint8Array([
	160,
	103,
	127,
	2,
	178,
	44,
	132,
	51
]);
const SEGMENT = 4096;
async function encryptAgile(zip, password, opts) {
	const spinCount = opts?.spinCount ?? 1e5;
	const hashAlgorithm = "SHA-512";
	const keyBytes = 32;
	const blockSize = 16;
	const hashSize = 64;
	const keyDataSalt = randomBytes$1(16);
	const pwSalt = randomBytes$1(16);
	const secretKey = randomBytes$1(keyBytes);
	const chain = await passwordChain(password, pwSalt, spinCount, hashAlgorithm);
	const verifierInput = randomBytes$1(blockSize);
	const verifierHash = await digest(hashAlgorithm, verifierInput);
	const kVin = await deriveBlockKey(chain, BLOCK_VERIFIER_INPUT, keyBytes, hashAlgorithm);
	const kVval = await deriveBlockKey(chain, BLOCK_VERIFIER_VALUE, keyBytes, hashAlgorithm);
	const kVkey = await deriveBlockKey(chain, BLOCK_KEY_VALUE, keyBytes, hashAlgorithm);
	const encryptedVerifierHashInput = await aesEncrypt(kVin, pwSalt, verifierInput);
	const encryptedVerifierHashValue = await aesEncrypt(kVval, pwSalt, padBlock(verifierHash, blockSize));
	const encryptedKeyValue = await aesEncrypt(kVkey, pwSalt, secretKey);
	const encryptedPackage = await encryptPackage(zip, secretKey, {
		saltValue: keyDataSalt,
		hashAlgorithm,
		keyBytes,
		blockSize
	});
	const hmacKey = randomBytes$1(hashSize);
	const encryptedHmacKey = await aesEncrypt(secretKey, await iv(keyDataSalt, BLOCK_HMAC_KEY, hashAlgorithm, blockSize), padBlock(hmacKey, blockSize));
	const hmacValue = await hmacSha512(hmacKey, encryptedPackage);
	const xml = buildEncryptionInfoXml({
		keyDataSalt,
		pwSalt,
		spinCount,
		keyBits: 256,
		hashSize,
		blockSize,
		encryptedVerifierHashInput,
		encryptedVerifierHashValue,
		encryptedKeyValue,
		encryptedHmacKey,
		encryptedHmacValue: await aesEncrypt(secretKey, await iv(keyDataSalt, BLOCK_HMAC_VALUE, hashAlgorithm, blockSize), padBlock(hmacValue, blockSize))
	});
	const header = /* @__PURE__ */ new Uint8Array(8);
	const dv = new DataView(header.buffer);
	dv.setUint16(0, 4, true);
	dv.setUint16(2, 4, true);
	dv.setUint32(4, 64, true);
	const encryptionInfo = concat([header, new TextEncoder().encode(xml)]);
	return writeCfb([{
		name: "EncryptionInfo",
		data: encryptionInfo
	}, {
		name: "EncryptedPackage",
		data: encryptedPackage
	}]);
}
function utf16le(s) {
	const out = new Uint8Array(s.length * 2);
	const dv = new DataView(out.buffer);
	for (let i = 0; i < s.length; i++) dv.setUint16(i * 2, s.charCodeAt(i), true);
	return out;
}
async function passwordChain(password, salt, spinCount, algo) {
	let h = await digest(algo, concat([salt, utf16le(password)]));
	const counter = /* @__PURE__ */ new Uint8Array(4);
	const cv = new DataView(counter.buffer);
	for (let i = 0; i < spinCount; i++) {
		cv.setUint32(0, i, true);
		h = await digest(algo, concat([counter, h]));
	}
	return h;
}
async function deriveBlockKey(chain, blockKey, keyBytes, algo) {
	return fitKey(await digest(algo, concat([chain, blockKey])), keyBytes);
}
function fitKey(hashBytes, keyBytes) {
	if (hashBytes.length >= keyBytes) return hashBytes.subarray(0, keyBytes);
	const out = new Uint8Array(keyBytes).fill(54);
	out.set(hashBytes, 0);
	return out;
}
async function iv(salt, blockKey, algo, blockSize) {
	return fitIv(await digest(algo, concat([salt, blockKey])), blockSize);
}
function fitIv(h, blockSize) {
	if (h.length >= blockSize) return h.subarray(0, blockSize);
	const out = new Uint8Array(blockSize).fill(54);
	out.set(h, 0);
	return out;
}
async function encryptPackage(zip, secretKey, keyData) {
	const header = /* @__PURE__ */ new Uint8Array(8);
	new DataView(header.buffer).setBigUint64(0, BigInt(zip.length), true);
	const padded = padBlock(zip, SEGMENT);
	const out = new Uint8Array(padded.length);
	const counter = /* @__PURE__ */ new Uint8Array(4);
	const cv = new DataView(counter.buffer);
	let off = 0;
	let segIndex = 0;
	while (off < padded.length) {
		const chunk = padded.subarray(off, off + SEGMENT);
		cv.setUint32(0, segIndex, true);
		const enc = await aesEncrypt(secretKey, fitIv(await digest(keyData.hashAlgorithm, concat([keyData.saltValue, counter])), keyData.blockSize), chunk);
		out.set(enc, off);
		off += SEGMENT;
		segIndex++;
	}
	return concat([header, out]);
}
const bs = (u) => u;
async function digest(algo, data) {
	return new Uint8Array(await crypto.subtle.digest(algo, bs(data)));
}
async function importAesKey(raw) {
	return crypto.subtle.importKey("raw", bs(raw), { name: "AES-CBC" }, false, ["encrypt", "decrypt"]);
}
async function aesEncryptRawKey(key, ivBytes, data) {
	if (data.length === 0) return /* @__PURE__ */ new Uint8Array(0);
	return new Uint8Array(await crypto.subtle.encrypt({
		name: "AES-CBC",
		iv: bs(ivBytes)
	}, key, bs(data))).subarray(0, data.length);
}
async function aesEncrypt(rawKey, ivBytes, data) {
	return aesEncryptRawKey(await importAesKey(rawKey), ivBytes, data);
}
async function hmacSha512(rawKey, data) {
	const key = await crypto.subtle.importKey("raw", bs(rawKey), {
		name: "HMAC",
		hash: "SHA-512"
	}, false, ["sign"]);
	return new Uint8Array(await crypto.subtle.sign("HMAC", key, bs(data)));
}
function buildEncryptionInfoXml(p) {
	const b = base64Encode;
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData saltSize="${p.keyDataSalt.length}" blockSize="${p.blockSize}" keyBits="${p.keyBits}" hashSize="${p.hashSize}" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="${b(p.keyDataSalt)}"/><dataIntegrity encryptedHmacKey="${b(p.encryptedHmacKey)}" encryptedHmacValue="${b(p.encryptedHmacValue)}"/><keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey spinCount="${p.spinCount}" saltSize="${p.pwSalt.length}" blockSize="${p.blockSize}" keyBits="${p.keyBits}" hashSize="${p.hashSize}" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="${b(p.pwSalt)}" encryptedVerifierHashInput="${b(p.encryptedVerifierHashInput)}" encryptedVerifierHashValue="${b(p.encryptedVerifierHashValue)}" encryptedKeyValue="${b(p.encryptedKeyValue)}"/></keyEncryptor></keyEncryptors></encryption>`;
}
function randomBytes$1(n) {
	const b = new Uint8Array(n);
	crypto.getRandomValues(b);
	return b;
}
function padBlock(data, multiple) {
	if (data.length % multiple === 0) return data;
	const out = new Uint8Array(Math.ceil(data.length / multiple) * multiple);
	out.set(data, 0);
	return out;
}
function concat(chunks) {
	let total = 0;
	for (const c of chunks) total += c.length;
	const out = new Uint8Array(total);
	let off = 0;
	for (const c of chunks) {
		out.set(c, off);
		off += c.length;
	}
	return out;
}
const B64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
function base64Encode(bytes) {
	let out = "";
	let i = 0;
	for (; i + 2 < bytes.length; i += 3) {
		const n = bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2];
		out += B64[n >> 18 & 63] + B64[n >> 12 & 63] + B64[n >> 6 & 63] + B64[n & 63];
	}
	if (i < bytes.length) {
		if (bytes.length - i === 1) {
			const n = bytes[i] << 16;
			out += B64[n >> 18 & 63] + B64[n >> 12 & 63] + "==";
		} else {
			const n = bytes[i] << 16 | bytes[i + 1] << 8;
			out += B64[n >> 18 & 63] + B64[n >> 12 & 63] + B64[n >> 6 & 63] + "=";
		}
	}
	return out;
}

// node_modules/hucre/dist/zip/deflate.mjs
const crcTable = /* @__PURE__ */ (() => {
	const table = /* @__PURE__ */ new Uint32Array(256);
	for (let i = 0; i < 256; i++) {
		let c = i;
		for (let j = 0; j < 8; j++) c = c & 1 ? 3988292384 ^ c >>> 1 : c >>> 1;
		table[i] = c;
	}
	return table;
})();
const CRC32_INIT = 4294967295;
function crc32Update(state, data) {
	let crc = state;
	for (let i = 0; i < data.length; i++) crc = crcTable[(crc ^ data[i]) & 255] ^ crc >>> 8;
	return crc >>> 0;
}
function crc32Final(state) {
	return (state ^ 4294967295) >>> 0;
}
function crc32(data) {
	return crc32Final(crc32Update(CRC32_INIT, data));
}
const lengthBase = [
	3,
	4,
	5,
	6,
	7,
	8,
	9,
	10,
	11,
	13,
	15,
	17,
	19,
	23,
	27,
	31,
	35,
	43,
	51,
	59,
	67,
	83,
	99,
	115,
	131,
	163,
	195,
	227,
	258
];
const lengthExtra = [
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	1,
	1,
	1,
	1,
	2,
	2,
	2,
	2,
	3,
	3,
	3,
	3,
	4,
	4,
	4,
	4,
	5,
	5,
	5,
	5,
	0
];
const distBase = [
	1,
	2,
	3,
	4,
	5,
	7,
	9,
	13,
	17,
	25,
	33,
	49,
	65,
	97,
	129,
	193,
	257,
	385,
	513,
	769,
	1025,
	1537,
	2049,
	3073,
	4097,
	6145,
	8193,
	12289,
	16385,
	24577
];
const distExtra = [
	0,
	0,
	0,
	0,
	1,
	1,
	2,
	2,
	3,
	3,
	4,
	4,
	5,
	5,
	6,
	6,
	7,
	7,
	8,
	8,
	9,
	9,
	10,
	10,
	11,
	11,
	12,
	12,
	13,
	13
];
function deflate(data) {
	if (data.length === 0) return new Uint8Array([3, 0]);
	if (data.length <= 64) return deflateStored(data);
	return deflateLZ77(data);
}
function deflateStored(data) {
	const blocks = [];
	let offset = 0;
	while (offset < data.length) {
		const remaining = data.length - offset;
		const blockLen = Math.min(remaining, 65535);
		const isFinal = offset + blockLen >= data.length;
		const block = new Uint8Array(5 + blockLen);
		block[0] = isFinal ? 1 : 0;
		block[1] = blockLen & 255;
		block[2] = blockLen >> 8 & 255;
		block[3] = ~blockLen & 255;
		block[4] = ~blockLen >> 8 & 255;
		block.set(data.subarray(offset, offset + blockLen), 5);
		blocks.push(block);
		offset += blockLen;
	}
	const totalLen = blocks.reduce((sum, b) => sum + b.length, 0);
	const result = new Uint8Array(totalLen);
	let pos = 0;
	for (const block of blocks) {
		result.set(block, pos);
		pos += block.length;
	}
	return result;
}
function deflateLZ77(data) {
	let outBuf = new Uint8Array(data.length + 512);
	let outPos = 0;
	let bitBuf = 0;
	let bitCount = 0;
	function ensureOut(needed) {
		if (outPos + needed > outBuf.length) {
			let newSize = outBuf.length * 2;
			while (outPos + needed > newSize) newSize *= 2;
			const newArr = new Uint8Array(newSize);
			newArr.set(outBuf);
			outBuf = newArr;
		}
	}
	function writeBits(value, bits) {
		bitBuf |= value << bitCount;
		bitCount += bits;
		while (bitCount >= 8) {
			ensureOut(1);
			outBuf[outPos++] = bitBuf & 255;
			bitBuf >>>= 8;
			bitCount -= 8;
		}
	}
	function flushBits() {
		if (bitCount > 0) {
			ensureOut(1);
			outBuf[outPos++] = bitBuf & 255;
			bitBuf = 0;
			bitCount = 0;
		}
	}
	function writeFixedLitLen(code) {
		if (code <= 143) writeBits(reverseBits(48 + code, 8), 8);
		else if (code <= 255) writeBits(reverseBits(400 + (code - 144), 9), 9);
		else if (code <= 279) writeBits(reverseBits(code - 256, 7), 7);
		else writeBits(reverseBits(192 + (code - 280), 8), 8);
	}
	function writeFixedDist(code) {
		writeBits(reverseBits(code, 5), 5);
	}
	writeBits(1, 1);
	writeBits(1, 2);
	const WINDOW = 32768;
	const MAX_MATCH = 258;
	const MIN_MATCH = 3;
	const HASH_SIZE = 32768;
	const HASH_MASK = 32767;
	const head = new Int32Array(HASH_SIZE).fill(-1);
	const prev = new Int32Array(WINDOW);
	function hash3(pos) {
		if (pos + 2 >= data.length) return 0;
		return (data[pos] << 10 ^ data[pos + 1] << 5 ^ data[pos + 2]) & HASH_MASK;
	}
	let i = 0;
	while (i < data.length) {
		if (i + MIN_MATCH > data.length) {
			writeFixedLitLen(data[i]);
			i++;
			continue;
		}
		const h = hash3(i);
		let bestLen = 2;
		let bestDist = 0;
		let chainPos = head[h];
		let chainLen = 0;
		const maxChain = 128;
		const minPos = Math.max(0, i - WINDOW);
		while (chainPos >= minPos && chainLen < maxChain) {
			const dist = i - chainPos;
			if (dist > 0 && dist <= WINDOW) {
				let len = 0;
				const maxLen = Math.min(MAX_MATCH, data.length - i);
				while (len < maxLen && data[chainPos + len] === data[i + len]) len++;
				if (len > bestLen) {
					bestLen = len;
					bestDist = dist;
					if (len === MAX_MATCH) break;
				}
			}
			chainPos = prev[chainPos & 32767];
			chainLen++;
		}
		prev[i & 32767] = head[h];
		head[h] = i;
		if (bestLen >= MIN_MATCH) {
			const lenCode = findLengthCode(bestLen);
			writeFixedLitLen(lenCode + 257);
			writeBits(bestLen - lengthBase[lenCode], lengthExtra[lenCode]);
			const distCode = findDistCode(bestDist);
			writeFixedDist(distCode);
			writeBits(bestDist - distBase[distCode], distExtra[distCode]);
			for (let j = 1; j < bestLen; j++) {
				const pos = i + j;
				if (pos + MIN_MATCH <= data.length) {
					const h2 = hash3(pos);
					prev[pos & 32767] = head[h2];
					head[h2] = pos;
				}
			}
			i += bestLen;
		} else {
			writeFixedLitLen(data[i]);
			i++;
		}
	}
	writeFixedLitLen(256);
	flushBits();
	return outBuf.subarray(0, outPos);
}
function reverseBits(value, bits) {
	let result = 0;
	for (let i = 0; i < bits; i++) {
		result = result << 1 | value & 1;
		value >>= 1;
	}
	return result;
}
function findLengthCode(length) {
	for (let i = lengthBase.length - 1; i >= 0; i--) if (length >= lengthBase[i]) return i;
	return 0;
}
function findDistCode(dist) {
	for (let i = distBase.length - 1; i >= 0; i--) if (dist >= distBase[i]) return i;
	return 0;
}

// node_modules/hucre/dist/_date.mjs
const EPOCH_1900 = Date.UTC(1899, 11, 31);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const MS_PER_DAY = 864e5;
const LOTUS_BUG_SERIAL = 60;
function dateToSerial(date, is1904) {
	const timeMs = date.getTime();
	if (is1904) return (timeMs - EPOCH_1904) / MS_PER_DAY;
	let serial = (timeMs - EPOCH_1900) / MS_PER_DAY;
	if (serial >= LOTUS_BUG_SERIAL) serial += 1;
	return Math.round(serial * 1e10) / 1e10;
}
const MONTH_NAMES = [
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December"
];
const MONTH_ABBR = [
	"Jan",
	"Feb",
	"Mar",
	"Apr",
	"May",
	"Jun",
	"Jul",
	"Aug",
	"Sep",
	"Oct",
	"Nov",
	"Dec"
];
const DAY_NAMES = [
	"Sunday",
	"Monday",
	"Tuesday",
	"Wednesday",
	"Thursday",
	"Friday",
	"Saturday"
];
const DAY_ABBR = [
	"Sun",
	"Mon",
	"Tue",
	"Wed",
	"Thu",
	"Fri",
	"Sat"
];
function formatDate(date, format, serial) {
	const year = date.getUTCFullYear();
	const month = date.getUTCMonth();
	const day = date.getUTCDate();
	const dayOfWeek = date.getUTCDay();
	let hours = date.getUTCHours();
	const minutes = date.getUTCMinutes();
	const seconds = date.getUTCSeconds();
	const ms = date.getUTCMilliseconds();
	const hasAmPm = /am\/pm|a\/p/i.test(format);
	let ampm = "";
	let displayHours = hours;
	if (hasAmPm) {
		ampm = hours >= 12 ? "PM" : "AM";
		displayHours = hours % 12;
		if (displayHours === 0) displayHours = 12;
	}
	const tokens = tokenize(format);
	const totalSerial = serial !== void 0 && serial > 0 ? serial : 0;
	const totalHours = Math.floor(totalSerial * 24);
	const totalMinutes = Math.floor(totalSerial * 24 * 60);
	const totalSeconds = Math.floor(totalSerial * 24 * 60 * 60);
	const isMinute = Array.from({ length: tokens.length }, () => false);
	for (let t = 0; t < tokens.length; t++) {
		const lt = tokens[t].toLowerCase();
		if (lt !== "m" && lt !== "mm") continue;
		let backHour = false;
		for (let k = t - 1; k >= 0; k--) {
			const lk = tokens[k].toLowerCase();
			if (lk === "h" || lk === "hh" || /^\[h+\]$/.test(lk)) {
				backHour = true;
				break;
			}
			if (/^[ymdhs]+$/.test(lk) || /^\[[ms]+\]$/.test(lk) || lk === "am/pm" || lk === "a/p") break;
		}
		let fwdSecond = false;
		for (let k = t + 1; k < tokens.length; k++) {
			const lk = tokens[k].toLowerCase();
			if (lk === "s" || lk === "ss") {
				fwdSecond = true;
				break;
			}
			if (/^[ymdh]+$/.test(lk) || lk === "am/pm" || lk === "a/p") break;
		}
		isMinute[t] = backHour || fwdSecond;
	}
	let result = "";
	for (let t = 0; t < tokens.length; t++) {
		const token = tokens[t];
		const lower = token.toLowerCase();
		if (token.startsWith("[") && token.endsWith("]")) {
			const inner = lower.slice(1, -1);
			if (/^h+$/.test(inner)) result += String(totalHours).padStart(inner.length, "0");
			else if (/^m+$/.test(inner)) result += String(totalMinutes).padStart(inner.length, "0");
			else if (/^s+$/.test(inner)) result += String(totalSeconds).padStart(inner.length, "0");
			continue;
		}
		switch (lower) {
			case "yyyy":
				result += String(year);
				break;
			case "yy":
				result += String(year % 100).padStart(2, "0");
				break;
			case "mmmm":
				result += MONTH_NAMES[month];
				break;
			case "mmm":
				result += MONTH_ABBR[month];
				break;
			case "mm":
				if (isMinute[t]) result += String(minutes).padStart(2, "0");
				else result += String(month + 1).padStart(2, "0");
				break;
			case "m":
				if (isMinute[t]) result += String(minutes);
				else result += String(month + 1);
				break;
			case "dddd":
				result += DAY_NAMES[dayOfWeek];
				break;
			case "ddd":
				result += DAY_ABBR[dayOfWeek];
				break;
			case "dd":
				result += String(day).padStart(2, "0");
				break;
			case "d":
				result += String(day);
				break;
			case "hh":
				result += String(displayHours).padStart(2, "0");
				break;
			case "h":
				result += String(displayHours);
				break;
			case "ss":
				result += String(seconds).padStart(2, "0");
				break;
			case "s":
				result += String(seconds);
				break;
			case ".0":
			case ".00":
			case ".000":
				{
					const decimals = lower.length - 1;
					const frac = String(ms).padStart(3, "0").slice(0, decimals);
					result += "." + frac;
				}
				break;
			case "am/pm":
				result += ampm;
				break;
			case "a/p":
				result += ampm.charAt(0);
				break;
			default: result += token;
		}
	}
	return result;
}
function tokenize(format) {
	const tokens = [];
	let i = 0;
	while (i < format.length) {
		if (format[i] === "[" && format[i + 1] === "$") {
			const end = format.indexOf("]", i);
			if (end !== -1) {
				i = end + 1;
				continue;
			}
		}
		if (format[i] === "[") {
			const end = format.indexOf("]", i);
			if (end !== -1) {
				const inner = format.slice(i + 1, end);
				if (/^h+$/i.test(inner) || /^m+$/i.test(inner) || /^s+$/i.test(inner)) {
					tokens.push(format.slice(i, end + 1));
					i = end + 1;
					continue;
				}
				i = end + 1;
				continue;
			}
		}
		if (format[i] === "\"") {
			let literal = "";
			i++;
			while (i < format.length && format[i] !== "\"") {
				literal += format[i];
				i++;
			}
			i++;
			tokens.push(literal);
			continue;
		}
		if (format[i] === "\\") {
			i++;
			if (i < format.length) {
				tokens.push(format[i]);
				i++;
			}
			continue;
		}
		if (/^am\/pm/i.test(format.slice(i))) {
			tokens.push(format.slice(i, i + 5));
			i += 5;
			continue;
		}
		if (/^a\/p/i.test(format.slice(i))) {
			tokens.push(format.slice(i, i + 3));
			i += 3;
			continue;
		}
		if (format[i] === "." && i + 1 < format.length && format[i + 1] === "0") {
			let tok = ".";
			let j = i + 1;
			while (j < format.length && format[j] === "0") {
				tok += "0";
				j++;
			}
			tokens.push(tok);
			i = j;
			continue;
		}
		const ch = format[i].toLowerCase();
		if ("ymdhsn".includes(ch)) {
			let tok = "";
			const matchCh = ch;
			while (i < format.length && format[i].toLowerCase() === matchCh) {
				tok += format[i];
				i++;
			}
			tokens.push(tok);
			continue;
		}
		tokens.push(format[i]);
		i++;
	}
	return tokens;
}

// node_modules/hucre/dist/xlsx/metadata.mjs
const NS_SPREADSHEET$6 = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const NS_XDA = "http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray";
const XLDAPR = "XLDAPR";
const XLDAPR_EXT_URI = "{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}";
const METADATA_PART_PATH = "xl/metadata.xml";
const METADATA_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml";
const METADATA_REL_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sheetMetadata";
function writeMetadataXml() {
	const metadataType = xmlSelfClose("metadataType", {
		name: XLDAPR,
		minSupportedVersion: 12e4,
		copy: 1,
		pasteAll: 1,
		pasteValues: 1,
		merge: 1,
		splitFirst: 1,
		rowColShift: 1,
		clearFormats: 1,
		clearComments: 1,
		assign: 1,
		coerce: 1,
		cellMeta: 1
	});
	const futureBlock = xmlElement("bk", void 0, [xmlElement("extLst", void 0, [xmlElement("ext", { uri: XLDAPR_EXT_URI }, [xmlSelfClose("xda:dynamicArrayProperties", {
		fDynamic: 1,
		fCollapsed: 0
	})])])]);
	const cellBlock = xmlElement("bk", void 0, [xmlSelfClose("rc", {
		t: 1,
		v: 0
	})]);
	return xmlDocument("metadata", {
		xmlns: NS_SPREADSHEET$6,
		"xmlns:xda": NS_XDA
	}, [
		xmlElement("metadataTypes", { count: 1 }, [metadataType]),
		xmlElement("futureMetadata", {
			name: XLDAPR,
			count: 1
		}, [futureBlock]),
		xmlElement("cellMetadata", { count: 1 }, [cellBlock])
	]);
}

// node_modules/hucre/dist/zip/writer.mjs
const SIG_LOCAL_FILE = 67324752;
const SIG_CENTRAL_DIR = 33639248;
const SIG_END_OF_CENTRAL_DIR = 101010256;
let hasCompressionStream;
function checkCompressionStream() {
	if (hasCompressionStream === void 0) try {
		hasCompressionStream = typeof CompressionStream !== "undefined" && typeof ReadableStream !== "undefined" && typeof Response !== "undefined";
	} catch {
		hasCompressionStream = false;
	}
	return hasCompressionStream;
}
async function compressDeflateRaw(data) {
	if (checkCompressionStream()) try {
		const cs = new CompressionStream("deflate-raw");
		const writer = cs.writable.getWriter();
		const reader = cs.readable.getReader();
		writer.write(data);
		writer.close();
		const chunks = [];
		let totalLen = 0;
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			chunks.push(value);
			totalLen += value.length;
		}
		const result = new Uint8Array(totalLen);
		let offset = 0;
		for (const chunk of chunks) {
			result.set(chunk, offset);
			offset += chunk.length;
		}
		return result;
	} catch {}
	return deflate(data);
}
var ZipWriter = class {
	entries = [];
	add(path, data, options) {
		const compress = options?.compress ?? true;
		this.entries.push({
			path,
			data,
			compress
		});
	}
	async build() {
		const prepared = [];
		for (const entry of this.entries) {
			const entryCrc32 = entry.data.length > 0 ? crc32(entry.data) : 0;
			let compressedData;
			let method;
			if (entry.compress && entry.data.length > 0) {
				compressedData = await compressDeflateRaw(entry.data);
				method = 8;
				if (compressedData.length >= entry.data.length) {
					compressedData = entry.data;
					method = 0;
				}
			} else {
				compressedData = entry.data;
				method = 0;
			}
			prepared.push({
				path: entry.path,
				data: entry.data,
				compressedData,
				method,
				entryCrc32
			});
		}
		const encoder = new TextEncoder();
		const encodedPaths = prepared.map((e) => encoder.encode(e.path));
		let localSize = 0;
		for (let i = 0; i < prepared.length; i++) localSize += 30 + encodedPaths[i].length + prepared[i].compressedData.length;
		let centralSize = 0;
		for (let i = 0; i < prepared.length; i++) centralSize += 46 + encodedPaths[i].length;
		const totalSize = localSize + centralSize + 22;
		const output = new Uint8Array(totalSize);
		const view = new DataView(output.buffer);
		let offset = 0;
		const localOffsets = [];
		for (let i = 0; i < prepared.length; i++) {
			const entry = prepared[i];
			const pathBytes = encodedPaths[i];
			localOffsets.push(offset);
			view.setUint32(offset, SIG_LOCAL_FILE, true);
			view.setUint16(offset + 4, 20, true);
			view.setUint16(offset + 6, 0, true);
			view.setUint16(offset + 8, entry.method, true);
			view.setUint16(offset + 10, 0, true);
			view.setUint16(offset + 12, 33, true);
			view.setUint32(offset + 14, entry.entryCrc32, true);
			view.setUint32(offset + 18, entry.compressedData.length, true);
			view.setUint32(offset + 22, entry.data.length, true);
			view.setUint16(offset + 26, pathBytes.length, true);
			view.setUint16(offset + 28, 0, true);
			output.set(pathBytes, offset + 30);
			offset += 30 + pathBytes.length;
			output.set(entry.compressedData, offset);
			offset += entry.compressedData.length;
		}
		const centralDirOffset = offset;
		for (let i = 0; i < prepared.length; i++) {
			const entry = prepared[i];
			const pathBytes = encodedPaths[i];
			view.setUint32(offset, SIG_CENTRAL_DIR, true);
			view.setUint16(offset + 4, 20, true);
			view.setUint16(offset + 6, 20, true);
			view.setUint16(offset + 8, 0, true);
			view.setUint16(offset + 10, entry.method, true);
			view.setUint16(offset + 12, 0, true);
			view.setUint16(offset + 14, 33, true);
			view.setUint32(offset + 16, entry.entryCrc32, true);
			view.setUint32(offset + 20, entry.compressedData.length, true);
			view.setUint32(offset + 24, entry.data.length, true);
			view.setUint16(offset + 28, pathBytes.length, true);
			view.setUint16(offset + 30, 0, true);
			view.setUint16(offset + 32, 0, true);
			view.setUint16(offset + 34, 0, true);
			view.setUint16(offset + 36, 0, true);
			view.setUint32(offset + 38, 0, true);
			view.setUint32(offset + 42, localOffsets[i], true);
			output.set(pathBytes, offset + 46);
			offset += 46 + pathBytes.length;
		}
		const centralDirSize = offset - centralDirOffset;
		view.setUint32(offset, SIG_END_OF_CENTRAL_DIR, true);
		view.setUint16(offset + 4, 0, true);
		view.setUint16(offset + 6, 0, true);
		view.setUint16(offset + 8, prepared.length, true);
		view.setUint16(offset + 10, prepared.length, true);
		view.setUint32(offset + 12, centralDirSize, true);
		view.setUint32(offset + 16, centralDirOffset, true);
		view.setUint16(offset + 20, 0, true);
		return output;
	}
};

// node_modules/hucre/dist/xlsx/content-types-writer.mjs
const NS_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
const CT_RELS = "application/vnd.openxmlformats-package.relationships+xml";
const CT_XML = "application/xml";
const CT_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const CT_WORKBOOK_MACRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
const CT_VBA_PROJECT = "application/vnd.ms-office.vbaProject";
const CT_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const CT_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
const CT_SHARED_STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml";
const CT_DRAWING = "application/vnd.openxmlformats-officedocument.drawing+xml";
const CT_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const CT_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const CT_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const CT_TABLE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml";
const CT_THEME = "application/vnd.openxmlformats-officedocument.theme+xml";
const CT_THREADED_COMMENTS = "application/vnd.ms-excel.threadedcomments+xml";
const CT_PERSON = "application/vnd.ms-excel.person+xml";
const CT_EXTERNAL_LINK = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml";
const CT_CELL_IMAGES = "application/vnd.openxmlformats-officedocument.drawing+xml";
const CT_PIVOT_TABLE = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml";
const CT_PIVOT_CACHE_DEFINITION = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml";
const CT_PIVOT_CACHE_RECORDS = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheRecords+xml";
const CT_SLICER = "application/vnd.ms-excel.slicer+xml";
const CT_SLICER_CACHE = "application/vnd.ms-excel.slicerCache+xml";
const CT_TIMELINE = "application/vnd.ms-excel.timeline+xml";
const CT_TIMELINE_CACHE = "application/vnd.ms-excel.timelineCache+xml";
const CT_CHART_STYLE = "application/vnd.ms-office.chartstyle+xml";
const CT_CHART_COLORS = "application/vnd.ms-office.chartcolorstyle+xml";
const IMAGE_CONTENT_TYPES$1 = {
	png: "image/png",
	jpeg: "image/jpeg",
	gif: "image/gif",
	svg: "image/svg+xml",
	webp: "image/webp"
};
function writeContentTypes(sheetCountOrOptions, hasSharedStrings) {
	let opts;
	if (typeof sheetCountOrOptions === "number") opts = {
		sheetCount: sheetCountOrOptions,
		hasSharedStrings: hasSharedStrings ?? false
	};
	else opts = sheetCountOrOptions;
	const children = [];
	children.push(xmlSelfClose("Default", {
		Extension: "rels",
		ContentType: CT_RELS
	}));
	children.push(xmlSelfClose("Default", {
		Extension: "xml",
		ContentType: CT_XML
	}));
	if (opts.hasMacros) children.push(xmlSelfClose("Default", {
		Extension: "bin",
		ContentType: CT_VBA_PROJECT
	}));
	if (opts.imageExtensions) for (const ext of opts.imageExtensions) {
		const ct = IMAGE_CONTENT_TYPES$1[ext];
		if (ct) children.push(xmlSelfClose("Default", {
			Extension: ext,
			ContentType: ct
		}));
	}
	children.push(xmlSelfClose("Override", {
		PartName: "/xl/workbook.xml",
		ContentType: opts.hasMacros ? CT_WORKBOOK_MACRO : CT_WORKBOOK
	}));
	for (let i = 1; i <= opts.sheetCount; i++) children.push(xmlSelfClose("Override", {
		PartName: `/xl/worksheets/sheet${i}.xml`,
		ContentType: CT_WORKSHEET
	}));
	children.push(xmlSelfClose("Override", {
		PartName: "/xl/styles.xml",
		ContentType: CT_STYLES
	}));
	children.push(xmlSelfClose("Override", {
		PartName: "/xl/theme/theme1.xml",
		ContentType: CT_THEME
	}));
	if (opts.hasSharedStrings) children.push(xmlSelfClose("Override", {
		PartName: "/xl/sharedStrings.xml",
		ContentType: CT_SHARED_STRINGS
	}));
	if (opts.drawingIndices) for (const idx of opts.drawingIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/drawings/drawing${idx}.xml`,
		ContentType: CT_DRAWING
	}));
	if (opts.chartIndices) for (const idx of opts.chartIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/charts/chart${idx}.xml`,
		ContentType: CT_CHART
	}));
	if (opts.commentIndices && opts.commentIndices.length > 0) children.push(xmlSelfClose("Default", {
		Extension: "vml",
		ContentType: CT_VML
	}));
	if (opts.commentIndices) for (const idx of opts.commentIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/comments${idx}.xml`,
		ContentType: CT_COMMENTS
	}));
	if (opts.tableIndices) for (const idx of opts.tableIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/tables/table${idx}.xml`,
		ContentType: CT_TABLE
	}));
	if (opts.threadedCommentSheetIndices) for (const idx of opts.threadedCommentSheetIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/threadedComments/threadedComment${idx}.xml`,
		ContentType: CT_THREADED_COMMENTS
	}));
	if (opts.hasPersons) children.push(xmlSelfClose("Override", {
		PartName: "/xl/persons/person.xml",
		ContentType: CT_PERSON
	}));
	if (opts.externalLinkIndices) for (const idx of opts.externalLinkIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/externalLinks/externalLink${idx}.xml`,
		ContentType: CT_EXTERNAL_LINK
	}));
	if (opts.hasCellImages) children.push(xmlSelfClose("Override", {
		PartName: "/xl/cellimages.xml",
		ContentType: CT_CELL_IMAGES
	}));
	if (opts.pivotTableIndices) for (const idx of opts.pivotTableIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/pivotTables/pivotTable${idx}.xml`,
		ContentType: CT_PIVOT_TABLE
	}));
	if (opts.pivotCacheDefinitionIndices) for (const idx of opts.pivotCacheDefinitionIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/pivotCache/pivotCacheDefinition${idx}.xml`,
		ContentType: CT_PIVOT_CACHE_DEFINITION
	}));
	if (opts.pivotCacheRecordIndices) for (const idx of opts.pivotCacheRecordIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/pivotCache/pivotCacheRecords${idx}.xml`,
		ContentType: CT_PIVOT_CACHE_RECORDS
	}));
	if (opts.slicerIndices) for (const idx of opts.slicerIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/slicers/slicer${idx}.xml`,
		ContentType: CT_SLICER
	}));
	if (opts.slicerCacheIndices) for (const idx of opts.slicerCacheIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/slicerCaches/slicerCache${idx}.xml`,
		ContentType: CT_SLICER_CACHE
	}));
	if (opts.timelineIndices) for (const idx of opts.timelineIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/timelines/timeline${idx}.xml`,
		ContentType: CT_TIMELINE
	}));
	if (opts.timelineCacheIndices) for (const idx of opts.timelineCacheIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/timelineCaches/timelineCache${idx}.xml`,
		ContentType: CT_TIMELINE_CACHE
	}));
	if (opts.chartStyleIndices) for (const idx of opts.chartStyleIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/charts/style${idx}.xml`,
		ContentType: CT_CHART_STYLE
	}));
	if (opts.chartColorsIndices) for (const idx of opts.chartColorsIndices) children.push(xmlSelfClose("Override", {
		PartName: `/xl/charts/colors${idx}.xml`,
		ContentType: CT_CHART_COLORS
	}));
	if (opts.hasMetadata) children.push(xmlSelfClose("Override", {
		PartName: `/${METADATA_PART_PATH}`,
		ContentType: METADATA_CONTENT_TYPE
	}));
	if (opts.hasFeaturePropertyBag) children.push(xmlSelfClose("Override", {
		PartName: "/xl/featurePropertyBag/featurePropertyBag.xml",
		ContentType: "application/vnd.ms-excel.featurepropertybag+xml"
	}));
	if (opts.hasCoreProps) children.push(xmlSelfClose("Override", {
		PartName: "/docProps/core.xml",
		ContentType: "application/vnd.openxmlformats-package.core-properties+xml"
	}));
	if (opts.hasAppProps) children.push(xmlSelfClose("Override", {
		PartName: "/docProps/app.xml",
		ContentType: "application/vnd.openxmlformats-officedocument.extended-properties+xml"
	}));
	if (opts.hasCustomProps) children.push(xmlSelfClose("Override", {
		PartName: "/docProps/custom.xml",
		ContentType: "application/vnd.openxmlformats-officedocument.custom-properties+xml"
	}));
	return xmlDocument("Types", { xmlns: NS_CONTENT_TYPES }, children);
}

// node_modules/hucre/dist/xlsx/feature-property-bag.mjs
const FPB_NS = "http://schemas.microsoft.com/office/spreadsheetml/2022/featurepropertybag";
function writeFeaturePropertyBagXml() {
	const bags = [
		xmlSelfClose("bag", { type: "Checkbox" }),
		xmlElement("bag", { type: "XFControls" }, [xmlElement("bagId", { k: "CellControl" }, "0")]),
		xmlElement("bag", { type: "XFComplement" }, [xmlElement("bagId", { k: "XFControls" }, "1")]),
		xmlElement("bag", {
			type: "XFComplements",
			extRef: "XFComplementsMapperExtRef"
		}, [xmlElement("a", { k: "MappedFeaturePropertyBags" }, [xmlElement("bagId", void 0, "2")])])
	];
	return xmlDocument("FeaturePropertyBags", { xmlns: FPB_NS }, bags);
}

// node_modules/hucre/dist/xlsx/password.mjs
function hashSheetPassword(password) {
	let hash = 0;
	for (let i = password.length - 1; i >= 0; i--) {
		const charCode = password.charCodeAt(i);
		hash = hash >> 14 & 1 | hash << 1 & 32767;
		hash ^= charCode;
	}
	hash = hash >> 14 & 1 | hash << 1 & 32767;
	hash ^= password.length;
	hash ^= 52811;
	return hash.toString(16).toUpperCase().padStart(4, "0");
}

// node_modules/hucre/dist/xlsx/workbook-writer.mjs
const NS_SPREADSHEET$5 = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const NS_R$4 = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const REL_WORKSHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
const REL_STYLES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles";
const REL_SHARED_STRINGS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings";
const REL_THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme";
const REL_WORKBOOK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
const NS_RELATIONSHIPS$4 = "http://schemas.openxmlformats.org/package/2006/relationships";
function writeWorkbookXml(sheets, namedRanges, dateSystem, activeSheet, workbookProtection, externalLinkRels, pivotCacheRefs, slicerCacheRels, timelineCacheRels) {
	const sheetElements = [];
	for (let i = 0; i < sheets.length; i++) {
		const sheet = sheets[i];
		const attrs = {
			name: sheet.name,
			sheetId: i + 1,
			"r:id": `rId${i + 1}`
		};
		if (sheet.hidden) attrs["state"] = "hidden";
		else if (sheet.veryHidden) attrs["state"] = "veryHidden";
		sheetElements.push(xmlSelfClose("sheet", attrs));
	}
	const parts = [];
	if (dateSystem === "1904") parts.push(xmlSelfClose("workbookPr", { date1904: 1 }));
	if (workbookProtection) {
		const protAttrs = {};
		if (workbookProtection.lockStructure) protAttrs["lockStructure"] = 1;
		if (workbookProtection.lockWindows) protAttrs["lockWindows"] = 1;
		if (workbookProtection.password) protAttrs["workbookPassword"] = hashSheetPassword(workbookProtection.password);
		parts.push(xmlSelfClose("workbookProtection", protAttrs));
	}
	const activeTab = activeSheet ?? 0;
	parts.push(xmlElement("bookViews", void 0, [xmlSelfClose("workbookView", {
		xWindow: 0,
		yWindow: 0,
		windowWidth: 16384,
		windowHeight: 8192,
		activeTab
	})]));
	parts.push(xmlElement("sheets", void 0, sheetElements));
	if (externalLinkRels && externalLinkRels.length > 0) {
		const refChildren = externalLinkRels.map((r) => xmlSelfClose("externalReference", { "r:id": r.rId }));
		parts.push(xmlElement("externalReferences", void 0, refChildren));
	}
	if (namedRanges && namedRanges.length > 0) {
		const sheetIndexMap = /* @__PURE__ */ new Map();
		for (let i = 0; i < sheets.length; i++) sheetIndexMap.set(sheets[i].name, i);
		const dnElements = [];
		for (const nr of namedRanges) {
			const attrs = { name: nr.name };
			if (nr.scope !== void 0) {
				const idx = sheetIndexMap.get(nr.scope);
				if (idx !== void 0) attrs["localSheetId"] = idx;
			}
			if (nr.comment) attrs["comment"] = nr.comment;
			dnElements.push(xmlElement("definedName", attrs, xmlEscape(nr.range)));
		}
		parts.push(xmlElement("definedNames", void 0, dnElements));
	}
	parts.push(xmlSelfClose("calcPr", {
		calcId: 0,
		fullCalcOnLoad: 1
	}));
	if (pivotCacheRefs && pivotCacheRefs.length > 0) {
		const cacheChildren = pivotCacheRefs.map((c) => xmlSelfClose("pivotCache", {
			cacheId: c.cacheId,
			"r:id": c.rId
		}));
		parts.push(xmlElement("pivotCaches", void 0, cacheChildren));
	}
	const extElements = [];
	if (slicerCacheRels && slicerCacheRels.length > 0) {
		const slicerRefs = slicerCacheRels.map((r) => xmlSelfClose("x14:slicerCache", { "r:id": r.rId }));
		const slicerCachesEl = xmlElement("x14:slicerCaches", void 0, slicerRefs);
		extElements.push(xmlElement("ext", {
			uri: "{BBE1A952-AA13-448E-AADC-164F8A28A991}",
			"xmlns:x14": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
		}, [slicerCachesEl]));
	}
	if (timelineCacheRels && timelineCacheRels.length > 0) {
		const timelineRefs = timelineCacheRels.map((r) => xmlSelfClose("x15:timelineCachePivotCache", { "r:id": r.rId }));
		const timelineCachesEl = xmlElement("x15:timelineCachePivotCaches", void 0, timelineRefs);
		extElements.push(xmlElement("ext", {
			uri: "{7E03D99C-DC04-49D9-9315-930204A7B6E9}",
			"xmlns:x15": "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
		}, [timelineCachesEl]));
	}
	if (extElements.length > 0) parts.push(xmlElement("extLst", void 0, extElements));
	return xmlDocument("workbook", {
		xmlns: NS_SPREADSHEET$5,
		"xmlns:r": NS_R$4
	}, parts);
}
const REL_VBA_PROJECT = "http://schemas.microsoft.com/office/2006/relationships/vbaProject";
const REL_FEATURE_PROPERTY_BAG = "http://schemas.microsoft.com/office/2022/11/relationships/FeaturePropertyBag";
const REL_PERSON = "http://schemas.microsoft.com/office/2017/10/relationships/person";
const REL_EXTERNAL_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink";
const REL_CELL_IMAGES = "http://www.wps.cn/officeDocument/2017/relationships/cellimage";
const REL_PIVOT_CACHE_DEFINITION$1 = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotCacheDefinition";
const REL_SLICER_CACHE = "http://schemas.microsoft.com/office/2007/relationships/slicerCache";
const REL_TIMELINE_CACHE = "http://schemas.microsoft.com/office/2011/relationships/timelineCache";
function writeWorkbookRels(sheetCount, hasSharedStrings, hasMacros, hasFeaturePropertyBag, hasPersons, externalLinkRels, pivotCacheRels, slicerCacheRels, timelineCacheRels, hasCellImages, hasMetadata) {
	const children = [];
	for (let i = 1; i <= sheetCount; i++) children.push(xmlSelfClose("Relationship", {
		Id: `rId${i}`,
		Type: REL_WORKSHEET,
		Target: `worksheets/sheet${i}.xml`
	}));
	let nextRid = sheetCount + 1;
	children.push(xmlSelfClose("Relationship", {
		Id: `rId${nextRid}`,
		Type: REL_STYLES,
		Target: "styles.xml"
	}));
	nextRid++;
	if (hasSharedStrings) {
		children.push(xmlSelfClose("Relationship", {
			Id: `rId${nextRid}`,
			Type: REL_SHARED_STRINGS,
			Target: "sharedStrings.xml"
		}));
		nextRid++;
	}
	children.push(xmlSelfClose("Relationship", {
		Id: `rId${nextRid}`,
		Type: REL_THEME,
		Target: "theme/theme1.xml"
	}));
	nextRid++;
	if (hasMetadata) {
		children.push(xmlSelfClose("Relationship", {
			Id: `rId${nextRid}`,
			Type: METADATA_REL_TYPE,
			Target: "metadata.xml"
		}));
		nextRid++;
	}
	if (hasMacros) {
		children.push(xmlSelfClose("Relationship", {
			Id: `rId${nextRid}`,
			Type: REL_VBA_PROJECT,
			Target: "vbaProject.bin"
		}));
		nextRid++;
	}
	if (hasFeaturePropertyBag) {
		children.push(xmlSelfClose("Relationship", {
			Id: `rId${nextRid}`,
			Type: REL_FEATURE_PROPERTY_BAG,
			Target: "featurePropertyBag/featurePropertyBag.xml"
		}));
		nextRid++;
	}
	if (hasPersons) {
		children.push(xmlSelfClose("Relationship", {
			Id: `rId${nextRid}`,
			Type: REL_PERSON,
			Target: "persons/person.xml"
		}));
		nextRid++;
	}
	if (externalLinkRels) {
		for (const link of externalLinkRels) children.push(xmlSelfClose("Relationship", {
			Id: link.rId,
			Type: REL_EXTERNAL_LINK,
			Target: link.target
		}));
		nextRid += externalLinkRels.length;
	}
	if (hasCellImages) {
		children.push(xmlSelfClose("Relationship", {
			Id: `rId${nextRid}`,
			Type: REL_CELL_IMAGES,
			Target: "cellimages.xml"
		}));
		nextRid++;
	}
	if (pivotCacheRels) for (const cache of pivotCacheRels) children.push(xmlSelfClose("Relationship", {
		Id: cache.rId,
		Type: REL_PIVOT_CACHE_DEFINITION$1,
		Target: cache.target
	}));
	if (slicerCacheRels) for (const r of slicerCacheRels) children.push(xmlSelfClose("Relationship", {
		Id: r.rId,
		Type: REL_SLICER_CACHE,
		Target: r.target
	}));
	if (timelineCacheRels) for (const r of timelineCacheRels) children.push(xmlSelfClose("Relationship", {
		Id: r.rId,
		Type: REL_TIMELINE_CACHE,
		Target: r.target
	}));
	return xmlDocument("Relationships", { xmlns: NS_RELATIONSHIPS$4 }, children);
}
function writeRootRels(options) {
	const children = [];
	children.push(xmlSelfClose("Relationship", {
		Id: "rId1",
		Type: REL_WORKBOOK,
		Target: "xl/workbook.xml"
	}));
	let nextRId = 2;
	if (options?.hasCoreProps) children.push(xmlSelfClose("Relationship", {
		Id: `rId${nextRId++}`,
		Type: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
		Target: "docProps/core.xml"
	}));
	if (options?.hasAppProps) children.push(xmlSelfClose("Relationship", {
		Id: `rId${nextRId++}`,
		Type: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
		Target: "docProps/app.xml"
	}));
	if (options?.hasCustomProps) children.push(xmlSelfClose("Relationship", {
		Id: `rId${nextRId++}`,
		Type: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties",
		Target: "docProps/custom.xml"
	}));
	return xmlDocument("Relationships", { xmlns: NS_RELATIONSHIPS$4 }, children);
}

// node_modules/hucre/dist/xlsx/styles-writer.mjs
const NS_SPREADSHEET$4 = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
function serializeColor(tagName, color) {
	const attrs = {};
	if (color.rgb !== void 0) attrs["rgb"] = color.rgb.length === 6 ? `FF${color.rgb}` : color.rgb;
	if (color.theme !== void 0) attrs["theme"] = color.theme;
	if (color.tint !== void 0) attrs["tint"] = color.tint;
	if (color.indexed !== void 0) attrs["indexed"] = color.indexed;
	return xmlSelfClose(tagName, attrs);
}
function serializeFont(font) {
	const children = [];
	if (font.bold) children.push(xmlSelfClose("b"));
	if (font.italic) children.push(xmlSelfClose("i"));
	if (font.underline !== void 0 && font.underline !== false) {
		if (font.underline === true || font.underline === "single") children.push(xmlSelfClose("u"));
		else children.push(xmlSelfClose("u", { val: font.underline }));
	}
	if (font.strikethrough) children.push(xmlSelfClose("strike"));
	if (font.charset !== void 0) children.push(xmlSelfClose("charset", { val: font.charset }));
	if (font.family !== void 0) children.push(xmlSelfClose("family", { val: font.family }));
	if (font.scheme) children.push(xmlSelfClose("scheme", { val: font.scheme }));
	if (font.color) children.push(serializeColor("color", font.color));
	if (font.size !== void 0) children.push(xmlSelfClose("sz", { val: font.size }));
	if (font.name) children.push(xmlSelfClose("name", { val: font.name }));
	if (font.vertAlign) children.push(xmlSelfClose("vertAlign", { val: font.vertAlign }));
	return xmlElement("font", void 0, children);
}
function serializeFill(fill) {
	if (fill.type === "pattern") {
		const children = [];
		if (fill.fgColor) children.push(serializeColor("fgColor", fill.fgColor));
		if (fill.bgColor) children.push(serializeColor("bgColor", fill.bgColor));
		const patternFill = xmlElement("patternFill", { patternType: fill.pattern }, children.length > 0 ? children : void 0);
		return xmlElement("fill", void 0, [patternFill]);
	}
	const stops = [];
	for (const stop of fill.stops) stops.push(xmlElement("stop", { position: stop.position }, [serializeColor("color", stop.color)]));
	const attrs = {};
	if (fill.degree !== void 0) attrs["degree"] = fill.degree;
	const gradientFill = xmlElement("gradientFill", attrs, stops);
	return xmlElement("fill", void 0, [gradientFill]);
}
function serializeBorderSide(tagName, side) {
	if (!side) return xmlSelfClose(tagName);
	if (side.color) return xmlElement("" + tagName, { style: side.style }, [serializeColor("color", side.color)]);
	return xmlSelfClose(tagName, { style: side.style });
}
function serializeBorder(border) {
	const attrs = {};
	if (border.diagonalUp) attrs["diagonalUp"] = true;
	if (border.diagonalDown) attrs["diagonalDown"] = true;
	const children = [
		serializeBorderSide("left", border.left),
		serializeBorderSide("right", border.right),
		serializeBorderSide("top", border.top),
		serializeBorderSide("bottom", border.bottom),
		serializeBorderSide("diagonal", border.diagonal)
	];
	return xmlElement("border", Object.keys(attrs).length > 0 ? attrs : void 0, children);
}
function colorKey(c) {
	if (!c) return "";
	const parts = [];
	if (c.rgb !== void 0) parts.push(`rgb:${c.rgb}`);
	if (c.theme !== void 0) parts.push(`th:${c.theme}`);
	if (c.tint !== void 0) parts.push(`tint:${c.tint}`);
	if (c.indexed !== void 0) parts.push(`idx:${c.indexed}`);
	return parts.join("|");
}
function fontKey(f) {
	const parts = [];
	if (f.name) parts.push(`n:${f.name}`);
	if (f.size !== void 0) parts.push(`s:${f.size}`);
	if (f.bold) parts.push("b");
	if (f.italic) parts.push("i");
	if (f.underline !== void 0 && f.underline !== false) parts.push(`u:${f.underline}`);
	if (f.strikethrough) parts.push("st");
	if (f.color) parts.push(`c:${colorKey(f.color)}`);
	if (f.vertAlign) parts.push(`va:${f.vertAlign}`);
	if (f.family !== void 0) parts.push(`fam:${f.family}`);
	if (f.charset !== void 0) parts.push(`cs:${f.charset}`);
	if (f.scheme) parts.push(`sch:${f.scheme}`);
	return parts.join(",");
}
function fillKey(f) {
	if (f.type === "pattern") return `p:${f.pattern}|fg:${colorKey(f.fgColor)}|bg:${colorKey(f.bgColor)}`;
	return `g:${f.degree ?? ""}|${f.stops.map((s) => `${s.position}:${colorKey(s.color)}`).join(";")}`;
}
function borderSideKey(side) {
	if (!side) return "";
	return `${side.style}:${colorKey(side.color)}`;
}
function borderKey(b) {
	return [
		`l:${borderSideKey(b.left)}`,
		`r:${borderSideKey(b.right)}`,
		`t:${borderSideKey(b.top)}`,
		`b:${borderSideKey(b.bottom)}`,
		`d:${borderSideKey(b.diagonal)}`,
		b.diagonalUp ? "du" : "",
		b.diagonalDown ? "dd" : ""
	].join("|");
}
function createStylesCollector(defaultFont) {
	const baseFont = {
		name: defaultFont?.name ?? "Calibri",
		size: defaultFont?.size ?? 11,
		...defaultFont
	};
	const fonts = [{
		key: fontKey(baseFont),
		font: baseFont
	}];
	const fontMap = /* @__PURE__ */ new Map([[fonts[0].key, 0]]);
	const fills = [{
		key: "p:none|fg:|bg:",
		fill: {
			type: "pattern",
			pattern: "none"
		}
	}, {
		key: "p:gray125|fg:|bg:",
		fill: {
			type: "pattern",
			pattern: "gray125"
		}
	}];
	const fillMap = /* @__PURE__ */ new Map([[fills[0].key, 0], [fills[1].key, 1]]);
	const emptyBorder = {};
	const borders = [{
		key: borderKey(emptyBorder),
		border: emptyBorder
	}];
	const borderMap = /* @__PURE__ */ new Map([[borders[0].key, 0]]);
	const numFmts = [];
	const numFmtMap = /* @__PURE__ */ new Map();
	let nextNumFmtId = 164;
	const defaultXfKey = "nf:0|f:0|fl:0|b:0|a:|p:";
	const xfs = [{
		key: defaultXfKey,
		numFmtId: 0,
		fontId: 0,
		fillId: 0,
		borderId: 0
	}];
	const xfMap = /* @__PURE__ */ new Map([[defaultXfKey, 0]]);
	function addFont(font) {
		const key = fontKey(font);
		const existing = fontMap.get(key);
		if (existing !== void 0) return existing;
		const id = fonts.length;
		fonts.push({
			key,
			font
		});
		fontMap.set(key, id);
		return id;
	}
	function addFill(fill) {
		const key = fillKey(fill);
		const existing = fillMap.get(key);
		if (existing !== void 0) return existing;
		const id = fills.length;
		fills.push({
			key,
			fill
		});
		fillMap.set(key, id);
		return id;
	}
	function addBorder(border) {
		const key = borderKey(border);
		const existing = borderMap.get(key);
		if (existing !== void 0) return existing;
		const id = borders.length;
		borders.push({
			key,
			border
		});
		borderMap.set(key, id);
		return id;
	}
	function addNumFmt(format) {
		const existing = numFmtMap.get(format);
		if (existing !== void 0) return existing;
		const id = nextNumFmtId++;
		numFmts.push({
			id,
			formatCode: format
		});
		numFmtMap.set(format, id);
		return id;
	}
	function alignmentKey(a) {
		if (!a) return "";
		const parts = [];
		if (a.horizontal) parts.push(`h:${a.horizontal}`);
		if (a.vertical) parts.push(`v:${a.vertical}`);
		if (a.wrapText) parts.push("w");
		if (a.shrinkToFit) parts.push("sf");
		if (a.textRotation !== void 0) parts.push(`r:${a.textRotation}`);
		if (a.indent !== void 0) parts.push(`i:${a.indent}`);
		if (a.readingOrder) parts.push(`ro:${a.readingOrder}`);
		return parts.join(",");
	}
	function protectionKey(p) {
		if (!p) return "";
		const parts = [];
		if (p.locked !== void 0) parts.push(`l:${p.locked}`);
		if (p.hidden !== void 0) parts.push(`h:${p.hidden}`);
		return parts.join(",");
	}
	const dxfs = [];
	const dxfMap = /* @__PURE__ */ new Map();
	function dxfKey(style) {
		const parts = [];
		if (style.font) parts.push(`f:${fontKey(style.font)}`);
		if (style.fill) parts.push(`fl:${fillKey(style.fill)}`);
		if (style.border) parts.push(`b:${borderKey(style.border)}`);
		if (style.numFmt) parts.push(`nf:${style.numFmt}`);
		if (style.alignment) parts.push(`a:${alignmentKey(style.alignment)}`);
		return parts.join("|");
	}
	function addDxf(style) {
		const key = dxfKey(style);
		const existing = dxfMap.get(key);
		if (existing !== void 0) return existing;
		const id = dxfs.length;
		dxfs.push(style);
		dxfMap.set(key, id);
		return id;
	}
	function addStyle(style) {
		return registerXf(style, false);
	}
	function addCheckboxStyle(style) {
		return registerXf(style ?? {}, true);
	}
	function registerXf(style, checkbox) {
		const fontId = style.font ? addFont(style.font) : 0;
		const fillId = style.fill ? addFill(style.fill) : 0;
		const borderId = style.border ? addBorder(style.border) : 0;
		const numFmtId = style.numFmt ? addNumFmt(style.numFmt) : 0;
		const key = [
			`nf:${numFmtId}`,
			`f:${fontId}`,
			`fl:${fillId}`,
			`b:${borderId}`,
			`a:${alignmentKey(style.alignment)}`,
			`p:${protectionKey(style.protection)}`,
			checkbox ? "cb:1" : "cb:0"
		].join("|");
		const existing = xfMap.get(key);
		if (existing !== void 0) return existing;
		const id = xfs.length;
		xfs.push({
			key,
			numFmtId,
			fontId,
			fillId,
			borderId,
			alignment: style.alignment,
			protection: style.protection,
			hasCheckboxFeature: checkbox || void 0
		});
		xfMap.set(key, id);
		return id;
	}
	function hasCheckboxFeature() {
		for (const xf of xfs) if (xf.hasCheckboxFeature) return true;
		return false;
	}
	function serializeAlignment(a) {
		const attrs = {};
		if (a.horizontal) attrs["horizontal"] = a.horizontal;
		if (a.vertical) attrs["vertical"] = a.vertical;
		if (a.wrapText) attrs["wrapText"] = true;
		if (a.shrinkToFit) attrs["shrinkToFit"] = true;
		if (a.textRotation !== void 0) attrs["textRotation"] = a.textRotation;
		if (a.indent !== void 0) attrs["indent"] = a.indent;
		if (a.readingOrder) attrs["readingOrder"] = {
			ltr: 1,
			rtl: 2,
			context: 0
		}[a.readingOrder];
		return xmlSelfClose("alignment", attrs);
	}
	function serializeProtection(p) {
		const attrs = {};
		if (p.locked !== void 0) attrs["locked"] = p.locked ? 1 : 0;
		if (p.hidden !== void 0) attrs["hidden"] = p.hidden ? 1 : 0;
		return xmlSelfClose("protection", attrs);
	}
	function toXml() {
		const parts = [];
		if (numFmts.length > 0) {
			const fmtChildren = numFmts.map((nf) => xmlSelfClose("numFmt", {
				numFmtId: nf.id,
				formatCode: nf.formatCode
			}));
			parts.push(xmlElement("numFmts", { count: numFmts.length }, fmtChildren));
		}
		const fontChildren = fonts.map((f) => serializeFont(f.font));
		parts.push(xmlElement("fonts", { count: fonts.length }, fontChildren));
		const fillChildren = fills.map((f) => serializeFill(f.fill));
		parts.push(xmlElement("fills", { count: fills.length }, fillChildren));
		const borderChildren = borders.map((b) => serializeBorder(b.border));
		parts.push(xmlElement("borders", { count: borders.length }, borderChildren));
		parts.push(xmlElement("cellStyleXfs", { count: 1 }, [xmlSelfClose("xf", {
			numFmtId: 0,
			fontId: 0,
			fillId: 0,
			borderId: 0
		})]));
		const xfChildren = xfs.map((xf) => {
			const attrs = {
				numFmtId: xf.numFmtId,
				fontId: xf.fontId,
				fillId: xf.fillId,
				borderId: xf.borderId,
				xfId: 0
			};
			if (xf.numFmtId !== 0) attrs["applyNumberFormat"] = true;
			if (xf.fontId !== 0) attrs["applyFont"] = true;
			if (xf.fillId !== 0) attrs["applyFill"] = true;
			if (xf.borderId !== 0) attrs["applyBorder"] = true;
			const hasAlignment = xf.alignment !== void 0;
			const hasProtection = xf.protection !== void 0;
			const hasCheckbox = xf.hasCheckboxFeature === true;
			if (hasAlignment) attrs["applyAlignment"] = true;
			if (hasProtection) attrs["applyProtection"] = true;
			if (hasAlignment || hasProtection || hasCheckbox) {
				const innerChildren = [];
				if (hasAlignment) innerChildren.push(serializeAlignment(xf.alignment));
				if (hasProtection) innerChildren.push(serializeProtection(xf.protection));
				if (hasCheckbox) innerChildren.push(xmlElement("extLst", void 0, xmlElement("ext", {
					uri: "{C7286773-470A-42A8-94C5-96B5CB345126}",
					"xmlns:xfpb": "http://schemas.microsoft.com/office/spreadsheetml/2022/featurepropertybag"
				}, xmlSelfClose("xfpb:xfComplement", { i: "0" }))));
				return xmlElement("xf", attrs, innerChildren);
			}
			return xmlSelfClose("xf", attrs);
		});
		parts.push(xmlElement("cellXfs", { count: xfs.length }, xfChildren));
		parts.push(xmlElement("cellStyles", { count: 1 }, [xmlSelfClose("cellStyle", {
			name: "Normal",
			xfId: 0,
			builtinId: 0
		})]));
		if (dxfs.length > 0) {
			const dxfChildren = dxfs.map((style) => {
				const children = [];
				if (style.font) children.push(serializeFont(style.font));
				if (style.numFmt) {
					const numFmtId = addNumFmt(style.numFmt);
					children.push(xmlSelfClose("numFmt", {
						numFmtId,
						formatCode: style.numFmt
					}));
				}
				if (style.fill) children.push(serializeFill(style.fill));
				if (style.border) children.push(serializeBorder(style.border));
				if (style.alignment) children.push(serializeAlignment(style.alignment));
				return xmlElement("dxf", void 0, children);
			});
			parts.push(xmlElement("dxfs", { count: dxfs.length }, dxfChildren));
		} else parts.push(xmlSelfClose("dxfs", { count: 0 }));
		parts.push(xmlSelfClose("tableStyles", {
			count: 0,
			defaultTableStyle: "TableStyleMedium2",
			defaultPivotStyle: "PivotStyleLight16"
		}));
		return xmlDocument("styleSheet", { xmlns: NS_SPREADSHEET$4 }, parts);
	}
	return {
		addStyle,
		addCheckboxStyle,
		addNumFmt,
		addDxf,
		hasCheckboxFeature,
		toXml
	};
}

// node_modules/hucre/dist/xlsx/hyperlink.mjs
function isHyperlinkValue(v) {
	return typeof v === "object" && v !== null && typeof v.hyperlink === "string" && typeof v.text === "string";
}
function unwrapCellValue(v) {
	return isHyperlinkValue(v) ? v.text : v;
}

// node_modules/hucre/dist/xlsx/auto-width.mjs
const DEFAULT_MIN_WIDTH = 8;
const MAX_COLUMN_WIDTH = 255;
const DEFAULT_PADDING = 2;
const PROPORTIONAL_FONT_MULTIPLIER = 1.1;
const BOLD_MULTIPLIER = 1.05;
function isCjk(codePoint) {
	return codePoint >= 19968 && codePoint <= 40959 || codePoint >= 13312 && codePoint <= 19903 || codePoint >= 131072 && codePoint <= 173791 || codePoint >= 63744 && codePoint <= 64255 || codePoint >= 44032 && codePoint <= 55215 || codePoint >= 12448 && codePoint <= 12543 || codePoint >= 12352 && codePoint <= 12447 || codePoint >= 12288 && codePoint <= 12351 || codePoint >= 65280 && codePoint <= 65376 || codePoint >= 65504 && codePoint <= 65510;
}
function formatNumberForWidth(value, numFmt) {
	const sections = numFmt.trim().split(";");
	let section;
	if (value > 0) section = sections[0];
	else if (value < 0 && sections.length > 1) {
		section = sections[1];
		value = Math.abs(value);
	} else if (value === 0 && sections.length > 2) section = sections[2];
	else section = sections[0];
	section = section.replace(/\[[^\]]*\]/g, "");
	section = section.replace(/\\./g, (m) => m[1]);
	section = section.replace(/"([^"]*)"/g, "$1");
	if (section.includes("%")) {
		const decimals = countDecimalPlaces(section.replace(/%/g, ""));
		return addThousandSeparator((value * 100).toFixed(decimals), section) + "%";
	}
	const decimals = countDecimalPlaces(section);
	return addThousandSeparator(value.toFixed(decimals), section);
}
function countDecimalPlaces(fmt) {
	const dotIdx = fmt.indexOf(".");
	if (dotIdx === -1) return 0;
	let count = 0;
	for (let i = dotIdx + 1; i < fmt.length; i++) if (fmt[i] === "0" || fmt[i] === "#") count++;
	else break;
	return count;
}
function addThousandSeparator(numStr, fmt) {
	if (!fmt.includes(",")) return numStr;
	const parts = numStr.split(".");
	let intPart = parts[0];
	const isNeg = intPart.startsWith("-");
	if (isNeg) intPart = intPart.slice(1);
	let result = "";
	for (let i = 0; i < intPart.length; i++) {
		if (i > 0 && (intPart.length - i) % 3 === 0) result += ",";
		result += intPart[i];
	}
	if (isNeg) result = "-" + result;
	if (parts[1] !== void 0) result += "." + parts[1];
	return result;
}
function countFormatLiterals(numFmt) {
	let count = 0;
	const cleaned = numFmt.split(";")[0].replace(/\[[^\]]*\]/g, "");
	for (let i = 0; i < cleaned.length; i++) {
		const ch = cleaned[i];
		if (ch === "\"") {
			i++;
			while (i < cleaned.length && cleaned[i] !== "\"") {
				count++;
				i++;
			}
		} else if (ch === "\\") {
			count++;
			i++;
		} else if (ch === "$" || ch === "€" || ch === "£" || ch === "¥") count++;
	}
	return count;
}
function measureLineWidth(text) {
	let width = 0;
	for (const char of text) {
		const codePoint = char.codePointAt(0);
		if (codePoint !== void 0 && isCjk(codePoint)) width += 2;
		else width += 1;
	}
	return width;
}
function measureValueWidth(value, numFmt) {
	if (value === null || value === void 0) return 0;
	if (typeof value === "boolean") return value ? 5 : 6;
	if (typeof value === "string") {
		if (value.length === 0) return 0;
		if (value.includes("\n")) {
			const lines = value.split("\n");
			let maxWidth = 0;
			for (const line of lines) {
				const w = measureLineWidth(line);
				if (w > maxWidth) maxWidth = w;
			}
			return maxWidth;
		}
		return measureLineWidth(value);
	}
	if (typeof value === "number") {
		if (numFmt) {
			const formatted = formatNumberForWidth(value, numFmt);
			const extraLiterals = countFormatLiterals(numFmt);
			return measureLineWidth(formatted) + extraLiterals;
		}
		return measureLineWidth(String(value));
	}
	if (value instanceof Date) {
		if (numFmt) return measureLineWidth(formatDate(value, numFmt));
		return measureLineWidth(`${value.getUTCFullYear()}-${String(value.getUTCMonth() + 1).padStart(2, "0")}-${String(value.getUTCDate()).padStart(2, "0")}`);
	}
	return 0;
}
function calculateColumnWidth(values, options) {
	const minWidth = options?.minWidth ?? DEFAULT_MIN_WIDTH;
	const maxWidth = options?.maxWidth ?? MAX_COLUMN_WIDTH;
	const padding = options?.padding ?? DEFAULT_PADDING;
	const isBold = options?.font?.bold === true;
	let maxContentWidth = 0;
	for (const value of values) {
		const w = measureValueWidth(value, options?.numFmt);
		if (w > maxContentWidth) maxContentWidth = w;
	}
	let width = maxContentWidth * PROPORTIONAL_FONT_MULTIPLIER;
	if (isBold) width *= BOLD_MULTIPLIER;
	width += padding;
	width = Math.ceil(width * 2) / 2;
	if (width < minWidth) width = minWidth;
	if (width > maxWidth) width = maxWidth;
	return width;
}

// node_modules/hucre/dist/_validate.mjs
const MAX_SHEET_NAME_LENGTH = 31;
const FORBIDDEN_SHEET_NAME_CHARS = /[[\]:*?/\\]/;
const RESERVED_SHEET_NAME = "history";
function validateSheetName(name, index) {
	const where = `sheet ${index + 1}`;
	if (typeof name !== "string" || name.length === 0) throw new InvalidArgumentError(`Sheet name is empty (${where}); Excel requires a name`);
	if (name.length > 31) throw new InvalidArgumentError(`Sheet name "${name}" is ${name.length} characters (${where}); Excel allows at most ${31}`);
	const forbidden = name.match(FORBIDDEN_SHEET_NAME_CHARS);
	if (forbidden) throw new InvalidArgumentError(`Sheet name "${name}" contains ${JSON.stringify(forbidden[0])} (${where}); Excel forbids [ ] : * ? / \\ in sheet names`);
	if (name.startsWith("'") || name.endsWith("'")) throw new InvalidArgumentError(`Sheet name "${name}" starts or ends with an apostrophe (${where}); Excel forbids it because it breaks quoted range references`);
	if (name.toLowerCase() === RESERVED_SHEET_NAME) throw new InvalidArgumentError(`Sheet name "${name}" is reserved by Excel for change tracking (${where})`);
}
function validateSheetNames(sheets) {
	const seen = /* @__PURE__ */ new Map();
	for (let i = 0; i < sheets.length; i++) {
		const name = sheets[i].name;
		validateSheetName(name, i);
		const key = name.toLowerCase();
		const previous = seen.get(key);
		if (previous !== void 0) throw new InvalidArgumentError(`Duplicate sheet name "${name}" (sheets ${previous + 1} and ${i + 1}); Excel compares sheet names case-insensitively`);
		seen.set(key, i);
	}
}
function validateColumnIndex(col) {
	if (!Number.isInteger(col) || col < 0 || col > 16383) throw new InvalidArgumentError(`Column index ${col} is not a valid 0-based column (Excel allows 0..${MAX_COL_INDEX})`);
}

// node_modules/hucre/dist/xlsx/worksheet-writer.mjs
const NS_SPREADSHEET$3 = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const NS_R$3 = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
function colToLetter(col) {
	validateColumnIndex(col);
	let result = "";
	let c = col;
	do {
		result = String.fromCharCode(65 + c % 26) + result;
		c = Math.floor(c / 26) - 1;
	} while (c >= 0);
	return result;
}
function cellRef(row, col) {
	return colToLetter(col) + (row + 1);
}
function rangeRef(startRow, startCol, endRow, endCol) {
	return `${cellRef(startRow, startCol)}:${cellRef(endRow, endCol)}`;
}
function createSharedStrings() {
	const strings = [];
	const indexMap = /* @__PURE__ */ new Map();
	function add(value) {
		const existing = indexMap.get(value);
		if (existing !== void 0) return existing;
		const idx = strings.length;
		strings.push(value);
		indexMap.set(value, idx);
		return idx;
	}
	function getAll() {
		return strings;
	}
	function count() {
		return strings.length;
	}
	return {
		add,
		getAll,
		count
	};
}
function writeSharedStringsXml(sharedStrings) {
	const strings = sharedStrings.getAll();
	const count = strings.length;
	if (count === 0) return xmlDocument("sst", {
		xmlns: NS_SPREADSHEET$3,
		count: 0,
		uniqueCount: 0
	}, "");
	const children = [];
	for (const str of strings) {
		const escaped = xmlEscape(str);
		const tElement = str.length > 0 && (str[0] === " " || str[str.length - 1] === " " || str.includes("\n") || str.includes("	")) ? `<t xml:space="preserve">${escaped}</t>` : xmlElement("t", void 0, escaped);
		children.push(xmlElement("si", void 0, [tElement]));
	}
	return xmlDocument("sst", {
		xmlns: NS_SPREADSHEET$3,
		count,
		uniqueCount: count
	}, children);
}
function toHyperlink(hv) {
	const h = hv.hyperlink.startsWith("#") ? {
		target: "",
		location: hv.hyperlink.slice(1),
		display: hv.text
	} : {
		target: hv.hyperlink,
		display: hv.text
	};
	if (hv.tooltip !== void 0) h.tooltip = hv.tooltip;
	return h;
}
const DEFAULT_DATE_FORMAT = "yyyy-mm-dd";
const EXCEL_ERRORS = /* @__PURE__ */ new Set([
	"#VALUE!",
	"#REF!",
	"#N/A",
	"#NAME?",
	"#NULL!",
	"#DIV/0!",
	"#NUM!",
	"#GETTING_DATA",
	"#SPILL!",
	"#CALC!"
]);
function writeWorksheetXml(sheet, styles, sharedStrings, dateSystem, globalTableStartIndex, inlineStrings, globalPivotStartIndex) {
	const is1904 = dateSystem === "1904";
	const resolvedRows = resolveRows(sheet);
	const rowCount = resolvedRows.length;
	let maxCols = 0;
	for (const row of resolvedRows) if (row.length > maxCols) maxCols = row.length;
	if (sheet.columns && sheet.columns.length > maxCols) maxCols = sheet.columns.length;
	const parts = [];
	{
		const sheetPrChildren = [];
		if (sheet.view?.tabColor) sheetPrChildren.push(xmlSelfClose("tabColor", serializeColorAttrs(sheet.view.tabColor)));
		if (sheet.outlineProperties) {
			const outlineAttrs = {};
			if (sheet.outlineProperties.summaryBelow !== void 0) outlineAttrs["summaryBelow"] = sheet.outlineProperties.summaryBelow ? 1 : 0;
			if (sheet.outlineProperties.summaryRight !== void 0) outlineAttrs["summaryRight"] = sheet.outlineProperties.summaryRight ? 1 : 0;
			sheetPrChildren.push(xmlSelfClose("outlinePr", outlineAttrs));
		}
		if (sheet.pageSetup?.fitToPage) sheetPrChildren.push(xmlSelfClose("pageSetUpPr", { fitToPage: 1 }));
		if (sheetPrChildren.length > 0) parts.push(xmlElement("sheetPr", void 0, sheetPrChildren));
	}
	if (rowCount > 0 || maxCols > 0) {
		const endRow = rowCount > 0 ? rowCount - 1 : 0;
		const endCol = maxCols > 0 ? maxCols - 1 : 0;
		parts.push(xmlSelfClose("dimension", { ref: rangeRef(0, 0, endRow, endCol) }));
	}
	const sheetViewParts = [];
	if (sheet.freezePane) {
		const fp = sheet.freezePane;
		const topLeftCell = cellRef(fp.rows ?? 0, fp.columns ?? 0);
		const paneAttrs = {};
		if (fp.columns && fp.columns > 0) paneAttrs["xSplit"] = fp.columns;
		if (fp.rows && fp.rows > 0) paneAttrs["ySplit"] = fp.rows;
		paneAttrs["topLeftCell"] = topLeftCell;
		paneAttrs["state"] = "frozen";
		const hasXSplit = fp.columns && fp.columns > 0;
		const hasYSplit = fp.rows && fp.rows > 0;
		if (hasXSplit && hasYSplit) paneAttrs["activePane"] = "bottomRight";
		else if (hasXSplit) paneAttrs["activePane"] = "topRight";
		else paneAttrs["activePane"] = "bottomLeft";
		sheetViewParts.push(xmlSelfClose("pane", paneAttrs));
	} else if (sheet.splitPane) {
		const sp = sheet.splitPane;
		const paneAttrs = {};
		const hasXSplit = sp.xSplit !== void 0 && sp.xSplit > 0;
		const hasYSplit = sp.ySplit !== void 0 && sp.ySplit > 0;
		if (hasXSplit) paneAttrs["xSplit"] = sp.xSplit;
		if (hasYSplit) paneAttrs["ySplit"] = sp.ySplit;
		paneAttrs["topLeftCell"] = "A1";
		paneAttrs["state"] = "split";
		if (hasXSplit && hasYSplit) paneAttrs["activePane"] = "bottomRight";
		else if (hasXSplit) paneAttrs["activePane"] = "topRight";
		else paneAttrs["activePane"] = "bottomLeft";
		sheetViewParts.push(xmlSelfClose("pane", paneAttrs));
	}
	const viewAttrs = { workbookViewId: 0 };
	if (sheet.view) {
		if (sheet.view.showGridLines === false) viewAttrs["showGridLines"] = 0;
		if (sheet.view.showRowColHeaders === false) viewAttrs["showRowColHeaders"] = 0;
		if (sheet.view.zoomScale !== void 0) viewAttrs["zoomScale"] = sheet.view.zoomScale;
		if (sheet.view.rightToLeft) viewAttrs["rightToLeft"] = 1;
	}
	parts.push(xmlElement("sheetViews", void 0, [sheetViewParts.length > 0 ? xmlElement("sheetView", viewAttrs, sheetViewParts) : xmlSelfClose("sheetView", viewAttrs)]));
	parts.push(xmlSelfClose("sheetFormatPr", { defaultRowHeight: 15 }));
	if (sheet.columns && sheet.columns.length > 0) {
		const colElements = [];
		for (let i = 0; i < sheet.columns.length; i++) {
			const col = sheet.columns[i];
			let effectiveWidth = col.width;
			if (col.autoWidth && effectiveWidth === void 0) {
				const columnValues = [];
				for (const row of resolvedRows) if (row && i < row.length && row[i]) columnValues.push(row[i].value);
				effectiveWidth = calculateColumnWidth(columnValues, {
					font: col.style?.font,
					numFmt: col.numFmt ?? col.style?.numFmt
				});
			}
			if (effectiveWidth !== void 0 || col.hidden || col.outlineLevel || col.collapsed) {
				const colAttrs = {
					min: i + 1,
					max: i + 1
				};
				if (effectiveWidth !== void 0) {
					colAttrs["width"] = effectiveWidth;
					colAttrs["customWidth"] = true;
				}
				if (col.hidden) colAttrs["hidden"] = true;
				if (col.outlineLevel) colAttrs["outlineLevel"] = col.outlineLevel;
				if (col.collapsed) colAttrs["collapsed"] = true;
				colElements.push(xmlSelfClose("col", colAttrs));
			}
		}
		if (colElements.length > 0) parts.push(xmlElement("cols", void 0, colElements));
	}
	const rowElements = [];
	let hasDynamicArray = false;
	for (let r = 0; r < rowCount; r++) {
		const row = resolvedRows[r];
		const rowDef = sheet.rowDefs?.get(r);
		const hasRowDef = rowDef && (rowDef.height !== void 0 || rowDef.hidden || rowDef.outlineLevel || rowDef.collapsed);
		if ((!row || row.length === 0) && !hasRowDef) continue;
		const cellElements = [];
		let hasAnyCells = false;
		if (row) for (let c = 0; c < row.length; c++) {
			const resolved = row[c];
			if (!resolved) continue;
			if (resolved.formulaDynamic && resolved.formula !== void 0 && resolved.formula !== null) hasDynamicArray = true;
			const cellXml = serializeCell(r, c, resolved, styles, sharedStrings, is1904, inlineStrings);
			if (cellXml) {
				cellElements.push(cellXml);
				hasAnyCells = true;
			}
		}
		if (hasAnyCells || hasRowDef) {
			const rowAttrs = { r: r + 1 };
			if (rowDef?.height !== void 0) {
				rowAttrs["ht"] = rowDef.height;
				rowAttrs["customHeight"] = 1;
			}
			if (rowDef?.hidden) rowAttrs["hidden"] = 1;
			if (rowDef?.outlineLevel) rowAttrs["outlineLevel"] = rowDef.outlineLevel;
			if (rowDef?.collapsed) rowAttrs["collapsed"] = 1;
			if (hasAnyCells) rowElements.push(xmlElement("row", rowAttrs, cellElements));
			else rowElements.push(xmlSelfClose("row", rowAttrs));
		}
	}
	parts.push(xmlElement("sheetData", void 0, rowElements.length > 0 ? rowElements : ""));
	if (sheet.protection) parts.push(serializeSheetProtection(sheet.protection));
	if (sheet.autoFilter) {
		if (sheet.autoFilter.columns && sheet.autoFilter.columns.length > 0) {
			const filterChildren = [];
			for (const col of sheet.autoFilter.columns) if (col.filters && col.filters.length > 0) {
				const filterElements = col.filters.map((v) => xmlSelfClose("filter", { val: v }));
				filterChildren.push(xmlElement("filterColumn", { colId: col.colIndex }, [xmlElement("filters", void 0, filterElements)]));
			}
			parts.push(xmlElement("autoFilter", { ref: sheet.autoFilter.range }, filterChildren));
		} else parts.push(xmlSelfClose("autoFilter", { ref: sheet.autoFilter.range }));
	}
	if (sheet.merges && sheet.merges.length > 0) {
		const mergeElements = sheet.merges.map((m) => xmlSelfClose("mergeCell", { ref: rangeRef(m.startRow, m.startCol, m.endRow, m.endCol) }));
		parts.push(xmlElement("mergeCells", { count: sheet.merges.length }, mergeElements));
	}
	if (sheet.conditionalRules && sheet.conditionalRules.length > 0) parts.push(...serializeConditionalFormatting(sheet.conditionalRules, styles));
	if (sheet.dataValidations && sheet.dataValidations.length > 0) parts.push(serializeDataValidations(sheet.dataValidations));
	const { xml: hyperlinksXml, relationships: hyperlinkRelationships } = collectHyperlinks(sheet);
	if (hyperlinksXml) parts.push(hyperlinksXml);
	const printOptionsXml = serializePrintOptions(sheet.pageSetup);
	if (printOptionsXml) parts.push(printOptionsXml);
	parts.push(serializePageMargins(sheet.pageSetup?.margins));
	if (sheet.pageSetup) parts.push(serializePageSetup(sheet.pageSetup));
	if (sheet.headerFooter) parts.push(serializeHeaderFooter(sheet.headerFooter));
	if (sheet.rowBreaks && sheet.rowBreaks.length > 0) {
		const sorted = [...sheet.rowBreaks].sort((a, b) => a - b);
		const brkElements = sorted.map((row) => xmlSelfClose("brk", {
			id: row + 1,
			max: 16383,
			man: 1
		}));
		parts.push(xmlElement("rowBreaks", {
			count: sorted.length,
			manualBreakCount: sorted.length
		}, brkElements));
	}
	if (sheet.colBreaks && sheet.colBreaks.length > 0) {
		const sorted = [...sheet.colBreaks].sort((a, b) => a - b);
		const brkElements = sorted.map((col) => xmlSelfClose("brk", {
			id: col + 1,
			max: 1048575,
			man: 1
		}));
		parts.push(xmlElement("colBreaks", {
			count: sorted.length,
			manualBreakCount: sorted.length
		}, brkElements));
	}
	let drawingRId = null;
	let nextRId = hyperlinkRelationships.length + 1;
	const hasImages = sheet.images && sheet.images.length > 0;
	const hasTextBoxes = sheet.textBoxes && sheet.textBoxes.length > 0;
	const hasCharts = sheet.charts && sheet.charts.length > 0;
	if (hasImages || hasTextBoxes || hasCharts) {
		drawingRId = `rId${nextRId}`;
		nextRId++;
		parts.push(xmlSelfClose("drawing", { "r:id": drawingRId }));
	}
	let legacyDrawingRId = null;
	let commentsRId = null;
	let hasComments = false;
	if (sheet.cells) {
		for (const [, cell] of sheet.cells) if (cell.comment) {
			hasComments = true;
			break;
		}
	}
	if (hasComments) {
		legacyDrawingRId = `rId${nextRId}`;
		nextRId++;
		commentsRId = `rId${nextRId}`;
		nextRId++;
		parts.push(xmlSelfClose("legacyDrawing", { "r:id": legacyDrawingRId }));
	}
	let pictureRId = null;
	if (sheet.backgroundImage) {
		pictureRId = `rId${nextRId}`;
		nextRId++;
		parts.push(xmlSelfClose("picture", { "r:id": pictureRId }));
	}
	const tableEntries = [];
	if (sheet.tables && sheet.tables.length > 0 && globalTableStartIndex !== void 0) {
		const tablePartElements = [];
		for (let t = 0; t < sheet.tables.length; t++) {
			const tableRId = `rId${nextRId}`;
			nextRId++;
			const globalIdx = globalTableStartIndex + t;
			tableEntries.push({
				rId: tableRId,
				globalTableIndex: globalIdx
			});
			tablePartElements.push(xmlSelfClose("tablePart", { "r:id": tableRId }));
		}
		parts.push(xmlElement("tableParts", { count: sheet.tables.length }, tablePartElements));
	}
	if (sheet.sparklines && sheet.sparklines.length > 0) parts.push(serializeSparklines(sheet.sparklines));
	const pivotEntries = [];
	if (sheet.pivotTables && sheet.pivotTables.length > 0 && globalPivotStartIndex !== void 0) for (let p = 0; p < sheet.pivotTables.length; p++) {
		const rId = `rId${nextRId}`;
		nextRId++;
		pivotEntries.push({
			rId,
			globalPivotIndex: globalPivotStartIndex + p
		});
	}
	return {
		xml: xmlDocument("worksheet", {
			xmlns: NS_SPREADSHEET$3,
			"xmlns:r": NS_R$3
		}, parts),
		hyperlinkRelationships,
		drawingRId,
		legacyDrawingRId,
		commentsRId,
		hasComments,
		tables: tableEntries,
		pictureRId,
		pivotTables: pivotEntries,
		hasDynamicArray
	};
}
function columnCellStyle(col) {
	if (!col) return void 0;
	if (col.numFmt && !col.style?.numFmt) return {
		...col.style,
		numFmt: col.numFmt
	};
	return col.style;
}
function resolveRows(sheet) {
	const resolved = [];
	if (sheet.data && sheet.columns) {
		const keys = sheet.columns.map((col) => col.key);
		if (sheet.columns.some((col) => col.header)) {
			const headerRow = [];
			for (let c = 0; c < sheet.columns.length; c++) {
				const col = sheet.columns[c];
				headerRow.push({
					value: col.header ?? col.key ?? null,
					style: col.style
				});
			}
			resolved.push(headerRow);
		}
		for (const obj of sheet.data) {
			const row = [];
			for (let c = 0; c < keys.length; c++) {
				const key = keys[c];
				const raw = key !== void 0 ? obj[key] ?? null : null;
				const cell = {
					value: isHyperlinkValue(raw) ? raw.text : raw,
					style: columnCellStyle(sheet.columns[c])
				};
				if (isHyperlinkValue(raw)) cell.hyperlink = toHyperlink(raw);
				row.push(cell);
			}
			resolved.push(row);
		}
	} else if (sheet.rows) for (const row of sheet.rows) {
		const resolvedRow = [];
		for (let c = 0; c < row.length; c++) {
			const value = row[c];
			const style = sheet.columns ? columnCellStyle(sheet.columns[c]) : void 0;
			resolvedRow.push(style ? {
				value,
				style
			} : { value });
		}
		resolved.push(resolvedRow);
	}
	if (sheet.cells) for (const [key, cellOverride] of sheet.cells) {
		const [rowStr, colStr] = key.split(",");
		const r = parseInt(rowStr, 10);
		const c = parseInt(colStr, 10);
		while (resolved.length <= r) resolved.push([]);
		const row = resolved[r];
		while (row.length <= c) row.push(null);
		const existing = row[c];
		row[c] = {
			value: cellOverride.value ?? existing?.value ?? null,
			style: cellOverride.style ?? existing?.style,
			checkbox: cellOverride.checkbox ?? existing?.checkbox,
			formula: cellOverride.formula ?? existing?.formula,
			formulaResult: cellOverride.formulaResult ?? existing?.formulaResult,
			formulaType: cellOverride.formulaType ?? existing?.formulaType,
			formulaSharedIndex: cellOverride.formulaSharedIndex ?? existing?.formulaSharedIndex,
			formulaRef: cellOverride.formulaRef ?? existing?.formulaRef,
			formulaDynamic: cellOverride.formulaDynamic ?? existing?.formulaDynamic,
			richText: cellOverride.richText ?? existing?.richText,
			hyperlink: cellOverride.hyperlink ?? existing?.hyperlink
		};
	}
	return resolved;
}
function serializeCell(row, col, resolved, styles, sharedStrings, is1904, inlineStrings) {
	const { value, style, formula, formulaResult, formulaType, formulaSharedIndex, formulaRef, formulaDynamic, richText } = resolved;
	let styleIdx = 0;
	let effectiveStyle = style;
	if (value instanceof Date && (!effectiveStyle || !effectiveStyle.numFmt)) effectiveStyle = {
		...effectiveStyle,
		numFmt: DEFAULT_DATE_FORMAT
	};
	if (resolved.checkbox) styleIdx = styles.addCheckboxStyle(effectiveStyle);
	else if (effectiveStyle) styleIdx = styles.addStyle(effectiveStyle);
	const ref = cellRef(row, col);
	if (richText && richText.length > 0) {
		const cellAttrs = {
			r: ref,
			t: "inlineStr"
		};
		if (styleIdx !== 0) cellAttrs["s"] = styleIdx;
		const isContent = serializeRichTextRuns(richText);
		return xmlElement("c", cellAttrs, [xmlElement("is", void 0, isContent)]);
	}
	if (formula !== void 0 && formula !== null) {
		const cellAttrs = { r: ref };
		if (styleIdx !== 0) cellAttrs["s"] = styleIdx;
		if (formulaDynamic) cellAttrs["cm"] = 1;
		let fElement;
		if (formulaType === "shared") {
			const fAttrs = { t: "shared" };
			if (formulaSharedIndex !== void 0) fAttrs["si"] = formulaSharedIndex;
			if (formulaRef) fAttrs["ref"] = formulaRef;
			if (formula === "") fElement = xmlSelfClose("f", fAttrs);
			else fElement = xmlElement("f", fAttrs, xmlEscape(formula));
		} else if (formulaType === "array") {
			const fAttrs = { t: "array" };
			if (formulaRef) fAttrs["ref"] = formulaRef;
			fElement = xmlElement("f", fAttrs, xmlEscape(formula));
		} else fElement = xmlElement("f", void 0, xmlEscape(formula));
		const children = [fElement];
		if (formulaResult !== void 0 && formulaResult !== null) {
			if (typeof formulaResult === "string") {
				cellAttrs["t"] = "str";
				children.push(xmlElement("v", void 0, xmlEscape(formulaResult)));
			} else if (typeof formulaResult === "boolean") {
				cellAttrs["t"] = "b";
				children.push(xmlElement("v", void 0, formulaResult ? "1" : "0"));
			} else if (typeof formulaResult === "number") children.push(xmlElement("v", void 0, String(formulaResult)));
		}
		return xmlElement("c", cellAttrs, children);
	}
	if (value === null || value === void 0) {
		if (styleIdx !== 0) return xmlSelfClose("c", {
			r: ref,
			s: styleIdx
		});
		return null;
	}
	if (typeof value === "string" && EXCEL_ERRORS.has(value)) {
		const attrs = {
			r: ref,
			t: "e"
		};
		if (styleIdx !== 0) attrs["s"] = styleIdx;
		return xmlElement("c", attrs, [xmlElement("v", void 0, value)]);
	}
	if (typeof value === "string") {
		if (inlineStrings) {
			const attrs = {
				r: ref,
				t: "inlineStr"
			};
			if (styleIdx !== 0) attrs["s"] = styleIdx;
			return xmlElement("c", attrs, [xmlElement("is", void 0, [xmlElement("t", void 0, xmlEscape(value))])]);
		}
		const ssIdx = sharedStrings.add(value);
		const attrs = {
			r: ref,
			t: "s"
		};
		if (styleIdx !== 0) attrs["s"] = styleIdx;
		return xmlElement("c", attrs, [xmlElement("v", void 0, String(ssIdx))]);
	}
	if (typeof value === "number") {
		if (!Number.isFinite(value)) {
			if (styleIdx !== 0) return xmlSelfClose("c", {
				r: ref,
				s: styleIdx
			});
			return null;
		}
		const attrs = { r: ref };
		if (styleIdx !== 0) attrs["s"] = styleIdx;
		return xmlElement("c", attrs, [xmlElement("v", void 0, String(value))]);
	}
	if (typeof value === "boolean") {
		const attrs = {
			r: ref,
			t: "b"
		};
		if (styleIdx !== 0) attrs["s"] = styleIdx;
		return xmlElement("c", attrs, [xmlElement("v", void 0, value ? "1" : "0")]);
	}
	if (value instanceof Date) {
		const serial = dateToSerial(value, is1904);
		const attrs = { r: ref };
		if (styleIdx !== 0) attrs["s"] = styleIdx;
		return xmlElement("c", attrs, [xmlElement("v", void 0, String(serial))]);
	}
	return null;
}
function serializeSheetProtection(protection) {
	const attrs = {};
	if (protection.password) attrs["password"] = hashSheetPassword(protection.password);
	if (protection.sheet !== false) attrs["sheet"] = 1;
	if (protection.objects) attrs["objects"] = 1;
	if (protection.scenarios) attrs["scenarios"] = 1;
	for (const [prop, attr] of [
		["selectLockedCells", "selectLockedCells"],
		["selectUnlockedCells", "selectUnlockedCells"],
		["formatCells", "formatCells"],
		["formatColumns", "formatColumns"],
		["formatRows", "formatRows"],
		["insertColumns", "insertColumns"],
		["insertRows", "insertRows"],
		["insertHyperlinks", "insertHyperlinks"],
		["deleteColumns", "deleteColumns"],
		["deleteRows", "deleteRows"],
		["sort", "sort"],
		["autoFilter", "autoFilter"],
		["pivotTables", "pivotTables"]
	]) {
		const val = protection[prop];
		if (val !== void 0 && typeof val === "boolean") attrs[attr] = val ? 0 : 1;
	}
	return xmlSelfClose("sheetProtection", attrs);
}
function serializeDataValidations(validations) {
	const dvElements = [];
	for (const dv of validations) {
		const attrs = {
			type: dv.type,
			sqref: dv.range
		};
		if (dv.operator) attrs["operator"] = dv.operator;
		if (dv.allowBlank) attrs["allowBlank"] = 1;
		if (dv.showInputMessage) attrs["showInputMessage"] = 1;
		if (dv.showErrorMessage) attrs["showErrorMessage"] = 1;
		if (dv.errorStyle) attrs["errorStyle"] = dv.errorStyle;
		if (dv.inputTitle) attrs["promptTitle"] = dv.inputTitle;
		if (dv.inputMessage) attrs["prompt"] = dv.inputMessage;
		if (dv.errorTitle) attrs["errorTitle"] = dv.errorTitle;
		if (dv.errorMessage) attrs["error"] = dv.errorMessage;
		const children = [];
		if (dv.type === "list" && dv.values && dv.values.length > 0) {
			const quotedList = `"${dv.values.join(",")}"`;
			children.push(xmlElement("formula1", void 0, xmlEscape(quotedList)));
		} else if (dv.formula1 !== void 0) children.push(xmlElement("formula1", void 0, xmlEscape(dv.formula1)));
		if (dv.formula2 !== void 0) children.push(xmlElement("formula2", void 0, xmlEscape(dv.formula2)));
		if (children.length > 0) dvElements.push(xmlElement("dataValidation", attrs, children));
		else dvElements.push(xmlSelfClose("dataValidation", attrs));
	}
	return xmlElement("dataValidations", { count: validations.length }, dvElements);
}
function collectHyperlinks(sheet) {
	const resolved = resolveRows(sheet);
	const hyperlinkElements = [];
	const relationships = [];
	let rIdCounter = 1;
	for (let r = 0; r < resolved.length; r++) {
		const row = resolved[r];
		for (let c = 0; c < row.length; c++) {
			const hl = row[c]?.hyperlink;
			if (!hl) continue;
			const attrs = { ref: cellRef(r, c) };
			if (hl.location) attrs["location"] = hl.location;
			else if (hl.target) {
				const rId = `rId${rIdCounter++}`;
				attrs["r:id"] = rId;
				relationships.push({
					id: rId,
					target: hl.target
				});
			}
			if (hl.tooltip) attrs["tooltip"] = hl.tooltip;
			if (hl.display) attrs["display"] = hl.display;
			hyperlinkElements.push(xmlSelfClose("hyperlink", attrs));
		}
	}
	if (hyperlinkElements.length === 0) return {
		xml: "",
		relationships: []
	};
	return {
		xml: xmlElement("hyperlinks", void 0, hyperlinkElements),
		relationships
	};
}
const PAPER_SIZE_MAP = {
	letter: 1,
	legal: 5,
	a3: 8,
	a4: 9,
	a5: 11,
	b4: 12,
	b5: 13,
	executive: 7,
	tabloid: 3
};
const PAPER_SIZE_REVERSE = {};
for (const [name, num] of Object.entries(PAPER_SIZE_MAP)) PAPER_SIZE_REVERSE[num] = name;
const DEFAULT_MARGINS = {
	left: .7,
	right: .7,
	top: .75,
	bottom: .75,
	header: .3,
	footer: .3
};
function serializePageMargins(margins) {
	const m = margins ?? {};
	return xmlSelfClose("pageMargins", {
		left: m.left ?? DEFAULT_MARGINS.left,
		right: m.right ?? DEFAULT_MARGINS.right,
		top: m.top ?? DEFAULT_MARGINS.top,
		bottom: m.bottom ?? DEFAULT_MARGINS.bottom,
		header: m.header ?? DEFAULT_MARGINS.header,
		footer: m.footer ?? DEFAULT_MARGINS.footer
	});
}
function serializePrintOptions(ps) {
	if (!ps) return "";
	const attrs = {};
	if (ps.showGridLines) attrs["gridLines"] = 1;
	if (ps.showRowColHeaders) attrs["headings"] = 1;
	if (ps.horizontalCentered) attrs["horizontalCentered"] = 1;
	if (ps.verticalCentered) attrs["verticalCentered"] = 1;
	if (Object.keys(attrs).length === 0) return "";
	return xmlSelfClose("printOptions", attrs);
}
function serializePageSetup(ps) {
	const attrs = {};
	if (ps.paperSize) {
		const num = PAPER_SIZE_MAP[ps.paperSize];
		if (num !== void 0) attrs["paperSize"] = num;
	}
	if (ps.orientation) attrs["orientation"] = ps.orientation;
	if (ps.scale !== void 0) attrs["scale"] = ps.scale;
	if (ps.fitToPage) {
		if (ps.fitToWidth !== void 0) attrs["fitToWidth"] = ps.fitToWidth;
		if (ps.fitToHeight !== void 0) attrs["fitToHeight"] = ps.fitToHeight;
	}
	if (Object.keys(attrs).length === 0) return "";
	return xmlSelfClose("pageSetup", attrs);
}
function serializeHeaderFooter(hf) {
	const attrs = {};
	if (hf.differentOddEven) attrs["differentOddEven"] = 1;
	if (hf.differentFirst) attrs["differentFirst"] = 1;
	const children = [];
	if (hf.oddHeader) children.push(xmlElement("oddHeader", void 0, xmlEscape(hf.oddHeader)));
	if (hf.oddFooter) children.push(xmlElement("oddFooter", void 0, xmlEscape(hf.oddFooter)));
	if (hf.evenHeader) children.push(xmlElement("evenHeader", void 0, xmlEscape(hf.evenHeader)));
	if (hf.evenFooter) children.push(xmlElement("evenFooter", void 0, xmlEscape(hf.evenFooter)));
	if (hf.firstHeader) children.push(xmlElement("firstHeader", void 0, xmlEscape(hf.firstHeader)));
	if (hf.firstFooter) children.push(xmlElement("firstFooter", void 0, xmlEscape(hf.firstFooter)));
	if (children.length === 0) return "";
	return xmlElement("headerFooter", Object.keys(attrs).length > 0 ? attrs : void 0, children);
}
function serializeColorAttrs(color) {
	const attrs = {};
	if (color.rgb !== void 0) {
		const rgb = color.rgb;
		attrs["rgb"] = rgb.length === 6 ? `FF${rgb}` : rgb;
	}
	if (color.theme !== void 0) attrs["theme"] = color.theme;
	if (color.tint !== void 0) attrs["tint"] = color.tint;
	if (color.indexed !== void 0) attrs["indexed"] = color.indexed;
	return attrs;
}
function serializeRichTextRuns(runs) {
	const elements = [];
	for (const run of runs) {
		const runChildren = [];
		if (run.font) {
			const rPrParts = serializeFontProps(run.font);
			if (rPrParts.length > 0) runChildren.push(xmlElement("rPr", void 0, rPrParts));
		}
		const text = xmlEscape(run.text);
		if (run.text.length > 0 && (run.text[0] === " " || run.text[run.text.length - 1] === " " || run.text.includes("\n") || run.text.includes("	"))) runChildren.push(`<t xml:space="preserve">${text}</t>`);
		else runChildren.push(xmlElement("t", void 0, text));
		elements.push(xmlElement("r", void 0, runChildren));
	}
	return elements;
}
function serializeFontProps(font) {
	const parts = [];
	if (font.bold) parts.push(xmlSelfClose("b"));
	if (font.italic) parts.push(xmlSelfClose("i"));
	if (font.underline) {
		if (font.underline === true || font.underline === "single") parts.push(xmlSelfClose("u"));
		else parts.push(xmlSelfClose("u", { val: font.underline }));
	}
	if (font.strikethrough) parts.push(xmlSelfClose("strike"));
	if (font.vertAlign) parts.push(xmlSelfClose("vertAlign", { val: font.vertAlign }));
	if (font.size !== void 0) parts.push(xmlSelfClose("sz", { val: font.size }));
	if (font.color) parts.push(xmlSelfClose("color", serializeColorAttrs(font.color)));
	if (font.name) parts.push(xmlSelfClose("rFont", { val: font.name }));
	if (font.family !== void 0) parts.push(xmlSelfClose("family", { val: font.family }));
	if (font.charset !== void 0) parts.push(xmlSelfClose("charset", { val: font.charset }));
	if (font.scheme) parts.push(xmlSelfClose("scheme", { val: font.scheme }));
	return parts;
}
function serializeConditionalFormatting(rules, styles) {
	const byRange = /* @__PURE__ */ new Map();
	for (const rule of rules) {
		const existing = byRange.get(rule.range);
		if (existing) existing.push(rule);
		else byRange.set(rule.range, [rule]);
	}
	const elements = [];
	for (const [range, rangeRules] of byRange) {
		const cfRuleElements = [];
		for (const rule of rangeRules) cfRuleElements.push(serializeCfRule(rule, styles));
		elements.push(xmlElement("conditionalFormatting", { sqref: range }, cfRuleElements));
	}
	return elements;
}
function serializeCfRule(rule, styles) {
	const attrs = {
		type: rule.type,
		priority: rule.priority
	};
	if (rule.style) attrs["dxfId"] = styles.addDxf(rule.style);
	if (rule.operator) attrs["operator"] = rule.operator;
	if (rule.stopIfTrue) attrs["stopIfTrue"] = true;
	if (rule.text !== void 0) attrs["text"] = rule.text;
	const children = [];
	if (rule.formula !== void 0) {
		const formulas = Array.isArray(rule.formula) ? rule.formula : [rule.formula];
		for (const f of formulas) children.push(xmlElement("formula", void 0, xmlEscape(f)));
	}
	if (rule.type === "colorScale" && rule.colorScale) {
		const csChildren = [];
		for (const cfvo of rule.colorScale.cfvo) {
			const cfvoAttrs = { type: cfvo.type };
			if (cfvo.value !== void 0) cfvoAttrs["val"] = cfvo.value;
			csChildren.push(xmlSelfClose("cfvo", cfvoAttrs));
		}
		for (const color of rule.colorScale.colors) csChildren.push(xmlSelfClose("color", { rgb: color }));
		children.push(xmlElement("colorScale", void 0, csChildren));
	}
	if (rule.type === "dataBar" && rule.dataBar) {
		const dbChildren = [];
		for (const cfvo of rule.dataBar.cfvo) {
			const cfvoAttrs = { type: cfvo.type };
			if (cfvo.value !== void 0) cfvoAttrs["val"] = cfvo.value;
			dbChildren.push(xmlSelfClose("cfvo", cfvoAttrs));
		}
		dbChildren.push(xmlSelfClose("color", { rgb: rule.dataBar.color }));
		children.push(xmlElement("dataBar", void 0, dbChildren));
	}
	if (rule.type === "iconSet" && rule.iconSet) {
		const isAttrs = { iconSet: rule.iconSet.iconSet };
		if (rule.iconSet.reverse) isAttrs["reverse"] = true;
		if (rule.iconSet.showValue === false) isAttrs["showValue"] = false;
		const isChildren = [];
		for (const cfvo of rule.iconSet.cfvo) {
			const cfvoAttrs = { type: cfvo.type };
			if (cfvo.value !== void 0) cfvoAttrs["val"] = cfvo.value;
			isChildren.push(xmlSelfClose("cfvo", cfvoAttrs));
		}
		children.push(xmlElement("iconSet", isAttrs, isChildren));
	}
	if (children.length > 0) return xmlElement("cfRule", attrs, children);
	return xmlSelfClose("cfRule", attrs);
}
const NS_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
const NS_XM = "http://schemas.microsoft.com/office/excel/2006/main";
const NS_XR2 = "http://schemas.microsoft.com/office/spreadsheetml/2015/revision2";
const SPARKLINE_EXT_URI = "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}";
function serializeSparklines(sparklines) {
	const sparklineGroupElements = [];
	let uidCounter = 1;
	for (const sp of sparklines) {
		const groupAttrs = {};
		const spType = sp.type ?? "line";
		if (spType !== "line") groupAttrs["type"] = spType;
		groupAttrs["displayEmptyCellsAs"] = "gap";
		groupAttrs["xr2:uid"] = `{00000000-0000-0000-0000-${String(uidCounter++).padStart(12, "0")}}`;
		if (sp.markers) groupAttrs["markers"] = "1";
		const groupChildren = [];
		const color = sp.color ?? "376092";
		const colorRgb = color.length === 6 ? `FF${color}` : color;
		groupChildren.push(xmlSelfClose("x14:colorSeries", { rgb: colorRgb }));
		const sparklineEl = xmlElement("x14:sparkline", void 0, [xmlElement("xm:f", void 0, sp.dataRange), xmlElement("xm:sqref", void 0, sp.location)]);
		groupChildren.push(xmlElement("x14:sparklines", void 0, [sparklineEl]));
		sparklineGroupElements.push(xmlElement("x14:sparklineGroup", groupAttrs, groupChildren));
	}
	const sparklineGroupsEl = xmlElement("x14:sparklineGroups", { "xmlns:xm": NS_XM }, sparklineGroupElements);
	const extEl = xmlElement("ext", {
		uri: SPARKLINE_EXT_URI,
		"xmlns:x14": NS_X14,
		"xmlns:xr2": NS_XR2
	}, [sparklineGroupsEl]);
	return xmlElement("extLst", void 0, [extEl]);
}

// node_modules/hucre/dist/xlsx/background-image.mjs
function sniffImageFormat(data) {
	const b = data;
	if (b.length >= 8 && b[0] === 137 && b[1] === 80 && b[2] === 78 && b[3] === 71) return "png";
	if (b.length >= 3 && b[0] === 255 && b[1] === 216 && b[2] === 255) return "jpeg";
	if (b.length >= 6 && b[0] === 71 && b[1] === 73 && b[2] === 70) return "gif";
	if (b.length >= 12 && b[0] === 82 && b[1] === 73 && b[2] === 70 && b[3] === 70 && b[8] === 87 && b[9] === 69 && b[10] === 66 && b[11] === 80) return "webp";
	if (isSvg(b)) return "svg";
	return "png";
}
const SVG_SNIFF_BYTES = 1024;
function isSvg(data) {
	const head = data.subarray(0, SVG_SNIFF_BYTES);
	let text = "";
	for (let i = 0; i < head.length; i++) text += String.fromCharCode(head[i]);
	const trimmed = text.trimStart().replace(/^﻿/, "");
	if (!trimmed.startsWith("<")) return false;
	return /<svg[\s>]/i.test(trimmed);
}
function assignBackgroundImagePaths(sheets, startIndex, imageExtensions) {
	const paths = [];
	let index = startIndex;
	for (const sheet of sheets) {
		if (!sheet.backgroundImage) {
			paths.push(null);
			continue;
		}
		const ext = sniffImageFormat(sheet.backgroundImage);
		paths.push(`xl/media/image${index}.${ext}`);
		imageExtensions.add(ext);
		index++;
	}
	return {
		paths,
		nextIndex: index
	};
}

// node_modules/hucre/dist/xlsx/drawing-writer.mjs
const NS_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
const NS_A$1 = "http://schemas.openxmlformats.org/drawingml/2006/main";
const NS_R$2 = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NS_C$1 = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const NS_RELATIONSHIPS$3 = "http://schemas.openxmlformats.org/package/2006/relationships";
const REL_IMAGE$1 = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
const REL_CHART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart";
const DEFAULT_WIDTH_EMU = 3e6;
const DEFAULT_HEIGHT_EMU = 2e6;
const EMU_PER_PIXEL = 9525;
const IMAGE_EXTENSIONS = {
	png: "png",
	jpeg: "jpeg",
	gif: "gif",
	svg: "svg",
	webp: "webp"
};
const IMAGE_CONTENT_TYPES = {
	png: "image/png",
	jpeg: "image/jpeg",
	gif: "image/gif",
	svg: "image/svg+xml",
	webp: "image/webp"
};
const DEFAULT_TEXTBOX_WIDTH_EMU = 2e6;
const DEFAULT_TEXTBOX_HEIGHT_EMU = 5e5;
function writeDrawing(images, imageStartIndex, textBoxes, charts, chartStartIndex = 1) {
	const drawingImages = [];
	const relElements = [];
	const anchorElements = [];
	for (let i = 0; i < images.length; i++) {
		const img = images[i];
		const imageIndex = imageStartIndex + i;
		const rId = `rId${i + 1}`;
		const ext = IMAGE_EXTENSIONS[img.type] ?? "png";
		const contentType = IMAGE_CONTENT_TYPES[img.type] ?? "image/png";
		const mediaPath = `xl/media/image${imageIndex}.${ext}`;
		const relTarget = `../media/image${imageIndex}.${ext}`;
		drawingImages.push({
			path: mediaPath,
			data: img.data,
			contentType
		});
		relElements.push(xmlSelfClose("Relationship", {
			Id: rId,
			Type: REL_IMAGE$1,
			Target: relTarget
		}));
		const widthEmu = img.width ? img.width * EMU_PER_PIXEL : DEFAULT_WIDTH_EMU;
		const heightEmu = img.height ? img.height * EMU_PER_PIXEL : DEFAULT_HEIGHT_EMU;
		const fromCol = img.anchor.from.col;
		const fromRow = img.anchor.from.row;
		const toCol = img.anchor.to?.col ?? fromCol + 3;
		const toRow = img.anchor.to?.row ?? fromRow + 5;
		const fromElement = xmlElement("xdr:from", void 0, [
			xmlElement("xdr:col", void 0, String(fromCol)),
			xmlElement("xdr:colOff", void 0, "0"),
			xmlElement("xdr:row", void 0, String(fromRow)),
			xmlElement("xdr:rowOff", void 0, "0")
		]);
		const toElement = xmlElement("xdr:to", void 0, [
			xmlElement("xdr:col", void 0, String(toCol)),
			xmlElement("xdr:colOff", void 0, "0"),
			xmlElement("xdr:row", void 0, String(toRow)),
			xmlElement("xdr:rowOff", void 0, "0")
		]);
		const cNvPrAttrs = {
			id: i + 2,
			name: `Picture ${i + 1}`
		};
		if (img.title) cNvPrAttrs.title = img.title;
		if (img.altText) cNvPrAttrs.descr = img.altText;
		const nvPicPr = xmlElement("xdr:nvPicPr", void 0, [xmlSelfClose("xdr:cNvPr", cNvPrAttrs), xmlElement("xdr:cNvPicPr", void 0, [xmlSelfClose("a:picLocks", { noChangeAspect: 1 })])]);
		const blipFill = xmlElement("xdr:blipFill", void 0, [xmlSelfClose("a:blip", { "r:embed": rId }), xmlElement("a:stretch", void 0, [xmlSelfClose("a:fillRect")])]);
		const spPr = xmlElement("xdr:spPr", void 0, [xmlElement("a:xfrm", void 0, [xmlSelfClose("a:off", {
			x: 0,
			y: 0
		}), xmlSelfClose("a:ext", {
			cx: widthEmu,
			cy: heightEmu
		})]), xmlElement("a:prstGeom", { prst: "rect" }, [xmlSelfClose("a:avLst")])]);
		const pic = xmlElement("xdr:pic", void 0, [
			nvPicPr,
			blipFill,
			spPr
		]);
		const anchor = xmlElement("xdr:twoCellAnchor", void 0, [
			fromElement,
			toElement,
			pic,
			xmlSelfClose("xdr:clientData")
		]);
		anchorElements.push(anchor);
	}
	if (textBoxes && textBoxes.length > 0) {
		let shapeId = images.length + 2;
		for (let t = 0; t < textBoxes.length; t++) {
			const tb = textBoxes[t];
			const fromCol = tb.anchor.from.col;
			const fromRow = tb.anchor.from.row;
			const toCol = tb.anchor.to?.col ?? fromCol + 3;
			const toRow = tb.anchor.to?.row ?? fromRow + 3;
			const widthEmu = tb.width ? tb.width * EMU_PER_PIXEL : DEFAULT_TEXTBOX_WIDTH_EMU;
			const heightEmu = tb.height ? tb.height * EMU_PER_PIXEL : DEFAULT_TEXTBOX_HEIGHT_EMU;
			const fromElement = xmlElement("xdr:from", void 0, [
				xmlElement("xdr:col", void 0, String(fromCol)),
				xmlElement("xdr:colOff", void 0, "0"),
				xmlElement("xdr:row", void 0, String(fromRow)),
				xmlElement("xdr:rowOff", void 0, "0")
			]);
			const toElement = xmlElement("xdr:to", void 0, [
				xmlElement("xdr:col", void 0, String(toCol)),
				xmlElement("xdr:colOff", void 0, "0"),
				xmlElement("xdr:row", void 0, String(toRow)),
				xmlElement("xdr:rowOff", void 0, "0")
			]);
			const cNvPrAttrs = {
				id: shapeId++,
				name: `TextBox ${t + 1}`
			};
			if (tb.title) cNvPrAttrs.title = tb.title;
			if (tb.altText) cNvPrAttrs.descr = tb.altText;
			const nvSpPr = xmlElement("xdr:nvSpPr", void 0, [xmlSelfClose("xdr:cNvPr", cNvPrAttrs), xmlElement("xdr:cNvSpPr", { txBox: 1 }, [])]);
			const spPrChildren = [xmlElement("a:xfrm", void 0, [xmlSelfClose("a:off", {
				x: 0,
				y: 0
			}), xmlSelfClose("a:ext", {
				cx: widthEmu,
				cy: heightEmu
			})]), xmlElement("a:prstGeom", { prst: "rect" }, [xmlSelfClose("a:avLst")])];
			const fillColor = tb.style?.fillColor ?? "FFFFFF";
			spPrChildren.push(xmlElement("a:solidFill", void 0, [xmlSelfClose("a:srgbClr", { val: fillColor })]));
			const borderColor = tb.style?.borderColor ?? "000000";
			spPrChildren.push(xmlElement("a:ln", void 0, [xmlElement("a:solidFill", void 0, [xmlSelfClose("a:srgbClr", { val: borderColor })])]));
			const spPr = xmlElement("xdr:spPr", void 0, spPrChildren);
			const rPrAttrs = {
				lang: "en-US",
				sz: (tb.style?.fontSize ?? 11) * 100
			};
			if (tb.style?.bold) rPrAttrs["b"] = 1;
			const rPrChildren = [];
			if (tb.style?.color) rPrChildren.push(xmlElement("a:solidFill", void 0, [xmlSelfClose("a:srgbClr", { val: tb.style.color })]));
			const rPr = rPrChildren.length > 0 ? xmlElement("a:rPr", rPrAttrs, rPrChildren) : xmlSelfClose("a:rPr", rPrAttrs);
			const txBody = xmlElement("xdr:txBody", void 0, [xmlSelfClose("a:bodyPr", { wrap: "square" }), xmlElement("a:p", void 0, [xmlElement("a:r", void 0, [rPr, xmlElement("a:t", void 0, xmlEscape(tb.text))])])]);
			const sp = xmlElement("xdr:sp", void 0, [
				nvSpPr,
				spPr,
				txBody
			]);
			const anchor = xmlElement("xdr:twoCellAnchor", void 0, [
				fromElement,
				toElement,
				sp,
				xmlSelfClose("xdr:clientData")
			]);
			anchorElements.push(anchor);
		}
	}
	const chartList = [];
	if (charts && charts.length > 0) {
		let shapeId = images.length + (textBoxes?.length ?? 0) + 2;
		for (let c = 0; c < charts.length; c++) {
			const chart = charts[c];
			const globalChartIndex = chartStartIndex + c;
			const rId = `rId${images.length + c + 1}`;
			relElements.push(xmlSelfClose("Relationship", {
				Id: rId,
				Type: REL_CHART,
				Target: `../charts/chart${globalChartIndex}.xml`
			}));
			const fromCol = chart.anchor.from.col;
			const fromRow = chart.anchor.from.row;
			const toCol = chart.anchor.to?.col ?? fromCol + 8;
			const toRow = chart.anchor.to?.row ?? fromRow + 15;
			const fromElement = xmlElement("xdr:from", void 0, [
				xmlElement("xdr:col", void 0, String(fromCol)),
				xmlElement("xdr:colOff", void 0, "0"),
				xmlElement("xdr:row", void 0, String(fromRow)),
				xmlElement("xdr:rowOff", void 0, "0")
			]);
			const toElement = xmlElement("xdr:to", void 0, [
				xmlElement("xdr:col", void 0, String(toCol)),
				xmlElement("xdr:colOff", void 0, "0"),
				xmlElement("xdr:row", void 0, String(toRow)),
				xmlElement("xdr:rowOff", void 0, "0")
			]);
			const cNvPrAttrs = {
				id: shapeId++,
				name: `Chart ${c + 1}`
			};
			if (chart.frameTitle) cNvPrAttrs.title = chart.frameTitle;
			if (chart.altText) cNvPrAttrs.descr = chart.altText;
			const nvGraphicFramePr = xmlElement("xdr:nvGraphicFramePr", void 0, [xmlSelfClose("xdr:cNvPr", cNvPrAttrs), xmlElement("xdr:cNvGraphicFramePr", void 0, [])]);
			const xfrm = xmlElement("xdr:xfrm", void 0, [xmlSelfClose("a:off", {
				x: 0,
				y: 0
			}), xmlSelfClose("a:ext", {
				cx: 0,
				cy: 0
			})]);
			const graphic = xmlElement("a:graphic", void 0, xmlElement("a:graphicData", { uri: NS_C$1 }, [xmlSelfClose("c:chart", {
				"xmlns:c": NS_C$1,
				"xmlns:r": NS_R$2,
				"r:id": rId
			})]));
			const graphicFrame = xmlElement("xdr:graphicFrame", { macro: "" }, [
				nvGraphicFramePr,
				xfrm,
				graphic
			]);
			const anchor = xmlElement("xdr:twoCellAnchor", { editAs: "oneCell" }, [
				fromElement,
				toElement,
				graphicFrame,
				xmlSelfClose("xdr:clientData")
			]);
			anchorElements.push(anchor);
			chartList.push({ globalChartIndex });
		}
	}
	return {
		drawingXml: xmlDocument("xdr:wsDr", {
			"xmlns:xdr": NS_XDR,
			"xmlns:a": NS_A$1,
			"xmlns:r": NS_R$2
		}, anchorElements),
		drawingRels: xmlDocument("Relationships", { xmlns: NS_RELATIONSHIPS$3 }, relElements),
		images: drawingImages,
		charts: chartList
	};
}

// node_modules/hucre/dist/xlsx/chart-writer.mjs
const NS_C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const NS_A = "http://schemas.openxmlformats.org/drawingml/2006/main";
const NS_R$1 = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NS_RELATIONSHIPS$2 = "http://schemas.openxmlformats.org/package/2006/relationships";
function writeChart(chart, sheetName) {
	const showTitle = chart.showTitle ?? Boolean(chart.title);
	const legendPos = resolveLegendPosition(chart);
	const chartChildren = [];
	if (showTitle && chart.title) chartChildren.push(buildTitle(chart.title, resolveTitleOverlay(chart), resolveTitleRotation(chart), resolveTitleFontSize(chart), resolveTitleBold(chart), resolveTitleItalic(chart), resolveTitleColor(chart), resolveTitleStrike(chart), resolveTitleUnderline(chart), resolveTitleFontFamily(chart), resolveTitleLayout(chart), resolveTitleFillColor(chart), resolveTitleBorderColor(chart), resolveTitleBorderWidth(chart), resolveTitleBorderDash(chart), resolveTitleBorderCap(chart), resolveTitleBorderCompound(chart)));
	chartChildren.push(xmlSelfClose("c:autoTitleDeleted", { val: resolveAutoTitleDeleted(chart) ? 1 : 0 }));
	const view3DXml = buildView3D(chart.view3D);
	if (view3DXml !== void 0) chartChildren.push(view3DXml);
	const floorXml = buildFloorThickness(chart.floorThickness);
	if (floorXml !== void 0) chartChildren.push(floorXml);
	const sideWallXml = buildSideWallThickness(chart.sideWallThickness);
	if (sideWallXml !== void 0) chartChildren.push(sideWallXml);
	const backWallXml = buildBackWallThickness(chart.backWallThickness);
	if (backWallXml !== void 0) chartChildren.push(backWallXml);
	chartChildren.push(buildPlotArea(chart, sheetName));
	if (legendPos) chartChildren.push(buildLegend(legendPos, resolveLegendOverlay(chart), resolveLegendEntries(chart), resolveLegendFontSize(chart), resolveLegendBold(chart), resolveLegendItalic(chart), resolveLegendUnderline(chart), resolveLegendStrikethrough(chart), resolveLegendFontColor(chart), resolveLegendFontFamily(chart), resolveLegendLayout(chart), resolveLegendFillColor(chart), resolveLegendBorderColor(chart), resolveLegendBorderWidth(chart), resolveLegendBorderDash(chart), normalizeLineCap(chart.legendBorderCap), normalizeLineCompound(chart.legendBorderCompound)));
	chartChildren.push(xmlSelfClose("c:plotVisOnly", { val: resolvePlotVisOnly(chart) ? 1 : 0 }));
	chartChildren.push(xmlSelfClose("c:dispBlanksAs", { val: resolveDispBlanksAs(chart) }));
	chartChildren.push(xmlSelfClose("c:showDLblsOverMax", { val: resolveShowDLblsOverMax(chart) ? 1 : 0 }));
	const chartElement = xmlElement("c:chart", void 0, chartChildren);
	const chartSpaceChildren = [];
	if (resolveDate1904(chart)) chartSpaceChildren.push(xmlSelfClose("c:date1904", { val: 1 }));
	const langVal = resolveLang(chart);
	if (langVal !== void 0) chartSpaceChildren.push(xmlSelfClose("c:lang", { val: langVal }));
	chartSpaceChildren.push(xmlSelfClose("c:roundedCorners", { val: resolveRoundedCorners(chart) ? 1 : 0 }));
	const styleVal = resolveStyle(chart);
	if (styleVal !== void 0) chartSpaceChildren.push(xmlSelfClose("c:style", { val: styleVal }));
	const protection = resolveProtection(chart);
	if (protection !== void 0) chartSpaceChildren.push(buildProtection(protection));
	chartSpaceChildren.push(chartElement);
	const chartSpaceSpPrXml = buildChartSpaceSpPr(chart);
	if (chartSpaceSpPrXml !== void 0) chartSpaceChildren.push(chartSpaceSpPrXml);
	return {
		chartXml: xmlDocument("c:chartSpace", {
			"xmlns:c": NS_C,
			"xmlns:a": NS_A,
			"xmlns:r": NS_R$1
		}, chartSpaceChildren),
		chartRels: xmlDocument("Relationships", { xmlns: NS_RELATIONSHIPS$2 }, [])
	};
}
function buildChartSpaceSpPr(chart) {
	const fillHex = normalizeChartSpaceFillColor(chart.chartSpaceFillColor);
	const borderHex = normalizeChartSpaceBorderColor(chart.chartSpaceBorderColor);
	const borderWidthPt = clampStrokeWidthPt(chart.chartSpaceBorderWidth);
	const borderDash = normalizeBorderDash(chart.chartSpaceBorderDash);
	const borderCap = normalizeLineCap(chart.chartSpaceBorderCap);
	const borderCompound = normalizeLineCompound(chart.chartSpaceBorderCompound);
	if (fillHex === void 0 && borderHex === void 0 && borderWidthPt === void 0 && borderDash === void 0 && borderCap === void 0 && borderCompound === void 0) return;
	const children = [];
	if (fillHex !== void 0) children.push(xmlElement("a:solidFill", void 0, [buildColorElement(fillHex)]));
	if (borderHex !== void 0 || borderWidthPt !== void 0 || borderDash !== void 0 || borderCap !== void 0 || borderCompound !== void 0) {
		const lnAttrs = {};
		if (borderWidthPt !== void 0) lnAttrs.w = Math.round(borderWidthPt * EMU_PER_PT);
		if (borderCap !== void 0) lnAttrs.cap = borderCap;
		if (borderCompound !== void 0) lnAttrs.cmpd = borderCompound;
		const lnChildren = [];
		if (borderHex !== void 0) lnChildren.push(xmlElement("a:solidFill", void 0, [buildColorElement(borderHex)]));
		if (borderDash !== void 0) lnChildren.push(xmlSelfClose("a:prstDash", { val: borderDash }));
		children.push(lnChildren.length === 0 ? xmlSelfClose("a:ln", lnAttrs) : xmlElement("a:ln", Object.keys(lnAttrs).length > 0 ? lnAttrs : void 0, lnChildren));
	}
	return xmlElement("c:spPr", void 0, children);
}
function normalizeChartSpaceFillColor(value) {
	return normalizeTitleColor(value);
}
function normalizeChartSpaceBorderColor(value) {
	return normalizeTitleColor(value);
}
function resolveProtection(chart) {
	const raw = chart.protection;
	if (raw === void 0 || raw === false) return void 0;
	if (raw === true) return {
		chartObject: false,
		data: false,
		formatting: false,
		selection: false,
		userInterface: false
	};
	return {
		chartObject: raw.chartObject === true,
		data: raw.data === true,
		formatting: raw.formatting === true,
		selection: raw.selection === true,
		userInterface: raw.userInterface === true
	};
}
function buildProtection(protection) {
	return xmlElement("c:protection", void 0, [
		xmlSelfClose("c:chartObject", { val: protection.chartObject ? 1 : 0 }),
		xmlSelfClose("c:data", { val: protection.data ? 1 : 0 }),
		xmlSelfClose("c:formatting", { val: protection.formatting ? 1 : 0 }),
		xmlSelfClose("c:selection", { val: protection.selection ? 1 : 0 }),
		xmlSelfClose("c:userInterface", { val: protection.userInterface ? 1 : 0 })
	]);
}
const DISP_BLANKS_AS_VALUES = /* @__PURE__ */ new Set([
	"gap",
	"zero",
	"span"
]);
function resolveDispBlanksAs(chart) {
	const raw = chart.dispBlanksAs;
	if (raw && DISP_BLANKS_AS_VALUES.has(raw)) return raw;
	return "gap";
}
function resolvePlotVisOnly(chart) {
	if (typeof chart.plotVisOnly === "boolean") return chart.plotVisOnly;
	return true;
}
function resolveShowDLblsOverMax(chart) {
	if (typeof chart.showDLblsOverMax === "boolean") return chart.showDLblsOverMax;
	return true;
}
function resolveRoundedCorners(chart) {
	if (typeof chart.roundedCorners === "boolean") return chart.roundedCorners;
	return false;
}
function resolveStyle(chart) {
	const raw = chart.style;
	if (typeof raw !== "number") return void 0;
	if (!Number.isInteger(raw)) return void 0;
	if (raw < 1 || raw > 48) return void 0;
	return raw;
}
function resolveDate1904(chart) {
	return chart.date1904 === true;
}
function resolveLang(chart) {
	const raw = chart.lang;
	if (typeof raw !== "string") return void 0;
	if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(raw)) return void 0;
	return raw;
}

// node_modules/hucre/dist/xlsx/comments-writer.mjs
const NS_SPREADSHEET$2 = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
function writeComments(cells, sheetIndex) {
	const commentEntries = [];
	for (const [key, cell] of cells) {
		if (!cell.comment) continue;
		const [rowStr, colStr] = key.split(",");
		const row = parseInt(rowStr, 10);
		const col = parseInt(colStr, 10);
		const ref = cellRef(row, col);
		const author = cell.comment.author ?? "";
		const text = cell.comment.text;
		commentEntries.push({
			ref,
			row,
			col,
			author,
			text
		});
	}
	if (commentEntries.length === 0) return null;
	commentEntries.sort((a, b) => a.row - b.row || a.col - b.col);
	const authorMap = /* @__PURE__ */ new Map();
	for (const entry of commentEntries) if (!authorMap.has(entry.author)) authorMap.set(entry.author, authorMap.size);
	return {
		commentsXml: buildCommentsXml(commentEntries, authorMap),
		vmlXml: buildVmlDrawing(commentEntries, sheetIndex),
		comments: commentEntries
	};
}
function buildCommentsXml(entries, authorMap) {
	const authorElements = [];
	for (const [authorName] of authorMap) authorElements.push(xmlElement("author", void 0, xmlEscape(authorName)));
	const authorsXml = xmlElement("authors", void 0, authorElements);
	const commentElements = [];
	for (const entry of entries) {
		const authorId = authorMap.get(entry.author) ?? 0;
		const textXml = xmlElement("text", void 0, [xmlElement("r", void 0, [xmlElement("t", void 0, xmlEscape(entry.text))])]);
		commentElements.push(xmlElement("comment", {
			ref: entry.ref,
			authorId
		}, [textXml]));
	}
	const commentListXml = xmlElement("commentList", void 0, commentElements);
	return xmlDocument("comments", { xmlns: NS_SPREADSHEET$2 }, [authorsXml, commentListXml]);
}
function buildVmlDrawing(entries, sheetIndex) {
	const parts = [];
	parts.push("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\"", " xmlns:o=\"urn:schemas-microsoft-com:office:office\"", " xmlns:x=\"urn:schemas-microsoft-com:office:excel\">");
	parts.push("<o:shapelayout v:ext=\"edit\">", `<o:idmap v:ext="edit" data="${sheetIndex + 1}"/>`, "</o:shapelayout>");
	parts.push("<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\"", " path=\"m,l,21600r21600,l21600,xe\">", "<v:stroke joinstyle=\"miter\"/>", "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/>", "</v:shapetype>");
	const baseShapeId = (sheetIndex + 1) * 1024 + 1;
	for (let i = 0; i < entries.length; i++) {
		const entry = entries[i];
		const shapeId = baseShapeId + i;
		const anchorCol = entry.col + 1;
		const anchorRow = entry.row;
		const rightCol = anchorCol + 2;
		const bottomRow = anchorRow + 4;
		const marginLeft = (entry.col + 1) * 48;
		const marginTop = entry.row * 15;
		parts.push(`<v:shape id="_x0000_s${shapeId}" type="#_x0000_t202"`, ` style="position:absolute;margin-left:${marginLeft}pt;margin-top:${marginTop}pt;`, `width:108pt;height:59.25pt;z-index:${i + 1};visibility:hidden"`, ` fillcolor="#ffffe1" o:insetmode="auto">`, "<v:fill color2=\"#ffffe1\"/>", "<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>", "<v:path o:connecttype=\"none\"/>", "<v:textbox style=\"mso-direction-alt:auto\">", "<div style=\"text-align:left\"/>", "</v:textbox>", "<x:ClientData ObjectType=\"Note\">", "<x:MoveWithCells/>", "<x:SizeWithCells/>", `<x:Anchor>${anchorCol},15,${anchorRow},2,${rightCol},31,${bottomRow},4</x:Anchor>`, "<x:AutoFill>False</x:AutoFill>", `<x:Row>${entry.row}</x:Row>`, `<x:Column>${entry.col}</x:Column>`, "</x:ClientData>", "</v:shape>");
	}
	parts.push("</xml>");
	return parts.join("");
}

// node_modules/hucre/dist/xlsx/table-writer.mjs
const NS_SPREADSHEET$1 = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
function writeTable(table, tableId, _globalTableIndex) {
	const displayName = table.displayName ?? table.name;
	const ref = table.range ?? "";
	const showAutoFilter = table.showAutoFilter !== false;
	const showTotalRow = table.showTotalRow === true;
	const tableAttrs = {
		xmlns: NS_SPREADSHEET$1,
		id: tableId,
		name: table.name,
		displayName,
		ref
	};
	if (!showTotalRow) tableAttrs["totalsRowShown"] = 0;
	else tableAttrs["totalsRowCount"] = 1;
	const children = [];
	if (showAutoFilter) {
		const autoFilterRef = showTotalRow ? removeLastRow(ref) : ref;
		children.push(xmlSelfClose("autoFilter", { ref: autoFilterRef }));
	}
	const colElements = [];
	for (let i = 0; i < table.columns.length; i++) {
		const col = table.columns[i];
		const colAttrs = {
			id: i + 1,
			name: col.name
		};
		if (showTotalRow && col.totalFunction) colAttrs["totalsRowFunction"] = col.totalFunction;
		if (showTotalRow && col.totalLabel) colAttrs["totalsRowLabel"] = col.totalLabel;
		if (showTotalRow && col.totalFunction === "custom" && col.totalFormula) {
			const formulaChild = xmlElement("totalsRowFormula", void 0, xmlEscape(col.totalFormula));
			colElements.push(xmlElement("tableColumn", colAttrs, [formulaChild]));
		} else colElements.push(xmlSelfClose("tableColumn", colAttrs));
	}
	children.push(xmlElement("tableColumns", { count: table.columns.length }, colElements));
	const styleName = table.style ?? "TableStyleMedium2";
	const showRowStripes = table.showRowStripes !== false;
	const showColumnStripes = table.showColumnStripes === true;
	children.push(xmlSelfClose("tableStyleInfo", {
		name: styleName,
		showFirstColumn: 0,
		showLastColumn: 0,
		showRowStripes: showRowStripes ? 1 : 0,
		showColumnStripes: showColumnStripes ? 1 : 0
	}));
	return {
		tableXml: xmlDocument("table", tableAttrs, children),
		tableId
	};
}
function removeLastRow(ref) {
	const colonIdx = ref.indexOf(":");
	if (colonIdx === -1) return ref;
	const endPart = ref.slice(colonIdx + 1);
	let numStart = endPart.length;
	while (numStart > 0 && endPart.charCodeAt(numStart - 1) >= 48 && endPart.charCodeAt(numStart - 1) <= 57) numStart--;
	const colLetters = endPart.slice(0, numStart);
	const rowNum = parseInt(endPart.slice(numStart), 10);
	if (isNaN(rowNum) || rowNum <= 1) return ref;
	return `${ref.slice(0, colonIdx + 1)}${colLetters}${rowNum - 1}`;
}

// node_modules/hucre/dist/xlsx/pivot-writer.mjs
const NS_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const NS_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NS_RELATIONSHIPS$1 = "http://schemas.openxmlformats.org/package/2006/relationships";
const REL_PIVOT_CACHE_RECORDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotCacheRecords";
const REL_PIVOT_CACHE_DEFINITION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotCacheDefinition";
function writePivotTable(pivot, source, cacheId, partIndex = 1) {
	const fieldsMeta = buildFieldMetadata(pivot, source);
	return {
		cacheDefinitionXml: buildCacheDefinition(source, fieldsMeta),
		cacheDefinitionRels: buildCacheDefinitionRels(partIndex),
		cacheRecordsXml: buildCacheRecords(source, fieldsMeta),
		pivotTableXml: buildPivotTable(pivot, fieldsMeta, cacheId),
		pivotTableRels: buildPivotTableRels(partIndex)
	};
}
function resolvePivotSource(pivot, sourceSheetName, sourceRows) {
	if (sourceRows.length < 2) throw new Error(`Pivot "${pivot.name}" source sheet "${sourceSheetName}" needs at least a header row plus one data row (got ${sourceRows.length}).`);
	const header = sourceRows[0];
	const fieldNames = [];
	for (let i = 0; i < header.length; i++) {
		const v = header[i];
		fieldNames.push(v === null || v === void 0 ? `Column${i + 1}` : String(v));
	}
	const dataRows = [];
	for (let r = 1; r < sourceRows.length; r++) {
		const row = sourceRows[r];
		const padded = [];
		for (let c = 0; c < fieldNames.length; c++) padded.push(c < row.length ? row[c] : null);
		dataRows.push(padded);
	}
	const headerSet = new Set(fieldNames);
	const namedFields = [
		...pivot.rows ?? [],
		...pivot.columns ?? [],
		...pivot.pages ?? []
	];
	for (const v of pivot.values) namedFields.push(v.field);
	for (const name of namedFields) if (!headerSet.has(name)) throw new Error(`Pivot "${pivot.name}" references field "${name}" which is not in the source header (have: ${fieldNames.join(", ")}).`);
	return {
		sheetName: sourceSheetName,
		fieldNames,
		dataRows,
		ref: pivot.sourceRange ?? autoRange(fieldNames.length, sourceRows.length)
	};
}
function buildFieldMetadata(pivot, source) {
	const fields = source.fieldNames.map((name, index) => ({
		index,
		name,
		axis: "hidden",
		axisOrder: 0,
		kind: inferFieldKind(source.dataRows, index)
	}));
	const placeAxis = (names, axis) => {
		if (!names) return;
		for (let i = 0; i < names.length; i++) {
			const f = fields.find((entry) => entry.name === names[i]);
			if (f) {
				f.axis = axis;
				f.axisOrder = i;
			}
		}
	};
	placeAxis(pivot.rows, "row");
	placeAxis(pivot.columns, "col");
	placeAxis(pivot.pages, "page");
	const dataFieldDefs = [];
	for (let i = 0; i < pivot.values.length; i++) {
		const v = pivot.values[i];
		const idx = source.fieldNames.indexOf(v.field);
		if (idx === -1) continue;
		fields[idx].axis = "data";
		fields[idx].axisOrder = i;
		const fn = v.function ?? "sum";
		const entry = {
			fieldIndex: idx,
			function: fn,
			displayName: v.displayName ?? defaultDataFieldName(fn, v.field)
		};
		if (v.numberFormat !== void 0) entry.numberFormat = v.numberFormat;
		dataFieldDefs.push(entry);
	}
	for (const f of fields) {
		if (f.axis === "data" || f.axis === "hidden") continue;
		if (f.kind !== "string") continue;
		const seen = /* @__PURE__ */ new Set();
		const ordered = [];
		for (const row of source.dataRows) {
			const cell = row[f.index];
			const text = cell === null || cell === void 0 ? "" : String(cell);
			if (!seen.has(text)) {
				seen.add(text);
				ordered.push(text);
			}
		}
		f.sharedStrings = ordered;
		f.sharedIndex = new Map(ordered.map((s, i) => [s, i]));
	}
	return {
		fields,
		dataFieldDefs
	};
}
function inferFieldKind(rows, col) {
	for (const row of rows) {
		const cell = row[col];
		if (cell === null || cell === void 0 || cell === "") continue;
		if (typeof cell === "number" && Number.isFinite(cell)) continue;
		return "string";
	}
	return "number";
}
function buildCacheDefinition(source, meta) {
	const cacheSourceEl = xmlElement("cacheSource", { type: "worksheet" }, [xmlSelfClose("worksheetSource", {
		ref: source.ref,
		sheet: source.sheetName
	})]);
	const cacheFieldElements = [];
	for (const f of meta.fields) cacheFieldElements.push(buildCacheField(f, source.dataRows));
	return xmlDocument("pivotCacheDefinition", {
		xmlns: NS_SPREADSHEET,
		"xmlns:r": NS_R,
		"r:id": "rId1",
		refreshOnLoad: 1,
		refreshedBy: "hucre",
		refreshedDate: 0,
		createdVersion: 6,
		refreshedVersion: 6,
		minRefreshableVersion: 3,
		recordCount: source.dataRows.length
	}, [cacheSourceEl, xmlElement("cacheFields", { count: meta.fields.length }, cacheFieldElements)]);
}
function buildCacheField(field, dataRows) {
	if (field.kind === "string") {
		const items = [];
		if (field.sharedStrings) for (const s of field.sharedStrings) items.push(xmlSelfClose("s", { v: s }));
		return xmlElement("cacheField", {
			name: field.name,
			numFmtId: 0
		}, [xmlElement("sharedItems", { count: items.length }, items)]);
	}
	let min = Infinity;
	let max = -Infinity;
	let containsBlank = false;
	for (const row of dataRows) {
		const v = row[field.index];
		if (v === null || v === void 0 || v === "") {
			containsBlank = true;
			continue;
		}
		if (typeof v === "number") {
			if (v < min) min = v;
			if (v > max) max = v;
		}
	}
	const attrs = {
		containsSemiMixedTypes: 0,
		containsString: 0,
		containsNumber: 1,
		containsInteger: Number.isInteger(min) && Number.isInteger(max) ? 1 : 0
	};
	if (containsBlank) attrs.containsBlank = 1;
	if (Number.isFinite(min)) attrs.minValue = min;
	if (Number.isFinite(max)) attrs.maxValue = max;
	return xmlElement("cacheField", {
		name: field.name,
		numFmtId: 0
	}, [xmlSelfClose("sharedItems", attrs)]);
}
function buildCacheDefinitionRels(partIndex) {
	return xmlDocument("Relationships", { xmlns: NS_RELATIONSHIPS$1 }, [xmlSelfClose("Relationship", {
		Id: "rId1",
		Type: REL_PIVOT_CACHE_RECORDS,
		Target: `pivotCacheRecords${partIndex}.xml`
	})]);
}
function buildCacheRecords(source, meta) {
	const recordElements = [];
	for (const row of source.dataRows) {
		const cells = [];
		for (const f of meta.fields) cells.push(buildRecordCell(row[f.index], f));
		recordElements.push(xmlElement("r", void 0, cells));
	}
	return xmlDocument("pivotCacheRecords", {
		xmlns: NS_SPREADSHEET,
		"xmlns:r": NS_R,
		count: source.dataRows.length
	}, recordElements);
}
function buildRecordCell(value, field) {
	if (value === null || value === void 0 || value === "") return xmlSelfClose("m");
	if (field.kind === "string") {
		const idx = field.sharedIndex?.get(String(value));
		if (idx !== void 0) return xmlSelfClose("x", { v: idx });
		return xmlSelfClose("s", { v: String(value) });
	}
	if (typeof value === "number" && Number.isFinite(value)) return xmlSelfClose("n", { v: value });
	if (typeof value === "boolean") return xmlSelfClose("b", { v: value ? 1 : 0 });
	return xmlSelfClose("s", { v: String(value) });
}
function buildPivotTable(pivot, meta, cacheId) {
	const rowFields = meta.fields.filter((f) => f.axis === "row").sort((a, b) => a.axisOrder - b.axisOrder);
	const colFields = meta.fields.filter((f) => f.axis === "col").sort((a, b) => a.axisOrder - b.axisOrder);
	const pageFields = meta.fields.filter((f) => f.axis === "page").sort((a, b) => a.axisOrder - b.axisOrder);
	const targetCell = pivot.targetCell ?? "A1";
	const styleName = pivot.styleName ?? "PivotStyleLight16";
	const dataCaption = pivot.dataCaption ?? "Values";
	const location = computeLocation(targetCell, rowFields.length, colFields.length, meta);
	const parts = [];
	parts.push(xmlSelfClose("location", location));
	const pivotFieldElements = [];
	for (const f of meta.fields) pivotFieldElements.push(buildPivotFieldElement(f));
	parts.push(xmlElement("pivotFields", { count: meta.fields.length }, pivotFieldElements));
	if (rowFields.length > 0) {
		parts.push(xmlElement("rowFields", { count: rowFields.length }, rowFields.map((f) => xmlSelfClose("field", { x: f.index }))));
		parts.push(xmlElement("rowItems", { count: 1 }, [xmlElement("i", void 0, [xmlSelfClose("x")])]));
	}
	if (colFields.length > 0) {
		parts.push(xmlElement("colFields", { count: colFields.length }, colFields.map((f) => xmlSelfClose("field", { x: f.index }))));
		parts.push(xmlElement("colItems", { count: 1 }, [xmlElement("i", void 0, [xmlSelfClose("x")])]));
	} else if (meta.dataFieldDefs.length > 1) {
		parts.push(xmlElement("colFields", { count: 1 }, [xmlSelfClose("field", { x: -2 })]));
		const colItemElements = [];
		for (let i = 0; i < meta.dataFieldDefs.length; i++) colItemElements.push(xmlElement("i", i === 0 ? void 0 : { i }, [xmlSelfClose("x", { v: i })]));
		parts.push(xmlElement("colItems", { count: meta.dataFieldDefs.length }, colItemElements));
	}
	if (pageFields.length > 0) parts.push(xmlElement("pageFields", { count: pageFields.length }, pageFields.map((f) => xmlSelfClose("pageField", {
		fld: f.index,
		hier: -1
	}))));
	if (meta.dataFieldDefs.length > 0) {
		const dataFieldElements = [];
		for (const d of meta.dataFieldDefs) {
			const attrs = {
				name: d.displayName,
				fld: d.fieldIndex,
				baseField: 0,
				baseItem: 0
			};
			if (d.function !== "sum") attrs.subtotal = d.function;
			if (d.numberFormat !== void 0) attrs.numFmtId = 0;
			dataFieldElements.push(xmlSelfClose("dataField", attrs));
		}
		parts.push(xmlElement("dataFields", { count: meta.dataFieldDefs.length }, dataFieldElements));
	}
	parts.push(xmlSelfClose("pivotTableStyleInfo", {
		name: styleName,
		showRowHeaders: 1,
		showColHeaders: 1,
		showRowStripes: 0,
		showColStripes: 0,
		showLastColumn: 1
	}));
	return xmlDocument("pivotTableDefinition", {
		xmlns: NS_SPREADSHEET,
		"xmlns:r": NS_R,
		name: pivot.name,
		cacheId,
		applyNumberFormats: 0,
		applyBorderFormats: 0,
		applyFontFormats: 0,
		applyPatternFormats: 0,
		applyAlignmentFormats: 0,
		applyWidthHeightFormats: 1,
		dataCaption,
		updatedVersion: 6,
		minRefreshableVersion: 3,
		useAutoFormatting: 1,
		itemPrintTitles: 1,
		createdVersion: 6,
		indent: 0,
		outline: 1,
		outlineData: 1,
		multipleFieldFilters: 0
	}, parts);
}
function buildPivotFieldElement(field) {
	if (field.axis === "data") return xmlSelfClose("pivotField", {
		dataField: 1,
		showAll: 0
	});
	if (field.axis === "hidden") return xmlSelfClose("pivotField", { showAll: 0 });
	const axisAttr = field.axis === "row" ? "axisRow" : field.axis === "col" ? "axisCol" : "axisPage";
	const itemElements = [];
	if (field.sharedStrings) for (let i = 0; i < field.sharedStrings.length; i++) itemElements.push(xmlSelfClose("item", { x: i }));
	itemElements.push(xmlSelfClose("item", { t: "default" }));
	return xmlElement("pivotField", {
		axis: axisAttr,
		showAll: 0
	}, [xmlElement("items", { count: itemElements.length }, itemElements)]);
}
function buildPivotTableRels(partIndex) {
	return xmlDocument("Relationships", { xmlns: NS_RELATIONSHIPS$1 }, [xmlSelfClose("Relationship", {
		Id: "rId1",
		Type: REL_PIVOT_CACHE_DEFINITION,
		Target: `../pivotCache/pivotCacheDefinition${partIndex}.xml`
	})]);
}
function computeLocation(targetCell, rowFieldCount, colFieldCount, meta) {
	const { col, row } = parseCellRef(targetCell);
	const firstHeaderRow = 0;
	const firstDataRow = Math.max(1, colFieldCount) + (meta.dataFieldDefs.length > 1 ? 1 : 0);
	const firstDataCol = Math.max(1, rowFieldCount);
	const widthCols = Math.max(2, rowFieldCount + Math.max(1, meta.dataFieldDefs.length));
	const heightRows = firstDataRow + 2;
	return {
		ref: `${encodeCellRef(row, col)}:${encodeCellRef(row + heightRows - 1, col + widthCols - 1)}`,
		firstHeaderRow,
		firstDataRow,
		firstDataCol
	};
}
function parseCellRef(cell) {
	const m = /^([A-Z]+)(\d+)$/i.exec(cell.trim());
	if (!m) throw new Error(`Invalid pivot targetCell "${cell}" — expected an A1-style reference`);
	const colLetters = m[1].toUpperCase();
	let col = 0;
	for (let i = 0; i < colLetters.length; i++) col = col * 26 + (colLetters.charCodeAt(i) - 64);
	return {
		col: col - 1,
		row: parseInt(m[2], 10) - 1
	};
}
function encodeCellRef(row, col) {
	let n = col;
	let letters = "";
	while (n >= 0) {
		letters = String.fromCharCode(65 + n % 26) + letters;
		n = Math.floor(n / 26) - 1;
	}
	return `${letters}${row + 1}`;
}
function autoRange(colCount, rowCount) {
	if (colCount <= 0 || rowCount <= 0) throw new Error("Pivot source range must contain at least one column and row");
	return `${encodeCellRef(0, 0)}:${encodeCellRef(rowCount - 1, colCount - 1)}`;
}
function defaultDataFieldName(fn, field) {
	return `${fn === "sum" ? "Sum" : fn === "count" ? "Count" : fn === "average" ? "Average" : fn === "max" ? "Max" : fn === "min" ? "Min" : fn === "product" ? "Product" : fn === "countNums" ? "Count Nums" : fn === "stdDev" ? "StdDev" : fn === "stdDevp" ? "StdDevp" : fn === "var" ? "Var" : "Varp"} of ${field}`;
}

// node_modules/hucre/dist/xlsx/doc-props-writer.mjs
const NS_CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const NS_DC = "http://purl.org/dc/elements/1.1/";
const NS_DCTERMS = "http://purl.org/dc/terms/";
const NS_XSI = "http://www.w3.org/2001/XMLSchema-instance";
const NS_EXTENDED_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
function formatW3CDTF(date) {
	return date.toISOString().replace(/\.\d{3}Z$/, "Z");
}
function writeCoreProperties(props) {
	const children = [];
	if (props?.title) children.push(xmlElement("dc:title", void 0, xmlEscape(props.title)));
	if (props?.subject) children.push(xmlElement("dc:subject", void 0, xmlEscape(props.subject)));
	if (props?.creator) children.push(xmlElement("dc:creator", void 0, xmlEscape(props.creator)));
	if (props?.keywords) children.push(xmlElement("cp:keywords", void 0, xmlEscape(props.keywords)));
	if (props?.description) children.push(xmlElement("dc:description", void 0, xmlEscape(props.description)));
	if (props?.lastModifiedBy) children.push(xmlElement("cp:lastModifiedBy", void 0, xmlEscape(props.lastModifiedBy)));
	if (props?.category) children.push(xmlElement("cp:category", void 0, xmlEscape(props.category)));
	if (props?.created) children.push(xmlElement("dcterms:created", { "xsi:type": "dcterms:W3CDTF" }, formatW3CDTF(props.created)));
	const modified = props?.modified ?? /* @__PURE__ */ new Date();
	children.push(xmlElement("dcterms:modified", { "xsi:type": "dcterms:W3CDTF" }, formatW3CDTF(modified)));
	return xmlDocument("cp:coreProperties", {
		"xmlns:cp": NS_CORE_PROPERTIES,
		"xmlns:dc": NS_DC,
		"xmlns:dcterms": NS_DCTERMS,
		"xmlns:xsi": NS_XSI
	}, children);
}
const NS_CUSTOM_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
const NS_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
const CUSTOM_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
function writeCustomProperties(props) {
	if (!props?.custom) return null;
	const entries = Object.entries(props.custom);
	if (entries.length === 0) return null;
	const children = [];
	let pid = 2;
	for (const [name, value] of entries) {
		let vtElement;
		if (typeof value === "string") vtElement = xmlElement("vt:lpwstr", void 0, xmlEscape(value));
		else if (typeof value === "number") {
			if (Number.isInteger(value)) vtElement = xmlElement("vt:i4", void 0, String(value));
			else vtElement = xmlElement("vt:r8", void 0, String(value));
		} else if (typeof value === "boolean") vtElement = xmlElement("vt:bool", void 0, value ? "true" : "false");
		else if (value instanceof Date) vtElement = xmlElement("vt:filetime", void 0, formatW3CDTF(value));
		else continue;
		children.push(xmlElement("property", {
			fmtid: CUSTOM_FMTID,
			pid: pid++,
			name
		}, vtElement));
	}
	if (children.length === 0) return null;
	return xmlDocument("Properties", {
		xmlns: NS_CUSTOM_PROPERTIES,
		"xmlns:vt": NS_VT
	}, children);
}
function writeAppProperties(props) {
	const children = [];
	children.push(xmlElement("Application", void 0, "hucre"));
	children.push(xmlElement("DocSecurity", void 0, "0"));
	if (props?.company) children.push(xmlElement("Company", void 0, xmlEscape(props.company)));
	if (props?.manager) children.push(xmlElement("Manager", void 0, xmlEscape(props.manager)));
	return xmlDocument("Properties", { xmlns: NS_EXTENDED_PROPERTIES }, children);
}

// node_modules/hucre/dist/xlsx/theme-writer.mjs
function writeThemeXml() {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office Theme"><a:themeElements><a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1><a:accent2><a:srgbClr val="ED7D31"/></a:accent2><a:accent3><a:srgbClr val="A5A5A5"/></a:accent3><a:accent4><a:srgbClr val="FFC000"/></a:accent4><a:accent5><a:srgbClr val="5B9BD5"/></a:accent5><a:accent6><a:srgbClr val="70AD47"/></a:accent6><a:hlink><a:srgbClr val="0563C1"/></a:hlink><a:folHlink><a:srgbClr val="954F72"/></a:folHlink></a:clrScheme><a:fontScheme name="Office"><a:majorFont><a:latin typeface="Calibri Light"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:fillStyleLst><a:lnStyleLst><a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln><a:ln w="12700"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln><a:ln w="19050"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln></a:lnStyleLst><a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst><a:bgFillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
}

// node_modules/hucre/dist/xlsx/writer.mjs
const encoder = /* @__PURE__ */ new TextEncoder();
const NS_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
const REL_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
const REL_DRAWING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing";
const REL_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const REL_VML_DRAWING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing";
const REL_TABLE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/table";
const REL_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
const REL_PIVOT_TABLE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotTable";
function effectiveProperties(options) {
	const props = options.properties;
	if (props?.description) return props;
	for (const sheet of options.sheets) {
		const summary = sheet.a11y?.summary;
		if (summary && summary.trim().length > 0) return {
			...props,
			description: summary
		};
	}
	return props;
}
async function writeXlsx(options) {
	const { sheets, defaultFont, dateSystem, namedRanges, activeSheet, workbookProtection } = options;
	validateSheetNames(sheets);
	const properties = effectiveProperties(options);
	const styles = createStylesCollector(defaultFont);
	const sharedStrings = createSharedStrings();
	let globalTableCounter = 1;
	const sheetTableStartIndices = [];
	for (const sheet of sheets) if (sheet.tables && sheet.tables.length > 0) {
		sheetTableStartIndices.push(globalTableCounter);
		globalTableCounter += sheet.tables.length;
	} else sheetTableStartIndices.push(void 0);
	let globalPivotCounter = 1;
	const sheetPivotStartIndices = [];
	for (const sheet of sheets) if (sheet.pivotTables && sheet.pivotTables.length > 0) {
		sheetPivotStartIndices.push(globalPivotCounter);
		globalPivotCounter += sheet.pivotTables.length;
	} else sheetPivotStartIndices.push(void 0);
	const worksheetResults = [];
	for (let i = 0; i < sheets.length; i++) {
		const sheet = sheets[i];
		const result = writeWorksheetXml(sheet, styles, sharedStrings, dateSystem, sheetTableStartIndices[i], options.stringMode === "inline", sheetPivotStartIndices[i]);
		worksheetResults.push(result);
	}
	const hasSharedStrings = sharedStrings.count() > 0;
	const drawingResults = [];
	const drawingIndices = [];
	const imageExtensions = /* @__PURE__ */ new Set();
	let globalImageIndex = 1;
	let globalChartIndex = 1;
	const sheetChartFiles = [];
	const allChartIndices = [];
	for (let i = 0; i < sheets.length; i++) {
		const sheet = sheets[i];
		const hasImages = sheet.images && sheet.images.length > 0;
		const hasTextBoxes = sheet.textBoxes && sheet.textBoxes.length > 0;
		const hasCharts = sheet.charts && sheet.charts.length > 0;
		if (hasImages || hasTextBoxes || hasCharts) {
			const result = writeDrawing(sheet.images ?? [], globalImageIndex, sheet.textBoxes, sheet.charts, globalChartIndex);
			drawingResults.push(result);
			drawingIndices.push(i + 1);
			for (const img of result.images) {
				const ext = img.path.split(".").pop();
				if (ext) imageExtensions.add(ext);
			}
			if (sheet.images) globalImageIndex += sheet.images.length;
			const chartFiles = [];
			if (sheet.charts) {
				for (let c = 0; c < sheet.charts.length; c++) {
					const written = writeChart(sheet.charts[c], sheet.name);
					const idx = globalChartIndex + c;
					chartFiles.push({
						globalIndex: idx,
						xml: written.chartXml,
						rels: written.chartRels
					});
					allChartIndices.push(idx);
				}
				globalChartIndex += sheet.charts.length;
			}
			sheetChartFiles.push(chartFiles);
		} else {
			drawingResults.push(null);
			sheetChartFiles.push([]);
		}
	}
	const { paths: backgroundImagePaths, nextIndex: afterBackgrounds } = assignBackgroundImagePaths(sheets, globalImageIndex, imageExtensions);
	globalImageIndex = afterBackgrounds;
	const commentsResults = [];
	const commentIndices = [];
	for (let i = 0; i < sheets.length; i++) {
		const sheet = sheets[i];
		if (sheet.cells) {
			const result = writeComments(sheet.cells, i);
			if (result) {
				commentsResults.push(result);
				commentIndices.push(i + 1);
			} else commentsResults.push(null);
		} else commentsResults.push(null);
	}
	const allTableIndices = [];
	for (const result of worksheetResults) for (const t of result.tables) allTableIndices.push(t.globalTableIndex);
	const allPivotEntries = [];
	for (let i = 0; i < sheets.length; i++) {
		const sheet = sheets[i];
		if (!sheet.pivotTables || sheet.pivotTables.length === 0) continue;
		const startIdx = sheetPivotStartIndices[i];
		if (startIdx === void 0) continue;
		for (let p = 0; p < sheet.pivotTables.length; p++) {
			const pivot = sheet.pivotTables[p];
			const sourceSheetName = pivot.sourceSheet ?? sheet.name;
			const sourceSheet = sheets.find((s) => s.name === sourceSheetName);
			if (!sourceSheet) throw new Error(`Pivot "${pivot.name}" sourceSheet "${sourceSheetName}" not found in workbook`);
			const sourceRows = collectSourceRows(sourceSheet);
			const resolved = resolvePivotSource(pivot, sourceSheetName, sourceRows);
			const globalIndex = startIdx + p;
			const cacheId = globalIndex - 1;
			const parts = writePivotTable(pivot, resolved, cacheId, globalIndex);
			allPivotEntries.push({
				parts,
				globalIndex
			});
		}
	}
	const allPivotIndices = allPivotEntries.map((e) => e.globalIndex);
	const pivotCacheRels = allPivotEntries.map((e) => ({
		rId: `rIdPivot${e.globalIndex}`,
		target: `pivotCache/pivotCacheDefinition${e.globalIndex}.xml`
	}));
	const pivotCacheRefs = allPivotEntries.map((e, i) => ({
		cacheId: e.globalIndex - 1,
		rId: pivotCacheRels[i].rId
	}));
	const zip = new ZipWriter();
	const customPropsXml = writeCustomProperties(properties);
	const hasCustomProps = customPropsXml !== null;
	const hasMacros = options.vbaProject !== void 0 && options.vbaProject.length > 0;
	const hasFeaturePropertyBag = styles.hasCheckboxFeature();
	const hasMetadata = worksheetResults.some((r) => r.hasDynamicArray);
	const ctOpts = {
		sheetCount: sheets.length,
		hasSharedStrings,
		drawingIndices: drawingIndices.length > 0 ? drawingIndices : void 0,
		chartIndices: allChartIndices.length > 0 ? allChartIndices : void 0,
		imageExtensions: imageExtensions.size > 0 ? imageExtensions : void 0,
		commentIndices: commentIndices.length > 0 ? commentIndices : void 0,
		tableIndices: allTableIndices.length > 0 ? allTableIndices : void 0,
		pivotTableIndices: allPivotIndices.length > 0 ? allPivotIndices : void 0,
		pivotCacheDefinitionIndices: allPivotIndices.length > 0 ? allPivotIndices : void 0,
		pivotCacheRecordIndices: allPivotIndices.length > 0 ? allPivotIndices : void 0,
		hasCoreProps: true,
		hasAppProps: true,
		hasCustomProps,
		hasMacros,
		hasFeaturePropertyBag,
		hasMetadata
	};
	zip.add("[Content_Types].xml", encoder.encode(writeContentTypes(ctOpts)));
	zip.add("_rels/.rels", encoder.encode(writeRootRels({
		hasCoreProps: true,
		hasAppProps: true,
		hasCustomProps
	})));
	zip.add("docProps/core.xml", encoder.encode(writeCoreProperties(properties)));
	zip.add("docProps/app.xml", encoder.encode(writeAppProperties(properties)));
	if (customPropsXml) zip.add("docProps/custom.xml", encoder.encode(customPropsXml));
	const allNamedRanges = buildNamedRanges(sheets, namedRanges);
	zip.add("xl/workbook.xml", encoder.encode(writeWorkbookXml(sheets, allNamedRanges.length > 0 ? allNamedRanges : void 0, dateSystem, activeSheet, workbookProtection, void 0, pivotCacheRefs.length > 0 ? pivotCacheRefs : void 0)));
	zip.add("xl/_rels/workbook.xml.rels", encoder.encode(writeWorkbookRels(sheets.length, hasSharedStrings, hasMacros, hasFeaturePropertyBag, void 0, void 0, pivotCacheRels.length > 0 ? pivotCacheRels : void 0, void 0, void 0, void 0, hasMetadata)));
	zip.add("xl/styles.xml", encoder.encode(styles.toXml()));
	zip.add("xl/theme/theme1.xml", encoder.encode(writeThemeXml()));
	if (hasSharedStrings) zip.add("xl/sharedStrings.xml", encoder.encode(writeSharedStringsXml(sharedStrings)));
	if (hasMetadata) zip.add(METADATA_PART_PATH, encoder.encode(writeMetadataXml()));
	if (hasFeaturePropertyBag) zip.add("xl/featurePropertyBag/featurePropertyBag.xml", encoder.encode(writeFeaturePropertyBagXml()));
	if (hasMacros) zip.add("xl/vbaProject.bin", options.vbaProject);
	for (let i = 0; i < worksheetResults.length; i++) {
		const result = worksheetResults[i];
		const drawing = drawingResults[i];
		const comments = commentsResults[i];
		zip.add(`xl/worksheets/sheet${i + 1}.xml`, encoder.encode(result.xml));
		const hasHyperlinks = result.hyperlinkRelationships.length > 0;
		const hasDrawing = drawing !== null && result.drawingRId !== null;
		const hasComments = comments !== null && result.legacyDrawingRId !== null;
		const hasTables = result.tables.length > 0;
		const hasPicture = result.pictureRId !== null && backgroundImagePaths[i] !== null;
		const hasPivots = result.pivotTables.length > 0;
		if (hasHyperlinks || hasDrawing || hasComments || hasTables || hasPicture || hasPivots) {
			const relElements = [];
			for (const rel of result.hyperlinkRelationships) relElements.push(xmlSelfClose("Relationship", {
				Id: rel.id,
				Type: REL_HYPERLINK,
				Target: rel.target,
				TargetMode: "External"
			}));
			if (hasDrawing && result.drawingRId) relElements.push(xmlSelfClose("Relationship", {
				Id: result.drawingRId,
				Type: REL_DRAWING,
				Target: `../drawings/drawing${i + 1}.xml`
			}));
			if (hasComments && result.legacyDrawingRId && result.commentsRId) {
				relElements.push(xmlSelfClose("Relationship", {
					Id: result.legacyDrawingRId,
					Type: REL_VML_DRAWING,
					Target: `../drawings/vmlDrawing${i + 1}.vml`
				}));
				relElements.push(xmlSelfClose("Relationship", {
					Id: result.commentsRId,
					Type: REL_COMMENTS,
					Target: `../comments${i + 1}.xml`
				}));
			}
			for (const tableEntry of result.tables) relElements.push(xmlSelfClose("Relationship", {
				Id: tableEntry.rId,
				Type: REL_TABLE,
				Target: `../tables/table${tableEntry.globalTableIndex}.xml`
			}));
			if (hasPicture && result.pictureRId && backgroundImagePaths[i]) {
				const relTarget = `../${backgroundImagePaths[i].slice(3)}`;
				relElements.push(xmlSelfClose("Relationship", {
					Id: result.pictureRId,
					Type: REL_IMAGE,
					Target: relTarget
				}));
			}
			for (const pivotEntry of result.pivotTables) relElements.push(xmlSelfClose("Relationship", {
				Id: pivotEntry.rId,
				Type: REL_PIVOT_TABLE,
				Target: `../pivotTables/pivotTable${pivotEntry.globalPivotIndex}.xml`
			}));
			const relsXml = xmlDocument("Relationships", { xmlns: NS_RELATIONSHIPS }, relElements);
			zip.add(`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, encoder.encode(relsXml));
		}
		if (drawing) {
			zip.add(`xl/drawings/drawing${i + 1}.xml`, encoder.encode(drawing.drawingXml));
			zip.add(`xl/drawings/_rels/drawing${i + 1}.xml.rels`, encoder.encode(drawing.drawingRels));
			for (const img of drawing.images) zip.add(img.path, img.data, { compress: false });
		}
		const chartFiles = sheetChartFiles[i];
		if (chartFiles && chartFiles.length > 0) for (const cf of chartFiles) {
			zip.add(`xl/charts/chart${cf.globalIndex}.xml`, encoder.encode(cf.xml));
			zip.add(`xl/charts/_rels/chart${cf.globalIndex}.xml.rels`, encoder.encode(cf.rels));
		}
		if (hasPicture && backgroundImagePaths[i] && sheets[i].backgroundImage) zip.add(backgroundImagePaths[i], sheets[i].backgroundImage, { compress: false });
		if (comments) {
			zip.add(`xl/comments${i + 1}.xml`, encoder.encode(comments.commentsXml));
			zip.add(`xl/drawings/vmlDrawing${i + 1}.vml`, encoder.encode(comments.vmlXml));
		}
		const sheet = sheets[i];
		if (sheet.tables && sheet.tables.length > 0) for (let t = 0; t < sheet.tables.length; t++) {
			const tableDef = sheet.tables[t];
			const globalIdx = result.tables[t].globalTableIndex;
			let tableRange = tableDef.range;
			if (!tableRange) tableRange = computeTableRange(tableDef, sheet);
			const tableDefWithRange = {
				...tableDef,
				range: tableRange
			};
			const tableResult = writeTable(tableDefWithRange, globalIdx, globalIdx);
			zip.add(`xl/tables/table${globalIdx}.xml`, encoder.encode(tableResult.tableXml));
		}
	}
	for (const entry of allPivotEntries) {
		const idx = entry.globalIndex;
		zip.add(`xl/pivotCache/pivotCacheDefinition${idx}.xml`, encoder.encode(entry.parts.cacheDefinitionXml));
		zip.add(`xl/pivotCache/_rels/pivotCacheDefinition${idx}.xml.rels`, encoder.encode(entry.parts.cacheDefinitionRels));
		zip.add(`xl/pivotCache/pivotCacheRecords${idx}.xml`, encoder.encode(entry.parts.cacheRecordsXml));
		zip.add(`xl/pivotTables/pivotTable${idx}.xml`, encoder.encode(entry.parts.pivotTableXml));
		zip.add(`xl/pivotTables/_rels/pivotTable${idx}.xml.rels`, encoder.encode(entry.parts.pivotTableRels));
	}
	const out = await zip.build();
	const enc = options.encryption;
	return enc?.password ? encryptAgile(out, enc.password, { spinCount: enc.spinCount }) : out;
}
function collectSourceRows(sheet) {
	if (sheet.rows && sheet.rows.length > 0) return sheet.rows.map((row) => [...row]);
	if (sheet.data && sheet.data.length > 0 && sheet.columns && sheet.columns.length > 0) {
		const out = [];
		const headerRow = sheet.columns.map((c) => c.header ?? c.key ?? "");
		out.push(headerRow);
		for (const obj of sheet.data) {
			const row = sheet.columns.map((c) => {
				if (!c.key) return null;
				const v = obj[c.key];
				return v === void 0 ? null : unwrapCellValue(v);
			});
			out.push(row);
		}
		return out;
	}
	return [];
}
function buildNamedRanges(sheets, userRanges) {
	const result = userRanges ? [...userRanges] : [];
	for (const sheet of sheets) {
		const ps = sheet.pageSetup;
		if (!ps) continue;
		if (ps.printArea) result.push({
			name: "_xlnm.Print_Area",
			range: `${sheet.name}!${ps.printArea}`,
			scope: sheet.name
		});
		const titleParts = [];
		if (ps.printTitlesRow) titleParts.push(`${sheet.name}!${ps.printTitlesRow}`);
		if (ps.printTitlesColumn) titleParts.push(`${sheet.name}!${ps.printTitlesColumn}`);
		if (titleParts.length > 0) result.push({
			name: "_xlnm.Print_Titles",
			range: titleParts.join(","),
			scope: sheet.name
		});
	}
	return result;
}
function computeTableRange(table, sheet) {
	const colCount = table.columns.length;
	let rowCount = 0;
	if (sheet.rows) rowCount = sheet.rows.length;
	else if (sheet.data) {
		const hasHeaders = sheet.columns?.some((c) => c.header);
		rowCount = sheet.data.length + (hasHeaders ? 1 : 0);
	}
	if (table.showTotalRow) rowCount += 1;
	if (rowCount < 1) rowCount = 1;
	return `${colToLetter(0)}1:${colToLetter(colCount - 1)}${rowCount}`;
}

// node_modules/hucre/dist/xlsx/xlsb/reader.mjs
const decoder = new TextDecoder("utf-8");

// src/report/xlsx/sheet.ts
const BOLD = { font: { bold: true } };
/** A sheet that is one table: a header, which stays in view and filters, and a line a row. */
function tableSheet(name, columns, rows) {
	const block = {
		headers: columns.map(({ header }) => header),
		formats: columns.map(({ format }) => format),
		rows: rows.map((row, i) => columns.map((column) => column.content(row, i + 2)))
	};
	const last = colToLetter(columns.length - 1);
	return {
		...blocksSheet(name, [block], columns.map(({ width }) => width)),
		freezePane: {
			rows: 1,
			columns: 2
		},
		autoFilter: { range: `A1:${last}${rows.length + 1}` }
	};
}
/** A sheet of several tables below each other, an empty line between. */
function blocksSheet(name, blocks, widths) {
	const rows = [];
	const cells = /* @__PURE__ */ new Map();
	const put = (line) => {
		line.forEach(({ content, style }, column) => {
			const at = `${rows.length},${column}`;
			if (typeof content === "object") {
				const { formula } = content;
				const result = Number.isFinite(content.result) || typeof content.result === "string" ? content.result : "";
				cells.set(at, {
					value: result,
					type: "formula",
					formula,
					formulaResult: result,
					...style && { style }
				});
			} else if (style !== void 0 && content !== void 0) cells.set(at, {
				value: content,
				style
			});
		});
		rows.push(line.map(({ content }) => typeof content === "object" ? null : content ?? null));
	};
	blocks.forEach((block, i) => {
		if (i > 0) rows.push([]);
		if (block.title !== void 0) put([{
			content: block.title,
			style: BOLD
		}]);
		put(block.headers.map((header) => ({
			content: header,
			style: BOLD
		})));
		for (const row of block.rows) put(row.map((content, column) => {
			const numFmt = block.formats[column];
			return {
				content,
				...numFmt === void 0 ? {} : { style: { numFmt } }
			};
		}));
	});
	return {
		name,
		columns: widths.map((width) => ({ width })),
		rows,
		cells
	};
}
/** The letter of the column with a header; undefined where the table has none. */
function letterOf(columns, header) {
	const index = columns.findIndex((column) => column.header === header);
	return index < 0 ? void 0 : colToLetter(index);
}

// src/report/xlsx/config.ts
const CONFIG_SHEET = "Config";
/** Helium does 8 products of int8 a cycle at best: two beats of four. */
const M55_PEAK = {
	bits_8: 8,
	bits_16: 4,
	bits_32: 2
};
function settingsOf({ profile, platform }) {
	const cycles = profile?.unit === "cycles";
	return {
		...cycles && platform.core === "cortex-m55" ? { peak: M55_PEAK } : {},
		...cycles && profile.timer_hz !== void 0 ? { core_mhz: profile.timer_hz / 1e6 } : {},
		hot_share: .1,
		slow_factor: 2,
		memory_bound: 1
	};
}
function flatten(settings) {
	const { peak, core_mhz } = settings;
	return [
		...core_mhz === void 0 ? [] : [[
			"CoreMHz",
			core_mhz,
			"clock of the counted cycles"
		]],
		...peak === void 0 ? [] : [
			[
				"PeakMACs_8bit",
				peak.bits_8,
				"MACs per cycle at best, 8-bit operands"
			],
			[
				"PeakMACs_16bit",
				peak.bits_16,
				"MACs per cycle at best, 16-bit operands"
			],
			[
				"PeakMACs_32bit",
				peak.bits_32,
				"MACs per cycle at best, 32-bit operands"
			]
		],
		[
			"HotShare",
			settings.hot_share,
			"flag \"hot\" from this share on"
		],
		[
			"SlowFactor",
			settings.slow_factor,
			"flag \"slow\" from this multiple of the median ticks per MAC on"
		],
		[
			"MemoryBound",
			settings.memory_bound,
			"flag \"memory-bound\" below this many MACs per byte"
		]
	].map(([name, value, note]) => [
		name,
		value,
		note
	]);
}
function settingRefs(settings) {
	return Object.fromEntries(flatten(settings).map(([name], i) => [name, `${CONFIG_SHEET}!$B$${i + 2}`]));
}
/** The sheet Config: the settings first, then what the numbers are from. */
function configSheet(result, settings) {
	const { profile, platform, engine, toolchain, tool } = result;
	const facts = [
		["Model", plainText(result.model.name, 200)],
		["Model SHA-256", result.model.sha256],
		[
			"Platform",
			platform.name,
			platform.emulated ? "emulated: it has no cycles, no time and no caches" : void 0
		],
		["Core", plainText(platform.core, 200)],
		["Engine", plainText(`${engine.name} ${engine.version}`, 200)],
		["Toolchain", plainText(`${toolchain.name} ${toolchain.version}`, 200)],
		[
			"Ticks",
			profile?.unit,
			profile === void 0 ? "this run did not profile" : "mean over the inferences"
		],
		["Inferences", profile?.runs],
		["Warm-up", profile?.warmup],
		["Run", result.id],
		["Started", result.started_at],
		["Tool", plainText(`${tool.name} ${tool.version}`, 200)]
	];
	const block = (headers, rows) => ({
		headers,
		formats: [],
		rows
	});
	return blocksSheet(CONFIG_SHEET, [block([
		"Setting",
		"Value",
		"Meaning"
	], flatten(settings)), block([
		"About",
		"Value",
		"Note"
	], facts.filter(([, value]) => value !== void 0).map(([name, value, note]) => [
		name,
		value,
		note
	]))], [
		18,
		40,
		60
	]);
}

// src/report/xlsx/rows.ts
/** The layers in order of execution. */
function layerRows(result) {
	const measured = new Map(result.profile?.layers.map((layer) => [layer.index, layer]));
	return result.analysis.layers.map((analysis) => {
		const profile = measured.get(analysis.index);
		return {
			analysis,
			...profile === void 0 ? {} : { profile }
		};
	});
}
/** Every counter that some layer has, in order of first occurrence. */
function counterNames(result) {
	return [...new Set(result.profile?.layers.flatMap(({ counters }) => Object.keys(counters)))];
}
/** `Cycles` or `Instructions`: what ticks are; undefined without a profile. */
function ticksHeader({ profile }) {
	if (profile === void 0) return void 0;
	return profile.unit === "cycles" ? "Cycles" : "Instructions";
}
const KINDS = [
	["depthwise convolution", /^DEPTHWISE_CONV_2D$/],
	["convolution", /CONV/],
	["dense", /^(FULLY_CONNECTED|BATCH_MATMUL)$/],
	["recurrent", /(LSTM|RNN|SVDF)/],
	["pool", /POOL/],
	["activation", /(RELU|LOGISTIC|TANH|SOFTMAX|HARD_SWISH|ELU|GELU)/],
	["reduction", /^(MEAN|SUM|REDUCE_|ARG_)/],
	["element-wise", /^(ADD|SUB|MUL|DIV|MAXIMUM|MINIMUM|SQUARED_DIFFERENCE|ABS|NEG|EXP|SQRT|RSQRT)$/],
	["conversion", /^(QUANTIZE|DEQUANTIZE|CAST)$/],
	["data movement", /(RESHAPE|TRANSPOSE|PAD|CONCATENATION|SLICE|SPLIT|PACK|SQUEEZE|EXPAND_DIMS|GATHER|TILE|TO_SPACE|TO_DEPTH|TO_BATCH)/],
	["resize", /^RESIZE_/]
];
/** What sort of work an op is; `other` for those that are none of the usual. */
function kindOf(op) {
	return KINDS.find(([, ops]) => ops.test(op))?.[0] ?? "other";
}

// src/report/xlsx/data.ts
const DATA_SHEET = "Data";
const INTEGER$1 = "#,##0";
/** Columns of the sheet Data: what was measured and what is known of each layer. No formulas. */
function dataColumns(result) {
	const ticks = ticksHeader(result);
	const timed = result.profile?.layers.some(({ time_us }) => time_us !== void 0) ?? false;
	const number = (header, content, format = INTEGER$1) => ({
		header,
		width: Math.max(header.length + 2, 11),
		format,
		content
	});
	const text = (header, width, content) => ({
		header,
		width,
		content: (row) => {
			const value = content(row);
			return value === void 0 || value === "" ? void 0 : plainText(value, 1024);
		}
	});
	return [
		number("Event", ({ analysis }) => analysis.index),
		text("Tag", 24, ({ analysis }) => analysis.op),
		text("Name", 40, ({ analysis }) => analysis.name),
		...timed ? [number("uSeconds", ({ profile }) => profile?.time_us, "#,##0.000")] : [],
		number("Est MACs", ({ analysis }) => analysis.macs),
		...ticks === void 0 ? [] : [
			number(ticks, ({ profile }) => profile?.ticks),
			number(`${ticks} min`, ({ profile }) => profile?.ticks_min),
			number(`${ticks} max`, ({ profile }) => profile?.ticks_max)
		],
		...counterNames(result).map((counter) => number(plainText(counter, 64), ({ profile }) => profile !== void 0 && Object.hasOwn(profile.counters, counter) ? profile.counters[counter] : void 0)),
		text("MAC_EQ", 36, ({ analysis }) => analysis.mac_equation),
		number("OUTPUT_MAG", ({ analysis }) => analysis.output_shape?.reduce((product, size) => product * size, 1)),
		text("OUTPUT_SHAPE", 16, ({ analysis }) => formatShape(analysis.output_shape)),
		text("FILTER_SHAPE", 16, ({ analysis }) => formatShape(analysis.filter_shape)),
		number("STRIDE_H", ({ analysis }) => analysis.stride_h),
		number("STRIDE_W", ({ analysis }) => analysis.stride_w),
		number("DILATION_H", ({ analysis }) => analysis.dilation_h),
		number("DILATION_W", ({ analysis }) => analysis.dilation_w),
		text("INPUT_DTYPE", 13, ({ analysis }) => analysis.input_dtype),
		text("WEIGHT_DTYPE", 14, ({ analysis }) => analysis.weight_dtype),
		text("OUTPUT_DTYPE", 14, ({ analysis }) => analysis.output_dtype),
		number("READ_BYTES", ({ analysis }) => analysis.read_bytes),
		number("WRITE_BYTES", ({ analysis }) => analysis.write_bytes)
	];
}

// src/report/xlsx/derived.ts
const DERIVED_SHEET = "Derived";
const RATIO = "0.000";
const PERCENT = "0.0%";
const INTEGER = "#,##0";
/** The sheet Derived of a result: its columns, and its rows with every result computed. */
function derive(result, data, layers, settings, refs) {
	const whole = {
		lines: layers.length + 1,
		ticks: layers.reduce((sum, { profile }) => sum + (profile?.ticks ?? 0), 0)
	};
	const derivations = listDerivations(result, data, settings, refs, whole);
	const flagged = flagRows(layers.map((layer) => {
		const values = {};
		for (const { header, value } of derivations) values[header] = value(layer, values);
		return {
			layer,
			values
		};
	}), settings, ticksHeader(result));
	const columns = [...fixedColumns, ...derivations.map(({ header, format, width, formula }) => ({
		header,
		width: width ?? Math.max(header.length + 2, 11),
		...format === void 0 ? {} : { format },
		content: ({ values }, line) => ({
			formula: formula(line),
			result: values[header] ?? ""
		})
	}))];
	return {
		columns: [...columns, flagColumn(columns, refs, whole, ticksHeader(result))],
		rows: flagged
	};
}
const fixedColumns = [
	{
		header: "Event",
		width: 8,
		format: INTEGER,
		content: ({ layer }) => layer.analysis.index
	},
	{
		header: "Tag",
		width: 24,
		content: ({ layer }) => plainText(layer.analysis.op, 1024)
	},
	{
		header: "OpKind",
		width: 22,
		content: ({ layer }) => kindOf(layer.analysis.op)
	}
];
function listDerivations(result, data, settings, refs, whole) {
	const ticks = ticksHeader(result);
	const from = (header) => {
		const column = data.find((candidate) => candidate.header === header);
		const letter = letterOf(data, header);
		return {
			ref: (line) => letter === void 0 ? void 0 : `${DATA_SHEET}!$${letter}${line}`,
			value: (layer) => {
				const content = column?.content(layer, 0);
				return typeof content === "object" ? content.result : content;
			}
		};
	};
	const has = (header) => letterOf(data, header) !== void 0;
	const macs = from("Est MACs");
	const read = from("READ_BYTES");
	const write = from("WRITE_BYTES");
	const bytes = {
		ref: (line) => `(${read.ref(line)}+${write.ref(line)})`,
		value: ({ analysis }) => analysis.read_bytes + analysis.write_bytes
	};
	const copy = (header, operand, format = INTEGER) => ({
		header,
		format,
		formula: (line) => `IF(ISNUMBER(${operand.ref(line)}),${operand.ref(line)},"")`,
		value: (layer, values) => operand.value(layer, values) ?? ""
	});
	const list = [];
	if (ticks !== void 0) {
		const counted = from(ticks);
		list.push(copy(ticks, counted));
		list.push(ratio(`MACs_per_${ticks === "Cycles" ? "cycle" : "instruction"}`, macs, counted, RATIO));
		list.push(ratio(`${ticks}_per_MAC`, counted, macs, RATIO));
		if (has("uSeconds")) list.push(ratio("MACs_per_second", macs, from("uSeconds"), INTEGER, 1e6));
		if (ticks === "Cycles") list.push(...utilization(from("INPUT_DTYPE"), macs, counted, settings, refs));
		list.push(...fromCounters(from, has, ticks === "Cycles" ? counted : void 0));
		list.push(shareColumn(data, ticks, whole));
	}
	list.push(copy("Read_Bytes", read), copy("Write_Bytes", write));
	if (has("uSeconds")) list.push(ratio("BW_Bytes_s", bytes, from("uSeconds"), INTEGER, 1e6));
	list.push(ratio("MACs_per_Byte", macs, bytes, RATIO));
	return list;
}
/** numerator / denominator · factor, empty where either is missing or the denominator is not positive. */
function ratio(header, numerator, denominator, format, factor = 1) {
	return {
		header,
		format,
		formula: (line) => {
			const [a, b] = [numerator.ref(line), denominator.ref(line)];
			return `IF(AND(ISNUMBER(${a}),ISNUMBER(${b})),IF(${b}>0,${a}/${b}${factor === 1 ? "" : `*${factor}`},""),"")`;
		},
		value: (layer, values) => {
			const [a, b] = [numerator.value(layer, values), denominator.value(layer, values)];
			return typeof a === "number" && typeof b === "number" && b > 0 ? a / b * factor : "";
		}
	};
}
/** Peak of the operands' type, and how much of it a layer reaches. */
function utilization(dtype, macs, cycles, { peak }, refs) {
	if (peak === void 0) return [];
	const by_type = [
		[
			"INT8",
			peak.bits_8,
			refs.PeakMACs_8bit
		],
		[
			"UINT8",
			peak.bits_8,
			refs.PeakMACs_8bit
		],
		[
			"INT16",
			peak.bits_16,
			refs.PeakMACs_16bit
		],
		[
			"FLOAT32",
			peak.bits_32,
			refs.PeakMACs_32bit
		]
	];
	const peakOf = {
		ref: (line) => by_type.reduceRight((otherwise, [type, , ref]) => `IF(${dtype.ref(line)}="${type}",${ref},${otherwise})`, "\"\""),
		value: (layer, values) => {
			const type = dtype.value(layer, values);
			return by_type.find(([name]) => name === type)?.[1] ?? "";
		}
	};
	const best = {
		ref: (line) => `${peakOf.ref(line)}*${cycles.ref(line)}`,
		value: (layer, values) => {
			const [a, b] = [peakOf.value(layer, values), cycles.value(layer, values)];
			return typeof a === "number" && typeof b === "number" ? a * b : "";
		}
	};
	return [{
		header: "PeakMACsPerCycle",
		formula: (line) => `${peakOf.ref(line)}`,
		value: (layer, values) => peakOf.value(layer, values) ?? ""
	}, {
		header: "Util_%",
		format: PERCENT,
		formula: (line) => `IF(AND(ISNUMBER(${peakOf.ref(line)}),ISNUMBER(${cycles.ref(line)})),IF(${cycles.ref(line)}>0,${macs.ref(line)}/(${best.ref(line)}),""),"")`,
		value: (layer, values) => {
			const [a, b] = [macs.value(layer, values), best.value(layer, values)];
			return typeof a === "number" && typeof b === "number" && b > 0 ? a / b : "";
		}
	}];
}
/** What PMU events tell, for those that were counted. */
function fromCounters(from, has, cycles) {
	const pmu = (name) => `ARM_PMU_${name}`;
	const over = (header, a, b, format = PERCENT) => has(pmu(a)) && has(pmu(b)) ? [ratio(header, from(pmu(a)), from(pmu(b)), format)] : [];
	const perCycle = (header, event, format = PERCENT) => cycles !== void 0 && has(pmu(event)) ? [ratio(header, from(pmu(event)), cycles, format)] : [];
	const hits = (header, accesses, refills) => {
		if (!has(pmu(accesses)) || !has(pmu(refills))) return [];
		const [all, missed] = [from(pmu(accesses)), from(pmu(refills))];
		return [ratio(header, {
			ref: (line) => `(${all.ref(line)}-${missed.ref(line)})`,
			value: (layer, values) => {
				const [a, b] = [all.value(layer, values), missed.value(layer, values)];
				return typeof a === "number" && typeof b === "number" ? a - b : void 0;
			}
		}, all, PERCENT)];
	};
	return [
		...perCycle("IPC", "INST_RETIRED", RATIO),
		...over("%Vectorized", "MVE_INST_RETIRED", "INST_RETIRED"),
		...over("MVE_MAC_ratio", "MVE_INT_MAC_RETIRED", "MVE_INST_RETIRED"),
		...hits("L1D_Hit", "L1D_CACHE", "L1D_CACHE_REFILL"),
		...hits("L1I_Hit", "L1I_CACHE", "L1I_CACHE_REFILL"),
		...perCycle("FE_Stall%", "STALL_FRONTEND"),
		...perCycle("BE_Stall%", "STALL_BACKEND"),
		...perCycle("Stall%", "STALL")
	];
}
const shareHeader = (ticks) => ticks === "Cycles" ? "Time_Share%" : "Instruction_Share%";
function shareColumn(data, ticks, whole) {
	const letter = letterOf(data, ticks) ?? "";
	const all = `SUM(${DATA_SHEET}!$${letter}$2:$${letter}$${whole.lines})`;
	return {
		header: shareHeader(ticks),
		format: PERCENT,
		formula: (line) => `IF(AND(ISNUMBER(${DATA_SHEET}!$${letter}${line}),${all}>0),${DATA_SHEET}!$${letter}${line}/${all},"")`,
		value: ({ profile }) => profile === void 0 || whole.ticks === 0 ? "" : profile.ticks / whole.ticks
	};
}
const FLAG = "Flag";
/** The middle of the ticks per MAC; undefined where no layer has any. */
function median(values) {
	const sorted = values.filter((value) => typeof value === "number").sort((a, b) => a - b);
	const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
	return low === void 0 || high === void 0 ? void 0 : (low + high) / 2;
}
function flagRows(rows, { hot_share, slow_factor, memory_bound }, ticks) {
	const at = ({ values }, header) => values[header] ?? "";
	const middle = ticks === void 0 ? void 0 : median(rows.map((row) => at(row, `${ticks}_per_MAC`)));
	return rows.map((row) => {
		const share = ticks === void 0 ? "" : at(row, shareHeader(ticks));
		const per_mac = ticks === void 0 ? "" : at(row, `${ticks}_per_MAC`);
		const per_byte = at(row, "MACs_per_Byte");
		const { macs } = row.layer.analysis;
		const flags = [
			typeof share === "number" && share >= hot_share ? "hot" : "",
			typeof per_mac === "number" && middle !== void 0 && per_mac >= slow_factor * middle ? "slow" : "",
			typeof per_byte === "number" && macs > 0 && per_byte < memory_bound ? "memory-bound" : ""
		];
		return {
			...row,
			values: {
				...row.values,
				[FLAG]: flags.filter(Boolean).join(" ")
			}
		};
	});
}
function flagColumn(columns, refs, whole, ticks) {
	const cell = (header, line) => `$${letterOf(columns, header)}${line}`;
	const flag = (line) => {
		const per_byte = cell("MACs_per_Byte", line);
		const memory = `IF(ISNUMBER(${per_byte}),IF(AND(${per_byte}>0,${per_byte}<${refs.MemoryBound}),"memory-bound",""),"")`;
		if (ticks === void 0) return memory;
		const share = cell(shareHeader(ticks), line);
		const per_mac = cell(`${ticks}_per_MAC`, line);
		const letter = letterOf(columns, `${ticks}_per_MAC`);
		const all = `$${letter}$2:$${letter}$${whole.lines}`;
		return `TRIM(${`IF(ISNUMBER(${share}),IF(${share}>=${refs.HotShare},"hot ",""),"")`}&${`IF(ISNUMBER(${per_mac}),IF(${per_mac}>=${refs.SlowFactor}*MEDIAN(${all}),"slow ",""),"")`}&${memory})`;
	};
	return {
		header: FLAG,
		width: 22,
		content: ({ values }, line) => ({
			formula: flag(line),
			result: values[FLAG] ?? ""
		})
	};
}

// src/report/xlsx/summary.ts
const SUMMARY_SHEET = "Summary";
const MOST_OFFENDERS = 10;
const MOST_MEMORY_BOUND = 5;
/** The sheet Summary: work by kind of op, and the layers to look at first. */
function summarySheet(result, sources) {
	const ticks = ticksHeader(result);
	const byTicks = ({ layer }) => layer.profile?.ticks ?? 0;
	const byMacs = ({ layer }) => layer.analysis.macs;
	const weight = ticks === void 0 ? byMacs : byTicks;
	const offenders = top(sources.rows, weight, MOST_OFFENDERS);
	const stalled = top(sources.rows, ({ values }) => numberOr0(values["Stall%"]), MOST_OFFENDERS);
	const bound = sources.rows.filter(({ layer, values }) => layer.analysis.macs > 0 && typeof values.MACs_per_Byte === "number").sort((a, b) => numberOr0(a.values.MACs_per_Byte) - numberOr0(b.values.MACs_per_Byte)).slice(0, MOST_MEMORY_BOUND);
	const share = ticks === void 0 ? [] : [
		ticks,
		ticks === "Cycles" ? "Time_Share%" : "Instruction_Share%",
		`${ticks}_per_MAC`
	];
	return blocksSheet(SUMMARY_SHEET, [
		byKind(ticks, sources),
		listing(`Top offenders by ${ticks?.toLowerCase() ?? "MACs"}`, [
			"Event",
			"Tag",
			"Est MACs",
			...share,
			"Flag"
		], offenders, sources),
		...letterOf(sources.derived, "Stall%") === void 0 ? [] : [listing("Stall hotspots", [
			"Event",
			"Tag",
			"FE_Stall%",
			"BE_Stall%",
			"Stall%",
			...share.slice(1, 2)
		], stalled, sources)],
		listing("Fewest MACs per byte", [
			"Event",
			"Tag",
			"MACs_per_Byte",
			"Est MACs",
			"Read_Bytes",
			"Write_Bytes"
		], bound, sources)
	], [
		24,
		24,
		16,
		20,
		20,
		20,
		20
	]);
}
const numberOr0 = (value) => typeof value === "number" ? value : 0;
function top(rows, weight, most) {
	return [...rows].filter((row) => weight(row) > 0).sort((a, b) => weight(b) - weight(a)).slice(0, most);
}
/** Sums of all layers of a kind. */
function byKind(ticks, { data, derived, rows }) {
	const last = rows.length + 1;
	const range = (sheet, letter) => `${sheet}!$${letter}$2:$${letter}$${last}`;
	const kinds = range(DERIVED_SHEET, letterOf(derived, "OpKind"));
	const macs = range(DATA_SHEET, letterOf(data, "Est MACs"));
	const counted = range(DATA_SHEET, letterOf(data, ticks ?? ""));
	const groups = [...Map.groupBy(rows, ({ layer }) => kindOf(layer.analysis.op))].map(([kind, members]) => ({
		kind,
		layers: members.length,
		macs: members.reduce((sum, { layer }) => sum + layer.analysis.macs, 0),
		ticks: members.reduce((sum, { layer }) => sum + (layer.profile?.ticks ?? 0), 0)
	}));
	const all_ticks = groups.reduce((sum, group) => sum + group.ticks, 0);
	groups.sort((a, b) => b.ticks - a.ticks || b.macs - a.macs);
	const lines = groups.map((group, i) => {
		const line = i + 3;
		const sum = (of) => `SUMIF(${kinds},$A${line},${of})`;
		return [
			group.kind,
			{
				formula: `COUNTIF(${kinds},$A${line})`,
				result: group.layers
			},
			{
				formula: sum(macs),
				result: group.macs
			},
			...ticks === void 0 ? [] : [
				{
					formula: sum(counted),
					result: group.ticks
				},
				{
					formula: `IF(SUM(${counted})>0,$D${line}/SUM(${counted}),"")`,
					result: all_ticks > 0 ? group.ticks / all_ticks : ""
				},
				{
					formula: `IF($C${line}>0,$D${line}/$C${line},"")`,
					result: group.macs > 0 ? group.ticks / group.macs : ""
				}
			]
		];
	});
	return {
		title: "Work by kind of op",
		headers: [
			"OpKind",
			"Layers",
			"Est MACs",
			...ticks === void 0 ? [] : [
				ticks,
				"Share%",
				`${ticks}_per_MAC`
			]
		],
		formats: [
			void 0,
			"#,##0",
			"#,##0",
			"#,##0",
			"0.0%",
			"0.000"
		],
		rows: lines
	};
}
/** Some layers, each cell a reference to where its value is. */
function listing(title, headers, layers, { data, derived, rows }) {
	const columns = headers.map((header) => {
		const own = derived.find((column) => column.header === header);
		const letter = letterOf(derived, header);
		if (own !== void 0) return {
			sheet: DERIVED_SHEET,
			letter,
			format: own.format,
			header
		};
		const other = data.find((column) => column.header === header);
		return {
			sheet: DATA_SHEET,
			letter: letterOf(data, header),
			format: other?.format,
			header
		};
	});
	return {
		title,
		headers,
		formats: columns.map(({ format }) => format),
		rows: layers.map((row) => {
			const line = rows.indexOf(row) + 2;
			return columns.map(({ sheet, letter, header }) => {
				const column = (sheet === "Derived" ? derived : data).find((candidate) => candidate.header === header);
				const content = sheet === "Derived" ? column?.content(row, line) : column?.content(row.layer, line);
				const result = typeof content === "object" ? content.result : content;
				return {
					formula: `${sheet}!$${letter}$${line}`,
					result: result ?? ""
				};
			});
		})
	};
}

// src/report/xlsx/workbook.ts
/** The sheets Data, Derived, Summary and Config of a result, as they are written. */
function workbookOf(result) {
	const settings = settingsOf(result);
	const layers = layerRows(result);
	const data = dataColumns(result);
	const derived = derive(result, data, layers, settings, settingRefs(settings));
	const finished = new Date(result.finished_at);
	return {
		sheets: [
			tableSheet(DATA_SHEET, data, layers),
			tableSheet(DERIVED_SHEET, derived.columns, derived.rows),
			summarySheet(result, {
				data,
				derived: derived.columns,
				rows: derived.rows
			}),
			configSheet(result, settings)
		],
		properties: {
			creator: plainText(`${result.tool.name} ${result.tool.version}`, 64),
			created: finished,
			modified: finished
		}
	};
}
/**
* The per-layer workbook (`.xlsx`): live formulas with their results beside the numbers they use. Columns
* that this run has no numbers for are left out. The same result gives the same bytes.
*/
async function layersWorkbook(result) {
	return writeXlsx(workbookOf(result));
}

// src/report/files.ts
const LAYERS_FILE = "layers.csv";
const WORKBOOK_FILE = "layers.xlsx";
const HTML_FILE = "report.html";
/** Every form of a result that a run leaves in its output folder, beside results.json itself. */
async function reportFiles(result) {
	return [
		{
			name: LAYERS_FILE,
			content: layersCsv(result)
		},
		{
			name: WORKBOOK_FILE,
			content: await layersWorkbook(result)
		},
		{
			name: HTML_FILE,
			content: htmlReport(result)
		},
		...modelExplorerFiles(result)
	];
}

export { OutputFolder as a, reportFiles as i, LAYERS_FILE as n, WORKBOOK_FILE as r, HTML_FILE as t };