/**
 * Which act leads a report where. What is not in this table cannot happen: the server refuses by it, the web shows
 * buttons by it, the diagram of the guide is printed from it.
 */
export const submissionMoves = {
  due: { save: 'draft', submit: 'submitted', remind: 'due', extend: 'due', exempt: 'exempt' },
  draft: { save: 'draft', submit: 'submitted', remind: 'draft', extend: 'draft', exempt: 'exempt' },
  submitted: { 'send-back': 'sent-back', review: 'reviewed' },
  'sent-back': { save: 'sent-back', submit: 'submitted', remind: 'sent-back' },
  reviewed: { 'send-back': 'sent-back', accept: 'accepted' },
  accepted: { reopen: 'sent-back' },
  exempt: { include: 'due' },
} as const;

/** A period is closed by the office and reopened with a reason. */
export const periodMoves = {
  open: { close: 'closed' },
  closed: { reopen: 'reopened' },
  reopened: { close: 'closed' },
} as const;
