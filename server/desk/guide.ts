import { z } from 'zod';
import { readContent } from '../content-file.ts';
import { wayOf } from '../forward/office-test.ts';
import type { Services } from '../running.ts';
import { hasRecoveryKey } from '../staff/recovery-key.ts';
import { wasTested } from '../store/office-tests.ts';
import { people } from '../store/people.ts';
import { onDuty } from '../store/shifts.ts';

const named = z.record(z.string(), z.string());
const room = z.string().regex(/^([a-z-]+\/)*$/);
const facts = ['recovery', 'people', 'office', 'shift'] as const;
const guideFile = z.strictObject({
  firstRun: z.array(z.strictObject({ done: z.enum(facts), room, title: named, text: named })).min(1),
  walk: z
    .array(
      z.strictObject({
        at: z.enum(['phone', 'desk']),
        page: z.string().optional(),
        room: room.optional(),
        keys: z.array(z.string()).default([]),
        title: named,
        text: named,
      }),
    )
    .min(1),
});

/** The guide of the console, from content/desk-guide.yaml. */
export type Guide = z.infer<typeof guideFile>;
export type GuideFact = (typeof facts)[number];

/** @throws with a sentence that names the field. */
export const readGuide = (contentDir: string): Guide => readContent(contentDir, 'desk-guide.yaml', guideFile);

/** What of the first run is done, by looking, not by ticking. */
export async function factsOf(needs: Pick<Services, 'db' | 'now' | 'offices'>): Promise<Record<GuideFact, boolean>> {
  const { db, now, offices } = needs;
  const usual = offices.default;
  return {
    recovery: await hasRecoveryKey(needs),
    people: (await people(db)).length > 1,
    office: await wasTested(db, usual.id, wayOf(usual)),
    shift: (await onDuty(db, now())).length > 0,
  };
}
