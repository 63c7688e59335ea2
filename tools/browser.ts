/**
 * A Chromium for tests, pictures and printing that comes with the installed packages: no system library, no download,
 * no administrator. Only two archives of @sparticuz/chromium are used, none of its code, which believes that it runs
 * in a cloud function and otherwise leaves its libraries packed.
 */
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';

const require = createRequire(import.meta.url);

/** What `chromium.launch` of playwright-core takes. */
export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

/** Not from the list of users, in which the number of a container's user is often missing. */
const USER = process.getuid?.() ?? 0;

/** Fonts beside this file are all that a machine without any has. */
const FONTS = '<?xml version="1.0"?><fontconfig><dir prefix="relative">fonts</dir></fontconfig>';

const ARGS = [
  '--no-sandbox',
  '--font-render-hinting=none',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-pings',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  // nothing but this machine can be looked up, whatever a page or the browser itself asks for
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1',
];

/** The browser that YUANHENG_BROWSER names, otherwise the packaged one, unpacked once per version and user. */
export async function browser(): Promise<Browser> {
  const own = process.env['YUANHENG_BROWSER'];
  if (own !== undefined && own !== '') {
    if (!existsSync(own))
      throw new Error(`YUANHENG_BROWSER names ${own}, which does not exist. Correct it or unset it.`);
    return { executablePath: own, args: ARGS, env: environment() };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The packaged browser runs on Linux x64, this is ${process.platform} ${process.arch}. Set YUANHENG_BROWSER to an installed Chrome or Chromium.`,
    );
  }
  const folder = await unpacked();
  const libraries = [join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
  // its own font list, so that a machine without fontconfig starts as well
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: folder };
  return {
    executablePath: join(folder, 'chromium'),
    args: ARGS,
    env: environment({ ...fonts, LD_LIBRARY_PATH: libraries }),
  };
}

function environment(more: Record<string, string> = {}): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), ...more };
}

/** The folder of the unpacked browser. Runs side by side each unpack for themselves; the first to finish is kept. */
async function unpacked(): Promise<string> {
  const packaged = dirname(dirname(dirname(require.resolve('@sparticuz/chromium'))));
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `yuanheng-chromium-${version}-${USER}`);
  if (await isComplete(folder)) return folder;
  const fresh = await mkdtemp(`${folder}-`);
  try {
    await unpack(join(packaged, 'bin'), fresh);
    // what a cleaner of temporary files has left over of an older one stands in the way
    if (!(await isComplete(folder))) await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!(await isComplete(folder))) throw error;
  }
  return folder;
}

/** Unpacked to the end, and by this user: in a shared temporary folder somebody else could have put a program there. */
async function isComplete(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, 'chromium')) || !existsSync(join(folder, 'lib'))) return false;
  const { uid } = await lstat(folder);
  if (uid !== USER) throw new Error(`${folder} belongs to another user. Remove it, or set YUANHENG_BROWSER.`);
  return true;
}

async function unpack(from: string, to: string): Promise<void> {
  const program = join(to, 'chromium');
  await pipeline(
    createReadStream(join(from, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(program),
  );
  await chmod(program, 0o755);
  for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
    await untar(brotliDecompressSync(readFileSync(join(from, archive))), to);
  }
  await writeFile(join(to, 'fonts.conf'), FONTS);
}

/** Files and folders of a plain tar archive: 512-byte heads with name, octal size and kind, each followed by its content. */
async function untar(archive: Buffer, to: string): Promise<void> {
  const text = (at: number, length: number) =>
    archive.toString('utf8', at, at + length).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0;) {
    const [prefix, name] = [text(at + 345, 155), text(at, 100)];
    const size = Number.parseInt(text(at + 124, 12).trim() || '0', 8);
    const kind = text(at + 156, 1);
    const path = normalize(prefix ? `${prefix}/${name}` : name);
    if (path.startsWith('..') || path.startsWith('/'))
      throw new Error(`The archive points outside of its folder: ${path}`);
    if (kind === '5') await mkdir(join(to, path), { recursive: true });
    if (kind === '0' || kind === '') {
      await mkdir(dirname(join(to, path)), { recursive: true });
      await writeFile(join(to, path), archive.subarray(at + 512, at + 512 + size));
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
