package org.inrzoo.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code inrzoo notebook}. */
final class NotebookCommand {

    private static final String PAGE = "index.ipynb";

    private final Checkout checkout;
    private final Host host;
    private final Jvm jvm;

    NotebookCommand(Checkout checkout, Host host, Jvm jvm) {
        this.checkout = checkout;
        this.host = host;
        this.jvm = jvm;
    }

    Plan plan(List<String> arguments) throws IOException {
        NotebookOptions options = NotebookOptions.read(arguments, host);
        if (options.help()) {
            return Plan.say(NotebookOptions.HELP);
        }
        jvm.heap();
        List<Path> classPath = new Build(checkout, Module.NOTEBOOKS, new Maven(host)).classPath();
        if (options.execute().isPresent()) {
            return execute(options, options.execute().get());
        }
        Jupyter jupyter = Jupyter.require(host, Need.NOTEBOOK);
        if (options.onlyKernel()) {
            Path data = tell(jupyter);
            Path folder = new ReadersFolder(checkout, runs()).prepare(exercises -> make(exercises, classPath));
            return Plan.say("inrzoo: Jupyter knows the kernel 'Java (INR zoo)' now, by " + data
                    + "; the notebooks to open are in " + folder);
        }
        tellWherePossible(jupyter);
        return open(options, jupyter, classPath);
    }

    /** Tells the user's own Jupyter of the kernel. */
    private Path tell(Jupyter jupyter) {
        Path data = jupyter.folder("--data-dir")
                .orElseThrow(() -> LauncherException.failure("'jupyter --data-dir' does not answer"));
        try {
            Kernelspec.of(checkout, host).install(data);
            return data;
        } catch (IOException e) {
            throw LauncherException.failure(
                    "cannot write to the folder '" + data + "': choose another by JUPYTER_DATA_DIR");
        }
    }

    private void tellWherePossible(Jupyter jupyter) {
        try {
            tell(jupyter);
        } catch (LauncherException e) {
            System.err.println("inrzoo: only this Jupyter will know the kernel: " + e.getMessage());
        }
    }

    private Plan open(NotebookOptions options, Jupyter jupyter, List<Path> classPath) throws IOException {
        Path folder = options.inPlace()
                ? checkout.notebooks()
                : new ReadersFolder(checkout, runs()).prepare(exercises -> make(exercises, classPath));
        String page = Files.exists(folder.resolve(PAGE)) ? PAGE : "";
        return serve(options, jupyter, folder, options.exercises() ? ReadersFolder.EXERCISES : page);
    }

    private void make(Path exercises, List<Path> classPath) {
        List<String> make =
                jvm.java(classPath, Main.EXERCISES, List.of("exercise", "--all", "--out", exercises.toString()));
        if (Programs.run(make, Map.of()) != 0) {
            throw LauncherException.failure("the exercises could not be made; the reason is above");
        }
    }

    private Plan serve(NotebookOptions options, Jupyter jupyter, Path folder, String page) throws IOException {
        System.err.println("inrzoo: Jupyter opens " + folder + " and keeps this terminal until Ctrl-C");
        Plan plan = Plan.run(jupyter.serve(host, folder, page, options.lab()));
        for (Map.Entry<String, String> variable : environment(options, jupyter).entrySet()) {
            plan = plan.with(variable.getKey(), variable.getValue());
        }
        return plan;
    }

    /** The project's own folder of what users make; in a project that cannot be written to, the one of where they are. */
    private Path runs() {
        return (Files.isWritable(checkout.root()) ? checkout.root() : Path.of(""))
                .toAbsolutePath()
                .resolve("runs");
    }

    /** What makes Jupyter know this project's kernel, whichever one the user's folder tells of, and the kernel its scale. */
    private Map<String, String> environment(NotebookOptions options, Jupyter jupyter) throws IOException {
        Path data = checkout.target().resolve("jupyter");
        try {
            Kernelspec.of(checkout, host).install(data);
        } catch (IOException e) {
            data = Files.createTempDirectory("inrzoo-jupyter");
            Kernelspec.of(checkout, host).install(data);
        }
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(
                "JUPYTER_PATH",
                host.variable("JUPYTER_PATH")
                        .map(path -> File.pathSeparator + path)
                        .map(data.toString()::concat)
                        .orElse(data.toString()));
        environment.put("INRZOO_SCALE", options.scale());
        Path runtime = jupyter.folder("--runtime-dir").orElse(data);
        try {
            Files.createDirectories(runtime);
        } catch (IOException e) {
            environment.put(
                    "JUPYTER_RUNTIME_DIR",
                    Files.createTempDirectory("inrzoo-runtime").toString());
        }
        return environment;
    }

    private Plan execute(NotebookOptions options, Path file) throws IOException {
        Jupyter jupyter = Jupyter.require(host, Need.NBCONVERT);
        Path source = file.toRealPath();
        Path out = options.out().orElseGet(() -> usualOut(source)).toAbsolutePath();
        Checkout.writable(out, "choose another by --out");
        Map<String, String> environment = environment(options, jupyter);
        environment.put("INRZOO_UNATTENDED", "1"); // so that a check that fails says why in its error
        if (options.inPlace()) {
            Checkout.writable(source.getParent(), "--in-place writes there; --out DIR writes elsewhere");
            environment.put(
                    "INRZOO_RECORDS",
                    source.resolveSibling("results").toString()); // the records of its runs are stored with it
        }
        Path copy = options.inPlace() ? source : out.resolve(source.getFileName());
        Path page = out.resolve(source.getFileName().toString().replaceFirst("\\.ipynb$", ".html"));
        Path work = Files.createTempDirectory(copy.getParent(), ".inrzoo-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Trees.deleteIfPossible(work))); // at Ctrl-C too
        try {
            Path executed = work.resolve(source.getFileName());
            convert(
                    jupyter,
                    environment,
                    "the notebook '" + file + "' failed; the error above names cell and line",
                    "--to",
                    "notebook",
                    "--execute",
                    "--ExecutePreprocessor.kernel_name=inrzoo",
                    "--ExecutePreprocessor.timeout=-1",
                    "--ExecutePreprocessor.startup_timeout=300",
                    "--ExecutePreprocessor.record_timing=False",
                    "--output",
                    executed.toString(),
                    source.toString());
            convert(
                    jupyter,
                    environment,
                    "no page could be made of '" + file + "'; the reason is above",
                    "--to",
                    "html",
                    "--TagRemovePreprocessor.enabled=True",
                    "--TagRemovePreprocessor.remove_input_tags=hide-input",
                    "--output",
                    work.resolve(page.getFileName()).toString(),
                    executed.toString());
            Files.move(executed, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(work.resolve(page.getFileName()), page, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Trees.deleteIfPossible(work);
        }
        return Plan.say("inrzoo: see " + copy + " and " + page);
    }

    /** Exercises have the names of notebooks. */
    private static Path usualOut(Path source) {
        Path out = Path.of("runs", "executed");
        boolean exercise =
                source.getParent().endsWith("exercises") || source.getParent().endsWith("exercises/solved");
        return exercise ? out.resolve("exercises") : out;
    }

    private static void convert(Jupyter jupyter, Map<String, String> environment, String failed, String... arguments) {
        List<String> call = new ArrayList<>(jupyter.call("nbconvert", "--log-level=ERROR"));
        call.addAll(List.of(arguments));
        if (Programs.run(call, environment) != 0) {
            throw LauncherException.failure(failed);
        }
    }
}
