import { type Mistake, type ParkFiles, type Read, readYaml } from './read.ts';
import { Reporter } from './report.ts';
import { LibraryFile, MemberFile, SchemeFile } from './scheme-schema.ts';
import { withLibrary } from './scheme.ts';

interface Reading {
  readonly files: ParkFiles;
  readonly mistakes: Mistake[];
}

/** A scheme as its file says it: complete, or with the library that it draws on. */
export interface ReadScheme extends Read<SchemeFile> {
  readonly file: string;
  readonly member?: MemberFile | undefined;
}

/** Reads a scheme file; one that draws on a library becomes complete in itself. */
export function readScheme(at: Reading, file: string): ReadScheme {
  if (!/^library\s*:/m.test(at.files.get(file) ?? '')) return { file, ...readYaml(at, file, SchemeFile) };
  const { value: member, locate } = readYaml(at, file, MemberFile);
  if (!member) return { file, value: undefined, locate };
  const library = findLibrary(at.files, file, member.library);
  if (!library) {
    const { id, version } = member.library;
    new Reporter(file, locate, at.mistakes).say(['library'], 'MISSING_FILE', {
      reason: `旁边没有指标库 ${id} 第 ${version} 版（或其中有错） / there is no library ${id}, version ${version}, beside it, or it has mistakes`,
      fix: `补上 ${id}.library.yaml 或改正编号、版本 / add ${id}.library.yaml or correct id and version`,
    });
    return { file, value: undefined, locate };
  }
  return { file, value: withLibrary(member, library), locate, member };
}

/** The library of that id and version in the folder of a file; its own mistakes are reported where it is read. */
function findLibrary(files: ParkFiles, file: string, of: MemberFile['library']): LibraryFile | undefined {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return [...files.keys()]
    .filter((path) => isLibrary(path) && path.slice(0, path.lastIndexOf('/') + 1) === folder)
    .map((path) => readYaml({ files, mistakes: [] }, path, LibraryFile).value)
    .find((library) => library?.id === of.id && library.version === of.version);
}

export const isLibrary = (path: string): boolean => path.endsWith('.library.yaml');
