/**
 * A secret that was kept and cannot be read any more: another keyring than when it was kept, or none. Its connection asks to sign in
 * again.
 */
export class SecretLost extends Error {
  constructor(options?: ErrorOptions) {
    super('the secret cannot be read any more: sign in again', options);
    this.name = 'SecretLost';
  }
}
