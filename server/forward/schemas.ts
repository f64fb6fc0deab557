import type { Context } from 'hono';
import { z } from 'zod';
import type { Services } from '../running.ts';
import { officeAnswer } from './answer.ts';
import { webhookBody } from './channels/webhook.ts';
import { manifest } from './package/manifest.ts';
import { packagedMessage, packagedNotice } from './package/notices.ts';
import { packagedReport } from './package/record.ts';

/** What an office's own programs read by: JSON Schema made from the very schemas that the line writes by. */
const schemas: Readonly<Record<string, z.ZodType>> = {
  report: packagedReport,
  message: packagedMessage,
  notice: packagedNotice,
  manifest,
  webhook: webhookBody,
  answer: officeAnswer,
};

export const schemaNames = Object.keys(schemas);

export function getSchema(c: Context): Response | Promise<Response> {
  const schema = schemas[(c.req.param('file') ?? '').replace(/\.json$/, '')];
  if (!schema) return c.notFound();
  c.header('Cache-Control', 'public, max-age=3600');
  c.header('Content-Type', 'application/schema+json; charset=utf-8');
  return c.body(JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2));
}

/** The key that manifests are checked with. */
export function getLineKey(c: Context, { manifestKey }: Services): Response {
  c.header('Cache-Control', 'public, max-age=3600');
  return c.text(`SHA-256: ${manifestKey.fingerprint}\n${manifestKey.publicKey}`);
}
