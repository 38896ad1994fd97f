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

export { cancelled as n, HilbenchError as t };