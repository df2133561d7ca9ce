/**
 * Sounds: what was recorded or computed, its files, and how it is looked at.
 *
 * <p>{@link org.inrzoo.datasets.sound.SoundFiles} reads and writes, {@link org.inrzoo.datasets.sound.Sounds} makes sounds by
 * name, {@link org.inrzoo.datasets.sound.Spectrogram} and {@link org.inrzoo.datasets.sound.Waveform} show them.
 */
package org.inrzoo.datasets.sound;
