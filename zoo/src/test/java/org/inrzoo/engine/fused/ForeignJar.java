package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.layer.Layer;

/** A jar that somebody else has compiled against the zoo, on a class loader of its own. */
final class ForeignJar implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile(
            "^package ([\\w.]+);.*?^(?:public )?(?:final )?(?:class|record|interface) (\\w+)",
            Pattern.DOTALL | Pattern.MULTILINE);

    private final URLClassLoader loader;

    private ForeignJar(URLClassLoader loader) {
        this.loader = loader;
    }

    /**
     * The jar of some sources.
     *
     * @param folder to work in
     * @param services lines of {@code META-INF/services}, names of kernels; no such file where there are none
     */
    static ForeignJar of(Path folder, List<String> sources, List<String> services) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            Matcher name = NAME.matcher(source);
            assertThat(name.find()).as("a class in %s", source).isTrue();
            files.add(Files.writeString(folder.resolve(name.group(2) + ".java"), source));
        }
        compile(files, classes);
        Path jar = folder.resolve("foreign.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path file : compiled.filter(Files::isRegularFile).toList()) {
                add(entries, classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
            if (!services.isEmpty()) {
                String lines = String.join("\n", services) + "\n";
                add(
                        entries,
                        "META-INF/services/" + LayerKernel.class.getName(),
                        lines.getBytes(StandardCharsets.UTF_8));
            }
        }
        URL[] urls = {jar.toUri().toURL()};
        return new ForeignJar(new URLClassLoader(urls, ForeignJar.class.getClassLoader()));
    }

    private static void compile(List<Path> files, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    classes.toString());
            boolean compiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as("compiles: %s", messages).isTrue();
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    /** A layer of the jar whose record has no components. */
    Layer layer(String name) throws ReflectiveOperationException {
        return (Layer) loader.loadClass(name).getDeclaredConstructor().newInstance();
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
