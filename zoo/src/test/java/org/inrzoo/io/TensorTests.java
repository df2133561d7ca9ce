package org.inrzoo.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TensorTests {

    @Test
    void numbersComeBackAsTheyWentIn() {
        assertThat(Tensor.of("f", new float[] {1, -0f, Float.NaN}, 3).floats()).containsExactly(1, -0f, Float.NaN);
        assertThat(Tensor.of("d", new double[] {0.1}).doubles())
                .as("a single number")
                .containsExactly(0.1);
        assertThat(Tensor.of("l", new long[] {-1, 1}, 1, 2).longs()).containsExactly(-1, 1);
        assertThat(Tensor.of("none", new float[0], 0, 5).floats()).isEmpty();
    }

    @Test
    void aSliceTakesAsManyNumbersAsItsShapeHolds() {
        float[] parameters = {0, 1, 2, 3, 4, 5};
        Tensor slice = Tensor.slice("w", parameters, 1, 2, 2);
        parameters[1] = 9;
        assertThat(slice).isEqualTo(Tensor.of("w", new float[] {1, 2, 3, 4}, 2, 2));
        assertThatThrownBy(() -> Tensor.slice("w", parameters, 3, 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor 'w' of shape [2, 2] does not fit into 6 values from index 3 on");
    }

    @Test
    void theDataCannotBeChangedFromOutside() {
        Tensor tensor = Tensor.of("a", new float[] {1}, 1);
        assertThat(tensor.data().isReadOnly()).isTrue();
        tensor.data().getInt();
        assertThat(tensor.data().remaining()).as("after someone read it").isEqualTo(4);
    }

    @Test
    void partsThatDoNotFitTogetherAreRefused() {
        assertRefused("holds 6 values, not 5", () -> Tensor.of("a", new float[5], 2, 3));
        assertRefused("negative size in its shape [-1]", () -> Tensor.of("a", new float[0], -1));
        assertRefused("too large", () -> Tensor.of("a", new float[0], 1L << 40, 1L << 40));
        assertRefused("takes 8 bytes, not 4", () -> new Tensor("a", DType.F64, List.of(), ByteBuffer.allocate(4)));
        assertRefused("cannot be named __metadata__", () -> Tensor.of("__metadata__", new float[1], 1));
        assertRefused("not valid Unicode", () -> Tensor.of("\ud800", new float[1], 1));
    }

    @Test
    void anotherTypeThanTheOneHeldIsRefused() {
        assertThatThrownBy(() -> Tensor.of("a", new float[1], 1).doubles())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tensor 'a' is of type F32, not F64");
    }

    private static void assertRefused(String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(reason);
    }
}
