import { kept } from '../state/kept.ts';
import { texts } from '../text/texts.ts';
import { offerName } from '../ui/names.ts';
import type { Offered } from './model.ts';

export const sound = kept('routing/sound', ['on', 'off'], 'on');
export const desktop = kept('routing/desktop', ['on', 'off'], 'off');

let audio: AudioContext | undefined;

/** Two soft notes. Nothing is heard before the first click or key: browsers wait for that. */
export function ring(): void {
  if (sound.get() === 'off') return;
  audio ??= new AudioContext();
  const begin = audio.currentTime;
  for (const [at, pitch] of [[0, 660], [0.14, 880]] as const) {
    const note = audio.createOscillator();
    const volume = audio.createGain();
    note.frequency.value = pitch;
    volume.gain.setValueAtTime(0, begin + at);
    volume.gain.linearRampToValueAtTime(0.12, begin + at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + at + 0.3);
    note.connect(volume).connect(audio.destination);
    note.start(begin + at);
    note.stop(begin + at + 0.32);
  }
}

/** Asks the browser once; false: it may not be done. */
export async function allowDesktop(): Promise<boolean> {
  const allowed = 'Notification' in window && await Notification.requestPermission() === 'granted';
  desktop.set(allowed ? 'on' : 'off');
  return allowed;
}

/** A notification outside the page, while nobody looks at the page. */
export function notifyOf(offer: Offered): void {
  if (desktop.get() === 'off' || !document.hidden || !('Notification' in window) || Notification.permission !== 'granted') return;
  const shown = new Notification(texts.offer.notification(offerName(offer.offer)), { body: offer.offer?.newest[0]?.text ?? '', tag: offer.id });
  shown.onclick = () => { window.focus(); shown.close(); };
}
