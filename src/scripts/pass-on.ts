import { canKeep, isKept, keep } from '../offline/kept.ts';

/** Keeping a page and sending its link. Both only on a tap; without script the link still stands there to be copied. */
const box = document.querySelector<HTMLElement>('.pass-on');
const status = box?.querySelector('[role=status]');
const say = (text: string | undefined): void => {
  if (status) status.textContent = text ?? '';
};

const keepButton = box?.querySelector<HTMLButtonElement>('.keep');
const listLink = box?.querySelector<HTMLAnchorElement>('.kept');
if (box && keepButton && listLink && canKeep) {
  const page = location.pathname;
  const show = (kept: boolean): void => {
    keepButton.hidden = kept;
    listLink.hidden = !kept;
  };
  void isKept(page).then(show, () => undefined);
  keepButton.addEventListener('click', () => {
    keepButton.disabled = true;
    keep(page, listLink.pathname)
      .then(
        () => {
          show(true);
          listLink.focus();
          say(box.dataset['kept']);
        },
        () => say(box.dataset['failed']),
      )
      .finally(() => (keepButton.disabled = false));
  });
}

const shareButton = box?.querySelector<HTMLButtonElement>('.share');
const url = box?.querySelector('.link')?.textContent?.trim();
if (box && shareButton && url) {
  shareButton.hidden = false;
  shareButton.addEventListener('click', () => {
    const title = document.querySelector('h1')?.textContent ?? '';
    // In browsers that cannot share, the method is missing whatever the types say.
    const canShare: boolean = 'share' in navigator;
    if (canShare) void navigator.share({ title, url }).catch(() => undefined);
    else void navigator.clipboard.writeText(url).then(() => say(box.dataset['copied']));
  });
}
