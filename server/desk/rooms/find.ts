import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import { unlocked, type Env } from '../../staff/guard.ts';
import { formOf, type Room } from '../../staff/rooms/room.ts';
import { find } from '../find.ts';

/** Search. What is looked for travels in a post: an address lies in the browser's history. */
export function findRoom(staff: Hono<Env>, { open, language }: Room): void {
  const blank = { exact: '', text: '', form: '', commune: '', from: '', until: '', after: '' };

  staff.get('/tim/', async (c) => draw(c, 'find', language.code, await find(await open(), unlocked(c), blank)));

  staff.post('/tim/', async (c) => {
    const typed = { ...blank, ...(await formOf(c)) };
    const { exact, text, form, commune, after } = typed;
    const days = { from: dayIn(typed.from), until: dayIn(typed.until) };
    const asked = { exact, text, form, commune: commune.trim(), after, ...days };
    return draw(c, 'find', language.code, await find(await open(), unlocked(c), asked));
  });
}

const dayIn = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '');
