import { n as loadPlatformFolders } from "./main-load.js";
import { t as textTable } from "./main-table.js";

// src/cli/commands/platforms.ts
function memoryText(memory) {
	if (memory === void 0) return "–";
	return `${Math.floor(memory.effective_bytes / 1024)} / ${Math.floor(memory.bytes / 1024)}`;
}
/** What a run on it takes. */
function runText({ emulated, port, probe }) {
	if (emulated) return "emulated: no board needed";
	return port === void 0 ? "planning only" : `board with ${probe.kind === "jlink" ? "J-Link" : probe.kind}`;
}
/** `hilbench platforms`: every platform, its memories in KB (usable / raw), and whether a run works there. */
function platformsCommand(paths, output) {
	const platforms = loadPlatformFolders(paths.platforms);
	output.result(platforms, () => {
		const rows = platforms.map((platform) => [
			platform.name,
			platform.core,
			memoryText(platform.memories.TCM),
			memoryText(platform.memories.SRAM),
			memoryText(platform.memories.MRAM),
			memoryText(platform.memories.PSRAM),
			runText(platform)
		]);
		return `${textTable([
			{ title: "platform" },
			{ title: "core" },
			{
				title: "TCM KB",
				align: "right"
			},
			{
				title: "SRAM KB",
				align: "right"
			},
			{
				title: "MRAM KB",
				align: "right"
			},
			{
				title: "PSRAM KB",
				align: "right"
			},
			{ title: "run" }
		], rows)}\n\nMemory as usable / raw: what the harness, stack and SDK keep is taken off.\n`;
	});
}

export { platformsCommand };