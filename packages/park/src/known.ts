import type { CodeList } from './packs.ts';
import type { Form, Indicator } from './schema.ts';

/**
 * What the files of a park may refer to. A file that could not be read knows everything: its own mistake is reported,
 * not one for every reference to it.
 */
export interface Known {
  readonly clauses: Names;
  readonly units: Names;
  readonly subParks: Names;
  readonly industries: Names;
  readonly industryCodes: CodeList;
  readonly indicators: Names;
  /** What each indicator is measured in. */
  readonly unitOf: ReadonlyMap<string, string>;
  /** Indicators that could be read, by id. */
  readonly definitions: ReadonlyMap<string, Indicator>;
  readonly forms: ReadonlyMap<string, Form>;
  readonly allForms: boolean;
  /** The plan's text, by line; null when it is missing. */
  readonly lines: readonly string[] | null;
}

/** Names that exist. */
export interface Names {
  has(name: string): boolean;
}
export const EVERYTHING: Names = { has: () => true };
