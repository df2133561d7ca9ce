package org.inrzoo.datasets.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.inrzoo.datasets.Image;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SoundTests {

    @Test
    void framesSecondsAndChannelsFollowFromTheSamples() {
        Sound stereo = new Sound(2, 2, new float[] {1, 0, 0.5f, -0.5f, -1, 0});
        assertThat(stereo.frames()).isEqualTo(3);
        assertThat(stereo.seconds()).isEqualTo(1.5);
        assertThat(stereo).hasToString("Sound[1.500 s, 2 Hz, 2 channels]");
        assertThat(stereo.mono()).isEqualTo(new Sound(2, 1, new float[] {0.5f, 0, -0.5f}));
        assertThat(stereo.sha256()).hasSize(64).isNotEqualTo(stereo.mono().sha256());
    }

    @Test
    void whatIsNoSoundIsRefused() {
        assertThatThrownBy(() -> new Sound(0, 1, new float[1]))
                .hasMessageContaining("positive number of hertz, not 0.0");
        assertThatThrownBy(() -> new Sound(1, 2, new float[3])).hasMessageContaining("not 3 samples in 2 channels");
        assertThatThrownBy(() -> new Sound(1, 1, new float[0])).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new Sound(1, 1, new float[] {0, 1.5f})).hasMessageContaining("sample 1 is 1.5");
        assertThatThrownBy(() -> new Sound(1, 1, new float[] {Float.NaN})).hasMessageContaining("sample 0 is NaN");
    }

    @Nested
    class ByName {

        @Test
        void namesAreSounds() {
            for (String name : Sounds.names()) {
                assertThat(Sounds.named(name)).hasToString("Sound[4.000 s, 44100 Hz, mono]");
            }
            assertThatThrownBy(() -> Sounds.named("phrase:x"))
                    .hasMessageContaining("there is no sound named 'phrase:x'");
        }

        @Test
        void thePhraseIsItsSeeds() {
            assertThat(Sounds.phrase(3, 0.5, 8000)).isEqualTo(Sounds.phrase(3, 0.5, 8000));
            assertThat(Sounds.phrase(3, 0.5, 8000)).isNotEqualTo(Sounds.phrase(4, 0.5, 8000));
            assertThat(Sounds.named("phrase:3")).isEqualTo(Sounds.phrase(3, 4, 44_100));
        }

        @Test
        void theChirpHasTheFrequencyOfEveryMoment() {
            Spectrogram chirp = Spectrogram.of(Sounds.chirp(500, 3500, 2, 8000), 256, 128);
            for (int moment = 0; moment < chirp.moments() - 2; moment++) {
                double middle = moment * chirp.hop() + 128 / 8000.0;
                assertThat(loudest(chirp, moment) * chirp.binHertz())
                        .isEqualTo(500 + 1500 * middle, within(1.5 * chirp.binHertz()));
            }
        }
    }

    @Nested
    class Spectra {

        @Test
        void aSineOfOneHasNoDecibelsInItsBin() {
            Sound sine = Sounds.chirp(1000, 1000, 1, 8000); // amplitude 0.9
            Spectrogram spectrogram = Spectrogram.of(sine, 512, 512);
            assertThat(loudest(spectrogram, 3)).isEqualTo(64);
            assertThat(spectrogram.decibels()[3 * spectrogram.bins() + 64])
                    .isEqualTo((float) (20 * Math.log10(0.9)), within(0.01f));
            assertThat(spectrogram.decibels()[3 * spectrogram.bins() + 200]).isLessThan(-100);
        }

        @Test
        void agreesWithTheSumOfItsDefinition() {
            Sound phrase = Sounds.phrase(1, 0.01, 8000);
            Spectrogram spectrogram = Spectrogram.of(phrase, 16, 16);
            for (int bin = 0; bin <= 8; bin++) {
                double re = 0;
                double im = 0;
                for (int n = 0; n < 16; n++) {
                    double windowed = (0.5 - 0.5 * Math.cos(2 * Math.PI * n / 16)) * phrase.samples()[32 + n];
                    re += windowed * Math.cos(2 * Math.PI * bin * n / 16);
                    im += windowed * Math.sin(2 * Math.PI * bin * n / 16);
                }
                double decibels = 20 * Math.log10(Math.hypot(re, im) * 4 / 16);
                assertThat(spectrogram.decibels()[2 * 9 + bin]).isEqualTo((float) decibels, within(1e-3f));
            }
        }

        @Test
        void silenceIsBlackAndTheLoudestWhite() {
            float[] samples = new float[1024];
            System.arraycopy(Sounds.chirp(1000, 1000, 0.064, 8000).samples(), 0, samples, 0, 512);
            Image picture =
                    Spectrogram.of(new Sound(8000, 1, samples), 256, 256).picture(80);
            assertThat(picture).hasToString("Image[4x129, gray]");
            assertThat(picture.values()[(128 - 32) * 4]).isEqualTo(1);
            assertThat(picture.values()[(128 - 32) * 4 + 3]).isZero();
        }
    }

    private static int loudest(Spectrogram spectrogram, int moment) {
        int loudest = 0;
        for (int bin = 1; bin < spectrogram.bins(); bin++) {
            if (spectrogram.decibels()[moment * spectrogram.bins() + bin]
                    > spectrogram.decibels()[moment * spectrogram.bins() + loudest]) {
                loudest = bin;
            }
        }
        return loudest;
    }

    @Test
    void theWaveformShowsTheRangeOfEachMoment() {
        Image picture = Waveform.picture(new Sound(1, 1, new float[] {1, 1, -1, -1}), 4, 9);
        for (int x = 0; x < 4; x++) {
            assertThat(picture.values()[x]).as("top of column %d", x).isEqualTo(x < 2 ? 0.15f : 1);
            assertThat(picture.values()[8 * 4 + x]).as("foot of column %d", x).isEqualTo(x == 0 ? 1 : 0.15f);
        }
    }
}
