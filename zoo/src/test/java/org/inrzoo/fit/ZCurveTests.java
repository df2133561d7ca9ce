package org.inrzoo.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZCurveTests {

    @Test
    void goesThroughAPictureByQuarters() {
        int[] all = whole(List.of(4, 4));
        assertThat(all).containsExactly(0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15);
    }

    @Test
    void leavesOutWhatLiesOutside() {
        assertThat(whole(List.of(3, 5))).containsExactly(0, 1, 5, 6, 2, 3, 7, 8, 10, 11, 12, 13, 4, 9, 14);
    }

    @Test
    void isTheLineItselfInOneDimension() {
        assertThat(whole(List.of(70))).containsExactly(IntStream.range(0, 70).toArray());
        assertThat(whole(List.of(1))).containsExactly(0);
    }

    @Test
    void goesThroughAVolumeByEighths() {
        assertThat(whole(List.of(2, 3, 2))).containsExactly(0, 1, 2, 3, 6, 7, 8, 9, 4, 5, 10, 11);
    }

    @Test
    void putsSomePlacesInOrderAgainAndAgain() {
        ZCurve curve = new ZCurve(List.of(4, 4));
        int[] places = {15, 7, 2, 9, 0};
        assertThat(curve.inOrder(places, 1, 4)).containsExactly(4, 7, 9);
        assertThat(curve.inOrder(places, 0, 5)).containsExactly(0, 4, 7, 9, 15);
        assertThat(places).containsExactly(15, 7, 2, 9, 0);
    }

    private static int[] whole(List<Integer> sizes) {
        int count = sizes.stream().reduce(1, Math::multiplyExact);
        int[] backwards = IntStream.range(0, count).map(i -> count - 1 - i).toArray();
        return new ZCurve(sizes).inOrder(backwards, 0, count);
    }
}
