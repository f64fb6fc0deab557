/** Longer than any advertisement; the rest of a chat is left out, and the page says so. */
export const mostLetters = 8_000;
