package org.inrzoo.engine.fused.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inrzoo.engine.fused.schedule.PartitionQueue.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionQueueTests {

    @Test
    void handsOutTheLastPartitionsInPieces() {
        PartitionQueue queue = new PartitionQueue(new Partitions(8 * 8 * 16, 16, 8), 2);
        List<String> pieces = new ArrayList<>();
        for (Piece piece = queue.take(); piece != null; piece = queue.take()) {
            pieces.add(piece.part() + ":" + piece.from() + "-" + piece.to());
            queue.done(piece);
        }
        assertThat(pieces)
                .startsWith(
                        "0:0-8", "1:8-16", "2:16-24", "3:24-32", "4:32-36", "5:40-44", "6:48-52", "7:56-60", "4:36-38")
                .endsWith("4:39-40", "5:47-48", "6:55-56", "7:63-64");
    }

    @Test
    void handsOutNothingOfWhatIsAtWork() {
        PartitionQueue queue = new PartitionQueue(new Partitions(2 * 4 * 16, 16, 2), 2);
        Piece first = queue.take();
        Piece second = queue.take();
        assertThat(first.part()).isNotEqualTo(second.part());
        assertThat(queue.take()).as("a third thread finds nothing").isNull();
        queue.done(second);
        assertThat(queue.take()).isEqualTo(new Piece(second.part(), second.to(), second.to() + 1));
    }

    @ParameterizedTest(name = "{0} points in {1} partitions on {2} threads")
    @CsvSource({"16384, 8, 2", "16384, 8, 5", "1000, 4, 2", "1000, 3, 16", "16, 1, 2", "262144, 64, 3"})
    void everyPartitionsBlocksAreVisitedInOrderAndByOneThreadAtATime(int points, int count, int threads) {
        Partitions partitions = new Partitions(points, 16, count);
        int[] reached = new int[count];
        Arrays.setAll(reached, part -> -1);
        boolean[] atWork = new boolean[count];
        int[] begun = new int[count];
        try (Workers workers = new Workers(threads)) {
            partitions.run(workers, (worker, part, first, size) -> {
                assertThat(atWork[part])
                        .as("partition %d is another thread's", part)
                        .isFalse();
                atWork[part] = true;
                begun[part] += partitions.begins(part, first) ? 1 : 0;
                if (reached[part] >= 0) {
                    assertThat(first).isEqualTo(reached[part]);
                }
                reached[part] = first + size;
                atWork[part] = false;
            });
        }
        for (int part = 0; part < count; part++) {
            assertThat(reached[part]).isEqualTo(Math.min(points, partitions.firstBlock(part + 1) * 16));
            assertThat(begun[part]).isOne();
        }
    }
}
