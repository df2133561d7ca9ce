package org.inrzoo.datasets.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.inrzoo.datasets.Image;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VolumeTests {

    @Test
    void whatIsNoVolumeIsRefused() {
        assertThatThrownBy(() -> new Volume(0, 1, 1, Spacing.UNIT, "", new float[0]))
                .hasMessage("a volume is at least 1x1x1, not 1x1x0");
        assertThatThrownBy(() -> new Volume(1, 2, 3, Spacing.UNIT, "", new float[5]))
                .hasMessage("a volume of 3x2x1 has 6 values, not 5");
        assertThatThrownBy(() -> new Volume(1, 1, 1, Spacing.UNIT, "", new float[] {Float.NaN}))
                .hasMessage("the values of a volume are finite, but value 0 is NaN");
        assertThatThrownBy(() -> new Spacing(1, 0, 1)).hasMessageContaining("not 0.0");
    }

    @Test
    void valuesLieWhereTheySay() {
        Volume volume = new Volume(2, 3, 4, Spacing.UNIT, "HU", new float[24]);
        volume.values()[1 * 12 + 2 * 4 + 3] = 7;
        assertThat(volume.at(1, 2, 3)).isEqualTo(7);
        assertThat(volume.range()).containsExactly(0, 7);
        assertThat(volume).hasToString("Volume[4x3x2, voxels of 1.0x1.0x1.0 mm]");
    }

    @Nested
    class SheppLogan {

        @Test
        void hasTheValuesOfItsTissues() {
            assertThat(Ellipsoid.sheppLogan(0, 0.9, 0)).as("skull").isEqualTo(1);
            assertThat(Ellipsoid.sheppLogan(0, -0.3, 0)).as("brain").isEqualTo(0.2, within(1e-12));
            assertThat(Ellipsoid.sheppLogan(0.22, 0, 0)).as("right ventricle").isEqualTo(0, within(1e-12));
            assertThat(Ellipsoid.sheppLogan(-0.22, 0, 0)).as("left ventricle").isEqualTo(0, within(1e-12));
            assertThat(Ellipsoid.sheppLogan(0, 0.35, 0)).as("above them").isEqualTo(0.3, within(1e-12));
            assertThat(Ellipsoid.sheppLogan(0.99, 0.99, 0)).as("air").isZero();
        }

        @Test
        void ventriclesLeanOutwards() {
            double up = 0.28;
            double lean = up * Math.tan(Math.toRadians(18));
            assertThat(Ellipsoid.SHEPP_LOGAN.get(2).contains(0.22 + lean, up, 0))
                    .isTrue();
            assertThat(Ellipsoid.SHEPP_LOGAN.get(2).contains(0.22 - lean, up, 0))
                    .isFalse();
            assertThat(Ellipsoid.SHEPP_LOGAN.get(3).contains(-0.22 - lean, up, 0))
                    .isTrue();
        }

        @Test
        void weighsWhatItsEllipsoidsDo() {
            double exact = 0;
            for (Ellipsoid ellipsoid : Ellipsoid.SHEPP_LOGAN) {
                double volume = 4 * Math.PI / 3;
                for (double axis : ellipsoid.semiAxes()) {
                    volume *= axis;
                }
                exact += ellipsoid.value() * volume;
            }
            Volume phantom = Ellipsoid.sheppLogan(96);
            double sum = 0;
            for (float value : phantom.values()) {
                sum += value;
            }
            assertThat(sum * 8 / (96 * 96 * 96)).isEqualTo(exact, within(0.005 * exact));
            assertThat(phantom.range()[1]).isEqualTo(1);
            assertThat(phantom.range()[0]).isZero();
        }

        @Test
        void isAsManyMillimetresAtEverySize() {
            assertThat(Ellipsoid.sheppLogan(10).spacing()).isEqualTo(new Spacing(20, 20, 20));
            assertThatThrownBy(() -> Ellipsoid.sheppLogan(0)).hasMessageContaining("1 to 1024 voxels");
        }
    }

    @Test
    void slicesShowAMillimetreTheSameEverywhere() {
        Volume volume = new Volume(2, 3, 4, new Spacing(4, 2, 1), "", new float[24]);
        volume.values()[0] = 1; // z = 0, y = 0, x = 0
        Image picture = Slices.picture(volume, 0, 0, 0, 0, 1);
        // 4 x 6, 4 x 8 and 6 x 8 pixels, 4 between
        assertThat(picture).hasToString("Image[22x8, gray]");
        assertThat(picture.values()[6 * 22]).as("foot of the first slice").isEqualTo(1);
        assertThat(picture.values()[1 * 22]).as("its top").isZero();
        assertThat(picture.values()[7 * 22 + 8]).as("foot of the second").isEqualTo(1);
        assertThat(picture.values()[7 * 22 + 16]).as("foot of the third").isEqualTo(1);
    }
}
