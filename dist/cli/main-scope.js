// src/support/scope.ts
/**
* What a task has acquired, released in reverse order. A scope is disposed once; what is added to a
* disposed scope is released at once, so that nothing acquired late is lost.
*/
var Scope = class {
	#held = [];
	#disposed = false;
	async add(resource) {
		if (this.#disposed) await resource[Symbol.asyncDispose]();
		else this.#held.push(resource);
		return resource;
	}
	/** Releases everything, also when a release fails; then throws the first failure. */
	async [Symbol.asyncDispose]() {
		this.#disposed = true;
		const failures = [];
		for (const resource of this.#held.reverse()) try {
			await resource[Symbol.asyncDispose]();
		} catch (cause) {
			failures.push(cause);
		}
		this.#held = [];
		if (failures.length > 0) throw failures[0];
	}
};

export { Scope as t };