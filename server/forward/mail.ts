import type { SendMailOptions } from 'nodemailer';
import type { Delivery } from '../store/deliveries.ts';
import type { Office } from './offices.ts';

/**
 * The mail that carries a sealed report. Its clear parts say only the id, the urgency and how to open it;
 * the same id always makes the same Message-ID, so that a receiver can drop what came twice.
 */
export function mailOf(delivery: Delivery, sealed: Uint8Array, office: Office, from: string): SendMailOptions {
  const file = `${delivery.report_id}.age`;
  return {
    from,
    to: office.address ?? 'khong-dia-chi@localhost',
    subject: `Thông báo ${delivery.report_id}`,
    messageId: `<${delivery.id}@len-tieng>`,
    date: new Date(delivery.queued_at),
    headers: { 'X-Report-Id': delivery.report_id, 'X-Urgency': delivery.urgency, 'X-Lane': delivery.lane },
    text: [
      `Mã: ${delivery.report_id}`,
      `Mức: ${delivery.urgency}`,
      '',
      `Nội dung được niêm phong trong tệp đính kèm ${file} (định dạng age).`,
      `Mở bằng khóa của đơn vị: age --decrypt -i khoa.txt ${file}`,
      '',
      `The content is sealed in the attached file ${file} (age format).`,
      `Open it with your office's key: age --decrypt -i key.txt ${file}`,
    ].join('\n'),
    attachments: [{ filename: file, content: Buffer.from(sealed), contentType: 'application/octet-stream' }],
  };
}
