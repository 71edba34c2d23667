const WIDTH = 30;
const GREEN = "\u001b[32m";
const DIM = "\u001b[2m";
const PLAIN = "\u001b[0m";

/** Lines, and below them a progress bar that is drawn over in a terminal and left out elsewhere. */
export class Screen {
  private bar = "";

  constructor(private readonly out: NodeJS.WriteStream) {}

  line(text: string): void {
    this.erase();
    this.out.write(`${text}\n`);
    this.draw();
  }

  title(text: string): void {
    this.line(this.out.isTTY ? `${GREEN}${text}${PLAIN}` : text);
  }

  note(text: string): void {
    this.line(this.out.isTTY ? `${DIM}${text}${PLAIN}` : text);
  }

  /** A whole bar that is full stays as a line. */
  progress(done: number, total: number, what: string): void {
    const filled = total === 0 ? WIDTH : Math.round((WIDTH * done) / total);
    const bar = `  [${"█".repeat(filled)}${"░".repeat(WIDTH - filled)}] ${done}/${total} ${what}`;
    this.erase();
    if (done >= total) {
      this.bar = "";
      this.out.write(`${bar}\n`);
    } else if (this.out.isTTY) {
      this.bar = bar.slice(0, (this.out.columns || 80) - 1);
      this.draw();
    } else this.out.write(`${bar}\n`);
  }

  private draw(): void {
    if (this.bar) this.out.write(this.bar);
  }

  private erase(): void {
    if (this.bar) this.out.write("\r\u001b[K");
  }
}
