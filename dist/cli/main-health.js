import { t as HilbenchError } from "./main-errors.js";
import { a as systemErrorCode, o as unlessAbsent } from "./main-system.js";
import { t as plainText } from "./main-text.js";
import { l as object, m as string, o as int, s as literal } from "./main-schemas.js";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { chmod, link, readFile, readdir, unlink, writeFile } from "node:fs/promises";

// src/bench/generation-files.ts
/**
* Files `<board>.<generation>.<ending>` in a folder that every user of a host writes to; the one with the highest
* generation counts, and nothing is ever overwritten.
*/
const NAME = /^(.+)\.([1-9]\d{0,14})\.([a-z]+)$/u;
function generationName(board, generation, ending) {
	return `${board}.${generation}.${ending}`;
}
/** All generations of a board in the folder `dir`, ascending. */
async function generationsOf(dir, board, ending) {
	const generations = [];
	for (const name of await readdir(dir)) {
		const match = NAME.exec(name);
		if (match?.[1] === board && match[3] === ending) generations.push(Number(match[2]));
	}
	return generations.sort((a, b) => a - b);
}
/** Clears a file away; those of other users stay until they do it themselves. */
async function removeOurs(path) {
	await unlessAbsent(unlink(path), "EPERM", "EACCES");
}

// src/bench/health.ts
/**
* How often boards failed in a row, and which are in quarantine for that: files beside the leases, which every
* user of the host sees.
*
* As with leases, `<board>.<generation>.health` with the highest generation counts, and link(2) lets one process
* only create the next: nothing is overwritten, so two runs lose no failure, a process that is killed leaves the
* state before or after, and users need not write to files of others.
*/
const healthSchema = object({
	schema: literal(1),
	failures: int().min(0),
	quarantine: object({
		reason: string(),
		since: string(),
		run: string()
	}).optional()
});
const HEALTHY = {
	schema: 1,
	failures: 0
};
const ENDING = "health";
/** Every lost attempt means that another process wrote in between. */
const MOST_ATTEMPTS = 100;
/** `once`, `3 times in a row`. */
function times(count) {
	return count === 1 ? "once" : `${count} times in a row`;
}
function unusable(dir, cause) {
	return new HilbenchError({
		kind: "bench",
		code: "BENCH_NO_HEALTH",
		message: `What is known of the boards' failures in ${dir} cannot be used: ${cause instanceof Error ? cause.message : cause}.`,
		hint: "Make that folder writable for every user of the bench, or set HILBENCH_LEASE_DIR to one that is.",
		cause
	});
}
function parseHealth(text) {
	try {
		const { schema, failures, quarantine } = healthSchema.parse(JSON.parse(text));
		if (quarantine === void 0) return {
			schema,
			failures
		};
		const { reason, since, run } = quarantine;
		return {
			schema,
			failures,
			quarantine: {
				reason: plainText(reason, 400),
				since: plainText(since, 40),
				run: plainText(run, 100)
			}
		};
	} catch {
		return HEALTHY;
	}
}
var HealthStore = class {
	#dir;
	/** @param dir the folder of leases, which must be there when something is written */
	constructor(dir) {
		this.#dir = dir;
	}
	/** @throws {HilbenchError} `BENCH_NO_HEALTH` (kind `bench`) */
	async of(board) {
		try {
			return (await this.#read(board)).health;
		} catch (error) {
			throw unusable(this.#dir, error);
		}
	}
	/**
	* Counts a failure; the one that makes `limit` in a row puts the board in quarantine. 0: none ever does.
	*
	* @returns what is known now
	* @throws {HilbenchError} `BENCH_NO_HEALTH` (kind `bench`)
	*/
	failed(board, what, limit) {
		return this.#update(board, ({ failures, quarantine }) => {
			const count = failures + 1;
			const now = limit > 0 && count >= limit ? {
				reason: `${count} ${count === 1 ? "failure" : "failures in a row"}, the last: ${plainText(what.reason, 300)}`,
				since: (/* @__PURE__ */ new Date()).toISOString(),
				run: what.run
			} : void 0;
			const kept = quarantine ?? now;
			return {
				schema: 1,
				failures: count,
				...kept === void 0 ? {} : { quarantine: kept }
			};
		});
	}
	/** A success: the next failure is the first. A quarantine stays until somebody releases the board. */
	succeeded(board) {
		return this.#update(board, ({ quarantine }) => ({
			...HEALTHY,
			...quarantine === void 0 ? {} : { quarantine }
		}));
	}
	/** Forgets everything. @returns what was known before */
	async release(board) {
		let before = HEALTHY;
		await this.#update(board, (known) => {
			before = known;
			return HEALTHY;
		});
		return before;
	}
	async #read(board) {
		for (;;) {
			const generations = await this.#generations(board);
			const last = generations.at(-1);
			if (last === void 0) return {
				generations,
				health: HEALTHY
			};
			const text = await unlessAbsent(readFile(this.#path(board, last), "utf8"));
			if (text !== void 0) return {
				generations,
				health: parseHealth(text)
			};
		}
	}
	async #generations(board) {
		return await unlessAbsent(generationsOf(this.#dir, board, ENDING)) ?? [];
	}
	#path(board, generation) {
		return join(this.#dir, generationName(board, generation, ENDING));
	}
	async #update(board, change) {
		try {
			for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
				const { generations, health } = await this.#read(board);
				const next = change(health);
				if (JSON.stringify(next) === JSON.stringify(health)) return next;
				const generation = (generations.at(-1) ?? 0) + 1;
				if (await this.#create(board, generation, next)) {
					for (const lower of generations) await removeOurs(this.#path(board, lower));
					return next;
				}
			}
			throw new Error(`the state of ${board} changed ${MOST_ATTEMPTS} times while it was being written`);
		} catch (error) {
			throw unusable(this.#dir, error);
		}
	}
	/** False: another process was faster. */
	async #create(board, generation, health) {
		const partial = join(this.#dir, `.${process.pid}-${randomUUID()}.partial`);
		try {
			await writeFile(partial, JSON.stringify(health), { flag: "wx" });
			await chmod(partial, 420);
			await link(partial, this.#path(board, generation));
		} catch (error) {
			if (systemErrorCode(error) === "EEXIST") return false;
			throw error;
		} finally {
			await removeOurs(partial);
		}
		if ((await this.#generations(board)).at(-1) === generation) return true;
		await removeOurs(this.#path(board, generation));
		return false;
	}
};

export { removeOurs as a, generationsOf as i, times as n, generationName as r, HealthStore as t };