import { r as didYouMean } from "./main-yaml.js";

// src/bench/bench-rules.ts
/** Stands in a proposal where a person must say which platform a board is; no platform has this name. */
const PLATFORM_TO_CHOOSE = "choose-one";
/** What no two boards of a host may share, and how a board names it. */
const OWN = [
	{
		path: ["id"],
		what: "the id",
		of: ({ id }) => id.toLowerCase()
	},
	{
		path: ["jlink"],
		what: "the J-Link",
		of: ({ jlink }) => jlink
	},
	{
		path: ["port"],
		what: "the port",
		of: portKey
	},
	{
		path: ["monitor", "serial"],
		what: "the power monitor",
		of: ({ monitor }) => monitor?.serial === void 0 ? void 0 : `${monitor.kind} ${monitor.serial}`
	},
	{
		path: ["monitor", "port"],
		what: "the port of the monitor",
		of: ({ monitor }) => monitor?.port
	}
];
function portKey({ port }) {
	if (port.kind === "auto") return void 0;
	return port.kind === "path" ? port.path : `USB serial ${port.usb_serial}`;
}
/** The first thing by which two boards of a host could be mixed up, or that cannot be; undefined when all is well. */
function findConflict(boards, platforms) {
	for (const [index, board] of boards.entries()) {
		const problem = platformProblem(board, platforms) ?? sharedProblem(board, boards.slice(0, index)) ?? unnamedProblem(board, boards);
		if (problem !== void 0) return {
			...problem,
			path: [
				"boards",
				index,
				...problem.path
			]
		};
	}
}
function platformProblem(board, platforms) {
	const platform = platforms.find(({ name }) => name === board.platform);
	const real = platforms.filter(({ emulated }) => !emulated).map(({ name }) => name);
	if (board.platform === "choose-one") return {
		path: ["platform"],
		message: `nobody can tell from outside which platform ${board.id} is: choose one of ${real.join(", ")}`
	};
	if (platform === void 0) return {
		path: ["platform"],
		message: `there is no platform "${board.platform}". ${didYouMean(board.platform, real)}There are ${real.join(", ")}`
	};
	if (platform.emulated) return {
		path: ["platform"],
		message: `${platform.name} is emulated: its boards are there without being named here`
	};
	return platforms.find(({ name, emulated: isEmulated }) => isEmulated && board.id.startsWith(`${name}-`) && /^\d+$/u.test(board.id.slice(name.length + 1))) === void 0 ? void 0 : {
		path: ["id"],
		message: `${board.id} is the name of an emulated board`
	};
}
function sharedProblem(board, before) {
	for (const { path, what, of } of OWN) {
		const mine = of(board);
		const other = mine === void 0 ? void 0 : before.find((each) => of(each) === mine);
		if (other !== void 0) return {
			path,
			message: `${what} ${mine} belongs to the board ${other.id} already`
		};
	}
}
/** "The only one attached" is no name where there are two. */
function unnamedProblem(board, boards) {
	const others = boards.filter((each) => each !== board);
	const [other] = others;
	if (board.jlink === void 0 && other !== void 0) return {
		path: [],
		message: `the board ${board.id} names no jlink, so that it could be mixed up with ${other.id}: give the serial number of every J-Link`
	};
	const { monitor } = board;
	if (monitor === void 0 || (monitor.serial ?? monitor.port) !== void 0) return void 0;
	const rival = others.find((each) => each.monitor?.kind === monitor.kind);
	return rival === void 0 ? void 0 : {
		path: ["monitor"],
		message: `the ${monitor.kind} of ${board.id} names no serial, so that it could be mixed up with that of ${rival.id}`
	};
}

export { findConflict as n, PLATFORM_TO_CHOOSE as t };