package org.inrzoo.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizedNetworksTests {

    /** Parameters and rates as the results of the authors' code have them, for an RGB image. */
    @ParameterizedTest
    @CsvSource({
        "relu-10x28, 7479, 2e-4",
        "relu-pe-10x28, 8599, 2e-4",
        "relu-bn, 8039, 1e-2",
        "relu-bn-pe, 9159, 2e-4",
        "relu-ln, 8039, 1e-2",
        "relu-ln-pe, 9159, 1e-2",
        "relu-gn, 8039, 1e-2",
        "relu-gn-pe, 9159, 1e-2",
        "relu-cn, 8039, 1e-2",
        "relu-cn-pe, 9159, 1e-2",
    })
    void areTheNetworksOfTheAuthorsCode(String name, int parameters, double rate) {
        Variant variant = Registry.get(name);
        assertThat(variant.family().architecture(2, 3).parameters().trainable()).isEqualTo(parameters);
        assertThat(variant.recipe().rate()).isEqualTo(rate);
        assertThat(variant.recipe().steps()).isEqualTo(50_000);
    }
}
