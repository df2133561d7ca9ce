package org.inrzoo.datasets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ByteSourceTests {

    @Test
    void numbersOfEveryTypeInBothOrders() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            byte[] bytes = ByteBuffer.allocate(42)
                    .order(order)
                    .put((byte) 200)
                    .put((byte) 200)
                    .putShort((short) 60_000)
                    .putShort((short) 60_000)
                    .putInt(-2)
                    .putInt(-2)
                    .putLong(-2)
                    .putLong(-2)
                    .putFloat(1.5f)
                    .putDouble(2.5)
                    .array();
            ByteSource in = ByteSource.of(bytes).order(order);
            double[] expected = {200, -56, 60_000, -5536, 4294967294.0, -2, 0x1p64, -2, 1.5, 2.5};
            NumberType[] types = NumberType.values();
            for (int i = 0; i < types.length; i++) {
                assertThat(in.number(types[i])).as("%s, %s", types[i], order).isEqualTo(expected[i]);
            }
            assertThat(in.remaining()).isZero();
        }
    }

    @Test
    void whatAFileCannotHoldIsNotAskedFor() {
        ByteSource in = ByteSource.of(new byte[10]);
        assertThatThrownBy(() -> in.floats(NumberType.F32, 1L << 40, 1, 0)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> in.take(11)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> in.skip(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatJavaCannotHoldIsNotAskedFor() {
        ByteSource in = ByteSource.of(new ByteArrayInputStream(new byte[10]), Long.MAX_VALUE);
        assertThatThrownBy(() -> in.floats(NumberType.U8, 1L << 33, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("8589934592 numbers take 34.4 GB, and at most ");
    }

    @Test
    void deflatedBytesAreAtMostSoMany() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[1_000_000]);
        }
        ByteSource in = ByteSource.of(out.toByteArray()).inflated();
        assertThat(in.remaining()).isBetween(1_000_000L, 1100L * 1032);
        in.skip(1_000_000);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void linesEndByEitherConvention() throws IOException {
        ByteSource in = ByteSource.of("a\r\nbc\n\nd".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(in.line(9)).isEqualTo("a");
        assertThat(in.line(9)).isEqualTo("bc");
        assertThat(in.line(9)).isEmpty();
        assertThat(in.line(9)).isEqualTo("d");
        assertThat(in.line(9)).isNull();
        assertThatThrownBy(() -> ByteSource.of(new byte[10]).line(9)).hasMessage("a line is longer than 9 characters");
    }
}
