// src/support/text.ts
/** C0, C1, line and paragraph separators, bidirectional controls and other invisible marks. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** Untrusted text as one line that cannot move the cursor, reorder the line, or grow without end. */
function plainText(text, maxCharacters) {
	const clean = text.replace(UNSAFE, "�");
	const characters = [...clean];
	return characters.length <= maxCharacters ? clean : `${characters.slice(0, maxCharacters - 1).join("")}…`;
}

export { plainText as t };