/** How loud the microphone is, from 0 to 1, told ten times a second until the returned function ends it. */
export function followLevel(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1_024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    tell(loudness(samples));
  }, 100);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

const QUIET_DB = -60;

/** As ears hear it: silence, or 60 dB under full, is 0. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const db = power === 0 ? QUIET_DB : 10 * Math.log10(power);
  return Math.min(1, Math.max(0, 1 - db / QUIET_DB));
}
