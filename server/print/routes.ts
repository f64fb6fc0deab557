import type { Context } from 'hono';
import { z } from 'zod';
import { Overloaded } from '../intake/overload.ts';
import type { Services } from '../running.ts';
import { PrinterBusy } from './printer.ts';

const name = z
  .string()
  .max(80)
  .regex(/^[a-z0-9-]+$/);
const asked = z.object({ slug: name, sheet: name });

/** A poster, leaflet or card with a commune's name, made when it is asked for; undefined when there is none. */
export async function getSheet(c: Context, { printer }: Pick<Services, 'printer'>): Promise<Response | undefined> {
  // Who asks for none chooses one on the commune's page.
  if (c.req.query('sheet') === undefined) return c.redirect('./', 303);
  const { data } = asked.safeParse({ slug: c.req.param('slug'), sheet: c.req.query('sheet') });
  if (!data) return undefined;
  const bytes = await printer.print(data.slug, `${data.sheet}.pdf`).catch((error: unknown) => {
    throw error instanceof PrinterBusy ? new Overloaded() : error;
  });
  if (!bytes) return undefined;
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${data.sheet}-${data.slug}.pdf"`,
    'Cache-Control': 'public, max-age=3600',
  });
}
