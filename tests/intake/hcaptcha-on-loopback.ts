import https from 'node:https';
import net from 'node:net';

/** Loaded into the server before it starts: what it sends to hCaptcha goes to a server of the test instead. */
Object.assign(https.globalAgent, {
  createConnection: () => net.connect(Number(process.env['HCAPTCHA_AT']), '127.0.0.1'),
});
