package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.inrzoo.chart.ChartStyle;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.ColourMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChartsTests {

    private static final double[] X = {0, 1, 2};

    private static Set<Integer> colours(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                colours.add(picture.getRGB(x, y) & 0xFFFFFF);
            }
        }
        return colours;
    }

    private static int rgb(Color colour) {
        return colour.getRGB() & 0xFFFFFF;
    }

    @Nested
    class Lines {

        @Test
        void haveColoursOfTheirOwn() {
            LineChart chart = new LineChart("t", "x", "y").line("a", X, new double[] {1, 2, 3}).line("b", X, new double[] {3, 2, 1});
            assertThat(colours(chart.draw())).contains(rgb(ChartStyle.colour(0)), rgb(ChartStyle.colour(1)));
        }

        @Test
        void ofSeveralRunsHaveTheSpreadBehindThem() {
            LineChart chart = new LineChart("t", "x", "y").spread("a", X, List.of(new double[] {1, 2, 3}, new double[] {3, 4, 7}));
            Set<Integer> found = colours(chart.draw());
            Color line = ChartStyle.colour(0);
            int pale = rgb(new Color(over(line.getRed()), over(line.getGreen()), over(line.getBlue())));
            assertThat(found).contains(rgb(line), pale);
        }

        /** A pale part over white. */
        private static int over(int level) {
            return Math.round(255 + (level - 255) * ChartStyle.pale(Color.BLACK).getAlpha() / 255f);
        }

        @Test
        void ofRunsOfOtherLengthsAreRefused() {
            assertThatThrownBy(() -> new LineChart("t", "x", "y").spread("a", X, List.of(new double[2])))
                    .hasMessage("'a' needs runs of 3 values, and at least one");
        }
    }

    @Test
    void barsHaveOneColour() {
        assertThat(colours(new BarChart("t", "y").bar("a", 1).bar("b", 2).draw())).contains(rgb(ChartStyle.colour(0)));
        assertThatThrownBy(() -> new BarChart("t", "y").draw()).hasMessage("a bar chart needs at least one bar");
    }

    @Test
    void heatMapsShowTheLeastAndTheLargestAtTheEndsOfTheScale() {
        BufferedImage map = new HeatMap("t", new double[][] {{-3, 0}, {1, 5}}).draw();
        assertThat(colours(map)).contains(ColourMap.rgb(0), ColourMap.rgb(3.0 / 8), ColourMap.rgb(0.5), ColourMap.rgb(1));
        assertThatThrownBy(() -> new HeatMap("t", new double[][] {{1}, {1, 2}})).hasMessageContaining("rows of one length");
    }

    @Test
    void heatMapsOfFewRowsCanHaveHighOnes() {
        HeatMap map = new HeatMap("t", new double[2][3]);
        BufferedImage high = map.draw(4, 50);
        assertThat(high.getHeight() - map.draw(4, 10).getHeight()).isEqualTo(2 * 40);
        assertThat(map.draw(9, 50).getWidth() - high.getWidth()).isEqualTo(3 * 5);
    }

    @Nested
    class Grids {

        @Test
        void keepThePixelsOfWhatTheyEnlarge() {
            Image image = new Image(2, 1, 1, new float[] {0, 1});
            BufferedImage grid = new ImageGrid(2, 100).add(image, "a").add(image, "b").draw();
            assertThat(grid.getWidth()).isEqualTo(2 * 100 + 12);
            assertThat(grid.getRGB(49, 10) & 0xFFFFFF).isZero();
            assertThat(grid.getRGB(50, 10) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        }

        @Test
        void beginNewRows() {
            Image image = new Image(1, 1, 1, new float[1]);
            BufferedImage grid = new ImageGrid(2, 50).add(image, "a").add(image, "b").add(image, "c").draw();
            assertThat(grid.getRGB(25, 25 + 50 + 36) & 0xFFFFFF).as("third picture").isZero();
        }

        @Test
        void needAPictureAndAColumn() {
            assertThatThrownBy(() -> new ImageGrid(1, 10).draw()).hasMessage("a grid needs at least one picture");
            assertThatThrownBy(() -> new ImageGrid(0, 10)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
