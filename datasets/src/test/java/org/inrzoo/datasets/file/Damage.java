package org.inrzoo.datasets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.inrzoo.datasets.SignalFileException;

/** What may have happened to a file, and what a reader does then: it refuses in one line, or reads. */
public final class Damage {

    private static final int MUTATIONS = 2000;

    private Damage() {}

    /** However much of the end is missing, the reader refuses. */
    public static void everyCutIsRefused(byte[] file, Consumer<byte[]> reader) {
        everyCutIsRefused(file, file.length, reader);
    }

    /** The same for files that end with something that no reader needs. */
    public static void everyCutIsRefused(byte[] file, int needed, Consumer<byte[]> reader) {
        for (int length = 0; length < needed; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThat(catchThrowable(() -> reader.accept(cut)))
                    .as("cut to %d of %d bytes", length, file.length)
                    .isInstanceOf(SignalFileException.class)
                    .hasMessageNotContaining("\n");
        }
    }

    /** Whatever a few bytes become, and wherever bytes are lost, the reader reads it or refuses: no other exception. */
    public static void noMutationSurprises(byte[] file, Consumer<byte[]> reader) {
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutated(file, random);
            try {
                reader.accept(mutated);
            } catch (SignalFileException e) {
                assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(500);
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("mutation " + i + ": " + Arrays.toString(mutated), e);
            }
        }
        assertThat(refused).as("of %d mutations some are seen", MUTATIONS).isPositive();
    }

    private static byte[] mutated(byte[] file, Random random) {
        byte[] mutated = file.clone();
        int changes = 1 + random.nextInt(4);
        // Half of the changes hit the first bytes, where headers are.
        for (int change = 0; change < changes; change++) {
            int at = random.nextInt(random.nextBoolean() ? mutated.length : Math.min(mutated.length, 400));
            mutated[at] = (byte)
                    (random.nextBoolean() ? random.nextInt(256) : new int[] {0, 255, 127, 128}[random.nextInt(4)]);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(mutated, random.nextInt(mutated.length)) : mutated;
    }
}
