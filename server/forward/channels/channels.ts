import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, type Config } from '../../config.ts';
import type { Channel } from '../channel.ts';
import { webhookSecret } from '../office-secrets.ts';
import type { Office } from '../offices.ts';
import { folderChannel } from './folder.ts';
import { smtpChannel } from './smtp.ts';
import type { Dkim } from './transport.ts';
import { webhookChannel } from './webhook.ts';

export type Channels = { of: (office: Office) => Channel | undefined; close: () => void };

/** Without SMTP_URL mail becomes files in DATA_DIR/police-queue, for the trial office to fetch. */
export function openChannels(config: Config, now: () => number): Channels {
  const folder = folderChannel(path.join(config.dataDir, 'police-queue'), config.mailFrom);
  const smtp = config.smtpUrl ? smtpChannel(config.smtpUrl, config.mailFrom, dkimOf(config)) : folder;
  const webhook = webhookChannel((office) => webhookSecret(config.dataDir, office), now);
  const channels = { smtp, folder, webhook, pull: undefined };
  return {
    of: (office) => channels[office.channel],
    close: () => [...new Set([folder, smtp, webhook])].forEach((channel) => channel.close()),
  };
}

/** @throws ConfigError when the key cannot be read. */
function dkimOf({ dkim }: Config): Dkim | undefined {
  if (!dkim) return undefined;
  try {
    const privateKey = readFileSync(dkim.keyFile, 'utf8');
    return { domainName: dkim.domain, keySelector: dkim.selector, privateKey };
  } catch {
    throw new ConfigError('DKIM_KEY_FILE cannot be read.');
  }
}
