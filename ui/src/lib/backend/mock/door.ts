import { ROLES, type Me, type Passkey, type SignIn } from '../backend';
import { BackendError } from '../failure';
import { idOf, passkeys } from './fixtures';
import { Scripted } from './scripted';

/** What opens the door of this server. */
const PASSWORD = 'over the footbridge';
const CODE = '123456';
export const INVITATION = '7K2M9QXW4E5RTY6PAS8D7K2M9QXW4E5R';
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** The door of a patrol server in memory, and the account of whoever came in. */
export class MockDoor extends Scripted {
  me_: Me | null = { id: idOf(301), name: 'Bo', roles: [...ROLES] };
  passkeys_: Passkey[];

  constructor(readonly nowMs: () => number) {
    super();
    this.passkeys_ = passkeys(nowMs());
  }

  me = () =>
    this.answer('me', () => {
      if (this.me_ === null) throw new BackendError('signed_out', 'sign_in_required');
      return this.me_;
    });
  signOut = () => this.answer('signOut', () => void (this.me_ = null));
  signIn = ({ name, password, code }: SignIn) =>
    this.answer('signIn', () => {
      if (password !== PASSWORD || code !== CODE) throw new BackendError('signed_out', 'sign_in_required');
      this.me_ = { id: idOf(301), name, roles: [...ROLES] };
    });
  invitation = (invitation: string) =>
    this.answer('invitation', () => {
      if (invitation !== INVITATION) throw new BackendError('not_found', 'gone');
      return { name: 'Ana', secret: SECRET, uri: `otpauth://totp/Alder%20Quay:Ana?secret=${SECRET}` };
    });
  enrol = (_invitation: string, password: string, code: string) =>
    this.answer('enrol', () => {
      if (password.length < 12) throw new BackendError('invalid', 'invalid', 'password');
      if (code !== CODE) throw new BackendError('invalid', 'invalid', 'code');
      this.me_ = { id: idOf(302), name: 'Ana', roles: [...ROLES] };
      return Array.from({ length: 10 }, (_, index) => `7K2M${index}-QXW4E`);
    });
  signInByPasskey = () =>
    this.answer('signInByPasskey', () => void (this.me_ = { id: idOf(301), name: 'Bo', roles: [...ROLES] }));
  enrolByPasskey = () =>
    this.answer('enrolByPasskey', () => void (this.me_ = { id: idOf(302), name: 'Ana', roles: [...ROLES] }));
  passkeys = () => this.answer('passkeys', () => this.passkeys_);
  addPasskey = (id: string, name: string) =>
    this.answer('addPasskey', () => {
      this.passkeys_ = [...this.passkeys_, { id, name, created_at: new Date(this.nowMs()).toISOString() }];
    });
  removePasskey = (id: string) =>
    this.answer('removePasskey', () => {
      // This person has no password.
      if (this.passkeys_.length === 1) throw new BackendError('forbidden', 'forbidden');
      this.passkeys_ = this.passkeys_.filter((passkey) => passkey.id !== id);
    });
}
