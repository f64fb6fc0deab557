import type { Services } from '../../running.ts';

export type Needs = Pick<Services, 'db' | 'commit' | 'now' | 'log'> & {
  folder: string;
  /** Who can open what is sealed here, as of now. */
  recipients: () => readonly string[];
  /** Sends on the clean copies that a report has and its office does not. */
  queueFor: (reportId: string) => Promise<void>;
};
