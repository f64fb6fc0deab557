/**
 * The duty desk with a script: every key in `data-key` presses what bears it, clocks count down, and news is said
 * without moving what is under the cursor. Everything works without it too.
 */
const say = document.documentElement.dataset;
const keyed = (key: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)].find((one) => one.offsetParent);

function press(target: HTMLElement): void {
  if (target instanceof HTMLElement && target.tagName === 'SUMMARY') {
    const box = target.closest('details');
    if (!box) return;
    box.open = true;
    const [field] = box.querySelectorAll<HTMLElement>(
      '[data-first], input:not([type=hidden]), select, textarea, button',
    );
    (box.querySelector<HTMLElement>('[data-first]') ?? field)?.focus();
    box.scrollIntoView({ block: 'nearest' });
  } else target.click();
}

function walk(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
}

const dialog = document.querySelector<HTMLDialogElement>('#keys');

function list(): void {
  const names = dialog?.querySelector('dl');
  if (!dialog || !names) return;
  names.replaceChildren();
  for (const one of document.querySelectorAll<HTMLElement>('[data-key]')) {
    if (!one.offsetParent) continue;
    const key = document.createElement('dt');
    const what = document.createElement('dd');
    key.append(Object.assign(document.createElement('kbd'), { textContent: one.dataset['key'] ?? '' }));
    what.textContent = (one.dataset['keyName'] ?? one.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60);
    names.append(key, what);
  }
  dialog.showModal();
}

addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox]):not([type=radio]), select, textarea')
  ) {
    if (key === 'Escape') target.blur();
    return;
  }
  if (dialog?.open) return;
  if (key === '?') list();
  else if (key === 'j' || key === 'k') walk(key === 'j' ? 1 : -1);
  else {
    const found = keyed(key);
    if (!found) return;
    press(found);
  }
  event.preventDefault();
});
document.querySelector<HTMLElement>('.keys-hint')?.removeAttribute('hidden');

function tick(): void {
  for (const time of document.querySelectorAll<HTMLElement>('[data-due]')) {
    const left = Number(time.dataset['due']) - Date.now();
    const minutes = Math.floor(Math.abs(left) / 60_000);
    const hours = Math.floor(minutes / 60);
    const [text = '', values] =
      minutes < 60
        ? [say['minutes'], { m: minutes }]
        : hours < 48
          ? [say['hours'], { h: hours, m: String(minutes % 60).padStart(2, '0') }]
          : [say['days'], { d: Math.floor(hours / 24) }];
    const span = Object.entries(values).reduce((sum, [name, value]) => sum.replace(`{${name}}`, String(value)), text);
    time.textContent = (say[left < 0 ? 'late' : 'left'] ?? '').replace('{time}', span);
    time.closest('.clock')?.classList.toggle('late', left < 0);
  }
}
setInterval(tick, 10_000);

const live = document.querySelector<HTMLElement>('#live');
if (live?.dataset['stream']) hear(live, live.dataset['stream']);

function hear(box: HTMLElement, address: string): void {
  const line = box.querySelector<HTMLElement>('.news');
  const link = line?.querySelector('a');
  const silent = box.querySelector<HTMLElement>('.silent');
  const title = document.title;
  let count = 0;
  let urgent = 0;
  const stream = new EventSource(address);
  stream.addEventListener('error', () => silent?.removeAttribute('hidden'));
  stream.addEventListener('san-sang', () => silent?.setAttribute('hidden', ''));
  stream.addEventListener('tin', (event) => {
    const news: unknown = JSON.parse(String(event.data));
    if (typeof news !== 'object' || news === null) return;
    count += Number(Reflect.get(news, 'count'));
    const p1 = Number(Reflect.get(news, 'p1'));
    urgent += p1;
    if (link) link.textContent = (box.dataset['news'] ?? '').replace('{count}', String(count));
    line?.removeAttribute('hidden');
    line?.classList.toggle('urgent', urgent > 0);
    if (p1 > 0) alarm();
  });
  addEventListener('pagehide', () => stream.close());

  function alarm(): void {
    ring();
    const text = box.dataset['urgent'] ?? '';
    let on = false;
    const flash = setInterval(() => {
      on = !on;
      document.title = on ? text : title;
    }, 1_000);
    addEventListener(
      'focus',
      () => {
        clearInterval(flash);
        document.title = title;
      },
      { once: true },
    );
    if ('Notification' in window && Notification.permission === 'granted') notify(text);
  }

  if ('Notification' in window && Notification.permission === 'default') {
    const ask = Object.assign(document.createElement('button'), {
      textContent: box.dataset['notify'],
      className: 'quiet',
    });
    ask.addEventListener('click', () => void Notification.requestPermission().then(() => ask.remove()));
    document.querySelector('.keys-hint')?.append(' ', ask);
  }
}

/** Two short tones. A browser that has heard no click yet stays silent; the title flashes all the same. */
function ring(): void {
  const audio = new AudioContext();
  for (const at of [0, 0.35]) {
    const tone = audio.createOscillator();
    const level = audio.createGain();
    tone.frequency.value = 880;
    level.gain.value = 0.2;
    tone.connect(level).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.2);
  }
}

/** No word of a report: it may stand on a screen that others see. */
function notify(text: string): Notification {
  return new Notification(text, { tag: 'p1' });
}
