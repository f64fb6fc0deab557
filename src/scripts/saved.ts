import { canKeep, letGo, letGoOfAll, listKept } from '../offline/kept.ts';

/** The list of kept pages, read from the phone itself: the server knows nothing of it. */
const box = document.querySelector<HTMLElement>('#saved');
const here = location.pathname;

async function show(said = ''): Promise<void> {
  if (!box) return;
  const kept = canKeep ? await listKept(here) : [];
  const list = box.querySelector('ul');
  list?.replaceChildren(...kept.map(entry));
  for (const one of box.querySelectorAll<HTMLElement>('[data-when]'))
    one.hidden = (one.dataset['when'] === 'some') !== kept.length > 0;
  const status = box.querySelector('[role=status]');
  if (status) status.textContent = said;
}

function entry({ address, title }: { address: string; title: string }): HTMLElement {
  const link = document.createElement('a');
  link.href = address;
  link.textContent = title;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = box?.dataset['remove'] ?? '';
  button.setAttribute('aria-label', box?.dataset['removeOne']?.replace('{title}', title) ?? '');
  button.addEventListener('click', () => void letGo(address, here).then(() => show(box?.dataset['removed'])));
  const item = document.createElement('li');
  item.append(link, ' ', button);
  return item;
}

box?.querySelector('.all')?.addEventListener('click', () => void letGoOfAll().then(() => show(box.dataset['removed'])));
if (box) void show();
