/**
 * Makes the forms feel instant and keeps what was typed when the network drops: it says so and tries again, with the
 * same key, so that nothing is lost or sent twice. Without this script the forms work all the same.
 */
import './places.ts';
import './locate.ts';
import './sentences.ts';

const longestPause = 30_000;
let sending = false;

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset['lost'] === undefined) return;
  event.preventDefault();
  if (sending) return;
  sending = true;
  const body = new FormData(form, event.submitter);
  say(form.dataset['sending']);
  send(form, body, 1_000);
});

function send(form: HTMLFormElement, body: FormData, pause: number): void {
  const request = new XMLHttpRequest();
  const texts = [...body].every(([, value]) => typeof value === 'string' || value.size === 0);
  request.open('POST', form.action);
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    if (!texts) say(`${form.dataset['sending'] ?? ''} ${Math.round((100 * loaded) / total)} %`);
  });
  request.addEventListener('load', () => {
    sending = false;
    const moved = request.responseURL !== form.action;
    if (moved && request.status < 400) location.assign(request.responseURL);
    else show(request.responseText, request.responseURL);
  });
  request.addEventListener('error', () => {
    say(form.dataset['lost']);
    whenBack(pause, () => send(form, body, Math.min(longestPause, pause * 2)));
  });
  request.send(texts ? asText(body) : body);
}

/** After a pause, or as soon as the phone says that it is online again. */
function whenBack(pause: number, again: () => void): void {
  const once = new AbortController();
  const go = (): void => {
    once.abort();
    clearTimeout(timer);
    again();
  };
  const timer = setTimeout(go, pause);
  addEventListener('online', go, { signal: once.signal });
}

/** A page that came as the answer itself: an error to mend, or the next step where no cookies are kept. */
function show(html: string, address: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const main = page.querySelector('main');
  if (!main) return;
  if (address !== location.href) history.pushState(null, '', address);
  document.title = page.title;
  document.querySelector('main')?.replaceWith(document.adoptNode(main));
  dispatchEvent(new Event('shown'));
  document.querySelector<HTMLElement>('.summary, main')?.focus();
  scrollTo(0, 0);
}

function say(text: string | undefined): void {
  const status = document.querySelector('.lost');
  if (status) status.textContent = text ?? '';
}

function asText(body: FormData): URLSearchParams {
  return new URLSearchParams([...body].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}
