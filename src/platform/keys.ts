import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

export interface Sealed {
  readonly keyId: string;
  /** nonce (12 bytes), tag (16 bytes), ciphertext. */
  readonly bytes: Buffer;
}

interface Key {
  readonly id: string;
  readonly encryption: Buffer;
  readonly signing: Buffer;
}

/**
 * The keys that ENCRYPTION_KEY holds: the first seals and signs, all of them open and verify, so that a new key is put
 * in front of the old one and the old one is dropped when nothing uses it any more (docs/configuration.md).
 */
export class KeyRing {
  private readonly keys: readonly Key[];

  /** `secrets` are 32 random bytes each, in base64. */
  constructor(secrets: readonly string[]) {
    if (secrets.length === 0) throw new Error("ENCRYPTION_KEY is empty.");
    this.keys = secrets.map((secret) => {
      const bytes = Buffer.from(secret, "base64");
      if (bytes.length !== 32) throw new Error("ENCRYPTION_KEY: each key is 32 random bytes in base64.");
      const derive = (use: string) => Buffer.from(hkdfSync("sha256", bytes, "", `data-readiness/${use}`, 32));
      const id = createHash("sha256").update(derive("id")).digest("hex").slice(0, 8);
      return { id, encryption: derive("encryption"), signing: derive("signing") };
    });
  }

  /** The key for signatures that this gateway makes, and all that it accepts. */
  get signing(): readonly Buffer[] {
    return this.keys.map((key) => key.signing);
  }

  get primaryId(): string {
    return this.keys[0]!.id;
  }

  /** Encrypts with AES-256-GCM; `owner` (e.g. the row's id) is bound in, so a ciphertext can't be moved to another row. */
  seal(plain: string, owner: string): Sealed {
    const key = this.keys[0]!;
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key.encryption, nonce).setAAD(Buffer.from(owner));
    const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
    return { keyId: key.id, bytes: Buffer.concat([nonce, cipher.getAuthTag(), text]) };
  }

  open(sealed: Sealed, owner: string): string {
    const key = this.keys.find((candidate) => candidate.id === sealed.keyId);
    if (!key) throw new Error(`No key ${sealed.keyId} in ENCRYPTION_KEY.`);
    const decipher = createDecipheriv("aes-256-gcm", key.encryption, sealed.bytes.subarray(0, 12))
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.bytes.subarray(28)), decipher.final()]).toString("utf8");
  }
}
