import { t as attachedTo } from "./main-discovery.js";
import { n as times } from "./main-health.js";
import { l as ppk2Serials, s as isPpk2 } from "./main-ports.js";
import { t as findPlatform } from "./main-load.js";
import { t as textTable } from "./main-table.js";
import { t as plainText } from "./main-text.js";

// src/bench/strangers.ts
/**
* Those that nobody names. A single name that was left out means the only one attached.
*
* @param names what bench.yml says, undefined where it leaves the serial number out
*/
function unnamed(attached, names) {
	if (names.length === 1 && names[0] === void 0 && attached.length === 1) return [];
	return attached.filter(({ serial }) => !names.includes(serial));
}
function monitorsOf({ boards }, kind) {
	return boards.flatMap(({ monitor }) => monitor?.kind === kind ? [monitor] : []);
}
function strangersTo(file, seen) {
	const { boards } = file;
	const probes = seen.probes.map((serial) => ({ serial }));
	const ppk2s = monitorsOf(file, "ppk2");
	const by_path = new Set(ppk2s.map(({ port }) => port));
	const known_by_path = ppk2Serials(seen.ports.filter((port) => isPpk2(port) && by_path.has(port.path)));
	const named_ppk2s = ppk2s.filter(({ port }) => port === void 0).map(({ serial }) => serial);
	const joulescopes = monitorsOf(file, "joulescope").map(({ serial }) => serial);
	return {
		jlinks: unnamed(probes, boards.map(({ jlink }) => jlink)).map(({ serial }) => serial),
		joulescopes: unnamed(seen.joulescopes ?? [], joulescopes).map(({ model, serial }) => `${model} ${serial}`),
		ppk2s: unnamed(ppk2Serials(seen.ports).filter((serial) => !known_by_path.includes(serial)).map((serial) => ({ serial })), named_ppk2s).map(({ serial }) => serial)
	};
}

// src/cli/commands/boards.ts
function stateOf({ leased_by, quarantined, failures }) {
	const parts = [
		...quarantined === void 0 ? [] : ["quarantine"],
		...quarantined !== void 0 || failures === void 0 ? [] : [`failed ${times(failures)}`],
		...leased_by === void 0 ? [] : ["leased"]
	];
	return parts.length === 0 ? "free" : parts.join(", ");
}
/** What of a state is too long for a table. */
function notesOf({ id, leased_by, quarantined }) {
	const notes = [];
	if (quarantined !== void 0) {
		const { reason, by, since } = quarantined;
		const when = since === void 0 ? "" : ` since ${plainText(since, 32)}`;
		const why = plainText(reason, 400).replace(/\.$/u, "");
		const end = since === void 0 ? "" : ` \`hilbench boards release ${id}\` ends that.`;
		notes.push(`${id} is in quarantine${when} by ${plainText(by, 64)}: ${why}.${end}`);
	}
	if (leased_by !== void 0) {
		const { run, pid, host, since } = leased_by;
		const holder = `${plainText(run, 64)} (pid ${pid} on ${plainText(host, 64)})`;
		notes.push(`${id} is leased by ${holder} since ${plainText(since, 32)}.`);
	}
	return notes;
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
/** What of the bench could not be looked at; what no board here has need not be. */
function problemsOf({ problems, probe_problem, joulescope_problem }, file) {
	const joulescope = file.boards.some(({ monitor }) => monitor?.kind === "joulescope");
	return [
		...problems,
		...file.boards.length > 0 && probe_problem !== void 0 ? [probe_problem] : [],
		...joulescope && joulescope_problem !== void 0 ? [joulescope_problem] : []
	];
}
const STRANGERS = {
	jlinks: "J-Links",
	joulescopes: "Joulescopes",
	ppk2s: "PPK2s"
};
function listingText({ bench_file, boards, in_no_board, problems }) {
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
	const strangers = Object.entries(STRANGERS).map(([key, name]) => [name, in_no_board[key]]);
	return [
		...[textTable(titles, rows), ""],
		...boards.flatMap(notesOf),
		bench_file === void 0 ? "There is no bench.yml, and so no board of silicon; `hilbench boards init` proposes one." : `Boards of silicon: ${bench_file}`,
		...strangers.filter(([, serials]) => serials.length > 0).map(([name, serials]) => `${name} that no board names: ${serials.join(", ")}`),
		...problems.map((problem) => `Could not look everywhere: ${problem}`),
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
	const listing = {
		...file.path === void 0 ? {} : { bench_file: file.path },
		boards,
		in_no_board: strangersTo(file, seen),
		problems: problemsOf(seen, file)
	};
	output.result(listing, () => listingText(listing));
}
/** `hilbench boards release ID`: ends a quarantine. */
async function releaseCommand(bench, board, output) {
	const reason = await bench.release(board);
	output.result({
		board,
		...reason === void 0 ? {} : { reason }
	}, () => reason === void 0 ? `The board ${board} was in no quarantine; its count of failures is 0.\n` : `The board ${board} is released. It was in quarantine for ${reason}.\n`);
}

export { boardsCommand, releaseCommand };