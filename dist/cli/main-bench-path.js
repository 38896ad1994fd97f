import { join, resolve } from "node:path";
import { homedir, userInfo } from "node:os";

// src/app/bench-path.ts
/**
* Where the bench.yml of this user is: what was given, else `HILBENCH_BENCH`, else the folder for configuration.
*
* @param given the value of `--bench`; `auto` and undefined: none
*/
function benchPathOf(env, given, system = process.platform) {
	const value = (name) => env[name] === "" ? void 0 : env[name];
	const named = given === void 0 || given === "auto" ? value("HILBENCH_BENCH") : given;
	if (named !== void 0 && named !== "auto") return {
		path: resolve(named),
		named: true
	};
	const home = homedir() || userInfo().homedir;
	const folder = value("XDG_CONFIG_HOME") ?? (system === "win32" ? value("APPDATA") ?? join(home, "AppData", "Roaming") : system === "darwin" ? join(home, "Library", "Application Support") : join(home, ".config"));
	return {
		path: join(resolve(folder), "hilbench", "bench.yml"),
		named: false
	};
}

export { benchPathOf as t };