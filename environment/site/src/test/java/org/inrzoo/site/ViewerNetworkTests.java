package org.inrzoo.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.inrzoo.io.HalfPrecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerNetworkTests {

    @Test
    void isAScriptThatGivesTheNetworkAway() {
        assertThat(ViewerNetwork.script("siren", SpecimensOfTests.network("siren")))
                .hasValueSatisfying(script -> assertThat(script)
                        .startsWith("inrzoo.add(\"siren\", {\"width\":48,\"height\":48,")
                        .contains("\"kind\":\"sine\"")
                        .doesNotContain("</script"));
    }

    /** Tiles, neighbours, statistics of each point and outputs on the way are not in the viewer. */
    @ParameterizedTest
    @ValueSource(strings = {"multihead-relu-h2", "conv-inr", "relu-ln", "bacon"})
    void isNothingWhereTheViewerCannot(String model) {
        assertThat(ViewerNetwork.script(model, SpecimensOfTests.network(model))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -0f, 1, -2.5f, 65504, 6.1035156e-5f, 5.9604645e-8f, -0.33325195f, 3.0517578e-5f})
    void halvesAreTheBitsOfIeee754(float value) {
        assertThat(HalfPrecision.nearest(value)).isEqualTo(value);
        int bits = ViewerNetwork.half(value) & 0xFFFF;
        int exponent = bits >> 10 & 31;
        double fraction = bits & 1023;
        double meant = exponent == 0 ? fraction * 0x1p-24 : (1 + fraction / 1024) * Math.pow(2, exponent - 15);
        assertThat((float) ((bits & 0x8000) != 0 ? -meant : meant)).isEqualTo(value);
    }
}
