import { delimiter, isAbsolute, join } from "node:path";
import { accessSync, constants, statSync } from "node:fs";

// src/support/find-program.ts
/** The absolute path of a program on PATH. Relative entries are passed over: they follow the working folder. */
function findProgram(name, env) {
	return (env.PATH ?? "").split(delimiter).filter(isAbsolute).map((folder) => join(folder, name)).find(isExecutable);
}
/** Whether a path is a file that may be run. */
function isExecutable(path) {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}

export { isExecutable as n, findProgram as t };