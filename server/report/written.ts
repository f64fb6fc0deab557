/** What somebody wrote, in the order triage reads it; its reasons point into these lines joined by a line break. */
export function writtenIn(fields: Readonly<{ story?: unknown; description?: unknown }>): {
  story: string;
  description: string;
  text: string;
} {
  const [story, description] = [textOf(fields.story), textOf(fields.description)];
  return { story, description, text: [story, description].filter(Boolean).join('\n') };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
