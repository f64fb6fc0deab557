import { isoOf } from '../day.ts';
import type { Language } from '../words.ts';

type About = {
  language: Language;
  title: string;
  description?: string | undefined;
  address: string;
  /** The section it lies in, by its key in `routes`. */
  section?: string | undefined;
  checked?: Date | undefined;
  picture: string;
  whole: (address: string) => string;
};

/** A page as schema.org describes one, ready to stand inside a data block. The site says there too that it is not the state. */
export function aboutPage(about: About): string {
  const graph = [organization(about), page(about), ...(about.section ? [crumbs(about, about.section)] : [])];
  // A data block ends at the first `</script`, wherever it stands.
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }).replaceAll('<', '\\u003c');
}

function organization({ language: { say, path }, whole }: About) {
  return {
    '@type': 'Organization',
    '@id': `${whole('/')}#us`,
    name: say('site.name'),
    description: `${say('site.description')} ${say('foot.notState')}`,
    url: whole(path('home')),
    logo: whole('/icon-512.png'),
  };
}

function page({ language, title, description, address, checked, picture, whole }: About) {
  const us = { '@id': `${whole('/')}#us` };
  return {
    '@type': checked ? 'Article' : 'WebPage',
    [checked ? 'headline' : 'name']: title,
    description,
    url: whole(address),
    inLanguage: language.code,
    image: whole(picture),
    publisher: us,
    ...(checked ? { author: us, dateModified: isoOf(checked) } : {}),
  };
}

function crumbs({ language: { say, path }, title, address, whole }: About, section: string) {
  const way = [
    { name: say('foot.home'), address: path('home') },
    { name: say(`nav.${section}`), address: path(section) },
    { name: title, address },
  ];
  return {
    '@type': 'BreadcrumbList',
    itemListElement: way.map((step, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name: step.name,
      item: whole(step.address),
    })),
  };
}
