import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Env } from '../../staff/guard.ts';
import type { Room } from '../../staff/rooms/room.ts';

const beat = 20_000;

/** News for open pages, as server-sent events: numbers only, so that nothing of a report is in a notification. */
export function liveRoom(staff: Hono<Env>, { open }: Room): void {
  staff.get('/song/', async (c) => {
    const { live } = await open();
    c.header('Cache-Control', 'no-store');
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      const over = new AbortController();
      const leave = live.listen(
        (news) => void stream.writeSSE({ event: 'tin', data: JSON.stringify(news) }),
        () => over.abort(),
      );
      stream.onAbort(() => over.abort());
      await stream.writeSSE({ event: 'san-sang', data: '' });
      while (!over.signal.aborted) {
        await wait(beat, over.signal);
        if (!over.signal.aborted) await stream.writeSSE({ event: 'nhip', data: '' });
      }
      leave();
    });
  });
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
