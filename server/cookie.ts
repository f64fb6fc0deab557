import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import type { Config } from './config.ts';
import { isSecure } from './own-origin.ts';

/** @property maxAge seconds; without it the cookie goes with the browser's session. */
type Cookie = { name: string; value: string; path: string; sameSite?: 'Strict' | 'Lax'; maxAge?: number };

/** Gives a browser a cookie that no script reads, and that never travels in clear where we speak TLS. */
export function giveCookie(c: Context, config: Pick<Config, 'origins'>, { name, value, ...options }: Cookie): void {
  setCookie(c, name, value, { sameSite: 'Strict', ...options, httpOnly: true, secure: isSecure(c, config) });
}
