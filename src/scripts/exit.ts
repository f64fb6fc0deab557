/**
 * Quick exit. A tap hides the page at once and replaces it, so that Back does not return here.
 * Shift pressed three times does the same; Escape does not, for screen readers leave a form with it.
 */
const box = document.querySelector<HTMLElement>('.exit');
const link = box?.querySelector('a');
const spoken = box?.querySelector('[role=status]');
const needed = 3;
const patience = 5_000;

let presses = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function announce(text: string | undefined): void {
  if (spoken) spoken.textContent = text ?? '';
}

function leave(): void {
  announce(box?.dataset['leaving']);
  document.documentElement.classList.add('left');
  document.title = '\u200b';
  // Pages kept for reading offline go too, also when there is no network to say so.
  if ('caches' in window) void caches.delete('saved');
  if (link) location.replace(link.href);
}

function forget(): void {
  if (presses > 0 && presses < needed) announce(box?.dataset['expired']);
  presses = 0;
}

link?.addEventListener('click', (event) => {
  event.preventDefault();
  leave();
});

document.addEventListener('keyup', (event) => {
  clearTimeout(timer);
  if (event.key !== 'Shift') {
    presses = 0;
    return;
  }
  presses += 1;
  if (presses >= needed) return leave();
  announce(box?.dataset['press']?.replace('{count}', String(needed - presses)));
  timer = setTimeout(forget, patience);
});

// A page kept alive by the browser must not come back with what it showed.
addEventListener('pageshow', (event) => {
  if (event.persisted && document.documentElement.classList.contains('left')) leave();
});

export {};
