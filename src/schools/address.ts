/** What there is to take away of a lesson, in the order of its list. */
export const lessonFileNames = ['sheet', 'answers', 'letter', 'plan'] as const;
export type LessonFile = (typeof lessonFileNames)[number];

/** Where a file of a lesson lies. @param base the address of the schools @param name how its name begins: `giao-an` */
export const lessonFileAddress = (base: string, slug: string, name: string, type: 'pdf' | 'docx'): string =>
  `${base}${slug}/${name}-${slug}.${type}`;
