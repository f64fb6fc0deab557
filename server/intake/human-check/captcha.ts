import hcaptcha from 'hcaptcha';
import { z } from 'zod';
import { codeOf } from '../../log.ts';
import type { Services } from '../../running.ts';
import { toMinute } from '../../store/reports.ts';
import { remember, rememberedUntil } from '../../store/spent.ts';
import { lookupHash } from '../../vault/box.ts';

const minute = 60_000;
/** The package knows no time-out, so what hangs stays open: not more than this at once. */
const mostUnderWay = 32;
let underWay = 0;

const outcome = z.object({ success: z.boolean() });

/** Whether the operator has switched hCaptcha on; otherwise its page does not exist. */
export const captchaIsOn = ({ config }: Pick<Services, 'config'>): boolean => config.hcaptcha !== undefined;

/**
 * Asks hCaptcha about the token its widget gave. A failure, a time-out and nonsense all mean: not passed. The
 * address of whoever solved it is not sent.
 */
export async function askCaptcha(
  { config, humanCheck, log }: Pick<Services, 'config' | 'humanCheck' | 'log'>,
  token: string,
): Promise<boolean> {
  if (!config.hcaptcha || token === '' || underWay >= mostUnderWay) return false;
  const { sitekey, secret } = config.hcaptcha;
  underWay += 1;
  const answer = hcaptcha
    .verify(secret, token, undefined, sitekey)
    .then(
      (body) => outcome.safeParse(body).data?.success ?? false,
      (error: unknown) => {
        log.warn({ event: 'captcha.failed', code: codeOf(error) });
        return false;
      },
    )
    .finally(() => (underWay -= 1));
  return within(humanCheck.limits.captcha.patienceSeconds * 1000, answer);
}

async function within(milliseconds: number, answer: Promise<boolean>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

type Marks = Pick<Services, 'db' | 'serverSecret' | 'now' | 'humanCheck'>;

const markOf = ({ serverSecret }: Marks, visitSecret: string): Buffer =>
  lookupHash(serverSecret, 'visit that passed the captcha', visitSecret);

/** Notes that this visit (the secret of its cookie) has passed, for an hour. */
export async function passCaptcha(needs: Marks, visitSecret: string): Promise<void> {
  const expiresAt = toMinute(needs.now()) + needs.humanCheck.limits.captcha.passMinutes * minute;
  await remember(needs.db, { hash: markOf(needs, visitSecret), expiresAt });
}

/** Whether this visit has passed within the hour: what `laneOf` wants as `captchaPassed`. */
export async function hasPassedCaptcha(needs: Marks, visitSecret: string | undefined): Promise<boolean> {
  if (visitSecret === undefined) return false;
  const until = await rememberedUntil(needs.db, markOf(needs, visitSecret));
  if (until === undefined) return false;
  const left = until - needs.now();
  return left > 0 && left <= needs.humanCheck.limits.captcha.passMinutes * minute;
}
