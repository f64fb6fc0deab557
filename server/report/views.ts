import type { ReadOffer } from '../offer/read-offer.ts';
import type { DeliveryAnswer, DeliveryState, Kind, Lane, ReviewState, Urgency } from './codes.ts';
import type { FoundGroup } from '../search/groups.ts';
import type { DeskDrawable } from './desk-views.ts';
import type { KeyKind, Role } from './roles.ts';
import type { Advice } from '../triage/result.ts';

/** What the server hands to a page it asks Astro to draw: the only way data of the running system reaches a page. */
export type FormView = {
  kind: Kind;
  /** Which page of the questions, from 0, and how many there are. */
  page: number;
  pages: number;
  /** As typed, by field name. */
  values: Readonly<Record<string, readonly string[]>>;
  /** Sentences by field name; `form` for what concerns the whole. */
  errors: Readonly<Record<string, string>>;
  /** Places that somebody may have meant, for them to choose. */
  choices: readonly { id: string; name: string; type: string }[];
  /** The browser keeps no cookies: what was answered before travels in the form. */
  carried: boolean;
  /** Files that came with it already. They lie sealed; the form only remembers them. */
  files: readonly { id: string; label: string; size: number }[];
  /** Those files as they travel in a form that is carried. */
  keptFiles: string;
  token: string;
};

export type CheckView = Pick<FormView, 'kind' | 'values' | 'errors' | 'carried' | 'token' | 'files' | 'keptFiles'> & {
  /** Where the chosen commune or old district is, in words. */
  commune: { name: string; type: string } | undefined;
};

export type ReceiptView = {
  digits: string;
  words: string;
  advice: readonly Advice[];
  receivedAt: number;
  /** Names of the offices it is on its way to, and of those that an officer decides about first. */
  goesTo: readonly string[];
  heldFor: readonly string[];
  /** What a genuine officer says first. */
  confirmation: string;
  /** Names of the files that were kept, and a sentence for each that was not. */
  files: readonly string[];
  leftOut: readonly { label: string; says: string }[];
};

export type LookupView = { typed: string; error?: string };

export type StatusView = {
  code: string;
  /** Makes what is sent twice from this page count once. */
  key: string;
  kind: Kind;
  state: string;
  events: readonly { what: string; office?: string; at: number }[];
  /** Who receives it, and how far it has got there. */
  offices: readonly { name: string; state: DeliveryState }[];
  messages: readonly { text: string; at: number }[];
  /** What offices ask and nobody has answered. */
  questions: readonly { office: string; texts: readonly string[] }[];
  /** What the reporter has just done here: a key of `sent.done`. */
  done?: string;
  /** Files that were not kept just now, and why. */
  leftOut: readonly { label: string; says: string }[];
  /** What was typed and could not be taken, with what went wrong. */
  text?: string;
  errors?: Readonly<Record<string, string>>;
};

/** The page of hCaptcha: nothing of the person, only where they go back to. */
export type CaptchaView = { sitekey: string; from: string; failed: boolean };

/** Where an office answers a sheet. */
export type OfficeView = {
  action: string;
  id: string;
  office: string;
  values: Readonly<Record<string, string>>;
  error?: string;
  /** It may be answered: nothing was yet, or more was asked for. */
  isOpen: boolean;
  /** What the reporter can be asked at once. */
  questions: readonly { id: string; text: string; chosen: boolean }[];
  /** What was answered; `isNew` when it was just now. */
  answered?: DeliveryAnswer;
  isNew?: boolean;
};

export type ErrorView = { status: number; title: string; text: string };

export type SignInView = {
  step: 'first-run' | 'sign-in' | 'invitation';
  values: Record<string, string>;
  error?: string;
};

/** Whoever is signed in: their name, which rooms their duty has, and whether their name was used on a new device. */
export type Me = { name: string; roles: readonly Role[]; newDevice: boolean };

export type QueueItem = {
  id: string;
  kind: Kind;
  urgency: Urgency;
  lane: Lane;
  state: ReviewState;
  receivedAt: number;
  delivery?: { state: DeliveryState; error: string | null };
};
/** Sheets to be written down, each shown until its reader says so. */
export type OnceView = { person: Me; sheets: readonly { title: string; text: string; lines: readonly string[] }[] };

export type SecondFactorView = { person: Me; secret: string; first: boolean; error?: string | undefined };

export type AccountView = {
  person: Me;
  login: string;
  roles: readonly Role[];
  sessions: readonly { id: string; begunAt: number; seenAt: number; isNew: boolean; isThis: boolean }[];
  passkeys: readonly { id: string; unlocks: boolean; createdAt: number; usedAt: number }[];
  hasCodeApp: boolean;
  recoveryCodes: number;
  error?: string;
};

export type PeopleView = {
  person: Me;
  administers: boolean;
  people: readonly {
    id: string;
    name: string;
    login: string;
    roles: readonly Role[];
    officeId: string | undefined;
    missing: readonly KeyKind[];
    self: boolean;
    canHandOver: boolean;
  }[];
  offices: readonly { id: string; name: string }[];
  hasRecoveryKey: boolean;
  /** Only who holds every key can make a recovery key over all. */
  holdsAll: boolean;
  error?: string;
};

/** The operator's checklist: what the software does, and what they must do. */
export type ObligationsView = {
  person: Me;
  points: readonly {
    software: 'does' | 'partly' | 'no';
    text: string;
    how: string;
    sources: readonly { id: string; publisher: string; url: string }[];
  }[];
};

export type ContactView = { person: Me; reason: string; contact?: Readonly<Record<string, string>>; error?: string };

/** An offer somebody pasted, and the signs in it. It is drawn once and kept nowhere. */
export type OfferView = {
  typed: string;
  /** `empty`, or why it could not be read: a key of `errors`. */
  problem?: string;
  /** The end of a very long text was left out. */
  isCut: boolean;
} & ReadOffer;

/** What was typed and what it found, by section. */
export type SearchView = { typed: string; groups: readonly FoundGroup[] };

export type Drawable = DeskDrawable & {
  search: SearchView;
  offer: OfferView;
  form: FormView;
  check: CheckView;
  receipt: ReceiptView;
  lookup: LookupView;
  status: StatusView;
  captcha: CaptchaView;
  office: OfficeView;
  error: ErrorView;
  signIn: SignInView;
  once: OnceView;
  secondFactor: SecondFactorView;
  account: AccountView;
  people: PeopleView;
  contact: ContactView;
  obligations: ObligationsView;
};
