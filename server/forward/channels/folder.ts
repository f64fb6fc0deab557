import { createTransport } from 'nodemailer';
import { mkdirSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Channel } from '../channel.ts';
import { mailOf } from '../mail.ts';

const composed = z.object({ message: z.instanceof(Buffer) });

/** The same mail as a file: `<report>.<office>.eml` in a folder, whole or not there at all, once per id. */
export function folderChannel(folder: string, from: string): Channel {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const composer = createTransport({ streamTransport: true, buffer: true });
  return {
    async deliver(delivery, sealed, office) {
      const { message } = composed.parse(await composer.sendMail(await mailOf(delivery, sealed, office, from)));
      await writeWhole(path.join(folder, `${delivery.id}.eml`), message);
    },
    close: () => composer.close(),
  };
}

async function writeWhole(file: string, content: Buffer): Promise<void> {
  const unfinished = `${file}.part`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
}
