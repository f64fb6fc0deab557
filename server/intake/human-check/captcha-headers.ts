const itsHosts = 'https://hcaptcha.com https://*.hcaptcha.com';

/**
 * For the page of hCaptcha alone. Its script may load its own things and may not reach ours: it can neither fetch
 * from us (`connect-src`) nor open or frame another page of the visit to read it (`sandbox` without pop-ups,
 * `frame-src`). Calls to 113 and the way out stay open.
 */
export const captchaHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `script-src 'self' ${itsHosts}`,
    `style-src 'self' ${itsHosts}`,
    `frame-src ${itsHosts}`,
    `connect-src ${itsHosts}`,
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    'sandbox allow-scripts allow-forms allow-same-origin allow-top-navigation-by-user-activation allow-top-navigation-to-custom-protocols',
  ].join('; '),
  // With a sandbox, browsers may take the stricter value for a mistake and show nothing.
  'Cross-Origin-Opener-Policy': 'unsafe-none',
};
