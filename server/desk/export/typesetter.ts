import path from 'node:path';
import { root } from '../../config.ts';
import type { Sheet } from '../../forward/package/sheet.ts';
import { openRunner } from '../../print/runner.ts';

const setter = path.join(root, 'src', 'print', 'referral.ts');

export type Typesetter = {
  /**
   * A sheet as PDF (tagged, PDF/UA-1). @param unprintable what is said where letters could not be printed; `{count}` is
   * how many. @throws when it takes longer than 20 seconds.
   */
  set(sheet: Sheet, unprintable: string): Promise<Uint8Array>;
  close(): void;
};

/** Sets sheets by Typst: whatever a text does to it, in time or memory, ends with the sheet's own process. */
export function openTypesetter(): Typesetter {
  const runner = openRunner();
  return {
    async set(sheet, unprintable) {
      const pdf = await runner.run(setter, { input: JSON.stringify({ ...sheet, unprintable }) });
      if (!pdf) throw new Error('the sheet could not be set');
      return pdf;
    },
    close: runner.close,
  };
}
