package org.inrzoo.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.GridConvention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DomainTests {

    private static final Axis TIME = new Axis("time", "s", 2, 0.5, 5);
    private static final Axis DOWN = new Axis("z", "mm", 10, -2, 4);

    @ParameterizedTest
    @EnumSource(GridConvention.class)
    void aSamplesPlaceIsTheGridsPoint(GridConvention convention) {
        Domain domain = new Domain(List.of(TIME, DOWN), convention);
        float[] expected = new float[2 * domain.grid().size()];
        domain.grid().read(0, domain.grid().size(), expected);
        double[] places = new double[expected.length];
        for (int i = 0; i < domain.grid().size(); i++) {
            int row = i / 4;
            places[2 * i] = 2 + 0.5 * row;
            places[2 * i + 1] = 10 - 2 * (i % 4);
        }
        float[] coordinates = domain.points(places).coordinates();
        for (int i = 0; i < expected.length; i++) {
            assertThat(coordinates[i]).as("coordinate %d", i).isEqualTo(expected[i], within(1e-6f));
        }
    }

    @ParameterizedTest
    @EnumSource(GridConvention.class)
    void aStepMovesTheCoordinateByItsScale(GridConvention convention) {
        Domain domain = new Domain(List.of(TIME, DOWN), convention);
        for (int axis = 0; axis < 2; axis++) {
            double[] place = {3, 7};
            double[] moved = {3, 7};
            moved[axis] += 0.25;
            double change = domain.points(moved).coordinates()[axis]
                    - domain.points(place).coordinates()[axis];
            assertThat(change / 0.25).as("axis %d", axis).isEqualTo(domain.scale(axis), within(1e-5));
        }
    }

    @Test
    void samplesReachHalfAStepBeyondTheirPlaces() {
        Domain domain = new Domain(List.of(TIME), GridConvention.PIXEL_CENTERS);
        assertThat(domain.points(1.75).coordinates()[0]).isZero();
        assertThat(domain.points(4.25).coordinates()[0]).isEqualTo(1, within(1e-6f));
    }

    @Test
    void aPlaceOutsideIsRefusedWithTheAxisAndItsEnds() {
        Domain domain = new Domain(List.of(TIME), GridConvention.ALIGN_CORNERS);
        assertThatThrownBy(() -> domain.points(4.5))
                .isInstanceOf(OptionException.class)
                .hasMessage("time goes from 1.75000 to 4.25000 s here, and one is 4.50000");
        assertThatThrownBy(() -> domain.points(Double.NaN)).isInstanceOf(OptionException.class);
    }

    @Test
    void aMissingCoordinateIsRefusedWithTheAxes() {
        Domain domain = new Domain(List.of(TIME, DOWN), GridConvention.ALIGN_CORNERS);
        assertThatThrownBy(() -> domain.points(3))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("time in s, z in mm");
    }

    @Test
    void moreSamplesShowTheSameArea() {
        Axis finer = TIME.resampled(10);
        assertThat(finer.ends()).containsExactly(TIME.ends(), within(1e-12));
        assertThat(finer.step()).isEqualTo(0.25);
        assertThat(TIME.resampled(5)).isEqualTo(TIME);
    }
}
