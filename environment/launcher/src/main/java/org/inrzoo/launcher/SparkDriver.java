package org.inrzoo.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a process that starts Spark needs besides. */
final class SparkDriver {

    /** Where Spark reaches into the JDK, as {@code org.apache.spark.launcher.JavaModuleOptions} of Spark 4.0 has it. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private SparkDriver() {}

    /**
     * Options of its JVM.
     *
     * @param sent the class path that other machines need besides Spark
     */
    static List<String> options(List<Path> sent) {
        List<String> options = new ArrayList<>(List.of("-Dinrzoo.spark.sent=" + Jvm.joined(sent)));
        OPENED.forEach(opened -> options.addAll(List.of("--add-opens", "java.base/" + opened + "=ALL-UNNAMED")));
        return options;
    }

    /**
     * What its environment has besides: a home and a version for the workers of {@code local-cluster}, which look for Spark's
     * jars there; these are on their class path already.
     */
    static Map<String, String> environment(Checkout checkout) throws IOException {
        Path home = checkout.target().resolve("spark-home");
        Files.createDirectories(home.resolve("jars"));
        return Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13");
    }

    /** Whether a command line is for a cluster. */
    static boolean isAskedFor(List<String> arguments) {
        return Stream.of("compare", "sweep").anyMatch(arguments::contains)
                && arguments.stream().anyMatch(argument -> argument.matches("--spark(=.*)?"));
    }
}
