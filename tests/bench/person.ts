/** Somebody with a browser without script: fills in one form after the other until a receipt is shown. */
export type Sent = { receipt: string | undefined; status: number; sentAt: number; answeredAt: number };

const mostSteps = 15;

export async function sendAsPerson(
  url: string,
  door: string,
  answers: Readonly<Record<string, string>>,
  writing: () => Promise<void>,
): Promise<Sent> {
  const cookies = new Map<string, string>();
  let page = await visit(new URL(door, url), cookies);
  let sentAt = Date.now();
  for (let step = 0; step < mostSteps; step++) {
    const receipt = /\d{4}( \d{4}){6}/.exec(page.text)?.[0];
    const form = receipt ? undefined : formIn(page.text);
    if (!form || page.status >= 500) return { receipt, status: page.status, sentAt, answeredAt: Date.now() };
    await writing();
    sentAt = Date.now();
    page = await visit(new URL(form.action || page.url, page.url), cookies, filled(form.html, answers));
  }
  return { receipt: undefined, status: page.status, sentAt, answeredAt: Date.now() };
}

type Page = { url: URL; status: number; text: string };

async function visit(url: URL, cookies: Map<string, string>, body?: URLSearchParams): Promise<Page> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { cookie, ...(body ? { origin: url.origin, 'sec-fetch-site': 'same-origin' } : {}) };
  const answer = await fetch(url, { redirect: 'manual', headers, ...(body ? { method: 'POST', body } : {}) });
  for (const set of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    cookies.set(name, value);
  }
  const text = await answer.text();
  const location = answer.headers.get('location');
  return location ? visit(new URL(location, url), cookies) : { url, status: answer.status, text };
}

function formIn(html: string): { action: string; html: string } | undefined {
  const main = html.slice(Math.max(0, html.indexOf('<main')));
  const [, tag = '', inner = ''] = /<form([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/.exec(main) ?? [];
  return inner === '' ? undefined : { action: plain(/action="([^"]*)"/.exec(tag)?.[1] ?? ''), html: inner };
}

/** What a browser would send: hidden fields as they are, the person's answers where the page asks for them. */
function filled(html: string, answers: Readonly<Record<string, string>>): URLSearchParams {
  const body = new URLSearchParams();
  for (const [tag] of html.matchAll(/<(?:input|textarea)[^>]*>/g)) {
    const attribute = (name: string): string => plain(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
    const name = attribute('name');
    const answer = answers[name];
    if (attribute('type') === 'hidden') body.set(name, attribute('value'));
    else if (answer !== undefined && !body.has(name)) body.set(name, answer);
  }
  const [button = ''] = /<button[^>]* name="[^"]*"[^>]*>/.exec(html) ?? [];
  const [, name] = / name="([^"]*)"/.exec(button) ?? [];
  if (name && !body.has(name)) body.set(name, plain(/ value="([^"]*)"/.exec(button)?.[1] ?? ''));
  return body;
}

const plain = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#38;', '&').replaceAll('&amp;', '&');
