/** A browser without script as far as a form needs one: keeps cookies or not, follows redirects, sends files. */
export type Plain = {
  get(path: string): Promise<Shown>;
  post(path: string, body: FormData | URLSearchParams): Promise<Shown>;
};
export type Shown = { status: number; path: string; text: string };

export function plainBrowser(url: string, { cookies: keeps = true } = {}): Plain {
  const cookies = new Map<string, string>();
  async function visit(path: string, init: RequestInit = {}): Promise<Shown> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, url), { ...init, redirect: 'manual', headers: { cookie } });
    for (const set of keeps ? answer.headers.getSetCookie() : []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const text = await answer.text();
    const location = answer.headers.get('location');
    return location ? visit(location) : { status: answer.status, path, text };
  }
  return { get: (path) => visit(path), post: (path, body) => visit(path, { method: 'POST', body }) };
}

export type Sent = { name: string; type?: string; bytes: Uint8Array<ArrayBuffer> | string };

export function formWith(fields: Readonly<Record<string, string>>, files: readonly Sent[] = []): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const { name, type = '', bytes } of files) body.append('files', new Blob([bytes], { type }), name);
  return body;
}

/** The value of a hidden field on a page. */
export const hidden = (html: string, name: string): string =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

export const receiptOn = (html: string): string | undefined => /\d{4}( \d{4}){6}/.exec(html)?.[0];
