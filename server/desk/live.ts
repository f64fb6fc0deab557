import type { Logger } from 'pino';
import { codeOf } from '../log.ts';
import type { Db } from '../store/database.ts';
import { newestSeq, newsSince } from '../store/queue.ts';

/** What an open page hears: how many came and how many of them are P1. Nothing says which, or what about. */
export type News = { count: number; p1: number };
export type Live = {
  /** Calls back on news until the returned function is called. `ended` is called when the house closes. */
  listen(hear: (news: News) => void, ended: () => void): () => void;
  close(): void;
};

const every = 1_000;

/** One look a second for all open pages together, and none while nobody listens. */
export function openLive({ db, log }: { db: Db; log: Logger }): Live {
  const listeners = new Map<(news: News) => void, () => void>();
  let timer: NodeJS.Timeout | undefined;
  let seq: number | undefined;
  let looking = false;

  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    try {
      if (seq === undefined) seq = await newestSeq(db);
      const news = await newsSince(db, seq);
      seq = news.seq;
      if (news.count > 0) for (const hear of listeners.keys()) hear({ count: news.count, p1: news.p1 });
    } catch (error) {
      log.error({ event: 'live.failed', code: codeOf(error) });
    } finally {
      looking = false;
    }
  };

  return {
    listen(hear, ended) {
      listeners.set(hear, ended);
      timer ??= setInterval(() => void look(), every).unref();
      if (listeners.size === 1) void look();
      return () => {
        listeners.delete(hear);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
        seq = undefined;
      };
    },
    close() {
      for (const ended of listeners.values()) ended();
      listeners.clear();
      clearInterval(timer);
    },
  };
}
