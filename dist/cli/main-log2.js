// src/support/log.ts
const silentLog = {
	info: () => {},
	debug: () => {},
	warn: () => {}
};

export { silentLog as t };