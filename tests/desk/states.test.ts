import { describe, expect, test } from 'vitest';
import { stepsOf } from '../../server/desk/clock-steps.ts';
import { reviewStates } from '../../server/report/codes.ts';
import { acts, actsFrom, allows, ended, moves, unclassified } from '../../server/report/states.ts';

const officers = ['duty_officer'] as const;

describe('the way of a report', () => {
  test('leads from receipt to every state, and out of every state', () => {
    const reached = new Set(['received']);
    for (let before = 0; before !== reached.size;) {
      before = reached.size;
      for (const act of acts) if (moves[act].from.some((state) => reached.has(state))) reached.add(moves[act].to);
    }
    expect([...reached].sort()).toEqual([...reviewStates].sort());
    for (const state of reviewStates) expect(actsFrom(state, officers), state).not.toEqual([]);
  });

  test('nothing is forwarded or closed that nobody has judged', () => {
    for (const state of unclassified) {
      expect(allows('forward', state, officers)).toBe(false);
      expect(allows('close', state, officers)).toBe(false);
    }
  });

  test('what has ended can only be opened again', () => {
    for (const state of ended) expect(actsFrom(state, officers)).toEqual(['reopen']);
  });

  test('who looks after people, keys or figures moves nothing', () => {
    for (const state of reviewStates)
      expect(actsFrom(state, ['administrator', 'custodian', 'analyst', 'auditor'])).toEqual([]);
  });

  test('only a duty officer sends somebody elsewhere', () => {
    expect(allows('outOfScope', 'received', ['case_officer'])).toBe(false);
    expect(allows('outOfScope', 'received', ['duty_officer'])).toBe(true);
  });

  test('each act that leads to an open state leaves a clock running', () => {
    const waitsForUs = acts.filter((act) => ![...ended, 'acknowledged'].includes(moves[act].to));
    for (const act of waitsForUs) expect(stepsOf(act).start, act).not.toEqual([]);
  });
});
