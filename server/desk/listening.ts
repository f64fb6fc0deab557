export type Listening = { port: number; close: () => Promise<void> };
