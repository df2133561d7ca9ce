package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BallDistanceTests {

    private static final BallDistance BALL = new BallDistance(1.5);

    @Test
    void withoutANetworkItIsABallOfHalfTheCubesSize() {
        assertThat(BALL.distance(new Vector(0.75, 0, 0), 0)).isCloseTo(0, within(1e-12));
        assertThat(BALL.distance(new Vector(0, 0, 0), 0)).isEqualTo(-0.75);
    }

    @Test
    void placesAreZAndYAndXInParts() {
        assertThat(BALL.place(new float[] {9, 1, 0.5f, 0}, 1)).isEqualTo(new Vector(-1.5, 0, 1.5));
    }

    @Test
    void theSlopeIsThatOfCentralDifferences() {
        Vector place = new Vector(0.3, -0.5, 0.7);
        Vector outputSlope = new Vector(0.2, 0.1, -0.4);
        Vector slope = BALL.slope(place, outputSlope);
        double h = 1e-5;
        for (Vector axis : new Vector[] {new Vector(1, 0, 0), new Vector(0, 1, 0), new Vector(0, 0, 1)}) {
            double up = BALL.distance(place.plus(axis.times(h)), h * outputSlope.dot(axis));
            double down = BALL.distance(place.minus(axis.times(h)), -h * outputSlope.dot(axis));
            assertThat(slope.dot(axis)).isCloseTo((up - down) / (2 * h), within(1e-8));
        }
    }
}
