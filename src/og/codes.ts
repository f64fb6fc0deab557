import { qrCode } from '../../server/report/qr-code.ts';
import { isPublic, type Files, type Finished } from '../finishing/finished.ts';
import { codeAddress } from './address.ts';

/** A QR code for every open page: nobody's service makes it, and the address in it carries nothing but the page. */
export function codes({ origin, pages }: Finished): Files {
  if (!isPublic(origin)) return new Map();
  const open = pages.filter((page) => page.open);
  return new Map(open.map(({ address }) => [codeAddress(address), qrCode(origin + address)]));
}
