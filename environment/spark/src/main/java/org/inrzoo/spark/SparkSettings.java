package org.inrzoo.spark;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.SparkConf;

/** How Spark is told to do fits; a system property {@code spark.…} wins over all that is said here. */
final class SparkSettings {

    private static final String VECTORS = "--add-modules jdk.incubator.vector";

    /** A class path without Spark's own jars, which other machines have. */
    static final String SENT = "inrzoo.spark.sent";

    private SparkSettings() {}

    /**
     * The settings.
     *
     * @param master Spark's master
     * @param threads of every fit
     */
    static SparkConf of(String master, int threads) {
        SparkConf settings = new SparkConf(true)
                .setMaster(master)
                .setAppName("inr-zoo")
                .setIfMissing("spark.task.cpus", String.valueOf(threads))
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.executor.memory", "1g")
                .setIfMissing(
                        "spark.executor.extraJavaOptions",
                        VECTORS + " -Djava.awt.headless=true -Dorg.nd4j.log.initialization=false"
                                + " -Dorg.bytedeco.javacpp.maxphysicalbytes=0")
                .setIfMissing("spark.rpc.message.maxSize", "1024") // MiB: a fit's files come back as one message
                .setIfMissing("spark.driver.maxResultSize", "0");
        if (master.startsWith("spark:")) {
            settings.setJars(jars().toArray(String[]::new)); // other machines have Spark's alone
        } else {
            settings.setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"));
        }
        return settings;
    }

    /** The zoo's class path, or else this process', as jars; folders of classes become jars that are deleted with the process. */
    private static List<String> jars() {
        List<String> jars = new ArrayList<>();
        String all = System.getProperty("java.class.path");
        for (String entry : System.getProperty(SENT, all).split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path)) {
                jars.add(jar(path).toString());
            } else if (Files.exists(path)) {
                jars.add(path.toString());
            }
        }
        return jars;
    }

    private static Path jar(Path classes) {
        try {
            Path jar = Files.createTempFile("inrzoo-classes-", ".jar");
            jar.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(jar);
                    ZipOutputStream zip = new ZipOutputStream(out);
                    Stream<Path> walked = Files.walk(classes)) {
                for (Path file : walked.filter(Files::isRegularFile).sorted().toList()) {
                    zip.putNextEntry(
                            new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pack '" + classes + "'", e);
        }
    }
}
