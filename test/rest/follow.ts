import { EventSource } from "eventsource";

/** What an EventSource sees of a run's stream until the server says that nothing follows. */
export function follow(
  url: string,
  token: string,
  onEvent: (sequence: number) => void,
  onProblem: (code: string) => void = () => {},
): Promise<{ sequence: number; type: string; to?: string }[]> {
  const seen: { sequence: number; type: string }[] = [];
  const source = new EventSource(url, {
    fetch: (address, init) =>
      fetch(address, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
  });
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => {
      source.close();
      reject(new Error(`The stream did not end; it told ${JSON.stringify(seen)}.`));
    }, 60_000);
    source.onmessage = ({ data }) => {
      const event = JSON.parse(String(data)) as (typeof seen)[number];
      seen.push(event);
      onEvent(event.sequence);
    };
    source.addEventListener("problem", ({ data }) => onProblem(JSON.parse(String(data)).error.code));
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return; // it comes back by itself
      clearTimeout(tooLate);
      resolve(seen);
    };
  });
}
