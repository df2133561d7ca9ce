package org.inrzoo.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeCoderTests {

    private static final int COUNT = 7000;

    /** Values of a normal distribution whose largest is about the largest that the bits hold. */
    private static int[] normal(int bits, long seed) {
        Random random = new Random(seed);
        int most = TensorCode.most(bits);
        int[] values = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = (int) Math.max(-most, Math.min(most, Math.round(random.nextGaussian() * most / 3.5)));
        }
        return values;
    }

    private static byte[] coded(TensorCode code, int distribution) {
        RangeEncoder out = new RangeEncoder();
        code.write(distribution, out);
        return out.finish();
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {2, 3, 5, 8, 10, 11, 12, 16})
    void whatIsWrittenIsRead(int bits) {
        for (int seed = 0; seed < 5; seed++) {
            TensorCode code = new TensorCode(bits, 0.5f, normal(bits, seed));
            for (int distribution : new int[] {0, code.distribution(), WeightDistribution.COUNT - 1}) {
                RangeDecoder in = new RangeDecoder(coded(code, distribution), 0);
                assertThat(TensorCode.read(bits, 0.5f, COUNT, distribution, in)).isEqualTo(code);
            }
        }
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {4, 6, 8})
    void normalValuesTakeHardlyMoreThanTheirEntropy(int bits) {
        TensorCode code = new TensorCode(bits, 1, normal(bits, 1));
        assertThat(8.0 * coded(code, code.distribution()).length / COUNT)
                .isBetween(entropy(code), entropy(code) * 1.02);
    }

    /** The reason to have a coder of our own. */
    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {4, 6, 8})
    void theyTakeLessThanByTheHuffmanCodesOfTheJdk(int bits) throws IOException {
        TensorCode code = new TensorCode(bits, 1, normal(bits, 2));
        assertThat(coded(code, code.distribution()).length).isLessThan((int) (0.99 * huffman(code)));
    }

    private static int huffman(TensorCode code) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setStrategy(Deflater.HUFFMAN_ONLY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            for (int value : code.values()) {
                out.write(value);
            }
        }
        return bytes.size();
    }

    private static double entropy(TensorCode code) {
        int most = TensorCode.most(code.bits());
        int[] counts = new int[2 * most + 1];
        for (int value : code.values()) {
            counts[value + most]++;
        }
        double bits = 0;
        for (int count : counts) {
            double share = (double) count / COUNT;
            bits -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }
        return bits;
    }

    @Test
    void equalValuesTakeNextToNothing() {
        TensorCode code = new TensorCode(8, 1, new int[COUNT]);
        assertThat(coded(code, code.distribution()).length).isLessThan(100);
    }
}
