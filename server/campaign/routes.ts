import type { Context } from 'hono';
import { draw } from '../draw.ts';
import { readBody } from '../intake/body.ts';
import type { Language } from '../languages.ts';
import type { Services } from '../running.ts';
import { readProposal } from './proposal.ts';
import { keepProposal } from './proposals.ts';

type Needs = Pick<Services, 'config' | 'places' | 'site' | 'now'>;

/** An organiser sends an event: kept for an editor, shown to nobody before it is approved. */
export async function postProposal(c: Context, services: Needs, { code, say, path }: Language): Promise<Response> {
  const { config, places, site, now } = services;
  const refuse = (status: 422 | 503, text: string): Promise<Response> =>
    draw(c, 'error', code, { status, title: say('proposal.notSent'), text }, status);
  const body = await readBody(c);
  const entries = body.is === 'form' ? body.entries : new Map<string, string[]>();
  const isCommune = (commune: string): boolean => places.of(commune)?.code === commune;
  const read = readProposal(entries, { isCommune, timeZone: site.timeZone, now: now() });
  if ('wrong' in read) {
    const fields = read.wrong.map((field) => say(`proposal.fields.${field}`).toLocaleLowerCase(code)).join(', ');
    return refuse(422, say('proposal.mend', { fields }));
  }
  const kept = await keepProposal(config.dataDir, read.proposal, site.firstLanguage);
  if (!kept) return refuse(503, say('proposal.full'));
  return c.redirect(`${path('proposal')}#thanks`, 303);
}
