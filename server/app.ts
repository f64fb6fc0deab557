import { services as open } from '#running';
import { astro } from 'astro/hono';
import { Hono, type Context, type Next } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { postProposal } from './campaign/routes.ts';
import { draw } from './draw.ts';
import { postMessage, postOpen } from './follow-up/api.ts';
import { postFiles } from './follow-up/files.ts';
import { postSent, showSent } from './follow-up/pages.ts';
import { postAnswer, showAnswer } from './forward/answer-page.ts';
import { pullRoutes } from './forward/pull.ts';
import { getLineKey, getSchema } from './forward/schemas.ts';
import { securityHeaders } from './headers.ts';
import { acceptedLanguage, errorsIn, postReport } from './intake/api.ts';
import { pathOfPage, postPage, showPage, type Door } from './intake/forms.ts';
import { showKeptReceipt } from './intake/receipt-page.ts';
import { captchaRoutes, getChallenge } from './intake/human-check/routes.ts';
import { Overloaded, shedsReading } from './intake/overload.ts';
import { endVisit } from './intake/visit.ts';
import type { Language, Languages } from './languages.ts';
import { codeOf, log } from './log.ts';
import { postOffer } from './offer/page.ts';
import { questionPages } from './report/questions.ts';
import { showSearch } from './search/page.ts';
import { staffRoutes } from './staff/routes.ts';
import { postUse } from './press/routes.ts';
import { isStorageUnavailable } from './store/database.ts';

/** Every route of the house on one screen; what nobody answers here, Astro draws. */
const app = new Hono();
const { languages, site } = await open();
const doors = [
  ['reportTrafficking', 'trafficking'],
  ['reportMissing', 'missing_person'],
  ['notes', 'self'],
] as const;

app.use(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(securityHeaders)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
  // What the server answers itself is about somebody: no browser and no proxy may keep it.
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
});

app.get('/healthz', (c) => c.text('ok'));
app.get('/readyz', async (c) => {
  await (await open()).db.selectFrom('line_key').select('id').limit(1).execute();
  return c.text('ok');
});

app.get('/api/places', async (c) => {
  const found = (await open()).places.like(c.req.query('q') ?? '', 6);
  return c.json(found.map(({ id, name, type }) => ({ id, name, type })));
});
app.get('/api/challenge', async (c) => getChallenge(c, await open()));
app.all('/api/challenge', only('GET'));
app.post('/api/reports', async (c) => postReport(c, await open()));
app.post('/api/receipts/open', whenThereIsRoom, async (c) => postOpen(c, await open()));
app.post('/api/receipts/messages', async (c) => postMessage(c, await open()));
app.post('/api/receipts/files', async (c) => postFiles(c, await open()));
for (const path of ['reports', 'receipts/open', 'receipts/messages', 'receipts/files'])
  app.all(`/api/${path}`, only('POST'));

app.route('/api/offices', pullRoutes(open));
app.get('/schema/line-key.txt', async (c) => getLineKey(c, await open()));
app.get('/schema/:file', getSchema);

for (const language of languages.all) {
  const { path } = language;
  for (const [page, kind] of doors) {
    const door: Door = { kind, page, language };
    // One address a page of questions; the last one is the check of all answers.
    const pages = questionPages[kind].length > 1 ? questionPages[kind].length + 1 : 1;
    for (let number = 0; number < pages; number++) {
      const address = pathOfPage(door, number);
      app.get(address, async (c) => showPage(c, await open(), door, number));
      app.post(address, async (c) => postPage(c, await open(), door, number));
      app.all(address, only('GET, POST'));
    }
  }
  app.get(path('receipt'), async (c) => showKeptReceipt(c, await open(), language));
  app.get(path('sent'), whenThereIsRoom, async (c) => showSent(c, await open(), language));
  app.post(path('sent'), async (c) => postSent(c, await open(), language));
  app.all(path('sent'), only('GET, POST'));
  // The forms themselves are built pages.
  app.post(path('proposal'), async (c) => postProposal(c, await open(), language));
  app.post(path('press'), async (c) => postUse(c, await open(), language));
  const answer = `${path('acknowledge')}:token/` as const;
  app.get(answer, async (c) => showAnswer(c, await open(), language));
  app.post(answer, async (c) => postAnswer(c, await open(), language));
  app.all(answer, only('GET, POST'));
  app.post(path('checkOffer'), whenThereIsRoom, async (c) => postOffer(c, language));
  app.on(['PUT', 'PATCH', 'DELETE'], path('checkOffer'), only('GET, POST'));
  app.get(path('search'), async (c) => showSearch(c, await open(), language));
  app.get(path('exit'), async (c) => leave(c));
  app.route(path('humanCheck'), captchaRoutes(open, language));
}

for (const language of languages.all) app.route(language.path('staff'), staffRoutes(open, language));

// Pages that only `draw` may ask for.
app.all('/draw/*', (c) => c.notFound());
app.all('*', whenThereIsRoom, async (c) => {
  const page = await astro()(c, async () => undefined);
  return page && page.status !== 404 ? page : errorPage(c, 404, 'notFound');
});
app.notFound((c) => errorPage(c, 404, 'notFound'));

app.onError((error, c) => {
  if (error instanceof HTTPException && error.status === 403) return errorPage(c, 403, 'forbidden');
  if (error instanceof Overloaded) {
    c.header('Retry-After', '30');
    return errorPage(c, 503, 'unavailable');
  }
  if (isStorageUnavailable(error)) {
    log.error({ event: 'storage.unavailable', code: codeOf(error) });
    c.header('Retry-After', '30');
    return errorPage(c, 503, 'unavailable');
  }
  log.error({ event: 'request.failed', code: codeOf(error) });
  return errorPage(c, 500, 'failed');
});

/** "Thoát nhanh": forgets what was typed and leads to somebody else's page, with and without script. */
async function leave(c: Context): Promise<Response> {
  await endVisit(c, await open()).catch(() => undefined);
  c.header('Clear-Site-Data', '"cookies", "storage"');
  c.header('Referrer-Policy', 'no-referrer');
  return c.redirect(site.exitTo, 303);
}

/** Under overload reading is shed first, in few words: drawing a page would take what reports need. */
function whenThereIsRoom(c: Context, next: Next): Promise<Response | void> {
  return open().then<Response | void>((services) => (shedsReading(services) ? shed(c) : next()));
}

function shed(c: Context): Response {
  const language = languageOf(c, languages);
  c.header('Retry-After', '60');
  if (c.req.path.startsWith('/api/')) return c.json(errorsIn(language, { body: 'busy' }), 503);
  return c.text(`${language.say('errors.busy')}\n${language.say('errorHelp')}`, 503);
}

function only(methods: string) {
  return (c: Context): Response | Promise<Response> => {
    c.header('Allow', methods);
    return errorPage(c, 405, 'method');
  };
}

/** An error as a sentence that says what to do: JSON for programs, a page with 113 and 111 for people. */
async function errorPage(c: Context, status: 403 | 404 | 405 | 500 | 503, problem: string): Promise<Response> {
  const language = languageOf(c, languages);
  const sentence = language.say(`errors.${problem}`, { field: '' });
  if (c.req.path.startsWith('/api/')) return c.json(errorsIn(language, { body: problem }), status);
  const title = language.say(`errorTitles.${problem}`);
  return draw(c, 'error', language.code, { status, title, text: sentence }, status);
}

function languageOf(c: Context, { all, of }: Languages): Language {
  const path = c.req.path;
  if (path.startsWith('/api/')) return of(acceptedLanguage(c));
  return (
    all.find((language) => language.path('home') !== '/' && path.startsWith(language.path('home'))) ?? of(undefined)
  );
}

export default app;
