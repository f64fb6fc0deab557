import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import type { Env } from '../guard.ts';
import { meOf } from '../session.ts';
import type { Room } from './room.ts';

/** What the operator has to look after that no software can. */
export function obligationsRoom(staff: Hono<Env>, { open, language }: Room): void {
  staff.get('/trach-nhiem/', async (c) => {
    const points = (await open()).obligations(language.code);
    return draw(c, 'obligations', language.code, { person: meOf(c.get('who')), points });
  });
}
