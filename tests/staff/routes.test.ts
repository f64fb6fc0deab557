import { expect, test } from 'vitest';
import { readLanguages } from '../../server/languages.ts';
import { permissions } from '../../server/staff/permissions.ts';
import { staffRoutes } from '../../server/staff/routes.ts';

test('every route of the console has its row in the table, and every row its route', () => {
  const language = readLanguages(`${import.meta.dirname}/../../content`, 'vi').of('vi');
  const routes = staffRoutes(() => Promise.reject(new Error('not opened')), language)
    .routes.filter(({ method, path }) => !(method === 'ALL' && path === '/*'))
    .map(({ method, path }) => `${method} ${path}`);
  expect(routes.toSorted()).toEqual(permissions.map(({ route }) => route).toSorted());
});
