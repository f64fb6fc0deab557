/** What the form asked beside the text. Every value is optional and taken as typed. */
export interface TriageFields {
  age?: number | string;
  about?: string;
  lastSeen?: string;
  lastSeenHoursAgo?: number | string;
  place?: string;
  when?: string;
  ongoing?: string;
  lastContact?: string;
  victimAge?: number | string;
  victimCount?: number | string;
  exploitation?: readonly string[] | string;
  recruitment?: readonly string[] | string;
  controls?: readonly string[] | string;
  apps?: readonly string[] | string;
  abroad?: string;
  country?: string;
  officialsInvolved?: string;
  health?: string;
  signsBefore?: string;
  withWhom?: string;
  lastSeenAt?: string;
  lastSeenPlace?: string;
  commune?: string;
  description?: string;
  suspects?: string;
  relation?: string;
  doneAlready?: string;
  contact?: { safe?: string };
  safeToAnswer?: string;
}

export interface TriageInput {
  text: string;
  lang?: 'vi' | 'en';
  kind?: 'trafficking' | 'missing_person' | 'self';
  fields: TriageFields;
}
