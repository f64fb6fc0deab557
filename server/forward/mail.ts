import type { SendMailOptions } from 'nodemailer';
import MimeNode from 'nodemailer/lib/mime-node';
import type { Delivery } from '../store/deliveries.ts';
import { toMinute } from '../store/reports.ts';
import type { Office } from './offices.ts';

/** The one host that our Message-IDs name; a returned mail is known by it. */
export const mailHost = 'len-tieng';

/**
 * The mail that carries what is sealed. Its clear parts say only the id, the urgency and how to open it; the same id
 * always makes the same Message-ID, so that a receiver can drop what came twice.
 */
export async function mailOf(
  delivery: Delivery,
  sealed: Uint8Array,
  office: Office,
  from: string,
): Promise<SendMailOptions> {
  const to = office.address ?? 'khong-dia-chi@localhost';
  const head = {
    from,
    to,
    subject: `Thông báo ${delivery.name}`,
    messageId: `<${delivery.id}@${mailHost}>`,
    date: new Date(toMinute(delivery.queued_at)),
    headers: headersOf(delivery),
    // Where the next server can say it: tell us of a mail that did not arrive, and only its head.
    dsn: { id: delivery.id, return: 'headers', notify: ['failure', 'delay'], recipient: `rfc822;${to}` },
  } satisfies SendMailOptions;
  return delivery.format === 'pgp' ? pgpMail(head, sealed) : ageMail(head, delivery, sealed);
}

function headersOf({ report_id, urgency, lane, part, name }: Delivery): Record<string, string> {
  const isTest = part === 'test' || part === 'canary';
  return {
    'X-Report-Id': report_id,
    'X-Name': name,
    'X-Urgency': urgency,
    'X-Lane': lane,
    'X-Part': part,
    ...(isTest ? { 'X-Test': 'yes' } : {}),
  };
}

function ageMail(head: SendMailOptions, { name, urgency }: Delivery, sealed: Uint8Array): SendMailOptions {
  const file = `${name}.age`;
  return {
    ...head,
    text: [
      `Mã: ${name}`,
      `Mức: ${urgency}`,
      '',
      `Nội dung được niêm phong trong tệp đính kèm ${file} (định dạng age).`,
      `Mở bằng khóa của đơn vị: age --decrypt -i khoa.txt ${file} | tar x`,
      '',
      `The content is sealed in the attached file ${file} (age format).`,
      `Open it with your office's key: age --decrypt -i key.txt ${file} | tar x`,
    ].join('\n'),
    attachments: [{ filename: file, content: Buffer.from(sealed), contentType: 'application/octet-stream' }],
  };
}

/** PGP/MIME as RFC 3156 section 4 has it: a version, and the message. */
async function pgpMail(
  head: SendMailOptions & { to: string; from: string },
  sealed: Uint8Array,
): Promise<SendMailOptions> {
  const mail = new MimeNode('multipart/encrypted; protocol="application/pgp-encrypted"');
  const { from, to, subject, messageId, date, headers } = head;
  mail.setHeader({ from, to, subject, 'message-id': messageId, date: date?.toString(), ...headers });
  mail
    .createChild('application/pgp-encrypted')
    .setHeader({ 'Content-Description': 'PGP/MIME version identification', 'Content-Transfer-Encoding': '7bit' })
    .setContent('Version: 1\r\n');
  mail
    .createChild('application/octet-stream; name="encrypted.asc"')
    .setHeader({
      'Content-Description': 'OpenPGP encrypted message',
      'Content-Disposition': 'inline; filename="encrypted.asc"',
      'Content-Transfer-Encoding': '7bit',
    })
    .setContent(Buffer.from(sealed));
  return { envelope: { from, to }, raw: await mail.build(), ...(head.dsn ? { dsn: head.dsn } : {}) };
}
