import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import { addRespondent, exempt, extendDue, include } from './due.service.ts';
import { listAddable, reminderList } from './due.read.ts';
import { remind } from './remind.service.ts';
import { passClean } from './pass.service.ts';
import { checkCover, readCover } from './cover.read.ts';
import { closePeriod, openPeriod, reopenPeriod } from './period.service.ts';
import { getSubmission, listPeriods, listSubmissions, readProgress } from './submission.read.ts';
import { accept, reopenSubmission, review, sendBack } from './submission.service.ts';
import { saveDraft } from './draft.service.ts';
import { submit } from './submit.service.ts';

const os = implement(contract.statistics).$context<RequestContext>();

export const statisticsRoutes = {
  listPeriods: os.listPeriods.handler(route(listPeriods)),
  progress: os.progress.handler(route(readProgress)),
  openPeriod: os.openPeriod.handler(route(openPeriod)),
  closePeriod: os.closePeriod.handler(route(closePeriod)),
  reopenPeriod: os.reopenPeriod.handler(route(reopenPeriod)),
  listSubmissions: os.listSubmissions.handler(route(listSubmissions)),
  getSubmission: os.getSubmission.handler(route(getSubmission)),
  cover: os.cover.handler(route(readCover)),
  checkCover: os.checkCover.handler(route(checkCover)),
  saveDraft: os.saveDraft.handler(route(saveDraft)),
  submit: os.submit.handler(route(submit)),
  sendBack: os.sendBack.handler(route(sendBack)),
  review: os.review.handler(route(review)),
  accept: os.accept.handler(route(accept)),
  reminderList: os.reminderList.handler(route(reminderList)),
  remind: os.remind.handler(route(remind)),
  extendDue: os.extendDue.handler(route(extendDue)),
  exempt: os.exempt.handler(route(exempt)),
  include: os.include.handler(route(include)),
  listAddable: os.listAddable.handler(route(listAddable)),
  addRespondent: os.addRespondent.handler(route(addRespondent)),
  passClean: os.passClean.handler(route(passClean)),
  reopenSubmission: os.reopenSubmission.handler(route(reopenSubmission)),
};
