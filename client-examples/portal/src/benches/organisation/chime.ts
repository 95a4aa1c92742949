/** Promises a soft sound of two notes, made by the browser itself: no file, half a second, quieter than a voice. */

const notes = [
  { hertz: 659, after: 0 },
  { hertz: 880, after: 0.14 },
];
const seconds = 0.45;
const loudness = 0.06;
/** Many at once are one sound. */
const pauseMilliseconds = 1_500;

let audio: AudioContext | undefined;
let lastAt = -Infinity;

export function chime(): void {
  if (!('AudioContext' in window) || performance.now() - lastAt < pauseMilliseconds) return;
  lastAt = performance.now();
  audio ??= new AudioContext();
  void audio.resume();
  for (const { hertz, after } of notes) {
    const begin = audio.currentTime + after;
    const tone = new OscillatorNode(audio, { type: 'sine', frequency: hertz });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(loudness, begin + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + seconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + seconds);
  }
}
