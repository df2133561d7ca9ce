package org.inrzoo.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.inrzoo.layer.FourierFeatures;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.network.Architecture;
import org.junit.jupiter.api.Test;

/** The mappings that Tancik et al. compare, in front of one body. */
class FourierMappingTests {

    private static Architecture network(String mapping) {
        return Registry.get("fourier-features")
                .with("width", 8)
                .with("frequencies", 60)
                .with("sigma", 16)
                .with("mapping", mapping)
                .family()
                .architecture(3, 4);
    }

    private static Layer first(String mapping) {
        return network(mapping).layers().get(0);
    }

    @Test
    void randomFrequenciesAreTheUsualOnes() {
        assertThat(first("gaussian")).isInstanceOf(FourierFeatures.class);
        assertThat(Registry.get("fourier-features").settings().get("mapping")).isEqualTo("gaussian");
        assertThat(network("gaussian").inputs(1)).isEqualTo(120);
    }

    @Test
    void theBasicOneIsAWaveOnEachAxis() {
        assertThat(((PositionalEncoding) first("basic")).frequencies()).containsExactly(2 * Math.PI);
        assertThat(network("basic").inputs(1)).isEqualTo(6);
    }

    /** As many features as the random ones; 2π σ^(j/m) radians, j = 0 … m-1. */
    @Test
    void thePositionalOneGoesFromAWaveTowardsSigma() {
        PositionalEncoding encoding = (PositionalEncoding) first("posenc");
        assertThat(encoding.frequencies()).hasSize(20).isSorted();
        assertThat(encoding.frequencies().get(0)).isCloseTo(2 * Math.PI, within(1e-12));
        assertThat(encoding.frequencies().get(10)).isCloseTo(2 * Math.PI * 4, within(1e-9));
        assertThat(encoding.frequencies().get(19)).isLessThan(2 * Math.PI * 16);
        assertThat(network("posenc").inputs(1)).isEqualTo(120);
    }

    /** A file that was written before there were others means random ones. */
    @Test
    void settingsWithoutAMappingMeanRandomFrequencies() {
        assertThat(Registry.get("fourier-features")
                        .with("mapping", "basic")
                        .restored(Map.of("sigma", 3.0))
                        .settings()
                        .get("mapping"))
                .isEqualTo("gaussian");
    }
}
