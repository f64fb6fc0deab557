/** Offers communes and old districts while somebody types, with or without accents. The server does the finding. */
type Place = { id: string; name: string; type: string };

let asked: ReturnType<typeof setTimeout> | undefined;

document.addEventListener('input', (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.dataset['places'] === undefined) return;
  clearTimeout(asked);
  asked = setTimeout(() => void offer(box), 150);
});

async function offer(box: HTMLInputElement): Promise<void> {
  const list = box.parentElement?.querySelector<HTMLFieldSetElement>('.places');
  const options = list?.querySelector('.options');
  if (!list || !options) return;
  box.parentElement?.querySelector('input[type=hidden][name=communeId]')?.remove();
  const typed = box.value;
  const places: Place[] = await fetch(`${box.dataset['places']}?q=${encodeURIComponent(typed)}`)
    .then((answer) => answer.json())
    .catch(() => []);
  if (box.value !== typed) return;
  const types: Record<string, string> = JSON.parse(list.dataset['types'] ?? '{}');
  options.replaceChildren(...places.map((place) => option(place, types)));
  list.hidden = places.length === 0;
  list.querySelector('[name=askedPlace]')?.remove();
  list.append(hidden('askedPlace', typed));
}

function hidden(name: string, value: string): HTMLElement {
  return Object.assign(document.createElement('input'), { type: 'hidden', name, value });
}

function option({ id, name, type }: Place, types: Record<string, string>): HTMLElement {
  const label = document.createElement('label');
  const input = Object.assign(document.createElement('input'), { type: 'radio', name: 'communeId', value: id });
  const text = Object.assign(document.createElement('span'), {
    textContent: types[type]?.replace('{name}', name) ?? name,
  });
  label.append(input, text);
  return label;
}

export {};
