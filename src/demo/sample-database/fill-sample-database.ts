/** Fills the sample database unless it is filled. */
export async function fillSampleDatabase(_ownerUrl: string, _log?: (line: string) => void): Promise<void> {}
