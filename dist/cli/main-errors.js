// src/support/errors.ts
const EXIT_STATUS = {
	model: 1,
	input: 2,
	bench: 3,
	cancelled: 130
};
/**
* The one error type that leaves a room. Anything else that reaches an entry point is a defect of
* hilbench and is reported as such.
*/
var HilbenchError = class extends Error {
	name = "HilbenchError";
	kind;
	code;
	hint;
	detail;
	constructor(init) {
		super(init.message, init.cause === void 0 ? void 0 : { cause: init.cause });
		this.kind = init.kind;
		this.code = init.code;
		this.hint = init.hint;
		if (init.detail !== void 0) this.detail = init.detail;
	}
	get exitStatus() {
		return EXIT_STATUS[this.kind];
	}
};
/** The error of a run that was stopped from outside (SIGINT, SIGTERM, a cancelled job). */
function cancelled() {
	return new HilbenchError({
		kind: "cancelled",
		code: "CANCELLED",
		message: "The run was cancelled.",
		hint: "Nothing was kept; start the run again when you are ready."
	});
}
/** All that was thrown, in the order in which it was. */
function inOrder(thrown) {
	if (!(thrown instanceof Error && thrown.name === "SuppressedError")) return [thrown];
	const { suppressed, error } = thrown;
	return [...inOrder(suppressed), ...inOrder(error)];
}
/**
* What ended a task, where letting go of what it held has failed as well: the language puts the last failure in front
* of the first. The later ones are in its detail.
*/
function whatEnded(thrown) {
	const [first, ...later] = inOrder(thrown);
	if (!(first instanceof HilbenchError)) return first;
	const { kind, code, message, hint, detail } = first;
	const news = later.map((error) => error instanceof Error ? error.message : String(error)).filter((text) => text !== message).map((text) => `After that: ${text}`);
	if (news.length === 0) return first;
	return new HilbenchError({
		kind,
		code,
		message,
		hint,
		cause: thrown,
		detail: [...detail === void 0 ? [] : [detail], ...news].join("\n")
	});
}

export { cancelled as n, whatEnded as r, HilbenchError as t };