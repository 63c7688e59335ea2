import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import { endMember } from './member.service.ts';
import { me, signOut, switchRole } from './session.service.ts';
import { signInPage } from './sign-in.read.ts';
import { signIn } from './sign-in.service.ts';

const os = implement(contract.identity).$context<RequestContext>();

export const identityRoutes = {
  signInPage: os.signInPage.handler(({ context }) => signInPage(context)),
  signIn: os.signIn.handler(({ context, input }) => signIn(context, input)),
  signOut: os.signOut.handler(({ context }) => signOut(context)),
  me: os.me.handler(({ context }) => me(context)),
  switchRole: os.switchRole.handler(({ context, input }) => switchRole(context, input)),
  endMember: os.endMember.handler(route(endMember)),
};
