import { safeStorage } from 'electron';
import type { Cipher } from './cipher.ts';

/** Electron's own. `basic_text`, its fallback with a key that anybody can look up, counts as no keyring. Only after the app is ready. */
export function createSafeStorage(platform: NodeJS.Platform): Cipher {
  return {
    available() {
      if (!safeStorage.isEncryptionAvailable()) return false;
      return platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
    },
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
  };
}
