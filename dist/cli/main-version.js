import { join } from "node:path";
import { readFileSync } from "node:fs";

// src/app/version.ts
/** Version of this installation, from its package.json. */
function toolVersion(root) {
	const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
	if (typeof manifest === "object" && manifest !== null && "version" in manifest && typeof manifest.version === "string") return manifest.version;
	throw new Error(`${join(root, "package.json")} has no version`);
}

export { toolVersion as t };