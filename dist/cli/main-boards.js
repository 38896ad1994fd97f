import { t as attachedTo } from "./main-discovery.js";
import { t as findPlatform } from "./main-load.js";
import { t as textTable } from "./main-table.js";
import { t as plainText } from "./main-text.js";

// src/cli/commands/boards.ts
function stateOf({ leased_by, quarantined, failures }) {
	const parts = [];
	if (quarantined !== void 0) {
		const { reason, by, since } = quarantined;
		const when = since === void 0 ? "" : ` since ${plainText(since, 32)}`;
		parts.push(`quarantined by ${plainText(by, 64)}${when}: ${plainText(reason, 400)}`);
	} else if (failures !== void 0) parts.push(`${failures} failed in a row`);
	if (leased_by !== void 0) {
		const { run, pid, host, since } = leased_by;
		parts.push(`leased by ${plainText(run, 64)} (pid ${pid} on ${plainText(host, 64)}) since ${plainText(since, 32)}`);
	}
	return parts.length === 0 ? "free" : parts.join("; ");
}
function attachedText(attached) {
	if (attached === void 0) return "emulated";
	const { probe, port, monitor } = attached;
	return [
		probe ? "probe" : "NO PROBE",
		port === void 0 ? "no port" : plainText(port, 80),
		...monitor === void 0 ? [] : [monitor ? "monitor" : "NO MONITOR"]
	].join(", ");
}
function strangers(seen, file) {
	const known = new Set(file.boards.map(({ jlink }) => jlink));
	return file.boards.length === 1 && known.has(void 0) ? [] : seen.probes.filter((serial) => !known.has(serial));
}
/** `js220 000001` for those of no board. */
function unnamedJoulescopes({ joulescopes = [] }, file) {
	const monitors = file.boards.flatMap(({ monitor }) => monitor?.kind === "joulescope" ? [monitor] : []);
	const [only, ...more] = monitors;
	if (only !== void 0 && only.serial === void 0 && more.length === 0 && joulescopes.length === 1) return [];
	return joulescopes.filter(({ serial }) => monitors.every((monitor) => monitor.serial !== serial)).map(({ model, serial }) => `${model} ${serial}`);
}
function problemsOf({ problems, joulescope_problem }, file) {
	return file.boards.some(({ monitor }) => monitor?.kind === "joulescope") && joulescope_problem !== void 0 ? [...problems, joulescope_problem] : problems;
}
function boardsText(boards, seen, file) {
	const rows = boards.map((board) => [
		board.id,
		board.platform,
		[board.probe, board.jlink].filter(Boolean).join(" "),
		(board.tags ?? []).join(","),
		attachedText(board.attached),
		stateOf(board)
	]);
	const titles = [
		"board",
		"platform",
		"probe",
		"tags",
		"attached",
		"state"
	].map((title) => ({ title }));
	const others = strangers(seen, file);
	const joulescopes = unnamedJoulescopes(seen, file);
	return [
		textTable(titles, rows),
		"",
		file.path === void 0 ? "There is no bench.yml, and so no board of silicon; `hilbench boards init` proposes one." : `Boards of silicon: ${file.path}`,
		...others.length === 0 ? [] : [`J-Links that no board names: ${others.join(", ")}`],
		...joulescopes.length === 0 ? [] : [`Joulescopes that no board names: ${joulescopes.join(", ")}`],
		...problemsOf(seen, file).map((problem) => `Could not look everywhere: ${problem}`),
		""
	].join("\n");
}
/** `hilbench boards`: the boards of this host, what of them is plugged in, and who holds them. */
async function boardsCommand(deps, output, signal) {
	const { bench, file, platforms, discover } = deps;
	const listed = await bench.boards();
	const seen = await discover(signal);
	const boards = await Promise.all(listed.map(async (info) => {
		const board = file.boards.find(({ id }) => id === info.id);
		if (board === void 0) return info;
		return {
			...info,
			attached: await attachedTo(board, findPlatform(platforms, board.platform), seen)
		};
	}));
	output.result(boards, () => boardsText(boards, seen, file));
}
/** `hilbench boards release ID`: ends a quarantine. */
async function releaseCommand(bench, board, output) {
	const reason = await bench.release(board);
	output.result({
		board,
		...reason === void 0 ? {} : { reason }
	}, () => reason === void 0 ? `The board ${board} was in no quarantine; its count of failures is 0.\n` : `The board ${board} is released. It was in quarantine for ${reason}\n`);
}

export { boardsCommand, releaseCommand };