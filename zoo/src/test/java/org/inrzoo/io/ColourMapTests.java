package org.inrzoo.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class ColourMapTests {

    @Test
    void brightnessRisesAllTheWay() {
        double darker = -1;
        for (int i = 0; i <= 100; i++) {
            double brightness = brightness(ColourMap.rgb(i / 100.0));
            assertThat(brightness).as("brightness at %d %%", i).isGreaterThan(darker);
            darker = brightness;
        }
        assertThat(brightness(ColourMap.rgb(0))).as("the dark end").isLessThan(0.05);
        assertThat(brightness(ColourMap.rgb(1))).as("the light end").isGreaterThan(0.9);
    }

    @Test
    void numbersBeyondTheEndsGetTheColoursOfTheEnds() {
        assertThat(ColourMap.rgb(-1)).isEqualTo(ColourMap.rgb(0));
        assertThat(ColourMap.rgb(7)).isEqualTo(ColourMap.rgb(1));
    }

    private static double brightness(int rgb) {
        Color colour = new Color(rgb);
        return (0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue()) / 255;
    }
}
