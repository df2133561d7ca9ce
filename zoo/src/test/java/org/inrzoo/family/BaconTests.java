package org.inrzoo.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.inrzoo.FittedImage;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.metric.Psnr;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaconTests {

    private static final Variant SMALL = Registry.get("bacon").with("width", 24).with("resolution", 32);

    /** Of the largest amplitude of a spectrum, what single precision leaves of one that is zero. */
    private static final double ROUNDING = 1e-5;

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "4, 1, 4", "4, 2, 2 4", "4, 3, 1 2 4", "3, 2, 1 3", "5, 3, 1 2 5", "8, 4, 1 2 4 8"})
    void isReadBehindItsLastLayerTheOneHalfWayToItAndSoOn(int depth, int outputs, String layers) {
        Architecture network = new Bacon(3, depth, outputs, 64).architecture(2, 1);
        List<String> readouts = network.parameters().slots().stream()
                .map(ParameterLayout.Slot::name)
                .filter(name -> name.matches("layer2/tap\\d+/weight"))
                .toList();
        assertThat(readouts)
                .containsExactly(List.of(layers.split(" ")).stream()
                        .map(layer -> "layer2/tap" + 2 * Integer.parseInt(layer) + "/weight")
                        .toArray(String[]::new));
    }

    @Test
    void cannotBeReadMoreOftenThanItsDepthCanBeHalved() {
        assertThatThrownBy(() -> new Bacon(3, 3, 3, 64).architecture(2, 1))
                .isInstanceOf(OptionException.class)
                .hasMessage("3 'outputs' need a 'depth' of at least 4, not 3");
    }

    /** The bands of a network for 32 pixels: 2, 2, 4, 4 and 4 cycles; its outputs are behind the 2nd, 3rd and 5th filter. */
    @ParameterizedTest
    @CsvSource({"1, 4", "2, 8", "3, 16"})
    void showsNoFrequencyBeyondTheBandsOfALevelWhateverItsWeights(int level, int band) {
        FittedImage fitted = untrained().level(level);
        double[][] amplitudes = amplitudes(outputs(fitted), 48);
        double most = 0;
        double highest = 0;
        for (int row = 0; row < 48; row++) {
            for (int column = 0; column < 48; column++) {
                int cycles = Math.max(Math.min(row, 48 - row), Math.min(column, 48 - column));
                most = Math.max(most, amplitudes[row][column]);
                highest = Math.max(highest, cycles > band ? amplitudes[row][column] : 0);
            }
        }
        assertThat(most).isPositive();
        assertThat(highest).as("largest amplitude beyond %d cycles", band).isLessThan(ROUNDING * most);
        double edge = 0;
        for (int other = 0; other < 48; other++) {
            edge = Math.max(edge, amplitudes[band][other]);
        }
        assertThat(edge)
                .as("largest amplitude at %d cycles, which the band reaches", band)
                .isGreaterThan(ROUNDING * most);
    }

    @Test
    void fitsEveryLevelToTheImageTheFinerTheBetter() {
        Image image = finelyCheckedWave(24);
        FittedImage fitted = new ZooModel(SMALL.with("steps", 300)).fit(image);
        assertThat(fitted.levels()).isEqualTo(3);
        double[] psnr = new double[3];
        for (int level = 1; level <= 3; level++) {
            Image picture = fitted.level(level).render(24, 24);
            psnr[level - 1] = Psnr.standard(picture.values(), image.values());
        }
        assertThat(psnr).isSorted();
        assertThat(psnr[0])
                .as("dB of the coarsest, to which the wave is visible and the checks are not")
                .isBetween(18.0, 20.5);
        assertThat(psnr[2]).as("dB of the finest").isGreaterThan(psnr[0] + 3);
        assertThat(fitted.render(24, 24)).isEqualTo(fitted.level(3).render(24, 24));
    }

    private static FittedImage untrained() {
        float[] parameters = SMALL.family().architecture(2, 1).parameters().initialize(5);
        return new FittedImage(SMALL, 32, 32, 1, parameters);
    }

    private static float[] outputs(FittedImage fitted) {
        float[] outputs = new float[48 * 48];
        try (Engine engine = Engines.create("fused", fitted.architecture(), 1)) {
            engine.forward(fitted.parameters(), Grid.image(48, 48, GridConvention.PIXEL_CENTERS), outputs);
        }
        return outputs;
    }

    /** A wave over the image's width, and squares of 2 pixels 0.1 brighter or darker than it: 20 dB apart from it. */
    private static Image finelyCheckedWave(int side) {
        float[] values = new float[side * side];
        for (int i = 0; i < values.length; i++) {
            double wave = 0.5 + 0.3 * Math.sin(2 * Math.PI * (i % side) / side);
            values[i] = (float) (wave + ((i / side / 2 + i % side / 2) % 2 == 0 ? 0.1 : -0.1));
        }
        return new Image(side, side, 1, values);
    }

    /** The absolute values of the two-dimensional discrete Fourier transform, rows first. */
    private static double[][] amplitudes(float[] values, int side) {
        double[][] re = new double[side][side];
        double[][] im = new double[side][side];
        for (int i = 0; i < values.length; i++) {
            re[i / side][i % side] = values[i];
        }
        for (int pass = 0; pass < 2; pass++) {
            double[][] nextRe = new double[side][side];
            double[][] nextIm = new double[side][side];
            for (int row = 0; row < side; row++) {
                for (int k = 0; k < side; k++) {
                    for (int j = 0; j < side; j++) {
                        double angle = -2 * Math.PI * k * j / side;
                        nextRe[k][row] += re[row][j] * Math.cos(angle) - im[row][j] * Math.sin(angle);
                        nextIm[k][row] += re[row][j] * Math.sin(angle) + im[row][j] * Math.cos(angle);
                    }
                }
            }
            re = nextRe;
            im = nextIm;
        }
        double[][] amplitudes = new double[side][side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                amplitudes[row][column] = Math.hypot(re[row][column], im[row][column]);
            }
        }
        return amplitudes;
    }
}
