/** Where the plan of a lesson lies as a file that a teacher can change. @param base the address of the schools */
export const planAddress = (base: string, slug: string): string => `${base}${slug}/giao-an-${slug}.docx`;
