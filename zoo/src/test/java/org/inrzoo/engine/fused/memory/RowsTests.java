package org.inrzoo.engine.fused.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
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
}
