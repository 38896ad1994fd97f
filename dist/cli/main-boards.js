import { t as textTable } from "./main-table.js";
import { t as plainText } from "./main-text.js";

// src/cli/commands/boards.ts
/** `hilbench boards`: the boards of this host, and who holds them. */
async function boardsCommand(bench, output) {
	const boards = await bench.boards();
	output.result(boards, () => {
		const rows = boards.map(({ id, platform, probe, leased_by }) => [
			id,
			platform,
			probe,
			leased_by === void 0 ? "free" : `leased by ${plainText(leased_by.run, 64)} (pid ${leased_by.pid} on ${plainText(leased_by.host, 64)}) since ${plainText(leased_by.since, 32)}`
		]);
		return `${textTable([
			{ title: "board" },
			{ title: "platform" },
			{ title: "probe" },
			{ title: "state" }
		], rows)}\n`;
	});
}

export { boardsCommand };