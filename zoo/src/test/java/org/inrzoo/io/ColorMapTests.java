package org.inrzoo.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class ColorMapTests {

    @Test
    void brightnessRisesAllTheWay() {
        double darker = -1;
        for (int i = 0; i <= 100; i++) {
            double brightness = brightness(ColorMap.rgb(i / 100.0));
            assertThat(brightness).as("brightness at %d %%", i).isGreaterThan(darker);
            darker = brightness;
        }
        assertThat(brightness(ColorMap.rgb(0))).as("the dark end").isLessThan(0.05);
        assertThat(brightness(ColorMap.rgb(1))).as("the light end").isGreaterThan(0.9);
    }

    @Test
    void numbersBeyondTheEndsGetTheColorsOfTheEnds() {
        assertThat(ColorMap.rgb(-1)).isEqualTo(ColorMap.rgb(0));
        assertThat(ColorMap.rgb(7)).isEqualTo(ColorMap.rgb(1));
    }

    private static double brightness(int rgb) {
        Color color = new Color(rgb);
        return (0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue()) / 255;
    }
}
