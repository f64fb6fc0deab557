/** Copies or prints the code. Without script the page can be copied and printed by hand. */
const acts = document.querySelector<HTMLElement>('.code-acts');
if (acts) acts.hidden = false;

acts?.addEventListener('click', (event) => {
  const button = event.target;
  if (!(button instanceof HTMLButtonElement)) return;
  if (button.dataset['act'] === 'print') print();
  else void copy(button);
});

async function copy(button: HTMLButtonElement): Promise<void> {
  const code = document.querySelector('#receipt-digits')?.textContent ?? '';
  await navigator.clipboard.writeText(code);
  button.textContent = button.dataset['done'] ?? button.textContent;
}

export {};
