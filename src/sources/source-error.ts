import { CodedFailure } from "../platform/coded-failure.js";

/** What a source refused or could not do, in words of our own: never the server's text, which may hold data. */
export class SourceError extends CodedFailure {}
