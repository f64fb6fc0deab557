declare module 'heic-decode' {
  type Decoded = { width: number; height: number; data: Uint8ClampedArray };
  type Pictures = { width: number; height: number; decode(): Promise<Decoded> }[] & { dispose(): void };
  export function all(given: { buffer: Uint8Array }): Promise<Pictures>;
}
