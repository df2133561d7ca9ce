package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inrzoo.chart.ChartStyle;
import org.inrzoo.chart.Charts;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.ColorMap;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.title.PaintScaleLegend;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChartsTests {

    private static final double[] X = {0, 1, 2};

    private static Set<Integer> colors(BufferedImage picture) {
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                colors.add(picture.getRGB(x, y) & 0xFFFFFF);
            }
        }
        return colors;
    }

    private static int rgb(Color color) {
        return color.getRGB() & 0xFFFFFF;
    }

    @Nested
    class Lines {

        @Test
        void haveColorsOfTheirOwn() {
            LineChart chart = new LineChart("t", "x", "y")
                    .line("a", X, new double[] {1, 2, 3})
                    .line("b", X, new double[] {3, 2, 1});
            assertThat(colors(chart.draw())).contains(rgb(ChartStyle.color(0)), rgb(ChartStyle.color(1)));
        }

        @ParameterizedTest
        @CsvSource({"1, 1", "2, 1", "9, 1", "0.5, 0.1"})
        void overWholeNumbersHaveNoTicksBetweenThem(double distance, double least) {
            double[] x = IntStream.range(0, 4).mapToDouble(i -> i * distance).toArray();
            JFreeChart chart = new LineChart("t", "experts", "y")
                    .line("a", x, new double[] {1, 2, 3, 4})
                    .chart();
            chart.createBufferedImage(900, 400);
            NumberAxis axis = (NumberAxis) chart.getXYPlot().getDomainAxis();
            assertThat(axis.getTickUnit().getSize()).isGreaterThanOrEqualTo(least);
            assertThat(axis.getTickUnit().getSize() < 1).as("ticks between").isEqualTo(distance % 1 != 0);
        }

        @Test
        void ofSeveralRunsHaveTheSpreadBehindThem() {
            LineChart chart = new LineChart("t", "x", "y")
                    .spread("a", X, List.of(new double[] {1, 2, 3}, new double[] {3, 4, 7}));
            Set<Integer> found = colors(chart.draw());
            Color line = ChartStyle.color(0);
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

    @Nested
    class Axes {

        static Stream<double[]> ranges() {
            return Stream.of(
                    new double[] {10, 250},
                    new double[] {80, 2_000},
                    new double[] {1, 576},
                    new double[] {0, 0.995},
                    new double[] {1_000, 80_000},
                    new double[] {-3.2, 5.4},
                    new double[] {0.0464, 1},
                    new double[] {1e5, 9.4e6},
                    new double[] {24.6, 24.7},
                    new double[] {-20, 20},
                    new double[] {1, 1});
        }

        private static DrawnChart drawn(double[] range, boolean log) {
            double[] x = log ? Arrays.stream(range).map(Math::abs).toArray() : range;
            LineChart chart = new LineChart("t", "x", "y").line("a", x, x);
            return DrawnChart.of(
                    (log ? chart.logarithmic().logarithmicX(10) : chart).chart(), ChartStyle.WIDTH, ChartStyle.HEIGHT);
        }

        @ParameterizedTest
        @MethodSource("ranges")
        void haveNumbersThatDoNotTouch(double[] range) {
            for (boolean log : new boolean[] {false, true}) {
                DrawnChart drawn = drawn(range, log);
                for (var labels : List.of(drawn.alongX(), drawn.alongY())) {
                    var sorted = labels.stream()
                            .sorted(Comparator.comparingDouble(DrawnChart.Label::begin))
                            .toList();
                    assertThat(sorted).as("log %s", log).hasSizeBetween(2, 12);
                    for (int i = 1; i < sorted.size(); i++) {
                        assertThat(sorted.get(i).begin() - sorted.get(i - 1).end())
                                .as("pixels from %s to %s", sorted.get(i - 1), sorted.get(i))
                                .isGreaterThan(5);
                    }
                }
                assertThat(drawn.alongX())
                        .allMatch(
                                label -> label.begin() >= 0 && label.end() <= ChartStyle.WIDTH, "lies in the picture");
            }
        }

        @ParameterizedTest
        @MethodSource("ranges")
        void haveRoundNumbersWithEquallyManyDecimals(double[] range) {
            DrawnChart drawn = drawn(range, false);
            for (var labels : List.of(drawn.alongX(), drawn.alongY())) {
                double distance = labels.get(1).value() - labels.get(0).value();
                double digit = distance / Math.pow(10, Math.floor(Math.log10(distance) + 1e-9));
                assertThat(List.of(1L, 2L, 5L))
                        .as("distance %s", distance)
                        .contains(Math.round(digit * 1e6) / 1_000_000);
                assertThat(labels).allSatisfy(label -> {
                    double steps = label.value() / distance;
                    assertThat(steps).as("distances from 0 to %s", label).isCloseTo(Math.rint(steps), within(1e-6));
                    assertThat(Double.parseDouble(label.text().replace(",", "")))
                            .isCloseTo(label.value(), within(distance / 1e6));
                });
                assertThat(labels.stream()
                                .map(label ->
                                        label.text().replaceFirst("^[^.]*", "").length())
                                .distinct())
                        .as("decimals of %s", labels)
                        .hasSize(1);
            }
        }

        @Test
        void ofStepsBeginAtZero() {
            assertThat(drawn(new double[] {10, 250}, false).alongX())
                    .extracting(DrawnChart.Label::text)
                    .containsExactly("0", "50", "100", "150", "200", "250");
        }

        @Test
        void thatAreLogarithmicHavePowers() {
            assertThat(drawn(new double[] {3, 4_000}, true).alongY())
                    .extracting(DrawnChart.Label::value)
                    .containsExactly(10.0, 100.0, 1000.0);
            assertThat(drawn(new double[] {1e-4, 2e-2}, true).alongX())
                    .extracting(DrawnChart.Label::text)
                    .containsExactly("0.0001", "0.001", "0.01");
            DrawnChart octaves = DrawnChart.of(
                    new LineChart("t", "x", "y")
                            .line("a", new double[] {1, 256}, new double[] {1, 2})
                            .logarithmicX(2)
                            .chart(),
                    ChartStyle.WIDTH,
                    ChartStyle.HEIGHT);
            assertThat(octaves.alongX())
                    .extracting(DrawnChart.Label::text)
                    .containsExactly("1", "2", "4", "8", "16", "32", "64", "128", "256");
        }
    }

    @Nested
    class Bars {

        @Test
        void haveOneColor() {
            assertThat(colors(new BarChart("t", "y").bar("a", 1).bar("b", 2).draw()))
                    .contains(rgb(ChartStyle.color(0)));
        }

        @Test
        void haveNamesAndNumbersThatFit() {
            BufferedImage chart = new BarChart("t", "dB")
                    .bar("fourier-features-603-multihead at its best rate", 30.25)
                    .bar("b", -2)
                    .draw();
            int right = chart.getWidth() - 4;
            assertThat(colors(chart.getSubimage(right, 0, 4, chart.getHeight())))
                    .as("right edge")
                    .containsExactly(0xFFFFFF);
            assertThat(colors(chart.getSubimage(0, 0, 4, chart.getHeight())))
                    .as("left edge")
                    .containsExactly(0xFFFFFF);
        }

        @Test
        void needAValue() {
            assertThatThrownBy(() -> new BarChart("t", "y").draw()).hasMessage("a bar chart needs at least one bar");
        }
    }

    @Test
    void linesThatShareAColorDifferInTheirDashes() {
        Set<String> looks = new HashSet<>();
        for (int line = 0; line < 16; line++) {
            BasicStroke stroke = (BasicStroke) ChartStyle.stroke(line);
            assertThat(looks.add(ChartStyle.color(line) + Arrays.toString(stroke.getDashArray())))
                    .as("look of line %s is new", line)
                    .isTrue();
            assertThat(stroke.getDashArray() != null)
                    .as("line %s is dashed", line)
                    .isEqualTo(line >= 4);
            assertThat(contrast(ChartStyle.color(line)))
                    .as("contrast of line %s with white", line)
                    .isGreaterThan(2);
        }
    }

    /** The contrast ratio of WCAG 2.1 with white: from 1 to 21. */
    private static double contrast(Color color) {
        double[] linear = Arrays.stream(new int[] {color.getRed(), color.getGreen(), color.getBlue()})
                .mapToDouble(level -> level / 255.0)
                .map(level -> level <= 0.03928 ? level / 12.92 : Math.pow((level + 0.055) / 1.055, 2.4))
                .toArray();
        return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05);
    }

    @Nested
    class PanelsOfLines {

        private static LineChart panel(String title) {
            return new LineChart(title, "t", "f")
                    .line("target", X, new double[] {1, 2, 3})
                    .line("network", X, new double[] {3, 2, 1});
        }

        @Test
        void haveOneLegendAndOneAxisForAll() {
            CombinedDomainXYPlot plot = (CombinedDomainXYPlot)
                    new Panels("").add(panel("a")).add(panel("b")).chart().getPlot();
            assertThat(plot.getLegendItems().getItemCount()).isEqualTo(2);
            assertThat(plot.getSubplots())
                    .hasSize(2)
                    .allSatisfy(
                            each -> assertThat(each.getRangeAxis().getLabel()).isEqualTo("f"));
            assertThat(plot.getDomainAxis().getLabel()).isEqualTo("t");
        }

        @Test
        void needAChart() {
            assertThatThrownBy(() -> new Panels("").draw()).hasMessage("panels need at least one chart");
        }
    }

    @Nested
    class HeatMaps {

        private static final HeatMap NAMED = new HeatMap("t", new double[][] {{-3, 0}, {1, 5}})
                .x("step", 0, 4000)
                .y("K, cycles", 5, 50)
                .scale("amplitude");

        @Test
        void haveNamedAxesWithRoundNumbers() {
            DrawnChart drawn = DrawnChart.of(NAMED.chart(), 640, 400);
            assertThat(drawn.plot().getDomainAxis().getLabel()).isEqualTo("step");
            assertThat(drawn.plot().getRangeAxis().getLabel()).isEqualTo("K, cycles");
            assertThat(drawn.alongX()).extracting(DrawnChart.Label::text).contains("0", "1,000", "4,000");
            assertThat(drawn.alongY()).extracting(DrawnChart.Label::text).contains("10", "20", "30", "40", "50");
        }

        @Test
        void haveTheFirstRowAtTheTop() {
            DrawnChart drawn = DrawnChart.of(NAMED.chart(), 640, 400);
            int left = (int) drawn.inside().getMinX() + 5;
            int right = (int) drawn.inside().getMaxX() - 5;
            int top = (int) drawn.inside().getMinY() + 5;
            int bottom = (int) drawn.inside().getMaxY() - 5;
            assertThat(drawn.picture().getRGB(left, top) & 0xFFFFFF).isEqualTo(ColorMap.rgb(0));
            assertThat(drawn.picture().getRGB(right, top) & 0xFFFFFF).isEqualTo(ColorMap.rgb(3.0 / 8));
            assertThat(drawn.picture().getRGB(right, bottom) & 0xFFFFFF).isEqualTo(ColorMap.rgb(1));
        }

        @Test
        void haveAScaleWithANameAndRoundNumbers() {
            PaintScaleLegend bar = (PaintScaleLegend) NAMED.chart().getSubtitle(0);
            assertThat(bar.getAxis().getLabel()).isEqualTo("amplitude");
            assertThat(bar.getScale().getLowerBound()).isEqualTo(-3);
            assertThat(bar.getScale().getUpperBound()).isEqualTo(5);
            assertThat(((NumberAxis) bar.getAxis())
                            .getStandardTickUnits()
                            .getCeilingTickUnit(0.2385)
                            .getSize())
                    .isEqualTo(0.5);
        }
    }

    @Test
    void heatMapsShowTheLeastAndTheLargestAtTheEndsOfTheScale() {
        BufferedImage map = new HeatMap("t", new double[][] {{-3, 0}, {1, 5}}).draw();
        assertThat(colors(map)).contains(ColorMap.rgb(0), ColorMap.rgb(3.0 / 8), ColorMap.rgb(0.5), ColorMap.rgb(1));
        assertThatThrownBy(() -> new HeatMap("t", new double[][] {{1}, {1, 2}}))
                .hasMessageContaining("rows of one length");
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
            BufferedImage grid =
                    new ImageGrid(2, 100).add(image, "a").add(image, "b").draw();
            assertThat(grid.getWidth()).isEqualTo(2 * 100 + 12);
            assertThat(grid.getRGB(49, 10) & 0xFFFFFF).isZero();
            assertThat(grid.getRGB(50, 10) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        }

        @Test
        void beginNewRows() {
            Image image = new Image(1, 1, 1, new float[1]);
            BufferedImage grid = new ImageGrid(2, 50)
                    .add(image, "a")
                    .add(image, "b")
                    .add(image, "c")
                    .draw();
            assertThat(grid.getRGB(25, 25 + 50 + 36) & 0xFFFFFF)
                    .as("third picture")
                    .isZero();
        }

        @Test
        void showNumbersByColorsWithTheirScale() {
            ImageGrid grid =
                    new ImageGrid(1, 200).scale("absolute error", 0.2).add(new float[] {0, 0.1f, 0.2f, 9}, 2, "a");
            BufferedImage drawn = grid.draw();
            assertThat(drawn.getRGB(50, 50) & 0xFFFFFF).isEqualTo(ColorMap.rgb(0));
            assertThat(drawn.getRGB(150, 50) & 0xFFFFFF).isEqualTo(ColorMap.rgb(0.5));
            assertThat(drawn.getRGB(50, 150) & 0xFFFFFF).isEqualTo(ColorMap.rgb(1));
            assertThat(drawn.getRGB(150, 150) & 0xFFFFFF).isEqualTo(ColorMap.rgb(1));
            assertThat(colors(drawn.getSubimage(212, 0, drawn.getWidth() - 212, 200)))
                    .as("colours of the scale")
                    .contains(ColorMap.rgb(0.5))
                    .hasSizeGreaterThan(100);
            assertThatThrownBy(() -> new ImageGrid(1, 9).add(new float[1], 1, "a"))
                    .hasMessageContaining("need a scale");
        }

        @Test
        void breakCaptionsThatAreWiderThanAPicture() {
            Image white = new Image(1, 1, 1, new float[] {1});
            String caption = "fourier-features-603-multihead, 24.67 dB, and WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";
            BufferedImage grid = new ImageGrid(2, 120)
                    .add(white, caption)
                    .add(white, caption)
                    .draw();
            BufferedImage alone =
                    new ImageGrid(2, 120).add(white, caption).add(white, "").draw();
            BufferedImage brief =
                    new ImageGrid(2, 120).add(white, "a").add(white, "").draw();
            assertThat(grid.getHeight()).isGreaterThan(brief.getHeight() + 60);
            assertThat(colors(alone.getSubimage(120, 0, 132, alone.getHeight())))
                    .as("right of the picture")
                    .containsExactly(0xFFFFFF);
            BufferedImage wide = new ImageGrid(1, 580).add(white, caption).draw();
            assertThat(ink(alone))
                    .as("dark pixels of the caption, however broken")
                    .isCloseTo(ink(wide), withinPercentage(3));
        }

        /** A page on a phone is 390 pixels wide and shrinks what is wider; letters keep 9 pixels. */
        @Test
        void haveLettersThatCanBeReadOnAPhone() {
            Image white = new Image(1, 1, 1, new float[] {1});
            for (int columns = 1; columns <= 6; columns++) {
                ImageGrid grid = new ImageGrid(columns, 200);
                for (int i = 0; i < columns; i++) {
                    grid.add(white, "HHH");
                }
                BufferedImage drawn = grid.draw();
                double shrunk = Math.min(1, 390.0 / drawn.getWidth());
                assertThat(shrunk * inkedRows(drawn, 200))
                        .as("height of an H where %s pictures are side by side", columns)
                        .isGreaterThan(6.5);
            }
        }

        private static long inkedRows(BufferedImage picture, int from) {
            return IntStream.range(from, picture.getHeight())
                    .filter(y ->
                            IntStream.range(0, picture.getWidth()).anyMatch(x -> (picture.getRGB(x, y) & 0xFF) < 0x80))
                    .count();
        }

        @Test
        void breakNamesAtTheirHyphens() {
            Image white = new Image(1, 1, 1, new float[] {1});
            BufferedImage name =
                    new ImageGrid(1, 120).add(white, "levels-of-experts-x").draw();
            BufferedImage words =
                    new ImageGrid(1, 120).add(white, "levels-of- experts-x").draw();
            assertThat(ink(name)).isEqualTo(ink(words));
            assertThat(name.getHeight()).isEqualTo(words.getHeight());
        }

        @Test
        void leaveANumberItsUnit() {
            Image white = new Image(1, 1, 1, new float[] {1});
            int side = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                            .createGraphics()
                            .getFontMetrics(Charts.TEXT)
                            .stringWidth("a network, 28.6")
                    + 1;
            BufferedImage number =
                    new ImageGrid(1, side).add(white, "a network, 28.6 dB").draw();
            BufferedImage second = number.getSubimage(0, side + 22, side, number.getHeight() - side - 22);
            assertThat(ink(second))
                    .as("dark pixels of the second line")
                    .isGreaterThan(ink(new ImageGrid(1, side).add(white, "28.6").draw()));
        }

        private static long ink(BufferedImage picture) {
            return IntStream.range(0, picture.getHeight())
                    .mapToLong(y -> IntStream.range(0, picture.getWidth())
                            .filter(x -> (picture.getRGB(x, y) & 0xFF) < 0x80)
                            .count())
                    .sum();
        }

        @Test
        void needAPictureAndAColumn() {
            assertThatThrownBy(() -> new ImageGrid(1, 10).draw()).hasMessage("a grid needs at least one picture");
            assertThatThrownBy(() -> new ImageGrid(0, 10)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
