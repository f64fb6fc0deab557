import type { Say } from '../server/report/words.ts';

/** A length of time in one or two units: “12 phút”, “3 giờ 05 phút”, “2 ngày”. */
export function spanOf(say: Say, milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes < 60) return say('desk.span.minutes', { m: minutes });
  const hours = Math.floor(minutes / 60);
  const rest = String(minutes % 60).padStart(2, '0');
  if (hours < 48) return say('desk.span.hours', { h: hours, m: rest });
  return say('desk.span.days', { d: Math.floor(hours / 24) });
}

/** “còn …” until it runs out, “trễ …” from then on. */
export function leftOf(say: Say, dueAt: number, now: number): string {
  return say(dueAt >= now ? 'desk.left' : 'desk.late', { time: spanOf(say, dueAt - now) });
}
