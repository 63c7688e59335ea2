import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import { changePassword, endMySessions } from './account.service.ts';
import { endAssignment, grantRole, limitAssignment } from './assignment.service.ts';
import { delegate, endDelegation, myDelegations } from './delegation.service.ts';
import { oneTimeLink, useLink } from './link.service.ts';
import { endMember } from './member.service.ts';
import { linkRoute, ownRoute } from './own-request.ts';
import { getMember, listMembers, listPlaces, mySessions } from './people.read.ts';
import {
  disableMember,
  enableMember,
  endMemberSessions,
  inviteMember,
  resetSignIn,
  unlockMember,
} from './person.service.ts';
import { secondFactorRoutes } from './second-factor.routes.ts';
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
  listMembers: os.listMembers.handler(ownRoute(listMembers)),
  getMember: os.getMember.handler(ownRoute(getMember)),
  listPlaces: os.listPlaces.handler(route(listPlaces)),
  inviteMember: os.inviteMember.handler(linkRoute(inviteMember)),
  resetSignIn: os.resetSignIn.handler(linkRoute(resetSignIn)),
  disableMember: os.disableMember.handler(ownRoute(disableMember)),
  enableMember: os.enableMember.handler(route(enableMember)),
  unlockMember: os.unlockMember.handler(ownRoute(unlockMember)),
  endMember: os.endMember.handler(ownRoute(endMember)),
  endMemberSessions: os.endMemberSessions.handler(ownRoute(endMemberSessions)),
  grantRole: os.grantRole.handler(route(grantRole)),
  limitAssignment: os.limitAssignment.handler(ownRoute(limitAssignment)),
  endAssignment: os.endAssignment.handler(ownRoute(endAssignment)),
  oneTimeLink: os.oneTimeLink.handler(({ context, input }) => oneTimeLink(context, input)),
  useLink: os.useLink.handler(({ context, input }) => useLink(context, input)),
  mySessions: os.mySessions.handler(ownRoute(mySessions)),
  endMySessions: os.endMySessions.handler(ownRoute(endMySessions)),
  changePassword: os.changePassword.handler(({ context, input }) => changePassword(context, input)),
  myDelegations: os.myDelegations.handler(route(myDelegations)),
  ...secondFactorRoutes,
  delegate: os.delegate.handler(route(delegate)),
  endDelegation: os.endDelegation.handler(route(endDelegation)),
};
