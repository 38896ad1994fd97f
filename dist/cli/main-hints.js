import { t as plainText } from "./main-text.js";

// src/report/hints.ts
const TEXT = 600;
/** Of one code, at the end of a run: a model of many blocks has the same thing to say of each. */
const SHOWN_OF_A_CODE = 2;
const LAYERS_NAMED = 8;
/**
* What the static analysis found, as lines; none without hints.
*
* @param extent `all`: every hint in full; `brief`: the costliest warnings of each code in full, and how many there
*   are beside
*/
function hintLines(hints, extent) {
	if (hints === void 0) return [];
	if (extent === "all") return hints.flatMap(lines);
	const remarks = hints.filter(({ severity }) => severity === "info");
	return [...[...Map.groupBy(hints.filter(({ severity }) => severity === "warn"), ({ code }) => code).values()].flatMap(briefly), ...remarks.length > 0 ? [`${remarks.length} more remark${remarks.length === 1 ? "" : "s"}: see analysis.hints in the result.`] : []];
}
/** Hints of one code. */
function briefly(alike) {
	const sorted = alike.toSorted((a, b) => hintCost(b) - hintCost(a));
	const rest = sorted.slice(SHOWN_OF_A_CODE);
	const layers = rest.flatMap(({ layer }) => layer === void 0 ? [] : [layer]).toSorted((a, b) => a - b);
	const named = layers.slice(0, LAYERS_NAMED).join(", ");
	const where = named === "" ? "" : `: layers ${named}${layers.length > LAYERS_NAMED ? " …" : ""}`;
	return [...sorted.slice(0, SHOWN_OF_A_CODE).flatMap(lines), ...rest.length > 0 ? [`  and ${rest.length} more of this kind${where}`] : []];
}
/** What a hint is about, to tell the costlier of two: multiply-accumulates, else bytes. */
function hintCost({ macs, bytes }) {
	return macs ?? bytes ?? 0;
}
function lines(hint) {
	const where = hint.layer === void 0 ? "" : `layer ${hint.layer}: `;
	return [
		`${hint.severity === "warn" ? "hint" : "info"}: ${where}${plainText(hint.message, TEXT)} [${plainText(hint.code, 64)}]`,
		`  ${plainText(hint.instead, TEXT)}`,
		...hint.reference === void 0 ? [] : [`  see ${plainText(hint.reference, 200)}`]
	];
}

export { hintLines as n, hintCost as t };