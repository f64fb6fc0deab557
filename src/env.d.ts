declare namespace App {
  interface Locals {
    lang?: string;
    /** The path in the other languages, for the language links. */
    path?: string;
    view?: Partial<import('../server/report/views.ts').Drawable>;
  }
}

interface ImportMetaEnv {
  /** Who runs the line; empty while it is nobody. */
  readonly OPERATOR_NAME: string;
}

declare module 'virtual:materials' {
  export const materials: readonly import('./materials/material.ts').Listed[];
}
