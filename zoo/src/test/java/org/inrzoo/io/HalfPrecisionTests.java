package org.inrzoo.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTests {

    /** The examples of IEEE 754's half precision, from the least to the greatest. */
    @ParameterizedTest
    @CsvSource({
        "0000, 0",
        "8000, -0.0",
        "0001, 5.9604645E-8",
        "03ff, 6.097555E-5",
        "0400, 6.1035156E-5",
        "3555, 0.33325195",
        "3bff, 0.99951172",
        "3c00, 1",
        "3c01, 1.0009766",
        "c000, -2",
        "7bff, 65504",
        "7c00, Infinity",
        "fc00, -Infinity",
        "7e00, NaN"
    })
    void halves(String bits, float value) {
        assertThat(tensor(DType.F16, bits).floats()).containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource({"0000, 0", "8000, -0.0", "3f80, 1", "c000, -2", "4049, 3.140625", "7f80, Infinity", "7fc0, NaN"})
    void upperHalvesOfSinglePrecision(String bits, float value) {
        assertThat(tensor(DType.BF16, bits).floats()).containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "0.3333333, 0.33325195",
        "-1.0001, -1",
        "1.00048828125, 1", // halfway: to the even one
        "1.00146484375, 1.001953125",
        "2.9e-8, 0",
        "3.1e-8, 5.9604645E-8",
        "65519, 65504",
        "65520, Infinity",
        "-1e9, -Infinity",
        "NaN, NaN"
    })
    void theNearestHalf(float value, float half) {
        assertThat(new float[] {HalfPrecision.nearest(value)}).containsExactly(half);
    }

    /** Every number of half precision, and what lies between two. */
    @Test
    void numbersOfSinglePrecisionAreStoredAsTheNearestHalf() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float half = HalfPrecision.ofHalf((short) bits);
            float[] single = {half, half * 1.0003f, half * 0.9996f};
            Tensor halved = Tensor.of("a", single, 3).halved();
            assertThat(halved.dtype()).isEqualTo(DType.F16);
            assertThat(halved.floats())
                    .as("%04x", bits)
                    .containsExactly(
                            half, HalfPrecision.nearest(half * 1.0003f), HalfPrecision.nearest(half * 0.9996f));
        }
    }

    @Test
    void otherKindsStayAsTheyAre() {
        Tensor whole = Tensor.of("a", new long[] {1}, 1);
        assertThat(whole.halved()).isEqualTo(whole);
    }

    @Test
    void otherKindsAreNoFloats() {
        assertThat(tensor(DType.I16, "0001").hasFloats()).isFalse();
        assertThatThrownBy(() -> tensor(DType.I16, "0001").floats()).hasMessage("tensor 'a' is of type I16, not F32");
    }

    private static Tensor tensor(DType type, String bits) {
        short value = (short) Integer.parseInt(bits, 16);
        return new Tensor(
                "a",
                type,
                List.of(1L),
                ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(0, value));
    }
}
