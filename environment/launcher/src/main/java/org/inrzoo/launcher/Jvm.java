package org.inrzoo.launcher;

import java.io.Console;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the zoo's programs are started.
 *
 * @param memory of the machine, in MiB
 */
record Jvm(Checkout checkout, Host host, long memory) {

    private static final String HEAP = "INRZOO_HEAP";
    private static final String USUAL_HEAP = "2g";

    /** The first JDK that warns of native libraries. */
    private static final int WARNING_JDK = 24;

    private static final Map<String, Long> MIB = Map.of("m", 1L, "g", 1024L);

    static Jvm of(Checkout checkout, Host host) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Jvm(checkout, host, system.getTotalMemorySize() >> 20);
    }

    /** A program of the JDK that runs the launcher. */
    static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** The command that starts a class with what the zoo needs. */
    List<String> java(List<Path> classPath, String main, List<String> arguments) {
        return java(List.of(), classPath, main, arguments);
    }

    /** The notebooks' kernel, which is told where the sources lie, for the Javadoc in tooltips. */
    List<String> kernel(List<Path> classPath, List<String> arguments) {
        List<Path> sources = Module.NOTEBOOKS.parts().stream()
                .map(part -> checkout.root().resolve(part).resolve("src/main/java"))
                .toList();
        List<String> shown =
                List.of("--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED", "-Dinrzoo.sources=" + joined(sources));
        return java(shown, classPath, "org.inrzoo.kernel.Main", arguments);
    }

    /** The same with options of the JVM besides. */
    List<String> java(List<String> besides, List<Path> classPath, String main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program("java")));
        command.addAll(Vectors.options());
        command.addAll(options());
        command.addAll(besides);
        command.addAll(List.of("-cp", joined(withLauncher(classPath)), Vectors.class.getName(), main));
        command.addAll(arguments);
        return command;
    }

    List<String> jshell(List<Path> classPath, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program("jshell")));
        command.addAll(List.of("--class-path", joined(withLauncher(classPath))));
        Vectors.COMPILER.forEach(option -> command.add("-C" + option));
        Vectors.options().forEach(option -> command.add("-R" + option));
        options().forEach(option -> command.add("-R" + option));
        Path startup = checkout.root().resolve("environment").resolve("startup.jsh");
        command.addAll(List.of("--startup", "DEFAULT", "--startup", startup.toString()));
        command.addAll(arguments);
        return command;
    }

    /** With this launcher's own classes, which start the program. */
    private List<Path> withLauncher(List<Path> classPath) {
        List<Path> path = new ArrayList<>(classPath);
        path.add(checkout.target().resolve("launcher"));
        return path;
    }

    static String joined(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /** Of the machine's memory ND4J's arrays get two thirds. */
    private List<String> options() {
        long arrays = memory * 2 / 3;
        List<String> options = new ArrayList<>(nativeAccess());
        options.addAll(List.of(
                "-Xmx" + heap() + "m",
                "-Dorg.bytedeco.javacpp.maxbytes=" + arrays + "m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + (arrays + heap() + 1024) + "m",
                "-Djava.awt.headless=true",
                "-Dorg.nd4j.log.initialization=false",
                "-Dinrzoo.terminal=" + host.variable("INRZOO_TERMINAL").orElse(String.valueOf(isTerminal())),
                "-Dinrzoo.project=" + checkout.root()));
        return options;
    }

    /** What lets ND4J load its native libraries on newer JDKs, which warn of it otherwise. */
    private static List<String> nativeAccess() {
        return Runtime.version().feature() < WARNING_JDK
                ? List.of()
                : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    /** Whether somebody watches; from JDK 22 on programs have a console too, which can be asked. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Java's heap, in MiB.
     *
     * @throws LauncherException when {@code INRZOO_HEAP} is no size, or larger than the machine
     */
    long heap() {
        String wanted = host.variable(HEAP).orElse(USUAL_HEAP);
        Matcher size = Pattern.compile("(\\d{1,6})([mgMG])").matcher(wanted);
        if (!size.matches()) {
            throw LauncherException.wrongCall(
                    HEAP + " is the heap for Java, such as " + USUAL_HEAP + " or 512m, not '" + wanted + "'");
        }
        long heap = Long.parseLong(size.group(1)) * MIB.get(size.group(2).toLowerCase(java.util.Locale.ROOT));
        if (heap < 64 || heap > memory) {
            throw LauncherException.wrongCall(
                    HEAP + " is '" + wanted + "': from 64m to this machine's memory, " + memory + "m, can be had");
        }
        return heap;
    }
}
