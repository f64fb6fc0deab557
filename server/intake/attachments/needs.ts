import type { Services } from '../../running.ts';

export type Needs = Pick<Services, 'db' | 'commit' | 'now' | 'log'> & {
  folder: string;
  /** Who can open what is sealed here, as of now. */
  recipients: () => readonly string[];
};
