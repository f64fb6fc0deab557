import path from 'node:path';
import { appendFile, mkdir } from 'node:fs/promises';
import { openTransport } from '../forward/channels/transport.ts';
import type { Config } from '../config.ts';
import type { Say } from '../report/words.ts';
import type { Reminder } from './reminders.ts';

export type Notifier = { tell: (reminder: Reminder) => Promise<void>; close: () => void };

type Settings = Pick<Config, 'dutyMail' | 'dutyHook' | 'smtpUrl' | 'mailFrom' | 'dataDir'>;
type Way = { tell: (line: string, reminder: Reminder) => Promise<void>; close: () => void };

const patience = 10_000;

/**
 * Says outside the console which report waits and why: by mail to whoever DUTY_MAIL names, by a post to the gateway that
 * DUTY_HOOK names. Nothing of a report is in it. One way that fails does not stop the other.
 * @throws from `tell` when a way has failed.
 */
export function openNotifier(settings: Settings, say: Say): Notifier {
  const ways = [mailWay(settings, say('desk.reminderSubject')), hookWay(settings)].flatMap((way) => way ?? []);
  const line = ({ reportId, clock, step }: Reminder): string =>
    say('desk.reminder', { id: reportId, clock: say(`desk.clocks.${clock}.name`), step: say(`desk.told.${step}`) });
  return {
    close: () => ways.forEach((way) => way.close()),
    async tell(reminder) {
      const told = await Promise.allSettled(ways.map((way) => way.tell(line(reminder), reminder)));
      const failed = told.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
}

/** To people, or to a gateway that makes a text message of a mail. Without SMTP_URL the line goes to a file. */
function mailWay({ dutyMail, smtpUrl, mailFrom, dataDir }: Settings, subject: string): Way | undefined {
  if (dutyMail.length === 0) return undefined;
  if (!smtpUrl) return { tell: (line) => toFile(path.join(dataDir, 'duty'), line), close: () => undefined };
  const transport = openTransport(smtpUrl);
  return {
    close: () => transport.close(),
    tell: async (text) => void (await transport.sendMail({ from: mailFrom, to: [...dutyMail], subject, text })),
  };
}

async function toFile(folder: string, line: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await appendFile(path.join(folder, 'reminders.txt'), `${line}\n`, { mode: 0o600 });
}

/** JSON: `text` to be sent on, and the same in parts. The id of a telling is the same when it comes again. */
function hookWay({ dutyHook }: Settings): Way | undefined {
  if (dutyHook === undefined) return undefined;
  return {
    close: () => undefined,
    async tell(text, { reportId, clock, step, dueAt }) {
      const answer = await fetch(dutyHook, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          id: `${reportId}.${clock}.${step}.${dueAt}`,
          text,
          report: reportId,
          clock,
          step,
          due_at: new Date(dueAt).toISOString(),
        }),
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw Object.assign(new Error('the gateway refused'), { code: `HTTP_${answer.status}` });
    },
  };
}
