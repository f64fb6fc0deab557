const names: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a host, as a URL writes it, is this machine: what goes there needs no TLS and is of no use elsewhere. */
export const isThisMachine = (hostname: string): boolean => names.includes(hostname);
