import { t as HilbenchError } from "./main-errors.js";
import { a as systemErrorCode, t as isDiskFull } from "./main-system.js";
import { t as _usingCtx } from "./main-usingCtx.js";
import { dirname } from "node:path";
import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";

// src/support/files.ts
/** Turns a failure of the file system into an error that says what to do. `what` completes "Cannot …". */
function fileError(cause, what, path) {
	const common = {
		kind: "input",
		message: `Cannot ${what} ${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
		cause
	};
	if (isDiskFull(cause)) return new HilbenchError({
		...common,
		kind: "bench",
		code: "DISK_FULL",
		hint: "Free some space on that disk, or choose another folder."
	});
	switch (systemErrorCode(cause)) {
		case "EACCES":
		case "EPERM":
		case "EROFS": return new HilbenchError({
			...common,
			code: "FILE_NOT_PERMITTED",
			hint: "Choose a folder you may write to, or mend its permissions."
		});
		case "ENOTDIR":
		case "EEXIST": return new HilbenchError({
			...common,
			code: "FILE_IN_THE_WAY",
			hint: "A file stands where a folder is needed: move it, or choose another folder."
		});
		default: return new HilbenchError({
			...common,
			code: "FILE_FAILED",
			hint: "See the system's message above."
		});
	}
}
/**
* The text of a file that may be anything; reads no more than the limit.
*
* @param fail makes the error; `what` completes the sentence "The file …", with the system's cause if there is one
*/
async function readTextLimited(path, max_bytes, fail) {
	try {
		try {
			var _usingCtx$1 = _usingCtx();
			const file = _usingCtx$1.a(await open(path, "r"));
			if (!(await file.stat()).isFile()) throw fail("is not a file");
			const buffer = new Uint8Array(max_bytes + 1);
			const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
			if (bytesRead > max_bytes) throw fail(`is larger than ${max_bytes / 1024} KB`);
			return new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, bytesRead));
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	} catch (cause) {
		if (cause instanceof HilbenchError) throw cause;
		if (cause instanceof TypeError) throw fail("is not UTF-8 text", cause);
		throw fail(`cannot be read (${cause instanceof Error ? cause.message : String(cause)})`, cause);
	}
}
/**
* Writes a file whole or not at all: into a new file beside it, then by rename.
*
* @throws {HilbenchError} `DISK_FULL`, `FILE_NOT_PERMITTED`, `FILE_IN_THE_WAY`, `FILE_FAILED`
*/
async function writeFileAtomic(path, content) {
	const partial = `${path}.${randomUUID()}.partial`;
	try {
		await mkdir(dirname(path), { recursive: true });
		const file = await open(partial, "wx");
		try {
			await file.writeFile(content);
		} finally {
			await file.close();
		}
		await rename(partial, path);
	} catch (cause) {
		await rm(partial, { force: true });
		throw fileError(cause, "write", path);
	}
}

export { readTextLimited as n, writeFileAtomic as r, fileError as t };