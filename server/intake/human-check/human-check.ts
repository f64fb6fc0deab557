import { openBudget, type Budget } from './budget.ts';
import { watchFlood, type FloodWatch } from './flood.ts';
import type { Limits } from './limits.ts';

/** What the human check keeps in memory, and nowhere else. */
export type HumanCheck = { limits: Limits; budget: Budget; selfFlood: FloodWatch };

export function openHumanCheck(limits: Limits, now: () => number): HumanCheck {
  const { budget, self } = limits;
  return {
    limits,
    budget: openBudget(budget.reportsAnHour, now),
    selfFlood: watchFlood(self.unprovenReports, self.minutes * 60_000, now),
  };
}
