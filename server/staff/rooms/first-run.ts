import type { Context, Hono } from 'hono';
import { draw } from '../../draw.ts';
import { completeFirstRun, firstRunPending } from '../first-run.ts';
import type { Env } from '../guard.ts';
import { typedPerson, weakness } from '../new-person.ts';
import { beginSession } from '../session.ts';
import { formOf, type Form, type Room } from './room.ts';

/** The first person comes in with the single-use code. */
export function firstRunRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  const { code: lang, say } = language;

  staff.get('/bat-dau/', async (c) => {
    if (!(await firstRunPending(await open()))) return c.redirect(home, 303);
    return draw(c, 'signIn', lang, { step: 'first-run', values: {} });
  });

  staff.post('/bat-dau/', async (c) => {
    const services = await open();
    const form = await formOf(c);
    const weak = weakness(services, form);
    if (weak) return again(c, form, weak);
    const first = await completeFirstRun(services, form.code ?? '', typedPerson(form));
    if (!first) return again(c, form, 'code');
    await beginSession(c, services, { ...first, enrolling: true }, { path: home });
    return c.redirect(`${home}lop-hai/`, 303);
  });

  function again(c: Context, { code = '', name = '', login = '' }: Form, problem: string): Promise<Response> {
    const values = { code, name, login };
    return draw(c, 'signIn', lang, { step: 'first-run', values, error: say(`staff.errors.${problem}`) }, 422);
  }
}
