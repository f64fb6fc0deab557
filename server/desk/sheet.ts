import type { Services } from '../running.ts';
import { offTheScreen, type Sheet } from '../forward/package/sheet.ts';
import type { Office } from '../forward/offices.ts';
import { parcelIn, type OpenRecord } from './record.ts';

type Needs = Pick<Services, 'offices' | 'packer'>;

/** The office that a sheet is meant for: the one asked for, else the first that the report was sent to. */
export function officeFor({ offices }: Pick<Needs, 'offices'>, record: OpenRecord, asked: string): Office {
  return offices.of(asked) ?? offices.of(record.routing[0]?.office ?? '') ?? offices.default;
}

/** The *Phiếu chuyển tin* for an office: what its own copy says, and no more, with room to answer by hand. */
export function sheetOf({ packer }: Needs, record: OpenRecord, office: Office): Sheet {
  return offTheScreen(packer.sheet(parcelIn(record), office, record.triage.flags));
}
