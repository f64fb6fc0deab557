import { z } from 'zod';
import { urgencies } from '../report/codes.ts';

const text = z.string().max(8_000);
const line = z.string().max(300);

/** What is inside the desk's sealed pieces, by their kind. */
export const entrySchemas = {
  note: z.object({ text }),
  classification: z.object({
    urgency: z.enum(urgencies),
    subject: line,
    forms: z.array(line),
    reason: text,
    rules: z.array(line),
  }),
  call: z.object({ whom: line, answer: text }),
  authority: z.object({ number: line, at: z.number() }),
  reason: z.object({ act: line, code: line, text }),
  incident: z.object({ forms: z.array(line), legs: text, accused: text, linked: text }),
  person: z.object({
    status: z.enum(['PossibleVictimOfTrafficking', 'ActualVictimOfTrafficking', 'NotAVictimOfTrafficking']),
    decidedBy: line,
    ageBand: z.enum(['under_16', '16_17', 'adult', 'unknown']),
    needs: text,
    services: text,
  }),
} as const;

export type Entries = { [Kind in keyof typeof entrySchemas]: z.infer<(typeof entrySchemas)[Kind]> };
