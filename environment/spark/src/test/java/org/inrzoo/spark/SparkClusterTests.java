package org.inrzoo.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inrzoo.Zoo;
import org.inrzoo.fit.FitException;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.study.Entry;
import org.inrzoo.study.FitCluster;
import org.inrzoo.study.StudiedImage;
import org.inrzoo.study.Study;
import org.inrzoo.study.StudyFit;
import org.inrzoo.study.StudyJobs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies on real clusters of processes on this machine. */
class SparkClusterTests {

    @TempDir
    private Path folder;

    /** Where local clusters look for jars, though they have them on the class path. */
    @BeforeAll
    static void makeHome() throws IOException {
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    }

    private static Study study(int steps, int seeds) {
        StudiedImage image = new StudiedImage(LoadedImage.load("camera", 24), new FitSpec.Compute("auto", 1, 1));
        return new Study(
                Entry.grid(
                        Zoo.get("siren"),
                        "paper",
                        Map.of(
                                "rate", List.of("1e-4", "3e-4", "1e-3"),
                                "width", List.of("16"),
                                "depth", List.of("2"),
                                "steps", List.of(String.valueOf(steps)))),
                seeds,
                image);
    }

    private static List<String> weights(List<StudyFit> fits) {
        return fits.stream()
                .map(fit -> fit.folder() + " " + fit.result().orElseThrow().weightsSha256())
                .toList();
    }

    private List<StudyFit> here(int steps, int seeds) {
        return study(steps, seeds).run(folder.resolve("here"), step -> {}).orElseThrow();
    }

    @Test
    @Tag("slow")
    void processesOfThisMachineLeaveTheSameRecords() {
        try (FitCluster cluster = FitCluster.connect("spark", "local-cluster[2,1,2048]", 1)) {
            Study study = study(40, 2);
            List<StudyFit> there = study.run(folder.resolve("there"), StudyJobs.ONE_BY_ONE.on(cluster), step -> {})
                    .orElseThrow();
            assertThat(study.atOnce()).isEqualTo(2);
            assertThat(weights(there)).isEqualTo(weights(here(40, 2))).hasSize(6);
        }
    }

    @Test
    @Tag("slow")
    void aKilledWorkerCostsNoResult() throws IOException, InterruptedException {
        List<Integer> done = new ArrayList<>();
        try (Standalone standalone = Standalone.start(2, folder);
                FitCluster cluster = FitCluster.connect("spark", standalone.master(), 1)) {
            Study study = study(200, 4);
            List<StudyFit> there = study.run(folder.resolve("there"), StudyJobs.ONE_BY_ONE.on(cluster), step -> {
                        done.add(step.fit());
                        if (done.size() == 3) {
                            standalone.killWorker(0);
                        }
                    })
                    .orElseThrow();
            assertThat(study.failures()).isEmpty();
            assertThat(done).hasSize(12).doesNotHaveDuplicates();
            assertThat(standalone.isAlive(0)).as("the first worker").isFalse();
            assertThat(weights(there)).isEqualTo(weights(here(200, 4)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yarn", "spark://", "spark://host", "local-cluster", "local-cluster[two,1,1024]", "k8s://x:1"
            })
    void whatIsNoMasterIsRefusedInALine(String master) {
        assertThatThrownBy(() -> FitCluster.connect("spark", master, 1))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("'" + master + "' is no master of a Spark cluster: take local-cluster[")
                .hasMessageNotContaining("\n");
    }

    @Test
    void workersThatAreTooSmallAreRefusedInALine() {
        assertThatThrownBy(() -> FitCluster.connect("spark", "local-cluster[1,1,512]", 1))
                .isInstanceOf(FitException.class)
                .hasMessage(
                        "Spark does not start with the master 'local-cluster[1,1,512]': Asked to launch cluster with 512"
                                + " MiB/worker but requested 1024 MiB/executor");
    }

    @Test
    void aMasterThatDoesNotAnswerIsToldAtOnce() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> FitCluster.connect("spark", "spark://localhost:" + free, 1))
                .isInstanceOf(FitException.class)
                .hasMessage("no Spark master answers at spark://localhost:" + free
                        + ": start one there, or correct the address");
    }
}
