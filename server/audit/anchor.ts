import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openTransport } from '../forward/channels/transport.ts';
import { codeOf } from '../log.ts';
import type { Services } from '../running.ts';
import { checkpointFile, makeCheckpoint, readCheckpoints, type Checkpoint } from './checkpoint.ts';

type Needs = Pick<Services, 'config' | 'db' | 'now' | 'log'>;
export type Anchor = { look(): Promise<void>; stop(): Promise<void> };

const lookEvery = 60 * 60 * 1000;

/** Signs the end of the audit once a day, and sends what was signed to somebody outside where the operator names one. */
export function startAnchor(needs: Needs): Anchor {
  const lookOnce = async (): Promise<void> => {
    try {
      await makeCheckpoint(needs.db, needs.config.dataDir, needs.now());
      await mailNewOnes(needs);
    } catch (error) {
      needs.log.error({ event: 'audit.anchor.failed', code: codeOf(error) });
    }
  };
  let looking = lookOnce();
  const look = (): Promise<void> => (looking = looking.then(lookOnce));
  const again = setInterval(() => void look(), lookEvery).unref();
  return {
    look,
    stop() {
      clearInterval(again);
      return looking;
    },
  };
}

/** The key that signs lies on this machine, so a thief could sign anew: what has left it cannot be changed. */
async function mailNewOnes({ config }: Needs): Promise<void> {
  const { auditMailTo, smtpUrl, mailFrom, dataDir } = config;
  if (auditMailTo === undefined || smtpUrl === undefined) return;
  const mark = path.join(dataDir, 'audit', 'mailed-up-to');
  const upTo = readMark(mark);
  const waiting = readCheckpoints(checkpointFile(dataDir)).filter(({ seq }) => seq > upTo);
  const transport = openTransport(smtpUrl);
  try {
    for (const checkpoint of waiting) {
      await transport.sendMail({ from: mailFrom, to: auditMailTo, ...letterOf(checkpoint) });
      writeFileSync(mark, String(checkpoint.seq), { mode: 0o600, flush: true });
    }
  } finally {
    transport.close();
  }
}

function letterOf(checkpoint: Checkpoint): { subject: string; text: string } {
  return {
    subject: `Audit checkpoint ${checkpoint.day}`,
    text: `${JSON.stringify(checkpoint)}\n\nKeep this line in a file. Later, "npm run audit -- FILE" compares the audit with it.\n`,
  };
}

function readMark(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}
