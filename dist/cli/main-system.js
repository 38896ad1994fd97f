// src/support/system.ts
/** The error code of Node for a failed system call, for example `ENOENT`; undefined for any other error. */
function systemErrorCode(error) {
	if (!(error instanceof Error) || !("code" in error)) return void 0;
	return typeof error.code === "string" ? error.code : void 0;
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

export { systemErrorCode as n, isRunning as t };