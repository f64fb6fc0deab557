import { z } from 'zod';
import type { Inbox } from './inbox.ts';

const listed = z.object({ reports: z.array(z.object({ id: z.string() })) });

/** Fetches what waits for an office; how many were new. @throws when the line refuses the token. */
export async function fetchPull(origin: string, office: string, token: string, inbox: Inbox): Promise<number> {
  const address = `${origin}/api/offices/${encodeURIComponent(office)}/reports`;
  const headers = { authorization: `Bearer ${token}` };
  const get = async (url: string): Promise<Response> => {
    const answer = await fetch(url, { headers });
    if (!answer.ok) throw new Error(`the line answered ${answer.status}`);
    return answer;
  };
  let taken = 0;
  for (const { id } of listed.parse(await (await get(address)).json()).reports) {
    const sealed = await (await get(`${address}/${encodeURIComponent(id)}`)).bytes();
    if (await inbox.keep(id, sealed)) taken += 1;
  }
  return taken;
}
