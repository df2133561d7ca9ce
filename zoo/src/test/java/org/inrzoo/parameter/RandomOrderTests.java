package org.inrzoo.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomOrderTests {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 17, 64, 65, 1000, 4097})
    void hasEveryNumberOnce(int n) {
        RandomOrder order = new RandomOrder(7, n);

        assertThat(IntStream.range(0, n).map(order::at).sorted().toArray())
                .containsExactly(IntStream.range(0, n).toArray());
    }

    @Test
    void isAnotherForAnotherSeed() {
        int n = 1000;
        int[] one = IntStream.range(0, n).map(new RandomOrder(1, n)::at).toArray();
        int[] two = IntStream.range(0, n).map(new RandomOrder(2, n)::at).toArray();

        long same = IntStream.range(0, n).filter(i -> one[i] == two[i]).count();
        assertThat(same).isLessThan(10);
        assertThat(one)
                .isEqualTo(IntStream.range(0, n).map(new RandomOrder(1, n)::at).toArray());
    }

    /** Of numbers drawn without repetition, the mean has a deviation of n / √(12 k). */
    @Test
    void isSpreadOverAllNumbers() {
        int n = 1 << 28;
        int k = 10_000;
        RandomOrder order = new RandomOrder(3, n);

        double mean = IntStream.range(0, k).map(order::at).average().orElseThrow() / n;
        assertThat(mean).isCloseTo(0.5, within(4 / Math.sqrt(12.0 * k)));
        assertThat(IntStream.range(0, k).map(order::at).distinct().count()).isEqualTo(k);
    }

    @Test
    void ofNothingIsRefused() {
        assertThatThrownBy(() -> new RandomOrder(0, 0)).hasMessageContaining("at least one number");
    }
}
