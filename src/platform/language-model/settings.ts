/** Where the model is and how it may be asked. */
export interface LanguageModelSettings {
  readonly baseUrl: string;
  /** Empty for an endpoint that wants none. */
  readonly apiKey: string;
  readonly model: string;
  /** Longest wait for one answer, a second try included. */
  readonly timeoutMs: number;
  /** Questions at a time of this process. */
  readonly concurrency: number;
  /** Longest answer, in tokens. */
  readonly maxTokens: number;
}
