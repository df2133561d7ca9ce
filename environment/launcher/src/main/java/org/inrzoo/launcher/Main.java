package org.inrzoo.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the scripts start. {@code plan PROJECT ARGUMENTS…} prints shell commands that take the script's place;
 * {@code run PROJECT ARGUMENTS…} does the same itself, where scripts cannot be replaced.
 */
public final class Main {

    /** Tells the script that this launcher's sources are newer than it. */
    private static final int STALE = 99;

    private static final String CLI = "org.inrzoo.cli.Main";

    static final String EXERCISES = "org.inrzoo.notebook.exercise.Main";

    private final Checkout checkout;
    private final Host host;

    private Main(Checkout checkout, Host host) {
        this.checkout = checkout;
        this.host = host;
    }

    public static void main(String[] arguments) throws InterruptedException {
        try {
            Path root = Path.of(arguments[1]);
            if (isStale(root)) {
                System.exit(STALE);
            }
            Main main = new Main(new Checkout(root), Host.here());
            Plan plan = main.plan(Arrays.asList(arguments).subList(2, arguments.length));
            if (arguments[0].equals("plan")) {
                new PrintStream(System.out, true, StandardCharsets.UTF_8).print(plan.shell());
            } else {
                System.exit(plan.execute());
            }
        } catch (LauncherException e) {
            System.err.println("inrzoo: " + e.getMessage());
            System.exit(e.code());
        } catch (IOException e) {
            System.err.println("inrzoo: " + e);
            System.exit(1);
        }
    }

    /** Whether a source of the launcher is newer than its classes; not asked again of those that were compiled just now. */
    private static boolean isStale(Path root) throws IOException {
        Path classes = root.resolve("environment/target/launcher/org/inrzoo/launcher/Main.class");
        if (!Files.exists(classes) || System.getenv("INRZOO_COMPILED") != null) {
            return false;
        }
        try (Stream<Path> sources =
                Files.list(root.resolve("environment/launcher/src/main/java/org/inrzoo/launcher"))) {
            for (Path source : sources.toList()) {
                if (Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(classes)) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private Plan plan(List<String> arguments) throws IOException {
        Jvm jvm = Jvm.of(checkout, host);
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        return switch (command) {
            case "notebook" -> new NotebookCommand(checkout, host, jvm).plan(rest);
            case "exercise", "mark", "slides" -> Plan.run(jvm.java(classPath(Module.NOTEBOOKS), EXERCISES, arguments));
            case "kernel" -> Plan.run(jvm.kernel(classPath(Module.NOTEBOOKS), rest));
            case "jshell" -> Plan.run(jvm.jshell(classPath(Module.CLI), rest));
            case "jmh" -> jmh(jvm, rest);
            case "test" -> test(rest);
            case "provide-maven" -> {
                new Maven(host).command();
                yield Plan.say("");
            }
            default -> program(jvm, module(arguments), arguments);
        };
    }

    private Plan program(Jvm jvm, Module module, List<String> arguments) throws IOException {
        List<Path> classPath = classPath(module);
        if (module != Module.SPARK) {
            return Plan.run(jvm.java(classPath, CLI, arguments));
        }
        List<Path> sent = new ArrayList<>(classPath(Module.CLI));
        sent.add(classPath.get(0));
        Plan plan = Plan.run(jvm.java(SparkDriver.options(sent), classPath, CLI, arguments));
        for (Map.Entry<String, String> variable :
                SparkDriver.environment(checkout).entrySet()) {
            plan = plan.with(variable.getKey(), variable.getValue());
        }
        return plan;
    }

    private static Module module(List<String> arguments) {
        if (SparkDriver.isAskedFor(arguments)) {
            return Module.SPARK;
        }
        boolean baseline = arguments.stream().anyMatch(argument -> argument.matches("--(baseline|peer)(=.*)?"));
        boolean onnx =
                arguments.contains("export") && arguments.stream().anyMatch(argument -> argument.endsWith(".onnx"));
        return baseline ? Module.PEER : onnx ? Module.ONNX : Module.CLI;
    }

    private List<Path> classPath(Module module) {
        return new Build(checkout, module, new Maven(host)).classPath();
    }

    /** The kernels' micro-benchmarks, which are built with the tests. */
    private Plan jmh(Jvm jvm, List<String> arguments) throws IOException {
        Path zoo = checkout.root().resolve("zoo").resolve("target");
        Path log = Checkout.writable(checkout.target(), "the benchmarks are built in this project")
                .resolve("jmh.log");
        Path found = checkout.target().resolve("jmh.classpath");
        new Maven(host)
                .run(
                        checkout.root(),
                        List.of(
                                "-q",
                                "-DskipTests",
                                "-pl",
                                "zoo",
                                "-am",
                                "test-compile",
                                "dependency:build-classpath",
                                "-DincludeScope=test",
                                "-Dmdep.outputFile=" + found),
                        log);
        List<Path> classPath = new ArrayList<>(List.of(zoo.resolve("test-classes"), zoo.resolve("classes")));
        for (String entry : Files.readString(found).strip().split(java.io.File.pathSeparator)) {
            classPath.add(Path.of(entry));
        }
        return Plan.run(jvm.java(classPath, "org.openjdk.jmh.Main", arguments));
    }

    /** All tests, with what they need. The tests call this launcher, which must not build amid them. */
    private Plan test(List<String> arguments) {
        Maven maven = new Maven(host);
        maven.command();
        Tests.provide(host);
        classPath(Module.NOTEBOOKS);
        classPath(Module.CLI);
        List<String> command = new ArrayList<>(maven.command());
        command.addAll(List.of(
                "-f",
                checkout.root().resolve("pom.xml").toString(),
                "-Ponnx,spark,checks",
                "-DexcludedGroups=",
                "-Dinrzoo.jupyter=required",
                "verify"));
        command.addAll(arguments);
        Plan plan = Plan.run(command);
        for (Map.Entry<String, String> variable : Maven.environment().entrySet()) {
            plan = plan.with(variable.getKey(), variable.getValue());
        }
        return plan;
    }
}
