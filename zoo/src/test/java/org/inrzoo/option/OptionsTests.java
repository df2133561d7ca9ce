package org.inrzoo.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTests {

    public enum Shape {
        ROUND,
        ALMOST_SQUARE
    }

    public record Whole(
            @Option(value = "how large", min = 1, max = 9) int size, Sample part) {}

    public record Sample(
            @Option(value = "how many", min = 1, max = 100) int count,
            @Option("a seed") long seed,
            @Option(value = "how fast", min = 0) double speed,
            @Option("whether at all") boolean wanted,
            @Option("what it looks like") Shape shape,
            String hidden) {

        public Sample {
            if (count == 13) {
                throw new IllegalArgumentException("13 brings bad luck");
            }
        }
    }

    private static final Sample SAMPLE = new Sample(3, 4, 0.5, true, Shape.ROUND, "secret");

    @Nested
    class Listing {

        @Test
        void givesPlainValuesInTheOrderOfDeclaration() {
            assertThat(Options.values(SAMPLE))
                    .containsExactly(
                            entry("count", 3),
                            entry("seed", 4L),
                            entry("speed", 0.5),
                            entry("wanted", true),
                            entry("shape", "round"));
        }

        @Test
        void givesMeaningsAndAllowedValues() {
            assertThat(Options.meanings(Sample.class))
                    .containsEntry("speed", "how fast")
                    .doesNotContainKey("hidden");
            assertThat(Options.allowed(Sample.class, "count")).isEqualTo("a whole number from 1 to 100");
            assertThat(Options.allowed(Sample.class, "seed")).isEqualTo("a whole number");
            assertThat(Options.allowed(Sample.class, "speed")).isEqualTo("a number of at least 0");
            assertThat(Options.allowed(Sample.class, "wanted")).isEqualTo("true or false");
            assertThat(Options.allowed(Sample.class, "shape")).isEqualTo("one of round, almost-square");
        }
    }

    @Nested
    class Changing {

        @Test
        void leavesTheOriginalAndAllElseAlone() {
            Sample changed = Options.with(SAMPLE, "count", 5);
            assertThat(changed).isEqualTo(new Sample(5, 4, 0.5, true, Shape.ROUND, "secret"));
            assertThat(SAMPLE.count()).isEqualTo(3);
        }

        @ParameterizedTest
        @CsvSource({
            "count, 5,          5",
            "count, ' 100 ',    100",
            "count, 1e2,        100",
            "seed,  -7,         -7",
            "seed,  9223372036854775807, 9223372036854775807",
            "speed, 1e-3,       0.001",
            "speed, 7,          7.0",
            "wanted, FALSE,     false",
            "shape, almost-square, almost-square",
            "shape, Round,      round"
        })
        void takesTexts(String key, String text, String value) {
            assertThat(Options.values(Options.with(SAMPLE, key, text)).get(key)).hasToString(value);
        }

        @Test
        void takesValuesOfTheOptionsOwnType() {
            assertThat(Options.with(SAMPLE, "shape", Shape.ALMOST_SQUARE).shape())
                    .isEqualTo(Shape.ALMOST_SQUARE);
            assertThat(Options.with(SAMPLE, "speed", 2).speed()).isEqualTo(2);
            assertThat(Options.with(SAMPLE, "wanted", false).wanted()).isFalse();
        }

        @Test
        void takesBackWhatItListed() {
            Sample other = new Sample(9, 9, 9, false, Shape.ALMOST_SQUARE, "secret");
            for (Map.Entry<String, Object> option : Options.values(SAMPLE).entrySet()) {
                other = Options.with(other, option.getKey(), option.getValue());
            }
            assertThat(other).isEqualTo(SAMPLE);
        }

        @Test
        void reachesIntoTheRecordsThatOptionsAreGroupedIn() {
            Whole whole = new Whole(3, SAMPLE);
            assertThat(Options.values(whole).keySet())
                    .containsExactlyElementsOf(List.of("size", "count", "seed", "speed", "wanted", "shape"));
            assertThat(Options.with(whole, "count", 8)).isEqualTo(new Whole(3, Options.with(SAMPLE, "count", 8)));
            assertThat(Options.with(whole, "size", 4)).isEqualTo(new Whole(4, SAMPLE));
            assertThat(Options.allowed(Whole.class, "count")).isEqualTo(Options.allowed(Sample.class, "count"));
            assertThat(Options.has(Whole.class, "part")).isFalse();
        }
    }

    @Nested
    class Refusing {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "count  | 0                   | option 'count' cannot be '0'; it is a whole number from 1 to 100",
                    "count  | 101                 | option 'count' cannot be '101'; it is a whole number from 1 to 100",
                    "count  | 2.5                 | option 'count' cannot be '2.5'; it is a whole number from 1 to 100",
                    "count  | many                | option 'count' cannot be 'many'; it is a whole number from 1 to 100",
                    "count  | ''                  | option 'count' cannot be ''; it is a whole number from 1 to 100",
                    "count  | NaN                 | option 'count' cannot be 'NaN'; it is a whole number from 1 to 100",
                    "seed   | 9223372036854775808 | option 'seed' cannot be '9223372036854775808'; it is a whole number",
                    "seed   | 1e300               | option 'seed' cannot be '1e300'; it is a whole number",
                    "speed  | -1                  | option 'speed' cannot be '-1'; it is a number of at least 0",
                    "speed  | NaN                 | option 'speed' cannot be 'NaN'; it is a number of at least 0",
                    "speed  | Infinity            | option 'speed' cannot be 'Infinity'; it is a number of at least 0",
                    "wanted | yes                 | option 'wanted' cannot be 'yes'; it is true or false",
                    "shape  | oval                | option 'shape' cannot be 'oval'; it is one of round, almost-square",
                    "count  | 13                  | 13 brings bad luck",
                    "hidden | x                   | unknown option 'hidden'; there are: count, seed, speed, wanted, shape",
                    "size   | 1                   | unknown option 'size'; there are: count, seed, speed, wanted, shape"
                })
        void saysWhatIsAllowed(String key, String value, String message) {
            assertThatThrownBy(() -> Options.with(SAMPLE, key, value))
                    .isInstanceOf(OptionException.class)
                    .hasMessage(message);
        }

        @Test
        void nothingIsRefusedInOneLine() {
            assertThatThrownBy(() -> Options.with(SAMPLE, "count", null))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("'count' cannot be 'null'");
        }
    }
}
