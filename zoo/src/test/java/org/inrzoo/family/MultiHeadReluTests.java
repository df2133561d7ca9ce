package org.inrzoo.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.inrzoo.layer.SparseHeads;
import org.inrzoo.network.Architecture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultiHeadReluTests {

    /** What the sizing rule of the authors' code gives. */
    @Nested
    class Sizes {

        @ParameterizedTest(name = "{0} x {0} heads")
        @CsvSource({
            "1,   873, 873, 2_292_498, 2_289_006",
            "2,   873, 873, 2_295_117,   572_906",
            "4,   871, 871, 2_295_085,   143_225",
            "8,   863, 863, 2_294_717,    35_801",
            "16,  832, 832, 2_294_656,     8_951",
            "32,  719, 719, 2_291_453,     2_235",
            "64,  427, 426, 2_294_445,       560",
            "128, 256, 128, 2_295_296,       140",
            "256, 256,  32, 2_295_296,        35"
        })
        void areThoseOfThePapersCode(int heads, int width, int alpha, String parameters, String macs) {
            MultiHeadRelu network = MultiHeadRelu.BASE.sized(heads, heads, 2_295_296);
            assertThat(network)
                    .isEqualTo(new MultiHeadRelu(width, 4, heads, heads, alpha, false, SparseHeads.Draw.ALL_HEADS));
            assertThat(network)
                    .isEqualTo(Registry.get("multihead-relu-h" + heads).family());
            Architecture architecture = network.architecture(2, 1);
            assertThat(architecture.parameters().trainable()).isEqualTo(number(parameters));
            assertThat(Math.round((double) architecture.macsPerPoint() / heads / heads))
                    .isEqualTo(number(macs));
        }

        private static int number(String text) {
            return Integer.parseInt(text.replace("_", ""));
        }

        @Test
        void areWithinTheBudgetAndCannotGrow() {
            MultiHeadRelu network = MultiHeadRelu.BASE.sized(24, 40, 1_000_000);
            assertThat(network.tiles().count()).isEqualTo(960);
            assertThat(parameters(network)).isLessThanOrEqualTo(1_000_000);
            MultiHeadRelu wider = new MultiHeadRelu(
                    network.width() + (network.alpha() == network.width() ? 1 : 0),
                    4,
                    24,
                    40,
                    network.alpha() + (network.alpha() == network.width() ? 0 : 1),
                    false,
                    SparseHeads.Draw.ALL_HEADS);
            assertThat(parameters(wider)).isGreaterThan(1_000_000);
        }

        @Test
        void needABudgetForTheHeadsAsTheyAre() {
            assertThatThrownBy(() -> MultiHeadRelu.BASE.sized(512, 512, 2_295_296))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("512x512 heads take 8586752 parameters, more than 2295296");
        }

        /** The rule for one head: the widest network within the parameters of the 64 x 64 dense heads. */
        @ParameterizedTest
        @CsvSource({"siren-644", "siren-644-multihead", "fourier-features-603", "fourier-features-603-multihead"})
        void ofTheBaselinesAreTheWidestThatDoNotExceedTheHeads(String name) {
            Variant baseline = Registry.get(name);
            int budget = parameters(Registry.get("multihead-relu").family());
            int width = (int) baseline.settings().get("width");
            assertThat(budget).isEqualTo(1_250_816);
            assertThat(parameters(baseline.family())).isLessThanOrEqualTo(budget);
            assertThat(parameters(baseline.with("width", width + 1).family())).isGreaterThan(budget);
        }

        private static int parameters(Family family) {
            return family.architecture(2, 1).parameters().trainable();
        }
    }

    @Nested
    class Heads {

        private final MultiHeadRelu network = new MultiHeadRelu(6, 2, 3, 5, 4, true, SparseHeads.Draw.PER_HEAD);

        @Test
        void areThreeAPartInColor() {
            assertThat(network.architecture(2, 3).outputs()).isEqualTo(45);
            assertThat(network.architecture(2, 3).parameters().trainable()).isEqualTo(18 + 42 + 45 * (4 + 1));
        }

        @Test
        void areConnectedToAllFeaturesWhereTheBodyIsNarrower() {
            Architecture dense =
                    new MultiHeadRelu(3, 2, 2, 2, 100, false, SparseHeads.Draw.PER_HEAD).architecture(2, 1);
            assertThat(dense.parameters().trainable()).isEqualTo(9 + 12 + 4 * 3);
        }
    }

    @Test
    void theRateIsHeldForFiftyStepsAndThenFallsEveryFifty() {
        Variant variant = Registry.get("multihead-relu-h64");
        assertThat(variant.recipe().rateAt(49)).isEqualTo(1e-3);
        assertThat(variant.recipe().rateAt(50)).isEqualTo(1e-3 * Math.exp(-0.1));
        assertThat(variant.recipe().rateAt(1999)).isBetween(2.02e-5, 2.03e-5);
    }
}
