package org.inrzoo.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.inrzoo.family.Registry;
import org.inrzoo.network.Architecture;
import org.junit.jupiter.api.Test;

class OptimizerCostTests {

    private static final Architecture SIREN = Registry.get("siren").architecture(256, 256, 1);

    /** Five iterations of three products of three matrices 256 × 256, over three passes of the network. */
    @Test
    void isThatOfTheFormula() {
        double own = 5 * 3 * 3 * Math.pow(256, 3);
        double network = 3.0 * (2 * 256 + 3 * 256 * 256 + 256) * 65_536;
        assertThat(OptimizerCost.ratio(recipe("muon"), SIREN, 65_536)).isCloseTo(own / network, within(1e-9));
        assertThat(OptimizerCost.ratio(recipe("adam"), SIREN, 65_536)).isZero();
    }

    @Test
    void isWorthALineWhereItIsMoreThanTheNetworks() {
        assertThat(OptimizerCost.warning(recipe("muon"), SIREN, 65_536)).isEmpty();
        assertThat(OptimizerCost.warning(recipe("adam"), SIREN, 1)).isEmpty();
        assertThat(OptimizerCost.warning(recipe("muon"), SIREN, 64))
                .hasValue("muon multiplies matrices 19.9 times as much as the network itself at 64 points a step;"
                        + " optimizer=adam or a larger batch makes better use of the time");
        assertThat(OptimizerCost.warning(recipe("soap"), SIREN, 64)).isPresent();
    }

    private static Recipe recipe(String optimizer) {
        return Recipe.adam(1e-3, 10).with("optimizer", optimizer);
    }
}
