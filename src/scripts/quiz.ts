/** Tells each answer at once and counts on this device; nothing is sent and nothing is kept. */
const box = document.querySelector<HTMLElement>('.questions');
const questions = [...document.querySelectorAll<HTMLFieldSetElement>('.questions fieldset')];
const reasons = [...document.querySelectorAll('.answers li > span')];
const score = document.querySelector('.score');
const again = document.querySelector<HTMLButtonElement>('.again');

const answered = new Map<number, boolean>();

function tell(): void {
  const right = [...answered.values()].filter(Boolean).length;
  const done = answered.size === questions.length;
  const text = box?.dataset['score']?.replace('{count}', String(right)).replace('{of}', String(questions.length));
  if (score) score.textContent = done ? (text ?? '') : '';
  if (again) again.hidden = answered.size === 0;
}

questions.forEach((question, place) => {
  question.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const right = target.value === question.dataset['right'];
    // The first answer counts; one may try the others to learn.
    if (!answered.has(place)) answered.set(place, right);
    question.classList.toggle('right', right);
    question.classList.toggle('wrong', !right);
    const told = question.querySelector('.told');
    if (told)
      told.textContent = right
        ? `${box?.dataset['right']} ${reasons[place]?.textContent?.trim()}`
        : (box?.dataset['wrong'] ?? '');
    tell();
  });
});

again?.addEventListener('click', () => {
  answered.clear();
  for (const question of questions) {
    question.classList.remove('right', 'wrong');
    for (const input of question.querySelectorAll('input')) input.checked = false;
    question.querySelector('.told')?.replaceChildren();
  }
  tell();
  questions[0]?.scrollIntoView();
  questions[0]?.querySelector('input')?.focus();
});
