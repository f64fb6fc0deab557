import type { Context } from 'hono';
import { codeOf } from '../../log.ts';
import type { Lane } from '../../report/codes.ts';
import type { Report } from '../../report/schema.ts';
import type { Services } from '../../running.ts';
import { lookupHash } from '../../vault/box.ts';
import type { HumanAnswers } from './answers.ts';
import { callerOf } from './caller.ts';
import { comesFromElsewhere } from './origin.ts';
import { spendWork } from './proof-of-work.ts';
import { spendToken } from './token.ts';

type Needs = Pick<Services, 'db' | 'serverSecret' | 'now' | 'config' | 'humanCheck' | 'log'>;

/**
 * The lane of a report, and never more than that: nobody is refused here, whatever is missing, forged or late.
 *
 * `proven` takes all of these: a valid token, proof of work or hCaptcha; an empty honeypot; no sign that another site
 * has sent it; and room in the budget of the address. Call it once for each report, right before `receive`, when
 * everything else about the report was accepted: it spends what it was given.
 */
export async function laneOf(c: Context, needs: Needs, answers: HumanAnswers): Promise<Lane> {
  if (answers.honeypot || comesFromElsewhere(c, needs.config)) return 'unproven';
  if (!(await isProven(needs, answers))) return 'unproven';
  // Only what would be proven is counted, so that a flood of the unproven uses up nobody's budget.
  return needs.humanCheck.budget.take(callerOf(c)) ? 'proven' : 'unproven';
}

/**
 * The lane of "I need help", decided silently: whoever is held has no time to prove anything. What is unproven counts
 * as proven, until so many of them come at once that it is a flood.
 */
export async function laneForSelf(c: Context, needs: Needs, answers: HumanAnswers): Promise<Lane> {
  const lane = await laneOf(c, needs, answers);
  if (lane === 'proven') return lane;
  return needs.humanCheck.selfFlood() ? 'unproven' : 'proven';
}

async function isProven(needs: Needs, { token, altcha, captchaPassed, report }: HumanAnswers): Promise<boolean> {
  const usedFor = report && sameAgain(needs, report);
  try {
    if (captchaPassed) return true;
    if (token && (await spendToken(needs, token, usedFor))) return true;
    return altcha ? await spendWork(needs, altcha, usedFor) : false;
  } catch (error) {
    needs.log.warn({ event: 'human-check.failed', code: codeOf(error) });
    return false;
  }
}

/** Tells a second try from a second report. Its key is random, so the hash says nothing about the rest. */
function sameAgain({ serverSecret }: Needs, report: Report): Buffer | undefined {
  if (report.fields.key === undefined) return undefined;
  return lookupHash(serverSecret, 'second try', JSON.stringify([report.fields, report.asTyped]));
}
