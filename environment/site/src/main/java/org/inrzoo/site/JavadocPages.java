package org.inrzoo.site;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.inrzoo.datasets.FileFailure;

/** The library's Javadoc, made by the JDK that runs. */
final class JavadocPages {

    static final String FIRST = "api/index.html";

    /** Is compiled against Deeplearning4j's own networks, which the command line does not have. */
    private static final String WITHOUT = "org.inrzoo.dl4j";

    private JavadocPages() {}

    /**
     * Writes it.
     *
     * @throws SiteException when this Java has no javadoc, or it fails
     */
    static void write(SiteFiles files, Path project) {
        ToolProvider javadoc = ToolProvider.findFirst("javadoc")
                .orElseThrow(() -> new SiteException("this Java has no javadoc: --javadoc needs a whole JDK"));
        Path made;
        try {
            made = Files.createTempDirectory("inrzoo-javadoc");
        } catch (IOException e) {
            throw FileFailure.of("write", Path.of(System.getProperty("java.io.tmpdir")), e);
        }
        try {
            StringWriter said = new StringWriter();
            PrintWriter out = new PrintWriter(said);
            int code = javadoc.run(out, out, arguments(project, made).toArray(String[]::new));
            if (code != 0) {
                throw new SiteException("javadoc failed: "
                        + said.toString()
                                .lines()
                                .filter(line -> line.contains("error"))
                                .findFirst()
                                .orElse("code " + code));
            }
            copy(made, files);
        } finally {
            delete(made);
        }
    }

    private static List<String> arguments(Path project, Path out) {
        return List.of(
                "-quiet",
                "-Xdoclint:none",
                "--add-modules",
                "jdk.incubator.vector",
                "-encoding",
                "UTF-8",
                "-noindex",
                "-notimestamp",
                "-windowtitle",
                "INR zoo",
                "-classpath",
                System.getProperty("java.class.path"),
                "-sourcepath",
                project.resolve("zoo/src/main/java") + File.pathSeparator + project.resolve("datasets/src/main/java"),
                "-subpackages",
                "org.inrzoo",
                "-exclude",
                WITHOUT,
                "-d",
                out.toString());
    }

    private static void copy(Path made, SiteFiles files) {
        try (Stream<Path> all = Files.walk(made)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                files.write("api/" + made.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw FileFailure.of("read", made, e);
        }
    }

    private static void delete(Path made) {
        try (Stream<Path> all = Files.walk(made)) {
            for (Path file : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // what stays lies where the system deletes by itself
        }
    }
}
