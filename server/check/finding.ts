/** What a finding is about; the list is printed group by group in this order. */
export const kinds = [
  'shape',
  'source',
  'fact',
  'date',
  'translation',
  'picture',
  'link',
  'phone',
  'language',
  'sentence',
  'words',
] as const;
export type Kind = (typeof kinds)[number];

/** One thing an editor should look at. What it says lies in content/words/<language>/check.yaml, under `check.says`. */
export type Finding = {
  kind: Kind;
  /** An error keeps the site from going out; a warning does so only with `--strict`. */
  level: 'error' | 'warning';
  file: string;
  line?: number | undefined;
  says: string;
  values?: Readonly<Record<string, string | number>>;
};
