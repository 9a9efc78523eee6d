/** The tones of the chime, in hertz, one after the other. */
const TONES_HZ = [880, 1_174.66, 880, 1_174.66] as const;
/** How long each lasts, in seconds. */
const TONE_S = 0.18;
/** How loud it is at most; 1 is as loud as the machine plays. */
const LOUDNESS = 0.25;

let context: AudioContext | undefined;

/**
 * Lets the page make a sound. Browsers ask for a click or a key first; called at one, it costs nothing when it
 * was called before.
 */
export async function wake(): Promise<void> {
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume();
}

/** Plays the chime; nothing while the browser lets the page make no sound. */
export function chime(): void {
  if (context?.state !== 'running') return;
  const volume = context.createGain();
  volume.connect(context.destination);
  TONES_HZ.forEach((hz, place) => play(context, volume, hz, place * TONE_S));
}

function play(to: AudioContext | undefined, volume: GainNode, hz: number, afterS: number): void {
  if (!to) return;
  const from = to.currentTime + afterS;
  const tone = to.createOscillator();
  tone.frequency.value = hz;
  // Swells and fades: a tone that is cut off clicks.
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(LOUDNESS, from + TONE_S / 4);
  volume.gain.linearRampToValueAtTime(0, from + TONE_S);
  tone.connect(volume);
  tone.start(from);
  tone.stop(from + TONE_S);
}
