import MimeNode from 'nodemailer/lib/mime-node';
import { createMessage, encrypt, readKey } from 'openpgp';
import { padded } from './bundle.ts';
import { unbundle } from './unbundle.ts';

/**
 * A package as what PGP/MIME (RFC 3156) encrypts: a mail of its own with the sheet to read and all files beside it,
 * filled with line ends behind its last boundary, where mail programs do not look. Armored.
 */
export async function sealAsMail(tar: Uint8Array, certificates: readonly string[]): Promise<Uint8Array> {
  const encryptionKeys = await Promise.all(certificates.map((armoredKey) => readKey({ armoredKey })));
  const binary = padded(await mimeOf(tar), 2, 0x0a);
  const sealed = await encrypt({ message: await createMessage({ binary, format: 'binary' }), encryptionKeys });
  binary.fill(0);
  return Buffer.from(String(sealed), 'utf8');
}

const types: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', json: 'application/json' };

async function mimeOf(tar: Uint8Array): Promise<Buffer> {
  const mail = new MimeNode('multipart/mixed');
  for (const [name, content] of unbundle(tar)) {
    const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    const shown = name.endsWith('.html') ? 'inline' : 'attachment';
    mail.createChild(type, { filename: name }).setHeader('Content-Disposition', shown).setContent(content);
  }
  return mail.build();
}
