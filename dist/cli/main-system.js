// src/support/system.ts
/** The error code of Node for a failed system call, for example `ENOENT`; undefined for any other error. */
function systemErrorCode(error) {
	if (!(error instanceof Error) || !("code" in error)) return void 0;
	return typeof error.code === "string" ? error.code : void 0;
}
/**
* What a system call answers; undefined where it finds nothing of that name. What else goes wrong is thrown.
*
* @param also further codes than `ENOENT` that mean so for this call
*/
async function unlessAbsent(call, ...also) {
	try {
		return await call;
	} catch (error) {
		if (!["ENOENT", ...also].includes(systemErrorCode(error) ?? "")) throw error;
		return;
	}
}
/** Whether a system call failed because the disk, or what the user may have of it, is full. */
function isDiskFull(error) {
	return ["ENOSPC", "EDQUOT"].includes(systemErrorCode(error) ?? "");
}
/** Whether there is a process of this id in our PID namespace, whosever it is. */
function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return systemErrorCode(error) === "EPERM";
	}
}
function kill(target, ...harmless) {
	try {
		process.kill(target, "SIGKILL");
	} catch (error) {
		if (!["ESRCH", ...harmless].includes(systemErrorCode(error) ?? "")) throw error;
	}
}
/** Kills a process; one that has ended by itself is fine. @throws the system's error where it is another user's */
function killProcess(pid) {
	kill(pid);
}
/** Kills the leader of a process group and whoever is in it; that all have ended is fine. */
function killGroup(leader) {
	kill(-leader, "EPERM");
}

export { systemErrorCode as a, killProcess as i, isRunning as n, unlessAbsent as o, killGroup as r, isDiskFull as t };