// src/support/random.ts
function createRandom(seed) {
	let state = seed >>> 0;
	const uniform = () => {
		state = state + 1831565813 >>> 0;
		let mixed = Math.imul(state ^ state >>> 15, state | 1);
		mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
		return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
	};
	return {
		uniform,
		normal: () => (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3)
	};
}

export { createRandom as t };