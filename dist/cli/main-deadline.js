import { n as cancelled, t as HilbenchError } from "./main-errors.js";

// src/support/deadline.ts
/** Throws `CANCELLED`, or the HilbenchError the signal was aborted with, when `signal` is aborted. */
function throwIfAborted(signal) {
	if (!signal.aborted) return;
	throw signal.reason instanceof HilbenchError ? signal.reason : cancelled();
}
/**
* Runs `work` with a signal that aborts when `parent` does or after `timeout_ms`, whichever is first.
*
* `work` must honour the signal. When the time is up the promise rejects with `onTimeout()`, when the
* parent is aborted with `CANCELLED`. The timer is always cleared.
*/
async function withDeadline(parent, timeout_ms, onTimeout, work) {
	throwIfAborted(parent);
	const controller = new AbortController();
	const stop = () => controller.abort(parent.reason);
	parent.addEventListener("abort", stop, { once: true });
	const timer = setTimeout(() => controller.abort(onTimeout()), timeout_ms);
	const { promise: aborted, reject } = Promise.withResolvers();
	controller.signal.addEventListener("abort", () => {
		const { reason } = controller.signal;
		reject(reason instanceof HilbenchError ? reason : cancelled());
	}, { once: true });
	try {
		return await Promise.race([work(controller.signal), aborted]);
	} finally {
		clearTimeout(timer);
		parent.removeEventListener("abort", stop);
	}
}

export { withDeadline as n, throwIfAborted as t };