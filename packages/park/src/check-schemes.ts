import { checkGoldenCases } from './check-golden.ts';
import { checkLibrary, checkMember, checkScheme } from './check-scheme.ts';
import type { Known } from './known.ts';
import { type Mistake, type ParkFiles, type Read, readYaml } from './read.ts';
import { type ReadScheme, isLibrary, readScheme } from './read-scheme.ts';
import { Reporter } from './report.ts';
import { GoldenCasesFile, LibraryFile, MemberFile } from './scheme-schema.ts';

interface At {
  readonly files: ParkFiles;
  readonly mistakes: Mistake[];
}
type ReadLibrary = Read<LibraryFile> & { readonly file: string };

/** The schemes of a park, complete, with the libraries that some of them draw on. */
export interface Schemes {
  readonly complete: readonly ReadScheme[];
  readonly libraries: readonly ReadLibrary[];
  /** The files as they were written, for what they leave open. */
  readonly open: readonly (Read<unknown> & { readonly file: string })[];
}

export function readSchemes({ files, mistakes }: At): Schemes {
  const paths = [...files.keys()].filter(
    (path) => path.startsWith('schemes/') && /(?<!\.golden)\.yaml$/.test(path),
  );
  const libraries = paths
    .filter(isLibrary)
    .map((file) => ({ file, ...readYaml({ files, mistakes }, file, LibraryFile) }));
  const complete = paths
    .filter((path) => !isLibrary(path))
    .map((file) => readScheme({ files, mistakes }, file));
  const asWritten = complete.map((read) => (read.member ? { ...read, value: read.member } : read));
  return { complete, libraries, open: [...libraries, ...asWritten] };
}

export function checkSchemes({ complete, libraries }: Schemes, at: At & { readonly known: Known }): void {
  const { mistakes, known } = at;
  for (const { file, locate, value } of libraries)
    if (value) checkLibrary(new Reporter(file, locate, mistakes), value, known);
  for (const { file, locate, value, member } of complete) {
    const report = new Reporter(file, locate, mistakes);
    const library = member && libraries.find((one) => isOf(one, member))?.value;
    if (member && library) checkMember(report, member, library);
    else if (value) checkScheme(report, value, at);
  }
  for (const { value } of libraries) if (value) checkCasesOf(value.id, complete, at);
}

const isOf = ({ value }: ReadLibrary, { library }: MemberFile): boolean =>
  value?.id === library.id && value.version === library.version;

/** The golden cases of a library are computed when nothing else is wrong. */
function checkCasesOf(library: string, complete: Schemes['complete'], { files, mistakes }: At): void {
  const file = `schemes/${library}.golden.yaml`;
  if (!files.has(file) || mistakes.length > 0) return;
  const { value, locate } = readYaml({ files, mistakes }, file, GoldenCasesFile);
  const members = complete.flatMap((scheme) =>
    scheme.value && scheme.member?.library.id === library ? [[scheme.value.id, scheme.value] as const] : [],
  );
  if (value) checkGoldenCases(new Reporter(file, locate, mistakes), value, new Map(members));
}

/** Units of a level, carriers of a kind, are evaluated by one scheme at a time. */
export function oneSchemePerKind(complete: Schemes['complete'], mistakes: Mistake[]): void {
  const byKind = new Map<string, string>();
  for (const { file, locate, value } of complete) {
    if (!value) continue;
    const kind = value.ownership === undefined ? value.level : `${value.level} ${value.ownership}`;
    const other = byKind.get(kind) ?? value.id;
    byKind.set(kind, other);
    if (other !== value.id)
      new Reporter(file, locate, mistakes).say(['id'], 'DUPLICATE', {
        reason: `${kind} 已由方案 ${other} 评价 / ${kind} is evaluated by the scheme ${other} already`,
        fix: `改为 ${other} 的新版本 / make it a new version of ${other}`,
      });
  }
}
