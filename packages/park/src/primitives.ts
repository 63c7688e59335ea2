import { z } from 'zod';

/** Ids are ASCII, words are shown in both languages. */
export const Words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'an id has letters, digits, - and _');
export const Day = z.iso.date();
/** What no source states, and who must confirm it. */
export const Review = z.strictObject({ what: z.string().min(1), who: z.string().min(1) });
export const review = { needs_review: Review.optional() };

/** Kinds of carriers that are evaluated apart: 区属国资, 集体资产, 国家大学科技园, 民营. */
export const OWNERSHIPS = ['state', 'collective', 'national-university', 'private'] as const;
