// Runs before `npm start` and `npm test`, on whatever Node there is: plain old JavaScript, nothing but Node itself.
// Brings what is missing (packages, the build, for tests Debian's programs) and says so while it does.
'use strict';
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '..', '..');
const wanted = process.argv.slice(2);
const node = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');

function run(what, command, args) {
  process.stderr.write(`→ ${what}\n`);
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    process.stderr.write(`✗ ${what}: did not work, see above.\n`);
    process.exit(1);
  }
}

function hashOf(entries) {
  const hash = createHash('sha256');
  for (const entry of entries) addTo(hash, path.join(root, entry));
  return hash.digest('hex');
}

function addTo(hash, file) {
  if (!fs.existsSync(file)) return;
  if (fs.statSync(file).isDirectory()) {
    for (const name of fs.readdirSync(file).sort()) addTo(hash, path.join(file, name));
  } else {
    hash.update(file).update(fs.readFileSync(file));
  }
}

function unlessDone(stamp, inputs, work, setting = '') {
  const file = path.join(root, stamp);
  const now = hashOf(inputs) + setting;
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === now) return;
  work();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, now);
}

function installPackages() {
  unlessDone('node_modules/.installed', ['package.json', 'package-lock.json'], () => {
    // `npm ci` can fail where a registry lacks other platforms' packages.
    run('Installing packages (a minute or two the first time)', 'npm', [
      'install',
      '--no-save',
      '--no-audit',
      '--no-fund',
    ]);
  });
}

function build() {
  const inputs = ['src', 'content', 'server', 'public', 'astro.config.mjs', 'package-lock.json'];
  unlessDone(
    'dist/.built',
    inputs,
    () => {
      fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
      run('Building the site', node, [path.join('node_modules', 'astro', 'bin', 'astro.mjs'), 'build']);
    },
    // Pages carry the address of the site and the name of whoever runs it.
    JSON.stringify([process.env.PUBLIC_ORIGIN, process.env.OPERATOR_NAME]),
  );
}

const onPath = (name) => (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name));

/** Debian's packages that tests need, and where the program of each may lie. */
const programs = {
  chromium: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  age: onPath('age'),
  gnupg: onPath('gpg'),
};

function installPrograms() {
  const missing = Object.keys(programs).filter((name) => !programs[name].some((file) => fs.existsSync(file)));
  if (missing.length === 0) return;
  const sudo = process.getuid && process.getuid() !== 0 ? ['sudo'] : [];
  const apt = (what, args) => {
    const [command, ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    run(what, command, rest);
  };
  apt('Reading the list of Debian packages', ['update', '-qq']);
  apt(`Installing what tests need: ${missing.join(', ')}`, [
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    ...missing,
  ]);
}

installPackages();
if (wanted.includes('build')) build();
if (wanted.includes('programs')) installPrograms();
