package org.inrzoo.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Builds a module where its sources are newer than what was built, into a folder that is never written again: what runs out
 * of it goes on while the next is built. Paths in it are relative to the project, which may be moved.
 *
 * <p>Maven works in folders that are new for every build. It would take what lies there and is newer than its source, even
 * the half of a class that a killed build has left.
 */
final class Build {

    private static final String ELSEWHERE = "use a copy of the project that is your own";

    /** Where Maven works, in every module, with something behind it that no other build has. */
    private static final String SCRATCH = "build-";

    /** Earlier builds that stay, for programs that still run out of them. */
    private static final int KEPT = 5;

    private final Checkout checkout;
    private final Module module;
    private final Maven maven;
    private final Path folder;

    Build(Checkout checkout, Module module, Maven maven) {
        this.checkout = checkout;
        this.module = module;
        this.maven = maven;
        folder = checkout.target().resolve(module.name().toLowerCase(java.util.Locale.ROOT));
    }

    /** The class path of what is built last, after building it where that is needed. */
    List<Path> classPath() {
        Optional<List<Path>> fresh = fresh();
        if (fresh.isPresent()) {
            return fresh.get();
        }
        Checkout.writable(folder, "the zoo has to be built there; " + ELSEWHERE);
        try (FileChannel lock = FileChannel.open(
                checkout.target().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                System.err.println("inrzoo: waiting for the end of a build that was started before");
                lock.lock();
            }
            return fresh().orElseGet(this::build);
        } catch (IOException e) {
            throw LauncherException.failure("cannot build in '" + folder + "': " + e.getMessage() + "; " + ELSEWHERE);
        }
    }

    /** The class path of what is built, if that is newer than all sources and whole. */
    Optional<List<Path>> fresh() {
        Path current = folder.resolve("current");
        if (!Files.isReadable(current)) {
            return Optional.empty();
        }
        try {
            FileTime built = Files.getLastModifiedTime(current);
            if (newest().compareTo(built) > 0) {
                return Optional.empty();
            }
            Path list = folder.resolve(Files.readString(current).strip()).resolve("classpath");
            List<Path> entries = Files.readAllLines(list).stream()
                    .map(checkout.root()::resolve)
                    .toList();
            return Optional.of(entries).filter(paths -> paths.stream().allMatch(Files::isReadable));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private FileTime newest() throws IOException {
        FileTime newest = Files.getLastModifiedTime(checkout.root().resolve("pom.xml"));
        List<Path> sources = new ArrayList<>(
                List.of(checkout.root().resolve("zoo/results"), checkout.root().resolve("zoo/signal-results")));
        for (String part : module.parts()) {
            sources.add(checkout.root().resolve(part).resolve("pom.xml"));
            sources.add(checkout.root().resolve(part).resolve("src/main"));
        }
        for (Path source : sources) {
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    FileTime time = Files.getLastModifiedTime(file);
                    newest = time.compareTo(newest) > 0 ? time : newest;
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return newest;
    }

    private List<Path> build() {
        System.err.println("inrzoo: building; the first time fetches the libraries, about two minutes");
        FileTime begin = FileTime.fromMillis(System.currentTimeMillis());
        try {
            removeScratch(); // what killed builds left
            String scratch = SCRATCH + UUID.randomUUID();
            Path found = folder.resolve("classpath.new");
            List<String> goals = new ArrayList<>(module.options());
            goals.addAll(List.of(
                    "-DskipTests",
                    "-Dinrzoo.target=target/" + scratch,
                    "-pl",
                    module.folder(),
                    "-am",
                    "package",
                    "dependency:build-classpath",
                    "-DincludeScope=runtime",
                    "-Dmdep.outputFile=" + found));
            maven.run(checkout.root(), goals, folder.resolve("build.log"));
            Path version = nextVersion();
            List<Path> entries = keep(found, version, scratch);
            Files.write(
                    version.resolve("classpath"),
                    entries.stream().map(this::relative).toList());
            Path current = Files.writeString(
                    folder.resolve("current.new"), version.getFileName().toString());
            Files.setLastModifiedTime(current, begin);
            Files.move(
                    current,
                    folder.resolve("current"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            Files.delete(found);
            removeScratch();
            forgetOld();
            return entries;
        } catch (IOException e) {
            throw LauncherException.failure("cannot build in '" + folder + "': " + e.getMessage());
        }
    }

    private Path target(String part) {
        return checkout.root().resolve(part).resolve("target");
    }

    private void removeScratch() throws IOException {
        for (String part : module.parts()) {
            if (Files.isDirectory(target(part))) {
                try (Stream<Path> files = Files.list(target(part))) {
                    files.filter(file -> file.getFileName().toString().startsWith(SCRATCH))
                            .forEach(Trees::deleteIfPossible);
                }
            }
        }
    }

    private String relative(Path entry) {
        return checkout.root().relativize(entry).toString().replace(File.separatorChar, '/');
    }

    private List<Path> versions() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.comparingInt(
                            file -> Integer.parseInt(file.getFileName().toString())))
                    .toList();
        }
    }

    private Path nextVersion() throws IOException {
        List<Path> versions = versions();
        int last = versions.isEmpty()
                ? 0
                : Integer.parseInt(
                        versions.get(versions.size() - 1).getFileName().toString());
        return Files.createDirectory(folder.resolve(String.valueOf(last + 1)));
    }

    /** Copies the project's own classes into the version's folder, and libraries into one that all share. */
    private List<Path> keep(Path found, Path version, String scratch) throws IOException {
        List<Path> built =
                new ArrayList<>(List.of(target(module.folder()).resolve(scratch).resolve("classes")));
        for (String entry :
                Files.readString(found, StandardCharsets.UTF_8).strip().split(File.pathSeparator)) {
            built.add(Path.of(entry));
        }
        List<Path> kept = new ArrayList<>();
        for (Path entry : built) {
            kept.add(
                    entry.startsWith(checkout.root())
                            ? Trees.copy(entry, version.resolve(kept.size() + "-" + entry.getFileName()))
                            : library(entry));
        }
        return kept;
    }

    /** A library in the project: the same file as in Maven's repository where the file system can, else a copy. */
    private Path library(Path jar) throws IOException {
        int names = jar.getNameCount();
        Path kept = checkout.target().resolve("lib").resolve(jar.subpath(Math.max(0, names - 3), names));
        if (Files.exists(kept)) {
            return kept;
        }
        Files.createDirectories(kept.getParent());
        try {
            return Files.createLink(kept, jar);
        } catch (IOException | UnsupportedOperationException e) {
            Path beside = Files.copy(
                    jar, kept.resolveSibling(kept.getFileName() + ".new"), StandardCopyOption.REPLACE_EXISTING);
            return Files.move(beside, kept, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void forgetOld() throws IOException {
        List<Path> versions = versions();
        for (Path old : versions.subList(0, Math.max(0, versions.size() - KEPT))) {
            Trees.deleteIfPossible(old); // Windows keeps files that are in use
        }
    }
}
