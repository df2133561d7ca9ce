package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.inrzoo.datasets.shape.Solids;
import org.junit.jupiter.api.Test;

class StereoScoresTests {

    private static final SceneRays RAYS = SceneRays.of(Orbit.spiral(4, 0, 3.2, 40, 0.7), 1);
    private static final Surface BALL = ball(0.5);

    private static Surface ball(double radius) {
        return new Surface(Solids.sphere(radius), (place, normal, towards) -> new Vector(0, 0, 0));
    }

    private static StereoScores against(Surface said) {
        return StereoScores.of(RAYS, BALL, said);
    }

    @Test
    void theTruthIsPerfect() {
        assertThat(against(BALL)).isEqualTo(new StereoScores(0, 1, 1, 0));
    }

    /** A ball that is 0.05 larger is 0.025 of the cube's side away. */
    @Test
    void aLargerBallIsAsFarAsItIsLarger() {
        StereoScores larger = against(ball(0.55));
        assertThat(larger.chamfer()).isCloseTo(0.025, within(0.003));
        assertThat(larger.depth()).isBetween(0.025, 0.06);
        assertThat(larger.accuracy()).isLessThan(0.1);
    }

    @Test
    void aBallALittleLargerIsNearEnough() {
        StereoScores larger = against(ball(0.51));
        assertThat(larger.accuracy()).isGreaterThan(0.9);
        assertThat(larger.completeness()).isGreaterThan(0.9);
    }

    /** Half of the places have nothing near them, and nothing is said that is not there. */
    @Test
    void aHalfBallIsAccurateButNotComplete() {
        Surface half = new Surface(Solids.sphere(0.5).intersection((x, y, z) -> x), BALL.light());
        StereoScores scores = StereoScores.of(RAYS, BALL, ray -> {
            double way = half.meet(RAYS.place(ray, 0), RAYS.direction(ray), RAYS.length(ray));
            boolean front = Double.isFinite(way) && RAYS.place(ray, way).x() < -0.01;
            return front ? way : Double.POSITIVE_INFINITY;
        });
        assertThat(scores.accuracy()).isGreaterThan(0.9);
        assertThat(scores.completeness()).isBetween(0.2, 0.8);
        assertThat(scores.depth()).as("missed rays are wrong by their length").isGreaterThan(0.2);
    }

    @Test
    void nothingSaidIsAsFarAsTheWholeSide() {
        StereoScores none = StereoScores.of(RAYS, BALL, ray -> Double.POSITIVE_INFINITY);
        assertThat(none.accuracy()).isZero();
        assertThat(none.completeness()).isZero();
        assertThat(none.chamfer()).isEqualTo(1);
    }
}
