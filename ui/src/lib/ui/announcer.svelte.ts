/** What a screen reader says without the focus moving: a state that changed, an answer that came. */
class Announcer {
  text = $state('');

  /** Says it, also when it is the same as before. */
  say(text: string): void {
    this.text = '';
    setTimeout(() => (this.text = text), 50);
  }
}

export const announcer = new Announcer();
