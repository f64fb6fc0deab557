import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import type { Env } from '../guard.ts';
import { acceptInvitation, invitedBy } from '../invitation.ts';
import { typedPerson, weakness } from '../new-person.ts';
import { beginSession } from '../session.ts';
import { formOf, type Form, type Room } from './room.ts';

/** A colleague comes in by the link they were sent. */
export function invitationRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  const { code: lang, say } = language;

  staff.get('/loi-moi/:token/', async (c) => {
    const invited = await invitedBy(await open(), c.req.param('token'));
    if (!invited) return c.notFound();
    return draw(c, 'signIn', lang, { step: 'invitation', values: { name: invited.name } });
  });

  staff.post('/loi-moi/:token/', async (c) => {
    const services = await open();
    const token = c.req.param('token');
    const invited = await invitedBy(services, token);
    if (!invited) return c.notFound();
    const { name } = invited;
    const form: Form = { ...(await formOf(c)), name };
    const again = (problem: string) => {
      const values = { name, login: form.login ?? '' };
      return draw(c, 'signIn', lang, { step: 'invitation', values, error: say(`staff.errors.${problem}`) }, 422);
    };
    const weak = weakness(services, form);
    if (weak) return again(weak);
    const opened = await acceptInvitation(services, token, typedPerson(form));
    if (opened === 'taken') return again('loginTaken');
    if (!opened) return c.notFound();
    await beginSession(c, services, { ...opened, enrolling: true }, { path: home });
    return c.redirect(`${home}lop-hai/`, 303);
  });
}
