/** Files say they were made on this day, whenever they were: the same content gives the same bytes. */
export const fixedDate = Date.UTC(2026, 0, 1);
