/** Loads hCaptcha, and only when somebody has tapped for it; what it answers goes to us with the form. */
type Widget = {
  render(place: HTMLElement, options: { sitekey: string; callback: (token: string) => void }): unknown;
};
declare global {
  interface Window {
    hcaptcha?: Widget;
    captchaReady?: () => void;
  }
}

const form = document.querySelector<HTMLFormElement>('#captcha');
const button = form?.querySelector('button');
const input = form?.querySelector('input');
const status = form?.querySelector('[role=status]');
const place = form?.querySelector('div');

function load(): void {
  button?.remove();
  say(form?.dataset['loading']);
  window.captchaReady = show;
  const script = document.createElement('script');
  script.src = `https://js.hcaptcha.com/1/api.js?render=explicit&onload=captchaReady&recaptchacompat=off&hl=${document.documentElement.lang}`;
  script.addEventListener('error', () => say(form?.dataset['cannot']));
  document.head.append(script);
}

function show(): void {
  say('');
  if (place) window.hcaptcha?.render(place, { sitekey: form?.dataset['sitekey'] ?? '', callback: send });
}

function send(token: string): void {
  if (input) input.value = token;
  form?.submit();
}

function say(text: string | undefined): void {
  if (status) status.textContent = text ?? '';
}

if (button) button.hidden = false;
document.querySelector('#without-script')?.remove();
button?.addEventListener('click', load);

export {};
