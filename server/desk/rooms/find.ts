import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import { unlocked, type Env } from '../../staff/guard.ts';
import { formOf, type Room } from '../../staff/rooms/room.ts';
import { find } from '../find.ts';

/** Search. What is looked for travels in a post: an address lies in the browser's history. */
export function findRoom(staff: Hono<Env>, { open, language }: Room): void {
  const blank = { exact: '', text: '', from: '', until: '', after: '' };

  staff.get('/tim/', async (c) => draw(c, 'find', language.code, await find(await open(), unlocked(c), blank)));

  staff.post('/tim/', async (c) => {
    const { exact = '', text = '', from = '', until = '', after = '' } = await formOf(c);
    const asked = { exact, text, from: dayIn(from), until: dayIn(until), after };
    return draw(c, 'find', language.code, await find(await open(), unlocked(c), asked));
  });
}

const dayIn = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '');
