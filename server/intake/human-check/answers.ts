import { humanCheckFields } from '../../report/human-check.ts';
import type { Report } from '../../report/schema.ts';

/** What a sender gives to the human check; all of it may be missing. */
export type HumanAnswers = {
  /** From `issueToken`, when the form page was drawn. */
  token?: string | undefined;
  /** What stands in the field that no person sees. */
  honeypot?: string | undefined;
  /** The solution of the proof of work, as src/scripts/proof-of-work.ts writes it. */
  altcha?: string | undefined;
  /** From `hasPassedCaptcha`. */
  captchaPassed?: boolean | undefined;
  /**
   * The report that is sent with it. One that carries an idempotency key may be sent again with the same token or
   * proof (the network dropped, the disk was full) and is as proven as the first time.
   */
  report?: Report | undefined;
};

/** Reads what src/components/HumanCheck.astro has put into a posted form. */
export function answersIn(entries: ReadonlyMap<string, readonly string[]>): HumanAnswers {
  const first = (name: string): string | undefined => entries.get(name)?.[0];
  return {
    token: first(humanCheckFields.token),
    honeypot: entries.get(humanCheckFields.honeypot)?.join(''),
    altcha: first(humanCheckFields.altcha),
  };
}
