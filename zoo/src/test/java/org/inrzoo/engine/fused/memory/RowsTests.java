package org.inrzoo.engine.fused.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTests {

    private static final int CAPACITY = 7;

    @ParameterizedTest(name = "{0} features")
    @ValueSource(ints = {1, 16, 64, 65, 200})
    void giveEveryFeatureOfEveryPointAPlaceOfItsOwn(int features) {
        Rows rows = Rows.allocate(new Arena(), features, CAPACITY);
        Set<Integer> places = new HashSet<>();
        for (int point = 0; point <= CAPACITY; point++) { // the spare row is one of them
            for (int feature = 0; feature < features; feature++) {
                int place = rows.index(point, feature);
                assertThat(place).isBetween(rows.offset(), rows.data().length - 1);
                assertThat(places.add(place)).isTrue();
                assertThat(place)
                        .isEqualTo(rows.panel(feature / Rows.WIDTH) + point * Rows.WIDTH + feature % Rows.WIDTH);
            }
        }
    }

    @ParameterizedTest(name = "{0} features up to {1}")
    @CsvSource({"1, 16", "15, 16", "16, 16", "17, 32", "64, 64", "65, 80", "130, 144"})
    void areClearedBehindTheLastFeatureToTheEndOfItsVectorAndNowhereElse(int features, int end) {
        Rows rows = Rows.allocate(new Arena(), features, CAPACITY);
        Arrays.fill(rows.data(), Float.NaN);
        rows.clearBeyond(features, 5);
        for (int point = 0; point <= CAPACITY; point++) {
            for (int feature = 0; feature < Rows.panels(features) * Rows.WIDTH; feature++) {
                float value = rows.data()[rows.index(point, feature)];
                if (point < 5 && feature >= features && feature < end) {
                    assertThat(value).as("point %d, feature %d", point, feature).isZero();
                } else {
                    assertThat(value).as("point %d, feature %d", point, feature).isNaN();
                }
            }
        }
    }
}
