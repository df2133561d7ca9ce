package org.inrzoo.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTests {

    @TempDir
    private Path folder;

    private Path written() {
        Path file = folder.resolve("a.npz");
        Npz.write(
                file,
                List.of(
                        Tensor.of("layer1/weight", new float[] {1, -2.5f, 3, 4, 5, Float.MIN_VALUE}, 2, 3),
                        Tensor.of("doubles", new double[] {0.1}, 1),
                        Tensor.of("whole", new long[] {Long.MAX_VALUE}),
                        Tensor.of("none", new float[0], 0, 4)),
                Map.of("text", "naïve 🎈"));
        return file;
    }

    /** By the format's own description: magic, version, length, a dictionary, the numbers at a multiple of 64 bytes. */
    @Test
    void everyArrayIsAFileOfTheFormatNpy() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(written().toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        assertThat(entries).containsOnlyKeys("layer1/weight.npy", "doubles.npy", "whole.npy", "none.npy", "text.npy");
        entries.forEach((name, bytes) -> {
            assertThat(new String(bytes, 1, 5, StandardCharsets.US_ASCII))
                    .as(name)
                    .isEqualTo("NUMPY");
            int begin = 10 + (bytes[8] & 0xff) + 256 * bytes[9];
            assertThat(begin % 64).as("begin of the numbers of %s", name).isZero();
            assertThat((char) bytes[begin - 1])
                    .as("end of the header of %s", name)
                    .isEqualTo('\n');
        });
        byte[] weight = entries.get("layer1/weight.npy");
        assertThat(new String(weight, 10, 118, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, ), }");
        assertThat(weight).hasSize(128 + 24);
        assertThat(entries.get("none.npy")).hasSize(128);
    }

    @Test
    void equalContentGivesEqualBytes() throws IOException {
        byte[] first = Files.readAllBytes(written());
        assertThat(Files.readAllBytes(written())).isEqualTo(first);
    }

    @Test
    void numpyReadsIt() throws IOException, InterruptedException {
        assumeTrue(run("import numpy").isEmpty(), "there is no NumPy");
        String program = "import numpy as np; a = np.load(r'" + written() + "'); w = a['layer1/weight']; "
                + "assert w.dtype == np.float32 and w.shape == (2, 3) and w[0, 1] == -2.5 and w[1, 2] > 0; "
                + "assert a['doubles'][0] == 0.1 and a['whole'] == 2**63 - 1 and a['whole'].shape == (); "
                + "assert a['none'].shape == (0, 4) and str(a['text']) == 'na\\u00efve \\U0001f388'";
        assertThat(run(program)).isEmpty();
    }

    /** What Python has to complain about. */
    private String run(String program) throws InterruptedException {
        try {
            Path log = folder.resolve("python.log");
            Process python = new ProcessBuilder("python3", "-c", program)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            python.waitFor(60, TimeUnit.SECONDS);
            return python.exitValue() == 0 ? "" : Files.readString(log);
        } catch (IOException e) {
            return "there is no Python";
        }
    }
}
